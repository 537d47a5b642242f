//! Measures the program from outside, beside a reference in the same run: rows for `docs/performance.md`.
//!
//! `cargo bench -p tideover --bench figures [-- fanout|pages|scale|replay|footprint]`; without a name, all of them.
//! What is measured is always a process of its own: the program, or a bare server for comparison, which is this
//! bench started with [`bare::STREAM`] or [`bare::FILE`]. Processor time is that process's alone, so other work on
//! the machine, this one included, does not count. Linux only: it reads `/proc`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a bench stops at the first surprise"
)]

mod bare;
mod community;
#[path = "../../../relief/benches/country/mod.rs"]
mod country;
mod fanout;
mod footprint;
mod http;
mod pages;
mod process;
mod readers;
mod replay;
mod scale;
#[path = "../../../relief/benches/society/mod.rs"]
mod society;

#[tokio::main]
async fn main() {
    // Cargo adds `--bench`.
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    match asked.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            fanout::run().await;
            pages::run().await;
            scale::run(country::RECIPIENTS).await;
            replay::run().await;
            footprint::run().await;
        }
        ["fanout"] => fanout::run().await,
        ["pages"] => pages::run().await,
        ["scale"] => scale::run(country::RECIPIENTS).await,
        ["scale", recipients] => scale::run(recipients.parse().unwrap()).await,
        ["replay"] => replay::run().await,
        ["footprint"] => footprint::run().await,
        [bare::STREAM] => bare::stream().await,
        [bare::FILE, path] => bare::file(path).await,
        _ => println!("fanout, pages, scale [RECIPIENTS], replay or footprint"),
    }
}

//! Replay: how many entries a second are read and folded on one core, beside SHA-256 over the same bytes.
//!
//! `cargo bench -p relief --bench replay`. The journal is made by `decide`, so it has the mix of a real one:
//! for each need a report, a check, four pledges on their way to the ward. Nothing here is random.
#![allow(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a measurement, not the product"
)]

mod common;
mod society;

use std::borrow::Cow;
use std::hint::black_box;
use std::time::Duration;

use common::{best, ms, once, ratio};
use relief::apply;
use relief::entry::Entry;
use relief::ids::Stamp;
use relief::place::Place;
use relief::state::State;
use sha2::{Digest, Sha256};
use society::Society;

/// When the community opened.
const START: Stamp = Stamp(1_579_910_400);
/// Needs of the synthetic journal; each makes about forty entries.
const NEEDS: u64 = 5_000;

fn serve_one_need(society: &mut Society, number: u64) {
    let wuhan = Place::from_code(420_100).unwrap();
    let lines = [("protective_suit", 500), ("goggles", 100)];
    let need = society::need(society, number, wuhan, lines.map(society::line).into());
    for quantity in [200, 150, 100, 50] {
        let commitment = society::firm(society, need, 0, quantity);
        society::carry(society, &[(commitment, quantity)]);
    }
}

fn each<T, U>(things: &[T], mut what: impl FnMut(&T) -> U) {
    for thing in things {
        let _ = black_box(what(thing));
    }
}

fn fold<'a>(entries: impl Iterator<Item = Cow<'a, Entry>>) -> State {
    let mut state = State::default();
    for entry in entries {
        apply(&mut state, &entry);
    }
    state
}

fn main() {
    let mut society = society::society(START);
    let made = once(|| (0..NEEDS).for_each(|number| serve_one_need(&mut society, number)));
    let journal = &society.journal;
    let bytes: usize = journal.iter().map(Vec::len).sum();
    println!(
        "{} entries, {} bytes each",
        journal.len(),
        bytes / journal.len()
    );
    let per_second = |time: Duration| journal.len() as f64 / time.as_secs_f64();
    println!(
        "decide, apply, encode   {:>10.0} entries/s",
        per_second(made)
    );
    let hash = best(|| each(journal, |e| Sha256::digest(e)));
    let decode = best(|| each(journal, |e| Entry::decode(e)));
    let entries: Vec<Entry> = journal.iter().map(|e| Entry::decode(e).unwrap()).collect();
    let encode = best(|| each(&entries, Entry::encode));
    let folded = best(|| fold(entries.iter().map(Cow::Borrowed)));
    let read = |e: &Vec<u8>| Cow::Owned(Entry::decode(e).unwrap());
    let replay = best(|| fold(journal.iter().map(read)));
    assert!(
        fold(journal.iter().map(read)) == society.state,
        "replay gives the live state"
    );
    for (what, time) in [
        ("SHA-256 (reference)", hash),
        ("decode", decode),
        ("encode", encode),
        ("apply", folded),
        ("decode and apply", replay),
    ] {
        let ratio = ratio(time, hash);
        println!(
            "{what:<24}{:>10.0} entries/s {:>8.1} ms {ratio:>6.1} x SHA-256",
            per_second(time),
            ms(time)
        );
    }
}

//! Power cuts: a process killed under load loses nothing that it acknowledged.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tokio::task::JoinSet;
use whole_program::{Client, Server, program};

/// How often the process is killed.
const KILLS: u64 = 50;
/// People who act at once.
const PEOPLE: u64 = 6;
/// Acts of one person between two kills: under what one account may do in a minute.
const ACTS_MAX: u64 = 12;
/// The process lives for less than so many milliseconds after its people begin.
const LIFE_MILLIS_MAX: u64 = 180;
/// The first number of the sequence that chooses the moments.
const SEED: u64 = 20_200_123;

/// An act whose redirect was received: where it stands and what was said in it.
#[derive(Clone)]
struct Acknowledged {
    page: String,
    said: String,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_kills_under_load_lose_no_acknowledged_act() -> Result<()> {
    let mut server = Server::serve(&[])?;
    let mut all = Vec::new();
    let mut random = SEED;
    for round in 0..KILLS {
        let mut people = JoinSet::new();
        for person in 0..PEOPLE {
            people.spawn(act_until_the_end(server.client()?, round, person));
        }
        random = next(random);
        tokio::time::sleep(Duration::from_millis((random >> 33) % LIFE_MILLIS_MAX)).await;
        let folder = server.into_folder()?;
        let done: Vec<Acknowledged> = people.join_all().await.into_iter().flatten().collect();
        server = Server::serve_folder(folder, &[])?;
        check(&server, &done)
            .await
            .with_context(|| format!("after kill {round}"))?;
        let verdict = verify(&server)?;
        ensure!(
            verdict["ok"] == Value::Bool(true),
            "kill {round}: {verdict}"
        );
        all.extend(done);
    }
    ensure!(all.len() > 50, "only {} acts: no load", all.len());
    check(&server, &all).await
}

#[test]
fn a_second_process_on_a_folder_is_refused_in_one_line() -> Result<()> {
    let server = Server::serve(&[])?;
    let second = Command::new(program()?)
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--origin",
            "test.example",
            "--data",
        ])
        .arg(server.data())
        .output()?;
    let told = String::from_utf8(second.stderr)?;
    let errors: Vec<&str> = told
        .lines()
        .filter(|line| line.starts_with("error: "))
        .collect();
    assert!(!second.status.success(), "{told}");
    assert_eq!((errors.len(), told.lines().count()), (1, 1), "{told}");
    Ok(())
}

/// Reports needs and offers goods, one act after the other, until the server is gone.
async fn act_until_the_end(client: Client, round: u64, person: u64) -> Vec<Acknowledged> {
    let mut done = Vec::new();
    for act in 0..ACTS_MAX {
        let said = format!("mark-{round}-{person}-{act}.");
        let ward = format!("Ward {round}-{person}-{act}");
        let token = format!("{round:08}{person:04}{act:04}");
        let common = [
            ("remark", said.as_str()),
            ("name", "Li Na"),
            ("token", &token),
            ("place", "武汉"),
        ];
        let more: &[(&str, &str)] = if act % 2 == 0 {
            &[
                ("recipient", &ward),
                ("item-0", "protective_suit"),
                ("quantity-0", "300"),
                ("how-0", "exact"),
                ("contact", "the night desk"),
            ]
        } else {
            &[("item", "goggles"), ("quantity", "40")]
        };
        let path = if act % 2 == 0 { "/need/new" } else { "/offer" };
        let form: Vec<(&str, &str)> = common.iter().chain(more).copied().collect();
        match client.post(path, &form).await {
            Ok(answer) => {
                // What is not a redirect was not acknowledged; it is checked elsewhere why.
                let page = answer.location().filter(|_| answer.status == 303);
                done.extend(page.map(|page| Acknowledged { page, said }));
            }
            Err(_) => break,
        }
    }
    done
}

async fn check(server: &Server, acts: &[Acknowledged]) -> Result<()> {
    let reader = server.client()?;
    for act in acts {
        let page = reader.get(&act.page).await?;
        ensure!(page.status == 200, "{} answers {}", act.page, page.status);
        ensure!(
            page.body.contains(&act.said),
            "{} lacks {}",
            act.page,
            act.said
        );
    }
    Ok(())
}

fn verify(server: &Server) -> Result<Value> {
    let output = Command::new(program()?)
        .arg("verify")
        .arg(server.data())
        .arg("--json")
        .output()?;
    serde_json::from_slice(&output.stdout)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Knuth's linear congruential sequence: the high bits choose the moment.
fn next(state: u64) -> u64 {
    state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407)
}

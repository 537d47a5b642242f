//! Power cuts: a process killed under load loses nothing that it acknowledged.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod load;

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tokio::task::JoinSet;
use whole_program::{Scene, Server, program};

use load::{Acknowledged, Act, Doer};

/// How often the process is killed.
const KILLS: usize = 50;
/// People who act at once.
const PEOPLE: usize = 6;
/// The process lives for less than so many milliseconds after its people begin.
const LIFE_MILLIS_MAX: u64 = 180;
/// The first number of the sequence that chooses the moments.
const SEED: u64 = 20_200_123;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_kills_under_load_lose_no_acknowledged_act() -> Result<()> {
    let mut server = Server::serve(&[])?;
    let scene = Arc::new(Scene::of(&server).await?);
    let mut all = Vec::new();
    let mut random = SEED;
    for round in 0..KILLS {
        let people = load(&server, &scene, round)?;
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
    for act in Act::ALL {
        let count = all.iter().filter(|done| done.act == act).count();
        println!("{act:?}: {count} acknowledged");
        ensure!(count > 5, "{act:?} only {count} times: no load");
    }
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

/// People who join the room and act, each beginning with another thing.
fn load(server: &Server, scene: &Arc<Scene>, round: usize) -> Result<JoinSet<Vec<Acknowledged>>> {
    let mut people = JoinSet::new();
    // The founder's device, at the address where the server is now.
    let founder = Arc::new(scene.founder.moved_to(server.address()));
    for person in 0..PEOPLE {
        let (client, founder) = (server.client()?, Arc::clone(&founder));
        let scene = Arc::clone(scene);
        people.spawn(async move {
            let mark = format!("mark-{round}-{person}");
            let doer = Doer::new(&scene, client, founder, mark);
            doer.act_until_the_end(person).await
        });
    }
    Ok(people)
}

async fn check(server: &Server, acts: &[Acknowledged]) -> Result<()> {
    for act in acts {
        act.check(server).await?;
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

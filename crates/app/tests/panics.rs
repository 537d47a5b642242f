//! Faults in the program: a panic in one act is that act's alone, one anywhere else in the writer ends the process.
#![cfg(unix)]

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::pin::pin;
use std::process::Command as Process;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};
use std::time::Duration;

use app::{App, Clock, Draft, Entropy, Options, Refused};
use relief::code::PartyKind;
use relief::command::{Actor, Command};
use relief::ids::PartyId;
use relief::name::Name;
use tempfile::TempDir;
use testkit::{Community, MORNING};

/// Where the process that is to end has its folder.
const FOLDER: &str = "TIDEOVER_TEST_PANICS_IN";
/// What its lines begin with, before the number of a party.
const ACKNOWLEDGED: &str = "acknowledged ";
/// Parties that are acknowledged before it ends.
const PARTIES: usize = 20;
/// Longer than it lives.
const LIFE_MAX: Duration = Duration::from_secs(20);
/// How a process ends that aborts.
const SIGABRT: i32 = 6;

fn register(name: &str) -> Command {
    Command::RegisterParty {
        kind: PartyKind::Organisation,
        name: Some(Name::new(name).expect("a name")),
        place: None,
    }
}

fn has(app: &App, party: u64) -> bool {
    app.state().parties.contains_key(&PartyId(party))
}

#[tokio::test]
async fn an_act_that_panics_is_left_out_and_the_others_go_on() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let size = town.app.size();
    let half = |draft: &mut Draft<'_>| -> Result<(), Refused> {
        draft.act(&Actor::community(), &register("半件事"))?;
        panic!("a fault in an act")
    };
    let act = |name| town.app.act(Actor::community(), register(name));
    // In one batch with others.
    let (before, panicked, after) =
        tokio::join!(act("先来的"), town.app.write(half), act("后来的"));
    assert!(matches!(panicked, Err(Refused::Panicked)), "{panicked:?}");
    let (before, after) = (before.expect("written"), after.expect("written"));
    assert_eq!((before.index, after.index), (size, size + 1));
    let member = town.member(room, &chen, "苏芮").await;
    assert_eq!(town.app.state().rooms[&room].members, 2);
    // What was folded is what is kept.
    let town = town.restart().await;
    assert_eq!(town.app.state().rooms[&room].members, 2);
    assert!(has(&town.app, before.index) && has(&town.app, member.party.0));
}

#[tokio::test]
async fn a_writer_that_panics_ends_the_process_and_loses_nothing() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return end_by_a_panic(Path::new(&folder)).await;
    }
    let dir = TempDir::new().expect("a folder");
    let test = std::env::current_exe().expect("this test");
    let name = "a_writer_that_panics_ends_the_process_and_loses_nothing";
    let ended = Process::new(test)
        .args(["--exact", name, "--nocapture"])
        .env(FOLDER, dir.path())
        .output()
        .expect("it ran");
    let told = String::from_utf8_lossy(&ended.stdout);
    assert_eq!(ended.status.signal(), Some(SIGABRT), "{told}");
    let acknowledged = told
        .lines()
        .filter_map(|line| line.split_once(ACKNOWLEDGED));
    let acknowledged: Vec<u64> = acknowledged
        .map(|(_, n)| n.parse().expect("a number"))
        .collect();
    assert_eq!(acknowledged.len(), PARTIES, "{told}");
    let app = open(dir.path()).await;
    assert!(acknowledged.iter().all(|party| has(&app, *party)));
    // The last one was durable when the writer ended, and its sender never heard of it.
    assert_eq!(app.size(), acknowledged.last().map_or(0, |last| last + 2));
    let more = app.act(Actor::community(), register("下一个")).await;
    assert!(more.is_ok(), "it is written on");
    app.close().await;
}

/// Acts, and then makes the writer panic where it tells somebody that an act is durable.
async fn end_by_a_panic(folder: &Path) {
    struct Fault;
    impl Wake for Fault {
        fn wake(self: Arc<Self>) {
            panic!("a fault in the writer")
        }
    }
    let app = open(folder).await;
    for n in 0..PARTIES {
        let receipt = app
            .act(Actor::community(), register(&format!("第{n}家")))
            .await;
        println!("{ACKNOWLEDGED}{}", receipt.expect("written").index);
    }
    let mut last = pin!(app.act(Actor::community(), register("最后一家")));
    let waker = Waker::from(Arc::new(Fault));
    assert!(
        last.as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    let _ = tokio::time::timeout(LIFE_MAX, std::future::pending::<()>()).await;
}

async fn open(folder: &Path) -> App {
    let options = Options {
        dir: folder.to_owned(),
        origin: "test.example".to_owned(),
        name: Name::new("武汉").expect("a name"),
        drill: false,
        clock: Clock::simulated(MORNING),
        entropy: Entropy::seeded(7),
    };
    App::open(options).await.expect("opened")
}

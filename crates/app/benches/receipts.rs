//! Whether the time of an answer tells a receipt that leads somewhere from one that leads nowhere: both are asked in
//! turn, and each time is compared with each of the other kind. 0.50 means that the time says nothing.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs
)]

use std::time::{Duration, Instant};

use app::App;
use app::tip::REPLIES_MAX;
use relief::command::Command;
use relief::ids::CustodianId;
use relief::tip_key::TipKey;
use testkit::Community;
use tip::{Key, Kind, Letter, Receipt, Unlocked};

/// Pairs of questions that the script asks: a lookup, derived on the device.
const LOOKUPS: usize = 400;
/// Pairs of questions without script: the server stretches the receipt first.
const RECEIPTS: usize = 60;

/// A community with one tip that has all the replies it can have, and its receipt.
struct Answered {
    town: Community,
    receipt: Receipt,
    unlocked: Unlocked,
}

#[tokio::main]
async fn main() {
    let here = answered().await;
    let app = &here.town.app;
    let (mut found, mut nowhere) = (Vec::new(), Vec::new());
    for n in 0..LOOKUPS {
        let other = [u8::try_from(n % 251).unwrap(); 32];
        found.push(timed(app.tip_answers(here.unlocked.lookup)).await);
        nowhere.push(timed(app.tip_answers(other)).await);
    }
    say("a lookup, as the script asks", found, nowhere);
    let (mut found, mut nowhere) = (Vec::new(), Vec::new());
    for _ in 0..RECEIPTS {
        let (other, _) = app.draw_receipt().await.unwrap();
        found.push(timed(read(app, here.receipt.clone())).await);
        nowhere.push(timed(read(app, other)).await);
    }
    say("a receipt, without script", found, nowhere);
}

/// What `/tip/read` does with a receipt.
async fn read(app: &App, receipt: Receipt) -> usize {
    let unlocked = app.unlock(receipt).await.unwrap();
    let files = app.tip_answers(unlocked.lookup).await.unwrap();
    files
        .iter()
        .filter(|file| tip::open(file, &unlocked.key).is_ok())
        .count()
}

async fn timed<T>(act: impl Future<Output = T>) -> Duration {
    let begun = Instant::now();
    std::hint::black_box(act.await);
    begun.elapsed()
}

fn say(what: &str, mut found: Vec<Duration>, mut nowhere: Vec<Duration>) {
    let pairs = (found.len() * nowhere.len()) as f64;
    let slower = found
        .iter()
        .map(|f| nowhere.iter().filter(|n| f > n).count())
        .sum::<usize>() as f64;
    found.sort_unstable();
    nowhere.sort_unstable();
    let median = |times: &[Duration]| times[times.len() / 2].as_secs_f64() * 1e3;
    println!(
        "| time to answer {what}: eight replies | {:.2} ms | a receipt that leads nowhere: {:.2} ms | slower in {:.2} of all pairs (0.50: the time says nothing) |",
        median(&found),
        median(&nowhere),
        slower / pairs
    );
}

async fn answered() -> Answered {
    let town = Community::new().await;
    let lead = town.founder().await;
    let (mut ids, mut people) = (Vec::new(), Vec::new());
    for name in ["沈砚", "罗清", "唐映"] {
        let who = town.person(name).await;
        let key = TipKey::new(&Key::generate().public()).unwrap();
        let offered = town.app.offer_custodian(&who, name, key).await.unwrap();
        let custodian = CustodianId(offered.index);
        town.act(&lead, Command::ConfirmCustodian { custodian })
            .await;
        ids.push(custodian);
        people.push(who);
    }
    let app = &town.app;
    let (receipt, unlocked) = app.draw_receipt().await.unwrap();
    let sealed = app.seal_letter(Letter::default(), &ids).await.unwrap();
    let promise = app
        .take_tip(sealed, unlocked.lookup_hash(), None)
        .await
        .unwrap();
    let answer = Letter {
        kind: Kind::Reply,
        what: "收到了，几点？".to_owned(),
        ..Letter::default()
    };
    let padded = tip::pad(&answer.encode()).unwrap();
    for _ in 0..REPLIES_MAX {
        let reply = tip::seal(&padded, &[unlocked.key.public()], 1).unwrap();
        app.answer_tip(&people[0], promise.leaf, reply)
            .await
            .unwrap();
    }
    Answered {
        town,
        receipt,
        unlocked,
    }
}

//! Communities to measure on: a drill that was played, and a room with thousands of members.

use std::path::{Path, PathBuf};

use app::{App, Can, Clock, Entropy, NewAccount, Options};
use drill::Plan;
use relief::code::Role;
use relief::command::Command;
use relief::ids::{NeedId, RoomId};
use relief::name::Name;
use store::Store;
use tempfile::TempDir;

/// The seed of every drill measured.
const SEED: u64 = 1;
/// The journal of the room.
pub const ORIGIN: &str = "bench.example/room";
/// People whom one link lets in before the next member invites; below the program's own limit.
const JOIN_BY_ONE_LINK: usize = 100;

/// A drill at a scale, kept under `target/` from one run to the next. Remove the folder to have it played again.
pub async fn drill(scale: u32) -> PathBuf {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    let dir = target.join(format!("bench/drill-{scale}"));
    let making = target.join(format!("bench/making-{scale}"));
    if !dir.exists() {
        println!("playing the drill at scale {scale} into {}", dir.display());
        // What an interrupted run left behind is no whole drill.
        let _ = std::fs::remove_dir_all(&making);
        let app = App::open(drill::options(&making, SEED).unwrap())
            .await
            .unwrap();
        drill::play(app.clone(), &Plan::new(SEED, scale))
            .await
            .unwrap();
        app.close().await;
        std::fs::rename(&making, &dir).unwrap();
    }
    // An earlier version may have made it: brought to the present schema, as its next start would.
    let store = Store::open(&dir).await.unwrap();
    store.close().await.unwrap();
    dir
}

/// A need of the drill of scale 1 with much on its page: the one with most commitments.
pub async fn busy_need(dir: &Path) -> NeedId {
    let app = App::open(drill::options(dir, SEED).unwrap()).await.unwrap();
    let busiest = {
        let state = app.state();
        let promised = |need: &NeedId| {
            state
                .commitments
                .values()
                .filter(|c| c.need == *need)
                .count()
        };
        *state
            .needs
            .keys()
            .max_by_key(|need| promised(need))
            .unwrap()
    };
    app.close().await;
    busiest
}

/// One room and its members' session tokens.
pub struct Room {
    pub dir: TempDir,
    pub room: RoomId,
    pub tokens: Vec<String>,
}

/// A community with one room that so many people joined.
pub async fn room(members: usize) -> Room {
    let dir = TempDir::new().unwrap();
    let app = App::open(Options {
        dir: dir.path().to_owned(),
        origin: ORIGIN.to_owned(),
        name: Name::new("武汉").unwrap(),
        drill: true,
        clock: Clock::system(),
        entropy: Entropy::system(),
    });
    let app = app.await.unwrap();
    let founder = app.found(newcomer(0)).await.unwrap();
    let opened = app
        .open_room(&founder.person, "口罩互助群", None, "给武汉的医院找口罩")
        .await;
    let room = RoomId(opened.unwrap().index);
    let founder_again = app.session(&founder.token).await.unwrap().unwrap();
    let code = app.invitation_of(&founder_again, room).await.unwrap().code;
    let second = app.join_new(&code, newcomer(1)).await.unwrap();
    // A room of many is led by two.
    let lead = Command::GrantRole {
        party: second.person.party,
        role: Role::Lead,
        room: Some(room),
        recipient: None,
    };
    app.act(founder_again.actor(), lead).await.unwrap();
    let mut tokens = vec![founder.token, second.token];
    while tokens.len() < members {
        let who = app.session(tokens.last().unwrap()).await.unwrap().unwrap();
        let code = app.invitation_of(&who, room).await.unwrap().code;
        let many = JOIN_BY_ONE_LINK.min(members - tokens.len());
        let joining = (0..many).map(|n| app.join_new(&code, newcomer(tokens.len() + n)));
        let joined = futures_util::future::join_all(joining).await;
        tokens.extend(joined.into_iter().map(|signed_in| signed_in.unwrap().token));
    }
    app.close().await;
    Room { dir, room, tokens }
}

fn newcomer(n: usize) -> NewAccount {
    NewAccount {
        name: format!("成员 {n}"),
        cans: vec![Can::Give],
        lang: "zh-Hans".to_owned(),
        device: "手机".to_owned(),
    }
}

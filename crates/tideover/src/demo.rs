//! `tideover demo`: a drill that goes on while people watch.

mod custodians;
mod questions;
mod testimonies;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use ::drill::{Plan, Player};
use anyhow::{Context as _, Result};
use app::App;
use relief::consignment::Stage;

use crate::cli::DemoOptions;
use crate::drill::fresh;
use crate::{say, site};
use custodians::Custodian;

/// Hours that have passed when the first page is opened: a room of a hundred, goods on the road.
const FAST_FORWARD_HOURS: u32 = 24;
/// Simulated seconds in an hour.
const HOUR: u32 = 3600;
/// How often the demo looks whether somebody in it should act: often enough that a page feels alive.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// One society: the twenty hospitals.
const SCALE: u32 = 1;

/// A folder of the demo's own, gone when the demo ends.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Plays the first day, then serves while the drill goes on.
pub async fn run(options: DemoOptions) -> Result<ExitCode> {
    let (listener, bound) = site::listen(([127, 0, 0, 1], options.port).into()).await?;
    let temporary = match options.data {
        Some(_) => None,
        None => Some(Temporary(
            std::env::temp_dir().join(format!("tideover-demo-{}", std::process::id())),
        )),
    };
    let dir = match (&options.data, &temporary) {
        (Some(data), _) => data.clone(),
        (None, Some(Temporary(path))) => path.clone(),
        (None, None) => std::env::temp_dir(),
    };
    let (app, player) = open(&dir, options.seed, options.no_plan).await?;
    let custodians = custodians::appoint(&app, &dir).await?;
    let founder = custodians::founder(&app).await?;
    testimonies::say(&app, &founder).await?;
    questions::ask(&app).await?;
    app.clock().run(HOUR / options.speed.max(1));
    app.start_workers();
    let address = format!("http://{bound}");
    let code = invitation(&app).await;
    say::line(&welcome(&app, &address, options.speed, code));
    say::line(&for_custodians(&address, &custodians));
    say::line(&format!(
        "Check it with the second tool: tideover verify {}\nCtrl-C ends it.",
        dir.display()
    ));
    tokio::select! {
        () = site::serve(app.clone(), listener, web::Settings::new(address)) => {}
        () = go_on(&app, player) => {}
        () = tend_tips(&app, &custodians) => {}
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn open(dir: &Path, seed: u64, no_plan: bool) -> Result<(App, Player)> {
    fresh(dir)?;
    let app = App::open(::drill::options(dir, seed)?).await?;
    let plan = Plan::new(seed, SCALE);
    let plan = if no_plan {
        plan.without_fair_plan()
    } else {
        plan
    };
    let mut player = Player::new(app.clone(), &plan);
    let played = player.play_until(FAST_FORWARD_HOURS).await;
    played.context("the drill stopped")?;
    app.checkpoint().await.context("the head was not signed")?;
    Ok((app, player))
}

/// Lets everybody act whose time has come. Does not end: once the drill is over people go on looking at it.
async fn go_on(app: &App, mut player: Player) {
    while player.next_due().is_some() {
        if let Err(error) = player.play_due(app.now()).await {
            tracing::warn!(%error, "the drill stops here");
            break;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    std::future::pending().await
}

/// Sealed tips go on when the drill is over, too.
async fn tend_tips(app: &App, custodians: &[Custodian]) {
    loop {
        if let Err(error) = custodians::tend(app, custodians).await {
            tracing::debug!(%error, "sealed tips wait for the next look");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// A way into the room for whoever tries the demo: the founder's own link.
async fn invitation(app: &App) -> Option<String> {
    let (room, founder) = {
        let state = app.state();
        let (id, room) = state.rooms.iter().next()?;
        (*id, room.opened_by)
    };
    let founder = app.person_of(founder).await.ok()??;
    let found = app.invitation_of(&founder, room).await.ok()?;
    Some(found.code)
}

fn welcome(app: &App, address: &str, speed: u32, code: Option<String>) -> String {
    let state = app.state();
    let room = state.rooms.keys().next().map(|id| id.0);
    let mut on_the_road = state
        .consignments
        .iter()
        .filter(|(_, c)| c.stage() == Stage::InTransit)
        .map(|(id, _)| id.0);
    let consignment = on_the_road
        .next_back()
        .or_else(|| state.consignments.keys().next_back().map(|id| id.0));
    let mut lines = vec![
        format!(
            "A drill with invented people, {FAST_FORWARD_HOURS} hours in; from here on an hour takes {speed} s."
        ),
        format!("  home           {address}/"),
    ];
    lines.extend(room.map(|id| format!("  the room       {address}/r/{id}")));
    lines.extend(code.map(|code| format!("  join the room  {address}/j/{code}")));
    lines.extend(consignment.map(|id| format!("  a consignment  {address}/t/{id}")));
    let rest = [
        ("the plan", "plan"),
        ("the watch", "watch"),
        ("the ties", "growth"),
        ("verify", "verify"),
        ("who reported", "o"),
        ("testimonies", "s"),
        ("a sealed tip", "tip"),
    ];
    lines.extend(rest.map(|(name, path)| format!("  {name:<15}{address}/{path}")));
    lines.join("\n")
}

/// How to be somebody who opens tips.
fn for_custodians(address: &str, custodians: &[Custodian]) -> String {
    let mut lines = vec![format!(
        "To open tips, sign in at {address}/sign-in with one of these codes, take the box from /tip/custodians, and use the key:"
    )];
    let each = custodians
        .iter()
        .map(|c| format!("  {}  {}  {}", c.who.name, c.code, c.key.display()));
    lines.extend(each);
    lines.join("\n")
}

//! `tideover drill`: a whole scenario at full speed, and its outcome.

use std::path::Path;
use std::process::ExitCode;

use ::drill::red_cross::{self, FlagOutcome, RedCrossOutcome};
use ::drill::{Outcome, Plan};
use anyhow::{Context as _, Result, bail};
use app::App;

use crate::cli::{DrillOptions, Scenario};
use crate::say;

/// Plays everything, signs the head, and answers with what came of it.
pub async fn run(options: DrillOptions) -> Result<ExitCode> {
    fresh(&options.data)?;
    match options.scenario {
        Scenario::FaceMasksGuru => face_masks_guru(&options).await?,
        Scenario::RedCross2020 => red_cross(&options).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn face_masks_guru(options: &DrillOptions) -> Result<()> {
    let seed = options.seed.unwrap_or_default();
    let app = App::open(::drill::options(&options.data, seed)?).await?;
    let mut plan = Plan::new(seed, options.scale);
    if options.no_plan {
        plan = plan.without_fair_plan();
    }
    if options.no_watch {
        plan = plan.without_watch();
    }
    let outcome = ::drill::play(app.clone(), &plan).await;
    app.close().await;
    let outcome = outcome.context("the drill stopped")?;
    if options.json {
        say::line(&serde_json::to_string(&outcome)?);
    } else {
        say::line(&summary(&outcome));
    }
    Ok(())
}

async fn red_cross(options: &DrillOptions) -> Result<()> {
    if options.no_watch || options.no_plan || options.scale != 1 {
        bail!("red-cross-2020 is one story: leave out --no-watch, --no-plan and --scale");
    }
    let opened = red_cross::options(&options.data, options.seed.unwrap_or_default())?;
    let app = App::open(opened).await?;
    let outcome = red_cross::play(app.clone()).await;
    app.close().await;
    let outcome = outcome.context("the drill stopped")?;
    if options.json {
        say::line(&serde_json::to_string(&outcome)?);
    } else {
        say::line(&findings(&outcome));
    }
    Ok(())
}

fn findings(outcome: &RedCrossOutcome) -> String {
    let flag = |flag: &FlagOutcome| {
        format!(
            "  {}: {} stated, {} found (entries {:?})",
            flag.kind, flag.stated, flag.found, flag.evidence
        )
    };
    let mut lines = vec![format!(
        "{} entries in {} ms; the watch raised {} flags",
        outcome.entries,
        outcome.wall_ms,
        outcome.flags.len()
    )];
    lines.extend(outcome.flags.iter().map(flag));
    lines.push(format!("root {}", outcome.root));
    lines.join("\n")
}

/// A drill is played into a new community: its journal begins with it.
pub fn fresh(dir: &Path) -> Result<()> {
    if dir.join("tideover.db").exists() {
        bail!(
            "{} holds a community already: choose a new folder",
            dir.display()
        );
    }
    Ok(())
}

fn summary(outcome: &Outcome) -> String {
    let members: Vec<String> = outcome
        .members
        .iter()
        .map(|(hour, members)| format!("{members} at hour {hour}"))
        .collect();
    let mut lines = vec![
        format!(
            "seed {}, scale {}: {} entries in {} ms",
            outcome.seed, outcome.scale, outcome.entries, outcome.wall_ms
        ),
        format!("members: {}", members.join(", ")),
        format!("{} recipients served", outcome.recipients_served),
    ];
    for (item, received) in &outcome.received {
        lines.push(format!("  {received} {item}"));
    }
    let sharing = &outcome.sharing;
    let shown = |share: &Option<String>| share.clone().unwrap_or_else(|| "-".to_owned());
    lines.push(format!(
        "{} shared {}: {} of {} covered, worst district {}, Gini of districts {}",
        sharing.item,
        if sharing.by_plan {
            "by the fair plan"
        } else {
            "as donors like"
        },
        sharing.covered,
        sharing.needed,
        shown(&sharing.place_min),
        shown(&sharing.place_gini),
    ));
    for (item, spread) in &outcome.spread {
        lines.push(format!(
            "  {item}: {} % covered, the worst {} %, {} of {} lines under half",
            spread.percent, spread.least_percent, spread.lines_under_half, spread.lines
        ));
    }
    lines.push(format!("root {}", outcome.root));
    lines.join("\n")
}

//! `tideover drill`: a whole scenario at full speed, and its outcome.

use std::path::Path;
use std::process::ExitCode;

use ::drill::{Outcome, Plan};
use anyhow::{Context as _, Result, bail};
use app::App;

use crate::cli::{DrillOptions, Scenario};
use crate::say;

/// Plays everything, signs the head, and answers with what came of it.
pub async fn run(options: DrillOptions) -> Result<ExitCode> {
    let Scenario::FaceMasksGuru = options.scenario;
    fresh(&options.data)?;
    let app = App::open(::drill::options(&options.data, options.seed)?).await?;
    let plan = Plan::new(options.seed, options.scale);
    let plan = if options.no_plan {
        plan.without_fair_plan()
    } else {
        plan
    };
    let outcome = ::drill::play(app.clone(), &plan).await;
    app.close().await;
    let outcome = outcome.context("the drill stopped")?;
    if options.json {
        say::line(&serde_json::to_string(&outcome)?);
    } else {
        say::line(&summary(&outcome));
    }
    Ok(ExitCode::SUCCESS)
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
    lines.push(format!("root {}", outcome.root));
    lines.join("\n")
}

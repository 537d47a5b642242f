//! The drill plays as told, the same for the same seed, and its books agree.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs
)]

use std::path::Path;

use app::App;
use drill::{HOSPITALS, MASKS, Outcome, Plan, Player, SUITS, options, play, red_cross, stamp};

async fn open(dir: &Path, seed: u64) -> App {
    App::open(options(dir, seed).unwrap()).await.unwrap()
}

async fn played(seed: u64, scale: u32) -> Outcome {
    let dir = tempfile::tempdir().unwrap();
    let plan = Plan::new(seed, scale);
    play(open(dir.path(), seed).await, &plan).await.unwrap()
}

fn timeless(outcome: Outcome) -> Outcome {
    Outcome {
        wall_ms: 0,
        ..outcome
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_seed_ends_with_the_same_totals() {
    let mut roots = std::collections::BTreeSet::new();
    for seed in 1..=5 {
        let outcome = played(seed, 1).await;
        assert_eq!(
            outcome.received.get("protective_suit"),
            Some(&u64::from(SUITS))
        );
        assert_eq!(
            outcome.received.get("surgical_mask"),
            Some(&u64::from(MASKS))
        );
        assert_eq!(outcome.recipients_served, HOSPITALS as u64);
        assert_eq!(outcome.members[&0], 4);
        assert!(outcome.members[&24] > 100, "{outcome:?}");
        assert!(outcome.members[&48] > outcome.members[&24]);
        assert!((1_200..=2_500).contains(&outcome.entries), "{outcome:?}");
        assert!(roots.insert(outcome.root));
    }
}

/// What the fair plan is for: the worst-covered are covered, with the same goods and everything else the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_fair_plan_leaves_nobody_behind() {
    for seed in 1..=3 {
        let with = played(seed, 1).await;
        let dir = tempfile::tempdir().unwrap();
        let plan = Plan::new(seed, 1).without_fair_plan();
        let without = play(open(dir.path(), seed).await, &plan).await.unwrap();
        assert_eq!(with.received, without.received, "all that is received");
        assert_eq!(with.recipients_served, without.recipients_served);
        assert_eq!(with.members, without.members);
        assert_eq!(with.sharing.needed, without.sharing.needed);
        assert!(with.sharing.covered >= without.sharing.covered);
        assert_eq!(
            without.sharing.hospital_min.as_deref(),
            Some("0"),
            "some are forgotten"
        );
        assert_ne!(with.sharing.hospital_min.as_deref(), Some("0"), "{with:?}");
        assert!(with.sharing.by_plan && !without.sharing.by_plan);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_seed_gives_the_same_journal() {
    assert_eq!(timeless(played(7, 1).await), timeless(played(7, 1).await));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_societies_at_once_give_the_same_journal() {
    let (one, two) = (played(7, 3).await, played(7, 3).await);
    assert_eq!(one.members[&0], 12);
    assert_eq!(
        one.received.get("surgical_mask"),
        Some(&(3 * u64::from(MASKS)))
    );
    assert_eq!(one.recipients_served, 3 * HOSPITALS as u64);
    assert_eq!(timeless(one), timeless(two));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_later_more_has_arrived_and_a_restart_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let app = open(dir.path(), 3).await;
    let mut player = Player::new(app.clone(), &Plan::new(3, 1));
    let received =
        |app: &App| relief::figures::figures(&app.state()).items["protective_suit"].received;
    player.play_until(24).await.unwrap();
    player.auditor().compare(&app.state()).unwrap();
    let half = received(&app);
    assert!(half > 0 && half < u64::from(SUITS), "{half}");
    assert!(player.next_due().unwrap() > stamp(24 * 60));
    player.play_until(48).await.unwrap();
    assert_eq!(received(&app), u64::from(SUITS));
    assert_eq!(player.next_due(), None);
    let state = app.state().clone();
    app.close().await;
    drop((player, app));
    let again = open(dir.path(), 3).await;
    assert!(*again.state() == state);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_state_gives_too_and_lessens_what_is_short() {
    let dir = tempfile::tempdir().unwrap();
    let app = open(dir.path(), 2).await;
    play(app.clone(), &Plan::new(2, 1)).await.unwrap();
    let state = app.state();
    let supplies: Vec<_> = state.official_supplies.values().collect();
    assert!(supplies.len() > 4 && supplies.iter().all(|s| s.first.cited));
    assert!(supplies.iter().any(|s| !s.corrections.is_empty()));
    let packs = |s: &&relief::official_supply::OfficialSupply| s.standing().amount.pack.is_some();
    assert!(supplies.iter().any(packs));
    let lines: Vec<_> = state.needs.values().flat_map(|n| &n.lines).collect();
    let given = lines.iter().filter(|l| l.tally.official > 0);
    let covered: Vec<_> = given
        .filter_map(|l| relief::coverage::coverage(l.quantity, &l.tally))
        .collect();
    let lessened = covered
        .iter()
        .filter(|c| c.shortage > 0 && c.shortage < c.gap);
    assert!(lessened.count() > 1, "{covered:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mishap_happens() {
    let dir = tempfile::tempdir().unwrap();
    let app = open(dir.path(), 2).await;
    play(app.clone(), &Plan::new(2, 1)).await.unwrap();
    let figures = relief::figures::figures(&app.state());
    for word in ["declined", "withdrawn", "lapsed", "redirected", "fulfilled"] {
        assert!(
            figures.commitments.contains_key(word),
            "{word}: {figures:?}"
        );
    }
    for word in ["received", "returned", "lost", "cancelled"] {
        assert!(
            figures.consignments.contains_key(word),
            "{word}: {figures:?}"
        );
    }
    for word in ["open", "closed", "rejected", "merged"] {
        assert!(figures.needs.contains_key(word), "{word}: {figures:?}");
    }
    let sum =
        |of: fn(&relief::figures::ItemFigures) -> u64| figures.items.values().map(of).sum::<u64>();
    assert!(sum(|i| i.damaged) > 0 && sum(|i| i.missing) > 0 && sum(|i| i.refused) > 0);
    let state = app.state();
    let late = |c: &relief::consignment::Consignment| {
        c.eta
            .zip(c.arrived_at)
            .is_some_and(|(eta, at)| at > eta.plus_hours(2))
    };
    assert!(state.consignments.values().any(late));
    assert!(
        state
            .consignments
            .values()
            .any(|c| c.disputes.iter().any(|d| d.settled.is_some()))
    );
    assert!(state.consignments.values().any(|c| !c.papers.is_empty()));
    assert!(state.consignments.values().any(|c| !c.stops.is_empty()));
    assert!(
        state
            .consignments
            .values()
            .any(|c| c.receipts.iter().any(|r| !r.corrected_by.is_empty()))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_goes_on_while_the_clock_runs() {
    let dir = tempfile::tempdir().unwrap();
    let app = open(dir.path(), 4).await;
    let mut player = Player::new(app.clone(), &Plan::new(4, 1));
    player.play_until(24).await.unwrap();
    app.clock().run(3_600);
    let before = app.state().size;
    while player.next_due().is_some_and(|due| due <= stamp(25 * 60)) {
        player.play_due(app.now()).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(app.state().size > before);
}

/// What nobody follows up stays on the road, and the hospital that has least never gets what was redirected to it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_watch_the_worst_covered_have_less() {
    let (mut with, mut without) = (0, 0);
    for seed in 1..=3 {
        let watched = played(seed, 1).await;
        let dir = tempfile::tempdir().unwrap();
        let plan = Plan::new(seed, 1).without_watch();
        let unwatched = play(open(dir.path(), seed).await, &plan).await.unwrap();
        assert!(watched.watch && !unwatched.watch);
        assert!(watched.flags > 0 && unwatched.flags > 0);
        let received = |o: &Outcome| o.received.values().sum::<u64>();
        assert!(received(&unwatched) < received(&watched));
        // One society: the same people, who lack the same.
        assert_eq!(unwatched.members, watched.members);
        let lines = |o: &Outcome| {
            let gowns = o.spread.get("isolation_gown").cloned();
            gowns.map(|spread| (spread.lines, o.sharing.needed))
        };
        assert_eq!(lines(&unwatched), lines(&watched));
        let least = |o: &Outcome| o.spread.values().map(|s| s.least_percent).sum::<u64>();
        with += least(&watched);
        without += least(&unwatched);
    }
    assert!(without < with, "{without} {with}");
}

/// The notices of 2020 go through the ordinary commands, and the ordinary watch finds what the public saw.
#[tokio::test]
async fn the_red_cross_of_2020_raises_what_the_public_saw() {
    let dir = tempfile::tempdir().unwrap();
    let app = App::open(red_cross::options(dir.path(), 1).unwrap())
        .await
        .unwrap();
    let outcome = red_cross::play(app).await.unwrap();
    let found: Vec<_> = outcome
        .flags
        .iter()
        .map(|f| (f.kind, f.stated, f.found))
        .collect();
    let expected = [
        ("sum_mismatch", 36_000, 32_000),
        ("class_mismatch", 32_000, 36_000),
        ("silent_correction", 16_000, 18_000),
        ("silent_correction", 16_000, 18_000),
    ];
    assert_eq!(found, expected);
    assert_eq!(outcome.flags[0].evidence, [outcome.lists[0]]);
    assert_eq!(outcome.flags[1].evidence, outcome.lists);
}

//! Testimonies, and what must hold about them whatever anybody does.

use std::collections::BTreeSet;

use relief::testimony::{Counts, HOLD_HOURS_MAX, Standing, USES_MAX};

use super::*;

/// A testimony from Wuhan about care, sealed under `n`.
pub fn testify(world: &World, n: u8, about: Option<PartyId>, accuses: bool) -> Command {
    Command::SubmitTestimony {
        kind: TestimonyKind::Care,
        place: place(420_100),
        happened_at: world.now,
        day_only: true,
        statement: seal(n),
        photos: vec![seal(200)],
        about,
        accuses,
        member: true,
        corrects: None,
    }
}

/// The same, in place of an earlier one.
pub fn correcting(mut said: Command, first: TestimonyId) -> Command {
    if let Command::SubmitTestimony { corrects, .. } = &mut said {
        *corrects = Some(first);
    }
    said
}

pub fn publish_testimony(testimony: TestimonyId) -> Command {
    Command::PublishTestimony {
        testimony,
        accuses: false,
    }
}

pub fn hold_testimony(testimony: TestimonyId, until: Stamp) -> Command {
    Command::HoldTestimony {
        testimony,
        reason: HoldReason::Private,
        until,
        accuses: false,
    }
}

pub fn support_testimony(testimony: TestimonyId, branch: Option<u64>) -> Command {
    Command::CorroborateTestimony {
        testimony,
        evidence: SupportKind::Saw,
        branch,
        remark: Some(seal(41)),
    }
}

/// Wang Fang's testimonies: one that waits, one that accuses an office and waits, and one that is public.
pub fn testimonies(cast: &mut Cast) -> [TestimonyId; 3] {
    let (wang, shen, office) = (
        cast.wang_clerk.clone(),
        cast.shen_moderator.clone(),
        cast.office,
    );
    let mut said = |n, about: Option<PartyId>| {
        let said = testify(&cast.world, n, about, about.is_some());
        TestimonyId(cast.world.must(&wang, said))
    };
    let all = [said(30, None), said(31, Some(office)), said(32, None)];
    cast.must(&shen, publish_testimony(all[2]));
    all
}

/// Each is counted once; nothing became public without those it takes; no hold reaches too far; nobody supports twice.
pub fn check_testimonies(world: &World) {
    let state = &world.state;
    for (id, t) in state.testimonies.iter() {
        let deciders: BTreeSet<PartyId> = t.publishers.iter().map(|p| p.by).collect();
        assert_eq!(deciders.len(), t.publishers.len(), "{id:?}: two are two");
        assert!(!deciders.contains(&t.by), "{id:?}: not by its author");
        assert!(t.about.is_none_or(|a| !deciders.contains(&a)));
        assert_eq!(
            t.published.is_some(),
            t.publishers.len() >= t.publishers_needed()
        );
        let latest = t.at.plus_hours(HOLD_HOURS_MAX);
        assert!(t.holds.iter().all(|h| h.until <= latest), "{id:?}");
        let voices: BTreeSet<PartyId> = t.supports.iter().map(|s| s.step.by).collect();
        assert_eq!(voices.len(), t.supports.len(), "{id:?}: one voice each");
        assert!(!voices.contains(&t.by));
        assert!(t.branches() <= voices.len() + usize::from(t.member));
        let public = state.testimony_standing(*id) == Some(Standing::Published);
        assert!(!public || !state.withholds(Index(id.0)));
        let standing = state.testimony_standing(*id);
        let undecided = matches!(
            standing,
            Some(Standing::Waiting { .. } | Standing::Held { .. })
        );
        let noted = state
            .undecided_testimonies(None)
            .any(|(noted, _)| noted == *id);
        assert_eq!(undecided, noted, "{id:?}: what waits is at hand");
        assert!(t.uses.len() <= USES_MAX);
        for used in &t.uses {
            let led: Vec<_> = state.testimonies_for(used.subject).collect();
            assert_eq!(led.iter().filter(|led| *led == id).count(), 1);
        }
        let said = t.supports.len() + t.objections.len() + t.answers.len() + t.uses.len();
        assert!(
            said == 0 || t.published.is_some(),
            "{id:?}: nobody answers what is not said"
        );
    }
    for now in [world.now, world.now.plus_hours(HOLD_HOURS_MAX)] {
        assert_eq!(state.testimony_counts(now), recount(state, now));
    }
    let published = state.testimonies.keys().copied();
    let published =
        published.filter(|id| state.testimony_standing(*id) == Some(Standing::Published));
    assert!(published.eq(state.published_testimonies().map(|(id, _)| id)));
}

/// Counts made anew, each testimony once.
fn recount(state: &State, now: Stamp) -> Counts {
    let mut counts = Counts::default();
    let all = state.testimonies.keys();
    for standing in all.filter_map(|id| state.testimony_standing(*id)) {
        counts.received += 1;
        *match standing {
            Standing::Waiting { until } | Standing::Held { until, .. } if until < now => {
                &mut counts.late
            }
            Standing::Waiting { .. } => &mut counts.waiting,
            Standing::Held { .. } => &mut counts.held,
            Standing::Published => &mut counts.published,
            Standing::Replaced => &mut counts.replaced,
            Standing::Removed => &mut counts.removed,
        } += 1;
    }
    counts
}

/// Whatever one person did: every testimony stands as it was said, what was public is so or has its tombstone, what two
/// must publish is not public, and what one holds back counts as late in the end.
pub fn check_alone(before: &State, after: &State, actor: &Actor) {
    for (id, was) in before.testimonies.iter() {
        let is = &after.testimonies[id];
        assert_eq!(
            (is.by, is.statement, &is.photos),
            (was.by, was.statement, &was.photos)
        );
        let standing = after.testimony_standing(*id).expect("it is there");
        let gone = standing == Standing::Removed;
        assert!(was.published.is_none() || gone || standing == Standing::Published);
        assert!(!was.accuses || is.published == was.published);
        let undecided = matches!(standing, Standing::Waiting { .. } | Standing::Held { .. });
        let own = was.by == actor.party;
        let end = Stamp(was.at.plus_hours(HOLD_HOURS_MAX).0 + 1);
        let late = match standing {
            Standing::Waiting { until } | Standing::Held { until, .. } => until < end,
            _ => false,
        };
        assert!(!undecided || late);
        assert!(own || standing != Standing::Replaced);
    }
}

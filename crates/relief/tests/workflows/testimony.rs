//! Testimonies: what somebody saw, who publishes it, who stands by it, and what can never be done to it.

use relief::code::*;
use relief::command::{Actor, Command};
use relief::ids::*;
use relief::refusal::Refusal;
use relief::testimony::Standing;
use relief::testimony::*;
use relief::text::TextState;

use crate::common::*;

fn standing(cast: &Cast, id: TestimonyId) -> Standing {
    cast.world.state.testimony_standing(id).unwrap()
}

fn said(cast: &mut Cast, about: Option<PartyId>) -> TestimonyId {
    let wang = cast.wang_clerk.clone();
    let command = testify(&cast.world, 30, about, about.is_some());
    TestimonyId(cast.must(&wang, command))
}

fn public(cast: &mut Cast) -> TestimonyId {
    let id = said(cast, None);
    let shen = cast.shen_moderator.clone();
    cast.must(&shen, publish_testimony(id));
    id
}

fn contest(testimony: TestimonyId) -> Command {
    Command::ContestTestimony {
        testimony,
        remark: seal(42),
    }
}

fn answer(testimony: TestimonyId) -> Command {
    Command::AnswerTestimony {
        testimony,
        answer: seal(43),
        named: false,
    }
}

fn redact(testimony: TestimonyId, ground: Ground) -> Command {
    Command::RedactText {
        entry: Index(testimony.0),
        seal: seal(30),
        ground,
        own: false,
    }
}

#[test]
fn it_waits_is_held_for_a_while_and_counts_as_late_once() {
    let mut cast = Cast::new();
    let came = cast.world.now;
    let id = said(&mut cast, None);
    let shen = cast.shen_moderator.clone();
    assert!(cast.world.state.withholds(Index(id.0)));
    let until = came.plus_hours(LOOK_HOURS);
    assert_eq!(standing(&cast, id), Standing::Waiting { until });
    let state = &cast.world.state;
    assert_eq!(state.testimony_counts(until).waiting, 1);
    assert_eq!(state.testimony_counts(Stamp(until.0 + 1)).late, 1);
    let latest = came.plus_hours(HOLD_HOURS_MAX);
    let beyond = hold_testimony(id, Stamp(latest.0 + 1));
    assert_eq!(cast.refusal(&shen, beyond), Refusal::HoldTooLong(latest));
    assert_eq!(
        cast.refusal(&shen, hold_testimony(id, came)),
        Refusal::InThePast
    );
    cast.must(&shen, hold_testimony(id, latest));
    cast.world.now = latest;
    assert_eq!(
        cast.refusal(&shen, hold_testimony(id, latest)),
        Refusal::InThePast
    );
    let counts = |now| cast.world.state.testimony_counts(now);
    assert_eq!((counts(latest).held, counts(latest).late), (1, 0));
    let after = counts(Stamp(latest.0 + 1));
    assert_eq!((after.held, after.late, after.received), (0, 1, 1));
    cast.must(&shen, publish_testimony(id));
    assert_eq!(standing(&cast, id), Standing::Published);
    assert!(!cast.world.state.withholds(Index(id.0)));
    assert_eq!(
        cast.refusal(&shen, publish_testimony(id)),
        Refusal::TestimonyPublished
    );
    assert_eq!(
        cast.refusal(&shen, hold_testimony(id, latest)),
        Refusal::TestimonyPublished
    );
}

#[test]
fn a_testimony_is_held_so_often_and_no_oftener() {
    let mut cast = Cast::new();
    let (id, shen) = (said(&mut cast, None), cast.shen_moderator.clone());
    let until = cast.world.now.plus_hours(9);
    for _ in 0..HOLDS_MAX {
        cast.must(&shen, hold_testimony(id, until));
    }
    let max = HOLDS_MAX;
    let again = hold_testimony(id, until);
    assert_eq!(cast.refusal(&shen, again), Refusal::TooManyHolds { max });
}

#[test]
fn an_accusation_takes_two_who_neither_wrote_it_nor_are_named() {
    let mut cast = Cast::new();
    let office = cast.office;
    let id = said(&mut cast, Some(office));
    let (shen, zhou, wang) = (
        cast.shen_moderator.clone(),
        cast.zhou_founder.clone(),
        cast.wang_clerk.clone(),
    );
    assert_eq!(
        cast.refusal(&wang, publish_testimony(id)),
        Refusal::NotAllowed
    );
    cast.must(&shen, publish_testimony(id));
    assert!(matches!(standing(&cast, id), Standing::Waiting { .. }));
    assert_eq!(
        cast.refusal(&shen, publish_testimony(id)),
        Refusal::SecondPublisherMissing
    );
    cast.must(&zhou, publish_testimony(id));
    assert_eq!(standing(&cast, id), Standing::Published);
    let own = testify(&cast.world, 33, None, false);
    let own = TestimonyId(cast.must(&zhou, own));
    assert_eq!(
        cast.refusal(&zhou, publish_testimony(own)),
        Refusal::OwnTestimony
    );
}

#[test]
fn a_moderator_may_say_that_somebody_is_accused() {
    let mut cast = Cast::new();
    let (id, shen, zhou) = (
        said(&mut cast, None),
        cast.shen_moderator.clone(),
        cast.zhou_founder.clone(),
    );
    let accuses = true;
    let testimony = id;
    cast.must(&shen, Command::PublishTestimony { testimony, accuses });
    assert!(cast.world.state.testimonies[&id].published.is_none());
    cast.must(&zhou, publish_testimony(id));
    assert!(cast.world.state.testimonies[&id].published.is_some());
}

#[test]
fn branches_count_once_and_the_author_is_one() {
    let mut cast = Cast::new();
    let id = public(&mut cast);
    let (wang, li, he, ma) = (
        cast.wang_clerk.clone(),
        cast.li_donor.clone(),
        cast.he_outsider.clone(),
        cast.ma_driver.clone(),
    );
    let branches = |cast: &Cast| cast.world.state.testimonies[&id].branches();
    assert_eq!(branches(&cast), 1);
    let own = support_testimony(id, Some(0));
    assert_eq!(cast.refusal(&wang, own), Refusal::OwnTestimony);
    cast.must(&li, support_testimony(id, Some(0)));
    assert_eq!(branches(&cast), 1, "a friend of the author adds no branch");
    assert_eq!(
        cast.refusal(&li, support_testimony(id, Some(1))),
        Refusal::NothingChanges
    );
    let skipping = support_testimony(id, Some(2));
    assert_eq!(cast.refusal(&he, skipping), Refusal::OutOfBounds);
    cast.must(&he, support_testimony(id, Some(1)));
    assert_eq!(branches(&cast), 2);
    cast.must(&ma, support_testimony(id, None));
    let found = &cast.world.state.testimonies[&id];
    assert_eq!(
        (found.branches(), found.supports.len(), found.kinds()),
        (2, 3, 1)
    );
}

#[test]
fn who_has_no_place_in_the_tree_is_no_branch() {
    let mut cast = Cast::new();
    let (stranger, shen, li) = (
        cast.world.person(),
        cast.shen_moderator.clone(),
        cast.li_donor.clone(),
    );
    let mut command = testify(&cast.world, 34, None, false);
    if let Command::SubmitTestimony { member, .. } = &mut command {
        *member = false;
    }
    let id = TestimonyId(cast.must(&stranger, command));
    cast.must(&shen, publish_testimony(id));
    assert_eq!(cast.world.state.testimonies[&id].branches(), 0);
    let nobody = support_testimony(id, Some(0));
    assert_eq!(cast.refusal(&li, nobody), Refusal::OutOfBounds);
    cast.must(&li, support_testimony(id, Some(1)));
    assert_eq!(cast.world.state.testimonies[&id].branches(), 1);
}

#[test]
fn nobody_answers_what_is_not_said_and_the_named_always_may() {
    let mut cast = Cast::new();
    let office = cast.office;
    let waiting = said(&mut cast, Some(office));
    let (li, shen, zhou) = (
        cast.li_donor.clone(),
        cast.shen_moderator.clone(),
        cast.zhou_founder.clone(),
    );
    for early in [
        answer(waiting),
        contest(waiting),
        support_testimony(waiting, None),
    ] {
        assert_eq!(cast.refusal(&li, early), Refusal::TestimonyNotPublished);
    }
    cast.must(&shen, publish_testimony(waiting));
    cast.must(&zhou, publish_testimony(waiting));
    let id = waiting;
    for _ in 0..SAID_BY_ONE_MAX {
        cast.must(&li, contest(id));
    }
    let max = SAID_BY_ONE_MAX;
    assert_eq!(
        cast.refusal(&li, contest(id)),
        Refusal::TooManyAnswers { max }
    );
    while cast.world.state.testimonies[&id].answers.len() < SAID_MAX {
        let crowd = cast.world.person();
        cast.must(&crowd, answer(id));
    }
    let max = SAID_MAX;
    assert_eq!(
        cast.refusal(&li, answer(id)),
        Refusal::TooManyAnswers { max }
    );
    let mut speaker = li;
    speaker.party = office;
    cast.must(&speaker, answer(id));
    let found = &cast.world.state.testimonies[&id];
    assert!(found.answers.last().unwrap().named);
}

#[test]
fn a_correction_is_a_new_version_that_begins_anew() {
    let mut cast = Cast::new();
    let (wang, li, office) = (cast.wang_clerk.clone(), cast.li_donor.clone(), cast.office);
    let first = said(&mut cast, Some(office));
    let mild = correcting(testify(&cast.world, 35, None, false), first);
    assert_eq!(cast.refusal(&li, mild.clone()), Refusal::NotYourTestimony);
    let second = TestimonyId(cast.must(&wang, mild.clone()));
    assert_eq!(standing(&cast, first), Standing::Replaced);
    let state = &cast.world.state;
    assert_eq!(state.testimonies[&first].corrected_by, Some(second));
    assert!(
        state.testimonies[&second].accuses,
        "two must still publish it"
    );
    assert_eq!(
        cast.refusal(&wang, mild),
        Refusal::TestimonyReplaced(second)
    );
    let shen = cast.shen_moderator.clone();
    assert_eq!(
        cast.refusal(&shen, publish_testimony(first)),
        Refusal::TestimonyReplaced(second)
    );
}

#[test]
fn removal_leaves_a_tombstone_and_ends_it() {
    let mut cast = Cast::new();
    let id = public(&mut cast);
    let (shen, li) = (cast.shen_moderator.clone(), cast.li_donor.clone());
    assert_eq!(
        cast.refusal(&li, redact(id, Ground::Legal)),
        Refusal::NotAllowed
    );
    let index = Index(cast.must(&shen, redact(id, Ground::Legal)));
    let (at, ground) = (cast.world.now, Ground::Legal);
    let stone = TextState::Redacted { index, at, ground };
    assert_eq!(
        cast.world.state.texts.get(Index(id.0), seal(30)),
        Some(stone)
    );
    assert_eq!(standing(&cast, id), Standing::Removed);
    assert_eq!(cast.world.state.testimony_counts(at).removed, 1);
    assert_eq!(cast.refusal(&li, answer(id)), Refusal::NoSuchText);
}

#[test]
fn it_leads_to_a_need_or_is_evidence() {
    let mut cast = Cast::new();
    let id = public(&mut cast);
    let (wang, li, need) = (cast.wang_clerk.clone(), cast.li_donor.clone(), cast.need);
    let used = |used_as, subject| Command::UseTestimony {
        testimony: id,
        used_as,
        subject: Index(subject),
    };
    let to_need = used(TestimonyUse::Need, need.0);
    assert_eq!(cast.refusal(&li, to_need.clone()), Refusal::NotAllowed);
    let no_flag = used(TestimonyUse::Flag, need.0);
    assert_eq!(cast.refusal(&wang, no_flag), Refusal::NotFound(need.0));
    cast.must(&wang, to_need.clone());
    assert_eq!(cast.refusal(&wang, to_need), Refusal::NothingChanges);
    assert_eq!(cast.world.state.testimonies[&id].uses.len(), 1);
    let led = |subject| cast.world.state.testimonies_for(Index(subject)).count();
    assert_eq!((led(need.0), led(need.0 + 1)), (1, 0));
}

#[test]
fn a_question_about_it_came_of_it_and_a_crowd_leaves_room_for_others() {
    let mut cast = Cast::new();
    let waiting = TestimonyId({
        let said = testify(&cast.world, 38, None, false);
        let li = cast.li_donor.clone();
        cast.must(&li, said)
    });
    let id = public(&mut cast);
    let ask = |about: &[TestimonyId]| Command::AskQuestion {
        text: seal(39),
        cites: about.iter().map(|id| Index(id.0)).collect(),
        owed: None,
    };
    let first = cast.must(&Actor::community(), ask(&[waiting, id, id]));
    let state = &cast.world.state;
    assert_eq!(state.testimonies[&waiting].uses, [], "nobody read it yet");
    assert_eq!(state.testimonies[&id].uses.len(), 1);
    assert_eq!(
        state.testimonies_for(Index(first)).collect::<Vec<_>>(),
        [id]
    );
    for _ in 0..USES_BY_ANYBODY_MAX {
        cast.must(&Actor::community(), ask(&[id]));
    }
    assert_eq!(
        cast.world.state.testimonies[&id].uses.len(),
        USES_BY_ANYBODY_MAX
    );
    let (hu, wang, need) = (cast.he_outsider.clone(), cast.wang_clerk.clone(), cast.need);
    let to_need = Command::UseTestimony {
        testimony: id,
        used_as: TestimonyUse::Need,
        subject: Index(need.0),
    };
    assert_eq!(cast.refusal(&hu, to_need.clone()), Refusal::NotAllowed);
    cast.must(&wang, to_need);
}

#[test]
fn whoever_reported_a_need_says_where_it_came_from() {
    let mut cast = Cast::new();
    let id = public(&mut cast);
    let need = cast.need;
    let reporter = cast.world.state.needs[&need].reporter;
    let actor = Actor {
        party: reporter,
        rooms: Vec::new(),
    };
    let to_need = Command::UseTestimony {
        testimony: id,
        used_as: TestimonyUse::Need,
        subject: Index(need.0),
    };
    cast.must(&actor, to_need);
    assert_eq!(cast.world.state.testimonies_for(Index(need.0)).count(), 1);
}

#[test]
fn what_a_testimony_cannot_be() {
    let mut cast = Cast::new();
    let (wang, li) = (cast.wang_clerk.clone(), cast.li_donor.party);
    let about_a_person = testify(&cast.world, 36, Some(li), false);
    assert_eq!(cast.refusal(&wang, about_a_person), Refusal::NotAnOffice);
    let mut many = testify(&cast.world, 37, None, false);
    if let Command::SubmitTestimony { photos, .. } = &mut many {
        *photos = vec![seal(1); PHOTOS_MAX + 1];
    }
    let max = PHOTOS_MAX;
    assert_eq!(cast.refusal(&wang, many), Refusal::TooManyPhotos { max });
    let mut tomorrow = testify(&cast.world, 37, None, false);
    if let Command::SubmitTestimony { happened_at, .. } = &mut tomorrow {
        *happened_at = happened_at.plus_hours(24);
    }
    assert_eq!(cast.refusal(&wang, tomorrow), Refusal::InTheFuture);
}

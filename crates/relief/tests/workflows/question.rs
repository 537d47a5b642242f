//! Questions: asked by anybody, owed by somebody, answered or overdue in public, and what came of it.

mod clarity;
mod effect;

use relief::code::*;
use relief::command::{Actor, Command};
use relief::ids::*;
use relief::question::Standing;
use relief::question::record::{Record, records};
use relief::question::*;
use relief::refusal::Refusal;

use crate::common::*;

fn standing(cast: &Cast, id: QuestionId) -> Standing {
    let outages = cast.world.state.jurisdictions.outages();
    cast.question(id).standing(outages, cast.world.now)
}

fn record(cast: &Cast, owed: Owed) -> Record {
    records(&cast.world.state, cast.world.now)[&owed]
}

fn endorse(question: QuestionId) -> Command {
    Command::EndorseQuestion { question }
}

fn assign(question: QuestionId, owed: Owed) -> Command {
    Command::AssignQuestion { question, owed }
}

fn delay(question: QuestionId, due: Stamp) -> Command {
    Command::DelayQuestion {
        question,
        due,
        reason: DelayReason::Others,
        remark: Some(seal(3)),
    }
}

#[test]
fn a_question_without_an_account_is_answered_in_time() {
    let mut cast = Cast::new();
    let office = Owed::Party(cast.office);
    let question = cast.asked();
    assert_eq!(standing(&cast, question), Standing::Open);
    assert_eq!(cast.question(question).by, COMMUNITY);
    cast.world.hours(47);
    assert_eq!(record(&cast, office).median_seconds, None);
    let wei = cast.wei_official.clone();
    cast.must(&wei, answer_of(question));
    cast.world.hours(500);
    assert_eq!(standing(&cast, question), Standing::Answered);
    let expected = Record {
        asked: 1,
        answered: 1,
        median_seconds: Some(47 * 3_600),
        ..Record::default()
    };
    assert_eq!(record(&cast, office), expected);
    // A second answer adds to the first; the clock stays where it stopped.
    cast.must(&wei, answer_of(question));
    assert_eq!(record(&cast, office), expected);
    for _ in 2..REPLIES_MAX {
        cast.must(&wei, answer_of(question));
    }
    let max = REPLIES_MAX;
    let more = answer_of(question);
    assert_eq!(cast.refusal(&wei, more), Refusal::TooManyReplies { max });
}

#[test]
fn members_want_to_know_once_each_and_others_are_counted_apart() {
    let mut cast = Cast::new();
    let (wang, li, wei) = (
        cast.wang_clerk.clone(),
        cast.li_donor.clone(),
        cast.wei_official.clone(),
    );
    let question = QuestionId(cast.must(&wang, ask_of(None)));
    let outside = Actor::community();
    cast.must(&outside, endorse(question));
    cast.must(&outside, endorse(question));
    let sun = cast.sun_verifier.clone();
    cast.must(&sun, endorse(question));
    assert_eq!(
        cast.refusal(&sun, endorse(question)),
        Refusal::EndorsedAlready
    );
    assert_eq!(cast.refusal(&wang, endorse(question)), Refusal::OwnQuestion);
    assert_eq!(cast.refusal(&li, endorse(question)), Refusal::NotAMember);
    let found = cast.question(question);
    assert_eq!((found.endorsers.len(), found.outside), (1, 2));
    assert_eq!(standing(&cast, question), Standing::Unassigned);
    let nobody = answer_of(question);
    assert_eq!(cast.refusal(&wei, nobody), Refusal::QuestionUnassigned);
    let missing = endorse(QuestionId(9_999));
    assert_eq!(cast.refusal(&sun, missing), Refusal::NotFound(9_999));
}

#[test]
fn a_full_list_of_endorsements_takes_no_more() {
    let mut cast = Cast::new();
    let question = cast.asked();
    let entry = relief::entry::Entry {
        at: cast.world.now,
        by: COMMUNITY,
        fact: relief::entry::QuestionEndorsed { question }.into(),
    };
    let max = ENDORSEMENTS_MAX;
    for _ in 0..max {
        relief::apply(&mut cast.world.state, &entry);
    }
    let more = endorse(question);
    let refusal = cast.refusal(&Actor::community(), more);
    assert_eq!(refusal, Refusal::TooManyEndorsements { max });
}

#[test]
fn more_time_is_taken_before_the_date_and_not_without_end() {
    let mut cast = Cast::new();
    let (question, wei, he) = (
        cast.asked(),
        cast.wei_official.clone(),
        cast.he_outsider.clone(),
    );
    let hours = |cast: &Cast, n| cast.world.now.plus_hours(n);
    let next = delay(question, hours(&cast, 72));
    assert_eq!(cast.refusal(&he, next.clone()), Refusal::NotYourQuestion);
    let same = delay(question, hours(&cast, 48));
    assert_eq!(cast.refusal(&wei, same), Refusal::DueNotLater);
    let days = DELAY_DAYS_MAX;
    let far = delay(question, hours(&cast, 24 * days + 1));
    assert_eq!(cast.refusal(&wei, far), Refusal::DueTooFar { days });
    cast.must(&wei, next);
    cast.world.hours(60);
    assert_eq!(
        standing(&cast, question),
        Standing::Open,
        "one clock, the new one"
    );
    let later = delay(question, hours(&cast, 24));
    cast.must(&wei, later);
    let third = delay(question, hours(&cast, 48));
    let max = DELAYS_MAX;
    assert_eq!(cast.refusal(&wei, third), Refusal::TooManyDelays { max });
    cast.world.hours(25);
    assert_eq!(standing(&cast, question), Standing::Overdue);
    let last = &cast.question(question).assignments[0];
    assert_eq!(
        (last.delays.len(), last.first_due),
        (2, START.plus_hours(48))
    );
    let too_late = delay(question, hours(&cast, 48));
    assert_eq!(cast.refusal(&wei, too_late), Refusal::QuestionOverdue);
    let office = Owed::Party(cast.office);
    assert_eq!(record(&cast, office).overdue, 1);
    cast.must(&wei, answer_of(question));
    let found = record(&cast, office);
    assert_eq!((found.answered, found.late, found.overdue), (1, 1, 0));
}

#[test]
fn a_question_goes_to_whom_it_concerns_and_each_has_the_whole_time() {
    let mut cast = Cast::new();
    let (zhou, wei, hu, he) = (
        cast.zhou_founder.clone(),
        cast.wei_official.clone(),
        cast.hu_hospital.clone(),
        cast.he_outsider.clone(),
    );
    let (office, hospital) = (Owed::Party(cast.office), Owed::Recipient(cast.hospital));
    let question = cast.asked();
    assert_eq!(
        cast.refusal(&he, assign(question, hospital)),
        Refusal::NotAllowed
    );
    let same = assign(question, office);
    assert_eq!(cast.refusal(&zhou, same), Refusal::NothingChanges);
    let person = assign(question, Owed::Party(wei.party));
    assert_eq!(cast.refusal(&zhou, person), Refusal::NotAnOffice);
    cast.world.hours(40);
    cast.must(&wei, assign(question, hospital));
    cast.world.hours(40);
    assert_eq!(standing(&cast, question), Standing::Open);
    cast.world.hours(9);
    // Too late to pass it on for whoever owes it; whoever sorts questions still may.
    let back = assign(question, office);
    assert_eq!(cast.refusal(&hu, back.clone()), Refusal::QuestionOverdue);
    cast.must(&zhou, back);
    cast.must(&zhou, assign(question, hospital));
    let max = ASSIGNMENTS_MAX;
    let more = assign(question, office);
    assert_eq!(
        cast.refusal(&zhou, more),
        Refusal::TooManyAssignments { max }
    );
    cast.world.hours(1);
    cast.must(&hu, answer_of(question));
    assert_eq!(
        cast.refusal(&zhou, assign(question, office)),
        Refusal::QuestionAnswered
    );
    let (first, second) = (record(&cast, office), record(&cast, hospital));
    assert_eq!((first.asked, first.passed_on, first.answered), (2, 2, 0));
    assert_eq!((second.asked, second.passed_on, second.answered), (2, 1, 1));
    assert_eq!(second.median_seconds, Some(3_600));
}

/// The office: answered after 1, 5, 30 and 50 hours, the last too late, and once not at all; two of the four led to
/// something. The hospital: passed on one, answered another after 3 hours.
#[test]
fn median_and_share_with_effect_come_out_as_by_hand() {
    let mut cast = Cast::new();
    let (wei, zhou, hu) = (
        cast.wei_official.clone(),
        cast.zhou_founder.clone(),
        cast.hu_hospital.clone(),
    );
    let (office, hospital) = (Owed::Party(cast.office), Owed::Recipient(cast.hospital));
    for (hours, leads) in [(30, true), (1, false), (50, true), (5, false)] {
        let question = cast.asked();
        cast.world.hours(hours);
        let answer = Index(cast.must(&wei, answer_of(question)));
        if leads {
            let given = official(&cast.world, cast.hospital, 60);
            let effect = Index(cast.must(&wei, given));
            cast.must(&wei, Command::CiteAnswer { answer, effect });
        }
    }
    let ask = ask_of(Some(hospital));
    let passed_on = QuestionId(cast.must(&Actor::community(), ask.clone()));
    cast.must(&zhou, assign(passed_on, office));
    let kept = QuestionId(cast.must(&Actor::community(), ask));
    cast.world.hours(3);
    cast.must(&hu, answer_of(kept));
    cast.world.hours(60);
    let of_office = Record {
        asked: 5,
        answered: 4,
        late: 1,
        overdue: 1,
        with_effect: 2,
        // In order 1, 5, 30, 50: of the two in the middle the smaller.
        median_seconds: Some(5 * 3_600),
        ..Record::default()
    };
    assert_eq!(record(&cast, office), of_office);
    let of_hospital = Record {
        asked: 2,
        answered: 1,
        passed_on: 1,
        median_seconds: Some(3 * 3_600),
        ..Record::default()
    };
    assert_eq!(record(&cast, hospital), of_hospital);
}

#[test]
fn questions_and_answers_point_to_what_there_is() {
    let mut cast = Cast::new();
    let ask = |cites| Command::AskQuestion {
        text: seal(4),
        cites,
        owed: None,
    };
    let outside = Actor::community();
    let far = Index(cast.world.state.size);
    let ahead = ask(vec![far]);
    assert_eq!(cast.refusal(&outside, ahead), Refusal::NotFound(far.0));
    let max = CITES_MAX;
    let many = ask(vec![Index(1); max + 1]);
    assert_eq!(cast.refusal(&outside, many), Refusal::TooManyCites { max });
    let question = QuestionId(cast.must(&outside, ask(vec![Index(cast.need.0)])));
    assert_eq!(cast.question(question).cites, [Index(cast.need.0)]);
}

#[test]
fn officials_answer_for_their_own_office_alone() {
    let mut cast = Cast::new();
    let jurisdiction = registered(&mut cast, "黄冈市卫生健康委员会", "huanggang");
    let office = cast
        .world
        .state
        .jurisdictions
        .get(jurisdiction)
        .unwrap()
        .office;
    let li = cast.li_donor.clone();
    second_lead(&mut cast);
    appoint_official(&mut cast, jurisdiction, &li);
    let ask = ask_of(Some(Owed::Party(office)));
    let question = QuestionId(cast.must(&Actor::community(), ask));
    let wei = cast.wei_official.clone();
    assert_eq!(
        cast.refusal(&wei, answer_of(question)),
        Refusal::NotYourQuestion,
        "an official of another office"
    );
    cast.must(&li, answer_of(question));
    assert_eq!(standing(&cast, question), Standing::Answered);
}

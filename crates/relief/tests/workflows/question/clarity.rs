//! Whether an answer is clear to those who asked.

use super::{endorse, standing};
use crate::common::*;
use relief::command::{Actor, Command};
use relief::ids::*;
use relief::question::Standing;
use relief::question::*;
use relief::refusal::Refusal;

#[test]
fn those_who_asked_say_whether_an_answer_is_clear() {
    let mut cast = Cast::new();
    let (wang, sun, wei, he) = (
        cast.wang_clerk.clone(),
        cast.sun_verifier.clone(),
        cast.wei_official.clone(),
        cast.he_outsider.clone(),
    );
    let office = Owed::Party(cast.office);
    let question = QuestionId(cast.must(&wang, ask_of(Some(office))));
    let early = judge(Index(question.0), true);
    assert_eq!(cast.refusal(&wang, early), Refusal::NoSuchAnswer);
    let answer = Index(cast.must(&wei, answer_of(question)));
    for (who, refusal) in [
        (&he, Refusal::NotAmongAskers),
        (&Actor::community(), Refusal::NotAmongAskers),
    ] {
        assert_eq!(cast.refusal(who, judge(answer, true)), refusal);
    }
    cast.must(&sun, endorse(question));
    cast.must(&sun, judge(answer, false));
    let same = judge(answer, false);
    assert_eq!(cast.refusal(&sun, same), Refusal::NothingChanges);
    cast.must(&wang, judge(answer, true));
    let clarity = |clear, unclear, askers| Clarity {
        clear,
        unclear,
        askers,
    };
    assert_eq!(cast.question(question).clarity(), Some(clarity(1, 1, 2)));
    cast.must(&sun, judge(answer, true));
    assert_eq!(cast.question(question).clarity(), Some(clarity(2, 0, 2)));
    // Of a further answer nobody has said anything yet.
    cast.must(&wei, answer_of(question));
    assert_eq!(cast.question(question).clarity(), Some(clarity(0, 0, 2)));
}

#[test]
fn whoever_owes_an_answer_does_not_call_it_clear() {
    let mut cast = Cast::new();
    let wei = cast.wei_official.clone();
    let ask = ask_of(Some(Owed::Party(cast.office)));
    let question = QuestionId(cast.must(&wei, ask));
    let answer = Index(cast.must(&wei, answer_of(question)));
    let own = judge(answer, true);
    assert_eq!(cast.refusal(&wei, own), Refusal::OwnAnswer);
}

#[test]
fn to_ask_on_is_a_question_with_a_date_of_its_own() {
    let mut cast = Cast::new();
    let (question, answer) = cast.answered();
    let office = Owed::Party(cast.office);
    let on = |cites| Command::AskQuestion {
        text: seal(4),
        cites,
        owed: Some(office),
    };
    let outside = Actor::community();
    let of_answer = QuestionId(cast.must(&outside, on(vec![answer, Index(question.0)])));
    let of_question = QuestionId(cast.must(&outside, on(vec![Index(question.0)])));
    cast.must(&outside, on(vec![Index(cast.need.0)]));
    assert_eq!(
        cast.question(question).follow_ups,
        [of_answer, of_question],
        "each once"
    );
    assert_eq!(standing(&cast, question), Standing::Answered);
    cast.world.hours(49);
    assert_eq!(standing(&cast, of_answer), Standing::Overdue);
}

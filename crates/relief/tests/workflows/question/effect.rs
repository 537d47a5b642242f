//! What an answer leads to.

use super::record;
use crate::common::*;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::ids::*;
use relief::question::*;
use relief::refusal::Refusal;

#[test]
fn an_answer_leads_to_what_its_author_says_and_to_nothing_else() {
    let mut cast = Cast::new();
    let (question, answer, effect) = cast.acted_on();
    let (wei, wang) = (cast.wei_official.clone(), cast.wang_clerk.clone());
    let cite = |answer, effect| Command::CiteAnswer { answer, effect };
    assert_eq!(
        cast.refusal(&wang, cite(answer, effect)),
        Refusal::NotYourDecision
    );
    let elsewhere = cite(Index(question.0), effect);
    assert_eq!(cast.refusal(&wei, elsewhere), Refusal::NoSuchAnswer);
    let no_decision = cite(answer, Index(cast.need.0));
    assert_eq!(cast.refusal(&wei, no_decision), Refusal::NotADecision);
    cast.must(&wei, cite(answer, effect));
    let again = cite(answer, effect);
    assert_eq!(cast.refusal(&wei, again), Refusal::NothingChanges);
    let other = cast.answered().1;
    let before = cite(other, effect);
    assert_eq!(cast.refusal(&wei, before), Refusal::DecisionBeforeAnswer);
    let amended = correction(&cast.world, OfficialSupplyId(effect.0), 80);
    let amended = Index(cast.must(&wei, amended));
    cast.must(&wei, cite(answer, amended));
    let found = cast.question(question);
    assert_eq!(found.effects.len(), 2);
    assert_eq!(record(&cast, Owed::Party(cast.office)).with_effect, 1);
}

#[test]
fn a_change_of_the_plan_may_follow_an_answer() {
    let mut cast = Cast::new();
    let (question, answer) = cast.answered();
    let (li, zhou) = (cast.li_donor.clone(), cast.zhou_founder.clone());
    cast.must(&li, offer_suits(90, place(330_100)));
    let plan = Index(cast.must(&zhou, Command::PublishPlan));
    let cite = |effect| Command::CiteAnswer { answer, effect };
    cast.must(&zhou, cite(plan));
    let current = cast.world.state.plans.current().unwrap();
    let line = current.plan.as_ref().unwrap().lines().next().unwrap();
    let named = relief::plan::decision::Named {
        plan: current.id,
        offer: line.offer,
        need: line.need,
        line: line.line,
    };
    let leave = Command::LeavePlanLine {
        line: named,
        reason: ChangeReason::Covered,
        remark: None,
    };
    let left = Index(cast.must(&li, leave));
    assert_eq!(cast.refusal(&zhou, cite(left)), Refusal::NotYourDecision);
    cast.must(&li, cite(left));
    assert_eq!(cast.question(question).effects.len(), 2);
}

/// 500 suits are needed and 90 offered; after the answer the office gives 450, and the plan needs only 50 of the 90.
#[test]
fn what_an_effect_changed_in_the_plan_stands_beside_it() {
    let mut cast = Cast::new();
    let (question, answer) = cast.answered();
    let (li, wei, clock) = (
        cast.li_donor.clone(),
        cast.wei_official.clone(),
        Actor::community(),
    );
    cast.must(&li, offer_suits(90, place(330_100)));
    let before = PlanId(cast.must(&clock, Command::PublishPlan));
    let given = official(&cast.world, cast.hospital, 450);
    let effect = Index(cast.must(&wei, given));
    cast.must(&wei, Command::CiteAnswer { answer, effect });
    assert_eq!(cast.question(question).effects[0].shift, None);
    let after = PlanId(cast.must(&clock, Command::PublishPlan));
    let shift = cast.question(question).effects[0].shift.clone().unwrap();
    assert_eq!(shift.plans, (before, after));
    assert_eq!(shift.numbers, (1, 2));
    let [row] = shift.rows.as_slice() else {
        panic!("one row: {shift:?}");
    };
    assert_eq!((row.recipient, row.item), (cast.hospital, suit()));
    assert_eq!((row.official, row.given), ((0, 450), (90, 50)));
    assert_eq!(row.level, (Some((90, 500)), Some((500, 500))));
    let lowest = shift.lowest[&suit()];
    assert_eq!(lowest, (Some((90, 500)), Some((500, 500))));
}

#[test]
fn the_list_of_effects_ends() {
    let mut cast = Cast::new();
    let (_, answer) = cast.answered();
    let wei = cast.wei_official.clone();
    for n in 0..=EFFECTS_MAX {
        let supply = official(&cast.world, cast.hospital, 60);
        let effect = Index(cast.must(&wei, supply));
        let cite = Command::CiteAnswer { answer, effect };
        if n < EFFECTS_MAX {
            cast.must(&wei, cite);
        } else {
            let max = EFFECTS_MAX;
            assert_eq!(cast.refusal(&wei, cite), Refusal::TooManyEffects { max });
        }
    }
}

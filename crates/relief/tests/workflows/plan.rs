//! The fair plan: who decides about its lines, and what comes of them.

mod made;
mod redirects;

use allocation::explain::Reasons;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::commitment::CommitmentState;
use relief::ids::*;
use relief::plan::Line;
use relief::plan::decision::Named;
use relief::plan::deed::deeds;
use relief::refusal::Refusal;
use relief::state::State;

use crate::common::*;

/// The hospital needs 500 suits and has 100 firm; the county hospital of Tuanfeng needs 200 and has none.
struct Town {
    cast: Cast,
    county: RecipientId,
    county_need: NeedId,
}

fn town() -> Town {
    let mut cast = Cast::new();
    cast.firm(100);
    let county = cast.county();
    let county_need = cast.open_need(county, vec![line(suit(), 200)]);
    Town {
        cast,
        county,
        county_need,
    }
}

impl Town {
    fn offer(&mut self, quantity: u64) -> OfferId {
        let li = self.cast.li_donor.clone();
        OfferId(self.cast.must(&li, offer_suits(quantity, place(330_100))))
    }

    fn publish(&mut self) -> PlanId {
        PlanId(self.cast.must(&Actor::community(), Command::PublishPlan))
    }

    fn named(&self, offer: OfferId, need: NeedId) -> Named {
        let plan = self.cast.world.state.plans.current().expect("published").id;
        Named {
            plan,
            offer,
            need,
            line: 0,
        }
    }

    fn accept(&mut self, who: &Actor, line: Named, quantity: u64) {
        self.cast
            .must(who, Command::AcceptPlanLine { line, quantity });
    }

    fn state(&self) -> &State {
        &self.cast.world.state
    }
}

fn lines(state: &State) -> Vec<Line> {
    let current = state.plans.current().expect("a plan stands");
    current
        .plan
        .as_ref()
        .expect("made")
        .lines()
        .copied()
        .collect()
}

fn change(line: Named, quantity: u64) -> Command {
    Command::ChangePlanLine {
        line,
        quantity,
        reason: ChangeReason::Packs,
        remark: Some(seal(7)),
    }
}

fn leave(line: Named) -> Command {
    Command::LeavePlanLine {
        line,
        reason: ChangeReason::Road,
        remark: None,
    }
}

#[test]
fn donor_and_recipient_both_say_yes() {
    for donor_first in [true, false] {
        let mut town = town();
        let offer = town.offer(40);
        town.publish();
        let named = town.named(offer, town.county_need);
        let (li, chen) = (town.cast.li_donor.clone(), town.cast.chen_lead.clone());
        let (first, second) = if donor_first {
            (&li, &chen)
        } else {
            (&chen, &li)
        };
        town.accept(first, named, 40);
        let accepted = |town: &Town| {
            let all = town.state().commitments.values();
            all.filter(|c| c.offer == Some(offer) && c.state == CommitmentState::Accepted)
                .count()
        };
        assert_eq!(accepted(&town), 0, "one yes is not enough");
        town.accept(second, named, 40);
        assert_eq!(accepted(&town), 1);
        let published = town.state().plans.current().unwrap();
        let [deed] = deeds(town.state(), published)[..] else {
            panic!("one line")
        };
        assert_eq!((deed.bound(), deed.reserved), (40, 40));
        assert_eq!(town.state().offers[&offer].left(), 0);
        town.offer(10);
        town.publish();
        let current = town.state().plans.current().unwrap().plan.clone().unwrap();
        let ask = current.items[0]
            .inputs
            .asks
            .iter()
            .find(|a| a.need == town.county_need);
        assert_eq!(
            ask.unwrap().covered.reserved,
            40,
            "what was agreed is frozen"
        );
    }
}

#[test]
fn the_hospitals_own_person_decides_about_its_own_line() {
    let mut town = town();
    let offer = town.offer(300);
    town.publish();
    let hu = town.cast.hu_hospital.clone();
    let (own, other) = (
        town.named(offer, town.cast.need),
        town.named(offer, town.county_need),
    );
    let quantity = lines(town.state())
        .iter()
        .find(|l| l.need == town.cast.need)
        .unwrap()
        .quantity;
    town.accept(&hu, own, quantity);
    let again = Command::AcceptPlanLine {
        line: own,
        quantity,
    };
    assert_eq!(town.cast.world.refusal(&hu, again), Refusal::NothingChanges);
    assert_eq!(
        town.cast.world.refusal(&hu, leave(other)),
        Refusal::NotAllowed
    );
}

#[test]
fn a_change_takes_back_the_other_sides_yes() {
    let mut town = town();
    let offer = town.offer(40);
    town.publish();
    let named = town.named(offer, town.county_need);
    let (li, chen) = (town.cast.li_donor.clone(), town.cast.chen_lead.clone());
    town.accept(&chen, named, 40);
    town.cast.must(&li, change(named, 36));
    let commitment = town.state().commitments.values().last().unwrap();
    assert_eq!(
        (commitment.quantity, commitment.state),
        (36, CommitmentState::Pledged)
    );
    let stale = Command::AcceptPlanLine {
        line: named,
        quantity: 40,
    };
    let refusal = town.cast.world.refusal(&chen, stale);
    assert_eq!(refusal, Refusal::PlanLineChanged { quantity: 36 });
    town.accept(&chen, named, 36);
    let commitment = town.state().commitments.values().last().unwrap();
    assert_eq!(commitment.state, CommitmentState::Accepted);
    assert_eq!(
        town.cast.world.refusal(&li, change(named, 30)),
        Refusal::PlanLineDecided
    );
    assert_eq!(
        town.state().texts.of(Index(town.state().size - 4)).count(),
        1,
        "what they said is sealed"
    );
}

#[test]
fn a_change_has_bounds() {
    let mut town = town();
    let offer = town.offer(40);
    town.publish();
    let (named, chen) = (
        town.named(offer, town.county_need),
        town.cast.chen_lead.clone(),
    );
    let refusal = |town: &mut Town, n| town.cast.world.refusal(&chen, change(named, n));
    assert_eq!(refusal(&mut town, 0), Refusal::QuantityZero);
    assert_eq!(refusal(&mut town, 40), Refusal::NothingChanges);
    assert_eq!(refusal(&mut town, 41), Refusal::OfferTooSmall { left: 40 });
    let nowhere = Named { line: 3, ..named };
    assert_eq!(
        town.cast.world.refusal(&chen, change(nowhere, 1)),
        Refusal::NoSuchLine
    );
}

#[test]
fn what_was_left_is_not_proposed_again() {
    let mut town = town();
    let offer = town.offer(40);
    town.publish();
    let (named, chen) = (
        town.named(offer, town.county_need),
        town.cast.chen_lead.clone(),
    );
    town.cast.must(&chen, leave(named));
    let again = Command::AcceptPlanLine {
        line: named,
        quantity: 40,
    };
    assert_eq!(
        town.cast.world.refusal(&chen, again),
        Refusal::PlanLineDecided
    );
    town.publish();
    assert!(
        lines(town.state())
            .iter()
            .all(|line| line.need != town.county_need)
    );
    let plan = town.state().plans.current().unwrap().plan.clone().unwrap();
    let (lot, ask) = (&plan.items[0].inputs.lots[0], &plan.items[0].inputs.asks);
    let ask = ask.iter().find(|ask| ask.need == town.county_need).unwrap();
    assert_eq!(plan.items[0].bars(lot, ask), Some(Reasons::CONDITION));
}

#[test]
fn a_yes_stays_when_the_next_plan_keeps_the_line() {
    let mut town = town();
    let offer = town.offer(40);
    let first = town.publish();
    let named = town.named(offer, town.county_need);
    let (li, chen) = (town.cast.li_donor.clone(), town.cast.chen_lead.clone());
    town.accept(&chen, named, 40);
    town.offer(30);
    let second = town.publish();
    let old = Command::AcceptPlanLine {
        line: named,
        quantity: 40,
    };
    assert_eq!(
        town.cast.world.refusal(&li, old),
        Refusal::PlanReplaced(second)
    );
    let named = Named {
        plan: second,
        ..named
    };
    assert_ne!(first, second);
    town.accept(&li, named, 40);
    let commitment = town.state().commitments.values().last().unwrap();
    assert_eq!(
        commitment.state,
        CommitmentState::Accepted,
        "both had said yes"
    );
}

#[test]
fn a_declined_pledge_opens_the_line_again() {
    let mut town = town();
    let offer = town.offer(40);
    town.publish();
    let named = town.named(offer, town.county_need);
    let (li, chen) = (town.cast.li_donor.clone(), town.cast.chen_lead.clone());
    town.accept(&li, named, 40);
    let (commitment, _) = town.state().commitments.iter().last().unwrap();
    let decline = Command::DeclineCommitment {
        commitment: *commitment,
        reason: DeclineReason::NotNeeded,
    };
    town.cast.must(&chen, decline);
    town.accept(&li, named, 40);
    let live = town.state().commitments.values().last().unwrap();
    assert_eq!(live.state, CommitmentState::Pledged);
}

#[test]
fn nothing_to_plan_is_said() {
    let mut town = town();
    let nobody = town
        .cast
        .world
        .refusal(&Actor::community(), Command::PublishPlan);
    assert_eq!(nobody, Refusal::NothingToPlan);
    town.offer(40);
    town.publish();
    let same = town
        .cast
        .world
        .refusal(&Actor::community(), Command::PublishPlan);
    assert_eq!(same, Refusal::NothingChanges);
}

/// Two folds of one program make a plan once between them, and stand where two that make it each would.
#[test]
fn a_plan_at_hand_is_taken_and_changes_nothing() {
    let mut town = town();
    town.offer(40);
    let before = town.cast.world.state.clone();
    let plan = town.publish();
    let after = &town.cast.world.state;
    let published = town.cast.world.journal.last().expect("published");
    let made = after.plans.made(plan).expect("made");
    let mut other = before.clone();
    other.plans.at_hand = Some(made.clone());
    relief::apply(&mut other, published);
    assert!(other == *after);
    assert!(std::sync::Arc::ptr_eq(
        &made,
        &other.plans.made(plan).expect("taken")
    ));
    // The decision takes it too: what it states is what is at hand, here of another policy.
    let mut doctored = (*made).clone();
    doctored.policy.epsilon = 7;
    let mut ready = before.clone();
    ready.plans.at_hand = Some(std::sync::Arc::new(doctored.clone()));
    let clock = Actor::community();
    let decided = relief::decide(&ready, &clock, published.at, &Command::PublishPlan);
    match &decided.expect("published").first().expect("one entry").fact {
        relief::entry::Fact::PlanPublished(fact) => assert_eq!(fact.digest, doctored.digest()),
        other => panic!("{other:?}"),
    }
    // One of another state is none of this one.
    let mut stale = before;
    let of_later = relief::plan::Plan::make(after).expect("small");
    stale.plans.at_hand = Some(std::sync::Arc::new(of_later));
    relief::apply(&mut stale, published);
    assert!(stale == *after);
}

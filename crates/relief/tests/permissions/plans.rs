//! Acts about the fair plan.

use relief::code::ChangeReason;
use relief::command::Command;
use relief::offer::Conditions;
use relief::plan::decision::Named;
use relief::plan::policy::Policy;

use crate::common::{Cast, place};
use crate::scene::{Scene, supply};
use relief::command::Actor;
use relief::ids::OfferId;

pub fn about_plans(s: &Scene) -> Vec<(&'static str, Command)> {
    let (line, quantity) = s.planned;
    let (reason, remark) = (ChangeReason::Packs, None);
    vec![
        (
            "set offer's conditions",
            Command::SetOfferConditions {
                offer: s.offer,
                conditions: Conditions {
                    only_place: Some(place(420_000)),
                    ..Conditions::default()
                },
            },
        ),
        (
            "set what comes first",
            Command::SetPlanPolicy {
                policy: Policy {
                    epsilon: 50,
                    ..Policy::default()
                },
            },
        ),
        ("publish plan", Command::PublishPlan),
        (
            "accept plan line",
            Command::AcceptPlanLine { line, quantity },
        ),
        (
            "change plan line",
            Command::ChangePlanLine {
                line,
                quantity: quantity - 1,
                reason,
                remark,
            },
        ),
        (
            "leave plan line",
            Command::LeavePlanLine {
                line,
                reason,
                remark,
            },
        ),
    ]
}

/// Publishes a plan that gives the offer to the hospital; then the donor offers more, so that another one may follow.
pub fn planned(cast: &mut Cast, offer: OfferId) -> (Named, u64) {
    let li = cast.li_donor.clone();
    let conditions = Conditions {
        recipients: vec![cast.hospital],
        ..Conditions::default()
    };
    cast.must(&li, Command::SetOfferConditions { offer, conditions });
    cast.must(&Actor::community(), Command::PublishPlan);
    let published = cast.world.state.plans.current().expect("just published");
    let plan = published.plan.clone().expect("made");
    let mut lines = plan.lines().filter(|line| line.need == cast.need);
    let line = *lines.next().expect("the hospital is given some");
    let planned = Named {
        plan: published.id,
        offer: line.offer,
        need: line.need,
        line: line.line,
    };
    let quantity = line.quantity;
    cast.must(&li, supply());
    (planned, quantity)
}

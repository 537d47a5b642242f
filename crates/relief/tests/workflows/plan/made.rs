//! What a plan is made of, and that anybody makes the same.

use allocation::explain::Reasons;
use relief::command::{Actor, Command};
use relief::entry::{Entry, NeedLineFact};
use relief::ids::*;
use relief::offer::Conditions;
use relief::plan::ceiling::Class;
use relief::plan::inputs::Why;
use relief::plan::policy::Policy;
use relief::plan::road::Road;
use relief::plan::{LOTS_MAX, Line, Plan};
use relief::quantity::Quantity;
use relief::refusal::Refusal;
use relief::state::State;
use relief::{apply, decide};

use super::{Town, lines, town};
use crate::common::*;

#[test]
fn the_worst_covered_comes_first() {
    let mut town = town();
    let offer = town.offer(40);
    town.publish();
    // 100 of 500 is 20 %: the county comes to 40 of 200, the same, before the hospital gets one more.
    let (need, county_need) = (town.cast.need, town.county_need);
    let given = Line {
        offer,
        need: county_need,
        line: 0,
        quantity: 40,
    };
    assert_eq!(lines(town.state()), [given]);
    let more = town.offer(70);
    town.publish();
    let to_hospital = lines(town.state()).into_iter().filter(|l| l.need == need);
    let to_hospital: u64 = to_hospital.map(|l| l.quantity).sum();
    assert_eq!(to_hospital, 50, "150 of 500 and 60 of 200: both at 30 %");
    assert!(
        lines(town.state()).contains(&given),
        "what was published stays, offer {more:?} is new"
    );
}

#[test]
fn a_mirror_makes_the_same_plan() {
    let mut town = town();
    town.offer(90);
    town.publish();
    town.offer(33);
    town.publish();
    let journal = town.cast.world.bytes();
    let mut mirror = State::default();
    for bytes in &journal {
        let entry = Entry::decode(bytes).unwrap();
        if let relief::entry::Fact::PlanPublished(fact) = &entry.fact {
            let made = Plan::make(&mirror).unwrap();
            assert_eq!((made.digest(), made.size), (fact.digest, fact.size));
        }
        apply(&mut mirror, &entry);
    }
    assert_eq!(mirror, *town.state());
    assert_eq!(mirror.plans.published.len(), 2);
    assert!(mirror.plans.published.iter().all(|plan| plan.agrees()));
}

#[test]
fn a_forged_digest_is_seen() {
    let mut town = town();
    town.offer(90);
    town.publish();
    let mut forged = State::default();
    for mut entry in town.cast.world.journal.clone() {
        if let relief::entry::Fact::PlanPublished(fact) = &mut entry.fact {
            fact.digest = seal(1);
        }
        apply(&mut forged, &entry);
    }
    assert!(!forged.plans.current().unwrap().agrees());
}

#[test]
fn the_knob_is_on_record_and_changes_the_plan() {
    let mut town = town();
    let zhou = town.cast.zhou_founder.clone();
    let near = |town: &mut Town| {
        let li = town.cast.li_donor.clone();
        town.cast.must(&li, offer_suits(40, place(420_112)));
    };
    near(&mut town);
    town.publish();
    assert!(
        lines(town.state())
            .iter()
            .all(|l| l.need == town.county_need)
    );
    let cheapest = Policy {
        epsilon: 1_000,
        ..Policy::default()
    };
    let set = Command::SetPlanPolicy { policy: cheapest };
    let index = town.cast.must(&zhou, set.clone());
    assert_eq!(town.cast.world.refusal(&zhou, set), Refusal::NothingChanges);
    let wild = Policy {
        epsilon: 1_001,
        ..Policy::default()
    };
    let wild = Command::SetPlanPolicy { policy: wild };
    assert_eq!(town.cast.world.refusal(&zhou, wild), Refusal::OutOfBounds);
    let set = town.state().plans.policies[0];
    assert_eq!(
        (set.index, set.by, set.policy),
        (Index(index), zhou.party, cheapest)
    );
    let plan = Plan::make(town.state()).unwrap();
    let prices = plan.items[0].prices();
    assert_eq!(prices.len(), 5);
    let [fair, .., cheap] = prices[..] else {
        panic!("five steps")
    };
    assert!(fair.transport > cheap.transport, "{prices:?}");
    assert_eq!(
        (fair.worst, cheap.worst),
        (Some((100, 500)), Some((0, 200)))
    );
}

#[test]
fn critical_needs_can_come_first() {
    let policy = Policy {
        critical_first: true,
        critical_weight: 2,
        everyone_first: 200,
        ..Policy::default()
    };
    let (critical, other) = (policy.curve(true, 100, 0), policy.curve(false, 100, 0));
    assert!(critical.is_valid() && other.is_valid());
    assert!(critical.position(99, 100) < other.position(0, 100));
    let equal = Policy {
        critical_first: false,
        ..policy
    };
    let (critical, other) = (equal.curve(true, 100, 0), equal.curve(false, 100, 0));
    assert!(
        other.position(19, 100) < critical.position(20, 100),
        "everyone to 20 % first"
    );
    assert_eq!(
        critical.position(80, 100),
        other.position(40, 100),
        "then twice the coverage"
    );
}

#[test]
fn goods_go_where_they_may() {
    let mut town = town();
    let offer = town.offer(40);
    let (li, he) = (town.cast.li_donor.clone(), town.cast.he_outsider.clone());
    let now = town.cast.world.now;
    let with = |conditions| Command::SetOfferConditions { offer, conditions };
    let tests = [
        (
            Conditions {
                only_place: Some(place(420_100)),
                ..Conditions::default()
            },
            Reasons::EARMARK,
        ),
        (
            Conditions {
                recipients: vec![town.cast.hospital],
                ..Conditions::default()
            },
            Reasons::EARMARK,
        ),
        (
            Conditions {
                permits: vec![place(420_100)],
                ..Conditions::default()
            },
            Reasons::PAPERS,
        ),
        (
            Conditions {
                expires_on: Some(now.plus_hours(100)),
                ..Conditions::default()
            },
            Reasons::EXPIRY,
        ),
    ];
    for (conditions, reason) in tests {
        town.cast.must(&li, with(conditions));
        let plan = Plan::make(town.state()).unwrap();
        let item = &plan.items[0];
        let ask = item
            .inputs
            .asks
            .iter()
            .find(|ask| ask.need == town.county_need)
            .unwrap();
        assert_eq!(item.bars(&item.inputs.lots[0], ask), Some(reason));
    }
    let nothing = with(Conditions::default());
    assert_eq!(
        town.cast.world.refusal(&he, nothing.clone()),
        Refusal::NotYourCommitment
    );
    town.cast.must(&li, nothing.clone());
    assert_eq!(
        town.cast.world.refusal(&li, nothing),
        Refusal::NothingChanges
    );
    let many = with(Conditions {
        permits: vec![place(420_100); 17],
        ..Conditions::default()
    });
    assert_eq!(
        town.cast.world.refusal(&li, many),
        Refusal::TooManyConditions { max: 16 }
    );
}

#[test]
fn time_and_standards_bar_the_way() {
    let mut town = town();
    town.offer(40);
    let (wang, sun) = (town.cast.wang_clerk.clone(), town.cast.sun_verifier.clone());
    let picky = NeedLineFact {
        item: suit(),
        needed_by: Some(town.cast.world.now.plus_hours(48)),
        quantity: Quantity::Exact(100),
        standards: vec![standard("gb_19082_2009")],
    };
    let other = register(&mut town.cast.world, &wang, "汉口医院");
    let need = report(
        &mut town.cast.world,
        &wang,
        other,
        Some(town.cast.room),
        vec![picky],
    );
    verify(&mut town.cast.world, &sun, need);
    let plan = Plan::make(town.state()).unwrap();
    let item = &plan.items[0];
    let ask = item
        .inputs
        .asks
        .iter()
        .find(|ask| ask.need == need)
        .unwrap();
    let why = item.bars(&item.inputs.lots[0], ask).unwrap();
    assert_eq!(
        why,
        Reasons::STANDARD | Reasons::TIME,
        "from Hangzhou takes 72 hours"
    );
    assert_eq!(Road::between(place(330_100), place(421_121)), Road::Far);
    assert_eq!(
        Road::between(place(421_100), place(421_121)),
        Road::Prefecture
    );
    assert_eq!(
        Road::between(place(310_104), place(310_115)),
        Road::Prefecture
    );
}

#[test]
fn a_claim_counts_up_to_its_evidence() {
    let mut town = town();
    town.offer(40);
    let (wang, sun) = (town.cast.wang_clerk.clone(), town.cast.sun_verifier.clone());
    let most = suit().plausible_max();
    let lines = vec![line(suit(), most)];
    let need = report(
        &mut town.cast.world,
        &wang,
        town.county,
        Some(town.cast.room),
        lines,
    );
    verify(&mut town.cast.world, &sun, need);
    let plan = Plan::make(town.state()).unwrap();
    let ask = plan.items[0]
        .inputs
        .asks
        .iter()
        .find(|ask| ask.need == need)
        .unwrap();
    assert_eq!(ask.class, Class::Claimed);
    assert_eq!((ask.claimed, ask.demand), (most, most / 20));
}

#[test]
fn who_is_left_out_is_told_why() {
    let mut town = town();
    town.offer(40);
    let (chen, county_need) = (town.cast.chen_lead.clone(), town.county_need);
    town.cast.must(
        &chen,
        Command::PauseNeed {
            need: county_need,
            until: None,
        },
    );
    let why = |town: &Town, need| {
        let plan = Plan::make(town.state()).unwrap();
        let found = plan.items[0]
            .inputs
            .left_out
            .iter()
            .find(|out| out.need == need);
        found.map(|out| out.why)
    };
    assert_eq!(why(&town, county_need), Some(Why::Paused));
    assert_eq!(why(&town, town.cast.need), None);
    town.cast.world.hours(97);
    town.offer(1);
    assert_eq!(why(&town, town.cast.need), Some(Why::Unconfirmed));
}

#[test]
fn more_than_one_plan_considers_is_refused() {
    let mut town = town();
    for _ in 0..=LOTS_MAX {
        town.offer(1);
    }
    let refusal = |town: &Town| {
        let (who, now) = (Actor::community(), town.cast.world.now);
        decide(town.state(), &who, now, &Command::PublishPlan).unwrap_err()
    };
    let (lots, asks) = (LOTS_MAX + 1, 2);
    assert_eq!(refusal(&town), Refusal::PlanTooLarge { lots, asks });
    // Of what nobody needs any more there may be as much as there is.
    town.cast.world.hours(97);
    town.offer(1);
    assert_eq!(refusal(&town), Refusal::NothingToPlan);
}

#[test]
fn groups_share_and_more_would_reach_them() {
    let mut town = town();
    town.offer(110);
    let plan = Plan::make(town.state()).unwrap();
    let item = &plan.items[0];
    let [group] = &item.groups()[..] else {
        panic!("one group")
    };
    assert_eq!((group.asks.len(), group.lots.len()), (2, 1));
    let why = item.explain(group.asks[0]).unwrap();
    assert_eq!(why.shares_with.len(), 1);
    let more = item.with_more(&plan.policy, 0, 70).unwrap();
    assert_eq!(more.iter().sum::<u64>(), 180);
    assert_eq!(item.worst().unwrap(), ((0, 200), (150, 500)));
}

/// The hospital has 100 of 500, the county 0 of 200.
#[test]
fn packs_are_given_whole() {
    let mut town = town();
    let (li, now) = (town.cast.li_donor.clone(), town.cast.world.now);
    let offer = town.offer(115);
    let packed = |offer, pack| Command::SetOfferConditions {
        offer,
        conditions: Conditions {
            pack: Some(pack),
            ready_on: Some(now),
            ..Conditions::default()
        },
    };
    let tests = [
        (0, Refusal::QuantityZero),
        (116, Refusal::OfferTooSmall { left: 115 }),
        (2_000_000, Refusal::QuantityTooLarge { max: 1_000_000 }),
    ];
    for (pack, refusal) in tests {
        assert_eq!(town.cast.world.refusal(&li, packed(offer, pack)), refusal);
    }
    assert_eq!(Plan::make(town.state()).unwrap().items[0].packing(), None);
    town.cast.must(&li, packed(offer, 30));
    let given = |town: &Town| -> Vec<u64> {
        let plan = Plan::make(town.state()).unwrap();
        let item = &plan.items[0];
        (0..item.inputs.asks.len())
            .map(|ask| item.given(ask))
            .collect()
    };
    // Three packs of 30: to the county at 0 %, to it again at 15 %, then to the hospital at 20 %.
    assert_eq!(given(&town), [30, 60]);
    let plan = Plan::make(town.state()).unwrap();
    let packing = plan.items[0].packing().expect("it comes in packs");
    assert_eq!(packing.size, Some(30));
    assert_eq!(
        (packing.stranded, packing.worst_opened),
        (25, Some((153, 500)))
    );
    // A whole pack more: both in turn.
    let more = plan.items[0].with_more(&plan.policy, 0, 30).unwrap();
    assert_eq!(more, [60, 60]);
    // Loose ones fill what packs leave.
    town.offer(7);
    let plan = Plan::make(town.state()).unwrap();
    let packing = plan.items[0].packing().expect("some come in packs");
    assert_eq!((packing.size, packing.stranded), (None, 25));
    assert!(
        plan.lines()
            .all(|line| line.offer != offer || line.quantity % 30 == 0)
    );
    assert_eq!(given(&town).iter().sum::<u64>(), 97);
}

/// The county reports 473 cases: its line is worth three times the coverage, if whoever leads says so.
#[test]
fn reported_cases_weigh_if_the_policy_says_so() {
    let mut town = town();
    let fact = relief::entry::JurisdictionRegistered {
        places: vec![town.state().recipients[&town.county].place],
        ..jurisdiction(&mut town.cast.world, "团风县疫情报告组", "421121")
    };
    let zhou = town.cast.zhou_founder.clone();
    let id = JurisdictionId(town.cast.must(&zhou, Command::RegisterJurisdiction(fact)));
    second_lead(&mut town.cast);
    let wei = town.cast.wei_official.clone();
    appoint_official(&mut town.cast, id, &wei);
    let yesterday = day(town.cast.world.now).plus(-1);
    town.cast
        .must(&wei, filing(id, yesterday, vec![confirmed(64, 473)]));
    let given = |town: &Town| {
        let plan = Plan::make(town.state()).unwrap();
        let of = |need| {
            plan.lines()
                .filter(|l| l.need == need)
                .map(|l| l.quantity)
                .sum::<u64>()
        };
        (of(town.cast.need), of(town.county_need))
    };
    town.offer(160);
    assert_eq!(
        given(&town),
        (85, 75),
        "185 of 500 and 75 of 200: both at 37 %"
    );
    let policy = Policy {
        by_cases: true,
        ..Policy::default()
    };
    town.cast.must(&zhou, Command::SetPlanPolicy { policy });
    // 160 of 200 by three is 26 %: the hospital, at 20 %, is brought there first.
    assert_eq!(
        given(&town),
        (18, 142),
        "118 of 500 at 23.6 %, 142 of 200 at 23.67 % of three times"
    );
    town.publish();
    let published = town.state().plans.current().unwrap();
    assert!(published.agrees());
    // The plan names whose report made what weigh.
    let plan = published.plan.as_ref().unwrap();
    let reported = |need| {
        let mut asks = plan.items.iter().flat_map(|item| &item.inputs.asks);
        asks.find(|ask| ask.need == need).unwrap().reported
    };
    let of_county = reported(town.county_need).unwrap();
    assert_eq!(
        (of_county.cases, of_county.jurisdiction, of_county.day),
        (473, id, yesterday)
    );
    assert_eq!(reported(town.cast.need), None);
    // Without the weight it is another plan: what was published does not follow any more.
    let mut unweighed = plan.as_ref().clone();
    unweighed.policy.by_cases = false;
    assert_ne!(unweighed.digest(), published.digest);
}

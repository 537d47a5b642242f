//! A plan that weighs by reported cases is made again to the same digest; another weight is found.

use app::Person;
use app::case_report::NewCaseReport;
use app::jurisdiction::NewJurisdiction;
use app::need::WhichRecipient;
use app::offer::NewOffer;
use relief::code::{CaseCount, Evidence, FacilityKind, OfficeLevel, Role, Standing};
use relief::entry::{CaseFigureFact, Entry, Fact};
use relief::ids::{AppointmentId, JurisdictionId, NeedId, RoomId};
use relief::name::UnitCode;
use relief::plan::policy::Policy;
use relief::quantity::Quantity;
use relief::watch::day::Day;
use testkit::{Community, MORNING, place, suit};

use super::*;
use crate::verify::replay::Met;

/// Cases that the office of Huanggang reports: three digits, a weight of three.
const CASES: u64 = 473;
const HUANGGANG: u32 = 421_100;

/// Two hospitals lack suits, one of them where cases were reported; what is offered is planned by that.
async fn weighed() -> Community {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let (zhou, fang) = (town.person("周敏").await, town.person("方敏").await);
    for (who, role) in [(&zhou, Role::Founder), (&fang, Role::Lead)] {
        let party = who.party;
        town.grant(party, role).await;
    }
    town.open_need(room, &chen, 500).await;
    second_need(&town, room, &chen).await;
    report(&town, [&zhou, &fang]).await;
    let offer = NewOffer {
        item: suit(),
        quantity: 160,
        pack: None,
        standard: None,
        place: place(HUANGGANG).unwrap(),
        room: Some(room),
        remark: String::new(),
    };
    town.app.make_offer(&chen, offer).await.unwrap();
    let policy = Policy {
        by_cases: true,
        ..Policy::default()
    };
    town.act(&zhou, Command::SetPlanPolicy { policy }).await;
    town.act(&zhou, Command::PublishPlan).await;
    town.app.checkpoint().await.unwrap();
    town
}

async fn second_need(town: &Community, room: RoomId, chen: &Person) {
    let mut new = testkit::need_for(room, "黄冈市中心医院", Quantity::Exact(500));
    new.recipient = WhichRecipient::New {
        name: Name::new("黄冈市中心医院").unwrap(),
        place: place(HUANGGANG).unwrap(),
        kind: FacilityKind::Hospital,
        provisional: false,
    };
    let reporter = town.member(room, chen, "何蕾").await;
    let need = NeedId(town.app.report_need(&reporter, new).await.unwrap().index);
    let recipient = town.app.state().needs[&need].recipient;
    let standing = Standing::CalledBack;
    town.act(
        chen,
        Command::CheckRecipient {
            recipient,
            standing,
        },
    )
    .await;
    let evidence = Evidence::CallBack;
    town.act(
        chen,
        Command::VerifyNeed {
            need,
            evidence,
            skip: None,
        },
    )
    .await;
}

/// Yesterday's cases, filed by an official whom two people named.
async fn report(town: &Community, [zhou, fang]: [&Person; 2]) {
    let today = Day::of(Stamp(MORNING.0 + 8 * 3_600));
    let new = NewJurisdiction {
        name: Name::new("黄冈市疫情报告组").unwrap(),
        code: UnitCode::new("u4211").unwrap(),
        level: OfficeLevel::Prefecture,
        parent: None,
        places: vec![place(HUANGGANG).unwrap()],
        offset_minutes: 480,
        due_minute: 720,
        owes_from: today,
    };
    let made = town.app.register_jurisdiction(zhou, new).await.unwrap();
    let jurisdiction = JurisdictionId(made.index);
    let official = town.person("韦岚").await;
    let party = official.party;
    let propose = Command::ProposeOfficial {
        jurisdiction,
        party,
    };
    let proposed = town.app.act(zhou.actor(), propose).await.unwrap();
    let appointment = AppointmentId(proposed.index);
    town.act(fang, Command::ConfirmOfficial { appointment })
        .await;
    let confirmed = CaseFigureFact {
        total: Some(CASES),
        ..CaseFigureFact::blank(CaseCount::Confirmed)
    };
    let new = NewCaseReport::first(jurisdiction, today.plus(-1), vec![confirmed]);
    town.app.file_case_report(&official, new).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_by_cases_is_made_again_and_another_weight_is_found() {
    let town = weighed().await;
    let (index, weighed) = {
        let state = town.app.state();
        let published = state.plans.current().unwrap();
        let plan = published.plan.as_ref().unwrap();
        let mut asks = plan.items[0].inputs.asks.iter();
        (published.id.0, asks.any(|ask| ask.cases() == CASES))
    };
    assert!(weighed, "the plan was made by them");
    let verdict = verify(town.dir(), None).await.unwrap();
    assert_eq!(verdict.bad, None);
    assert_eq!(verdict.json()["ok"], true);
    // Whoever holds the key may sign other entries, yet not the plan that does not follow from them.
    let store = Store::open_read(town.dir()).await.unwrap();
    let stored = store.read(0, store::ENTRIES_READ_MAX).await.unwrap();
    let refold = |total: u64| {
        let mut met = Met::default();
        let entries = stored.iter().map(|(_, bytes, _)| {
            let mut entry = Entry::decode(bytes).unwrap();
            if let Fact::CaseReportFiled(report) = &mut entry.fact {
                report.figures[0].total = Some(total);
            }
            entry
        });
        met.fold(&mut relief::state::State::default(), entries.collect());
        met.differing_plan
    };
    assert_eq!(refold(CASES), None);
    assert_eq!(refold(999), None, "as many digits weigh as much");
    assert_eq!(refold(9), Some(index), "a weight of one gives another plan");
}

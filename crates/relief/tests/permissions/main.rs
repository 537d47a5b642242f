//! Who may do what, as one table. A change of a permission is a change of this file, and is seen.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

#[path = "../common/mod.rs"]
mod common;
mod goods;
mod offices;
mod plans;
mod questions;
mod reports;
mod scene;
mod table;
mod testimonies;
mod tips;

use std::fmt::Write as _;

use common::*;
use plans::about_plans;
use relief::code::*;
use relief::command::{Actor, Command};
use relief::decide;
use relief::entry::Amount;
use relief::ids::*;
use relief::quantity::Quantity;
use scene::{Scene, people, redirect, scene};
use table::{COLUMNS, TABLE};

fn acts(s: &Scene) -> Vec<(&'static str, Command)> {
    let mut acts = about_people(s);
    acts.extend(about_places(s));
    acts.extend(about_directory(s));
    acts.extend(about_needs(s));
    acts.extend(about_plans(s));
    acts.extend(about_commitments(s));
    acts.extend(goods::about_consignments(s));
    acts.extend(goods::about_receipts(s));
    acts.extend(goods::about_the_watch(s));
    acts.extend(goods::about_what_rides_along(s));
    acts.extend(about_official_supply(s));
    acts.extend(offices::acts(s));
    acts.extend(reports::acts(s));
    acts.extend(questions::acts(s));
    acts.extend(tips::acts(s));
    acts.extend(testimonies::acts(s));
    acts
}

fn about_official_supply(s: &Scene) -> Vec<(&'static str, Command)> {
    let c = &s.cast;
    let correct = |supply: OfficialSupplyId| correction(&c.world, supply, 20);
    let record = |source| Command::RecordOfficialSupply {
        recipient: c.hospital,
        item: suit(),
        amount: Amount { n: 10, pack: None },
        kind: OfficialKind::Allocated,
        day: c.world.now,
        deliver_on: None,
        office: Some(c.office),
        source,
        separate: true,
    };
    vec![
        ("cite official supply", record(Some(seal(5)))),
        ("record official supply", record(None)),
        ("correct what was cited", correct(s.cited)),
        ("correct an office's record", correct(s.recorded)),
    ]
}

fn about_people(s: &Scene) -> Vec<(&'static str, Command)> {
    let c = &s.cast;
    let (hospital, ma) = (c.hospital, c.ma_driver.party);
    let grant = |role, room, recipient| Command::GrantRole {
        party: ma,
        role,
        room,
        recipient,
    };
    let revoke = |party, role, room| Command::RevokeRole {
        party,
        role,
        room,
        recipient: None,
    };
    vec![
        (
            "register party",
            Command::RegisterParty {
                kind: PartyKind::Person,
                name: None,
                place: None,
            },
        ),
        (
            "grant role in room",
            grant(Role::Verifier, Some(c.room), None),
        ),
        ("grant role for all", grant(Role::Verifier, None, None)),
        ("grant auditor", grant(Role::Auditor, None, None)),
        (
            "grant recipient's person",
            grant(Role::RecipientPerson, None, Some(hospital)),
        ),
        (
            "revoke role in room",
            revoke(c.zhao_sourcing.party, Role::Sourcing, Some(c.room)),
        ),
        (
            "revoke role for all",
            revoke(c.shen_moderator.party, Role::Moderator, None),
        ),
    ]
}

fn about_places(s: &Scene) -> Vec<(&'static str, Command)> {
    let c = &s.cast;
    vec![
        (
            "name place",
            Command::NamePlace {
                place: place(421_121),
                name: name("团风县"),
            },
        ),
        (
            "open room",
            Command::OpenRoom {
                name: name("新群"),
                place: None,
                about: None,
            },
        ),
        (
            "count room",
            Command::CountRoom {
                room: c.room,
                members: 41,
            },
        ),
        (
            "redact another's text",
            Command::RedactText {
                entry: Index(c.need.0),
                seal: seal(2),
                ground: Ground::Privacy,
                own: false,
            },
        ),
        (
            "register recipient",
            Command::RegisterRecipient {
                name: name("黄冈市中心医院"),
                place: place(421_100),
                kind: FacilityKind::Hospital,
                provisional: true,
                separate: false,
            },
        ),
    ]
}

fn about_directory(s: &Scene) -> Vec<(&'static str, Command)> {
    let hospital = s.cast.hospital;
    vec![
        (
            "check recipient",
            Command::CheckRecipient {
                recipient: hospital,
                standing: Standing::CalledBack,
            },
        ),
        (
            "change contact",
            Command::ChangeRecipientContact {
                recipient: hospital,
            },
        ),
        (
            "add alias",
            Command::AddRecipientAlias {
                recipient: hospital,
                name: name("金银潭"),
            },
        ),
        (
            "merge recipients",
            Command::MergeRecipients {
                recipient: s.other,
                into: hospital,
            },
        ),
    ]
}

fn about_needs(s: &Scene) -> Vec<(&'static str, Command)> {
    let (need, reported) = (s.cast.need, s.reported);
    let revise = |need, quantity| Command::ReviseNeed {
        need,
        line: 0,
        quantity: Quantity::Exact(quantity),
        standards: Vec::new(),
        needed_by: None,
    };
    let lines = vec![line(item("cap"), 10)];
    vec![
        (
            "report need in room",
            report_of(s.cast.hospital, Some(s.cast.room), lines.clone()),
        ),
        ("report need", report_of(s.cast.hospital, None, lines)),
        ("verify need", verify_of(reported, None)),
        (
            "verify need, skipping",
            verify_of(reported, Some(SkipReason::Emergency)),
        ),
        (
            "reject need",
            Command::RejectNeed {
                need: reported,
                reason: RejectReason::NotFound,
            },
        ),
        (
            "merge need",
            Command::MergeNeed {
                need: reported,
                into: need,
            },
        ),
        ("pause need", Command::PauseNeed { need, until: None }),
        ("resume need", Command::ResumeNeed { need: s.paused }),
        ("revise open need", revise(need, 499)),
        ("revise reported need", revise(reported, 49)),
        ("reconfirm need", Command::ReconfirmNeed { need }),
        ("close need: withdrawn", close(need, CloseReason::Withdrawn)),
        ("close need: met", close(need, CloseReason::Met)),
        ("make offer", offer_suits(5, place(330_100))),
        ("withdraw offer", Command::WithdrawOffer { offer: s.offer }),
    ]
}

fn close(need: NeedId, reason: CloseReason) -> Command {
    Command::CloseNeed { need, reason }
}

fn about_commitments(s: &Scene) -> Vec<(&'static str, Command)> {
    let (pledged, reason) = (s.pledged, DeclineReason::NotNeeded);
    vec![
        ("pledge commitment", pledge(s.cast.need, 5)),
        (
            "clear held pledge",
            Command::ClearCommitment { commitment: s.held },
        ),
        (
            "accept commitment",
            Command::AcceptCommitment {
                commitment: pledged,
            },
        ),
        (
            "decline commitment",
            Command::DeclineCommitment {
                commitment: pledged,
                reason,
            },
        ),
        (
            "decline held pledge",
            Command::DeclineCommitment {
                commitment: s.held,
                reason,
            },
        ),
        ("bring evidence", evidence(pledged)),
        ("confirm commitment", confirm(s.evidenced, None)),
        ("propose redirect", redirect(s.firm, s.other_need)),
        (
            "agree redirect",
            Command::AgreeRedirect {
                commitment: s.proposed,
            },
        ),
        (
            "withdraw commitment",
            Command::WithdrawCommitment {
                commitment: pledged,
            },
        ),
        (
            "lapse commitment",
            Command::LapseCommitment {
                commitment: s.evidenced,
            },
        ),
        ("prepare consignment", prepare(vec![packed(s.firm, 5)])),
    ]
}

/// Late enough that the clock may act.
fn moment(scene: &Scene, act: &str) -> Stamp {
    let hours = match act {
        "commit tips" => 1,
        _ if act.starts_with("lapse") => 72,
        "take step of the clock" => 52,
        _ => 0,
    };
    scene.cast.world.now.plus_hours(hours)
}

#[test]
fn the_table_of_permissions() {
    let scene = scene();
    let mut found = String::from("\n");
    for (act, command) in acts(&scene) {
        let mark = |actor: &Actor| {
            let answer = decide(
                &scene.cast.world.state,
                actor,
                moment(&scene, act),
                &command,
            );
            if answer.is_ok() { " +" } else { " ." }
        };
        let marks: String = people(&scene).iter().map(mark).collect();
        assert!(marks.contains('+'), "nobody may {act}");
        let _ = writeln!(found, "{act:<26}{marks}");
    }
    assert_eq!(COLUMNS.split_whitespace().count(), people(&scene).len());
    assert!(
        found == TABLE,
        "columns: {COLUMNS}\nthe table is now:{found}"
    );
}

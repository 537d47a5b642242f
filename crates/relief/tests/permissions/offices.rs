//! What is done about offices that owe reports.

use relief::command::Command;
use relief::duty::Step;

use crate::common::*;
use crate::scene::Scene;

pub fn acts(s: &Scene) -> Vec<(&'static str, Command)> {
    let c = &s.cast;
    let mut world = c.world.clone();
    let mut fact = offices::jurisdiction(&mut world, "武汉市疫情报告组", "4201");
    fact.office = c.office;
    let [proposed, confirmed] = s.appointments;
    let appointment = c.world.state.jurisdictions.appointment(confirmed);
    let jurisdiction = appointment.expect("confirmed").jurisdiction;
    vec![
        ("register jurisdiction", Command::RegisterJurisdiction(fact)),
        (
            "close jurisdiction",
            offices::close(&c.world, jurisdiction, 0, None),
        ),
        (
            "withdraw closing",
            Command::WithdrawClosing {
                jurisdiction: s.closing,
            },
        ),
        ("propose official", propose(jurisdiction, &c.ma_driver)),
        (
            "confirm official",
            Command::ConfirmOfficial {
                appointment: proposed,
            },
        ),
        (
            "remove official",
            Command::RemoveOfficial {
                appointment: confirmed,
            },
        ),
        ("take step of the clock", step(jurisdiction, Step::Overdue)),
        (
            "record outage",
            Command::RecordOutage {
                from: c.world.now.plus_hours(-1),
                to: c.world.now,
            },
        ),
    ]
}

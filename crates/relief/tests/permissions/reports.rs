//! Who files case reports.

use relief::command::Command;

use crate::common::*;
use crate::scene::Scene;

pub fn acts(s: &Scene) -> Vec<(&'static str, Command)> {
    let world = &s.cast.world;
    let yesterday = day(world.now).plus(-1);
    let [_, confirmed_official] = s.appointments;
    let appointment = world.state.jurisdictions.appointment(confirmed_official);
    let jurisdiction = appointment.expect("confirmed").jurisdiction;
    let figures = || vec![confirmed(3, 12)];
    vec![
        (
            "file case report",
            filing(jurisdiction, yesterday, figures()),
        ),
        (
            "cite case report",
            citing(jurisdiction, yesterday, figures()),
        ),
        (
            "name case definition",
            Command::NameCaseDefinition {
                name: name("诊疗方案第五版"),
            },
        ),
    ]
}

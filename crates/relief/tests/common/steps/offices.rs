//! What people and the clock do about offices that owe reports.

use relief::code::OfficeLevel;
use relief::command::{Actor, Command};
use relief::duty::Step;
use relief::entry::{JurisdictionClosed, JurisdictionRegistered};
use relief::ids::*;
use relief::watch::day::Day;

use super::super::*;
use super::{Maker, actors, choose, recent};

impl Maker<'_> {
    /// What somebody proposed and may still come, or another end.
    fn closing(&self, today: Day) -> JurisdictionClosed {
        let known = self.state().jurisdictions.iter();
        let mut proposed = known.filter_map(|(id, found)| Some((id, found.closing?)));
        let proposed = proposed.find(|(_, of)| of.owes_until >= today.plus(-1));
        match proposed.filter(|_| !self.step.pick[1].is_multiple_of(4)) {
            Some((jurisdiction, of)) => JurisdictionClosed {
                jurisdiction,
                owes_until: of.owes_until,
                successor: of.successor,
            },
            None => JurisdictionClosed {
                jurisdiction: self.jurisdiction(0),
                owes_until: today.plus(i32::from(self.step.pick[1] % 3) - 1),
                successor: self.maybe(self.jurisdiction(2)),
            },
        }
    }

    /// One that somebody proposed to close, or another.
    fn about_to_close(&self) -> JurisdictionId {
        let mut known = self.state().jurisdictions.iter();
        let proposed = known.find(|(_, found)| found.closing.is_some());
        proposed.map_or_else(|| self.jurisdiction(0), |(id, _)| id)
    }

    pub(super) fn jurisdiction(&self, slot: usize) -> JurisdictionId {
        let ids: Vec<u64> = self
            .state()
            .jurisdictions
            .iter()
            .map(|(id, _)| id.0)
            .collect();
        JurisdictionId(recent(ids.into_iter(), self.step.pick[slot]))
    }

    pub(super) fn about_offices(&self, kind: u16) -> Command {
        let appointments = self.state().jurisdictions.appointments();
        let ids: Vec<u64> = appointments.map(|(id, _)| id.0).collect();
        let appointment = AppointmentId(recent(ids.into_iter(), self.step.pick[1]));
        let now = self.cast.world.now;
        match kind {
            26 => Command::RegisterJurisdiction(self.new_jurisdiction()),
            27 => Command::ProposeOfficial {
                jurisdiction: self.jurisdiction(0),
                party: choose(&actors(self.cast), self.step.pick[1]).party,
            },
            28 => Command::ConfirmOfficial { appointment },
            29 => Command::RemoveOfficial { appointment },
            30 => Command::RecordOutage {
                from: now.plus_hours(-i64::from(self.step.pick[0] % 9)),
                to: now,
            },
            31 => Command::CloseJurisdiction(self.closing(day(now))),
            34 => Command::WithdrawClosing {
                jurisdiction: self.about_to_close(),
            },
            _ => self.next_step().unwrap_or_else(|| {
                let id = self.jurisdiction(0);
                step(id, self.code(&Step::ALL))
            }),
        }
    }

    fn next_step(&self) -> Option<Command> {
        relief::duty::due(self.state(), self.cast.world.now).next()
    }

    /// Sometimes out of every bound.
    fn new_jurisdiction(&self) -> JurisdictionRegistered {
        let parties = self.state().parties.iter();
        let offices = parties.filter(|(_, p)| p.kind == PartyKind::Organisation);
        let offices: Vec<PartyId> = offices.map(|(id, _)| *id).collect();
        let below = self.step.pick[1].is_multiple_of(3);
        JurisdictionRegistered {
            code: unit_code(&format!("u{}", self.step.pick[0])),
            due_minute: self.step.number % 1_500,
            level: self.code(OfficeLevel::ALL),
            office: choose(&offices, self.step.pick[2]),
            offset_minutes: i64::from(self.step.pick[2] % 1_600) - 730,
            owes_from: day(self.cast.world.now).plus(i32::from(self.step.pick[1] % 2)),
            parent: below.then(|| self.jurisdiction(0)),
            places: vec![place(421_100)],
        }
    }

    /// Whoever is likely to be allowed.
    pub(super) fn fitting_for_offices(&self, command: &Command) -> Option<Actor> {
        let c = self.cast;
        let leads = [&c.zhou_founder, &c.fang_second_lead];
        match command {
            Command::TakeDutyStep { .. } | Command::RecordOutage { .. } => Some(Actor::community()),
            Command::CloseJurisdiction(of) => {
                let known = self.state().jurisdictions.get(of.jurisdiction);
                let proposer = known.and_then(|found| found.closing).map(|of| of.by);
                let second = leads.into_iter().find(|lead| Some(lead.party) != proposer);
                let second = second.filter(|_| proposer.is_some());
                Some(second.unwrap_or(choose(&leads, self.step.actor)).clone())
            }
            Command::RegisterJurisdiction(_)
            | Command::WithdrawClosing { .. }
            | Command::ProposeOfficial { .. }
            | Command::ConfirmOfficial { .. }
            | Command::RemoveOfficial { .. } => Some(choose(&leads, self.step.actor).clone()),
            _ => None,
        }
    }
}

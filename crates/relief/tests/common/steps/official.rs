//! What the state gives, said and amended.

use relief::code::*;
use relief::command::Command;
use relief::ids::*;

use super::super::*;
use super::Maker;

impl Maker<'_> {
    pub(super) fn about_official_supply(&self, is_new: bool) -> Command {
        let known = self.state().official_supplies.get(&self.official_supply());
        let kind = self.code(OfficialKind::ALL);
        match known.filter(|_| !is_new) {
            Some(supply) => Command::CorrectOfficialSupply {
                supply: self.official_supply(),
                corrects: self.maybe(supply.standing().index).unwrap_or(Index(2)),
                amount: self.amount(),
                kind,
                day: self.happened_at(),
                deliver_on: self.delivery(kind),
                reason: self.code(CorrectionReason::ALL),
                source: self.seal(),
            },
            None => Command::RecordOfficialSupply {
                recipient: self.recipient(1),
                item: self.code(&[suit(), item("goggles"), item("gloves")]),
                amount: self.amount(),
                kind,
                day: self.happened_at(),
                deliver_on: self.delivery(kind),
                office: self.step.pick[2]
                    .is_multiple_of(3)
                    .then_some(self.cast.office),
                source: self.seal(),
                separate: self.step.pick[1].is_multiple_of(2),
            },
        }
    }

    /// A day on which it is to be there, now and then too early or too far ahead.
    fn delivery(&self, kind: OfficialKind) -> Option<Stamp> {
        let days = i64::from(self.step.pick[1] % 400) - 2;
        // What is delivered names such a day only now and then: it is refused.
        let each = if kind == OfficialKind::Allocated {
            2
        } else {
            13
        };
        let named = self.step.pick[2].is_multiple_of(each);
        named.then(|| self.cast.world.now.plus_hours(24 * days))
    }
}

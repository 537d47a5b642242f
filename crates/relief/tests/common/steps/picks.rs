//! What the raw numbers of a step stand for: things that exist or do not, amounts, moments, lines.

use super::*;

impl Maker<'_> {
    pub(super) fn need(&self, slot: usize) -> NeedId {
        NeedId(recent(
            self.state().needs.keys().map(|k| k.0),
            self.step.pick[slot],
        ))
    }

    pub(super) fn commitment(&self, slot: usize) -> CommitmentId {
        CommitmentId(recent(
            self.state().commitments.keys().map(|k| k.0),
            self.step.pick[slot],
        ))
    }

    pub(super) fn consignment(&self) -> ConsignmentId {
        ConsignmentId(recent(
            self.state().consignments.keys().map(|k| k.0),
            self.step.pick[0],
        ))
    }

    pub(super) fn recipient(&self, slot: usize) -> RecipientId {
        RecipientId(recent(
            self.state().recipients.keys().map(|k| k.0),
            self.step.pick[slot],
        ))
    }

    pub(super) fn offer(&self) -> OfferId {
        OfferId(recent(
            self.state().offers.keys().map(|k| k.0),
            self.step.pick[0],
        ))
    }

    pub(super) fn official_supply(&self) -> OfficialSupplyId {
        OfficialSupplyId(recent(
            self.state().official_supplies.keys().map(|k| k.0),
            self.step.pick[0],
        ))
    }

    /// Pieces, or now and then packs with unknown contents.
    pub(super) fn amount(&self) -> Amount {
        let pack = self.step.code.is_multiple_of(5);
        Amount {
            n: self.step.number,
            pack: pack.then(|| self.code(PackKind::ALL)),
        }
    }

    pub(super) fn room(&self) -> Option<RoomId> {
        match self.step.pick[2] % 5 {
            0 => None,
            1 => Some(RoomId(recent(
                self.state().rooms.keys().map(|k| k.0),
                self.step.pick[1],
            ))),
            _ => Some(self.cast.room),
        }
    }

    pub(super) fn code<T: Copy>(&self, all: &[T]) -> T {
        choose(all, self.step.code)
    }

    pub(super) fn maybe<T>(&self, value: T) -> Option<T> {
        (!self.step.code.is_multiple_of(3)).then_some(value)
    }

    pub(super) fn seal(&self) -> Option<Seal> {
        self.maybe(seal(u8::try_from(self.step.pick[2] % 9).expect("small")))
    }

    pub(super) fn happened_at(&self) -> Stamp {
        match self.step.pick[1] % 23 {
            0 => Stamp(i64::MAX),
            1 => Stamp(i64::MIN),
            2 => self.cast.world.now.plus_hours(3),
            n => self.cast.world.now.plus_hours(-i64::from(n % 4)),
        }
    }

    pub(super) fn until(&self) -> Option<Stamp> {
        match self.step.pick[2] % 9 {
            0 => Some(Stamp(i64::MAX)),
            1..=4 => Some(self.cast.world.now.plus_hours(5)),
            _ => None,
        }
    }

    pub(super) fn skip(&self) -> Option<SkipReason> {
        self.step
            .code
            .is_multiple_of(4)
            .then(|| self.code(SkipReason::ALL))
    }

    pub(super) fn line_number(&self) -> u64 {
        if self.step.pick[2].is_multiple_of(13) {
            self.step.number
        } else {
            u64::from(self.step.pick[2] % 2)
        }
    }

    pub(super) fn quantity(&self) -> Quantity {
        let n = self.step.number;
        match self.step.code % 7 {
            0 => Quantity::Unknown,
            1 => Quantity::Rate(n),
            2 => Quantity::AtLeast(n),
            _ => Quantity::Exact(n),
        }
    }

    pub(super) fn standards(&self) -> Vec<relief::standard::Standard> {
        match self.step.pick[1] % 6 {
            0 => vec![standard("gb_19082_2009"), standard("en_14126")],
            1 => vec![standard("gb_19083_2010")],
            _ => Vec::new(),
        }
    }

    pub(super) fn need_lines(&self) -> Vec<NeedLineFact> {
        let first = NeedLineFact {
            item: suit(),
            needed_by: self.until(),
            quantity: self.quantity(),
            standards: self.standards(),
        };
        let second = line(item("goggles"), 40);
        match self.step.pick[0] % 8 {
            0 => Vec::new(),
            1 => vec![first; 30],
            2..=4 => vec![first, second],
            _ => vec![first],
        }
    }

    /// Lines of firm commitments to one recipient, often as much as is left of them.
    pub(super) fn consignment_lines(&self) -> Vec<ConsignmentLineFact> {
        let ids = [self.commitment(0), self.commitment(1)];
        let count = 1 + usize::from(self.step.pick[2] % 2);
        let line = |id: &CommitmentId| {
            let left = self
                .state()
                .commitments
                .get(id)
                .map_or(1, |c| outstanding(self.state(), c));
            let quantity = if self.step.code.is_multiple_of(3) {
                self.step.number
            } else {
                left
            };
            ConsignmentLineFact {
                commitment: *id,
                packages: u64::from(self.step.code % 9),
                quantity,
            }
        };
        ids.iter().take(count).map(line).collect()
    }

    pub(super) fn counts(&self) -> Vec<u64> {
        let found = self.state().consignments.get(&self.consignment());
        let lines = found.map_or(1, |c| c.lines.len());
        if self.step.code.is_multiple_of(11) {
            return vec![self.step.number; lines + 1];
        }
        let counts = found.map(|c| c.lines.iter().map(|l| l.open()).collect());
        match self.step.code % 4 {
            0 => vec![self.step.number; lines],
            _ => counts.unwrap_or_default(),
        }
    }

    pub(super) fn receipt_lines(&self) -> Vec<ReceiptLineFact> {
        let found = self.state().consignments.get(&self.consignment());
        let open: Vec<u64> = found.map_or(vec![1], |c| c.lines.iter().map(|l| l.open()).collect());
        let line = |(slot, open): (u64, &u64)| {
            let part = self.step.number % 7;
            let damaged = part.min(*open);
            let rest = open - damaged;
            let accepted = if self.step.code.is_multiple_of(3) {
                rest / 2
            } else {
                rest
            };
            let mut line = counted(slot, [accepted, damaged, 0, 0]);
            match self.step.code % 10 {
                0 => line.missing = self.step.number,
                1 => line.refused = rest - accepted,
                2 => (line.accepted, line.missing) = (0, rest),
                _ => {}
            }
            line.reason = self.maybe(RefuseReason::Condition);
            line.surplus = u64::from(self.step.code.is_multiple_of(7));
            line
        };
        let lines = (0..).zip(&open).map(line);
        lines
            .skip(usize::from(self.step.pick[2].is_multiple_of(6)))
            .collect()
    }
}

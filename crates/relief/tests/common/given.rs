//! An independent recount of official supply: one pass over the entries, everything spread anew after each of them,
//! with no look at how the state does it.

use std::collections::BTreeMap;

use relief::catalogue::Item;
use relief::entry::{Amount, Entry, Fact};
use relief::ids::*;
use relief::quantity::Quantity;

struct Line {
    recipient: RecipientId,
    item: Item,
    needed: Option<u64>,
    standing: Standing,
    official: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum Standing {
    Waits,
    Stands,
    /// With as much as it had.
    Closed(u64),
    Out,
}

#[derive(Default)]
pub struct Given {
    lines: BTreeMap<(NeedId, u64), Line>,
    records: BTreeMap<u64, (RecipientId, Item, Amount)>,
}

impl Given {
    pub fn recount(journal: &[Entry]) -> Given {
        let mut given = Given::default();
        for (index, entry) in (0..).zip(journal) {
            given.note(index, &entry.fact);
            given.pour();
        }
        given
    }

    pub fn official(&self, need: NeedId, line: u64) -> u64 {
        self.lines[&(need, line)].official
    }

    fn note(&mut self, index: u64, fact: &Fact) {
        match fact {
            Fact::NeedReported(f) => {
                for (number, line) in (0..).zip(&f.lines) {
                    let found = Line {
                        recipient: f.recipient,
                        item: line.item,
                        needed: total(line.quantity),
                        standing: Standing::Waits,
                        official: 0,
                    };
                    self.lines.insert((NeedId(index), number), found);
                }
            }
            Fact::NeedVerified(f) if f.opens => self.stand(f.need, Standing::Stands),
            Fact::NeedRejected(f) => self.stand(f.need, Standing::Out),
            Fact::NeedMerged(f) => self.stand(f.need, Standing::Out),
            Fact::NeedRevised(f) => {
                if let Some(line) = self.lines.get_mut(&(f.need, f.line)) {
                    line.needed = total(f.quantity);
                }
                if f.unverified {
                    self.stand(f.need, Standing::Waits);
                }
            }
            Fact::NeedClosed(f) => self.close(f.need),
            Fact::RecipientContactChanged(f) if f.unverified => {
                for line in self.lines.values_mut() {
                    if line.recipient == f.recipient && line.standing == Standing::Stands {
                        line.standing = Standing::Waits;
                    }
                }
            }
            Fact::RecipientMerged(f) => {
                let lines = self.lines.values_mut().map(|l| &mut l.recipient);
                let records = self.records.values_mut().map(|(id, ..)| id);
                for id in lines.chain(records).filter(|id| **id == f.recipient) {
                    *id = f.into;
                }
            }
            Fact::OfficialSupplyRecorded(f) => {
                self.records.insert(index, (f.recipient, f.item, f.amount));
            }
            Fact::OfficialSupplyCorrected(f) => {
                let record = self.records.get_mut(&f.supply.0).expect("recorded");
                record.2 = f.amount;
            }
            _ => {}
        }
    }

    fn stand(&mut self, need: NeedId, standing: Standing) {
        for (_, line) in self.lines.range_mut((need, 0)..=(need, u64::MAX)) {
            line.standing = standing;
        }
    }

    fn close(&mut self, need: NeedId) {
        for (_, line) in self.lines.range_mut((need, 0)..=(need, u64::MAX)) {
            line.standing = Standing::Closed(line.official);
        }
    }

    fn pour(&mut self) {
        let mut pots: BTreeMap<(RecipientId, Item), u64> = BTreeMap::new();
        for (recipient, item, amount) in self.records.values() {
            if amount.pack.is_none() {
                *pots.entry((*recipient, *item)).or_default() += amount.n;
            }
        }
        let mut last = BTreeMap::new();
        for (id, line) in &mut self.lines {
            line.official = 0;
            if let (Standing::Closed(had), Some(pot)) =
                (line.standing, pots.get_mut(&(line.recipient, line.item)))
            {
                line.official = had.min(*pot);
                *pot -= line.official;
            }
            let key = (line.recipient, line.item);
            let unstated = line.needed.is_none();
            let keeps = last.get(&key).is_some_and(|(_, other)| *other && !unstated);
            if line.standing == Standing::Stands && !keeps {
                last.insert(key, (*id, unstated));
            }
        }
        for line in self
            .lines
            .values_mut()
            .filter(|l| l.standing == Standing::Stands)
        {
            if let Some(pot) = pots.get_mut(&(line.recipient, line.item)) {
                line.official = line.needed.unwrap_or(0).min(*pot);
                *pot -= line.official;
            }
        }
        for (key, (id, _)) in last {
            self.lines.get_mut(&id).expect("seen").official += pots.get(&key).unwrap_or(&0);
        }
    }
}

fn total(quantity: Quantity) -> Option<u64> {
    match quantity {
        Quantity::Exact(n) | Quantity::AtLeast(n) => Some(n),
        Quantity::Rate(_) | Quantity::Unknown => None,
    }
}

//! An independent recount of a need line: from the list of entries alone, by rereading it for every question.
//! Slow, and written without a look at how the state keeps its sums.

use relief::coverage::Tally;
use relief::entry::{Entry, Fact, ReceiptLineFact};
use relief::ids::*;

type Numbered<'a> = (u64, &'a Fact);

pub struct Auditor<'a> {
    facts: Vec<Numbered<'a>>,
}

impl<'a> Auditor<'a> {
    pub fn new(journal: &'a [Entry]) -> Auditor<'a> {
        Auditor {
            facts: (0..).zip(journal.iter().map(|e| &e.fact)).collect(),
        }
    }

    /// Every need line that was ever reported.
    pub fn lines(&self) -> Vec<(NeedId, u64)> {
        let mut lines = Vec::new();
        for (index, fact) in &self.facts {
            if let Fact::NeedReported(f) = fact {
                let numbers = (0..).zip(&f.lines).map(|(n, _)| (NeedId(*index), n));
                lines.extend(numbers);
            }
        }
        lines
    }

    /// What the entries say about one line.
    pub fn tally(&self, need: NeedId, line: u64) -> Tally {
        let mut sum = Tally::default();
        for (index, fact) in &self.facts {
            let (quantity, held) = match fact {
                Fact::CommitmentPledged(f) if (f.need, f.line) == (need, line) => {
                    (f.quantity, f.held)
                }
                Fact::CommitmentRedirected(f) if (f.to_need, f.to_line) == (need, line) => {
                    (f.quantity, false)
                }
                _ => continue,
            };
            self.add(&mut sum, CommitmentId(*index), quantity, held);
        }
        sum
    }

    fn add(&self, sum: &mut Tally, id: CommitmentId, promised: u64, held: bool) {
        let kept = promised - self.released(id, promised);
        if held && !self.any(|f| matches!(f, Fact::CommitmentCleared(c) if c.commitment == id)) {
            sum.held += kept;
            return;
        }
        let mut left_home = 0;
        for (consignment, slot, quantity) in self.packed(id) {
            if self.any(
                |f| matches!(f, Fact::ConsignmentDispatched(d) if d.consignment == consignment),
            ) {
                left_home += quantity;
                sum.moving += self.on_the_way(consignment, slot, quantity);
                sum.received += self.receipts(consignment, u64::MAX, slot, |l| l.accepted);
            }
        }
        if self.is_firm(id, u64::MAX) {
            sum.firm += kept.saturating_sub(left_home);
        } else {
            sum.pledged += kept;
        }
    }

    pub fn released(&self, id: CommitmentId, promised: u64) -> u64 {
        let freed_whole = self.any(|fact| match fact {
            Fact::CommitmentDeclined(f) => f.commitment == id,
            Fact::CommitmentLapsed(f) => f.commitment == id,
            _ => false,
        });
        if freed_whole {
            return promised;
        }
        let freed = |fact: &Fact| match fact {
            Fact::CommitmentWithdrawn(f) if f.commitment == id => f.quantity,
            Fact::CommitmentRedirected(f) if f.commitment == id => f.quantity,
            _ => 0,
        };
        self.facts.iter().map(|(_, f)| freed(f)).sum()
    }

    /// Whether it was confirmed before an entry, itself or as what it was redirected from.
    fn is_firm(&self, id: CommitmentId, before: u64) -> bool {
        self.facts.iter().any(|(index, fact)| match fact {
            Fact::CommitmentConfirmed(f) => *index < before && f.commitment == id,
            Fact::CommitmentRedirected(f) => *index == id.0 && self.is_firm(f.commitment, id.0),
            _ => false,
        })
    }

    /// Where a commitment is packed: consignment, line, quantity; cancelled ones left out.
    pub fn packed(&self, id: CommitmentId) -> Vec<(ConsignmentId, u64, u64)> {
        let mut found = Vec::new();
        for (index, fact) in &self.facts {
            let Fact::ConsignmentPrepared(f) = fact else {
                continue;
            };
            let consignment = ConsignmentId(*index);
            if self
                .any(|f| matches!(f, Fact::ConsignmentCancelled(c) if c.consignment == consignment))
            {
                continue;
            }
            let lines = (0..).zip(&f.lines).filter(|(_, l)| l.commitment == id);
            found.extend(lines.map(|(slot, l)| (consignment, slot, l.quantity)));
        }
        found
    }

    fn on_the_way(&self, id: ConsignmentId, slot: u64, packed: u64) -> u64 {
        let ended = self.any(|f| match f {
            Fact::ConsignmentLost(f) => f.consignment == id,
            Fact::ConsignmentReturned(f) => f.consignment == id,
            _ => false,
        });
        if ended {
            return 0;
        }
        let place = usize::try_from(slot).expect("a small number");
        let last = self
            .facts
            .iter()
            .rev()
            .find_map(|(index, fact)| match fact {
                Fact::CustodyHandedOver(f) if f.consignment == id => {
                    Some((*index, f.counts[place]))
                }
                _ => None,
            });
        let known = last.map_or(packed, |(index, count)| {
            packed.min(count + self.settled(id, index, slot))
        });
        known.saturating_sub(self.settled(id, u64::MAX, slot))
    }

    fn settled(&self, id: ConsignmentId, before: u64, slot: u64) -> u64 {
        self.receipts(id, before, slot, |l| {
            l.accepted + l.damaged + l.missing + l.refused
        })
    }

    /// A sum over the receipt lines that stood just before an entry.
    pub fn receipts(
        &self,
        id: ConsignmentId,
        before: u64,
        slot: u64,
        what: impl Fn(&ReceiptLineFact) -> u64,
    ) -> u64 {
        let mut sum = 0;
        for (index, fact) in self.facts.iter().filter(|(i, _)| *i < before) {
            let Fact::ConsignmentReceived(f) = fact else {
                continue;
            };
            if f.consignment != id {
                continue;
            }
            let corrected = self.facts.iter().rev().find_map(|(i, fact)| match fact {
                Fact::ConsignmentReceiptCorrected(c) if c.corrects.0 == *index && *i < before => {
                    Some(&c.lines)
                }
                _ => None,
            });
            let lines = corrected.unwrap_or(&f.lines).iter();
            sum += lines.filter(|l| l.line == slot).map(&what).sum::<u64>();
        }
        sum
    }

    fn any(&self, is: impl Fn(&Fact) -> bool) -> bool {
        self.facts.iter().any(|(_, f)| is(f))
    }
}

//! The auditor's books: promises and goods, written from what was asked and what was answered.

use relief::catalogue::Item;
use relief::entry::ReceiptLineFact;
use relief::ids::{PartyId, Stamp};

/// A promise stands for so many hours after it was to be ready; then the clock frees it.
const STANDS_HOURS: i64 = 24;
/// A first promise above this is looked at before it counts.
const FIRST_LARGE: u64 = 5_000;

/// How a promise stands in the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Promised,
    Reserved,
    Firm,
    Void,
}

/// A promise.
#[derive(Debug, Clone)]
pub(crate) struct Promise {
    pub donor: PartyId,
    pub need: u64,
    pub line: u64,
    pub item: Item,
    pub quantity: u64,
    pub ready: Stamp,
    /// Waits for a look; in no total.
    pub doubtful: bool,
    pub standing: Standing,
    /// Packed into consignments that left.
    pub sent: u64,
    /// A proposal to serve another need: which, which line.
    pub proposed: Option<(u64, u64)>,
}

impl Promise {
    /// Whether a promise is too large to be taken at its word.
    pub(crate) fn is_doubtful(item: Item, quantity: u64, trusted: bool) -> bool {
        quantity > item.plausible_max() || (!trusted && quantity > FIRST_LARGE)
    }

    /// Lets a reserved promise lapse at a moment.
    pub(crate) fn lapse(&mut self, now: Stamp) {
        if self.standing == Standing::Reserved && now >= self.ready.plus_hours(STANDS_HOURS) {
            self.standing = Standing::Void;
        }
    }
}

/// One kind of goods in a consignment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Load {
    pub promise: u64,
    pub packed: u64,
    /// What the last pair of hands counted, never above what was packed.
    pub counted: u64,
    pub accepted: u64,
    pub damaged: u64,
    pub missing: u64,
    pub refused: u64,
    /// Gone or gone back with the whole.
    pub gone: u64,
}

impl Load {
    /// Accounted for.
    pub(crate) fn settled(&self) -> u64 {
        self.accepted + self.damaged + self.missing + self.refused + self.gone
    }
}

/// Goods on their way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shipment {
    pub loads: Vec<Load>,
    pub left: bool,
    pub over: bool,
    /// Receipts by entry, as they stand now.
    pub receipts: Vec<(u64, Vec<ReceiptLineFact>)>,
}

impl Shipment {
    /// The next pair of hands counts.
    pub(crate) fn count(&mut self, counts: &[u64]) {
        self.left = true;
        for (load, count) in self.loads.iter_mut().zip(counts) {
            load.counted = (load.settled() + count).min(load.packed);
        }
    }

    /// Adds up the receipts anew.
    pub(crate) fn tally(&mut self) {
        for (n, load) in (0_u64..).zip(self.loads.iter_mut()) {
            let mine = || {
                let all = self.receipts.iter().flat_map(|(_, lines)| lines);
                all.filter(move |l| l.line == n)
            };
            load.accepted = mine().map(|l| l.accepted).sum();
            load.damaged = mine().map(|l| l.damaged).sum();
            load.missing = mine().map(|l| l.missing).sum();
            load.refused = mine().map(|l| l.refused).sum();
        }
    }

    /// What is not accounted for is gone.
    pub(crate) fn end(&mut self) {
        self.over = true;
        for load in &mut self.loads {
            load.gone += load.packed - load.settled().min(load.packed);
        }
    }
}

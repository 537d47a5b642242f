//! An independent recount: from the acts that were asked for and the answers to them, by rules of its own, and
//! compared with the figures that the application shows.

use std::collections::{BTreeMap, BTreeSet};

use relief::catalogue::Item;
use relief::command::Command;
use relief::entry::Amount;
use relief::figures::figures;
use relief::ids::{PartyId, Stamp};
use relief::state::State;

use crate::books::{Load, Promise, Shipment, Standing};
use crate::deed::{Deed, Done};

/// The totals of one item, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Promised or reserved.
    pub pledged: u64,
    /// Firm, not yet sent.
    pub firm: u64,
    /// On the way.
    pub moving: u64,
    /// Received and accepted.
    pub received: u64,
    /// Arrived broken.
    pub damaged: u64,
    /// Did not arrive.
    pub missing: u64,
    /// Sent back at the door.
    pub refused: u64,
    /// Lost or returned with a whole consignment.
    pub gone: u64,
    /// Given by the state, in pieces.
    pub official: u64,
    /// Packs of the state with unknown contents.
    pub official_packs: u64,
}

/// The first total on which auditor and application differ.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{what}: the auditor counts {counted}, the application shows {shown}")]
pub struct Mismatch {
    /// Which total.
    pub what: String,
    /// By the auditor's books.
    pub counted: String,
    /// By the application's figures.
    pub shown: String,
}

/// The books.
#[derive(Debug, Default)]
pub struct Auditor {
    members: u64,
    /// The items of a need's lines, and its recipient.
    needs: BTreeMap<u64, (u64, Vec<Item>)>,
    promises: BTreeMap<u64, Promise>,
    shipments: BTreeMap<u64, Shipment>,
    /// What the state gave, as the last word about each notice has it.
    official: BTreeMap<u64, (Item, Amount)>,
    /// Donors whom somebody took at their word.
    trusted: BTreeSet<PartyId>,
}

impl Auditor {
    /// Members of all rooms.
    #[must_use]
    pub fn members(&self) -> u64 {
        self.members
    }

    /// A full hour: what nobody kept is free again.
    pub fn hour(&mut self, now: Stamp) {
        self.promises.values_mut().for_each(|p| p.lapse(now));
    }

    /// Writes down one act that was not refused.
    pub(crate) fn note(&mut self, at: Stamp, deed: &Deed, done: &Done) {
        let index = match done {
            Done::Receipt(receipt) | Done::Taken(receipt, _) => receipt.index,
            Done::Person(_) | Done::Code(_) | Done::Agreed(_) | Done::Nothing => 0,
        };
        if let (Deed::Agree(donor), Done::Agreed(agreed)) = (deed, done) {
            for (commitment, new) in agreed {
                self.promised(commitment.0, donor.party, new);
                // The hospital had said yes before.
                self.stands(commitment.0, Standing::Reserved);
            }
        }
        match deed {
            Deed::Join(..) | Deed::OpenRoom(..) => self.members += 1,
            Deed::Leave(..) => self.members = self.members.saturating_sub(1),
            Deed::Report(_, new) => {
                let app::need::WhichRecipient::Known(recipient) = new.recipient else {
                    return;
                };
                let items = new.lines.iter().map(|l| l.item).collect();
                self.needs.insert(index, (recipient.0, items));
            }
            Deed::Cite(_, new) => {
                self.official.insert(index, (new.item, new.amount));
            }
            Deed::Correct(_, new) => {
                if let Some((_, amount)) = self.official.get_mut(&new.supply.0) {
                    *amount = new.amount;
                }
            }
            Deed::Pledge(who, new) => self.promised(index, who.party, new),
            Deed::Send(_, new) => {
                let load = |l: &relief::entry::ConsignmentLineFact| Load {
                    promise: l.commitment.0,
                    packed: l.quantity,
                    counted: l.quantity,
                    ..Load::default()
                };
                let loads = new.lines.iter().map(load).collect();
                self.shipments.insert(
                    index,
                    Shipment {
                        loads,
                        ..Shipment::default()
                    },
                );
                if new.eta.is_some() {
                    self.leaves(index);
                }
            }
            Deed::TakeByLink(id, _, _, counts, _) | Deed::Take(_, id, counts, _) => {
                self.leaves(id.0);
                self.shipment(id.0, |s| s.count(counts));
            }
            Deed::ReceiveByCode(id, _, lines, _) | Deed::Receive(_, id, lines, ..) => {
                self.shipment(id.0, |s| s.receipts.push((index, lines.clone())));
            }
            Deed::Plain(who, command) => self.commanded(at, index, who.party, command),
            _ => {}
        }
    }

    fn promised(&mut self, index: u64, donor: PartyId, new: &app::commitment::NewCommitment) {
        let Some(item) = self.item(new.need.0, new.line) else {
            return;
        };
        let trusted = self.trusted.contains(&donor);
        let promise = Promise {
            donor,
            need: new.need.0,
            line: new.line,
            item,
            quantity: new.quantity,
            ready: new.available_on,
            doubtful: Promise::is_doubtful(item, new.quantity, trusted),
            standing: Standing::Promised,
            sent: 0,
            proposed: None,
        };
        self.promises.insert(index, promise);
    }

    fn item(&self, need: u64, line: u64) -> Option<Item> {
        let (_, items) = self.needs.get(&need)?;
        items.get(usize::try_from(line).ok()?).copied()
    }

    fn commanded(&mut self, _at: Stamp, index: u64, by: PartyId, command: &Command) {
        match command {
            Command::AcceptCommitment { commitment } => {
                self.trust(commitment.0, by);
                self.stands(commitment.0, Standing::Reserved);
            }
            Command::ConfirmCommitment { commitment, .. } => {
                self.trust(commitment.0, by);
                self.stands(commitment.0, Standing::Firm);
            }
            Command::DeclineCommitment { commitment, .. }
            | Command::WithdrawCommitment { commitment } => {
                self.stands(commitment.0, Standing::Void);
            }
            Command::ProposeRedirect {
                commitment,
                to_need,
                to_line,
                ..
            } => {
                if let Some(promise) = self.promises.get_mut(&commitment.0) {
                    promise.proposed = Some((to_need.0, *to_line));
                }
            }
            Command::AgreeRedirect { commitment } => self.redirected(commitment.0, index),
            Command::CorrectReceipt {
                consignment,
                corrects,
                lines,
                ..
            } => {
                self.shipment(consignment.0, |s| {
                    for (_, stands) in s.receipts.iter_mut().filter(|(i, _)| *i == corrects.0) {
                        stands.clone_from(lines);
                    }
                });
            }
            Command::ReturnConsignment { consignment }
            | Command::LoseConsignment { consignment } => {
                self.shipment(consignment.0, Shipment::end);
            }
            Command::CancelConsignment { consignment } => {
                self.shipments.remove(&consignment.0);
            }
            _ => {}
        }
    }

    fn stands(&mut self, promise: u64, standing: Standing) {
        if let Some(promise) = self.promises.get_mut(&promise) {
            promise.standing = standing;
        }
    }

    fn trust(&mut self, promise: u64, by: PartyId) {
        let donor = self.promises.get(&promise).map(|p| p.donor);
        self.trusted.extend(donor.filter(|donor| *donor != by));
    }

    /// The promise ends, and stands again at another need under another number.
    fn redirected(&mut self, from: u64, index: u64) {
        let Some(old) = self.promises.get_mut(&from) else {
            return;
        };
        let mut moved = old.clone();
        old.standing = Standing::Void;
        if let Some((need, line)) = moved.proposed.take() {
            (moved.need, moved.line) = (need, line);
        }
        self.promises.insert(index, moved);
    }

    /// Goods leave with their first driver or by their sender's word, once.
    fn leaves(&mut self, shipment: u64) {
        let Some(shipment) = self.shipments.get_mut(&shipment).filter(|s| !s.left) else {
            return;
        };
        shipment.left = true;
        for load in &shipment.loads {
            if let Some(promise) = self.promises.get_mut(&load.promise) {
                promise.sent += load.packed;
            }
        }
    }

    fn shipment(&mut self, id: u64, edit: impl FnOnce(&mut Shipment)) {
        if let Some(shipment) = self.shipments.get_mut(&id) {
            edit(shipment);
            shipment.tally();
        }
    }

    /// Totals by item.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<&'static str, Totals> {
        let mut totals: BTreeMap<&'static str, Totals> = BTreeMap::new();
        for promise in self.promises.values().filter(|p| !p.doubtful) {
            let item = totals.entry(promise.item.code()).or_default();
            match promise.standing {
                Standing::Promised | Standing::Reserved => item.pledged += promise.quantity,
                Standing::Firm => {
                    item.firm += promise.quantity - promise.sent.min(promise.quantity)
                }
                Standing::Void => {}
            }
        }
        for shipment in self.shipments.values().filter(|s| s.left) {
            for load in &shipment.loads {
                let Some(promise) = self.promises.get(&load.promise) else {
                    continue;
                };
                let item = totals.entry(promise.item.code()).or_default();
                item.moving += load.counted - load.settled().min(load.counted);
                item.received += load.accepted;
                item.damaged += load.damaged;
                item.missing += load.missing;
                item.refused += load.refused;
                item.gone += load.gone;
            }
        }
        for (item, amount) in self.official.values() {
            let item = totals.entry(item.code()).or_default();
            match amount.pack {
                Some(_) => item.official_packs += amount.n,
                None => item.official += amount.n,
            }
        }
        totals
    }

    /// Received and accepted, by hospital and item.
    #[must_use]
    pub fn received(&self) -> BTreeMap<(u64, &'static str), u64> {
        let mut received = BTreeMap::new();
        for load in self.shipments.values().flat_map(|s| &s.loads) {
            let promise = self.promises.get(&load.promise);
            let need = promise.and_then(|p| self.needs.get(&p.need));
            if let Some((promise, (recipient, _))) = promise.zip(need).filter(|_| load.accepted > 0)
            {
                *received
                    .entry((*recipient, promise.item.code()))
                    .or_default() += load.accepted;
            }
        }
        received
    }

    /// Compares every total with what the application shows.
    ///
    /// # Errors
    /// The first [`Mismatch`].
    pub fn compare(&self, state: &State) -> Result<(), Mismatch> {
        let shown = figures(state);
        same("members", self.members, shown.members)?;
        let packs = |code: &str| {
            let of_item = shown.official_packs.get(code);
            of_item.map_or(0, |packs| packs.values().sum())
        };
        let shown_items = shown.items.iter().map(|(code, f)| {
            let totals = Totals {
                pledged: f.pledged,
                firm: f.firm,
                moving: f.in_transit,
                received: f.received,
                damaged: f.damaged,
                missing: f.missing,
                refused: f.refused,
                gone: f.ended,
                official: f.official,
                official_packs: packs(code),
            };
            (*code, totals)
        });
        let something = |(_, t): &(&'static str, Totals)| *t != Totals::default();
        let shown_items: Vec<_> = shown_items.filter(something).collect();
        let counted: Vec<_> = self.totals().into_iter().filter(something).collect();
        same("totals by item", counted, shown_items)?;
        same(
            "received by hospital",
            self.received(),
            shown_received(state),
        )?;
        let served: BTreeSet<u64> = self.received().into_keys().map(|(r, _)| r).collect();
        let served = u64::try_from(served.len()).unwrap_or(u64::MAX);
        same("hospitals served", served, shown.recipients_served)
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, counted: T, shown: T) -> Result<(), Mismatch> {
    if counted == shown {
        return Ok(());
    }
    Err(Mismatch {
        what: what.to_owned(),
        counted: format!("{counted:?}"),
        shown: format!("{shown:?}"),
    })
}

fn shown_received(state: &State) -> BTreeMap<(u64, &'static str), u64> {
    let mut received = BTreeMap::new();
    for need in state.needs.values() {
        for line in need.lines.iter().filter(|l| l.tally.received > 0) {
            *received
                .entry((need.recipient.0, line.item.code()))
                .or_default() += line.tally.received;
        }
    }
    received
}

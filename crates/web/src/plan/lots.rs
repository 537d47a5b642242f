//! What there is to share, and which needs no plan considers.

use relief::plan::inputs::Lot;
use serde::Serialize;

use super::asks::Scene;
use super::said;
use crate::label::{Kind, label};
use crate::t;
use crate::words::date_time;

/// Rows of one table; the page says how many more there are.
pub(super) const ROWS_SHOWN_MAX: usize = 60;

/// Goods on offer.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LotModel {
    /// The offer.
    pub offer: u64,
    /// Its label.
    pub code: String,
    /// Where it lies.
    pub place_name: String,
    /// Claimed standard as it is written.
    pub standard: Option<&'static str>,
    /// What is left of it.
    pub quantity: u64,
    /// In a pack that is not opened; 1: it comes loose.
    pub pack: u64,
    /// What the plan gives of it.
    pub given: u64,
    /// Need lines that it can reach.
    pub reaches: u64,
    /// What its donor said about it, in words.
    pub conditions: Vec<String>,
}

/// A need line that no plan considers.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LeftOutModel {
    /// The need.
    pub need: u64,
    /// Its line.
    pub line: u64,
    /// The recipient's name.
    pub recipient_name: String,
    /// What is there.
    pub covered: u64,
    /// What counts as needed.
    pub demand: Option<u64>,
    /// Why, in words.
    pub why: String,
    /// Whether to ask how much is needed.
    pub unstated: bool,
}

/// The lots of an item.
pub(super) fn lots(s: &Scene<'_>) -> Vec<LotModel> {
    let model = |lot: &Lot| {
        let asks = s.item.inputs.asks.iter();
        let reaches = asks.filter(|ask| s.item.bars(lot, ask).is_none()).count();
        let of_lot = s.item.lines.iter().filter(|line| line.offer == lot.offer);
        LotModel {
            offer: lot.offer.0,
            code: label(Kind::Offer, lot.offer.0),
            place_name: s.place(lot.place),
            standard: lot.standard.map(|standard| standard.written()),
            quantity: lot.quantity,
            pack: lot.pack,
            given: of_lot.map(|line| line.quantity).sum(),
            reaches: u64::try_from(reaches).unwrap_or(u64::MAX),
            conditions: conditions(s, lot),
        }
    };
    let lots = s.item.inputs.lots.iter();
    lots.take(ROWS_SHOWN_MAX).map(model).collect()
}

fn conditions(s: &Scene<'_>, lot: &Lot) -> Vec<String> {
    let w = s.w;
    let mut said = Vec::new();
    let mut meant: Vec<String> = lot.only_recipients.iter().map(|r| s.name_of(*r)).collect();
    meant.extend(lot.only_place.map(|p| s.place(p)));
    if !meant.is_empty() {
        said.push(t!(w, "plan-bar-earmark", names = said::names(w, &meant)));
    }
    if lot.pack > 1 {
        said.push(t!(w, "plan-lot-pack", amount = s.amount(lot.pack)));
    }
    if !lot.permits.is_empty() {
        let places: Vec<String> = lot.permits.iter().map(|p| s.place(*p)).collect();
        said.push(t!(w, "plan-bar-papers", places = said::names(w, &places)));
    }
    if let Some(ready) = lot.ready_on {
        said.push(t!(w, "plan-lot-ready", at = date_time(w, ready.0)));
    }
    if let Some(expires) = lot.expires_on {
        said.push(t!(w, "plan-lot-expires", at = date_time(w, expires.0)));
    }
    said
}

/// The lines of an item that are not considered.
pub(super) fn left_out(s: &Scene<'_>) -> Vec<LeftOutModel> {
    let model = |out: &relief::plan::inputs::LeftOut| LeftOutModel {
        need: out.need.0,
        line: out.line,
        recipient_name: s.name_of(out.recipient),
        covered: out.covered.sum(),
        demand: out.demand,
        why: said::left_out(s.w, out.why),
        unstated: out.demand.is_none(),
    };
    let left_out = s.item.inputs.left_out.iter();
    left_out.take(ROWS_SHOWN_MAX).map(model).collect()
}

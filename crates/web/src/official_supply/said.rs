//! Codes of official supply in words.

use relief::catalogue::{Item, Unit};
use relief::code::{CorrectionReason, OfficialKind, PackKind};
use relief::entry::Amount;

use crate::names;
use crate::t;
use crate::words::{Words, date, number};

/// `1,200 套`, or `41 箱，内装数不明`.
pub(crate) fn amount(w: Words, item: Item, amount: Amount) -> String {
    match amount.pack {
        None => names::amount(w, item, amount.n),
        Some(kind) => t!(w, "official-packs", amount = packs(w, kind, amount.n)),
    }
}

/// So many packs: `41 箱`.
pub(crate) fn packs(w: Words, kind: PackKind, n: u64) -> String {
    format!("{} {}", number(n), pack(w, kind, n))
}

/// The word for so many packs.
pub(crate) fn pack(w: Words, kind: PackKind, n: u64) -> &'static str {
    Unit::from_code(kind.code()).map_or(kind.code(), |unit| names::unit(w, unit, n))
}

/// What the state has done.
pub(crate) fn kind(w: Words, kind: OfficialKind) -> String {
    match kind {
        OfficialKind::Delivered => t!(w, "official-delivered"),
        OfficialKind::Allocated => t!(w, "official-allocated"),
    }
}

/// When it is to be there, and how far off that is: in days, today, or since when it is overdue.
pub(crate) fn delivery(w: Words, on: i64, days_left: i64) -> String {
    let day = date(w, on);
    match u64::try_from(days_left) {
        Ok(0) => t!(w, "official-due-today", day = day),
        Ok(n) => t!(w, "official-due-in", day = day, n = n),
        Err(_) => t!(
            w,
            "official-overdue",
            day = day,
            n = days_left.unsigned_abs()
        ),
    }
}

/// Why a record was corrected.
pub(crate) fn reason(w: Words, reason: CorrectionReason) -> String {
    match reason {
        CorrectionReason::Slip => t!(w, "official-reason-slip"),
        CorrectionReason::NoticeChanged => t!(w, "official-reason-notice"),
        CorrectionReason::CarriedOut => t!(w, "official-reason-carried-out"),
        CorrectionReason::NotArrived => t!(w, "official-reason-not-arrived"),
        CorrectionReason::Duplicate => t!(w, "official-reason-duplicate"),
    }
}

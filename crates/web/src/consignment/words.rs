//! Codes of consignments in words.

use relief::catalogue::Item;
use relief::code::{DisputeReason, Finding, PaperKind, RefuseReason, Verdict};
use relief::entry::ReceiptLineFact;
use relief::feedback::Feedback;

use crate::names;
use crate::t;
use crate::words::{Words, number};

/// Why goods were refused.
pub fn refuse(w: Words, why: RefuseReason) -> String {
    match why {
        RefuseReason::Standard => t!(w, "refuse-standard"),
        RefuseReason::Expired => t!(w, "refuse-expired"),
        RefuseReason::Condition => t!(w, "refuse-condition"),
        RefuseReason::WrongItem => t!(w, "refuse-wrong-item"),
    }
}

/// Why a consignment is disputed.
pub fn dispute(w: Words, why: DisputeReason) -> String {
    match why {
        DisputeReason::Count => t!(w, "dispute-count"),
        DisputeReason::Goods => t!(w, "dispute-goods"),
        DisputeReason::Diversion => t!(w, "dispute-diversion"),
        DisputeReason::NotArrived => t!(w, "dispute-not-arrived"),
    }
}

/// How a dispute was settled.
pub fn finding(w: Words, of: Finding) -> String {
    match of {
        Finding::Explained => t!(w, "finding-explained"),
        Finding::CountingSlip => t!(w, "finding-counting-slip"),
        Finding::Loss => t!(w, "finding-loss"),
        Finding::Diverted => t!(w, "finding-diverted"),
        Finding::Unresolved => t!(w, "finding-unresolved"),
    }
}

/// A paper that goes with the goods.
pub fn paper(w: Words, of: PaperKind) -> String {
    match of {
        PaperKind::AcceptanceLetter => t!(w, "paper-acceptance-letter"),
        PaperKind::TransportPermit => t!(w, "paper-transport-permit"),
        PaperKind::CustomsExemption => t!(w, "paper-customs-exemption"),
    }
}

/// One line of a receipt: what of it was accepted, damaged, missing, refused, found beyond.
pub fn receipt_line(w: Words, item: Item, line: &ReceiptLineFact) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |n: u64, said: String| parts.extend((n > 0).then_some(said));
    add(
        line.damaged,
        t!(w, "receipt-damaged", n = number(line.damaged)),
    );
    add(
        line.missing,
        t!(w, "receipt-missing", n = number(line.missing)),
    );
    let why = line.reason.map_or(String::new(), |r| refuse(w, r));
    add(
        line.refused,
        t!(w, "receipt-refused", n = number(line.refused), why = why),
    );
    add(
        line.surplus,
        t!(w, "receipt-surplus", n = number(line.surplus)),
    );
    let name = names::item(w, item);
    if line.accepted == 0 && !parts.is_empty() {
        let rest = parts.join(&t!(w, "words-comma"));
        return t!(w, "receipt-none", item = name, rest = rest);
    }
    let amount = names::amount(w, item, line.accepted);
    parts.insert(0, t!(w, "receipt-accepted", item = name, amount = amount));
    parts.join(&t!(w, "words-comma"))
}

/// Whether goods could be used.
pub fn verdict(w: Words, of: Verdict) -> String {
    match of {
        Verdict::Fit => t!(w, "verdict-fit"),
        Verdict::WrongStandard => t!(w, "verdict-wrong-standard"),
        Verdict::WrongSize => t!(w, "verdict-wrong-size"),
        Verdict::TooLate => t!(w, "verdict-too-late"),
        Verdict::Damaged => t!(w, "verdict-damaged"),
        Verdict::NotNeeded => t!(w, "verdict-not-needed"),
    }
}

/// A verdict, thanks, or both.
pub fn feedback(w: Words, of: &Feedback) -> String {
    let verdict = of.verdict.map(|of| verdict(w, of));
    let thanks = of.thanks.then(|| t!(w, "feedback-thanks"));
    let both: Vec<String> = verdict.into_iter().chain(thanks).collect();
    both.join(&t!(w, "list-comma"))
}

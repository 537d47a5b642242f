//! The forms of somebody who saw something.

use app::tip::WORDS_MAX;
use relief::ids::CustodianId;
use serde::Serialize;
use tip::{GROUP_CHARS, GROUPS, Kind, Letter, Receipt, ReceiptFault};

use crate::fields::Fields;
use crate::t;
use crate::words::Words;

/// What was typed; nothing of it is ever kept.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct TipForm {
    /// What was seen.
    pub what: String,
    /// Where.
    pub place: String,
    /// When.
    pub time: String,
    /// Custodians who may open it; all of them on a fresh form.
    pub chosen: Option<Vec<u64>>,
    /// The sender knows that this way protects less.
    pub aware: bool,
    /// The receipt of an earlier tip, to go on where it stopped.
    pub receipt: String,
    /// A pasted age file.
    pub age: String,
    /// What does not fit: field and sentence.
    pub faults: Vec<(String, String)>,
}

/// A letter to seal, for whom, and the receipt that it goes on under.
pub(super) struct Written {
    pub letter: Letter,
    pub chosen: Vec<CustodianId>,
    pub receipt: Option<Receipt>,
}

impl TipForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> TipForm {
        let text = |name: &str| fields.text(name).to_owned();
        let chosen = fields.all("c").into_iter().filter_map(|id| id.parse().ok());
        TipForm {
            what: text("what"),
            place: text("place"),
            time: text("time"),
            chosen: Some(chosen.collect()),
            aware: fields.is_on("aware"),
            receipt: text("receipt"),
            age: text("age"),
            faults: Vec::new(),
        }
    }

    /// Whether a custodian is ticked.
    pub fn is_chosen(&self, id: u64) -> bool {
        self.chosen
            .as_ref()
            .is_none_or(|chosen| chosen.contains(&id))
    }

    /// What the plain form means, or everything that does not fit.
    pub fn read(&self, w: Words) -> Result<Written, Vec<(String, String)>> {
        let mut faults = Vec::new();
        let mut fault = |name: &str, why: String| faults.push((name.to_owned(), why));
        if self.what.is_empty() {
            fault("what", t!(w, "tip-what-missing"));
        }
        for (name, text) in [
            ("what", &self.what),
            ("place", &self.place),
            ("time", &self.time),
        ] {
            if text.chars().count() > WORDS_MAX {
                fault(name, t!(w, "refused-too-long", max = WORDS_MAX));
            }
        }
        let chosen: Vec<_> = self
            .chosen
            .iter()
            .flatten()
            .copied()
            .map(CustodianId)
            .collect();
        if chosen.is_empty() {
            fault("c", t!(w, "tip-nobody"));
        }
        if !self.aware {
            fault("aware", t!(w, "tip-aware-missing"));
        }
        let receipt = earlier(w, &self.receipt).map_err(|why| fault("receipt", why));
        match (receipt, faults.is_empty()) {
            (Ok(receipt), true) => Ok(Written {
                letter: self.letter(),
                chosen,
                receipt,
            }),
            _ => Err(faults),
        }
    }

    fn letter(&self) -> Letter {
        Letter {
            kind: Kind::Tip,
            what: self.what.clone(),
            place: self.place.clone(),
            time: self.time.clone(),
            ..Letter::default()
        }
    }
}

/// A receipt that may be left out.
pub(super) fn earlier(w: Words, typed: &str) -> Result<Option<Receipt>, String> {
    match typed.is_empty() {
        true => Ok(None),
        false => Receipt::parse(typed)
            .map(Some)
            .map_err(|fault| slip(w, &fault)),
    }
}

/// Which groups of a receipt have a slip.
pub(super) fn slip(w: Words, fault: &ReceiptFault) -> String {
    match fault {
        ReceiptFault::Length(found) => {
            t!(
                w,
                "tip-receipt-length",
                wanted = GROUPS * GROUP_CHARS,
                found = *found
            )
        }
        ReceiptFault::Groups(groups) => {
            let groups: Vec<String> = groups.iter().map(usize::to_string).collect();
            t!(
                w,
                "tip-receipt-slip",
                groups = groups.join(&t!(w, "list-and"))
            )
        }
    }
}

//! What the page of sealed tips shows: who opens them, and how the hours' commitments stand.

use std::collections::BTreeSet;

use app::Refused;
use app::tip::Promise;
use relief::ids::{CustodianId, hex};
use relief::tip::{OUTCOME_DAYS, TIPS_PER_BATCH, Tips};
use serde::Serialize;

use super::form::TipForm;
use crate::assets;
use crate::visitor::Visitor;
use crate::words::{Words, date_time};

/// The script that seals in the browser, where `cargo xtask assets` has bundled it.
pub(crate) const SCRIPT: &str = "tip.js";
/// Custodians listed, of those who came last; so many entries that name lost files, too.
const LISTED_MAX: usize = 40;

/// Somebody who opens tips, or offers to.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CustodianLine {
    /// The entry that offered it.
    pub id: u64,
    /// Their number in public.
    pub party: u64,
    /// Name and calling in their own words; gone when they took it back.
    pub about: Option<String>,
    /// What tips are sealed to.
    pub key: String,
    /// Whether tips are sealed to it.
    pub active: bool,
    /// Whether somebody confirmed it.
    pub confirmed: bool,
    /// Out of use for good.
    pub gone: bool,
}

/// `/tip`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TipPage {
    /// Whether tips are taken: enough custodians stand ready.
    pub takes: bool,
    /// Those who open tips.
    pub custodians: Vec<CustodianLine>,
    /// The name of the journal: what receipts are salted with.
    pub origin: String,
    /// Commitments in each hour's entry, whoever wrote or did not.
    pub per_hour: usize,
    /// Days within which each owes an outcome.
    pub outcome_days: i64,
    /// Commitments that wait for an outcome.
    pub open: usize,
    /// Those beyond their days.
    pub overdue: usize,
    /// Commitments whose sealed file is gone.
    pub missing: usize,
    /// The latest entries that name them.
    pub missing_in: Vec<u64>,
    /// Closed by two custodians.
    pub closed: u64,
    /// The last hour's entry, seconds UTC.
    pub last_at: Option<i64>,
    /// Senders were turned away before it.
    pub full: bool,
    /// The script that seals in browsers, as the journal names it.
    pub sealed_with: Option<SealedWith>,
    /// What was typed.
    #[serde(skip)]
    pub form: TipForm,
    /// The script that seals, if this build has it.
    #[serde(skip)]
    pub script: Option<&'static str>,
    /// The device is signed in: the site could tell who sends.
    #[serde(skip)]
    pub is_signed_in: bool,
}

/// The script that seals.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SealedWith {
    /// The SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// The entry that says since when.
    pub entry: u64,
}

/// What a sender gets. Shown once.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ReceiptPage {
    /// The receipt, unless the sender has it from before.
    pub receipt: Option<String>,
    /// The commitment, in hex.
    pub leaf: String,
    /// What makes it from the sealed file, in hex.
    pub nonce: String,
    /// By when it is in the journal, seconds UTC.
    pub by: i64,
    /// The same in the reader's words.
    pub by_words: String,
    /// The promise, signed.
    pub note: String,
}

impl ReceiptPage {
    pub fn of(w: Words, promise: Promise, receipt: Option<String>) -> ReceiptPage {
        ReceiptPage {
            receipt,
            leaf: hex(&promise.leaf),
            nonce: hex(&promise.nonce),
            by: promise.by.0,
            by_words: date_time(w, promise.by.0),
            note: promise.note,
        }
    }
}

impl TipPage {
    /// Collects the page around what was typed.
    pub async fn of(
        visitor: &Visitor,
        form: TipForm,
        is_signed_in: bool,
    ) -> Result<TipPage, Refused> {
        let mut custodians = custodians(visitor).await?;
        custodians.retain(|c| c.active);
        let app = visitor.app();
        let (origin, now, state) = (app.origin().to_owned(), app.now(), app.state());
        let tips = &state.tips;
        let script = assets::url(SCRIPT);
        Ok(TipPage {
            takes: state.takes_tips(),
            custodians,
            origin,
            per_hour: TIPS_PER_BATCH,
            outcome_days: OUTCOME_DAYS,
            open: tips.open.len(),
            overdue: tips.overdue(now),
            missing: tips.missing.len(),
            missing_in: named(tips),
            closed: tips.closed,
            last_at: tips.last.map(|(at, _)| at.0),
            full: tips.last.is_some_and(|(_, full)| full),
            sealed_with: tips.script.map(|(script, index)| SealedWith {
                sha256: script.hex(),
                entry: index.0,
            }),
            form,
            script: Some(script).filter(|url| !url.is_empty()),
            is_signed_in,
        })
    }
}

/// The latest entries that name what is gone; one may name many.
fn named(tips: &Tips) -> Vec<u64> {
    let entries: BTreeSet<u64> = tips.missing.values().map(|index| index.0).collect();
    entries.into_iter().rev().take(LISTED_MAX).collect()
}

/// Custodians with the words they chose, oldest first.
pub(crate) async fn custodians(visitor: &Visitor) -> Result<Vec<CustodianLine>, Refused> {
    let found: Vec<(CustodianId, relief::custodian::Custodian)> = {
        let state = visitor.app().state();
        let last = state.custodians.iter().rev().take(LISTED_MAX);
        last.map(|(id, c)| (*id, c.clone())).collect()
    };
    let mut lines = Vec::with_capacity(found.len());
    for (id, custodian) in found.into_iter().rev() {
        let texts = visitor.app().texts_of(id.0).await?;
        lines.push(CustodianLine {
            id: id.0,
            party: custodian.party.0,
            about: texts.into_iter().find_map(|text| text.value),
            key: custodian.key.as_str().to_owned(),
            active: custodian.is_active(),
            confirmed: custodian.confirmed.is_some(),
            gone: custodian.is_gone(),
        });
    }
    Ok(lines)
}

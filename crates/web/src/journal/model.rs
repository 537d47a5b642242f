//! What the pages of the journal show.

use app::Refused;
use relief::entry::{Entry, Fact};
use serde::Serialize;
use serde_json::Value;
use tlog::verify_inclusion;

use crate::consignment::views::{consignment_of, line_text};
use crate::label::{Kind, label};
use crate::need::texts;
use crate::visitor::Visitor;

/// The signed head.
#[derive(Debug, Serialize)]
pub struct Head {
    /// Entries under it.
    pub size: u64,
    /// Their root, in hex.
    pub root: String,
    /// The signed checkpoint.
    pub note: String,
}

/// How one entry leads to the head.
#[derive(Debug, Serialize)]
pub struct Included {
    /// The entry.
    pub index: u64,
    /// Its leaf hash, in hex.
    pub leaf: String,
    /// The hashes on the way up, in hex.
    pub path: Vec<String>,
    /// Whether the way was walked here and ended at the signed root.
    pub holds: bool,
}

/// One text of an entry.
#[derive(Debug, Serialize)]
pub struct TextLine {
    /// The field that seals it.
    pub field: String,
    /// The seal.
    pub seal: String,
    /// The salt, unless removed.
    pub salt: Option<String>,
    /// The words, unless removed.
    pub value: Option<String>,
    /// The ground of its removal.
    pub redacted: Option<&'static str>,
}

/// `/l/INDEX`.
#[derive(Debug, Serialize)]
pub struct EntryPage {
    /// The index, from 0.
    pub index: u64,
    /// The entry type.
    pub kind: String,
    /// What it says, in words.
    pub said: String,
    /// When it was recorded, seconds UTC.
    pub at: i64,
    /// Who acted.
    pub by: u64,
    /// The very bytes.
    pub raw: String,
    /// The same, as a value.
    pub entry: Value,
    /// The thing it is about: address and label.
    pub about: Option<(String, String)>,
    /// Its texts.
    pub texts: Vec<TextLine>,
    /// The proof, once the head covers it.
    pub included: Option<Included>,
    /// The head.
    pub head: Option<Head>,
    /// Entries there are now.
    pub entries: u64,
}

/// `/verify`.
#[derive(Debug, Serialize)]
pub struct VerifyPage {
    /// The name of the journal.
    pub origin: String,
    /// How strangers check its signatures.
    pub vkey: String,
    /// The head.
    pub head: Option<Head>,
    /// The figures under it.
    pub figures: Value,
    /// What was asked, as typed.
    pub asked: String,
    /// The entry that was asked for, if it is there.
    pub included: Option<Included>,
    /// The address of this site.
    pub address: String,
}

impl EntryPage {
    /// Reads one entry with its proof and texts.
    pub async fn of(visitor: &Visitor, index: u64) -> Result<Option<EntryPage>, Refused> {
        let app = visitor.app();
        let Some(read) = app.read_entry(index).await? else {
            return Ok(None);
        };
        let texts = app.texts_of(index).await?.into_iter().map(|t| TextLine {
            field: t.field,
            seal: t.seal,
            salt: t.salt,
            value: t.value,
            redacted: t.redacted.map(relief::code::Ground::code),
        });
        let raw = String::from_utf8_lossy(&read.bytes).into_owned();
        Ok(Some(EntryPage {
            index,
            kind: read.entry.fact.code().to_owned(),
            said: said(visitor, index, &read.entry),
            at: read.entry.at.0,
            by: read.entry.by.0,
            entry: serde_json::from_str(&raw).unwrap_or(Value::Null),
            raw,
            about: about(index, &read.entry),
            texts: texts.collect(),
            included: included(visitor, index, &read.leaf),
            head: head(visitor),
            entries: app.state().size,
        }))
    }
}

impl VerifyPage {
    /// The head, the figures, and the entry that was asked for.
    ///
    /// # Errors
    /// None of its own: those of figures that are worked out once.
    pub async fn of(visitor: &Visitor, asked: &str) -> Result<VerifyPage, Refused> {
        let app = visitor.app();
        let figures = app.figures().await?;
        let wanted = asked.replace(',', "").parse::<u64>().ok();
        let leaf = wanted.and_then(|i| app.leaf(i).map(|l| (i, l)));
        Ok(VerifyPage {
            origin: app.origin().to_owned(),
            vkey: app.vkey(),
            head: head(visitor),
            figures: app::figures_json(&figures),
            asked: asked.to_owned(),
            included: leaf.and_then(|(index, leaf)| included(visitor, index, &leaf)),
            address: visitor.site.url(""),
        })
    }
}

fn head(visitor: &Visitor) -> Option<Head> {
    visitor.app().head().map(|h| Head {
        size: h.size,
        root: h.root.to_string(),
        note: h.note,
    })
}

fn included(visitor: &Visitor, index: u64, leaf: &tlog::Hash) -> Option<Included> {
    let proof = visitor.app().inclusion(index)?;
    let holds =
        verify_inclusion(leaf, index, proof.head.size, &proof.head.root, &proof.path).is_ok();
    let path = proof.path.iter().map(ToString::to_string).collect();
    Some(Included {
        index,
        leaf: leaf.to_string(),
        path,
        holds,
    })
}

/// What an entry says: about a consignment with its figures, about other things what happened to them.
fn said(visitor: &Visitor, index: u64, entry: &Entry) -> String {
    let (w, state) = (visitor.words(), visitor.app().state());
    line_text(w, &state, index, &entry.fact)
        .unwrap_or_else(|| texts::happened(w, entry.fact.code()))
}

/// The page of the thing that an entry is about.
pub(crate) fn about(index: u64, entry: &Entry) -> Option<(String, String)> {
    let need = |n: u64| ("n", Kind::Need, n);
    let commitment = |n: u64| ("c", Kind::Commitment, n);
    let consignment = |n: u64| ("t", Kind::Consignment, n);
    let recipient = |n: u64| ("f", Kind::Recipient, n);
    let room = |n: u64| ("r", Kind::Room, n);
    let (path, kind, id) = match &entry.fact {
        Fact::NeedReported(_) => need(index),
        Fact::NeedVerified(f) => need(f.need.0),
        Fact::NeedRejected(f) => need(f.need.0),
        Fact::NeedMerged(f) => need(f.need.0),
        Fact::NeedPaused(f) => need(f.need.0),
        Fact::NeedResumed(f) => need(f.need.0),
        Fact::NeedRevised(f) => need(f.need.0),
        Fact::NeedReconfirmed(f) => need(f.need.0),
        Fact::NeedClosed(f) => need(f.need.0),
        Fact::CommitmentPledged(_) | Fact::CommitmentRedirected(_) => commitment(index),
        Fact::CommitmentCleared(f) => commitment(f.commitment.0),
        Fact::CommitmentAccepted(f) => commitment(f.commitment.0),
        Fact::CommitmentDeclined(f) => commitment(f.commitment.0),
        Fact::CommitmentEvidenced(f) => commitment(f.commitment.0),
        Fact::CommitmentConfirmed(f) => commitment(f.commitment.0),
        Fact::CommitmentRedirectProposed(f) => commitment(f.commitment.0),
        Fact::CommitmentWithdrawn(f) => commitment(f.commitment.0),
        Fact::CommitmentLapsed(f) => commitment(f.commitment.0),
        Fact::RecipientRegistered(_) => recipient(index),
        Fact::RecipientChecked(f) => recipient(f.recipient.0),
        Fact::RecipientContactChanged(f) => recipient(f.recipient.0),
        Fact::RecipientAliasAdded(f) => recipient(f.recipient.0),
        Fact::RecipientMerged(f) => recipient(f.recipient.0),
        Fact::RoomOpened(_) => room(index),
        Fact::RoomCounted(f) => room(f.room.0),
        other => consignment(consignment_of(index, other)?.0),
    };
    Some((format!("/{path}/{id}"), label(kind, id)))
}

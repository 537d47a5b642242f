//! Public texts of an entry, their tombstones, and the words for what entries say.

use maud::{Markup, html};
use relief::code::Ground;
use serde::Serialize;

use crate::parts::icon::{Icon, icon};
use crate::parts::{fold, with_icon};
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, date_time, date_time_year};

/// Entries named in a history; the journal has the rest.
const HISTORY_MAX: usize = 40;
/// Entries that stand open; older ones are folded behind a line.
const HISTORY_OPEN: usize = 8;

/// A public text.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TextModel {
    /// The entry that seals it.
    pub entry: u64,
    /// The field of the entry.
    pub field: String,
    /// The words; gone once removed.
    pub value: Option<String>,
    /// The ground of its removal, in words.
    pub removed: Option<String>,
}

/// One entry that touched a thing.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HistoryLine {
    /// The entry.
    pub entry: u64,
    /// When, seconds UTC.
    pub at: i64,
    /// Its type.
    pub kind: &'static str,
    /// What happened, in words.
    pub words: String,
}

/// A fresh token, under which a second sending of one form is recognised.
pub(crate) fn token(visitor: &Visitor) -> String {
    relief::ids::hex(&visitor.app().entropy().id().0)
}

/// The texts of an entry; what cannot be read now is left out.
pub(crate) async fn of(visitor: &Visitor, entry: u64) -> Vec<TextModel> {
    let w = visitor.words();
    let found = visitor.app().texts_of(entry).await.unwrap_or_default();
    let model = |text: app::PublicText| TextModel {
        entry: text.entry,
        field: text.field,
        value: text.value,
        removed: text.redacted.map(|g| ground(w, g)),
    };
    found.into_iter().map(model).collect()
}

/// The last entries of a history, latest first.
pub(crate) async fn history(visitor: &Visitor, entries: &[u64]) -> Vec<HistoryLine> {
    let mut lines = Vec::new();
    for index in entries.iter().rev().take(HISTORY_MAX) {
        let Ok(Some(read)) = visitor.app().read_entry(*index).await else {
            continue;
        };
        let kind = read.entry.fact.code();
        let words = happened(visitor.words(), kind);
        lines.push(HistoryLine {
            entry: *index,
            at: read.entry.at.0,
            kind,
            words,
        });
    }
    lines
}

/// A history as a list of links into the journal.
pub(crate) fn history_list(w: Words, lines: &[HistoryLine]) -> Markup {
    let (newest, older) = lines.split_at(lines.len().min(HISTORY_OPEN));
    html! {
        (history_rows(w, newest))
        @if !older.is_empty() {
            (fold(&t!(w, "need-history-older", n = older.len()), history_rows(w, older)))
        }
    }
}

fn history_rows(w: Words, lines: &[HistoryLine]) -> Markup {
    html! {
        ol.nl {
            @for line in lines {
                li { p.row.sp.base {
                    span { (line.words) " " span.sm.mut.nb { (date_time(w, line.at)) } }
                    a.go2.sm.nb href={ "/l/" (line.entry) } { (with_icon(Icon::Book, &t!(w, "text-entry", n = line.entry))) }
                } }
            }
        }
    }
}

/// One text or its tombstone; a link or notice is a link where it is one.
pub(crate) fn text(w: Words, text: &TextModel) -> Markup {
    html! {
        @match (&text.value, &text.removed) {
            (Some(value), _) if text.field == "source" && is_link(value) => {
                a.go2 href=(value) rel="nofollow noreferrer noopener" { (icon(Icon::Link)) "\u{a0}" (value) }
            }
            (Some(value), _) => span.pre { (value) },
            (None, ground) => span.mut {
                (icon(Icon::Close)) " " (t!(w, "text-removed", ground = ground.clone().unwrap_or_default())) " "
                a.go2 href={ "/l/" (text.entry) } { (t!(w, "text-entry", n = text.entry)) }
            },
        }
    }
}

/// Rows of facts with the texts of a thing, each with the form that removes it for whoever may; `term` names the kind of
/// text.
pub(crate) fn rows<'t>(
    w: Words,
    texts: &[TextModel],
    term: impl Fn(&TextModel) -> &'t str,
    remove: impl Fn(&TextModel) -> Option<Markup>,
) -> Vec<(&'t str, Markup)> {
    let row = |one: &TextModel| {
        let form = remove(one).filter(|_| one.value.is_some());
        (
            term(one),
            html! { (text(w, one)) @if let Some(form) = form { (form) } },
        )
    };
    texts.iter().map(row).collect()
}

/// When something was recorded, and the entry that says so.
pub(crate) fn recorded(w: Words, at: i64, entry: u64) -> Markup {
    html! { (date_time_year(w, at)) " " a.go2.sm href={ "/l/" (entry) } { (t!(w, "text-entry", n = entry)) } }
}

/// Whether a text is a link and nothing else.
pub(crate) fn is_link(value: &str) -> bool {
    let starts = value.starts_with("https://") || value.starts_with("http://");
    starts && !value.contains(char::is_whitespace)
}

/// Why a text was removed.
pub(crate) fn ground(w: Words, of: Ground) -> String {
    match of {
        Ground::Privacy => t!(w, "ground-privacy"),
        Ground::Legal => t!(w, "ground-legal"),
        Ground::Safety => t!(w, "ground-safety"),
        Ground::Author => t!(w, "ground-author"),
    }
}

/// What an entry of this type says, in a few words.
pub(crate) fn happened(w: Words, kind: &str) -> String {
    match kind {
        "need.reported" => t!(w, "did-need-reported"),
        "need.verified" => t!(w, "did-need-verified"),
        "need.rejected" => t!(w, "did-need-rejected"),
        "need.merged" => t!(w, "did-need-merged"),
        "need.paused" => t!(w, "did-need-paused"),
        "need.resumed" => t!(w, "did-need-resumed"),
        "need.revised" => t!(w, "did-need-revised"),
        "need.reconfirmed" => t!(w, "did-need-reconfirmed"),
        "need.closed" => t!(w, "did-need-closed"),
        "recipient.contact_changed" => t!(w, "did-contact-changed"),
        "gate.skipped" => t!(w, "did-gate-skipped"),
        "text.redacted" => t!(w, "did-text-redacted"),
        other => happened_to_goods(w, other),
    }
}

fn happened_to_goods(w: Words, kind: &str) -> String {
    match kind {
        "commitment.pledged" => t!(w, "did-pledged"),
        "commitment.cleared" => t!(w, "did-cleared"),
        "commitment.accepted" => t!(w, "did-accepted"),
        "commitment.declined" => t!(w, "did-declined"),
        "commitment.evidenced" => t!(w, "did-evidenced"),
        "commitment.confirmed" => t!(w, "did-confirmed"),
        "commitment.redirect_proposed" => t!(w, "did-redirect-proposed"),
        "commitment.redirected" => t!(w, "did-redirected"),
        "commitment.withdrawn" => t!(w, "did-withdrawn"),
        "commitment.lapsed" => t!(w, "did-lapsed"),
        "consignment.received" | "consignment.receipt_corrected" => t!(w, "did-received"),
        other => happened_to_all(w, other),
    }
}

fn happened_to_all(w: Words, kind: &str) -> String {
    match kind {
        "community.opened" => t!(w, "did-community-opened"),
        "party.registered" => t!(w, "did-party-registered"),
        "role.granted" => t!(w, "did-role-granted"),
        "role.revoked" => t!(w, "did-role-revoked"),
        "place.named" => t!(w, "did-place-named"),
        "room.opened" => t!(w, "did-room-opened"),
        "room.counted" => t!(w, "did-room-counted"),
        "recipient.registered" => t!(w, "did-recipient-registered"),
        "recipient.checked" => t!(w, "did-recipient-checked"),
        "recipient.alias_added" => t!(w, "did-recipient-alias"),
        "recipient.merged" => t!(w, "did-recipient-merged"),
        "official_supply.recorded" => t!(w, "did-official-recorded"),
        "official_supply.corrected" => t!(w, "did-official-corrected"),
        "offer.made" => t!(w, "did-offer-made"),
        "offer.withdrawn" => t!(w, "did-offer-withdrawn"),
        "offer.conditioned" => t!(w, "did-offer-conditioned"),
        "plan.policy_set" => t!(w, "did-plan-policy-set"),
        "plan.published" => t!(w, "did-plan-published"),
        "plan.accepted" => t!(w, "did-plan-accepted"),
        "plan.changed" => t!(w, "did-plan-changed"),
        "plan.left" => t!(w, "did-plan-left"),
        "case_definition.named" => t!(w, "did-case-definition-named"),
        "case_report.filed" => t!(w, "did-case-report-filed"),
        "distribution.published" => t!(w, "did-distribution-published"),
        "flag.raised" => t!(w, "did-flag-raised"),
        "flag.answered" => t!(w, "did-flag-answered"),
        "flag.settled" => t!(w, "did-flag-settled"),
        "feedback.given" => t!(w, "did-feedback-given"),
        "question.asked" => t!(w, "did-question-asked"),
        "question.endorsed" => t!(w, "did-question-endorsed"),
        "question.assigned" => t!(w, "did-question-assigned"),
        "question.delayed" => t!(w, "did-question-delayed"),
        "question.answered" => t!(w, "did-question-answered"),
        "answer.judged" => t!(w, "did-answer-judged"),
        "answer.cited" => t!(w, "did-answer-cited"),
        "disparity.noticed" => t!(w, "did-disparity-noticed"),
        "disparity.passed" => t!(w, "did-disparity-passed"),
        "custodian.offered" => t!(w, "did-custodian-offered"),
        "custodian.confirmed" => t!(w, "did-custodian-confirmed"),
        "custodian.retired" => t!(w, "did-custodian-retired"),
        "tip.committed" => t!(w, "did-tip-committed"),
        "tip.closed" => t!(w, "did-tip-closed"),
        "tip.missing" => t!(w, "did-tip-missing"),
        "tip.script_served" => t!(w, "did-tip-script-served"),
        other => happened_to_offices(w, other),
    }
}

fn happened_to_offices(w: Words, kind: &str) -> String {
    match kind {
        "jurisdiction.registered" => t!(w, "did-jurisdiction-registered"),
        "official.proposed" => t!(w, "did-official-proposed"),
        "official.confirmed" => t!(w, "did-official-confirmed"),
        "official.removed" => t!(w, "did-official-removed"),
        "duty.overdue" => t!(w, "did-duty-overdue"),
        "duty.delinquent" => t!(w, "did-duty-delinquent"),
        "jurisdiction.suspended" => t!(w, "did-jurisdiction-suspended"),
        "closing.proposed" => t!(w, "did-closing-proposed"),
        "closing.withdrawn" => t!(w, "did-closing-withdrawn"),
        "jurisdiction.closed" => t!(w, "did-jurisdiction-closed"),
        "outage.recorded" => t!(w, "did-outage-recorded"),
        other => happened_to_testimonies(w, other),
    }
}

fn happened_to_testimonies(w: Words, kind: &str) -> String {
    match kind {
        "testimony.submitted" => t!(w, "did-testimony-submitted"),
        "testimony.published" => t!(w, "did-testimony-published"),
        "testimony.held" => t!(w, "did-testimony-held"),
        "testimony.corroborated" => t!(w, "did-testimony-corroborated"),
        "testimony.contested" => t!(w, "did-testimony-contested"),
        "testimony.answered" => t!(w, "did-testimony-answered"),
        "testimony.used" => t!(w, "did-testimony-used"),
        _ => t!(w, "did-moved"),
    }
}

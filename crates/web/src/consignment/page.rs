//! `/t/CODE`: a consignment from the donor to the ward, for everybody.

use maud::{Markup, html};

use crate::consignment::lines::{CountModel, LineModel};
use crate::consignment::notes::Note;
use crate::consignment::track::TrackModel;
use crate::consignment::{acts, label_sheet, views};
use crate::layout::{Ctx, Nav, Shell, short_root};
use crate::need::page_views::{redact_form, remove_form};
use crate::need::texts::TextModel;
use crate::parts::card::{Card, Tab};
use crate::parts::icon::{Icon, icon};
use crate::parts::table::{Col, table};
use crate::parts::timeline::{Holder, Stage, custody};
use crate::parts::{ScriptAction, alarm, btn_link, btn_script, fold, kv, note, phrases};
use crate::t;
use crate::words::{Words, date_time, number, signed};

/// A hand-over recorded so much later than it happened is said to be late, in seconds.
const LATE_SECS: i64 = 600;

/// The page.
pub fn view(ctx: &Ctx, m: &TrackModel) -> Markup {
    let w = ctx.words;
    let href = m.card.href();
    let body = html! {
        section.stack {
            p { (views::state_badge(w, &m.card)) }
            h2.lede { (phrases(&m.sentence)) }
            @if !m.now.is_empty() { p { (m.now) } }
            @if !m.flags.is_empty() { p.row.wrap { @for flag in &m.flags { (flag.render()) } } }
            @if let Some((head, text)) = &m.card.stopped { (alarm(head, text)) }
            @if m.card.overdue { (alarm(&t!(w, "consignment-overdue"), "")) }
            @if m.card.stuck { (alarm(&t!(w, "consignment-stuck"), "")) }
            div.row {
                (btn_script(ScriptAction::Share(&href), Some(Icon::Share), &t!(w, "share")))
                (btn_link(&format!("{href}/label"), Some(Icon::Print), &t!(w, "track-print"), false))
            }
        }
        @if m.signed_in { (acts::view(w, m)) }
        section.stack { h2 { (t!(w, "track-hands")) } (timeline(w, m)) }
        (counts(w, m))
        (troubles(w, m))
        (feedback(w, m))
        (contents(w, m))
        // A reader came to see; what anybody may do stands after what there is.
        @if !m.signed_in { (acts::view(w, m)) }
        (journal(w, m))
        section.stack {
            h2 { (t!(w, "track-label")) }
            (label_sheet::first(w, m, ctx))
        }
        section { (fold(&t!(w, "track-history"), history(w, m))) }
    };
    let title = t!(w, "track-title", code = m.card.code.clone());
    Shell::new(&title, Nav::Track)
        .subtitle(&t!(w, "track-public"))
        .back(Some("/t"))
        .render(ctx, body)
}

fn timeline(w: Words, m: &TrackModel) -> Markup {
    let rows: Vec<Row> = (0..m.hands.len()).filter_map(|at| row(w, m, at)).collect();
    let end = recipient(w, m);
    let holders: Vec<Holder<'_>> = rows.iter().chain([&end]).map(Row::holder).collect();
    custody(w, &holders)
}

struct Row {
    who: String,
    role: String,
    stage: Stage,
    held: Option<u64>,
    facts: Vec<String>,
    alarm: Option<String>,
}

impl Row {
    fn holder(&self) -> Holder<'_> {
        Holder {
            who: &self.who,
            role: &self.role,
            stage: self.stage,
            held_secs: self.held,
            facts: &self.facts,
            alarm: self.alarm.as_deref(),
        }
    }
}

fn row(w: Words, m: &TrackModel, at: usize) -> Option<Row> {
    let hand = m.hands.get(at)?;
    let role = match hand.kind {
        "sender" => t!(w, "track-role-sender"),
        "hub" => t!(w, "track-role-hub"),
        _ => t!(w, "track-role-carrier"),
    };
    let role = match &hand.place {
        Some(place) => t!(w, "track-role-in", role = role, place = place.clone()),
        None => role,
    };
    let mut facts = Vec::new();
    match (at, m.sealed_at) {
        (0, Some(sealed)) => {
            let when = date_time(w, sealed);
            facts.push(t!(w, "track-fact-sealed", when = when, n = m.packages));
        }
        (0, None) => {}
        _ => facts.push(t!(w, "track-fact-taken", when = date_time(w, hand.from))),
    }
    if at > 0 && hand.recorded_at.saturating_sub(hand.from) > LATE_SECS {
        let when = date_time(w, hand.recorded_at);
        facts.push(t!(w, "track-fact-late", when = when));
    }
    let until = hand.until.unwrap_or(i64::MAX);
    let stops = m.stops.iter().filter(|s| s.at >= hand.from && s.at < until);
    facts.extend(stops.map(|s| {
        t!(
            w,
            "track-fact-stop",
            when = date_time(w, s.at),
            what = s.what.clone()
        )
    }));
    if hand.until.is_none()
        && let Some(at) = m.arrived_at
    {
        facts.push(t!(w, "track-fact-arrived", when = date_time(w, at)));
    }
    if hand.until.is_none()
        && let Some(asked) = &m.asked
    {
        let when = date_time(w, asked.at);
        facts.push(match asked.side {
            "taker" => t!(w, "track-fact-taker-asks", when = when),
            _ => t!(w, "track-fact-offered", when = when),
        });
    }
    let differs = hand.differences().next();
    Some(Row {
        who: hand.who.clone(),
        role,
        stage: if hand.until.is_none() {
            Stage::Now
        } else {
            Stage::Done
        },
        held: Some(hand.held_secs),
        facts,
        alarm: differs
            .map(|(_, sent, counted)| t!(w, "track-fact-differs", sent = sent, counted = counted)),
    })
}

fn recipient(w: Words, m: &TrackModel) -> Row {
    let done = m.card.stage == "received";
    let receipts = m.receipts.iter().map(|r| {
        let when = date_time(w, r.note.at);
        t!(
            w,
            "track-fact-received",
            when = when,
            what = r.note.what.clone()
        )
    });
    let mut facts: Vec<String> = receipts.collect();
    if facts.is_empty() {
        facts.push(t!(w, "track-fact-door"));
    }
    let place = m.recipient_place.clone();
    Row {
        who: m.recipient_name.clone(),
        role: t!(
            w,
            "track-role-in",
            role = t!(w, "track-role-recipient"),
            place = place
        ),
        stage: if done { Stage::Done } else { Stage::Next },
        held: None,
        facts,
        alarm: None,
    }
}

fn counts(w: Words, m: &TrackModel) -> Markup {
    html! {
        section.stack {
            h2 { (t!(w, "track-counts")) }
            @for line in &m.lines {
                h3 { (line.name) " (" (line.unit) ")" }
                (table(&line.name, &[
                    (Col::Text, &t!(w, "track-count-who")),
                    (Col::Num, &t!(w, "track-count-n")),
                    (Col::Num, &t!(w, "track-count-difference")),
                ], &count_rows(w, m, line)))
            }
        }
    }
}

fn count_rows(w: Words, m: &TrackModel, line: &LineModel) -> Vec<Vec<Markup>> {
    let packed = vec![
        html! { (t!(w, "track-count-packed", who = m.sender.clone())) },
        html! { a href={ "/l/" (m.card.id) } { (number(line.quantity)) } },
        html! { "—" },
    ];
    let mut rows = vec![packed];
    rows.extend(line.counts.iter().map(count_row));
    if line.open > 0 && m.card.stage != "cancelled" {
        rows.push(vec![
            html! { (m.recipient_name) },
            html! { (t!(w, "track-count-open", n = line.open)) },
            html! {},
        ]);
    }
    rows
}

fn count_row(count: &CountModel) -> Vec<Markup> {
    let differs = count.difference != 0;
    vec![
        html! { (count.who) },
        html! { a href={ "/l/" (count.entry) } { (number(count.count)) } },
        html! {
            @if differs { b.lack { (signed(count.difference)) } } @else { "—" }
        },
    ]
}

/// What does not add up: both counts stay, and the page says what that means.
fn troubles(w: Words, m: &TrackModel) -> Markup {
    html! {
        @if !m.card.alarms.is_empty() {
            (note::warn(&t!(w, "track-trouble"), html! {
                @for (head, text) in &m.card.alarms { p { (head) (text) } }
                p { (t!(w, "track-trouble-text")) }
            }))
        }
        @for one in &m.disputes {
            (note::note(Icon::Warn, &one.what, noted(w, m, one)))
        }
    }
}

/// What the recipient says of the goods, for donor and carrier to read.
/// What the recipient said of what arrived.
pub fn feedback(w: Words, m: &TrackModel) -> Markup {
    html! {
        @if !m.feedback.is_empty() {
            section.stack {
                h2 { (t!(w, "feedback-title", who = m.recipient_name.clone())) }
                ul.stack { @for one in &m.feedback { li { b { (one.what) } " " span.sm.mut { (date_time(w, one.at)) } (noted(w, m, one)) } } }
            }
        }
    }
}

fn noted(w: Words, m: &TrackModel, of: &Note) -> Markup {
    html! {
        @if let Some(text) = &of.text { p { (text) } }
        @if let Some(ground) = &of.removed { p.sm.mut { (t!(w, "text-removed", ground = ground.clone())) } }
        @if let Some(ended) = &of.ended {
            p { b { (ended.what) } " " a.go2 href={ "/l/" (ended.entry) } { (t!(w, "track-entry", index = ended.entry)) } }
            @if let Some(text) = &ended.text { p { (text) } }
        }
        p.ent { a href={ "/l/" (of.entry) } { (t!(w, "track-entry", index = of.entry)) } }
        @if let (true, Some(field), Some(_)) = (m.acts.moderate, of.field, &of.text) {
            (redact_form(w, &format!("{}/redact", m.card.href()), &m.token, &TextModel {
                entry: of.entry, field: field.to_owned(), value: None, removed: None,
            }))
        }
    }
}

/// Photographs of the goods: a link each for those who may see them, for others that they exist.
fn photos(w: Words, m: &TrackModel) -> Markup {
    html! {
        @if !m.photos.is_empty() {
            h3 { (t!(w, "photo-goods")) }
            ul.stack { @for (n, photo) in m.photos.iter().enumerate() { li {
                @match (&photo.address, photo.removed) {
                    (_, true) => span.mut { (icon(Icon::Close)) " " (t!(w, "photo-removed")) },
                    (Some(href), _) => a.go2 href=(href) { (icon(Icon::Camera)) " " (t!(w, "photo-n", n = n + 1)) },
                    (None, _) => span.mut { (icon(Icon::Lock)) " " (t!(w, "photo-members")) },
                }
                " " a.go2 href={ "/l/" (photo.entry) } { (t!(w, "track-entry", index = photo.entry)) }
                @if let (true, false, Some(href)) = (m.acts.moderate || m.acts.photo, photo.removed, &photo.address) {
                    (remove_form(w, &format!("{href}/redact"), &m.token, &photo.entry.to_string(), html! {}))
                }
            } } }
        }
    }
}

fn contents(w: Words, m: &TrackModel) -> Markup {
    html! {
        section.stack {
            h2 { (t!(w, "track-contents")) }
            @for line in &m.lines { (kv::facts(&facts(w, line).iter().map(|(k, v)| (k.as_str(), v.clone())).collect::<Vec<_>>())) }
            @if m.papers.is_empty() {
                p.sm.lack[m.card.papers_missing] { (t!(w, "track-no-papers")) }
            } @else {
                h3 { (t!(w, "track-papers")) }
                ul.stack { @for paper in &m.papers { li { b { (paper.what) } (noted(w, m, paper)) } } }
            }
            (photos(w, m))
            @for receipt in &m.receipts {
                @if receipt.note.text.is_some() || receipt.note.removed.is_some() || !receipt.corrected_by.is_empty() {
                    h3 { (t!(w, "track-receipt", when = date_time(w, receipt.note.at))) }
                    (noted(w, m, &receipt.note))
                    @for index in &receipt.corrected_by {
                        p.ent { a href={ "/l/" (index) } { (t!(w, "track-corrected", index = *index)) } }
                    }
                }
            }
        }
    }
}

fn facts(w: Words, line: &LineModel) -> Vec<(String, Markup)> {
    let unknown = || t!(w, "needs-unknown");
    let text = |text: Option<String>| html! { (text.unwrap_or_else(unknown)) };
    let code = line.commitment.clone();
    vec![
        (
            t!(w, "track-item"),
            html! { (line.name) " " (number(line.quantity)) " " (line.unit) },
        ),
        (t!(w, "track-packages"), html! { (number(line.packages)) }),
        (
            t!(w, "track-standard"),
            text(line.standard.map(|s| s.replace(' ', "\u{a0}"))),
        ),
        (t!(w, "track-batch"), text(line.batch.clone())),
        (t!(w, "track-certificate"), text(line.certificate.clone())),
        (
            t!(w, "track-commitment"),
            html! { a href={ "/c/" (code) } { (code) } },
        ),
    ]
}

fn journal(w: Words, m: &TrackModel) -> Markup {
    let entry = format!("/l/{}", m.last_entry);
    let (kind, verify) = (t!(w, "track-in-journal"), t!(w, "track-verify"));
    Card::new(Icon::Book, &kind, "")
        .tab(Tab::link(&verify, &entry).icon(Icon::Ok).printed(&entry))
        .render(html! {
            p { b { (t!(w, "track-last-entry", index = number(m.last_entry))) } }
            @match &m.head {
                Some((size, root)) => p.sm.mut { (t!(w, "track-head", size = number(*size), root = short_root(root))) },
                None => p.sm.mut { (t!(w, "track-head-soon")) },
            }
            @if let Some(manifest) = &m.manifest {
                p.sm.mut { (t!(w, "track-manifest")) " " code.mono { (short_root(manifest)) } }
            }
        })
}

fn history(w: Words, m: &TrackModel) -> Markup {
    html! {
        ol.nl {
            @for one in &m.history {
                li {
                    p { (one.text) }
                    p.sm.mut.ent { (date_time(w, one.at)) " " a href={ "/l/" (one.entry) } { (t!(w, "track-entry", index = one.entry)) } }
                }
            }
        }
    }
}

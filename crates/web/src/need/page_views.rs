//! The page of a need: the card, who stands for it, what is promised, and what may be done.

use maud::{Markup, html};
use relief::code::{CloseReason, Ground};

use super::page::PageModel;
use super::texts::{self, TextModel};
use super::{ask_views, check_views, said, views};
use crate::label::{Kind, label};
use crate::layout::{Ctx, Nav, page as frame};
use crate::official_supply::views as official_supply;
use crate::parts::field::{self, Choice, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, kv};
use crate::t;
use crate::testimony::origin::untied_view;
use crate::words::{Words, number};

/// Letters of a text that name it in the line that removes it.
const TITLE_CHARS: usize = 12;

/// `/n/ID`.
pub(crate) fn page(ctx: &Ctx, m: &PageModel) -> Markup {
    let w = ctx.words;
    let body = html! {
        (field::error_summary(w, m.fault.as_slice()))
        @if let Some(untied) = &m.untied { (untied_view(w, untied)) }
        (views::card(w, ctx.now, &m.card))
        @if !m.flags.is_empty() { p.row.wrap { @for flag in &m.flags { (flag.render()) } } }
        (facts(w, m))
        @if m.card.lines.len() > 1 { (lines(w, m)) }
        @if m.card.lines.iter().any(|l| !l.earlier.is_empty()) { (earlier(w, m)) }
        (check_views::verify(w, m))
        (ask_views::ask(w, m))
        (commitments(ctx, m))
        (official(w, m))
        (own(w, m))
        (check_views::recipient(w, m))
        section { h2 { (t!(w, "need-history")) } (texts::history_list(w, &m.history)) }
    };
    let title = t!(w, "need-title", code = m.card.code.clone());
    frame(ctx, &title, &m.card.recipient_name, Nav::Board, body)
}

fn facts(w: Words, m: &PageModel) -> Markup {
    let recipient = html! {
        a.go2 href={ "/f/" (m.card.recipient) } { (m.card.recipient_name) }
        " " span.mut { (m.standing) @if m.provisional { (t!(w, "list-comma")) (t!(w, "need-provisional")) } }
    };
    let reported = texts::recorded(w, m.reported_at, m.card.id);
    let contact = html! {
        @match &m.contacts {
            None => span.mut { (icon(Icon::Lock)) " " (t!(w, "need-contact-members")) },
            Some(all) if all.is_empty() => span.mut { (t!(w, "need-contact-none")) },
            Some(all) => { @for one in all { span.blk { (one) } } }
        }
    };
    let words = [
        t!(w, "need-recipient"),
        t!(w, "need-place"),
        t!(w, "need-reported-at"),
        t!(w, "need-contact"),
        t!(w, "need-source"),
        t!(w, "need-remark"),
    ];
    let [who, place, when, reach, source, remark] = &words;
    let said = t!(w, "need-testimony");
    let mut rows = vec![
        (who.as_str(), recipient),
        (
            place.as_str(),
            html! { a.go2 href={ "/b/" (m.card.place) } { (m.card.place_name) } },
        ),
        (when.as_str(), reported),
        (reach.as_str(), contact),
    ];
    if !m.testimonies.is_empty() {
        let links = html! { @for (id, code) in &m.testimonies { a.go2 href={ "/s/" (id) } { (code) } " " } };
        rows.push((said.as_str(), links));
    }
    let term = |one: &TextModel| match one.field.as_str() {
        "source" => source.as_str(),
        _ => remark.as_str(),
    };
    rows.extend(texts::rows(w, &m.texts, term, |one| redact(w, m, one)));
    html! { section { h2 { (t!(w, "need-facts")) } (kv::facts(&rows)) } }
}

/// Removing a text that may not stand: for moderators and its author.
fn redact(w: Words, m: &PageModel, text: &TextModel) -> Option<Markup> {
    let may = m.may.moderate || (m.may.is_author && text.entry == m.card.id);
    let action = format!("/n/{}/redact", m.card.id);
    may.then(|| redact_form(w, &action, &m.token, text))
}

/// The form that removes a text, behind a line.
pub(crate) fn redact_form(w: Words, action: &str, token: &str, text: &TextModel) -> Markup {
    let which = html! { (field::hidden("entry", &text.entry.to_string())) (field::hidden("field", &text.field)) };
    let key = format!("{}-{}", text.entry, text.field);
    let start: String = text
        .value
        .iter()
        .flat_map(|text| text.chars())
        .take(TITLE_CHARS)
        .collect();
    let title = match start.is_empty() {
        true => t!(w, "text-remove"),
        false => t!(w, "text-remove-which", start = start),
    };
    parts::fold(&title, ground_form(w, action, token, &key, which))
}

/// Asks for the ground on which something under a seal is removed; `key` tells the forms of one page apart.
pub(crate) fn remove_form(w: Words, action: &str, token: &str, key: &str, which: Markup) -> Markup {
    let form = ground_form(w, action, token, key, which);
    parts::fold(&t!(w, "text-remove"), form)
}

fn ground_form(w: Words, action: &str, token: &str, key: &str, which: Markup) -> Markup {
    let grounds: Vec<(&str, String)> = Ground::ALL
        .iter()
        .map(|g| (g.code(), texts::ground(w, *g)))
        .collect();
    let id = format!("ground-{key}");
    html! {
        form.stack method="post" action=(action) {
            (field::token(token)) (which)
            div.f {
                label for=(id) { (t!(w, "text-ground")) }
                select.in id=(id) name="ground" { @for (code, name) in &grounds { option value=(code) { (name) } } }
            }
            p.sm.mut { (t!(w, "text-remove-text")) }
            (parts::btn(None, &t!(w, "text-remove"), false))
        }
    }
}

fn lines(w: Words, m: &PageModel) -> Markup {
    html! {
        section {
            h2 { (t!(w, "need-lines")) }
            ol.nl {
                @for line in &m.card.lines {
                    li {
                        (views::whole(w, line))
                        @if m.card.is_open() {
                            p.ent.noprint { a href={ "/give?need=" (m.card.id) "&line=" (line.line) } { (icon(Icon::Give)) (t!(w, "card-give")) } }
                        }
                    }
                }
            }
        }
    }
}

fn earlier(w: Words, m: &PageModel) -> Markup {
    html! {
        section {
            h2 { (t!(w, "need-earlier")) }
            ul.nl {
                @for line in &m.card.lines {
                    @for old in &line.earlier {
                        li.row.sp.base {
                            span { (line.item_name) " " s { (old.quantity) } }
                            a.go2.sm.nb href={ "/l/" (old.entry) } { (icon(Icon::Book)) " " (t!(w, "text-entry", n = old.entry)) }
                        }
                    }
                }
            }
        }
    }
}

/// A form that is one button.
pub(super) fn button(
    _: Words,
    m: &PageModel,
    act: &str,
    fields: &[(&str, &str)],
    text: &str,
) -> Markup {
    html! {
        form.fw method="post" action={ "/n/" (m.card.id) "/" (act) } {
            (field::token(&m.token))
            @for (name, value) in fields { (field::hidden(name, value)) }
            (parts::btn(None, text, false))
        }
    }
}

fn commitments(ctx: &Ctx, m: &PageModel) -> Markup {
    let w = ctx.words;
    html! {
        section.stack {
            h2 { (t!(w, "need-commitments")) " " span.sm.mut.nw { (number(u64::try_from(m.commitments.len()).unwrap_or(0))) } }
            @if m.commitments.is_empty() { p.sm.mut { (t!(w, "need-commitments-none")) } }
            @else {
                ul.nl {
                    @for c in &m.commitments {
                        li {
                            p.row.sp.base { a.go2 href={ "/c/" (c.id) } { b { (c.what) } } (crate::commitment::views::state(c)) }
                            p.sm.mut { (c.donor) @if let Some(s) = c.standard { (t!(w, "list-comma")) (s) } (t!(w, "list-comma")) (c.code) }
                        }
                    }
                }
            }
            @if !m.consignments.is_empty() {
                h2 { (t!(w, "need-consignments")) }
                p.ent { @for c in &m.consignments { a href={ "/t/" (c.code) } { (icon(Icon::Box)) " " (c.code) } } }
            }
        }
    }
}

/// What the state gave this recipient of what it needs here, and where to record more.
fn official(w: Words, m: &PageModel) -> Markup {
    let to = label(Kind::Recipient, m.card.recipient);
    let item = m.card.worst().map_or("", |l| l.item);
    let new = format!("/official/new?recipient={to}&item={item}");
    official_supply::section(w, &m.official_supplies, m.official_supplies_hidden, &new)
}

/// What the recipient and coordinators may do.
fn own(w: Words, m: &PageModel) -> Markup {
    let standing = matches!(m.card.status, "open" | "paused" | "reported");
    if !m.may.own || !standing {
        return html! {};
    }
    let hours = t!(w, "need-pause-for");
    let reasons: Vec<(&str, String)> = [
        CloseReason::Met,
        CloseReason::Withdrawn,
        CloseReason::DoneByOthers,
    ]
    .iter()
    .map(|c| (c.code(), said::close(w, *c)))
    .collect();
    let choices: Vec<Choice<'_>> = reasons
        .iter()
        .map(|(c, n)| Choice::new(c, n, "", m.typed.text("why") == *c))
        .collect();
    html! {
        section.stack {
            h2 { (t!(w, "need-own")) }
            @if m.card.status == "paused" { (button(w, m, "resume", &[], &t!(w, "need-resume"))) }
            @if m.card.is_open() {
                (parts::fold(&t!(w, "need-pause"), html! {
                    form.stack method="post" action={ "/n/" (m.card.id) "/pause" } {
                        (field::token(&m.token))
                        (Field::new("hours", &hours).hint(&t!(w, "need-pause-text")).value(m.typed.text("hours")).error(fault(m, "hours")).text())
                        (parts::btn(Some(Icon::Pause), &t!(w, "need-pause"), false))
                    }
                }))
            }
            (parts::fold(&t!(w, "need-close"), html! {
                form.stack method="post" action={ "/n/" (m.card.id) "/close" } {
                    (field::token(&m.token))
                    (field::radios("why", &t!(w, "need-reason-public"), "", fault(m, "why"), &choices))
                    (parts::btn(None, &t!(w, "need-close-go"), false))
                }
            }))
        }
    }
}

pub(super) fn fault<'a>(m: &'a PageModel, field: &str) -> Option<&'a str> {
    m.fault
        .as_ref()
        .filter(|(f, _)| f == field)
        .map(|(_, s)| s.as_str())
}

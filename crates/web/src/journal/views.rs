//! Pages of the journal: the sentence first, hashes second.

use maud::{Markup, html};
use relief::ids::COMMUNITY;
use serde_json::Value;

use super::model::{EntryPage, Head, Included, VerifyPage};
use crate::layout::{Ctx, Nav, Shell, page};
use crate::official_supply::said as official;
use crate::parts::card::{Card, Tab};
use crate::parts::icon::Icon;
use crate::parts::{self, ScriptAction, kv, note, table};
use crate::t;
use crate::words::{Words, date_time_year, number};

/// `/l/INDEX`.
pub fn entry(ctx: &Ctx, m: &EntryPage) -> Markup {
    let w = ctx.words;
    let title = t!(w, "entry-title", n = number(m.index));
    let body = html! {
        section.stack {
            h2.t4 { (parts::phrases(&m.said)) }
            @if let Some((href, label)) = &m.about { p.ent { a href=(href) { (label) } } }
        }
        section { (facts(ctx, m)) }
        (included_card(ctx, m))
        @if !m.texts.is_empty() { (texts(w, m)) }
        section {
            h2 { (t!(w, "entry-raw")) }
            pre.mono.in.mt2 tabindex="0" { (pretty(&m.entry)) }
            p.sm.mut.mt1 { (t!(w, "entry-raw-text")) }
        }
        (neighbours(w, m))
    };
    Shell::new(&title, Nav::More)
        .subtitle(&t!(w, "entry-public"))
        .back(Some("/verify"))
        .render(ctx, body)
}

fn facts(ctx: &Ctx, m: &EntryPage) -> Markup {
    let w = ctx.words;
    let at = date_time_year(w, m.at);
    // The clock and the start act as the community itself.
    let by = if m.by == COMMUNITY.0 {
        t!(w, "entry-community")
    } else {
        t!(w, "entry-party", n = number(m.by))
    };
    kv::texts(&[
        (&t!(w, "entry-at"), &at),
        (&t!(w, "entry-by"), &by),
        (&t!(w, "entry-type"), &m.kind),
    ])
}

fn included_card(ctx: &Ctx, m: &EntryPage) -> Markup {
    let w = ctx.words;
    let (Some(included), Some(head)) = (&m.included, &m.head) else {
        return note::note(
            Icon::Clock,
            &t!(w, "entry-soon"),
            html! { p.sm.mut { (t!(w, "entry-soon-text")) } },
        );
    };
    let proof = format!("/l/{}/proof", m.index);
    let code = t!(w, "verify-head-short", n = number(head.size));
    let title = t!(w, "entry-included");
    Card::new(Icon::Book, &title, &code)
        .tab(Tab::link(&t!(w, "entry-proof"), &proof).icon(Icon::File))
        .tab(Tab::link(&t!(w, "entry-checkpoint"), "/verify").icon(Icon::Ok))
        .render(html! {
            p.sm.mut { (t!(w, "entry-leaf")) }
            (parts::hash(&included.leaf))
            (way(w, included, head))
            p.sm.mut.mt2 { (t!(w, "entry-proof-text", index = m.index, size = head.size)) }
        })
}

fn way(w: Words, included: &Included, head: &Head) -> Markup {
    let steps = t!(w, "entry-steps", n = included.path.len());
    parts::fold(
        &steps,
        html! {
            ol.mono { @for hash in &included.path { li { (hash) } } }
            p.sm.mut.mt2 { (t!(w, "verify-root")) }
            (parts::hash(&head.root))
        },
    )
}

fn texts(w: Words, m: &EntryPage) -> Markup {
    html! {
        section {
            h2 { (t!(w, "entry-texts")) }
            @for text in &m.texts {
                @match (&text.value, text.redacted) {
                    (Some(value), _) => { p.blkq { (value) } p.sm.mut { (t!(w, "entry-text-seal", field = text.field.clone())) } }
                    (None, ground) => { p.sm.mut { (t!(w, "entry-text-removed", ground = ground.unwrap_or("-"))) } }
                }
                (parts::hash(&text.seal))
            }
        }
    }
}

fn neighbours(w: Words, m: &EntryPage) -> Markup {
    html! {
        nav.row.noprint aria-label=(t!(w, "entry-neighbours")) {
            @if let Some(before) = m.index.checked_sub(1) {
                (parts::btn_link(&format!("/l/{before}"), Some(Icon::Back), &number(before), false))
            }
            @if m.index + 1 < m.entries {
                (parts::btn_link(&format!("/l/{}", m.index + 1), None, &number(m.index + 1), false))
            }
        }
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// `/verify`.
pub fn verify(ctx: &Ctx, m: &VerifyPage) -> Markup {
    let w = ctx.words;
    let body = html! {
        section { h2.t4 { (parts::phrases(&t!(w, "verify-lead"))) } p.mut.mt2 { (t!(w, "verify-lead-text")) } }
        @if let Some(head) = &m.head { (head_card(w, m, head)) }
        section {
            h2 { (t!(w, "verify-ask")) }
            form.row.mt2 method="get" action="/verify" {
                label.vh for="ix" { (t!(w, "verify-which")) }
                input.in.fw #ix name="index" inputmode="numeric" value=(m.asked);
                (parts::btn(None, &t!(w, "verify-go"), true))
            }
            @if !m.asked.is_empty() { div.mt3 { (answer(w, m)) } }
        }
        section {
            h2 { (t!(w, "verify-code")) }
            form.row.mt2 method="get" action="/verify" {
                label.vh for="code" { (t!(w, "verify-code-label")) }
                input.in.fw #code name="code" data-code placeholder="4QX7-K" autocomplete="off";
                (parts::btn(None, &t!(w, "verify-go"), false))
            }
        }
        (copy(w, m))
        section { h2 { (t!(w, "figures-title")) } (figures_table(w, &m.figures)) }
    };
    page(
        ctx,
        &t!(w, "verify-title"),
        &t!(w, "verify-subtitle"),
        Nav::More,
        body,
    )
}

fn head_card(w: Words, m: &VerifyPage, head: &Head) -> Markup {
    let title = t!(w, "verify-now");
    Card::new(Icon::Book, &title, "")
        .tab(Tab::link(&t!(w, "verify-download"), "/checkpoint").icon(Icon::File))
        .tab(Tab::link(&t!(w, "verify-key"), "/vkey").icon(Icon::Lock))
        .render(html! {
            p { span.n { (number(head.size)) } " " (t!(w, "verify-entries", n = head.size)) }
            p.sm.mut { (m.origin) }
            p.sm.mut.mt2 { (t!(w, "verify-root")) }
            (parts::hash(&head.root))
            p.sm.mut.mt2 { (t!(w, "verify-key-text")) }
            code.mono.hx8 tabindex="0" { (m.vkey) }
        })
}

fn answer(w: Words, m: &VerifyPage) -> Markup {
    match (&m.included, &m.head) {
        (Some(included), Some(head)) if included.holds => note::note(
            Icon::Ok,
            &t!(w, "verify-inside"),
            html! {
                p.sm.mut { (t!(w, "verify-inside-text", n = included.path.len())) }
                (way(w, included, head))
                p.ent { a href={ "/l/" (included.index) } { (t!(w, "verify-see", n = number(included.index))) } }
            },
        ),
        _ => note::warn(
            &t!(w, "verify-not-there"),
            html! { p.sm { (t!(w, "verify-not-there-text")) } },
        ),
    }
}

fn copy(w: Words, m: &VerifyPage) -> Markup {
    let command = "tideover verify DIR --json".to_owned();
    html! {
        section {
            h2 { (t!(w, "verify-copy")) }
            p.mt1 { (t!(w, "verify-copy-text")) }
            code.mono.in.mt2 { (command) }
            p.sm.mut.mt2 { (t!(w, "verify-tiles")) }
            pre.mono.in.mt2 tabindex="0" {
                (m.address) "/checkpoint\n" (m.address) "/tile/entries/000\n" (m.address) "/vkey"
            }
            div.row.mt2 { (parts::btn_script(ScriptAction::Copy(&command), None, &t!(w, "copy"))) }
        }
    }
}

/// `/figures` as a page.
pub fn figures(ctx: &Ctx, m: &Value) -> Markup {
    let w = ctx.words;
    let body =
        html! { section { p.mut { (t!(w, "figures-text")) } (figures_table(w, m)) } (packs(w, m)) };
    page(ctx, &t!(w, "figures-title"), "", Nav::More, body)
}

/// Packs whose contents nobody states, in words: they are in no total.
fn packs(w: Words, figures: &Value) -> Markup {
    let mut lines = Vec::new();
    let items = figures.get("official_packs").and_then(Value::as_object);
    for (code, packs) in items.into_iter().flatten() {
        for (kind, n) in packs.as_object().into_iter().flatten() {
            let item = relief::catalogue::Item::from_code(code);
            let pack = relief::code::PackKind::from_code(kind);
            if let (Some(item), Some(pack), Some(n)) = (item, pack, n.as_u64()) {
                let amount = official::packs(w, pack, n);
                lines.push((
                    crate::names::item(w, item),
                    t!(w, "official-packs", amount = amount),
                ));
            }
        }
    }
    html! {
        @if !lines.is_empty() {
            section {
                h2 { (t!(w, "official-apart")) }
                ul.nl { @for (item, amount) in &lines { li.row.sp.base { span { (item) } span { (amount) } } } }
            }
        }
    }
}

fn figures_table(w: Words, figures: &Value) -> Markup {
    let mut rows = Vec::new();
    let items = figures.get("items").and_then(Value::as_object);
    for (code, item) in items.into_iter().flatten() {
        let name = relief::catalogue::Item::from_code(code)
            .map_or(code.as_str(), |i| crate::names::item(w, i));
        let figure = |key: &str| item.get(key).and_then(Value::as_u64).unwrap_or(0);
        let cell = |key: &str| html! { (number(figure(key))) };
        let there = [
            (t!(w, "bar-official"), figure("official")),
            (t!(w, "bar-received"), figure("received")),
            (t!(w, "bar-moving"), figure("in_transit")),
            (t!(w, "bar-firm"), figure("firm")),
        ];
        rows.push(vec![
            html! { (name) (table::narrow(w, &there)) },
            cell("needed"),
            cell("official"),
            cell("received"),
            cell("in_transit"),
            cell("firm"),
            cell("gap"),
            cell("shortage"),
        ]);
    }
    let heads = [
        (table::Col::Text, t!(w, "figures-item")),
        (table::Col::Num, t!(w, "bar-needed")),
        (table::Col::NumWide, t!(w, "bar-official")),
        (table::Col::NumWide, t!(w, "bar-received")),
        (table::Col::NumWide, t!(w, "bar-moving")),
        (table::Col::NumWide, t!(w, "bar-firm")),
        (table::Col::Num, t!(w, "bar-gap")),
        (table::Col::Num, t!(w, "needs-shortage")),
    ];
    let heads: Vec<_> = heads
        .iter()
        .map(|(col, text)| (*col, text.as_str()))
        .collect();
    html! { div.scroll tabindex="0" { (table::table(&t!(w, "figures-title"), &heads, &rows)) } }
}

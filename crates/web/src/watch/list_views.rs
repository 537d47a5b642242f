//! How a published list looks, and the form that records one.

use maud::{Markup, html};

use super::list::{LineModel, ListPage, ListRow, TotalModel};
use super::list_form::ListForm;
use crate::layout::{Ctx, Nav, Shell};
use crate::need::texts;
use crate::parts::field::{self, Field};
use crate::parts::icon::Icon;
use crate::parts::table::{Col, table};
use crate::parts::{btn, fold, kv, last_step};
use crate::t;
use crate::words::{Words, date, date_time_year, date_year, number};

/// `/watch/lists/ID`.
pub(super) fn page(ctx: &Ctx, m: &ListPage) -> Markup {
    let w = ctx.words;
    let body = html! {
        (flags(w, m))
        (facts(w, m))
        section.stack { h2 { (t!(w, "list-lines")) } (lines(w, &m.lines)) (pages(w, m)) }
        @if !m.totals.is_empty() {
            section.stack { h2 { (t!(w, "list-totals")) } (totals(w, &m.totals))
                @if m.totals_more > 0 { p.sm.mut { (t!(w, "list-totals-more", n = m.totals_more)) } }
            }
        }
        p.sm.mut { (t!(w, "list-not-ours")) }
    };
    let title = t!(w, "list-title", day = date(w, m.list.published_on));
    Shell::new(&title, Nav::More)
        .subtitle(&m.list.issuer)
        .back(Some("/watch"))
        .render(ctx, body)
}

fn flags(w: Words, m: &ListPage) -> Markup {
    let flagged = m.flags.len().saturating_add(m.flags_more);
    html! {
        @if !m.flags.is_empty() { p.row.wrap { @for flag in &m.flags { (flag.render()) } } }
        @if m.flags_more > 0 || m.findings > flagged {
            p.sm { a.go2 href="/watch" { (t!(w, "list-findings", n = m.findings, flagged = flagged)) } }
        }
    }
}

/// Which lines these are, and the way to the others.
fn pages(w: Words, m: &ListPage) -> Markup {
    let to = |from: usize, words: String| html! { a href={ "/watch/lists/" (m.list.id) "?from=" (from) } { (words) } };
    let (first, last) = (
        m.from.saturating_add(1),
        m.from.saturating_add(m.lines.len()),
    );
    html! {
        @if m.lines.len() < m.lines_in_all {
            p.sm.mut { (t!(w, "list-page", first = first, last = last, n = m.lines_in_all)) }
            p.ent.noprint {
                @if let Some(from) = m.before() { (to(from, t!(w, "list-page-before"))) }
                @if let Some(from) = m.after() { (to(from, t!(w, "list-page-after"))) }
            }
        }
    }
}

fn facts(w: Words, m: &ListPage) -> Markup {
    let other =
        |id: u64| html! { a.go2 href={ "/watch/lists/" (id) } { (t!(w, "text-entry", n = id)) } };
    let terms = [
        t!(w, "list-issuer"),
        t!(w, "list-day"),
        t!(w, "list-source"),
        t!(w, "list-recorded"),
        t!(w, "list-corrects"),
        t!(w, "list-corrected-by"),
    ];
    let [issuer, day, source, recorded, corrects, corrected_by] = &terms;
    let mut rows: Vec<(&str, Markup)> = vec![
        (issuer, html! { (m.list.issuer) }),
        (day, html! { (date_year(w, m.list.published_on)) }),
    ];
    if let Some(text) = &m.source {
        rows.push((source, texts::text(w, text)));
    }
    rows.push((
        recorded,
        html! { (date_time_year(w, m.recorded_at)) " " a.go2.sm href={ "/l/" (m.list.id) } { (t!(w, "text-entry", n = m.list.id)) } },
    ));
    if let Some(id) = m.list.corrects {
        rows.push((corrects, other(id)));
    }
    if let Some(id) = m.corrected_by {
        rows.push((corrected_by, other(id)));
    }
    html! { section { (kv::facts(&rows)) } }
}

fn goods(what: &str, class: Option<&str>) -> String {
    class.map_or_else(|| what.to_owned(), |class| format!("{what} {class}"))
}

fn lines(w: Words, lines: &[LineModel]) -> Markup {
    let heads = [
        (Col::Text, t!(w, "list-to")),
        (Col::Text, t!(w, "list-what")),
        (Col::Text, t!(w, "list-from")),
        (Col::Num, t!(w, "list-amount")),
    ];
    let heads: Vec<(Col, &str)> = heads.iter().map(|(c, text)| (*c, text.as_str())).collect();
    let row = |l: &LineModel| {
        let was = l.was.map(|n| t!(w, "list-was", n = number(n)));
        vec![
            html! { (l.given_to) },
            html! { (goods(&l.what, l.class)) },
            html! { (l.given_by.as_deref().unwrap_or("—")) },
            html! { (number(l.quantity)) @if let Some(was) = was { " " span.sm.mut { (was) } } },
        ]
    };
    let rows: Vec<Vec<Markup>> = lines.iter().map(row).collect();
    table(&t!(w, "list-lines"), &heads, &rows)
}

fn totals(w: Words, totals: &[TotalModel]) -> Markup {
    let heads = [
        (Col::Text, t!(w, "list-from")),
        (Col::Text, t!(w, "list-what")),
        (Col::Num, t!(w, "flag-in")),
        (Col::Num, t!(w, "list-sum")),
    ];
    let heads: Vec<(Col, &str)> = heads.iter().map(|(c, text)| (*c, text.as_str())).collect();
    let all = t!(w, "list-from-all");
    let row = |total: &TotalModel| {
        vec![
            html! { (total.given_by.as_deref().unwrap_or(&all)) },
            html! { (goods(&total.what, total.class)) },
            html! { (number(total.quantity)) },
            html! { (number(total.sum())) },
        ]
    };
    let rows: Vec<Vec<Markup>> = totals.iter().map(row).collect();
    table(&t!(w, "list-totals"), &heads, &rows)
}

/// Lists in one line each, and the way to record one.
pub(super) fn rows(w: Words, rows: &[ListRow]) -> Markup {
    html! {
        ul.nl {
            @for row in rows {
                li { p.row.sp.base {
                    a.go2 href={ "/watch/lists/" (row.id) } { (row.issuer) }
                    span.sm.mut.nb {
                        (date(w, row.published_on))
                        @if row.corrects.is_some() { " " (t!(w, "list-is-correction")) }
                    }
                } }
            }
        }
        p.ent.noprint {
            a href="/watch/check" { (t!(w, "check-title")) }
            a href="/watch/lists/new" { (t!(w, "list-new")) }
        }
    }
}

/// `/watch/lists/new`.
pub(super) fn form(ctx: &Ctx, m: &ListForm) -> Markup {
    let w = ctx.words;
    let body = html! {
        (field::error_summary(w, &m.faults))
        p { (t!(w, "list-lead")) }
        (fields(w, m))
    };
    Shell::new(&t!(w, "list-new"), Nav::More)
        .back(Some("/watch"))
        .render(ctx, body)
}

/// The form itself: empty, as it was typed, or as a checked list fills it.
pub(super) fn fields(w: Words, m: &ListForm) -> Markup {
    let lines = Field::new("lines", &t!(w, "list-lines"))
        .hint(&t!(w, "list-lines-text"))
        .value(&m.lines)
        .placeholder(&t!(w, "list-lines-example"))
        .error(field::fault(&m.faults, "lines"))
        .required()
        .textarea(6);
    // A list is long text; a form with a file's encoding takes a third of the bytes.
    html! {
        form.commit method="post" action="/watch/lists/new" enctype="multipart/form-data" {
            (field::token(&m.token))
            (Field::new("issuer", &t!(w, "list-issuer")).value(&m.issuer).error(field::fault(&m.faults, "issuer")).required().text())
            (Field::new("day", &t!(w, "list-day")).kind("date").value(&m.day).error(field::fault(&m.faults, "day")).required().text())
            (Field::new("source", &t!(w, "list-source")).hint(&t!(w, "list-source-text")).value(&m.source)
                .error(field::fault(&m.faults, "source")).required().text())
            @if !m.lists.is_empty() { (earlier(w, m)) }
            @match m.folded() {
                Some(rows) => (fold(&t!(w, "list-lines-folded", n = rows), lines)),
                None => (lines),
            }
            (Field::new("totals", &t!(w, "list-totals")).hint(&t!(w, "list-totals-text")).value(&m.totals)
                .error(field::fault(&m.faults, "totals")).textarea(3))
            @if m.asks_name {
                (Field::new("name", &t!(w, "form-name")).value(&m.name).error(field::fault(&m.faults, "name")).required().autocomplete("nickname").text())
            }
            (last_step(&t!(w, "list-act"), &t!(w, "list-act-text"), html! { (btn(Some(Icon::Book), &t!(w, "list-go"), true)) }))
        }
    }
}

fn earlier(w: Words, m: &ListForm) -> Markup {
    let none = t!(w, "list-corrects-none");
    let lists: Vec<(String, &str)> = m
        .lists
        .iter()
        .map(|(id, words)| (id.to_string(), words.as_str()))
        .collect();
    let mut options: Vec<(&str, &str)> = vec![("", &none)];
    options.extend(lists.iter().map(|(id, words)| (id.as_str(), *words)));
    Field::new("corrects", &t!(w, "list-corrects"))
        .value(&m.corrects)
        .error(field::fault(&m.faults, "corrects"))
        .select(&options)
}

//! How the form looks.

use maud::{Markup, html};
use relief::code::ReportReason;

use super::drafts;
use super::form::{REMOVED_FROM, REMOVED_WHY};
use super::model::{FileModel, InputModel};
use super::routes::read_day;
use super::said;
use crate::assets;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{self, Choice, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::table::{Col, table};
use crate::parts::{self, note};
use crate::t;
use crate::words::{Words, number};

/// `/o/ID/file`.
pub(super) fn form(ctx: &Ctx, m: &FileModel) -> Markup {
    let w = ctx.words;
    let subtitle = t!(
        w,
        "case-of",
        name = m.name.clone(),
        day = m.day_words.clone()
    );
    let title = if m.is_official {
        t!(w, "case-file")
    } else {
        t!(w, "case-cite")
    };
    let office = format!("/o/{}", m.jurisdiction);
    let body = html! {
        (field::error_summary(w, &m.faults))
        (lead(w, m))
        (drafts::list(w, m))
        form.commit method="post" action={ (office) "/file" } data-check {
            (field::token(&m.token))
            (field::hidden("day", &m.day))
            @if let Some(by) = m.opened { (field::hidden("draft", &by.to_string())) }
            @if m.replaces { (field::hidden("corrects", m.typed.text("corrects"))) }
            (daily(w, m))
            (removed(w, m))
            (sums(w, m))
            (definition(w, m))
            @if m.replaces { (replaces(w, m)) }
            (field::Field::new("remark", &t!(w, "case-remark")).hint(&t!(w, "case-remark-text"))
                .value(m.typed.text("remark")).error(field::fault(&m.faults, "remark")).length_max(app::text::TEXT_CHARS_MAX).text())
            @if !m.is_official { (source(w, m)) }
            (last_step(w, m))
        }
        (drafts::back_form(w, m))
        @if m.is_official { (other_ways(w, m)) }
        script src=(assets::url("check.js")) defer {}
    };
    Shell::new(&title, Nav::More)
        .subtitle(&subtitle)
        .back(Some(&office))
        .figures()
        .render(ctx, body)
}

fn lead(w: Words, m: &FileModel) -> Markup {
    html! {
        section {
            h2 { (parts::phrases(&m.due)) }
            @if m.replaces { p.sm.mut { (t!(w, "case-stands")) } }
            @else if m.is_prefilled() { p.sm.mut { (t!(w, "case-prefilled", day = m.before_words.clone())) } }
            @if !m.owed.is_empty() {
                p.sm.mut { (t!(w, "case-owed")) }
                (parts::chips(&t!(w, "case-owed"), &m.owed.iter().map(|one| {
                    parts::chip(&format!("/o/{}/file?day={}", m.jurisdiction, one.day), &one.words, false)
                }).collect::<Vec<_>>()))
            }
        }
        @if !m.is_official { (note::note(Icon::Link, &t!(w, "case-citing"), html! { p.sm { (t!(w, "case-citing-text")) } })) }
        @if m.is_stranger { (note::note(Icon::Lock, &t!(w, "official-members"), html! { p.ent { a href="/" { (t!(w, "home-rooms")) } } })) }
    }
}

fn daily(w: Words, m: &FileModel) -> Markup {
    let asks = m.daily.iter().position(|one| one.doubled.is_some());
    html! {
        section.f {
            div.rowin.sm.mut aria-hidden="true" { span {} span.num { (m.before_words) } span.num { (m.day_words) } }
            @for (at, one) in m.daily.iter().enumerate() {
                (row(w, m, one))
                div id={ "c-" (one.name) } data-checked {
                    @if let Some(doubled) = &one.doubled { (why(w, m, doubled, asks == Some(at) && !m.replaces)) }
                    @for question in &one.asked { (asked(question)) }
                }
            }
        }
    }
}

/// A figure with that of the day before beside it.
fn row(w: Words, m: &FileModel, one: &InputModel) -> Markup {
    let error = field::fault(&m.faults, &one.name);
    let before = one.before.map_or_else(|| t!(w, "case-blank"), number);
    html! {
        div.rowin {
            label for=(one.name) { b { (one.label) } @if let Some(error) = error { small.lack.blk id={ (one.name) "-error" } { (error) } } }
            span.num.mut { span.vh { (m.before_words) " " } (before) }
            input.in.ed2[one.is_changed()] id=(one.name) name=(one.name) inputmode="numeric" autocomplete="off" value=(one.value)
                data-before=[one.before] aria-invalid=[error.map(|_| "true")] aria-describedby=[error.map(|_| format!("{}-error", one.name))];
        }
    }
}

/// Twice as many: asks for a reason, and never stops anybody.
fn why(w: Words, m: &FileModel, doubled: &str, asks: bool) -> Markup {
    note::warn(
        doubled,
        html! {
            @if asks {
                label.sm.blk for="reason" { (t!(w, "case-doubled-text")) }
                (reasons(w, m, &[ReportReason::MoreTests, ReportReason::Definition, ReportReason::LateCounts, ReportReason::Real, ReportReason::Other]))
            }
        },
    )
}

fn reasons(w: Words, m: &FileModel, of: &[ReportReason]) -> Markup {
    let chosen = m.typed.text("reason");
    html! {
        select.in #reason name="reason" {
            option value="" { (t!(w, "case-reason-none")) }
            @for one in of { option value=(one.code()) selected[one.code() == chosen] { (said::reason(w, *one)) } }
        }
    }
}

fn asked(question: &str) -> Markup {
    html! { p.sm.lack { (icon(Icon::Warn)) " " (question) } }
}

fn removed(w: Words, m: &FileModel) -> Markup {
    let one = &m.removed;
    let (label, hint) = (t!(w, "case-removed-title"), t!(w, "case-removed-text"));
    let max = relief::case_report::COUNT_MAX;
    let from = t!(w, "case-removed-from");
    let from_hint = t!(w, "case-removed-from-text");
    let day = Field::new(REMOVED_FROM, &from)
        .hint(&from_hint)
        .value(&m.removed_from)
        .error(field::fault(&m.faults, REMOVED_FROM));
    // A browser empties a field of days that holds anything else: what was typed has to stay.
    let is_day = m.removed_from.is_empty() || read_day(&m.removed_from).is_some();
    html! {
        (Field::new(&one.name, &label).hint(&hint).value(&one.value).error(field::fault(&m.faults, &one.name)).number(w, "", 0, max, 1))
        (if is_day { day.kind("date") } else { day }.text())
        (Field::new(REMOVED_WHY, &t!(w, "case-removed-why")).hint(&t!(w, "case-removed-why-text"))
            .value(m.typed.text(REMOVED_WHY)).error(field::fault(&m.faults, REMOVED_WHY)).length_max(app::text::TEXT_CHARS_MAX).text())
        p.sm.mut #c-removed data-checked { (m.taken_off.as_deref().unwrap_or_default()) }
    }
}

fn sums(w: Words, m: &FileModel) -> Markup {
    let heads = [(Col::Text, ""), (Col::Num, ""), (Col::Num, "")];
    let rows: Vec<Vec<Markup>> = m
        .sums
        .iter()
        .map(|sum| {
            vec![
                html! { (sum.label) },
                html! { span.mut { (sum.how) } },
                html! { b { (number(sum.total)) } },
            ]
        })
        .collect();
    let title = t!(w, "case-sums");
    html! {
        section #sums data-checked {
            h2 { (title) }
            @if rows.is_empty() { p.sm.mut { (t!(w, "case-sums-none")) } } @else { (table(&title, &heads, &rows)) }
            @for question in &m.questions { (asked(question)) }
            @if m.questions.is_empty() && m.daily.iter().all(|one| one.asked.is_empty()) && !rows.is_empty() {
                (parts::remark(Icon::Ok, &t!(w, "case-adds-up")))
            }
            @if let Some(beds) = &m.beds { p.sm { (beds) } }
        }
        (parts::fold(&t!(w, "case-more"), html! {
            p.sm.mut { (t!(w, "case-more-text")) }
            @for one in &m.more { (row(w, m, one)) }
        }))
    }
}

fn definition(w: Words, m: &FileModel) -> Markup {
    let chosen = m.typed.text("definition");
    let same = t!(w, "case-definition-same");
    let broken = t!(w, "case-definition-other");
    let text = |is_same: bool| if is_same { same.as_str() } else { "" };
    let ids: Vec<(String, &str)> = m
        .definitions
        .iter()
        .map(|(id, name)| (id.to_string(), name.as_str()))
        .collect();
    let known = ids.iter().map(|(id, name)| {
        let on = id == chosen;
        Choice::new(id, name, text(on && m.same_definition), on)
    });
    let (new, none) = (t!(w, "case-definition-new"), t!(w, "case-definition-none"));
    let unstated = Choice::new("", &none, "", chosen.is_empty());
    // Only those who count name another edition.
    let other = Choice::new("new", &new, &broken, chosen == "new");
    let other = m.is_official.then_some(other);
    let choices: Vec<Choice<'_>> = known.chain([unstated]).chain(other).collect();
    let (legend, edition) = (t!(w, "case-definition"), t!(w, "case-edition"));
    html! {
        (field::radios("definition", &legend, "", None, &choices))
        @if m.is_official {
            (Field::new("edition", &edition).value(m.typed.text("edition")).error(field::fault(&m.faults, "edition"))
                .length_max(relief::name::NAME_CHARS_MAX).autocomplete("off").text())
        }
    }
}

/// A later version says why.
fn replaces(w: Words, m: &FileModel) -> Markup {
    html! {
        div.f {
            label for="reason" { (t!(w, "case-why")) }
            small { (t!(w, "case-why-text")) }
            @if let Some(error) = field::fault(&m.faults, "reason") { small.lack { (icon(Icon::Warn)) " " b { (error) } } }
            (reasons(w, m, ReportReason::ALL))
        }
    }
}

fn source(w: Words, m: &FileModel) -> Markup {
    let (label, hint) = (t!(w, "official-source"), t!(w, "official-source-text"));
    Field::new("source", &label)
        .hint(&hint)
        .value(m.typed.text("source"))
        .error(field::fault(&m.faults, "source"))
        .placeholder("https://")
        .required()
        .text()
}

fn last_step(w: Words, m: &FileModel) -> Markup {
    let typed = |of: &InputModel| {
        if of.value.is_empty() {
            t!(w, "case-blank")
        } else {
            of.value.clone()
        }
    };
    let first = m.daily.first();
    let sum = t!(
        w,
        "case-act",
        label = first.map(|one| one.label.clone()).unwrap_or_default(),
        n = first.map(typed).unwrap_or_default()
    );
    let removed = m.typed.number(&m.removed.name).ok().flatten();
    let sum = match removed.filter(|n| *n > 0) {
        Some(n) => t!(w, "case-act-removed", sum = sum, n = n),
        None => sum,
    };
    let sum = match m.sums.first() {
        Some(first) => t!(
            w,
            "case-act-total",
            sum = sum,
            label = first.label.clone(),
            total = first.total
        ),
        None => sum,
    };
    let go = if m.is_official {
        t!(w, "case-go")
    } else {
        t!(w, "case-cite-go")
    };
    html! {
        section.act {
            p #act data-checked { b { (sum) } }
            p.sm.mut { (t!(w, "case-act-text")) }
            (parts::btn(Some(Icon::Send), &go, true))
            @if m.is_official { button.btn name="save" value="1" formnovalidate { (t!(w, "case-save")) } }
            button.btn name="check" value="1" formnovalidate { (t!(w, "case-check")) }
        }
    }
}

/// A table of many days, and the key for the office's own system.
fn other_ways(w: Words, m: &FileModel) -> Markup {
    let office = format!("/o/{}", m.jurisdiction);
    let fault = field::fault(&m.faults, "table");
    let table = html! {
        p.sm.mut { (t!(w, "case-table-text", rows = app::case_report::REPORTS_MAX)) }
        form.stack method="post" action={ (office) "/table" } enctype="multipart/form-data" {
            (field::file("table", &t!(w, "case-table-file"), fault.unwrap_or_default(), ".csv,text/csv"))
            (parts::btn(Some(Icon::File), &t!(w, "case-table-go"), false))
        }
    };
    html! {
        @if fault.is_some() { section { h2 { (t!(w, "case-table")) } (table) } }
        @else { (parts::fold(&t!(w, "case-table"), table)) }
        (parts::fold(&t!(w, "case-key"), html! {
            p.sm.mut { (t!(w, "case-key-text")) }
            form.stack method="post" action={ (office) "/key" } {
                (field::token(&m.token))
                (parts::btn(Some(Icon::Key), &t!(w, "case-key-go"), false))
            }
        }))
    }
}

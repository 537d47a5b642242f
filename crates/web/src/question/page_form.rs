//! The forms on the page of a question: want to know too, answer, more time, somebody else, what it led to.

use maud::{Markup, html};
use relief::code::DelayReason;

use super::model::QuestionPage;
use super::said::reason;
use crate::need::day;
use crate::parts::field::{self, Field};
use crate::parts::icon::Icon;
use crate::parts::{btn, fold, remark};
use crate::t;
use crate::words::Words;

/// Everything that the reader may do.
pub(super) fn all(w: Words, m: &QuestionPage) -> Markup {
    // What was typed comes back also when it may not be sent any more.
    let shows = |act: &str, may: bool| may || m.failed.act == act;
    html! {
        @if shows("answer", m.may.answer) {
            @if m.question.answers.is_empty() { (answer(w, m)) }
            @else { (folded(m, "answer", &t!(w, "question-answer-more"), answer(w, m))) }
        }
        @if shows("delay", m.may.delay) { (folded(m, "delay", &t!(w, "question-delay"), delay(w, m))) }
        @if shows("assign", m.may.assign) { (folded(m, "assign", &t!(w, "question-assign"), assign(w, m))) }
        @if shows("effect", m.may.cite) { (folded(m, "effect", &t!(w, "question-effect"), effect(w, m))) }
    }
}

fn action(m: &QuestionPage, act: &str) -> String {
    format!("/q/{}/{act}", m.question.id)
}

/// A field of one of the forms with what was typed into it, when that form came back.
pub(super) fn typed<'f>(
    m: &'f QuestionPage,
    act: &str,
    name: &'f str,
    label: &'f str,
) -> Field<'f> {
    let field = Field::new(name, label);
    if m.failed.act != act {
        return field;
    }
    let why = (m.failed.field == name).then_some(m.failed.why.as_str());
    field.value(m.failed.fields.text(name)).error(why)
}

/// Folded away, unless it just came back.
pub(super) fn folded(m: &QuestionPage, act: &str, summary: &str, body: Markup) -> Markup {
    if m.failed.act == act {
        html! { h2 { (summary) } (body) }
    } else {
        fold(summary, body)
    }
}

pub(super) fn form(m: &QuestionPage, act: &str, rows: &Markup) -> Markup {
    html! {
        form.stack method="post" action=(action(m, act)) { (field::token(&format!("{act}{}", m.token))) (rows) }
    }
}

fn answer(w: Words, m: &QuestionPage) -> Markup {
    let rows = html! {
        (typed(m, "answer", "answer", &t!(w, "question-answer")).hint(&t!(w, "question-answer-hint"))
            .length_max(app::text::TEXT_CHARS_MAX).required().textarea(4))
        (typed(m, "answer", "cites", &t!(w, "question-cites-field")).hint(&t!(w, "question-cites-hint")).autocomplete("off").text())
        (btn(Some(Icon::Send), &t!(w, "question-answer-go"), true))
    };
    form(m, "answer", &rows)
}

fn delay(w: Words, m: &QuestionPage) -> Markup {
    let reasons: Vec<(&str, String)> = DelayReason::ALL
        .iter()
        .map(|r| (r.code(), reason(w, *r)))
        .collect();
    let reasons: Vec<(&str, &str)> = reasons.iter().map(|(c, r)| (*c, r.as_str())).collect();
    let due = m.question.assignments.last().map_or(0, |last| last.due);
    let next = day::value(due.saturating_add(86_400));
    let label = t!(w, "question-new-date");
    let mut date = typed(m, "delay", "due", &label);
    if m.failed.act != "delay" {
        date = date.value(&next);
    }
    let rows = html! {
        (date.kind("date").required().text())
        (typed(m, "delay", "reason", &t!(w, "question-why")).select(&reasons))
        (typed(m, "delay", "remark", &t!(w, "question-remark")).length_max(app::text::TEXT_CHARS_MAX).textarea(2))
        (btn(Some(Icon::Clock), &t!(w, "question-delay-go"), false))
    };
    form(m, "delay", &rows)
}

fn assign(w: Words, m: &QuestionPage) -> Markup {
    let rows = html! {
        (typed(m, "assign", "owed", &t!(w, "question-owed")).hint(&t!(w, "question-assign-hint")).list("offices").required().text())
        datalist #offices { @for one in &m.known { option value=(one) {} } }
        (btn(None, &t!(w, "question-assign-go"), false))
    };
    form(m, "assign", &rows)
}

fn effect(w: Words, m: &QuestionPage) -> Markup {
    let because = format!("because={}", m.question.code);
    let rows = html! {
        p.ent {
            a href={ "/official/new?" (because) } { (t!(w, "effect-new-official")) }
            a href={ "/plan?" (because) } { (t!(w, "effect-new-plan")) }
        }
        (typed(m, "effect", "effect", &t!(w, "question-decision")).hint(&t!(w, "question-decision-hint")).autocomplete("off").required().text())
        (btn(None, &t!(w, "question-effect-go"), false))
    };
    form(m, "effect", &rows)
}

/// Members press a tab; others work for it.
pub(super) fn endorse(w: Words, m: &QuestionPage) -> Markup {
    let go = !m.may.answer;
    let rows = btn(None, &t!(w, "question-endorse"), go);
    html! {
        @if m.may.endorsed { (remark(Icon::Ok, &t!(w, "question-endorsed"))) }
        @else if !m.may.endorse { (m.stamp.form(w, &action(m, "endorse"), &rows)) }
    }
}

//! How a question looks: one line of time from the question to what came of it.

use maud::{Markup, html};

use super::cited::links;
use super::effect::EffectModel;
use super::list_views::state_badge;
use super::model::{AnswerModel, AssignmentModel, QuestionModel, QuestionPage};
use super::{clarity, form::AskForm, page_form};
use crate::layout::{Ctx, Nav, Shell};
use crate::need::page_views::redact_form;
use crate::need::texts;
use crate::official_supply::model::Delivery;
use crate::official_supply::views::delivery_view;
use crate::parts::field::{self, Field};
use crate::parts::icon::Icon;
use crate::parts::table::{Col, table};
use crate::parts::{Tone, badge, btn, fold, last_step, phrases, remark};
use crate::t;
use crate::words::{Words, date_time, duration};

/// `/q/ID`.
pub(super) fn page(ctx: &Ctx, m: &QuestionPage) -> Markup {
    let (w, q) = (ctx.words, &m.question);
    let words = q.text.as_ref().and_then(|text| text.value.clone());
    let waits = q.effects.iter().any(|e| e.waits);
    let mut deliveries = q.effects.iter().filter_map(|e| e.delivery.as_ref());
    let overdue = deliveries.any(Delivery::is_overdue);
    let failed = (!m.failed.why.is_empty()).then_some((m.failed.field, m.failed.why.as_str()));
    let body = html! {
        (field::error_summary(w, failed.as_slice()))
        p.row.base.wrap {
            (state_badge(w, q.standing))
            @if overdue { (badge(Tone::Lack, Some(Icon::Warn), &t!(w, "effect-overdue"))) }
            @else if waits { (badge(Tone::Plain, Some(Icon::Clock), &t!(w, "effect-waits"))) }
        }
        @match (&words, &q.text) {
            (Some(words), _) => h2.pre { (phrases(words)) },
            (None, Some(text)) => p { (texts::text(w, text)) },
            (None, None) => p { (t!(w, "question-removed")) },
        }
        p.sm.mut { (asked(w, q)) }
        (story(w, q))
        (page_form::all(w, m))
        (clarity::card(w, m))
        (page_form::endorse(w, m))
        (own(w, m))
        (remark(Icon::Book, &t!(w, "question-entries", n = entries(q))))
    };
    Shell::new(&t!(w, "question-page", code = q.code.clone()), Nav::More)
        .subtitle(&t!(w, "question-subtitle"))
        .back(Some("/q"))
        .figures()
        .render(ctx, body)
}

fn asked(w: Words, q: &QuestionModel) -> String {
    let when = date_time(w, q.asked_at);
    let who = match (&q.asker, q.outside) {
        (Some(name), _) => name.clone(),
        (None, true) => t!(w, "question-by-outside"),
        (None, false) => t!(w, "question-by-person"),
    };
    let asked = t!(w, "question-by", who = who, when = when);
    match q.assignments.last() {
        Some(last) => {
            let owes = t!(w, "question-to", name = last.owed.name.clone());
            [asked, owes].join(&t!(w, "list-comma"))
        }
        None => asked,
    }
}

/// Entries of the journal that make the chain.
fn entries(q: &QuestionModel) -> u64 {
    let delays: usize = q.assignments.iter().map(|a| a.delays.len()).sum();
    let given = q.assignments.iter().filter(|a| a.entry != q.id).count();
    let judged = q.answers.iter().map(|a| a.judged).sum::<usize>();
    let lists = 1 + given + delays + q.answers.len() + judged + 2 * q.effects.len();
    let lists = u64::try_from(lists).unwrap_or(u64::MAX);
    lists.saturating_add(q.members).saturating_add(q.others)
}

fn story(w: Words, q: &QuestionModel) -> Markup {
    let waits = q.answers.is_empty();
    html! {
        ol.tl {
            li.done {
                (heading(&t!(w, "question-step-asked"), &date_time(w, q.asked_at)))
                (links(&t!(w, "question-about"), &q.cites))
            }
            @if q.members + q.others > 0 { (endorsed(w, q)) }
            @for assignment in &q.assignments { (assigned(w, q, assignment)) }
            @for (at, answer) in q.answers.iter().enumerate() { (answered(w, q, answer, at == 0)) }
            @if waits { (waiting(w, q)) }
            @for (n, effect) in (1..).zip(&q.effects) { (effected(w, effect, (q.effects.len() > 1).then_some(n))) }
            @if !waits && q.effects.is_empty() {
                li.next { p { b { (t!(w, "question-step-effect")) } } p.sm.mut { (t!(w, "question-no-effect")) } }
            }
        }
    }
}

fn heading(what: &str, when: &str) -> Markup {
    html! { p.row.sp.base { b { (what) } span.sm.mut.nb { (when) } } }
}

fn endorsed(w: Words, q: &QuestionModel) -> Markup {
    let wanted = match (q.members, q.others) {
        (0, others) => t!(w, "question-others-alone", n = others),
        (members, _) => t!(w, "question-members", n = members),
    };
    let both = q.members > 0 && q.others > 0;
    let first = q
        .first_endorsed_at
        .map(|at| date_time(w, at))
        .unwrap_or_default();
    html! {
        li.done {
            (heading(&t!(w, "question-step-endorsed"), &wanted))
            p.sm.mut {
                @if both { (t!(w, "question-others", n = q.others)) " " }
                @if q.members == 0 { (t!(w, "question-others-text")) " " }
                @if q.places > 1 { (t!(w, "question-places", n = q.places)) " " }
                (t!(w, "question-first", when = first)) " " (t!(w, "question-endorsed-text"))
            }
        }
    }
}

fn assigned(w: Words, q: &QuestionModel, a: &AssignmentModel) -> Markup {
    let step = t!(w, "question-step-assigned", name = a.owed.name.clone());
    html! {
        @if a.entry != q.id || !a.delays.is_empty() {
            li.done {
                (heading(&step, &date_time(w, a.at)))
                p.sm.mut { (t!(w, "question-due", when = date_time(w, a.first_due))) }
                @for delay in &a.delays {
                    p.sm.mt2 { (t!(w, "question-delayed", when = date_time(w, delay.at), due = date_time(w, delay.due), why = delay.reason_words.clone())) }
                    @if let Some(text) = &delay.text { p.sm { (texts::text(w, text)) } }
                }
            }
        }
    }
}

fn answered(w: Words, q: &QuestionModel, answer: &AnswerModel, first: bool) -> Markup {
    let step = if first {
        t!(w, "question-step-answered")
    } else {
        t!(w, "question-step-added")
    };
    html! {
        li.done {
            (heading(&step, &date_time(w, answer.at)))
            @if let Some(clock) = q.clock.filter(|_| first) { (clock.view(w)) (not_counted(w, q)) }
            blockquote.pv.mt2 {
                @if let Some(text) = &answer.text { p { (texts::text(w, text)) } }
                @if let Some(who) = &answer.who { p.sm.mut.mt1 { (who) } }
            }
            (links(&t!(w, "question-cites"), &answer.cites))
        }
    }
}

fn waiting(w: Words, q: &QuestionModel) -> Markup {
    html! {
        li.now {
            @match (q.assignments.last(), q.clock) {
                (Some(last), Some(clock)) => {
                    (heading(&t!(w, "question-step-waiting"), &t!(w, "question-due", when = date_time(w, last.due))))
                    (clock.view(w))
                    (not_counted(w, q))
                }
                _ => {
                    p { b { (t!(w, "question-unassigned")) } }
                    p.sm.mut { (t!(w, "question-unassigned-text")) }
                }
            }
        }
    }
}

/// Our own outage, where the clock stood still.
fn not_counted(w: Words, q: &QuestionModel) -> Markup {
    html! {
        @if q.outage_seconds > 0 {
            p.sm.mut { (t!(w, "question-outage", span = duration(w, q.outage_seconds))) }
        }
    }
}

/// What the plan gave before and gives since.
fn shifted(w: Words, effect: &EffectModel) -> Markup {
    let Some(shift) = &effect.shift else {
        return html! {};
    };
    let (before, after) = shift.numbers;
    let title = t!(w, "shift-title", before = before, after = after);
    let heads = (
        t!(w, "shift-number", n = before),
        t!(w, "shift-number", n = after),
    );
    html! {
        p.mt2 { b { (title) } }
        (compared(&title, heads, &shift.rows))
        p.sm { a.go2 href={ "/l/" (shift.plan) } { (t!(w, "shift-see", n = after)) } }
    }
}

/// Before and after, side by side.
fn compared(
    title: &str,
    (before, after): (String, String),
    rows: &[(String, String, String)],
) -> Markup {
    let head = [(Col::Text, ""), (Col::Num, &before), (Col::Num, &after)];
    let row = |(what, before, after): &(String, String, String)| {
        vec![
            html! { (what) },
            html! { (before) },
            html! { b { (after) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = rows.iter().map(row).collect();
    table(title, &head, &rows)
}

/// `nth`: of several, which.
fn effected(w: Words, effect: &EffectModel, nth: Option<u64>) -> Markup {
    let step = match nth {
        Some(n) => t!(w, "question-step-effect-nth", n = n),
        None => t!(w, "question-step-effect"),
    };
    let heads = (t!(w, "effect-before"), t!(w, "effect-after"));
    html! {
        li.done[!effect.waits].now[effect.waits] {
            (heading(&step, &date_time(w, effect.at)))
            p { a.go2 href=(effect.href) { (effect.title) } }
            (awaited(w, effect))
            @if !effect.rows.is_empty() { (compared(&effect.title, heads, &effect.rows)) }
            (shifted(w, effect))
            p.ent { a href={ "/l/" (effect.effect) } { (t!(w, "text-entry", n = effect.effect)) } a href={ "/l/" (effect.entry) } { (t!(w, "effect-said")) } }
        }
    }
}

/// What was given and is still to come: how far off that is, where a day is named.
fn awaited(w: Words, effect: &EffectModel) -> Markup {
    match (&effect.delivery, effect.clock) {
        (Some(delivery), Some(clock)) => html! {
            (clock.bar(&delivery.words))
            div.mt2 { (delivery_view(delivery)) }
        },
        _ if effect.waits => html! { p.sm.mut { (t!(w, "effect-waits-text")) } },
        _ => html! {},
    }
}

/// Whoever said something may take the words back, and moderators remove them; that somebody spoke stays.
fn own(w: Words, m: &QuestionPage) -> Markup {
    let q = &m.question;
    let all = m.may.moderate;
    let mine = q.answers.iter().filter(|a| all || a.is_mine);
    let asked = q.text.as_ref().filter(|_| all || q.is_mine);
    let texts = asked
        .into_iter()
        .chain(mine.filter_map(|a| a.text.as_ref()));
    let standing: Vec<_> = texts.filter(|text| text.value.is_some()).collect();
    html! {
        @if !standing.is_empty() {
            (fold(&if all { t!(w, "question-moderate") } else { t!(w, "flag-mine") }, html! {
                @for text in standing { (redact_form(w, &format!("/q/{}/redact", q.id), &m.token, text)) }
            }))
        }
    }
}

/// `/q/new`.
pub(super) fn ask(ctx: &Ctx, m: &AskForm) -> Markup {
    let w = ctx.words;
    let fault = |field: &str| field::fault(&m.faults, field);
    let rows = html! {
        (Field::new("text", &t!(w, "question-text")).hint(&t!(w, "question-text-hint")).value(&m.text)
            .error(fault("text")).length_max(app::text::TEXT_CHARS_MAX).required().textarea(4))
        (Field::new("owed", &t!(w, "question-owed")).hint(&t!(w, "question-owed-hint")).value(&m.owed)
            .error(fault("owed")).list("offices").text())
        datalist #offices { @for one in &m.known { option value=(one) {} } }
        (Field::new("cites", &t!(w, "question-cites-field")).hint(&t!(w, "question-cites-hint")).value(&m.cites)
            .error(fault("cites")).autocomplete("off").text())
        (last_step(&t!(w, "question-sum"), &t!(w, "question-sum-text"), btn(Some(Icon::Send), &t!(w, "question-ask-go"), true)))
    };
    let body = html! {
        (field::error_summary(w, &m.faults))
        @match &m.stamp {
            Some(stamp) => (stamp.form(w, "/q/new", &rows)),
            None => form.stack method="post" action="/q/new" { (field::token(&m.token)) (rows) },
        }
    };
    Shell::new(&t!(w, "question-ask"), Nav::More)
        .back(Some("/q"))
        .render(ctx, body)
}

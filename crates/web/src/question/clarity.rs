//! Is the answer clear? What those who asked say of it, what they ask on, and what the reader may do about it.

use maud::{Markup, html};
use relief::ids::{QuestionId, Stamp};
use relief::question::Question;
use relief::state::State;
use serde::Serialize;

use super::model::QuestionPage;
use super::page_form::{folded, form, typed};
use super::said::{code, standing};
use crate::label::{Kind, label};
use crate::parts::btn;
use crate::parts::card::{Card, Tab};
use crate::parts::field::hidden;
use crate::parts::icon::Icon;
use crate::t;
use crate::words::Words;

/// Follow-ups on the page, those that most want to know first.
const FOLLOW_UPS_MAX: usize = 5;

/// What those who asked say of the newest answer.
#[derive(Debug, Serialize)]
pub(super) struct ClarityModel {
    /// The entry of the answer.
    pub answer: u64,
    pub clear: u64,
    pub unclear: u64,
    /// Members who asked or want to know too.
    pub askers: u64,
}

impl ClarityModel {
    pub fn of(question: &Question) -> Option<ClarityModel> {
        let found = question.clarity()?;
        Some(ClarityModel {
            answer: question.answers.last()?.index.0,
            clear: found.clear,
            unclear: found.unclear,
            askers: found.askers,
        })
    }
}

/// A question that asks on.
#[derive(Debug, Serialize)]
pub(super) struct FollowUpModel {
    pub id: u64,
    pub code: String,
    /// The words; gone once removed.
    pub text: Option<String>,
    pub standing: &'static str,
    /// How many ask it.
    pub asked: u64,
}

/// The follow-ups that are shown, and how many more there are.
pub(super) fn follow_ups(
    state: &State,
    question: &Question,
    now: Stamp,
) -> (Vec<FollowUpModel>, usize) {
    let outages = state.jurisdictions.outages();
    let model = |id: &QuestionId| {
        let found = state.questions.get(*id)?;
        Some(FollowUpModel {
            id: id.0,
            code: label(Kind::Question, id.0),
            text: None,
            standing: code(found.standing(outages, now)),
            asked: found.endorsements().saturating_add(1),
        })
    };
    let mut all: Vec<_> = question.follow_ups.iter().filter_map(model).collect();
    all.sort_by_key(|one| (u64::MAX - one.asked, one.id));
    let more = all.len().saturating_sub(FOLLOW_UPS_MAX);
    all.truncate(FOLLOW_UPS_MAX);
    (all, more)
}

/// The last card of the page: what is said of the answer, or that there is none yet; and the tabs.
pub(super) fn card(w: Words, m: &QuestionPage) -> Markup {
    let said = m.question.clarity.as_ref();
    let title = match said {
        Some(_) => t!(w, "clarity-title"),
        None => t!(w, "clarity-waits"),
    };
    let state = match said {
        Some(said) => {
            let n = said.clear.saturating_add(said.unclear);
            html! { span.sm.mut { (t!(w, "clarity-said", n = n, of = said.askers)) } }
        }
        None => html! {},
    };
    let facts = html! {
        @if let Some(said) = said {
            p.key {
                span { svg.sw aria-hidden="true" { rect.r width="16" height="11" {} } (t!(w, "clarity-clear")) " " b { (said.clear) } }
                span { svg.sw aria-hidden="true" { rect.g x=".75" y=".75" width="14.5" height="9.5" {} } (t!(w, "clarity-unclear")) " " b { (said.unclear) } }
            }
        }
        (asked_on(w, m))
        p.sm.mut.mt1 { (mine(w, m)) }
    };
    html! {
        (tabbed(w, m, &Card::new(Icon::Chat, &title, "").state(state), &facts))
        @if m.may.judge || m.failed.act == "judge" {
            div #ask-on { (folded(m, "judge", &t!(w, "clarity-ask-on"), ask_on(w, m))) }
        }
    }
}

fn asked_on(w: Words, m: &QuestionPage) -> Markup {
    let q = &m.question;
    html! {
        @if !q.follow_ups.is_empty() {
            p.sm.mt1 { (t!(w, "clarity-most")) }
            ul.nl { @for one in &q.follow_ups {
                li {
                    a.go2 href={ "/q/" (one.code) } { (one.text.clone().unwrap_or_else(|| t!(w, "question-removed"))) }
                    " " span.sm.mut { (t!(w, "clarity-asked", n = one.asked)) (t!(w, "list-comma")) (standing(w, one.standing)) }
                }
            } }
            @if q.follow_ups_more > 0 { p.sm.mut { (t!(w, "questions-more", n = q.follow_ups_more)) } }
        }
    }
}

/// What the reader said, or who may say something.
fn mine(w: Words, m: &QuestionPage) -> String {
    match (m.may.judged, m.question.clarity.is_some()) {
        _ if !m.may.follow => t!(w, "clarity-outside"),
        (Some(true), _) => t!(w, "clarity-mine-clear"),
        (Some(false), _) => t!(w, "clarity-mine-unclear"),
        (None, true) => t!(w, "clarity-who"),
        (None, false) => t!(w, "clarity-waits-text"),
    }
}

/// At most three tabs: to want to know or to call it clear, to ask on, to follow.
fn tabbed(w: Words, m: &QuestionPage, card: &Card<'_>, facts: &Markup) -> Markup {
    let to = |act: &str| format!("/q/{}/{act}", m.question.id);
    let (endorse, judge, follow) = (to("endorse"), to("judge"), to("follow"));
    let [one, two, three] = ["endorse", "judge", "follow"].map(|act| format!("{act}{}", m.token));
    let answer = m.question.clarity.as_ref().map_or(0, |said| said.answer);
    let answer = answer.to_string();
    let wants = [("token", one.as_str())];
    let clear = [
        ("token", two.as_str()),
        ("answer", answer.as_str()),
        ("clear", "yes"),
    ];
    let keeps = if m.may.followed { "no" } else { "yes" };
    let keeps = [("token", three.as_str()), ("follow", keeps)];
    let on = match m.may.judge {
        true => "#ask-on".to_owned(),
        false => format!("/q/new?about={}", m.question.code),
    };
    let words = [
        t!(w, "question-endorse"),
        t!(w, "clarity-clear"),
        t!(w, "question-follow"),
        if m.may.followed {
            t!(w, "follow-no")
        } else {
            t!(w, "follow-yes")
        },
    ];
    let [endorse_words, clear_words, on_words, keep_words] = &words;
    let mut card = card.clone();
    if m.may.endorse {
        let tab = Tab::post(endorse_words, &endorse, &wants);
        card = card.tab(if m.may.answer { tab } else { tab.go() });
    } else if m.may.judge && m.may.judged != Some(true) {
        card = card.tab(Tab::post(clear_words, &judge, &clear).go());
    }
    card = card.tab(Tab::link(on_words, &on));
    if m.may.follow {
        card = card.tab(Tab::post(keep_words, &follow, &keeps));
    }
    card.render(facts.clone())
}

fn ask_on(w: Words, m: &QuestionPage) -> Markup {
    let answer = m.question.clarity.as_ref().map_or(0, |said| said.answer);
    let rows = html! {
        (hidden("answer", &answer.to_string()))
        (hidden("clear", "no"))
        (typed(m, "judge", "words", &t!(w, "clarity-words")).hint(&t!(w, "clarity-words-hint"))
            .length_max(app::text::TEXT_CHARS_MAX).textarea(3))
        (btn(None, &t!(w, "clarity-unclear-go"), false))
    };
    form(m, "judge", &rows)
}

//! How an office is closed: what the form says, and what its page says afterwards.

use maud::{Markup, html};
use relief::command::Command;
use relief::entry::JurisdictionClosed;
use relief::ids::JurisdictionId;
use relief::jurisdiction::{Closed, Jurisdictions};
use relief::name::UnitCode;
use relief::refusal::Refusal;
use relief::state::State;
use relief::watch::day;
use serde::Serialize;

use super::office::{Link, OfficePage};
use super::said;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::parts::field::{self, Field, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, fold, note};
use crate::t;
use crate::words::{Words, date_time_year};

/// How an office ends, ended, or would end.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ClosedModel {
    /// The last local day that it owes.
    pub owes_until: String,
    /// Who takes over.
    pub successor: Option<Link>,
    /// The entry, when it was written, and by whom.
    pub entry: u64,
    pub at: i64,
    pub by: u64,
    #[serde(skip)]
    day_words: String,
    /// The code of the one that takes over, as the form holds it.
    #[serde(skip)]
    code: String,
}

impl ClosedModel {
    pub fn of(w: Words, known: &Jurisdictions, closed: Option<Closed>) -> Option<ClosedModel> {
        let closed = closed?;
        let code = closed.successor.and_then(|id| known.get(id));
        Some(ClosedModel {
            code: code.map_or(String::new(), |found| found.code.as_str().to_owned()),
            owes_until: closed.owes_until.iso(),
            successor: closed.successor.and_then(|id| Link::to(known, id)),
            entry: closed.index.0,
            at: closed.at.0,
            by: closed.by.0,
            day_words: said::day(w, closed.owes_until),
        })
    }
}

/// What the form means, or what does not fit.
pub(super) fn read(
    w: Words,
    state: &State,
    jurisdiction: JurisdictionId,
    fields: &Fields,
) -> Result<Command, Misfit> {
    let fault = |field: &str, why: String| (field.to_owned(), why);
    let last = day::read(fields.text("owes_until")).and_then(|written| written.near(None));
    let owes_until = last.ok_or_else(|| fault("owes_until", t!(w, "form-day")))?;
    let typed = fields.text("successor").trim();
    let code = UnitCode::new(typed);
    let found = code.and_then(|code| state.jurisdictions.by_code(&code));
    if found.is_none() && !typed.is_empty() {
        return Err(fault("successor", t!(w, "office-parent-missing")));
    }
    Ok(Command::CloseJurisdiction(JurisdictionClosed {
        jurisdiction,
        owes_until,
        successor: found,
    }))
}

/// The field that a refusal is about.
pub(super) fn field_of(of: JurisdictionId, refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::SameThing => "successor",
        Refusal::OfficeClosed(id) if *id != of => "successor",
        _ => "owes_until",
    }
}

/// What whoever opens the page of an office that ends has to know first.
pub(super) fn notice(w: Words, m: &OfficePage) -> Markup {
    if let Some(closing) = &m.closing {
        return proposed(w, m, closing);
    }
    let Some(closed) = &m.closed else {
        return html! {};
    };
    let day = closed.day_words.clone();
    note::note(
        Icon::Lock,
        &t!(w, "office-closed", day = day),
        html! {
            p.sm { (takes_over(w, closed)) }
            p.sm.mut {
                (t!(w, "office-closed-text")) " "
                (t!(w, "office-closed-by", by = closed.by, time = date_time_year(w, closed.at))) " "
                a.go2 href={ "/l/" (closed.entry) } { (t!(w, "text-entry", n = closed.entry)) }
            }
        },
    )
}

/// What one lead wants, in public; another one ends the office by saying the same.
fn proposed(w: Words, m: &OfficePage, closing: &ClosedModel) -> Markup {
    let day = closing.day_words.clone();
    let title = t!(w, "office-closing", day = day);
    let text = html! {
        p.sm { (takes_over(w, closing)) }
        p.sm.mut {
            (t!(w, "office-closing-by", by = closing.by, time = date_time_year(w, closing.at))) " "
            a.go2 href={ "/l/" (closing.entry) } { (t!(w, "text-entry", n = closing.entry)) }
        }
        @if m.may_confirm_closing {
            form.mt2 method="post" action={ "/o/" (m.row.id) "/close" } {
                (token(&format!("agree{}", m.token)))
                (field::hidden("owes_until", &closing.owes_until))
                (field::hidden("successor", &closing.code))
                (btn(Some(Icon::Lock), &t!(w, "office-closing-go"), false))
            }
        }
        @if m.may_close {
            form.mt2 method="post" action={ "/o/" (m.row.id) "/close/withdraw" } {
                (token(&format!("keep{}{}", closing.entry, m.token)))
                (btn(Some(Icon::Back), &t!(w, "office-closing-back"), false))
            }
        }
    };
    note::note(Icon::Clock, &title, text)
}

fn takes_over(w: Words, of: &ClosedModel) -> Markup {
    html! {
        @if let Some(to) = &of.successor { (t!(w, "office-taken-over")) " " a.go2 href={ "/o/" (to.id) } { (to.name) } }
        @else { (t!(w, "office-taken-over-none")) }
    }
}

/// The form, for whoever may close it.
pub(super) fn form(w: Words, m: &OfficePage) -> Markup {
    let fault = |field: &str| field::fault(&m.faults, field);
    let typed = m.typed.text("owes_until");
    let last = if typed.is_empty() { &m.today } else { typed };
    let form = html! {
        p { (t!(w, "office-close-text")) }
        form.commit method="post" action={ "/o/" (m.row.id) "/close" } {
            (token(&format!("close{}", m.token)))
            (Field::new("owes_until", &t!(w, "office-until")).hint(&t!(w, "office-until-text")).value(last).error(fault("owes_until")).kind("date").required().text())
            (Field::new("successor", &t!(w, "office-successor")).hint(&t!(w, "office-successor-text")).value(m.typed.text("successor")).error(fault("successor")).autocomplete("off").text())
            (btn(Some(Icon::Lock), &t!(w, "office-close"), false))
        }
    };
    let open = fault("owes_until").or(fault("successor")).is_some();
    html! {
        section #close {
            @if open { h2 { (t!(w, "office-close")) } (form) } @else { (fold(&t!(w, "office-close"), form)) }
        }
    }
}

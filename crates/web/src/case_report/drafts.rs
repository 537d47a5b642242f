//! Reports that one official has typed and another looks at: kept, opened, sent back. Nothing of it is public.

use app::Refused;
use app::case_report::draft::{CaseDraft, DAYS_KEPT, WORDS_CHARS_MAX};
use axum::response::Response;
use maud::{Markup, html};
use relief::ids::{JurisdictionId, PartyId};
use relief::watch::day::Day;
use serde::Serialize;

use super::model::{Begun, FileModel};
use super::{form, model, routes, said, views};
use crate::acting::act;
use crate::address::Path;
use crate::error::Fault;
use crate::fields::Fields;
use crate::label::Id;
use crate::parts::field::{self, Field};
use crate::parts::icon::Icon;
use crate::parts::{self, note};
use crate::refused;
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, date_time};

/// One draft of the office.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DraftModel {
    pub day: String,
    #[serde(skip)]
    pub day_words: String,
    /// The party of whoever typed it.
    pub by: u64,
    /// Whether that is the reader.
    pub is_own: bool,
    pub at: i64,
    /// What somebody wrote who looked at it and sent it back.
    pub sent_back: Option<String>,
    #[serde(skip)]
    pub fields: Vec<(String, String)>,
}

/// The drafts of an office, for its officials; nothing for anybody else.
pub(super) async fn kept(visitor: &Visitor, of: JurisdictionId) -> Vec<DraftModel> {
    let Some(who) = &visitor.who else {
        return Vec::new();
    };
    let model = |draft: CaseDraft| DraftModel {
        day: draft.day.iso(),
        day_words: said::day(visitor.words(), draft.day),
        by: draft.by.0,
        is_own: draft.by == who.party,
        at: draft.at.0,
        sent_back: draft.sent_back,
        fields: draft.fields,
    };
    // A form without its drafts is better than none.
    let kept = visitor.app().case_drafts(who, of).await.unwrap_or_default();
    kept.into_iter().map(model).collect()
}

/// Keeps what was typed. The form's token is left for the act that files it.
pub(super) async fn keep(
    visitor: &Visitor,
    of: JurisdictionId,
    day: Day,
    fields: Fields,
) -> Response {
    let typed = form::typed(&fields);
    let app = visitor.app();
    act(
        visitor.acting(&fields).await,
        async |_, who| {
            app.keep_case_draft(&who, (of, day), &typed).await?;
            Ok(who.party)
        },
        |by| address(of, day, by),
        async |refused| routes::why_not(visitor, (of, day), fields.clone(), &refused).await,
    )
    .await
}

fn address(of: JurisdictionId, day: Day, by: PartyId) -> String {
    format!("/o/{}/file?day={}&draft={}", of.0, day.iso(), by.0)
}

/// `POST /o/ID/draft`: sends somebody's draft back, with words.
pub(super) async fn send_back(visitor: Visitor, Path(id): Path<Id>, fields: Fields) -> Response {
    let of = JurisdictionId(id.0);
    let day = routes::read_day(fields.text("day"));
    let by = fields.text("draft").parse().ok().map(PartyId);
    let Some((day, by)) = day.zip(by) else {
        return visitor.fault(Fault::Invalid);
    };
    let app = visitor.app();
    act(
        visitor.acting(&fields).await,
        async |_, who| {
            let words = fields.text("sent_back");
            app.send_back_case_draft(&who, (of, day, by), words).await
        },
        |()| address(of, day, by),
        async |refused| again(&visitor, (of, day, by), &fields, &refused).await,
    )
    .await
}

/// The draft still open, with the words that did not fit.
async fn again(
    visitor: &Visitor,
    (of, day, by): (JurisdictionId, Day, PartyId),
    fields: &Fields,
    refused: &Refused,
) -> Response {
    let why = refused::sentence(visitor.words(), refused);
    let faults = vec![("sent_back".to_owned(), why)];
    match model::model(visitor, of, Some(day), Begun::Draft(by.0), faults).await {
        Some(mut form) => {
            form.typed.set("sent_back", fields.text("sent_back"));
            visitor.again_because(refused, &form, views::form)
        }
        None => visitor.fault(Fault::NotFound),
    }
}

/// The drafts above the form: which one is open, and which others there are.
pub(super) fn list(w: Words, m: &FileModel) -> Markup {
    let opened = |one: &DraftModel| m.opened == Some(one.by) && m.day == one.day;
    let who = |one: &DraftModel| {
        let when = date_time(w, one.at);
        if one.is_own {
            t!(w, "case-draft-own", when = when)
        } else {
            t!(w, "case-draft-other", when = when)
        }
    };
    let others: Vec<Markup> = m
        .drafts
        .iter()
        .filter(|one| !opened(one))
        .map(|one| {
            let path = format!(
                "/o/{}/file?day={}&draft={}",
                m.jurisdiction, one.day, one.by
            );
            parts::chip(&path, &format!("{} {}", one.day_words, who(one)), false)
        })
        .collect();
    html! {
        @for one in m.drafts.iter().filter(|one| opened(one)) {
            (note::note(Icon::Clock, &who(one), html! {
                @if let Some(words) = &one.sent_back { p.sm { (t!(w, "case-draft-back-words")) " " b { (words) } } }
                @if one.is_own { p.sm { (t!(w, "case-draft-own-text", days = DAYS_KEPT)) } }
                @else { p.sm { (t!(w, "case-draft-other-text")) } }
            }))
        }
        @if !others.is_empty() {
            p.sm.mut { (t!(w, "case-drafts")) }
            (parts::chips(&t!(w, "case-drafts"), &others))
        }
    }
}

/// Below the form of somebody else's draft: back to them, with words.
pub(super) fn back_form(w: Words, m: &FileModel) -> Markup {
    let others = |one: &&DraftModel| m.opened == Some(one.by) && m.day == one.day && !one.is_own;
    let Some(draft) = m.drafts.iter().find(others) else {
        return html! {};
    };
    let error = m.faults.iter().find(|(field, _)| field == "sent_back");
    let (label, hint) = (t!(w, "case-draft-back"), t!(w, "case-draft-back-text"));
    html! {
        form.stack method="post" action={ "/o/" (m.jurisdiction) "/draft" } {
            (field::token(&m.token))
            (field::hidden("day", &draft.day))
            (field::hidden("draft", &draft.by.to_string()))
            (Field::new("sent_back", &label).hint(&hint).value(m.typed.text("sent_back"))
                .error(error.map(|(_, why)| why.as_str())).length_max(WORDS_CHARS_MAX).text())
            (parts::btn(Some(Icon::Back), &t!(w, "case-draft-back-go"), false))
        }
    }
}

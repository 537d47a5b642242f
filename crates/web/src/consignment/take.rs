//! `/t/CODE/take`: who stands at the goods and scans their label says "I take it"; the holder confirms.

use crate::address::Path;
use app::carrier::{NewHandover, asker_code};
use app::{Person, Refused};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use relief::ids::ConsignmentId;

use crate::carrier::initials_field;
use crate::consignment::form::{self, Errors};
use crate::consignment::hand::{FormModel, kept, said, shell};
use crate::consignment::{counting, wrong};
use crate::fields::Fields;
use crate::layout::Ctx;
use crate::parts::field::{Field, error_summary, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, last_step, note};
use crate::t;
use crate::visitor::Visitor;

/// `GET /t/CODE/take`.
pub async fn show(visitor: Visitor, Path(code): Path<String>) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        let model = load(&visitor, id).await?;
        Ok::<_, Response>(visitor.page(&model, view))
    };
    load.await.unwrap_or_else(|answer| answer)
}

/// `POST /t/CODE/take`.
pub async fn ask(visitor: Visitor, Path(code): Path<String>, fields: Fields) -> Response {
    let load = async {
        let id = wrong::find(&visitor, &code)?;
        if visitor.who.is_none()
            && let Err(why) = visitor.count_newcomer()
        {
            let mut model = load(&visitor, id).await?;
            (model.fields, model.errors) = (fields, said(visitor.words(), "initials", &why));
            return Ok(visitor.again_because(&why, &model, view));
        }
        match asked(&visitor, id, &code, &fields).await {
            Ok(to) => Ok(Redirect::to(&to).into_response()),
            Err(errors) => {
                let mut model = load(&visitor, id).await?;
                (model.fields, model.errors) = (fields, errors);
                Ok::<_, Response>(visitor.again(&model, view))
            }
        }
    };
    load.await.unwrap_or_else(|answer| answer)
}

#[allow(clippy::result_large_err, reason = "the error is the answer itself")]
async fn load(visitor: &Visitor, id: ConsignmentId) -> Result<FormModel, Response> {
    let mut model = FormModel::load(visitor, id).await?;
    if visitor.who.is_none() {
        let own = asker_code(id, &model.track.token);
        model.next = Some(visitor.site.url(&format!("/h/{own}")));
    }
    Ok(model)
}

/// Asks, and answers the page on which the taker waits for the holder.
async fn asked(
    visitor: &Visitor,
    id: ConsignmentId,
    code: &str,
    fields: &Fields,
) -> Result<String, Errors> {
    let w = visitor.words();
    let mut errors = Errors::default();
    let new = form::handover(visitor, id, fields, "count", &mut errors);
    let initials = fields.text("initials");
    if visitor.who.is_none() && initials.is_empty() {
        errors.add("initials", t!(w, "carrier-initials-missing"));
    }
    if !errors.0.is_empty() {
        return Err(errors);
    }
    let done = match visitor.who.as_deref() {
        Some(who) => ask_as(visitor, who, fields, new)
            .await
            .map(|()| format!("/t/{code}")),
        None => {
            let token = form::once(visitor, fields);
            let own = visitor.app().ask_to_take_once(&token, initials, new).await;
            own.map(|own| format!("/h/{own}"))
        }
    };
    done.map_err(|refused| {
        let names = matches!(refused, Refused::Name(_));
        said(w, if names { "initials" } else { "count-0" }, &refused)
    })
}

async fn ask_as(
    visitor: &Visitor,
    who: &Person,
    fields: &Fields,
    new: NewHandover,
) -> Result<(), Refused> {
    let acting = visitor.acting(fields).await?;
    acting.app.ask_to_take(who, new).await.map(|_| ())
}

fn view(ctx: &Ctx, m: &FormModel) -> Markup {
    let w = ctx.words;
    let key = m.track.card.id.to_string();
    let body = html! {
        @if m.track.acts.take {
            form.stack method="post" action={ (m.track.card.href()) "/take" } data-outbox=(key) {
                (error_summary(w, &m.errors.pairs()))
                (token(&m.track.token))
                (counting::taken(w, "count", &m.track.lines, &m.fields, &m.errors))
                @if ctx.signed_in.is_none() { (initials_field(w, &m.fields, &m.errors)) }
                (counting::taker(&t!(w, "take-as"), w, &m.fields))
                (Field::new("place", &t!(w, "hand-place")).hint(&t!(w, "hand-place-hint"))
                    .value(m.fields.text("place")).error(m.errors.of("place")).text())
                (last_step(&t!(w, "take-sum"), &t!(w, "take-meaning"), btn(Some(Icon::Hand), &t!(w, "take-go"), true)))
                (kept(&t!(w, "take-kept"), w, m.next.as_deref()))
            }
        } @else {
            (note::note(Icon::Hand, &t!(w, "take-not-now"), html! { p { (t!(w, "take-not-now-text")) } }))
        }
    };
    shell(ctx, m, &t!(w, "take-title"), body)
}

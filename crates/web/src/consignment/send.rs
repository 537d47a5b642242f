//! `/send`: firm commitments for one recipient become a consignment.

use std::sync::Arc;

use crate::acting;
use crate::address::Query;
use app::consignment::NewConsignment;
use app::{App, Person, Receipt};
use axum::response::Response;
use maud::{Markup, html};
use relief::code::Role;
use relief::command::Actor;
use relief::commitment::{Commitment, CommitmentState, outstanding};
use relief::consignment::{CONSIGNMENT_LINES_MAX, PACKAGES_MAX};
use relief::entry::ConsignmentLineFact;
use relief::ids::{CommitmentId, RecipientId};
use relief::state::State;
use serde::{Deserialize, Serialize};

use crate::consignment::form::{self, Errors};
use crate::consignment::hand::said;
use crate::error::Fault;
use crate::fields::Fields;
use crate::label::{Id, Kind, label};
use crate::layout::{Ctx, Nav, Shell};
use crate::names;
use crate::parts::field::{Field, error_summary, hidden, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, last_step, note};
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, number};

/// Which commitment to begin with.
#[derive(Debug, Deserialize)]
pub struct Asked {
    commitment: Option<Id>,
}

/// The form for one recipient.
#[derive(Debug, Serialize)]
pub struct SendModel {
    /// The commitment that the reader came from.
    commitment: u64,
    /// For whom.
    recipient_name: String,
    /// Where the goods are.
    place: String,
    /// What can be packed together.
    lines: Vec<LineModel>,
    #[serde(skip)]
    fields: Fields,
    #[serde(skip)]
    errors: Errors,
    #[serde(skip)]
    token: String,
}

/// A commitment that can be packed.
#[derive(Debug, Serialize)]
struct LineModel {
    commitment: u64,
    code: String,
    name: String,
    unit: &'static str,
    outstanding: u64,
}

/// `GET /send?commitment=ID`.
pub async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    match load(&visitor, asked.commitment) {
        Ok(model) => visitor.page(&model, view),
        Err(answer) => answer,
    }
}

/// `POST /send`.
pub async fn send(visitor: Visitor, fields: Fields) -> Response {
    let mut model = match load(&visitor, fields.text("commitment").parse().ok()) {
        Ok(model) => model,
        Err(answer) => return answer,
    };
    let mut errors = Errors::default();
    let new = read(visitor.words(), &model, &fields, &mut errors);
    let new = match new {
        Some(new) if errors.0.is_empty() => new,
        _ => {
            (model.fields, model.errors) = (fields, errors);
            return visitor.again(&model, view);
        }
    };
    let by = visitor.acting(&fields).await;
    let send = async |app: App, who: Arc<Person>| app.send(&who, new).await;
    let to = |made: Receipt| format!("/t/{}", label(Kind::Consignment, made.index));
    let why = async |refused| {
        let errors = said(visitor.words(), "place", &refused);
        (model.fields, model.errors) = (fields, errors);
        visitor.again_because(&refused, &model, view)
    };
    acting::act(by, send, to, why).await
}

fn read(w: Words, m: &SendModel, fields: &Fields, errors: &mut Errors) -> Option<NewConsignment> {
    let mut lines = Vec::new();
    for line in &m.lines {
        let id = line.commitment;
        let quantity = form::number(w, fields, &format!("quantity-{id}"), errors);
        let packages = form::number(w, fields, &format!("boxes-{id}"), errors);
        if quantity == 0 {
            continue;
        }
        if packages == 0 {
            errors.add(format!("boxes-{id}"), t!(w, "send-boxes-missing"));
        }
        let commitment = CommitmentId(id);
        lines.push(ConsignmentLineFact {
            commitment,
            packages,
            quantity,
        });
    }
    if let (true, Some(first)) = (lines.is_empty(), m.lines.first()) {
        errors.add(
            format!("quantity-{}", first.commitment),
            t!(w, "consignment-form-nothing"),
        );
    }
    let place = form::place(w, fields, "place", errors);
    if place.is_none() && errors.of("place").is_none() {
        errors.add("place", t!(w, "consignment-form-place"));
    }
    Some(NewConsignment {
        packages: lines
            .iter()
            .fold(0, |sum, l| sum.saturating_add(l.packages)),
        lines,
        place: place?,
        eta: form::moment(w, fields, "eta", errors),
    })
}

#[allow(clippy::result_large_err, reason = "the error is the answer itself")]
fn load(visitor: &Visitor, asked: Option<Id>) -> Result<SendModel, Response> {
    let actor = visitor.person()?.actor();
    let Id(index) = asked.ok_or_else(|| visitor.fault(Fault::NotFound))?;
    let made = {
        let state = visitor.app().state();
        model(&state, visitor.words(), &actor, CommitmentId(index))
    };
    let mut model = made.ok_or_else(|| visitor.fault(Fault::NotFound))?;
    model.token = relief::ids::hex(&visitor.app().entropy().id().0);
    Ok(model)
}

fn model(state: &State, w: Words, actor: &Actor, asked: CommitmentId) -> Option<SendModel> {
    let first = state.commitments.get(&asked)?;
    let recipient = state.needs.get(&first.need)?.recipient;
    let mut lines = Vec::new();
    lines.extend(packable(state, w, actor, asked, first));
    for (id, one) in of_recipient(state, recipient) {
        if id != asked && lines.len() < CONSIGNMENT_LINES_MAX {
            lines.extend(packable(state, w, actor, id, one));
        }
    }
    let (_, named) = state.recipient(recipient)?;
    Some(SendModel {
        commitment: asked.0,
        recipient_name: named.name.as_str().to_owned(),
        place: names::place(w, state, first.place),
        lines,
        fields: Fields::default(),
        errors: Errors::default(),
        token: String::new(),
    })
}

fn of_recipient(
    state: &State,
    recipient: RecipientId,
) -> impl Iterator<Item = (CommitmentId, &Commitment)> {
    let needs = state
        .recipients
        .get(&recipient)
        .into_iter()
        .flat_map(|r| &r.needs);
    let lines = needs
        .filter_map(|id| state.needs.get(id))
        .flat_map(|n| &n.lines);
    let ids = lines.flat_map(|line| &line.commitments);
    ids.filter_map(|id| Some((*id, state.commitments.get(id)?)))
}

/// A firm commitment with something left, of the reader or of a need whose goods they pack.
fn packable(
    state: &State,
    w: Words,
    actor: &Actor,
    id: CommitmentId,
    one: &Commitment,
) -> Option<LineModel> {
    let need = state.needs.get(&one.need)?;
    let may = one.donor == actor.party || state.works_as(actor, Role::Receipts, need.room);
    let left = outstanding(state, one);
    let item = state.line(one.need, one.line)?.item;
    let line = LineModel {
        commitment: id.0,
        code: label(Kind::Commitment, id.0),
        name: names::item(w, item).to_owned(),
        unit: names::unit(w, item.unit(), left),
        outstanding: left,
    };
    (may && one.state == CommitmentState::Firm && left > 0).then_some(line)
}

fn view(ctx: &Ctx, m: &SendModel) -> Markup {
    let w = ctx.words;
    let body = html! {
        @if m.lines.is_empty() {
            (note::empty(Icon::Box, &t!(w, "send-empty"), &t!(w, "send-empty-text"), Some((&format!("/c/{}", m.commitment), &t!(w, "send-back")))))
        } @else {
            form.commit method="post" action="/send" data-enhance {
                (error_summary(w, &m.errors.pairs()))
                (token(&m.token))
                (hidden("commitment", &m.commitment.to_string()))
                @for line in &m.lines { (line_view(w, m, line)) }
                (Field::new("place", &t!(w, "send-place")).value(&typed(m, "place", &m.place)).error(m.errors.of("place")).required().text())
                (Field::new("eta", &t!(w, "send-eta")).hint(&t!(w, "send-eta-hint")).kind("datetime-local")
                    .value(m.fields.text("eta")).error(m.errors.of("eta")).text())
                (last_step(&t!(w, "send-sum", to = m.recipient_name.clone()), &t!(w, "send-meaning"), btn(Some(Icon::Box), &t!(w, "send-go"), true)))
            }
        }
    };
    Shell::new(&t!(w, "send-title"), Nav::Track)
        .subtitle(&m.recipient_name)
        .back(Some(&format!("/c/{}", m.commitment)))
        .render(ctx, body)
}

fn line_view(w: Words, m: &SendModel, line: &LineModel) -> Markup {
    let id = line.commitment;
    let (quantity, boxes) = (format!("quantity-{id}"), format!("boxes-{id}"));
    // Only the commitment that the reader came from is filled in: the others are offered.
    let all = line.outstanding.to_string();
    let (start, one) = if id == m.commitment {
        (all.as_str(), "1")
    } else {
        ("0", "0")
    };
    html! {
        div.sheet {
            h2 { (line.name) " " small { (line.code) } }
            (Field::new(&quantity, &t!(w, "send-quantity")).value(&typed(m, &quantity, start)).error(m.errors.of(&quantity))
                .hint(&t!(w, "send-left", n = number(line.outstanding), unit = line.unit))
                .number(w, line.unit, 0, line.outstanding, 1))
            (Field::new(&boxes, &t!(w, "send-boxes")).value(&typed(m, &boxes, one)).error(m.errors.of(&boxes))
                .number(w, "", 0, PACKAGES_MAX, 1))
        }
    }
}

fn typed(m: &SendModel, field: &str, start: &str) -> String {
    let typed = m.fields.text(field);
    if typed.is_empty() { start } else { typed }.to_owned()
}

//! Firm goods above what their recipient needs, for those who lack them: nothing moves before the donor agrees.

use maud::{Markup, html};
use relief::command::Actor;
use relief::ids::RecipientId;
use relief::plan::redirects::Proposal;
use relief::state::State;
use serde::Serialize;

use super::model::ItemModel;
use super::views::counted;
use crate::commitment::said;
use crate::parts::icon::Icon;
use crate::parts::{self, field};
use crate::t;
use crate::words::{Words, percent};

/// So much of a commitment for another line; base units, shares in whole per cent.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RedirectModel {
    /// The commitment.
    pub commitment: u64,
    /// Its donor as the public may know them.
    pub donor: String,
    /// For whom it is firm.
    pub from_name: String,
    /// The other need.
    pub need: u64,
    /// Its line.
    pub line: u64,
    /// Its recipient's name.
    pub to_name: String,
    /// How much.
    pub quantity: u64,
    /// The share that is there, in per cent.
    pub before: u64,
    /// The share with it.
    pub after: u64,
    /// Whether the reader may ask the donor.
    #[serde(skip)]
    pub may_ask: bool,
}

/// What could go elsewhere of an item that no plan gives anything of.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BesideModel {
    /// The item.
    pub item: ItemModel,
    /// From whom, to whom.
    pub redirects: Vec<RedirectModel>,
}

/// What could go elsewhere.
pub(super) fn redirects(
    w: Words,
    state: &State,
    proposals: &[Proposal],
    actor: Option<&Actor>,
) -> Vec<RedirectModel> {
    let name = |id: RecipientId| {
        let found = state.recipient(id);
        found.map_or(String::new(), |(_, r)| r.name.as_str().to_owned())
    };
    let model = |of: &Proposal| {
        let found = state.commitments.get(&of.commitment)?;
        let (from, to) = (state.needs.get(&found.need)?, state.needs.get(&of.need)?);
        let may_ask = actor.is_some_and(|actor| {
            found.donor == actor.party
                || state.acts_for(actor, from.recipient)
                || state.coordinates(actor, from.room)
        });
        Some(RedirectModel {
            commitment: of.commitment.0,
            donor: said::donor(w, state, found.donor, found.place),
            from_name: name(from.recipient),
            need: of.need.0,
            line: of.line,
            to_name: name(to.recipient),
            quantity: of.quantity,
            before: percent(of.covered, of.demand)?,
            after: percent(of.covered.saturating_add(of.quantity), of.demand)?,
            may_ask,
        })
    };
    proposals.iter().filter_map(model).collect()
}

/// Each with the button that asks, for those who may.
pub(super) fn view(w: Words, all: &[RedirectModel], item: &ItemModel, token: &str) -> Markup {
    html! {
        section.bs #redirects {
            h2 { (t!(w, "plan-redirects")) }
            p.sm.mut.mt1 { (t!(w, "plan-redirects-text")) }
            (list(w, all, item, token))
        }
    }
}

/// The same for items that no plan gives anything of.
pub(super) fn beside(w: Words, all: &[BesideModel], token: &str) -> Markup {
    html! {
        section.c12.bs {
            h2 { (t!(w, "plan-redirects-beside")) }
            p.sm.mut.mt1 { (t!(w, "plan-redirects-text")) }
            @for of in all { h3.mt3 { (of.item.name) } (list(w, &of.redirects, &of.item, token)) }
        }
    }
}

fn list(w: Words, all: &[RedirectModel], item: &ItemModel, token: &str) -> Markup {
    html! { ul.nl { @for one in all { (row(w, one, item, token)) } } }
}

fn row(w: Words, m: &RedirectModel, item: &ItemModel, token: &str) -> Markup {
    let whence = t!(
        w,
        "plan-redirect-from",
        donor = m.donor.clone(),
        name = m.from_name.clone()
    );
    html! {
        li {
            p.row.sp.base {
                span { a.go2 href={ "/n/" (m.need) } { b { (m.to_name) } } }
                span.nb { span.mut { (m.before) "% → " } b { (m.after) "%" } }
            }
            p.row.sp.base.sm {
                a.mut href={ "/c/" (m.commitment) } { (whence) }
                b.nb { (counted(m.quantity, item.unit_of(w, m.quantity))) }
            }
            @if m.may_ask {
                form.noprint method="post" action={ "/c/" (m.commitment) "/propose" } {
                    (field::token(token))
                    (field::hidden("to", &format!("{}:{}", m.need, m.line)))
                    (field::hidden("quantity", &m.quantity.to_string()))
                    (parts::btn(Some(Icon::Send), &t!(w, "plan-redirect-ask"), false))
                }
            }
        }
    }
}

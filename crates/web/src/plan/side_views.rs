//! What there is to share, and what fairness costs.

use maud::{Markup, html};

use super::model::{ItemModel, PlanPage, PolicyModel, PriceModel};
use crate::parts::field::{self, Field};
use crate::parts::table::{Col, table};
use crate::parts::{self};
use crate::t;
use crate::words::{Words, number};

/// The whole, in thousandths.
const WHOLE: u64 = relief::plan::policy::WHOLE_PERMILLE;
/// What a policy form offers for "everyone first", in thousandths.
const EVERYONE_FIRST: [u64; 5] = [0, 100, 200, 300, 500];
/// And for the weight of critical needs.
const WEIGHTS: [u64; 4] = [1, 2, 3, 5];

/// The goods.
pub(super) fn lots(w: Words, m: &PlanPage, item: &ItemModel) -> Markup {
    let heads = [
        t!(w, "plan-from"),
        t!(w, "plan-standard"),
        item.unit.to_owned(),
    ];
    let [from, standard, unit] = &heads;
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    let (mut all, mut given) = (0_u64, 0_u64);
    for lot in &m.lots {
        all = all.saturating_add(lot.quantity);
        given = given.saturating_add(lot.given);
        let reaches = if lot.reaches == 0 {
            t!(w, "plan-reaches-none")
        } else {
            t!(w, "plan-reaches", n = lot.reaches)
        };
        rows.push(vec![
            html! { a href={ "/offer/" (lot.offer) } { (lot.place_name) } span.sm.mut.blk.nb { (lot.code) } },
            html! {
                span.sm {
                    (lot.standard.map_or_else(|| t!(w, "plan-no-standard"), |s| s.replace(' ', "\u{a0}")))
                    span.mut.blk { (reaches) }
                    @for said in &lot.conditions { span.mut.blk { (said) } }
                }
            },
            html! { b { (number(lot.quantity)) } },
        ]);
    }
    rows.push(vec![
        html! { (t!(w, "plan-sum")) },
        html! { span.sm.mut { (t!(w, "plan-sum-given", n = given)) } },
        html! { b { (number(all)) } },
    ]);
    let columns = [
        (Col::Text, from.as_str()),
        (Col::Text, standard.as_str()),
        (Col::Num, unit.as_str()),
    ];
    html! {
        section.bs {
            h2 { (t!(w, "plan-lots")) }
            div.mt2 { (table(&t!(w, "plan-lots"), &columns, &rows)) }
            @if m.lots_more > 0 { p.sm.mut.mt2 { (t!(w, "plan-rows-more", n = m.lots_more)) } }
        }
    }
}

/// The five steps of the knob: to choose for whoever sets it, to read for everybody else.
pub(super) fn prices(w: Words, m: &PlanPage) -> Markup {
    html! {
        section.bs #cost {
            h2 { (t!(w, "plan-cost")) }
            (price_of_fairness(w, m))
            @if m.may_set {
                form.stack.mt3 method="post" action="/plan/policy" {
                    (field::token(&m.token))
                    (item_field(m))
                    fieldset {
                        legend.sm.mut { (t!(w, "plan-cost-how-far")) }
                        @for price in &m.prices {
                            label.opt.mt2 {
                                input type="radio" name="epsilon" value=(price.epsilon) checked[price.chosen];
                                (step(w, price))
                            }
                        }
                    }
                    (parts::fold(&t!(w, "plan-first"), first(w, &m.policy)))
                    (parts::btn(None, &t!(w, "plan-policy-go"), false))
                }
            } @else {
                ul.mt3 { @for price in &m.prices { li.opt.on[price.chosen] { (step(w, price)) } } }
            }
            p.sm.mut.mt2 { (rules(w, &m.policy)) }
            p.sm.mut.mt1 { (t!(w, "plan-points")) }
        }
    }
}

fn price_of_fairness(w: Words, m: &PlanPage) -> Markup {
    let (Some(fair), Some(cheap)) = (m.prices.first(), m.prices.last()) else {
        return html! {};
    };
    let (low, high) = (cheap.worst.unwrap_or(0), fair.worst.unwrap_or(0));
    if cheap.spared == 0 {
        return html! { p.mt1 { (t!(w, "plan-cost-same", all = fair.transport)) } };
    }
    html! {
        p.mt1 {
            (t!(w, "plan-cost-sentence", all = fair.transport, more = cheap.spared, low = low, high = high))
        }
    }
}

fn step(w: Words, price: &PriceModel) -> Markup {
    let name = match price.epsilon {
        0 => t!(w, "plan-step-fair"),
        WHOLE => t!(w, "plan-step-cheap"),
        permille => t!(w, "plan-step", points = permille / 10),
    };
    let worst = price.worst.unwrap_or(0);
    let text = if price.spared > 0 {
        t!(w, "plan-step-spared", worst = worst, spared = price.spared)
    } else {
        t!(w, "plan-step-worst", worst = worst)
    };
    html! {
        span.fw {
            span.row.sp.base {
                b { (name) }
                span.row { @if price.chosen { (parts::badge(parts::Tone::Give, None, &t!(w, "plan-step-chosen"))) } b.nb { (number(price.transport)) } }
            }
            (level(price.worst))
            span.sm.mut.blk { (text) }
        }
    }
}

/// A level in per cent, plain: it is no supply.
fn level(of: Option<u64>) -> Markup {
    html! {
        svg.bar.s aria-hidden="true" {
            rect.g x="0" y=".75" width="100%" height="10.5" {}
            rect.lk width={ (of.unwrap_or(0).min(100)) "%" } height="12" {}
        }
    }
}

fn first(w: Words, policy: &PolicyModel) -> Markup {
    let everyone: Vec<(String, String)> = EVERYONE_FIRST
        .iter()
        .map(|n| (n.to_string(), share_words(w, *n)))
        .collect();
    let weights: Vec<(String, String)> = WEIGHTS
        .iter()
        .map(|n| (n.to_string(), t!(w, "plan-weight", n = *n)))
        .collect();
    let (chosen, weight) = (
        policy.everyone_first.to_string(),
        policy.critical_weight.to_string(),
    );
    html! {
        (Field::new("everyone_first", &t!(w, "plan-everyone")).value(&chosen).select(&options(&everyone)))
        (Field::new("critical_weight", &t!(w, "plan-critical-weight")).value(&weight).select(&options(&weights)))
        (field::checkbox("critical_first", &t!(w, "plan-critical-first"), policy.critical_first))
        (field::checkbox("by_cases", &t!(w, "plan-by-cases"), policy.by_cases))
    }
}

fn options(of: &[(String, String)]) -> Vec<(&str, &str)> {
    of.iter()
        .map(|(value, text)| (value.as_str(), text.as_str()))
        .collect()
}

fn share_words(w: Words, permille: u64) -> String {
    if permille == 0 {
        return t!(w, "plan-everyone-none");
    }
    t!(w, "percent", n = permille / 10)
}

/// What came first in this plan, and where that stands.
fn rules(w: Words, policy: &PolicyModel) -> Markup {
    let mut said = Vec::new();
    if policy.everyone_first > 0 {
        said.push(t!(w, "plan-rule-everyone", n = policy.everyone_first / 10));
    }
    if policy.critical_first {
        said.push(t!(w, "plan-rule-critical-first"));
    }
    if policy.critical_weight > 1 {
        said.push(t!(w, "plan-rule-weight", n = policy.critical_weight));
    }
    if policy.by_cases {
        said.push(t!(w, "plan-rule-cases"));
    }
    if said.is_empty() {
        said.push(t!(w, "plan-rule-alike"));
    }
    html! {
        (said.join(&t!(w, "list-comma")))
        @if let Some(entry) = policy.entry {
            " " a.go2 href={ "/l/" (entry) } { (t!(w, "plan-rule-entry", n = entry)) }
        }
    }
}

/// Which item the page is about, so that an answer leads back to it.
pub(super) fn item_field(m: &PlanPage) -> Markup {
    html! { @if let Some(item) = &m.item { (field::hidden("item", item.item)) } }
}

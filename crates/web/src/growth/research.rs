//! Measures of the whole network, each with its definition: for those who study it. Aggregates alone.

use app::growth::Network;
use maud::{Markup, html};
use relief::fixed::Fixed;
use relief::ratio::Ratio;
use relief::ties::fade::HALF_LIFE_DAYS;
use serde::Serialize;

use super::findings::wide;
use super::reader::{Count, FEWEST};
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::table::{Col, table};
use crate::t;
use crate::words::{Words, date_time_year, number};

/// Decimals of shares and indexes.
const DECIMALS: u32 = 3;
/// Digits of a number with a fixed point that are shown behind it.
const FIXED_DIGITS: usize = 3;

/// `/growth/research`. Shares are decimals; what is not defined is nothing, never 0.
#[derive(Debug, Serialize)]
pub struct Research {
    now: i64,
    people: usize,
    links: usize,
    reciprocity: Option<String>,
    rho: Option<String>,
    weighted_reciprocity: Option<String>,
    transitivity: Option<String>,
    giant_share: Option<String>,
    cut_points: Count,
    bridges: Count,
    /// The middle of Burt's constraint over all who are linked.
    constraint_median: Option<String>,
    core_max: usize,
    core_members: Count,
    giving_gini: Option<String>,
    bonding: Option<String>,
    bridging: Option<String>,
    ungrouped: Option<String>,
    external_internal: Option<String>,
    linking: Option<String>,
}

impl Research {
    /// The measures without any name; counts of fewer than five are not said, to nobody.
    pub fn of(network: &Network) -> Research {
        let ties = &network.ties;
        let decimal = |ratio: Option<Ratio>| ratio.map(|ratio| ratio.decimal(DECIMALS));
        let core_max = ties.core.iter().copied().max().unwrap_or(0);
        let in_core = ties.core.iter().filter(|core| **core == core_max);
        let mixing = ties.mixing.as_ref();
        Research {
            now: network.at.0,
            people: ties.people,
            links: ties.links,
            reciprocity: decimal(ties.reciprocity),
            rho: decimal(ties.rho),
            weighted_reciprocity: decimal(ties.weighted_reciprocity),
            transitivity: decimal(ties.transitivity),
            giant_share: decimal(ties.giant_share),
            cut_points: count(ties.articulation.len()),
            bridges: count(ties.bridges.len()),
            constraint_median: median(&ties.constraint).map(short),
            core_max,
            core_members: count(in_core.count()),
            giving_gini: decimal(ties.giving.gini),
            bonding: decimal(mixing.map(|mixing| mixing.bonding)),
            bridging: decimal(mixing.map(|mixing| mixing.bridging)),
            ungrouped: decimal(mixing.map(|mixing| mixing.ungrouped)),
            external_internal: decimal(mixing.and_then(|mixing| mixing.external_internal)),
            linking: decimal(network.linking),
        }
    }
}

fn count(n: usize) -> Count {
    match wide(n) {
        1..FEWEST => Count::Few,
        n => Count::Exactly(n),
    }
}

/// The lower of the two in the middle.
fn median(values: &[Option<Fixed>]) -> Option<Fixed> {
    let mut known: Vec<Fixed> = values.iter().flatten().copied().collect();
    known.sort_unstable();
    known.get(known.len().saturating_sub(1) / 2).copied()
}

fn short(value: Fixed) -> String {
    let long = value.to_string();
    let end = long
        .find('.')
        .map_or(long.len(), |point| point + 1 + FIXED_DIGITS);
    long.chars().take(end).collect()
}

/// The page.
pub fn page(ctx: &Ctx, m: &Research) -> Markup {
    let w = ctx.words;
    let heads = [t!(w, "research-measure"), t!(w, "research-value")];
    let heads: Vec<_> = [Col::Text, Col::Num]
        .into_iter()
        .zip(heads.iter().map(String::as_str))
        .collect();
    let row = |(name, definition, value): (String, String, String)| {
        vec![
            html! { b { (name) } br; span.sm.mut { (definition) } },
            html! { (value) },
        ]
    };
    let all = between(w, m)
        .into_iter()
        .chain(shape(w, m))
        .chain(groups(w, m));
    let rows: Vec<Vec<Markup>> = all.map(row).collect();
    let body = html! {
        p { (t!(w, "research-text", people = m.people, links = m.links)) }
        p.sm.mut { (t!(w, "research-links")) }
        p.sm.mut { (t!(w, "research-fading", days = HALF_LIFE_DAYS)) }
        (table(&t!(w, "research-title"), &heads, &rows))
        p.sm.mut { (t!(w, "research-privacy", n = FEWEST)) }
        p.ent { a href="/growth" { (t!(w, "growth-title")) } }
    };
    Shell::new(&t!(w, "research-title"), Nav::More)
        .subtitle(&date_time_year(w, m.now))
        .back(Some("/growth"))
        .render(ctx, body)
}

type Row = (String, String, String);

fn value(w: Words, value: &Option<String>) -> String {
    let value = value.as_ref();
    let minus = value.map(|value| value.replace('-', "\u{2212}"));
    minus.unwrap_or_else(|| t!(w, "research-undefined"))
}

fn between(w: Words, m: &Research) -> [Row; 4] {
    [
        (
            t!(w, "research-reciprocity"),
            t!(w, "research-reciprocity-text"),
            value(w, &m.reciprocity),
        ),
        (
            t!(w, "research-rho"),
            t!(w, "research-rho-text"),
            value(w, &m.rho),
        ),
        (
            t!(w, "research-weighted"),
            t!(w, "research-weighted-text"),
            value(w, &m.weighted_reciprocity),
        ),
        (
            t!(w, "research-transitivity"),
            t!(w, "research-transitivity-text"),
            value(w, &m.transitivity),
        ),
    ]
}

fn shape(w: Words, m: &Research) -> [Row; 6] {
    let core = t!(
        w,
        "research-core-value",
        k = m.core_max,
        n = m.core_members.words(w)
    );
    [
        (
            t!(w, "research-giant"),
            t!(w, "research-giant-text"),
            value(w, &m.giant_share),
        ),
        (
            t!(w, "research-cuts"),
            t!(w, "research-cuts-text"),
            m.cut_points.words(w),
        ),
        (
            t!(w, "research-bridges"),
            t!(w, "research-bridges-text"),
            m.bridges.words(w),
        ),
        (
            t!(w, "research-constraint"),
            t!(w, "research-constraint-text"),
            value(w, &m.constraint_median),
        ),
        (t!(w, "research-core"), t!(w, "research-core-text"), core),
        (
            t!(w, "research-gini"),
            t!(w, "research-gini-text", n = number(wide(m.people))),
            value(w, &m.giving_gini),
        ),
    ]
}

fn groups(w: Words, m: &Research) -> [Row; 5] {
    [
        (
            t!(w, "research-bonding"),
            t!(w, "research-bonding-text"),
            value(w, &m.bonding),
        ),
        (
            t!(w, "research-bridging"),
            t!(w, "research-bridging-text"),
            value(w, &m.bridging),
        ),
        (
            t!(w, "research-ungrouped"),
            t!(w, "research-ungrouped-text"),
            value(w, &m.ungrouped),
        ),
        (
            t!(w, "research-ei"),
            t!(w, "research-ei-text"),
            value(w, &m.external_internal),
        ),
        (
            t!(w, "research-linking"),
            t!(w, "research-linking-text"),
            value(w, &m.linking),
        ),
    ]
}

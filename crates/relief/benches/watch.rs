//! Processor time of the watch and of equity over the state: 20,000 recipients who each need 20 items, beside plain
//! passes over the same lines.
//!
//! `cargo bench -p relief --bench watch`. Every line has a pledge; half of them were carried to the ward, in one
//! consignment for each recipient. Counties get much less than towns, so that the alarm has all its work to do.
#![allow(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a measurement, not the product"
)]

mod common;
mod country;
mod society;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::hint::black_box;

use relief::catalogue::Item;
use relief::clock::due_by_time;
use relief::code::Grouping;
use relief::equity::attainable::{Line, attainable, lines};
use relief::equity::disparity::{Disparities, Group, due_of};
use relief::equity::supply::supplies;
use relief::equity::{Unit, equity};
use relief::ids::Stamp;
use relief::place::Place;
use relief::state::State;
use relief::watch::notice;

use common::{best, ms, ratio};
use country::RECIPIENTS;

/// When the community opened.
const START: Stamp = Stamp(1_579_910_400);

fn main() {
    let state = state();
    let now = state.last_at;
    let need_lines = state.needs.values().map(|need| need.lines.len());
    println!(
        "{} need lines, {} commitments, {} consignments, {} entries",
        need_lines.sum::<usize>(),
        state.commitments.len(),
        state.consignments.len(),
        state.size
    );
    let plain = best(|| plain(&state));
    println!("a plain pass over the same lines: {:.1} ms", ms(plain));
    let of_items = lines(&state);
    for (what, time) in [
        ("watch", best(|| notice::all(&state, now).count())),
        ("equity by place", best(|| equity_by_place(&state))),
        ("what time alone brings", best(|| due_by_time(&state, now))),
        ("what each line has", best(|| lines(&state))),
        ("who stands apart", best(|| apart(&of_items))),
    ] {
        println!(
            "{what}: {:.1} ms, {:.2} x the plain pass",
            ms(time),
            ratio(time, plain)
        );
    }
}

fn state() -> State {
    let mut society = society::society(START);
    for (number, place) in (0..RECIPIENTS).zip(country::places()) {
        country::recipient(&mut society, number, place);
        society.journal.clear();
    }
    society.state
}

/// The least that anybody does who looks at every line and every commitment.
fn plain(state: &State) -> (u64, u64) {
    let lines = state.needs.values().flat_map(|need| &need.lines);
    let received = lines.fold(0_u64, |sum, line| sum.wrapping_add(line.tally.received));
    let commitments = state.commitments.values();
    let promised = commitments.fold(0_u64, |sum, c| sum.wrapping_add(c.quantity));
    (received, promised)
}

/// Coverage and how unevenly places have it, for every item: what the page about an item tells, of all.
fn equity_by_place(state: &State) {
    let supplies = supplies(state);
    let rows: Vec<_> = supplies.iter().collect();
    for rows in rows.chunk_by(|((one, _), _), ((other, _), _)| one == other) {
        let unit = |((_, place), supply): &(&(Item, Place), &_)| -> Unit<Group> {
            relief::equity::supply::Supply::unit(supply, Grouping::TownAndCounty.group(*place))
        };
        let units: Vec<Unit<Group>> = rows.iter().map(unit).collect();
        black_box(equity(&units).unwrap());
    }
}

/// The alarm over every item, what each line has being known: what the clock works out when something has moved,
/// without holding the state.
fn apart(of_items: &BTreeMap<Item, Vec<Line>>) {
    for (item, lines) in of_items {
        let fairest = OnceCell::new();
        let fairest = || fairest.get_or_init(|| attainable(lines)).as_deref();
        black_box(due_of(&Disparities::default(), *item, lines, fairest));
    }
}

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
use relief::place::{Level, Place};
use relief::state::State;
use relief::watch::notice;

const RECIPIENTS: u64 = 20_000;
const ITEMS: usize = 20;
/// Lines of each need that were carried; the others are pledged.
const CARRIED: u64 = 10;
/// What each line asks for.
const NEEDED: u64 = 400;
/// Runs; the best one counts, since everything else on the machine only slows it.
const RUNS: u32 = 3;

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
    let plain = cpu(|| plain(&state));
    println!("a plain pass over the same lines: {:.1} ms", plain * 1e3);
    let of_items = lines(&state);
    for (what, time) in [
        ("watch", cpu(|| notice::all(&state, now).count())),
        ("equity by place", cpu(|| equity_by_place(&state))),
        ("what time alone brings", cpu(|| due_by_time(&state, now))),
        ("what each line has", cpu(|| lines(&state))),
        ("who stands apart", cpu(|| apart(&of_items))),
    ] {
        println!(
            "{what}: {:.1} ms, {:.2} x the plain pass",
            time * 1e3,
            time / plain
        );
    }
}

fn state() -> State {
    let mut society = society::society();
    let of_counties = |place: &Place| place.level() == Level::County;
    let places: Vec<Place> = Place::all().filter(of_counties).collect();
    let items: Vec<Item> = Item::all().take(ITEMS).collect();
    for (number, place) in (0..RECIPIENTS).zip(places.iter().cycle()) {
        let lines = items
            .iter()
            .map(|item| society::line((item.code(), NEEDED)));
        let need = society::need(&mut society, number, *place, lines.collect());
        let is_county = Grouping::TownAndCounty.group(*place) == Some(Group::County);
        let quantity = if is_county { 20 } else { 200 } + number % 17;
        let mut goods = Vec::new();
        for line in 0..ITEMS as u64 {
            // Every second line, others for the next recipient.
            if (line + number) % (ITEMS as u64 / CARRIED) == 0 {
                goods.push((society::firm(&mut society, need, line, quantity), quantity));
            } else {
                society::pledge(&mut society, need, line, quantity);
            }
        }
        society::carry(&mut society, &goods);
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

/// Processor seconds of the best run.
fn cpu<T>(mut run: impl FnMut() -> T) -> f64 {
    let timed = (0..RUNS).map(|_| {
        let start = clock();
        black_box(run());
        clock() - start
    });
    timed.fold(f64::INFINITY, f64::min)
}

/// Processor seconds of this thread, as Linux tells them.
fn clock() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    told.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

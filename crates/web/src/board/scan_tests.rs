#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use relief::code::{Evidence, FacilityKind};
use relief::entry::{Entry, Fact, NeedLineFact, NeedReported, NeedVerified, RecipientRegistered};
use relief::ids::{PartyId, RecipientId};
use relief::name::Name;
use relief::quantity::Quantity;

use super::*;
use crate::board::model::{BoardModel, ROWS_MAX};
use crate::words::{Lang, Words};

/// Hospitals of one board: with three lines each, the load of a thousandfold drill.
const HOSPITALS: u64 = 2_000;

/// A journal of hospitals with three lines each; the second of every need states no amount.
fn state() -> State {
    let mut state = State::default();
    let mut put = |at: i64, fact: Fact| {
        let index = state.size;
        relief::apply(
            &mut state,
            &Entry {
                at: Stamp(at),
                by: PartyId(0),
                fact,
            },
        );
        index
    };
    let places: Vec<Place> = Place::from_code(421_100).unwrap().children().collect();
    for (i, place) in (0..HOSPITALS).zip(places.iter().cycle()) {
        let name = Name::new(&format!("第{i}人民医院")).unwrap();
        let kind = FacilityKind::Hospital;
        let recipient = RecipientId(put(
            0,
            RecipientRegistered {
                kind,
                name,
                place: *place,
                provisional: false,
            }
            .into(),
        ));
        let line = |item: &str, quantity| NeedLineFact {
            item: Item::from_code(item).unwrap(),
            needed_by: None,
            quantity,
            standards: Vec::new(),
        };
        let lines = vec![
            line("protective_suit", Quantity::Exact(100 + i)),
            line("surgical_mask", Quantity::Unknown),
            line("goggles", Quantity::AtLeast(5)),
        ];
        let critical = i == 7;
        let fact = NeedReported {
            critical,
            lines,
            recipient,
            remark: None,
            room: None,
            source: None,
        };
        let need = NeedId(put(0, fact.into()));
        if i > 0 {
            put(
                0,
                NeedVerified {
                    evidence: Evidence::CallBack,
                    need,
                    opens: true,
                }
                .into(),
            );
        }
    }
    state
}

#[test]
fn thousands_of_lines_are_ordered_and_paged() {
    let (state, w) = (state(), Words::new(Lang::Zh));
    let asked = Asked::default();
    let lines = Lines::of(&state, Stamp(3_600));
    let scan = lines.scan(&asked);
    assert_eq!(scan.all(), 6_000);
    assert_eq!(lines.shown(&asked, 0).count(), 6_000);
    let counts = Group::ALL.map(|g| scan.count(g));
    assert_eq!(
        counts,
        [3_998, 1_999, 0, 3],
        "one need waits for its verifier"
    );
    assert!(
        state.needs[&lines.shown(&asked, 0).next().unwrap().need].critical,
        "critical first among equals"
    );
    let page = BoardModel::of(&state, &lines, &asked, 1, Stamp(3_600), w);
    assert_eq!(page.groups[0].rows.len(), ROWS_MAX);
    assert_eq!((page.pages, page.groups[0].count), (120, 3_998));
    let last = BoardModel::of(&state, &lines, &asked, 9_999, Stamp(3_600), w);
    assert_eq!(
        (last.page, last.groups.last().unwrap().group),
        (120, "waiting")
    );
}

#[test]
fn places_hold_what_lies_in_them_and_offer_their_parts() {
    let state = state();
    let w = Words::new(Lang::En);
    let lines = Lines::of(&state, Stamp(3_600));
    let of = |code| {
        let asked = Asked {
            place: Place::from_code(code),
            ..Asked::default()
        };
        assert_eq!(
            lines.shown(&asked, 0).count() as u64,
            lines.scan(&asked).all()
        );
        BoardModel::of(&state, &lines, &asked, 1, Stamp(3_600), w)
    };
    assert_eq!(
        (of(420_000).count, of(421_100).count, of(330_000).count),
        (6_000, 6_000, 0)
    );
    let parts = of(421_100).places;
    assert!(
        parts.len() > 5 && parts.iter().all(|p| p.code.starts_with("4211")),
        "{parts:?}"
    );
    assert_eq!(of(420_000).places.len(), 1, "of a province its prefectures");
}

#[test]
fn nobody_ranks_what_nobody_confirmed() {
    let state = state();
    let groups = |hours: i64| {
        let scan = Lines::of(&state, Stamp(hours * 3_600)).scan(&Asked::default());
        let [ranked, _, stale, waiting] = Group::ALL.map(|group| scan.count(group));
        (ranked > 0, stale, waiting > 0)
    };
    assert_eq!(groups(50), (true, 0, true), "greyed, in its place");
    assert_eq!(groups(95), (true, 0, true));
    assert_eq!(groups(97), (false, 5_997, true));
    let suit = Item::from_code("protective_suit").unwrap();
    assert!(worst_of(&state, suit, (NeedId(0), 0), 5, Stamp(50 * 3_600)).is_empty());
    let worst = worst_of(&state, suit, (NeedId(0), 0), 5, Stamp(3_600));
    assert_eq!(worst.len(), 5);
}

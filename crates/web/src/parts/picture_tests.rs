#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use relief::place::Place;

use super::heat::Heat;
use super::lorenz::{LorenzRow, lorenz};
use super::network::{Column, End, Network, Shape, Tie, network};
use super::over::{Moment, over};
use super::sankey::{Flow, sankey};
use super::tests::{assert_no_inline, en, lines, zh};
use super::tiles::{Grid, Tile, tiles};
use super::*;

fn counties<'a>() -> [LorenzRow<'a>; 4] {
    let row = |name, needed, has, attainable| LorenzRow {
        name,
        needed,
        has,
        attainable: Some(attainable),
    };
    [
        row("武穴", 640, 250, 210),
        row("英山", 260, 0, 85),
        row("团风", 340, 0, 111),
        row("黄州区", 1480, 1000, 680),
    ]
}

#[test]
fn the_worst_off_half_of_four_counties() {
    insta::assert_snapshot!("lorenz", lines(lorenz(zh(), &counties())));
}

#[test]
fn a_curve_of_nothing_says_so_and_one_of_thousands_stays_small() {
    let nothing = counties().map(|row| LorenzRow { has: 0, ..row });
    let html = lorenz(en(), &nothing).into_string();
    assert!(html.contains("Nothing has arrived yet") && !html.contains("<svg class=\"chart"));
    let no_need = counties().map(|row| LorenzRow { needed: 0, ..row });
    assert!(
        lorenz(en(), &no_need)
            .into_string()
            .contains("nothing to draw")
    );
    let many: Vec<LorenzRow<'_>> = (0..20_000)
        .map(|i| LorenzRow {
            name: "x",
            needed: 1 + i % 7,
            has: u64::MAX,
            attainable: None,
        })
        .collect();
    let html = lorenz(en(), &many).into_string();
    assert!(
        html.len() < 30_000 && html.contains("19,940 more rows"),
        "{}",
        html.len()
    );
    // What goes past a need covers nobody else: all stand alike.
    assert!(html.contains("has 50%"));
}

#[test]
fn shares_hold_for_the_largest_numbers() {
    assert_eq!(plot::scaled(u64::MAX, 100, u64::MAX), 100);
    assert_eq!(plot::scaled(5, 100, 0), 0);
    assert_eq!(plot::px(125), "12.5");
    assert!(plot::nice_step(u64::MAX) > 0);
}

fn end(name: &'static str, shape: Shape, cut: bool) -> End<'static> {
    End { name, shape, cut }
}

fn tie(from: (usize, usize), to: (usize, usize), acts: u64, only: bool) -> Tie {
    Tie {
        from,
        to,
        acts,
        only,
    }
}

#[test]
fn three_hospitals_on_one_thread() {
    let givers = ["苏芮", "韩牧", "卢怡"].map(|name| end(name, Shape::Circle, false));
    let between = [
        end("何嘉", Shape::Circle, false),
        end("陈立", Shape::Circle, false),
        end("何晓岚", Shape::Circle, true),
    ];
    let wards = ["团风", "市中心医院东院区", "浠水", "罗田", "英山", "红安"]
        .map(|name| end(name, Shape::Square, false));
    let ties = [
        tie((1, 0), (1, 1), 9, false),
        tie((1, 0), (2, 1), 7, false),
        tie((0, 0), (1, 0), 6, false),
        tie((0, 1), (1, 0), 4, true),
        tie((0, 2), (1, 1), 3, true),
        tie((1, 1), (2, 0), 3, false),
        tie((1, 1), (2, 2), 3, false),
        tie((1, 2), (2, 3), 2, true),
        tie((1, 2), (2, 4), 2, true),
        tie((1, 2), (2, 5), 1, true),
        tie((1, 0), (1, 2), 1, false),
        tie((9, 9), (1, 2), 1, false),
    ];
    let net = Network {
        columns: &[
            Column {
                name: "捐赠",
                ends: &givers,
            },
            Column {
                name: "对接、运输",
                ends: &between,
            },
            Column {
                name: "医院",
                ends: &wards,
            },
        ],
        ties: &ties,
        squares: "医院",
        circles: "人",
    };
    let drawn = network(zh(), &net);
    assert_no_inline(&drawn.clone().into_string());
    insta::assert_snapshot!("network", lines(drawn));
}

#[test]
fn a_network_of_none_and_of_thousands() {
    let many: Vec<End<'_>> = (0..5_000).map(|_| end("x", Shape::Circle, false)).collect();
    let ties: Vec<Tie> = (0..4_999)
        .map(|i| tie((0, i), (1, i + 1), 1, false))
        .collect();
    let columns = [
        Column {
            name: "a",
            ends: &many,
        },
        Column {
            name: "b",
            ends: &many,
        },
    ];
    let mut net = Network {
        columns: &columns,
        ties: &ties,
        squares: "place",
        circles: "person",
    };
    let html = network(en(), &net).into_string();
    for left in ["left out: 9,984, lines: 4,9", "left out: 9,972, lines: 4,9"] {
        assert!(html.contains(left), "what is not drawn is counted: {html}");
    }
    assert!(html.len() < 40_000, "{}", html.len());
    net.columns = &[];
    assert!(
        network(en(), &net)
            .into_string()
            .contains("no line to draw")
    );
    net.columns = &columns[..1];
    assert!(
        network(en(), &net).into_string().contains("<circle"),
        "one column stands alone"
    );
}

fn flow(from: &'static str, to: &'static str, received: u64, moving: u64) -> Flow<'static> {
    Flow {
        from,
        to,
        received,
        moving,
    }
}

#[test]
fn goods_from_three_cities_to_four_counties() {
    let flows = [
        flow("杭州", "黄州区", 480, 0),
        flow("杭州", "麻城", 160, 40),
        flow("上海", "黄州区", 0, 200),
        flow("上海", "团风", 60, 100),
        flow("佛山", "浠水", 70, 0),
        flow("佛山", "英山", 0, 0),
    ];
    let drawn = sankey(zh(), &flows, "防护服", "套");
    assert_no_inline(&drawn.clone().into_string());
    insta::assert_snapshot!("sankey", lines(drawn));
}

#[test]
fn flows_of_nothing_of_too_much_and_of_many() {
    assert!(
        sankey(en(), &[], "suits", "sets")
            .into_string()
            .contains("Nothing has been dispatched")
    );
    let huge = [
        flow("a", "b", u64::MAX, u64::MAX),
        flow("c", "b", 1, u64::MAX),
    ];
    assert!(
        sankey(en(), &huge, "suits", "sets")
            .into_string()
            .contains("<path")
    );
    let names: Vec<String> = (0..500).map(|n| format!("place {n}")).collect();
    let many: Vec<Flow<'_>> = names
        .iter()
        .map(|name| Flow {
            from: name,
            to: &names[0],
            received: 5,
            moving: 1,
        })
        .collect();
    let html = sankey(en(), &many, "suits", "sets").into_string();
    assert!(
        html.contains("491 others") && html.contains("440 more rows"),
        "{html}"
    );
    assert!(html.len() < 40_000, "{}", html.len());
}

fn tile(code: u32, name: &'static str, heat: Heat) -> Tile<'static> {
    Tile {
        place: Place::from_code(code).unwrap(),
        name,
        heat,
    }
}

#[test]
fn hubei_as_tiles_and_a_place_that_is_in_no_table_below() {
    let shown = [
        tile(420_100, "武汉", Heat::Percent(67)),
        tile(421_100, "黄冈", Heat::Percent(18)),
        tile(420_600, "襄阳", Heat::Percent(100)),
        tile(420_800, "荆门", Heat::Percent(130)),
        tile(421_300, "随州", Heat::Percent(30)),
        tile(429_004, "仙桃", Heat::NotStated),
        tile(429_021, "神农架", Heat::NoData),
        tile(421_127, "黄梅", Heat::Percent(0)),
    ];
    let drawn = tiles(zh(), Grid::Hubei, &shown, "防护服");
    assert_no_inline(&drawn.clone().into_string());
    insta::assert_snapshot!("tiles", lines(drawn));
}

#[test]
fn every_place_of_a_table_has_a_tile_of_its_own() {
    for (grid, whole) in [
        (
            Grid::Hubei,
            Place::from_code(420_000)
                .unwrap()
                .children()
                .collect::<Vec<_>>(),
        ),
        (Grid::China, Place::provinces().collect()),
    ] {
        let mut listed: Vec<Place> = grid.places().collect();
        listed.sort();
        assert_eq!(listed, whole, "{grid:?}");
        assert_eq!(Grid::of(&whole), grid);
        let all: Vec<Tile<'_>> = whole
            .iter()
            .map(|place| Tile {
                place: *place,
                name: place.short_name_zh().unwrap(),
                heat: Heat::NoData,
            })
            .collect();
        let html = tiles(zh(), grid, &all, "防护服").into_string();
        let corner = |rect: &str| rect.split(" width").next().unwrap().to_owned();
        let mut corners: Vec<String> = html.split("<rect ").skip(1).map(corner).collect();
        assert_eq!(corners.len(), whole.len());
        corners.sort();
        corners.dedup();
        assert_eq!(
            corners.len(),
            whole.len(),
            "two tiles of {grid:?} lie on one another"
        );
        assert!(!html.contains('…'), "a name of {grid:?} is cut");
        let latin: Vec<Tile<'_>> = whole
            .iter()
            .map(|place| Tile {
                place: *place,
                name: place.name_en().unwrap(),
                heat: Heat::NoData,
            })
            .collect();
        let html = tiles(en(), grid, &latin, "suits").into_string();
        assert!(!html.contains('…'), "a name of {grid:?} is cut in English");
    }
}

#[test]
fn any_other_places_stand_in_a_plain_grid() {
    let counties = [421_121, 421_122, 421_123, 421_124].map(|code| Place::from_code(code).unwrap());
    assert_eq!(Grid::of(&counties), Grid::Plain);
    assert_eq!(Grid::of(&[]), Grid::Plain);
    let shown = counties.map(|place| Tile {
        place,
        name: place.name_en().unwrap(),
        heat: Heat::Percent(40),
    });
    insta::assert_snapshot!(
        "tiles_plain",
        lines(tiles(en(), Grid::Plain, &shown, "suits"))
    );
    let many: Vec<Tile<'_>> = (0..300).map(|_| shown[0]).collect();
    let html = tiles(en(), Grid::Plain, &many, "suits").into_string();
    assert_eq!(html.matches("<rect").count(), tiles::TILES_MAX);
    assert!(html.contains("180 more rows"));
}

/// Hours after 10 February 2020, 08:00 in Wuhan.
fn moment(hours: i64, needed: u64, covered: u64, planned: Option<u64>) -> Moment {
    Moment {
        at: 1_581_292_800 + hours * 3_600,
        needed,
        covered,
        planned,
    }
}

#[test]
fn two_days_of_coverage_beside_the_plan() {
    let moments = [
        moment(0, 0, 0, None),
        moment(2, 300, 0, None),
        moment(9, 300, 60, None),
        moment(20, 600, 60, Some(180)),
        moment(31, 600, 200, Some(300)),
        moment(44, 600, 330, Some(420)),
        moment(50, 600, 330, Some(420)),
    ];
    let drawn = over(zh(), &moments, "防护服", "套");
    assert_no_inline(&drawn.clone().into_string());
    insta::assert_snapshot!("over", lines(drawn));
}

#[test]
fn a_line_of_nothing_of_one_moment_and_of_years() {
    let text = |moments: &[Moment]| over(en(), moments, "suits", "sets").into_string();
    assert!(text(&[moment(0, 0, 0, None)]).contains("no line to draw"));
    assert!(text(&[moment(0, 5, 0, None)]).contains("only just begun"));
    let years: Vec<Moment> = (0..20_000)
        .map(|h| moment(h * 4, 100, (h / 200).unsigned_abs(), None))
        .collect();
    let html = text(&years);
    assert!(html.len() < 40_000, "{}", html.len());
    assert!(
        !html.contains("By the plan"),
        "without a plan there is no line of one"
    );
}

#[test]
fn a_long_name_is_cut_where_there_is_no_room() {
    assert_eq!(plot::fitted("黄州区", 42), "黄州区");
    assert_eq!(plot::fitted("团风县人民医院", 60), "团风县…");
    assert_eq!(plot::fitted("Shennongjia", 60), "Shenn…");
    assert_eq!(plot::fitted("团风", 3), "…");
}

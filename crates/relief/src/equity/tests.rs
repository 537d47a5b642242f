//! The worked figures of the reference, its edge rules, and the definitions by pairs on random tables.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use super::*;
use proptest::prelude::*;

fn unit(group: &'static str, index: i64, needed: u64, delivered: u64) -> Unit<&'static str> {
    Unit {
        group: Some(group),
        index: Some(index),
        needed,
        official: 0,
        delivered,
    }
}

/// Regions A to F: three on the coast, three inland.
fn regions() -> [Unit<&'static str>; 6] {
    [
        unit("coast", 120, 100, 90),
        unit("coast", 110, 200, 160),
        unit("coast", 150, 50, 50),
        unit("inland", 60, 400, 120),
        unit("inland", 50, 150, 30),
        unit("inland", 40, 100, 0),
    ]
}

/// To six decimals, as the reference prints them.
fn six(fixed: Fixed) -> String {
    format!("{:.6}", fixed.to_string().parse::<f64>().unwrap())
}

fn spread_of(units: &[Unit<&'static str>]) -> Spread {
    equity(units).unwrap().spread.unwrap()
}

#[test]
fn the_worked_figures_of_six_regions() {
    let figures = equity(&regions()).unwrap();
    let spread = figures.spread.unwrap();
    let text = |ratio: Option<Ratio>| ratio.unwrap().to_string();
    assert_eq!(text(figures.coverage), "9/20");
    assert_eq!(text(figures.min), "0");
    assert_eq!(text(figures.gap), "1");
    assert_eq!(spread.gini.to_string(), "28/75");
    assert_eq!(spread.hoover.decimal(6), "0.316667");
    assert_eq!(six(spread.theil.total), "0.269740");
    assert_eq!(six(spread.theil.between), "0.206962");
    assert_eq!(six(spread.theil.within), "0.062779");
    assert_eq!(six(spread.atkinson), "0.173315");
    assert_eq!(spread.palma.top.decimal(5), "0.21111");
    assert_eq!(spread.palma.bottom.decimal(5), "0.16667");
    assert_eq!(
        spread.palma.ratio(),
        Ratio::of(19, 15).map(Quotient::Finite)
    );
    let concentration = spread.concentration.unwrap();
    assert_eq!(concentration.index.to_string(), "28/75");
    assert_eq!(concentration.erreygers.decimal(3), "0.672");
    let (coast, inland) = (
        figures.groups[&Some("coast")],
        figures.groups[&Some("inland")],
    );
    assert_eq!(coast.coverage.to_string(), "6/7");
    assert_eq!(inland.coverage.to_string(), "3/13");
    assert_eq!(six(coast.theil.unwrap()), "0.003533");
    assert_eq!(six(inland.theil.unwrap()), "0.181271");
    assert_eq!(coast.share.unwrap().to_string(), "2/3");
    let Some(Quotient::Finite(ratio)) = figures.group_ratio else {
        panic!("{:?}", figures.group_ratio);
    };
    assert_eq!(ratio.decimal(3), "3.714");
}

#[test]
fn without_the_unit_that_has_nothing() {
    let spread = spread_of(&regions()[..5]);
    assert_eq!(six(spread.atkinson), "0.081461");
}

#[test]
fn those_with_the_same_index_share_their_rank_in_any_order() {
    let mut units = regions();
    units[4].index = Some(60);
    for _ in 0..units.len() {
        units.rotate_left(1);
        let concentration = spread_of(&units).concentration.unwrap();
        assert_eq!(concentration.index.to_string(), "9/25");
    }
}

#[test]
fn a_unit_without_a_need_is_in_no_figure_but_the_excess() {
    let mut units = regions().to_vec();
    units.insert(0, unit("coast", 1, 0, 7));
    let figures = equity(&units).unwrap();
    assert_eq!(figures.no_need, [0]);
    assert_eq!(figures.excess, 7);
    assert_eq!(figures.units, 6);
    assert_eq!(figures.spread, equity(&regions()).unwrap().spread);
    assert_eq!(figures.groups, equity(&regions()).unwrap().groups);
}

#[test]
fn no_need_at_all_has_no_coverage() {
    let figures = equity(&[unit("a", 1, 0, 3)]).unwrap();
    assert_eq!(
        (figures.coverage, figures.min, figures.spread),
        (None, None, None)
    );
    assert_eq!(figures.groups.len(), 0);
    assert_eq!(equity::<()>(&[]).unwrap().coverage, None);
}

#[test]
fn nothing_delivered_is_covered_to_nothing_and_has_no_spread() {
    let figures = equity(&[unit("a", 1, 5, 0), unit("b", 2, 5, 0)]).unwrap();
    assert_eq!(figures.coverage.unwrap().to_string(), "0");
    assert_eq!((figures.spread, figures.group_ratio), (None, None));
    assert_eq!(figures.groups[&Some("a")].share, None);
    assert_eq!(figures.groups[&Some("a")].theil, None);
}

#[test]
fn one_unit_is_spread_evenly() {
    let spread = spread_of(&[unit("a", 1, 9, 4)]);
    assert_eq!(spread.gini.to_string(), "0");
    assert_eq!(spread.hoover.to_string(), "0");
    assert_eq!(spread.theil.total, Fixed::default());
    assert_eq!(spread.atkinson.to_string(), "0.000000000");
    assert_eq!(spread.concentration.unwrap().index.to_string(), "0");
}

#[test]
fn a_group_without_supply_shows_its_coverage_and_adds_nothing_to_theil() {
    let figures = equity(&[unit("a", 1, 5, 5), unit("b", 2, 5, 0)]).unwrap();
    assert_eq!(figures.group_ratio, Some(Quotient::Infinite));
    assert_eq!(figures.groups[&Some("b")].coverage.to_string(), "0");
    assert_eq!(figures.groups[&Some("b")].theil, None);
    assert_eq!(
        figures.spread.unwrap().theil.total.to_string(),
        "0.693147181"
    );
    let palma = figures.spread.unwrap().palma;
    assert_eq!(palma.ratio(), Some(Quotient::Infinite));
}

#[test]
fn more_than_needed_is_excess_and_official_supply_counts() {
    let mut units = regions();
    units[2].official = 10;
    units[0].official = 10;
    units[0].delivered = 80;
    let figures = equity(&units).unwrap();
    assert_eq!(figures.excess, 10);
    assert_eq!(figures.spread, equity(&regions()).unwrap().spread);
}

#[test]
fn units_without_an_index_are_named_and_left_out_of_the_concentration() {
    let mut units = regions();
    units[5].index = None;
    let figures = equity(&units).unwrap();
    assert_eq!(figures.no_index, [5]);
    let five = spread_of(&units[..5]).concentration;
    assert_eq!(figures.spread.unwrap().concentration, five);
}

#[test]
fn a_hundred_thousand_units_of_a_million_millions_are_exact() {
    let units: Vec<Unit<u32>> = (0..100_000)
        .map(|at| Unit {
            group: Some(at % 7),
            index: Some(i64::from(at % 1000)),
            needed: 1_000_000_000_000 - u64::from(at),
            official: u64::from(at),
            delivered: u64::from(at) * 9_000_000,
        })
        .collect();
    let figures = equity(&units).unwrap();
    let theil = figures.spread.unwrap().theil;
    let off = (theil.between + theil.within - theil.total).units();
    assert!(off.abs() <= 2, "{off}");
}

#[test]
fn amounts_beyond_the_limit_are_refused_at_their_unit() {
    let units = [unit("a", 1, TOTAL_MAX, 0), unit("a", 1, 1, 0)];
    assert!(equity(&units[..1]).is_ok());
    assert_eq!(equity(&units), Err(Fault::TooMuch(1)));
    assert_eq!(equity(&[unit("a", 1, 1, u64::MAX)]), Err(Fault::TooMuch(0)));
}

fn tables() -> impl Strategy<Value = Vec<Unit<u8>>> {
    let one = (0_u8..4, -3_i64..3, 0_u64..60, 0_u64..60, 0_u64..20).prop_map(
        |(group, index, needed, delivered, official)| Unit {
            group: (group > 0).then_some(group),
            index: Some(index),
            needed,
            official,
            delivered,
        },
    );
    proptest::collection::vec(one, 1..30)
}

/// (D, c) of units with a need, as floats.
fn floats(units: &[Unit<u8>]) -> Vec<(f64, f64)> {
    let needy = units.iter().filter(|unit| unit.needed > 0);
    needy
        .map(|unit| {
            (
                unit.needed as f64,
                unit.supply().0 as f64 / unit.needed as f64,
            )
        })
        .collect()
}

fn near(found: &str, wanted: f64) -> bool {
    (found.parse::<f64>().unwrap() - wanted).abs() < 1e-8
}

proptest! {
    #[test]
    fn sums_agree_with_the_definitions(units in tables()) {
        let figures = equity(&units).unwrap();
        let all = floats(&units);
        let need: f64 = all.iter().map(|(d, _)| d).sum();
        let m: f64 = all.iter().map(|(d, c)| d * c).sum::<f64>() / need;
        let Some(spread) = figures.spread else {
            prop_assert!(all.iter().all(|(_, c)| *c == 0.0));
            return Ok(());
        };
        let sum = |f: &dyn Fn(f64, f64) -> f64| all.iter().map(|(d, c)| f(d / need, *c)).sum::<f64>();
        let pairs = sum(&|p, c| p * sum(&|q, other| q * (c - other).abs()));
        prop_assert!(near(&spread.gini.decimal(12), pairs / (2.0 * m)));
        let hoover = sum(&|p, c| (p * c / m - p).abs()) / 2.0;
        prop_assert!(near(&spread.hoover.decimal(12), hoover));
        let theil = sum(&|p, c| if c > 0.0 { p * c / m * (c / m).ln() } else { 0.0 });
        prop_assert!(near(&spread.theil.total.to_string(), theil));
        let atkinson = 1.0 - sum(&|p, c| p * c.sqrt()).powi(2) / m;
        prop_assert!(near(&spread.atkinson.to_string(), atkinson));
        let parts = (spread.theil.between + spread.theil.within - spread.theil.total).units();
        prop_assert!(parts.abs() <= 2);
        prop_assert!(spread.theil.between.units() >= -2 && spread.theil.within.units() >= -2);
    }

    #[test]
    fn order_and_unit_of_measure_change_nothing(units in tables(), factor in 1_u64..1_000_000) {
        let figures = equity(&units).unwrap();
        let mut other: Vec<Unit<u8>> = units.iter().rev().copied().collect();
        for unit in &mut other {
            unit.needed *= factor;
            unit.official *= factor;
            unit.delivered *= factor;
        }
        let other = equity(&other).unwrap();
        prop_assert_eq!(figures.coverage, other.coverage);
        prop_assert_eq!(figures.spread.map(|one| (one.gini, one.hoover, one.palma, one.concentration)),
            other.spread.map(|one| (one.gini, one.hoover, one.palma, one.concentration)));
    }

    #[test]
    fn an_index_in_the_order_of_coverage_concentrates_as_much_as_gini(units in tables()) {
        let mut units = units;
        for unit in &mut units {
            // Millionths tell any two different coverages of these tables apart.
            let covered = unit.supply().0 * 1_000_000;
            unit.index = Some(covered.checked_div(unit.needed).unwrap_or(0) as i64);
        }
        if let Some(spread) = equity(&units).unwrap().spread {
            prop_assert_eq!(spread.concentration.unwrap().index, spread.gini);
        }
    }
}

//! Published lists: recorded line by line, replaced by a later one that names the earlier.

use relief::command::Command;
use relief::distribution::{LINES_MAX, TOTALS_MAX};
use relief::ids::*;
use relief::refusal::Refusal;
use relief::watch::distribution::Class;

use crate::common::*;

#[test]
fn a_list_is_recorded_by_whoever_read_it() {
    let mut cast = Cast::new();
    let he = cast.he_outsider.clone();
    let lines = vec![listed("仁爱医院", 16_000, Class::N95)];
    let totals = vec![stated(36_000, Class::N95)];
    let list = DistributionId(cast.must(&he, publish(lines, totals, None)));
    let found = &cast.world.state.distributions[&list];
    assert_eq!(found.recorded_by, he.party);
    assert_eq!(found.placed(&found.totals[0]), 16_000);
    assert_eq!(found.issuer, name("湖北省红十字会"));
    assert!(cast.world.state.texts.get(Index(list.0), seal(6)).is_some());
}

#[test]
fn a_list_has_lines_within_bounds_and_is_not_from_tomorrow() {
    let mut cast = Cast::new();
    let he = cast.he_outsider.clone();
    let mut refused = |lines, totals| cast.refusal(&he, publish(lines, totals, None));
    let line = |n| listed("仁爱医院", n, Class::N95);
    assert_eq!(refused(Vec::new(), Vec::new()), Refusal::NoLines);
    let (max, long) = (LINES_MAX, vec![line(1); LINES_MAX + 1]);
    assert_eq!(refused(long, Vec::new()), Refusal::TooManyLines { max });
    let (max, many) = (TOTALS_MAX, vec![stated(1, Class::N95); TOTALS_MAX + 1]);
    assert_eq!(refused(vec![line(1)], many), Refusal::TooManyLines { max });
    assert_eq!(refused(vec![line(0)], Vec::new()), Refusal::QuantityZero);
    let max = relief::quantity::QUANTITY_MAX;
    let large = Refusal::QuantityTooLarge { max };
    assert_eq!(refused(vec![line(1_000_000_000_000)], Vec::new()), large);
    let total = vec![stated(u64::MAX, Class::N95)];
    assert_eq!(refused(vec![line(1)], total), large);
    let Command::PublishDistribution {
        corrects,
        issuer,
        lines,
        totals,
        source,
        ..
    } = publish(vec![line(1)], Vec::new(), None)
    else {
        panic!("a list");
    };
    let tomorrow = Command::PublishDistribution {
        corrects,
        issuer,
        published_on: cast.world.now.plus_hours(24),
        lines,
        totals,
        source,
    };
    assert_eq!(cast.refusal(&he, tomorrow), Refusal::InTheFuture);
}

/// So no chain of corrections ever comes back to where it began.
#[test]
fn a_list_is_replaced_once_and_its_successor_may_be_replaced() {
    let mut cast = Cast::new();
    let he = cast.he_outsider.clone();
    let list = |n, corrects| {
        publish(
            vec![listed("仁爱医院", n, Class::N95)],
            Vec::new(),
            corrects,
        )
    };
    let missing = list(1, Some(DistributionId(9_999)));
    assert_eq!(cast.refusal(&he, missing), Refusal::NotFound(9_999));
    let first = DistributionId(cast.must(&he, list(16_000, None)));
    let second = DistributionId(cast.must(&he, list(18_000, Some(first))));
    let again = list(17_000, Some(first));
    assert_eq!(
        cast.refusal(&he, again),
        Refusal::CorrectedAlready(Index(second.0))
    );
    cast.must(&he, list(18_500, Some(second)));
    let lists = &cast.world.state.distributions;
    assert_eq!(lists[&first].corrected_by, Some(second));
    assert_eq!(lists[&first].lines[0].quantity, 16_000, "it stays readable");
}

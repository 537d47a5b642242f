//! Published lists: recorded line by line, replaced by a later one that names the earlier.

use proptest::prelude::*;
use relief::code::FlagKind;
use relief::command::Command;
use relief::distribution::{Distribution, ENTRY_LINES_MAX, FINDINGS_MAX, LINES_MAX, TOTALS_MAX};
use relief::entry::{DistributionLineFact, Entry};
use relief::ids::*;
use relief::json::ENTRY_BYTES_MAX;
use relief::refusal::Refusal;
use relief::watch::distribution::Class;
use relief::watch::notice;

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
    assert_eq!(found.placed[0], 16_000);
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

/// Every entry of it fits the format, and whoever reads them all has the whole list.
#[test]
fn a_long_list_is_one_act_in_entries_that_fit() {
    let mut cast = Cast::new();
    let he = cast.he_outsider.clone();
    let long = "汉".repeat(relief::name::NAME_CHARS_MAX - 6);
    let line = |n: u64| listed(&format!("{long}{n}"), n + 1, Class::N95);
    let lines: Vec<_> = (0..LINES_MAX as u64).map(line).collect();
    let totals = vec![stated(7, Class::Kn95); TOTALS_MAX];
    let before = cast.world.journal.len();
    let list = DistributionId(cast.must(&he, publish(lines.clone(), totals.clone(), None)));
    let entries = &cast.world.journal[before..];
    for entry in entries {
        let bytes = entry.encode();
        assert!(bytes.len() <= ENTRY_BYTES_MAX);
        assert_eq!(Entry::decode(&bytes).as_ref(), Ok(entry));
    }
    let found = &cast.world.state.distributions[&list];
    assert_eq!(found.more, entries.len() as u64 - 1);
    assert_eq!(
        (found.awaited, &found.lines, &found.totals),
        (0, &lines, &totals)
    );
    assert_eq!(found.findings.len(), FINDINGS_MAX);
    assert_eq!(
        found.findings_in_all,
        2 * TOTALS_MAX,
        "each total's sum and class"
    );
}

/// As every list before there were longer ones.
#[test]
fn a_list_that_fits_one_entry_is_one_entry() {
    let mut cast = Cast::new();
    let he = cast.he_outsider.clone();
    let lines = vec![listed("仁爱医院", 3, Class::N95); ENTRY_LINES_MAX];
    let before = cast.world.state.size;
    let list = cast.must(&he, publish(lines, Vec::new(), None));
    assert_eq!(cast.world.state.size, before + 1);
    let text = String::from_utf8(cast.world.journal[list as usize].encode()).unwrap();
    assert!(!text.contains("more"), "{text}");
}

#[test]
fn a_part_of_a_long_lists_flag_tells_its_lines_from_those_that_are_gone() {
    let mut cast = Cast::new();
    let he = cast.he_outsider.clone();
    let line = |n: u64| listed(&format!("第{n}医院"), 1_000 + n, Class::N95);
    let lines: Vec<_> = (0..100).map(line).collect();
    let first = cast.must(&he, publish(lines.clone(), Vec::new(), None));
    let mut other = lines;
    other[90].quantity = 5;
    other.remove(50);
    other[0].class = Some(Class::Kn95);
    let first = DistributionId(first);
    let second = cast.must(&he, publish(other, Vec::new(), Some(first)));
    let span = LINES_MAX as u64;
    let found = notice::about(&cast.world.state, Index(second), cast.world.now);
    let parts: Vec<_> = found.iter().map(|n| (n.kind, n.part)).collect();
    let expected = [
        (FlagKind::ClassMismatch, span),
        (FlagKind::SilentCorrection, 89),
        (FlagKind::SilentCorrection, span + 50),
    ];
    assert_eq!(parts, expected);
    for notice in found {
        assert_eq!(
            notice::of(&cast.world.state, notice.key(), cast.world.now),
            Some(notice)
        );
    }
}

fn any_lines() -> impl Strategy<Value = Vec<DistributionLineFact>> {
    let line = (
        0..3_usize,
        0..3_usize,
        1..4_u64,
        prop::option::of(1..4_u64),
        0..3_usize,
    );
    let line = line.prop_map(|(to, by, quantity, was, class)| DistributionLineFact {
        class: [None, Some(Class::N95), Some(Class::Kn95)][class],
        given_by: [None, Some(name("甲公司")), Some(name("乙公司"))][by].clone(),
        given_to: name(["仁爱医院", "天佑医院", "协和医院"][to]),
        item: item(["n95_respirator", "goggles"][(to + by) % 2]),
        quantity,
        was,
    });
    prop::collection::vec(line, 1..12)
}

/// The findings that compare lines with lines, each line with each.
fn plainly(list: &Distribution, earlier: &Distribution) -> Vec<(FlagKind, usize, u64, u64)> {
    let mut found = Vec::new();
    let gift = |l: &DistributionLineFact| (l.item, l.given_by.clone());
    let key = |l: &DistributionLineFact| (gift(l), l.given_to.clone());
    let sum = |lines: &[DistributionLineFact], same: &dyn Fn(&DistributionLineFact) -> bool| {
        lines
            .iter()
            .filter(|l| same(l))
            .map(|l| l.quantity)
            .sum::<u64>()
    };
    for (at, line) in list.lines.iter().enumerate() {
        let before = &list.lines[..at];
        let times = 1 + before.iter().filter(|l| *l == line).count() as u64;
        if times > 1 {
            found.push((
                FlagKind::RepeatedLine,
                at,
                line.quantity,
                line.quantity * times,
            ));
        }
        let same = |l: &DistributionLineFact| key(l) == key(line);
        let (was, is) = (sum(&earlier.lines, &same), sum(&list.lines, &same));
        let told: u64 = list
            .lines
            .iter()
            .filter(|l| same(l))
            .filter_map(|l| l.was)
            .sum();
        if !before.iter().any(same) && was > 0 && was != is && was != told {
            found.push((FlagKind::SilentCorrection, at, was, is));
        }
        let same = |l: &DistributionLineFact| gift(l) == gift(line);
        let classes: Vec<_> = earlier
            .lines
            .iter()
            .filter(|l| same(l))
            .filter_map(|l| l.class)
            .collect();
        let changed = line
            .class
            .is_some_and(|c| !classes.is_empty() && !classes.contains(&c));
        if !before.iter().any(same) && changed {
            let figures = (sum(&earlier.lines, &same), sum(&list.lines, &same));
            found.push((
                FlagKind::ClassMismatch,
                ENTRY_LINES_MAX + at,
                figures.0,
                figures.1,
            ));
        }
    }
    for (at, line) in earlier.lines.iter().enumerate() {
        let same = |l: &DistributionLineFact| key(l) == key(line);
        if !earlier.lines[..at].iter().any(same) && !list.lines.iter().any(same) {
            found.push((
                FlagKind::SilentCorrection,
                ENTRY_LINES_MAX + at,
                sum(&earlier.lines, &same),
                0,
            ));
        }
    }
    found.sort_unstable();
    found
}

proptest! {
    #[test]
    fn what_is_found_in_one_pass_is_what_is_found_line_by_line(lines in any_lines(), later in any_lines()) {
        let mut cast = Cast::new();
        let he = cast.he_outsider.clone();
        let first = DistributionId(cast.must(&he, publish(lines, Vec::new(), None)));
        let second = DistributionId(cast.must(&he, publish(later, Vec::new(), Some(first))));
        let lists = &cast.world.state.distributions;
        let found = lists[&second].findings.iter();
        let found: Vec<_> = found.map(|n| (n.kind, n.part as usize, n.stated, n.found)).collect();
        prop_assert_eq!(found, plainly(&lists[&second], &lists[&first]));
    }
}

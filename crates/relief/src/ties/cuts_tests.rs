//! Cut points by their definition: the network without each of them, walked anew.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use super::*;
use proptest::prelude::*;

fn links(pairs: &[(usize, usize)]) -> Vec<Link> {
    let link = |(from, to): &(usize, usize)| Link {
        from: *from,
        to: *to,
        weight: 1,
    };
    pairs.iter().map(link).collect()
}

/// The parts of the network without one person who shared a part with that one.
fn parts_without(people: usize, pairs: &[(usize, usize)], gone: usize) -> Vec<BTreeSet<usize>> {
    let others = |person: usize, without: Option<usize>| {
        let both = pairs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]);
        let mut reached = BTreeSet::from([person]);
        let both: Vec<_> = both
            .filter(|(a, b)| Some(*a) != without && Some(*b) != without)
            .collect();
        loop {
            let more: Vec<usize> = both
                .iter()
                .filter(|(a, _)| reached.contains(a))
                .map(|(_, b)| *b)
                .collect();
            let before = reached.len();
            reached.extend(more);
            if reached.len() == before {
                return reached;
            }
        }
    };
    let mine = others(gone, None);
    let mut parts: Vec<BTreeSet<usize>> = Vec::new();
    for person in (0..people).filter(|person| *person != gone && mine.contains(person)) {
        if !parts.iter().any(|part| part.contains(&person)) {
            parts.push(others(person, Some(gone)));
        }
    }
    parts
}

#[test]
fn a_carrier_who_alone_knows_a_hospital_is_cut_off_with_it_when_the_one_before_leaves() {
    // 0 and 1 give, 2 knows both and hands to 3, who alone brings to 4; 5 is known to all who give.
    let pairs = [(0, 2), (1, 2), (0, 5), (1, 5), (2, 3), (3, 4)];
    let found = cuts(6, &links(&pairs), &BTreeSet::from([4, 5])).unwrap();
    let found: Vec<_> = found
        .into_iter()
        .map(|cut| (cut.person, cut.apart, cut.watched))
        .collect();
    assert_eq!(found, [(2, 2, vec![4]), (3, 1, vec![4])]);
}

#[test]
fn of_two_equal_parts_the_one_met_first_stays() {
    let found = cuts(3, &links(&[(0, 1), (1, 2)]), &BTreeSet::from([0, 2])).unwrap();
    assert_eq!(found[0].watched, [2]);
}

#[test]
fn no_more_than_a_hundred_are_named() {
    let star: Vec<(usize, usize)> = (1..=300).map(|leaf| (0, leaf)).collect();
    let found = cuts(301, &links(&star), &(1..=300).collect()).unwrap();
    assert_eq!((found[0].apart, found[0].watched.len()), (299, NAMED_MAX));
}

proptest! {
    #[test]
    fn whom_a_cut_point_cuts_off_is_all_but_the_largest_part(
        pairs in prop::collection::vec((0..12_usize, 0..12_usize), 0..18),
        watched in prop::collection::btree_set(0..12_usize, 0..12),
    ) {
        let found = cuts(12, &links(&pairs), &watched).unwrap();
        for person in 0..12 {
            let parts = parts_without(12, &pairs, person);
            let largest = parts.iter().map(BTreeSet::len).max().unwrap_or(0);
            let all: usize = parts.iter().map(BTreeSet::len).sum();
            let cut = found.iter().find(|cut| cut.person == person);
            let mut ways = parts.iter().filter(|part| part.len() == largest).map(|kept| {
                let apart = watched.iter().filter(|one| {
                    parts.iter().any(|part| part != kept && part.contains(one))
                });
                apart.copied().collect::<Vec<usize>>()
            });
            match cut {
                Some(cut) => {
                    prop_assert_eq!(cut.apart, all - largest);
                    prop_assert!(ways.any(|way| way == cut.watched));
                }
                None => prop_assert!(parts.len() < 2 || ways.any(|way| way.is_empty())),
            }
        }
    }
}

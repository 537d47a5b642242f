//! The worked figures of the reference, its edge rules, and every measure by its definition on random networks.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::collections::BTreeSet;

use super::*;
use proptest::prelude::*;

fn link(from: usize, to: usize, weight: u64) -> Link {
    Link { from, to, weight }
}

/// Ten people of whom the last stands alone; the reference counts from 1.
fn ten() -> Ties<&'static str> {
    let edges = "1→2 2→1 2→3 3→2 3→1 1→4 4→1 4→5 5→6 6→5 6→7 7→5 8→4 8→9";
    let links: Vec<Link> = edges
        .split(' ')
        .map(|edge| edge.split_once('→').unwrap())
        .map(|(from, to)| link(number(from), number(to), 1))
        .collect();
    let (d, c, h) = (Some("donor"), Some("coord"), Some("hospital"));
    ties(&[d, d, d, c, h, h, h, c, d, d], &links).unwrap()
}

fn number(text: &str) -> usize {
    text.parse::<usize>().unwrap() - 1
}

fn six(ratio: Option<Ratio>) -> String {
    ratio.unwrap().decimal(6)
}

#[test]
fn the_worked_figures_of_ten_people() {
    let ties = ten();
    assert_eq!((ties.people, ties.links, ties.pairs), (10, 14, 10));
    assert_eq!(six(ties.reciprocity), "0.571429");
    assert_eq!(six(ties.rho), "0.492481");
    assert_eq!(ties.transitivity.unwrap().to_string(), "3/7");
    assert_eq!(ties.giant_share.unwrap().to_string(), "9/10");
    assert_eq!(ties.articulation, [1, 4, 5, 8].map(|person| person - 1));
    assert_eq!(ties.bridges, [(0, 3), (3, 4), (3, 7), (7, 8)]);
    assert_eq!(ties.core, [2, 2, 2, 2, 2, 2, 2, 1, 1, 0]);
    let constraint: Vec<String> = ties
        .constraint
        .iter()
        .map(|one| one.map_or("undefined".to_owned(), |one| one.to_string()))
        .collect();
    assert_eq!(
        constraint,
        [
            "0.611111111",
            "1.006944444",
            "1.006944444",
            "0.333333333",
            "0.611111111",
            "1.006944444",
            "1.006944444",
            "0.500000000",
            "1.000000000",
            "undefined",
        ]
    );
    let mixing = ties.mixing.unwrap();
    assert_eq!(mixing.external_internal.unwrap().to_string(), "-2/5");
    assert_eq!(mixing.bonding.to_string(), "5/7");
    assert_eq!(mixing.bridging.to_string(), "2/7");
    let share = |one, other| mixing.between[&(one, other)].to_string();
    assert_eq!(share("coord", "donor"), "3/14");
    assert_eq!(share("donor", "hospital"), "0");
}

#[test]
fn reciprocity_by_weight_takes_the_lesser_of_both_directions() {
    let edges = [
        link(0, 1, 5),
        link(1, 0, 3),
        link(1, 2, 2),
        link(2, 0, 4),
        link(0, 2, 1),
    ];
    let ties = ties::<()>(&[None; 3], &edges).unwrap();
    assert_eq!(ties.weighted_reciprocity.unwrap().to_string(), "8/15");
    assert_eq!(ties.mixing, None);
}

#[test]
fn the_worked_figures_of_twenty_pledges() {
    let mut given = vec![40, 25, 10, 8, 5, 4, 3, 2, 2, 1];
    assert_eq!(giving(&given).gini.unwrap().decimal(3), "0.568");
    given.extend([0; 10]);
    let found = giving(&given);
    assert_eq!((found.people, found.givers), (20, 10));
    assert_eq!(found.gini.unwrap().decimal(3), "0.784");
    assert_eq!(found.effective_number.unwrap().decimal(3), "4.085");
    assert_eq!(found.bus_factor, Some(2));
}

#[test]
fn what_is_not_defined_is_nothing() {
    let nobody = ties::<()>(&[], &[]).unwrap();
    assert_eq!((nobody.reciprocity, nobody.giant_share), (None, None));
    assert_eq!((nobody.giving.gini, nobody.giving.bus_factor), (None, None));
    let alone = ties(&[Some(1)], &[link(0, 0, 9)]).unwrap();
    assert_eq!((alone.links, alone.self_links), (0, 1));
    assert_eq!((alone.reciprocity, alone.rho), (None, None));
    assert_eq!((alone.transitivity, alone.mixing), (None, None));
    assert_eq!(alone.constraint, [None]);
    assert_eq!(alone.giving.givers, 0);
    let everybody = ties::<()>(&[None; 2], &[link(0, 1, 1), link(1, 0, 1)]).unwrap();
    assert_eq!(everybody.reciprocity.unwrap().to_string(), "1");
    assert_eq!(everybody.rho, None);
}

#[test]
fn links_of_the_same_two_are_added_up() {
    let edges = [link(0, 1, 2), link(0, 1, 3), link(1, 0, 1)];
    let ties = ties(&[Some("a"), None], &edges).unwrap();
    assert_eq!((ties.links, ties.pairs), (2, 1));
    assert_eq!(ties.weighted_reciprocity.unwrap().to_string(), "1/3");
    assert_eq!(ties.mixing.unwrap().ungrouped.to_string(), "1");
}

#[test]
fn what_does_not_hold_is_refused_at_its_link() {
    let refused = |links: &[Link]| ties::<()>(&[None; 2], links).unwrap_err();
    assert_eq!(refused(&[link(0, 1, 1), link(0, 2, 1)]), Fault::Nobody(1));
    assert_eq!(refused(&[link(0, 1, 0)]), Fault::NoWeight(0));
    let heavy = [link(0, 1, WEIGHT_MAX), link(1, 0, 1)];
    assert_eq!(refused(&heavy), Fault::TooHeavy(1));
    assert!(ties::<()>(&[None; 2], &heavy[..1]).is_ok());
    let crowd = vec![None::<()>; PEOPLE_MAX + 1];
    assert_eq!(ties(&crowd, &[]).unwrap_err(), Fault::TooManyPeople);
}

#[test]
fn a_chain_of_a_hundred_thousand_needs_no_deep_stack() {
    let people = 100_000;
    let links: Vec<Link> = (1..people).map(|to| link(to - 1, to, 1)).collect();
    let ties = ties(&vec![None::<()>; people], &links).unwrap();
    assert_eq!(ties.articulation.len(), people - 2);
    assert_eq!(ties.bridges.len(), people - 1);
    assert!(ties.core.iter().all(|core| *core == 1));
}

/// Up to nine people and links among them, at times twice or to oneself.
fn networks() -> impl Strategy<Value = (usize, Vec<Link>)> {
    (1_usize..10).prop_flat_map(|people| {
        let one = (0..people, 0..people, 1_u64..6);
        let links = proptest::collection::vec(one, 0..25)
            .prop_map(|all| all.into_iter().map(|(f, t, w)| link(f, t, w)).collect());
        (Just(people), links)
    })
}

type Edges = BTreeSet<(usize, usize)>;

/// The network without directions.
fn edges(links: &[Link]) -> Edges {
    let others = links.iter().filter(|link| link.from != link.to);
    others
        .map(|link| (link.from.min(link.to), link.from.max(link.to)))
        .collect()
}

fn linked(edges: &Edges, a: usize, b: usize) -> bool {
    edges.contains(&(a.min(b), a.max(b)))
}

/// How many parts the people form by these edges.
fn parts(people: &BTreeSet<usize>, edges: &Edges) -> Vec<usize> {
    let mut left = people.clone();
    let mut sizes = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut found = vec![first];
        let mut size = 0;
        while let Some(person) = found.pop() {
            size += 1;
            let next: Vec<usize> = left
                .iter()
                .copied()
                .filter(|other| linked(edges, person, *other))
                .collect();
            left.retain(|other| !next.contains(other));
            found.extend(next);
        }
        sizes.push(size);
    }
    sizes
}

/// The largest k such that the person stays when all with fewer than k links are taken away again and again.
fn core_of(person: usize, people: usize, edges: &Edges) -> usize {
    (0..people)
        .filter(|k| {
            let mut left: BTreeSet<usize> = (0..people).collect();
            loop {
                let degree = |one: usize| {
                    left.iter()
                        .filter(|other| linked(edges, one, **other))
                        .count()
                };
                let Some(weak) = left.iter().copied().find(|one| degree(*one) < *k) else {
                    break left.contains(&person);
                };
                left.remove(&weak);
            }
        })
        .max()
        .unwrap()
}

fn constraint_of(person: usize, people: usize, edges: &Edges) -> f64 {
    let p = |a: usize, b: usize| {
        let degree = (0..people).filter(|other| linked(edges, a, *other)).count();
        f64::from(u8::from(linked(edges, a, b))) / degree.max(1) as f64
    };
    let others = (0..people).filter(|j| linked(edges, person, *j));
    others
        .map(|j| {
            let indirect: f64 = (0..people).map(|q| p(person, q) * p(q, j)).sum();
            (p(person, j) + indirect).powi(2)
        })
        .sum()
}

proptest! {
    #[test]
    fn cuts_bridges_and_components_are_what_their_names_say((people, links) in networks()) {
        let edges = edges(&links);
        let all: BTreeSet<usize> = (0..people).collect();
        let found = ties(&vec![None::<()>; people], &links).unwrap();
        let whole = parts(&all, &edges);
        let largest = *whole.iter().max().unwrap();
        prop_assert_eq!(found.giant_share, Ratio::of(largest as i128, people as i128));
        let cuts: Vec<usize> = (0..people)
            .filter(|person| {
                let mut without = all.clone();
                without.remove(person);
                parts(&without, &edges).len() > whole.len()
            })
            .collect();
        prop_assert_eq!(found.articulation, cuts);
        let bridges: Vec<(usize, usize)> = edges
            .iter()
            .copied()
            .filter(|edge| {
                let mut without = edges.clone();
                without.remove(edge);
                parts(&all, &without).len() > whole.len()
            })
            .collect();
        prop_assert_eq!(found.bridges, bridges);
    }

    #[test]
    fn triangles_constraint_and_cores_follow_their_definitions((people, links) in networks()) {
        let edges = edges(&links);
        let found = ties(&vec![None::<()>; people], &links).unwrap();
        let (mut closed, mut triads) = (0, 0);
        for middle in 0..people {
            for a in 0..people {
                for b in a + 1..people {
                    if linked(&edges, middle, a) && linked(&edges, middle, b) {
                        triads += 1;
                        closed += i128::from(linked(&edges, a, b));
                    }
                }
            }
        }
        prop_assert_eq!(found.transitivity, Ratio::of(closed, triads));
        for person in 0..people {
            prop_assert_eq!(found.core[person], core_of(person, people, &edges));
            match found.constraint[person] {
                None => prop_assert!(!(0..people).any(|other| linked(&edges, person, other))),
                Some(constraint) => {
                    let constraint: f64 = constraint.to_string().parse().unwrap();
                    prop_assert!((constraint - constraint_of(person, people, &edges)).abs() < 1e-8);
                }
            }
        }
    }

    #[test]
    fn weights_go_where_they_belong((people, links) in networks(), groups in proptest::collection::vec(0_u8..3, 10)) {
        let group = |person: usize| (groups[person] > 0).then_some(groups[person]);
        let of: Vec<Option<u8>> = (0..people).map(group).collect();
        let found = ties(&of, &links).unwrap();
        let others: Vec<Link> = links.iter().filter(|link| link.from != link.to).copied().collect();
        let all: u64 = others.iter().map(|link| link.weight).sum();
        let weight = |from, to| -> u64 {
            let same = others.iter().filter(|link| (link.from, link.to) == (from, to));
            same.map(|link| link.weight).sum()
        };
        let (mut mutual, mut lesser, mut count) = (0, 0, 0);
        for a in 0..people {
            for b in 0..people {
                count += usize::from(weight(a, b) > 0);
                mutual += i128::from(weight(a, b) > 0 && weight(b, a) > 0);
                lesser += i128::from(weight(a, b).min(weight(b, a)));
            }
        }
        prop_assert_eq!(found.links, count);
        prop_assert_eq!(found.reciprocity, Ratio::of(mutual, count as i128));
        prop_assert_eq!(found.weighted_reciprocity, Ratio::of(lesser, i128::from(all)));
        if let Some(mixing) = found.mixing {
            let within = others.iter().filter(|link| group(link.from).is_some() && group(link.from) == group(link.to));
            let within: u64 = within.map(|link| link.weight).sum();
            prop_assert_eq!(Some(mixing.bonding), Ratio::of(within.into(), all.into()));
            let open = others.iter().filter(|link| group(link.from).is_none() || group(link.to).is_none());
            let open: u64 = open.map(|link| link.weight).sum();
            prop_assert_eq!(Some(mixing.ungrouped), Ratio::of(open.into(), all.into()));
            for ((one, other), share) in &mixing.between {
                let joining = others.iter().filter(|link| {
                    let ends = (group(link.from), group(link.to));
                    ends == (Some(*one), Some(*other)) || ends == (Some(*other), Some(*one))
                });
                let joining: u64 = joining.map(|link| link.weight).sum();
                prop_assert_eq!(Some(*share), Ratio::of(joining.into(), all.into()));
            }
        }
    }

    #[test]
    fn the_order_of_links_changes_nothing((people, links) in networks()) {
        let of = vec![Some(0); people];
        let turned: Vec<Link> = links.iter().rev().copied().collect();
        prop_assert_eq!(ties(&of, &links).unwrap(), ties(&of, &turned).unwrap());
    }
}

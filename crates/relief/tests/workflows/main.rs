//! The workflows by example: one test for each transition and each refusal, with people who are invented.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

#[path = "../common/mod.rs"]
mod common;

mod case_report;
mod commitment;
mod consignment;
mod custody;
mod disparity;
mod distribution;
mod duty;
mod feedback;
mod figures;
mod flag;
mod history;
mod jurisdiction;
mod need;
mod offer;
mod official_supply;
mod plan;
mod question;
mod receipt;
mod recipient;
mod redirect;
mod roles;
mod testimony;
mod ties;
mod tip;

use std::collections::BTreeSet;

/// Every refusal that the domain knows is shown by an example here.
#[test]
fn every_refusal_has_an_example() {
    let source = include_str!("../../src/refusal.rs");
    let examples = [
        include_str!("case_report.rs"),
        include_str!("commitment.rs"),
        include_str!("consignment.rs"),
        include_str!("custody.rs"),
        include_str!("disparity.rs"),
        include_str!("distribution.rs"),
        include_str!("duty.rs"),
        include_str!("feedback.rs"),
        include_str!("flag.rs"),
        include_str!("jurisdiction.rs"),
        include_str!("need.rs"),
        include_str!("offer.rs"),
        include_str!("official_supply.rs"),
        include_str!("plan.rs"),
        include_str!("plan/made.rs"),
        include_str!("question.rs"),
        include_str!("question/clarity.rs"),
        include_str!("question/effect.rs"),
        include_str!("receipt.rs"),
        include_str!("recipient.rs"),
        include_str!("redirect.rs"),
        include_str!("roles.rs"),
        include_str!("testimony.rs"),
        include_str!("tip.rs"),
    ]
    .concat();
    let variants: BTreeSet<&str> = source
        .lines()
        .filter_map(|l| l.strip_prefix("    "))
        .filter(|l| l.starts_with(char::is_uppercase))
        .map(|l| l.split([',', '(', ' ']).next().unwrap())
        .collect();
    assert!(variants.len() > 50, "the variants were found");
    let is_shown = |v: &&&str| {
        let name = format!("Refusal::{v}");
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        examples
            .match_indices(&name)
            .any(|(at, _)| ends(&examples[at + name.len()..]))
    };
    let missing: Vec<_> = variants.iter().filter(|v| !is_shown(v)).collect();
    assert!(missing.is_empty(), "no example for {missing:?}");
}

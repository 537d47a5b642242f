//! Keeps `docs/journal-format.md` in step: every type with its fields and kinds, every code, every worked example.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

mod common;

use std::fmt::Write as _;

use common::*;
use relief::code::*;
use relief::command::Actor;
use relief::commitment::CommitmentState;
use relief::entry::*;
use relief::figures::figures;
use relief::ids::hex;
use relief::state::State;
use relief::watch::distribution::Class;
use relief::{apply, json, name};
use sha2::{Digest, Sha256};

const DOC: &str = include_str!("../../../docs/journal-format.md");

/// How the document names a kind.
fn kind(rust: &str) -> String {
    let plain: String = rust.split_whitespace().collect();
    if let Some(inner) = plain
        .strip_prefix("Option<")
        .and_then(|r| r.strip_suffix('>'))
    {
        return format!("{}?", kind(inner));
    }
    if let Some(inner) = plain.strip_prefix("Vec<").and_then(|r| r.strip_suffix('>')) {
        return format!("{}[]", kind(inner));
    }
    let name = match plain.as_str() {
        "u64" => "count",
        "i64" => "integer",
        "bool" => "flag",
        "Stamp" => "time",
        "Index" => "index",
        "NeedLineFact" => "need line",
        "ConsignmentLineFact" => "consignment line",
        "ReceiptLineFact" => "receipt line",
        "DistributionLineFact" => "distribution line",
        "DistributionTotalFact" => "distribution total",
        "CaseFigureFact" => "case figure",
        "BatchNumber" => "batch number",
        id if id.ends_with("Id") => "index",
        other => return words(other),
    };
    name.to_owned()
}

fn words(camel: &str) -> String {
    let mut text = String::new();
    for c in camel.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.extend(c.to_lowercase());
    }
    text
}

fn row(name: &str, schema: &[(&str, &str)]) -> String {
    let fields: Vec<_> = schema
        .iter()
        .map(|(key, k)| format!("`{key}` {}", kind(k)))
        .collect();
    format!("| `{name}` | {} |", fields.join(", "))
}

fn codes(name: &str, codes: &[&str]) -> String {
    let listed: Vec<_> = codes.iter().map(|c| format!("`{c}`")).collect();
    format!("| {name} | {} |", listed.join(", "))
}

fn assert_stands(line: &str, missing: &mut String) {
    if !DOC.lines().any(|l| l.starts_with(line)) {
        let _ = writeln!(missing, "{line}");
    }
}

#[test]
fn every_type_and_record_stands_with_its_fields() {
    let mut missing = String::new();
    for (code, schema) in Fact::SCHEMAS {
        assert_stands(&row(code, schema), &mut missing);
    }
    for (name, schema) in [
        ("need line", NeedLineFact::SCHEMA),
        ("batch", Batch::SCHEMA),
        ("consignment line", ConsignmentLineFact::SCHEMA),
        ("receipt line", ReceiptLineFact::SCHEMA),
        ("amount", Amount::SCHEMA),
        ("distribution line", DistributionLineFact::SCHEMA),
        ("distribution total", DistributionTotalFact::SCHEMA),
        ("case figure", CaseFigureFact::SCHEMA),
    ] {
        assert_stands(&row(name, schema).replacen('`', "", 2), &mut missing);
    }
    assert!(
        missing.is_empty(),
        "not in docs/journal-format.md:\n{missing}"
    );
}

macro_rules! every_code {
    ($($kind:ident),*) => {
        [$((stringify!($kind), $kind::ALL.iter().map(|c| c.code()).collect::<Vec<_>>())),*]
    };
}

#[test]
fn every_code_stands() {
    let mut missing = String::new();
    let all = every_code![
        PartyKind,
        Role,
        FacilityKind,
        Standing,
        Evidence,
        SkipReason,
        Gate,
        RejectReason,
        CloseReason,
        DeclineReason,
        ChangeReason,
        CertificateState,
        Side,
        HolderKind,
        RefuseReason,
        DisputeReason,
        Finding,
        FlagKind,
        Grouping,
        Class,
        PaperKind,
        OfficialKind,
        PackKind,
        CorrectionReason,
        OfficeLevel,
        TestimonyKind,
        HoldReason,
        SupportKind,
        TestimonyUse,
        CaseCount,
        ReportReason,
        DelayReason,
        Verdict,
        Ground
    ];
    for (name, listed) in all {
        assert_stands(&codes(&words(name), &listed), &mut missing);
    }
    assert!(
        missing.is_empty(),
        "not in docs/journal-format.md:\n{missing}"
    );
}

#[test]
fn every_bound_stands() {
    for bound in [
        format!("at most {} bytes", json::ENTRY_BYTES_MAX),
        format!("{} characters", name::NAME_CHARS_MAX),
        format!("1 to {} elements", relief::field::LIST_MAX),
        format!("1 to {}", relief::quantity::QUANTITY_MAX),
        format!("{}", json::INTEGER_MAX),
    ] {
        assert!(DOC.contains(&bound), "{bound}");
    }
}

/// The worked example: lines `entry`, each followed by its leaf hash.
#[test]
fn the_examples_are_what_they_say() {
    let section = DOC.split("## Worked example").nth(1).unwrap();
    let entries: Vec<&str> = section
        .lines()
        .filter(|l| l.starts_with("{\"at\""))
        .collect();
    let hashes: Vec<&str> = section
        .lines()
        .filter_map(|l| l.strip_prefix("leaf "))
        .collect();
    let mut state = State::default();
    let mut found = String::new();
    for text in &entries {
        let entry = Entry::decode(text.as_bytes()).unwrap();
        assert_eq!(entry.encode(), text.as_bytes());
        apply(&mut state, &entry);
        let mut leaf = Sha256::new();
        leaf.update([0]);
        leaf.update(text.as_bytes());
        let _ = writeln!(found, "{}", hex(&leaf.finalize()));
    }
    let told: String = hashes.iter().map(|h| format!("{h}\n")).collect();
    assert_eq!(entries.len(), 5);
    assert!(found == told, "the leaf hashes are:\n{found}");
    let commitment = state.commitments.values().next().unwrap();
    assert_eq!(commitment.state, CommitmentState::Pledged);
    let items = figures(&state).items;
    let suits = items["protective_suit"];
    assert_eq!((suits.needed, suits.pledged, suits.gap), (500, 200, 500));
    assert_eq!(state.parties.len(), 1, "{:?}", Actor::community());
}

#[test]
fn the_seal_of_a_text_is_what_it_says() {
    let mut hash = Sha256::new();
    hash.update(b"tideover/c1\0remark\0");
    hash.update([7; 32]);
    hash.update("急需".as_bytes());
    let seal = hex(&hash.finalize());
    assert!(DOC.contains(&seal), "the seal is {seal}");
    assert_eq!(name("湖北").as_str(), "湖北");
}

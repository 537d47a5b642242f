//! Messages with known answers, read field by field: the examples shared beside the project, and appeals of our own,
//! written before the reader had seen them. Every person, number and small hospital in them is invented.

use super::*;
use serde_json::Value;
use std::io::Write;

const PATH: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/examples/free_text_needs.jsonl"
);

fn kind_of(name: &str) -> DraftKind {
    match name {
        "need" => DraftKind::Need,
        "offer" => DraftKind::Offer,
        _ => DraftKind::NotNeed,
    }
}

fn assert_line(line: &DraftLine, wanted: &Value, text: &str) {
    let number = |key: &str| wanted.get(key).and_then(Value::as_u64);
    let string = |key: &str| wanted.get(key).and_then(Value::as_str);
    assert_eq!(Some(line.item.code()), string("item"), "{text}");
    assert_eq!(line.quantity, number("quantity"), "{text}");
    assert_eq!(line.unit, string("unit"), "{text}");
    assert_eq!(line.quantity_max, number("quantity_max"), "{text}");
    assert_eq!(line.pack_size, number("pack_size"), "{text}");
    assert_eq!(line.standard.as_deref(), string("standard"), "{text}");
    assert_eq!(line.donor.as_deref(), string("donor"), "{text}");
    assert_eq!(line.recipient.as_deref(), string("recipient"), "{text}");
    if let Some(raw) = string("raw") {
        assert_eq!(line.item_as_written, raw, "{text}");
    }
}

fn assert_lines(lines: &[DraftLine], wanted: &Value, text: &str) {
    let wanted = wanted.as_array().map_or(&[][..], Vec::as_slice);
    assert_eq!(lines.len(), wanted.len(), "{text}: {lines:?}");
    for (line, wanted) in lines.iter().zip(wanted) {
        assert_line(line, wanted, text);
    }
}

/// Says so, and tells `./test` to count the test as skipped.
fn skip() {
    let line = "the_shared_examples_are_read_exactly: the examples are not beside the project\n";
    print!("skipped: {line}");
    let Some(path) = std::env::var_os("TIDEOVER_SKIPS") else {
        return;
    };
    let mut skips = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .unwrap();
    skips.write_all(line.as_bytes()).unwrap();
}

/// Appeals, offers and talk in the form of the shared examples.
const APPEALS: &str = include_str!("appeals.jsonl");

#[test]
fn the_shared_examples_are_read_exactly() {
    let Ok(examples) = std::fs::read_to_string(PATH) else {
        return skip();
    };
    examples.lines().for_each(assert_example);
}

#[test]
fn appeals_are_read_exactly() {
    APPEALS.lines().for_each(assert_example);
}

fn assert_example(line: &str) {
    let example: Value = serde_json::from_str(line).unwrap();
    let text = example["text"].as_str().unwrap();
    let draft = read(text);
    let kind = kind_of(example["kind"].as_str().unwrap());
    assert_eq!(draft.kind, kind, "{text}");
    assert_lines(&draft.lines, &example["items"], text);
    assert_lines(&draft.stock, &example["stock"], text);
    assert_lines(&draft.received, &example["received"], text);
    // The shared examples say nothing of what is used up.
    if let Some(burn) = example.get("burn") {
        assert_lines(&draft.burn, burn, text);
    }
    let closed: Vec<&str> = draft.closed.iter().map(|item| item.code()).collect();
    let wanted = example["closed"].as_array().into_iter().flatten();
    let wanted: Vec<&str> = wanted.filter_map(Value::as_str).collect();
    assert_eq!(closed, wanted, "{text}");
    let contact = example["contact_present"].as_bool();
    assert_eq!(Some(draft.contact_present), contact, "{text}");
    let recipient = draft.recipient.as_ref().map(|found| found.name.as_str());
    assert_eq!(recipient, example["recipient"].as_str(), "{text}");
    let place = draft.place.as_ref().map(|found| found.name.as_str());
    assert_eq!(place, example["place"].as_str(), "{text}");
}

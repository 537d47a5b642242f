//! Every string that an entry may hold, by the field that holds it.

use relief::catalogue::Item;
use relief::code::*;
use relief::entry::Fact;
use relief::name::{BatchNumber, Name, UnitCode};
use relief::standard::Standard;
use relief::tip_key::TipKey;
use relief::watch::distribution::Class;
use serde_json::Value;

/// Panics on a string that the schema does not name.
pub fn check(bytes: &[u8]) {
    let value: Value = serde_json::from_slice(bytes).expect("an entry is JSON");
    walk("", &value);
}

fn walk(key: &str, value: &Value) {
    match value {
        Value::String(text) => assert!(is_allowed(key, text), "`{key}` holds {text:?}"),
        Value::Array(items) => items.iter().for_each(|v| walk(key, v)),
        Value::Object(map) => map.iter().for_each(|(k, v)| walk(k, v)),
        Value::Number(n) => assert!(n.is_i64(), "`{key}` holds {n}"),
        Value::Bool(_) | Value::Null => panic!("`{key}` holds {value}"),
    }
}

fn is_allowed(key: &str, text: &str) -> bool {
    match key {
        "t" => Fact::TYPES.contains(&text),
        "name" | "issuer" | "given_by" | "given_to" => {
            Name::new(text).is_ok_and(|n| n.as_str() == text)
        }
        "number" => BatchNumber::new(text).is_some_and(|n| n.as_str() == text),
        "about" | "answer" | "digest" | "leaves" | "source" | "remark" | "document"
        | "manifest" | "photo" | "photos" | "removed_remark" | "script" | "seal" | "statement"
        | "text" => {
            text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        }
        "code" => UnitCode::new(text).is_some_and(|c| c.as_str() == text),
        "level" => OfficeLevel::from_code(text).is_some(),
        "key" => TipKey::new(text).is_some_and(|k| k.as_str() == text),
        "item" => Item::from_code(text).is_some(),
        "standard" | "standards" => Standard::from_code(text).is_some(),
        "kind" => {
            let quantities = ["exact", "at_least", "rate", "unknown"];
            quantities.contains(&text)
                || PartyKind::from_code(text).is_some()
                || FacilityKind::from_code(text).is_some()
                || PaperKind::from_code(text).is_some()
                || OfficialKind::from_code(text).is_some()
                || FlagKind::from_code(text).is_some()
                || TestimonyKind::from_code(text).is_some()
        }
        "verdict" => Verdict::from_code(text).is_some(),
        "pack" => PackKind::from_code(text).is_some(),
        "reason" => {
            SkipReason::from_code(text).is_some()
                || RejectReason::from_code(text).is_some()
                || CloseReason::from_code(text).is_some()
                || DeclineReason::from_code(text).is_some()
                || ChangeReason::from_code(text).is_some()
                || RefuseReason::from_code(text).is_some()
                || DisputeReason::from_code(text).is_some()
                || CorrectionReason::from_code(text).is_some()
                || HoldReason::from_code(text).is_some()
                || ReportReason::from_code(text).is_some()
                || DelayReason::from_code(text).is_some()
        }
        "role" => Role::from_code(text).is_some(),
        "standing" => Standing::from_code(text).is_some(),
        "evidence" => Evidence::from_code(text).is_some() || SupportKind::from_code(text).is_some(),
        "used_as" => TestimonyUse::from_code(text).is_some(),
        "gate" => Gate::from_code(text).is_some(),
        "certificate" => CertificateState::from_code(text).is_some(),
        "side" => Side::from_code(text).is_some(),
        "taker_kind" => HolderKind::from_code(text).is_some(),
        "finding" => Finding::from_code(text).is_some(),
        "count" => CaseCount::from_code(text).is_some(),
        "class" => Class::from_code(text).is_some(),
        "grouping" => Grouping::from_code(text).is_some(),
        "ground" => Ground::from_code(text).is_some(),
        _ => false,
    }
}

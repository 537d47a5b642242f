//! Counters and packs.

use super::text::Text;

/// Counters as written, the longest first where one begins another.
#[rustfmt::skip]
const UNITS: &[(&str, &str)] = &[
    ("公斤", "kilogram"), ("千克", "kilogram"), ("套", "set"), ("身", "set"), ("副", "pair"), ("双", "pair"), ("付", "pair"),
    ("对", "pair"), ("件", "piece"), ("个", "piece"), ("只", "piece"), ("枚", "piece"), ("片", "piece"), ("顶", "piece"),
    ("条", "piece"), ("张", "piece"), ("把", "piece"), ("盒", "box"), ("箱", "case"), ("瓶", "bottle"), ("桶", "barrel"),
    ("支", "vial"), ("卷", "roll"), ("台", "unit"), ("部", "unit"), ("架", "unit"), ("艘", "unit"), ("斤", "jin"), ("包", "bag"),
    ("袋", "bag"), ("罐", "bottle"), ("壶", "bottle"), ("升", "litre"),
    ("sets", "set"), ("set", "set"), ("pairs", "pair"), ("pair", "pair"), ("prs", "pair"), ("pieces", "piece"), ("piece", "piece"),
    ("pcs", "piece"), ("pc", "piece"), ("boxes", "box"), ("box", "box"), ("bx", "box"), ("cases", "case"), ("case", "case"),
    ("cartons", "case"), ("carton", "case"), ("crates", "case"), ("bottles", "bottle"), ("bottle", "bottle"), ("gallons", "bottle"),
    ("gallon", "bottle"), ("barrels", "barrel"), ("drums", "barrel"), ("drum", "barrel"), ("vials", "vial"), ("tubes", "vial"),
    ("rolls", "roll"), ("roll", "roll"), ("units", "unit"), ("unit", "unit"), ("bags", "bag"), ("bag", "bag"), ("packs", "bag"),
    ("pack", "bag"), ("packets", "bag"), ("litres", "litre"), ("liters", "litre"), ("count", "piece"), ("ct", "piece"),
];

/// The counter that starts at a position, and where it ends.
pub(super) fn unit_at(text: &Text, at: usize) -> Option<(&'static str, usize)> {
    let (word, unit) = UNITS.iter().find(|(word, _)| text.has(at, word))?;
    Some((unit, at + word.chars().count()))
}

/// Whether a unit is a pack that holds others.
pub(super) fn is_pack(unit: &str) -> bool {
    matches!(unit, "box" | "case" | "bag" | "barrel")
}

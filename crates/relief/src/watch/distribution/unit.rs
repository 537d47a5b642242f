//! Counters: what is one thing, what is a pack of things, and what is a measure.

/// What a counter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counter {
    /// Single things; a pair and a set count as one.
    Piece,
    /// Packs, whose content must be stated; packs of one level have one name.
    Pack(&'static str),
    /// Weight, volume, length, strength.
    Measure,
}

use Counter::{Measure, Pack, Piece};

/// Counters as written, folded; of two that begin alike the longer stands first.
#[rustfmt::skip]
const COUNTERS: &[(&str, Counter)] = &[
    ("大箱", Pack("case")), ("中箱", Pack("case")), ("小箱", Pack("case")), ("纸箱", Pack("case")), ("整箱", Pack("case")), ("箱", Pack("case")), ("件", Pack("case")),
    ("大盒", Pack("box")), ("中盒", Pack("box")), ("小盒", Pack("box")), ("盒", Pack("box")), ("大包", Pack("bag")), ("小包", Pack("bag")), ("包", Pack("bag")),
    ("编织袋", Pack("bag")), ("大袋", Pack("bag")), ("中袋", Pack("bag")), ("小袋", Pack("bag")), ("袋", Pack("bag")), ("筐", Pack("bag")), ("组", Pack("group")), ("提", Pack("group")), ("托盘", Pack("pallet")), ("托", Pack("pallet")), ("板", Pack("board")),
    ("扎", Pack("bundle")), ("捆", Pack("bundle")), ("打", Pack("dozen")), ("批", Pack("lot")), ("车", Pack("lot")),
    ("千克", Measure), ("公斤", Measure), ("毫升", Measure), ("毫克", Measure), ("毫米", Measure), ("厘米", Measure), ("克", Measure),
    ("升", Measure), ("吨", Measure), ("斤", Measure), ("米", Measure), ("码", Measure), ("寸", Measure), ("单位", Measure), ("%", Measure),
    ("个", Piece), ("只", Piece), ("支", Piece), ("片", Piece), ("副", Piece), ("双", Piece), ("付", Piece), ("对", Piece), ("套", Piece),
    ("台", Piece), ("瓶", Piece), ("桶", Piece), ("罐", Piece), ("壶", Piece), ("张", Piece), ("条", Piece), ("顶", Piece), ("卷", Piece),
    ("枚", Piece), ("粒", Piece), ("颗", Piece), ("根", Piece), ("把", Piece), ("辆", Piece), ("部", Piece), ("架", Piece), ("床", Piece),
    ("身", Piece), ("块", Piece), ("人份", Piece), ("大桶", Piece), ("小桶", Piece), ("大瓶", Piece), ("小瓶", Piece), ("筒", Piece), ("份", Piece), ("本", Piece), ("听", Piece), ("枝", Piece), ("艘", Piece), ("丸", Piece), ("樽", Piece),
    ("pieces", Piece), ("piece", Piece), ("pcs", Piece), ("pc", Piece), ("pairs", Piece), ("pair", Piece), ("sets", Piece), ("set", Piece),
    ("units", Piece), ("unit", Piece), ("bottles", Piece), ("bottle", Piece), ("drums", Piece), ("drum", Piece), ("masks", Piece),
    ("mask", Piece), ("suits", Piece), ("vials", Piece), ("tubes", Piece), ("rolls", Piece), ("kits", Piece), ("kit", Piece), ("gowns", Piece), ("respirators", Piece), ("ea", Piece), ("each", Piece),
    ("cartons", Pack("case")), ("carton", Pack("case")), ("cases", Pack("case")), ("case", Pack("case")), ("ctn", Pack("case")),
    ("boxes", Pack("box")), ("box", Pack("box")), ("bags", Pack("bag")), ("bag", Pack("bag")), ("packs", Pack("bag")), ("pack", Pack("bag")),
    ("pallets", Pack("pallet")), ("pallet", Pack("pallet")), ("dozens", Pack("dozen")), ("dozen", Pack("dozen")),
    ("gallons", Measure), ("gallon", Measure), ("gal", Measure), ("liters", Measure), ("litres", Measure), ("lbs", Measure), ("oz", Measure),
    ("mg", Measure), ("kg", Measure), ("ml", Measure), ("mm", Measure), ("cm", Measure), ("g", Measure), ("l", Measure), ("m", Measure),
    ("t", Measure), ("iu", Measure), ("v", Measure), ("w", Measure),
];

/// The counter that folded text begins with, and how many bytes it takes. A Latin one counts only as a whole word.
pub(super) fn starting(text: &str) -> Option<(Counter, usize)> {
    COUNTERS.iter().find_map(|(word, counter)| {
        let rest = text.strip_prefix(word)?;
        let latin = word.is_ascii() && rest.starts_with(|c: char| c.is_ascii_alphabetic());
        (!latin).then_some((*counter, word.len()))
    })
}

/// The counter that a whole cell names.
pub(super) fn whole(text: &str) -> Option<Counter> {
    let (counter, width) = starting(text)?;
    (width == text.len()).then_some(counter)
}

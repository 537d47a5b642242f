//! The compiled-in catalogue: what may be needed, offered, carried and received.
//!
//! The items are those of the form that volunteers used for hospitals in 2020, split where the form
//! joined what the wards keep apart. Names and aliases are data, not words of the pages.

mod items;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use crate::fold::{fold, squeeze};
use crate::standard::{self, Standard};
use items::ITEMS;

/// One kind of thing, by its place in the compiled-in catalogue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item(u16);

/// The unit in which goods are counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Unit {
    /// The code written in entries: `set`, `piece`, `case` …
    pub code: &'static str,
    /// English, for one.
    pub en_one: &'static str,
    /// English, for any other number.
    pub en_many: &'static str,
    /// The Chinese counter.
    pub zh: &'static str,
}

/// A usual pack of an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pack {
    /// The pack's own unit code: `box`, `case`, `barrel`.
    pub unit: &'static str,
    /// How many base units it holds.
    pub size: u64,
}

/// One line of the catalogue.
struct Row {
    code: &'static str,
    en: &'static str,
    zh: &'static str,
    unit: &'static str,
    packs: &'static [Pack],
    plausible_max: u64,
    /// What people write for it, in either language.
    aliases: &'static [&'static str],
}

/// The code of the item that stands for anything the catalogue does not name.
pub const OTHER: &str = "other";

impl Item {
    /// The item with this code, if the catalogue has it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let index = ITEMS.iter().position(|row| row.code == code)?;
        u16::try_from(index).ok().map(Self)
    }

    /// All items in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u16..).take(ITEMS.len()).map(Self)
    }

    /// The code written in entries and addresses, e.g. `protective_suit`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().map_or(OTHER, |row| row.code)
    }

    /// Short English name.
    #[must_use]
    pub fn name_en(self) -> &'static str {
        self.row().map_or(OTHER, |row| row.en)
    }

    /// Short Chinese name.
    #[must_use]
    pub fn name_zh(self) -> &'static str {
        self.row().map_or(OTHER, |row| row.zh)
    }

    /// The base unit in which quantities of this item are kept.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.row()
            .and_then(|row| Unit::from_code(row.unit))
            .unwrap_or(PIECE)
    }

    /// Usual packs, with their size in base units. Packs differ between makers: a hint, not a rule.
    #[must_use]
    pub fn packs(self) -> &'static [Pack] {
        self.row().map_or(&[], |row| row.packs)
    }

    /// The most that one pledge may promise, in base units, before a person has to look at it.
    /// Our judgement from the sizes of gifts in 2020, chosen to stop slips of a factor of ten or more.
    #[must_use]
    pub fn plausible_max(self) -> u64 {
        self.row().map_or(0, |row| row.plausible_max)
    }

    /// Standards that a ward normally accepts for this item, oldest edition first.
    pub fn standards(self) -> impl Iterator<Item = Standard> {
        standard::all().filter(move |edition| edition.is_medical() && edition.suits(self))
    }

    /// What people write for this item, in either language.
    #[must_use]
    pub fn aliases(self) -> &'static [&'static str] {
        self.row().map_or(&[], |row| row.aliases)
    }

    /// The item that a short text names. Width, case, spaces, hyphens and traditional characters do
    /// not matter; of several names found in the text the longest wins, then the earlier one.
    #[must_use]
    pub fn recognise(text: &str) -> Option<Self> {
        let folded: Vec<char> = text.chars().map(fold).collect();
        (0..folded.len())
            .filter_map(|at| match_at(&folded, at))
            .reduce(|best, next| {
                if next.letters > best.letters {
                    next
                } else {
                    best
                }
            })
            .map(|found| found.item)
    }

    fn row(self) -> Option<&'static Row> {
        ITEMS.get(usize::from(self.0))
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Item({})", self.code())
    }
}

/// A name of an item found in folded text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NameMatch {
    /// What it names.
    pub item: Item,
    /// How many folded characters the name covers, spaces and hyphens inside it included.
    pub width: usize,
    /// How many characters the name itself has.
    pub letters: usize,
}

/// The longest name of the catalogue that begins exactly at `at` in text folded by [`fold`].
///
/// Spaces and hyphens inside a name may be missing or added. A name in Latin letters is found only as
/// a whole word, and one that ends in a digit only where no digit follows: `N950` is no respirator.
#[must_use]
pub fn match_at(folded: &[char], at: usize) -> Option<NameMatch> {
    let first = folded.get(at)?;
    let before = at.checked_sub(1).and_then(|i| folded.get(i));
    if before.is_some_and(|before| joins(*before, *first)) {
        return None;
    }
    let rest = folded.get(at..)?;
    NAMES.get(first)?.iter().find_map(|(name, item)| {
        let width = matched_width(rest, name)?;
        let last = name.last()?;
        let open = rest.get(width).is_some_and(|next| joins(*last, *next));
        (!open).then_some(NameMatch {
            item: *item,
            width,
            letters: name.len(),
        })
    })
}

/// Whether two neighbours belong to one Latin word or one number, so that no name may end between them.
fn joins(left: char, right: char) -> bool {
    let both = |test: fn(&char) -> bool| test(&left) && test(&right);
    both(char::is_ascii_alphabetic) || both(char::is_ascii_digit)
}

/// How much of `text` spells `name`, where spaces and hyphens between its characters do not count.
fn matched_width(text: &[char], name: &[char]) -> Option<usize> {
    let mut width = 0;
    for (nth, wanted) in name.iter().enumerate() {
        while nth > 0 && text.get(width).is_some_and(|c| matches!(c, ' ' | '-')) {
            width += 1;
        }
        if text.get(width) != Some(wanted) {
            return None;
        }
        width += 1;
    }
    Some(width)
}

type NamesByLetter = BTreeMap<char, Vec<(Vec<char>, Item)>>;

/// Squeezed names by their first character, the longest first, so that `医用外科口罩` is found before `口罩`.
static NAMES: LazyLock<NamesByLetter> = LazyLock::new(|| {
    let mut names = NamesByLetter::new();
    for item in Item::all() {
        let own = [item.name_en(), item.name_zh()]
            .into_iter()
            .filter(|_| item.code() != OTHER);
        for written in item.aliases().iter().copied().chain(own) {
            let name: Vec<char> = squeeze(written).chars().collect();
            if let Some(first) = name.first() {
                names.entry(*first).or_default().push((name, item));
            }
        }
    }
    for of_one_letter in names.values_mut() {
        of_one_letter.sort_by_key(|(name, item)| (Reverse(name.len()), *item));
    }
    names
});

impl Unit {
    /// The unit with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        UNITS.iter().find(|unit| unit.code == code).copied()
    }

    /// All units.
    pub fn all() -> impl Iterator<Item = Self> {
        UNITS.iter().copied()
    }
}

const fn unit(
    code: &'static str,
    en_one: &'static str,
    en_many: &'static str,
    zh: &'static str,
) -> Unit {
    Unit {
        code,
        en_one,
        en_many,
        zh,
    }
}

const PIECE: Unit = unit("piece", "piece", "pieces", "个");

/// Units of counting; the counters are those of the posts of 2020.
const UNITS: &[Unit] = &[
    PIECE,
    unit("set", "set", "sets", "套"),
    unit("pair", "pair", "pairs", "副"),
    unit("bottle", "bottle", "bottles", "瓶"),
    unit("barrel", "drum", "drums", "桶"),
    unit("box", "box", "boxes", "盒"),
    unit("case", "case", "cases", "箱"),
    unit("bag", "bag", "bags", "包"),
    unit("roll", "roll", "rolls", "卷"),
    unit("vial", "vial", "vials", "支"),
    unit("unit", "unit", "units", "台"),
    unit("litre", "litre", "litres", "升"),
    unit("kilogram", "kilogram", "kilograms", "公斤"),
    unit("jin", "jin", "jin", "斤"),
];

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_unique_and_round_trip() {
        for item in Item::all() {
            assert_eq!(Item::from_code(item.code()), Some(item));
            assert!(item.plausible_max() > 0);
            assert!(
                Unit::from_code(items::ITEMS[usize::from(item.0)].unit).is_some(),
                "{item}"
            );
            assert!(
                item.packs()
                    .iter()
                    .all(|pack| Unit::from_code(pack.unit).is_some())
            );
        }
    }

    #[test]
    fn no_alias_belongs_to_two_items() {
        for names in NAMES.values() {
            for (name, item) in names {
                let owners = names.iter().filter(|(other, _)| other == name);
                assert!(
                    owners.into_iter().all(|(_, owner)| owner == item),
                    "{name:?}"
                );
            }
        }
    }

    #[test]
    fn the_names_of_the_form_of_2020_are_recognised() {
        let form = [
            ("普通医用口罩", "disposable_mask"),
            ("医用外科口罩", "surgical_mask"),
            ("医用防护口罩 | N95口罩", "n95_respirator"),
            ("防冲击眼罩/护目镜/防护眼镜", "goggles"),
            ("防护面罩", "face_shield"),
            ("防护帽/医用帽/圆帽", "cap"),
            ("隔离衣", "isolation_gown"),
            ("防护服", "protective_suit"),
            ("手术衣", "surgical_gown"),
            ("乳胶手套", "gloves"),
            ("长筒胶鞋/防污染靴", "rubber_boots"),
            ("防污染鞋套", "shoe_cover"),
            ("防污染靴套", "boot_cover"),
            ("84消毒液", "disinfectant_84"),
            ("过氧乙酸", "peracetic_acid"),
            ("75%酒精", "alcohol_75"),
            ("手部皮肤消毒液", "hand_sanitizer"),
            ("活力碘", "povidone_iodine"),
            ("床罩", "bed_cover"),
            ("医用面罩式雾化器", "nebuliser"),
            ("测体温设备", "thermometer"),
            ("空气消毒设备", "air_disinfector"),
            ("医用紫外线消毒车", "uv_cart"),
        ];
        for (written, code) in form {
            assert_eq!(
                Item::recognise(written).map(Item::code),
                Some(code),
                "{written}"
            );
        }
    }

    #[test]
    fn width_case_spaces_and_traditional_characters_do_not_matter() {
        let same = |text: &str, code: &str| {
            assert_eq!(Item::recognise(text).map(Item::code), Some(code), "{text}");
        };
        same("Ｎ９５ 口罩", "n95_respirator");
        same("n-95 mask", "n95_respirator");
        same("防護服", "protective_suit");
        same("護目鏡", "goggles");
        same("Face Shields", "face_shield");
        same("呼吸機", "ventilator");
        assert_eq!(Item::recognise("大米"), None);
        assert_eq!(Item::recognise("capacity of events"), None);
        assert_eq!(Item::recognise("N117"), None);
    }

    proptest! {
        #[test]
        fn recognising_never_panics(text in "\\PC{0,60}") {
            let _ = Item::recognise(&text);
        }
    }
}

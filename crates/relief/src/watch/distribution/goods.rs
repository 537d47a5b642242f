//! What a line gives: goods by their catalogue name or their own, and gifts of several goods in one cell.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::texts::Text;
use super::amount::{self, Amount, Unit};
use super::body;
use super::memo::Memo;
use super::said::Said;
use super::unit::Counter;
use crate::catalogue::{Item, OTHER};

/// Goods of one kind in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Goods {
    /// The name under which they are added up: the catalogue's code, or the text itself.
    pub item: Rc<str>,
    /// The number of that name among those of the list.
    pub number: usize,
    /// What the list writes.
    pub text: Text,
    /// How many, as written; empty where nothing is stated.
    pub amounts: Vec<Amount>,
    /// How many pieces, where they can be counted.
    pub pieces: Option<i64>,
    /// Whether they are counted although no unit is stated.
    pub bare: bool,
}

impl Goods {
    /// Takes one bare number of goods that are counted one by one for so many; says whether it did.
    pub fn count_bare(&mut self) -> bool {
        let one_by_one =
            |item: &Item| matches!(item.unit().code, "piece" | "set" | "pair" | "unit");
        let item = Item::from_code(&self.item).filter(|item| item.code() != OTHER);
        if let (Some(_), [amount]) = (item.filter(one_by_one), self.amounts.as_slice()) {
            self.pieces = amount.number.whole_number();
            self.bare = self.pieces.is_some();
        }
        self.bare
    }
}

/// Names that hold a shorter one of the catalogue and mean something else: a mask to breathe oxygen is no shield, a
/// sprayer of disinfectant no nebuliser.
const NOT_MEANT: [(&str, &[&str]); 2] = [
    ("face_shield", &["氧", "通气", "麻醉", "雾化"]),
    ("nebuliser", &["除菌", "消毒", "喷雾器"]),
];

/// The name under which a text's goods are added up: the catalogue's code, else the text itself without its unit.
pub(super) fn item(text: &str) -> String {
    let own = body::name(without_unit(text));
    match known(&own) {
        Some(item) => item.code().to_owned(),
        None if own.is_empty() => OTHER.to_owned(),
        None => own,
    }
}

/// Goods without the unit in brackets behind them: N95口罩(只). What (20件/箱) says is no unit but a content.
fn without_unit(text: &str) -> &str {
    let inner = text.strip_suffix([')', '）']);
    let parts = inner.and_then(|inner| inner.rsplit_once(['(', '（']));
    let named = parts.filter(|(name, unit)| !name.is_empty() && amount::names_unit(unit));
    named.map_or(text, |(name, _)| name.trim_end())
}

/// The goods of the catalogue that a text names; of "Gown, surgical" what it names the other way round.
pub(super) fn known(text: &str) -> Option<Item> {
    let turned = || {
        let parts: Vec<&str> = text.split(", ").collect();
        let (_, more) = parts.split_first()?;
        // Masks, gloves: two goods, and none of them turned.
        let one = more.iter().all(|part| recognised(part).is_none());
        let turned: Vec<&str> = parts.iter().rev().copied().collect();
        recognised(&turned.join(" ")).filter(|_| one)
    };
    let is_turned = text.is_ascii() && text.contains(", ");
    is_turned
        .then(turned)
        .flatten()
        .or_else(|| recognised(text))
}

fn recognised(text: &str) -> Option<Item> {
    let meant = |item: &Item| {
        let others = NOT_MEANT.iter().filter(|(code, _)| *code == item.code());
        !others
            .flat_map(|(_, words)| *words)
            .any(|word| text.contains(word))
    };
    Item::recognise(text).filter(meant)
}

/// Whether a name under which goods are added up is the catalogue's.
pub(super) fn is_known(item: &str) -> bool {
    Item::from_code(item).is_some_and(|item| item.code() != OTHER)
}

/// The names of goods in a list, looked up once and numbered.
#[derive(Debug, Default)]
pub(super) struct Items {
    texts: Memo<1, (Rc<str>, usize)>,
    numbers: BTreeMap<Rc<str>, usize>,
}

impl Items {
    /// What [`item`] says of a text, and its number.
    fn of(&mut self, text: Text, said: &Said<'_>) -> (Rc<str>, usize) {
        let numbers = &mut self.numbers;
        let place = self.texts.of([text], || {
            let item: Rc<str> = item(said.get(text)).into();
            let next = numbers.len();
            let number = *numbers.entry(Rc::clone(&item)).or_insert(next);
            (item, number)
        });
        let known = self.texts.get(place).cloned();
        known.unwrap_or_else(|| (OTHER.into(), usize::MAX))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The number of a name, if the list has it.
    pub fn number(&self, item: &str) -> Option<usize> {
        self.numbers.get(item).copied()
    }
}

/// Goods are read with the texts and the names of a list at hand.
pub(super) struct Reading<'r, 'a> {
    pub said: &'r mut Said<'a>,
    pub items: &'r mut Items,
}

impl Reading<'_, '_> {
    /// The goods of a line with a column of quantities, and whether its cell could not be read. Where that is blank, the
    /// goods may say how many they are.
    pub fn counted(
        &mut self,
        text: Text,
        spec: Text,
        unit: Unit,
        cell: Text,
    ) -> (Vec<Goods>, bool) {
        if cell.is_empty() {
            if tells_amounts(self.said.get(text)) {
                return (self.several(text), false);
            }
            return (vec![self.single(text, spec, Vec::new())], false);
        }
        let read = amount::read(self.said.get(cell), unit);
        if read.is_none() && tells_amounts(self.said.get(cell)) {
            return (self.several(cell), false);
        }
        let with_content = || amount::with_content(self.said.get(cell), unit);
        if read.is_none()
            && let Some((amount, holds)) = with_content()
        {
            let holds = self.said.of(&holds);
            return (vec![self.single(text, holds, vec![amount])], false);
        }
        let is_unread = read.is_none();
        let amounts = read.unwrap_or_default();
        (vec![self.single(text, spec, amounts)], is_unread)
    }

    /// The goods of a line that has a quantity of its own.
    fn single(&mut self, text: Text, spec: Text, amounts: Vec<Amount>) -> Goods {
        let name = without_unit(self.said.get(text));
        // One 护理包 counted in 包 is one; 手套20箱 counted in 箱 is not.
        let mut letters = name.chars().rev();
        let last = letters.next();
        let named = letters.next().is_some_and(char::is_alphabetic);
        let named_by_pack =
            named && amounts.len() == 1 && amounts.iter().all(|a| is_pack_of(a, last));
        // Only packs have a content.
        let packs = amounts.iter().any(is_pack);
        let inner = if packs { in_brackets(name) } else { "" };
        let pieces = amount::pieces(&amounts, &[self.said.get(spec), inner], named_by_pack);
        self.goods(text, amounts, pieces)
    }

    fn goods(&mut self, text: Text, amounts: Vec<Amount>, pieces: Option<i64>) -> Goods {
        let (item, number) = self.items.of(text, self.said);
        Goods {
            item,
            number,
            text,
            amounts,
            pieces,
            bare: false,
        }
    }

    /// The goods of a gift told in one cell: 口罩（KN95型1200盒、银离子口罩2万只）、消毒液1000瓶.
    pub fn several(&mut self, text: Text) -> Vec<Goods> {
        let text = self.said.get(text).to_owned();
        let mut goods: Vec<Goods> = Vec::new();
        for part in parts(&text) {
            let (name, amounts) = amounts_of(part);
            if amounts.is_empty() {
                let inner: Vec<Goods> = parts(in_brackets(part))
                    .into_iter()
                    .map(amounts_of)
                    .filter(|(_, amounts)| !amounts.is_empty())
                    .map(|(name, amounts)| match name {
                        "" => self.gift(before_brackets(part), amounts),
                        name => self.gift(name, amounts),
                    })
                    .collect();
                if !inner.is_empty() {
                    goods.extend(inner);
                    continue;
                }
            }
            // 消毒棉片 210*160mm 5500片，140*90mm 3900片: a size alone is of the goods before.
            let nameless = !name.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
            let size =
                nameless && name.chars().any(|c| c.is_ascii_digit()) && name.contains(['*', '×']);
            let mut one = self.gift(name, amounts);
            if let Some(before) = goods.last().filter(|_| size || name.is_empty()) {
                (one.item, one.number) = (Rc::clone(&before.item), before.number);
            }
            goods.push(one);
        }
        // A line whose goods are not named is one of others.
        if goods.is_empty() {
            goods.push(self.gift("", Vec::new()));
        }
        goods
    }

    fn gift(&mut self, name: &str, amounts: Vec<Amount>) -> Goods {
        let pieces = amount::pieces(&amounts, &[in_brackets(name)], false);
        let text = self.said.of(name);
        self.goods(text, amounts, pieces)
    }

    /// Goods as the list writes them.
    pub fn text_of(&mut self, goods: &[Goods]) -> Text {
        if let [goods] = goods {
            return goods.text;
        }
        let texts = goods.iter().map(|goods| self.said.get(goods.text));
        let all = texts.collect::<Vec<_>>().join(" ");
        self.said.of(&all)
    }
}

fn is_pack(amount: &Amount) -> bool {
    matches!(amount.counter, Some(Counter::Pack(_)))
}

fn is_pack_of(amount: &Amount, last: Option<char>) -> bool {
    if !is_pack(amount) {
        return false;
    }
    let named = last.and_then(|c| super::unit::whole(&c.to_string()));
    named.is_some() && amount.counter == named
}

/// Whether a text says of each of its goods how many: 口罩500个、防护服20套.
pub(super) fn tells_amounts(text: &str) -> bool {
    let counts =
        |amount: &Amount| matches!(amount.counter, Some(Counter::Piece | Counter::Pack(_)));
    let told = |part: &str| {
        let (name, amounts) = amounts_of(part);
        // 约500只 names no goods.
        !name.is_empty() && !is_vague(name) && amounts.iter().any(counts)
    };
    text.contains(|c: char| c.is_ascii_digit()) && parts(text).into_iter().all(told)
}

/// Whether a text before an amount only says how exact it is, or whose.
fn is_vague(name: &str) -> bool {
    const WORDS: [&str; 16] = [
        "约",
        "大约",
        "约计",
        "近",
        "将近",
        "超",
        "超过",
        "逾",
        "共",
        "共计",
        "计",
        "各",
        "每家",
        "about",
        "approx.",
        "approximately",
    ];
    WORDS.contains(&name.trim())
}

fn amounts_of(part: &str) -> (&str, Vec<Amount>) {
    amount::cut(part).unwrap_or((part, Vec::new()))
}

/// What parts a list in one cell.
pub(super) const SEPARATORS: [char; 7] = ['、', ',', '，', ';', '；', '\n', '。'];

/// Parts of a list, cut at commas outside brackets; a comma between digits parts thousands.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0u32, 0);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text
            .get(at + c.len_utf8()..)
            .and_then(|rest| rest.chars().next());
        let thousands =
            c == ',' && before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit());
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if SEPARATORS.contains(&c) && depth == 0 && !thousands => {
                parts.extend(text.get(start..at));
                start = at + c.len_utf8();
            }
            _ => {}
        }
        before = c;
    }
    parts.extend(text.get(start..));
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

fn in_brackets(text: &str) -> &str {
    let open = text.find(['(', '（']);
    let inner = open
        .and_then(|at| text.get(at..))
        .map(|rest| rest.trim_start_matches(['(', '（']));
    let inner = inner.unwrap_or("");
    inner
        .rfind([')', '）'])
        .and_then(|end| inner.get(..end))
        .unwrap_or(inner)
}

fn before_brackets(text: &str) -> &str {
    text.find(['(', '（'])
        .and_then(|at| text.get(..at))
        .unwrap_or(text)
        .trim()
}

#[cfg(test)]
mod tests {
    use super::super::super::sheet::Sheet;
    use super::*;

    fn counted(text: &str) -> Vec<(String, Option<i64>)> {
        let (sheet, mut items) = (Sheet::new(""), Items::default());
        let mut said = Said::new(&sheet);
        let text = said.of(text);
        let mut reading = Reading {
            said: &mut said,
            items: &mut items,
        };
        let goods = reading.several(text).into_iter();
        goods
            .map(|goods| (goods.item.to_string(), goods.pieces))
            .collect()
    }

    #[test]
    fn gifts_of_several_goods_are_taken_apart() {
        let is = |text: &str, expected: &[(&str, Option<i64>)]| {
            let expected: Vec<(String, Option<i64>)> = expected
                .iter()
                .map(|(item, n)| ((*item).to_owned(), *n))
                .collect();
            assert_eq!(counted(text), expected, "{text}");
        };
        is("N95口罩36000个", &[("n95_respirator", Some(36_000))]);
        let (kn95, silver) = ("n95_respirator", "disposable_mask");
        assert_eq!(
            counted("口罩（KN95型1200盒、银离子口罩2万只、一次性口罩3.4万只）").len(),
            3
        );
        assert_eq!(
            counted("口罩（KN95型1200盒、一次性口罩3.4万只）"),
            [(kn95.to_owned(), None), (silver.to_owned(), Some(34_000))]
        );
        is(
            "莲花清瘟胶囊（24粒装）13.5万盒",
            &[("莲花清瘟胶囊（24粒装）", Some(3_240_000))],
        );
        is(
            "护目镜98个，医用橡胶手套198副",
            &[("goggles", Some(98)), ("gloves", Some(198))],
        );
        is("双黄连口服液", &[("双黄连口服液", None)]);
        assert_eq!(
            counted("酒精消毒棉片210*160mm5500片，140*90mm3900片")
                .iter()
                .map(|(_, n)| n.unwrap())
                .sum::<i64>(),
            9_400
        );
    }
}

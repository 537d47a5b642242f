//! What a line gives: goods by their catalogue name or their own, and gifts of several goods in one cell.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::decimal::Decimal;
use super::amount::{self, Amount};
use super::body;
use super::memo::Memo;
use super::unit::Counter;
use crate::catalogue::{Item, OTHER};

/// Goods of one kind in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Goods<'t> {
    /// The name under which they are added up: the catalogue's code, or the text itself.
    pub item: Rc<str>,
    /// The number of that name among those of the list.
    pub number: usize,
    /// What the list writes.
    pub text: Cow<'t, str>,
    /// How many, as written; empty where nothing is stated.
    pub amounts: Vec<Amount>,
    /// How many pieces, where they can be counted.
    pub pieces: Option<i64>,
    /// Whether they are counted although no unit is stated.
    pub bare: bool,
}

impl Goods<'_> {
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

/// Whom a line gives to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub name: String,
    /// How many, where the list says so beside the name.
    pub amount: Option<Amount>,
}

/// What stands beside a recipient's name, where it counts things.
pub(super) fn counted(one: &Placed) -> Option<i64> {
    let amount = one.amount?;
    let in_packs = matches!(amount.counter, Some(Counter::Pack(_) | Counter::Measure));
    amount.number.whole_number().filter(|_| !in_packs)
}

/// Names that hold a shorter one of the catalogue and mean something else: a mask to breathe oxygen is no shield, a
/// sprayer of disinfectant no nebuliser.
const NOT_MEANT: [(&str, &[&str]); 2] = [
    ("face_shield", &["氧", "通气", "麻醉", "雾化"]),
    ("nebuliser", &["除菌", "消毒", "喷雾器"]),
];

/// The name under which a text's goods are added up: the catalogue's code, else the text itself.
pub(super) fn item(text: &str) -> String {
    let own = body::name(text);
    match known(&own) {
        Some(item) => item.code().to_owned(),
        None if own.is_empty() => OTHER.to_owned(),
        None => own,
    }
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
pub(super) struct Items<'t> {
    texts: Memo<'t, (Rc<str>, usize)>,
    numbers: BTreeMap<Rc<str>, usize>,
}

impl<'t> Items<'t> {
    /// What [`item`] says, and its number.
    #[allow(
        clippy::ptr_arg,
        reason = "a text that is borrowed from the sheet is kept so"
    )]
    fn of(&mut self, text: &Cow<'t, str>) -> (Rc<str>, usize) {
        let numbers = &mut self.numbers;
        let (_, found) = self.texts.of(text, |text| {
            let item: Rc<str> = item(text).into();
            let next = numbers.len();
            let number = *numbers.entry(Rc::clone(&item)).or_insert(next);
            (item, number)
        });
        found
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

/// The goods of a line that has a quantity of its own.
pub(super) fn single<'t>(
    text: Cow<'t, str>,
    items: &mut Items<'t>,
    spec: &str,
    amounts: Vec<Amount>,
) -> Goods<'t> {
    // One 护理包 counted in 包 is one; 手套20箱 counted in 箱 is not.
    let mut letters = text.chars().rev();
    let last = letters.next();
    let named = letters.next().is_some_and(char::is_alphabetic);
    let named_by_pack = named && amounts.len() == 1 && amounts.iter().all(|a| is_pack_of(a, last));
    // Only packs have a content.
    let packs = amounts.iter().any(is_pack);
    let inner = if packs { in_brackets(&text) } else { "" };
    let pieces = amount::pieces(&amounts, &[spec, inner], named_by_pack);
    let (item, number) = items.of(&text);
    Goods {
        item,
        number,
        text,
        amounts,
        pieces,
        bare: false,
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

/// The goods of a gift told in one cell: 口罩（KN95型1200盒、银离子口罩2万只）、消毒液1000瓶.
pub(super) fn several<'t>(text: &str, items: &mut Items<'t>) -> Vec<Goods<'t>> {
    let mut goods: Vec<Goods<'t>> = Vec::new();
    for part in parts(text) {
        let (name, amounts) = amounts_of(part);
        if amounts.is_empty() {
            let inner: Vec<Goods<'t>> = parts(in_brackets(part))
                .into_iter()
                .map(amounts_of)
                .filter(|(_, amounts)| !amounts.is_empty())
                .map(|(name, amounts)| {
                    gift(
                        if name.is_empty() {
                            before_brackets(part)
                        } else {
                            name
                        },
                        amounts,
                        items,
                    )
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
        let mut one = gift(name, amounts, items);
        if let Some(before) = goods.last().filter(|_| size || name.is_empty()) {
            (one.item, one.number) = (Rc::clone(&before.item), before.number);
        }
        goods.push(one);
    }
    // A line whose goods are not named is one of others.
    if goods.is_empty() {
        goods.push(gift("", Vec::new(), items));
    }
    goods
}

/// Whether a text says of each of its goods how many: 口罩500个、防护服20套.
pub(super) fn tells_amounts(text: &str) -> bool {
    let counts =
        |amount: &Amount| matches!(amount.counter, Some(Counter::Piece | Counter::Pack(_)));
    let told = |part: &str| {
        let (name, amounts) = amounts_of(part);
        !name.is_empty() && amounts.iter().any(counts)
    };
    text.contains(|c: char| c.is_ascii_digit()) && parts(text).into_iter().all(told)
}

fn gift<'t>(name: &str, amounts: Vec<Amount>, items: &mut Items<'t>) -> Goods<'t> {
    let pieces = amount::pieces(&amounts, &[in_brackets(name)], false);
    let text = Cow::Owned(name.to_owned());
    let (item, number) = items.of(&text);
    Goods {
        item,
        number,
        text,
        amounts,
        pieces,
        bare: false,
    }
}

fn amounts_of(part: &str) -> (&str, Vec<Amount>) {
    amount::cut(part).unwrap_or((part, Vec::new()))
}

/// Parts of a list, cut at commas outside brackets; a comma between digits parts thousands.
fn parts(text: &str) -> Vec<&str> {
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
            '、' | ',' | '，' | ';' | '；' | '\n' | '。' if depth == 0 && !thousands => {
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

/// The recipients of one cell. Where the list has a column of quantities the whole cell is one name, unless all its
/// parts end in amounts of something; where it has none, each line is one, and so is each such part: 徐家棚社区72个.
pub(super) fn recipients(cell: &str, one: bool) -> Vec<Placed> {
    if one {
        let each = recipients(cell, false);
        let counts = |amount: &Amount| amount.counter.is_some() || amount.scaled;
        if each.len() > 1
            && each
                .iter()
                .all(|one| one.amount.as_ref().is_some_and(counts))
        {
            return each;
        }
        let name = body::name(cell);
        return if name.is_empty() {
            Vec::new()
        } else {
            vec![Placed { name, amount: None }]
        };
    }
    let mut lines: Vec<String> = Vec::new();
    for line in cell
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        match lines.last_mut() {
            Some(last) if body::continues(last, line) => *last = body::joined(last, line),
            _ => lines.push(line.to_owned()),
        }
    }
    let placed = |text: &str| match amount::cut(text) {
        Some((name, amounts)) if !name.is_empty() => Placed {
            name: body::name(name),
            amount: amounts.first().copied(),
        },
        _ => Placed {
            name: body::name(text),
            amount: None,
        },
    };
    let each = |line: &String| {
        let parts = parts(line);
        let all_counted = parts.len() > 1 && parts.iter().all(|part| amount::cut(part).is_some());
        if all_counted {
            parts.into_iter().map(placed).collect()
        } else {
            vec![placed(line)]
        }
    };
    let mut found: Vec<Placed> = lines.iter().flat_map(each).collect();
    same_power(&mut found);
    found
}

/// 仁爱医院1.6, 天佑医院1.6万: a broken number beside one with a power of ten has the same power.
fn same_power(placed: &mut [Placed]) {
    let is_broken = |amount: &Amount| !amount.scaled && amount.number.whole_number().is_none();
    let power = placed
        .iter()
        .filter_map(|one| one.amount)
        .any(|amount| amount.scaled);
    for amount in placed.iter_mut().filter_map(|one| one.amount.as_mut()) {
        if power && is_broken(amount) {
            amount.number = amount.number.shifted(4).unwrap_or(Decimal::ZERO);
            amount.scaled = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> Vec<(String, Option<i64>)> {
        several(text, &mut Items::default())
            .into_iter()
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

    #[test]
    fn destinations_with_and_without_amounts() {
        let read = |cell: &str| -> Vec<(String, Option<String>)> {
            recipients(cell, false)
                .into_iter()
                .map(|one| (one.name, one.amount.map(|a| a.number.to_string())))
                .collect()
        };
        let some = |name: &str, n: &str| (name.to_owned(), Some(n.to_owned()));
        assert_eq!(
            read("武汉仁爱医院1.6\n武汉天佑医院1.6万"),
            [some("武汉仁爱医院", "16000"), some("武汉天佑医院", "16000")]
        );
        assert_eq!(
            read("徐家棚社区72个\n上海中医医院医疗队72"),
            [some("徐家棚社区", "72"), some("上海中医医院医疗队", "72")]
        );
        assert_eq!(
            read("甲医院10只、乙医院20只"),
            [some("甲医院", "10"), some("乙医院", "20")]
        );
        assert_eq!(read("武汉火车站\n武昌火车站").len(), 2);
        assert_eq!(read("省疾控中心"), [("省疾控中心".to_owned(), None)]);
        assert_eq!(recipients("甲医院10只、乙医院20只", true).len(), 2);
        assert_eq!(recipients("第1医院、第2医院", true).len(), 1);
        assert_eq!(
            recipients("市执法总队、\n市卫健委", true)[0].name,
            "市执法总队、市卫健委"
        );
    }
}

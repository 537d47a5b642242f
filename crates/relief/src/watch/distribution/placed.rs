//! Whom a line gives to: the names that a cell of recipients holds, and how many stand beside each.

use super::super::decimal::Decimal;
use super::amount::{self, Amount};
use super::body;
use super::goods::{SEPARATORS, parts};
use super::unit::Counter;

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

/// The recipients of one cell. Where the list has a column of quantities the whole cell is one name, unless all its
/// parts end in amounts of something; where it has none, each line is one, and so is each such part: 徐家棚社区72个.
pub(super) fn recipients(cell: &str, one: bool) -> Vec<Placed> {
    if one {
        let counts = |amount: &Amount| amount.counter.is_some() || amount.scaled;
        let counted = |one: &Placed| one.amount.as_ref().is_some_and(counts);
        let each = || recipients(cell, false);
        let several = Some(cell)
            .filter(|cell| cell.contains(SEPARATORS))
            .map(|_| each());
        if let Some(each) = several.filter(|each| each.len() > 1 && each.iter().all(counted)) {
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

//! One publication against the next: what was replaced, and what was called by another class.

use std::collections::BTreeMap;

use super::class::{classes, mismatch};
use super::flags::flag;
use super::read::{Line, List};
use super::{Flag, Reason};

/// Words by which a line or a sheet says that it corrects another.
const CORRECTS: [&str; 9] = [
    "更正", "核减", "修正", "修订", "勘误", "订正", "correct", "revis", "amend",
];

type Key<'k> = (&'k str, &'k str, &'k str);

/// Flags of `later` against `earlier`: the same gift, or the same goods for the same recipient, told otherwise. Only
/// what stands once in each is compared, and only where the days that lines name do not differ.
pub(super) fn compare(earlier: &[&List<'_>], later: &[&List<'_>]) -> Vec<Flag> {
    let (before, after) = (single(earlier), single(later));
    let mut flags = Vec::new();
    for (key, (list, line)) in &after {
        let Some((first_list, first)) = before.get(key) else {
            continue;
        };
        let (day, first_day) = (list.said(line.day), first_list.said(first.day));
        if !day.is_empty() && !first_day.is_empty() && day != first_day {
            continue;
        }
        let place = (first_list.sheet.name.clone(), first.row.number());
        if let Some((one, other)) = mismatch(
            &classes(text(first_list, first)),
            &classes(text(list, line)),
        ) {
            let row = Some(place.clone());
            flags.push(flag(list, line, Reason::ClassMismatch { one, other, row }));
        }
        let spec = list.said(line.spec).to_lowercase();
        let marked = CORRECTS.iter().any(|word| spec.contains(word));
        if !marked && said(first_list, first) != said(list, line) {
            let (sheet, row) = place;
            flags.push(flag(list, line, Reason::Replaced { sheet, row }));
        }
    }
    flags
}

/// Whether a sheet presents itself as a later word on the same thing.
pub(super) fn is_correction(list: &List<'_>) -> bool {
    let about = format!("{} {}", list.sheet.name, list.title).to_lowercase();
    CORRECTS.iter().any(|word| about.contains(word))
}

/// The same gift in two lists of one file, under two classes: in as one, out as another.
pub(super) fn renamed(lists: &[List<'_>]) -> Vec<Flag> {
    let mut first: BTreeMap<(&str, &str, i64), (usize, &List<'_>, &Line<'_>)> = BTreeMap::new();
    let mut flags = Vec::new();
    if lists.len() < 2 {
        return flags;
    }
    for (at, list) in lists.iter().enumerate() {
        for line in list.lines.iter().filter(|line| !line.donor.is_empty()) {
            let [goods] = list.goods(line) else {
                continue;
            };
            let Some(pieces) = goods.pieces else { continue };
            let key = (list.said(line.donor), &*goods.item, pieces);
            match first.get(&key) {
                Some((sheet, other_list, other)) if *sheet != at => {
                    let [one, now] = [(*other_list, *other), (list, line)];
                    let [one, now] = [one, now].map(|(list, line)| classes(text(list, line)));
                    if let Some((one, now)) = mismatch(&one, &now) {
                        let row = Some((other_list.sheet.name.clone(), other.row.number()));
                        flags.push(flag(
                            list,
                            line,
                            Reason::ClassMismatch {
                                one,
                                other: now,
                                row,
                            },
                        ));
                    }
                }
                Some(_) => {}
                None => {
                    first.insert(key, (at, list, line));
                }
            }
        }
    }
    flags
}

/// Lines by what they are about, where nothing else is about the same.
fn single<'l>(lists: &[&'l List<'l>]) -> BTreeMap<Key<'l>, (&'l List<'l>, &'l Line<'l>)> {
    let mut by_key: BTreeMap<Key<'l>, Vec<(&List<'_>, &Line<'_>)>> = BTreeMap::new();
    for list in lists.iter().copied() {
        for line in &list.lines {
            let Some(goods) = list.goods(line).first() else {
                continue;
            };
            let recipients = list.recipients(line);
            let recipient = recipients.first().map_or("", |one| one.name.as_str());
            let key = if line.donor.is_empty() {
                (recipient, &*goods.item, list.said(goods.text))
            } else {
                (list.said(line.donor), &*goods.item, "")
            };
            by_key.entry(key).or_default().push((list, line));
        }
    }
    let single = by_key
        .into_iter()
        .filter_map(|(key, lines)| match lines.as_slice() {
            [one] => Some((key, *one)),
            _ => None,
        });
    single.collect()
}

/// The goods of a line as the list writes them.
fn text<'l>(list: &'l List<'_>, line: &Line<'_>) -> &'l str {
    let gift = list.memos.gifts.get(line.gift);
    gift.map_or("", |gift| list.said(gift.text))
}

/// The figures of a line: how many of what, and how many to whom.
fn said(list: &List<'_>, line: &Line<'_>) -> String {
    let goods = list
        .goods(line)
        .iter()
        .map(|goods| format!("{} {:?}", goods.item, goods.amounts));
    let placed = list
        .recipients(line)
        .iter()
        .map(|one| format!("{} {:?}", one.name, one.amount.map(|amount| amount.number)));
    goods.chain(placed).collect::<Vec<_>>().join("; ")
}

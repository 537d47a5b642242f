#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::collections::{BTreeMap, BTreeSet};

use super::*;

const EN: Words = Words { lang: Lang::En };
const ZH: Words = Words { lang: Lang::Zh };
/// 2020-02-10 14:20 in Shanghai.
const NOON: i64 = 1_581_315_600;

/// Key → its arguments, read from the file as text: `{ $name`.
fn keys(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in file.lines().filter(|l| !l.starts_with('#')) {
        if let Some((name, _)) = line
            .split_once(" =")
            .filter(|_| !line.starts_with([' ', '}']))
        {
            key = name.to_owned();
            assert!(
                out.insert(key.clone(), BTreeSet::new()).is_none(),
                "{key} stands twice"
            );
        }
        for piece in line.split('$').skip(1) {
            let arg = piece
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap();
            out.get_mut(&key).unwrap().insert(arg.to_owned());
        }
    }
    out
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    let (en, zh) = (keys(EN_FILE), keys(ZH_FILE));
    assert!(en.len() > 50);
    for (key, args) in &en {
        assert_eq!(zh.get(key), Some(args), "{key} differs in zh-Hans");
    }
    for key in zh.keys() {
        assert!(en.contains_key(key), "{key} is not in English");
    }
}

#[test]
fn placeables_are_arguments() {
    for file in [EN_FILE, ZH_FILE] {
        for line in file.lines() {
            assert!(!line.contains("{n}"), "a placeable without $: {line}");
        }
    }
}

#[test]
fn figures_have_commas_and_a_true_minus() {
    assert_eq!(number(14_000), "14,000");
    assert_eq!(number(999), "999");
    assert_eq!(signed(-1_200), "\u{2212}1,200");
    assert_eq!(signed(5), "+5");
    assert_eq!(
        t!(ZH, "foot-head", size = 18_204, root = "e918"),
        "账本 18,204 条，根 e918"
    );
}

#[test]
fn per_cent_is_rounded_down() {
    assert_eq!(percent(299, 300), Some(99));
    assert_eq!(percent(300, 300), Some(100));
    assert_eq!(percent(1, 0), None);
    assert_eq!(percent(u64::MAX, 1), Some(u64::MAX));
}

#[test]
fn times_are_said_in_both_languages() {
    assert_eq!(ago(ZH, NOON, NOON - 22 * 60), "22 分钟前");
    assert_eq!(ago(EN, NOON, NOON - 27 * 3_600), "27 h ago");
    assert_eq!(ago(ZH, NOON, NOON - 72 * 3_600), "2月7日 14:20");
    assert_eq!(ago(ZH, NOON, NOON + 9), "刚刚");
    assert_eq!(duration(ZH, 9 * 3_600 + 600), "9 小时 10 分");
    assert_eq!(duration(EN, 52 * 3_600), "2 d 4 h");
    assert_eq!(duration_narrow(9 * 3_600 + 600), "9:10");
    assert_eq!(date_time_year(ZH, NOON), "2020年2月10日 14:20");
    assert_eq!(day(EN, NOON), "Monday, 10 Feb");
    assert_eq!(iso(NOON), "2020-02-10T14:20:00+08:00");
    assert_eq!(clock(i64::MAX), "08:00");
}

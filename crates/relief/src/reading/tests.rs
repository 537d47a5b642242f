//! Reading is held to texts with known answers: the shared examples when they are beside the project,
//! and the cases in `tests/`, most of them written before the reader had seen any like them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

mod cases;
mod examples;
mod more_cases;

use super::*;
use cases::{CASES, Case};
use more_cases::MORE_CASES;
use proptest::prelude::*;

/// Item and quantity of each line, `other` left out.
fn pairs(draft: &Draft) -> Vec<(&'static str, Option<u64>)> {
    let mut pairs: Vec<_> = draft
        .lines
        .iter()
        .map(|line| (line.item.code(), line.quantity))
        .filter(|(code, _)| *code != "other")
        .collect();
    pairs.sort_unstable();
    pairs
}

fn expected(case: &Case) -> Vec<(&'static str, Option<u64>)> {
    let mut pairs: Vec<_> = case
        .lines
        .iter()
        .map(|(code, amount)| (*code, u64::try_from(*amount).ok()))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Texts read exactly, and hits, found and wanted lines for F1.
fn score() -> (usize, usize, usize, usize) {
    let (mut exact, mut hits, mut found, mut wanted) = (0, 0, 0, 0);
    for case in CASES.iter().chain(MORE_CASES) {
        let draft = read(case.text);
        let (got, want) = (pairs(&draft), expected(case));
        let same = got == want && draft.kind == case.kind;
        if !same {
            println!(
                "{}\n  wanted {:?} {want:?}\n  got    {:?} {got:?}",
                case.text, case.kind, draft.kind
            );
        }
        exact += usize::from(same);
        hits += want.iter().filter(|pair| got.contains(pair)).count();
        found += got.len();
        wanted += want.len();
    }
    (exact, hits, found, wanted)
}

#[test]
fn texts_of_the_field_are_read() {
    let count = CASES.len() + MORE_CASES.len();
    let (exact, hits, found, wanted) = score();
    println!(
        "exact {exact} of {}, hits {hits}, found {found}, wanted {wanted}",
        count
    );
    assert!(exact * 100 >= count * 95, "{exact} of {}", count);
    assert!(
        200 * hits >= 97 * (found + wanted),
        "F1 {hits} {found} {wanted}"
    );
}

#[test]
fn no_need_is_found_in_talk_or_adverts() {
    for case in CASES
        .iter()
        .chain(MORE_CASES)
        .filter(|case| case.kind == DraftKind::NotNeed)
    {
        assert_eq!(read(case.text).lines, [], "{}", case.text);
    }
}

#[test]
fn stock_and_what_arrived_are_no_needs() {
    let draft = read(
        "库存：护目镜8个、防护服370套。今天收到N95口罩200个，每天消耗60套防护服，还缺手套500双",
    );
    assert_eq!(pairs(&draft), [("gloves", Some(500))]);
    let stock: Vec<_> = draft
        .stock
        .iter()
        .map(|line| (line.item.code(), line.quantity))
        .collect();
    assert_eq!(
        stock,
        [("goggles", Some(8)), ("protective_suit", Some(370))]
    );
    assert_eq!(draft.received[0].quantity, Some(200));
    assert_eq!(draft.burn[0].quantity, Some(60));
}

#[test]
fn ranges_packs_and_norms_are_kept_beside_the_quantity() {
    let draft = read("需要N95口罩500-1000个（GB19083-2010），外科口罩20箱（每箱2000只）");
    let mask = &draft.lines[0];
    assert_eq!((mask.quantity, mask.quantity_max), (Some(500), Some(1_000)));
    assert_eq!(mask.standard.as_deref(), Some("GB 19083-2010"));
    let surgical = &draft.lines[1];
    assert_eq!(
        (surgical.quantity, surgical.unit, surgical.pack_size),
        (Some(20), Some("case"), Some(2_000))
    );
}

#[test]
fn several_recipients_keep_their_own_lines() {
    let draft = read("红安县人民医院：N95 500个，防护服200套\n麻城市中医院：护目镜100副");
    let who: Vec<_> = draft
        .lines
        .iter()
        .map(|line| line.recipient.as_deref())
        .collect();
    assert_eq!(
        who,
        [
            Some("红安县人民医院"),
            Some("红安县人民医院"),
            Some("麻城市中医院")
        ]
    );
    assert_eq!(draft.recipient, None);
}

#[test]
fn a_long_text_is_read_to_its_bound() {
    let long = "急需N95口罩500个。".repeat(1_000);
    assert_eq!(read(&long).lines.len(), 1);
}

fn assert_spans_hold(message: &str) {
    let draft = read(message);
    let lines = draft
        .lines
        .iter()
        .chain(&draft.stock)
        .chain(&draft.received)
        .chain(&draft.burn);
    let spans = lines.map(|line| line.span.clone());
    let named = draft.recipient.iter().map(|found| found.span.clone());
    let placed = draft.place.iter().map(|found| found.span.clone());
    for span in spans
        .chain(named)
        .chain(placed)
        .chain(draft.contact_spans.clone())
    {
        assert!(
            message
                .get(span.clone())
                .is_some_and(|slice| !slice.is_empty()),
            "{span:?} in {message:?}"
        );
    }
    assert_eq!(draft, read(message));
}

#[test]
fn spans_of_the_cases_are_slices() {
    for case in CASES.iter().chain(MORE_CASES) {
        assert_spans_hold(case.text);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(message in "\\PC{0,120}") {
        assert_spans_hold(&message);
    }

    #[test]
    fn any_text_of_the_field_is_read(
        parts in proptest::collection::vec(prop::sample::select(vec![
            "急需", "N95口罩", "防护服", "护目镜", "500", "1万", "两百", "套", "个", "箱", "（", "）", "，", "。", "、", "\n", " ", "库存", "已收到",
            "每天", "捐赠", "武汉协和医院", "13800000101", "GB19083-2010", "1.", "2、", "-", "~", "/", "各", "x", "need", "gowns", "300", "1,200",
            " of ", "cases", "each", "per day", "left", "Ashby clinic", "3.5元", "厂家", "?", "！", "：", "大量", "越多越好", "#接龙", "75%酒精", "84", "500ml", "第", "院",
        ]), 0..40)
    ) {
        assert_spans_hold(&parts.concat());
    }
}

//! Where: the place of a recipient, or of goods that are given.

use std::ops::Range;

use super::party::{Found, Word, is_capitalised, touches, words};
use super::text::{Text, is_han};
use crate::place::Place;

/// What stands before the place where somebody or something is.
#[rustfmt::skip]
const HAN_STANDING: &[&str] = &[
    "人在", "货在", "我在", "我们在", "东西在", "物资在", "仓库在", "公司在", "工厂在", "存放在", "位于", "坐标", "所在地", "发货地", "货源地", "地点",
];
/// What people say of where things are that is no place.
#[rustfmt::skip]
const HAN_NO_PLACE: &[&str] = &["仓库", "家", "医院", "公司", "路上", "工厂", "库房", "单位", "国内", "国外", "海外", "线", "本地", "当地", "这里", "这边", "外地", "途中", "海关", "群", "岗", "买", "发", "送", "寄", "有", "收"];
/// What stands before the place where something goes.
const HAN_TOWARDS: &[&str] = &["到", "往", "给", "至", "支援", "驰援", "援助", "直发", "寄"];

/// Where the writer or the goods are, said outright: 人在宁波, 货在义乌, 坐标：成都. A place that the tables do not
/// know counts when it stands alone.
pub(super) fn standing(
    text: &Text,
    skipped: &[Range<usize>],
) -> Option<(Range<usize>, Option<Place>)> {
    const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=4;
    let until = skipped.first().map_or(text.len(), |first| first.start);
    (0..until).find_map(|at| {
        let lead = HAN_STANDING.iter().find(|lead| text.has(at, lead))?;
        let mut start = at + lead.chars().count();
        while text
            .at(start)
            .is_some_and(|c| matches!(c, ':' | ' ' | '在'))
        {
            start += 1;
        }
        let run = text.rest(start).iter().take_while(|c| is_han(**c)).count();
        let name = start..start + run;
        let known = place_in(text, &name).filter(|(span, _)| span.start == start);
        let alone = || {
            let vague = HAN_NO_PLACE
                .iter()
                .any(|word| text.slice(&name).contains(word));
            (NAME_CHARS.contains(&run) && !vague).then(|| (name.clone(), None))
        };
        known.or_else(alone)
    })
}

/// The place named: in the recipient's name, right after it, or anywhere else in the text.
pub(super) fn place(
    text: &Text,
    recipient: Option<&Found>,
    skipped: &[Range<usize>],
) -> Option<(Range<usize>, Option<Place>)> {
    recipient
        .and_then(|recipient| {
            place_in(text, &recipient.span).or_else(|| place_after(text, recipient))
        })
        .or_else(|| {
            let mut open = 0..text.len();
            if let Some(first) = skipped.first() {
                open.end = first.start;
            }
            place_not_towards(text, &open)
        })
        .or_else(|| place_of_words(text, recipient, skipped))
}

/// The first place that is not where something goes; else the first.
fn place_not_towards(text: &Text, open: &Range<usize>) -> Option<(Range<usize>, Option<Place>)> {
    let first = place_in(text, open)?;
    let mut found = Some(first.clone());
    while let Some((span, place)) = found {
        let towards = |word: &&str| {
            let start = span.start.checked_sub(word.chars().count());
            start.is_some_and(|start| text.has(start, word))
        };
        if !HAN_TOWARDS.iter().any(towards) {
            return Some((span, place));
        }
        found = place_in(text, &(span.end..open.end));
    }
    Some(first)
}

fn place_in(text: &Text, span: &Range<usize>) -> Option<(Range<usize>, Option<Place>)> {
    let part = text.slice(span);
    let (place, bytes) = Place::find_in(part)?;
    let before = part.get(..bytes.start)?.chars().count();
    let length = part.get(bytes)?.chars().count();
    let start = span.start + before;
    Some((start..start + length, Some(place)))
}

/// "Elm Street Urgent Care, Toledo"; "the Ashby clinic" is in or near Ashby.
fn place_after(text: &Text, recipient: &Found) -> Option<(Range<usize>, Option<Place>)> {
    let words = words(text);
    let after = words
        .iter()
        .find(|word| word.span.start >= recipient.span.end);
    let joined = after.filter(|word| {
        let between = text
            .folded
            .get(recipient.span.end..word.span.start)
            .unwrap_or(&[]);
        let between: String = between.iter().collect();
        matches!(between.as_str(), ", " | " - " | " (" | ",") && is_capitalised(word)
    });
    if let Some(next) = joined {
        return Some((next.span.clone(), Place::recognise(&next.text)));
    }
    let own: Vec<&Word> = words
        .iter()
        .filter(|word| {
            word.span.start >= recipient.span.start && word.span.end <= recipient.span.end
        })
        .collect();
    match own.as_slice() {
        [name, kind] if !is_capitalised(kind) => {
            Some((name.span.clone(), Place::recognise(&name.text)))
        }
        _ => None,
    }
}

/// "pickup in Leeds": a capitalised word after in, from, near or at.
fn place_of_words(
    text: &Text,
    recipient: Option<&Found>,
    skipped: &[Range<usize>],
) -> Option<(Range<usize>, Option<Place>)> {
    let words = words(text);
    if let Some(name) = place_of_area(text, &words) {
        return Some((name.clone(), Place::recognise(text.slice(&name))));
    }
    let pairs = words.iter().zip(words.iter().skip(1));
    let (_, name) = pairs.into_iter().find(|(before, name)| {
        let leads = matches!(
            before.text.to_ascii_lowercase().as_str(),
            "in" | "from" | "near"
        );
        let outside = recipient.is_none_or(|recipient| !recipient.span.contains(&name.span.start));
        let allowed = !skipped.iter().any(|span| span.contains(&name.span.start));
        leads
            && touches(text, before, name)
            && is_capitalised(name)
            && outside
            && allowed
            && name.text.chars().count() > 2
    })?;
    let mut end = name.span.end;
    for (left, right) in words.iter().zip(words.iter().skip(1)) {
        if left.span.end == end && touches(text, left, right) && is_capitalised(right) {
            end = right.span.end;
        }
    }
    let span = name.span.start..end;
    let place = Place::recognise(text.slice(&span));
    Some((span, place))
}

/// "Portland area".
fn place_of_area(text: &Text, words: &[Word]) -> Option<Range<usize>> {
    let pairs = words.iter().zip(words.iter().skip(1));
    let mut areas = pairs.filter(|(name, area)| {
        area.text == "area" && is_capitalised(name) && touches(text, name, area)
    });
    areas.next().map(|(name, _)| name.span.clone())
}

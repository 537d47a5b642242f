//! How many things a pack holds, as its specification says: `1*600`, `33*30只`, `20个/盒*50`, `100支/盒 10盒/箱`.

use super::unit::{Counter, starting};

/// The most that a pack is believed to hold. A number above is a model's.
const CONTENT_MAX: u64 = 1_000_000;
/// Steps of one specification that are read.
const STEPS_MAX: usize = 12;

/// One factor: so many of `inner` in one `outer`.
#[derive(Debug, Clone, Copy)]
struct Step {
    count: u64,
    inner: Option<Counter>,
    outer: Option<Counter>,
    /// Whether a × stands before it.
    times: bool,
}

impl Step {
    /// A factor that is not stated, or is no whole number.
    const UNSAID: Self = Self {
        count: 0,
        inner: None,
        outer: None,
        times: true,
    };
}

/// How many pieces one pack of this name holds, if the specification says so.
pub(super) fn content(spec: &str, pack: &'static str) -> Option<u64> {
    if pack == "dozen" {
        return Some(12);
    }
    // 650g+550g*2: different things in one pack.
    let sum = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    if spec.split('+').skip(1).any(sum) {
        return None;
    }
    let steps = steps(&spec.to_lowercase());
    let mut known = Levels::default();
    let mut open = None;
    // Twice: 10盒/箱，10支/盒 says what a box holds after saying what a case holds.
    for _ in 0..2 {
        for group in steps.chunk_by(|_, next| next.times) {
            // 8片 200盒/箱: what stands before is what a box holds.
            let inner = group.first().and_then(|step| step.inner);
            if let (Some(Counter::Pack(_)), Some(held)) = (inner, open) {
                known.add(inner, held);
                open = None;
            }
            match product(group, &known, pack)? {
                (0, Some(outer)) if outer == Counter::Pack(pack) => open = None,
                (0, _) => {}
                (product, Some(outer)) => known.set(outer, product),
                (product, None) if product > 1 => open = Some(product),
                _ => {}
            }
        }
    }
    let content = known.get(Counter::Pack(pack)).or(open)?;
    (1..=CONTENT_MAX).contains(&content).then_some(content)
}

/// What one pack of each level holds, as far as read; the last read last.
#[derive(Default)]
struct Levels(Vec<(Counter, u64)>);

impl Levels {
    fn get(&self, counter: Counter) -> Option<u64> {
        let found = self.0.iter().find(|(one, _)| *one == counter);
        found.map(|(_, content)| *content)
    }

    fn add(&mut self, counter: Option<Counter>, content: u64) {
        if let Some(counter) = counter.filter(|counter| self.get(*counter).is_none()) {
            self.set(counter, content);
        }
    }

    fn set(&mut self, counter: Counter, content: u64) {
        self.0.retain(|(one, _)| *one != counter);
        self.0.push((counter, content));
    }

    /// What was read last of another level.
    fn below(&self, outer: Option<Counter>) -> Option<u64> {
        let found = self.0.iter().rfind(|(one, _)| Some(*one) != outer);
        found.map(|(_, content)| *content)
    }
}

/// The product of steps joined by ×, and the level that it fills; 0 when the content of a pack in it is not said, 1
/// when it says nothing of packs. `None` when it is too large.
fn product(group: &[Step], known: &Levels, pack: &'static str) -> Option<(u64, Option<Counter>)> {
    const NOTHING: (u64, Option<Counter>) = (1, None);
    let is_measure = |step: &&Step| step.inner == Some(Counter::Measure);
    let bare = group
        .iter()
        .all(|step| step.inner.is_none() && step.outer.is_none());
    // 210*160mm and 52*25*35: sizes in space. 600: a number alone.
    if (group.len() > 1 && group.last().is_some_and(|step| is_measure(&step)))
        || (bare && group.len() != 2)
    {
        return Some(NOTHING);
    }
    let mut steps: Vec<&Step> = group.iter().filter(|step| !is_measure(step)).collect();
    let pack_first = steps
        .first()
        .is_some_and(|step| matches!(step.inner, Some(Counter::Pack(_))));
    let piece_last = steps
        .last()
        .is_some_and(|step| step.inner == Some(Counter::Piece));
    if pack_first && piece_last && steps.len() > 1 {
        steps.reverse();
    }
    // 0.375g/片 says nothing of a pack.
    let Some(first) = steps.first() else {
        return Some(NOTHING);
    };
    let held = match first.inner {
        Some(Counter::Pack(inner)) => known.get(Counter::Pack(inner)).unwrap_or(0),
        // 50只/盒 40/箱: forty of what was said last.
        None if first.outer.is_some() && group.len() == 1 => known.below(first.outer).unwrap_or(1),
        _ => 1,
    };
    let mut product = held;
    let mut outer = None;
    for (nth, step) in steps.iter().enumerate() {
        product = product.checked_mul(step.count)?;
        outer = step
            .outer
            .or(steps.get(nth + 1).and_then(|next| next.inner));
        if outer == Some(Counter::Pack(pack)) {
            break;
        }
    }
    Some((product, outer))
}

/// The factors of a specification, in order; what is none is passed over.
fn steps(spec: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = spec;
    let mut before: Option<char> = None;
    let mut times = false;
    let mut each: Option<Counter> = None;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('每') {
            // 每箱50盒
            if let Some((counter, width)) = starting(after) {
                each = Some(counter);
                rest = after.get(width..).unwrap_or("");
                before = None;
                continue;
            }
        }
        if c.is_ascii_digit() && steps.len() < STEPS_MAX {
            let end = rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(rest.len());
            let (digits, tail) = rest.split_at(end);
            let (step, tail) = step(digits, tail, times, each.take());
            // SMS-100: digits behind a letter or a hyphen are a model's.
            let model =
                before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '#'));
            if !model {
                steps.extend(step);
            }
            rest = tail;
            before = Some(' ');
            times = false;
            continue;
        }
        // 100只*盒/箱: how many boxes is left out.
        if times && c != ' ' {
            steps.push(Step::UNSAID);
        }
        times = matches!(c, '*' | '×' | 'x' | '✕')
            && before.is_some_and(|c| !c.is_ascii_alphabetic() || times)
            || (times && c == ' ');
        before = if times { None } else { Some(c) };
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    steps
}

/// The factor of some digits and what follows them, and the text behind it.
fn step<'t>(
    digits: &str,
    tail: &'t str,
    times: bool,
    each: Option<Counter>,
) -> (Option<Step>, &'t str) {
    let tail = tail.trim_start_matches(' ');
    let (inner, tail) = match starting(tail) {
        Some((counter, width)) => (Some(counter), tail.get(width..).unwrap_or("")),
        None => (None, tail),
    };
    let per = tail
        .strip_prefix(['/', '每'])
        .or_else(|| tail.trim_start().strip_prefix("per "));
    let outer = per.and_then(|per| {
        starting(per).map(|(counter, width)| (counter, per.get(width..).unwrap_or("")))
    });
    let (outer, tail) = outer.map_or((each, tail), |(counter, tail)| (Some(counter), tail));
    // 100件/箱: 件 is a case, but in a case it is a garment.
    let garment = inner == Some(Counter::Pack("case")) && outer.is_some();
    let inner = if garment { Some(Counter::Piece) } else { inner };
    // 100只/10盒: so many in several is not so many in one.
    let in_several = per.is_some_and(|per| per.starts_with(|c: char| c.is_ascii_digit()));
    // 52*25.5*35: what has decimals is a size.
    let count = if inner == Some(Counter::Measure) {
        1
    } else {
        let stated = digits.parse().ok().filter(|_| !in_several);
        stated.unwrap_or(Step::UNSAID.count)
    };
    // A number with letters behind it that are no counter: 220Y.
    let model = inner.is_none() && tail.starts_with(|c: char| c.is_ascii_alphabetic() && c != 'x');
    let step = (!model).then_some(Step {
        count,
        inner,
        outer,
        times,
    });
    (step, tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contents_are_read_from_specifications() {
        for (spec, pack, expected) in [
            ("1*600", "case", Some(600)),
            ("3*160", "case", Some(480)),
            ("33*30只", "case", Some(990)),
            ("20个/盒*50", "case", Some(1_000)),
            ("20个/盒*50", "box", Some(20)),
            ("100支/盒 10盒/箱", "box", Some(100)),
            ("100支/盒 10盒/箱", "case", Some(1_000)),
            ("1只/袋 50袋/盒 2盒/组 8组/箱", "case", Some(800)),
            ("1只/袋 50袋/盒 12盒/箱", "case", Some(600)),
            ("0.8g*18颗", "box", Some(18)),
            ("10ml*10支", "box", Some(10)),
            ("100ml*160瓶", "case", Some(160)),
            ("50只*40盒", "case", Some(2_000)),
            ("40盒*50只", "case", Some(2_000)),
            ("40盒*50只", "box", Some(50)),
            ("50只/盒", "box", Some(50)),
            ("24粒装", "box", Some(24)),
            ("每箱50盒", "case", None),
            ("每盒20只,每箱50盒", "case", Some(1_000)),
            ("50 pcs/box, 40 boxes/carton", "case", Some(2_000)),
            ("10ml/支*10支/盒", "box", Some(10)),
            ("10ml/支*10支/盒", "case", None),
            ("10盒/箱", "case", None),
            ("1*", "case", None),
            ("/", "case", None),
            ("", "case", None),
            ("6.5", "case", None),
            ("10ml", "case", None),
            ("25KG", "case", None),
            ("7106505", "case", None),
            ("WG-15", "case", None),
            ("YH-830", "case", None),
            ("210*160mm", "case", None),
            ("0.375g/片", "box", None),
            ("大号", "case", None),
            ("52*25.5*35", "case", None),
            ("52*25*35", "case", None),
            ("0.25*50", "case", None),
            ("100支*盒/箱", "case", None),
            ("650g+550g*2", "case", None),
            ("1只/袋 50只/盒 40/箱", "case", Some(2_000)),
            ("10盒/箱，10支/盒", "case", Some(100)),
            ("12包,8片/包", "case", Some(96)),
            ("100件/箱", "case", Some(100)),
            ("0.4g/片*8片    200盒/箱", "case", Some(1_600)),
            ("10ml*12支，30盒/箱", "case", Some(360)),
            ("L号 32片,10包/箱", "case", Some(320)),
            ("100只/10盒", "case", None),
            ("9320+，240只/件", "case", Some(240)),
            ("S 100只*10盒", "box", Some(100)),
            ("700/箱", "case", Some(700)),
            ("24粒X10小盒X40/箱", "case", Some(9_600)),
            ("1.25g*1瓶/盒*600盒", "case", Some(600)),
            ("200ML*12", "case", Some(12)),
            ("80盒/箱", "case", None),
            ("XL*10", "case", None),
        ] {
            assert_eq!(content(spec, pack), expected, "{spec} in a {pack}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(spec in "[0-9个盒箱ml*×x/ 每.a-z-]{0,24}") {
            let _ = content(&spec, "case");
        }

        #[test]
        fn two_levels_multiply(inner in 1u64..500, outer in 1u64..500) {
            let chain = format!("{inner}只/盒 {outer}盒/箱");
            let stars = format!("{inner}只*{outer}盒");
            prop_assert_eq!(content(&chain, "case"), Some(inner * outer));
            prop_assert_eq!(content(&stars, "case"), Some(inner * outer));
            prop_assert_eq!(content(&chain, "box"), Some(inner));
        }
    }
}

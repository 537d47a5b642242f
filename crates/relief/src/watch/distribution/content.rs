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

/// How many pieces one pack of this name holds, if the specification says so.
pub(super) fn content(spec: &str, pack: &'static str) -> Option<u64> {
    if pack == "dozen" {
        return Some(12);
    }
    let steps = steps(&spec.to_lowercase());
    // What one pack of each level holds, as far as read.
    let mut known: Vec<(Counter, u64)> = Vec::new();
    let of = |known: &[(Counter, u64)], counter: Counter| {
        known
            .iter()
            .rev()
            .find(|(one, _)| *one == counter)
            .map(|(_, n)| *n)
    };
    let mut groups = steps.chunk_by(|_, next| next.times).peekable();
    let mut last = None;
    while let Some(group) = groups.next() {
        let (product, outer) = product(group, &known, pack)?;
        if let Some(outer) = outer {
            known.push((outer, product));
        }
        let said = group.len() > 1 || group.iter().any(|step| step.inner.is_some());
        let open = outer.is_none() && said && product > 1;
        last = if groups.peek().is_none() && open {
            Some(product)
        } else {
            None
        };
    }
    let content = of(&known, Counter::Pack(pack)).or(last)?;
    (1..=CONTENT_MAX).contains(&content).then_some(content)
}

/// The product of steps joined by ×, and the level that it fills. `None` when it is a size in space, or too large.
fn product(
    group: &[Step],
    known: &[(Counter, u64)],
    pack: &'static str,
) -> Option<(u64, Option<Counter>)> {
    let is = |step: &Step, test: fn(Counter) -> bool| step.inner.is_some_and(test);
    let measures = group
        .iter()
        .filter(|step| is(step, |c| c == Counter::Measure))
        .count();
    // 210*160mm: a sheet's size, not a pack's content.
    if group.len() > 1
        && group
            .last()
            .is_some_and(|step| is(step, |c| c == Counter::Measure))
        && measures > 0
    {
        return Some((1, None));
    }
    let mut steps: Vec<Step> = group
        .iter()
        .copied()
        .filter(|step| step.inner != Some(Counter::Measure))
        .collect();
    let outer_of_measure = group
        .iter()
        .find(|step| is(step, |c| c == Counter::Measure))
        .and_then(|step| step.outer);
    let pack_first = steps
        .first()
        .is_some_and(|step| is(step, |c| matches!(c, Counter::Pack(_))));
    let piece_last = steps
        .last()
        .is_some_and(|step| is(step, |c| c == Counter::Piece));
    if pack_first && piece_last && steps.len() > 1 {
        steps.reverse();
    }
    let Some(first) = steps.first() else {
        // 0.375g/片 says nothing of a pack.
        return Some((
            1,
            outer_of_measure.filter(|outer| matches!(outer, Counter::Piece)),
        ));
    };
    let held = first.inner.and_then(|inner| {
        known
            .iter()
            .rev()
            .find(|(one, _)| *one == inner)
            .map(|(_, n)| *n)
    });
    let unknown_pack = first
        .inner
        .is_some_and(|inner| matches!(inner, Counter::Pack(_)) && held.is_none());
    let mut product = held.unwrap_or(1);
    let mut outer = None;
    for (nth, step) in steps.iter().enumerate() {
        product = product.checked_mul(step.count)?;
        let next = steps.get(nth + 1).and_then(|next| next.inner);
        outer = step.outer.or(next);
        if outer == Some(Counter::Pack(pack)) {
            break;
        }
    }
    // 10盒/箱 when nobody says what a box holds.
    if unknown_pack {
        return Some((0, outer));
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
        times = matches!(c, '*' | '×' | 'x' | '✕')
            && before.is_some_and(|c| !c.is_ascii_alphabetic() || times)
            || (times && c == ' ');
        if times {
            before = None;
        } else if c != ' ' {
            before = Some(c);
        }
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
    let measure = inner == Some(Counter::Measure);
    let count = if measure {
        Some(1)
    } else {
        digits.parse().ok()
    };
    // A number with letters behind it that are no counter: 220Y.
    let model = inner.is_none() && tail.starts_with(|c: char| c.is_ascii_alphabetic() && c != 'x');
    let step = count.filter(|_| !model).map(|count| Step {
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

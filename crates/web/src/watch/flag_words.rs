//! The words of flags. They say what differs, never who is at fault: no verb of blame, and beside every finding an
//! innocent reading of the same figures.

use relief::code::FlagKind;
use relief::distribution::Distribution;
use relief::ids::{DistributionId, JurisdictionId, Stamp};
use relief::state::State;
use relief::watch::notice::Notice;
use serde::Serialize;

use crate::case_report::said as case_report;
use crate::names;
use crate::t;
use crate::words::{Words, date_time, number};

/// One of the figures of a flag.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact {
    /// What it is.
    pub term: String,
    /// How much, or when.
    pub value: String,
    /// What is missing stands in red; nothing else does.
    pub lacks: bool,
}

fn fact(term: String, value: String) -> Fact {
    Fact {
        term,
        value,
        lacks: false,
    }
}

/// What kind of finding it is.
pub(crate) fn kind(w: Words, of: FlagKind) -> String {
    match of {
        FlagKind::MoreThanSent => t!(w, "flag-more-than-sent"),
        FlagKind::ReceivedBeforeSent => t!(w, "flag-received-before-sent"),
        FlagKind::TwoPlaces => t!(w, "flag-two-places"),
        FlagKind::ClassMismatch => t!(w, "flag-class-mismatch"),
        FlagKind::Discrepancy => t!(w, "flag-discrepancy"),
        FlagKind::SumMismatch => t!(w, "flag-sum-mismatch"),
        FlagKind::SilentCorrection => t!(w, "flag-silent-correction"),
        FlagKind::RepeatedLine => t!(w, "flag-repeated-line"),
        FlagKind::Overdue => t!(w, "flag-overdue"),
        FlagKind::Stuck => t!(w, "flag-stuck"),
        FlagKind::Silent => t!(w, "flag-silent"),
        FlagKind::CountFell => t!(w, "flag-count-fell"),
        FlagKind::CountUnexplained => t!(w, "flag-count-unexplained"),
        FlagKind::PartsDiffer => t!(w, "flag-parts-differ"),
        FlagKind::CountRewritten => t!(w, "flag-count-rewritten"),
        FlagKind::CountFlat => t!(w, "flag-count-flat"),
        FlagKind::CountUnusual => t!(w, "flag-count-unusual"),
        FlagKind::CountExceeds => t!(w, "flag-count-exceeds"),
    }
}

/// An innocent reading.
pub(super) fn maybe(w: Words, of: FlagKind) -> String {
    match of {
        FlagKind::MoreThanSent => t!(w, "flag-maybe-more-than-sent"),
        FlagKind::ReceivedBeforeSent => t!(w, "flag-maybe-received-before-sent"),
        FlagKind::TwoPlaces => t!(w, "flag-maybe-two-places"),
        FlagKind::ClassMismatch => t!(w, "flag-maybe-class-mismatch"),
        FlagKind::Discrepancy => t!(w, "flag-maybe-discrepancy"),
        FlagKind::SumMismatch => t!(w, "flag-maybe-sum-mismatch"),
        FlagKind::SilentCorrection => t!(w, "flag-maybe-silent-correction"),
        FlagKind::RepeatedLine => t!(w, "flag-maybe-repeated-line"),
        FlagKind::Overdue => t!(w, "flag-maybe-overdue"),
        FlagKind::Stuck => t!(w, "flag-maybe-stuck"),
        FlagKind::Silent => t!(w, "flag-maybe-silent"),
        FlagKind::CountFell => t!(w, "flag-maybe-count-fell"),
        FlagKind::CountUnexplained => t!(w, "flag-maybe-count-unexplained"),
        FlagKind::PartsDiffer => t!(w, "flag-maybe-parts-differ"),
        FlagKind::CountRewritten => t!(w, "flag-maybe-count-rewritten"),
        FlagKind::CountFlat => t!(w, "flag-maybe-count-flat"),
        FlagKind::CountUnusual => t!(w, "flag-maybe-count-unusual"),
        FlagKind::CountExceeds => t!(w, "flag-maybe-count-exceeds"),
    }
}

/// The object and its two figures.
#[rustfmt::skip] // A table: one row for each kind.
pub(crate) fn title(w: Words, state: &State, notice: &Notice, what: &str) -> String {
    let (stated, found) = (number(notice.stated), number(notice.found));
    let what = what.to_owned();
    match notice.kind {
        FlagKind::MoreThanSent => t!(w, "flag-title-more-than-sent", what = what, stated = stated, found = found),
        FlagKind::Discrepancy => t!(w, "flag-title-discrepancy", what = what, stated = stated, found = found),
        FlagKind::SumMismatch => t!(w, "flag-title-sum-mismatch", what = what, stated = stated, found = found),
        FlagKind::SilentCorrection => t!(w, "flag-title-silent-correction", what = what, stated = stated, found = found),
        FlagKind::RepeatedLine => t!(w, "flag-title-repeated-line", what = what, stated = stated),
        FlagKind::ClassMismatch => match classes(state, notice) {
            Some((one, other)) => t!(w, "flag-title-class-mismatch", what = what, n = found, one = one, other = other),
            None => t!(w, "flag-title-other-goods", what = what, n = found, stated = stated),
        },
        FlagKind::ReceivedBeforeSent => t!(w, "flag-title-received-before-sent", what = what, hours = apart(notice)),
        FlagKind::TwoPlaces => t!(w, "flag-title-two-places", what = what, hours = apart(notice)),
        FlagKind::Overdue => t!(w, "flag-title-overdue", what = what, hours = notice.found),
        FlagKind::Stuck => t!(w, "flag-title-stuck", what = what, hours = notice.found),
        FlagKind::Silent => t!(w, "flag-title-silent", what = what, hours = notice.found),
        FlagKind::CountFell => t!(w, "flag-title-count-fell", what = what, stated = stated, found = found),
        FlagKind::CountUnexplained => t!(w, "flag-title-count-unexplained", what = what, stated = stated, found = found),
        FlagKind::PartsDiffer => t!(w, "flag-title-parts-differ", what = what, stated = stated, found = found),
        FlagKind::CountRewritten => t!(w, "flag-title-silent-correction", what = what, stated = stated, found = found),
        FlagKind::CountFlat => t!(w, "flag-title-count-flat", what = what, stated = stated, days = notice.found),
        FlagKind::CountUnusual => t!(w, "flag-title-count-unusual", what = what, stated = stated, found = found),
        FlagKind::CountExceeds => t!(w, "flag-title-count-exceeds", what = what, stated = stated, found = found),
    }
}

/// Hours between two times, begun ones counted.
fn apart(notice: &Notice) -> u64 {
    notice.stated.abs_diff(notice.found).div_ceil(3_600)
}

/// The figures one by one.
pub(super) fn facts(w: Words, state: &State, notice: &Notice) -> Vec<Fact> {
    let (stated, found) = (number(notice.stated), number(notice.found));
    let short = notice.stated.saturating_sub(notice.found);
    let over = notice.found.saturating_sub(notice.stated);
    let missing = |mut facts: Vec<Fact>| {
        if short > 0 {
            let lacks = true;
            let (term, value) = (t!(w, "flag-missing"), number(short));
            facts.push(Fact { term, value, lacks });
        } else if over > 0 {
            facts.push(fact(t!(w, "flag-over"), number(over)));
        }
        facts
    };
    match notice.kind {
        FlagKind::MoreThanSent => missing(vec![
            fact(t!(w, "flag-sent"), stated),
            fact(t!(w, "flag-counted"), found),
        ]),
        FlagKind::Discrepancy => missing(vec![
            fact(t!(w, "flag-in-hand"), stated),
            fact(t!(w, "flag-counted"), found),
        ]),
        FlagKind::SumMismatch => missing(sum(w, state, notice)),
        FlagKind::ClassMismatch => class_facts(w, state, notice),
        FlagKind::SilentCorrection => vec![
            fact(t!(w, "flag-before"), stated),
            fact(t!(w, "flag-after"), found),
            fact(t!(w, "flag-note"), t!(w, "flag-note-none")),
        ],
        FlagKind::RepeatedLine => vec![
            fact(t!(w, "flag-once"), stated),
            fact(t!(w, "flag-together"), found),
        ],
        FlagKind::ReceivedBeforeSent | FlagKind::TwoPlaces => times(w, notice),
        FlagKind::CountFell | FlagKind::CountRewritten => vec![
            fact(t!(w, "flag-before"), stated),
            fact(t!(w, "flag-after"), found),
        ],
        FlagKind::CountUnexplained => vec![
            fact(t!(w, "flag-stated"), stated),
            fact(t!(w, "flag-added-up"), found),
        ],
        FlagKind::PartsDiffer | FlagKind::CountExceeds => vec![
            fact(t!(w, "flag-stated"), stated),
            fact(t!(w, "flag-parts-sum"), found),
        ],
        FlagKind::CountFlat => vec![
            fact(t!(w, "flag-each-day"), stated),
            fact(t!(w, "flag-days"), found),
        ],
        FlagKind::CountUnusual => vec![
            fact(t!(w, "flag-usual"), stated),
            fact(t!(w, "flag-that-day"), found),
        ],
        FlagKind::Overdue | FlagKind::Stuck | FlagKind::Silent => vec![
            fact(
                t!(w, "flag-limit"),
                t!(w, "duration-hours-even", h = notice.stated),
            ),
            fact(
                t!(w, "flag-waited"),
                t!(w, "duration-hours-even", h = notice.found),
            ),
        ],
    }
}

fn times(w: Words, notice: &Notice) -> Vec<Fact> {
    let at = |seconds: u64| date_time(w, i64::try_from(seconds).unwrap_or(i64::MAX));
    let terms = match notice.kind {
        FlagKind::TwoPlaces => [t!(w, "flag-had-from"), t!(w, "flag-gave-at")],
        _ => [t!(w, "flag-left-at"), t!(w, "flag-received-at")],
    };
    let [one, other] = terms;
    vec![fact(one, at(notice.stated)), fact(other, at(notice.found))]
}

/// In, the lines it went out by, in store, written off.
fn sum(w: Words, state: &State, notice: &Notice) -> Vec<Fact> {
    let mut facts = vec![fact(t!(w, "flag-in"), number(notice.stated))];
    let list = list(state, notice);
    let total = list.and_then(|l| l.totals.get(usize::try_from(notice.part).ok()?));
    if let Some((list, total)) = list.zip(total) {
        let lines = list
            .lines
            .iter()
            .filter(|l| Distribution::counts_for(total, l));
        for line in lines {
            facts.push(fact(
                line.given_to.as_str().to_owned(),
                number(line.quantity),
            ));
        }
        facts.push(fact(t!(w, "flag-stored"), number(total.stored)));
        facts.push(fact(t!(w, "flag-written-off"), number(total.written_off)));
    }
    facts
}

fn class_facts(w: Words, state: &State, notice: &Notice) -> Vec<Fact> {
    let (stated, found) = (number(notice.stated), number(notice.found));
    match classes(state, notice) {
        Some((one, other)) => vec![
            fact(t!(w, "flag-first-class"), format!("{one}, {stated}")),
            fact(t!(w, "flag-other-class"), format!("{other}, {found}")),
        ],
        None => vec![
            fact(t!(w, "flag-sent"), stated),
            fact(t!(w, "flag-other-goods"), found),
        ],
    }
}

fn list<'s>(state: &'s State, notice: &Notice) -> Option<&'s Distribution> {
    state.distributions.get(&DistributionId(notice.subject.0))
}

/// The two classes of a list's finding: of a total and its lines, or of the earlier list and this one.
fn classes(state: &State, notice: &Notice) -> Option<(&'static str, &'static str)> {
    let list = list(state, notice)?;
    let part = usize::try_from(notice.part).ok()?;
    let earlier = list.corrects.and_then(|id| state.distributions.get(&id));
    match part.checked_sub(list.span(earlier)) {
        None => {
            let total = list.totals.get(part)?;
            let lines = list
                .lines
                .iter()
                .filter(|l| Distribution::counts_for(total, l));
            let other = lines
                .filter_map(|l| l.class)
                .find(|c| Some(*c) != total.class)?;
            Some((total.class?.written(), other.written()))
        }
        Some(at) => {
            let line = list.lines.get(at)?;
            let earlier = earlier?;
            let gift = (line.item, &line.given_by);
            let mut before = earlier
                .lines
                .iter()
                .filter(|l| (l.item, &l.given_by) == gift);
            Some((
                before.find_map(|l| l.class)?.written(),
                line.class?.written(),
            ))
        }
    }
}

/// What a finding about a list is about: whose gift of what, or what somebody was given.
pub(super) fn of_list(w: Words, state: &State, notice: &Notice) -> String {
    let Some(list) = list(state, notice) else {
        return String::new();
    };
    let part = usize::try_from(notice.part).unwrap_or(usize::MAX);
    let earlier = list.corrects.and_then(|id| state.distributions.get(&id));
    let line = || match (notice.kind, part.checked_sub(list.span(earlier))) {
        (FlagKind::SilentCorrection, Some(at)) => earlier?.lines.get(at),
        (FlagKind::ClassMismatch, Some(at)) => list.lines.get(at),
        (FlagKind::SilentCorrection | FlagKind::RepeatedLine, None) => list.lines.get(part),
        _ => None,
    };
    let by_recipient = matches!(
        notice.kind,
        FlagKind::SilentCorrection | FlagKind::RepeatedLine
    );
    let (who, item) = match (line(), list.totals.get(part)) {
        (Some(line), _) if by_recipient => (Some(&line.given_to), line.item),
        (Some(line), _) => (line.given_by.as_ref(), line.item),
        (None, Some(total)) => (total.given_by.as_ref(), total.item),
        (None, None) => return list.issuer.as_str().to_owned(),
    };
    let item = names::item(w, item);
    match who {
        Some(who) => t!(
            w,
            "flag-what-of",
            who = who.as_str().to_owned(),
            item = item
        ),
        None => item.to_owned(),
    }
}

/// What a finding in a report is about: whose count of what, on which day.
pub(super) fn of_report(w: Words, state: &State, notice: &Notice) -> Option<String> {
    let id = JurisdictionId(notice.subject.0);
    let whose = state.jurisdictions.get(id)?.name.as_str().to_owned();
    let (day, count) = relief::case_report::check::part(notice.part)?;
    let (day, count) = (case_report::day(w, day), case_report::count(w, count));
    Some(t!(
        w,
        "flag-what-report",
        who = whose,
        day = day,
        count = count
    ))
}

/// When something was, for a header.
pub(super) fn age(w: Words, now: Stamp, at: i64) -> String {
    let secs = u64::try_from(now.0.saturating_sub(at)).unwrap_or(0);
    crate::words::duration(w, secs)
}

//! Letters: what the clock told an office, and the one above it, on paper.

use maud::{Markup, html};
use relief::duty::Step;
use relief::ids::{Index, JurisdictionId};
use relief::watch::day::Day;
use serde::Serialize;

use super::said;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::icon::Icon;
use crate::parts::{ScriptAction, btn_script, small};
use crate::t;
use crate::visitor::Visitor;
use crate::words::date_time_year;

/// Days named in one letter; the oldest matter most.
const DAYS_NAMED_MAX: usize = 31;

/// `/o/ID/letter/ENTRY`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Letter {
    /// The office that owes.
    pub office: u64,
    pub name: String,
    /// The one above it.
    pub above: Option<String>,
    /// `overdue`, `delinquent` or `suspended`.
    pub step: &'static str,
    /// The entry that it is a copy of.
    pub entry: u64,
    /// Where to look it up, whole: on paper nothing can be followed.
    pub proof: String,
    /// When it was written, seconds UTC.
    pub at: i64,
    /// Local days that were owed then, oldest first.
    pub days: Vec<String>,
    /// How many more there were.
    pub more: usize,
    /// When the backlog was filed, seconds UTC.
    pub lifted: Option<i64>,
    /// Who writes.
    pub community: String,
    #[serde(skip)]
    pub taken: Step,
    #[serde(skip)]
    pub day_words: Vec<String>,
}

/// Collects a letter; nothing when no step of this office has this entry.
pub(super) fn letter(visitor: &Visitor, id: JurisdictionId, entry: Index) -> Option<Letter> {
    let (w, state) = (visitor.words(), visitor.app().state());
    let known = &state.jurisdictions;
    let found = known.get(id)?;
    let taken = found.duties.steps.iter().find(|s| s.index == entry)?;
    let last = known.last_due(found, taken.at)?;
    let owed_then = |day: &Day| found.duties.filed.get(day).is_none_or(|at| *at > taken.at);
    let days = (0..=last.since(taken.day)).map(|n| taken.day.plus(n));
    let mut owed = days.filter(owed_then);
    let named: Vec<Day> = owed.by_ref().take(DAYS_NAMED_MAX).collect();
    let above = found.parent.map(|id| known.heir(id, taken.at));
    let above = above.and_then(|id| known.get(id));
    Some(Letter {
        office: id.0,
        name: found.name.as_str().to_owned(),
        above: above.map(|j| j.name.as_str().to_owned()),
        step: said::step_code(taken.step),
        entry: entry.0,
        proof: format!("{}/l/{}", visitor.app().origin(), entry.0),
        at: taken.at.0,
        days: named.iter().map(|day| day.iso()).collect(),
        more: owed.count(),
        lifted: taken.lifted.map(|at| at.0),
        community: state.community.as_ref()?.name.as_str().to_owned(),
        taken: taken.step,
        day_words: named.iter().map(|day| said::day(w, *day)).collect(),
    })
}

/// The page, made to be printed and sent.
pub(super) fn page(ctx: &Ctx, m: &Letter) -> Markup {
    let w = ctx.words;
    let (to, copy) = match (m.taken, &m.above) {
        (Step::Overdue, _) | (Step::Suspended, None) => (m.name.clone(), None),
        (Step::Suspended, Some(above)) => (m.name.clone(), Some(above)),
        (Step::Delinquent, Some(above)) => (above.clone(), Some(&m.name)),
        (Step::Delinquent, None) => (t!(w, "letter-public"), Some(&m.name)),
    };
    let name = m.name.clone();
    let subject = match m.taken {
        Step::Overdue => t!(w, "letter-overdue", name = name),
        Step::Delinquent => t!(w, "letter-delinquent", name = name),
        Step::Suspended => t!(w, "letter-suspended", name = name),
    };
    let next = match m.taken {
        Step::Overdue => t!(w, "letter-overdue-next", n = relief::duty::DELINQUENT_DAYS),
        Step::Delinquent => t!(
            w,
            "letter-delinquent-next",
            n = relief::duty::SUSPENDED_DAYS
        ),
        Step::Suspended => t!(w, "letter-suspended-next"),
    };
    let body = html! {
        article.sheet {
            p { (t!(w, "letter-to", name = to)) }
            @if let Some(copy) = copy { (small(&t!(w, "letter-copy", name = copy.clone()))) }
            p.sm.mut { (date_time_year(w, m.at)) }
            h2 { (subject) }
            p { (t!(w, "letter-owed", n = m.days.len().saturating_add(m.more))) }
            p { b { (m.day_words.join(&t!(w, "list-comma"))) } @if m.more > 0 { " " (t!(w, "letter-more", n = m.more)) } }
            p { (next) }
            @if let Some(lifted) = m.lifted { p { b { (t!(w, "letter-lifted", time = date_time_year(w, lifted))) } } }
            p { (t!(w, "letter-from", name = m.community.clone())) }
            p.sm.mut { (t!(w, "letter-proof")) " " a.go2 href={ "/l/" (m.entry) } { (m.proof) } }
        }
        (btn_script(ScriptAction::Print, Some(Icon::Print), &t!(w, "print")))
    };
    let back = format!("/o/{}", m.office);
    Shell::new(&t!(w, "letter-title"), Nav::More)
        .subtitle(&m.name)
        .back(Some(&back))
        .render(ctx, body)
}

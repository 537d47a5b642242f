//! The form that files a daily report: what was typed, what it comes to, and what the checks would ask about it.

use app::case_report::{Definition, NewCaseReport};
use relief::case_report::Version;
use relief::case_report::check::{self, NOTABLE_COUNT};
use relief::case_report::figures::{self, Figures, Part, Value};
use relief::code::{CaseCount, ReportReason};
use relief::entry::CaseFigureFact;
use relief::ids::{DefinitionId, Index, JurisdictionId};
use relief::name::Name;
use relief::state::State;
use relief::watch::day::Day;
use relief::watch::notice::Notice;

use super::routes::read_day;
use super::said;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::need::is_link;
use crate::refused;
use crate::t;
use crate::words::{Words, number};

/// What a bulletin states every day, in its order.
pub(super) const DAILY: [(CaseCount, Part); 8] = [
    (CaseCount::Confirmed, Part::New),
    (CaseCount::Suspected, Part::New),
    (CaseCount::Recovered, Part::New),
    (CaseCount::Deaths, Part::New),
    (CaseCount::Severe, Part::Total),
    (CaseCount::Critical, Part::Total),
    (CaseCount::Beds, Part::Total),
    (CaseCount::Contacts, Part::Total),
];
/// What is taken off earlier counts (核减).
pub(super) const REMOVED: (CaseCount, Part) = (CaseCount::Confirmed, Part::Removed);
/// The rest: totals that follow from the day before unless they are typed, and what few bulletins state.
pub(super) const MORE: [(CaseCount, Part); 11] = [
    (CaseCount::Confirmed, Part::Total),
    (CaseCount::Suspected, Part::Total),
    (CaseCount::Recovered, Part::Total),
    (CaseCount::Deaths, Part::Total),
    (CaseCount::Severe, Part::New),
    (CaseCount::Critical, Part::New),
    (CaseCount::Contacts, Part::New),
    (CaseCount::Beds, Part::New),
    (CaseCount::Recovered, Part::Removed),
    (CaseCount::Deaths, Part::Removed),
    (CaseCount::Contacts, Part::Removed),
];
/// The field of the earlier day that all of it is taken off.
pub(super) const REMOVED_FROM: &str = "removed_from";
/// And of the public words why.
pub(super) const REMOVED_WHY: &str = "removed_remark";
/// A sum over the counts of one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    /// Cases that are neither discharged nor dead.
    InHospital,
    /// Of these, those that are neither severe nor critical.
    Mild,
}

/// Whoever files more than twice as many is asked why, and may leave it.
const DOUBLE: u64 = 2;

/// A form with what it is about.
pub(super) struct Draft<'s> {
    pub state: &'s State,
    pub of: JurisdictionId,
    pub day: Day,
    /// Whether a public notice is cited.
    pub cited: bool,
    pub typed: &'s Fields,
}

/// The address of a figure in the form.
pub(super) fn field(count: CaseCount, part: Part) -> String {
    let part = match part {
        Part::New => "new",
        Part::Removed => "removed",
        Part::Total => "total",
    };
    format!("{}_{part}", count.code())
}

/// One figure of a version.
pub(super) fn part_of(figure: CaseFigureFact, part: Part) -> Option<u64> {
    match part {
        Part::New => figure.new,
        Part::Removed => figure.removed,
        Part::Total => figure.total,
    }
}

/// Everything that was typed into the form, to be kept for another look.
pub(super) fn typed(fields: &Fields) -> Vec<(String, String)> {
    let words = [
        REMOVED_FROM,
        REMOVED_WHY,
        "definition",
        "edition",
        "reason",
        "remark",
        "corrects",
    ];
    let figures = every().map(|(count, part)| field(count, part));
    let names = figures.chain(words.map(str::to_owned));
    names
        .map(|name| (fields.text(&name).to_owned(), name))
        .filter(|(value, _)| !value.is_empty())
        .map(|(value, name)| (name, value))
        .collect()
}

fn every() -> impl Iterator<Item = (CaseCount, Part)> {
    DAILY.into_iter().chain([REMOVED]).chain(MORE)
}

/// What a form holds at first: the standing version, or what the day before is likely to say again.
pub(super) fn prefilled(
    state: &State,
    of: JurisdictionId,
    day: Day,
    standing: Option<&Version>,
) -> Fields {
    let before = state.case_reports.own(of, day.plus(-1));
    let likely = |count: CaseCount, part| DAILY.contains(&(count, part));
    let value = |(count, part): (CaseCount, Part)| match standing {
        Some(version) => part_of(version.figures.get(count), part),
        None if likely(count, part) => part_of(before?.figures.get(count), part),
        None => None,
    };
    let figures = every().filter_map(|of| Some((field(of.0, of.1), value(of)?.to_string())));
    let definition = standing.or(before).and_then(|version| version.definition);
    let definition = definition.map(|id| ("definition".to_owned(), id.0.to_string()));
    let mut off = standing.into_iter().flat_map(|v| v.figures.iter());
    let off = off.find_map(|figure| figure.removed_from);
    let off = off.map(|day| (REMOVED_FROM.to_owned(), day.iso()));
    let corrects = standing.map(|v| ("corrects".to_owned(), v.index.0.to_string()));
    let day = ("day".to_owned(), day.iso());
    let all = figures.chain(definition).chain(off).chain(corrects);
    let all = all.chain([day]);
    Fields::of_owned(&all.collect::<Vec<_>>())
}

impl Draft<'_> {
    /// The office's own report of the day before.
    pub fn before(&self) -> Option<&Version> {
        self.state.case_reports.own(self.of, self.day.plus(-1))
    }

    fn before_of(&self, count: CaseCount) -> CaseFigureFact {
        let before = self.before().map(|version| version.figures.get(count));
        before.unwrap_or(CaseFigureFact::blank(count))
    }

    /// The counts as typed, with the totals that follow from the day before.
    pub fn figures(&self, w: Words) -> Result<Vec<CaseFigureFact>, Vec<Misfit>> {
        let mut faults = Vec::new();
        let mut values = Vec::new();
        for (count, part) in every() {
            let name = field(count, part);
            match self.typed.number(&name) {
                Ok(n) => values.extend(n.map(|n| Value { count, part, n })),
                Err(_) => faults.push((name, t!(w, "case-not-a-count"))),
            }
        }
        // Each field stands once in the form, so no figure is stated twice.
        let mut figures = figures::gather(values).unwrap_or_default();
        let removed_from = self.removed_from().map_err(|()| {
            let why = t!(w, "refused-not-an-earlier-day");
            faults.push((REMOVED_FROM.to_owned(), why));
        });
        for figure in &mut figures {
            // Nothing taken off is not a correction.
            figure.removed = figure.removed.filter(|n| *n > 0);
            figure.removed_from = figure.removed.and(removed_from.ok().flatten());
            match self.follows(figure) {
                Ok(total) => figure.total = figure.total.or(total),
                Err(()) => {
                    let name = field(figure.count, Part::Removed);
                    faults.push((name, t!(w, "case-removed-too-many")));
                }
            }
        }
        if faults.is_empty() {
            Ok(figures)
        } else {
            Err(faults)
        }
    }

    /// The earlier day that what is taken off had been counted on, if one is named; an error where it is none.
    fn removed_from(&self) -> Result<Option<Day>, ()> {
        let typed = self.typed.text(REMOVED_FROM);
        if typed.is_empty() {
            return Ok(None);
        }
        let day = read_day(typed).filter(|day| *day < self.day);
        day.map(Some).ok_or(())
    }

    /// The day that confirmed cases are taken off, how many were new on it, and how many of them are left.
    pub fn taken_off(&self) -> Option<(Day, u64, u64)> {
        let (count, part) = REMOVED;
        let removed = self.typed.number(&field(count, part)).ok()??;
        let day = self.removed_from().ok()??;
        let reported = self.state.case_reports.own(self.of, day)?;
        let new = reported.figures.get(count).new?;
        Some((day, new, new.checked_sub(removed)?))
    }

    /// The total that follows from the day before, if it can; an error when more is taken off than there was.
    fn follows(&self, figure: &CaseFigureFact) -> Result<Option<u64>, ()> {
        let before = self.before_of(figure.count).total;
        match (before, figure.new) {
            (Some(before), Some(_)) if figure.count.grows() => {
                figure.total_from(before).map(Some).ok_or(())
            }
            _ => Ok(None),
        }
    }

    /// How the totals come about, for those that the day before is known of.
    pub fn sums(&self, figures: &[CaseFigureFact]) -> Vec<(CaseCount, String, u64)> {
        let sum = |figure: &CaseFigureFact| {
            let total = figure.total.filter(|_| figure.count.grows())?;
            let (before, new) = (self.before_of(figure.count).total?, figure.new?);
            let mut how = format!("{} + {}", number(before), number(new));
            if let Some(removed) = figure.removed {
                how = format!("{how} \u{2212} {}", number(removed));
            }
            Some((figure.count, how, total))
        };
        figures.iter().filter_map(sum).collect()
    }

    /// Who is in hospital, and who of them is neither severe nor critical, where the totals say it.
    pub fn standing_sums(&self, figures: &[CaseFigureFact]) -> Vec<(Sum, String, u64)> {
        use CaseCount::{Confirmed, Critical, Deaths, Recovered, Severe};
        let figures = Figures::from(figures);
        let less = |from: u64, [one, other]: [CaseCount; 2]| {
            let (one, other) = (figures.get(one).total?, figures.get(other).total?);
            let left = from.checked_sub(one)?.checked_sub(other)?;
            let numbers = [from, one, other].map(number);
            Some((numbers.join(" \u{2212} "), left))
        };
        let all = figures.get(Confirmed).total;
        let Some((how, ill)) = all.and_then(|all| less(all, [Recovered, Deaths])) else {
            return Vec::new();
        };
        let mild = less(ill, [Severe, Critical]).map(|(how, mild)| (Sum::Mild, how, mild));
        let ill = (Sum::InHospital, how, ill);
        std::iter::once(ill).chain(mild).collect()
    }

    /// What the checks would ask about these figures.
    pub fn questions(&self, figures: &[CaseFigureFact]) -> Vec<Notice> {
        if self.cited {
            return Vec::new();
        }
        let definition = self.definition().and_then(|of| match of {
            Definition::Known(id) => Some(id),
            Definition::New(_) => None,
        });
        let figures = Figures::from(figures);
        check::preview(self.state, (self.of, self.day), figures, definition)
    }

    /// The new count and the one of the day before, if it is twice as many or more.
    pub fn doubled(&self, count: CaseCount) -> Option<(u64, u64)> {
        let new = self.typed.number(&field(count, Part::New)).ok()??;
        let before = self.before_of(count).new.filter(|n| *n > 0)?;
        let doubled = new >= NOTABLE_COUNT && new >= before.saturating_mul(DOUBLE);
        doubled.then_some((before, new))
    }

    fn definition(&self) -> Option<Definition> {
        match self.typed.text("definition") {
            "" => None,
            "new" => Name::new(self.typed.text("edition"))
                .ok()
                .map(Definition::New),
            id => id
                .parse()
                .ok()
                .map(|id| Definition::Known(DefinitionId(id))),
        }
    }

    /// What the form means, or everything that does not fit.
    pub fn read(&self, w: Words) -> Result<NewCaseReport, Vec<Misfit>> {
        let figures = self.figures(w);
        let mut faults = figures.as_ref().err().cloned().unwrap_or_default();
        let mut fault = |name: &str, why: String| faults.push((name.to_owned(), why));
        if self.typed.text("definition") == "new"
            && let Err(why) = Name::new(self.typed.text("edition"))
        {
            fault("edition", refused::sentence(w, &why.into()));
        }
        let removed_remark = self.typed.text(REMOVED_WHY);
        let removes = figures.iter().flatten().any(|of| of.removed.is_some());
        // Whoever cites a notice may not know why.
        if removes && !self.cited && removed_remark.trim().is_empty() {
            fault(REMOVED_WHY, t!(w, "case-removed-why-missing"));
        }
        let source = self.typed.text("source");
        if self.cited && !is_link(source) {
            fault("source", t!(w, "official-link"));
        }
        match figures {
            Ok(figures) if faults.is_empty() => Ok(NewCaseReport {
                jurisdiction: self.of,
                day: self.day,
                figures,
                definition: self.definition(),
                cited: self.cited,
                corrects: self.typed.text("corrects").parse().ok().map(Index),
                reason: ReportReason::from_code(self.typed.text("reason")),
                remark: self.typed.text("remark").to_owned(),
                removed_remark: removed_remark.to_owned(),
                source: source.to_owned(),
            }),
            _ => Err(faults),
        }
    }
}

/// A question of the checks in the form's own words: the day and the office are plain from the page.
pub(super) fn question(w: Words, state: &State, notice: &Notice) -> String {
    let count = check::part(notice.part).map(|(_, count)| said::count(w, count));
    crate::watch::flag_title(w, state, notice, &count.unwrap_or_default())
}

//! What the form shows beside what was typed.

use relief::case_report::figures::{Figures, Part};
use relief::code::CaseCount;
use relief::ids::{JurisdictionId, Stamp};
use relief::jurisdiction::{Jurisdiction, Owes, is_official};
use relief::state::State;
use relief::watch::day::Day;
use serde::Serialize;

use super::drafts::{self, DraftModel};
use super::form::{self, DAILY, Draft, MORE, REMOVED};
use super::said;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::need::texts;
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, date_time, duration};

/// Days that are still owed, offered as links.
const OWED_MAX: usize = 7;

/// `/o/ID/file`.
#[derive(Debug, Serialize)]
pub(super) struct FileModel {
    pub jurisdiction: u64,
    pub name: String,
    /// The day that the report is about, and it and the day before in words.
    pub day: String,
    #[serde(skip)]
    pub day_words: String,
    #[serde(skip)]
    pub before_words: String,
    /// By when it is due, and how long that is, in words.
    pub due: String,
    /// Other days that are owed.
    pub owed: Vec<DayLink>,
    pub daily: Vec<InputModel>,
    pub removed: InputModel,
    /// The earlier day that it is taken off, as typed.
    pub removed_from: String,
    /// What that does to the day, in words.
    pub taken_off: Option<String>,
    pub more: Vec<InputModel>,
    /// Totals and how they come about.
    pub sums: Vec<SumModel>,
    /// Open beds against those in hospital, in words.
    pub beds: Option<String>,
    /// What the checks would ask, with both figures.
    pub questions: Vec<String>,
    /// Editions of the case definition: number and name.
    pub definitions: Vec<(u64, String)>,
    /// Whether the day before was counted by the edition that is chosen.
    pub same_definition: bool,
    /// Whether a version stands that this one would replace.
    pub replaces: bool,
    pub is_official: bool,
    /// Whether the reader would have to join a room first.
    pub is_stranger: bool,
    /// What the officials of the office have typed and not filed, for them alone.
    pub drafts: Vec<DraftModel>,
    /// Whose draft of the day is open.
    pub opened: Option<u64>,
    /// What does not fit: field and sentence.
    pub faults: Vec<Misfit>,
    #[serde(skip)]
    pub typed: Fields,
    #[serde(skip)]
    pub token: String,
}

impl FileModel {
    /// Whether the day before stated anything that the form could begin with.
    pub fn is_prefilled(&self) -> bool {
        let mut all = self.daily.iter().chain(&self.more);
        all.any(|one| one.before.is_some())
    }
}

/// A day and its address.
#[derive(Debug, Serialize)]
pub(super) struct DayLink {
    pub day: String,
    #[serde(skip)]
    pub words: String,
}

impl DayLink {
    pub fn of(w: Words, day: Day) -> DayLink {
        DayLink {
            day: day.iso(),
            words: said::day(w, day),
        }
    }
}

/// One figure of the form.
#[derive(Debug, Serialize)]
pub(super) struct InputModel {
    pub name: String,
    #[serde(skip)]
    pub label: String,
    /// What the day before stated.
    pub before: Option<u64>,
    pub value: String,
    /// Twice as many as the day before, or more: what is said about it.
    pub doubled: Option<String>,
    /// What the checks would ask about the count.
    pub asked: Vec<String>,
}

impl InputModel {
    /// Whether it differs from the day before.
    pub fn is_changed(&self) -> bool {
        self.before
            .is_some_and(|before| before.to_string() != self.value)
    }
}

/// A total: what it is of, how it comes about, and how much it is.
#[derive(Debug, Serialize)]
pub(super) struct SumModel {
    #[serde(skip)]
    pub label: String,
    pub how: String,
    pub total: u64,
}

/// What a form holds when it is shown.
#[derive(Debug)]
pub(super) enum Begun {
    /// What the day before is likely to say again, or what stands.
    Afresh,
    /// What somebody of this party kept.
    Draft(u64),
    /// What was typed just now.
    Typed(Fields),
}

/// Collects the form; nothing when there is no such office.
pub(super) async fn model(
    visitor: &Visitor,
    of: JurisdictionId,
    day: Option<Day>,
    begun: Begun,
    faults: Vec<Misfit>,
) -> Option<FileModel> {
    let drafts = drafts::kept(visitor, of).await;
    let of_day = |by: &u64| {
        let mut all = drafts.iter();
        all.find(|one| one.by == *by && Some(&one.day) == day.map(Day::iso).as_ref())
    };
    let (typed, opened) = match begun {
        Begun::Afresh => (None, None),
        Begun::Draft(by) => {
            let draft = of_day(&by);
            (
                draft.map(|draft| Fields::of_owned(&draft.fields)),
                draft.map(|draft| draft.by),
            )
        }
        Begun::Typed(typed) => {
            let opened = typed.text("draft").parse().ok();
            (Some(typed), opened)
        }
    };
    let afresh = typed.is_none();
    let mut model = collect(visitor, of, day, typed, faults)?;
    if afresh && model.replaces {
        let standing = model.typed.text("corrects").parse().unwrap_or_default();
        let texts = texts::of(visitor, standing).await;
        let why = texts
            .into_iter()
            .find(|text| text.field == form::REMOVED_WHY);
        let why = why.and_then(|text| text.value).unwrap_or_default();
        model.typed.set(form::REMOVED_WHY, &why);
    }
    (model.drafts, model.opened) = (drafts, opened);
    Some(model)
}

fn collect(
    visitor: &Visitor,
    of: JurisdictionId,
    day: Option<Day>,
    typed: Option<Fields>,
    faults: Vec<Misfit>,
) -> Option<FileModel> {
    let (w, now) = (visitor.words(), visitor.app().now());
    let token = texts::token(visitor);
    let state = visitor.app().state();
    let found = state.jurisdictions.get(of)?;
    let day = day.unwrap_or_else(|| yesterday(found, now));
    let actor = visitor.who.as_ref().map(|who| who.actor());
    let official = actor.as_ref().is_some_and(|a| is_official(&state, of, a));
    let may_cite = actor.as_ref().is_some_and(|a| state.may_cite(a));
    let report = state.case_reports.get(of, day);
    let chain = report.map(|r| if official { &r.own } else { &r.cited });
    let standing = chain.and_then(|chain| chain.last());
    let mut typed = typed.unwrap_or_else(|| form::prefilled(&state, of, day, standing));
    if let Some(version) = standing.filter(|_| !faults.is_empty()) {
        // What stands by now is what the form goes on from.
        typed.set("corrects", &version.index.0.to_string());
    }
    let draft = Draft {
        state: &state,
        of,
        day,
        cited: !official,
        typed: &typed,
    };
    let mut model = FileModel {
        jurisdiction: of.0,
        name: found.name.as_str().to_owned(),
        day: day.iso(),
        day_words: said::day(w, day),
        before_words: said::day(w, day.plus(-1)),
        due: due(w, &state, found, day, now),
        owed: owed(w, found, day, now),
        daily: Vec::new(),
        removed: input(w, &draft, REMOVED),
        removed_from: draft.typed.text(form::REMOVED_FROM).to_owned(),
        taken_off: draft.taken_off().map(|(day, from, to)| {
            let day = said::day(w, day);
            t!(w, "case-taken-off", day = day, from = from, to = to)
        }),
        more: MORE.map(|one| input(w, &draft, one)).into(),
        sums: Vec::new(),
        beds: None,
        questions: Vec::new(),
        definitions: definitions(&state),
        same_definition: same_definition(&draft),
        replaces: standing.is_some(),
        is_official: official,
        is_stranger: !official && !may_cite,
        drafts: Vec::new(),
        opened: None,
        faults,
        typed: Fields::default(),
        token,
    };
    model.daily = DAILY.map(|one| input(w, &draft, one)).into();
    counted(w, &draft, &mut model);
    drop(state);
    model.typed = typed;
    Some(model)
}

/// The last day that is over where the office is.
pub(super) fn yesterday(found: &Jurisdiction, now: Stamp) -> Day {
    found.local_day(now).plus(-1)
}

/// Sums and questions, if everything typed is a count.
fn counted(w: Words, draft: &Draft<'_>, model: &mut FileModel) {
    let Ok(figures) = draft.figures(w) else {
        return;
    };
    let sums = draft.sums(&figures).into_iter();
    let sum = |(count, how, total)| SumModel {
        label: said::figure(w, count, Part::Total),
        how,
        total,
    };
    model.sums = sums.map(sum).collect();
    let standing = draft.standing_sums(&figures);
    let ill = standing
        .iter()
        .find(|(of, ..)| *of == form::Sum::InHospital);
    let beds = Figures::from(figures.as_slice()).get(CaseCount::Beds).total;
    model.beds = beds
        .zip(ill)
        .map(|(beds, (.., ill))| said::beds(w, beds, *ill));
    model
        .sums
        .extend(standing.into_iter().map(|(of, how, total)| SumModel {
            label: said::sum(w, of),
            how,
            total,
        }));
    for notice in draft.questions(&figures) {
        let count = relief::case_report::check::part(notice.part).map(|(_, count)| count);
        let words = form::question(w, draft.state, &notice);
        let of_count = |input: &&mut InputModel| {
            DAILY
                .iter()
                .any(|(c, part)| Some(*c) == count && form::field(*c, *part) == input.name)
        };
        match model.daily.iter_mut().find(of_count) {
            Some(input) => input.asked.push(words.clone()),
            None => model.questions.push(words.clone()),
        }
    }
}

fn input(w: Words, draft: &Draft<'_>, (count, part): (CaseCount, Part)) -> InputModel {
    let name = form::field(count, part);
    let before = draft.before().map(|version| version.figures.get(count));
    let doubled = draft.doubled(count).filter(|_| part == Part::New);
    let doubled = doubled.map(|(before, new)| {
        let tenths = new.saturating_mul(10) / before;
        let times = format!("{}.{}", tenths / 10, tenths % 10);
        t!(w, "case-doubled", times = times, before = before, new = new)
    });
    InputModel {
        label: said::figure(w, count, part),
        before: before.and_then(|figure| form::part_of(figure, part)),
        value: draft.typed.text(&name).to_owned(),
        doubled,
        asked: Vec::new(),
        name,
    }
}

fn definitions(state: &State) -> Vec<(u64, String)> {
    let all = state.case_reports.definitions.iter();
    all.map(|(id, name)| (id.0, name.as_str().to_owned()))
        .collect()
}

fn same_definition(draft: &Draft<'_>) -> bool {
    let before = draft.before().and_then(|version| version.definition);
    before.is_some_and(|id| draft.typed.text("definition") == id.0.to_string())
}

fn due(w: Words, state: &State, found: &Jurisdiction, day: Day, now: Stamp) -> String {
    let duty = state.jurisdictions.duty(found, day, now);
    let when = date_time(w, duty.due_at.0);
    match (found.owes(day), duty.filed_at) {
        (_, Some(at)) => return t!(w, "case-filed-before", time = date_time(w, at.0)),
        (Owes::NotYet, None) => {
            return t!(w, "case-owes-from", day = said::day(w, found.owes_from));
        }
        (Owes::NoMore, None) => return t!(w, "case-owes-no-more"),
        (Owes::Yes, None) => {}
    }
    let span = |secs: i64| duration(w, u64::try_from(secs).unwrap_or(0));
    let left = duty.due_at.since(now);
    if left >= 0 {
        t!(w, "case-due", when = when, left = span(left))
    } else {
        t!(w, "case-late", when = when, late = span(-left))
    }
}

fn owed(w: Words, found: &Jurisdiction, shown: Day, now: Stamp) -> Vec<DayLink> {
    let from = found.duties.oldest_open();
    let days = yesterday(found, now).since(from);
    let days = (0..=days).map(|after| from.plus(after));
    let open = |day: &Day| *day != shown && !found.duties.filed.contains_key(day);
    let days = days.filter(open).take(OWED_MAX);
    days.map(|day| DayLink::of(w, day)).collect()
}

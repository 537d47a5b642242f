//! What `/q` lists; the same as JSON at `/q.json`.

use relief::ids::*;
use relief::question::record::{Record, records};
use relief::question::{Owed, Question, Standing};
use relief::state::State;
use serde::Serialize;

use super::model::OwedModel;
use super::said::code;
use crate::label::{Kind, label};
use crate::need::texts;
use crate::visitor::Visitor;
use crate::words::percent;

/// Questions on the page, those that wait longest first, then the newest answered.
const ROWS_MAX: usize = 60;
/// Of those who owe answers, so many stand in the table, most asked first.
const OFFICES_MAX: usize = 40;

/// A question in one line.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub id: u64,
    pub code: String,
    /// `unassigned`, `open`, `overdue` or `answered`.
    pub standing: &'static str,
    /// The words; gone once removed.
    pub text: Option<String>,
    pub asked_at: i64,
    /// Who owes the answer, and by when.
    pub owed: Option<OwedModel>,
    pub due: Option<i64>,
    /// How many want to know too.
    pub wanted: u64,
    pub effects: usize,
}

/// How somebody who owes answers keeps their word.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OfficeRow {
    #[serde(flatten)]
    pub office: OwedModel,
    /// Questions that ever were theirs; the parts are told in `docs/journal-format.md`.
    pub asked: u64,
    pub answered: u64,
    pub late: u64,
    pub overdue: u64,
    pub passed_on: u64,
    pub with_effect: u64,
    /// Seconds to the first answer, in the middle; of the answered alone.
    pub median_seconds: Option<i64>,
    /// Of the answered, with an effect; whole per cent.
    pub effect_percent: Option<u64>,
}

/// `/q`.
#[derive(Debug, Serialize)]
pub(super) struct ListModel {
    /// Which are shown: a standing, `effect`, or nothing for all.
    pub show: String,
    /// Whose are shown.
    pub of: Option<OwedModel>,
    pub unassigned: usize,
    pub open: usize,
    pub overdue: usize,
    pub answered: usize,
    /// Answered with an effect.
    pub with_effect: usize,
    pub rows: Vec<Row>,
    /// Further questions of this choice.
    pub more: usize,
    /// By whoever was asked.
    pub offices: Vec<OfficeRow>,
}

/// What a reader asks to see; what fits nothing is passed over.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub show: String,
    #[serde(default)]
    pub of: String,
}

/// Collects the page.
pub(super) async fn page(visitor: &Visitor, asked: Asked) -> ListModel {
    let mut model = public(visitor, asked);
    for row in &mut model.rows {
        let text = texts::of(visitor, row.id).await.pop();
        row.text = text.and_then(|text| text.value);
    }
    model
}

fn public(visitor: &Visitor, asked: Asked) -> ListModel {
    let now = visitor.app().now();
    let state = visitor.app().state();
    let outages = state.jurisdictions.outages();
    let all: Vec<_> = state
        .questions
        .iter()
        .map(|(id, q)| (id, q, q.standing(outages, now)))
        .collect();
    let count = |of| all.iter().filter(|(.., s)| *s == of).count();
    let has_effect = |q: &Question| !q.effects.is_empty();
    let offices = offices(&state, now);
    let of = offices.iter().find(|o| o.office.key == asked.of);
    let of = of.map(|o| o.office.clone());
    let mut chosen: Vec<_> = all
        .iter()
        .filter(|(_, q, s)| match asked.show.as_str() {
            "effect" => has_effect(q),
            "" => true,
            show => code(*s) == show,
        })
        .filter(|(_, q, _)| {
            of.as_ref().is_none_or(|of| {
                let owed = q.owed().map(|owed| OwedModel::of(&state, owed).key);
                owed.as_ref() == Some(&of.key)
            })
        })
        .collect();
    // Overdue first, then what is due, then what nobody owes yet; answered ones at the end, the newest first.
    chosen.sort_by_key(|(id, q, s)| {
        let due = q.assignments.last().map_or(i64::MAX, |a| a.due(outages).0);
        let answered = *s == Standing::Answered;
        let turned = if answered { u64::MAX - id.0 } else { id.0 };
        (answered, if answered { 0 } else { due }, turned)
    });
    let rows = chosen.iter().take(ROWS_MAX);
    ListModel {
        show: asked.show,
        of,
        unassigned: count(Standing::Unassigned),
        open: count(Standing::Open),
        overdue: count(Standing::Overdue),
        answered: count(Standing::Answered),
        with_effect: all.iter().filter(|(_, q, _)| has_effect(q)).count(),
        rows: rows.map(|(id, q, s)| row(&state, *id, q, *s)).collect(),
        more: chosen.len().saturating_sub(ROWS_MAX),
        offices: offices.into_iter().take(OFFICES_MAX).collect(),
    }
}

fn row(state: &State, id: QuestionId, question: &Question, standing: Standing) -> Row {
    let due = question.assignments.last();
    Row {
        id: id.0,
        code: label(Kind::Question, id.0),
        standing: code(standing),
        text: None,
        asked_at: question.asked_at.0,
        owed: question.owed().map(|owed| OwedModel::of(state, owed)),
        due: due.map(|a| a.due(state.jurisdictions.outages()).0),
        wanted: question.endorsements(),
        effects: question.effects.len(),
    }
}

/// Everybody who was ever asked: most overdue first, then most asked.
fn offices(state: &State, now: Stamp) -> Vec<OfficeRow> {
    let mut rows: Vec<OfficeRow> = records(state, now)
        .into_iter()
        .map(|(owed, record)| office(state, owed, record))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.overdue, row.asked)));
    rows
}

fn office(state: &State, owed: Owed, record: Record) -> OfficeRow {
    OfficeRow {
        office: OwedModel::of(state, owed),
        asked: record.asked,
        answered: record.answered,
        late: record.late,
        overdue: record.overdue,
        passed_on: record.passed_on,
        with_effect: record.with_effect,
        median_seconds: record.median_seconds,
        effect_percent: percent(record.with_effect, record.answered),
    }
}

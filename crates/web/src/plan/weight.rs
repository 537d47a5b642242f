//! What the reported cases of a place make its needs weigh, and whose report says so.

use maud::{Markup, html};
use relief::case_report::Reported;
use relief::plan::inputs::Ask;
use relief::plan::policy::case_weight;
use serde::Serialize;

use super::asks::Scene;
use crate::parts::icon::{Icon, icon};
use crate::t;
use crate::words::{Words, date};

/// The weight of one need line where the policy weighs by cases.
#[derive(Debug, Clone, Serialize)]
pub(super) struct WeightModel {
    /// How many times the coverage of others the line counts as.
    pub weight: u64,
    /// Why; nothing: no office reported cases of the place.
    pub report: Option<ReportModel>,
}

/// The report that the weight is read off.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ReportModel {
    /// Confirmed cases so far.
    pub cases: u64,
    /// The office, and its local day.
    pub office: u64,
    pub office_name: String,
    pub day: String,
    /// The entry.
    pub entry: u64,
    #[serde(skip)]
    day_words: String,
}

impl WeightModel {
    /// Of a line; nothing where cases do not weigh.
    pub fn of(s: &Scene<'_>, ask: &Ask) -> Option<WeightModel> {
        s.plan.policy.by_cases.then(|| WeightModel {
            weight: case_weight(ask.cases()),
            report: ask.reported.and_then(|reported| report(s, reported)),
        })
    }
}

fn report(s: &Scene<'_>, reported: Reported) -> Option<ReportModel> {
    let office = s.state.jurisdictions.get(reported.jurisdiction)?;
    let noon = i64::from(reported.day.number()).saturating_mul(86_400);
    Some(ReportModel {
        cases: reported.cases,
        office: reported.jurisdiction.0,
        office_name: office.name.as_str().to_owned(),
        day: reported.day.iso(),
        entry: reported.index.0,
        day_words: date(s.w, noon),
    })
}

/// The weight with its reason.
pub(super) fn weight(w: Words, m: &WeightModel) -> Markup {
    html! {
        @match &m.report {
            Some(report) => {
                (icon(Icon::File)) " "
                (t!(w, "plan-weighs", n = m.weight, cases = report.cases, day = report.day_words.clone())) " "
                a.go2 href={ "/o/" (report.office) "/" (report.day) } { (report.office_name) }
            }
            None => (t!(w, "plan-weighs-unreported")),
        }
    }
}

//! The answer to a message: what was imported, and what not and why, in the form of DHIS2 2.40.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::message::DataValue;

/// Conflicts that are listed; the number of values that were not taken is whole in any case.
const CONFLICTS_SHOWN: usize = 200;

/// Why a value was not taken.
#[derive(Debug, Clone)]
pub(super) enum Problem {
    /// No count of this name.
    Element,
    /// Another's office, or none.
    OrgUnit,
    /// No day.
    Period,
    /// A day that is not over.
    Future,
    /// No count: below zero, with decimals, blank.
    Value,
    /// Its count is stated twice for the day.
    Twice,
    /// Refused as a whole, in words.
    Refused(String),
}

impl Problem {
    fn code(&self) -> &'static str {
        match self {
            Problem::Element => "E7610",
            Problem::Period => "E7611",
            Problem::OrgUnit => "E7612",
            Problem::Value => "E7619",
            Problem::Future => "E7641",
            Problem::Twice | Problem::Refused(_) => "E7600",
        }
    }

    /// The property that it is about, as the message names it, and its value.
    fn about<'v>(&self, value: &'v DataValue) -> (&'static str, &'v str) {
        match self {
            Problem::Element | Problem::Twice => ("dataElement", &value.element),
            Problem::OrgUnit => ("orgUnit", &value.org_unit),
            Problem::Period | Problem::Future | Problem::Refused(_) => ("period", &value.period),
            Problem::Value => ("value", &value.value),
        }
    }

    fn text(&self, of: &str) -> String {
        match self {
            Problem::Element => format!("Data element not found or not accessible: `{of}`"),
            Problem::OrgUnit => format!("Organisation unit not found or not accessible: `{of}`"),
            Problem::Period => format!("Period not valid: `{of}`, a day is written 20200210"),
            Problem::Future => {
                format!("Period: `{of}` is after latest open future period: the day is not over")
            }
            Problem::Value => {
                format!(
                    "Value must match data element's value type INTEGER_ZERO_OR_POSITIVE: `{of}`"
                )
            }
            Problem::Twice => format!("Data element is stated twice for the day: `{of}`"),
            Problem::Refused(words) => words.clone(),
        }
    }
}

/// One value that was not taken.
#[derive(Debug)]
pub(super) struct Conflict {
    object: String,
    property: &'static str,
    text: String,
    code: &'static str,
    index: usize,
}

impl Conflict {
    /// `index`: the value's place in the message, from 0.
    pub fn of(problem: Problem, value: &DataValue, index: usize) -> Conflict {
        let (property, object) = problem.about(value);
        Conflict {
            object: object.to_owned(),
            property,
            text: problem.text(object),
            code: problem.code(),
            index,
        }
    }

    fn json(&self) -> Value {
        json!({
            "object": self.object,
            "objects": { self.property: self.object },
            "value": self.text,
            "errorCode": self.code,
            "property": self.property,
            "indexes": [self.index],
        })
    }
}

/// What became of a message, in values.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub imported: usize,
    pub updated: usize,
    /// Stood already, word for word.
    pub ignored: usize,
    pub conflicts: Vec<Conflict>,
}

impl Summary {
    /// Values that are not taken for one reason.
    pub fn refuse(&mut self, values: &[DataValue], indexes: &[usize], problem: &Problem) {
        let named = indexes
            .iter()
            .filter_map(|at| Some((*at, values.get(*at)?)));
        let conflicts = named.map(|(at, value)| Conflict::of(problem.clone(), value, at));
        self.conflicts.extend(conflicts);
    }
}

impl IntoResponse for Summary {
    fn into_response(self) -> Response {
        let whole = self.conflicts.is_empty();
        let (http, status, name, message) = if whole {
            (StatusCode::OK, "OK", "SUCCESS", "Import was successful.")
        } else {
            let message = "One more conflicts encountered, please check import summary.";
            (StatusCode::CONFLICT, "WARNING", "WARNING", message)
        };
        let rejected: Vec<usize> = self
            .conflicts
            .iter()
            .map(|conflict| conflict.index)
            .collect();
        let shown = self.conflicts.iter().take(CONFLICTS_SHOWN);
        let body = json!({
            "httpStatus": http.canonical_reason(),
            "httpStatusCode": http.as_u16(),
            "status": status,
            "message": message,
            "response": {
                "responseType": "ImportSummary",
                "status": name,
                "description": "Import process completed successfully",
                "importCount": {
                    "imported": self.imported,
                    "updated": self.updated,
                    "ignored": self.ignored + self.conflicts.len(),
                    "deleted": 0,
                },
                "conflicts": shown.map(Conflict::json).collect::<Vec<_>>(),
                "rejectedIndexes": rejected,
                "dataSetComplete": "false",
            },
        });
        (http, Json(body)).into_response()
    }
}

/// An answer to a message that was not looked at.
pub(super) fn error(http: StatusCode, message: &str) -> Response {
    let body = json!({
        "httpStatus": http.canonical_reason(),
        "httpStatusCode": http.as_u16(),
        "status": "ERROR",
        "message": message,
    });
    (http, Json(body)).into_response()
}

//! What became of a message: what was imported, and what not and why, with the codes of DHIS2 2.40.

use relief::case_report::COUNT_MAX;

use super::message::DataValue;

/// Why a value was not taken.
#[derive(Debug, Clone)]
pub(super) enum Problem {
    /// No count of this name.
    Element,
    /// Another's office, or none.
    OrgUnit,
    /// A part of the people, such as women: there are only whole counts here.
    Category,
    /// One programme's or donor's share of a count.
    Attribute,
    /// No day.
    Period,
    /// A day that is not over.
    Future,
    /// Neither a count nor a comment.
    Nothing,
    /// No count: below zero, with decimals, over the largest.
    Value,
    /// Marked as deleted.
    Deleted,
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
            Problem::Category => "E7613",
            Problem::Attribute => "E7615",
            Problem::Nothing => "E7618",
            Problem::Value => "E7619",
            Problem::Future => "E7641",
            Problem::Twice | Problem::Deleted | Problem::Refused(_) => "E7600",
        }
    }

    /// The property that it is about, as the message names it, and its value.
    fn about<'v>(&self, value: &'v DataValue) -> (&'static str, &'v str) {
        match self {
            Problem::Element | Problem::Twice => ("dataElement", &value.element),
            Problem::OrgUnit => ("orgUnit", &value.org_unit),
            Problem::Period | Problem::Future | Problem::Refused(_) => ("period", &value.period),
            Problem::Category => ("categoryOptionCombo", &value.category),
            Problem::Attribute => ("attributeOptionCombo", &value.attribute),
            Problem::Deleted => ("deleted", &value.deleted),
            Problem::Nothing => ("dataElement", &value.element),
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
            Problem::Category => {
                format!("Category option combo not found: `{of}`, counts are whole here")
            }
            Problem::Attribute => {
                format!("Attribute option combo not found: `{of}`, counts are whole here")
            }
            Problem::Deleted => {
                format!("Nothing is deleted here, send a later version: deleted is `{of}`")
            }
            Problem::Nothing => {
                format!("Data value or comment not specified for data element: `{of}`")
            }
            Problem::Value => {
                format!(
                    "Value must match data element's value type INTEGER_ZERO_OR_POSITIVE, at most {COUNT_MAX}: `{of}`"
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
    /// The value of the property that does not fit.
    pub object: String,
    pub property: &'static str,
    /// Why, in words.
    pub text: String,
    pub code: &'static str,
    /// The value's place in the message, from 0.
    pub index: usize,
}

impl Conflict {
    /// What is wrong with the value at a place of the message.
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

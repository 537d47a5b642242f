//! Several lines of the plan that stands, changed by one form with one reason.

use maud::{Markup, html};
use relief::code::ChangeReason;
use relief::ids::Index;
use relief::plan::decision::Named;
use relief::state::State;

use super::decide::OwnLine;
use super::form;
use super::model::PlanPage;
use super::said;
use super::side_views::item_field;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::parts;
use crate::parts::field::{self, Field};
use crate::question::because;
use crate::t;
use crate::words::Words;

/// What was typed: nothing before that.
#[derive(Debug, Clone, Default)]
pub(super) struct SeveralForm {
    /// By the name of the line's field: how much, as typed.
    quantities: Vec<(String, String)>,
    reason: String,
    remark: String,
    because: String,
    /// Field and sentence.
    faults: Vec<(String, String)>,
}

/// What it means: the lines that change, and why.
pub(super) struct Several {
    /// Each with the name of its field.
    pub lines: Vec<(String, Named, u64)>,
    pub reason: ChangeReason,
    pub remark: String,
    /// The answer that they follow.
    pub because: Option<Index>,
}

impl SeveralForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> SeveralForm {
        let typed = |line: &String| {
            let name = field_of(line);
            let quantity = fields.text(&name).to_owned();
            (name, quantity)
        };
        SeveralForm {
            quantities: fields.all("line").iter().map(typed).collect(),
            reason: fields.text("reason").to_owned(),
            remark: fields.text("remark").to_owned(),
            because: fields.text(form::SEVERAL_BECAUSE).to_owned(),
            faults: Vec::new(),
        }
    }

    /// What it means, or everything that does not fit. A line whose quantity stays is not changed.
    pub fn read(&self, w: Words, state: &State, fields: &Fields) -> Result<Several, Vec<Misfit>> {
        let (mut faults, mut lines) = (Vec::new(), Vec::new());
        for text in fields.all("line") {
            let name = field_of(&text);
            match (form::line(&text), fields.number(&name)) {
                (Some((_, Some(stands))), Ok(Some(typed))) if typed == stands => {}
                (Some(_), Ok(Some(0))) => faults.push((name, t!(w, "plan-several-zero"))),
                (Some((named, Some(_))), Ok(Some(typed))) => lines.push((name, named, typed)),
                _ => faults.push((name, t!(w, "give-how-many"))),
            }
        }
        if lines.is_empty() && faults.is_empty() {
            faults.push(("several".to_owned(), t!(w, "plan-several-none")));
        }
        let reason = ChangeReason::from_code(&self.reason);
        if reason.is_none() {
            faults.push(("reason".to_owned(), t!(w, "plan-reason-missing")));
        }
        let because = because::read(w, state, &self.because);
        let because = because.map_err(|why| faults.push((form::SEVERAL_BECAUSE.to_owned(), why)));
        match (reason, because) {
            (Some(reason), Ok(because)) if faults.is_empty() => Ok(Several {
                lines,
                reason,
                remark: self.remark.clone(),
                because,
            }),
            _ => Err(faults),
        }
    }

    /// The same with what does not fit.
    pub fn at_fault(self, faults: Vec<(String, String)>) -> SeveralForm {
        SeveralForm { faults, ..self }
    }

    fn typed(&self, field: &str) -> Option<&str> {
        let found = self.quantities.iter().find(|(name, _)| name == field);
        found.map(|(_, typed)| typed.as_str())
    }

    /// As typed, or what the page was opened with.
    fn because<'a>(&'a self, m: &'a PlanPage) -> &'a str {
        if self.because.is_empty() {
            &m.because
        } else {
            &self.because
        }
    }

    fn fault(&self, field: &str) -> Option<&str> {
        field::fault(&self.faults, field)
    }
}

/// The field of a line in the form, by what names the line and the quantity that stands.
fn field_of(line: &str) -> String {
    let key = line.rsplit_once('.').map_or(line, |(key, _)| key);
    format!("much-{}", key.replace('.', "-"))
}

/// The faults of the form, each naming its line.
pub(super) fn faults(w: Words, m: &PlanPage) -> Vec<(String, String)> {
    let named = |(field, why): &(String, String)| {
        let line = m.own.iter().find(|line| field_of(&line.value) == *field);
        let why = line.map_or_else(
            || why.clone(),
            |line| {
                let name = line.recipient_name.clone();
                t!(w, "plan-several-fault", name = name, why = why.clone())
            },
        );
        (field.clone(), why)
    };
    m.several.faults.iter().map(named).collect()
}

/// The form, folded away until it is wanted or did not fit; nothing where fewer than two lines may change.
pub(super) fn view(w: Words, m: &PlanPage) -> Markup {
    let open: Vec<&OwnLine> = m.own.iter().filter(|line| line.open).collect();
    if open.len() < 2 {
        return html! {};
    }
    let form = &m.several;
    let choose = t!(w, "plan-reason-choose");
    let reasons = ChangeReason::ALL.iter();
    let reasons: Vec<(&str, String)> = reasons
        .map(|reason| (reason.code(), said::reason(w, *reason)))
        .collect();
    let mut options: Vec<(&str, &str)> = vec![("", &choose)];
    options.extend(reasons.iter().map(|(code, words)| (*code, words.as_str())));
    html! {
        details #several open[!form.faults.is_empty()] {
            summary { (parts::icon::icon(parts::icon::Icon::Edit)) (t!(w, "plan-several")) }
            form.stack.mt2 method="post" action="/plan/change" {
                (field::token(&m.token))
                (item_field(m))
                p.sm.mut { (t!(w, "plan-several-text")) }
                @for line in open { (quantity(w, m, line)) }
                (Field::new("reason", &t!(w, "plan-reason")).value(&form.reason)
                    .error(form.fault("reason")).required().select(&options))
                (Field::new("remark", &t!(w, "plan-remark")).hint(&t!(w, "plan-remark-text")).value(&form.remark)
                    .error(form.fault("remark")).textarea(2))
                (because::field(w, form::SEVERAL_BECAUSE, form.because(m), form.fault(form::SEVERAL_BECAUSE)))
                (parts::btn(None, &t!(w, "plan-several-go"), false))
            }
        }
    }
}

fn quantity(w: Words, m: &PlanPage, line: &OwnLine) -> Markup {
    let name = field_of(&line.value);
    let stands = line.quantity.to_string();
    let unit = m.item.as_ref().map_or("", |item| item.unit);
    let hint = t!(
        w,
        "plan-several-hint",
        place = line.place_name.clone(),
        n = line.quantity,
        available = line.available,
        unit = unit
    );
    html! {
        (field::hidden("line", &line.value))
        (Field::new(&name, &line.recipient_name).hint(&hint)
            .value(m.several.typed(&name).unwrap_or(&stands))
            .error(m.several.fault(&name)).required()
            .number(w, unit, 1, line.available.max(line.quantity), 1))
    }
}

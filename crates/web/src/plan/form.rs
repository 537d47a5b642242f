//! Forms of the plan: which lines, how much, why.

use app::plan::Answer;
use relief::code::ChangeReason;
use relief::ids::{NeedId, OfferId, PlanId};
use relief::plan::decision::Named;
use relief::plan::policy::Policy;

use crate::fields::Fields;
use crate::t;
use crate::words::Words;

/// Reads the name of a line, `plan.offer.need.line`, and what stands after it.
pub(super) fn line(text: &str) -> Option<(Named, Option<u64>)> {
    let mut parts = text.split('.').map(|part| part.parse::<u64>().ok());
    let named = Named {
        plan: PlanId(parts.next()??),
        offer: OfferId(parts.next()??),
        need: NeedId(parts.next()??),
        line: parts.next()??,
    };
    let quantity = match parts.next() {
        None => None,
        Some(quantity) => Some(quantity?),
    };
    parts.next().is_none().then_some((named, quantity))
}

/// The lines ticked, each with the quantity that was seen; lines that are none are left out.
pub(super) fn ticked(fields: &Fields) -> Vec<(Named, u64)> {
    let read = |text: &String| {
        let (named, quantity) = line(text)?;
        Some((named, quantity?))
    };
    fields.all("line").iter().filter_map(read).collect()
}

/// What was typed about one line.
#[derive(Debug, Clone, Default)]
pub(super) struct LineForm {
    /// `change` or `leave`.
    pub act: String,
    /// How much, as typed.
    pub quantity: String,
    /// Code of the reason.
    pub reason: String,
    /// In their words.
    pub remark: String,
}

impl LineForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> LineForm {
        let text = |name: &str| fields.text(name).to_owned();
        LineForm {
            act: text("act"),
            quantity: text("quantity"),
            reason: text("reason"),
            remark: text("remark"),
        }
    }

    /// What it means, or everything that does not fit.
    pub fn read(&self, w: Words, fields: &Fields) -> Result<Answer, Vec<(String, String)>> {
        let mut faults = Vec::new();
        let reason = ChangeReason::from_code(&self.reason);
        if reason.is_none() {
            faults.push(("reason".to_owned(), t!(w, "plan-reason-missing")));
        }
        let leaves = self.act == "leave";
        let quantity = fields.number("quantity").ok().flatten();
        if !leaves && quantity.is_none() {
            faults.push(("quantity".to_owned(), t!(w, "give-how-many")));
        }
        match (reason, quantity) {
            (Some(reason), _) if leaves => Ok(Answer::Leave(reason, self.remark.clone())),
            (Some(reason), Some(quantity)) => {
                Ok(Answer::Change(quantity, reason, self.remark.clone()))
            }
            _ => Err(faults),
        }
    }
}

/// What comes first, as a form sets it; what is not a number is out of bounds.
pub(super) fn policy(fields: &Fields) -> Policy {
    let number = |name: &str| fields.number(name).ok().flatten().unwrap_or(u64::MAX);
    Policy {
        epsilon: number("epsilon"),
        critical_first: fields.is_on("critical_first"),
        critical_weight: number("critical_weight"),
        everyone_first: number("everyone_first"),
        by_cases: fields.is_on("by_cases"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_named_strictly() {
        let (named, quantity) = line("9.7.3.0.40").expect("a line with its quantity");
        assert_eq!((named.plan, named.offer), (PlanId(9), OfferId(7)));
        assert_eq!((named.need, named.line, quantity), (NeedId(3), 0, Some(40)));
        assert_eq!(line("9.7.3.0").map(|(_, quantity)| quantity), Some(None));
        for bad in ["", "9.7.3", "9.7.3.0.40.1", "9.7.3.x", "9.7.3.0.-1"] {
            assert!(line(bad).is_none(), "{bad}");
        }
    }
}

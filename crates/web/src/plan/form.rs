//! Forms of the plan: which lines, how much, why.

use app::plan::Answer;
use relief::code::ChangeReason;
use relief::ids::{Index, NeedId, OfferId, PlanId};
use relief::plan::decision::Named;
use relief::plan::policy::Policy;
use relief::state::State;

use crate::fields::Fields;
use crate::form::Misfit;
use crate::question::because;
use crate::t;
use crate::words::Words;

/// The field of the form that accepts lines for the answer that the yes follows, see [`crate::question::because`].
pub(super) const ACCEPTS_BECAUSE: &str = "accepts_because";
/// And of the form that changes several.
pub(super) const SEVERAL_BECAUSE: &str = "several_because";
/// And of the form that leaves one, beside the one that changes it.
pub(super) const LEAVES_BECAUSE: &str = "leaves_because";

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
    /// The answer that they follow, as typed.
    pub because: String,
}

impl LineForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> LineForm {
        let text = |name: &str| fields.text(name).to_owned();
        let act = text("act");
        LineForm {
            because: text(because_of(&act)),
            act,
            quantity: text("quantity"),
            reason: text("reason"),
            remark: text("remark"),
        }
    }

    /// What it means, or everything that does not fit.
    pub fn read(
        &self,
        w: Words,
        state: &State,
        fields: &Fields,
    ) -> Result<(Answer, Option<Index>), Vec<Misfit>> {
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
        let because = because::read(w, state, &self.because)
            .map_err(|why| faults.push((because_of(&self.act).to_owned(), why)));
        let (Some(reason), Ok(because), true) = (reason, because, faults.is_empty()) else {
            return Err(faults);
        };
        let said = self.remark.clone();
        match quantity.filter(|_| !leaves) {
            Some(quantity) => Ok((Answer::Change(quantity, reason, said), because)),
            None => Ok((Answer::Leave(reason, said), because)),
        }
    }
}

/// The field for the answer, in the form that changes a line or in the one that leaves it.
pub(super) fn because_of(act: &str) -> &'static str {
    if act == "leave" {
        LEAVES_BECAUSE
    } else {
        because::FIELD
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

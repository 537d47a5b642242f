//! Published lists, as short as a test wants them.

use relief::command::Command;
use relief::entry::{DistributionLineFact, DistributionTotalFact};
use relief::ids::DistributionId;
use relief::watch::distribution::Class;

use super::*;

/// One line of a published list: so many masks of a class, from a company to a hospital.
pub fn listed(to: &str, quantity: u64, class: Class) -> DistributionLineFact {
    DistributionLineFact {
        class: Some(class),
        given_by: Some(name("北京一家公司")),
        given_to: name(to),
        item: item("n95_respirator"),
        quantity,
        was: None,
    }
}

/// What the company's whole gift came to.
pub fn stated(quantity: u64, class: Class) -> DistributionTotalFact {
    DistributionTotalFact {
        class: Some(class),
        given_by: Some(name("北京一家公司")),
        item: item("n95_respirator"),
        quantity,
        stored: 0,
        written_off: 0,
    }
}

pub fn publish(
    lines: Vec<DistributionLineFact>,
    totals: Vec<DistributionTotalFact>,
    corrects: Option<DistributionId>,
) -> Command {
    Command::PublishDistribution {
        corrects,
        issuer: name("湖北省红十字会"),
        published_on: START,
        lines,
        totals,
        source: seal(6),
    }
}

//! Published lists, with the public link under which somebody read them.

use relief::command::Command;
use relief::entry::{DistributionLineFact, DistributionTotalFact};
use relief::ids::{DistributionId, Stamp};
use relief::name::Name;

use crate::app::App;
use crate::draft::Receipt;
use crate::error::Refused;
use crate::people::Person;

/// A list as a form gives it.
#[derive(Debug, Clone)]
pub struct NewDistribution {
    /// Who published it.
    pub issuer: Name,
    /// When it was published.
    pub published_on: Stamp,
    /// What was given to whom.
    pub lines: Vec<DistributionLineFact>,
    /// What it states as totals.
    pub totals: Vec<DistributionTotalFact>,
    /// In place of which list.
    pub corrects: Option<DistributionId>,
    /// Where it was read.
    pub source: String,
}

impl App {
    /// Records a published list. Whoever reads it may.
    ///
    /// # Errors
    /// A refusal of the domain, or a source that is blank or too long.
    pub async fn publish_distribution(
        &self,
        who: &Person,
        new: NewDistribution,
    ) -> Result<Receipt, Refused> {
        let source = self.seal("source", &new.source)?.ok_or(Refused::Empty)?;
        let command = Command::PublishDistribution {
            corrects: new.corrects,
            issuer: new.issuer,
            published_on: new.published_on,
            lines: new.lines,
            totals: new.totals,
            source: source.seal,
        };
        self.act_with_text(who, command, Some(source)).await
    }
}

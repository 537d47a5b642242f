//! Published lists, with the public link under which somebody read them.

use relief::command::{Actor, Command};
use relief::distribution::ENTRY_LINES_MAX;
use relief::entry::{DistributionLineFact, DistributionTotalFact};
use relief::ids::{DistributionId, Index, Stamp};
use relief::name::Name;
use relief::watch::notice;

use crate::app::App;
use crate::draft::{Draft, Receipt};
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
    /// Records a published list, and with it what in it does not add up. Whoever reads it may.
    ///
    /// # Errors
    /// A refusal of the domain, a source that is blank or too long, or too many long lists in an hour.
    pub async fn publish_distribution(
        &self,
        who: &Person,
        new: NewDistribution,
    ) -> Result<Receipt, Refused> {
        let source = self.seal("source", &new.source)?.ok_or(Refused::Empty)?;
        if new.lines.len() > ENTRY_LINES_MAX {
            self.limits().long_list()?;
        }
        let command = Command::PublishDistribution {
            corrects: new.corrects,
            issuer: new.issuer,
            published_on: new.published_on,
            lines: new.lines,
            totals: new.totals,
            source: source.seal,
        };
        let actor = who.actor();
        self.write(move |draft| {
            let list = draft.act_with_texts(&actor, &command, vec![source])?;
            raise(draft, Index(list))?;
            draft.about(list);
            Ok(())
        })
        .await
    }
}

/// A list does not change any more: what the watch finds in it is said with it, and not at the clock's next tick.
fn raise(draft: &mut Draft<'_>, subject: Index) -> Result<(), Refused> {
    for notice in notice::about(draft.state(), subject, draft.at()) {
        let (kind, part) = (notice.kind, notice.part);
        let raise = Command::RaiseFlag {
            kind,
            subject,
            part,
        };
        draft.act(&Actor::community(), &raise)?;
    }
    Ok(())
}

//! What people say about a flag, and how an auditor settles it.

use relief::code::{Finding, TestimonyUse};
use relief::command::Command;
use relief::ids::{FlagId, TestimonyId};

use crate::app::App;
use crate::draft::Receipt;
use crate::error::Refused;
use crate::people::Person;
use crate::testimony::tie;

impl App {
    /// Says in public what somebody knows about a flag; with a public testimony as evidence, where it comes from one.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that is blank or too long.
    pub async fn answer_flag(
        &self,
        who: &Person,
        flag: FlagId,
        answer: &str,
        testimony: Option<TestimonyId>,
    ) -> Result<Receipt, Refused> {
        let answer = self.seal("answer", answer)?.ok_or(Refused::Empty)?;
        let command = Command::AnswerFlag {
            flag,
            answer: answer.seal,
        };
        let actor = who.actor();
        self.write(move |draft| {
            draft.act_with_texts(&actor, &command, vec![answer])?;
            if let Some(testimony) = testimony {
                tie(draft, &actor, testimony, TestimonyUse::Flag, flag.0);
            }
            Ok(())
        })
        .await
    }

    /// An auditor ends a flag with a reason. No figure is rewritten by it.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that is too long.
    pub async fn settle_flag(
        &self,
        who: &Person,
        flag: FlagId,
        finding: Finding,
        remark: &str,
    ) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", remark)?;
        let command = Command::SettleFlag {
            flag,
            finding,
            remark: remark.as_ref().map(|r| r.seal),
        };
        self.act_with_text(who, command, remark).await
    }
}

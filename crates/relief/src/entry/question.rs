//! Questions, who owes an answer, and what it led to.

use super::facts::records;
use crate::code::*;
use crate::ids::*;

records! {
    /// Somebody asks in public; by the community itself: somebody without an account. With `due`: the party or recipient
    /// owes an answer by then.
    QuestionAsked {
        cites: Vec<Index>,
        due: Option<Stamp>,
        party: Option<PartyId>,
        recipient: Option<RecipientId>,
        text: Seal,
    }
    /// Somebody wants to know too; by the community itself: somebody without an account.
    QuestionEndorsed { question: QuestionId }
    /// From here on this party or recipient owes the answer, by `due`.
    QuestionAssigned {
        due: Stamp,
        party: Option<PartyId>,
        question: QuestionId,
        recipient: Option<RecipientId>,
    }
    /// Whoever owes the answer sets a later date.
    QuestionDelayed { due: Stamp, question: QuestionId, reason: DelayReason, remark: Option<Seal> }
    /// Whoever owes the answer gives it, and the entries that show it.
    QuestionAnswered { answer: Seal, cites: Vec<Index>, question: QuestionId }
    /// Somebody who asked or wants to know too says whether the answer of entry `answer` is clear to them.
    AnswerJudged { answer: Index, clear: bool }
    /// Whoever took the decision of entry `effect` says that it follows the answer of entry `answer`.
    AnswerCited { answer: Index, effect: Index }
}

//! How a question stands, and why it takes longer, in words.

use relief::code::DelayReason;
use relief::ids::*;
use relief::question::Standing;

use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// The stable name of how a question stands.
pub(super) fn code(of: Standing) -> &'static str {
    match of {
        Standing::Unassigned => "unassigned",
        Standing::Open => "open",
        Standing::Overdue => "overdue",
        Standing::Answered => "answered",
    }
}

/// How a question stands, in a word.
pub(super) fn standing(w: Words, code: &str) -> String {
    match code {
        "unassigned" => t!(w, "question-unassigned"),
        "open" => t!(w, "question-open"),
        "overdue" => t!(w, "question-overdue"),
        _ => t!(w, "question-answered"),
    }
}

/// How one question stands now, in a word; nothing where there is none.
pub(crate) fn standing_of(visitor: &Visitor, id: QuestionId) -> String {
    let (w, now) = (visitor.words(), visitor.app().now());
    let state = visitor.app().state();
    let found = state.questions.get(id);
    found.map_or(String::new(), |question| {
        standing(
            w,
            code(question.standing(state.jurisdictions.outages(), now)),
        )
    })
}

/// Why an answer takes longer.
pub(super) fn reason(w: Words, of: DelayReason) -> String {
    match of {
        DelayReason::Records => t!(w, "delay-records"),
        DelayReason::Others => t!(w, "delay-others"),
        DelayReason::Deciding => t!(w, "delay-deciding"),
        DelayReason::Emergency => t!(w, "delay-emergency"),
    }
}

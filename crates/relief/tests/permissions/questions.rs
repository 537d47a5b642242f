//! What people do about questions.

use relief::code::DelayReason;
use relief::command::Command;
use relief::question::Owed;

use crate::common::*;
use crate::scene::Scene;

pub fn acts(s: &Scene) -> Vec<(&'static str, Command)> {
    let (question, answer, effect) = s.answered;
    let [open, of_hospital] = s.open_questions;
    let hospital = Owed::Recipient(s.cast.hospital);
    vec![
        ("ask", ask_of(Some(Owed::Party(s.cast.office)))),
        ("want to know too", Command::EndorseQuestion { question }),
        (
            "say who owes an answer",
            Command::AssignQuestion {
                question: open,
                owed: hospital,
            },
        ),
        (
            "take more time",
            Command::DelayQuestion {
                question: open,
                due: s.cast.world.now.plus_hours(72),
                reason: DelayReason::Records,
                remark: None,
            },
        ),
        ("answer for an office", answer_of(open)),
        ("answer for a hospital", answer_of(of_hospital)),
        ("say whether it is clear", judge(s.own_answer, false)),
        (
            "say what an answer led to",
            Command::CiteAnswer { answer, effect },
        ),
    ]
}

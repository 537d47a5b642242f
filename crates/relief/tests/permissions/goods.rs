//! Acts about goods on their way, what rides along with them, and what the watch says of them.

use relief::code::*;
use relief::command::Command;
use relief::entry::FeedbackGiven;
use relief::ids::*;
use relief::watch::distribution::Class;

use crate::common::*;
use crate::scene::{Scene, dispute};

pub fn about_consignments(s: &Scene) -> Vec<(&'static str, Command)> {
    let (sealed, moving, c) = (s.sealed, s.moving, &s.cast);
    let happened_at = c.world.now;
    vec![
        (
            "seal consignment",
            Command::SealConsignment {
                consignment: s.preparing,
                packages: 1,
            },
        ),
        (
            "dispatch consignment",
            Command::DispatchConsignment {
                consignment: sealed,
                eta: None,
            },
        ),
        (
            "cancel consignment",
            Command::CancelConsignment {
                consignment: sealed,
            },
        ),
        ("ask hand-over", c.ask(moving, 5, None)),
        ("confirm hand-over", c.take(s.asked, 5)),
        (
            "stop on the way",
            Command::StopConsignment {
                consignment: moving,
                place: None,
                happened_at,
            },
        ),
        (
            "arrive",
            Command::ArriveConsignment {
                consignment: moving,
                happened_at,
            },
        ),
    ]
}

pub fn about_receipts(s: &Scene) -> Vec<(&'static str, Command)> {
    let (moving, c) = (s.moving, &s.cast);
    let receipt = c.world.state.consignments[&s.received].receipts[0].index;
    let happened_at = c.world.now;
    vec![
        (
            "receive consignment",
            c.receive(moving, vec![counted(0, [5, 0, 0, 0])]),
        ),
        (
            "correct receipt",
            Command::CorrectReceipt {
                consignment: s.received,
                corrects: receipt,
                lines: vec![counted(0, [4, 1, 0, 0])],
                happened_at,
            },
        ),
        (
            "give feedback",
            Command::GiveFeedback(FeedbackGiven {
                consignment: s.received,
                line: None,
                remark: None,
                thanks: true,
                verdict: None,
            }),
        ),
        (
            "return consignment",
            Command::ReturnConsignment {
                consignment: moving,
            },
        ),
        (
            "lose consignment",
            Command::LoseConsignment {
                consignment: moving,
            },
        ),
        ("dispute consignment", dispute(moving)),
        (
            "settle consignment",
            Command::SettleConsignment {
                consignment: s.disputed,
                finding: Finding::CountingSlip,
                remark: None,
            },
        ),
    ]
}

pub fn about_the_watch(s: &Scene) -> Vec<(&'static str, Command)> {
    let flag = s.cast.world.state.flags.iter().next().unwrap().0;
    vec![
        (
            "publish list",
            publish(vec![listed("仁爱医院", 5, Class::N95)], Vec::new(), None),
        ),
        (
            "raise flag",
            Command::RaiseFlag {
                kind: FlagKind::ClassMismatch,
                subject: Index(s.list.0),
                part: 0,
            },
        ),
        (
            "answer flag",
            Command::AnswerFlag {
                flag,
                answer: seal(8),
            },
        ),
        (
            "settle flag",
            Command::SettleFlag {
                flag,
                finding: Finding::Explained,
                remark: None,
            },
        ),
        (
            "watch disparity",
            Command::WatchDisparity {
                item: suit(),
                grouping: Grouping::TownAndCounty,
            },
        ),
    ]
}

pub fn about_what_rides_along(s: &Scene) -> Vec<(&'static str, Command)> {
    let consignment = s.moving;
    vec![
        (
            "attach paper",
            Command::AttachPaper {
                consignment,
                kind: PaperKind::AcceptanceLetter,
                document: None,
            },
        ),
        (
            "photograph goods",
            Command::PhotographConsignment {
                consignment,
                photo: seal(5),
            },
        ),
        ("renew driver's link", Command::RenewLink { consignment }),
    ]
}

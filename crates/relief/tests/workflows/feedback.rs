//! What recipients say of what arrived.

use relief::code::*;
use relief::command::Command;
use relief::entry::FeedbackGiven;
use relief::feedback::{FEEDBACK_MAX, of_donor};
use relief::ids::*;
use relief::refusal::Refusal;

use crate::common::*;

fn feedback(consignment: ConsignmentId, line: Option<u64>, verdict: Option<Verdict>) -> Command {
    Command::GiveFeedback(FeedbackGiven {
        consignment,
        line,
        remark: Some(seal(3)),
        thanks: verdict.is_none(),
        verdict,
    })
}

#[test]
fn the_recipient_says_what_could_be_used_and_thanks() {
    let mut cast = Cast::new();
    let (hu, li, liu) = (
        cast.hu_hospital.clone(),
        cast.li_donor.clone(),
        cast.liu_driver.clone(),
    );
    let moving = cast.moving(40);
    let fit = Some(Verdict::Fit);
    assert_eq!(
        cast.refusal(&hu, feedback(moving, None, fit)),
        Refusal::NothingReceived
    );
    let received = cast.received(200);
    for other in [&li, &liu] {
        let theirs = feedback(received, None, fit);
        assert_eq!(cast.refusal(other, theirs), Refusal::RecipientOnly);
    }
    let line = feedback(received, Some(1), fit);
    assert_eq!(cast.refusal(&hu, line), Refusal::NoSuchLine);
    let empty = Command::GiveFeedback(FeedbackGiven {
        consignment: received,
        line: None,
        remark: Some(seal(3)),
        thanks: false,
        verdict: None,
    });
    assert_eq!(cast.refusal(&hu, empty), Refusal::FeedbackEmpty);
    cast.must(&hu, feedback(received, Some(0), Some(Verdict::WrongSize)));
    cast.must(&hu, feedback(received, None, None));
    let state = &cast.world.state;
    let said: Vec<_> = of_donor(state, li.party, cast.hospital, suit())
        .map(|(id, f)| (id, f.verdict, f.thanks))
        .collect();
    let expected = [
        (received, None, true),
        (received, Some(Verdict::WrongSize), false),
    ];
    assert_eq!(said, expected);
    let goggles = of_donor(state, li.party, cast.hospital, item("goggles"));
    assert_eq!(goggles.count(), 0, "nothing of other goods");
}

#[test]
fn words_on_one_consignment_end() {
    let mut cast = Cast::new();
    let (received, hu) = (cast.received(200), cast.hu_hospital.clone());
    let thanks = feedback(received, None, None);
    for _ in 0..FEEDBACK_MAX {
        cast.must(&hu, thanks.clone());
    }
    let max = FEEDBACK_MAX;
    assert_eq!(cast.refusal(&hu, thanks), Refusal::TooMuchFeedback { max });
}

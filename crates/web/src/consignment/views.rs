//! The card of a consignment, and what an entry about one says in a line of talk.

use maud::{Markup, html};
use relief::consignment::Consignment;
use relief::entry::Fact;
use relief::ids::ConsignmentId;
use relief::state::State;

use crate::consignment::goods;
use crate::consignment::hands::{Hand, hands};
use crate::consignment::model::{CardModel, StepModel};
use crate::consignment::words;
use crate::label::{Kind, label};
use crate::names;
use crate::parts::card::{Card, Tab};
use crate::parts::icon::Icon;
use crate::parts::timeline::{Stage, Step, steps};
use crate::parts::{Tone, alarm, badge, small};
use crate::t;
use crate::words::Words;

/// The card of a consignment, as rooms show it: the way to its page is filled.
pub(crate) fn card(w: Words, model: &CardModel) -> Markup {
    drawn(w, model, true)
}

/// The card among many of its kind, where no tab is filled.
pub(crate) fn listed(w: Words, model: &CardModel) -> Markup {
    drawn(w, model, false)
}

/// The card of one that has ended: its header, what it was, and the way it went.
pub(crate) fn settled(w: Words, model: &CardModel) -> Markup {
    let id = format!("consignment-{}", model.id);
    Card::new(Icon::Box, &t!(w, "consignment"), &model.code)
        .id(&id)
        .state(state_badge(w, model))
        .render(html! {
            p { a.go2 href=(model.href()) { b { (model.title) } } }
            (small(&model.way))
            @for (head, text) in &model.alarms { (alarm(head, text)) }
        })
}

fn drawn(w: Words, model: &CardModel, go: bool) -> Markup {
    let (id, href) = (format!("consignment-{}", model.id), model.href());
    let door = format!("{href}/door");
    let (whole, meet) = (t!(w, "consignment-whole"), t!(w, "consignment-meet"));
    let kind = t!(w, "consignment");
    let first = Tab::link(&whole, &href)
        .icon(Icon::Box)
        .printed(&model.code);
    let mut card = Card::new(Icon::Box, &kind, &model.code)
        .id(&id)
        .state(state_badge(w, model))
        .tab(if go { first.go() } else { first });
    if matches!(model.stage, "in_transit" | "at_hub" | "arrived") {
        card = card.tab(Tab::link(&meet, &door).icon(Icon::Door));
    }
    let shown: Vec<Step<'_>> = model.steps.iter().map(step).collect();
    card.render(html! {
        h3 { (model.title) }
        (small(&model.way))
        (steps(w, &shown))
        @if let Some((head, text)) = &model.stopped { (alarm(head, text)) }
        @for (head, text) in &model.alarms { (alarm(head, text)) }
        @if model.papers_missing { (small(&t!(w, "track-no-papers"))) }
    })
}

/// The state of a consignment: red when it is late or too long in one pair of hands.
pub(crate) fn state_badge(w: Words, model: &CardModel) -> Markup {
    match (model.overdue, model.stuck, model.stage) {
        (true, ..) => badge(Tone::Lack, Some(Icon::Clock), &t!(w, "consignment-overdue")),
        (_, true, _) => badge(Tone::Lack, Some(Icon::Clock), &t!(w, "consignment-stuck")),
        (.., "in_transit") => badge(Tone::Give, Some(Icon::Truck), &model.stage_text),
        (.., "received") => badge(Tone::Give, Some(Icon::Ok), &model.stage_text),
        (.., "lost") => badge(Tone::Lack, Some(Icon::Warn), &model.stage_text),
        _ => badge(Tone::Plain, None, &model.stage_text),
    }
}

fn step(step: &StepModel) -> Step<'_> {
    let stage = match step.stage {
        "now" => Stage::Now,
        "next" => Stage::Next,
        _ => Stage::Done,
    };
    Step {
        name: &step.name,
        note: &step.note,
        stage,
    }
}

/// What an entry about a consignment says, in one line; nothing for entries about other things.
pub(crate) fn line_text(w: Words, state: &State, index: u64, fact: &Fact) -> Option<String> {
    let id = consignment_of(index, fact)?;
    let found = state.consignments.get(&id)?;
    let what = label(Kind::Consignment, id.0);
    Some(said(w, state, found, index, fact, &what))
}

/// The consignment that an entry is about.
pub(crate) fn consignment_of(index: u64, fact: &Fact) -> Option<ConsignmentId> {
    match fact {
        Fact::ConsignmentPrepared(_) => Some(ConsignmentId(index)),
        Fact::ConsignmentSealed(f) => Some(f.consignment),
        Fact::ConsignmentDispatched(f) => Some(f.consignment),
        Fact::CustodyAsked(f) => Some(f.consignment),
        Fact::CustodyHandedOver(f) => Some(f.consignment),
        Fact::CustodyStopped(f) => Some(f.consignment),
        Fact::ConsignmentArrived(f) => Some(f.consignment),
        Fact::ConsignmentReceived(f) => Some(f.consignment),
        Fact::ConsignmentReceiptCorrected(f) => Some(f.consignment),
        Fact::ConsignmentDisputed(f) => Some(f.consignment),
        Fact::ConsignmentSettled(f) => Some(f.consignment),
        Fact::ConsignmentReturned(f) => Some(f.consignment),
        Fact::ConsignmentLost(f) => Some(f.consignment),
        Fact::ConsignmentCancelled(f) => Some(f.consignment),
        Fact::CustodyLinkRenewed(f) => Some(f.consignment),
        Fact::ConsignmentPhotographed(f) => Some(f.consignment),
        Fact::PaperAttached(f) => Some(f.consignment),
        Fact::FeedbackGiven(f) => Some(f.consignment),
        _ => None,
    }
}

fn said(
    w: Words,
    state: &State,
    found: &Consignment,
    index: u64,
    fact: &Fact,
    what: &str,
) -> String {
    let goods = || goods::sentence(w, state, found);
    match fact {
        Fact::ConsignmentPrepared(_) => {
            t!(w, "consignment-line-prepared", what = what, goods = goods())
        }
        Fact::ConsignmentSealed(f) => {
            t!(w, "consignment-line-sealed", what = what, n = f.packages)
        }
        Fact::ConsignmentDispatched(_) => t!(w, "consignment-line-dispatched", what = what),
        Fact::CustodyAsked(_) => t!(w, "consignment-line-asked", what = what),
        Fact::CustodyHandedOver(_) => handed_over(w, state, found, index, what),
        Fact::CustodyStopped(f) => match f.place {
            Some(place) => {
                let place = names::place(w, state, place);
                t!(w, "consignment-line-stopped-at", what = what, place = place)
            }
            None => t!(w, "consignment-line-stopped", what = what),
        },
        Fact::ConsignmentArrived(_) => t!(w, "consignment-line-arrived", what = what),
        Fact::ConsignmentReceived(f) => received(w, state, found, &f.lines, what),
        Fact::ConsignmentReceiptCorrected(f) => {
            let corrects = f.corrects.0;
            t!(
                w,
                "consignment-line-corrected",
                what = what,
                index = corrects
            )
        }
        Fact::ConsignmentDisputed(_) => t!(w, "consignment-line-disputed", what = what),
        Fact::ConsignmentSettled(_) => t!(w, "consignment-line-settled", what = what),
        Fact::ConsignmentReturned(_) => t!(w, "consignment-line-returned", what = what),
        Fact::ConsignmentLost(_) => t!(w, "consignment-line-lost", what = what),
        Fact::ConsignmentCancelled(_) => t!(w, "consignment-line-cancelled", what = what),
        Fact::CustodyLinkRenewed(_) => t!(w, "consignment-line-link-renewed", what = what),
        Fact::ConsignmentPhotographed(_) => t!(w, "consignment-line-photographed", what = what),
        Fact::FeedbackGiven(_) => {
            let said = found.feedback.iter().find(|f| f.index.0 == index);
            let said = said.map_or_else(String::new, |f| words::feedback(w, f));
            t!(w, "consignment-line-feedback", what = what, said = said)
        }
        _ => t!(w, "consignment-line-paper", what = what),
    }
}

fn handed_over(w: Words, state: &State, found: &Consignment, index: u64, what: &str) -> String {
    // How long somebody has it now plays no part in the line, so any moment serves.
    let hand: Option<Hand> = hands(w, state, found, 0)
        .into_iter()
        .find(|h| h.entry == index);
    let Some(hand) = hand else {
        return t!(w, "consignment-line-dispatched", what = what);
    };
    let differs = hand.differences().next();
    let who = hand.who.clone();
    match differs {
        Some((_, sent, counted)) => t!(
            w,
            "consignment-line-taken-differs",
            what = what,
            who = who,
            sent = sent,
            counted = counted
        ),
        None => t!(w, "consignment-line-taken", what = what, who = who),
    }
}

fn received(
    w: Words,
    state: &State,
    found: &Consignment,
    lines: &[relief::entry::ReceiptLineFact],
    what: &str,
) -> String {
    let said = |l: &relief::entry::ReceiptLineFact| {
        let line = found.lines.get(usize::try_from(l.line).ok()?)?;
        let (_, item) = goods::of_line(state, line)?;
        Some(words::receipt_line(w, item, l))
    };
    let goods: Vec<String> = lines.iter().filter_map(said).collect();
    let (_, recipient) = match state.recipient(found.recipient) {
        Some(known) => known,
        None => return t!(w, "consignment-line-dispatched", what = what),
    };
    t!(
        w,
        "consignment-line-received",
        what = what,
        who = recipient.name.as_str().to_owned(),
        goods = goods.join(&t!(w, "words-semicolon"))
    )
}

//! What was decided about lines of the plan that stands, and what the reader may still decide.

use app::plan::ACCEPTED_MAX;
use relief::command::Actor;
use relief::offer::Offer;
use relief::plan::decision::side;
use relief::plan::stage::{Stage, Status, status};
use relief::plan::{Line, Published};
use relief::state::State;
use serde::Serialize;

use super::asks::Scene;
use super::lots::ROWS_SHOWN_MAX;
use super::said;
use crate::address;
use crate::commitment;
use crate::t;
use crate::words::Words;

/// How a line stands, in words, and why it is not as planned.
pub(super) fn words(w: Words, state: &State, of: &Status) -> String {
    let carrying = of.commitment.and_then(|id| state.commitments.get(&id));
    let stands = match (of.stage, carrying) {
        (Stage::Silent, _) => t!(w, "plan-stage-silent"),
        (Stage::WaitsForDonor, _) => t!(w, "plan-stage-donor"),
        (Stage::WaitsForRecipient, _) => t!(w, "plan-stage-recipient"),
        (Stage::Agreed, Some(found)) => commitment::said::state(w, state, found),
        (Stage::Agreed, None) => t!(w, "plan-stage-agreed"),
        (Stage::Left, _) => t!(w, "plan-stage-left"),
    };
    match of.decision.left.or(of.decision.changed) {
        None => stands,
        Some(deviation) => {
            let why = said::reason(w, deviation.reason);
            t!(w, "plan-stage-why", stands = stands, why = why)
        }
    }
}

/// A line that somebody said something about.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DecidedLine {
    /// The offer.
    pub offer: u64,
    /// The need.
    pub need: u64,
    /// Its line.
    pub line: u64,
    /// The recipient's name.
    pub recipient_name: String,
    /// Where the goods lie.
    pub place_name: String,
    /// As planned.
    pub planned: u64,
    /// As it stands.
    pub quantity: u64,
    /// The commitment made of it.
    pub commitment: Option<u64>,
    /// Where it leads.
    pub href: String,
    /// How it stands, in words.
    pub words: String,
}

/// How far the deciding is.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct DecidedModel {
    /// Lines to which both sides said yes.
    pub agreed: u64,
    /// Lines that wait for one side.
    pub waiting: u64,
    /// Lines that nobody said anything about.
    pub silent: u64,
    /// Lines left.
    pub left: u64,
    /// Lines with a word, as far as they are listed.
    pub lines: Vec<DecidedLine>,
}

/// How far the deciding about an item is.
pub(super) fn decided(s: &Scene<'_>, published: &Published) -> DecidedModel {
    let mut model = DecidedModel::default();
    for line in &s.item.lines {
        let status = status(s.state, published, line);
        let count = match status.stage {
            Stage::Agreed => &mut model.agreed,
            Stage::WaitsForDonor | Stage::WaitsForRecipient => &mut model.waiting,
            Stage::Silent => &mut model.silent,
            Stage::Left => &mut model.left,
        };
        *count = count.saturating_add(1);
        if status.stage != Stage::Silent && model.lines.len() < ROWS_SHOWN_MAX {
            model.lines.push(DecidedLine {
                offer: line.offer.0,
                need: line.need.0,
                line: line.line,
                recipient_name: recipient(s, line),
                place_name: from(s, line),
                planned: line.quantity,
                quantity: status.quantity,
                commitment: status.commitment.map(|id| id.0),
                href: href(published, line),
                words: words(s.w, s.state, &status),
            });
        }
    }
    model
}

/// A line that the reader may decide about.
#[derive(Debug, Clone)]
pub(super) struct OwnLine {
    /// Names line and quantity in a form.
    pub value: String,
    /// The page on which it is changed or left.
    pub href: String,
    pub need: u64,
    pub line: u64,
    pub recipient_name: String,
    pub place_name: String,
    /// The quantity that stands, with its unit.
    pub amount: String,
    pub words: String,
    /// Whether a yes of the reader is what it waits for.
    pub takes: bool,
    /// The quantity that stands.
    pub quantity: u64,
    /// What the plan gave.
    pub planned: u64,
    /// What is left of the offer.
    pub available: u64,
    /// Whether the quantity may still change.
    pub open: bool,
}

impl OwnLine {
    /// Its page, with the answer that the reader is about to follow.
    pub fn href_because(&self, answer: &str) -> String {
        if answer.is_empty() {
            return self.href.clone();
        }
        format!("{}&because={}", self.href, address::encoded(answer))
    }
}

/// The lines of an item that the reader has a say in and that are not settled.
pub(super) fn own_lines(s: &Scene<'_>, published: &Published, actor: &Actor) -> Vec<OwnLine> {
    let own = |line: &Line| {
        let whose = side(s.state, actor, line.key())?;
        let status = status(s.state, published, line);
        let takes = status.takes(whose);
        (takes || status.is_open()).then(|| OwnLine {
            value: format!("{}.{}", key(published, line), status.quantity),
            href: href(published, line),
            need: line.need.0,
            line: line.line,
            recipient_name: recipient(s, line),
            place_name: from(s, line),
            amount: s.amount(status.quantity),
            words: words(s.w, s.state, &status),
            takes,
            quantity: status.quantity,
            planned: line.quantity,
            available: s.state.offers.get(&line.offer).map_or(0, Offer::left),
            open: status.is_open(),
        })
    };
    // A form takes no more; further lines come up once these are settled.
    let most = usize::try_from(ACCEPTED_MAX).unwrap_or(usize::MAX);
    s.item.lines.iter().filter_map(own).take(most).collect()
}

/// Names a line in a form and in an address.
pub(super) fn key(published: &Published, line: &Line) -> String {
    let (plan, offer, need) = (published.id.0, line.offer.0, line.need.0);
    format!("{plan}.{offer}.{need}.{}", line.line)
}

fn href(published: &Published, line: &Line) -> String {
    format!("/plan/line?of={}", key(published, line))
}

/// The recipient of a line.
pub(super) fn recipient(s: &Scene<'_>, line: &Line) -> String {
    let need = s.state.needs.get(&line.need);
    need.map_or(String::new(), |need| s.name_of(need.recipient))
}

/// Where the goods of a line lie.
pub(super) fn from(s: &Scene<'_>, line: &Line) -> String {
    let offer = s.state.offers.get(&line.offer);
    offer.map_or(String::new(), |offer| s.place(offer.place))
}

//! The form that makes a commitment: what was typed, what it means, and what the donor is told before.

use app::commitment::NewCommitment;
use relief::coverage::coverage;
use relief::ids::{NeedId, OfferId, Stamp};
use relief::quantity::QUANTITY_MAX;
use relief::standard::{self, Standard};
use relief::state::State;
use serde::Serialize;

use crate::board::scan::worst_of;
use crate::fields::Fields;
use crate::form::Misfit;
use crate::label::Id;
use crate::need::model::CardModel;
use crate::need::{LineModel, day, find_place, quantity};
use crate::t;
use crate::words::{Words, percent};

/// Standards listed that the recipient does not accept: enough to recognise one's own.
const OTHERS_MAX: usize = 4;
/// Lines looked through for one that takes the standard chosen, the worst covered first.
const ELSEWHERE_LOOKED_AT_MAX: usize = 50;

/// A standard to choose.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StandardChoice {
    /// Its code.
    pub code: &'static str,
    /// As it is written.
    pub written: &'static str,
    /// Whether the recipient accepts it.
    pub accepted: bool,
}

/// Where the goods would do more.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Elsewhere {
    /// The need.
    pub need: u64,
    /// Its recipient's name.
    pub recipient_name: String,
    /// Its line.
    #[serde(flatten)]
    pub line: LineModel,
}

/// The whole form.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct GiveForm {
    /// For which need.
    pub need: u64,
    /// Which of its lines.
    pub line: u64,
    /// The need's card.
    pub card: Option<CardModel>,
    /// The line as it stands now.
    pub target: Option<LineModel>,
    /// How much, as typed.
    pub quantity: String,
    /// The standard chosen; empty: none or unknown.
    pub standard: String,
    /// Standards to choose from.
    pub standards: Vec<StandardChoice>,
    /// From where, as typed.
    pub place: String,
    /// The day it is ready.
    pub ready: String,
    /// A public remark.
    pub remark: String,
    /// Out of which offer.
    pub offer: String,
    /// The shortage that the donor saw.
    pub seen: String,
    /// The donor was told that the standard is not accepted, and gives all the same.
    pub despite: bool,
    /// Whether that has to be said.
    pub asks_despite: bool,
    /// `other`, `half` or `here`, once there is too much for here.
    pub to: String,
    /// The place elsewhere that the donor saw, as [`GiveForm::there_text`] wrote it.
    pub there: String,
    /// The gift goes past the need.
    pub is_excess: bool,
    /// The worst covered line of the same item that takes the standard chosen.
    pub elsewhere: Option<Elsewhere>,
    /// The shortage changed while the form was open: before, now.
    pub changed: Option<(String, String)>,
    /// What does not fit.
    pub faults: Vec<Misfit>,
    /// The name of one who is not signed in.
    pub name: String,
    /// Whether a name is asked for.
    pub asks_name: bool,
    /// Makes the form act once.
    #[serde(skip)]
    pub token: String,
}

/// What was typed, once it fits.
#[derive(Debug, Clone)]
pub(crate) struct Gift {
    /// How much.
    pub quantity: u64,
    new: NewCommitment,
}

impl Gift {
    /// So much of the gift for one line.
    pub fn to(&self, need: u64, line: u64, quantity: u64) -> NewCommitment {
        NewCommitment {
            need: NeedId(need),
            line,
            quantity,
            ..self.new.clone()
        }
    }
}

impl GiveForm {
    /// What was typed.
    pub fn of(fields: &Fields) -> GiveForm {
        let text = |name: &str| fields.text(name).to_owned();
        let number = |name: &str| fields.text(name).parse::<Id>().map_or(u64::MAX, |id| id.0);
        GiveForm {
            need: number("need"),
            line: if fields.text("line").is_empty() {
                0
            } else {
                number("line")
            },
            quantity: text("quantity"),
            standard: text("standard"),
            place: text("place"),
            ready: text("ready"),
            remark: text("remark"),
            offer: text("offer"),
            seen: text("seen"),
            despite: fields.is_on("despite"),
            to: text("to"),
            there: text("there"),
            name: text("name"),
            ..GiveForm::default()
        }
    }

    /// The need as it stands, standards and the place where the goods would do more. Nothing when there is no
    /// such line.
    pub fn filled(mut self, w: Words, state: &State, now: Stamp) -> Option<GiveForm> {
        let (id, index) = (NeedId(self.need), usize::try_from(self.line).ok()?);
        let line = state.line(id, self.line)?;
        self.card = Some(CardModel::of(state, id, now, w)?);
        self.target = Some(LineModel::of(w, index, line));
        let accepted = |s: &Standard| line.standards.is_empty() || line.standards.contains(s);
        let choice = |s: Standard| StandardChoice {
            code: s.code(),
            written: s.written(),
            accepted: accepted(&s),
        };
        let known: Vec<Standard> = if line.standards.is_empty() {
            line.item.standards().collect()
        } else {
            line.standards.clone()
        };
        let others = standard::all()
            .filter(|s| s.suits(line.item) && !known.contains(s))
            .take(OTHERS_MAX);
        self.standards = known.iter().copied().chain(others).map(choice).collect();
        let most = ELSEWHERE_LOOKED_AT_MAX;
        let worst = worst_of(state, line.item, (id, index), most, now);
        let chosen = Standard::from_code(&self.standard);
        self.elsewhere = worst.iter().find_map(|found| {
            let need = state.needs.get(&found.need)?;
            let takes = &need.lines.get(found.line)?.standards;
            if !takes.is_empty() && !chosen.is_some_and(|s| takes.contains(&s)) {
                return None;
            }
            let (_, recipient) = state.recipient(need.recipient)?;
            Some(Elsewhere {
                need: found.need.0,
                recipient_name: recipient.name.as_str().to_owned(),
                line: LineModel::of(w, found.line, need.lines.get(found.line)?),
            })
        });
        Some(self)
    }

    /// What is missing at this line now; nothing where no amount is stated.
    pub fn short(&self) -> Option<u64> {
        self.target.as_ref()?.shortage.get()
    }

    /// The shortage as the hidden field carries it.
    pub fn short_text(&self) -> String {
        self.short()
            .map_or_else(|| "unknown".to_owned(), |n| n.to_string())
    }

    /// The place elsewhere as the hidden field carries it: `NEED:LINE`.
    pub fn there_text(&self) -> String {
        let there = self.elsewhere.as_ref();
        there.map_or_else(String::new, |e| format!("{}:{}", e.need, e.line.line))
    }

    /// The donor chose a place elsewhere, and meanwhile it is another one.
    pub fn there_moved(&self) -> bool {
        let chosen = matches!(self.to.as_str(), "other" | "half") && !self.there.is_empty();
        chosen && self.there != self.there_text()
    }

    /// How much was typed, if it is a count.
    pub fn typed(&self, w: Words) -> Option<u64> {
        let item = relief::catalogue::Item::from_code(self.target.as_ref()?.item)?;
        quantity(w, item, &self.quantity)
            .ok()
            .flatten()
            .filter(|n| *n <= QUANTITY_MAX)
    }

    /// Coverage of a line with so much more, in per cent.
    pub fn percent_with(line: &LineModel, more: u64) -> Option<u64> {
        percent(line.bar().there().saturating_add(more), line.needed.get()?)
    }

    /// What it means, or everything that does not fit.
    pub fn read(&self, w: Words, state: &State) -> Result<Gift, Vec<Misfit>> {
        let mut faults = Vec::new();
        let Some(line) = state.line(NeedId(self.need), self.line) else {
            return Err(vec![("quantity".to_owned(), t!(w, "refused-no-such-line"))]);
        };
        let fault = |name: &str, why: String| (name.to_owned(), why);
        let count = match quantity(w, line.item, &self.quantity) {
            Ok(Some(0)) => Err(t!(w, "refused-quantity-zero")),
            Ok(Some(n)) if n > QUANTITY_MAX => {
                Err(t!(w, "refused-quantity-too-large", max = QUANTITY_MAX))
            }
            Ok(Some(n)) => Ok(n),
            Ok(None) => Err(t!(w, "give-how-many")),
            Err(why) => Err(why),
        };
        let count = count.map_err(|why| faults.push(fault("quantity", why)));
        let place =
            find_place(&self.place).ok_or_else(|| faults.push(fault("place", t!(w, "form-place"))));
        let ready =
            day::end_of(&self.ready).ok_or_else(|| faults.push(fault("ready", t!(w, "form-day"))));
        match (count, place, ready) {
            (Ok(quantity), Ok(place), Ok(available_on)) => Ok(Gift {
                quantity,
                new: NewCommitment {
                    need: NeedId(self.need),
                    line: self.line,
                    quantity,
                    standard: Standard::from_code(&self.standard),
                    place,
                    available_on,
                    offer: self.offer.parse::<Id>().ok().map(|id| OfferId(id.0)),
                    remark: self.remark.clone(),
                    despite_standard: self.despite,
                },
            }),
            _ => Err(faults),
        }
    }

    /// Whether so much goes past what is stated here.
    pub fn exceeds(&self, state: &State, quantity: u64) -> bool {
        let line = state.line(NeedId(self.need), self.line);
        let short = line
            .and_then(|l| coverage(l.quantity, &l.tally))
            .map(|c| c.shortage);
        short.is_some_and(|short| quantity > short)
    }
}

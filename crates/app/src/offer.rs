//! Offers: supply at hand, with its remark and its card.

use relief::catalogue::Item;
use relief::command::Command;
use relief::ids::{OfferId, RoomId};
use relief::offer::Conditions;
use relief::place::Place;
use relief::standard::Standard;

use crate::app::App;
use crate::draft::{CardKind, Receipt};
use crate::error::Refused;
use crate::people::Person;

/// An offer as a form gives it.
#[derive(Debug, Clone)]
pub struct NewOffer {
    /// What.
    pub item: Item,
    /// How much, in base units.
    pub quantity: u64,
    /// Base units in a pack that is not opened; nothing: it comes loose.
    pub pack: Option<u64>,
    /// Claimed standard.
    pub standard: Option<Standard>,
    /// Where it lies.
    pub place: Place,
    /// The room it is offered in.
    pub room: Option<RoomId>,
    /// A public remark.
    pub remark: String,
}

impl App {
    /// Makes an offer; its card appears in the room.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn make_offer(&self, who: &Person, new: NewOffer) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", &new.remark)?;
        let (who, id) = (who.clone(), self.entropy().id());
        self.write(move |draft| {
            let NewOffer {
                item,
                quantity,
                pack,
                standard,
                place,
                room,
                ..
            } = new;
            let seal = remark.as_ref().map(|r| r.seal);
            let command = Command::MakeOffer {
                item,
                quantity,
                standard,
                place,
                room,
                remark: seal,
            };
            let offer =
                draft.act_with_texts(&who.actor(), &command, remark.into_iter().collect())?;
            if pack.is_some() {
                let command = Command::SetOfferConditions {
                    offer: OfferId(offer),
                    conditions: Conditions {
                        pack,
                        ..Conditions::default()
                    },
                };
                draft.act(&who.actor(), &command)?;
            }
            if let Some(room) = room {
                draft.card(room, who.account, id, CardKind::Card, offer);
            }
            Ok(())
        })
        .await
    }
}

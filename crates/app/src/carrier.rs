//! Carriers and doors: a link instead of an account, and a one-time code at the door.

use std::sync::Arc;

use relief::code::HolderKind;
use relief::command::Command;
use relief::entry::ReceiptLineFact;
use relief::ids::{ConsignmentId, Stamp};
use relief::place::Place;
use store::PrivateId;
use store::vault::link::{self, Link};

use crate::account::NewAccount;
use crate::app::App;
use crate::consignment::show;
use crate::draft::{CardKind, Draft, Receipt};
use crate::entropy::hash;
use crate::error::Refused;
use crate::people::Person;

/// Letters of a carrier's link: 20 letters of 5 bits are 100 bits.
const LINK_LETTERS: usize = 20;
/// Digits of a door code: read out at a gate, tried at most a few times.
const DOOR_DIGITS: usize = 6;
/// A carrier's link works so long.
const LINK_SECONDS: i64 = 14 * 86_400;
/// A door code works so long.
const DOOR_SECONDS: i64 = 48 * 3600;
/// Hex digits of a driver's own link that follows from the form: 28 are 112 bits.
const OWN_LINK_HEX: usize = 28;
/// A link is opened as often as its driver likes.
const LINK_USES: u32 = 1_000;

/// A hand-over as a form gives it.
#[derive(Debug, Clone)]
pub struct NewHandover {
    /// The goods.
    pub consignment: ConsignmentId,
    /// What was counted, line by line.
    pub counts: Vec<u64>,
    /// What the taker is.
    pub taker_kind: HolderKind,
    /// Where, to town level.
    pub place: Option<Place>,
    /// When it happened, by the device.
    pub happened_at: Stamp,
}

/// What a carrier's link opens.
#[derive(Debug, Clone)]
pub struct CarrierLink {
    /// The goods.
    pub consignment: ConsignmentId,
    /// The carrier, once somebody took the goods by this link; nothing while it waits for a taker.
    pub carrier: Option<Arc<Person>>,
}

impl App {
    /// The holder offers the goods to whoever has the link that this answers.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn offer_handover(&self, who: &Person, new: NewHandover) -> Result<String, Refused> {
        let code = self.entropy().code(LINK_LETTERS);
        let (actor, key) = (who.actor(), hash(&code));
        self.write(move |draft| {
            draft.act(&actor, &ask(&new))?;
            add_link(
                draft,
                key,
                "carrier",
                None,
                None,
                new.consignment,
                LINK_SECONDS,
            );
            Ok(())
        })
        .await?;
        Ok(code)
    }

    /// What a carrier's link opens.
    ///
    /// # Errors
    /// [`Refused::CodeInvalid`] when there is no such link or it has expired.
    pub async fn carrier_link(&self, code: &str) -> Result<CarrierLink, Refused> {
        let found = self
            .store()
            .link(hash(code))
            .await?
            .ok_or(Refused::CodeInvalid)?;
        if found.kind != "carrier" || found.expires_at < self.now().0 {
            return Err(Refused::CodeInvalid);
        }
        let consignment = ConsignmentId(found.subject.ok_or(Refused::CodeInvalid)?);
        let carrier = match found.account {
            Some(account) => self.person(account).await?,
            None => None,
        };
        Ok(CarrierLink {
            consignment,
            carrier,
        })
    }

    /// A driver takes the goods by link, with initials alone. Answers the driver's own link for the rest of the way.
    ///
    /// # Errors
    /// [`Refused::CodeInvalid`], a refusal of the domain, or initials that do not fit.
    pub async fn take_by_link(
        &self,
        code: &str,
        initials: &str,
        counts: Vec<u64>,
        happened_at: Stamp,
    ) -> Result<(Receipt, String), Refused> {
        let own = self.entropy().code(LINK_LETTERS);
        self.take_with(code, own, initials, counts, happened_at)
            .await
    }

    /// The same for a form that may be sent twice, as one does that waited without a network: the
    /// same token leads to the same link.
    ///
    /// # Errors
    /// As [`App::take_by_link`].
    pub async fn take_by_link_once(
        &self,
        code: &str,
        token: &str,
        initials: &str,
        counts: Vec<u64>,
        happened_at: Stamp,
    ) -> Result<String, Refused> {
        let own: String = relief::ids::hex(&hash(&format!("own/{code}/{token}")))
            .chars()
            .take(OWN_LINK_HEX)
            .collect();
        let known = self.carrier_link(&own).await;
        if known.is_ok_and(|link| link.carrier.is_some()) {
            return Ok(own);
        }
        let (_, own) = self
            .take_with(code, own, initials, counts, happened_at)
            .await?;
        Ok(own)
    }

    async fn take_with(
        &self,
        code: &str,
        own: String,
        initials: &str,
        counts: Vec<u64>,
        happened_at: Stamp,
    ) -> Result<(Receipt, String), Refused> {
        let found = self.carrier_link(code).await?;
        if found.carrier.is_some() {
            return Err(Refused::CodeInvalid);
        }
        let new = NewAccount {
            name: initials.to_owned(),
            cans: vec![crate::people::Can::Drive],
            lang: String::new(),
            device: String::new(),
        };
        let newcomer = self.newcomer(new)?;
        let (id, consignment) = (self.entropy().id(), found.consignment);
        let (key, used) = (hash(&own), hash(code));
        let receipt = self
            .write(move |draft| {
                let party = newcomer.register(draft)?;
                let actor = relief::command::Actor {
                    party,
                    rooms: Vec::new(),
                };
                let entry = draft.act(
                    &actor,
                    &Command::ConfirmHandover {
                        consignment,
                        counts,
                        happened_at,
                    },
                )?;
                draft.row(link::delete(used));
                add_link(
                    draft,
                    key,
                    "carrier",
                    None,
                    Some(newcomer.id),
                    consignment,
                    LINK_SECONDS,
                );
                show(draft, newcomer.id, id, consignment, CardKind::Line, entry);
                draft.about(consignment.0);
                Ok(())
            })
            .await?;
        Ok((receipt, own))
    }

    /// A person with an account takes the goods that the holder offers.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn take(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        counts: Vec<u64>,
        happened_at: Stamp,
    ) -> Result<Receipt, Refused> {
        let (who, id) = (who.clone(), self.entropy().id());
        self.write(move |draft| {
            let command = Command::ConfirmHandover {
                consignment,
                counts,
                happened_at,
            };
            let entry = draft.act(&who.actor(), &command)?;
            show(draft, who.account, id, consignment, CardKind::Line, entry);
            draft.about(consignment.0);
            Ok(())
        })
        .await
    }

    /// The code that the recipient's person reads out at the door: made once, shown again until it expires.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody who does not act for the recipient.
    pub async fn door_code(
        &self,
        who: &Person,
        consignment: ConsignmentId,
    ) -> Result<String, Refused> {
        let acts = {
            let state = self.state();
            let recipient = state.consignments.get(&consignment).map(|c| c.recipient);
            recipient.is_some_and(|r| state.acts_for(&who.actor(), r))
        };
        if !acts {
            return Err(Refused::NotFound);
        }
        let (now, account) = (self.now().0, who.account);
        let standing = self.store().links_for("door", consignment.0).await?;
        let own = |l: &Link| l.account == Some(account) && l.expires_at > now && l.uses_left > 0;
        if let Some(code) = standing.into_iter().find(own).and_then(|l| l.code) {
            return Ok(code);
        }
        let code = self.entropy().digits(DOOR_DIGITS);
        let (key, shown) = (door_hash(consignment, &code), code.clone());
        self.write(move |draft| {
            add_link(
                draft,
                key,
                "door",
                Some(shown),
                Some(account),
                consignment,
                DOOR_SECONDS,
            );
            Ok(())
        })
        .await?;
        Ok(code)
    }

    /// The receipt at the door: the recipient's count, entered on the driver's phone with the one-time code.
    ///
    /// # Errors
    /// [`Refused::CodeInvalid`], [`Refused::TooFast`] after too many guesses, or a refusal of the domain.
    pub async fn receive_by_code(
        &self,
        consignment: ConsignmentId,
        code: &str,
        lines: Vec<ReceiptLineFact>,
        happened_at: Stamp,
    ) -> Result<Receipt, Refused> {
        self.limits().door(consignment.0)?;
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let key = door_hash(consignment, &digits);
        let found = self.store().link(key).await?.ok_or(Refused::CodeInvalid)?;
        if found.expires_at < self.now().0 || found.subject != Some(consignment.0) {
            return Err(Refused::CodeInvalid);
        }
        let who = match found.account {
            Some(account) => self.person(account).await?.ok_or(Refused::CodeInvalid)?,
            None => return Err(Refused::CodeInvalid),
        };
        let id = self.entropy().id();
        self.write(move |draft| {
            draft.use_up(key, found.uses_left)?;
            let command = Command::ReceiveConsignment {
                consignment,
                lines,
                happened_at,
                remark: None,
            };
            let entry = draft.act(&who.actor(), &command)?;
            let at = draft.at().0;
            draft.row(link::use_one(key, at));
            show(draft, who.account, id, consignment, CardKind::Line, entry);
            draft.about(entry);
            Ok(())
        })
        .await
    }
}

fn ask(new: &NewHandover) -> Command {
    Command::AskHandover {
        consignment: new.consignment,
        counts: new.counts.clone(),
        taker: None,
        taker_kind: new.taker_kind,
        place: new.place,
        happened_at: new.happened_at,
    }
}

fn add_link(
    draft: &mut Draft<'_>,
    hash: [u8; 32],
    kind: &str,
    code: Option<String>,
    account: Option<PrivateId>,
    consignment: ConsignmentId,
    seconds: i64,
) {
    let created_at = draft.at().0;
    let uses_left = if kind == "door" { 1 } else { LINK_USES };
    draft.row(link::insert(&Link {
        hash,
        kind: kind.to_owned(),
        code,
        account,
        room: None,
        subject: Some(consignment.0),
        part: None,
        uses_left,
        created_at,
        expires_at: created_at.saturating_add(seconds),
        used_at: None,
    }));
}

/// Short codes are hashed with their consignment, so that a table of a million hashes opens nothing else.
fn door_hash(consignment: ConsignmentId, code: &str) -> [u8; 32] {
    hash(&format!("door/{}/{code}", consignment.0))
}

//! Carriers: a link instead of an account, from the first pair of hands to the last.
//!
//! Links follow from the token of the form that asks for them: a form that is sent twice, as one does that waited
//! without a network, leads to the same link, and the page can show the link before the form has arrived.

mod links;

use relief::code::{HolderKind, Side};
use relief::command::{Actor, Command};
use relief::ids::{ConsignmentId, Index, Stamp, hex};
use relief::place::Place;
use relief::refusal::Refusal;
use store::PrivateId;
use store::vault::link::{self, Link};

use crate::account::NewAccount;
use crate::app::App;
use crate::consignment::show;
use crate::draft::{CardKind, Draft, Receipt};
use crate::entropy::hash;
use crate::error::Refused;
use crate::people::Person;
pub(crate) use links::link_to;
pub use links::{CarrierLink, renewed_code};

/// Letters of a link that nothing asked for by a token: 20 letters of 5 bits are 100 bits.
const LINK_LETTERS: usize = 20;
/// Hex digits of a link that follows from a token: 28 are 112 bits.
const LINK_HEX: usize = 28;
/// The kind of these links in the vault.
const CARRIER: &str = "carrier";

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

/// The link that an offer leads to which a person makes with a form of this token.
#[must_use]
pub fn offer_code(who: &Person, token: &str) -> String {
    derived(&format!("offer/{}/{token}", hex(&who.account.0)))
}

/// The link of the driver who takes by a link, with a form of this token.
#[must_use]
pub fn taker_code(code: &str, token: &str) -> String {
    derived(&format!("own/{code}/{token}"))
}

/// The link of the driver who asks for goods by their label, with a form of this token.
#[must_use]
pub fn asker_code(consignment: ConsignmentId, token: &str) -> String {
    derived(&format!("ask/{}/{token}", consignment.0))
}

fn derived(seed: &str) -> String {
    hex(&hash(seed)).chars().take(LINK_HEX).collect()
}

impl App {
    /// The holder offers the goods to whoever has the link that this answers.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn offer_handover(&self, who: &Person, new: NewHandover) -> Result<String, Refused> {
        let code = self.entropy().code(LINK_LETTERS);
        self.offer_handover_as(who, new, code.clone()).await?;
        Ok(code)
    }

    /// The same with a link that was chosen before, see [`offer_code`]. Every earlier offer ends with it.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn offer_handover_as(
        &self,
        who: &Person,
        new: NewHandover,
        code: String,
    ) -> Result<Receipt, Refused> {
        let actor = who.actor();
        self.write(move |draft| {
            let consignment = new.consignment;
            draft.act(&actor, &ask(new))?;
            draft.row(link::delete_open(CARRIER, consignment.0));
            draft.row(link::put(&Link {
                // Shown to the giver again until somebody takes the goods by it.
                code: Some(code.clone()),
                ..link_to(consignment, hash(&code), draft.at())
            }));
            Ok(())
        })
        .await
    }

    /// The link by which a person offers goods now, if they do.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn open_offer(
        &self,
        who: &Person,
        consignment: ConsignmentId,
    ) -> Result<Option<String>, Refused> {
        let offers = {
            let state = self.state();
            let found = state.consignments.get(&consignment);
            let asked = found.and_then(|c| c.asked.as_ref());
            asked.is_some_and(|a| a.side == Side::Giver && a.by == who.party)
        };
        if !offers {
            return Ok(None);
        }
        let links = self.store().links_for(CARRIER, consignment.0).await?;
        let now = self.now().0;
        let open = |l: &Link| l.account.is_none() && l.expires_at > now;
        Ok(links.into_iter().find(open).and_then(|l| l.code))
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
        let receipt = self
            .take_with(code, own.clone(), initials, counts, happened_at)
            .await?;
        Ok((receipt, own))
    }

    /// The same for a form that may be sent twice: the same token leads to the same link, see [`taker_code`].
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
        let own = taker_code(code, token);
        if !self.is_own(&own).await {
            // Two at once both find the first link unused: the writer lets one of them act.
            self.once_newcomer(code, token)
                .take_with(code, own.clone(), initials, counts, happened_at)
                .await?;
        }
        Ok(own)
    }

    async fn take_with(
        &self,
        code: &str,
        own: String,
        initials: &str,
        counts: Vec<u64>,
        happened_at: Stamp,
    ) -> Result<Receipt, Refused> {
        let found = self.carrier_link(code).await?;
        if found.carrier.is_some() {
            return Err(Refused::CodeInvalid);
        }
        let consignment = found.consignment;
        let (command, id) = (
            confirm(consignment, counts, happened_at),
            self.entropy().id(),
        );
        self.without_account(initials, own, consignment, move |draft, actor, account| {
            pass(draft, actor, account, id, consignment, &command)
        })
        .await
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
        let command = confirm(consignment, counts, happened_at);
        self.write(move |draft| pass(draft, &who.actor(), who.account, id, consignment, &command))
            .await
    }

    /// A person with an account asks for the goods before their holder offers them.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn ask_to_take(&self, who: &Person, new: NewHandover) -> Result<Receipt, Refused> {
        self.act(who.actor(), ask(new)).await
    }

    /// The same for a driver without an account: answers their own link, the same for the same token.
    ///
    /// # Errors
    /// A refusal of the domain, or initials that do not fit.
    pub async fn ask_to_take_once(
        &self,
        token: &str,
        initials: &str,
        new: NewHandover,
    ) -> Result<String, Refused> {
        let consignment = new.consignment;
        let own = asker_code(consignment, token);
        if !self.is_own(&own).await {
            let form = self.once_newcomer(&own, token);
            form.without_account(
                initials,
                own.clone(),
                consignment,
                move |draft, actor, _| {
                    draft.act(actor, &ask(new))?;
                    Ok(())
                },
            )
            .await?;
        }
        Ok(own)
    }

    /// The holder confirms one request to take the goods: that of entry `asked`, which they saw, and no later one.
    ///
    /// # Errors
    /// [`Refusal::NoHandoverAsked`] when that request does not stand any more, or another refusal of the domain.
    pub async fn confirm_request(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        asked: Index,
        happened_at: Stamp,
    ) -> Result<Receipt, Refused> {
        let (who, id) = (who.clone(), self.entropy().id());
        let command = confirm(consignment, Vec::new(), happened_at);
        self.write(move |draft| {
            let found = draft.state().consignments.get(&consignment);
            let standing = found.and_then(|c| c.asked.as_ref()).map(|a| a.index);
            if standing != Some(asked) {
                return Err(Refusal::NoHandoverAsked.into());
            }
            pass(draft, &who.actor(), who.account, id, consignment, &command)
        })
        .await
    }

    /// Whether a link stands already as a driver's own: the form that leads to it was sent before.
    async fn is_own(&self, code: &str) -> bool {
        let known = self.carrier_link(code).await;
        known.is_ok_and(|link| link.carrier.is_some())
    }

    /// Registers a driver by initials alone, does what they came for, and makes their own link, all or nothing.
    async fn without_account(
        &self,
        initials: &str,
        own: String,
        consignment: ConsignmentId,
        work: impl FnOnce(&mut Draft<'_>, &Actor, PrivateId) -> Result<(), Refused> + Send + 'static,
    ) -> Result<Receipt, Refused> {
        let newcomer = self.newcomer(NewAccount {
            name: initials.to_owned(),
            cans: vec![crate::people::Can::Drive],
            lang: String::new(),
            device: String::new(),
        })?;
        self.write(move |draft| {
            let party = newcomer.register(draft)?;
            let rooms = Vec::new();
            work(draft, &Actor { party, rooms }, newcomer.id)?;
            draft.row(link::put(&Link {
                account: Some(newcomer.id),
                ..link_to(consignment, hash(&own), draft.at())
            }));
            draft.about(consignment.0);
            Ok(())
        })
        .await
    }
}

/// Custody passes: every open link to the goods ends, and the rooms they serve see a line.
fn pass(
    draft: &mut Draft<'_>,
    actor: &Actor,
    account: PrivateId,
    line: PrivateId,
    consignment: ConsignmentId,
    command: &Command,
) -> Result<(), Refused> {
    let entry = draft.act(actor, command)?;
    draft.row(link::delete_open(CARRIER, consignment.0));
    show(draft, account, line, consignment, CardKind::Line, entry);
    draft.about(consignment.0);
    Ok(())
}

fn ask(new: NewHandover) -> Command {
    Command::AskHandover {
        consignment: new.consignment,
        counts: new.counts,
        taker: None,
        taker_kind: new.taker_kind,
        place: new.place,
        happened_at: new.happened_at,
    }
}

fn confirm(consignment: ConsignmentId, counts: Vec<u64>, happened_at: Stamp) -> Command {
    Command::ConfirmHandover {
        consignment,
        counts,
        happened_at,
    }
}

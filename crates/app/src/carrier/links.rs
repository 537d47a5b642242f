//! Links with which somebody without an account carries goods.

use std::sync::Arc;

use relief::command::Command;
use relief::ids::{ConsignmentId, Stamp, hex};
use relief::refusal::Refusal;
use store::vault::link::{self, Link};

use super::{CARRIER, derived};
use crate::app::App;
use crate::entropy::hash;
use crate::error::Refused;
use crate::people::Person;

/// A carrier's link works so long.
const LINK_SECONDS: i64 = 14 * 86_400;
/// A link is opened as often as its driver likes.
const LINK_USES: u32 = 1_000;

/// What a carrier's link opens.
#[derive(Debug, Clone)]
pub struct CarrierLink {
    /// The goods.
    pub consignment: ConsignmentId,
    /// The carrier, once somebody took or asked for the goods by this link; nothing while it waits for a taker.
    pub carrier: Option<Arc<Person>>,
}

impl App {
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
        if found.kind != CARRIER || found.expires_at < self.now().0 {
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

    /// A new link for the driver who holds the goods and lost theirs; the lost one ends. Answers the new link.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the holder has an account of their own and lost nothing, or a refusal of the domain.
    pub async fn renew_link(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        token: &str,
    ) -> Result<String, Refused> {
        let held = self.held_by_link(consignment).await?;
        let (driver, lost) = held.ok_or(Refused::NotFound)?;
        let code = renewed_code(who, consignment, token);
        let (actor, key) = (who.actor(), hash(&code));
        self.write(move |draft| {
            draft.act(&actor, &Command::RenewLink { consignment })?;
            let found = draft.state().consignments.get(&consignment);
            if found.and_then(|c| c.holder()) != Some(driver.party) {
                return Err(Refusal::ConsignmentState.into());
            }
            for old in lost {
                draft.row(link::delete(old));
            }
            draft.row(link::put(&Link {
                account: Some(driver.account),
                ..link_to(consignment, key, draft.at())
            }));
            Ok(())
        })
        .await?;
        Ok(code)
    }

    /// The driver who holds the goods by a link alone, and the hashes of their links; nothing when the holder has an
    /// account of their own.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn held_by_link(
        &self,
        consignment: ConsignmentId,
    ) -> Result<Option<(Arc<Person>, Vec<[u8; 32]>)>, Refused> {
        let holder = {
            let state = self.state();
            let found = state.consignments.get(&consignment);
            found.and_then(|c| c.holder())
        };
        let driver = match holder {
            Some(holder) => self.person_of(holder).await?,
            None => None,
        };
        let Some(driver) = driver else {
            return Ok(None);
        };
        let links = self.store().links_for(CARRIER, consignment.0).await?;
        let theirs = links.iter().filter(|l| l.account == Some(driver.account));
        let hashes: Vec<[u8; 32]> = theirs.map(|l| l.hash).collect();
        Ok((!hashes.is_empty()).then_some((driver, hashes)))
    }
}

/// The new link for a driver who lost theirs, which a person asks for with a form of this token.
#[must_use]
pub fn renewed_code(who: &Person, consignment: ConsignmentId, token: &str) -> String {
    derived(&format!(
        "renew/{}/{}/{token}",
        hex(&who.account.0),
        consignment.0
    ))
}

/// A link to a consignment for whoever has it: a carrier's, until somebody makes it another.
pub(crate) fn link_to(consignment: ConsignmentId, hash: [u8; 32], at: Stamp) -> Link {
    Link {
        hash,
        kind: CARRIER.to_owned(),
        code: None,
        account: None,
        room: None,
        subject: Some(consignment.0),
        part: None,
        uses_left: LINK_USES,
        created_at: at.0,
        expires_at: at.0.saturating_add(LINK_SECONDS),
        used_at: None,
    }
}

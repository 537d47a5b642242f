//! What custodians do: they offer their keys, fetch what is sealed to them, and answer.

use relief::command::Command;
use relief::ids::Seal;
use relief::refusal::Refusal;
use relief::tip_key::TipKey;
use store::vault::tip as vault;
use tip::CLASSES;

use super::{ABOUT_FIELD, DAY_SECONDS, Fetched, REPLIES_MAX, count, not_sealed};
use crate::app::App;
use crate::draft::Receipt;
use crate::error::Refused;
use crate::people::Person;

impl App {
    /// A custodian's answer, sealed to the key that the sender's letter named.
    ///
    /// # Errors
    /// [`Refused::NotSealed`], [`Refused::NotFound`], [`Refused::TooMany`], or not a custodian.
    pub async fn answer_tip(
        &self,
        who: &Person,
        leaf: [u8; 32],
        sealed: Vec<u8>,
    ) -> Result<(), Refused> {
        self.custodian(who)?;
        let shape = tip::shape(&sealed).map_err(not_sealed)?;
        if shape.recipients != 1 || CLASSES.first() != Some(&shape.plain_bytes) {
            return Err(Refused::NotSealed);
        }
        let found = self.store().tip(leaf).await?.ok_or(Refused::NotFound)?;
        let max = count(REPLIES_MAX);
        let before = self.store().tip_replies(found.lookup, max).await?.len();
        if before >= REPLIES_MAX {
            return Err(Refused::TooMany { max });
        }
        let id = self.entropy().id();
        self.write(move |draft| {
            let day = draft.at().0.div_euclid(DAY_SECONDS);
            draft.row(vault::reply(id, found.lookup, sealed, day));
            Ok(())
        })
        .await?;
        Ok(())
    }

    /// Somebody offers to open tips: their name and calling as a public text, and a key made offline.
    ///
    /// # Errors
    /// [`Refused::Empty`], [`Refused::TooLong`], or the domain's refusal.
    pub async fn offer_custodian(
        &self,
        who: &Person,
        about: &str,
        key: TipKey,
    ) -> Result<Receipt, Refused> {
        let text = self.seal(ABOUT_FIELD, about)?.ok_or(Refused::Empty)?;
        let command = Command::OfferCustodian {
            about: text.seal,
            key,
        };
        let actor = who.actor();
        self.write(move |draft| {
            draft.act_with_texts(&actor, &command, vec![text])?;
            Ok(())
        })
        .await
    }

    /// The tip with the least leaf above this one that has no outcome yet, for a custodian who fetches them all. One that
    /// still waits for its hour is there too: reading need not wait.
    ///
    /// # Errors
    /// The store's failure, or not a custodian.
    pub async fn next_tip(
        &self,
        who: &Person,
        after: [u8; 32],
    ) -> Result<Option<Fetched>, Refused> {
        self.custodian(who)?;
        let waiting = self.store().waiting_tip_after(after).await?;
        let open = self.open_tip_after(after).await?;
        let least = waiting.into_iter().chain(open).min_by_key(|tip| tip.leaf);
        let state = self.state();
        let batch = |leaf| state.tips.open.get(&Seal(leaf)).map(|tip| tip.batch);
        Ok(least.map(|tip| Fetched {
            batch: batch(tip.leaf),
            leaf: tip.leaf,
            nonce: tip.nonce,
            sealed: tip.sealed,
        }))
    }

    async fn open_tip_after(&self, mut after: [u8; 32]) -> Result<Option<vault::Tip>, Refused> {
        while let Some(tip) = self.store().tip_after(after).await? {
            if self.state().tips.open.contains_key(&Seal(tip.leaf)) {
                return Ok(Some(tip));
            }
            after = tip.leaf;
        }
        Ok(None)
    }

    fn custodian(&self, who: &Person) -> Result<(), Refused> {
        let since = self.state().custodian_since(who.party);
        since.map(|_| ()).ok_or(Refusal::NotACustodian.into())
    }
}

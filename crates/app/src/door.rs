//! The door: a one-time code that the recipient's person reads out, and the receipt it stands for.

use relief::command::Command;
use relief::entry::ReceiptLineFact;
use relief::ids::{ConsignmentId, Stamp};
use store::vault::link::{self, Link};

use crate::app::App;
use crate::carrier::link_to;
use crate::consignment::show;
use crate::draft::{CardKind, Receipt};
use crate::entropy::hash;
use crate::error::Refused;
use crate::people::Person;

/// Digits of a door code: read out at a gate, tried at most a few times.
const DOOR_DIGITS: usize = 6;
/// A door code works so long.
const DOOR_SECONDS: i64 = 48 * 3600;

impl App {
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
            let until = draft.at().0.saturating_add(DOOR_SECONDS);
            draft.row(link::put(&Link {
                kind: "door".to_owned(),
                code: Some(shown),
                account: Some(account),
                uses_left: 1,
                expires_at: until,
                ..link_to(consignment, key, draft.at())
            }));
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

/// Short codes are hashed with their consignment, so that a table of a million hashes opens nothing else.
fn door_hash(consignment: ConsignmentId, code: &str) -> [u8; 32] {
    hash(&format!("door/{}/{code}", consignment.0))
}

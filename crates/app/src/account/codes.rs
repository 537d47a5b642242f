//! Codes that sign a device in: once to a second one, and in an emergency.

use store::PrivateId;
use store::vault::link;

use super::{SignedIn, TOKEN_LETTERS, add_session, device_fits};
use crate::app::App;
use crate::entropy::hash;
use crate::error::Refused;
use crate::people::Person;

/// Letters of a recovery code: 16 letters of 5 bits are 80 bits.
const RECOVERY_LETTERS: usize = 16;
/// Recovery codes given at once.
const RECOVERY_CODES: usize = 5;
/// A transfer link to a second device works so long.
pub const TRANSFER_SECONDS: i64 = 4 * 3_600;
/// A recovery code works so long.
const RECOVERY_SECONDS: i64 = 10 * 365 * 86_400;

impl App {
    /// A link that signs a second device in: once, within four hours.
    ///
    /// # Errors
    /// A busy writer.
    pub async fn transfer_code(&self, who: &Person) -> Result<String, Refused> {
        let code = self.entropy().code(TOKEN_LETTERS);
        self.add_codes(
            who.account,
            "transfer",
            vec![code.clone()],
            TRANSFER_SECONDS,
        )
        .await?;
        Ok(code)
    }

    /// Fresh recovery codes; earlier ones stop working.
    ///
    /// # Errors
    /// A busy writer.
    pub async fn recovery_codes(&self, who: &Person) -> Result<Vec<String>, Refused> {
        let codes: Vec<_> = (0..RECOVERY_CODES)
            .map(|_| self.entropy().code(RECOVERY_LETTERS))
            .collect();
        self.add_codes(who.account, "recovery", codes.clone(), RECOVERY_SECONDS)
            .await?;
        Ok(codes)
    }

    /// Whether a person has a way back in beside this device: recovery codes, or a second device.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn has_recovery(&self, who: &Person) -> Result<bool, Refused> {
        let codes = self.store().links_of("recovery", who.account).await?;
        Ok(codes.iter().any(|c| c.uses_left > 0) || self.devices(who.account).await?.len() > 1)
    }

    async fn add_codes(
        &self,
        account: PrivateId,
        kind: &'static str,
        codes: Vec<String>,
        seconds: i64,
    ) -> Result<(), Refused> {
        let earlier = self.store().links_of(kind, account).await?;
        self.write(move |draft| {
            let at = draft.at().0;
            for old in &earlier {
                draft.row(link::delete(old.hash));
            }
            for code in &codes {
                draft.row(link::put(&link::Link {
                    hash: hash(code),
                    kind: kind.to_owned(),
                    code: None,
                    account: Some(account),
                    room: None,
                    subject: None,
                    part: None,
                    uses_left: 1,
                    created_at: at,
                    expires_at: at.saturating_add(seconds),
                    used_at: None,
                }));
            }
            Ok(())
        })
        .await?;
        Ok(())
    }

    /// Signs a device in by a transfer link or a recovery code.
    ///
    /// # Errors
    /// [`Refused::CodeInvalid`] when the code is wrong, used or expired; a label that is too long.
    pub async fn sign_in_by_code(&self, code: &str, device: &str) -> Result<SignedIn, Refused> {
        device_fits(device)?;
        let plain: String = code
            .chars()
            .filter(|c| c.is_ascii_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let key = hash(&plain);
        let found = self.store().link(key).await?.ok_or(Refused::CodeInvalid)?;
        let account = found.account.ok_or(Refused::CodeInvalid)?;
        let signs_in = found.kind == "transfer" || found.kind == "recovery";
        if !signs_in || found.expires_at < self.now().0 || found.uses_left == 0 {
            return Err(Refused::CodeInvalid);
        }
        let (token, device) = (self.entropy().code(TOKEN_LETTERS), device.to_owned());
        let token_hash = hash(&token);
        self.write(move |draft| {
            draft.use_up(key, found.uses_left)?;
            let at = draft.at().0;
            draft.row(link::use_one(key, at));
            add_session(draft, account, token_hash, device);
            Ok(())
        })
        .await?;
        let person = self.person(account).await?.ok_or(Refused::CodeInvalid)?;
        Ok(SignedIn { person, token })
    }
}

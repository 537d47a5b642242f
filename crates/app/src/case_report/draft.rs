//! Case reports that one official types and another looks at before they are filed. A draft is private to the officials
//! of its office, never in the journal, and goes when its day is filed.

use relief::ids::{JurisdictionId, PartyId, Stamp};
use relief::jurisdiction::is_official;
use relief::refusal::Refusal;
use relief::watch::day::Day;
use store::vault::case_draft;

use crate::app::App;
use crate::error::Refused;
use crate::people::Person;

/// A draft is kept so long.
pub const DAYS_KEPT: i64 = 31;
/// What a draft may hold, in bytes: every field of the form at its longest.
pub const DRAFT_BYTES_MAX: usize = 16 * 1024;
/// Drafts of one office at a time: three officials each day.
pub const DRAFTS_MAX: usize = 93;
/// Words with which a draft is sent back, in characters.
pub const WORDS_CHARS_MAX: usize = 200;

/// What an official has typed and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseDraft {
    /// About which day.
    pub day: Day,
    /// By whom.
    pub by: PartyId,
    /// When.
    pub at: Stamp,
    /// The fields of the form as typed.
    pub fields: Vec<(String, String)>,
    /// What somebody who looked at it wrote when they sent it back.
    pub sent_back: Option<String>,
}

impl App {
    /// Keeps what an official has typed about a day, in place of what the same person kept before.
    ///
    /// # Errors
    /// [`Refusal::NotYourJurisdiction`], [`Refused::TooLong`] beyond [`DRAFT_BYTES_MAX`], [`Refused::TooMany`] beyond
    /// [`DRAFTS_MAX`], or a busy writer.
    pub async fn keep_case_draft(
        &self,
        who: &Person,
        (of, day): (JurisdictionId, Day),
        fields: &[(String, String)],
    ) -> Result<(), Refused> {
        let kept = self.kept_drafts(who, of).await?;
        let number = i64::from(day.number());
        let is_new =
            |draft: &case_draft::CaseDraft| (draft.day, draft.account) != (number, who.account);
        if kept.len() >= DRAFTS_MAX && kept.iter().all(is_new) {
            let max = u32::try_from(DRAFTS_MAX).unwrap_or(u32::MAX);
            return Err(Refused::TooMany { max });
        }
        let fields = serde_json::to_string(fields).unwrap_or_default();
        if fields.len() > DRAFT_BYTES_MAX {
            let max = DRAFT_BYTES_MAX;
            return Err(Refused::TooLong { max });
        }
        let (account, party) = (who.account, who.party);
        self.write(move |draft| {
            draft.row(case_draft::put(&case_draft::CaseDraft {
                jurisdiction: of.0,
                day: number,
                account,
                party: party.0,
                saved_at: draft.at().0,
                fields,
                sent_back: None,
            }));
            Ok(())
        })
        .await?;
        Ok(())
    }

    /// What the officials of an office have kept, the latest day first.
    ///
    /// # Errors
    /// [`Refusal::NotYourJurisdiction`], or the store's failure.
    pub async fn case_drafts(
        &self,
        who: &Person,
        of: JurisdictionId,
    ) -> Result<Vec<CaseDraft>, Refused> {
        let kept = self.kept_drafts(who, of).await?;
        Ok(kept.into_iter().filter_map(read).collect())
    }

    /// Sends somebody else's draft back, with words.
    ///
    /// # Errors
    /// [`Refusal::NotYourJurisdiction`], [`Refused::NotFound`] when it is filed or one's own, words that do not fit.
    pub async fn send_back_case_draft(
        &self,
        who: &Person,
        (of, day, by): (JurisdictionId, Day, PartyId),
        words: &str,
    ) -> Result<(), Refused> {
        let words = words.trim().to_owned();
        match words.chars().count() {
            0 => return Err(Refused::Empty),
            1..=WORDS_CHARS_MAX => {}
            _ => {
                let max = WORDS_CHARS_MAX;
                return Err(Refused::TooLong { max });
            }
        }
        let mut kept = self.kept_drafts(who, of).await?.into_iter();
        let number = i64::from(day.number());
        let found = kept.find(|draft| (draft.day, draft.party) == (number, by.0));
        let found = found.filter(|draft| draft.account != who.account);
        let found = found.ok_or(Refused::NotFound)?;
        self.write(move |draft| {
            draft.row(case_draft::send_back(&found, &words));
            Ok(())
        })
        .await?;
        Ok(())
    }

    async fn kept_drafts(
        &self,
        who: &Person,
        of: JurisdictionId,
    ) -> Result<Vec<case_draft::CaseDraft>, Refused> {
        if !is_official(&self.state(), of, &who.actor()) {
            return Err(Refusal::NotYourJurisdiction.into());
        }
        let oldest = self.now().0.saturating_sub(DAYS_KEPT * 86_400);
        let mut kept = self.store().case_drafts(of.0).await?;
        kept.retain(|draft| draft.saved_at >= oldest);
        Ok(kept)
    }
}

/// Nothing for what no longer reads: a draft is no record.
fn read(kept: case_draft::CaseDraft) -> Option<CaseDraft> {
    Some(CaseDraft {
        day: Day::from_number(i32::try_from(kept.day).ok()?)?,
        by: PartyId(kept.party),
        at: Stamp(kept.saved_at),
        fields: serde_json::from_str(&kept.fields).ok()?,
        sent_back: kept.sent_back,
    })
}

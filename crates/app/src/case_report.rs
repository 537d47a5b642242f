//! Case reports: one by a form, many from a table or a message; and the key by which an office's own system files.

pub mod draft;

use std::sync::Arc;

use relief::case_report::figures::Figures;
use relief::code::ReportReason;
use relief::command::Command;
use relief::entry::CaseFigureFact;
use relief::ids::{DefinitionId, Index, JurisdictionId};
use relief::jurisdiction::is_official;
use relief::name::Name;
use relief::refusal::Refusal;
use relief::state::State;
use relief::watch::day::Day;
use store::vault::case_draft;
use store::vault::link::{self, Link};
use tokio::sync::oneshot;

use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::entropy::hash;
use crate::error::Refused;
use crate::people::Person;
use crate::text::Sealed;

/// Reports of one table or message: three years of one office. What is beyond it is said to be left.
pub const REPORTS_MAX: usize = 1_000;
/// The kind of an office's key in the vault.
const OFFICE: &str = "office";
/// Letters of a key: 32 letters of 5 bits are 160 bits.
const KEY_LETTERS: usize = 32;
/// A key works so long.
const KEY_SECONDS: i64 = 366 * 86_400;

/// By what definition cases were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Definition {
    /// One that has a name here.
    Known(DefinitionId),
    /// One that gets its name with the report.
    New(Name),
}

/// A report as a form gives it.
#[derive(Debug, Clone)]
pub struct NewCaseReport {
    /// Whose.
    pub jurisdiction: JurisdictionId,
    /// About which day.
    pub day: Day,
    /// The counts.
    pub figures: Vec<CaseFigureFact>,
    /// By which definition.
    pub definition: Option<Definition>,
    /// Whether a public notice is cited, by somebody who does not speak for the office.
    pub cited: bool,
    /// The version that the person saw and means to replace.
    pub corrects: Option<Index>,
    /// Why.
    pub reason: Option<ReportReason>,
    /// Words to it.
    pub remark: String,
    /// Words why something is taken off earlier counts (核减).
    pub removed_remark: String,
    /// The link to the public notice.
    pub source: String,
}

impl NewCaseReport {
    /// The first report of a day, in the office's own name and with nothing said to it.
    #[must_use]
    pub fn first(
        jurisdiction: JurisdictionId,
        day: Day,
        figures: Vec<CaseFigureFact>,
    ) -> NewCaseReport {
        NewCaseReport {
            jurisdiction,
            day,
            figures,
            definition: None,
            cited: false,
            corrects: None,
            reason: None,
            remark: String::new(),
            removed_remark: String::new(),
            source: String::new(),
        }
    }
}

/// A report as a table or message gives it.
#[derive(Debug, Clone)]
pub struct ToldReport {
    /// Whose.
    pub jurisdiction: JurisdictionId,
    /// About which day.
    pub day: Day,
    /// The counts that are stated. What stands is kept where they state nothing.
    pub figures: Vec<CaseFigureFact>,
    /// Words to it.
    pub remark: String,
}

/// What became of one report of many.
#[derive(Debug)]
pub enum Filed {
    /// The first of its day.
    First(Index),
    /// In place of an earlier version.
    Replaced(Index),
    /// What it says stood there already.
    Stood(Index),
    /// Not taken.
    Refused(Refused),
}

impl App {
    /// Files one version of a report.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that does not fit.
    pub async fn file_case_report(
        &self,
        who: &Person,
        new: NewCaseReport,
    ) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", &new.remark)?;
        let removed = self.seal("removed_remark", &new.removed_remark)?;
        let source = self.seal("source", &new.source)?;
        let actor = who.actor();
        self.write(move |draft| {
            let definition = match new.definition {
                Some(Definition::New(name)) => match named(draft.state(), &name) {
                    Some(known) => Some(known),
                    None => {
                        let command = Command::NameCaseDefinition { name };
                        Some(DefinitionId(draft.act(&actor, &command)?))
                    }
                },
                Some(Definition::Known(id)) => Some(id),
                None => None,
            };
            let seal = |text: &Option<Sealed>| text.as_ref().map(|t| t.seal);
            let command = Command::FileCaseReport {
                jurisdiction: new.jurisdiction,
                day: new.day,
                figures: new.figures,
                definition,
                cited: new.cited,
                corrects: new.corrects,
                reason: new.reason,
                remark: seal(&remark),
                removed_remark: seal(&removed),
                source: seal(&source),
            };
            if !new.cited {
                let day = i64::from(new.day.number());
                draft.row(case_draft::delete(new.jurisdiction.0, day));
            }
            let texts = [remark, removed, source].into_iter().flatten().collect();
            let made = draft.act_with_texts(&actor, &command, texts)?;
            draft.about(made);
            Ok(())
        })
        .await
    }

    /// Files many reports in one act. Each is judged alone: one that is refused costs no other.
    ///
    /// # Errors
    /// [`Refused::TooMany`] beyond [`REPORTS_MAX`], a remark that does not fit, or a busy writer.
    pub async fn file_case_reports(
        &self,
        who: &Person,
        told: Vec<ToldReport>,
    ) -> Result<Vec<Filed>, Refused> {
        if told.len() > REPORTS_MAX {
            let max = u32::try_from(REPORTS_MAX).unwrap_or(u32::MAX);
            return Err(Refused::TooMany { max });
        }
        let sealed = |told: ToldReport| Ok((self.seal("remark", &told.remark)?, told));
        let told: Result<Vec<_>, Refused> = told.into_iter().map(sealed).collect();
        let (told, actor) = (told?, who.actor());
        let (answer, filed) = oneshot::channel();
        self.always()
            .write(move |draft| {
                let file = |(remark, told)| file_told(draft, &actor, told, remark);
                let outcomes: Vec<Filed> = told.into_iter().map(file).collect();
                // Whoever asked is gone when nobody listens; what was filed stands.
                let _ = answer.send(outcomes);
                Ok(())
            })
            .await?;
        filed.await.map_err(|_| Refused::Busy)
    }

    /// A new key by which an office's own system files in the name of this official. Shown once; only its hash is
    /// kept. The official's earlier key for the same office ends with it.
    ///
    /// # Errors
    /// [`Refusal::NotYourJurisdiction`], or a busy writer.
    pub async fn office_key(
        &self,
        who: &Person,
        jurisdiction: JurisdictionId,
    ) -> Result<String, Refused> {
        if !is_official(&self.state(), jurisdiction, &who.actor()) {
            return Err(Refusal::NotYourJurisdiction.into());
        }
        let account = who.account;
        let earlier = self.store().links_of(OFFICE, account).await?;
        let key = self.entropy().code(KEY_LETTERS);
        let kept = hash(&key);
        self.write(move |draft| {
            for link in earlier.iter().filter(|l| l.subject == Some(jurisdiction.0)) {
                draft.row(link::delete(link.hash));
            }
            let at = draft.at().0;
            draft.row(link::put(&Link {
                hash: kept,
                kind: OFFICE.to_owned(),
                code: None,
                account: Some(account),
                room: None,
                subject: Some(jurisdiction.0),
                part: None,
                uses_left: u32::MAX,
                created_at: at,
                expires_at: at.saturating_add(KEY_SECONDS),
                used_at: None,
            }));
            Ok(())
        })
        .await?;
        Ok(key)
    }

    /// Who files by a key, and for which office; nothing for a key that is wrong or has run out.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn by_office_key(
        &self,
        key: &str,
    ) -> Result<Option<(Arc<Person>, JurisdictionId)>, Refused> {
        let now = self.now().0;
        let found = self.store().link(hash(key)).await?;
        let good = found.filter(|l| l.kind == OFFICE && l.expires_at > now);
        let Some((account, subject)) = good.and_then(|l| l.account.zip(l.subject)) else {
            return Ok(None);
        };
        let person = self.person(account).await?;
        Ok(person.map(|person| (person, JurisdictionId(subject))))
    }
}

fn named(state: &State, name: &Name) -> Option<DefinitionId> {
    state.case_reports.definitions.named(name)
}

fn file_told(
    draft: &mut Draft<'_>,
    actor: &relief::command::Actor,
    told: ToldReport,
    remark: Option<Sealed>,
) -> Filed {
    let (jurisdiction, day) = (told.jurisdiction, told.day);
    let standing = draft.state().case_reports.own(jurisdiction, day);
    let corrects = standing.map(|version| version.index);
    let nothing = Figures::default();
    let figures = standing.map_or(&nothing, |version| &version.figures);
    let command = Command::FileCaseReport {
        jurisdiction,
        day,
        figures: figures.with(&told.figures),
        definition: standing.and_then(|version| version.definition),
        cited: false,
        corrects,
        reason: corrects.map(|_| ReportReason::Resent),
        remark: remark.as_ref().map(|r| r.seal),
        removed_remark: None,
        source: None,
    };
    match draft.act_with_texts(actor, &command, remark.into_iter().collect()) {
        Ok(index) if corrects.is_some() => Filed::Replaced(Index(index)),
        Ok(index) => Filed::First(Index(index)),
        Err(Refusal::FiledAlready(index)) => Filed::Stood(index),
        Err(refusal) => Filed::Refused(refusal.into()),
    }
}

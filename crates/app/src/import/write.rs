//! Writing a plan: the same commands as a person's acts, one act for each facility.

use std::collections::HashMap;

use relief::code::{Evidence, PartyKind, Role};
use relief::command::{Actor, Command};
use relief::entry::NeedLineFact;
use relief::ids::{PartyId, RecipientId};
use relief::name::Name;
use relief::need::{NEED_LINES_MAX, NeedStatus};
use relief::place::Place;
use relief::recipient::folded;
use relief::refusal::Refusal;
use relief::state::State;
use serde::Serialize;

use super::{Facility, Plan, Preset};
use crate::app::App;
use crate::draft::Draft;
use crate::error::Refused;
use crate::official_supply::organisation;
use crate::text::Sealed;

/// Acts of an import on their way at once: enough for one transaction, and far below what the queue holds.
const IN_FLIGHT_MAX: usize = 128;

/// What an import wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Written {
    /// Facilities that were not in the directory.
    pub recipients_registered: u64,
    /// Lines that now stand, open or waiting for a verifier.
    pub lines_reported: u64,
    /// Lines that the facility had stated before: nothing was written for them.
    pub lines_already_there: u64,
    /// Facilities that the domain refused.
    pub refused: Vec<Refusals>,
}

/// One facility that the domain refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusals {
    /// The row's own id.
    pub row_id: String,
    /// Why.
    pub reason: String,
}

/// One facility's act, ready to be run.
struct Job {
    facility: Facility,
    known: Option<RecipientId>,
}

/// The organisations in whose names a list is written.
#[derive(Clone, Copy)]
struct Parties {
    reporter: PartyId,
    reviewers: PartyId,
}

impl App {
    /// Puts a list on the board. Rows that were reviewed are opened on the word of the list's reviewers, the
    /// others wait for a verifier. What stands already is not written again, so an import that broke off can be
    /// repeated.
    ///
    /// # Errors
    /// A busy writer or a failing store; what was written until then stands.
    pub async fn import(&self, plan: Plan) -> Result<Written, Refused> {
        let mut written = Written::default();
        let jobs = jobs(&self.state(), plan.facilities, &mut written);
        if jobs.is_empty() {
            return Ok(written);
        }
        let parties = self.admit(plan.preset).await?;
        let mut jobs = jobs.into_iter().peekable();
        while jobs.peek().is_some() {
            let mut waiting = Vec::with_capacity(IN_FLIGHT_MAX);
            for job in jobs.by_ref().take(IN_FLIGHT_MAX) {
                let lines = u64::try_from(job.facility.lines.len()).unwrap_or(u64::MAX);
                let (row_id, is_new) = (job.facility.row_id.clone(), job.known.is_none());
                let texts = self.texts(&job.facility)?;
                let work = move |draft: &mut Draft<'_>| write(draft, job, parties, texts);
                waiting.push((row_id, is_new, lines, self.submit(Box::new(work))?));
            }
            for (row_id, is_new, lines, answer) in waiting {
                match answer.await.map_err(|_| Refused::Busy)? {
                    Ok(_) => {
                        written.recipients_registered += u64::from(is_new);
                        written.lines_reported += lines;
                    }
                    Err(Refused::Refusal(refusal)) => written.refused.push(Refusals {
                        row_id,
                        reason: refusal.to_string(),
                    }),
                    Err(other) => return Err(other),
                }
            }
        }
        self.dismiss(parties).await?;
        Ok(written)
    }

    /// The two organisations, registered if new; the reviewers may verify while the import runs.
    async fn admit(&self, preset: Preset) -> Result<Parties, Refused> {
        let names = [
            Name::new(preset.reporter())?,
            Name::new(preset.reviewers())?,
        ];
        let wanted = names.clone();
        self.write(move |draft| {
            for name in &wanted {
                if organisation(draft.state(), name).is_none() {
                    let command = Command::RegisterParty {
                        kind: PartyKind::Organisation,
                        name: Some(name.clone()),
                        place: None,
                    };
                    draft.act(&Actor::community(), &command)?;
                }
            }
            Ok(())
        })
        .await?;
        let [reporter, reviewers] = names.map(|name| organisation(&self.state(), &name));
        let parties = Parties {
            reporter: reporter.ok_or(Refused::NotFound)?,
            reviewers: reviewers.ok_or(Refused::NotFound)?,
        };
        let grant = Command::GrantRole {
            party: parties.reviewers,
            role: Role::Verifier,
            room: None,
            recipient: None,
        };
        match self.act(Actor::community(), grant).await {
            // An import that broke off left the role standing.
            Ok(_) | Err(Refused::Refusal(Refusal::RoleHeld)) => Ok(parties),
            Err(other) => Err(other),
        }
    }

    async fn dismiss(&self, parties: Parties) -> Result<(), Refused> {
        let revoke = Command::RevokeRole {
            party: parties.reviewers,
            role: Role::Verifier,
            room: None,
            recipient: None,
        };
        self.act(Actor::community(), revoke).await?;
        Ok(())
    }

    /// Source and remark, sealed for each need that the facility's lines will make.
    fn texts(&self, facility: &Facility) -> Result<Vec<[Option<Sealed>; 2]>, Refused> {
        facility
            .lines
            .chunks(NEED_LINES_MAX)
            .map(|_| {
                let source = self.seal("source", &facility.source)?;
                Ok([source, self.seal("remark", &facility.remark)?])
            })
            .collect()
    }
}

/// What is left to write: facilities that are new, and lines that do not stand yet.
fn jobs(state: &State, facilities: Vec<Facility>, written: &mut Written) -> Vec<Job> {
    let directory = directory(state);
    let mut met: HashMap<(Place, String), usize> = HashMap::new();
    let mut jobs = Vec::new();
    for mut facility in facilities {
        let key = (facility.place, folded(facility.name.as_str()));
        // The n-th row of a name is the n-th recipient of that name: repeated rows are never merged silently.
        let nth = met.entry(key.clone()).or_default();
        let known = directory.get(&key).and_then(|ids| ids.get(*nth)).copied();
        *nth += 1;
        if let Some(id) = known {
            let all = facility.lines.len();
            facility.lines.retain(|line| !stands(state, id, line));
            let gone = all.saturating_sub(facility.lines.len());
            written.lines_already_there += u64::try_from(gone).unwrap_or(u64::MAX);
        }
        if known.is_none() || !facility.lines.is_empty() {
            jobs.push(Job { facility, known });
        }
    }
    jobs
}

/// Recipients by place and folded name, oldest first; merged ones count as what they stand for now.
fn directory(state: &State) -> HashMap<(Place, String), Vec<RecipientId>> {
    let mut directory: HashMap<_, Vec<RecipientId>> = HashMap::new();
    for (id, recipient) in &state.recipients {
        let standing = recipient.merged_into.unwrap_or(*id);
        let mut names = vec![folded(recipient.name.as_str())];
        if recipient.merged_into.is_none() {
            names.extend(recipient.aliases.iter().map(|name| folded(name.as_str())));
        }
        names.dedup();
        for name in names {
            let ids = directory.entry((recipient.place, name)).or_default();
            ids.push(standing);
        }
    }
    directory
}

/// Whether the recipient's need of this item stands, or a verifier has said no to it.
fn stands(state: &State, recipient: RecipientId, line: &NeedLineFact) -> bool {
    let needs = state.recipients.get(&recipient).map(|r| &r.needs);
    let mut needs = needs
        .into_iter()
        .flatten()
        .filter_map(|n| state.needs.get(n));
    needs.any(|need| {
        let ended = matches!(need.status, NeedStatus::Closed(_) | NeedStatus::Merged(_));
        !ended && need.lines.iter().any(|l| l.item == line.item)
    })
}

fn write(
    draft: &mut Draft<'_>,
    job: Job,
    parties: Parties,
    texts: Vec<[Option<Sealed>; 2]>,
) -> Result<(), Refused> {
    let Job { facility, known } = job;
    let actor = |party| Actor {
        party,
        rooms: Vec::new(),
    };
    let reporter = actor(parties.reporter);
    let recipient = match known {
        Some(id) => id,
        None => register(draft, &reporter, &facility)?,
    };
    for (lines, texts) in facility.lines.chunks(NEED_LINES_MAX).zip(texts) {
        let [source, remark] = texts;
        let command = Command::ReportNeed {
            recipient,
            room: None,
            lines: lines.to_vec(),
            critical: false,
            source: source.as_ref().map(|s| s.seal),
            remark: remark.as_ref().map(|s| s.seal),
            contact_named: false,
            separate: false,
        };
        let texts = source.into_iter().chain(remark).collect();
        let need = draft.act_with_texts(&reporter, &command, texts)?;
        if facility.reviewed {
            let verify = Command::VerifyNeed {
                need: relief::ids::NeedId(need),
                evidence: Evidence::OfficialNotice,
                skip: None,
            };
            draft.act(&actor(parties.reviewers), &verify)?;
        }
    }
    Ok(())
}

/// A new recipient; one that nobody has reviewed is provisional. Its place gets a name if it has none.
fn register(
    draft: &mut Draft<'_>,
    reporter: &Actor,
    facility: &Facility,
) -> Result<RecipientId, Refused> {
    let place = facility.place;
    let nameless = place.name_zh().is_none() && draft.state().place_name(place).is_none();
    if let Some(name) = facility.place_name.clone().filter(|_| nameless) {
        draft.act(&Actor::community(), &Command::NamePlace { place, name })?;
    }
    let command = Command::RegisterRecipient {
        name: facility.name.clone(),
        place,
        kind: facility.kind,
        provisional: !facility.reviewed,
        separate: true,
    };
    Ok(RecipientId(draft.act(reporter, &command)?))
}

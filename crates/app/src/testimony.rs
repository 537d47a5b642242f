//! Testimonies: said by a member or by anybody, looked at in piles, and tied to the tree of invitations by number alone.

mod moderation;

use relief::code::*;
use relief::command::{Actor, Command};
use relief::ids::*;
use relief::place::Place;
use relief::refusal::Refusal;
use relief::testimony::PHOTOS_MAX;
use store::PrivateId;
use store::vault::{photo, testimony as vault};

use crate::app::App;
use crate::draft::{Draft, Receipt};
use crate::error::Refused;
use crate::people::Person;
pub use moderation::{DECIDED_MAX, Decision, Queue, SORTED_MAX};

/// The longest statement, in characters: an hour of somebody's life, not a book.
pub const STATEMENT_CHARS_MAX: usize = 2_000;
/// The field that seals the words.
const STATEMENT_FIELD: &str = "statement";
/// The field that seals photographs.
const PHOTOS_FIELD: &str = "photos";
/// In place of an account under photographs that came without one.
const NOBODY: PrivateId = PrivateId([0; 16]);

/// What somebody says they saw.
#[derive(Debug, Clone)]
pub struct NewTestimony {
    /// What it is about.
    pub kind: TestimonyKind,
    /// Where it happened.
    pub place: Place,
    /// When it happened.
    pub happened_at: Stamp,
    /// Only the day is known.
    pub day_only: bool,
    /// The words.
    pub statement: String,
    /// Files of photographs.
    pub photos: Vec<Vec<u8>>,
    /// The organisation that it speaks of.
    pub about: Option<PartyId>,
    /// It accuses somebody.
    pub accuses: bool,
    /// The version that it stands in place of.
    pub corrects: Option<TestimonyId>,
}

impl App {
    /// Somebody says what they saw: a member under their number, anybody else under a fresh one that leads to nobody,
    /// on a handle of [`App::outside`].
    ///
    /// # Errors
    /// A refusal of the domain, [`Refused::Empty`], [`Refused::TooLong`] or [`Refused::NotAPhoto`].
    pub async fn testify(
        &self,
        who: Option<&Person>,
        new: NewTestimony,
    ) -> Result<Receipt, Refused> {
        if let Some(receipt) = self.answered().await? {
            return Ok(receipt);
        }
        let statement = self
            .seal_up_to(STATEMENT_FIELD, &new.statement, STATEMENT_CHARS_MAX)?
            .ok_or(Refused::Empty)?;
        let max = PHOTOS_MAX;
        if new.photos.len() > max {
            return Err(Refusal::TooManyPhotos { max }.into());
        }
        let mut photos = Vec::new();
        for bytes in new.photos {
            photos.push(self.develop(bytes, PHOTOS_FIELD).await?);
        }
        let account = who.map_or(NOBODY, |who| who.account);
        let roots = match who {
            Some(who) => self.store().branch_roots(who.account).await?,
            None => Vec::new(),
        };
        let command = Command::SubmitTestimony {
            kind: new.kind,
            place: new.place,
            happened_at: new.happened_at,
            day_only: new.day_only,
            statement: statement.seal,
            photos: photos.iter().map(|p| p.seal).collect(),
            about: new.about,
            accuses: new.accuses,
            member: !roots.is_empty(),
            corrects: new.corrects,
        };
        let actor = who.map(Person::actor);
        self.write_later(move |draft| {
            let actor = speaker(draft, actor)?;
            let entry = draft.act_with_texts(&actor, &command, vec![statement])?;
            let at = draft.at().0;
            for made in photos {
                draft.row(photo::insert(&made.into_photo(
                    account,
                    Some(entry),
                    None,
                    at,
                )));
            }
            for root in roots {
                draft.row(vault::branch(entry, root, 0));
            }
            draft.about(entry);
            Ok(())
        })
        .await
    }

    /// A member stands by a testimony. In which branch of the tree of invitations, the vault says.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that is too long.
    pub async fn corroborate(
        &self,
        who: &Person,
        testimony: TestimonyId,
        evidence: SupportKind,
        remark: &str,
    ) -> Result<Receipt, Refused> {
        let remark = self.seal("remark", remark)?;
        // Before the vault is read: of two at once from one branch both count as this number, never as two.
        let next = {
            let state = self.state();
            let found = state.testimonies.get(&testimony);
            found.ok_or(Refused::NotFound)?.next_branch()
        };
        let roots = self.store().branch_roots(who.account).await?;
        let known = self.store().testimony_branch(testimony.0, &roots).await?;
        let branch = known.or((!roots.is_empty()).then_some(next));
        let command = Command::CorroborateTestimony {
            testimony,
            evidence,
            branch,
            remark: remark.as_ref().map(|r| r.seal),
        };
        let actor = who.actor();
        self.write(move |draft| {
            draft.act_with_texts(&actor, &command, remark.into_iter().collect())?;
            for (root, branch) in roots.into_iter().zip(branch.into_iter().cycle()) {
                draft.row(vault::branch(testimony.0, root, branch));
            }
            Ok(())
        })
        .await
    }

    /// Somebody says otherwise.
    ///
    /// # Errors
    /// A refusal of the domain, or a text that is blank or too long.
    pub async fn contest_testimony(
        &self,
        who: &Person,
        testimony: TestimonyId,
        remark: &str,
    ) -> Result<Receipt, Refused> {
        let sealed = self.seal("remark", remark)?.ok_or(Refused::Empty)?;
        let remark = sealed.seal;
        let command = Command::ContestTestimony { testimony, remark };
        self.act_with_text(who, command, Some(sealed)).await
    }

    /// Somebody answers; whoever is named needs no account for it, and then comes on a handle of [`App::outside`].
    ///
    /// # Errors
    /// A refusal of the domain, or a text that is blank or too long.
    pub async fn answer_testimony(
        &self,
        who: Option<&Person>,
        testimony: TestimonyId,
        answer: &str,
        named: bool,
    ) -> Result<Receipt, Refused> {
        let sealed = self.seal_up_to("answer", answer, STATEMENT_CHARS_MAX)?;
        let sealed = sealed.ok_or(Refused::Empty)?;
        let command = Command::AnswerTestimony {
            testimony,
            answer: sealed.seal,
            named,
        };
        let actor = who.map(Person::actor);
        self.write(move |draft| {
            let actor = speaker(draft, actor)?;
            let entry = draft.act_with_texts(&actor, &command, vec![sealed])?;
            draft.about(entry);
            Ok(())
        })
        .await
    }

    /// Says what came of a testimony.
    ///
    /// # Errors
    /// A refusal of the domain.
    pub async fn use_testimony(
        &self,
        who: &Person,
        testimony: TestimonyId,
        used_as: TestimonyUse,
        subject: Index,
    ) -> Result<Receipt, Refused> {
        let command = Command::UseTestimony {
            testimony,
            used_as,
            subject,
        };
        self.act(who.actor(), command).await
    }

    /// Why a thing did not come to be tied to the testimony that its form began at, for whoever sent the form; nothing
    /// where it is tied.
    #[must_use]
    pub fn untied(
        &self,
        who: &Person,
        testimony: TestimonyId,
        used_as: TestimonyUse,
        subject: Index,
    ) -> Option<Refusal> {
        let command = Command::UseTestimony {
            testimony,
            used_as,
            subject,
        };
        let would = relief::decide(&self.state(), &who.actor(), self.now(), &command);
        would.err().filter(|why| *why != Refusal::NothingChanges)
    }

    /// The words of a testimony for a reader: everybody once it is public, before that its author and moderators.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn statement(
        &self,
        id: TestimonyId,
        reader: Option<&Person>,
    ) -> Result<Option<String>, Refused> {
        if !self.may_read(Index(id.0), reader) {
            return Ok(None);
        }
        self.text(id.0, STATEMENT_FIELD).await
    }

    /// The ids of its photographs that stand, for whoever may read its words.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn photos_of_testimony(&self, id: TestimonyId) -> Result<Vec<PrivateId>, Refused> {
        let kept = self.store().photos_of(id.0).await?;
        let standing = kept.into_iter().filter(|p| p.redacted_at.is_none());
        Ok(standing.map(|p| p.id).collect())
    }

    /// Whether a reader may see what an entry seals: always, but for a testimony that nobody published.
    pub(crate) fn may_read(&self, entry: Index, reader: Option<&Person>) -> bool {
        let state = self.state();
        let own = |who: &Person| {
            let found = state.testimonies.get(&TestimonyId(entry.0));
            found.is_some_and(|t| t.by == who.party) || state.moderates(&who.actor(), None)
        };
        !state.withholds(entry) || reader.is_some_and(own)
    }
}

/// Says of a thing that the draft made that it came of a testimony. What was said stands also where this is refused: it
/// is tied already, or the testimony was removed, replaced or led to enough meanwhile. [`App::untied`] says so.
pub(crate) fn tie(
    draft: &mut Draft<'_>,
    actor: &Actor,
    testimony: TestimonyId,
    used_as: TestimonyUse,
    subject: u64,
) {
    let subject = Index(subject);
    let command = Command::UseTestimony {
        testimony,
        used_as,
        subject,
    };
    let _refused = draft.act(actor, &command);
}

/// Who speaks: the actor, or a fresh number that leads to nobody.
fn speaker(draft: &mut Draft<'_>, actor: Option<Actor>) -> Result<Actor, Refused> {
    if let Some(actor) = actor {
        return Ok(actor);
    }
    let register = Command::RegisterParty {
        kind: PartyKind::Person,
        name: None,
        place: None,
    };
    let party = PartyId(draft.act(&Actor::community(), &register)?);
    let rooms = Vec::new();
    Ok(Actor { party, rooms })
}

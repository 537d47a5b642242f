//! Rooms and recipients that one person alone joins with the rest, places that no office is tied to, ties that went cold.

use std::collections::BTreeSet;

use relief::ids::{PartyId, RecipientId, RoomId};
use relief::place::Place;
use relief::ties::cuts::Severed;

use super::{Finding, Findings, wide};
use crate::address;
use crate::names;
use crate::parts::icon::Icon;
use crate::t;

/// Of one kind said one by one.
const SAID_MAX: usize = 3;

impl Findings<'_> {
    /// Rooms of the reader's of whose members one alone ever did anything for its recipients.
    pub(super) fn rooms_by_one(&self) -> Vec<Finding> {
        let rooms = self
            .reader
            .rooms()
            .filter_map(|room| self.room_by_one(room));
        rooms.take(SAID_MAX).collect()
    }

    fn room_by_one(&self, room: RoomId) -> Option<Finding> {
        let (w, found) = (self.w, self.state.rooms.get(&room)?);
        let own: Vec<RecipientId> = self.reader.recipients(room).collect();
        let knows = |party: &PartyId| own.iter().any(|id| self.knows(*id, *party));
        let mut members = self
            .reader
            .members_who_know(room)?
            .into_iter()
            .filter(knows);
        let (Some(alone), None) = (members.next(), members.next()) else {
            return None;
        };
        // Where nobody else at all knows them either, the thread says so.
        let threads = self
            .growth
            .threads
            .iter()
            .filter(|thread| thread.party == alone);
        let hanging: BTreeSet<&RecipientId> = threads.flat_map(|one| &one.recipients).collect();
        let by_others = own
            .iter()
            .find(|id| self.knows(**id, alone) && !hanging.contains(id))?;
        let name = found.name.as_str();
        Some(Finding {
            kind: "room",
            title: match self.reader.name(self.state, alone) {
                Some(who) => t!(w, "ties-room", name = who, room = name),
                None => t!(w, "ties-room-one", room = name),
            },
            figures: t!(
                w,
                "ties-room-figures",
                members = found.members,
                n = own.len()
            ),
            act: t!(w, "ties-thread-ask"),
            href: format!("/r/{}?say=deputy&about={}", room.0, by_others.0),
            icon: Icon::People,
        })
    }

    /// Whether somebody ever did anything for a recipient.
    fn knows(&self, recipient: RecipientId, party: PartyId) -> bool {
        let parties = self.growth.contacts.get(&recipient);
        parties.is_some_and(|parties| parties.contains_key(&party))
    }

    /// Those of the reader's own rooms one by one, or how many there are.
    pub(super) fn cuts(&self) -> Vec<Finding> {
        let own = self.reader.rooms().flat_map(|room| {
            let recipients: BTreeSet<RecipientId> = self.reader.recipients(room).collect();
            self.cuts_of(room, &recipients)
        });
        let own: Vec<Finding> = own.take(SAID_MAX).collect();
        if own.is_empty() {
            let severed = self.growth.severed.iter();
            let all = severed.flat_map(|one| one.recipients.iter().copied());
            let all: BTreeSet<RecipientId> = all
                .filter(|id| self.reader.room_for(*id).is_none())
                .collect();
            let title = |who| t!(self.w, "ties-cut-one", who = who);
            self.of_others("cut", &all.into_iter().collect::<Vec<_>>(), title)
                .into_iter()
                .collect()
        } else {
            own
        }
    }

    /// Whose leaving would cut recipients of a room off together with those who know them. A room one of whose members
    /// knows them is not cut off, whatever else that member did or did not do.
    pub(super) fn cuts_of(&self, room: RoomId, own: &BTreeSet<RecipientId>) -> Vec<Finding> {
        let severed = self.growth.severed.iter();
        let cut = |severed: &Severed| {
            let ids = severed.recipients.iter().copied();
            let lost =
                |id: &RecipientId| own.contains(id) && !self.is_known_in(room, *id, severed.party);
            let hanging: Vec<RecipientId> = ids.filter(lost).collect();
            let first = *hanging.first()?;
            Some(self.cut(room, severed, &hanging, first))
        };
        severed.filter_map(cut).take(SAID_MAX).collect()
    }

    /// Whether a member of a room, beside one party, ever did anything for a recipient.
    fn is_known_in(&self, room: RoomId, recipient: RecipientId, beside: PartyId) -> bool {
        let parties = self.growth.contacts.get(&recipient);
        let mut parties = parties.into_iter().flat_map(|parties| parties.keys());
        parties.any(|party| *party != beside && self.reader.has_in(room, *party))
    }

    fn cut(
        &self,
        room: RoomId,
        severed: &Severed,
        hanging: &[RecipientId],
        first: RecipientId,
    ) -> Finding {
        let (w, who) = (self.w, self.recipients(hanging));
        let named = self.names(hanging.iter().map(|id| self.recipient_name(*id)));
        Finding {
            kind: "cut",
            title: match self.reader.name(self.state, severed.party) {
                Some(name) => t!(w, "ties-cut", name = name, who = who),
                None => t!(w, "ties-cut-one", who = who),
            },
            figures: t!(w, "ties-cut-figures", names = named, n = severed.apart),
            act: t!(w, "ties-cut-act"),
            href: format!("/r/{}?say=join&about={}", room.0, first.0),
            icon: Icon::Link,
        }
    }

    /// Places that wait, and no office ever did anything there that citizens could see.
    pub(super) fn office(&self) -> Option<Finding> {
        let w = self.w;
        let alone = || {
            self.growth
                .linked
                .iter()
                .filter(|(_, linked)| linked.acts == 0)
        };
        let office = alone().find_map(|(_, linked)| linked.office);
        alone().next()?;
        let named = self.names(alone().map(|(place, _)| names::place(w, self.state, *place)));
        let office = office.and_then(|id| self.state.jurisdictions.get(id));
        let (act, href) = match office {
            Some(office) => {
                let name = address::encoded(office.name.as_str());
                (t!(w, "ties-office-ask"), format!("/q/new?owed={name}"))
            }
            None => (t!(w, "ties-office-see"), "/o".to_owned()),
        };
        Some(Finding {
            kind: "office",
            title: t!(w, "ties-office", places = named),
            figures: match office {
                Some(office) => t!(w, "ties-office-figures", name = office.name.as_str()),
                None => t!(w, "ties-office-none"),
            },
            act,
            href,
            icon: Icon::Chat,
        })
    }

    /// Recipients for which nobody did anything for a fortnight: those of the reader's rooms, or all.
    pub(super) fn cold(&self) -> Option<Finding> {
        let w = self.w;
        let own = |id: &&RecipientId| self.reader.room_for(**id).is_some();
        let all = &self.growth.cold;
        let own: Vec<RecipientId> = all.iter().filter(own).copied().collect();
        let Some(first) = own.first() else {
            let title = |who| t!(w, "ties-cold", who = who);
            return self.of_others("cold", all, title);
        };
        Some(Finding {
            kind: "cold",
            title: t!(w, "ties-cold", who = self.recipients(&own)),
            figures: self.names(own.iter().map(|id| self.recipient_name(*id))),
            act: t!(w, "ties-cold-act"),
            href: format!("/f/{}", first.0),
            icon: Icon::Hand,
        })
    }

    /// What is said of recipients to those outside: how many they are, and where.
    pub(super) fn of_others(
        &self,
        kind: &'static str,
        recipients: &[RecipientId],
        title: impl FnOnce(String) -> String,
    ) -> Option<Finding> {
        let w = self.w;
        let places: BTreeSet<Place> = recipients.iter().filter_map(|id| self.place(*id)).collect();
        let first = *places.first()?;
        let named = places
            .iter()
            .map(|place| names::place(w, self.state, *place));
        Some(Finding {
            kind,
            title: title(self.recipients(recipients)),
            figures: t!(w, "ties-thread-public", places = self.names(named)),
            act: t!(w, "ties-thread-see"),
            href: format!("/b/{}", first.code()),
            icon: Icon::Board,
        })
    }

    /// A room of the reader's that grows faster than it finds people to lead it.
    pub(super) fn split(&self) -> Option<Finding> {
        let mut rooms = self.reader.rooms();
        rooms.find_map(|room| self.split_of(room))
    }

    fn split_of(&self, room: RoomId) -> Option<Finding> {
        let (w, found) = (self.w, self.state.rooms.get(&room)?);
        let leads = wide(self.state.leads_of(room));
        let few = leads.saturating_mul(MEMBERS_BY_LEAD) < found.members;
        let generations = self.growth.by_room.get(&room)?.iter();
        let rate = generations
            .filter_map(|one| one.rate.filter(|_| one.invited > 0))
            .next_back();
        let rate = rate.filter(|rate| few && rate.numerator() > rate.denominator())?;
        let (act, href) = if self.reader.leads(self.state, room) {
            (t!(w, "ties-split-lead"), format!("/r/{}/who", room.0))
        } else {
            (t!(w, "ties-split-open"), "/new".to_owned())
        };
        let name = found.name.as_str();
        Some(Finding {
            kind: "split",
            title: t!(
                w,
                "ties-split",
                room = name,
                n = found.members,
                leads = leads
            ),
            figures: t!(
                w,
                "ties-split-figures",
                rate = super::one_decimal(rate),
                n = MEMBERS_BY_LEAD
            ),
            act,
            href,
            icon: Icon::People,
        })
    }
}

/// Two people who lead for every hundred members: with fewer, a growing room becomes too large to be looked after.
const MEMBERS_BY_LEAD: u64 = 50;

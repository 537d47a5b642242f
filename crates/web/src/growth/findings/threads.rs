//! Recipients that hang by one person, and places that know nobody.

use std::collections::BTreeSet;

use relief::code::Role;
use relief::ids::{PartyId, RecipientId, RoomId};
use relief::place::Place;
use relief::ties::deeds::Deed;
use relief::ties::threads::Thread;

use super::{Finding, Findings, NAMED_MAX};
use crate::names;
use crate::parts::icon::Icon;
use crate::t;
use crate::words::Words;

/// Threads of the reader's own rooms that are said one by one.
const THREADS_MAX: usize = 3;

impl Findings<'_> {
    /// Those of the reader's own rooms one by one, or how many there are.
    pub(super) fn threads(&self) -> Vec<Finding> {
        let rooms: BTreeSet<RoomId> = self
            .growth
            .threads
            .iter()
            .flat_map(|t| &t.recipients)
            .filter_map(|id| self.reader.room_for(*id))
            .collect();
        let own = rooms.into_iter().flat_map(|room| {
            let recipients: BTreeSet<RecipientId> = self.reader.recipients(room).collect();
            self.threads_to(room, &recipients).collect::<Vec<_>>()
        });
        let own: Vec<Finding> = own.take(THREADS_MAX).collect();
        if own.is_empty() {
            self.threads_of_others().into_iter().collect()
        } else {
            own
        }
    }

    /// Threads that recipients of a room hang by.
    pub(super) fn threads_to<'b>(
        &'b self,
        room: RoomId,
        own: &'b BTreeSet<RecipientId>,
    ) -> impl Iterator<Item = Finding> + 'b {
        self.growth.threads.iter().filter_map(move |thread| {
            let hanging: Vec<RecipientId> = thread
                .recipients
                .iter()
                .copied()
                .filter(|id| own.contains(id))
                .collect();
            let first = *hanging.first()?;
            Some(self.thread(room, thread, &hanging, first))
        })
    }

    fn thread(
        &self,
        room: RoomId,
        thread: &Thread,
        hanging: &[RecipientId],
        first: RecipientId,
    ) -> Finding {
        let (w, who) = (self.w, self.recipients(hanging));
        let title = match self.reader.name(self.state, thread.party) {
            Some(name) => t!(w, "ties-thread", name = name, who = who),
            None => t!(w, "ties-thread-one", who = who),
        };
        let deeds = deeds(w, &thread.deeds);
        let named = self.names(hanging.iter().map(|id| self.recipient_name(*id)));
        let figures = t!(w, "ties-thread-figures", names = named, deeds = deeds);
        let (figures, act, href, icon) = self.remedy(room, thread, first, figures);
        Finding {
            kind: "thread",
            title,
            figures,
            act,
            href,
            icon,
        }
    }

    /// What helps: somebody gets the role, and then does something. The role alone ties nobody to anybody.
    fn remedy(
        &self,
        room: RoomId,
        thread: &Thread,
        first: RecipientId,
        figures: String,
    ) -> (String, String, String, Icon) {
        let w = self.w;
        let say = |what| format!("/r/{}?say={what}&about={}", room.0, first.0);
        let mut deputies = thread.deputies(self.state, room, first);
        deputies.retain(|party| self.reader.has_in(room, *party));
        if deputies.iter().any(|party| self.reader.is(*party)) {
            let figures = t!(w, "ties-thread-yours", figures = figures);
            // The form of who calls is folded; a browser opens what an address points into.
            let at = (thread.role() == Role::Verifier).then_some("#standing");
            let href = format!("/f/{}{}", first.0, at.unwrap_or_default());
            return (figures, t!(w, "ties-thread-do"), href, Icon::People);
        }
        if !deputies.is_empty() {
            let names = self.deputies(&deputies);
            let figures = t!(w, "ties-thread-shared", figures = figures, names = names);
            return (figures, t!(w, "ties-thread-turn"), say("turn"), Icon::Chat);
        }
        let is_member = self.reader.shares_room_with(thread.party);
        if is_member && self.reader.leads(self.state, room) {
            let href = format!("/r/{}/deputy/{}", room.0, first.0);
            (figures, t!(w, "ties-thread-deputy"), href, Icon::People)
        } else {
            (figures, t!(w, "ties-thread-ask"), say("deputy"), Icon::Chat)
        }
    }

    /// Those who could share it, by name as far as they do not mind.
    fn deputies(&self, deputies: &BTreeSet<PartyId>) -> String {
        let names = deputies
            .iter()
            .filter_map(|party| self.reader.name(self.state, *party));
        let names: Vec<&str> = names.take(NAMED_MAX).collect();
        if names.len() == deputies.len() {
            names.join(&t!(self.w, "list-and"))
        } else {
            t!(self.w, "ties-thread-several", n = deputies.len())
        }
    }

    /// Who they hang by is said to members alone.
    fn threads_of_others(&self) -> Option<Finding> {
        let threads = self.growth.threads.iter();
        let hanging: Vec<RecipientId> = threads.flat_map(|t| &t.recipients).copied().collect();
        let title = |who| t!(self.w, "ties-thread-one", who = who);
        self.of_others("thread", &hanging, title)
    }

    pub(super) fn bridge(&self, lonely: &[Place]) -> Option<Finding> {
        let w = self.w;
        let first = lonely.first()?;
        let named = self.names(
            lonely
                .iter()
                .map(|place| names::place(w, self.state, *place)),
        );
        let (act, href) = match self.reader.first_room() {
            Some(room) => (
                t!(w, "ties-bridge-act"),
                format!("/r/{}?say=introduce&about={}", room.0, first.code()),
            ),
            None => (t!(w, "ties-bridge-give"), format!("/b/{}", first.code())),
        };
        Some(Finding {
            kind: "bridge",
            title: t!(w, "ties-bridge", places = named),
            figures: t!(w, "ties-bridge-figures", n = self.growth.lanes.from.len()),
            act,
            href,
            icon: Icon::Link,
        })
    }
}

/// What somebody did for a recipient, in words.
fn deeds(w: Words, deeds: &BTreeSet<Deed>) -> String {
    let mut words: Vec<String> = deeds.iter().map(|deed| deed_word(w, *deed)).collect();
    words.dedup();
    words.join(&t!(w, "list-and"))
}

fn deed_word(w: Words, deed: Deed) -> String {
    match deed {
        Deed::Gave(_) => t!(w, "ties-deed-gave"),
        Deed::Carried => t!(w, "ties-deed-carried"),
        Deed::HandedOver => t!(w, "ties-deed-handed"),
        Deed::CalledBack => t!(w, "ties-deed-called"),
    }
}

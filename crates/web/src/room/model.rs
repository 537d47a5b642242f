//! What a room shows of itself: its head, what it lacks, how it grew.

use std::collections::BTreeSet;

use app::{App, Refused};
use relief::code::Role;
use relief::consignment::Stage;
use relief::coverage::coverage;
use relief::ids::{ConsignmentId, NeedId, PartyId, RoomId, Stamp};
use relief::need::{Freshness, Need, NeedLine, NeedStatus};
use relief::state::State;
use serde::Serialize;

use crate::label::{Kind, label};
use crate::names;
use crate::t;
use crate::words::Words;

/// Seconds after which a reader may try again to follow a room live.
pub const STREAM_RETRY_SECS: u32 = 30;
/// Open needs shown to somebody at the door.
pub const OPEN_SHOWN: usize = 3;
/// Up to so many members a room shows no roles: everybody knows everybody.
pub const NO_ROLES_MEMBERS_MAX: u64 = relief::access::ROOM_WITHOUT_ROLES_MEMBERS_MAX;

/// A room as everybody may see it.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Its number.
    pub id: u64,
    /// Its label.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The place it cares for.
    pub place: Option<String>,
    /// Its one sentence.
    pub about: Option<String>,
    /// Members.
    pub members: u64,
    /// When it opened.
    pub opened_at: i64,
    /// What it lacks, worst first.
    pub counts: Counts,
}

/// The counts of a room's board.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Need lines with a gap or an open amount.
    pub lacking: u64,
    /// Consignments under way.
    pub moving: u64,
    /// Needs that wait for a verifier.
    pub waiting: u64,
    /// Consignments received.
    pub received: u64,
}

/// One need line with its figures, in the item's base unit.
#[derive(Debug, Clone, Serialize)]
pub struct Lack {
    /// The need.
    pub need: u64,
    /// Its label.
    pub code: String,
    /// Which line.
    pub line: u64,
    /// The recipient.
    pub recipient: String,
    /// The item.
    pub item: String,
    /// The word of the unit.
    pub unit: String,
    /// N; nothing when the amount was not stated.
    pub needed: Option<u64>,
    /// S.
    pub official: u64,
    /// R.
    pub received: u64,
    /// T.
    pub moving: u64,
    /// C.
    pub firm: u64,
    /// P, counted nowhere.
    pub pledged: u64,
    /// N − cover; nothing when the amount was not stated.
    pub gap: Option<u64>,
    /// What of it official supply does not fill either.
    pub shortage: Option<u64>,
    /// When somebody last said that it is true.
    pub confirmed_at: i64,
}

impl Head {
    /// The head of a room that exists.
    ///
    /// # Errors
    /// [`Refused::NotFound`], or the store's failure.
    pub async fn of(app: &App, w: Words, id: RoomId) -> Result<Head, Refused> {
        let about = app.text(id.0, "about").await?;
        let state = app.state();
        let room = state.rooms.get(&id).ok_or(Refused::NotFound)?;
        Ok(Head {
            id: id.0,
            code: label(Kind::Room, id.0),
            name: room.name.as_str().to_owned(),
            place: room.place.map(|p| names::place(w, &state, p)),
            about,
            members: room.members,
            opened_at: room.opened_at.0,
            counts: counts(&state, id),
        })
    }

    /// Its address.
    pub fn href(&self) -> String {
        format!("/r/{}", self.id)
    }
}

/// The needs that a room cares for.
pub fn needs(state: &State, room: RoomId) -> impl Iterator<Item = (NeedId, &Need)> {
    state
        .needs
        .iter()
        .filter(move |(_, n)| n.room == Some(room))
        .map(|(id, n)| (*id, n))
}

/// The consignments that serve a room's needs.
pub fn consignments(state: &State, room: RoomId) -> BTreeSet<ConsignmentId> {
    let lines = needs(state, room).flat_map(|(_, n)| n.lines.iter());
    lines
        .flat_map(|line| line.commitments.iter())
        .filter_map(|id| state.commitments.get(id))
        .flat_map(|c| c.consigned_in.iter().map(|(id, _)| *id))
        .collect()
}

/// Whether goods are between two hands.
pub fn is_moving(stage: Stage) -> bool {
    matches!(stage, Stage::InTransit | Stage::AtHub | Stage::Arrived)
}

/// The counts of a room's board.
pub fn counts(state: &State, room: RoomId) -> Counts {
    let mut counts = Counts::default();
    for (_, need) in needs(state, room) {
        if need.status == NeedStatus::Reported {
            counts.waiting += 1;
        }
        if need.is_live() {
            let lacking = need.lines.iter().filter(|l| lacks(l)).count();
            counts.lacking += u64::try_from(lacking).unwrap_or(0);
        }
    }
    for id in consignments(state, room) {
        match state.consignments.get(&id).map(|c| c.stage()) {
            Some(Stage::Received) => counts.received += 1,
            Some(stage) if is_moving(stage) => counts.moving += 1,
            _ => {}
        }
    }
    counts
}

fn lacks(line: &NeedLine) -> bool {
    coverage(line.quantity, &line.tally).is_none_or(|c| c.shortage > 0)
}

/// What a room lacks: worst covered first, amounts not stated last, what nobody confirmed for long left out.
pub fn lacking(state: &State, w: Words, room: RoomId, now: i64, most: usize) -> Vec<Lack> {
    let mut found: Vec<(u64, u64, NeedId, usize)> = Vec::new();
    for (id, need) in needs(state, room).filter(|(_, n)| n.is_live()) {
        if need.freshness(Stamp(now)) == Freshness::OffRanking {
            continue;
        }
        for (at, line) in need.lines.iter().enumerate().filter(|(_, l)| lacks(l)) {
            let rank = coverage(line.quantity, &line.tally).map_or((u64::MAX, 0), |c| {
                (c.percent(), u64::MAX.saturating_sub(c.shortage))
            });
            found.push((rank.0, rank.1, id, at));
        }
    }
    found.sort_unstable();
    found
        .into_iter()
        .take(most)
        .filter_map(|(.., id, at)| lack(state, w, id, at))
        .collect()
}

/// One line of a need with its figures.
pub fn lack(state: &State, w: Words, id: NeedId, at: usize) -> Option<Lack> {
    let need = state.needs.get(&id)?;
    let line = need.lines.get(at)?;
    let recipient = state
        .recipient(need.recipient)
        .map(|(_, r)| r.name.as_str());
    let needed = line.quantity.needed();
    let covered = coverage(line.quantity, &line.tally);
    Some(Lack {
        need: id.0,
        code: label(Kind::Need, id.0),
        line: u64::try_from(at).unwrap_or(0),
        recipient: recipient.unwrap_or_default().to_owned(),
        item: names::item(w, line.item).to_owned(),
        unit: names::unit(w, line.item.unit(), needed.unwrap_or(2)).to_owned(),
        needed,
        official: line.tally.official,
        received: line.tally.received,
        moving: line.tally.moving,
        firm: line.tally.firm,
        pledged: line.tally.pledged,
        gap: covered.map(|c| c.gap),
        shortage: covered.map(|c| c.shortage),
        confirmed_at: need.confirmed_at.0,
    })
}

/// One day, in seconds.
pub const DAY_SECS: u64 = 86_400;
/// The picture of growth ends so long after the last newcomer, in seconds.
const GROWTH_QUIET_SECS: u64 = DAY_SECS;

/// How a room grew.
#[derive(Debug, Clone, Serialize)]
pub struct Grown {
    /// Seconds since the room opened, and members then.
    pub points: Vec<(u64, u64)>,
    /// Seconds that the picture spans: from its opening to now, or to a day after the last newcomer.
    pub span_secs: u64,
    /// Nobody has come since, for longer than the picture shows.
    pub quiet: bool,
    /// Seconds to the first commitment.
    pub first_commitment: Option<u64>,
    /// Seconds to the first delivery.
    pub first_delivery: Option<u64>,
}

impl Grown {
    /// The growth of a room until a moment.
    pub fn of(state: &State, room: RoomId, now: i64) -> Option<Grown> {
        let room = state.rooms.get(&room)?;
        let since = |at: Stamp| u64::try_from(at.since(room.opened_at)).unwrap_or(0);
        // Years after its last newcomer a room is still drawn by the days in which it grew.
        let last = room.counts.last().map_or(0, |(at, _)| since(*at));
        let quiet = last.saturating_add(GROWTH_QUIET_SECS);
        Some(Grown {
            points: room.counts.iter().map(|(at, n)| (since(*at), *n)).collect(),
            span_secs: since(Stamp(now)).clamp(1, quiet),
            quiet: since(Stamp(now)) > quiet,
            first_commitment: room.first_commitment_at.map(since),
            first_delivery: room.first_delivery_at.map(since),
        })
    }

    /// Its first day alone, or less of a room that is younger.
    pub fn first_day(mut self) -> Grown {
        let within = |secs: &u64| *secs <= DAY_SECS;
        self.points.retain(|(secs, _)| within(secs));
        self.span_secs = self.span_secs.min(DAY_SECS);
        self.quiet = false;
        self.first_commitment = self.first_commitment.filter(within);
        self.first_delivery = self.first_delivery.filter(within);
        self
    }

    /// Members at a moment.
    pub fn members_at(&self, secs: u64) -> u64 {
        let known = self.points.iter().take_while(|(at, _)| *at <= secs);
        known.last().map_or(0, |(_, members)| *members)
    }
}

/// Roles that a badge names, the weightiest first.
pub const SHOWN_ROLES: [Role; 7] = [
    Role::Founder,
    Role::Lead,
    Role::Verifier,
    Role::Sourcing,
    Role::Transport,
    Role::Receipts,
    Role::Moderator,
];

/// The roles of a party in a room; none in a small one.
pub fn roles(state: &State, room: RoomId, party: PartyId) -> Vec<Role> {
    let members = state.rooms.get(&room).map_or(0, |r| r.members);
    if members <= NO_ROLES_MEMBERS_MAX {
        return Vec::new();
    }
    held(state, room, party)
}

/// The roles of a party in a room of any size.
pub fn held(state: &State, room: RoomId, party: PartyId) -> Vec<Role> {
    let holds = |role: &Role| state.holds(party, *role, Some(room), None);
    SHOWN_ROLES.into_iter().filter(holds).collect()
}

/// A role in words.
pub fn role_word(w: Words, role: Role) -> String {
    match role {
        Role::Founder => t!(w, "role-founder"),
        Role::Lead => t!(w, "role-lead"),
        Role::Verifier => t!(w, "role-verifier"),
        Role::Sourcing => t!(w, "role-sourcing"),
        Role::Transport => t!(w, "role-transport"),
        Role::Receipts => t!(w, "role-receipts"),
        Role::Moderator => t!(w, "role-moderator"),
        Role::RecipientPerson => t!(w, "role-recipient"),
        Role::Auditor => t!(w, "role-auditor"),
        Role::Official => t!(w, "role-official"),
    }
}

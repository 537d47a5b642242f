//! The people of one society: who opens the room, who joins by whose link, who is trusted with what.

use app::{Can, NewAccount};
use relief::code::Role;
use relief::command::Command;
use relief::place::Place;

use crate::deed::Deed;
use crate::hospitals::{City, FAR, HUB, NEAR};
use crate::names;
use crate::rng::Rng;
use crate::step::{Script, Slot};

/// The last minute in which somebody joins.
const LAST_JOIN: u32 = 2_820;
/// Joins are drawn for every so many minutes.
const BIN: u32 = 10;
/// Members who hold roles or their own part in the story: never donors.
const STAFF: usize = 10;
/// The room shows roles above twelve members; they are given when the twelfth came.
const ROLES_FROM: usize = 12;

/// A member of the room.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Member {
    pub slot: Slot,
    pub city: City,
    /// The minute of joining.
    pub joined: u32,
    /// Says and gives nothing.
    pub quiet: bool,
}

/// Everybody whom the story knows by part.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub room: Slot,
    pub members: Vec<Member>,
    /// Settles disputes; not in the room.
    pub auditor: Slot,
    /// The minute from which roles stand.
    pub roles_from: u32,
}

impl Cast {
    /// A member by number, in the order of joining.
    pub(crate) fn member(&self, n: usize) -> Member {
        self.members.get(n).copied().unwrap_or_default()
    }

    /// The one who opened the room.
    pub(crate) fn lead(&self) -> Slot {
        self.member(0).slot
    }

    /// One of the two who verify for the whole community.
    pub(crate) fn verifier(&self, rng: &mut Rng) -> Slot {
        self.member(if rng.chance(50) { 1 } else { 2 }).slot
    }

    /// Who decides about commitments at a minute.
    pub(crate) fn coordinator(&self, rng: &mut Rng, minute: u32) -> Slot {
        let sourcing = minute > self.roles_from && rng.chance(50);
        self.member(if sourcing { 3 } else { 0 }).slot
    }

    /// Keeps goods at the yard.
    pub(crate) fn hub(&self, rng: &mut Rng) -> Slot {
        self.member(if rng.chance(60) { 4 } else { 5 }).slot
    }

    /// Somebody who was there a while before and plays no other part.
    pub(crate) fn anybody(&self, rng: &mut Rng, minute: u32) -> Option<Member> {
        let there = |m: &&Member| m.joined + 5 < minute && !m.quiet;
        let there: Vec<Member> = self
            .members
            .iter()
            .skip(STAFF)
            .filter(there)
            .copied()
            .collect();
        (!there.is_empty()).then(|| rng.pick(&there))
    }

    /// Anyone who talks at a minute, staff included.
    pub(crate) fn talker(&self, rng: &mut Rng, minute: u32) -> Slot {
        let there = |m: &&Member| m.joined + 2 < minute && !m.quiet;
        let there: Vec<Slot> = self.members.iter().filter(there).map(|m| m.slot).collect();
        rng.pick(&there)
    }
}

/// What a form asks of a newcomer.
pub(crate) fn account(name: String, cans: Vec<Can>) -> NewAccount {
    NewAccount {
        name,
        cans,
        lang: "zh-Hans".to_owned(),
        device: "手机".to_owned(),
    }
}

fn cans(rng: &mut Rng) -> Vec<Can> {
    let wanted = rng.below(16);
    let bit = |n: u32| wanted & (1 << n) != 0;
    (0..)
        .zip(Can::ALL)
        .filter(|(n, _)| bit(*n))
        .map(|(_, can)| can)
        .collect()
}

/// A city to come from: half of the people are near.
pub(crate) fn city(rng: &mut Rng) -> City {
    if rng.chance(50) {
        rng.pick(&NEAR)
    } else {
        rng.pick(&FAR)
    }
}

/// Opens the room, lets it grow, and gives roles.
pub(crate) fn gather(script: &mut Script) -> Cast {
    let mut cast = Cast::default();
    open(script, &mut cast);
    grow(script, &mut cast);
    give_roles(script, &mut cast);
    leave(script, &mut cast);
    cast
}

fn open(script: &mut Script, cast: &mut Cast) {
    let community = script.community;
    let person = names::person(&mut script.rng, "武汉");
    let founder = script.keep(0, move |_| {
        let new = account(person, vec![Can::Call]);
        Some(if community == 0 {
            Deed::Found(new)
        } else {
            Deed::Register(new)
        })
    });
    cast.room = script.keep(0, move |w| {
        let place = Place::from_code(420_100);
        let about = "一线医院缺防护服和口罩，我们把求助、捐赠和运输对上，每一箱都查得到去向。";
        Some(Deed::OpenRoom(
            w.person(founder)?,
            names::room(community),
            place,
            about.to_owned(),
        ))
    });
    script.keep_in(0, founder, move |w| Some(Deed::Look(w.person(founder)?)));
    let city = HUB;
    cast.members.push(Member {
        slot: founder,
        city,
        joined: 0,
        quiet: false,
    });
}

/// Growth by invitation alone: every ten minutes the newcomers are in proportion to the members and to those
/// who are left to come, the logistic curve in whole numbers.
fn grow(script: &mut Script, cast: &mut Cast) {
    let all = script.rng.between(172, 196);
    let room = cast.room;
    let mut codes: Vec<Option<Slot>> = vec![None];
    for _ in 1..4 {
        join(script, cast, &mut codes, room, 0, 0);
    }
    let mut milli = 4_000_u32;
    for bin in 1..LAST_JOIN / BIN {
        // 0.038 in ten minutes: the curve is steepest after some seventeen hours.
        milli += milli / 1_000 * (all * 1_000 - milli.min(all * 1_000)) / all * 380 / 10_000;
        let due = usize::try_from((milli / 1_000).min(all)).unwrap_or(0);
        let news = due.saturating_sub(cast.members.len());
        let mut minutes: Vec<u32> = (0..news)
            .map(|_| bin * BIN + script.rng.below(BIN))
            .collect();
        minutes.sort_unstable();
        for minute in minutes {
            let inviter = inviter(script, cast, minute);
            join(script, cast, &mut codes, room, inviter, minute);
        }
    }
}

/// Mostly people who came in the last hours invite: they are telling their friends.
fn inviter(script: &mut Script, cast: &Cast, minute: u32) -> usize {
    let fits = |m: &Member| m.joined + 3 < minute || m.joined == 0;
    let able: Vec<usize> = (0..cast.members.len())
        .filter(|n| fits(&cast.member(*n)))
        .collect();
    let recent: Vec<usize> = able.iter().rev().take(28).copied().collect();
    let newer = script.rng.chance(80);
    script.rng.pick(if newer { &recent } else { &able })
}

fn join(
    script: &mut Script,
    cast: &mut Cast,
    codes: &mut Vec<Option<Slot>>,
    room: Slot,
    inviter: usize,
    minute: u32,
) {
    let host = cast.member(inviter).slot;
    let code = match codes.get(inviter).copied().flatten() {
        Some(code) => code,
        None => {
            let made = minute.saturating_sub(1);
            let code = script.keep(made, move |w| {
                Some(Deed::Invite(w.person(host)?, w.room(room)?))
            });
            if let Some(place) = codes.get_mut(inviter) {
                *place = Some(code);
            }
            code
        }
    };
    let city = city(&mut script.rng);
    let new = account(
        names::person(&mut script.rng, city.name),
        cans(&mut script.rng),
    );
    let slot = script.keep(minute, move |w| Some(Deed::Join(w.code(code)?, new)));
    cast.members.push(Member {
        slot,
        city,
        joined: minute,
        quiet: false,
    });
    codes.push(None);
}

fn give_roles(script: &mut Script, cast: &mut Cast) {
    let new = account("审计志愿者".to_owned(), Vec::new());
    cast.auditor = script.keep(2, move |_| Some(Deed::Register(new)));
    grant(script, 3, cast.auditor, Role::Auditor, None);
    for n in [1, 2] {
        grant(script, 1, cast.member(n).slot, Role::Verifier, None);
    }
    let from = cast.member(ROLES_FROM - 1).joined;
    cast.roles_from = from;
    let room = Some((cast.lead(), cast.room));
    let parts = [
        (1, Role::Lead),
        (3, Role::Sourcing),
        (4, Role::Transport),
        (5, Role::Transport),
        (6, Role::Receipts),
        (7, Role::Verifier),
    ];
    for (n, role) in parts {
        grant(script, from, cast.member(n).slot, role, room);
    }
    vouch(script, cast);
}

/// A role given: for the whole community by its founder, in a room by the one who opened it.
fn grant(script: &mut Script, minute: u32, to: Slot, role: Role, room: Option<(Slot, Slot)>) {
    script.at(minute, move |w| {
        let party = w.person(to)?.party;
        let (who, room) = match room {
            Some((lead, room)) => (w.person(lead)?, Some(w.room(room)?)),
            None => (w.founder.clone()?, None),
        };
        let recipient = None;
        Some(Deed::Plain(
            who,
            Command::GrantRole {
                party,
                role,
                room,
                recipient,
            },
        ))
    });
}

/// One member earns the role of a verifier by the word of three others.
fn vouch(script: &mut Script, cast: &Cast) {
    let (room, other) = (cast.room, cast.member(9));
    let mut minute = other.joined + 60;
    for n in [0, 2, 6] {
        let who = cast.member(n).slot;
        minute += script.rng.between(5, 40);
        script.at(minute, move |w| {
            Some(Deed::Vouch(
                w.person(who)?,
                w.room(room)?,
                w.person(other.slot)?,
            ))
        });
    }
}

/// Somebody leaves again; others only read.
fn leave(script: &mut Script, cast: &mut Cast) {
    let gone = usize::try_from(script.rng.between(20, 40)).unwrap_or(20);
    let room = cast.room;
    if let Some(member) = cast.members.get_mut(gone) {
        member.quiet = true;
        let slot = member.slot;
        let minute = member.joined + script.rng.between(300, 900);
        script.at(minute, move |w| {
            Some(Deed::Leave(w.person(slot)?, w.room(room)?))
        });
    }
}

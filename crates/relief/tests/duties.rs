//! The clock of duties over whole years, with every mishap that a server and its clock may meet: no step comes early,
//! none comes twice, none is forgotten, and a restart changes nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::*;
use proptest::prelude::*;
use relief::command::{Actor, Command};
use relief::duty::{
    self, Ladder, OUTAGE_SECONDS_MIN, Phase, Rates, Rung, Status, Step, ladder, phase, rates, rung,
};
use relief::entry::{Entry, JurisdictionClosed};
use relief::ids::*;
use relief::jurisdiction::{Jurisdiction, Owes};
use relief::state::State;
use relief::watch::day::Day;
use relief::{apply, decide};

/// The server looks at the clock so often while it runs.
const TICK: i64 = 300;
const DAY: i64 = 86_400;

/// What happens beside the passing of time, at a moment given in ticks.
#[derive(Debug, Clone)]
enum Mishap {
    /// The system's clock moves by so many seconds.
    Jump(i64),
    /// The server is gone for so many ticks, and starts anew.
    Outage(u32),
    /// The server starts anew at once.
    Restart,
    /// One of the offices is closed, so many days after yesterday.
    Close(u64, i32),
}

fn mishaps(ticks: u32, most: usize) -> impl Strategy<Value = BTreeMap<u32, Mishap>> {
    let mishap = prop_oneof![
        (-2 * DAY..2 * DAY).prop_map(Mishap::Jump),
        (-900_i64..900).prop_map(Mishap::Jump),
        (1_u32..900).prop_map(Mishap::Outage),
        Just(Mishap::Restart),
        (any::<u64>(), 0..4).prop_map(|(n, days)| Mishap::Close(n, days)),
    ];
    proptest::collection::btree_map(0..ticks, mishap, 0..most)
}

/// What was written, to be read again after a restart. The filing of a report is no entry of this part.
enum Written {
    Entry(Vec<u8>),
    Filed(JurisdictionId, Day, Stamp),
}

/// A step of one office about one day.
type Key = (JurisdictionId, Step, Day);

struct Server {
    state: State,
    journal: Vec<Written>,
    /// Seconds that really went by.
    real: i64,
    /// How far the system's clock is off.
    skew: i64,
    alive: Stamp,
    /// Seconds during which the server ran, and the clock moved along without being noticed.
    up: i64,
    unnoticed: i64,
    /// `up` at the first tick at or after the end of each local day of each zone.
    closed: BTreeMap<(i64, Day), i64>,
    taken: BTreeSet<Key>,
    seed: u64,
}

impl Server {
    fn new(offices: u64, seed: u64) -> Server {
        let mut world = World::open();
        for n in 0..offices {
            let mut fact = jurisdiction(&mut world, &format!("报告单位{n}"), &format!("u{n}"));
            fact.offset_minutes = [480, 360, -300, 0][n as usize % 4];
            fact.due_minute = [720, 0, 1_439, 600][n as usize / 4 % 4];
            fact.owes_from = Day::of(Stamp(world.now.0 + fact.offset_minutes * 60));
            world.must(&Actor::community(), Command::RegisterJurisdiction(fact));
        }
        let journal = world.bytes().into_iter().map(Written::Entry).collect();
        Server {
            alive: world.now,
            state: world.state,
            journal,
            real: world.now.0,
            skew: 0,
            up: 0,
            unnoticed: 0,
            closed: BTreeMap::new(),
            taken: BTreeSet::new(),
            seed,
        }
    }

    /// The journal's time never runs backwards.
    fn now(&self) -> Stamp {
        Stamp(self.real + self.skew).max(self.state.last_at)
    }

    fn act(&mut self, command: &Command) {
        let entries = decide(&self.state, &Actor::community(), self.now(), command).unwrap();
        for entry in entries {
            apply(&mut self.state, &entry);
            self.journal.push(Written::Entry(entry.encode()));
        }
    }

    fn restart(&mut self) {
        let mut state = State::default();
        for written in &self.journal {
            match written {
                Written::Entry(bytes) => apply(&mut state, &Entry::decode(bytes).unwrap()),
                Written::Filed(id, day, at) => file(&mut state, *id, *day, *at),
            }
        }
        assert!(state == self.state, "a restart changes nothing");
        self.state = state;
    }

    fn meet(&mut self, mishap: &Mishap) {
        match mishap {
            Mishap::Jump(seconds) => self.skew += seconds,
            Mishap::Outage(ticks) => {
                self.real += i64::from(*ticks) * TICK;
                self.restart();
            }
            Mishap::Restart => self.restart(),
            Mishap::Close(n, days) => self.close(*n, *days),
        }
    }

    fn close(&mut self, n: u64, days: i32) {
        let known = &self.state.jurisdictions;
        let (id, found) = known.iter().nth(n as usize % known.len()).unwrap();
        let owes_until = found.local_day(self.now()).plus(days - 1);
        let fact = JurisdictionClosed {
            jurisdiction: id,
            owes_until,
            successor: None,
        };
        let (at, by) = (self.now(), COMMUNITY);
        let entry = Entry {
            at,
            by,
            fact: fact.into(),
        };
        apply(&mut self.state, &entry);
        self.journal.push(Written::Entry(entry.encode()));
    }

    /// Five minutes pass while the server runs; then it looks at the clock.
    fn tick(&mut self) {
        self.real += TICK;
        self.up += TICK;
        let now = self.now();
        // Signs of life come so often: no other silence is asked about.
        if now.since(self.alive) > TICK {
            match duty::away(&self.state, self.alive, now) {
                Some(away) => self.act(&away),
                None => self.unnoticed += now.since(self.alive) - TICK,
            }
        }
        self.alive = self.alive.max(now);
        self.note_closed();
        loop {
            let due: Vec<Command> = duty::due(&self.state, now).collect();
            if due.is_empty() {
                break;
            }
            for command in due {
                self.step(&command);
            }
        }
    }

    fn note_closed(&mut self) {
        for offset in [480, 360, -300, 0] {
            let today = Day::of(Stamp(self.now().0 + offset * 60));
            // A jump closes several days at once; they begin to count together.
            for back in 1..6 {
                let up = self.up;
                self.closed.entry((offset, today.plus(-back))).or_insert(up);
            }
        }
    }

    fn step(&mut self, command: &Command) {
        let Command::TakeDutyStep { jurisdiction, step } = command else {
            panic!("nothing else is due: {command:?}");
        };
        let found = self.state.jurisdictions.get(*jurisdiction).unwrap();
        let (day, offset) = (found.duties.oldest_open(), found.offset_minutes);
        let waited = self.up - self.closed[&(offset, day)];
        let owed = found.due_minute as i64 * 60 + step.days() * DAY;
        assert!(
            waited + self.unnoticed + TICK >= owed,
            "{step:?} of {day:?} after {waited} of {owed} seconds is early"
        );
        assert!(!found.duties.filed.contains_key(&day), "it is owed");
        assert_eq!(found.owes(day), Owes::Yes);
        assert!(
            self.taken.insert((*jurisdiction, *step, day)),
            "{step:?} comes twice"
        );
        let before = found.duties.reached();
        assert!(before < Some(*step), "steps come in order: {before:?}");
        self.act(command);
    }

    /// Offices file what they have made up their mind to file by now.
    fn file(&mut self) {
        let now = self.now();
        let offices: Vec<_> = self.state.jurisdictions.iter().map(|(id, _)| id).collect();
        for id in offices {
            let found = self.state.jurisdictions.get(id).unwrap();
            let today = found.local_day(now);
            let mut day = found.duties.oldest_open();
            while day < today {
                let found = self.state.jurisdictions.get(id).unwrap();
                let closes = i64::from(day.plus(1).number()) * DAY - found.offset_minutes * 60;
                let late = lateness(self.seed, id, day);
                let owed = found.owes(day) == Owes::Yes && !found.duties.filed.contains_key(&day);
                if owed && now.0 >= closes + late {
                    file(&mut self.state, id, day, now);
                    self.journal.push(Written::Filed(id, day, now));
                }
                day = day.plus(1);
            }
        }
    }

    /// What is derived for a day agrees with the steps that the queue brought.
    fn check(&self) {
        let known = &self.state.jurisdictions;
        let open = |found: &Jurisdiction| found.owes(found.duties.oldest_open()) == Owes::Yes;
        for (id, found) in known.iter().filter(|(_, found)| open(found)) {
            let duty = known.duty(found, found.duties.oldest_open(), self.now());
            let reached = found.duties.reached();
            let least = match duty.status {
                Status::Overdue => Some(Step::Overdue),
                Status::Delinquent => Some(Step::Delinquent),
                _ => None,
            };
            assert!(
                reached >= least,
                "{id:?} is {duty:?} and reached {reached:?}"
            );
            assert!(
                reached.is_none() || duty.is_owed(),
                "{id:?} owes nothing: {duty:?}"
            );
        }
    }
}

/// The ladder's one pass says what asking each office and each day by itself says.
fn check_ladder(state: &State, now: Stamp) {
    let known = &state.jurisdictions;
    let mut rungs: BTreeMap<Rung, Vec<(Day, JurisdictionId)>> = BTreeMap::new();
    let mut levels: BTreeMap<_, Rates> = BTreeMap::new();
    let (mut filed, mut owing, mut next_due) = (0, 0, Vec::new());
    for (id, found) in known.iter() {
        let next = found.duties.oldest_open();
        let last = known.last_due(found, now);
        let newest = last.map(|day| known.duty(found, day, now));
        let expected = match known.duty(found, next, now).status {
            _ if found.duties.is_suspended() => Rung::Suspended,
            _ if found.owes(next) == Owes::NoMore => Rung::Closed,
            Status::Delinquent => Rung::Delinquent,
            Status::Overdue => Rung::Overdue,
            Status::Late => Rung::Late,
            _ => match newest.map(|duty| duty.status) {
                Some(Status::Late) => Rung::Late,
                Some(_) => Rung::OnTime,
                None => Rung::Waiting,
            },
        };
        assert_eq!(rung(known, found, now), expected, "{id:?}");
        rungs.entry(expected).or_default().push((next, id));
        let today = found.local_day(now);
        let due = (1..400).map(|back| today.plus(-back));
        let mut due = due.filter(|day| known.due_at(found, *day) < now);
        let last = due.next().unwrap();
        if found.owes(last) == Owes::Yes {
            let is_filed = found.duties.filed.contains_key(&last);
            *(if is_filed { &mut filed } else { &mut owing }) += 1;
        }
        let coming = last.plus(1).max(found.owes_from);
        if found.owes(coming) == Owes::Yes {
            next_due.push(known.due_at(found, coming));
        }
        let all = levels.entry(found.level).or_default();
        *all = all.and(rates(state, id, (last.plus(-13), last), now));
    }
    let found = ladder(known, now, 3, 14);
    let first = |rung: &Rung, mut all: Vec<(Day, JurisdictionId)>| {
        all.sort_unstable();
        let ids = all.iter().take(3).map(|(_, id)| *id).collect();
        (*rung, all.len(), ids)
    };
    let rungs: Vec<_> = rungs
        .iter()
        .map(|(rung, all)| first(rung, all.clone()))
        .collect();
    assert_eq!(found.rungs, rungs);
    assert_eq!((found.filed, found.owing), (filed, owing));
    assert_eq!(found.next_due, next_due.into_iter().min());
    assert_eq!(found.levels, levels);
}

/// The ladder of an earlier moment is that of every later one of the same phase.
fn check_phase(kept: &mut Option<(Phase, Ladder)>, state: &State, now: Stamp) {
    let known = &state.jurisdictions;
    let (phase, found) = (phase(known, now), ladder(known, now, 3, 14));
    if let Some((_, before)) = kept.as_ref().filter(|(of, _)| *of == phase) {
        assert_eq!(*before, found, "nothing moved");
    }
    *kept = Some((phase, found));
}

/// As the entry of a filing does.
fn file(state: &mut State, id: JurisdictionId, day: Day, at: Stamp) {
    duty::filed(state, id, day, at);
    state.last_at = at;
}

/// Seconds after the end of a day at which an office files it: mostly in time, sometimes a day late, now and then
/// more than a week.
fn lateness(seed: u64, id: JurisdictionId, day: Day) -> i64 {
    let mix = seed ^ (id.0 << 32) ^ u64::from(day.number().unsigned_abs());
    let mix = mix.wrapping_mul(6_364_136_223_846_793_005).rotate_left(29);
    let mix = (mix.wrapping_mul(1_442_695_040_888_963_407) >> 20) as i64;
    match mix % 100 {
        0..80 => mix % (DAY / 4),
        80..92 => mix % (2 * DAY),
        92..97 => mix % (5 * DAY),
        _ => mix % (11 * DAY),
    }
}

fn play(offices: u64, days: u32, seed: u64, mishaps: &BTreeMap<u32, Mishap>) -> Server {
    let (mut server, mut kept) = (Server::new(offices, seed), None);
    for tick in 0..days * 288 {
        if let Some(mishap) = mishaps.get(&tick) {
            server.meet(mishap);
        }
        server.tick();
        if tick % 12 == 0 {
            server.file();
        }
        if tick % 72 == 0 {
            server.check();
        }
        if tick % 10 == 0 && offices < 100 {
            check_phase(&mut kept, &server.state, server.now());
        }
        if tick % 1_000 == 0 {
            check_ladder(&server.state, server.now());
        }
    }
    server.restart();
    server
}

proptest! {
    #![proptest_config(config(6))]

    #[test]
    fn a_quarter_of_sixteen_offices(seed: u64, mishaps in mishaps(90 * 288, 40)) {
        play(16, 90, seed, &mishaps);
    }
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn a_year_of_four_hundred_offices(seed: u64, mishaps in mishaps(365 * 288, 60)) {
        let server = play(400, 365, seed, &mishaps);
        let suspended = server.taken.iter().filter(|(_, step, _)| *step == Step::Suspended);
        prop_assert!(suspended.count() > 100, "backlogs happened");
    }
}

/// The server is gone after so many seconds more, for so many.
fn short_outages() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let gap = prop_oneof![1_i64..900, 1_i64..20_000];
    let gone = prop_oneof![4 => 1_i64..OUTAGE_SECONDS_MIN, 1 => OUTAGE_SECONDS_MIN..3_000];
    proptest::collection::vec((gap, gone), 1..60)
}

proptest! {
    #![proptest_config(config(400))]

    /// Whoever comes within ten minutes before the moment has as much time left, while the server runs, as it seemed
    /// when they came: they file at the last second of it and are on time.
    #[test]
    fn who_comes_in_the_last_minutes_is_served(
        outages in short_outages(), start in -9_000_i64..-5_000, before in 0..OUTAGE_SECONDS_MIN, takes: u16,
    ) {
        let mut world = World::open();
        let fact = jurisdiction(&mut world, "报告单位", "u1");
        let id = JurisdictionId(world.must(&Actor::community(), Command::RegisterJurisdiction(fact)));
        let mut state = world.state;
        let found = |state: &State| state.jurisdictions.get(id).unwrap().clone();
        let day = found(&state).owes_from;
        let comes = |state: &State| state.jurisdictions.due_at(&found(state), day).0 - before;
        let mut takes = i64::from(takes) % (before + 1);
        let (mut runs_from, mut came) = (comes(&state) + start, None);
        for (gap, gone) in outages {
            let (down, up) = (runs_from + gap, runs_from + gap + gone);
            // Once they have come nothing moves when that was.
            came = came.or(Some(comes(&state)).filter(|at| *at < up));
            let from = came.map(|at| at.max(runs_from));
            if from.is_some_and(|from| from + takes < down) {
                break;
            }
            takes -= from.map_or(0, |from| (down - from).max(0));
            if let Some(away) = duty::away(&state, Stamp(down), Stamp(up)) {
                let entries = decide(&state, &Actor::community(), Stamp(up), &away).unwrap();
                entries.iter().for_each(|entry| apply(&mut state, entry));
            }
            runs_from = up;
        }
        let came = came.unwrap_or_else(|| comes(&state));
        let filed = Stamp(runs_from.max(came) + takes);
        duty::filed(&mut state, id, day, filed);
        let duty = state.jurisdictions.duty(&found(&state), day, filed);
        prop_assert_eq!(duty.status, Status::OnTime, "filed at {:?}, due at {:?}", filed, duty.due_at);
    }
}

/// Without any mishap each step comes at its very moment, to the tick.
#[test]
fn a_quiet_month_is_punctual() {
    let server = play(16, 30, 7, &BTreeMap::new());
    assert_eq!(server.state.jurisdictions.outages().iter().count(), 0);
    let known = &server.state.jurisdictions;
    let mut seen = 0;
    for (_, found) in known.iter() {
        for taken in &found.duties.steps {
            let due = known.due_at(found, taken.day).0 + taken.step.days() * DAY;
            let first = taken.step == Step::Overdue;
            assert!(taken.at.0 >= due && (!first || taken.at.0 < due + TICK));
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} steps");
}

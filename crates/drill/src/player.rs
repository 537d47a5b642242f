//! Plays a plan on an application, minute by minute.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

use app::{App, Clock, Entropy, Options, Refused};
use relief::ids::Stamp;
use relief::name::{Name, NameFault};

use crate::auditor::{Auditor, Mismatch};
use crate::deed::{Deed, Done};
use crate::drive::{IN_FLIGHT_MAX, drive};
use crate::offices;
use crate::plan::Plan;
use crate::step::{Slot, Step, World, stamp};

/// The last hour of the drill.
pub const HOURS: u32 = 48;
/// The name of the drill's journal.
pub const ORIGIN: &str = "drill.tideover.example/face-masks-guru";
/// Hours whose members the outcome tells.
const TOLD_HOURS: [u32; 3] = [0, 24, 48];

/// Why a drill stopped.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// An act went another way than the story.
    #[error("minute {minute}, society {society}: {what}")]
    OffScript {
        /// Minutes since the start.
        minute: u32,
        /// Which society.
        society: usize,
        /// What happened instead.
        what: String,
    },
    /// The application could not go on.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The auditor's figures differ from those that the application shows.
    #[error(transparent)]
    Mismatch(#[from] Mismatch),
}

/// How a drill opens its community, some days before it begins: simulated time, random bytes from the seed.
///
/// # Errors
/// Never for the name in use here.
pub fn options(dir: &Path, seed: u64) -> Result<Options, NameFault> {
    Ok(Options {
        dir: dir.to_owned(),
        origin: ORIGIN.to_owned(),
        name: Name::new("武汉")?,
        drill: true,
        clock: Clock::simulated(offices::begins()),
        entropy: Entropy::seeded(seed),
    })
}

struct Society {
    steps: VecDeque<Step>,
    world: World,
}

/// Plays a plan.
pub struct Player {
    app: App,
    societies: Vec<Society>,
    auditor: Auditor,
    /// Members at the hours told.
    members: BTreeMap<u32, u64>,
    /// Whether anybody beside the drill may act: then what goes another way is passed over.
    live: bool,
    /// The next hour at which the clock's own acts are looked at.
    next_hour: u32,
    /// Hours at which the auditor compares.
    audit_hours: Vec<u32>,
}

impl Player {
    /// A player at the first minute.
    #[must_use]
    pub fn new(app: App, plan: &Plan) -> Player {
        let society = |n| Society {
            steps: plan.script(n),
            world: World::default(),
        };
        let mut rng = crate::rng::Rng::new(plan.seed, u32::MAX);
        let audit_hours = (0..6).map(|_| rng.between(2, HOURS - 2)).collect();
        Player {
            app,
            societies: (0..plan.scale).map(society).collect(),
            auditor: Auditor::default(),
            members: BTreeMap::new(),
            live: false,
            next_hour: 1,
            audit_hours,
        }
    }

    /// The application played on.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The independent books.
    #[must_use]
    pub fn auditor(&self) -> &Auditor {
        &self.auditor
    }

    /// Members at the hours reached so far.
    #[must_use]
    pub fn members(&self) -> &BTreeMap<u32, u64> {
        &self.members
    }

    /// When the next act is due; nothing once all is played.
    #[must_use]
    pub fn next_due(&self) -> Option<Stamp> {
        self.next_minute().map(stamp)
    }

    fn next_minute(&self) -> Option<u32> {
        let first = |s: &Society| s.steps.front().map(|step| step.minute);
        self.societies.iter().filter_map(first).min()
    }

    /// Plays what happened before the drill, once, and everything due up to an hour of it, setting the clock to each
    /// minute in turn.
    ///
    /// # Errors
    /// [`PlayError`] when an act goes another way than the story, or the auditor counts otherwise.
    pub async fn play_until(&mut self, hour: u32) -> Result<(), PlayError> {
        self.begin().await?;
        let end = hour.saturating_mul(60);
        while let Some(minute) = self.next_minute().filter(|m| *m <= end) {
            self.pass_hours(minute).await?;
            self.app.clock().set(stamp(minute));
            self.play_minute(minute).await?;
        }
        self.pass_hours(end.saturating_add(1)).await?;
        self.app.clock().set(stamp(end));
        Ok(())
    }

    async fn begin(&mut self) -> Result<(), PlayError> {
        let first = self.societies.first_mut().map(|society| &mut society.world);
        if let Some(world) = first.filter(|world| world.offices.is_none()) {
            world.offices = Some(offices::before(&self.app).await?);
        }
        Ok(())
    }

    /// Plays everything due at a moment while the clock runs by itself and other people may act.
    ///
    /// # Errors
    /// [`PlayError::Refused`] when the application cannot go on.
    pub async fn play_due(&mut self, now: Stamp) -> Result<(), PlayError> {
        self.live = true;
        while let Some(minute) = self.next_minute().filter(|m| stamp(*m) <= now) {
            self.pass_hours(minute).await?;
            self.play_minute(minute).await?;
        }
        Ok(())
    }

    /// The clock's acts and the auditor's looks of the full hours before a minute.
    async fn pass_hours(&mut self, minute: u32) -> Result<(), PlayError> {
        if minute > 0 {
            self.tell_members(0);
        }
        while self.next_hour.saturating_mul(60) < minute && self.next_hour <= HOURS {
            let hour = self.next_hour;
            if !self.live {
                self.app.clock().set(stamp(hour * 60));
            }
            self.settle_clock().await?;
            self.auditor.hour(stamp(hour * 60));
            self.tell_members(hour);
            if !self.live && (self.audit_hours.contains(&hour) || hour == HOURS) {
                self.auditor.compare(&self.app.state())?;
            }
            self.next_hour += 1;
        }
        Ok(())
    }

    /// What falls due by time alone, until nothing does.
    async fn settle_clock(&self) -> Result<(), PlayError> {
        loop {
            let before = self.app.state().size;
            self.app.tick().await?;
            if self.app.state().size == before || self.live {
                return Ok(());
            }
        }
    }

    fn tell_members(&mut self, hour: u32) {
        if TOLD_HOURS.contains(&hour) && !self.members.contains_key(&hour) {
            let members = self.app.state().rooms.values().map(|r| r.members).sum();
            self.members.insert(hour, members);
        }
    }

    /// All acts of one minute: those of one society one after another, those of several side by side.
    async fn play_minute(&mut self, minute: u32) -> Result<(), PlayError> {
        while let Some(round) = self.next_round(minute)? {
            let mut round = round.into_iter().peekable();
            while round.peek().is_some() {
                let (turns, deeds) = round.by_ref().take(IN_FLIGHT_MAX).unzip();
                self.play_side_by_side(minute, turns, deeds).await?;
            }
        }
        Ok(())
    }

    /// The next act of each society that has one in this minute.
    fn next_round(&mut self, minute: u32) -> Result<Option<Vec<(Turn, Deed)>>, PlayError> {
        let mut round = Vec::new();
        let mut any = false;
        for (society, played) in self.societies.iter_mut().enumerate() {
            let Some(step) = played.steps.pop_front_if(|step| step.minute <= minute) else {
                continue;
            };
            any = true;
            let (keep, refused) = (step.keep, step.refused);
            match (step.make)(&played.world) {
                Some(deed) => round.push((
                    Turn {
                        society,
                        keep,
                        refused,
                    },
                    deed,
                )),
                // Something before it went another way.
                None if self.live => {}
                None => return Err(off(minute, society, "an earlier act is missing".to_owned())),
            }
        }
        Ok(any.then_some(round))
    }

    async fn play_side_by_side(
        &mut self,
        minute: u32,
        turns: Vec<Turn>,
        deeds: Vec<Deed>,
    ) -> Result<(), PlayError> {
        let outcomes = drive(&self.app, &deeds).await;
        for ((turn, deed), outcome) in turns.into_iter().zip(deeds).zip(outcomes) {
            match outcome {
                Ok(done) if self.live || !turn.refused => {
                    self.auditor.note(stamp(minute), &deed, &done);
                    self.keep(turn, &deed, done);
                }
                Err(Refused::Refusal(_)) if turn.refused => {}
                Err(refused @ (Refused::Store(_) | Refused::ReadOnly)) => {
                    return Err(refused.into());
                }
                Err(_) if self.live => {}
                Ok(_) => {
                    let what = format!("{deed:?} was to be refused");
                    return Err(off(minute, turn.society, what));
                }
                Err(refused) => {
                    let what = format!("{deed:?}: {refused}");
                    return Err(off(minute, turn.society, what));
                }
            }
        }
        Ok(())
    }

    fn keep(&mut self, turn: Turn, deed: &Deed, done: Done) {
        if let (Deed::Found(_), Done::Person(founder)) = (deed, &done) {
            for society in &mut self.societies {
                society.world.founder = Some(std::sync::Arc::clone(founder));
            }
        }
        let society = self.societies.get_mut(turn.society);
        if let Some((slot, society)) = turn.keep.zip(society) {
            society.world.keep(slot, done);
        }
    }
}

/// One act in its round.
struct Turn {
    society: usize,
    keep: Option<Slot>,
    refused: bool,
}

fn off(minute: u32, society: usize, what: String) -> PlayError {
    PlayError::OffScript {
        minute,
        society,
        what,
    }
}

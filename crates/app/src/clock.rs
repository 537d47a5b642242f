//! The one place that reads time.

use std::sync::{Arc, RwLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use relief::ids::Stamp;

/// How long something takes, in real time; for reports, never for decisions.
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts.
    #[must_use]
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// Whole milliseconds since the start.
    #[must_use]
    pub fn millis(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// Where moments come from: the system, or a drill that runs at its own pace.
#[derive(Clone)]
pub struct Clock(Arc<Kind>);

enum Kind {
    System,
    Simulated(RwLock<Simulated>),
}

#[derive(Clone, Copy)]
struct Simulated {
    /// The simulated moment at `since`.
    at: Stamp,
    since: Instant,
    /// Simulated seconds for each real one; 0 stands still.
    speed: u32,
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Clock {
        Clock(Arc::new(Kind::System))
    }

    /// A clock that stands still at a moment until it is set or started.
    #[must_use]
    pub fn simulated(at: Stamp) -> Clock {
        Clock(Arc::new(Kind::Simulated(RwLock::new(Simulated {
            at,
            since: Instant::now(),
            speed: 0,
        }))))
    }

    /// The moment, in whole seconds.
    #[must_use]
    pub fn now(&self) -> Stamp {
        match &*self.0 {
            Kind::System => {
                let since = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default();
                Stamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
            }
            Kind::Simulated(inner) => inner.read().map_or(Stamp(0), |s| s.now()),
        }
    }

    /// Sets a simulated clock; never backwards. Does nothing to the system's.
    pub fn set(&self, at: Stamp) {
        self.change(|s| s.at = s.now().max(at));
    }

    /// Lets a simulated clock run at so many simulated seconds for each real one.
    pub fn run(&self, speed: u32) {
        self.change(|s| {
            s.at = s.now();
            s.speed = speed;
        });
    }

    /// Simulated seconds for each real one, at least 1; the system's clock has 1.
    #[must_use]
    pub fn speed(&self) -> u32 {
        match &*self.0 {
            Kind::System => 1,
            Kind::Simulated(inner) => inner.read().map_or(1, |s| s.speed.max(1)),
        }
    }

    fn change(&self, edit: impl FnOnce(&mut Simulated)) {
        if let Kind::Simulated(inner) = &*self.0
            && let Ok(mut simulated) = inner.write()
        {
            edit(&mut simulated);
            simulated.since = Instant::now();
        }
    }
}

impl Simulated {
    fn now(&self) -> Stamp {
        let gone = self
            .since
            .elapsed()
            .as_millis()
            .saturating_mul(u128::from(self.speed))
            / 1000;
        Stamp(
            self.at
                .0
                .saturating_add(i64::try_from(gone).unwrap_or(i64::MAX)),
        )
    }
}

//! What every bench here measures by: the best of a few runs, in processor time of its own thread.

use std::hint::black_box;
use std::time::Duration;

/// Runs; the best one counts, since everything else on the machine only slows it.
const RUNS: u32 = 5;

/// The best of [`RUNS`] runs. What a run leaves behind is let go after the clock stopped.
pub fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let timed = (0..RUNS).map(|_| once(&mut run));
    timed.min().unwrap_or_default()
}

/// One run.
pub fn once<T>(run: impl FnOnce() -> T) -> Duration {
    let start = on_core();
    let made = black_box(run());
    let time = on_core() - start;
    drop(made);
    time
}

/// Time that this thread spent on a core, so that a busy machine does not blur the figure.
#[cfg(unix)]
fn on_core() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(spent).unwrap_or_default()
}

/// Time on the wall, where the system does not tell the other.
#[cfg(not(unix))]
fn on_core() -> Duration {
    static BEGAN: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    BEGAN.elapsed()
}

/// Thousandths of a second, for a printed line.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// How many times as long as a reference.
pub fn ratio(time: Duration, reference: Duration) -> f64 {
    time.as_secs_f64() / reference.as_secs_f64()
}

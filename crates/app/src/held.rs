//! The public state while somebody reads it.

use std::ops::Deref;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use relief::state::State;

/// The public state, held for reading: for moments, never across an await, and never twice by one thread. A writer
/// who waits between two holds of one thread waits for the first, and the second waits for the writer: for ever.
pub struct Held<'a> {
    state: RwLockReadGuard<'a, State>,
    _once: once::Once,
}

impl<'a> Held<'a> {
    /// Waits for the writer and holds the state.
    pub(crate) fn of(state: &'a RwLock<State>) -> Held<'a> {
        let once = once::Once::new();
        // A panic while holding the lock cannot leave it half-folded: apply has no panicking path.
        let state = state.read().unwrap_or_else(PoisonError::into_inner);
        Held { state, _once: once }
    }
}

impl Deref for Held<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

/// While developing and in tests a second hold of one thread stops at once, whether or not a writer waits.
#[cfg(debug_assertions)]
mod once {
    use std::cell::Cell;

    thread_local! {
        static HOLDS: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) struct Once;

    impl Once {
        #[track_caller]
        pub(super) fn new() -> Once {
            assert!(
                !HOLDS.replace(true),
                "this thread holds the public state already: pass it on instead"
            );
            Once
        }
    }

    impl Drop for Once {
        fn drop(&mut self) {
            HOLDS.set(false);
        }
    }
}

#[cfg(not(debug_assertions))]
mod once {
    pub(super) struct Once;

    impl Once {
        pub(super) fn new() -> Once {
            Once
        }
    }
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::*;

    #[test]
    fn one_hold_after_another_is_given() {
        let state = RwLock::default();
        drop(Held::of(&state));
        assert_eq!(Held::of(&state).size, 0);
    }

    #[test]
    #[should_panic(expected = "holds the public state already")]
    fn a_second_hold_of_one_thread_stops() {
        let state = RwLock::default();
        let _first = Held::of(&state);
        let _second = Held::of(&state);
    }
}

//! The domain of Tideover: entries, decide, apply, arithmetic. Pure.

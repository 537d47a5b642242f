//! For tests only: a community in a test, named people and hospitals, a fake clock.

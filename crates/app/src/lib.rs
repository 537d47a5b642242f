//! Use cases: the writer, access, hub, limits, clock, workers.

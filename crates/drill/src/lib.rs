//! Seeded scenarios that play a society through the ordinary commands, and an independent auditor.

//! The journeys of JOURNEYS.md in a real browser, one file each. Width, script and language meet in every
//! combination (`Mode::ALL`), or in long journeys pairwise (`Mode::PAIRS`).
//!
//! Each page on the way is no wider than the screen and leaves the console silent; the rules of accessibility are
//! checked for every page of the site in `every_page.rs`, and on the demo's larger pages in `demo_pages.rs`.

mod demo_pages;
mod every_page;
mod journey_citizen;
mod journey_clerk;
mod journey_donor;
mod journey_driver;
mod journey_feedback;
mod journey_founder;
mod journey_nurse;
mod journey_official;
mod journey_plan;
mod journey_volunteer;
mod journey_witness;
mod live;
mod routes;
mod scene;
mod visits;
mod walk;

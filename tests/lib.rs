//! Support for the whole-program tests: the real binary, a plain client, a real browser.
//!
//! - [`Server`] starts `tideover` on a free port with its own folder, and stops it by its own pid.
//! - [`Client`] is a person without a browser: cookies, forms, JSON.
//! - [`Scene`] is a room with an open need, for acts that want one.
//! - [`Browser`] is Chromium at a width, in a language, with or without script: in a [`Mode`].
//! - [`Town`] is a community with a room, its people and what they did so far, made over HTTP.
//!
//! A test that cannot run on this machine says so with [`skip`], which `./test` counts.
//!
//! Out of scope: anything that looks inside the program. These tests know addresses, words on
//! pages, files and exit codes.

#[path = "support/axe.rs"]
mod axe;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/client.rs"]
mod client;
#[path = "support/custodian.rs"]
mod custodian;
#[path = "support/driver.rs"]
mod driver;
#[path = "support/mode.rs"]
mod mode;
#[path = "support/page.rs"]
mod page;
#[path = "support/scene.rs"]
mod scene;
#[path = "support/server.rs"]
mod server;
#[path = "support/skip.rs"]
mod skip;
#[path = "support/town.rs"]
mod town;

pub use axe::Violation;
pub use browser::{Browser, NARROW, WIDE};
pub use client::{Answer, Client};
pub use custodian::Custodian;
pub use mode::Mode;
pub use scene::{Scene, door_of};
pub use server::{Server, program};
pub use skip::{browser_is_missing, skip};
pub use town::{ROOM_NAME, Town, index_in, sent};

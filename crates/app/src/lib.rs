//! Use cases: one file per noun, over one writer.
//!
//! `App` is what pages, the drill and the command line talk to. An act is a small piece of work run by the
//! writer on a [`Draft`]: it decides with `relief`, adds private rows, and is answered once all of it is durable.
//! Out of scope: HTML, HTTP, SQL, and words for people.

pub mod account;
mod alive;
mod app;
pub mod carrier;
pub mod case_report;
mod clock;
pub mod commitment;
pub mod consignment;
mod counters;
pub mod distribution;
mod door;
mod draft;
mod entropy;
mod error;
pub mod evenness;
mod figures;
pub mod flag;
mod flow;
pub mod growth;
mod held;
mod history;
mod holders;
mod hub;
pub mod import;
pub mod invitation;
pub mod jielong;
mod journal;
pub mod jurisdiction;
mod kept;
mod lanes;
pub mod limits;
pub mod need;
pub mod offer;
pub mod official_supply;
mod people;
pub mod photo;
pub mod plan;
pub mod published;
pub mod question;
mod recent;
pub mod recipient;
mod replay;
pub mod role;
pub mod room;
pub mod stamp;
pub mod talk;
pub mod testimony;
pub mod text;
pub mod tip;
mod turns;
mod workers;
mod writer;

pub use account::{NewAccount, SignedIn};
pub use alive::Alive;
pub use app::{App, OpenError, Options};
pub use clock::{Clock, Stopwatch};
pub use draft::{CardKind, Draft, Receipt};
pub use entropy::Entropy;
pub use error::Refused;
pub use figures::figures_json;
pub use held::Held;
pub use hub::{Hub, News};
pub use journal::{Proof, PublishedHead, ReadEntry};
pub use kept::{Kept, Version};
pub use people::{Can, Person};
pub use store::PrivateId;
pub use store::vault;
pub use talk::{MESSAGE_CHARS_MAX, NewMessage};
pub use text::{PublicText, Sealed};

//! Why an act did not happen.

use relief::name::NameFault;
use relief::refusal::Refusal;
use store::StoreError;

/// What the person asking is told; `web` has the words.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The domain says no.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// A public name does not fit.
    #[error(transparent)]
    Name(#[from] NameFault),
    /// The writer's queue is full: try again.
    #[error("busy")]
    Busy,
    /// The journal does not contain what was signed: nothing may be written.
    #[error("read only")]
    ReadOnly,
    /// Nobody is signed in.
    #[error("not signed in")]
    NotSignedIn,
    /// So many acts in so short a time.
    #[error("too fast")]
    TooFast,
    /// The work of somebody without an account does not fit its form, or the form is too old.
    #[error("the work does not fit")]
    StampWrong,
    /// So many acts of people without an account and without work that no more are taken this hour.
    #[error("no more without work this hour")]
    StamplessFull,
    /// So many newcomers in so short a time, from one network or in all.
    #[error("many newcomers")]
    ManyNewcomers,
    /// No such thing, or not for this person.
    #[error("not found")]
    NotFound,
    /// A text is empty.
    #[error("the text is empty")]
    Empty,
    /// A text is too long.
    #[error("at most {max} characters")]
    TooLong {
        /// The limit.
        max: usize,
    },
    /// A link or code is wrong, used up or expired.
    #[error("the code does not work")]
    CodeInvalid,
    /// More than fits.
    #[error("at most {max}")]
    TooMany {
        /// The limit.
        max: u32,
    },
    /// The link is paused.
    #[error("paused until {until}")]
    Paused {
        /// Until when, in seconds UTC.
        until: i64,
    },
    /// The link was revoked.
    #[error("revoked")]
    Revoked,
    /// Too late to edit.
    #[error("too late to edit")]
    TooLateToEdit,
    /// Already a member.
    #[error("already a member")]
    AlreadyMember,
    /// A file cannot be read as a photograph, or is too large.
    #[error("not a photograph of at most {max_bytes} bytes")]
    NotAPhoto {
        /// The limit.
        max_bytes: usize,
    },
    /// A file is not sealed in the form that custodians can open, or not padded.
    #[error("not a sealed file in the form that is taken")]
    NotSealed,
    /// So many sealed tips wait for their hour that no more are taken.
    #[error("the box for sealed tips is full until the next hour")]
    TipsFull,
    /// A fault of the program: the act was left out as a whole.
    #[error("the act panicked")]
    Panicked,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

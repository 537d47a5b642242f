//! Sealed tips as files: what a letter holds, how it is padded, sealed and opened, and the receipt that unlocks replies.
//!
//! The same steps are taken in the browser by `crates/web/tip-script/`, on the server for those who write without
//! script, and on a custodian's own machine by `tideover tips`. Out of scope: where files are kept, what the journal
//! says of them, who may do what.
//!
//! ```
//! let custodian = tip::Key::generate();
//! let letter = tip::Letter { what: "东门出去两车口罩".into(), ..tip::Letter::default() };
//! let sealed = tip::seal(&tip::pad(&letter.encode()).expect("small"), &[custodian.public()], 3).expect("a key");
//! let opened = tip::open(&sealed, &custodian).expect("for this key");
//! assert_eq!(tip::Letter::decode(tip::unpad(&opened).expect("padded")), Ok(letter));
//! ```

mod envelope;
mod leaf;
mod letter;
mod padding;
mod receipt;

pub use envelope::{Key, OpenFault, Shape, ShapeFault, armored, dearmor, open, seal, shape};
pub use leaf::leaf;
pub use letter::{Attachment, FILES_MAX, Kind, Letter, LetterFault};
pub use padding::{CLASSES, TooLarge, pad, unpad};
pub use receipt::{GROUP_CHARS, GROUPS, Receipt, ReceiptFault, Unlocked};

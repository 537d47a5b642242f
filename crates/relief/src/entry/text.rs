//! Public texts and their removal.

use super::facts::records;
use crate::code::*;
use crate::ids::*;

records! {
    /// A public text is removed; its seal and every proof stay.
    TextRedacted { entry: Index, ground: Ground, seal: Seal }
}

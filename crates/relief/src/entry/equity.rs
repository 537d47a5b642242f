//! The alarm of two groups too far apart.

use super::facts::records;
use crate::catalogue::Item;
use crate::code::*;

records! {
    /// From here on two groups are covered twice as unevenly as they need be.
    DisparityNoticed { grouping: Grouping, item: Item }
    /// No longer.
    DisparityPassed { grouping: Grouping, item: Item }
}

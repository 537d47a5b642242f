//! What every picture is drawn with: shares of a length in whole numbers, and steps that read well.
//!
//! Pictures count in tenths of a px, so that a curve has no visible stairs and the same figures give the same bytes.

use maud::{Markup, html};

use super::table::{Col, table};
use crate::t;
use crate::words::Words;

/// Tenths in one px.
pub(crate) const TENTHS: u64 = 10;
/// Rows of a picture's table; the page's JSON has all of them.
pub const ROWS_MAX: usize = 60;

/// `value` of `whole` on a length; never longer than the length.
pub(crate) fn scaled(value: u64, length: u64, whole: u64) -> u64 {
    let px = u128::from(value.min(whole)) * u128::from(length) / u128::from(whole.max(1));
    u64::try_from(px).unwrap_or(length)
}

/// Tenths of a px as an attribute has them: `12.5`, `12`.
pub(crate) fn px(tenths: u64) -> String {
    match tenths % TENTHS {
        0 => (tenths / TENTHS).to_string(),
        part => format!("{}.{part}", tenths / TENTHS),
    }
}

/// 1, 2 or 5 times a power of ten, so that two to five lines cross a picture.
pub(crate) fn nice_step(top: u64) -> u64 {
    let mut step: u64 = 1;
    for factor in [2, 5, 10].iter().cycle() {
        if top / step <= 4 {
            break;
        }
        step = match factor {
            5 => step / 2 * 5,
            _ => step.saturating_mul(2),
        };
    }
    step
}

/// The table of a picture, folded away under it; over [`ROWS_MAX`] rows it says how many it leaves out.
pub(crate) fn behind(
    w: Words,
    caption: &str,
    heads: &[(Col, &str)],
    rows: &[Vec<Markup>],
) -> Markup {
    super::fold(
        &t!(w, "picture-table"),
        html! {
            (table(caption, heads, rows.get(..ROWS_MAX).unwrap_or(rows)))
            (more(w, rows.len().saturating_sub(ROWS_MAX)))
        },
    )
}

/// "And 40 more": what a list leaves out, where the rest is.
pub(crate) fn more(w: Words, left: usize) -> Markup {
    let left = u64::try_from(left).unwrap_or(u64::MAX);
    html! { @if left > 0 { p.sm.mut { (t!(w, "picture-more", n = left)) } } }
}

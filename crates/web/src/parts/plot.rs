//! What every picture is drawn with: shares of a length in whole numbers, and steps that read well.
//!
//! Pictures count in tenths of a px, so that a curve has no visible stairs and the same figures give the same bytes.

use maud::{Markup, html};

use super::table::{Col, table};
use crate::t;
use crate::words::Words;

/// Tenths in one px.
pub(crate) const TENTHS: u64 = 10;
/// A picture's width in px: on a phone of 360 px it is drawn 1:1, and no word of it is under 14 px.
pub(crate) const WIDTH: u64 = 328;
/// Rows of a picture's table; the page's JSON has all of them.
pub const ROWS_MAX: usize = 60;

/// A picture is drawn twice where a phone has no room for what a wide screen shows; the style picks one.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    /// Its class.
    pub class: &'static str,
    /// In px.
    pub width: u64,
    which: usize,
}

impl Frame {
    /// For phones.
    pub const NARROW: Frame = Frame {
        class: "chart only-n",
        width: WIDTH,
        which: 0,
    };
    /// For wide screens and paper.
    pub const WIDE: Frame = Frame {
        class: "chart wd only-w",
        width: 640,
        which: 1,
    };

    /// The narrow picture's figure or word, or the wide one's.
    pub fn choose<T>(self, of: [T; 2]) -> T {
        let [narrow, wide] = of;
        if self.which == 0 { narrow } else { wide }
    }
}

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

/// How wide a text runs at 14 px, about: a Han character is square, others are a little over half as wide.
pub(crate) fn measured(text: &str) -> u64 {
    text.chars().map(advance).sum()
}

/// A text cut to a width in px, with an ellipsis where something is missing.
pub(crate) fn fitted(text: &str, room: u64) -> String {
    if measured(text) <= room {
        return text.to_owned();
    }
    let mut left = room.saturating_sub(advance('…'));
    let mut out: String = text
        .chars()
        .take_while(|c| {
            let fits = advance(*c) <= left;
            left = left.saturating_sub(advance(*c));
            fits
        })
        .collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// The width of a character at 14 px.
fn advance(c: char) -> u64 {
    match c {
        '\u{2e80}'.. => 14,
        'A'..='Z' | 'm' | 'w' | '…' => 11,
        'i' | 'j' | 'l' | 't' | ' ' | '.' | ',' => 5,
        _ => 8,
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

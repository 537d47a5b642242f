//! The label on a box: a code that survives handwriting, a QR, and the head of the journal.

use maud::{Markup, html};

use super::qr::qr;
use crate::t;
use crate::words::Words;

/// What one label says.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    /// The code with its check digit, as it is written by hand.
    pub code: &'a str,
    /// The full address the QR leads to.
    pub url: &'a str,
    /// Who receives it.
    pub to: &'a str,
    /// What is inside.
    pub item: &'a str,
    /// Which box of how many.
    pub box_of: (u64, u64),
    /// The journal's head when it was printed, entries and short root.
    pub head: Option<(u64, &'a str)>,
}

/// One label, white in every scheme.
pub fn label(w: Words, label: &Label<'_>) -> Markup {
    let (n, total) = label.box_of;
    html! {
        div.label {
            div {
                p.code { (label.code) }
                p.sm { b { (label.to) } br; (label.item) br; (t!(w, "label-box", n = n, total = total)) }
                p.sm { (t!(w, "label-how")) }
                @if let Some((size, root)) = label.head {
                    p.hd { (t!(w, "label-head", size = size, root = root)) }
                }
            }
            (qr(w, label.url))
        }
    }
}

/// A sheet with one label for each box, for the printer.
pub fn sheet(w: Words, labels: &[Label<'_>]) -> Markup {
    html! { div.labels { @for one in labels { (self::label(w, one)) } } }
}

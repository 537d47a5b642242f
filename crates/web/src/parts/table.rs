//! Plain tables with their roles said aloud, as styles that change `display` make browsers
//! forget them.

use maud::{Markup, html};

use crate::t;
use crate::words::{Words, number};

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Col {
    /// Words, left.
    Text,
    /// Figures, right.
    Num,
    /// Figures that only a wide screen has room for.
    NumWide,
}

impl Col {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            Self::Num => Some("num"),
            Self::NumWide => Some("num only-w"),
        }
    }
}

/// What the columns that only a wide screen has room for say, on a narrow one: a small line for the first cell, without
/// what is 0.
pub fn narrow(w: Words, facts: &[(String, u64)]) -> Markup {
    let some = facts.iter().filter(|(_, n)| *n > 0);
    let said: Vec<String> = some
        .map(|(name, n)| format!("{name}\u{a0}{}", number(*n)))
        .collect();
    html! { span.sm.mut.blk.only-n { (said.join(&t!(w, "list-comma"))) } }
}

/// A table with a spoken caption. Each row's first cell is its heading; an empty list of heads
/// leaves the head out.
pub fn table(caption: &str, heads: &[(Col, &str)], rows: &[Vec<Markup>]) -> Markup {
    let shown = heads.iter().any(|(_, text)| !text.is_empty());
    let class = |i: usize| heads.get(i).and_then(|(col, _)| col.class());
    html! {
        table role="table" {
            caption.vh { (caption) }
            @if shown {
                thead role="rowgroup" {
                    tr role="row" {
                        @for (col, text) in heads {
                            th scope="col" role="columnheader" class=[col.class()] { (text) }
                        }
                    }
                }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (i, cell) in row.iter().enumerate() {
                            @if i == 0 { th scope="row" role="rowheader" class=[class(i)] { (cell) } }
                            @else { td role="cell" class=[class(i)] { (cell) } }
                        }
                    }
                }
            }
        }
    }
}

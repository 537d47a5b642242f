//! A pasted appeal: what was recognised in it, marked, over the message field.

use std::ops::Range;

use app::{App, Person, Refused};
use maud::{Markup, html};
use relief::ids::RoomId;
use relief::reading::{self, DraftKind};
use serde::Serialize;

use crate::parts::card::{Card, Tab};
use crate::parts::icon::Icon;
use crate::t;
use crate::words::Words;

/// What was recognised in a message of one's own.
#[derive(Debug, Clone, Serialize)]
pub struct Draft {
    /// The message.
    pub seq: u64,
    /// The words in pieces; marked ones were understood.
    pub pieces: Vec<Piece>,
    /// How many lines of goods.
    pub lines: u64,
    /// Goods whose amount is not stated.
    pub open: Vec<String>,
    /// Whether somebody can be reached by it.
    pub contact: bool,
    #[serde(skip)]
    text: String,
}

/// A piece of the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they were understood.
    pub marked: bool,
}

/// Whether a text asks for goods.
pub fn reads_as_need(text: &str) -> bool {
    let read = reading::read(text);
    read.kind == DraftKind::Need && !read.lines.is_empty()
}

/// What is recognised in a message; nothing unless it is the reader's own and asks for goods.
///
/// # Errors
/// The store's failure.
pub async fn of_message(
    app: &App,
    who: &Person,
    room: RoomId,
    seq: u64,
) -> Result<Option<Draft>, Refused> {
    let found = app.message(room, seq).await?;
    let own = found.filter(|m| m.account == who.account && m.removed_at.is_none());
    Ok(own.and_then(|m| of_text(seq, &m.body)))
}

fn of_text(seq: u64, text: &str) -> Option<Draft> {
    let read = reading::read(text);
    if read.kind != DraftKind::Need || read.lines.is_empty() {
        return None;
    }
    let spans = read.lines.iter().map(|l| l.span.clone());
    let spans = spans
        .chain(read.recipient.iter().map(|r| r.span.clone()))
        .chain(read.place.iter().map(|p| p.span.clone()));
    let open = read.lines.iter().filter(|l| l.quantity.is_none());
    Some(Draft {
        seq,
        pieces: pieces(text, spans.collect()),
        lines: u64::try_from(read.lines.len()).unwrap_or(u64::MAX),
        open: open.map(|l| l.item_as_written.clone()).collect(),
        contact: read.contact_present,
        text: text.to_owned(),
    })
}

/// Cuts a text at the edges of spans; overlapping spans become one.
fn pieces(text: &str, mut spans: Vec<Range<usize>>) -> Vec<Piece> {
    spans.sort_by_key(|s| (s.start, s.end));
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |range: Range<usize>, marked| {
        let piece = text.get(range).unwrap_or_default();
        if !piece.is_empty() {
            pieces.push(Piece {
                text: piece.to_owned(),
                marked,
            });
        }
    };
    for span in spans {
        let start = span.start.max(at);
        if span.end > start {
            push(at..start, false);
            push(start..span.end, true);
            at = span.end;
        }
    }
    push(at..text.len(), false);
    pieces
}

/// The card over the message field.
pub fn card(w: Words, room: u64, draft: &Draft) -> Markup {
    let room_text = room.to_string();
    let seq = draft.seq.to_string();
    let fields = [
        ("text", draft.text.as_str()),
        ("room", &room_text),
        ("from", &seq),
    ];
    Card::new(Icon::Paste, &t!(w, "draft-title", n = draft.lines), "")
        .draft()
        .tab(
            Tab::post(&t!(w, "draft-publish"), "/need/draft", &fields)
                .icon(Icon::Ok)
                .go(),
        )
        .tab(Tab::link(&t!(w, "draft-dismiss"), &format!("/r/{room}")))
        .render(html! {
            p.sm {
                @for piece in &draft.pieces {
                    @if piece.marked { mark { (piece.text) } } @else { (piece.text) }
                }
            }
            @if !draft.open.is_empty() {
                p.sm.mut.mt1 { (t!(w, "draft-open", names = draft.open.join(&t!(w, "list-and")))) }
            }
            @if draft.contact { p.sm.mut.mt1 { (t!(w, "draft-contact")) } }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_are_marked_once() {
        let cut = pieces("abcdef", vec![3..5, 1..4]);
        let texts: Vec<_> = cut.iter().map(|p| (p.text.as_str(), p.marked)).collect();
        assert_eq!(
            texts,
            [("a", false), ("bcd", true), ("e", true), ("f", false)]
        );
    }
}

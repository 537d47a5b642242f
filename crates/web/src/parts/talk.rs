//! Talk in a room: who, when, what, and the card it carries.

use maud::{Markup, html};

use super::icon::{Icon, icon};

/// One message. There are no avatars: name, role or place, time at the right.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// The element's id, by which live updates replace it, and its permalink.
    pub id: &'a str,
    /// The writer's account in hex, by which script marks own messages.
    pub by_hex: &'a str,
    /// The writer's name.
    pub name: &'a str,
    /// Their role in the room, as a badge; may be empty.
    pub role: &'a str,
    /// Where they are; may be empty.
    pub place: &'a str,
    /// Clock of the message, and its full moment for machines.
    pub time: (&'a str, &'a str),
    /// Whether the reader wrote it.
    pub mine: bool,
    /// A small word behind the text, such as "edited"; may be empty.
    pub remark: &'a str,
    /// The permalink behind the time.
    pub href: &'a str,
    /// The list that a live fragment is appended to; `None` on a page, where it stands in the list.
    pub into: Option<&'a str>,
}

/// A message with its text and, under it, a card. Text keeps its line breaks.
pub fn message(message: &Message<'_>, text: &str, card: Option<Markup>) -> Markup {
    let (clock, moment) = message.time;
    html! {
        li.msg.me[message.mine] id=(message.id) data-by=(message.by_hex)
            data-into=[message.into] {
            p.by {
                b { (message.name) }
                @if !message.role.is_empty() { span.badge { (message.role) } }
                @if !message.place.is_empty() { span { (message.place) } }
                a href=(message.href) { time datetime=(moment) { (clock) } }
            }
            @if !text.is_empty() {
                p.say { (text) @if !message.remark.is_empty() { " " small.mut { (message.remark) } } }
            }
            @if let Some(card) = card { (card) }
        }
    }
}

/// What stands where a message was taken down.
pub fn tombstone(id: &str, text: &str) -> Markup {
    html! { li.line id=(id) { (text) } }
}

/// A fact of the journal, or a date, inside the talk; `href` leads to its entry. `into` is the list
/// that a live fragment is appended to.
pub fn line(id: &str, into: Option<&str>, text: &str, href: Option<&str>) -> Markup {
    html! {
        li.line id=(id) data-into=[into] {
            @match href {
                Some(href) => a href=(href) { (icon(Icon::Book)) " " (text) },
                None => span { (text) },
            }
        }
    }
}

/// The list that live messages are appended to; `live` is the address of its stream, if it has one.
pub fn talk(id: &str, live: Option<&str>, messages: &[Markup]) -> Markup {
    html! { ol.talk id=(id) data-live=[live] { @for one in messages { (one) } } }
}

/// The strip under the masthead: the pinned board in one line and one bar.
pub fn strip(href: &str, title: &str, counts: &str, worst: &str, bar: Markup, gap: &str) -> Markup {
    html! {
        a.strip #strip href=(href) {
            span.row.sp.sm { span.row { (icon(Icon::Pin)) b { (title) } } span.mut { (counts) } }
            span.row.sp { span.sm.nb.who { (worst) } span.fw { (bar) } b.sm.lack.nb { (gap) } }
        }
    }
}

/// The field for a message above the bottom bar.
#[derive(Clone, Debug)]
pub struct Composer<'a> {
    /// Where the message goes.
    pub action: &'a str,
    /// The token that makes it go once.
    pub token: &'a str,
    /// What the field is for.
    pub label: &'a str,
    /// The spoken name of the button.
    pub send: &'a str,
    /// What was typed before and did not fit.
    pub text: &'a str,
    /// Why it did not fit.
    pub error: Option<&'a str>,
    /// The card under which the message will stand.
    pub thread: Option<u64>,
    /// What can be begun beside words: where it is asked for, and the spoken name of the button.
    pub more: Option<(&'a str, &'a str)>,
    /// What was recognised in the last message, over the field.
    pub draft: Option<Markup>,
}

impl Composer<'_> {
    /// The field, with what was recognised over it.
    pub fn render(&self) -> Markup {
        html! {
            section.composer #composer data-swap {
                @if let Some(draft) = &self.draft { (draft) }
                @if let Some(error) = self.error {
                    p.sm.lack #text-error role="alert" { (icon(Icon::Warn)) " " (error) }
                }
                form.row method="post" action=(self.action) data-enhance {
                    (super::field::token(self.token))
                    @if let Some(card) = self.thread { (super::field::hidden("thread", &card.to_string())) }
                    @if let Some((href, label)) = self.more {
                        a.tap href=(href) aria-label=(label) { (icon(Icon::Plus)) }
                    }
                    label.vh for="text" { (self.label) }
                    textarea.in.pill #text name="text" rows="1" placeholder=(self.label) required
                        aria-invalid=[self.error.map(|_| "true")]
                        aria-describedby=[self.error.map(|_| "text-error")] { (self.text) }
                    button.tap.send aria-label=(self.send) { (icon(Icon::Send)) }
                }
            }
        }
    }
}

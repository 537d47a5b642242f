//! Notices: what happened, what it means, what to do.

use maud::{Markup, html};

use super::icon::{Icon, icon};

/// A calm notice: an empty place, a pause, an outage of ours.
pub fn note(picture: Icon, title: &str, body: Markup) -> Markup {
    html! { div.note { (icon(picture)) div { b { (title) } (body) } } }
}

/// A notice in red: an excess, a discrepancy, a fork.
pub fn warn(title: &str, body: Markup) -> Markup {
    html! { div.note.warn { (icon(Icon::Warn)) div { b { (title) } (body) } } }
}

/// A place where nothing is yet, and the one thing to do about it.
pub fn empty(picture: Icon, title: &str, text: &str, act: Option<(&str, &str)>) -> Markup {
    html! {
        div.note.mid {
            (icon(picture))
            div { b { (title) } p.sm.mut { (text) } }
            @if let Some((href, words)) = act { a.btn.thin href=(href) { (words) } }
        }
    }
}

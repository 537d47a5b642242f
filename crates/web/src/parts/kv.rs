//! Facts without comparison: a term and what it is.

use maud::{Markup, html};

/// Facts in two columns, no rules.
pub fn facts(pairs: &[(&str, Markup)]) -> Markup {
    html! {
        dl.kv { @for (term, value) in pairs { dt { (term) } dd { (value) } } }
    }
}

/// Plain texts in two columns.
pub fn texts(pairs: &[(&str, &str)]) -> Markup {
    let pairs: Vec<(&str, Markup)> = pairs
        .iter()
        .map(|(term, value)| (*term, html! { (value) }))
        .collect();
    facts(&pairs)
}

//! What pages are made of. Each part takes plain values and gives [`maud::Markup`].

pub mod bar;
pub mod card;
pub mod days;
pub mod field;
pub mod growth;
pub mod heat;
pub mod icon;
pub mod kv;
pub mod label;
pub mod lorenz;
pub mod needs;
pub mod network;
pub mod note;
pub mod over;
pub mod plot;
pub mod qr;
pub mod sankey;
pub mod table;
pub mod talk;
pub mod tiles;
pub mod timeline;

use maud::{Markup, html};

use icon::{Icon, icon};

/// What a badge is about; the word in it always says it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A fact: role, kind, state at rest.
    Plain,
    /// Given or moving.
    Give,
    /// Lacking, overdue, differing.
    Lack,
}

impl Tone {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Give => Some("give"),
            Self::Lack => Some("lack"),
        }
    }
}

/// A word in a frame, to be read and not pressed.
pub fn badge(tone: Tone, picture: Option<Icon>, text: &str) -> Markup {
    html! {
        span.badge.(tone.class().unwrap_or_default()) {
            @if let Some(picture) = picture { (icon(picture)) }
            (text)
        }
    }
}

/// A choice to press, 44 px high; `on` marks the chosen one.
pub fn chip(href: &str, text: &str, on: bool) -> Markup {
    html! { a.chip href=(href) aria-current=[on.then_some("true")] { (text) } }
}

/// A row of chips that scrolls sideways on a phone, with a spoken name.
pub fn chips(label: &str, chips: &[Markup]) -> Markup {
    html! { nav.chips aria-label=(label) { @for chip in chips { (chip) } } }
}

/// A link that looks like a button. `go` fills it; one filled button per screen.
pub fn btn_link(href: &str, picture: Option<Icon>, text: &str, go: bool) -> Markup {
    html! {
        a.btn.go[go] href=(href) {
            @if let Some(picture) = picture { (icon(picture)) }
            (text)
        }
    }
}

/// The button that sends its form. `go` fills it; one filled button per screen.
pub fn btn(picture: Option<Icon>, text: &str, go: bool) -> Markup {
    html! {
        button.btn.go[go] {
            @if let Some(picture) = picture { (icon(picture)) }
            (text)
        }
    }
}

/// A button that only script serves (copy, share, print); it stays hidden without.
pub fn btn_script(action: ScriptAction<'_>, picture: Option<Icon>, text: &str) -> Markup {
    let (copy, share, print) = match action {
        ScriptAction::Copy(value) => (Some(value), None, None),
        ScriptAction::Share(url) => (None, Some(url), None),
        ScriptAction::Print => (None, None, Some("")),
    };
    html! {
        button.btn.thin type="button" hidden data-copy=[copy] data-share=[share] data-print=[print] {
            @if let Some(picture) = picture { (icon(picture)) }
            span { (text) }
        }
    }
}

/// What [`btn_script`] does.
#[derive(Clone, Copy, Debug)]
pub enum ScriptAction<'a> {
    /// Puts a text on the clipboard.
    Copy(&'a str),
    /// Offers an address to other programs, or copies it.
    Share(&'a str),
    /// Prints the page.
    Print,
}

/// A title that breaks after its Chinese commas, colons and marks between names rather than inside a word.
pub fn phrases(text: &str) -> Markup {
    html! {
        @for phrase in text.split_inclusive(['，', '：', '。', '、', '；']) { span.ph { (phrase) } }
    }
}

/// An icon with its words beside it; they may break, the icon stays.
pub fn with_icon(picture: Icon, text: &str) -> Markup {
    html! { span.ic { (icon(picture)) span { (text) } } }
}

/// A small second line.
pub fn small(text: &str) -> Markup {
    html! { p.sm.mut { (text) } }
}

/// A line in small second ink with an icon before it: `✓ 已回电核实`.
pub fn remark(picture: Icon, text: &str) -> Markup {
    html! { p.sm.mut { (icon(picture)) " " (text) } }
}

/// A line in red with a triangle before it: what differs, is overdue, is lacking.
pub fn alarm(head: &str, text: &str) -> Markup {
    html! { p.sm.lack { (icon(Icon::Warn)) " " b { (head) } (text) } }
}

/// One of the large totals of a first page: caption, figure with its unit as a link, remark.
pub fn total(
    caption: &str,
    figure: &str,
    unit: &str,
    href: &str,
    remark: &str,
    tone: Tone,
) -> Markup {
    html! {
        div {
            p.sm.mut { (caption) }
            p class=[tone.class()] { a.go2 href=(href) { span.n { (figure) } " " (unit) } }
            p.sm.mut { (remark) }
        }
    }
}

/// The row of [`total`]s.
pub fn totals(totals: &[Markup]) -> Markup {
    html! { div.tot { @for total in totals { (total) } } }
}

/// What will happen, above the button that makes it happen, under the perforation.
pub fn last_step(sum: &str, meaning: &str, button: Markup) -> Markup {
    html! {
        section.act { p { b { (sum) } } p.sm.mut { (meaning) } (button) }
    }
}

/// Something folded away behind a line.
pub fn fold(summary: &str, body: Markup) -> Markup {
    html! { details { summary { (icon(Icon::Down)) (summary) } (body) } }
}

/// A hash in groups of eight, four to a line, as it is compared by eye.
pub fn hash(hex: &str) -> Markup {
    let chars: Vec<char> = hex.chars().collect();
    let groups: Vec<String> = chars
        .chunks(8)
        .map(|group| group.iter().collect())
        .collect();
    html! {
        code.mono.hx8 {
            @for (i, line) in groups.chunks(4).enumerate() {
                @if i > 0 { br; }
                (line.join(" "))
            }
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

#[cfg(test)]
#[path = "picture_tests.rs"]
mod picture_tests;

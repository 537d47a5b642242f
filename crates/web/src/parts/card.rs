//! The card: facts above the perforation, tear-off tabs below it, one per thing to do.

use maud::{Markup, PreEscaped, html};

use super::icon::{Icon, icon};

/// A card of a room or page.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    id: Option<&'a str>,
    icon: Icon,
    kind: &'a str,
    code: &'a str,
    state: Markup,
    tabs: Vec<Tab<'a>>,
    draft: bool,
}

impl<'a> Card<'a> {
    /// A card of a kind (需求, 承诺, 批次) with its short code; an empty code is left out.
    pub fn new(icon: Icon, kind: &'a str, code: &'a str) -> Self {
        let state = PreEscaped(String::new());
        Self {
            id: None,
            icon,
            kind,
            code,
            state,
            tabs: Vec::new(),
            draft: false,
        }
    }

    /// The element's id, by which live updates replace it.
    pub fn id(mut self, id: &'a str) -> Self {
        self.id = Some(id);
        self
    }

    /// What stands at the right of the header: freshness, or a badge with the state.
    pub fn state(mut self, state: Markup) -> Self {
        self.state = state;
        self
    }

    /// Adds a tab at the right. At most one of them is filled.
    pub fn tab(mut self, tab: Tab<'a>) -> Self {
        self.tabs.push(tab);
        self
    }

    /// Frames the card in blue: a draft that waits for its writer.
    pub fn draft(mut self) -> Self {
        self.draft = true;
        self
    }

    /// The card round its facts.
    pub fn render(&self, body: Markup) -> Markup {
        html! {
            article.card.draft[self.draft] id=[self.id] {
                header {
                    (icon(self.icon)) b { (self.kind) }
                    @if !self.code.is_empty() { span { (self.code) } }
                    @if !self.state.0.is_empty() { span.end { (self.state) } }
                }
                div { (body) }
                (tabs(&self.tabs))
            }
        }
    }
}

/// When something was last confirmed, for a card's header.
pub fn fresh(text: &str) -> Markup {
    html! { (icon(Icon::Clock)) " " (text) }
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Tab<'a> {
    text: &'a str,
    icon: Option<Icon>,
    to: To<'a>,
    go: bool,
    printed: Option<&'a str>,
}

#[derive(Clone, Debug)]
enum To<'a> {
    Link(&'a str),
    Post(&'a str, &'a [(&'a str, &'a str)]),
    Submit(Option<(&'a str, &'a str)>),
}

impl<'a> Tab<'a> {
    fn new(text: &'a str, to: To<'a>) -> Self {
        Self {
            text,
            icon: None,
            to,
            go: false,
            printed: None,
        }
    }

    /// A tab that leads somewhere.
    pub fn link(text: &'a str, href: &'a str) -> Self {
        Self::new(text, To::Link(href))
    }

    /// A tab that does something at once: a form of its own with these hidden fields.
    pub fn post(text: &'a str, action: &'a str, fields: &'a [(&'a str, &'a str)]) -> Self {
        Self::new(text, To::Post(action, fields))
    }

    /// A tab that sends the form round the card, with a name and value of its own if given.
    pub fn submit(text: &'a str, named: Option<(&'a str, &'a str)>) -> Self {
        Self::new(text, To::Submit(named))
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Fills the tab: the one most people want.
    pub fn go(mut self) -> Self {
        self.go = true;
        self
    }

    /// The short address printed after the words; tabs without one are not printed.
    pub fn printed(mut self, address: &'a str) -> Self {
        self.printed = Some(address);
        self
    }

    fn render(&self) -> Markup {
        let words = html! {
            @if let Some(picture) = self.icon { (icon(picture)) }
            (self.text)
        };
        let class = self.go.then_some("go");
        html! {
            @match &self.to {
                To::Link(href) => a class=[class] href=(href) data-c=[self.printed] { (words) },
                // A whole page answers: it takes the place of this one, with its own address.
                To::Post(action, fields) => form method="post" action=(action) {
                    @for (name, value) in *fields { input type="hidden" name=(name) value=(value); }
                    button class=[class] { (words) }
                },
                To::Submit(named) => {
                    button class=[class] name=[named.map(|(name, _)| name)]
                        value=[named.map(|(_, value)| value)] { (words) }
                }
            }
        }
    }
}

/// A row of tabs, where a page has one outside a card.
pub fn tabs(tabs: &[Tab<'_>]) -> Markup {
    html! {
        @if !tabs.is_empty() { div.tabs { @for tab in tabs { (tab.render()) } } }
    }
}

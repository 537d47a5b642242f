//! The frame of every page: masthead, places, drill line, journal head.

use axum::http::HeaderValue;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::address;
use crate::assets;
use crate::negotiate::Format;
use crate::parts::icon::{Icon, icon};
use crate::t;
use crate::words::{Lang, Words};

/// Characters of the root shown in the footer: enough to compare by eye.
const ROOT_SHORT_CHARS: usize = 12;

/// What every page knows about its reader and the moment.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// The reader's words.
    pub words: Words,
    /// HTML or JSON.
    pub format: Format,
    /// Path and query of this page, without `.json`: where the language link leads.
    pub path: String,
    /// Who is signed in on this device.
    pub signed_in: Option<SignedIn>,
    /// The cookie that keeps this device signed in for as long again, when it is time for one.
    pub renewed: Option<HeaderValue>,
    /// The room the reader is in, for the first place of the bottom bar.
    pub room: Option<u64>,
    /// Messages in that room that the reader has not seen, counted up to [`app::talk::UNREAD_COUNTED_MAX`].
    pub unread: u64,
    /// Whether the figures of this community are invented.
    pub drill: bool,
    /// The journal's signed head: entries, and the root in hex.
    pub head: Option<(u64, String)>,
    /// Seconds since 1970, UTC.
    pub now: i64,
}

/// The person signed in on a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The name they gave.
    pub name: String,
    /// Their account in hex; script compares it with `data-by` to mark own messages.
    pub account_hex: String,
}

impl Ctx {
    /// A reader nobody knows anything about, as errors before the handlers need it.
    pub fn bare(words: Words, format: Format, path: &str) -> Self {
        Self {
            words,
            format,
            path: path.to_owned(),
            signed_in: None,
            renewed: None,
            room: None,
            unread: 0,
            drill: false,
            head: None,
            now: 0,
        }
    }
}

/// The five places of the bottom bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// The reader's room, or the open rooms on the first page.
    Room,
    /// The needs board.
    Board,
    /// Giving.
    Give,
    /// Consignments.
    Track,
    /// Everything else: identity, journal, data.
    More,
    /// No place is marked.
    Nowhere,
}

/// How wide the text of a page runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// One column on paper: reading and forms.
    Page,
    /// Up to 1200 px on the wall, for boards and the first page (`.cols` inside).
    Wide,
    /// The talk of a room on the wall.
    Talk,
}

/// A page with an ordinary frame; [`Shell`] has the rest.
pub fn page(ctx: &Ctx, title: &str, subtitle: &str, nav: Nav, body: Markup) -> Markup {
    Shell::new(title, nav).subtitle(subtitle).render(ctx, body)
}

/// A page's frame, for pages that need more than title and places.
#[derive(Clone, Debug)]
pub struct Shell<'a> {
    title: &'a str,
    subtitle: &'a str,
    nav: Nav,
    width: Width,
    back: Option<&'a str>,
    actions: Markup,
    strip: Markup,
    composer: Markup,
    figures: bool,
    script: Option<&'a str>,
    alone: bool,
}

impl<'a> Shell<'a> {
    /// A page of [`Width::Page`] whose back arrow leads to the first page.
    pub fn new(title: &'a str, nav: Nav) -> Self {
        let none = || PreEscaped(String::new());
        Self {
            title,
            subtitle: "",
            nav,
            width: Width::Page,
            back: Some("/"),
            actions: none(),
            strip: none(),
            composer: none(),
            figures: false,
            script: Some(assets::url("live.js")),
            alone: false,
        }
    }

    /// Without places and outbox, and with this script or none instead of the one of all pages, which keeps what waits
    /// to be sent on the device.
    pub fn alone(mut self, script: Option<&'a str>) -> Self {
        self.script = script;
        self.alone = true;
        self
    }

    /// The small line under the title.
    pub fn subtitle(mut self, subtitle: &'a str) -> Self {
        self.subtitle = subtitle;
        self
    }

    /// How wide the text runs.
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// Where the arrow leads; `None` leaves it out.
    pub fn back(mut self, href: Option<&'a str>) -> Self {
        self.back = href;
        self
    }

    /// Links at the right of the masthead, such as [`tap`].
    pub fn actions(mut self, actions: Markup) -> Self {
        self.actions = actions;
        self
    }

    /// What stands between masthead and text, such as a room's pinned board.
    pub fn strip(mut self, strip: Markup) -> Self {
        self.strip = strip;
        self
    }

    /// What stays above the bottom bar: a room's draft and message field.
    pub fn composer(mut self, composer: Markup) -> Self {
        self.composer = composer;
        self
    }

    /// The page has pictures of `parts` that bring a style sheet of their own: map, flows, network, lines.
    pub fn figures(mut self) -> Self {
        self.figures = true;
        self
    }

    /// The whole document.
    pub fn render(&self, ctx: &Ctx, body: Markup) -> Markup {
        let w = ctx.words;
        let (class, talk) = match self.width {
            Width::Page => ("page", false),
            Width::Wide => ("wide", false),
            Width::Talk => ("room", true),
        };
        let me = ctx
            .signed_in
            .as_ref()
            .map(|person| person.account_hex.as_str());
        html! {
            (DOCTYPE)
            html lang=(w.lang().tag()) {
                (head(w, self.title, self.figures, self.script))
                body data-me=[me] data-failed=(t!(w, "page-failed")) data-copied=(t!(w, "copied"))
                    data-refused=(t!(w, "outbox-refused", n = "#"))
                    data-waiting=(t!(w, "outbox-waiting", n = "#")) {
                    a.skip href="#main" { (t!(w, "skip")) }
                    (patterns())
                    @if ctx.drill { p.drill { (t!(w, "drill-line")) } }
                    (self.masthead(ctx))
                    (self.strip)
                    main #main class=(class) tabindex="-1" { (body) @if !talk { (foot(ctx)) } }
                    @if !self.alone {
                        div.foot {
                            (outbox(w))
                            (self.composer)
                            nav.nav.only-n aria-label=(t!(w, "nav-label")) {
                                @for place in places(ctx) { (place_link(ctx, &place, self.nav, true)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn masthead(&self, ctx: &Ctx) -> Markup {
        let w = ctx.words;
        html! {
            header.top {
                @if let Some(href) = self.back {
                    (tap(href, Icon::Back, &t!(w, "back")))
                }
                div { h1 { (self.title) } @if !self.subtitle.is_empty() { small { (self.subtitle) } } }
                @if !self.alone {
                    nav.row.only-w aria-label=(t!(w, "nav-label")) {
                        @for place in places(ctx) { (place_link(ctx, &place, self.nav, false)) }
                    }
                }
                (self.actions)
                (lang_link(ctx))
            }
        }
    }
}

/// A 44 px link that is an icon with a spoken name.
pub fn tap(href: &str, picture: Icon, label: &str) -> Markup {
    html! { a.tap href=(href) aria-label=(label) { (icon(picture)) } }
}

fn head(w: Words, title: &str, figures: bool, program: Option<&str>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width,initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (title) " · " (t!(w, "site-name")) }
            link rel="icon" href=(assets::url("mark.svg"));
            link rel="stylesheet" href=(assets::url("style.css"));
            @if figures { link rel="stylesheet" href=(assets::url("figures.css")); }
            @if let Some(url) = program { script src=(url) defer {} }
        }
    }
}

/// The fills of bars. They stand in each page: an address outside it does not reach a pattern
/// in every browser. Fragments that come later use the same three.
fn patterns() -> Markup {
    html! {
        svg.defs width="0" height="0" aria-hidden="true" {
            defs {
                pattern #t width="6" height="6" patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)" {
                    path.pb d="M0 0h6v6H0z" {} path.pt d="M0 0h3v6H0z" {}
                }
                pattern #o width="4" height="4" patternUnits="userSpaceOnUse" {
                    path.pb d="M0 0h4v4H0z" {} path.po d="M0 0h1.5v4H0z" {}
                }
                pattern #f width="5" height="5" patternUnits="userSpaceOnUse" {
                    path.pb d="M0 0h5v5H0z" {} circle.pt cx="2.5" cy="2.5" r="1.1" {}
                }
            }
        }
    }
}

struct Place {
    nav: Nav,
    href: String,
    icon: Icon,
    name: String,
}

fn places(ctx: &Ctx) -> [Place; 5] {
    let w = ctx.words;
    let room = ctx
        .room
        .map_or_else(|| "/".to_owned(), |room| format!("/r/{room}"));
    let place = |nav, href: &str, icon, name| Place {
        nav,
        href: href.to_owned(),
        icon,
        name,
    };
    [
        place(Nav::Room, &room, Icon::Chat, t!(w, "nav-room")),
        place(Nav::Board, "/b", Icon::Board, t!(w, "nav-board")),
        place(Nav::Give, "/give", Icon::Give, t!(w, "nav-give")),
        place(Nav::Track, "/t", Icon::Box, t!(w, "nav-track")),
        place(Nav::More, "/me", Icon::More, t!(w, "nav-more")),
    ]
}

fn place_link(ctx: &Ctx, place: &Place, here: Nav, pictured: bool) -> Markup {
    let current = (place.nav == here).then_some("page");
    // In the room itself nothing waits to be read.
    let unread = ctx.unread > 0 && place.nav == Nav::Room && current.is_none();
    html! {
        a.tap[!pictured] href=(place.href) aria-current=[current] {
            @if pictured { (icon(place.icon)) }
            span { (place.name) @if unread { " " (unread_mark(ctx)) } }
        }
    }
}

/// How many messages wait in the reader's room.
fn unread_mark(ctx: &Ctx) -> Markup {
    let most = u64::from(app::talk::UNREAD_COUNTED_MAX);
    let more = if ctx.unread >= most { "+" } else { "" };
    html! { span.badge.lack { (ctx.unread.min(most - 1)) (more) span.vh { " " (t!(ctx.words, "nav-unread")) } } }
}

fn lang_link(ctx: &Ctx) -> Markup {
    let other = ctx.words.lang().other();
    let name = match other {
        Lang::En => "EN",
        Lang::Zh => "中文",
    };
    let href = format!("/lang/{}?to={}", other.tag(), address::encoded(&ctx.path));
    html! { a.tap.give href=(href) lang=(other.tag()) hreflang=(other.tag()) { (name) } }
}

fn foot(ctx: &Ctx) -> Markup {
    let w = ctx.words;
    html! {
        @if let Some((size, root)) = &ctx.head {
            footer.sm.mut.end {
                span { (icon(Icon::Book)) " "
                    (t!(w, "foot-head", size = *size, root = short_root(root))) }
                " " a.go2 href="/verify" { (t!(w, "foot-verify")) }
            }
        }
    }
}

/// What waits in this device's outbox; script fills and shows it.
fn outbox(w: Words) -> Markup {
    html! {
        p #outbox.outbox.sm role="status" hidden {
            (icon(Icon::Clock)) span {}
            a.tap.give hidden { (t!(w, "outbox-sent")) }
            button.tap.give type="button" hidden { (t!(w, "outbox-drop")) }
        }
    }
}

/// The first characters of a root, as the footer and labels print it.
pub fn short_root(root: &str) -> String {
    root.chars().take(ROOT_SHORT_CHARS).collect()
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;

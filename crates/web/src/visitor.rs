//! Who is asking for a page, and how they are answered.

use std::convert::Infallible;
use std::sync::Arc;

use app::account::NewAccount;
use app::{App, Can, Person, Refused, SignedIn};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use relief::ids::RoomId;
use serde::Serialize;

use crate::acting::Acting;
use crate::client::{Neighbour, Peer};
use crate::error::{Fault, fault, fault_because, wait};
use crate::fields::Fields;
use crate::form::Misfit;
use crate::layout::{self, Ctx};
use crate::negotiate::{Format, Page, asked_lang, cookie, with_cookie};
use crate::refused;
use crate::site::Site;
use crate::words::Words;

/// A device stays signed in so long without a visit.
const SESSION_SECS: i64 = 180 * 86_400;

/// A reader, known or not, with the moment and the words of their page.
pub struct Visitor {
    /// The site.
    pub site: Site,
    /// What the page's frame needs.
    pub ctx: Ctx,
    /// Who it is, when the device is signed in.
    pub who: Option<Arc<Person>>,
    /// The device's token, when it is signed in.
    pub token: Option<String>,
    /// From where, as long as the request lasts.
    neighbour: Option<Neighbour>,
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let words = Words::new(asked_lang(&parts.headers));
        let format = parts
            .extensions
            .get::<Format>()
            .copied()
            .unwrap_or_default();
        let path = parts
            .uri
            .path_and_query()
            .map_or("/", |p| p.as_str())
            .to_owned();
        let token = session_token(site, &parts.headers).map(str::to_owned);
        let who = match &token {
            // A store that fails here fails again, and louder, at what the page itself reads.
            Some(token) => site.app().session(token).await.ok().flatten(),
            None => None,
        };
        let mut ctx = context(site, words, format, path, who.as_deref());
        if let (Some(who), Some(room), Format::Html) = (&who, ctx.room, format) {
            // A count that cannot be had is left out.
            let unread = site.app().unread(who, RoomId(room)).await;
            ctx.unread = unread.unwrap_or(0);
        }
        let token = token.filter(|_| who.is_some());
        if let (Some(token), &Method::GET, Format::Html) = (&token, &parts.method, format)
            && site.app().see(token)
        {
            ctx.renewed = Some(session_cookie(site, token));
        }
        let peer = parts.extensions.get::<Peer>();
        let neighbour = peer.and_then(|Peer(address)| {
            Neighbour::of_request(*address, &parts.headers, site.trusted_proxies())
        });
        Ok(Visitor {
            site: site.clone(),
            ctx,
            who,
            token,
            neighbour,
        })
    }
}

impl Visitor {
    /// The application.
    pub fn app(&self) -> &App {
        self.site.app()
    }

    /// The words of the page.
    pub fn words(&self) -> Words {
        self.ctx.words
    }

    /// The model as the page or as JSON.
    pub fn page<M: Serialize>(
        &self,
        model: &M,
        render: impl FnOnce(&Ctx, &M) -> Markup,
    ) -> Response {
        Page::new(&self.ctx, model, |m| render(&self.ctx, m)).into_response()
    }

    /// The reader as nobody in particular, for pages that must not know who asks.
    #[must_use]
    pub fn anonymous(mut self) -> Visitor {
        self.who = None;
        self.token = None;
        self.ctx = Ctx {
            signed_in: None,
            renewed: None,
            room: None,
            unread: 0,
            ..self.ctx
        };
        self
    }

    /// From where, for limits alone.
    pub(crate) fn address(&self) -> Option<std::net::IpAddr> {
        self.neighbour.map(Neighbour::address)
    }

    /// The rooms that the reader is in, by number and name.
    pub(crate) fn rooms(&self) -> Vec<(u64, String)> {
        let state = self.app().state();
        let named = |room: &RoomId| Some((room.0, state.rooms.get(room)?.name.as_str().to_owned()));
        let own = self.who.iter().flat_map(|who| &who.rooms);
        own.filter_map(named).collect()
    }

    /// A form shown again because something in it did not fit: 422, with every word that was typed.
    pub fn again<M: Serialize>(
        &self,
        model: &M,
        render: impl FnOnce(&Ctx, &M) -> Markup,
    ) -> Response {
        let page = Page::new(&self.ctx, model, |m| render(&self.ctx, m));
        page.status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response()
    }

    /// The same after a refusal: with 429 or 503 and the seconds to wait when the act only came too early.
    pub fn again_because<M: Serialize>(
        &self,
        refused: &Refused,
        model: &M,
        render: impl FnOnce(&Ctx, &M) -> Markup,
    ) -> Response {
        wait(self.again(model, render), refused::fault(refused))
    }

    /// What does not fit after a refusal: its sentence, at the field of the form that it belongs to.
    pub fn misfit(&self, field: &str, refused: &Refused) -> Vec<Misfit> {
        vec![(field.to_owned(), refused::sentence(self.words(), refused))]
    }

    /// A fault in its own words.
    pub fn fault(&self, kind: Fault) -> Response {
        fault(&self.ctx, kind)
    }

    /// A refusal as a page of its own, for acts without a form to show again.
    pub fn refused(&self, refused: &Refused) -> Response {
        let sentence = refused::sentence(self.words(), refused);
        fault_because(
            &self.ctx,
            refused::fault(refused),
            refused::code(refused),
            &sentence,
        )
    }

    /// The person, or the page that asks who it is.
    ///
    /// # Errors
    /// The response to send instead.
    #[allow(clippy::result_large_err, reason = "the error is the answer itself")]
    pub fn person(&self) -> Result<&Arc<Person>, Response> {
        self.who.as_ref().ok_or_else(|| self.fault(Fault::SignIn))
    }

    /// Who acts by a form: the person signed in, or a newcomer who gave a name in its field `name`. A form that
    /// comes twice has one sender and acts once.
    ///
    /// # Errors
    /// [`Refused`] when nobody is named, the name does not fit, or acts come too fast.
    pub async fn acting(&self, fields: &Fields) -> Result<Acting, Refused> {
        let (who, cookie) = match &self.who {
            Some(who) => {
                self.app().limits().act(who.account)?;
                (Arc::clone(who), None)
            }
            None if fields.text("name").is_empty() => return Err(Refused::NotSignedIn),
            None => {
                let app = self.newcomers_app(fields)?;
                let signed_in = app.register(self.newcomer(fields)).await?;
                let cookie = session_cookie(&self.site, &signed_in.token);
                (signed_in.person, Some(cookie))
            }
        };
        let app = fields
            .token()
            .map_or_else(|| self.app().clone(), |t| self.app().once(who.account, t));
        Ok(Acting { who, app, cookie })
    }

    /// A handle on which a newcomer's form makes one account, however often it is sent; counts the newcomer.
    ///
    /// # Errors
    /// [`Refused::ManyNewcomers`].
    pub fn newcomers_app(&self, fields: &Fields) -> Result<App, Refused> {
        self.count_newcomer()?;
        let name = fields.text("name");
        Ok(fields
            .token()
            .map_or_else(|| self.app().clone(), |t| self.app().once_newcomer(name, t)))
    }

    /// Counts somebody who is about to get an account.
    ///
    /// # Errors
    /// [`Refused::ManyNewcomers`].
    pub fn count_newcomer(&self) -> Result<(), Refused> {
        self.app().limits().newcomer(self.address())
    }

    /// A newcomer as a form names them: fields `name` and `can`.
    pub fn newcomer(&self, fields: &Fields) -> NewAccount {
        let cans = Can::read_list(&fields.all("can").join(","));
        let (name, lang) = (
            fields.text("name").to_owned(),
            self.words().lang().tag().to_owned(),
        );
        NewAccount {
            name,
            cans,
            lang,
            // No page asks for a label.
            device: String::new(),
        }
    }

    /// A redirect that signs the device in.
    pub fn welcome(&self, signed_in: &SignedIn, to: &str) -> Response {
        with_cookie(
            Redirect::to(to).into_response(),
            Some(session_cookie(&self.site, &signed_in.token)),
        )
    }

    /// A redirect that signs the device out.
    pub fn farewell(&self, to: &str) -> Response {
        let cookie = session_cookie_for(&self.site, "", 0);
        with_cookie(Redirect::to(to).into_response(), Some(cookie))
    }
}

fn cookie_name(site: &Site) -> &'static str {
    if site.is_secure() {
        "__Host-session"
    } else {
        "session"
    }
}

/// The token of the device's session cookie, whether or not it signs anybody in.
pub fn session_token<'h>(site: &Site, headers: &'h HeaderMap) -> Option<&'h str> {
    cookie(headers, cookie_name(site)).filter(|t| !t.is_empty())
}

fn session_cookie(site: &Site, token: &str) -> HeaderValue {
    session_cookie_for(site, token, SESSION_SECS)
}

fn session_cookie_for(site: &Site, token: &str, seconds: i64) -> HeaderValue {
    let name = cookie_name(site);
    let secure = if site.is_secure() { "; Secure" } else { "" };
    let value =
        format!("{name}={token}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}");
    // Tokens are letters and digits, so this cannot fail; an empty cookie would only sign nobody in.
    HeaderValue::from_str(&value).unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn context(site: &Site, words: Words, format: Format, path: String, who: Option<&Person>) -> Ctx {
    let app = site.app();
    let signed_in = who.map(|p| layout::SignedIn {
        name: p.name.clone(),
        account_hex: account_hex(p),
    });
    let head = app.head().map(|h| (h.size, h.root.to_string()));
    let drill = app.state().community.as_ref().is_some_and(|c| c.drill);
    let room = who.and_then(|p| p.rooms.first()).map(|r| r.0);
    Ctx {
        words,
        format,
        path,
        signed_in,
        renewed: None,
        room,
        unread: 0,
        drill,
        head,
        now: app.now().0,
    }
}

/// An account as the page names it: script compares it with the writers of messages.
pub fn account_hex(person: &Person) -> String {
    relief::ids::hex(&person.account.0)
}

//! Which language and which form a reader asked for: HTML, or JSON at the same address + `.json`.
//!
//! [`negotiate`] must be put round the finished router: a path is rewritten before it is routed.

use std::convert::Infallible;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::extract::{Path, Query};
use axum::http::request::Parts;
use axum::http::uri::{PathAndQuery, Uri};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::{Deserialize, Serialize};
use tower::Service;

use crate::layout::Ctx;
use crate::words::{Lang, Words};

/// The cookie that remembers a language that was chosen by hand.
pub const LANG_COOKIE: &str = "lang";

/// A chosen language is kept for a year; it tells nothing about a person.
const LANG_COOKIE_SECS: u32 = 365 * 24 * 3_600;

/// The form in which an answer is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A page.
    #[default]
    Html,
    /// The page's view model.
    Json,
}

impl<S: Sync> FromRequestParts<S> for Format {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or_default())
    }
}

impl<S: Sync> FromRequestParts<S> for Lang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(asked_lang(&parts.headers))
    }
}

impl<S: Sync> FromRequestParts<S> for Words {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Words::new(asked_lang(&parts.headers)))
    }
}

/// The language of a request: the cookie, else `Accept-Language`, else Chinese.
pub fn asked_lang(headers: &HeaderMap) -> Lang {
    cookie(headers, LANG_COOKIE)
        .and_then(Lang::from_tag)
        .or_else(|| accepted(headers))
        .unwrap_or(Lang::Zh)
}

/// The value of the cookie `name`, if the request carries it.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The same answer, with a cookie for the device.
pub(crate) fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The language with the highest weight that we have; the first of equals.
fn accepted(headers: &HeaderMap) -> Option<Lang> {
    let value = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(u16, Lang)> = None;
    for part in value.split(',') {
        let (tag, params) = part.split_once(';').unwrap_or((part, ""));
        let Some(lang) = Lang::from_tag(tag.trim()) else {
            continue;
        };
        let weight = weight_permille(params);
        if weight > 0 && best.is_none_or(|(known, _)| weight > known) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

/// `q=0.8` as 800; a weight that is absent or unreadable counts as 1.
pub(crate) fn weight_permille(params: &str) -> u16 {
    let Some(q) = params.trim().strip_prefix("q=") else {
        return 1_000;
    };
    let (whole, rest) = q.split_once('.').unwrap_or((q, ""));
    let digits: String = format!("{rest}000").chars().take(3).collect();
    match (whole, digits.parse::<u16>()) {
        ("0", Ok(permille)) => permille,
        _ => 1_000,
    }
}

/// Wraps a finished router so that `/n/12.json` reaches the handler of `/n/12` with
/// [`Format::Json`], and `/index.json` that of `/`.
pub fn negotiate(router: Router) -> Router {
    Router::new().fallback_service(Negotiate { inner: router })
}

/// The service behind [`negotiate`].
#[derive(Clone, Debug)]
pub struct Negotiate<S> {
    inner: S,
}

impl<S: Service<Request<Body>>> Service<Request<Body>> for Negotiate<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<Body>) -> S::Future {
        let mut format = Format::Html;
        if let Some(uri) = without_json(request.uri()) {
            *request.uri_mut() = uri;
            format = Format::Json;
        }
        request.extensions_mut().insert(format);
        self.inner.call(request)
    }
}

/// The address without `.json`, if it ends so.
fn without_json(uri: &Uri) -> Option<Uri> {
    let path = uri.path().strip_suffix(".json")?;
    let path = if path == "/index" { "/" } else { path };
    let target = uri
        .query()
        .map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(target).ok()?);
    Uri::from_parts(parts).ok()
}

/// A public thing in the form that was asked for: the rendered page, or its model as JSON.
#[derive(Debug)]
pub struct Page {
    status: StatusCode,
    lang: Lang,
    format: Format,
    cookie: Option<HeaderValue>,
    body: Result<Vec<u8>, String>,
}

impl Page {
    /// Renders `model` as `ctx` asks: `render` makes the HTML, serde the JSON.
    pub fn new<M: Serialize>(ctx: &Ctx, model: &M, render: impl FnOnce(&M) -> Markup) -> Self {
        let body = match ctx.format {
            Format::Html => Ok(render(model).into_string().into_bytes()),
            Format::Json => serde_json::to_vec(model).map_err(|error| error.to_string()),
        };
        Self {
            status: StatusCode::OK,
            lang: ctx.words.lang(),
            format: ctx.format,
            cookie: ctx.renewed.clone(),
            body,
        }
    }

    /// The same page with another status, such as 422 for a form that did not fit.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let body = match self.body {
            Ok(body) => body,
            Err(error) => {
                tracing::error!(error, "a view model could not be written as JSON");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        };
        let kind = match self.format {
            Format::Html => "text/html; charset=utf-8",
            Format::Json => "application/json",
        };
        let headers = [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_LANGUAGE, self.lang.tag()),
            (header::VARY, "Cookie, Accept-Language"),
            (header::CACHE_CONTROL, "private, no-cache"),
        ];
        with_cookie((self.status, headers, body).into_response(), self.cookie)
    }
}

/// Where to go back to after the language was changed.
#[derive(Debug, Deserialize)]
pub struct LangTarget {
    #[serde(default)]
    to: String,
}

/// `GET /lang/{lang}?to=/path`: remembers the language and goes back, to local paths only.
pub async fn set_lang(Path(tag): Path<String>, Query(target): Query<LangTarget>) -> Response {
    let Some(lang) = Lang::from_tag(&tag) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let to = if is_local(&target.to) {
        target.to.as_str()
    } else {
        "/"
    };
    let mut response = Redirect::to(to).into_response();
    let cookie = format!(
        "{LANG_COOKIE}={}; Path=/; Max-Age={LANG_COOKIE_SECS}; SameSite=Lax; HttpOnly",
        lang.tag()
    );
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

/// Whether a path stays on this site: one slash, no backslash, nothing that ends a header.
pub fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
}

#[cfg(test)]
#[path = "negotiate_tests.rs"]
mod tests;

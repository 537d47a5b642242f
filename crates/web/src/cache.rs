//! Public pages for readers nobody knows: made once for a state of the journal, served many times.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};

use crate::negotiate::{Format, asked_lang};
use crate::site::Site;
use crate::visitor::session_token;
use crate::words::Lang;

/// Pages kept at once; at 30 kB each about 30 MB. Beyond it the memory is emptied.
const PAGES_MAX: usize = 1_000;
/// A page larger than this is not kept, in bytes.
const PAGE_BYTES_MAX: usize = 256 * 1024;
/// Pages say how long ago things happened, to the minute.
const FRESH_SECS: i64 = 60;
/// Where pages are the same for every reader who is not signed in.
const PUBLIC: &[&str] = &[
    "/b", "/n/", "/c/", "/t/", "/f/", "/l/", "/verify", "/figures", "/growth", "/map", "/flows",
    "/plan",
];

/// What a page depends on: entries, the signed head, the minute.
type Version = (u64, u64, i64);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    lang: Lang,
    json: bool,
    /// Compressed pages are kept as they are sent.
    gzip: bool,
}

#[derive(Clone)]
struct Kept {
    version: Version,
    headers: HeaderMap,
    tag: HeaderValue,
    body: Bytes,
}

/// The pages kept.
#[derive(Clone, Default)]
pub struct Cache(Arc<RwLock<HashMap<Key, Kept>>>);

/// Serves a public page from memory, or lets it be made and keeps it.
pub async fn serve(State(site): State<Site>, request: Request, next: Next) -> Response {
    if !is_public(&site, &request) {
        return next.run(request).await;
    }
    let asked = request.headers().get(header::IF_NONE_MATCH).cloned();
    let key = key(&request);
    let version = version(&site);
    let kept = site
        .cache()
        .0
        .read()
        .ok()
        .and_then(|pages| pages.get(&key).cloned());
    if let Some(kept) = kept.filter(|k| k.version == version) {
        return answer(&kept, asked.as_ref());
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (parts, body) = response.into_parts();
    let body = match read(body).await {
        Ok(Read::Whole(body)) => body,
        Ok(Read::Larger(body)) => return Response::from_parts(parts, body),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let kept = Kept {
        version,
        headers: parts.headers,
        tag: tag(&body),
        body,
    };
    if let Ok(mut pages) = site.cache().0.write() {
        if pages.len() >= PAGES_MAX {
            pages.clear();
        }
        pages.insert(key, kept.clone());
    }
    answer(&kept, asked.as_ref())
}

/// What was read of a page.
enum Read {
    /// All of it.
    Whole(Bytes),
    /// It is too large to be kept: all of it, as it comes.
    Larger(Body),
}

async fn read(body: Body) -> Result<Read, axum::Error> {
    let mut rest = body.into_data_stream();
    let (mut begun, mut size) = (Vec::new(), 0);
    while let Some(chunk) = rest.next().await {
        let chunk = chunk?;
        size += chunk.len();
        begun.push(chunk);
        if size > PAGE_BYTES_MAX {
            let begun = stream::iter(begun.into_iter().map(Ok));
            return Ok(Read::Larger(Body::from_stream(begun.chain(rest))));
        }
    }
    Ok(Read::Whole(begun.concat().into()))
}

fn is_public(site: &Site, request: &Request) -> bool {
    let path = request.uri().path();
    let public =
        matches!(path, "/" | "/t" | "/watch") || PUBLIC.iter().any(|p| path.starts_with(p));
    // A label sheet and the proof of an entry are files, not pages; they are quick enough.
    request.method() == Method::GET
        && public
        && !path.ends_with("/label")
        && session_token(site, request.headers()).is_none()
}

fn key(request: &Request) -> Key {
    let address = request
        .uri()
        .path_and_query()
        .map_or("/", |p| p.as_str())
        .to_owned();
    let json = request.extensions().get::<Format>() == Some(&Format::Json);
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok());
    Key {
        address,
        lang: asked_lang(request.headers()),
        json,
        gzip: accepted.is_some_and(|a| a.contains("gzip")),
    }
}

fn version(site: &Site) -> Version {
    let app = site.app();
    let head = app.head().map_or(0, |h| h.size);
    (app.size(), head, app.now().0.div_euclid(FRESH_SECS))
}

fn tag(body: &Bytes) -> HeaderValue {
    let hash = tlog::leaf_hash(body).to_string();
    let short: String = hash.chars().take(16).collect();
    HeaderValue::from_str(&format!("\"{short}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("\"0\""))
}

fn answer(kept: &Kept, asked: Option<&HeaderValue>) -> Response {
    let mut response = if asked == Some(&kept.tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(kept.body.clone()).into_response()
    };
    let headers = response.headers_mut();
    *headers = kept.headers.clone();
    headers.insert(header::ETAG, kept.tag.clone());
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    /// A body of so many bytes, in pieces.
    fn page(bytes: usize) -> (Vec<u8>, Body) {
        let page: Vec<u8> = (0_u8..=255).cycle().take(bytes).collect();
        let pieces: Vec<_> = page.chunks(1_000).map(Bytes::copy_from_slice).collect();
        let body = Body::from_stream(stream::iter(pieces.into_iter().map(Ok::<_, axum::Error>)));
        (page, body)
    }

    #[tokio::test]
    async fn a_page_that_is_too_large_to_be_kept_is_sent_all_the_same() {
        let (page, body) = self::page(PAGE_BYTES_MAX);
        assert!(matches!(read(body).await, Ok(Read::Whole(whole)) if whole == page));

        let (page, body) = self::page(2 * PAGE_BYTES_MAX);
        let Ok(Read::Larger(body)) = read(body).await else {
            panic!("it is larger");
        };
        assert_eq!(to_bytes(body, usize::MAX).await.unwrap(), page);
    }
}

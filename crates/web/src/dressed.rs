//! Refusals that are given before or around the handlers, without a page: a body over its limit, a form that did not
//! arrive whole, one from another site, a method that an address does not have, an answer that took too long. They
//! become pages in the reader's language, or the JSON of a fault.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, HttpBody as _};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{StreamExt as _, stream};
use tokio::sync::Mutex;

use crate::error::{Fault, fault};
use crate::layout::Ctx;
use crate::negotiate::Format;
use crate::words::Words;

/// Programs speak to these, and have answers of their own.
const PROGRAMS: &str = "/api/";

/// So much of a body that is too large is read and thrown away before it is refused: whoever is still sending does not
/// read, and would see a broken connection instead of the refusal. A table of a million reports is about half of it; what
/// promises to be larger is refused at once.
const WASTED_BYTES_MAX: usize = 80 * 1024 * 1024;
/// For at most so long.
const WASTED_TIME_MAX: Duration = Duration::from_secs(20);

/// Puts a page in place of a refusal that has none.
pub async fn dress(format: Format, words: Words, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let path = (!path.starts_with(PROGRAMS)).then(|| path.to_owned());
    let promised = promised(request.headers());
    let (request, rest) = shared(request);
    let bare = next.run(request).await;
    if bare.status() == StatusCode::PAYLOAD_TOO_LARGE && promised <= WASTED_BYTES_MAX {
        // When the time is over the refusal goes out all the same.
        let _ = tokio::time::timeout(WASTED_TIME_MAX, waste(rest)).await;
    }
    let (Some(path), Some(why)) = (path, refusal(&bare)) else {
        return bare;
    };
    let mut page = fault(&Ctx::bare(words, format, &path), why);
    // What the refusal said beside its words: which methods there are, what guards every answer.
    for (name, value) in bare.headers() {
        if *name != header::CONTENT_LENGTH && !page.headers().contains_key(name) {
            page.headers_mut().insert(name.clone(), value.clone());
        }
    }
    page
}

/// How long the body is going to be; 0 when that is not said.
fn promised(headers: &HeaderMap) -> usize {
    let length = headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse().ok());
    length.unwrap_or(0)
}

/// A body that is read on when nobody wants it any more.
type Rest = Arc<Mutex<BodyDataStream>>;

/// The same request, and a second hold of its body, if it has one.
fn shared(request: Request) -> (Request, Option<Rest>) {
    if request.body().is_end_stream() {
        return (request, None);
    }
    let (head, body) = request.into_parts();
    let rest: Rest = Arc::new(Mutex::new(body.into_data_stream()));
    let read = stream::unfold(Arc::clone(&rest), |rest| async move {
        let part = rest.lock().await.next().await?;
        Some((part, rest))
    });
    (
        Request::from_parts(head, Body::from_stream(read)),
        Some(rest),
    )
}

/// Reads what is left of a body, up to the limit.
async fn waste(rest: Option<Rest>) {
    let Some(rest) = rest else { return };
    let mut left = WASTED_BYTES_MAX;
    let mut body = rest.lock().await;
    while let Some(Ok(part)) = body.next().await {
        let Some(less) = left.checked_sub(part.len()) else {
            return;
        };
        left = less;
    }
}

/// Why, if the answer is a refusal that says nothing or says it in a program's words.
fn refusal(answer: &Response) -> Option<Fault> {
    let kind = answer.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain")) {
        return None;
    }
    match answer.status() {
        StatusCode::BAD_REQUEST => Some(Fault::Malformed),
        StatusCode::FORBIDDEN => Some(Fault::Elsewhere),
        StatusCode::METHOD_NOT_ALLOWED => Some(Fault::Method),
        StatusCode::REQUEST_TIMEOUT => Some(Fault::Slow),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Fault::TooLarge),
        StatusCode::INTERNAL_SERVER_ERROR => Some(Fault::Internal),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::Method;
    use axum::routing::post;
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;
    use tower_http::csrf::CsrfLayer;
    use tower_http::limit::RequestBodyLimitLayer;

    use super::*;
    use crate::negotiate::negotiate;

    /// A site of one form, guarded as the real one is, that answers what it is told to.
    fn site() -> Router {
        let answer = |body: String| async move {
            let status = body.parse().unwrap_or(StatusCode::OK.as_u16());
            StatusCode::from_u16(status).unwrap()
        };
        let form = Router::new()
            .route("/form", post(answer))
            .route("/api/form", post(answer))
            .layer(RequestBodyLimitLayer::new(8))
            .layer(CsrfLayer::new())
            .layer(axum::middleware::from_fn(dress));
        negotiate(form)
    }

    async fn ask(request: axum::http::request::Builder, body: &str) -> (StatusCode, String) {
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let answer = site().oneshot(request).await.unwrap();
        let status = answer.status();
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    fn to(method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(path)
    }

    #[tokio::test]
    async fn every_refusal_is_a_page_in_the_readers_language() {
        let cross = to(Method::POST, "/form").header("sec-fetch-site", "cross-site");
        for (request, body, status, words) in [
            (to(Method::GET, "/form"), "", 405, "这个地址只收表单"),
            (to(Method::POST, "/form"), "far too long", 413, "太大了"),
            (to(Method::POST, "/form"), "400", 400, "没有收完整"),
            (to(Method::POST, "/form"), "408", 408, "没等到结果"),
            (to(Method::POST, "/form"), "500", 500, "是我们出错了"),
            (cross, "1", 403, "这张表不是从这里发出的"),
        ] {
            let (found, page) = ask(request, body).await;
            assert_eq!(found.as_u16(), status, "{words}");
            assert!(
                page.starts_with("<!DOCTYPE html><html lang=\"zh-Hans\""),
                "{page}"
            );
            assert!(page.contains(words), "{page}");
        }
        let english = to(Method::GET, "/form").header(header::ACCEPT_LANGUAGE, "en");
        let (_, page) = ask(english, "").await;
        assert!(page.contains("This address only takes forms"), "{page}");
    }

    #[tokio::test]
    async fn what_a_handler_answers_and_what_programs_are_told_stays_as_it_is() {
        assert_eq!(ask(to(Method::POST, "/form"), "404").await.1, "");
        assert_eq!(
            ask(to(Method::POST, "/form"), "").await,
            (StatusCode::OK, String::new())
        );
        let (status, body) = ask(to(Method::GET, "/api/form"), "").await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::METHOD_NOT_ALLOWED, "")
        );
        let (_, json) = ask(to(Method::GET, "/form.json"), "").await;
        assert!(
            json.starts_with("{\"error\":{\"code\":\"method\""),
            "{json}"
        );
    }

    #[tokio::test]
    async fn which_methods_there_are_is_still_said() {
        let request = to(Method::GET, "/form").body(Body::empty()).unwrap();
        let answer = site().oneshot(request).await.unwrap();
        assert_eq!(answer.headers()[header::ALLOW], "POST");
    }
}

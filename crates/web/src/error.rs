//! What is said when something cannot be done: a page, or `{"error":{"code","message"}}`.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Serialize;

use crate::layout::{Ctx, Nav, page};
use crate::negotiate::Page;
use crate::parts::icon::Icon;
use crate::parts::note;
use crate::t;

/// Why a request was not served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 400: a form that did not arrive whole.
    Malformed,
    /// 403: a form that another site sent.
    Elsewhere,
    /// 404.
    NotFound,
    /// 405: an address that is only sent to.
    Method,
    /// 408: no answer in time.
    Slow,
    /// 401: the act needs a person.
    SignIn,
    /// 403: the act needs a role.
    Forbidden,
    /// 409: a lost race or a stale form.
    Conflict,
    /// 410: an invitation or code that was used, withdrawn or has run out.
    Gone,
    /// 413: the body is over its limit.
    TooLarge,
    /// 422: a field does not fit, on a page without a form to show again.
    Invalid,
    /// 429, with the seconds to wait.
    TooMany(u32),
    /// 503, with the seconds to wait.
    Busy(u32),
    /// 500.
    Internal,
}

impl Fault {
    /// The HTTP status.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Elsewhere => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Gone => StatusCode::GONE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable name of the fault in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Elsewhere => "elsewhere",
            Self::NotFound => "not_found",
            Self::Method => "method",
            Self::Slow => "slow",
            Self::SignIn => "sign_in",
            Self::Forbidden => "forbidden",
            Self::Conflict => "conflict",
            Self::Gone => "gone",
            Self::TooLarge => "too_large",
            Self::Invalid => "invalid",
            Self::TooMany(_) => "too_many",
            Self::Busy(_) => "busy",
            Self::Internal => "internal",
        }
    }

    /// Seconds after which trying again makes sense.
    pub fn retry_after_secs(self) -> Option<u32> {
        match self {
            Self::TooMany(secs) | Self::Busy(secs) => Some(secs),
            _ => None,
        }
    }

    fn words(self, ctx: &Ctx) -> (String, String) {
        let w = ctx.words;
        match self {
            Self::Malformed => (t!(w, "error-malformed"), t!(w, "error-malformed-text")),
            Self::Elsewhere => (t!(w, "error-elsewhere"), t!(w, "error-elsewhere-text")),
            Self::NotFound => (t!(w, "error-not-found"), t!(w, "error-not-found-text")),
            Self::Method => (t!(w, "error-method"), t!(w, "error-method-text")),
            Self::Slow => (t!(w, "error-slow"), t!(w, "error-slow-text")),
            Self::SignIn => (t!(w, "error-sign-in"), t!(w, "error-sign-in-text")),
            Self::Forbidden => (t!(w, "error-forbidden"), t!(w, "error-forbidden-text")),
            Self::Conflict => (t!(w, "error-conflict"), t!(w, "error-conflict-text")),
            Self::Gone => (t!(w, "error-gone"), t!(w, "error-gone-text")),
            Self::TooLarge => (t!(w, "error-too-large"), t!(w, "error-too-large-text")),
            Self::Invalid => (t!(w, "error-invalid"), t!(w, "error-invalid-text")),
            Self::TooMany(s) => (
                t!(w, "error-too-many"),
                t!(w, "error-too-many-text", seconds = s),
            ),
            Self::Busy(s) => (t!(w, "error-busy"), t!(w, "error-busy-text", seconds = s)),
            Self::Internal => (t!(w, "error-internal"), t!(w, "error-internal-text")),
        }
    }
}

/// The JSON of a fault.
#[derive(Debug, Serialize)]
pub struct Envelope {
    error: Body,
}

#[derive(Debug, Serialize)]
struct Body {
    code: String,
    message: String,
}

/// Answers with the fault's own words.
pub fn fault(ctx: &Ctx, fault: Fault) -> Response {
    let (_, text) = fault.words(ctx);
    answer(ctx, fault, fault.code(), &text)
}

/// Answers with a more exact code and sentence, such as those of a refusal.
pub fn fault_because(ctx: &Ctx, kind: Fault, code: &str, message: &str) -> Response {
    answer(ctx, kind, code, message)
}

fn answer(ctx: &Ctx, fault: Fault, code: &str, message: &str) -> Response {
    let model = Envelope {
        error: Body {
            code: code.to_owned(),
            message: message.to_owned(),
        },
    };
    let mut response = Page::new(ctx, &model, |model| view(ctx, fault, &model.error.message))
        .status(fault.status())
        .into_response();
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    wait(response, fault)
}

/// An answer that says when to try again, if the fault is one that time mends.
pub fn wait(mut response: Response, fault: Fault) -> Response {
    if let Some(secs) = fault.retry_after_secs() {
        *response.status_mut() = fault.status();
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(secs));
    }
    response
}

fn view(ctx: &Ctx, fault: Fault, message: &str) -> Markup {
    let (title, _) = fault.words(ctx);
    let picture = match fault {
        Fault::Busy(_) | Fault::TooMany(_) | Fault::Slow => Icon::Clock,
        Fault::SignIn | Fault::Forbidden | Fault::Elsewhere => Icon::Lock,
        _ => Icon::Warn,
    };
    let home = html! { p.ent { a href="/" { (t!(ctx.words, "error-home")) } } };
    let body = note::note(picture, &title, html! { p { (message) } (home) });
    page(ctx, &title, "", Nav::Nowhere, body)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;
    use crate::negotiate::Format;
    use crate::words::{Lang, Words};

    async fn text(response: Response) -> String {
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn busy_says_when_to_come_back() {
        let ctx = Ctx::bare(Words::new(Lang::Zh), Format::Html, "/b");
        let response = fault(&ctx, Fault::Busy(3));
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[header::RETRY_AFTER], "3");
        assert!(text(response).await.contains("请在 3 秒后再试"));
    }

    #[tokio::test]
    async fn json_faults_have_code_and_message() {
        let ctx = Ctx::bare(Words::new(Lang::En), Format::Json, "/n/9");
        let body = text(fault(&ctx, Fault::NotFound)).await;
        assert!(
            body.starts_with(r#"{"error":{"code":"not_found","message":"The address"#),
            "{body}"
        );
        let body = text(fault_because(&ctx, Fault::Invalid, "too_long", "Too long")).await;
        assert_eq!(
            body,
            r#"{"error":{"code":"too_long","message":"Too long"}}"#
        );
    }
}

//! Windows inside messengers: they open links by themselves and forget who was signed in when they close.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use serde::Serialize;

/// What browsers inside messengers and other applications say of themselves.
const MARKS: [&str; 13] = [
    "MicroMessenger",
    " QQ/",
    "DingTalk",
    "Lark/",
    "Feishu",
    "Weibo",
    "AlipayClient",
    "BytedanceWebview",
    "FBAN",
    "FBAV",
    "Instagram",
    " Line/",
    "; wv)",
];

/// Whether the page is asked for from such a window. Decided anew for each page, and kept nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct InMessenger(pub bool);

impl InMessenger {
    fn of(agent: &str) -> InMessenger {
        InMessenger(MARKS.iter().any(|mark| agent.contains(mark)))
    }
}

impl<S: Sync> FromRequestParts<S> for InMessenger {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let agent = parts.headers.get(header::USER_AGENT);
        Ok(InMessenger::of(
            agent.and_then(|a| a.to_str().ok()).unwrap_or_default(),
        ))
    }
}

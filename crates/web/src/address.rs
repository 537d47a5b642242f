//! What stands in an address: its path and its query. One that cannot be read leads nowhere, and the answer is a page
//! like any other, in the reader's language.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use serde::de::DeserializeOwned;

use crate::error::Fault;
use crate::site::Site;
use crate::visitor::Visitor;

/// The parts of a path that a route names.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// What follows the question mark.
#[derive(Debug)]
pub struct Query<T>(pub T);

/// A path, or a name, as the value of a query parameter (RFC 3986: all but unreserved is escaped).
pub(crate) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

impl<T: DeserializeOwned + Send> FromRequestParts<Site> for Path<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        match axum::extract::Path::from_request_parts(parts, site).await {
            Ok(axum::extract::Path(found)) => Ok(Self(found)),
            Err(_) => Err(nowhere(parts, site).await),
        }
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<Site> for Query<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        match axum::extract::Query::from_request_parts(parts, site).await {
            Ok(axum::extract::Query(found)) => Ok(Self(found)),
            Err(_) => Err(nowhere(parts, site).await),
        }
    }
}

async fn nowhere(parts: &mut Parts, site: &Site) -> Response {
    let Ok(visitor) = Visitor::from_request_parts(parts, site).await;
    visitor.fault(Fault::NotFound)
}

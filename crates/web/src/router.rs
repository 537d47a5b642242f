//! Every address of the site, in one list; each noun's handlers stand in its own folder.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::error::Fault;
use crate::site::Site;
use crate::visitor::Visitor;
use crate::{
    account, assets, board, cache, carrier, case_report, commitment, consignment, dressed, flow,
    growth, home, journal, jurisdiction, lead, map, need, negotiate, offer, official_supply, photo,
    plan, question, recipient, room, watch,
};

/// A form's body at most, in bytes: the longest message in the widest encoding, and to spare.
/// Photographs have a route of their own with a limit of their own.
pub const BODY_BYTES_MAX: usize = 256 * 1024;
/// A request, its body included, takes at most so long. Live streams answer at once and then flow.
const REQUEST_SECS_MAX: u64 = 20;

/// The whole site.
pub fn router(site: Site) -> Router {
    let pages = Router::new()
        .route("/lang/{lang}", get(negotiate::set_lang))
        .route("/a/{name}", get(assets::serve))
        .merge(home::routes())
        .merge(account::routes())
        .merge(crate::tip::routes())
        .merge(crate::custodian::routes())
        .merge(room::routes())
        .merge(board::routes())
        .merge(map::routes())
        .merge(flow::routes())
        .merge(need::routes())
        .merge(recipient::routes())
        .merge(offer::routes())
        .merge(official_supply::routes())
        .merge(commitment::routes())
        .merge(consignment::routes())
        .merge(carrier::routes())
        .merge(case_report::routes())
        .merge(photo::routes())
        .merge(growth::routes())
        .merge(plan::routes())
        .merge(journal::routes())
        .merge(question::routes())
        .merge(jurisdiction::routes())
        .merge(lead::routes())
        .merge(watch::routes())
        .merge(crate::testimony::routes())
        .fallback(nowhere)
        // Under the memory of pages, so that a page is compressed once.
        .layer(CompressionLayer::new().gzip(true))
        .layer(axum::middleware::from_fn_with_state(
            site.clone(),
            cache::serve,
        ))
        .with_state(site.clone());
    let uploads = photo::uploads()
        .merge(crate::tip::uploads())
        .merge(case_report::uploads())
        .merge(crate::testimony::uploads())
        .merge(watch::uploads())
        .with_state(site);
    negotiate::negotiate(guarded(pages, uploads))
}

/// An address that leads nowhere.
async fn nowhere(visitor: Visitor) -> Response {
    visitor.fault(Fault::NotFound)
}

/// What guards every answer; photographs bring limits of their own for size and time.
fn guarded(pages: Router, uploads: Router) -> Router {
    let header = |name: header::HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let limit = std::time::Duration::from_secs(REQUEST_SECS_MAX);
    pages
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::REQUEST_TIMEOUT,
            limit,
        ))
        .layer(RequestBodyLimitLayer::new(BODY_BYTES_MAX))
        .merge(uploads)
        .layer(CsrfLayer::new())
        .layer(header(header::CONTENT_SECURITY_POLICY, assets::CSP))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "same-origin"))
        .layer(CatchPanicLayer::new())
        .layer(axum::middleware::from_fn(dressed::dress))
}

//! Accounts: who I am here, my devices, ways back in, the founder's page.

mod asks;
mod devices;
mod erase;
mod founder;
mod me;
mod me_views;
mod naming;
mod own;
mod sign_in;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

/// Its addresses.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/me", get(me::me).post(me::change))
        .route("/me/erase", get(erase::ask).post(erase::erase))
        .route("/me/naming", post(naming::change))
        .route("/me/device", post(devices::sign_out))
        .route("/me/transfer", post(devices::transfer))
        .route("/me/recovery", post(devices::recovery))
        .route("/sign-in", get(sign_in::form).post(sign_in::enter))
        .route("/in/{code}", get(sign_in::link).post(sign_in::follow))
        .route("/found", get(founder::form).post(founder::found))
}

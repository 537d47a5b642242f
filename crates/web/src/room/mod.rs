//! Rooms: opened, joined by invitation, talked in, led.

pub mod board;
pub mod cards;
mod deputy;
pub mod door;
pub mod draft;
pub mod fragments;
pub mod invite;
pub mod jielong;
pub mod join;
mod lines;
pub mod message;
pub mod model;
pub mod open;
pub mod page;
mod roles;
mod routes;
mod say;
pub mod talk;
mod touched;
pub mod views;
pub mod welcome;
pub mod who;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

/// Its addresses.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/new", get(open::form).post(open::create))
        .route("/j", get(join::by_code))
        .route("/j/{code}", get(join::door).post(join::enter))
        .route("/r/{room}", get(routes::room))
        .route("/r/{room}/live", get(routes::live))
        .route("/r/{room}/say", post(routes::say))
        .route("/r/{room}/c/{card}", get(routes::thread))
        .route("/r/{room}/m/{seq}", get(message::show))
        .route("/r/{room}/m/{seq}/edit", post(message::edit))
        .route("/r/{room}/m/{seq}/remove", post(message::remove))
        .route("/r/{room}/jielong", get(jielong::ask).post(jielong::begin))
        .route(
            "/r/{room}/jielong/{seq}",
            get(jielong::show).post(jielong::change),
        )
        .route("/r/{room}/board", get(board::board))
        .route("/r/{room}/who", get(who::who))
        .route("/r/{room}/vouch", post(roles::vouch))
        .route("/r/{room}/role", post(roles::role))
        .route("/r/{room}/deputy/{recipient}", get(deputy::deputy))
        .route("/r/{room}/leave", get(who::ask_leave).post(who::leave))
        .route("/r/{room}/invite", get(invite::invite).post(invite::change))
        .route("/r/{room}/start", get(open::start))
        .route("/r/{room}/welcome", get(welcome::welcome))
}

//! The fair plan: who gets how much of what is offered and why, what fairness costs, and what became of it.

mod asks;
mod decide;
mod decide_views;
mod deed;
mod form;
mod line;
mod line_views;
mod lots;
mod model;
mod redirects;
mod routes;
mod said;
mod several;
mod side_views;
mod views;
mod weight;
mod why;

pub use routes::routes;

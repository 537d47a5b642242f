//! The pages of a driver, who needs no account: a link takes the goods, stops, hands on, and reaches the door.

mod routes;
mod views;

pub use routes::routes;
pub(crate) use views::initials_field;

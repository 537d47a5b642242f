//! Who acts by a form, and how the form is answered.

use std::sync::Arc;

use app::{App, Person, Refused};
use axum::http::HeaderValue;
use axum::response::{IntoResponse, Redirect, Response};

use crate::fields::Fields;
use crate::negotiate::with_cookie;
use crate::visitor::Visitor;

/// The one who acts by a form: a person, or for forms that need no account a person or nobody.
pub struct Acting<W = Arc<Person>> {
    /// Who.
    pub who: W,
    /// A handle on which the form acts once, however often it is sent.
    pub app: App,
    /// Signs a newcomer's device in.
    pub(crate) cookie: Option<HeaderValue>,
}

impl<W> Acting<W> {
    /// After the act: on to its page. A newcomer's device is signed in with it.
    pub fn done(self, to: &str) -> Response {
        with_cookie(Redirect::to(to).into_response(), self.cookie)
    }

    /// Keeps a newcomer signed in also when the act was refused and the form is shown again.
    pub fn keep(self, response: Response) -> Response {
        with_cookie(response, self.cookie)
    }
}

/// Acts by a form of somebody with an account that is not shown again: a refusal is a page of its own.
pub async fn plainly<D>(
    visitor: &Visitor,
    fields: &Fields,
    work: impl AsyncFnOnce(App, Arc<Person>) -> Result<D, Refused>,
    to: impl FnOnce(D) -> String,
) -> Response {
    let again = async |refused| visitor.refused(&refused);
    act(visitor.acting(fields).await, work, to, again).await
}

/// Acts by a form and goes on to the page of what was done; or the page of the form once more, by `again`, with what was
/// refused, be it the act or the one who wanted to act.
pub async fn act<W: Clone, D>(
    by: Result<Acting<W>, Refused>,
    work: impl AsyncFnOnce(App, W) -> Result<D, Refused>,
    to: impl FnOnce(D) -> String,
    again: impl AsyncFnOnce(Refused) -> Response,
) -> Response {
    let by = match by {
        Ok(by) => by,
        Err(refused) => return again(refused).await,
    };
    match work(by.app.clone(), by.who.clone()).await {
        Ok(done) => by.done(&to(done)),
        Err(refused) => by.keep(again(refused).await),
    }
}

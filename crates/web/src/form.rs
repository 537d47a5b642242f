//! Forms that have a page of their own: shown again, with every word that was typed, until they fit.

use app::{App, Receipt, Refused};
use axum::response::Response;
use maud::Markup;
use serde::Serialize;

use crate::acting::{Acting, act};
use crate::layout::Ctx;
use crate::visitor::Visitor;

/// A field that does not fit, and why in words.
pub(crate) type Misfit = (String, String);

/// What was typed into such a form, and what its page shows beside it.
pub(crate) trait Form: Serialize + Sized {
    /// The page.
    fn view(ctx: &Ctx, form: &Self) -> Markup;

    /// With what the page offers to choose from, and a token where the form carries none.
    fn complete(self, visitor: &Visitor) -> Self;

    /// What does not fit.
    fn faults(&mut self) -> &mut Vec<Misfit>;

    /// The field that a refusal belongs to.
    fn field_of(refused: &Refused) -> &'static str;

    /// Notes why the act was refused.
    fn refuse(&mut self, visitor: &Visitor, refused: &Refused) {
        *self.faults() = visitor.misfit(Self::field_of(refused), refused);
    }

    /// The page, for somebody who begins or goes on.
    fn shown(self, visitor: &Visitor) -> Response {
        visitor.page(&self.complete(visitor), Self::view)
    }
}

/// Acts by a form, once it says what it should, and goes on to what the act made; or shows it again. Whoever acts is
/// looked for only then: an act that does not fit counts for no limit and makes no account.
pub(crate) async fn submit<F: Form, N, W: Clone>(
    visitor: &Visitor,
    mut form: F,
    read: Result<N, Vec<Misfit>>,
    by: impl Future<Output = Result<Acting<W>, Refused>>,
    work: impl AsyncFnOnce(App, W, N) -> Result<Receipt, Refused>,
    to: impl FnOnce(u64) -> String,
) -> Response {
    let new = match read {
        Ok(new) => new,
        Err(faults) => {
            *form.faults() = faults;
            return visitor.again(&form.complete(visitor), F::view);
        }
    };
    let work = async |app, who| work(app, who, new).await;
    let again = async |refused| {
        form.refuse(visitor, &refused);
        visitor.again_because(&refused, &form.complete(visitor), F::view)
    };
    act(by.await, work, |receipt| to(receipt.index), again).await
}

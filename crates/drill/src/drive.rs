//! Many acts at once, in a fixed order: each is started when the one before stands in the writer's queue.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use app::{App, Refused};
use futures_util::future::join_all;

use crate::deed::{Deed, Done};

/// Acts on their way at once: a quarter of the writer's queue, so that people who act beside a drill find room.
pub(crate) const IN_FLIGHT_MAX: usize = 1_000;

type Going<'a> = Pin<Box<dyn Future<Output = Result<Done, Refused>> + Send + 'a>>;

enum State<'a> {
    Going(Going<'a>),
    Ended(Result<Done, Refused>),
}

/// Performs deeds that do not build on each other and answers in their order.
///
/// Reads before the write, and the random bytes drawn for it, happen one act after another: the same deeds give
/// the same journal. Only the waiting for commits is shared.
pub(crate) async fn drive(app: &App, deeds: &[Deed]) -> Vec<Result<Done, Refused>> {
    let mut states = Vec::with_capacity(deeds.len());
    for deed in deeds {
        states.push(start(app, Box::pin(deed.perform(app))).await);
    }
    join_all(states.into_iter().map(State::end)).await
}

impl State<'_> {
    async fn end(self) -> Result<Done, Refused> {
        match self {
            State::Going(going) => going.await,
            State::Ended(outcome) => outcome,
        }
    }
}

/// Lets an act go on until it is in the queue, or has ended without.
async fn start<'a>(app: &App, mut going: Going<'a>) -> State<'a> {
    let before = app.submitted();
    let ended = poll_fn(|context| match going.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending if app.submitted() != before => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    })
    .await;
    match ended {
        Some(outcome) => State::Ended(outcome),
        None => State::Going(going),
    }
}

//! Nothing of a request about a tip stays on a stack. What was on the heap is overwritten as it is given back; frames of
//! functions that returned stay as they were until others are written over them, on a quiet server for hours.

use std::future::{Future as _, poll_fn};
use std::hint::black_box;
use std::pin::pin;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

/// How much of the stack is overwritten, in bytes: more than a request's frames take, in debug builds too, and an eighth
/// of what a worker has.
const STACK_BYTES: usize = 256 * 1024;

/// Overwrites what a request left behind each time it gave the worker back, on the worker on which it ran.
pub(super) async fn washed(request: Request, next: Next) -> Response {
    let mut answer = pin!(next.run(request));
    poll_fn(|context| {
        let polled = answer.as_mut().poll(context);
        overwrite();
        polled
    })
    .await
}

/// Writes zeros below its caller's frame.
#[inline(never)]
fn overwrite() {
    let mut below = [0_u8; STACK_BYTES];
    black_box(&mut below);
}

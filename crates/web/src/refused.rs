//! Refusals in words: which fault, which stable code, which sentence.

use app::Refused;

use crate::error::Fault;
use crate::words::Words;

/// Seconds after which a busy or hurried act is worth another try.
const RETRY_SECS: u32 = 3;

/// The status that a refusal answers with.
pub fn fault(refused: &Refused) -> Fault {
    match refused {
        Refused::Busy | Refused::ReadOnly => Fault::Busy(RETRY_SECS),
        Refused::TooFast => Fault::TooMany(RETRY_SECS * 10),
        Refused::NotSignedIn => Fault::SignIn,
        Refused::NotFound => Fault::NotFound,
        Refused::CodeInvalid | Refused::Revoked | Refused::Paused { .. } => Fault::Gone,
        Refused::Store(_) => Fault::Internal,
        _ => Fault::Invalid,
    }
}

/// The stable name of a refusal in JSON.
pub fn code(refused: &Refused) -> &'static str {
    fault(refused).code()
}

/// The sentence a person reads: what is wrong and what helps.
pub fn sentence(w: Words, refused: &Refused) -> String {
    let _ = w;
    refused.to_string()
}

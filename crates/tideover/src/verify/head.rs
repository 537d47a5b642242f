//! The signed head against the key, the origin and the entries.

use store::Head;
use tlog::checkpoint;
use tlog::note::VerifierKey;

use super::Bad;
use super::replay::Replayed;

/// Whether what was signed is what the entries amount to.
pub fn check(
    origin: Option<&str>,
    vkey: Result<&str, &str>,
    head: Option<&Head>,
    replayed: &Replayed,
) -> Result<(), Bad> {
    let differs = |reason: &str| Bad {
        index: None,
        reason: reason.to_owned(),
    };
    let vkey = vkey.map_err(differs)?;
    let key = VerifierKey::parse(vkey.trim()).map_err(|_| differs("vkey is no verifier key"))?;
    if origin != Some(key.name()) {
        return Err(differs("the origin is not the name in vkey"));
    }
    let head = head.ok_or_else(|| differs("no head was signed"))?;
    let signed = checkpoint::open(&head.note, &key)
        .map_err(|error| differs(&format!("the signed head is not good: {error}")))?;
    if signed.size != head.size || signed.root.0 != head.root {
        return Err(differs("the recorded head is not the one that was signed"));
    }
    if replayed.size < signed.size {
        return Err(Bad {
            index: Some(replayed.size),
            reason: format!("missing: {} entries were signed", signed.size),
        });
    }
    if replayed.signed_root != Some(signed.root) {
        return Err(differs("the entries do not amount to the signed root"));
    }
    Ok(())
}

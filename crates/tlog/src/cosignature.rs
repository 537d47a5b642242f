//! Cosignatures: a witness's word that a log only grew (c2sp.org/tlog-cosignature, version 1, Ed25519, type 0x04).

use std::str::FromStr;

use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::note::{Note, Signature, SignatureKind, SigningKey, VerifierKey};

/// Latest time that the format allows, 2^63 - 1 seconds.
pub const TIME_SECONDS_MAX: u64 = u64::MAX >> 1;
/// Bytes of the time before the Ed25519 signature.
const TIME_BYTES: usize = 8;

/// A cosignature that cannot be given or believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CosignatureError {
    /// The key is of the other kind: see [`SignatureKind`].
    #[error("the key does not cosign")]
    WrongKind,
    /// A time above [`TIME_SECONDS_MAX`].
    #[error("the time is above 2^63 - 1 seconds")]
    Time,
    /// The note is not a checkpoint.
    #[error("not a checkpoint")]
    Checkpoint(#[from] CheckpointError),
    /// A line that claims the key does not verify, so nothing in the note is believed.
    #[error("the cosignature of a known key is wrong")]
    BadSignature,
}

/// Cosigns the checkpoint in `note` as of `time_seconds` since the Unix epoch; the caller appends the line.
///
/// The caller answers for the witness's promise: it has verified the log's signature and the consistency with
/// the largest head it ever cosigned, and has recorded this one durably.
///
/// # Errors
/// A key of the other kind, a time out of range, or a note that is no checkpoint.
pub fn issue(
    note: &Note,
    key: &SigningKey,
    time_seconds: u64,
) -> Result<Signature, CosignatureError> {
    if key.public().kind() != SignatureKind::Cosignature {
        return Err(CosignatureError::WrongKind);
    }
    if time_seconds > TIME_SECONDS_MAX {
        return Err(CosignatureError::Time);
    }
    Checkpoint::from_str(note.text())?;
    let mut bytes = time_seconds.to_be_bytes().to_vec();
    bytes.extend_from_slice(&key.sign(message(time_seconds, note.text()).as_bytes()));
    Ok(Signature::by(key.public(), bytes))
}

/// The latest time in seconds at which this witness cosigned the note: `None` if no line claims so.
///
/// # Errors
/// A key of the other kind; or a line claims the key, by name and id, and does not verify:
/// then the whole note is to be rejected.
pub fn verified_time(note: &Note, key: &VerifierKey) -> Result<Option<u64>, CosignatureError> {
    if key.kind() != SignatureKind::Cosignature {
        return Err(CosignatureError::WrongKind);
    }
    let mut latest = None;
    for signature in note.signatures_of(key) {
        let time_seconds = verify(note.text(), signature, key)?;
        latest = latest.max(Some(time_seconds));
    }
    Ok(latest)
}

fn verify(text: &str, signature: &Signature, key: &VerifierKey) -> Result<u64, CosignatureError> {
    let (time, bytes) = signature
        .bytes()
        .split_first_chunk::<TIME_BYTES>()
        .ok_or(CosignatureError::BadSignature)?;
    let bytes = bytes
        .try_into()
        .map_err(|_| CosignatureError::BadSignature)?;
    let time_seconds = u64::from_be_bytes(*time);
    if time_seconds > TIME_SECONDS_MAX {
        return Err(CosignatureError::Time);
    }
    let valid = key.accepts(message(time_seconds, text).as_bytes(), bytes);
    if valid {
        Ok(time_seconds)
    } else {
        Err(CosignatureError::BadSignature)
    }
}

/// What is signed: a header that keeps it apart from notes, the time, and the text of the checkpoint.
fn message(time_seconds: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {time_seconds}\n{text}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::checkpoint::sign;
    use crate::leaf_hash;

    fn witness(n: u8) -> SigningKey {
        SigningKey::cosigner_from_seed(&format!("w{n}.example"), &[n; 32]).unwrap()
    }

    fn head(size: u64) -> Note {
        let key = SigningKey::from_seed("journal.example", &[9; 32]).unwrap();
        let head = Checkpoint {
            origin: key.name().to_owned(),
            size,
            root: leaf_hash(b"root"),
        };
        Note::parse(&sign(&head, &key).unwrap()).unwrap()
    }

    #[test]
    fn the_latest_of_several_counts() {
        let mut note = head(5);
        for time_seconds in [1_700_000_000, 1_700_000_300, 1_700_000_200] {
            note.push(issue(&note, &witness(1), time_seconds).unwrap())
                .unwrap();
        }
        let note = Note::parse(&note.to_string()).unwrap();
        assert_eq!(
            verified_time(&note, &witness(1).verifier()),
            Ok(Some(1_700_000_300))
        );
        assert_eq!(verified_time(&note, &witness(2).verifier()), Ok(None));
    }

    #[test]
    fn a_cosignature_holds_for_its_head_and_time_only() {
        let given = issue(&head(5), &witness(1), 1_700_000_000).unwrap();
        let mut other = head(6);
        other.push(given.clone()).unwrap();
        assert_eq!(
            verified_time(&other, &witness(1).verifier()),
            Err(CosignatureError::BadSignature)
        );
        for position in 0..given.bytes().len() {
            let mut bytes = given.bytes().to_vec();
            bytes[position] ^= 1;
            let mut note = head(5);
            note.push(Signature::by(&witness(1).verifier(), bytes))
                .unwrap();
            assert!(verified_time(&note, &witness(1).verifier()).is_err());
        }
        let mut short = head(5);
        short
            .push(Signature::by(&witness(1).verifier(), vec![0; 71]))
            .unwrap();
        assert_eq!(
            verified_time(&short, &witness(1).verifier()),
            Err(CosignatureError::BadSignature)
        );
    }

    #[test]
    fn what_must_not_be_cosigned_is_not() {
        let log = SigningKey::from_seed("journal.example", &[9; 32]).unwrap();
        assert_eq!(issue(&head(5), &log, 1), Err(CosignatureError::WrongKind));
        assert_eq!(
            verified_time(&head(5), &log.verifier()),
            Err(CosignatureError::WrongKind)
        );
        assert_eq!(
            issue(&head(5), &witness(1), TIME_SECONDS_MAX + 1),
            Err(CosignatureError::Time)
        );
        let prose = Note::new("not a head\n").unwrap();
        assert!(matches!(
            issue(&prose, &witness(1), 1),
            Err(CosignatureError::Checkpoint(_))
        ));
    }
}

//! A receipt that anyone can check without the log: entry index, path and signed head (c2sp.org/tlog-proof).

use std::fmt;
use std::str::FromStr;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use thiserror::Error;

use crate::checkpoint::{self, Checkpoint, CheckpointError};
use crate::hash::{Hash, HashError};
use crate::note::{NOTE_BYTES_MAX, VerifierKey};
use crate::proof::{PROOF_HASHES_MAX, ProofError, verify_inclusion};
use crate::{TREE_SIZE_MAX, decimal};

/// First line of the text.
const HEADER: &str = "c2sp.org/tlog-proof@v1\n";
/// Longest extra data: enough for one entry of the largest size.
pub const EXTRA_BYTES_MAX: usize = 64 * 1024;
/// Longest text: the longest checkpoint and extra data, and room for the other lines.
const TEXT_BYTES_MAX: usize = NOTE_BYTES_MAX + EXTRA_BYTES_MAX * 2;

/// Proof that an entry is in the log; its file ends in `.tlog-proof`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogProof {
    /// Bytes of the application's own. Nothing authenticates them.
    pub extra: Option<Vec<u8>>,
    /// Index of the entry.
    pub index: u64,
    /// Path to the root: see [`crate::Tree::inclusion_proof`].
    pub hashes: Vec<Hash>,
    /// The signed checkpoint, verbatim.
    pub checkpoint: String,
}

/// A proof that cannot be read or does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LogProofError {
    /// Another first line, or longer than any proof.
    #[error("not a proof of this format")]
    Format,
    /// The extra line is not base64 or too long.
    #[error("bad extra data")]
    Extra,
    /// The index line is missing or not a decimal number up to 2^63 - 1.
    #[error("bad index")]
    Index,
    /// A line of the path is not a hash.
    #[error("bad hash")]
    Hash(#[from] HashError),
    /// More than [`PROOF_HASHES_MAX`] hashes.
    #[error("more than {PROOF_HASHES_MAX} hashes")]
    TooManyHashes,
    /// The signed head is wrong.
    #[error("bad checkpoint")]
    Checkpoint(#[from] CheckpointError),
    /// The path does not lead from the entry to the head.
    #[error("the entry is not in the log")]
    Proof(#[from] ProofError),
}

impl LogProof {
    /// Checks that the entry with this leaf hash is in the log of this key, and returns the head that says so.
    /// Whether enough witnesses confirmed that head is the reader's policy: see [`crate::policy`].
    ///
    /// # Errors
    /// The head is not the log's, or the path does not lead to it.
    pub fn verify(&self, leaf: &Hash, log: &VerifierKey) -> Result<Checkpoint, LogProofError> {
        let head = checkpoint::open(&self.checkpoint, log)?;
        verify_inclusion(leaf, self.index, head.size, &head.root, &self.hashes)?;
        Ok(head)
    }
}

impl FromStr for LogProof {
    type Err = LogProofError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(LogProofError::Format);
        }
        let body = text.strip_prefix(HEADER).ok_or(LogProofError::Format)?;
        let (head, checkpoint) = body.split_once("\n\n").ok_or(LogProofError::Format)?;
        let mut lines = head.split('\n').peekable();
        let extra = lines
            .next_if(|line| line.starts_with("extra "))
            .map(parse_extra)
            .transpose()?;
        let index = lines
            .next()
            .and_then(|line| line.strip_prefix("index "))
            .and_then(decimal::parse);
        let index = index
            .filter(|index| *index < TREE_SIZE_MAX)
            .ok_or(LogProofError::Index)?;
        let hashes = lines
            .map(Hash::from_base64)
            .collect::<Result<Vec<_>, _>>()?;
        if hashes.len() > PROOF_HASHES_MAX {
            return Err(LogProofError::TooManyHashes);
        }
        Ok(Self {
            extra,
            index,
            hashes,
            checkpoint: checkpoint.to_owned(),
        })
    }
}

impl fmt::Display for LogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEADER)?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", BASE64_STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes
            .iter()
            .try_for_each(|hash| writeln!(f, "{}", hash.to_base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

fn parse_extra(line: &str) -> Result<Vec<u8>, LogProofError> {
    let base64 = line.strip_prefix("extra ").ok_or(LogProofError::Extra)?;
    let bytes = BASE64_STANDARD
        .decode(base64)
        .map_err(|_| LogProofError::Extra)?;
    if bytes.len() > EXTRA_BYTES_MAX {
        Err(LogProofError::Extra)
    } else {
        Ok(bytes)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::note::SigningKey;
    use crate::{Tree, leaf_hash};

    fn key() -> SigningKey {
        SigningKey::from_seed("journal.example", &[3; 32]).unwrap()
    }

    fn proof(index: u64, size: u8, extra: Option<Vec<u8>>) -> LogProof {
        let tree: Tree = (0..size).map(|entry| leaf_hash(&[entry])).collect();
        let head = Checkpoint {
            origin: key().name().to_owned(),
            size: tree.size(),
            root: tree.root(),
        };
        let hashes = tree.inclusion_proof(index, tree.size()).unwrap();
        LogProof {
            extra,
            index,
            hashes,
            checkpoint: checkpoint::sign(&head, &key()).unwrap(),
        }
    }

    #[test]
    fn proofs_read_back_and_hold() {
        for (index, size) in [(0, 1), (0, 2), (4, 5), (17, 200)] {
            for extra in [None, Some(Vec::new()), Some(b"salt".to_vec())] {
                let proof = proof(index, size, extra);
                let again: LogProof = proof.to_string().parse().unwrap();
                assert_eq!(again, proof);
                let leaf = leaf_hash(&[u8::try_from(index).unwrap()]);
                assert_eq!(
                    again.verify(&leaf, &key().verifier()).unwrap().size,
                    u64::from(size)
                );
            }
        }
    }

    #[test]
    fn a_proof_holds_for_its_entry_and_log_only() {
        let proof = proof(4, 9, None);
        let wrong_entry = proof.verify(&leaf_hash(&[5]), &key().verifier());
        assert_eq!(
            wrong_entry,
            Err(LogProofError::Proof(ProofError::WrongRoot))
        );
        let other = SigningKey::from_seed("journal.example", &[4; 32]).unwrap();
        let wrong_log = proof.verify(&leaf_hash(&[4]), &other.verifier());
        assert_eq!(
            wrong_log,
            Err(LogProofError::Checkpoint(CheckpointError::Unsigned))
        );
        let moved = LogProof { index: 5, ..proof };
        assert!(moved.verify(&leaf_hash(&[4]), &key().verifier()).is_err());
    }

    #[test]
    fn other_forms_are_refused() {
        let good = proof(4, 9, Some(b"x".to_vec())).to_string();
        let hash = format!("{}\n", Hash::EMPTY_ROOT.to_base64());
        for (bad, why) in [
            (String::new(), LogProofError::Format),
            (good.replace("@v1", "@v2"), LogProofError::Format),
            (good.replace("\n\n", "\n"), LogProofError::Format),
            (good.replace("extra eA==", "extra eA"), LogProofError::Extra),
            (good.replace("extra eA==", "extra"), LogProofError::Index),
            (good.replace("index 4", "index 04"), LogProofError::Index),
            (good.replace("index 4", "index -4"), LogProofError::Index),
            (
                good.replace("index 4", "index 9223372036854775807"),
                LogProofError::Index,
            ),
            (good.replace("index 4\n", ""), LogProofError::Index),
            (
                good.replace("index 4", "index 4\nextra eA=="),
                LogProofError::Hash(HashError::Base64),
            ),
            (
                good.replace("index 4\n", &format!("index 4\n{}", hash.repeat(64))),
                LogProofError::TooManyHashes,
            ),
            (
                format!("{good}{}", "x".repeat(TEXT_BYTES_MAX)),
                LogProofError::Format,
            ),
        ] {
            assert_eq!(bad.parse::<LogProof>(), Err(why), "{bad:.80}");
        }
    }
}

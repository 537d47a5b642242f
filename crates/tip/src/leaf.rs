//! The public commitment to a sealed tip.

use sha2::{Digest, Sha256};

/// SHA-256("tideover/tip/v1" ‖ SHA-256(sealed) ‖ nonce): see `docs/journal-format.md`, "Tips".
#[must_use]
pub fn leaf(sealed: &[u8], nonce: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"tideover/tip/v1")
        .chain_update(Sha256::digest(sealed))
        .chain_update(nonce)
        .finalize()
        .into()
}

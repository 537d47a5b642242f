//! The one place that draws random numbers: salts, tokens, ids.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};
use store::PrivateId;

/// Where random bytes come from: the system, or a drill's seed.
#[derive(Clone)]
pub struct Entropy(Arc<Kind>);

enum Kind {
    System,
    /// SHA-256 over seed and counter: the same seed gives the same bytes in the same order.
    Seeded {
        seed: [u8; 32],
        drawn: AtomicU64,
    },
}

impl Entropy {
    /// The system's source.
    #[must_use]
    pub fn system() -> Entropy {
        Entropy(Arc::new(Kind::System))
    }

    /// For drills alone: everything drawn follows from the seed.
    #[must_use]
    pub fn seeded(seed: u64) -> Entropy {
        let seed = Sha256::new()
            .chain_update(b"tideover/drill/1")
            .chain_update(seed.to_be_bytes())
            .finalize()
            .into();
        Entropy(Arc::new(Kind::Seeded {
            seed,
            drawn: AtomicU64::new(0),
        }))
    }

    /// 32 fresh bytes.
    ///
    /// # Panics
    /// When the system has no randomness to give: nothing secret could be made safely.
    #[must_use]
    pub fn bytes32(&self) -> [u8; 32] {
        match &*self.0 {
            Kind::System => {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).expect("the system gives random bytes");
                bytes
            }
            Kind::Seeded { seed, drawn } => {
                let n = drawn.fetch_add(1, Ordering::SeqCst);
                Sha256::new()
                    .chain_update(seed)
                    .chain_update(n.to_be_bytes())
                    .finalize()
                    .into()
            }
        }
    }

    /// A fresh private id.
    #[must_use]
    pub fn id(&self) -> PrivateId {
        let bytes = self.bytes32();
        PrivateId(bytes.first_chunk::<16>().copied().unwrap_or([0; 16]))
    }

    /// A code of so many letters of Crockford's base 32 (5 bits each), for links and recovery; at most 32 letters.
    #[must_use]
    pub fn code(&self, letters: usize) -> String {
        const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let letter = |b: &u8| {
            ALPHABET
                .get(usize::from(b & 31))
                .copied()
                .map_or('0', char::from)
        };
        self.bytes32().iter().take(letters).map(letter).collect()
    }

    /// A code of so many decimal digits, for doors; at most 16 digits.
    #[must_use]
    pub fn digits(&self, digits: usize) -> String {
        // 65,536 is not a multiple of 10: two bytes a digit keep the bias under 1 in 10,000.
        let digit = |pair: &[u8; 2]| {
            char::from_digit(u32::from(u16::from_be_bytes(*pair) % 10), 10).unwrap_or('0')
        };
        self.bytes32()
            .as_chunks::<2>()
            .0
            .iter()
            .take(digits)
            .map(digit)
            .collect()
    }
}

/// SHA-256 of a secret: what the vault keeps of it.
#[must_use]
pub(crate) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

//! Sizes: before it is sealed every letter grows to one of four, so that its length says next to nothing.

/// What a padded letter can measure, in bytes. The largest holds a file of 10 MiB and its words.
pub const CLASSES: [usize; 4] = [4 << 10, 64 << 10, 1 << 20, 11 << 20];

/// The length of what follows, big-endian, stands before it.
const LENGTH_BYTES: usize = size_of::<u64>();

/// More than the largest of [`CLASSES`] holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{bytes} bytes are too many to seal")]
pub struct TooLarge {
    /// How many there were.
    pub bytes: usize,
}

/// Length, bytes, zeros: up to the least of [`CLASSES`] that holds them.
///
/// # Errors
/// [`TooLarge`].
pub fn pad(body: &[u8]) -> Result<Vec<u8>, TooLarge> {
    let bytes = body.len();
    let needed = bytes.saturating_add(LENGTH_BYTES);
    let class = CLASSES.into_iter().find(|class| *class >= needed);
    let class = class.ok_or(TooLarge { bytes })?;
    let length = u64::try_from(bytes).map_err(|_| TooLarge { bytes })?;
    let mut padded = Vec::with_capacity(class);
    padded.extend(length.to_be_bytes());
    padded.extend(body);
    padded.resize(class, 0);
    Ok(padded)
}

/// What [`pad`] was given; nothing if these bytes are not of its making.
#[must_use]
pub fn unpad(padded: &[u8]) -> Option<&[u8]> {
    if !CLASSES.contains(&padded.len()) {
        return None;
    }
    let (length, rest) = padded.split_first_chunk::<LENGTH_BYTES>()?;
    let length = usize::try_from(u64::from_be_bytes(*length)).ok()?;
    let (body, zeros) = rest.split_at_checked(length)?;
    zeros.iter().all(|b| *b == 0).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_letter_comes_back(body in proptest::collection::vec(any::<u8>(), 0..9000)) {
            let padded = pad(&body).unwrap_or_default();
            prop_assert!(CLASSES.contains(&padded.len()));
            prop_assert_eq!(unpad(&padded), Some(body.as_slice()));
        }
    }

    #[test]
    fn the_edges_of_each_size() {
        for class in CLASSES {
            let most = vec![1; class - 8];
            assert_eq!(pad(&most).map(|p| p.len()), Ok(class));
            let next = CLASSES.into_iter().find(|c| *c > class);
            let more = pad(&vec![1; class - 7]).map(|p| p.len()).ok();
            assert_eq!(more, next);
        }
        assert_eq!(unpad(&[0; 4096]), Some([].as_slice()));
        assert_eq!(unpad(&[0; 4095]), None);
        assert_eq!(unpad(&[255; 4096]), None);
        let mut spoiled = pad(b"x").unwrap_or_default();
        if let Some(last) = spoiled.last_mut() {
            *last = 1;
        }
        assert_eq!(unpad(&spoiled), None);
    }
}

//! Tiles and entry bundles: the static resources of a log (c2sp.org/tlog-tiles).
//!
//! A partial tile is always the beginning of the full tile that will follow, so nobody needs to store one.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::decimal;
use crate::hash::{HASH_BYTES, Hash};

/// Hashes or entries in a full tile.
pub const TILE_WIDTH: u16 = 256;
/// Levels of the tree between one level of tiles and the next: 2^8 = [`TILE_WIDTH`].
pub const TILE_HEIGHT: usize = 8;
/// Longest entry: its length is written in two bytes.
pub const ENTRY_BYTES_MAX: usize = 65_535;
/// Highest level that a path may name.
const LEVEL_MAX: u8 = 63;
/// Room for the longest path, of index 2^64 - 1, which has 52 bytes: longer ones are refused unread.
const PATH_BYTES_MAX: usize = 64;
/// Each element of a path holds three digits of the index.
const PATH_ELEMENT_BASE: u64 = 1000;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TileKind {
    /// Hashes of subtrees of 256^level leaves.
    Hashes {
        /// 0 for leaf hashes, at most 63.
        level: u8,
    },
    /// The entries themselves, a bundle.
    Entries,
}

/// Names a tile: `tile/<level>/<index>[.p/<width>]` or `tile/entries/<index>[.p/<width>]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TilePath {
    /// Hashes of a level, or entries.
    pub kind: TileKind,
    /// Position among the tiles of its kind and level.
    pub index: u64,
    /// `None` for a full tile, else the 1 to 255 items of a partial one.
    pub width: Option<u16>,
}

/// A path, tile or bundle that the format does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TileError {
    /// Not the canonical path of a tile.
    #[error("not the path of a tile")]
    Path,
    /// A tile or bundle without items must not exist.
    #[error("an empty tile")]
    Empty,
    /// More than 256 items.
    #[error("more than {TILE_WIDTH} items in a tile")]
    TooWide,
    /// The bytes end inside an item.
    #[error("the tile ends inside an item")]
    Truncated,
    /// An entry above [`ENTRY_BYTES_MAX`].
    #[error("an entry of {bytes} bytes is longer than {ENTRY_BYTES_MAX}")]
    EntryTooLong {
        /// Its length.
        bytes: usize,
    },
}

impl TilePath {
    /// Reads a path such as `tile/0/x001/x234/067.p/12`, without a slash before it.
    ///
    /// # Errors
    /// Any text but the one canonical form.
    pub fn parse(text: &str) -> Result<Self, TileError> {
        if text.len() > PATH_BYTES_MAX {
            return Err(TileError::Path);
        }
        let path = parse_loosely(text).ok_or(TileError::Path)?;
        // The canonical form is the one that is written: leading zeroes and spare elements fall here.
        if path.to_string() == text {
            Ok(path)
        } else {
            Err(TileError::Path)
        }
    }

    /// Number of items the path names; `None` if its width is not from 1 to 255.
    #[must_use]
    pub fn hashes(&self) -> Option<u16> {
        match self.width {
            None => Some(TILE_WIDTH),
            Some(width) => (1..TILE_WIDTH).contains(&width).then_some(width),
        }
    }

    /// Position of its first item within the level.
    #[must_use]
    pub fn start(&self) -> Option<u64> {
        self.index.checked_mul(u64::from(TILE_WIDTH))
    }

    /// Whether a tree of `size` leaves fills this tile: only such tiles may be served under its checkpoint.
    #[must_use]
    pub fn exists_at(&self, size: u64) -> bool {
        let end = self
            .start()
            .zip(self.hashes())
            .and_then(|(start, hashes)| start.checked_add(u64::from(hashes)));
        end.is_some_and(|end| end <= items_at(self.kind, size))
    }

    /// Every tile and bundle of a tree of `size` leaves: the full ones, and the last partial one of each level.
    pub fn all_at(size: u64) -> impl Iterator<Item = Self> {
        let levels = (0..=LEVEL_MAX).map(|level| TileKind::Hashes { level });
        levels.chain([TileKind::Entries]).flat_map(move |kind| {
            let items = items_at(kind, size);
            let full = items / u64::from(TILE_WIDTH);
            let width = u16::try_from(items % u64::from(TILE_WIDTH))
                .ok()
                .filter(|width| *width > 0);
            let partial = width.map(|width| Self {
                kind,
                index: full,
                width: Some(width),
            });
            (0..full)
                .map(move |index| Self {
                    kind,
                    index,
                    width: None,
                })
                .chain(partial)
        })
    }
}

impl FromStr for TilePath {
    type Err = TileError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Hashes { level } => write!(f, "tile/{level}/")?,
            TileKind::Entries => f.write_str("tile/entries/")?,
        }
        write_upper_elements(f, self.index / PATH_ELEMENT_BASE)?;
        write!(f, "{:03}", self.index % PATH_ELEMENT_BASE)?;
        self.width.map_or(Ok(()), |width| write!(f, ".p/{width}"))
    }
}

/// Writes entries as a bundle: for each its length in two bytes, big-endian, and its bytes.
///
/// # Errors
/// No entry, more than 256, or one above [`ENTRY_BYTES_MAX`].
pub fn encode_bundle<'a>(
    entries: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<u8>, TileError> {
    let mut bundle = Vec::new();
    let mut count: u16 = 0;
    for entry in entries {
        let length = u16::try_from(entry.len())
            .map_err(|_| TileError::EntryTooLong { bytes: entry.len() })?;
        if count == TILE_WIDTH {
            return Err(TileError::TooWide);
        }
        count += 1;
        bundle.extend_from_slice(&length.to_be_bytes());
        bundle.extend_from_slice(entry);
    }
    if count == 0 {
        Err(TileError::Empty)
    } else {
        Ok(bundle)
    }
}

/// Reads the entries of a bundle. The caller compares their number with the width it asked for.
///
/// # Errors
/// No entry, more than 256, or bytes that end inside one.
pub fn decode_bundle(bundle: &[u8]) -> Result<Vec<&[u8]>, TileError> {
    let mut entries = Vec::new();
    let mut rest = bundle;
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<2>().ok_or(TileError::Truncated)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(TileError::Truncated)?;
        if entries.len() == usize::from(TILE_WIDTH) {
            return Err(TileError::TooWide);
        }
        entries.push(entry);
        rest = after;
    }
    if entries.is_empty() {
        Err(TileError::Empty)
    } else {
        Ok(entries)
    }
}

/// Reads the hashes of a tile. The caller compares their number with the width it asked for.
///
/// # Errors
/// No hash, more than 256, or bytes that end inside one.
pub fn decode_hashes(tile: &[u8]) -> Result<Vec<Hash>, TileError> {
    let (hashes, rest) = tile.as_chunks::<HASH_BYTES>();
    if !rest.is_empty() {
        return Err(TileError::Truncated);
    }
    if hashes.is_empty() {
        return Err(TileError::Empty);
    }
    if hashes.len() > usize::from(TILE_WIDTH) {
        return Err(TileError::TooWide);
    }
    Ok(hashes.iter().copied().map(Hash).collect())
}

/// Items of this kind in a tree of `size` leaves: entries, or complete subtrees of 256^level leaves.
fn items_at(kind: TileKind, size: u64) -> u64 {
    match kind {
        TileKind::Entries => size,
        TileKind::Hashes { level } => size.checked_shr(u32::from(level) * 8).unwrap_or(0),
    }
}

fn parse_loosely(text: &str) -> Option<TilePath> {
    let (kind, rest) = text.strip_prefix("tile/")?.split_once('/')?;
    let kind = match kind {
        "entries" => TileKind::Entries,
        level => TileKind::Hashes {
            level: u8::try_from(decimal::parse(level)?)
                .ok()
                .filter(|l| *l <= LEVEL_MAX)?,
        },
    };
    let (index, width) = match rest.split_once(".p/") {
        None => (rest, None),
        Some((index, width)) => (index, Some(u16::try_from(decimal::parse(width)?).ok()?)),
    };
    let path = TilePath {
        kind,
        index: parse_index(index)?,
        width,
    };
    path.hashes().map(|_| path)
}

fn parse_index(text: &str) -> Option<u64> {
    text.split('/').try_fold(0u64, |index, element| {
        let digits = element.strip_prefix('x').unwrap_or(element);
        if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        index
            .checked_mul(PATH_ELEMENT_BASE)?
            .checked_add(digits.parse().ok()?)
    })
}

fn write_upper_elements(f: &mut fmt::Formatter<'_>, index: u64) -> fmt::Result {
    if index == 0 {
        return Ok(());
    }
    write_upper_elements(f, index / PATH_ELEMENT_BASE)?;
    write!(f, "x{:03}/", index % PATH_ELEMENT_BASE)
}

#[cfg(test)]
mod tests;

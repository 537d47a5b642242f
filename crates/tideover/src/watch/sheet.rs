//! Published files on the disk: those that `app` reads, and the same in gzip.

use std::fs::File;
use std::io::Cursor;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use app::published::{self, Published};
use flate2::read::MultiGzDecoder;
use relief::watch::sheet::Sheet;

use crate::table::limited;

/// The largest file, in bytes, once unpacked: a million rows of reports have a tenth of it.
pub const FILE_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// The answer of the first sheet that has one; else the first sheet's refusal.
pub fn first<T, E: std::error::Error + Send + Sync + 'static>(
    published: &Published,
    check: impl Fn(&Sheet) -> Result<T, E>,
) -> Result<T> {
    let mut refused = None;
    for sheet in &published.sheets {
        match check(sheet) {
            Ok(answer) => return Ok(answer),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    Err(refused.map_or_else(|| anyhow!("it has no sheet"), Into::into))
}

/// Reads a file, whose kind its first bytes tell.
pub fn read(path: &Path) -> Result<Published> {
    let context = || format!("cannot read {}", path.display());
    let file = File::open(path).with_context(context)?;
    let mut bytes = limited(file, FILE_BYTES_MAX).with_context(context)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        bytes = limited(MultiGzDecoder::new(Cursor::new(bytes)), FILE_BYTES_MAX)
            .with_context(context)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.trim_end_matches(".gz").trim_end_matches(".csv");
    published::read(name, bytes, FILE_BYTES_MAX).with_context(context)
}

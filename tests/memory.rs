//! The memory of a running program: as it is now, and as a core dump takes it away.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// Which of the texts stand in the memory of a process; nothing where it cannot be read.
pub fn held<'t>(pid: u32, texts: &[&'t str]) -> Result<Option<BTreeSet<&'t str>>> {
    let of = |what: &str| format!("/proc/{pid}/{what}");
    let (Ok(maps), Ok(mut memory)) = (fs::read_to_string(of("maps")), File::open(of("mem"))) else {
        return Ok(None);
    };
    let mut found = BTreeSet::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let range = line
            .split(' ')
            .next()
            .and_then(|range| range.split_once('-'));
        let (from, to) = range.context("a range of memory")?;
        let (from, to) = (u64::from_str_radix(from, 16)?, u64::from_str_radix(to, 16)?);
        memory.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        // A range may be gone by now.
        let _ = (&memory).take(to - from).read_to_end(&mut bytes);
        let bytes = String::from_utf8_lossy(&bytes);
        let holds = |text: &str| bytes.contains(text);
        found.extend(texts.iter().copied().filter(|text| holds(text)));
    }
    Ok(Some(found))
}

/// A core dump on disk, removed when dropped.
pub struct Core {
    _folder: TempDir,
    file: PathBuf,
}

impl Core {
    /// The core dump of a running process, made by `gcore`; nothing where there is none or it may not.
    pub fn of(pid: u32) -> Result<Option<Self>> {
        let folder = tempfile::tempdir()?;
        let start = folder.path().join("core");
        let id = pid.to_string();
        let made = Command::new("gcore")
            .arg("-o")
            .arg(&start)
            .arg(&id)
            .output();
        let file = start.with_extension(id);
        let there = made.is_ok_and(|made| made.status.success()) && file.exists();
        Ok(there.then_some(Self {
            _folder: folder,
            file,
        }))
    }

    /// Whether these bytes stand in it.
    pub fn holds(&self, bytes: &[u8]) -> Result<bool> {
        let pattern: String = bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect();
        let status = Command::new("grep")
            .args(["--text", "--quiet", "--perl-regexp", &pattern])
            .arg(&self.file)
            .env("LC_ALL", "C")
            .status()?;
        match status.code() {
            Some(0) => Ok(true),
            Some(1) => Ok(false),
            _ => bail!("grep ended with {status}"),
        }
    }
}

//! `tideover tips`: what a custodian of sealed tips does, on a computer without a network.

mod letters;
mod options;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail, ensure};
use tip::{CLASSES, Key, Kind, Letter, OpenFault};

use crate::{gone, say};
use letters::{BoxLine, Inner, Opened, Outcome};
use options::{CloseOptions, KeyOptions, OpenOptions, ReplyOptions};
pub use options::{TipsOptions, TipsWhat};

/// A line of the box at most, in bytes: the largest sealed file in base 64, and to spare.
const LINE_BYTES_MAX: u64 = 17 * 1024 * 1024;
/// Commitments that one form of the site closes.
const CLOSE_AT_ONCE: usize = 64;
/// Where the commitments of fillings are listed, among what was opened.
const FILLINGS: &str = "fillings.txt";
/// Where each commitment is listed after the entry of its hour.
const HOURS: &str = "hours.txt";
/// Where a tip says what replies are sealed to.
const REPLY_TO: &str = "reply-to.txt";

/// Runs one of the chores.
///
/// # Errors
/// Files that cannot be read or written, keys that are none.
pub fn run(options: &TipsOptions) -> Result<ExitCode> {
    match &options.what {
        TipsWhat::Key(options) => key(options)?,
        TipsWhat::Open(options) => open(options)?,
        TipsWhat::Reply(options) => reply(options)?,
        TipsWhat::Close(options) => close(options)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A new key: the secret into a file of its own, the public half to the terminal.
fn key(options: &KeyOptions) -> Result<()> {
    let key = Key::generate();
    keep(&key, &options.out)?;
    say::line(&key.public());
    Ok(())
}

/// Writes a secret key into a file of its own, as `age-keygen` does.
///
/// # Errors
/// When the file is there already, or cannot be written.
pub fn keep(key: &Key, path: &Path) -> Result<()> {
    let text = format!(
        "# public key: {}\n# Keep this file off every network. Whoever has it reads the tips sealed to it.\n{}\n",
        key.public(),
        key.secret()
    );
    let mut file = new_private(path)?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .with_context(|| format!("cannot write {}", path.display()))
}

/// A file that its owner alone can read, and that was not there.
fn new_private(path: &Path) -> Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).with_context(|| {
        format!(
            "cannot make {}: an old key is never overwritten",
            path.display()
        )
    })
}

/// The secret keys in a file as `age-keygen` writes it.
fn read_keys(path: &Path) -> Result<Vec<Key>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let keys: Vec<Key> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            line.parse()
                .map_err(|_| anyhow::anyhow!("{}: a line is no secret key of age", path.display()))
        })
        .collect::<Result<_>>()?;
    ensure!(!keys.is_empty(), "{}: no secret key in it", path.display());
    Ok(keys)
}

/// Opens everything in the box and writes what is readable into a folder, one for each tip.
fn open(options: &OpenOptions) -> Result<()> {
    let mut keys = Vec::new();
    for path in &options.key {
        keys.extend(read_keys(path)?);
    }
    make_private_dir(&options.out)?;
    let file = File::open(&options.file)
        .with_context(|| format!("cannot read {}", options.file.display()))?;
    let mut reader = BufReader::new(file);
    let (mut tally, mut number) = (letters::Tally::default(), 0_u64);
    let (mut fillings, mut hours) = (String::new(), String::new());
    loop {
        let mut line = Vec::new();
        number += 1;
        let read = reader
            .by_ref()
            .take(LINE_BYTES_MAX)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        let place = || format!("{} line {number}", options.file.display());
        let sealed = match BoxLine::read(&line) {
            Ok(sealed) => sealed,
            Err(why) => {
                say::error(&format!("{}: {why:#}", place()));
                tally.unread += 1;
                continue;
            }
        };
        if let Some(batch) = sealed.batch {
            hours.push_str(&format!("{batch} {}\n", sealed.leaf));
        }
        let outcome = letters::open(&sealed, &keys);
        tally.count(&outcome);
        match outcome {
            Outcome::Letter(opened) => write_letter(&options.out, &sealed.leaf, &opened)?,
            Outcome::Filling => fillings.push_str(&format!("{}\n", sealed.leaf)),
            Outcome::NotForUs => {}
            Outcome::Damaged(why) => say::error(&format!("{}: {why}", place())),
        }
    }
    write(&options.out.join(FILLINGS), fillings.as_bytes())?;
    say::line(&tally.said(options.json));
    let hours_path = options.out.join(HOURS);
    if tally.unread > 0 {
        // Without its hours nothing is closed: an hour of which a line is missing would look whole.
        gone::remove(&hours_path)?;
        bail!(
            "{}: {} of its lines cannot be read, everything else is opened; download the box again before you close anything",
            options.file.display(),
            tally.unread
        );
    }
    write(&hours_path, hours.as_bytes())
}

/// A folder named by the commitment. No name in it is the sender's: a name can be a path.
fn write_letter(out: &Path, leaf: &str, opened: &Opened) -> Result<()> {
    let dir = out.join(leaf);
    make_private_dir(&dir)?;
    let Letter {
        what,
        place,
        time,
        reply_to,
        files,
        ..
    } = &opened.letter;
    let words = match &opened.inner {
        Inner::None => format!("{what}\n\nwhere: {place}\nwhen: {time}\n"),
        Inner::Opened(_) => "The sender sealed this with their own age; it is opened in the file inner.\n".to_owned(),
        Inner::Shut(OpenFault::OtherKey) => {
            "The sender sealed this with their own age, to none of these keys: see whether another custodian opens file-1.age. If nobody can, say so in a reply.\n".to_owned()
        }
        Inner::Shut(OpenFault::Damaged) => {
            "The sender sealed this with their own age, and file-1.age was changed or cut before it was sent: say so in a reply.\n".to_owned()
        }
    };
    write(&dir.join("tip.txt"), words.as_bytes())?;
    if let Some(key) = reply_to {
        write(&dir.join(REPLY_TO), format!("{key}\n").as_bytes())?;
    }
    for (n, file) in files.iter().enumerate() {
        let name = format!("file-{}.{}", n + 1, letters::extension(&file.name));
        write(&dir.join(name), &file.bytes)?;
    }
    if let Inner::Opened(inner) = &opened.inner {
        write(&dir.join("inner"), inner)?;
    }
    Ok(())
}

/// Seals a reply to the key that the tip named, for pasting into the site.
fn reply(options: &ReplyOptions) -> Result<()> {
    let named = options.tip.join(REPLY_TO);
    let key = fs::read_to_string(&named).with_context(|| format!("cannot read {}: the sender left no key for replies, or this is not a folder that `tips open` wrote", named.display()))?;
    let what = fs::read_to_string(&options.text)
        .with_context(|| format!("cannot read {}", options.text.display()))?;
    let letter = Letter {
        kind: Kind::Reply,
        what: what.trim().to_owned(),
        ..Letter::default()
    };
    ensure!(
        !letter.what.is_empty(),
        "{}: the reply is empty",
        options.text.display()
    );
    let padded = tip::pad(&letter.encode()).context("the reply is too long")?;
    let most = CLASSES.first().copied().unwrap_or_default();
    ensure!(
        padded.len() == most,
        "the reply is too long: {most} bytes in all, about 1,300 characters of Chinese"
    );
    let Some(sealed) = tip::seal(&padded, &[key.trim().to_owned()], 1) else {
        bail!("{}: no public key of age", named.display());
    };
    say::line(tip::armored(&sealed).trim_end());
    Ok(())
}

/// The commitments to close, in portions that one form takes: whole hours alone, of which everything is a filling or
/// named. Fillings that were closed before the tips of their hour would show which were tips.
fn close(options: &CloseOptions) -> Result<()> {
    let fillings = listed(&options.dir, FILLINGS)?;
    let done: BTreeSet<&str> = fillings
        .lines()
        .chain(options.leaves.iter().map(String::as_str))
        .collect();
    let mut hours: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let text = listed(&options.dir, HOURS)?;
    for (hour, leaf) in text.lines().filter_map(|line| line.split_once(' ')) {
        hours.entry(hour).or_default().push(leaf);
    }
    for leaf in &options.leaves {
        let known = hours.values().any(|all| all.contains(&leaf.as_str()));
        ensure!(
            known,
            "{leaf}: no such tip in {}, or its hour has not come yet",
            options.dir.display()
        );
    }
    let (whole, rest): (Vec<_>, Vec<_>) = hours
        .into_values()
        .partition(|all| all.iter().all(|leaf| done.contains(leaf)));
    for leaf in rest.iter().flatten().filter(|leaf| !done.contains(*leaf)) {
        say::error(&format!(
            "its hour waits for {leaf}: name it too when it is done with"
        ));
    }
    let mut leaves = whole.concat();
    leaves.sort_unstable();
    for portion in leaves.chunks(CLOSE_AT_ONCE) {
        say::line(&format!("{}\n", portion.join("\n")));
    }
    Ok(())
}

/// A list that `tips open` wrote.
fn listed(dir: &Path, name: &str) -> Result<String> {
    let list = dir.join(name);
    fs::read_to_string(&list).with_context(|| {
        format!(
            "cannot read {}: not a folder into which `tips open` opened a whole box",
            list.display()
        )
    })
}

fn make_private_dir(dir: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(dir)
        .with_context(|| format!("cannot make {}", dir.display()))
}

fn write(path: &PathBuf, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests;

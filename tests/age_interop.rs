//! Three programs that read one format: the crate `tip`, the browser's code in Node, and Debian's `age`. Each opens what
//! the others sealed, and none opens what was changed or cut.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use tip::Key;
use whole_program::skip;

const SIZES: [usize; 6] = [0, 1, (64 << 10) - 1, 64 << 10, (64 << 10) + 1, 10 << 20];
const COUNTS: [usize; 3] = [1, 3, 7];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Program {
    Crate,
    Browser,
    Debian,
}

const ALL: [Program; 3] = [Program::Crate, Program::Browser, Program::Debian];

/// A folder with a plain file and keys, and the programs at work in it.
struct Bench {
    dir: TempDir,
    keys: Vec<Key>,
}

impl Bench {
    fn new(bytes: usize, count: usize) -> Bench {
        let dir = TempDir::new().unwrap();
        let plain: Vec<u8> = (0..bytes).map(|n| u8::try_from(n % 251).unwrap()).collect();
        fs::write(dir.path().join("plain"), plain).unwrap();
        let keys: Vec<Key> = std::iter::repeat_with(Key::generate).take(count).collect();
        for (n, key) in keys.iter().enumerate() {
            fs::write(dir.path().join(format!("key{n}")), key.secret()).unwrap();
        }
        Bench { dir, keys }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn public(&self) -> Vec<String> {
        self.keys.iter().map(Key::public).collect()
    }

    /// Seals `plain` into `sealed`.
    fn seal(&self, by: Program, armored: bool) {
        let (plain, sealed) = (self.at("plain"), self.at("sealed"));
        match by {
            Program::Crate => {
                let file = tip::seal(&fs::read(plain).unwrap(), &self.public(), 7).unwrap();
                let file = if armored {
                    tip::armored(&file).into_bytes()
                } else {
                    file
                };
                fs::write(sealed, file).unwrap();
            }
            Program::Browser => assert!(node("seal", &plain, &sealed, &self.public())),
            Program::Debian => {
                let mut age = Command::new("age");
                if armored {
                    age.arg("-a");
                }
                for key in self.public() {
                    age.args(["-r", &key]);
                }
                assert!(
                    age.arg("-o")
                        .arg(&sealed)
                        .arg(&plain)
                        .status()
                        .unwrap()
                        .success()
                );
            }
        }
    }

    /// Opens `sealed` with one key; nothing when the program refuses.
    fn open(&self, by: Program, key: usize) -> Option<Vec<u8>> {
        let (sealed, opened) = (self.at("sealed"), self.at("opened"));
        let _ = fs::remove_file(&opened);
        let done = match by {
            Program::Crate => {
                let file = fs::read(&sealed).unwrap();
                let armored = file.starts_with(b"-----");
                let text = || String::from_utf8(file.clone()).ok();
                let file = if armored {
                    tip::dearmor(&text()?, 11 << 20)?
                } else {
                    file
                };
                return tip::open(&file, &self.keys[key]).ok();
            }
            Program::Browser => node("open", &sealed, &opened, &[self.keys[key].secret()]),
            Program::Debian => Command::new("age")
                .args(["-d", "-i"])
                .arg(self.at(&format!("key{key}")))
                .arg("-o")
                .arg(&opened)
                .arg(&sealed)
                .stderr(Stdio::null())
                .status()
                .unwrap()
                .success(),
        };
        if !done {
            return None;
        }
        // Debian's age makes no file for nothing.
        Some(fs::read(opened).unwrap_or_default())
    }
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/web/tip-script")
}

fn node(verb: &str, from: &Path, to: &Path, keys: &[String]) -> bool {
    Command::new("node")
        .arg(script().join("interop.js"))
        .arg(verb)
        .args([from, to])
        .args(keys)
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}

fn is_missing(name: &str) -> bool {
    let has = |program: &str| {
        let mut ask = Command::new(program);
        ask.arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        ask.status().is_ok_and(|status| status.success())
    };
    let why = if !has("age") {
        "no age (Debian's package of that name)"
    } else if !has("node") || !script().join("node_modules/age-encryption").is_dir() {
        "no Node.js, or `npm ci` was not run in crates/web/tip-script"
    } else {
        return false;
    };
    skip(name, why);
    true
}

#[test]
fn each_opens_what_the_others_sealed() {
    if is_missing("each_opens_what_the_others_sealed") {
        return;
    }
    for size in SIZES {
        for count in COUNTS {
            let bench = Bench::new(size, count);
            let plain = fs::read(bench.at("plain")).unwrap();
            for by in ALL {
                bench.seal(by, false);
                for reader in ALL.into_iter().filter(|reader| *reader != by) {
                    let opened = bench.open(reader, count - 1);
                    assert!(
                        opened == Some(plain.clone()),
                        "{by:?} to {reader:?}: {size} bytes, {count} keys"
                    );
                }
            }
        }
    }
}

#[test]
fn armor_is_read_by_all() {
    if is_missing("armor_is_read_by_all") {
        return;
    }
    let bench = Bench::new(70_000, 3);
    let plain = fs::read(bench.at("plain")).unwrap();
    for by in [Program::Crate, Program::Debian] {
        bench.seal(by, true);
        for reader in ALL {
            assert!(
                bench.open(reader, 0) == Some(plain.clone()),
                "{by:?} to {reader:?}"
            );
        }
    }
}

#[test]
fn none_opens_what_was_changed_or_cut() {
    if is_missing("none_opens_what_was_changed_or_cut") {
        return;
    }
    let bench = Bench::new(70_000, 3);
    for by in ALL {
        bench.seal(by, false);
        let whole = fs::read(bench.at("sealed")).unwrap();
        let payload = whole.len() - 70_000;
        for at in [60, payload / 2, whole.len() - 40_000, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            refused_by_all(&bench, &changed, &format!("{by:?}, byte {at}"));
        }
        for cut in [10, payload / 2, whole.len() - 4_480, whole.len() - 1] {
            refused_by_all(&bench, &whole[..cut], &format!("{by:?}, cut at {cut}"));
        }
    }
}

fn refused_by_all(bench: &Bench, sealed: &[u8], what: &str) {
    fs::write(bench.at("sealed"), sealed).unwrap();
    for reader in ALL {
        assert!(bench.open(reader, 0).is_none(), "{reader:?} opened {what}");
    }
}

//! A box as a custodian downloads it, whole and changed.
#![allow(clippy::unwrap_used)]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use relief::ids::hex;
use tempfile::TempDir;

use super::*;

/// A line of the box with a tip to a key, and the commitment to it.
fn line(key: &Key, what: &str) -> (String, String) {
    let letter = Letter {
        what: what.to_owned(),
        ..Letter::default()
    };
    let sealed = tip::seal(&tip::pad(&letter.encode()).unwrap(), &[key.public()], 1).unwrap();
    let nonce = [7; 32];
    let leaf = hex(&tip::leaf(&sealed, &nonce));
    let sealed = STANDARD.encode(sealed);
    let raw = serde_json::json!({"leaf": leaf, "nonce": hex(&nonce), "sealed": sealed, "batch": 9});
    (raw.to_string(), leaf)
}

/// Opens a box of these lines into the folder `out`.
fn opened(dir: &TempDir, key: &Key, lines: &[&str]) -> Result<()> {
    let file = dir.path().join("tips.jsonl");
    fs::write(&file, lines.join("\n")).unwrap();
    let secret = dir.path().join("key");
    if !secret.exists() {
        keep(key, &secret).unwrap();
    }
    open(&OpenOptions {
        file,
        key: vec![secret],
        out: dir.path().join("out"),
        json: true,
    })
}

#[test]
fn a_line_that_cannot_be_read_costs_no_other_and_nothing_is_closed_then() {
    let dir = tempfile::tempdir().unwrap();
    let key = Key::generate();
    let ((one, first), (two, second)) = (line(&key, "东门"), line(&key, "西门"));
    let words = |leaf: &str| {
        let path = dir.path().join("out").join(leaf).join("tip.txt");
        fs::read_to_string(path).unwrap_or_default()
    };
    opened(&dir, &key, &[&one]).unwrap();
    let done = CloseOptions {
        dir: dir.path().join("out"),
        leaves: vec![first.clone()],
    };
    close(&done).unwrap();
    let elsewhere = one.replace(&first, &second);
    for changed in ["nothing of ours", "", "[]", &one[..200], &elsewhere] {
        fs::remove_dir_all(dir.path().join("out")).unwrap();
        let refused = opened(&dir, &key, &[&one, changed, &two]).unwrap_err();
        assert!(
            refused
                .to_string()
                .contains("1 of its lines cannot be read"),
            "{refused}"
        );
        assert!(
            words(&first).contains("东门") && words(&second).contains("西门"),
            "{changed}"
        );
        let refused = close(&done).unwrap_err();
        assert!(refused.to_string().contains("a whole box"), "{refused}");
    }
}

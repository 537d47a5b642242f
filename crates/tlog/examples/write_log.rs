//! Writes a log as a directory of static files, ready for any web server and any verifier of c2sp.org/tlog-tiles.
//!
//! `cargo run -p tlog --example write_log -- DIRECTORY ENTRIES [OLD_ENTRIES]`
//!
//! Beside the log stand what its reader gets by other roads: `DIRECTORY.vkey`, two witnesses' keys
//! `DIRECTORY.w1.vkey` and `DIRECTORY.w2.vkey`, and `DIRECTORY.old`, the head at OLD_ENTRIES (half by default).
//! The keys are made of constants: never use them for a real log.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use tlog::checkpoint::{self, Checkpoint};
use tlog::note::{Note, SigningKey};
use tlog::tile::{TILE_WIDTH, TileKind, TilePath, encode_bundle};
use tlog::{Tree, cosignature, leaf_hash};

/// 23 January 2020, 02:00 UTC.
const COSIGNED_AT_SECONDS: u64 = 1_579_744_800;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let (Some(directory), Some(entries)) = (words.next(), words.next()) else {
        return Err("usage: write_log DIRECTORY ENTRIES [OLD_ENTRIES]".into());
    };
    let size: u64 = entries.parse()?;
    let old: u64 = words.next().map_or(Ok(size / 2), |word| word.parse())?;

    let tree: Tree = (0..size).map(|index| leaf_hash(&entry(index))).collect();
    for path in TilePath::all_at(size) {
        write(
            &Path::new(&directory).join(path.to_string()),
            &bytes(&tree, &path)?,
        )?;
    }

    let key = SigningKey::from_seed("journal.example/drill", &[1; 32])?;
    let witnesses = [
        SigningKey::cosigner_from_seed("press.example/w1", &[2; 32])?,
        SigningKey::cosigner_from_seed("abroad.example/w2", &[3; 32])?,
    ];
    write(
        &Path::new(&directory).join("checkpoint"),
        head(&tree, size, &key, &witnesses)?.as_bytes(),
    )?;
    write(
        Path::new(&format!("{directory}.old")),
        head(&tree, old, &key, &witnesses)?.as_bytes(),
    )?;
    write(
        Path::new(&format!("{directory}.vkey")),
        format!("{}\n", key.verifier()).as_bytes(),
    )?;
    for (number, witness) in (1..).zip(&witnesses) {
        write(
            Path::new(&format!("{directory}.w{number}.vkey")),
            format!("{}\n", witness.verifier()).as_bytes(),
        )?;
    }
    println!("{size} entries, root {}", tree.root());
    Ok(())
}

fn entry(index: u64) -> Vec<u8> {
    format!(
        r#"{{"at":{},"quantity":{},"t":"commitment.pledged","v":1}}"#,
        1_579_744_800_000 + index,
        index % 977 + 1
    )
    .into_bytes()
}

fn bytes(tree: &Tree, path: &TilePath) -> Result<Vec<u8>, Box<dyn Error>> {
    if path.kind != TileKind::Entries {
        return Ok(tree
            .tile(path)
            .ok_or("the tree is shorter than its tiles")?);
    }
    let start = path.index * u64::from(TILE_WIDTH);
    let width = u64::from(path.width.unwrap_or(TILE_WIDTH));
    let entries: Vec<Vec<u8>> = (start..start + width).map(entry).collect();
    Ok(encode_bundle(entries.iter().map(Vec::as_slice))?)
}

fn head(
    tree: &Tree,
    size: u64,
    key: &SigningKey,
    witnesses: &[SigningKey],
) -> Result<String, Box<dyn Error>> {
    let root = tree
        .root_at(size)
        .ok_or("the tree is shorter than its old head")?;
    let head = Checkpoint {
        origin: key.name().to_owned(),
        size,
        root,
    };
    let mut note = Note::parse(&checkpoint::sign(&head, key)?)?;
    for witness in witnesses {
        note.push(cosignature::issue(&note, witness, COSIGNED_AT_SECONDS)?)?;
    }
    Ok(note.to_string())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(path.parent().ok_or("a file in no directory")?)?;
    Ok(fs::write(path, bytes)?)
}

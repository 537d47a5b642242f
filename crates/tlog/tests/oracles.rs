//! Agreement with implementations by other authors: `tlog_tiles` and `signed_note`, ports of Go's x/mod/sumdb.
#![allow(clippy::unwrap_used)]

use signed_note::{Signer as _, StandardSigner, StandardVerifier, Verifier as _, VerifierList};
use tlog::note::{Note, SigningKey, VerifierKey};
use tlog::{Hash, Tree, checkpoint, leaf_hash, verify_consistency, verify_inclusion};
use tlog_tiles::HashReader;

const SIZES: [u64; 12] = [
    1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, 70_000,
];

/// The oracle's own storage of a tree, in its own order.
struct Stored(Vec<tlog_tiles::Hash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes
            .iter()
            .map(|index| *self.0.get(usize::try_from(*index).unwrap()).unwrap())
            .collect())
    }
}

fn entry(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

fn both(size: u64) -> (Tree, Stored) {
    let mut stored = Stored(Vec::new());
    for index in 0..size {
        let new = tlog_tiles::stored_hashes(index, &entry(index), &stored).unwrap();
        stored.0.extend(new);
    }
    (
        (0..size).map(|index| leaf_hash(&entry(index))).collect(),
        stored,
    )
}

fn theirs(hash: Hash) -> tlog_tiles::Hash {
    tlog_tiles::Hash(hash.0)
}

fn ours(hashes: &[tlog_tiles::Hash]) -> Vec<Hash> {
    hashes.iter().map(|hash| Hash(hash.0)).collect()
}

#[test]
fn trees_and_proofs_agree() {
    let (tree, stored) = both(70_000);
    for size in SIZES {
        let root = tree.root_at(size).unwrap();
        assert_eq!(tlog_tiles::tree_hash(size, &stored).unwrap().0, root.0);
        for index in SIZES
            .into_iter()
            .map(|edge| edge - 1)
            .filter(|index| *index < size)
        {
            let path = tree.inclusion_proof(index, size).unwrap();
            let leaf = leaf_hash(&entry(index));
            let their_path: Vec<_> = path.iter().copied().map(theirs).collect();
            tlog_tiles::check_record(&their_path, size, theirs(root), index, theirs(leaf)).unwrap();
            let proved = tlog_tiles::prove_record(size, index, &stored).unwrap();
            verify_inclusion(&leaf, index, size, &root, &ours(&proved)).unwrap();

            let (old, old_root) = (index + 1, tree.root_at(index + 1).unwrap());
            let path: Vec<_> = tree
                .consistency_proof(old, size)
                .unwrap()
                .into_iter()
                .map(theirs)
                .collect();
            tlog_tiles::check_tree(&path, size, theirs(root), old, theirs(old_root)).unwrap();
            let proved = tlog_tiles::prove_tree(size, old, &stored).unwrap();
            verify_consistency(old, size, &old_root, &root, &ours(&proved)).unwrap();
        }
    }
}

#[test]
fn tiles_agree() {
    let (tree, stored) = both(70_000);
    for theirs in tlog_tiles::Tile::new_tiles(8, 0, 70_000) {
        let width = u16::try_from(theirs.width())
            .ok()
            .filter(|width| *width < 256);
        let kind = tlog::tile::TileKind::Hashes {
            level: theirs.level(),
        };
        let ours = tlog::tile::TilePath {
            kind,
            index: theirs.level_index(),
            width,
        };
        // Theirs are the older paths, which begin with the height of the tiles.
        assert_eq!(
            theirs.path().replacen("tile/8/", "tile/", 1),
            ours.to_string()
        );
        assert_eq!(
            tree.tile(&ours).unwrap(),
            theirs.read_data(&stored).unwrap()
        );
    }
}

#[test]
fn keys_and_notes_agree() {
    let key = SigningKey::from_seed("journal.example/wuhan", &[5; 32]).unwrap();
    let signer = StandardSigner::new(&key.to_secret_text()).unwrap();
    let verifier = StandardVerifier::new(&key.verifier().to_string()).unwrap();
    assert_eq!(
        (signer.name(), signer.key_id()),
        (key.name(), key.verifier().id())
    );
    assert_eq!(verifier.key_id(), key.verifier().id());

    let text = "a text\n\nof two parts\n";
    let mut note = Note::new(text).unwrap();
    note.sign(&key).unwrap();
    let mut foreign = signed_note::Note::new(text.as_bytes(), &[]).unwrap();
    foreign.add_sigs(&[&signer]).unwrap();
    // Ed25519 has one signature for a key and a text, so the notes are the same bytes.
    assert_eq!(foreign.to_bytes(), note.to_string().as_bytes());
    Note::open(
        std::str::from_utf8(&foreign.to_bytes()).unwrap(),
        &[key.verifier()],
    )
    .unwrap();
    let read = signed_note::Note::from_bytes(note.to_string().as_bytes()).unwrap();
    let (verified, unverified) = read
        .verify(&VerifierList::new(vec![Box::new(verifier)]))
        .unwrap();
    assert_eq!((verified.len(), unverified.len()), (1, 0));
}

#[test]
fn checkpoints_agree() {
    let key = SigningKey::from_seed("journal.example/wuhan", &[5; 32]).unwrap();
    let head = checkpoint::Checkpoint {
        origin: key.name().to_owned(),
        size: 70_000,
        root: leaf_hash(b"root"),
    };
    let signed = checkpoint::sign(&head, &key).unwrap();
    let text = signed
        .split_inclusive("\n\n")
        .next()
        .unwrap()
        .strip_suffix('\n')
        .unwrap();
    let theirs = tlog_tiles::Checkpoint::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(
        (theirs.origin(), theirs.size(), theirs.hash().0),
        (&*head.origin, head.size, head.root.0)
    );
    assert_eq!(theirs.to_bytes(), text.as_bytes());
    let vkey = VerifierKey::parse(&key.verifier().to_string()).unwrap();
    assert_eq!(checkpoint::open(&signed, &vkey), Ok(head));
}

#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn paths_read_back() {
    for text in [
        "tile/0/000",
        "tile/0/999",
        "tile/0/x001/000",
        "tile/63/x001/x234/067",
        "tile/1/000.p/1",
        "tile/entries/x018/x446/x744/x073/x709/x551/615.p/255",
    ] {
        assert_eq!(TilePath::parse(text).unwrap().to_string(), text);
    }
    let path = TilePath::parse("tile/entries/x001/x234/067.p/12").unwrap();
    assert_eq!(
        path,
        TilePath {
            kind: TileKind::Entries,
            index: 1_234_067,
            width: Some(12)
        }
    );
}

#[test]
fn other_paths_are_refused() {
    for text in [
        "",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/data/000",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/x001/x000",
        "tile/0/X001/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p/1.p/1",
        "tile/0/000.p",
        "tile/0/+01",
        "tile/0/../000",
        "tile/0/x001//000",
        "tile//000",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
        "tile/entries/000.p/1/",
        "tile/8/data/000",
        "checkpoint",
        "tile/0/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/000",
    ] {
        assert_eq!(TilePath::parse(text), Err(TileError::Path), "{text:?}");
    }
}

#[test]
fn a_tree_of_70000_has_the_tiles_of_the_specification() {
    let count = |kind| {
        TilePath::all_at(70_000)
            .filter(|path| path.kind == kind)
            .count()
    };
    assert_eq!(count(TileKind::Hashes { level: 0 }), 274);
    assert_eq!(count(TileKind::Entries), 274);
    assert_eq!(count(TileKind::Hashes { level: 1 }), 2);
    assert_eq!(count(TileKind::Hashes { level: 2 }), 1);
    let last: Vec<_> = TilePath::all_at(70_000)
        .filter_map(|path| path.width)
        .collect();
    assert_eq!(last, [112, 17, 1, 112]);
    assert_eq!(TilePath::all_at(0).count(), 0);
    let of_256: Vec<_> = TilePath::all_at(256).map(|path| path.to_string()).collect();
    assert_eq!(of_256, ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]);
}

#[test]
fn tiles_beyond_the_size_do_not_exist() {
    let exists = |text: &str, size| TilePath::parse(text).unwrap().exists_at(size);
    assert!(
        exists("tile/0/000.p/5", 5) && exists("tile/0/000.p/4", 5) && !exists("tile/0/000.p/6", 5)
    );
    assert!(exists("tile/0/000", 256) && !exists("tile/0/000", 255));
    assert!(exists("tile/1/000.p/1", 256) && !exists("tile/1/000.p/1", 255));
    assert!(
        !exists("tile/63/000.p/1", u64::MAX)
            && !exists("tile/0/x018/x446/x744/x073/x709/x551/615", u64::MAX)
    );
}

#[test]
fn bundles_read_back() {
    let entries: [&[u8]; 3] = [b"", b"a", &[7; ENTRY_BYTES_MAX]];
    let bundle = encode_bundle(entries).unwrap();
    assert_eq!(bundle.get(..5), Some(&[0, 0, 0, 1, b'a'][..]));
    assert_eq!(decode_bundle(&bundle).unwrap(), entries);
}

#[test]
fn bundles_and_tiles_have_bounds() {
    let long = [0; ENTRY_BYTES_MAX + 1];
    assert_eq!(
        encode_bundle([&long[..]]),
        Err(TileError::EntryTooLong { bytes: 65_536 })
    );
    assert_eq!(encode_bundle([]), Err(TileError::Empty));
    assert_eq!(
        encode_bundle(std::iter::repeat_n(&b"x"[..], 257)),
        Err(TileError::TooWide)
    );
    let mut full = encode_bundle(std::iter::repeat_n(&b"x"[..], 256)).unwrap();
    assert_eq!(decode_bundle(&full).unwrap().len(), 256);
    full.extend_from_slice(&[0, 0]);
    assert_eq!(decode_bundle(&full), Err(TileError::TooWide));
    assert_eq!(decode_bundle(&[]), Err(TileError::Empty));
    assert_eq!(decode_bundle(&[0]), Err(TileError::Truncated));
    assert_eq!(decode_bundle(&[0, 2, 1]), Err(TileError::Truncated));
    assert_eq!(decode_hashes(&[]), Err(TileError::Empty));
    assert_eq!(decode_hashes(&[0; 33]), Err(TileError::Truncated));
    assert_eq!(decode_hashes(&[0; 257 * 32]), Err(TileError::TooWide));
    assert_eq!(decode_hashes(&[0; 64]).unwrap().len(), 2);
}

//! Published test vectors: the eight-leaf tree with which implementations of RFC 6962 are compared.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use tlog::{Frontier, Hash, Tree, leaf_hash, node_hash};

const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// Root of the tree of so many leaves.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hashes(texts: &[&str]) -> Vec<Hash> {
    texts
        .iter()
        .map(|text| Hash::from_hex(text).unwrap())
        .collect()
}

fn tree() -> Tree {
    LEAVES.iter().map(|leaf| leaf_hash(leaf)).collect()
}

#[test]
fn roots() {
    let tree = tree();
    let mut frontier = Frontier::new();
    for (size, root) in ROOTS.iter().enumerate() {
        assert_eq!(frontier.root().to_string(), *root);
        assert_eq!(tree.root_at(frontier.size()).unwrap().to_string(), *root);
        if size < LEAVES.len() {
            frontier.push(leaf_hash(LEAVES[size]));
        }
    }
    assert_eq!(tree.root().to_string(), ROOTS[8]);
    assert_eq!(tree.root_at(9), None);
}

#[test]
fn inclusion_paths() {
    let to_first_of_eight = [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ];
    assert_eq!(
        tree().inclusion_proof(0, 8).unwrap(),
        hashes(&to_first_of_eight)
    );
    let to_third_of_three = ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"];
    assert_eq!(
        tree().inclusion_proof(2, 3).unwrap(),
        hashes(&to_third_of_three)
    );
    assert_eq!(tree().inclusion_proof(0, 1).unwrap(), []);
}

/// RFC 6962 section 2.1.3 spells these out for seven leaves, with letters for the nodes.
#[test]
fn the_example_of_the_rfc() {
    let leaf = |n: usize| leaf_hash(LEAVES[n]);
    let (a, b, c, d, e, f, j) = (
        leaf(0),
        leaf(1),
        leaf(2),
        leaf(3),
        leaf(4),
        leaf(5),
        leaf(6),
    );
    let (g, h, i) = (node_hash(&a, &b), node_hash(&c, &d), node_hash(&e, &f));
    let k = node_hash(&g, &h);
    let l = node_hash(&i, &j);
    let tree = tree();
    assert_eq!(tree.inclusion_proof(0, 7).unwrap(), [b, h, l]);
    assert_eq!(tree.inclusion_proof(3, 7).unwrap(), [c, g, l]);
    assert_eq!(tree.inclusion_proof(4, 7).unwrap(), [f, j, k]);
    assert_eq!(tree.inclusion_proof(6, 7).unwrap(), [i, k]);
    assert_eq!(tree.consistency_proof(3, 7).unwrap(), [c, d, g, l]);
    assert_eq!(tree.consistency_proof(4, 7).unwrap(), [l]);
    assert_eq!(tree.consistency_proof(6, 7).unwrap(), [i, j, k]);
}

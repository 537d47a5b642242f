//! C2SP Merkle log: tree, tiles, checkpoint, signed note, proofs. Pure.

//! The prefectures of Hubei and what stands beside them as tiles: six columns, four rows.

/// GB/T 2260 code, column, row.
pub(super) const TILES: [(u32, u8, u8); 17] = [
    (420_100, 4, 1),
    (420_200, 5, 3),
    (420_300, 1, 0),
    (420_500, 1, 2),
    (420_600, 2, 0),
    (420_700, 5, 2),
    (420_800, 2, 1),
    (420_900, 4, 0),
    (421_000, 2, 3),
    (421_100, 5, 1),
    (421_200, 4, 2),
    (421_300, 3, 0),
    (422_800, 0, 2),
    (429_004, 3, 2),
    (429_005, 2, 2),
    (429_006, 3, 1),
    (429_021, 1, 1),
];

/// Names in Latin letters that are too long for one line of a tile.
pub(super) const LATIN: [(u32, [&str; 2]); 14] = [
    (420_200, ["Huang-", "shi"]),
    (420_300, ["Shi-", "yan"]),
    (420_500, ["Yi-", "chang"]),
    (420_600, ["Xiang-", "yang"]),
    (420_800, ["Jing-", "men"]),
    (420_900, ["Xiao-", "gan"]),
    (421_000, ["Jing-", "zhou"]),
    (421_100, ["Huang-", "gang"]),
    (421_200, ["Xian-", "ning"]),
    (421_300, ["Sui-", "zhou"]),
    (429_004, ["Xian-", "tao"]),
    (429_005, ["Qian-", "jiang"]),
    (429_006, ["Tian-", "men"]),
    (429_021, ["Shen-", "nongjia"]),
];

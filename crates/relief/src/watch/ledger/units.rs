//! The unit of money that a heading or a title names, as a power of ten.

/// Units as [`key`](super::key) gives them; of two that end alike the longer stands first.
const UNITS: [(&str, u32); 8] = [
    ("百万元", 6),
    ("千万元", 7),
    ("亿元", 8),
    ("億元", 8),
    ("万元", 4),
    ("萬元", 4),
    ("千元", 3),
    ("元", 0),
];

/// The unit that a heading names: 当日捐款(万元), amount (million yuan).
pub(super) fn of_heading(heading: &str) -> Option<u32> {
    const MORE: [(&str, u32); 7] = [
        ("亿", 8),
        ("億", 8),
        ("万", 4),
        ("萬", 4),
        ("10k", 4),
        ("million", 6),
        ("thousand", 3),
    ];
    let mut units = UNITS.iter().filter(|(_, power)| *power > 0).chain(&MORE);
    let named = units.find(|(word, _)| heading.contains(word));
    named
        .map(|(_, power)| *power)
        .or(heading.contains('元').then_some(0))
}

/// The unit that a title names as that of the table: 单位:万元, 捐款统计(亿元). What else it speaks of is no unit.
pub(super) fn of_title(title: &str) -> Option<u32> {
    let title = title.replace("人民币", "");
    let named = |(word, power): &(&str, u32)| {
        let said = [
            format!("单位:{word}"),
            format!("单位{word}"),
            format!("({word})"),
        ];
        said.iter()
            .any(|said| title.contains(said))
            .then_some(*power)
    };
    UNITS.iter().find_map(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_from_what_else_is_said() {
        for (heading, power) in [
            ("当日捐款(万元)", Some(4)),
            ("累计捐款（亿元）", Some(8)),
            ("金额千万元", Some(7)),
            ("捐款千元", Some(3)),
            ("捐款(元)", Some(0)),
            ("amount_10k_cny", Some(4)),
            ("dailymillionusd", Some(6)),
            ("当日捐款", None),
        ] {
            assert_eq!(of_heading(heading), power, "{heading}");
        }
        for (title, power) in [
            ("捐款统计(单位:万元)", Some(4)),
            ("单位:人民币亿元", Some(8)),
            ("捐款(元)", Some(0)),
            ("一亿元的捐款", None),
        ] {
            assert_eq!(of_title(title), power, "{title}");
        }
    }
}

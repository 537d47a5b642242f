//! Tables of reports typed for the purpose.

use super::*;
use proptest::prelude::*;

fn table(rows: &[&str]) -> Sheet {
    let mut sheet = Sheet::new("cases");
    for (number, row) in (1..).zip(rows) {
        sheet.push(number, row.split(','));
    }
    sheet
}

fn day(day: u32) -> Day {
    Day::new(2020, 3, day).unwrap()
}

fn terms(until: u32) -> Terms {
    Terms {
        owes_from: OwesFrom::First,
        until: day(until),
        lag_days: 0,
    }
}

const HEADER: &str = "date,country,province,city,confirmed,suspected,cured";

fn missing(answer: &Answer) -> Vec<String> {
    answer
        .missing
        .iter()
        .map(|one| format!("{} {}", one.reporter, one.date.iso()))
        .collect()
}

#[test]
fn a_report_that_is_owed_and_not_there_is_missing_and_a_blank_one_is_not_there() {
    let sheet = table(&[
        HEADER,
        "2020-03-01,N,A,,5,,",
        "2020-03-02,N,A,,,,",
        "2020-03-03,N,A,,6,,",
        "2020-03-03,N,B,b,0,,",
    ]);
    let answer = check(&sheet, terms(4)).unwrap();
    assert_eq!(answer.reporters, 2);
    assert_eq!(
        missing(&answer),
        ["A 2020-03-02", "A 2020-03-04", "B 2020-03-04"]
    );
    let from = Terms {
        owes_from: OwesFrom::Day(day(2)),
        ..terms(3)
    };
    assert_eq!(
        missing(&check(&sheet, from).unwrap()),
        ["A 2020-03-02", "B 2020-03-02"]
    );
}

#[test]
fn a_cumulative_count_that_falls_is_named_and_a_blank_is_passed_over() {
    let sheet = table(&[
        HEADER,
        "2020-03-03,N,A,a,4,1,1",
        "2020-03-01,N,A,a,5,9,1",
        "2020-03-02,N,A,a,,2,2",
    ]);
    let answer = check(&sheet, terms(3)).unwrap();
    let falls: Vec<_> = answer
        .falls
        .iter()
        .map(|f| (f.place.as_str(), f.column.as_str(), f.from, f.to, f.row))
        .collect();
    assert_eq!(
        falls,
        [("a", "confirmed", 5, 4, 2), ("a", "cured", 2, 1, 2)]
    );
}

#[test]
fn parts_are_added_up_with_a_lag_if_one_is_stated() {
    let sheet = table(&[
        HEADER,
        "2020-03-01,N,A,,5,,",
        "2020-03-01,N,A,a,3,,",
        "2020-03-01,N,A,b,2,,",
        "2020-03-02,N,A,,9,,",
        "2020-03-02,N,A,a,3,,",
        "2020-03-02,N,A,b,2,,",
    ]);
    let answer = check(&sheet, terms(2)).unwrap();
    let sums: Vec<_> = answer
        .sums
        .iter()
        .map(|s| (s.reporter.as_str(), s.date.iso(), s.total, s.parts))
        .collect();
    assert_eq!(sums, [("A", "2020-03-02".to_owned(), 9, 5)]);
    assert_eq!(
        check(
            &sheet,
            Terms {
                lag_days: 1,
                ..terms(2)
            }
        )
        .unwrap()
        .sums,
        []
    );
}

#[test]
fn the_nation_is_the_sum_of_its_provinces() {
    let sheet = table(&[
        HEADER,
        "2020-03-01,N,,,7,,",
        "2020-03-01,N,A,,5,,",
        "2020-03-01,N,B,,1,,",
    ]);
    let answer = check(&sheet, terms(1)).unwrap();
    assert_eq!(answer.reporters, 3);
    let sum = &answer.sums[0];
    assert_eq!((sum.reporter.as_str(), sum.total, sum.parts), ("N", 7, 6));
}

#[test]
fn an_open_sum_differs_only_when_it_is_above_the_whole() {
    let rows = |b: &'static str| table(&[HEADER, "2020-03-01,N,A,,5,,", b, "2020-03-01,N,A,b,,,"]);
    assert_eq!(
        check(&rows("2020-03-01,N,A,a,3,,"), terms(1)).unwrap().sums,
        []
    );
    assert_eq!(
        check(&rows("2020-03-01,N,A,a,6,,"), terms(1))
            .unwrap()
            .sums
            .len(),
        1
    );
    assert_eq!(
        check(&rows("2020-03-01,N,A,a,,,"), terms(1)).unwrap().sums,
        []
    );
}

#[test]
fn several_bodies_are_kept_apart() {
    let sheet = table(&[
        "reporter,date,province,city,confirmed",
        "X,2020-03-01,A,,5",
        "X,2020-03-01,A,a,4",
        "Y,2020-03-01,A,a,1",
        "Y,2020-03-02,A,a,2",
        "X,2020-03-02,A,a,3",
    ]);
    let answer = check(&sheet, terms(2)).unwrap();
    assert_eq!(answer.reporters, 2);
    assert_eq!(answer.missing, []);
    assert_eq!(
        answer
            .sums
            .iter()
            .map(|sum| (sum.total, sum.parts))
            .collect::<Vec<_>>(),
        [(5, 4)]
    );
    assert_eq!(
        answer
            .falls
            .iter()
            .map(|fall| fall.reporter.as_str())
            .collect::<Vec<_>>(),
        ["X"]
    );
}

#[test]
fn a_repeated_row_is_named_and_the_last_counts() {
    let sheet = table(&[
        HEADER,
        "2020-03-01,N,A,,5,,",
        "2020-03-01,N,A,,6,,",
        "2020-03-02,N,A,,5,,",
    ]);
    let answer = check(&sheet, terms(2)).unwrap();
    assert_eq!(
        answer
            .repeats
            .iter()
            .map(|repeat| repeat.row)
            .collect::<Vec<_>>(),
        [3]
    );
    assert_eq!(
        answer
            .falls
            .iter()
            .map(|fall| (fall.from, fall.to))
            .collect::<Vec<_>>(),
        [(6, 5)]
    );
}

#[test]
fn bad_cells_periods_and_columns_are_answered() {
    let sheet = table(&[
        HEADER,
        "2020-03-01,N,A,,-5,,",
        "someday,N,A,,5,,",
        ",N,A,,5,,",
        "1920-03-01,N,A,,5,,",
        "2020-03-02,N,A,,1.5,,",
    ]);
    let answer = check(&sheet, terms(2)).unwrap();
    let faults: Vec<_> = answer
        .unread
        .iter()
        .map(|unread| (unread.row, unread.fault))
        .collect();
    assert_eq!(
        faults,
        [
            (2, Fault::NotACount),
            (3, Fault::NotADay),
            (4, Fault::NoDay),
            (5, Fault::TooEarly),
            (6, Fault::NotACount)
        ]
    );
    let backwards = Terms {
        owes_from: OwesFrom::Day(day(9)),
        ..terms(2)
    };
    assert!(matches!(
        check(&sheet, backwards),
        Err(CasesError::Backwards { .. })
    ));
    let long = Terms {
        owes_from: OwesFrom::Day(Day::new(1900, 1, 1).unwrap()),
        ..terms(2)
    };
    assert!(matches!(
        check(&sheet, long),
        Err(CasesError::TooLong { .. })
    ));
    assert!(matches!(
        check(&table(&["date,province"]), terms(2)),
        Err(CasesError::NoColumn(_))
    ));
}

proptest! {
    /// However rows are shuffled, the answer names the same things.
    #[test]
    fn order_does_not_matter(
        rows in proptest::collection::btree_map((1u32..9, 0u32..3, 0u32..3), proptest::option::of(0u64..20), 1..40),
        seed in any::<u64>(),
    ) {
        let name = |n: u32| ["", "x", "y"][usize::try_from(n).unwrap()];
        let mut rows: Vec<String> = rows
            .iter()
            .filter(|((_, province, city), _)| *province > 0 || *city == 0)
            .map(|((day, province, city), count)| {
                let count = count.map(|count| count.to_string()).unwrap_or_default();
                format!("2020-03-0{day},N,{},{},{count},,", name(*province), name(*city))
            })
            .collect();
        let read = |rows: &[String]| {
            let rows: Vec<&str> = std::iter::once(HEADER).chain(rows.iter().map(String::as_str)).collect();
            let mut answer = check(&table(&rows), terms(9)).unwrap();
            answer.falls.iter_mut().for_each(|fall| fall.row = 0);
            answer.sums.iter_mut().for_each(|sum| sum.row = 0);
            answer.falls.sort_by_key(|fall| format!("{fall:?}"));
            answer.sums.sort_by_key(|sum| format!("{sum:?}"));
            answer
        };
        let before = read(&rows);
        rows.sort_by_key(|row| row.bytes().fold(seed, |hash, b| hash.wrapping_mul(31).wrapping_add(u64::from(b))));
        prop_assert_eq!(before, read(&rows));
    }
}

use super::*;

#[test]
fn what_one_has_too_much_of_covers_no_other() {
    let tally = |received, moving, firm| Tally {
        received,
        moving,
        firm,
        ..Tally::default()
    };
    let mut counted = Counted::default();
    counted.add(100, &tally(90, 30, 50));
    counted.add(100, &tally(0, 0, 40));
    counted.add(100, &tally(300, 10, 10));
    assert_eq!(
        (counted.received, counted.moving, counted.firm),
        (190, 10, 40)
    );
    let with_official = Tally {
        official: 70,
        ..tally(50, 10, 0)
    };
    counted.add(100, &with_official);
    assert_eq!((counted.official, counted.received), (70, 220));
}

#[test]
fn the_first_day_of_a_room_ends_after_a_day() {
    let grown = Grown {
        points: vec![(0, 4), (3_600, 9), (90_000, 120)],
        span_secs: 100_000,
        first_commitment: Some(2_000),
        first_delivery: Some(95_000),
    };
    let day = grown.first_day();
    assert_eq!(day.points, [(0, 4), (3_600, 9)]);
    assert_eq!(day.span_secs, 86_400);
    assert_eq!(
        (day.first_commitment, day.first_delivery),
        (Some(2_000), None)
    );
}

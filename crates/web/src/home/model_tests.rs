use super::*;

#[test]
fn the_first_day_of_a_room_ends_after_a_day() {
    let grown = Grown {
        points: vec![(0, 4), (3_600, 9), (90_000, 120)],
        span_secs: 100_000,
        quiet: true,
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

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use super::bar::{Bar, Size, legend};
use super::card::{Card, Tab};
use super::field::{self, Choice, Field};
use super::growth::{Growth, GrowthMark, GrowthRow, growth};
use super::icon::Icon;
use super::label::{Label, label};
use super::needs::{Freshness, NeedGroup, NeedRow, needs};
use super::talk::{Message, message};
use super::timeline::{Holder, Stage, Step, custody, steps};
use super::*;
use crate::words::{Lang, Words};

pub(super) fn zh() -> Words {
    Words::new(Lang::Zh)
}

pub(super) fn en() -> Words {
    Words::new(Lang::En)
}

/// One element a line, so that a change of one part reads as one.
pub(super) fn lines(markup: Markup) -> String {
    markup.into_string().replace("><", ">\n<")
}

fn suits(needed: Option<u64>, received: u64, moving: u64, firm: u64, pledged: u64) -> Bar<'static> {
    Bar {
        needed,
        received,
        moving,
        firm,
        pledged,
        unit: "套",
        ..Bar::default()
    }
}

/// Attributes that the policy of the pages would block.
pub(super) fn assert_no_inline(markup: &str) {
    for word in [" style=", "<script", "<style", " onclick="] {
        assert!(!markup.contains(word), "{word} in {markup}");
    }
}

#[test]
fn a_bar_in_transit_with_a_pledge_under_it() {
    insta::assert_snapshot!(
        "bar_moving",
        lines(suits(Some(300), 0, 198, 0, 60).svg(zh()))
    );
}

#[test]
fn a_bar_past_its_need_has_a_tick() {
    insta::assert_snapshot!(
        "bar_excess",
        lines(suits(Some(500), 310, 190, 100, 0).svg(en()))
    );
}

#[test]
fn what_the_state_gave_stands_first_in_the_bar_and_leaves_the_gap() {
    let bar = Bar {
        official: 90,
        ..suits(Some(300), 60, 30, 0, 10)
    };
    insta::assert_snapshot!("bar_official", lines(bar.svg(zh())));
    assert_eq!((bar.gap(), bar.shortage()), (Some(210), Some(120)));
    assert!(bar.key(zh()).into_string().contains("官方"));
    let without = suits(Some(300), 60, 30, 0, 10);
    assert!(!without.key(zh()).into_string().contains("官方"));
    assert_eq!(without.gap(), without.shortage());
}

#[test]
fn an_amount_not_stated_has_a_torn_end() {
    let bar = Bar {
        size: Size::Small,
        ..suits(None, 200, 0, 300, 0)
    };
    insta::assert_snapshot!("bar_unknown", lines(bar.svg(zh())));
}

#[test]
fn my_draft_stretches_the_scale() {
    let bar = Bar {
        draft: 200,
        ..suits(Some(500), 310, 190, 100, 0)
    };
    insta::assert_snapshot!("bar_draft", lines(bar.svg(zh())));
}

#[test]
fn bars_hold_for_nothing_and_for_too_much() {
    for bar in [
        suits(Some(0), 0, 0, 0, 0),
        suits(Some(u64::MAX), u64::MAX, u64::MAX, 1, u64::MAX),
    ] {
        let svg = bar.svg(en()).into_string();
        assert!(!svg.contains('-') || !svg.contains("=\"-1"), "{svg}");
        assert_no_inline(&svg);
    }
    assert_eq!(suits(Some(10), 12, 0, 0, 0).gap(), Some(0));
    assert_eq!(suits(Some(10), 12, 0, 0, 0).excess(), Some(2));
    assert_eq!(
        suits(Some(10), 0, 0, 0, 9).gap(),
        Some(10),
        "a pledge is not cover"
    );
}

#[test]
fn a_part_too_thin_to_see_is_drawn_two_px_wide() {
    let svg = suits(Some(100_000), 1, 0, 0, 0).svg(zh()).into_string();
    assert!(svg.contains(r#"width="2""#), "{svg}");
}

#[test]
fn custody_with_a_count_that_differs() {
    let facts = ["2月10日 07:30 双方确认交接".to_owned()];
    let hub = Holder {
        who: "武汉转运站",
        role: "保管",
        stage: Stage::Done,
        held_secs: Some(18_900),
        facts: &facts,
        alarm: Some("点到 198 套，比发出少 2 套"),
    };
    let driver = Holder {
        who: "司机 Z.H.",
        stage: Stage::Now,
        held_secs: Some(5_700),
        alarm: None,
        ..hub
    };
    let ward = Holder {
        who: "团风县人民医院",
        stage: Stage::Next,
        held_secs: None,
        facts: &[],
        ..driver
    };
    insta::assert_snapshot!("custody", lines(custody(zh(), &[hub, driver, ward])));
}

#[test]
fn more_than_five_steps_are_folded() {
    let step = |name, stage| Step {
        name,
        note: "1:00",
        stage,
    };
    let done = Stage::Done;
    let all = [
        step("a", done),
        step("b", done),
        step("c", done),
        step("d", done),
        step("e", done),
        step("f", Stage::Now),
        step("g", Stage::Next),
    ];
    insta::assert_snapshot!("steps_folded", lines(steps(en(), &all)));
    assert!(!steps(en(), &all[..5]).into_string().contains('+'));
    assert!(!steps(en(), &[]).into_string().contains("<li"));
}

#[test]
fn a_room_from_four_to_a_hundred_and_twelve() {
    let points = [
        (0, 4),
        (2_280, 9),
        (28_800, 52),
        (69_120, 97),
        (86_000, 112),
    ];
    let marks = [
        GrowthMark {
            at_secs: 2_280,
            name: "第一笔承诺",
        },
        GrowthMark {
            at_secs: 69_120,
            name: "第一次送达",
        },
    ];
    let rows = [GrowthRow {
        at_secs: 2_280,
        members: 9,
        text: "第一笔承诺：60 只口罩",
    }];
    let room = Growth {
        points: &points,
        span_secs: 86_400,
        marks: &marks,
        rows: &rows,
        layers: &[],
    };
    insta::assert_snapshot!("growth", lines(growth(zh(), &room)));
}

#[test]
fn early_marks_and_the_last_hours_keep_apart() {
    let points = [(0, 1), (1_200, 30), (3_600, 90), (216_000, 112)];
    let mark = |at_secs, name| GrowthMark { at_secs, name };
    let marks = [mark(600, "第一笔承诺"), mark(2_400, "第一次送达")];
    let room = Growth {
        points: &points,
        span_secs: 216_000,
        marks: &marks,
        rows: &[],
        layers: &[],
    };
    let drawn = growth(zh(), &room).into_string();
    let (wide, narrow) = drawn.split_once("</svg>").unwrap();
    assert!(wide.contains(">36<") && wide.contains(">60 小时<"));
    assert!(
        narrow.contains(">36<") && !narrow.contains(">48<"),
        "{narrow}"
    );
    assert!(narrow.contains(">第一笔承诺<"), "{narrow}");
    insta::assert_snapshot!("growth_early", lines(growth(zh(), &room)));
}

#[test]
fn a_room_of_an_instant_and_one_of_many_still_draw() {
    let none = Growth {
        points: &[],
        span_secs: 0,
        marks: &[],
        rows: &[],
        layers: &[],
    };
    assert!(growth(en(), &none).into_string().contains("0 people"));
    let many: Vec<(u64, u64)> = (0..50_000).map(|i| (i, i * 3)).collect();
    let marks = [
        GrowthMark {
            at_secs: 5,
            name: "a",
        },
        GrowthMark {
            at_secs: 6,
            name: "b",
        },
    ];
    let big = Growth {
        points: &many,
        span_secs: 50_000,
        marks: &marks,
        rows: &[],
        layers: &[],
    };
    assert!(growth(en(), &big).into_string().len() < 14_000);
}

#[test]
fn what_people_wrote_is_escaped() {
    let said = Message {
        id: "m1",
        by_hex: "0f",
        name: "<b>Zhao",
        role: "",
        place: "",
        time: ("13:58", "x"),
        mine: false,
        remark: "",
        href: "#m1",
        into: None,
    };
    let html = message(&said, "<script>alert(1)</script>", None).into_string();
    assert!(html.contains("&lt;script&gt;") && html.contains("&lt;b&gt;Zhao"));
    assert_no_inline(&html);
}

#[test]
fn an_error_is_tied_to_its_field() {
    let html = Field::new("from", "From")
        .value("Han")
        .hint("A town")
        .error(Some("Too short"))
        .text();
    let html = html.into_string();
    assert!(
        html.contains(r#"aria-describedby="from-error from-hint""#),
        "{html}"
    );
    assert!(html.contains(r#"value="Han""#) && html.contains(r#"aria-invalid="true""#));
    let summary = field::error_summary(en(), &[("from", "Too short")]).into_string();
    assert!(summary.contains(r##"href="#from""##) && summary.contains("One thing to mend"));
    let none: [(&str, &str); 0] = [];
    assert_eq!(field::error_summary(en(), &none).into_string(), "");
}

#[test]
fn no_part_needs_inline_style() {
    let bar = suits(Some(300), 0, 198, 0, 60);
    let row = NeedRow {
        id: "n1",
        who: "团风县人民医院",
        href: "/n/1",
        what: "防护服",
        bar,
        confirmed: "刚刚",
        freshness: Freshness::Due,
        act: ("我来给", "/give"),
    };
    let groups = [NeedGroup {
        title: "a",
        text: "b",
        rows: &[row],
    }];
    let to = Label {
        code: "4QX7-KM",
        url: "https://tideover.example/t/4QX7-KM",
        to: "x",
        item: "y",
        box_of: (1, 20),
        head: Some((9, "e9")),
    };
    let card = Card::new(Icon::Need, "需求", "N-1").tab(Tab::post("a", "/x", &[("b", "c")]).go());
    let all = html! {
        (needs(zh(), "c", &groups)) (legend(zh(), true)) (label(zh(), &to)) (card.render(bar.headline(zh())))
        (field::radios("r", "l", "h", Some("e"), &[Choice::new("v", "t", "x", true)]))
        (Field::new("q", "Q").value("5").number(en(), "套", 1, 9, 1)) (hash("e91895f7056d8782"))
    };
    let html = all.into_string();
    assert_no_inline(&html);
    assert!(html.contains(r#"role="rowheader""#) && html.contains(r#"id="n1" role="row""#));
}

#[test]
fn what_is_no_number_stays_in_its_field() {
    let row = |typed: &str| {
        let field = Field::new("q", "Q").value(typed);
        field.number(en(), "套", 1, 9, 1).into_string()
    };
    assert!(row("5").contains(r#"type="number""#));
    let kept = row("3 boxes");
    assert!(kept.contains(r#"value="3 boxes""#) && !kept.contains(r#"type="number""#));
}

#[test]
fn every_icon_is_in_the_sprite() {
    let sprite = include_str!("../assets/icons.svg");
    for icon in Icon::ALL {
        assert!(
            sprite.contains(&format!("id=\"i-{}\"", icon.name())),
            "{icon:?}"
        );
    }
}

#[test]
fn a_title_breaks_between_phrases_only() {
    let html = phrases("防护服 145 套，正往中心医院去").into_string();
    let expected =
        r#"<span class="ph">防护服 145 套，</span><span class="ph">正往中心医院去</span>"#;
    assert_eq!(html, expected);
    let english = phrases("145 sets, on the way").into_string();
    assert_eq!(english, r#"<span class="ph">145 sets, on the way</span>"#);
}

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use relief::ids::Stamp;
use relief::need::NeedStatus;
use relief::quantity::Quantity;

use super::*;
use crate::{App, Clock, Entropy, Options};

const FACILITIES: &str = "row_id,city,city_code,hospital,url,remark,reviewed\n\
    a-1,武汉市,420100,武汉市金银潭医院,https://example.org/1,,已审核\n\
    a-2,武汉市,420100,\" 武汉市金银潭医院\",,找刘老师 13800000101,\n\
    a-3,仙桃市,,\"仙桃市\n红十字会\",,,已审核\n";

fn plan_of(needs: &str) -> Plan {
    plan(Preset::Wuhan2020, needs.as_bytes(), FACILITIES.as_bytes()).unwrap()
}

fn reasons(plan: &Plan) -> Vec<(u64, &str, Reason)> {
    let rejected = plan.report.rejected.iter();
    rejected
        .map(|r| (r.row, r.column.as_str(), r.reason))
        .collect()
}

#[test]
fn flags_quantities_and_columns_in_any_order() {
    let needs = "\u{feff}value,specification,item,row_id\r\n\
        1,GB 19082-2009,防护服,a-1\r\n\
        \r\n\
        500,,医用外科口罩,a-1\r\n\
        0,,手术衣,a-1\r\n\
        ,,床罩,a-1\r\n\
        2,GB19083-2010,防护服,a-2\r\n\
        7,3M4565,防护服,a-3\r\n";
    let plan = plan_of(needs);
    assert_eq!(plan.report.rejected, vec![]);
    assert_eq!(plan.facilities[0].lines.len(), 2);
    assert_eq!(plan.facilities[0].lines[0].quantity, Quantity::Unknown);
    assert_eq!(plan.facilities[0].lines[0].standards.len(), 1);
    assert_eq!(plan.facilities[0].lines[1].quantity, Quantity::Exact(500));
    let report = &plan.report;
    assert_eq!((report.facility_rows, report.facilities), (3, 2));
    assert_eq!(report.repeated_facilities[0].row_ids, ["a-1", "a-2"]);
    assert_eq!(report.not_reviewed[0].row_id, "a-2");
    assert_eq!((report.needs, report.needs_quantity_unknown), (4, 1));
    let standards: Vec<_> = report
        .standards
        .iter()
        .map(|s| (s.as_written.as_str(), s.rows, s.status))
        .collect();
    assert_eq!(
        standards,
        [
            ("GB 19082-2009", 1, StandardStatus::Recognised),
            ("GB19083-2010", 1, StandardStatus::WrongKind),
            ("3M4565", 1, StandardStatus::Unrecognised),
        ]
    );
    assert_eq!(plan.facilities[2].name.as_str(), "仙桃市 红十字会");
    assert_eq!(plan.facilities[2].place.code(), 429_004);
    assert!(!plan.facilities[1].remark.contains("138"));
    assert_eq!(plan.facilities[1].source, Preset::Wuhan2020.source());
}

#[test]
fn every_row_that_does_not_fit_is_named_and_the_others_stand() {
    let mut needs = b"row_id,item,value,specification\n".to_vec();
    for row in [
        "a-1,\u{9632}\u{62a4}\u{670d},12,",
        "a-1,手术衣,many,",
        "a-1,手术衣,-3,",
        "a-1,手术衣,1.5,",
        "a-1,手术衣,100000000000000,",
        "a-1,手术衣,99999999999999999999999,",
        "a-1,火星石,5,",
        "b-9,手术衣,5,",
        "a-1,防护服,5,",
        "a-1,手术衣",
        ",手术衣,5,",
        "a-1,手术衣,5,,extra",
    ] {
        needs.extend_from_slice(row.as_bytes());
        needs.push(b'\n');
    }
    needs.extend_from_slice(b"a-1,\xe6\x89\x8b\xe6,5,\n");
    needs.extend_from_slice("a-1,手术衣,8,\n".as_bytes());
    let plan = plan(Preset::Wuhan2020, &needs, FACILITIES.as_bytes()).unwrap();
    let mut found = reasons(&plan);
    found.sort_by_key(|(row, ..)| *row);
    assert_eq!(
        found,
        [
            (3, "value", Reason::NotANumber),
            (4, "value", Reason::Negative),
            (5, "value", Reason::Fractional),
            (6, "value", Reason::TooLarge),
            (7, "value", Reason::TooLarge),
            (8, "item", Reason::UnknownItem),
            (9, "row_id", Reason::UnknownFacility),
            (10, "item", Reason::Repeated),
            (11, "value", Reason::Missing),
            (12, "row_id", Reason::Missing),
            (13, "", Reason::TooManyColumns),
            (14, "item", Reason::InvalidUtf8),
        ]
    );
    assert_eq!(plan.report.needs_with_quantity, 2);
}

/// The quantities of one item in a file of its own, or why its row was rejected.
fn value(written: &str) -> Result<Vec<Quantity>, Reason> {
    let plan = plan_of(&format!("row_id,item,value\na-1,防护服,\"{written}\"\n"));
    match plan.report.rejected.first() {
        Some(rejected) => Err(rejected.reason),
        None => Ok(plan.facilities[0]
            .lines
            .iter()
            .map(|l| l.quantity)
            .collect()),
    }
}

#[test]
fn numbers_are_read_as_spreadsheets_and_keyboards_write_them() {
    for (written, quantity) in [
        ("500", Quantity::Exact(500)),
        (" 500 ", Quantity::Exact(500)),
        ("500.0", Quantity::Exact(500)),
        ("1.0", Quantity::Unknown),
        ("５００", Quantity::Exact(500)),
        ("1,000", Quantity::Exact(1_000)),
        ("10，000", Quantity::Exact(10_000)),
        ("1", Quantity::Unknown),
    ] {
        assert_eq!(value(written), Ok(vec![quantity]), "{written}");
    }
    for nothing in ["", "0", "0.0", "０"] {
        assert_eq!(value(nothing), Ok(vec![]), "{nothing}");
    }
    for (written, reason) in [
        ("约500", Reason::NotANumber),
        ("若干", Reason::NotANumber),
        ("1e5", Reason::NotANumber),
        ("1,00", Reason::NotANumber),
        ("500个", Reason::NotANumber),
        ("2.5", Reason::Fractional),
        ("-3", Reason::Negative),
        ("－3", Reason::Negative),
    ] {
        assert_eq!(value(written), Err(reason), "{written}");
    }
}

#[test]
fn what_one_row_says_is_not_lost_to_another() {
    let needs = "row_id,city,hospital,item,value,specification\n\
        a-1,武汉市,武汉市金银潭医院,防护服,,\n\
        a-1,武汉市,武汉市金银潭医院,防护服,300\n\
        a-1,武汉市,武汉市金银潭医院,KN95,500,,,\n\
        ,,,,,\n\
        a-1,武汉市,武汉市金银潭医院,N95口罩,20,\"GB 19083-2010\n\
        a-1,武汉市,武汉市金银潭医院,手术衣,9,\n\
        a-1,武汉市,武汉市金银潭医院,床罩,7,\n";
    let plan = plan_of(needs);
    assert_eq!(reasons(&plan), [(6, "specification", Reason::OpenQuote)]);
    let lines = &plan.facilities[0].lines;
    let lines: Vec<_> = lines.iter().map(|l| (l.item.code(), l.quantity)).collect();
    assert_eq!(
        lines,
        [
            ("protective_suit", Quantity::Exact(300)),
            ("n95_respirator", Quantity::Exact(500)),
            ("surgical_gown", Quantity::Exact(9)),
            ("bed_cover", Quantity::Exact(7)),
        ]
    );
}

#[test]
fn a_row_id_of_two_facilities_gives_nobody_the_needs_of_another() {
    let facilities = "row_id,city,hospital,reviewed\n\
        a-1,武汉市,第四医院,\n\
        a-1,武汉市,第五医院,\n";
    let needs = "row_id,hospital,item,value\n\
        a-1,第四医院,防护服,30\n\
        a-1,第五医院,防护服,50\n";
    let plan = plan(Preset::Wuhan2020, needs.as_bytes(), facilities.as_bytes()).unwrap();
    let mut reasons = reasons(&plan);
    reasons.sort_by_key(|(_, column, _)| *column);
    assert_eq!(
        reasons,
        [
            (3, "hospital", Reason::OtherFacility),
            (3, "row_id", Reason::RepeatedRowId),
        ]
    );
    assert_eq!(plan.facilities[0].lines.len(), 1);
}

#[test]
fn files_saved_by_spreadsheets_on_chinese_machines_are_read() {
    let needs = "row_id,item,value,specification\r\na-1,防护服,30,GB 19082-2009\r\n";
    let tabs = needs.replace(',', "\t");
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(tabs.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let semicolons = needs.replace(',', ";").into_bytes();
    let (gb, ..) = encoding_rs::GB18030.encode(needs);
    for bytes in [
        gb.into_owned(),
        utf16,
        semicolons,
        needs.as_bytes().to_vec(),
    ] {
        let (facilities, ..) = encoding_rs::GB18030.encode(FACILITIES);
        let plan = plan(Preset::Wuhan2020, &bytes, &facilities).unwrap();
        assert_eq!(plan.report.rejected, vec![]);
        assert_eq!(plan.facilities[0].name.as_str(), "武汉市金银潭医院");
        assert_eq!(plan.facilities[0].lines[0].quantity, Quantity::Exact(30));
    }
}

#[test]
fn facilities_that_do_not_fit_are_named() {
    let long = "长".repeat(61);
    let facilities = format!(
        "row_id,city,city_code,hospital,url,remark,reviewed\n\
         a-1,武汉市,420100,{long},,,已审核\n\
         a-2,Atlantis,,某医院,,,已审核\n\
         a-3,武汉市,420100,找王医生 13800000101,,,\n\
         a-4,武汉市,420100,第四医院,,,已审核\n\
         a-4,武汉市,420100,第五医院,,,已审核\n\
         a-5,武汉市,420100,第六医院,https://example.org/{long}?a=1&b={long}{long}{long}{long}{long}{long}{long}{long},,\n"
    );
    let plan = plan(
        Preset::Wuhan2020,
        b"row_id,item,value\n",
        facilities.as_bytes(),
    )
    .unwrap();
    assert_eq!(
        reasons(&plan),
        [
            (2, "hospital", Reason::TooLong),
            (3, "city", Reason::UnknownPlace),
            (4, "hospital", Reason::NamePhone),
            (6, "row_id", Reason::RepeatedRowId),
        ]
    );
    assert_eq!(plan.facilities.len(), 2);
    assert!(plan.facilities[1].source.ends_with("?a=1"));
}

#[test]
fn a_file_without_a_column_is_no_list() {
    let missing = plan(Preset::Wuhan2020, b"row_id,item\n", FACILITIES.as_bytes());
    assert_eq!(
        missing.err(),
        Some(SheetError::NoColumn {
            file: "needs",
            column: "value"
        })
    );
    assert!(plan(Preset::Wuhan2020, b"", b"").is_err());
    assert_eq!(
        plan(Preset::Wuhan2020, b"", FACILITIES.as_bytes()).err(),
        Some(SheetError::Empty("needs"))
    );
    let many = ",,1\n".repeat(ROWS_MAX + 1);
    let needs = format!("row_id,item,value\n{many}");
    let too_many = plan(Preset::Wuhan2020, needs.as_bytes(), FACILITIES.as_bytes());
    assert_eq!(too_many.err(), Some(SheetError::TooManyRows("needs")));
}

async fn community(dir: &std::path::Path) -> App {
    App::open(Options {
        dir: dir.to_owned(),
        origin: "test.example".to_owned(),
        name: relief::name::Name::new("湖北").unwrap(),
        drill: true,
        clock: Clock::simulated(Stamp(1_581_340_000)),
        entropy: Entropy::seeded(1),
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_list_stands_on_the_board_once() {
    let dir = tempfile::tempdir().unwrap();
    let app = community(dir.path()).await;
    let needs = "row_id,item,value,specification\n\
        a-1,防护服,1,GB 19082-2009\n\
        a-2,防护服,30,\n\
        a-2,手术衣,1,\n";
    let written = app.import(plan_of(needs)).await.unwrap();
    assert_eq!(written.recipients_registered, 3);
    assert_eq!(written.lines_reported, 3);
    assert_eq!(written.refused, vec![]);
    let statuses: Vec<_> = app.state().needs.values().map(|n| n.status).collect();
    assert_eq!(statuses, [NeedStatus::Open, NeedStatus::Reported]);
    assert_eq!(app.state().recipients.len(), 3);
    assert!(
        app.state().grants.is_empty(),
        "the role ends with the import"
    );
    let need = *app.state().needs.keys().next().unwrap();
    let source = app.text(need.0, "source").await.unwrap();
    assert_eq!(source.as_deref(), Some("https://example.org/1"));

    let size = app.state().size;
    let again = app.import(plan_of(needs)).await.unwrap();
    assert_eq!((again.lines_already_there, again.lines_reported), (3, 0));
    assert_eq!(app.state().size, size, "nothing new, nothing written");
    let more = format!("{needs}a-3,床罩,9,\n");
    let more = app.import(plan_of(&more)).await.unwrap();
    assert_eq!((more.lines_already_there, more.lines_reported), (3, 1));
    assert_eq!(app.state().recipients.len(), 3);
}

#[tokio::test]
async fn the_list_of_2020_reads_as_its_source_says() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/wuhan2020-hospital-needs/"
    );
    let read = |name: &str| std::fs::read(format!("{folder}{name}"));
    let (Ok(needs), Ok(facilities)) = (
        read("needs-2020-02-10.csv"),
        read("hospitals-2020-02-10.csv"),
    ) else {
        println!("skipped: the list of 2020 is not beside the project");
        return;
    };
    let plan = plan(Preset::Wuhan2020, &needs, &facilities).unwrap();
    let report = &plan.report;
    assert_eq!(report.rejected, vec![]);
    assert_eq!((report.facility_rows, report.facilities), (227, 221));
    assert_eq!(report.repeated_facilities.len(), 6);
    assert_eq!(report.not_reviewed.len(), 8);
    assert_eq!(
        (
            report.needs,
            report.needs_quantity_unknown,
            report.needs_with_quantity
        ),
        (2081, 1846, 235)
    );
    let specified: u64 = report.standards.iter().map(|s| s.rows).sum();
    assert_eq!(specified, 1145);
    let dir = tempfile::tempdir().unwrap();
    let app = community(dir.path()).await;
    let written = app.import(plan).await.unwrap();
    assert_eq!(written.refused, vec![]);
    assert_eq!(
        (written.recipients_registered, written.lines_reported),
        (227, 2081)
    );
}

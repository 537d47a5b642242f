//! Time of the checks of case reports: 50,000 reports of 139 offices under one province, beside a plain pass over the
//! same figures.
//!
//! `cargo bench -p relief --bench reports`. Everything at once, as a reader of the journal works it out; and filing
//! one more report, which renews what it may change.
#![allow(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a measurement, not the product"
)]

mod common;

use relief::apply;
use relief::case_report::check;
use relief::code::{CaseCount, OfficeLevel, PartyKind};
use relief::entry::{
    CaseFigureFact, CaseReportFiled, Entry, Fact, JurisdictionRegistered, PartyRegistered,
};
use relief::ids::{COMMUNITY, JurisdictionId, PartyId, Stamp};
use relief::name::{Name, UnitCode};
use relief::state::State;
use relief::watch::day::Day;

use common::{best, ms, once, ratio};

/// Offices that report to the province.
const OFFICES: u64 = 138;
/// Days of each.
const DAYS: i32 = 360;

fn main() {
    let (mut state, offices) = registered();
    let first = Day::new(2020, 1, 10).unwrap();
    let mut filed = 0_u32;
    let all = once(|| {
        for day in 0..DAYS {
            for (at, office) in offices.iter().enumerate() {
                file(
                    &mut state,
                    *office,
                    first.plus(day),
                    figures(at as u64, day),
                );
                filed += 1;
            }
        }
    });
    let each = all.as_secs_f64() / f64::from(filed);
    let plain = best(|| {
        let all = offices
            .iter()
            .flat_map(|office| state.case_reports.of(*office));
        let figures = all.flat_map(|(_, report)| report.own.iter().flat_map(|v| v.figures.iter()));
        figures.fold(0_u64, |sum, figure| {
            sum.wrapping_add(figure.total.unwrap_or(0))
        })
    });
    let checks = best(|| check::all(&state).count());
    println!(
        "{filed} reports; a plain pass over their figures: {:.2} ms",
        ms(plain)
    );
    println!(
        "all checks: {:.1} ms, {:.1} x the plain pass",
        ms(checks),
        ratio(checks, plain)
    );
    println!("filing one, with what it renews: {:.1} µs", each * 1e6);
    println!("{} findings", check::all(&state).count());
}

/// A province, and the offices under it; the province comes first.
fn registered() -> (State, Vec<JurisdictionId>) {
    let mut state = State::default();
    let mut offices: Vec<JurisdictionId> = Vec::new();
    for number in 0..=OFFICES {
        let office = PartyId(state.size);
        take(
            &mut state,
            PartyRegistered {
                kind: PartyKind::Organisation,
                name: Name::new(&format!("office {number}")).ok(),
                place: None,
            }
            .into(),
        );
        let parent = offices.first().copied();
        offices.push(JurisdictionId(state.size));
        let level = if number == 0 {
            OfficeLevel::Province
        } else {
            OfficeLevel::County
        };
        let fact = JurisdictionRegistered {
            code: UnitCode::new(&format!("u{number}")).unwrap(),
            due_minute: 720,
            level,
            office,
            offset_minutes: 480,
            owes_from: Day::new(2020, 1, 10).unwrap(),
            parent,
            places: Vec::new(),
        };
        take(&mut state, fact.into());
    }
    (state, offices)
}

/// Counts that grow unevenly; now and then one falls, or stands still.
fn figures(office: u64, day: i32) -> Vec<CaseFigureFact> {
    let day = u64::from(day.unsigned_abs());
    let figure = |count: CaseCount, at: u64| {
        let new = (office * 7 + day * 13 + at * 5) % 41 + 10;
        let total = day * 30 + office + at;
        CaseFigureFact {
            count,
            new: Some(new),
            removed: None,
            total: Some(total - u64::from((day + office).is_multiple_of(50)) * (total / 2)),
            removed_from: None,
        }
    };
    CaseCount::ALL
        .iter()
        .zip(0..)
        .map(|(count, at)| figure(*count, at))
        .collect()
}

fn file(state: &mut State, jurisdiction: JurisdictionId, day: Day, figures: Vec<CaseFigureFact>) {
    let fact = CaseReportFiled {
        cited: false,
        corrects: None,
        day,
        definition: None,
        figures,
        jurisdiction,
        reason: None,
        remark: None,
        removed_remark: None,
        source: None,
    };
    let at = Stamp(i64::from(day.plus(1).number()) * 86_400);
    let by = COMMUNITY;
    apply(
        state,
        &Entry {
            at,
            by,
            fact: fact.into(),
        },
    );
}

fn take(state: &mut State, fact: Fact) {
    let (at, by) = (Stamp(1_578_600_000), COMMUNITY);
    apply(state, &Entry { at, by, fact });
}

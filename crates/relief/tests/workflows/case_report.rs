//! Case reports: who files them, about which days, in place of what; and what the checks ask about.

use relief::case_report::definition::DEFINITIONS_MAX;
use relief::case_report::{COUNT_MAX, DAYS_BACK_MAX, VERSIONS_MAX, check};
use relief::code::{CaseCount, FlagKind, ReportReason};
use relief::command::{Actor, Command};
use relief::entry::CaseFigureFact;
use relief::ids::*;
use relief::refusal::Refusal;
use relief::watch::day::Day;

use crate::common::*;

/// Huanggang's office, for which Wei Lan speaks; and the day that ended last.
fn office() -> (Cast, JurisdictionId, Actor, Day) {
    let mut cast = Cast::new();
    let id = registered(&mut cast, "黄冈市疫情报告组", "4211");
    let wei = cast.wei_official.clone();
    second_lead(&mut cast);
    appoint_official(&mut cast, id, &wei);
    cast.world.hours(24);
    let yesterday = day(cast.world.now).plus(-1);
    (cast, id, wei, yesterday)
}

fn version(
    mut command: Command,
    index: Index,
    why: Option<ReportReason>,
    by: Option<DefinitionId>,
) -> Command {
    if let Command::FileCaseReport {
        corrects,
        reason,
        definition,
        ..
    } = &mut command
    {
        (*corrects, *reason, *definition) = (Some(index), why, by);
    }
    command
}

#[test]
fn an_official_files_and_the_duty_is_done() {
    let (mut cast, id, wei, yesterday) = office();
    let filed = cast.must(&wei, filing(id, yesterday, vec![confirmed(64, 473)]));
    let state = &cast.world.state;
    let standing = state.case_reports.own(id, yesterday).unwrap();
    assert_eq!(standing.index, Index(filed));
    assert_eq!(standing.figures.get(CaseCount::Confirmed).total, Some(473));
    let deaths = standing.figures.get(CaseCount::Deaths);
    assert_eq!(
        deaths,
        CaseFigureFact::blank(CaseCount::Deaths),
        "not stated, never zero"
    );
    let jurisdiction = state.jurisdictions.get(id).unwrap();
    let duty = state
        .jurisdictions
        .duty(jurisdiction, yesterday, cast.world.now);
    assert_eq!(duty.filed_at, Some(cast.world.now));
}

#[test]
fn nobody_files_for_another_jurisdiction() {
    let (mut cast, _, wei, yesterday) = office();
    let other = registered(&mut cast, "武汉市疫情报告组", "4201");
    let report = filing(other, yesterday, vec![confirmed(1, 1)]);
    assert_eq!(
        cast.refusal(&wei, report.clone()),
        Refusal::NotYourJurisdiction
    );
    let zhou = cast.zhou_founder.clone();
    assert_eq!(cast.refusal(&zhou, report), Refusal::NotYourJurisdiction);
    let nowhere = filing(JurisdictionId(3), yesterday, vec![confirmed(1, 1)]);
    assert_eq!(cast.refusal(&wei, nowhere), Refusal::NotFound(3));
}

#[test]
fn a_citation_is_marked_and_never_counts_as_the_offices_own() {
    let (mut cast, id, wei, yesterday) = office();
    let wang = cast.wang_clerk.clone();
    let cited = citing(id, yesterday, vec![confirmed(60, 470)]);
    let he = Actor {
        rooms: Vec::new(),
        ..cast.he_outsider.clone()
    };
    assert_eq!(cast.refusal(&he, cited.clone()), Refusal::NotAMember);
    let mut without = cited.clone();
    if let Command::FileCaseReport { source, .. } = &mut without {
        *source = None;
    }
    assert_eq!(cast.refusal(&wang, without), Refusal::NoticeMissing);
    cast.must(&wang, cited);
    let state = &cast.world.state;
    let report = state.case_reports.get(id, yesterday).unwrap();
    assert!(report.standing().unwrap().cited);
    assert_eq!(state.case_reports.own(id, yesterday), None);
    let found = state.jurisdictions.get(id).unwrap();
    assert_eq!(
        found.duties.filed.get(&yesterday),
        None,
        "the duty is still owed"
    );
    let own = cast.must(&wei, filing(id, yesterday, vec![confirmed(64, 473)]));
    let report = cast.world.state.case_reports.get(id, yesterday).unwrap();
    assert_eq!(report.standing().unwrap().index, Index(own));
    assert_eq!(report.versions().len(), 2, "what was cited stays readable");
}

#[test]
fn a_later_version_names_the_one_before_and_says_why() {
    let (mut cast, id, wei, yesterday) = office();
    let report = |n| filing(id, yesterday, vec![confirmed(n, 400 + n)]);
    let first = Index(cast.must(&wei, report(58)));
    assert_eq!(
        cast.refusal(&wei, report(58)),
        Refusal::FiledAlready(first),
        "sent twice"
    );
    assert_eq!(
        cast.refusal(&wei, report(55)),
        Refusal::FiledDifferently(first)
    );
    let duplicates = Some(ReportReason::Duplicates);
    let unexplained = version(report(55), first, None, None);
    assert_eq!(cast.refusal(&wei, unexplained), Refusal::VersionNeedsReason);
    let second = Index(cast.must(&wei, version(report(55), first, duplicates, None)));
    let late = version(report(54), first, duplicates, None);
    assert_eq!(cast.refusal(&wei, late), Refusal::CorrectedAlready(second));
    let report_now = cast.world.state.case_reports.get(id, yesterday).unwrap();
    let news = report_now
        .own
        .iter()
        .map(|v| v.figures.get(CaseCount::Confirmed).new);
    assert_eq!(news.collect::<Vec<_>>(), [Some(58), Some(55)]);
    let of_nothing = version(
        filing(id, yesterday.plus(-1), vec![confirmed(1, 1)]),
        first,
        duplicates,
        None,
    );
    assert_eq!(cast.refusal(&wei, of_nothing), Refusal::NotFound(first.0));
}

#[test]
fn what_is_taken_off_names_its_own_day_and_both_figures_stay() {
    let (mut cast, id, wei, yesterday) = office();
    let earlier = yesterday.plus(-3);
    let first = Index(cast.must(&wei, filing(id, earlier, vec![confirmed(58, 412)])));
    let taken = |from| CaseFigureFact {
        removed: Some(3),
        removed_from: Some(from),
        ..confirmed(64, 473)
    };
    let report = |from| filing(id, yesterday, vec![taken(from)]);
    for from in [yesterday, yesterday.plus(1)] {
        assert_eq!(cast.refusal(&wei, report(from)), Refusal::NotAnEarlierDay);
    }
    let of_nothing = CaseFigureFact {
        removed: None,
        ..taken(earlier)
    };
    assert_eq!(
        cast.refusal(&wei, filing(id, yesterday, vec![of_nothing])),
        Refusal::NotAnEarlierDay
    );
    let corrects = Index(cast.must(&wei, report(earlier)));
    let reports = &cast.world.state.case_reports;
    let taken_off = |reports: &relief::case_report::CaseReports, day| {
        let off = reports.removed_from(id, day);
        off.map(|(on, version, figure)| (on, version.index, figure.removed))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        taken_off(reports, earlier),
        [(yesterday, corrects, Some(3))]
    );
    let standing = reports.own(id, earlier).unwrap();
    assert_eq!(
        standing.index, first,
        "the earlier day's report is as it was"
    );
    let slip = Some(ReportReason::Slip);
    let other = version(report(earlier.plus(1)), corrects, slip, None);
    cast.must(&wei, other);
    let reports = &cast.world.state.case_reports;
    assert_eq!(taken_off(reports, earlier), [], "what stands counts");
    assert_eq!(taken_off(reports, earlier.plus(1)).len(), 1);
}

#[test]
fn versions_of_one_report_are_bounded() {
    let (mut cast, id, wei, yesterday) = office();
    let report = |n: usize| filing(id, yesterday, vec![confirmed(n as u64, 400)]);
    let mut last = Index(cast.must(&wei, report(0)));
    let slip = Some(ReportReason::Slip);
    for n in 1..VERSIONS_MAX {
        last = Index(cast.must(&wei, version(report(n), last, slip, None)));
    }
    let max = VERSIONS_MAX;
    let more = version(report(max), last, slip, None);
    assert_eq!(
        cast.refusal(&wei, more),
        Refusal::TooManyCorrections { max }
    );
}

#[test]
fn a_report_is_about_a_day_that_is_over() {
    let (mut cast, id, wei, yesterday) = office();
    let on = |day| filing(id, day, vec![confirmed(1, 1)]);
    assert_eq!(
        cast.refusal(&wei, on(yesterday.plus(1))),
        Refusal::DayNotOver
    );
    assert_eq!(
        cast.refusal(&wei, on(yesterday.plus(2))),
        Refusal::DayNotOver
    );
    let days = i64::from(DAYS_BACK_MAX);
    let old = yesterday.plus(-DAYS_BACK_MAX);
    assert_eq!(cast.refusal(&wei, on(old)), Refusal::TooLongAgo { days });
    cast.must(&wei, on(old.plus(1)));
}

#[test]
fn figures_are_within_bounds() {
    let (mut cast, id, wei, yesterday) = office();
    let mut refused = |figures| cast.refusal(&wei, filing(id, yesterday, figures));
    assert_eq!(refused(Vec::new()), Refusal::NothingCounted);
    let blank = CaseFigureFact::blank(CaseCount::Deaths);
    assert_eq!(refused(vec![blank]), Refusal::NothingCounted);
    let max = COUNT_MAX;
    let large = Refusal::CountTooLarge { max };
    assert_eq!(refused(vec![confirmed(0, max + 1)]), large);
    assert_eq!(
        refused(vec![confirmed(1, 1), confirmed(1, 1)]),
        Refusal::OutOfBounds
    );
    let suspected = CaseFigureFact {
        removed: Some(1),
        ..CaseFigureFact::blank(CaseCount::Suspected)
    };
    assert_eq!(
        refused(vec![suspected]),
        Refusal::OutOfBounds,
        "those that stand fall by themselves"
    );
}

#[test]
fn what_is_taken_off_has_a_public_reason_of_its_own() {
    let (mut cast, id, wei, yesterday) = office();
    let why = seal(9);
    let with = |figure: CaseFigureFact| {
        let mut report = filing(id, yesterday, vec![figure]);
        if let Command::FileCaseReport { removed_remark, .. } = &mut report {
            *removed_remark = Some(why);
        }
        report
    };
    let nothing_off = with(confirmed(64, 473));
    assert_eq!(cast.refusal(&wei, nothing_off), Refusal::NothingRemoved);
    let filed = cast.must(
        &wei,
        with(CaseFigureFact {
            removed: Some(3),
            removed_from: Some(yesterday.plus(-3)),
            ..confirmed(64, 473)
        }),
    );
    let state = &cast.world.state;
    let standing = state.case_reports.own(id, yesterday).unwrap();
    assert_eq!(
        (standing.removed_remark, standing.remark),
        (Some(why), None)
    );
    let (_, taken, _) = state
        .case_reports
        .removed_from(id, yesterday.plus(-3))
        .next()
        .unwrap();
    assert_eq!(taken.removed_remark, Some(why));
    assert!(
        state.texts.get(Index(filed), why).is_some(),
        "its words are public"
    );
}

#[test]
fn a_definition_is_named_once_and_by_those_who_count() {
    let (mut cast, id, wei, yesterday) = office();
    let fifth = Command::NameCaseDefinition {
        name: name("诊疗方案第五版"),
    };
    let wang = cast.wang_clerk.clone();
    assert_eq!(cast.refusal(&wang, fifth.clone()), Refusal::NotAllowed);
    let made = DefinitionId(cast.must(&wei, fifth.clone()));
    assert_eq!(cast.refusal(&wei, fifth), Refusal::NothingChanges);
    let report = |by| {
        let mut report = filing(id, yesterday, vec![confirmed(1, 1)]);
        if let Command::FileCaseReport { definition, .. } = &mut report {
            *definition = Some(by);
        }
        report
    };
    assert_eq!(
        cast.refusal(&wei, report(DefinitionId(1))),
        Refusal::NotFound(1)
    );
    cast.must(&wei, report(made));
    let standing = cast.world.state.case_reports.own(id, yesterday).unwrap();
    assert_eq!(standing.definition, Some(made));
    for n in 1..DEFINITIONS_MAX {
        let edition = name(&format!("edition {n}"));
        cast.must(&wei, Command::NameCaseDefinition { name: edition });
    }
    let max = DEFINITIONS_MAX;
    let more = Command::NameCaseDefinition {
        name: name("one more"),
    };
    assert_eq!(
        cast.refusal(&wei, more),
        Refusal::TooManyDefinitions { max }
    );
}

/// The clock raises what the checks find; its own officials alone are those whom it concerns; figures stay.
#[test]
fn what_the_checks_find_is_flagged_once_and_answered() {
    let (mut cast, id, wei, yesterday) = office();
    cast.must(
        &wei,
        filing(id, yesterday.plus(-1), vec![confirmed(31, 412)]),
    );
    cast.must(&wei, filing(id, yesterday, vec![confirmed(0, 400)]));
    let due = relief::clock::due(&cast.world.state, cast.world.now);
    let raise: Vec<Command> = due
        .into_iter()
        .filter(|c| matches!(c, Command::RaiseFlag { .. }))
        .collect();
    assert_eq!(raise.len(), 1);
    let flag = FlagId(cast.must(&Actor::community(), raise[0].clone()));
    let found = cast.world.state.flags.get(flag).unwrap();
    let notice = &found.notice;
    assert_eq!(
        (notice.kind, notice.stated, notice.found),
        (FlagKind::CountFell, 412, 400)
    );
    assert_eq!(notice.subject, Index(id.0));
    assert_eq!(
        check::part(notice.part),
        Some((yesterday, CaseCount::Confirmed))
    );
    let again = relief::clock::due(&cast.world.state, cast.world.now);
    assert!(
        !again.iter().any(|c| matches!(c, Command::RaiseFlag { .. })),
        "once"
    );
    let answer = |answer| Command::AnswerFlag { flag, answer };
    let wang = cast.wang_clerk.clone();
    cast.must(&wang, answer(seal(3)));
    cast.must(&wei, answer(seal(4)));
    let concerned = |cast: &Cast| {
        let found = cast.world.state.flags.get(flag).unwrap();
        found
            .answers
            .iter()
            .map(|a| a.concerned)
            .collect::<Vec<_>>()
    };
    assert_eq!(concerned(&cast), [false, true]);
    let standing = |cast: &Cast| {
        let found = cast.world.state.flags.get(flag).unwrap();
        found.standing(&cast.world.state, cast.world.now)
    };
    assert_eq!(standing(&cast), relief::flag::Standing::Open);
    let index = cast
        .world
        .state
        .case_reports
        .own(id, yesterday)
        .unwrap()
        .index;
    let put_right = version(
        filing(id, yesterday, vec![confirmed(8, 420)]),
        index,
        Some(ReportReason::Slip),
        None,
    );
    cast.must(&wei, put_right);
    assert_eq!(standing(&cast), relief::flag::Standing::Resolved);
    let report = cast.world.state.case_reports.get(id, yesterday).unwrap();
    assert_eq!(report.own.len(), 2, "both figures stay readable");
}

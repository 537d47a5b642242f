//! The page of one report: every version with its figures, what the checks ask, and who said so.

use maud::{Markup, html};
use relief::case_report::Version;
use relief::case_report::figures::Part;
use relief::code::{CaseCount, ReportReason};
use relief::duty::{Duty, Status};
use relief::ids::JurisdictionId;
use relief::jurisdiction::{Jurisdiction, Owes, is_official};
use relief::state::State;
use relief::watch::day::Day;
use serde::Serialize;

use super::model::DayLink;
use super::{form, said};
use crate::layout::{Ctx, Nav, Shell};
use crate::need::page_views::redact_form;
use crate::need::texts::{self, TextModel};
use crate::parts::icon::{Icon, icon};
use crate::parts::table::{Col, table};
use crate::parts::{self, Tone, note};
use crate::t;
use crate::visitor::Visitor;
use crate::watch::{Badge, badges};
use crate::words::{Words, date_time, date_time_year, number};

/// `/o/ID/DAY`.
#[derive(Debug, Serialize)]
pub(super) struct DayModel {
    pub jurisdiction: u64,
    pub name: String,
    pub day: String,
    #[serde(skip)]
    pub day_words: String,
    /// Whether it came in time, once it is filed.
    #[serde(skip)]
    pub filed: Option<String>,
    /// The version that stands.
    pub standing: Option<u64>,
    /// Every version, the newest first.
    pub versions: Vec<VersionModel>,
    /// What later reports take off the counts of this day; what was filed about it stays as it is.
    pub taken_off: Vec<TakenModel>,
    /// What the checks ask about what stands, with both figures.
    pub questions: Vec<String>,
    /// Open flags about the day.
    pub flags: Vec<Badge>,
    /// The days beside it that have a report.
    pub before: Option<DayLink>,
    pub after: Option<DayLink>,
    #[serde(skip)]
    pub is_official: bool,
    #[serde(skip)]
    pub may_redact: bool,
    #[serde(skip)]
    pub token: String,
}

/// One version.
#[derive(Debug, Serialize)]
pub(super) struct VersionModel {
    pub entry: u64,
    pub at: i64,
    /// Cited by a volunteer, and not filed by the office.
    pub cited: bool,
    pub figures: Vec<FigureModel>,
    /// The edition of the case definition.
    pub definition: Option<String>,
    /// Why it replaced the one before it.
    pub reason: Option<&'static str>,
    #[serde(skip)]
    pub reason_words: Option<String>,
    /// What it changed in the version before it.
    pub changes: Vec<ChangeModel>,
    /// Words to it, why something was taken off, and the link to the notice.
    pub texts: Vec<TextModel>,
}

/// One count; what is absent is not stated.
#[derive(Debug, Serialize)]
pub(super) struct FigureModel {
    pub count: &'static str,
    #[serde(skip)]
    pub label: String,
    pub new: Option<u64>,
    pub removed: Option<u64>,
    /// The earlier day that it was taken off.
    pub removed_from: Option<DayLink>,
    pub total: Option<u64>,
}

/// What a later report takes off a count of this day.
#[derive(Debug, Serialize)]
pub(super) struct TakenModel {
    /// The later report.
    pub by: DayLink,
    pub entry: u64,
    pub count: &'static str,
    #[serde(skip)]
    pub label: String,
    pub removed: u64,
    /// New on this day as it stands, and what is left of it.
    pub from: Option<u64>,
    pub to: Option<u64>,
    /// Why, in the later report's words.
    pub why: Option<TextModel>,
}

/// A figure before and after.
#[derive(Debug, Serialize)]
pub(super) struct ChangeModel {
    pub what: String,
    pub from: Option<u64>,
    pub to: Option<u64>,
}

/// Collects the page; nothing when there is no such office. A day without a report has a page that says so.
pub(super) async fn page(visitor: &Visitor, of: JurisdictionId, day: Day) -> Option<DayModel> {
    let mut page = public(visitor, of, day)?;
    for version in &mut page.versions {
        version.texts = texts::of(visitor, version.entry).await;
    }
    for taken in &mut page.taken_off {
        let mut texts = texts::of(visitor, taken.entry).await.into_iter();
        taken.why = texts.find(|text| text.field == form::REMOVED_WHY);
    }
    Some(page)
}

fn public(visitor: &Visitor, of: JurisdictionId, day: Day) -> Option<DayModel> {
    let (w, now) = (visitor.words(), visitor.app().now());
    let token = texts::token(visitor);
    let state = visitor.app().state();
    let found = state.jurisdictions.get(of)?;
    let reports = &state.case_reports;
    let report = reports.get(of, day);
    let versions = report.map(|report| report.versions()).unwrap_or_default();
    let versions = versions.into_iter().rev();
    let mut pages: Vec<VersionModel> = versions
        .map(|version| version_model(w, &state, version))
        .collect();
    for chain in report.iter().flat_map(|r| [&r.own, &r.cited]) {
        for pair in chain.windows(2) {
            if let [before, after] = pair
                && let Some(page) = pages.iter_mut().find(|p| p.entry == after.index.0)
            {
                page.changes = changes(w, before, after);
            }
        }
    }
    let actor = visitor.who.as_ref().map(|who| who.actor());
    let findings = reports.findings_on(of, day);
    let questions = findings.iter().map(|n| form::question(w, &state, n));
    let raised: Vec<u64> = findings
        .iter()
        .filter_map(|n| state.flags.of(n.key()))
        .map(|id| id.0)
        .collect();
    let mut flags = badges(w, &state, [of.0], now);
    flags.retain(|flag| raised.contains(&flag.flag));
    let beside = |day: Option<(Day, _)>| day.map(|(day, _)| DayLink::of(w, day));
    Some(DayModel {
        jurisdiction: of.0,
        name: found.name.as_str().to_owned(),
        day: day.iso(),
        day_words: said::day(w, day),
        filed: filed(w, found, &state.jurisdictions.duty(found, day, now)),
        standing: report.and_then(|r| Some(r.standing()?.index.0)),
        versions: pages,
        taken_off: taken_off(w, &state, of, day),
        questions: questions.collect(),
        flags,
        before: beside(reports.between(of, Day::FIRST, day.plus(-1)).next_back()),
        after: beside(reports.between(of, day.plus(1), Day::LAST).next()),
        is_official: actor.as_ref().is_some_and(|a| is_official(&state, of, a)),
        may_redact: actor.as_ref().is_some_and(|a| state.moderates(a, None)),
        token,
    })
}

fn filed(w: Words, found: &Jurisdiction, duty: &Duty) -> Option<String> {
    let (time, due) = (date_time(w, duty.filed_at?.0), date_time(w, duty.due_at.0));
    Some(match (found.owes(duty.day), duty.status) {
        (Owes::Yes, Status::OnTime) => t!(w, "case-day-on-time", time = time, due = due),
        (Owes::Yes, _) => t!(w, "case-day-late", time = time, due = due),
        _ => t!(w, "case-day-unasked", time = time),
    })
}

fn taken_off(w: Words, state: &State, of: JurisdictionId, day: Day) -> Vec<TakenModel> {
    let reports = &state.case_reports;
    let new = |count| reports.own(of, day)?.figures.get(count).new;
    let later = reports.removed_from(of, day);
    let taken = later.filter_map(|(by, version, figure)| {
        let (removed, from) = (figure.removed?, new(figure.count));
        Some(TakenModel {
            by: DayLink::of(w, by),
            entry: version.index.0,
            count: figure.count.code(),
            label: said::figure(w, figure.count, Part::New),
            removed,
            from,
            to: from.and_then(|from| from.checked_sub(removed)),
            why: None,
        })
    });
    taken.collect()
}

fn version_model(w: Words, state: &State, version: &Version) -> VersionModel {
    let name = |id| state.case_reports.definitions.get(id);
    VersionModel {
        entry: version.index.0,
        at: version.at.0,
        cited: version.cited,
        figures: version
            .figures
            .iter()
            .map(|figure| FigureModel {
                count: figure.count.code(),
                label: said::count(w, figure.count),
                new: figure.new,
                removed: figure.removed,
                removed_from: figure.removed_from.map(|day| DayLink::of(w, day)),
                total: figure.total,
            })
            .collect(),
        definition: version
            .definition
            .and_then(name)
            .map(|n| n.as_str().to_owned()),
        reason: version.reason.map(ReportReason::code),
        reason_words: version.reason.map(|reason| said::reason(w, reason)),
        changes: Vec::new(),
        texts: Vec::new(),
    }
}

fn changes(w: Words, before: &Version, after: &Version) -> Vec<ChangeModel> {
    let parts = [Part::New, Part::Removed, Part::Total];
    let all = CaseCount::ALL
        .iter()
        .flat_map(|count| parts.map(|part| (*count, part)));
    let change = |(count, part)| {
        let of = |version: &Version| form::part_of(version.figures.get(count), part);
        let (from, to) = (of(before), of(after));
        (from != to).then(|| ChangeModel {
            what: said::figure(w, count, part),
            from,
            to,
        })
    };
    all.filter_map(change).collect()
}

/// `/o/ID/DAY`.
pub(super) fn view(ctx: &Ctx, m: &DayModel) -> Markup {
    let w = ctx.words;
    let office = format!("/o/{}", m.jurisdiction);
    let title = t!(w, "case-page", day = m.day_words.clone());
    let body = html! {
        @if m.versions.is_empty() {
            (note::note(Icon::Clock, &t!(w, "case-none"), html! { p.sm { (t!(w, "case-none-text")) } }))
        }
        @if let Some(filed) = &m.filed { (parts::remark(Icon::Ok, filed)) }
        @for (at, version) in m.versions.iter().enumerate() { (version_view(w, m, version, at == 0)) }
        @if !m.taken_off.is_empty() { (taken(w, m)) }
        @if !m.questions.is_empty() { (questions(w, m)) }
        nav.row.sp aria-label=(t!(w, "case-days")) {
            @if let Some(day) = &m.before { a.go2 href={ (office) "/" (day.day) } { "← " (day.words) } } @else { span {} }
            @if let Some(day) = &m.after { a.go2 href={ (office) "/" (day.day) } { (day.words) " →" } }
        }
        p.ent { a href={ (office) "/file?day=" (m.day) } {
            @if !m.is_official { (icon(Icon::Link)) " " (t!(w, "case-cite")) }
            @else if m.versions.iter().any(|v| !v.cited) { (icon(Icon::Edit)) " " (t!(w, "case-again")) }
            @else { (icon(Icon::Send)) " " (t!(w, "case-file")) }
        } }
    };
    Shell::new(&title, Nav::More)
        .subtitle(&m.name)
        .back(Some(&office))
        .render(ctx, body)
}

fn version_view(w: Words, m: &DayModel, version: &VersionModel, newest: bool) -> Markup {
    let stands = m.standing == Some(version.entry);
    let id = format!("v{}", version.entry);
    let inner = html! {
        p.row.base.sm.mut {
            @if version.cited { (parts::badge(Tone::Plain, Some(Icon::Link), &t!(w, "official-cited"))) }
            @else { (parts::badge(Tone::Plain, Some(Icon::Ok), &t!(w, "official-by-office"))) }
            span { (date_time_year(w, version.at)) }
            a.go2.nb href={ "/l/" (version.entry) } { (t!(w, "text-entry", n = version.entry)) }
        }
        (figures(w, version))
        div.mt2 {
            @if let Some(name) = &version.definition { p.sm.mut { (t!(w, "case-by-definition", name = name.clone())) } }
            @if let Some(reason) = &version.reason_words { p.sm { (t!(w, "case-reason", reason = reason.clone())) } }
            @for figure in &version.figures { @if let Some(day) = &figure.removed_from {
                p.sm { (t!(w, "case-off", label = figure.label.clone())) " " a.go2 href={ "/o/" (m.jurisdiction) "/" (day.day) } { (day.words) } }
            } }
            @for change in &version.changes { (changed(w, change)) }
            @for text in &version.texts {
                p.sm {
                    @if text.field == form::REMOVED_WHY { (t!(w, "case-removed-because")) (t!(w, "list-colon")) }
                    (texts::text(w, text))
                }
                @if m.may_redact && text.value.is_some() {
                    (redact_form(w, &format!("/o/{}/{}/redact", m.jurisdiction, m.day), &m.token, text))
                }
            }
        }
    };
    html! {
        section id=(id) {
            @if stands { h2 { (t!(w, "case-standing-version")) } (inner) }
            @else if newest { h2 { (t!(w, "case-other-version")) } (inner) }
            @else { (parts::fold(&t!(w, "case-earlier-version", when = date_time_year(w, version.at)), inner)) }
        }
    }
}

/// What later reports take off: the figures above stay as they were filed.
fn taken(w: Words, m: &DayModel) -> Markup {
    let change = |one: &TakenModel| match (one.from, one.to) {
        (Some(from), Some(to)) => format!("{} → {}", number(from), number(to)),
        _ => format!("\u{2212}{}", number(one.removed)),
    };
    html! {
        section #taken {
            h2 { (t!(w, "case-taken")) }
            p.sm.mut { (t!(w, "case-taken-text")) }
            ul.nl { @for one in &m.taken_off {
                li { a.go2 href={ "/o/" (m.jurisdiction) "/" (one.by.day) } { (t!(w, "case-page", day = one.by.words.clone())) } " " (one.label) " " b { (change(one)) }
                    @if let Some(why) = &one.why { p.sm { (t!(w, "case-removed-because")) (t!(w, "list-colon")) (texts::text(w, why)) } }
                }
            } }
        }
    }
}

fn changed(w: Words, change: &ChangeModel) -> Markup {
    html! { p.sm { (icon(Icon::Edit)) " " (change.what) " " (stated(w, change.from)) " → " b { (stated(w, change.to)) } } }
}

fn figures(w: Words, version: &VersionModel) -> Markup {
    let (new, removed, total) = (
        t!(w, "case-head-new"),
        t!(w, "case-head-removed"),
        t!(w, "case-head-total"),
    );
    let takes = version
        .figures
        .iter()
        .any(|figure| figure.removed.is_some());
    let mut heads = vec![(Col::Text, ""), (Col::Num, new.as_str())];
    if takes {
        heads.push((Col::Num, removed.as_str()));
    }
    heads.push((Col::Num, total.as_str()));
    let row = |figure: &FigureModel| {
        let mut row = vec![html! { (figure.label) }, html! { (stated(w, figure.new)) }];
        if takes {
            let taken = figure.removed.map(|n| format!("\u{2212}{}", number(n)));
            row.push(html! { (taken.unwrap_or_default()) });
        }
        row.push(html! { b { (stated(w, figure.total)) } });
        row
    };
    let rows: Vec<Vec<Markup>> = version.figures.iter().map(row).collect();
    table(&t!(w, "case-figures"), &heads, &rows)
}

fn stated(w: Words, n: Option<u64>) -> String {
    n.map_or_else(|| t!(w, "case-blank"), number)
}

fn questions(w: Words, m: &DayModel) -> Markup {
    html! {
        section #asked {
            h2 { (t!(w, "case-questions")) }
            p.sm.mut { (t!(w, "case-questions-text")) }
            ul.nl { @for one in &m.questions { li { (icon(Icon::Warn)) " " (one) } } }
            @if !m.flags.is_empty() { p.row.base { @for flag in &m.flags { (flag.render()) } } }
        }
    }
}

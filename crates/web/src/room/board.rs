//! The board of a room: every need line in one of six columns, with who holds it and for how long.

use std::collections::{BTreeSet, HashMap};

use crate::address::Path;
use app::{App, Person, Refused};
use axum::response::Response;
use maud::{Markup, html};
use relief::coverage::coverage;
use relief::ids::{ConsignmentId, NeedId, PartyId, RoomId, Stamp};
use relief::need::{Need, NeedLine, NeedStatus};
use relief::state::State;
use serde::Serialize;

use crate::growth::findings::{Finding, Findings};
use crate::growth::reader::Reader;
use crate::growth::views as growth;
use crate::layout::{Ctx, Nav, Shell, Width};
use crate::parts::bar::legend;
use crate::parts::icon::Icon;
use crate::parts::{btn_link, note};
use crate::room::model::{Head, Lack, is_moving, lack, needs};
use crate::room::routes::member;
use crate::room::views::{Strip, bar_of, gap_of, strip};
use crate::t;
use crate::visitor::Visitor;
use crate::words::{Words, ago, number};

/// Lines shown in one column; the public board has them all.
const COLUMN_MAX: usize = 30;

/// Where a line stands on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Reported, and nobody has looked.
    New,
    /// One verifier stands for it, one more is asked for.
    Verifying,
    /// Verified, something is lacking, and nobody promises it.
    Open,
    /// Promised.
    Pledged,
    /// Under way.
    Moving,
    /// Arrived, and nothing more is lacking as far as anybody said.
    Received,
}

impl Stage {
    /// In the order of the board.
    pub const ALL: [Stage; 6] = [
        Stage::New,
        Stage::Verifying,
        Stage::Open,
        Stage::Pledged,
        Stage::Moving,
        Stage::Received,
    ];

    fn word(self, w: Words) -> String {
        match self {
            Stage::New => t!(w, "room-board-new"),
            Stage::Verifying => t!(w, "room-board-verifying"),
            Stage::Open => t!(w, "room-board-open"),
            Stage::Pledged => t!(w, "room-board-pledged"),
            Stage::Moving => t!(w, "room-board-moving"),
            Stage::Received => t!(w, "room-board-received"),
        }
    }
}

/// The board of a room.
#[derive(Debug, Clone, Serialize)]
pub struct Board {
    /// The room.
    pub room: Head,
    /// What hangs by a thread, waits or knows nobody.
    pub findings: Vec<Finding>,
    /// Its columns in order.
    pub columns: Vec<Column>,
    #[serde(skip)]
    strip: Option<Strip>,
}

/// One column.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Where its lines stand.
    pub stage: Stage,
    /// How many there are.
    pub total: u64,
    /// The first of them, oldest first.
    pub lines: Vec<Slip>,
}

/// One line on the board.
#[derive(Debug, Clone, Serialize)]
pub struct Slip {
    /// Its figures.
    #[serde(flatten)]
    pub line: Lack,
    /// Who has it in hand, by name; nobody while it is open.
    pub holder: Option<String>,
    /// Since when it stands here.
    pub since: i64,
}

struct Placed {
    need: NeedId,
    at: usize,
    stage: Stage,
    holder: Option<PartyId>,
    since: Stamp,
}

impl Board {
    /// The board of a room at a moment.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn of(app: &App, w: Words, me: &Person, room: RoomId) -> Result<Board, Refused> {
        let growth = app.growth().await?;
        let reader = Reader::of_room(app, me, &growth, room).await?;
        let head = Head::of(app, w, room).await?;
        let placed = placed(&app.state(), room);
        let mut names = HashMap::new();
        let holders: BTreeSet<PartyId> = placed.iter().filter_map(|p| p.holder).collect();
        for party in holders {
            names.insert(party, name_of(app, w, party).await?);
        }
        let now = app.now().0;
        let state = app.state();
        let column = |stage| {
            let here = || placed.iter().filter(move |p| p.stage == stage);
            let slip = |p: &Placed| {
                let line = lack(&state, w, p.need, p.at)?;
                let holder = p.holder.and_then(|party| names.get(&party).cloned());
                Some(Slip {
                    line,
                    holder,
                    since: p.since.0,
                })
            };
            Column {
                stage,
                total: u64::try_from(here().count()).unwrap_or(u64::MAX),
                lines: here().take(COLUMN_MAX).filter_map(slip).collect(),
            }
        };
        let findings = Findings {
            w,
            state: &state,
            growth: &growth,
            reader: &reader,
        };
        Ok(Board {
            room: head,
            findings: findings.of_room(room),
            columns: Stage::ALL.map(column).into(),
            strip: Some(Strip::of(&state, w, room, now)),
        })
    }
}

async fn name_of(app: &App, w: Words, party: PartyId) -> Result<String, Refused> {
    let public = app.state().parties.get(&party).and_then(|p| p.name.clone());
    if let Some(name) = public {
        return Ok(name.as_str().to_owned());
    }
    let person = app.person_of(party).await?;
    let name = person.map(|p| p.name.clone()).filter(|n| !n.is_empty());
    Ok(name.unwrap_or_else(|| t!(w, "person-erased")))
}

/// Every line of the room's needs in its column, the longest there first.
fn placed(state: &State, room: RoomId) -> Vec<Placed> {
    let mut placed: Vec<Placed> = needs(state, room)
        .flat_map(|(id, need)| {
            let lines = need.lines.iter().enumerate();
            lines.filter_map(move |(at, line)| place(state, id, need, at, line))
        })
        .collect();
    placed.sort_by_key(|p| (p.since, p.need, p.at));
    placed
}

fn place(state: &State, id: NeedId, need: &Need, at: usize, line: &NeedLine) -> Option<Placed> {
    let (stage, holder, since) = match need.status {
        NeedStatus::Reported => match need.verifications.last() {
            None => (Stage::New, Some(need.reporter), need.reported_at),
            Some((by, _, when)) => (Stage::Verifying, Some(*by), *when),
        },
        NeedStatus::Open | NeedStatus::Paused { .. } => fulfilment(state, need, line),
        NeedStatus::Closed(_) if line.tally.received > 0 => fulfilment(state, need, line),
        NeedStatus::Closed(_) | NeedStatus::Rejected(_) | NeedStatus::Merged(_) => return None,
    };
    Some(Placed {
        need: id,
        at,
        stage,
        holder,
        since,
    })
}

/// Where a verified line stands: by what is nearest to its end and not finished.
fn fulfilment(state: &State, need: &Need, line: &NeedLine) -> (Stage, Option<PartyId>, Stamp) {
    let commitments = || {
        line.commitments
            .iter()
            .filter_map(|id| state.commitments.get(id))
    };
    let consigned = commitments().flat_map(|c| c.consigned_in.iter().map(|(id, _)| *id));
    let newest: Option<ConsignmentId> = consigned
        .filter(|id| {
            state
                .consignments
                .get(id)
                .is_some_and(|c| is_moving(c.stage()))
        })
        .max();
    if let Some(moving) = newest.and_then(|id| state.consignments.get(&id)) {
        let since = moving.dispatched_at.unwrap_or(moving.prepared_at);
        return (Stage::Moving, moving.holder(), since);
    }
    if line.tally.firm > 0 || line.tally.pledged > 0 {
        let last = commitments().next_back();
        let since = last.and_then(|c| c.steps.last().map(|(_, at, _)| *at));
        return (
            Stage::Pledged,
            last.map(|c| c.donor),
            since.unwrap_or(need.confirmed_at),
        );
    }
    // What arrived and does not suffice is for somebody to take up, like what nobody has promised.
    let covered = coverage(line.quantity, &line.tally).map(|c| c.shortage == 0);
    if covered.unwrap_or(line.tally.received > 0) {
        return (Stage::Received, None, need.confirmed_at);
    }
    let verified = need
        .verifications
        .last()
        .map_or(need.reported_at, |(.., at)| *at);
    (Stage::Open, None, verified)
}

/// `GET /r/{room}/board`.
pub async fn board(visitor: Visitor, Path(room): Path<String>) -> Response {
    let (room, me) = match member(&visitor, &room) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    match Board::of(visitor.app(), visitor.words(), &me, room).await {
        Ok(board) => visitor.page(&board, page),
        Err(error) => visitor.refused(&error),
    }
}

fn page(ctx: &Ctx, board: &Board) -> Markup {
    let w = ctx.words;
    let base = board.room.href();
    let empty = board.columns.iter().all(|c| c.total == 0);
    let mut slips = board.columns.iter().flat_map(|c| &c.lines);
    let official = slips.any(|slip| slip.line.official > 0);
    let body = html! {
        @if empty {
            (note::empty(Icon::Board, &t!(w, "room-board-empty"), &t!(w, "room-board-empty-text"),
                Some((&format!("/need/new?room={}", board.room.id), &t!(w, "room-board-empty-act")))))
        }
        @if !board.findings.is_empty() {
            section.sheet.noprint {
                h2 { (t!(w, "room-board-ties")) }
                (growth::findings(&board.findings, false))
            }
        }
        @if !empty { div.mt3 { (legend(w, official)) } }
        div.cols.mt2 { @for column in &board.columns { (column_view(ctx, column)) } }
        p.mt3 { (btn_link("/b", Some(Icon::Board), &t!(w, "room-board-public"), false)) }
    };
    let shown = board
        .strip
        .as_ref()
        .map(|s| strip(ctx, s))
        .unwrap_or_default();
    Shell::new(&t!(w, "room-board-title"), Nav::Room)
        .subtitle(&board.room.name)
        .width(Width::Wide)
        .back(Some(&base))
        .strip(shown)
        .render(ctx, body)
}

fn column_view(ctx: &Ctx, column: &Column) -> Markup {
    let w = ctx.words;
    html! {
        section.c4.sheet {
            h2.row.sp.base { span { (column.stage.word(w)) } span.sm.mut { (number(column.total)) } }
            @if column.lines.is_empty() { p.sm.mut { (t!(w, "room-board-none")) } }
            ul.nl { @for slip in &column.lines { (slip_view(ctx, slip)) } }
            @if column.total > u64::try_from(column.lines.len()).unwrap_or(0) {
                p.ent { a href="/b" { (t!(w, "room-board-more", n = column.total)) } }
            }
        }
    }
}

fn slip_view(ctx: &Ctx, slip: &Slip) -> Markup {
    let w = ctx.words;
    let line = &slip.line;
    html! {
        li {
            p.row.sp.base {
                a.go2 href={ "/n/" (line.need) } { b { (line.recipient) } }
                span.nb.sm.lack[line.shortage != Some(0)] { (gap_of(w, line)) }
            }
            (bar_of(line).svg(w))
            p.row.sp.sm.mut {
                span { (line.item) }
                span.nb {
                    @if let Some(holder) = &slip.holder { (holder) } @else { (t!(w, "room-board-nobody")) }
                    " · " (ago(w, ctx.now, slip.since))
                }
            }
        }
    }
}

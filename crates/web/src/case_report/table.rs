//! Many reports from one table: what was filed, what stood already, and why a row was not taken.

use crate::address::Path;
use app::case_report::{Filed, REPORTS_MAX, ToldReport};
use app::import::{NoSheet, published};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::Response;
use maud::{Markup, html};
use relief::case_report::sheet::{self, Row, Table};
use relief::ids::JurisdictionId;
use relief::jurisdiction::Jurisdiction;
use relief::watch::{Fault as CellFault, Unread};
use serde::Serialize;

use super::model::{self, Begun};
use super::{said, views};
use crate::error::{Fault, fault_because};
use crate::fields::Fields;
use crate::label::Id;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::icon::Icon;
use crate::parts::table::{Col, table};
use crate::parts::{self, note};
use crate::refused;
use crate::t;
use crate::visitor::Visitor;
use crate::words::Words;

/// The largest table, in bytes: [`REPORTS_MAX`] rows of thirty counts have a tenth of it.
pub(super) const TABLE_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Cells that could not be read and are named; more are counted.
const UNREAD_SHOWN: usize = 100;

/// What became of a table.
#[derive(Debug, Serialize)]
pub(super) struct TableModel {
    pub jurisdiction: u64,
    pub name: String,
    pub rows: Vec<RowModel>,
    pub unread: Vec<UnreadModel>,
    /// Further cells that could not be read.
    pub unread_more: usize,
    /// Rows that state nothing.
    pub blank: usize,
}

/// One row that was read.
#[derive(Debug, Serialize)]
pub(super) struct RowModel {
    pub row: u32,
    pub day: String,
    /// `first`, `replaced`, `stood` or `refused`.
    pub outcome: &'static str,
    /// The outcome in words.
    pub words: String,
}

/// One cell that could not be read.
#[derive(Debug, Serialize)]
pub(super) struct UnreadModel {
    pub row: u32,
    pub column: String,
    pub value: String,
    pub why: String,
}

/// `POST /o/ID/table`.
pub(super) async fn send(visitor: Visitor, Path(id): Path<Id>, request: Request) -> Response {
    if length(&request) > TABLE_BYTES_MAX {
        return too_large(&visitor);
    }
    let fields = match Fields::from_request(request, &visitor.site).await {
        Ok(fields) => fields,
        Err(response) if response.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return too_large(&visitor);
        }
        Err(response) => return response,
    };
    match file(&visitor, JurisdictionId(id.0), &fields).await {
        Ok(model) => visitor.page(&model, view),
        Err(response) => response,
    }
}

fn length(request: &Request) -> usize {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok());
    length.and_then(|text| text.parse().ok()).unwrap_or(0)
}

fn too_large(visitor: &Visitor) -> Response {
    let max = TABLE_BYTES_MAX / 1024 / 1024;
    let words = t!(
        visitor.words(),
        "case-table-large",
        mb = max,
        rows = REPORTS_MAX
    );
    fault_because(&visitor.ctx, Fault::TooLarge, "table_too_large", &words)
}

async fn file(
    visitor: &Visitor,
    of: JurisdictionId,
    fields: &Fields,
) -> Result<TableModel, Response> {
    let w = visitor.words();
    let office = visitor.app().state().jurisdictions.get(of).cloned();
    let office = office.ok_or_else(|| visitor.fault(Fault::NotFound))?;
    let who = visitor.person()?;
    let mut read = match read(w, fields.file("table")) {
        Ok(read) => read,
        Err(why) => return Err(again(visitor, of, why).await),
    };
    let (own, others) = own_rows(&office, std::mem::take(&mut read.rows));
    let told = own.iter().map(|row| ToldReport {
        jurisdiction: of,
        day: row.day,
        figures: row.figures.clone(),
        remark: String::new(),
    });
    let app = visitor.app();
    let filed = match app.limits().act(who.account) {
        Ok(()) => app.file_case_reports(who, told.collect()).await,
        Err(refused) => Err(refused),
    };
    let filed = filed.map_err(|refused| visitor.refused(&refused))?;
    Ok(model(w, (of, &office), &own, &filed, (read, others)))
}

/// The table, or why there is none.
fn read(w: Words, bytes: Option<&Bytes>) -> Result<Table, String> {
    let bytes = bytes.ok_or_else(|| t!(w, "case-table-missing"))?;
    let max = u32::try_from(REPORTS_MAX).unwrap_or(u32::MAX);
    let (sheet, unread) = published("table", bytes, max).map_err(|why| match why {
        NoSheet::TooManyRows { max } => t!(w, "case-table-rows", rows = u64::from(max)),
        _ => t!(w, "case-table-none"),
    })?;
    let mut read = sheet::read(&sheet).map_err(|_| t!(w, "case-table-columns"))?;
    read.unread.extend(unread);
    Ok(read)
}

/// The page of the form again, for whoever has it, with the sentence at the file.
async fn again(visitor: &Visitor, of: JurisdictionId, why: String) -> Response {
    let faults = vec![("table".to_owned(), why.clone())];
    match model::model(visitor, of, None, Begun::Afresh, faults).await {
        Some(form) if form.is_official => visitor.again(&form, views::form),
        _ => fault_because(&visitor.ctx, Fault::Invalid, "no_table", &why),
    }
}

/// Rows that name this office or none, and those that name another.
fn own_rows(office: &Jurisdiction, rows: Vec<Row>) -> (Vec<Row>, Vec<Row>) {
    let names = [office.name.as_str(), office.code.as_str(), ""];
    let own = |row: &Row| names.contains(&row.reporter.as_str());
    rows.into_iter().partition(own)
}

fn model(
    w: Words,
    (of, office): (JurisdictionId, &Jurisdiction),
    own: &[Row],
    filed: &[Filed],
    (read, others): (Table, Vec<Row>),
) -> TableModel {
    let day = |row: &Row| said::day(w, row.day);
    let rows = own.iter().zip(filed).map(|(row, filed)| {
        let (outcome, words) = outcome(w, filed);
        RowModel {
            row: row.row,
            day: day(row),
            outcome,
            words,
        }
    });
    let refused = others.iter().map(|row| RowModel {
        row: row.row,
        day: day(row),
        outcome: "refused",
        words: t!(w, "case-row-other", name = row.reporter.clone()),
    });
    let mut rows: Vec<RowModel> = rows.chain(refused).collect();
    rows.sort_by_key(|row| row.row);
    let unread = |cell: &Unread| UnreadModel {
        row: cell.row,
        column: cell.column.clone(),
        value: cell.value.clone(),
        why: unread(w, cell.fault),
    };
    TableModel {
        jurisdiction: of.0,
        name: office.name.as_str().to_owned(),
        rows,
        unread_more: read.unread.len().saturating_sub(UNREAD_SHOWN),
        unread: read.unread.iter().take(UNREAD_SHOWN).map(unread).collect(),
        blank: read.blank,
    }
}

fn outcome(w: Words, filed: &Filed) -> (&'static str, String) {
    match filed {
        Filed::First(_) => ("first", t!(w, "case-row-first")),
        Filed::Replaced(_) => ("replaced", t!(w, "case-row-replaced")),
        Filed::Stood(_) => ("stood", t!(w, "case-row-stood")),
        Filed::Refused(why) => ("refused", refused::sentence(w, why)),
    }
}

fn unread(w: Words, fault: CellFault) -> String {
    match fault {
        CellFault::NotADay | CellFault::NoDay | CellFault::TooEarly => t!(w, "case-cell-day"),
        CellFault::NotACount => t!(w, "case-not-a-count"),
        CellFault::Twice => t!(w, "case-cell-twice"),
        CellFault::OpenQuote => t!(w, "case-cell-quote"),
        _ => t!(w, "case-cell-unread"),
    }
}

fn view(ctx: &Ctx, m: &TableModel) -> Markup {
    let w = ctx.words;
    let (row, day, became) = (
        t!(w, "case-table-row"),
        t!(w, "case-table-day"),
        t!(w, "case-table-became"),
    );
    let heads = [
        (Col::Num, row.as_str()),
        (Col::Text, day.as_str()),
        (Col::Text, became.as_str()),
    ];
    let cells = |r: &RowModel| vec![html! { (r.row) }, html! { (r.day) }, html! { (r.words) }];
    let rows: Vec<Vec<Markup>> = m.rows.iter().map(cells).collect();
    let count = |outcome: &str| m.rows.iter().filter(|row| row.outcome == outcome).count();
    let taken = count("first") + count("replaced");
    let title = t!(w, "case-table-done", n = taken);
    let back = format!("/o/{}", m.jurisdiction);
    let body = html! {
        h2 { (title) }
        p.sm.mut { (t!(w, "case-table-rest", stood = count("stood"), refused = count("refused"), unread = m.unread.len() + m.unread_more)) }
        @if !m.unread.is_empty() {
            (note::warn(&t!(w, "case-table-unread"), html! {
                ul.sm { @for cell in &m.unread {
                    li { (t!(w, "case-table-cell", row = u64::from(cell.row), column = cell.column.clone(), value = cell.value.clone(), why = cell.why.clone())) }
                } }
                @if m.unread_more > 0 { p.sm { (t!(w, "case-table-more", n = m.unread_more)) } }
            }))
        }
        @if !rows.is_empty() { (table(&title, &heads, &rows)) }
        p.ent { (parts::btn_link(&back, Some(Icon::Back), &m.name, false)) }
    };
    Shell::new(&t!(w, "case-table"), Nav::More)
        .subtitle(&m.name)
        .back(Some(&back))
        .render(ctx, body)
}

//! `POST /api/dataValueSets`: reports from an office's own system in the form that DHIS2 takes, answered as DHIS2 2.40
//! answers. An `orgUnit` is the code of a jurisdiction, a `dataElement` the name of a count as in a table of reports,
//! a `period` a day. Every value is judged alone: one that is refused costs no other.

mod answer;
mod message;
mod summary;

use std::collections::BTreeMap;
use std::sync::Arc;

use app::case_report::{Filed, REPORTS_MAX, ToldReport};
use app::{Person, Refused};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use relief::case_report::COUNT_MAX;
use relief::case_report::figures::{self, Part, Value};
use relief::case_report::sheet::stated;
use relief::code::CaseCount;
use relief::ids::JurisdictionId;
use relief::jurisdiction::Jurisdiction;
use relief::watch::day::{self, Day};
use serde_json::json;

use super::table::TABLE_BYTES_MAX;
use crate::negotiate::Format;
use crate::refused;
use crate::site::Site;
use crate::words::{Lang, Words};
use answer::{Answer, Form};
use message::{DataValue, Message, Unreadable};
use summary::{Conflict, Problem, Summary};

/// Values of one message: a table's reports with every count.
const VALUES_MAX: usize = REPORTS_MAX * CaseCount::ALL.len() * 3;
/// Versions of the interface that the answers are those of.
const VERSION: &str = "2.40.0";

/// Names of the one category that means no part but the whole: as DHIS2 ships it, and as its own examples have it.
const WHOLE: [&str; 3] = ["default", "HllvX50cXC0", "bRowv6yZOF2"];

/// What clients read before they send.
pub(super) async fn info(State(site): State<Site>) -> Response {
    let name = site
        .app()
        .state()
        .community
        .as_ref()
        .map(|c| c.name.as_str().to_owned());
    let info = json!({ "version": VERSION, "revision": "tideover", "systemName": name });
    axum::Json(info).into_response()
}

/// Files what a message says, and answers with its summary.
pub(super) async fn receive(
    State(site): State<Site>,
    format: Format,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let form = Form::asked(format, &uri, &headers);
    let sender = match sender(&site, &headers).await {
        Ok(Some(sender)) => sender,
        Ok(None) => return unauthorized(form),
        Err(refused) => return problem(&refused, form),
    };
    let message = match message(&headers, body) {
        Ok(message) => message,
        Err(answer) => return answer.written(form),
    };
    let dry = match asked(&uri, &message) {
        Ok(dry) => dry,
        Err(answer) => return answer.written(form),
    };
    match import(&site, &sender, &message.values, dry).await {
        Ok(summary) => Answer::from(summary).written(form),
        Err(refused) => problem(&refused, form),
    }
}

/// The message, or the answer to one that is not looked at.
fn message(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Message, Answer> {
    let too_large = |max: usize, what: &str| {
        let text = format!("At most {max} {what} in one message: send the rest in another.");
        Answer::error(StatusCode::PAYLOAD_TOO_LARGE, &text)
    };
    let body = body.map_err(|_| too_large(TABLE_BYTES_MAX, "bytes"))?;
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|value| value.to_str().ok());
    let message = message::read(kind.unwrap_or_default(), &body).map_err(|why| {
        let status = match why {
            Unreadable::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            _ => StatusCode::BAD_REQUEST,
        };
        Answer::error(status, &why.to_string())
    })?;
    if message.values.len() > VALUES_MAX {
        return Err(too_large(VALUES_MAX, "data values"));
    }
    Ok(message)
}

/// Whether nothing is to be filed, as the message or else the address says; what cannot be done as asked is not done.
fn asked(uri: &Uri, message: &Message) -> Result<bool, Answer> {
    let query = Query::<Vec<(String, String)>>::try_from_uri(uri);
    let pairs = query.map(|Query(pairs)| pairs).unwrap_or_default();
    let said = |of_set: &str, name: &str| {
        let of_address = pairs.iter().find(|(key, _)| key == name);
        let of_set = Some(of_set).filter(|text| !text.is_empty());
        let said = of_set.or(of_address.map(|(_, value)| value.as_str()));
        said.unwrap_or_default().trim().to_ascii_lowercase()
    };
    let strategy = said(&message.import_strategy, "importStrategy");
    let text = match strategy.as_str() {
        "" | "create_and_update" | "new_and_updates" => None,
        "delete" | "deletes" => Some("Nothing is deleted here: send a later version.".to_owned()),
        other => Some(format!(
            "Import strategy not supported: `{other}`. What is new and what is changed is taken: CREATE_AND_UPDATE."
        )),
    };
    if let Some(text) = text {
        return Err(Answer::error(StatusCode::CONFLICT, &text));
    }
    let dry = said(&message.dry_run, "dryRun");
    truth(&dry).ok_or_else(|| {
        let text = format!("dryRun is true or false, not `{dry}`.");
        Answer::error(StatusCode::BAD_REQUEST, &text)
    })
}

/// A word for yes or no as DHIS2 takes it; nothing said is no.
fn truth(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "" | "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// Who sends, and for which office.
struct Sender {
    person: Arc<Person>,
    of: JurisdictionId,
    office: Jurisdiction,
}

/// By HTTP Basic (the office's code and its key), or by a token alone.
async fn sender(site: &Site, headers: &HeaderMap) -> Result<Option<Sender>, Refused> {
    let Some((user, key)) = credentials(headers) else {
        return Ok(None);
    };
    let Some((person, of)) = site.app().by_office_key(&key).await? else {
        return Ok(None);
    };
    let office = site.app().state().jurisdictions.get(of).cloned();
    let office =
        office.filter(|o| user.is_none_or(|user| user.eq_ignore_ascii_case(o.code.as_str())));
    Ok(office.map(|office| Sender { person, of, office }))
}

fn credentials(headers: &HeaderMap) -> Option<(Option<String>, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, rest) = value.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("basic") {
        let pair = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
        let (user, key) = pair.split_once(':')?;
        return Some((Some(user.to_owned()), key.to_owned()));
    }
    let token = scheme.eq_ignore_ascii_case("apitoken") || scheme.eq_ignore_ascii_case("bearer");
    token.then(|| (None, rest.trim().to_owned()))
}

fn unauthorized(form: Form) -> Response {
    let mut response = Answer::error(StatusCode::UNAUTHORIZED, "Unauthorized").written(form);
    let realm = HeaderValue::from_static("Basic realm=\"Tideover\"");
    response
        .headers_mut()
        .insert(header::WWW_AUTHENTICATE, realm);
    response
}

fn problem(why: &Refused, form: Form) -> Response {
    let text = refused::sentence(Words::new(Lang::En), why);
    let fault = refused::fault(why);
    crate::error::wait(Answer::error(fault.status(), &text).written(form), fault)
}

/// The values of one day, with their places in the message.
#[derive(Default)]
struct Told {
    values: Vec<Value>,
    indexes: Vec<usize>,
    remark: String,
}

impl Told {
    /// Takes out every figure that is stated more than once: nobody knows which one is meant. Answers their places.
    fn without_twice(&mut self) -> Vec<usize> {
        let all = std::mem::take(&mut self.values);
        let mut times: BTreeMap<(CaseCount, Part), u32> = BTreeMap::new();
        for value in &all {
            *times.entry((value.count, value.part)).or_default() += 1;
        }
        let is_twice = |value: &Value| times.get(&(value.count, value.part)) > Some(&1);
        let places = std::mem::take(&mut self.indexes).into_iter();
        let (twice, once): (Vec<_>, Vec<_>) = all
            .iter()
            .copied()
            .zip(places)
            .partition(|(value, _)| is_twice(value));
        (self.values, self.indexes) = once.into_iter().unzip();
        twice.into_iter().map(|(_, place)| place).collect()
    }
}

async fn import(
    site: &Site,
    sender: &Sender,
    values: &[DataValue],
    dry: bool,
) -> Result<Summary, Refused> {
    let app = site.app();
    app.limits().act(sender.person.account)?;
    let today = sender.office.local_day(app.now());
    let mut summary = Summary::default();
    let mut days: BTreeMap<Day, Told> = BTreeMap::new();
    for (index, value) in values.iter().enumerate() {
        match judge(&sender.office, today, value) {
            Ok((day, figure)) => {
                let told = days.entry(day).or_default();
                told.values.push(figure);
                told.indexes.push(index);
                if told.remark.is_empty() {
                    told.remark.clone_from(&value.comment);
                }
            }
            Err(problem) => summary.conflicts.push(Conflict::of(problem, value, index)),
        }
    }
    let mut reports = Vec::new();
    for (day, mut told) in days {
        summary.refuse(values, &told.without_twice(), &Problem::Twice);
        if let Ok(figures) = figures::gather(told.values.iter().copied())
            && !figures.is_empty()
        {
            reports.push((day, figures, told));
        }
    }
    if dry {
        summary.imported = reports.iter().map(|(_, _, told)| told.indexes.len()).sum();
        return Ok(summary);
    }
    let told = reports.iter().map(|(day, figures, told)| ToldReport {
        jurisdiction: sender.of,
        day: *day,
        figures: figures.clone(),
        remark: told.remark.clone(),
    });
    let filed = app
        .file_case_reports(&sender.person, told.collect())
        .await?;
    for ((_, _, told), filed) in reports.iter().zip(filed) {
        let n = told.indexes.len();
        match filed {
            Filed::First(_) => summary.imported += n,
            Filed::Replaced(_) => summary.updated += n,
            Filed::Stood(_) => summary.ignored += n,
            Filed::Refused(why) => {
                let text = refused::sentence(Words::new(Lang::En), &why);
                summary.refuse(values, &told.indexes, &Problem::Refused(text));
            }
        }
    }
    Ok(summary)
}

/// The day and the figure that a value means.
fn judge(office: &Jurisdiction, today: Day, value: &DataValue) -> Result<(Day, Value), Problem> {
    let (count, part) = stated(&value.element).ok_or(Problem::Element)?;
    let own = value.org_unit.eq_ignore_ascii_case(office.code.as_str());
    if !own {
        return Err(Problem::OrgUnit);
    }
    let is_whole = |of: &str| of.is_empty() || WHOLE.iter().any(|one| one.eq_ignore_ascii_case(of));
    if !is_whole(&value.category) {
        return Err(Problem::Category);
    }
    if !is_whole(&value.attribute) {
        return Err(Problem::Attribute);
    }
    let day = period(&value.period).ok_or(Problem::Period)?;
    if day >= today {
        return Err(Problem::Future);
    }
    if truth(&value.deleted) != Some(false) {
        return Err(Problem::Deleted);
    }
    let n = value.value.trim();
    if n.is_empty() && value.comment.is_empty() {
        return Err(Problem::Nothing);
    }
    let digits = !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    let n = n.parse().ok().filter(|n| digits && *n <= COUNT_MAX);
    let n = n.ok_or(Problem::Value)?;
    Ok((day, Value { count, part, n }))
}

/// A daily period, `20200210` or `2020-02-10`.
fn period(text: &str) -> Option<Day> {
    let plain = text.len() == 8 || text.len() == 10;
    let written = day::read(text).filter(|_| plain)?;
    Day::new(written.year?, written.month, written.day).filter(|day| *day >= Day::FIRST)
}

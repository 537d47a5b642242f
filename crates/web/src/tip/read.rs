//! Reading replies with a receipt. A receipt that leads nowhere looks like one that nobody has answered yet.

use app::Refused;
use axum::Json;
use axum::response::{IntoResponse, Response};
use relief::ids::unhex;
use serde::Serialize;
use tip::{Kind, Letter, Receipt};

use super::form::slip;
use super::model::SCRIPT;
use super::routes::refusal_json;
use super::views;
use crate::assets;
use crate::fields::Fields;
use crate::visitor::Visitor;

/// Every answer about a receipt has a whole number of so many bytes: one, unless eight long replies fill more.
const LEVEL_BYTES: usize = 64 * 1024;
/// What a page about a receipt can measure at most, in bytes.
const PAGE_BYTES_MAX: usize = 1 << 20;

/// Fills an answer with white space at its end, which neither HTML nor JSON minds: whether there are replies, and how long
/// they are, does not show on the way.
pub(super) async fn level(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, PAGE_BYTES_MAX).await else {
        return axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut filled = bytes.to_vec();
    filled.resize(bytes.len().next_multiple_of(LEVEL_BYTES), b' ');
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    Response::from_parts(parts, filled.into())
}

/// `/tip/read`.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct ReadPage {
    /// The name of the journal: what receipts are salted with.
    pub origin: String,
    /// What custodians answered; nothing before a receipt was given.
    pub replies: Option<Vec<String>>,
    /// The receipt as typed, when it has a slip.
    #[serde(skip)]
    pub receipt: String,
    /// Which groups have a slip.
    #[serde(skip)]
    pub fault: Option<String>,
    /// The script that derives in the browser, if this build has it.
    #[serde(skip)]
    pub script: Option<&'static str>,
}

fn blank(visitor: &Visitor) -> ReadPage {
    ReadPage {
        origin: visitor.app().origin().to_owned(),
        script: Some(assets::url(SCRIPT)).filter(|url| !url.is_empty()),
        ..ReadPage::default()
    }
}

/// The field for a receipt.
pub(super) async fn ask(visitor: Visitor) -> Response {
    let visitor = visitor.anonymous();
    visitor.page(&blank(&visitor), views::read)
}

/// Without script: the receipt is stretched here, in memory, and forgotten.
pub(super) async fn answer(visitor: Visitor, fields: Fields) -> Response {
    let visitor = visitor.anonymous();
    let typed = fields.text("receipt");
    let receipt = match Receipt::parse(typed) {
        Ok(receipt) => receipt,
        Err(fault) => {
            let wrong = ReadPage {
                receipt: typed.to_owned(),
                fault: Some(slip(visitor.words(), &fault)),
                ..blank(&visitor)
            };
            return visitor.again(&wrong, views::read);
        }
    };
    match replies(&visitor, receipt).await {
        Ok(replies) => {
            let page = ReadPage {
                replies: Some(replies),
                ..blank(&visitor)
            };
            visitor.page(&page, views::read)
        }
        Err(refused) => visitor.refused(&refused),
    }
}

async fn replies(visitor: &Visitor, receipt: Receipt) -> Result<Vec<String>, Refused> {
    let unlocked = visitor.app().unlock(receipt).await?;
    let files = visitor.app().tip_answers(unlocked.lookup).await?;
    let opened = files.iter().filter_map(|file| {
        let padded = tip::open(file, &unlocked.key).ok()?;
        let letter = Letter::decode(tip::unpad(&padded)?).ok()?;
        (letter.kind == Kind::Reply).then_some(letter.what)
    });
    Ok(opened.collect())
}

#[derive(Serialize)]
struct Answers {
    /// Armored age files, always as many and as long.
    answers: Vec<String>,
}

/// For the script: files under a lookup, answers and fillings alike.
pub(super) async fn answers(visitor: Visitor, fields: Fields) -> Response {
    let visitor = visitor.anonymous();
    let found = match unhex(fields.text("lookup")) {
        Some(lookup) => visitor.app().tip_answers(lookup).await,
        None => Err(Refused::NotFound),
    };
    match found {
        Ok(files) => {
            let answers = files.iter().map(|file| tip::armored(file)).collect();
            Json(Answers { answers }).into_response()
        }
        Err(refused) => refusal_json(&visitor, &refused),
    }
}

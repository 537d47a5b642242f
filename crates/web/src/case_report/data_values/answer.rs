//! The answer to a message in the form of DHIS2 2.40: its web message, in JSON or, for a client that asks for it, in XML.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use quick_xml::escape::escape;
use serde_json::{Value, json};

use super::summary::{Conflict, Summary};
use crate::negotiate::{Format, weight_permille};

/// Conflicts that are listed; the number of values that were not taken is whole in any case.
const CONFLICTS_SHOWN: usize = 200;
/// The namespace of every element, as of what clients send.
const DXF: &str = "http://dhis2.org/schema/dxf/2.0";
const DESCRIPTION: &str = "Import process completed successfully";

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Xml,
}

impl Form {
    /// By the address (`.json`, `.xml`), else by what the client accepts first, else JSON.
    pub fn asked(format: Format, uri: &Uri, headers: &HeaderMap) -> Form {
        if uri.path().ends_with(".xml") {
            return Form::Xml;
        }
        if format == Format::Json {
            return Form::Json;
        }
        let accepts = headers.get_all(header::ACCEPT).iter();
        let ranges = accepts.filter_map(|value| value.to_str().ok());
        let ranges = ranges.flat_map(|value| value.split(','));
        let forms = ranges.filter_map(Form::of_range);
        // Of equals the first: max_by_key would take the last.
        let best = forms.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or(Form::Json, |(form, _)| form)
    }

    /// The form that one range of an Accept header means, and its weight in thousandths (RFC 9110, 12.4.2).
    fn of_range(range: &str) -> Option<(Form, u16)> {
        let (kind, params) = range.split_once(';').unwrap_or((range, ""));
        let form = match kind.trim().to_ascii_lowercase().as_str() {
            "application/xml" | "text/xml" => Form::Xml,
            "application/json" | "application/*" | "*/*" => Form::Json,
            _ => return None,
        };
        let weight = params.rsplit(';').map(weight_permille).next()?;
        (weight > 0).then_some((form, weight))
    }
}

/// An answer before it is written.
#[derive(Debug)]
pub(super) struct Answer {
    http: StatusCode,
    status: &'static str,
    message: String,
    summary: Option<Summary>,
}

impl From<Summary> for Answer {
    fn from(mut summary: Summary) -> Answer {
        // Problems are found day by day; a client reads them in the order of its message.
        summary.conflicts.sort_by_key(|one| one.index);
        let (http, status, message) = if summary.conflicts.is_empty() {
            (StatusCode::OK, "OK", "Import was successful.")
        } else {
            let message = "One more conflicts encountered, please check import summary.";
            (StatusCode::CONFLICT, "WARNING", message)
        };
        Answer {
            http,
            status,
            message: message.to_owned(),
            summary: Some(summary),
        }
    }
}

impl Answer {
    /// To a message that was not looked at.
    pub fn error(http: StatusCode, message: &str) -> Answer {
        Answer {
            http,
            status: "ERROR",
            message: message.to_owned(),
            summary: None,
        }
    }

    /// The answer as it is sent.
    pub fn written(&self, form: Form) -> Response {
        match form {
            Form::Json => (self.http, Json(self.json())).into_response(),
            Form::Xml => {
                let kind = [(header::CONTENT_TYPE, "application/xml;charset=UTF-8")];
                (self.http, kind, self.xml()).into_response()
            }
        }
    }

    fn http_name(&self) -> &'static str {
        self.http.canonical_reason().unwrap_or_default()
    }

    fn json(&self) -> Value {
        let mut body = json!({
            "httpStatus": self.http_name(),
            "httpStatusCode": self.http.as_u16(),
            "status": self.status,
            "message": self.message,
        });
        if let (Some(summary), Some(body)) = (&self.summary, body.as_object_mut()) {
            body.insert("response".to_owned(), summary.json());
        }
        body
    }

    fn xml(&self) -> String {
        let (name, code) = (self.http_name(), self.http.as_u16());
        let response = self.summary.as_ref().map(Summary::xml).unwrap_or_default();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<webMessage xmlns=\"{DXF}\" httpStatus=\"{name}\" \
             httpStatusCode=\"{code}\" status=\"{}\"><message>{}</message>{response}</webMessage>\n",
            self.status,
            text(&self.message),
        )
    }
}

impl Summary {
    fn status(&self) -> &'static str {
        if self.conflicts.is_empty() {
            "SUCCESS"
        } else {
            "WARNING"
        }
    }

    /// Values that were not taken, and those that stood already.
    fn ignored(&self) -> usize {
        self.ignored + self.conflicts.len()
    }

    fn rejected(&self) -> Vec<usize> {
        self.conflicts.iter().map(|one| one.index).collect()
    }

    fn shown(&self) -> impl Iterator<Item = &Conflict> {
        self.conflicts.iter().take(CONFLICTS_SHOWN)
    }

    fn json(&self) -> Value {
        json!({
            "responseType": "ImportSummary",
            "status": self.status(),
            "description": DESCRIPTION,
            "importCount": {
                "imported": self.imported,
                "updated": self.updated,
                "ignored": self.ignored(),
                "deleted": 0,
            },
            "conflicts": self.shown().map(Conflict::json).collect::<Vec<_>>(),
            "rejectedIndexes": self.rejected(),
            "dataSetComplete": "false",
        })
    }

    fn xml(&self) -> String {
        let conflicts: String = self.shown().map(Conflict::xml).collect();
        let rejected = self.rejected().into_iter();
        let rejected: String = rejected
            .map(|at| format!("<rejectedIndex>{at}</rejectedIndex>"))
            .collect();
        format!(
            "<response responseType=\"ImportSummary\"><status>{}</status><description>{DESCRIPTION}</description>\
             <importCount imported=\"{}\" updated=\"{}\" ignored=\"{}\" deleted=\"0\"/>\
             <conflicts>{conflicts}</conflicts><rejectedIndexes>{rejected}</rejectedIndexes>\
             <dataSetComplete>false</dataSetComplete></response>",
            self.status(),
            self.imported,
            self.updated,
            self.ignored(),
        )
    }
}

impl Conflict {
    fn json(&self) -> Value {
        json!({
            "object": self.object,
            "objects": { self.property: self.object },
            "value": self.text,
            "errorCode": self.code,
            "property": self.property,
            "indexes": [self.index],
        })
    }

    fn xml(&self) -> String {
        format!(
            "<conflict object=\"{}\" value=\"{}\" errorCode=\"{}\" property=\"{}\" index=\"{}\"/>",
            text(&self.object),
            text(&self.text),
            self.code,
            self.property,
            self.index,
        )
    }
}

/// Words of a client as XML may hold them: escaped, and without what XML 1.0 has no way to write.
fn text(words: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let allowed = |c: &char| allowed(c) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    escape(words.chars().filter(allowed).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn asked(path: &'static str, accept: Option<&'static str>) -> Form {
        let mut headers = HeaderMap::new();
        headers.extend(accept.map(|accept| (header::ACCEPT, HeaderValue::from_static(accept))));
        Form::asked(Format::Html, &Uri::from_static(path), &headers)
    }

    #[test]
    fn the_form_is_the_one_that_is_asked_for() {
        let path = "/api/dataValueSets";
        for (accept, form) in [
            (None, Form::Json),
            (Some("*/*"), Form::Json),
            (Some("application/json"), Form::Json),
            (Some("application/xml"), Form::Xml),
            (Some("text/xml; charset=utf-8, */*"), Form::Xml),
            (Some("application/xml;q=0.5, application/json"), Form::Json),
            (
                Some("application/json;q=0.5, application/xml;q=0.75"),
                Form::Xml,
            ),
            (Some("application/xml;q=0"), Form::Json),
            (Some("text/html"), Form::Json),
        ] {
            assert_eq!(asked(path, accept), form, "{accept:?}");
        }
        assert_eq!(
            asked("/api/dataValueSets.xml", Some("application/json")),
            Form::Xml
        );
        let xml = HeaderValue::from_static("application/xml");
        let headers = HeaderMap::from_iter([(header::ACCEPT, xml)]);
        let json = Form::asked(Format::Json, &Uri::from_static(path), &headers);
        assert_eq!(json, Form::Json, "the address says .json");
    }

    #[test]
    fn what_a_client_sent_breaks_no_xml() {
        let answer = Answer::error(StatusCode::CONFLICT, "a < b & \"c\"\u{1}\u{fffe}");
        let xml = answer.xml();
        assert!(
            xml.contains("<message>a &lt; b &amp; &quot;c&quot;</message>"),
            "{xml}"
        );
    }
}

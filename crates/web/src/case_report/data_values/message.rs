//! A message of data values, in JSON, XML (DXF 2) or CSV.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use serde::Deserialize;

/// Why a message cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    /// Neither of the three forms.
    #[error(
        "Content type not supported: send application/json, application/xml or application/csv."
    )]
    Kind,
    /// Not UTF-8.
    #[error("The message is not UTF-8.")]
    Characters,
    /// No JSON of this form.
    #[error("JSON could not be read: {0}")]
    Json(#[from] serde_json::Error),
    /// No XML.
    #[error("XML could not be read: {0}")]
    Xml(#[from] quick_xml::Error),
    /// An attribute that is none.
    #[error("XML could not be read: {0}")]
    Attribute(#[from] quick_xml::events::attributes::AttrError),
    /// No `dataValueSet` in it.
    #[error("XML could not be read: there is no dataValueSet in it.")]
    NoSet,
    /// No CSV.
    #[error("CSV could not be read: {0}")]
    Csv(#[from] csv::Error),
}

/// One value. The set's own period and unit stand for a value that names none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DataValue {
    pub element: String,
    pub period: String,
    pub org_unit: String,
    pub value: String,
    pub comment: String,
}

/// Reads a message by its content type; a type that is left out is JSON.
pub(super) fn read(kind: &str, body: &[u8]) -> Result<Vec<DataValue>, Unreadable> {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    match kind.to_ascii_lowercase().as_str() {
        "" | "application/json" => Ok(json(body)?),
        "application/xml" | "text/xml" => xml(body),
        "application/csv" | "text/csv" => Ok(csv(body)?),
        _ => Err(Unreadable::Kind),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Set {
    period: Written,
    org_unit: String,
    data_values: Vec<One>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct One {
    data_element: String,
    period: Written,
    org_unit: String,
    value: Written,
    comment: String,
}

/// A figure or a period as text or as a number: clients write both.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Number(serde_json::Number),
}

impl Default for Written {
    fn default() -> Written {
        Written::Text(String::new())
    }
}

impl Written {
    fn text(&self) -> String {
        match self {
            Written::Text(text) => text.clone(),
            Written::Number(number) => number.to_string(),
        }
    }
}

fn json(body: &[u8]) -> Result<Vec<DataValue>, serde_json::Error> {
    let set: Set = serde_json::from_slice(body)?;
    let of_set = Defaults {
        period: set.period.text(),
        org_unit: set.org_unit,
    };
    let value = |one: One| {
        of_set.fill(DataValue {
            element: one.data_element,
            period: one.period.text(),
            org_unit: one.org_unit,
            value: one.value.text(),
            comment: one.comment,
        })
    };
    Ok(set.data_values.into_iter().map(value).collect())
}

/// What a set says for all of its values.
#[derive(Debug, Default)]
struct Defaults {
    period: String,
    org_unit: String,
}

impl Defaults {
    fn fill(&self, mut value: DataValue) -> DataValue {
        if value.period.is_empty() {
            value.period.clone_from(&self.period);
        }
        if value.org_unit.is_empty() {
            value.org_unit.clone_from(&self.org_unit);
        }
        value
    }
}

/// Entities other than the five of XML are refused, so a message cannot grow while it is read.
fn xml(body: &[u8]) -> Result<Vec<DataValue>, Unreadable> {
    let text = std::str::from_utf8(body).map_err(|_| Unreadable::Characters)?;
    let mut reader = quick_xml::Reader::from_str(text);
    let mut set = None;
    let mut values = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "dataValueSet" => set = Some(defaults(&tag)?),
                "dataValue" => values.push(value(&tag)?),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    let set = set.ok_or(Unreadable::NoSet)?;
    Ok(values.into_iter().map(|value| set.fill(value)).collect())
}

fn defaults(tag: &BytesStart<'_>) -> Result<Defaults, Unreadable> {
    Ok(Defaults {
        period: attribute(tag, "period")?,
        org_unit: attribute(tag, "orgUnit")?,
    })
}

fn value(tag: &BytesStart<'_>) -> Result<DataValue, Unreadable> {
    Ok(DataValue {
        element: attribute(tag, "dataElement")?,
        period: attribute(tag, "period")?,
        org_unit: attribute(tag, "orgUnit")?,
        value: attribute(tag, "value")?,
        comment: attribute(tag, "comment")?,
    })
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<String, Unreadable> {
    for attribute in tag.attributes() {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return Ok(value?.into_owned());
        }
    }
    Ok(String::new())
}

/// Columns by their place, below a header, as DHIS2 reads them: element, period, unit, two combinations, value, who
/// stored it, when, comment.
fn csv(body: &[u8]) -> csv::Result<Vec<DataValue>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(body);
    let value = |record: csv::Result<csv::StringRecord>| {
        let record = record?;
        let cell = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
        Ok(DataValue {
            element: cell(0),
            period: cell(1),
            org_unit: cell(2),
            value: cell(5),
            comment: cell(8),
        })
    };
    reader.records().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected() -> Vec<DataValue> {
        let value = |element: &str, value: &str| DataValue {
            element: element.to_owned(),
            period: "20200210".to_owned(),
            org_unit: "4211".to_owned(),
            value: value.to_owned(),
            comment: String::new(),
        };
        vec![value("new_confirmed", "64"), value("累计确诊", "473")]
    }

    #[test]
    fn the_three_forms_say_the_same() {
        let json = r#"{"dataSet":"daily","period":"20200210","orgUnit":"4211","dataValues":[
            {"dataElement":"new_confirmed","value":"64"},
            {"dataElement":"累计确诊","value":473,"period":20200210,"orgUnit":"4211"}]}"#;
        let xml = r#"<?xml version="1.0"?><dataValueSet xmlns="http://dhis2.org/schema/dxf/2.0" period="20200210"
            orgUnit="4211"><dataValue dataElement="new_confirmed" value="64"/>
            <dataValue dataElement="累计确诊" value="473"></dataValue></dataValueSet>"#;
        let csv = "dataelement,period,orgunit,catoptcombo,attroptcombo,value,strby,lstupd,cmt\n\
            new_confirmed,20200210,4211,,,64\n累计确诊,20200210,4211,,,473,,,\n";
        for (kind, body) in [
            ("application/json;charset=UTF-8", json),
            ("application/xml", xml),
            ("text/csv", csv),
        ] {
            assert_eq!(read(kind, body.as_bytes()).unwrap(), expected(), "{kind}");
        }
    }

    #[test]
    fn what_is_none_of_them_is_named() {
        let why = |kind: &str, body: &str| read(kind, body.as_bytes()).unwrap_err().to_string();
        assert!(why("text/plain", "x").contains("application/json"));
        assert!(why("application/json", "{").starts_with("JSON could not be read"));
        assert!(why("application/json", r#"{"dataValues":3}"#).contains("line 1"));
        assert!(why("application/xml", "<a>").contains("no dataValueSet"));
        assert!(why("application/xml", "<dataValueSet period='").starts_with("XML"));
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\">]><dataValueSet period=\"&b;\"/>";
        assert!(why("application/xml", bomb).starts_with("XML could not be read"));
    }
}

//! A message of data values, in JSON, XML (DXF 2) or CSV.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use relief::case_report::sheet::stated;
use serde::Deserialize;
use serde_json::{Map, Value};

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
    /// A list where an object belongs.
    #[error("JSON could not be read: a message is one object with its dataValues, not a list.")]
    List,
    /// No XML.
    #[error("XML could not be read: {0}")]
    Xml(#[from] quick_xml::Error),
    /// An attribute that is none.
    #[error("XML could not be read: {0}")]
    Attribute(#[from] quick_xml::events::attributes::AttrError),
    /// No `dataValueSet` in it.
    #[error("XML could not be read: there is no dataValueSet in it.")]
    NoSet,
    /// Something is there twice or outside: nobody knows which period and unit it is of.
    #[error("XML could not be read: a message is one dataValueSet with its dataValues in it.")]
    OneSet,
    /// It ends before it is closed.
    #[error("XML could not be read: it ends before it is closed, so a part of it is missing.")]
    CutOff,
    /// The first row of a CSV is one of values.
    #[error(
        "CSV could not be read: the first row names the columns and is not imported, and this one holds a value."
    )]
    NoHeader,
    /// No CSV.
    #[error("CSV could not be read: {0}")]
    Csv(#[from] csv::Error),
}

/// A message: its values, and what it asks to be done with them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    pub values: Vec<DataValue>,
    /// As the set itself says it, before the address does; empty when it does not.
    pub dry_run: String,
    /// The same.
    pub import_strategy: String,
}

/// One value. What the set says for all stands for what a value leaves out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DataValue {
    pub element: String,
    pub period: String,
    pub org_unit: String,
    /// Of which part of the people it is, such as women.
    pub category: String,
    /// Of which programme or donor.
    pub attribute: String,
    pub value: String,
    pub comment: String,
    /// Empty, false or true.
    pub deleted: String,
}

/// Reads a message by its content type; a type that is left out is JSON.
pub(super) fn read(kind: &str, body: &[u8]) -> Result<Message, Unreadable> {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    match kind.to_ascii_lowercase().as_str() {
        "" | "application/json" => json(body),
        "application/xml" | "text/xml" => xml(body),
        "application/csv" | "text/csv" => csv(body),
        _ => Err(Unreadable::Kind),
    }
}

/// What some programs write before UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Set {
    period: Written,
    org_unit: Written,
    attribute_option_combo: Written,
    dry_run: Written,
    import_strategy: Written,
    /// As maps: a list would be taken for the fields of a value in their order.
    data_values: Option<Vec<Map<String, Value>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct One {
    data_element: Written,
    period: Written,
    org_unit: Written,
    category_option_combo: Written,
    attribute_option_combo: Written,
    value: Written,
    comment: Written,
    deleted: Written,
}

/// A cell as text, as a number, as true or false, or null: clients write all four.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Number(serde_json::Number),
    Flag(bool),
    #[default]
    Nothing,
}

impl Written {
    fn text(&self) -> String {
        match self {
            Written::Text(text) => text.clone(),
            Written::Number(number) => number.to_string(),
            Written::Flag(flag) => flag.to_string(),
            Written::Nothing => String::new(),
        }
    }
}

fn json(body: &[u8]) -> Result<Message, Unreadable> {
    // For the same reason.
    if body.trim_ascii_start().starts_with(b"[") {
        return Err(Unreadable::List);
    }
    let set: Set = serde_json::from_slice(body)?;
    let of_set = Defaults {
        period: set.period.text(),
        org_unit: set.org_unit.text(),
        attribute: set.attribute_option_combo.text(),
    };
    let value = |one: Map<String, Value>| {
        let one: One = serde_json::from_value(one.into())?;
        Ok(of_set.fill(DataValue {
            element: one.data_element.text(),
            period: one.period.text(),
            org_unit: one.org_unit.text(),
            category: one.category_option_combo.text(),
            attribute: one.attribute_option_combo.text(),
            value: one.value.text(),
            comment: one.comment.text(),
            deleted: one.deleted.text(),
        }))
    };
    let values = set.data_values.into_iter().flatten().map(value);
    let values: Result<Vec<DataValue>, serde_json::Error> = values.collect();
    Ok(Message {
        values: values?,
        dry_run: set.dry_run.text(),
        import_strategy: set.import_strategy.text(),
    })
}

/// What a set says for all of its values.
#[derive(Debug, Default)]
struct Defaults {
    period: String,
    org_unit: String,
    attribute: String,
}

impl Defaults {
    fn fill(&self, mut value: DataValue) -> DataValue {
        for (own, of_set) in [
            (&mut value.period, &self.period),
            (&mut value.org_unit, &self.org_unit),
            (&mut value.attribute, &self.attribute),
        ] {
            if own.is_empty() {
                own.clone_from(of_set);
            }
        }
        value
    }
}

/// Entities other than the five of XML are refused, so a message cannot grow while it is read. Other elements are passed
/// over.
fn xml(body: &[u8]) -> Result<Message, Unreadable> {
    let text = std::str::from_utf8(body).map_err(|_| Unreadable::Characters)?;
    let mut reader = quick_xml::Reader::from_str(text);
    let mut message = Message::default();
    let mut of_set = None;
    // How many elements are open around what is read.
    let mut depth: u32 = 0;
    loop {
        let event = reader.read_event()?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => match (tag.local_name().as_ref(), &of_set) {
                ("dataValueSet", None) if depth == 0 => {
                    of_set = Some(defaults(tag)?);
                    message.dry_run = attribute(tag, "dryRun")?;
                    message.import_strategy = attribute(tag, "importStrategy")?;
                }
                ("dataValue", Some(of_set)) if depth == 1 => {
                    message.values.push(of_set.fill(value(tag)?));
                }
                ("dataValueSet" | "dataValue", _) => return Err(Unreadable::OneSet),
                _ => {}
            },
            Event::Eof if depth > 0 => return Err(Unreadable::CutOff),
            Event::Eof => break,
            _ => {}
        }
        match event {
            Event::Start(_) => depth = depth.saturating_add(1),
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    of_set.map(|_| message).ok_or(Unreadable::NoSet)
}

fn defaults(tag: &BytesStart<'_>) -> Result<Defaults, Unreadable> {
    Ok(Defaults {
        period: attribute(tag, "period")?,
        org_unit: attribute(tag, "orgUnit")?,
        attribute: attribute(tag, "attributeOptionCombo")?,
    })
}

fn value(tag: &BytesStart<'_>) -> Result<DataValue, Unreadable> {
    Ok(DataValue {
        element: attribute(tag, "dataElement")?,
        period: attribute(tag, "period")?,
        org_unit: attribute(tag, "orgUnit")?,
        category: attribute(tag, "categoryOptionCombo")?,
        attribute: attribute(tag, "attributeOptionCombo")?,
        value: attribute(tag, "value")?,
        comment: attribute(tag, "comment")?,
        deleted: attribute(tag, "deleted")?,
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
/// stored it, when, comment, whether to follow it up, whether it is deleted.
fn csv(body: &[u8]) -> Result<Message, Unreadable> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(body);
    let names = reader.headers()?;
    if names.get(0).and_then(stated).is_some() {
        return Err(Unreadable::NoHeader);
    }
    let value = |record: csv::Result<csv::StringRecord>| {
        let record = record?;
        let cell = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
        Ok(DataValue {
            element: cell(0),
            period: cell(1),
            org_unit: cell(2),
            category: cell(3),
            attribute: cell(4),
            value: cell(5),
            comment: cell(8),
            deleted: cell(10),
        })
    };
    let values: csv::Result<Vec<DataValue>> = reader.records().map(value).collect();
    Ok(Message {
        values: values?,
        ..Message::default()
    })
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
            ..DataValue::default()
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
            let read = read(kind, body.as_bytes()).unwrap();
            assert_eq!(read.values, expected(), "{kind}");
            let marked = ["\u{feff}", body].concat();
            assert_eq!(
                super::read(kind, marked.as_bytes()).unwrap(),
                read,
                "{kind}"
            );
        }
    }

    #[test]
    fn what_a_client_leaves_out_may_be_null() {
        let json = r#"{"dataSet":null,"completeDate":null,"period":20200210,"orgUnit":"4211","dataValues":[
            {"dataElement":"deaths","value":1,"comment":null,"period":null,"categoryOptionCombo":null},
            {"dataElement":"deaths","value":null,"deleted":true}]}"#;
        let read = read("application/json", json.as_bytes()).unwrap().values;
        let said = |one: &DataValue| (one.period.clone(), one.value.clone(), one.deleted.clone());
        let of = |value: &str, deleted: &str| {
            ("20200210".to_owned(), value.to_owned(), deleted.to_owned())
        };
        let said: Vec<_> = read.iter().map(said).collect();
        assert_eq!(said, [of("1", ""), of("", "true")]);
        assert_eq!(
            super::read("", br#"{"dataValues":null}"#).unwrap().values,
            []
        );
    }

    #[test]
    fn a_set_says_itself_what_to_do_with_it() {
        let xml = "<dataValueSet dryRun=\"true\" importStrategy=\"CREATE\"/>";
        let json = r#"{"dryRun":true,"importStrategy":"CREATE"}"#;
        for (kind, body) in [("application/xml", xml), ("application/json", json)] {
            let read = read(kind, body.as_bytes()).unwrap();
            assert_eq!(
                (read.dry_run.as_str(), read.import_strategy.as_str()),
                ("true", "CREATE")
            );
        }
    }

    #[test]
    fn what_is_none_of_them_is_named() {
        let why = |kind: &str, body: &str| read(kind, body.as_bytes()).unwrap_err().to_string();
        assert!(why("text/plain", "x").contains("application/json"));
        assert!(why("application/json", "{").starts_with("JSON could not be read"));
        assert!(why("application/json", r#"{"dataValues":3}"#).contains("line 1"));
        assert!(why("application/xml", "<a/>").contains("no dataValueSet"));
        assert!(why("application/xml", "<dataValueSet period='").starts_with("XML"));
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\">]><dataValueSet period=\"&b;\"/>";
        assert!(why("application/xml", bomb).starts_with("XML could not be read"));
        assert!(
            why("application/json", r#"["20200210","4211",[]]"#)
                .starts_with("JSON could not be read")
        );
        let value = "<dataValue dataElement=\"deaths\" value=\"1\"/>";
        let cut = format!("<dataValueSet period=\"20200210\">{value}");
        assert!(why("application/xml", &cut).contains("a part of it is missing"));
        let one = format!("<dataValueSet period=\"20200210\">{value}</dataValueSet>");
        for more in [
            format!("<sets>{one}{one}</sets>"),
            format!("{one}{one}"),
            format!("{one}{value}"),
            format!("{value}{one}"),
        ] {
            assert!(
                why("application/xml", &more).contains("one dataValueSet"),
                "{more}"
            );
        }
        assert!(why("text/csv", "deaths,20200210,4211,,,1\n").contains("first row"));
    }
}

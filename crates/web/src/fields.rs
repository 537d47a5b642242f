//! The fields of a posted form, urlencoded or multipart, read once and kept to be shown again.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::site::Site;

/// Fields of one form; a long list of lines has under 200.
const FIELDS_MAX: usize = 400;
/// Files of one form: the photographs of a testimony.
const FILES_MAX: usize = relief::testimony::PHOTOS_MAX;

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    texts: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Bytes>,
}

impl Fields {
    /// The first value of a field, trimmed; empty when it is absent.
    pub fn text(&self, name: &str) -> &str {
        self.texts
            .get(name)
            .and_then(|v| v.first())
            .map_or("", |v| v.trim())
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.texts.get(name).cloned().unwrap_or_default()
    }

    /// Whether a checkbox is ticked.
    pub fn is_on(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// A whole number; nothing when the field is empty.
    ///
    /// # Errors
    /// [`NotANumber`] for anything but digits, with thousands commas and full-width digits allowed.
    pub fn number(&self, name: &str) -> Result<Option<u64>, NotANumber> {
        let plain: String = self
            .text(name)
            .chars()
            .map(relief::fold::fold)
            .filter(|c| !matches!(c, ',' | ' '))
            .collect();
        if plain.is_empty() {
            return Ok(None);
        }
        let digits = plain.bytes().all(|b| b.is_ascii_digit());
        match plain.parse() {
            Ok(n) if digits => Ok(Some(n)),
            // Digits that do not fit are a number all the same, and too large for every bound.
            Err(_) if digits => Ok(Some(u64::MAX)),
            _ => Err(NotANumber),
        }
    }

    /// The token that makes a form act once.
    pub fn token(&self) -> Option<&str> {
        Some(self.text("token")).filter(|t| (16..=64).contains(&t.len()))
    }

    /// A file, if one was chosen.
    pub fn file(&self, name: &str) -> Option<&Bytes> {
        self.files.get(name).filter(|f| !f.is_empty())
    }

    /// Puts another value in place of what a field says.
    pub fn set(&mut self, name: &str, value: &str) {
        let values = vec![value.to_owned()];
        self.texts.insert(name.to_owned(), values);
    }

    /// Fields that were kept.
    pub fn of_owned(pairs: &[(String, String)]) -> Fields {
        let pairs = pairs.iter();
        let pairs: Vec<(&str, &str)> = pairs.map(|(n, v)| (n.as_str(), v.as_str())).collect();
        Fields::of(&pairs)
    }

    /// Fields as a test or a link gives them.
    pub fn of(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for (name, value) in pairs {
            fields
                .texts
                .entry((*name).to_owned())
                .or_default()
                .push((*value).to_owned());
        }
        fields
    }
}

/// A field that should hold a whole number does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotANumber;

impl FromRequest<Site> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let form = Multipart::from_request(request, site)
                .await
                .map_err(IntoResponse::into_response)?;
            return read_multipart(form).await;
        }
        let body = Bytes::from_request(request, site)
            .await
            .map_err(IntoResponse::into_response)?;
        read_urlencoded(&body).map_err(IntoResponse::into_response)
    }
}

/// The fields, or the status of the refusal; what the reader is told of it is put around every answer.
fn read_urlencoded(body: &[u8]) -> Result<Fields, StatusCode> {
    let text = std::str::from_utf8(body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let mut fields = Fields::default();
    for (count, pair) in text.split('&').filter(|p| !p.is_empty()).enumerate() {
        if count >= FIELDS_MAX {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let whole = |text| decode(text).ok_or(StatusCode::BAD_REQUEST);
        let value = whole(value)?;
        fields.texts.entry(whole(name)?).or_default().push(value);
    }
    Ok(fields)
}

/// Percent-decoding; half a multibyte character is refused as a whole, never replaced.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;
                bytes.push(u8::try_from(high * 16 + low).ok()?);
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).ok()
}

async fn read_multipart(mut form: Multipart) -> Result<Fields, Response> {
    let mut fields = Fields::default();
    let mut count = 0;
    while let Some(part) = form
        .next_field()
        .await
        .map_err(IntoResponse::into_response)?
    {
        count += 1;
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.file_name().is_some();
        if count > FIELDS_MAX || (is_file && fields.files.len() >= FILES_MAX) {
            return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
        }
        let bytes = part.bytes().await.map_err(IntoResponse::into_response)?;
        if is_file {
            fields.files.insert(name, bytes);
        } else {
            let text = String::from_utf8(bytes.to_vec())
                .map_err(|_| StatusCode::BAD_REQUEST.into_response())?;
            fields.texts.entry(name).or_default().push(text);
        }
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_strictly() {
        let fields = read_urlencoded(
            "name=%E6%9D%8E+%E5%A8%9C&can=give&can=drive&quantity=%EF%BC%92%2C000".as_bytes(),
        );
        let fields = fields.expect("a good form");
        assert_eq!(fields.text("name"), "李 娜");
        assert_eq!(fields.all("can"), ["give", "drive"]);
        assert_eq!(fields.number("quantity"), Ok(Some(2000)));
        assert!(
            read_urlencoded(b"name=%E6%9D").is_err(),
            "half a character is refused"
        );
        assert_eq!(Fields::of(&[("n", "-3")]).number("n"), Err(NotANumber));
        assert_eq!(Fields::of(&[("n", "1e3")]).number("n"), Err(NotANumber));
        let huge = Fields::of(&[("n", "99999999999999999999999")]);
        assert_eq!(huge.number("n"), Ok(Some(u64::MAX)));
    }
}

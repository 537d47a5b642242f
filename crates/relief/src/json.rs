//! Restricted JCS JSON: the one byte form an entry can have (`docs/journal-format.md`, section "Encoding").
//!
//! One object; keys `[a-z0-9_]+` in strictly ascending order; values are integers within ±(2^53−1), strings,
//! lists and objects. No floats, booleans, null, whitespace or escapes: a string never holds `"`, `\` or a
//! control character, so the bytes between two quotes are the string. This subset is a fixed point of RFC 8785.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Entries larger than this are refused (bytes). Far above any real entry, far below the format's 65,535.
pub const ENTRY_BYTES_MAX: usize = 8 * 1024;
/// Objects and lists nest at most this deep; an entry needs three.
const DEPTH_MAX: usize = 6;
/// What an object stands between.
const LIST_OPEN: u8 = 0x5b;
const OPEN: u8 = 0x7b;
const CLOSE: u8 = 0x7d;
/// What a string stands between.
const QUOTE: u8 = 0x22;
/// Room for the fields of most objects, so that reading one asks for memory once.
const FIELDS_USUAL: usize = 12;
/// The largest integer that every JSON reader keeps exactly: 2^53 − 1.
pub const INTEGER_MAX: i64 = 9_007_199_254_740_991;

/// A value of the restricted form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// An integer within ±[`INTEGER_MAX`].
    Int(i64),
    /// A string without escapes.
    Str(Cow<'a, str>),
    /// A list.
    List(Vec<Value<'a>>),
    /// An object, keys ascending.
    Map(Map<'a>),
}

/// The fields of an object, in ascending order of their keys.
pub type Map<'a> = Vec<(&'a str, Value<'a>)>;

/// Why bytes are not an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// The bytes leave the restricted form at this offset.
    #[error("not in canonical form at byte {0}")]
    Form(usize),
    /// More than [`ENTRY_BYTES_MAX`] bytes.
    #[error("an entry has at most {ENTRY_BYTES_MAX} bytes")]
    TooLarge,
    /// A field is missing, of the wrong kind, or holds a value its schema does not name.
    #[error("field `{0}` is missing or does not fit its schema")]
    Field(&'static str),
    /// A field that the schema of this entry does not have.
    #[error("field `{0}` does not belong here")]
    Unknown(String),
    /// An entry type or version that this program does not know.
    #[error("unknown entry type `{0}`")]
    Type(String),
}

/// Reads one object; anything but the single canonical form is refused.
///
/// # Errors
/// [`Malformed::Form`] with the offset, or [`Malformed::TooLarge`].
pub fn parse(bytes: &[u8]) -> Result<Map<'_>, Malformed> {
    if bytes.len() > ENTRY_BYTES_MAX {
        return Err(Malformed::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|e| Malformed::Form(e.valid_up_to()))?;
    let mut reader = Reader { text, at: 0 };
    let map = reader.map(0)?;
    if reader.at == text.len() {
        Ok(map)
    } else {
        Err(Malformed::Form(reader.at))
    }
}

/// Writes an object whose keys are already in order.
#[must_use]
pub fn write(map: &Map<'_>) -> Vec<u8> {
    let mut out = String::with_capacity(256);
    write_map(&mut out, map);
    out.into_bytes()
}

/// Whether a string can stand in an entry without an escape.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    plain_length(text.as_bytes()) == text.len()
}

/// How many bytes stand before the first quotation mark, backslash or control character. Control characters are
/// U+0000–U+001F and U+007F, one byte each, and U+0080–U+009F, which UTF-8 writes as C2 80 – C2 9F.
fn plain_length(bytes: &[u8]) -> usize {
    let mut before = 0_u8;
    let stops = |b: &u8| {
        let stops = matches!(*b, QUOTE | b'\\' | 0..=0x1f | 0x7f)
            || (before == 0xc2 && matches!(*b, 0x80..=0x9f));
        before = *b;
        stops
    };
    bytes.iter().position(stops).unwrap_or(bytes.len())
}

fn write_map(out: &mut String, map: &Map<'_>) {
    out.push('{');
    for (i, (key, value)) in map.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push('"');
        out.push_str(key);
        out.push_str("\":");
        write_value(out, value);
    }
    out.push('}');
}

fn write_value(out: &mut String, value: &Value<'_>) {
    match value {
        Value::Int(n) => {
            // Writing to a String cannot fail.
            let _ = write!(out, "{n}");
        }
        Value::Str(s) => {
            out.push('"');
            out.push_str(s);
            out.push('"');
        }
        Value::List(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_value(out, item);
            }
            out.push(']');
        }
        Value::Map(map) => write_map(out, map),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn fault<T>(&self) -> Result<T, Malformed> {
        Err(Malformed::Form(self.at))
    }

    fn expect(&mut self, byte: u8) -> Result<(), Malformed> {
        if self.peek() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            self.fault()
        }
    }

    fn map(&mut self, depth: usize) -> Result<Map<'a>, Malformed> {
        if depth >= DEPTH_MAX {
            return self.fault();
        }
        self.expect(OPEN)?;
        let mut map: Map<'a> = Vec::with_capacity(FIELDS_USUAL);
        if self.peek() == Some(CLOSE) {
            self.at += 1;
            return Ok(map);
        }
        loop {
            let start = self.at;
            let key = self.key()?;
            let sorted = map.last().is_none_or(|(last, _)| *last < key);
            if !sorted {
                return Err(Malformed::Form(start));
            }
            self.expect(b':')?;
            let value = self.value(depth + 1)?;
            map.push((key, value));
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(CLOSE) => {
                    self.at += 1;
                    return Ok(map);
                }
                _ => return self.fault(),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, Malformed> {
        match self.peek() {
            Some(QUOTE) => Ok(Value::Str(Cow::Borrowed(self.string()?))),
            Some(OPEN) => Ok(Value::Map(self.map(depth)?)),
            Some(LIST_OPEN) => self.list(depth),
            _ => self.integer(),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value<'a>, Malformed> {
        if depth >= DEPTH_MAX {
            return self.fault();
        }
        self.expect(b'[')?;
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::List(items));
                }
                _ => return self.fault(),
            }
        }
    }

    fn string(&mut self) -> Result<&'a str, Malformed> {
        self.expect(QUOTE)?;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = plain_length(rest.as_bytes());
        self.inner(rest, length)
    }

    fn key(&mut self) -> Result<&'a str, Malformed> {
        self.expect(QUOTE)?;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let stops = |b: u8| !(b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let length = rest.bytes().position(stops).unwrap_or(rest.len());
        if length == 0 {
            return self.fault();
        }
        self.inner(rest, length)
    }

    /// What stands before a closing quotation mark.
    fn inner(&mut self, rest: &'a str, length: usize) -> Result<&'a str, Malformed> {
        self.at += length;
        self.expect(QUOTE)?;
        rest.get(..length).ok_or(Malformed::Form(self.at))
    }

    /// One way to write a number: no sign but `-`, no leading zero, no "-0".
    fn integer(&mut self) -> Result<Value<'a>, Malformed> {
        let start = self.at;
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let first = self.peek();
        let mut n = 0_i64;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            n = n * 10 + i64::from(digit - b'0');
            self.at += 1;
            // One digit beyond the bound at most, so the sum above cannot overflow.
            if n > INTEGER_MAX {
                return Err(Malformed::Form(start));
            }
        }
        let digits = self.at - start - usize::from(negative);
        match first {
            Some(b'0') if negative || digits > 1 => Err(Malformed::Form(start)),
            _ if digits == 0 => Err(Malformed::Form(start)),
            _ => Ok(Value::Int(if negative { -n } else { n })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_only() {
        let good = r#"{"at":1579910400,"by":17,"lines":[{"n":-5}],"name":"金银潭医院"}"#;
        let map = parse(good.as_bytes()).expect("canonical");
        assert_eq!(write(&map), good.as_bytes());
        let bad = [
            r#"{"b":1,"a":2}"#,
            r#"{"a":1,"a":2}"#,
            r#"{ "a":1}"#,
            r#"{"a":1} "#,
            r#"{"a":01}"#,
            r#"{"a":-0}"#,
            r#"{"a":1.5}"#,
            r#"{"a":null}"#,
            r#"{"a":true}"#,
            r#"{"A":1}"#,
            r#"{"a":9007199254740992}"#,
            r#"{"a":-9223372036854775808}"#,
            r#"{"a":99999999999999999999999}"#,
            r#"{"a":-}"#,
            r#"{"a":+1}"#,
            r#"{"a":}"#,
            "{\"a\":\"x\\\"y\"}",
            "{\"a\":\"tab\t\"}",
            "{\"a\":\"\u{7f}\"}",
            "{\"a\":\"\u{85}\"}",
            "{\"a\":\"open}",
            "{\"\":1}",
            "{\"a b\":1}",
            r#"{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}"#,
            "",
            "{",
            "[]",
        ];
        for text in bad {
            assert!(parse(text.as_bytes()).is_err(), "{text} must be refused");
        }
        assert!(
            parse(b"{\"a\":\"\xe9\"}").is_err(),
            "half a character must be refused"
        );
    }
}

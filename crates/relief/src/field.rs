//! How Rust values stand in entries: each kind of field writes itself as a value and reads itself strictly.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::catalogue::Item;
use crate::json::{INTEGER_MAX, Malformed, Map, Value};
use crate::place::Place;
use crate::standard::Standard;

/// A list in an entry has at most this many elements, so that an entry stays within its byte limit.
pub const LIST_MAX: usize = 64;

/// A value with one place in an entry.
pub trait Field: Sized {
    /// The value to write; nothing when the field is left out.
    fn put(&self) -> Option<Value<'_>>;
    /// Reads the value back.
    ///
    /// # Errors
    /// [`Malformed::Field`] when the value is missing or does not fit.
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed>;
}

/// The error of a field that does not fit.
pub(crate) fn fault<T>(name: &'static str) -> Result<T, Malformed> {
    Err(Malformed::Field(name))
}

impl Field for u64 {
    fn put(&self) -> Option<Value<'_>> {
        // Larger values never reach an entry: quantities and indexes are bounded far below.
        Some(Value::Int(
            i64::try_from(*self).unwrap_or(INTEGER_MAX).min(INTEGER_MAX),
        ))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            Some(Value::Int(n)) => u64::try_from(*n).map_err(|_| Malformed::Field(name)),
            _ => fault(name),
        }
    }
}

impl Field for i64 {
    fn put(&self) -> Option<Value<'_>> {
        Some(Value::Int(*self))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            Some(Value::Int(n)) => Ok(*n),
            _ => fault(name),
        }
    }
}

impl<T: Field> Field for Option<T> {
    fn put(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(Field::put)
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        value.map(|v| T::take(name, Some(v))).transpose()
    }
}

impl<T: Field> Field for Vec<T> {
    fn put(&self) -> Option<Value<'_>> {
        if self.is_empty() {
            return None;
        }
        Some(Value::List(self.iter().filter_map(Field::put).collect()))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            None => Ok(Vec::new()),
            Some(Value::List(items)) if (1..=LIST_MAX).contains(&items.len()) => {
                items.iter().map(|item| T::take(name, Some(item))).collect()
            }
            _ => fault(name),
        }
    }
}

/// A yes that is written as `1` and left out when it is no.
impl Field for bool {
    fn put(&self) -> Option<Value<'_>> {
        self.then_some(Value::Int(1))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            None => Ok(false),
            Some(Value::Int(1)) => Ok(true),
            _ => fault(name),
        }
    }
}

macro_rules! coded {
    ($($kind:ty),*) => {$(
        impl Field for $kind {
            fn put(&self) -> Option<Value<'_>> {
                Some(Value::Str(Cow::Borrowed(self.code())))
            }
            fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
                match value {
                    Some(Value::Str(s)) => <$kind>::from_code(s).ok_or(Malformed::Field(name)),
                    _ => fault(name),
                }
            }
        }
    )*};
}

coded!(Item, Standard);

impl Field for Place {
    fn put(&self) -> Option<Value<'_>> {
        Some(Value::Int(i64::from(self.code())))
    }
    fn take(name: &'static str, value: Option<&Value<'_>>) -> Result<Self, Malformed> {
        match value {
            Some(Value::Int(n)) => u32::try_from(*n)
                .ok()
                .and_then(Place::from_code)
                .ok_or(Malformed::Field(name)),
            _ => fault(name),
        }
    }
}

/// Builds an object from named fields, in the order of their keys.
pub(crate) fn sorted<'a>(mut map: Map<'a>) -> Map<'a> {
    map.sort_by_key(|(key, _)| *key);
    map
}

/// Looks a key up in an object.
pub(crate) fn get<'m, 'a>(map: &'m Map<'a>, key: &str) -> Option<&'m Value<'a>> {
    map.iter().find(|(k, _)| *k == key).map(|(_, v)| v)
}

/// Fields that every entry has beside those of its fact.
pub(crate) const HEADER: [&str; 4] = ["at", "by", "t", "v"];

/// Reads the fields of an object in the order of their keys. Both sides are sorted, so one pass finds each field
/// and every stranger between them.
pub(crate) struct Fields<'m, 'a> {
    rest: std::slice::Iter<'m, (&'a str, Value<'a>)>,
    /// Keys that are read elsewhere.
    skipped: &'static [&'static str],
}

impl<'m, 'a> Fields<'m, 'a> {
    pub(crate) fn new(map: &'m Map<'a>, skipped: &'static [&'static str]) -> Self {
        let rest = map.iter();
        Fields { rest, skipped }
    }

    /// The value of a field, if the object has it.
    pub(crate) fn next(&mut self, key: &str) -> Result<Option<&'m Value<'a>>, Malformed> {
        while let Some((found, value)) = self.rest.as_slice().first() {
            match (*found).cmp(key) {
                Ordering::Less => self.skip(found)?,
                Ordering::Equal => {
                    self.rest.next();
                    return Ok(Some(value));
                }
                Ordering::Greater => break,
            }
        }
        Ok(None)
    }

    /// Refuses what is left.
    pub(crate) fn end(mut self) -> Result<(), Malformed> {
        while let Some((found, _)) = self.rest.as_slice().first() {
            self.skip(found)?;
        }
        Ok(())
    }

    fn skip(&mut self, key: &str) -> Result<(), Malformed> {
        self.rest.next();
        if self.skipped.contains(&key) {
            Ok(())
        } else {
            Err(Malformed::Unknown(key.to_owned()))
        }
    }
}

/// An enum of codes: each variant is one fixed string in the journal.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every variant, in the order of the journal format.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The string that stands in the journal.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),* }
            }

            /// Reads the string that stands in the journal.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)* _ => None }
            }
        }

        impl $crate::field::Field for $name {
            fn put(&self) -> Option<$crate::json::Value<'_>> {
                Some($crate::json::Value::Str(self.code().into()))
            }
            fn take(
                name: &'static str,
                value: Option<&$crate::json::Value<'_>>,
            ) -> Result<Self, $crate::json::Malformed> {
                match value {
                    Some($crate::json::Value::Str(s)) => {
                        $name::from_code(s).ok_or($crate::json::Malformed::Field(name))
                    }
                    _ => $crate::field::fault(name),
                }
            }
        }
    };
}
pub(crate) use codes;

/// A record: a struct whose fields stand as one object inside an entry.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $($(#[$fdoc])* pub $field: $kind),* }

        impl $name {
            /// Its fields and their kinds, ascending by key: the order in which they stand in an entry.
            pub const SCHEMA: &'static [(&'static str, &'static str)] =
                &[$((stringify!($field), stringify!($kind))),*];

            pub(crate) fn map(&self) -> $crate::json::Map<'_> {
                let mut map = $crate::json::Map::with_capacity(Self::SCHEMA.len() + $crate::field::HEADER.len());
                $(if let Some(value) = $crate::field::Field::put(&self.$field) {
                    map.push((stringify!($field), value));
                })*
                map
            }

            pub(crate) fn from_fields(
                mut fields: $crate::field::Fields<'_, '_>,
            ) -> Result<Self, $crate::json::Malformed> {
                // The fields of a struct literal are evaluated in the order in which they are written.
                let record = $name {$(
                    $field: $crate::field::Field::take(
                        stringify!($field),
                        fields.next(stringify!($field))?,
                    )?,
                )*};
                fields.end()?;
                Ok(record)
            }
        }

        impl $crate::field::Field for $name {
            fn put(&self) -> Option<$crate::json::Value<'_>> {
                Some($crate::json::Value::Map(self.map()))
            }
            fn take(
                name: &'static str,
                value: Option<&$crate::json::Value<'_>>,
            ) -> Result<Self, $crate::json::Malformed> {
                match value {
                    Some($crate::json::Value::Map(map)) => {
                        Self::from_fields($crate::field::Fields::new(map, &[]))
                    }
                    _ => $crate::field::fault(name),
                }
            }
        }
    };
}
pub(crate) use record;

//! How Rust values stand in entries: each kind of field writes itself as a value and reads itself strictly.

use std::borrow::Cow;

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
    map.sort_by(|a, b| a.0.cmp(&b.0));
    map
}

/// Looks a key up in an object.
pub(crate) fn get<'m, 'a>(map: &'m Map<'a>, key: &str) -> Option<&'m Value<'a>> {
    map.iter().find(|(k, _)| k == key).map(|(_, v)| v)
}

/// Refuses an object that has keys beyond those named.
pub(crate) fn only(map: &Map<'_>, keys: &[&str]) -> Result<(), Malformed> {
    match map.iter().find(|(k, _)| !keys.contains(&k.as_ref())) {
        Some((key, _)) => Err(Malformed::Unknown(key.to_string())),
        None => Ok(()),
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
            #[allow(dead_code)]
            pub(crate) const KEYS: &'static [&'static str] = &[$(stringify!($field)),*];

            pub(crate) fn to_map(&self) -> $crate::json::Map<'_> {
                let mut map = $crate::json::Map::new();
                $(if let Some(value) = $crate::field::Field::put(&self.$field) {
                    map.push((stringify!($field).into(), value));
                })*
                map
            }

            pub(crate) fn from_map(map: &$crate::json::Map<'_>) -> Result<Self, $crate::json::Malformed> {
                let _ = map;
                Ok($name {$(
                    $field: $crate::field::Field::take(
                        stringify!($field),
                        $crate::field::get(map, stringify!($field)),
                    )?,
                )*})
            }
        }

        impl $crate::field::Field for $name {
            fn put(&self) -> Option<$crate::json::Value<'_>> {
                Some($crate::json::Value::Map($crate::field::sorted(self.to_map())))
            }
            fn take(
                name: &'static str,
                value: Option<&$crate::json::Value<'_>>,
            ) -> Result<Self, $crate::json::Malformed> {
                match value {
                    Some($crate::json::Value::Map(map)) => {
                        $crate::field::only(map, Self::KEYS)?;
                        Self::from_map(map)
                    }
                    _ => $crate::field::fault(name),
                }
            }
        }
    };
}
pub(crate) use record;

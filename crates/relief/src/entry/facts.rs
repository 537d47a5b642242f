//! Records of the fields of entry types, and the list of the types as one enum of what happened.

/// Makes a record of each entry type of a noun.
macro_rules! records {
    ($( $(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $kind:ty),* $(,)? } )*) => {
        $($crate::field::record! {
            $(#[$doc])*
            #[allow(missing_docs, reason = "fields are named by the vocabulary and specified in docs/journal-format.md")]
            $name { $($(#[$fdoc])* $field: $kind),* }
        })*
    };
}
pub(super) use records;

/// Makes [`super::Fact`] of every entry type and its record.
macro_rules! facts {
    ($( $code:literal $name:ident ),* $(,)?) => {
        /// What happened.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Fact { $(#[doc = concat!("`", $code, "`")] $name($name)),* }

        impl Fact {
            /// Every entry type.
            pub const TYPES: &'static [&'static str] = &[$($code),*];

            /// Every entry type with its fields and their kinds, beside `at`, `by`, `t` and `v`.
            pub const SCHEMAS: &'static [(&'static str, &'static [(&'static str, &'static str)])] =
                &[$(($code, $name::SCHEMA)),*];

            /// The entry type, `noun.verb`.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Fact::$name(_) => $code),* }
            }

            fn map(&self) -> json::Map<'_> {
                match self { $(Fact::$name(fact) => fact.map()),* }
            }

            fn from_map(code: &str, map: &json::Map<'_>) -> Result<Fact, Malformed> {
                match code {
                    $($code => $name::from_fields(Fields::new(map, &HEADER)).map(Fact::$name),)*
                    other => Err(Malformed::Type(other.to_owned())),
                }
            }
        }

        $(impl From<$name> for Fact {
            fn from(fact: $name) -> Fact { Fact::$name(fact) }
        })*
    };
}
pub(super) use facts;

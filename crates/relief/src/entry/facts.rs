//! The list of entry types becomes the records of their fields and one enum of what happened.

/// Makes a record for each type, and [`super::Fact`] of them all.
macro_rules! facts {
    ($( $(#[$doc:meta])* $code:literal $name:ident { $($(#[$fdoc:meta])* $field:ident : $kind:ty),* $(,)? } )*) => {
        $(record! {
            $(#[$doc])*
            #[allow(missing_docs, reason = "fields are named by the vocabulary and specified in docs/journal-format.md")]
            $name { $($(#[$fdoc])* $field: $kind),* }
        })*

        /// What happened.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Fact { $($(#[$doc])* $name($name)),* }

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

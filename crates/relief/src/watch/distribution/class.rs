//! Classes of masks that are not to be taken for one another.

use std::collections::BTreeSet;

use crate::field::codes;
use crate::fold::fold;
use crate::standard::{self, Kind};

codes! {
    /// A class that a text names.
    Class {
        /// N95 (NIOSH).
        N95 = "n95",
        /// KN95 (GB 2626).
        Kn95 = "kn95",
        /// FFP2 or FFP3 (EN 149).
        Ffp = "ffp",
        /// Medical protective masks (GB 19083).
        Medical = "medical",
        /// Surgical masks (YY 0469).
        Surgical = "surgical",
        /// Everyday masks, and single-use medical ones (YY/T 0969).
        Plain = "plain",
    }
}

impl Class {
    /// The class that a text names; nothing where it names none, or more than one.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let classes = classes(text);
        classes.first().copied().filter(|_| classes.len() == 1)
    }

    /// The name in the answer.
    #[must_use]
    pub fn written(self) -> &'static str {
        match self {
            Self::N95 => "N95",
            Self::Kn95 => "KN95",
            Self::Ffp => "FFP",
            Self::Medical => "GB 19083",
            Self::Surgical => "surgical",
            Self::Plain => "plain",
        }
    }
}

/// The classes that a text names by word or by norm.
pub(super) fn classes(text: &str) -> BTreeSet<Class> {
    let folded: Vec<char> = text.chars().map(fold).collect();
    let squeezed: String = folded.iter().filter(|c| !matches!(c, ' ' | '-')).collect();
    let has = |word: &str| squeezed.contains(word);
    let mut classes = BTreeSet::new();
    let mut add = |named: bool, class| {
        if named {
            classes.insert(class);
        }
    };
    add(has("kn95") || has("kn90"), Class::Kn95);
    add(
        squeezed
            .match_indices("n95")
            .any(|(at, _)| !squeezed.get(..at).is_some_and(|head| head.ends_with('k'))),
        Class::N95,
    );
    add(has("ffp2") || has("ffp3") || has("kf94"), Class::Ffp);
    add(has("医用防护口罩"), Class::Medical);
    add(
        has("外科口罩") || has("医用外科") || has("surgicalmask"),
        Class::Surgical,
    );
    add(
        (has("普通口罩") || has("民用口罩") || has("一次性医用口罩")) && !has("外科"),
        Class::Plain,
    );
    for (edition, _) in standard::find_in(&folded) {
        let class = match edition.kind() {
            Kind::MedicalRespirator => Class::Medical,
            Kind::WorkRespirator => Class::Kn95,
            Kind::SurgicalMask => Class::Surgical,
            Kind::MedicalMask | Kind::CivilMask => Class::Plain,
            _ => continue,
        };
        classes.insert(class);
    }
    classes
}

/// A class on each side that cannot be the same goods: both sides name some, and none of one side fits any of the
/// other. A medical protective mask may also be called N95 or KN95.
pub(super) fn mismatch(one: &BTreeSet<Class>, other: &BTreeSet<Class>) -> Option<(Class, Class)> {
    let fit = |a: Class, b: Class| {
        a == b
            || matches!(
                (a, b),
                (Class::Medical, Class::N95 | Class::Kn95)
                    | (Class::N95 | Class::Kn95, Class::Medical)
            )
    };
    let any = one.iter().any(|a| other.iter().any(|b| fit(*a, *b)));
    let first = one.first().copied().zip(other.first().copied());
    first.filter(|_| !any)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(one: &str, other: &str) -> bool {
        mismatch(&classes(one), &classes(other)).is_some()
    }

    #[test]
    fn a_text_names_a_class_or_none() {
        assert_eq!(Class::named("N95口罩"), Some(Class::N95));
        assert_eq!(Class::named("KN95 口罩"), Some(Class::Kn95));
        assert_eq!(Class::named("口罩"), None);
        assert_eq!(Class::named("N95/KN95"), None);
    }

    #[test]
    fn classes_that_differ_are_told_from_those_that_may_be_one() {
        for (one, other) in [
            ("N95口罩", "KN95"),
            ("n-95 mask", "GB 2626-2006"),
            ("医用外科口罩", "普通口罩"),
            ("Ｎ９５口罩", "FFP2"),
            ("医用防护口罩", "YY 0469-2011"),
        ] {
            assert!(differ(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("N95口罩", "N95"),
            ("KN95/N95口罩", "KN95"),
            ("医用防护口罩N95", "GB 19083-2010"),
            ("N95口罩", "白色"),
            ("口罩", "KN95"),
            ("一次性医用外科口罩", "YY 0469-2011"),
            ("一次性口罩", "FFP2"),
            ("手套", "6.5"),
        ] {
            assert!(!differ(one, other), "{one} {other}");
        }
    }
}

//! Reading a policy, line by line.

use std::collections::BTreeSet;
use std::str::FromStr;

use super::{
    DEFINITIONS_MAX, Group, LineFault, Log, Member, POLICY_BYTES_MAX, Policy, PolicyError, Witness,
};
use crate::decimal;
use crate::note::{SignatureKind, VerifierKey};

/// Predefined: no cosignature is required.
const NONE: &str = "none";

impl FromStr for Policy {
    type Err = PolicyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        check_characters(text)?;
        let mut draft = Draft::default();
        for (position, line) in text.split('\n').enumerate() {
            draft.line(line).map_err(|fault| PolicyError::Line {
                line: position + 1,
                fault,
            })?;
        }
        let quorum = draft.quorum.ok_or(PolicyError::NoQuorum)?;
        Ok(Self {
            logs: draft.logs,
            witnesses: draft.witnesses,
            groups: draft.groups,
            quorum,
        })
    }
}

fn check_characters(text: &str) -> Result<(), PolicyError> {
    if text.len() > POLICY_BYTES_MAX {
        return Err(PolicyError::TooLong);
    }
    let control = |byte: u8| (byte < b' ' && byte != b'\t' && byte != b'\n') || byte == 0x7f;
    if text.bytes().any(control) {
        return Err(PolicyError::ControlCharacter);
    }
    if text.is_empty() || text.ends_with('\n') {
        Ok(())
    } else {
        Err(PolicyError::Unterminated)
    }
}

/// The lines read so far.
#[derive(Default)]
struct Draft {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    /// Names that are members of a group already.
    grouped: BTreeSet<String>,
    /// Outer `None` until the quorum line.
    quorum: Option<Option<Member>>,
}

impl Draft {
    fn line(&mut self, line: &str) -> Result<(), LineFault> {
        // Only space and tab divide: other Unicode spaces may stand in names.
        let words: Vec<&str> = line
            .split([' ', '\t'])
            .filter(|word| !word.is_empty())
            .collect();
        match words.as_slice() {
            [] => Ok(()),
            [comment, ..] if comment.starts_with('#') => Ok(()),
            ["log", key] => self.log(key, None),
            ["log", key, url] => self.log(key, Some(url)),
            ["witness", name, key] => self.witness(name, key, None),
            ["witness", name, key, url] => self.witness(name, key, Some(url)),
            ["group", name, threshold, members @ ..] if !members.is_empty() => {
                self.group(name, threshold, members)
            }
            ["quorum", name] => self.quorum(name),
            _ => Err(LineFault::Form),
        }
    }

    fn log(&mut self, key: &str, url: Option<&str>) -> Result<(), LineFault> {
        check_room(self.logs.len())?;
        let key = read_key(
            key,
            SignatureKind::Note,
            self.logs.iter().map(|log| &log.key),
        )?;
        self.logs.push(Log {
            key,
            url: url.map(str::to_owned),
        });
        Ok(())
    }

    fn witness(&mut self, name: &str, key: &str, url: Option<&str>) -> Result<(), LineFault> {
        check_room(self.witnesses.len())?;
        self.check_new(name)?;
        let key = read_key(
            key,
            SignatureKind::Cosignature,
            self.witnesses.iter().map(|witness| &witness.key),
        )?;
        self.witnesses.push(Witness {
            name: name.to_owned(),
            key,
            url: url.map(str::to_owned),
        });
        Ok(())
    }

    fn group(&mut self, name: &str, threshold: &str, names: &[&str]) -> Result<(), LineFault> {
        check_room(self.groups.len())?;
        self.check_new(name)?;
        let mut members = Vec::with_capacity(names.len());
        for member in names {
            members.push(self.find(member).ok_or(LineFault::UnknownName)?);
            if !self.grouped.insert((*member).to_owned()) {
                return Err(LineFault::MemberTwice);
            }
        }
        let threshold = read_threshold(threshold, members.len())?;
        self.groups.push(Group {
            name: name.to_owned(),
            threshold,
            members,
        });
        Ok(())
    }

    fn quorum(&mut self, name: &str) -> Result<(), LineFault> {
        if self.quorum.is_some() {
            return Err(LineFault::QuorumTwice);
        }
        let member = if name == NONE {
            None
        } else {
            Some(self.find(name).ok_or(LineFault::UnknownName)?)
        };
        self.quorum = Some(member);
        Ok(())
    }

    fn check_new(&self, name: &str) -> Result<(), LineFault> {
        let taken = name == NONE || self.find(name).is_some();
        if taken {
            Err(LineFault::DuplicateName)
        } else {
            Ok(())
        }
    }

    fn find(&self, name: &str) -> Option<Member> {
        let witness = self
            .witnesses
            .iter()
            .position(|witness| witness.name == name)
            .map(Member::Witness);
        witness.or_else(|| {
            self.groups
                .iter()
                .position(|group| group.name == name)
                .map(Member::Group)
        })
    }
}

fn check_room(defined: usize) -> Result<(), LineFault> {
    if defined < DEFINITIONS_MAX {
        Ok(())
    } else {
        Err(LineFault::TooMany)
    }
}

/// Reads a key of this kind whose public key none of the earlier ones has, under whatever name.
fn read_key<'a>(
    text: &str,
    kind: SignatureKind,
    mut earlier: impl Iterator<Item = &'a VerifierKey>,
) -> Result<VerifierKey, LineFault> {
    let key = VerifierKey::parse(text)?;
    if key.kind() != kind {
        return Err(LineFault::KeyKind);
    }
    let duplicate = earlier.any(|other| other.public_bytes() == key.public_bytes());
    if duplicate {
        Err(LineFault::DuplicateKey)
    } else {
        Ok(key)
    }
}

fn read_threshold(text: &str, members: usize) -> Result<usize, LineFault> {
    let threshold = match text {
        "all" => Some(members),
        "any" => Some(1),
        number => decimal::parse(number).and_then(|number| usize::try_from(number).ok()),
    };
    threshold
        .filter(|threshold| (1..=members).contains(threshold))
        .ok_or(LineFault::Threshold)
}

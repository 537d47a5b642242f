//! Whom a reader believes: logs, witnesses, and how many of them must confirm a head (c2sp.org/tlog-policy).
//!
//! Stricter than the text in one point: a policy must be UTF-8.

mod parse;

use std::str::FromStr as _;

use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::cosignature::{self, CosignatureError};
use crate::note::{KeyError, Note, NoteError, VerifierKey};

/// Most logs, most witnesses and most groups in a policy: the number the text asks every reader to support.
pub const DEFINITIONS_MAX: usize = 32;
/// Longest policy: 96 lines with keys and addresses fit with room for comments.
pub const POLICY_BYTES_MAX: usize = 64 * 1024;

/// A set of logs and witnesses, and the quorum of witnesses that makes a head valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    /// `None` where no cosignature is required.
    quorum: Option<Member>,
}

/// A log whose heads are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Its key, whose name is its origin.
    pub key: VerifierKey,
    /// Where to reach it; the meaning is the application's.
    pub url: Option<String>,
}

/// A witness whose cosignature counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Its name within the policy.
    pub name: String,
    /// Its key, of kind [`crate::note::SignatureKind::Cosignature`].
    pub key: VerifierKey,
    /// Where to reach it; the meaning is the application's.
    pub url: Option<String>,
}

/// Confirms when `threshold` of its members do. Members are defined before it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    name: String,
    threshold: usize,
    members: Vec<Member>,
}

/// A position among the witnesses or the groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Witness(usize),
    Group(usize),
}

/// What a policy says of a signed head that a known log has signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The head.
    pub checkpoint: Checkpoint,
    /// The witnesses that confirmed it, in the order of the policy.
    pub confirmed: Vec<Confirmation>,
    /// Whether they are enough. A head without quorum is the log's word alone.
    pub quorum: bool,
}

/// A witness's verified cosignature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Name of the witness within the policy.
    pub witness: String,
    /// Time of its latest cosignature, seconds since the Unix epoch.
    pub time_seconds: u64,
}

/// A policy that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PolicyError {
    /// Longer than [`POLICY_BYTES_MAX`].
    #[error("the policy is longer than {POLICY_BYTES_MAX} bytes")]
    TooLong,
    /// A control character other than tab and newline.
    #[error("a control character in the policy")]
    ControlCharacter,
    /// The last line does not end in a newline.
    #[error("the last line has no newline")]
    Unterminated,
    /// A line that is not allowed.
    #[error("line {line} of the policy")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        fault: LineFault,
    },
    /// No quorum line.
    #[error("the policy has no quorum line")]
    NoQuorum,
}

/// Why a line of a policy is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LineFault {
    /// Not `log`, `witness`, `group` or `quorum`, or too few or too many words.
    #[error("not a line of a policy")]
    Form,
    /// A key that cannot be read.
    #[error("bad key")]
    Key(#[from] KeyError),
    /// A log's key must sign notes and a witness's must cosign.
    #[error("a key of the wrong kind")]
    KeyKind,
    /// The public key stands in an earlier line of the same sort.
    #[error("the key is defined twice")]
    DuplicateKey,
    /// The name is taken, or is `none`.
    #[error("the name is defined twice")]
    DuplicateName,
    /// A name that no earlier line defines.
    #[error("the name is not defined before")]
    UnknownName,
    /// A witness or group may count in one group only.
    #[error("the name is a member of a group already")]
    MemberTwice,
    /// The threshold is not from 1 to the number of members.
    #[error("bad threshold")]
    Threshold,
    /// More than [`DEFINITIONS_MAX`] of one sort.
    #[error("more than {DEFINITIONS_MAX} of one sort")]
    TooMany,
    /// A second quorum line.
    #[error("a second quorum line")]
    QuorumTwice,
}

/// A head that no policy can accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EvaluateError {
    /// No listed log has signed it as its own.
    #[error("no known log has signed")]
    UnknownLog,
    /// The note is malformed or a known log's signature wrong.
    #[error("bad note")]
    Note(#[from] NoteError),
    /// The note is not a checkpoint.
    #[error("bad checkpoint")]
    Checkpoint(#[from] CheckpointError),
    /// A known witness's cosignature is wrong.
    #[error("bad cosignature")]
    Cosignature(#[from] CosignatureError),
}

impl Policy {
    /// The logs, in their order.
    #[must_use]
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The witnesses, in their order.
    #[must_use]
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }

    /// Reads a signed head and says who confirmed it. A missing quorum is a verdict, not an error,
    /// so that a reader can be shown "confirmed by 1 of 3" while the others are awaited.
    ///
    /// # Errors
    /// The head is malformed, no listed log signed it, or a line of a listed key does not verify.
    pub fn evaluate(&self, signed: &str) -> Result<Verdict, EvaluateError> {
        let note = Note::parse(signed)?;
        let checkpoint = Checkpoint::from_str(note.text())?;
        let mut known = false;
        for log in &self.logs {
            known |= note.verified_by(&log.key)? && log.key.name() == checkpoint.origin;
        }
        if !known {
            return Err(EvaluateError::UnknownLog);
        }
        let mut times = Vec::with_capacity(self.witnesses.len());
        for witness in &self.witnesses {
            times.push(cosignature::verified_time(&note, &witness.key)?);
        }
        let cosigned: Vec<bool> = times.iter().map(Option::is_some).collect();
        let confirmed = self
            .witnesses
            .iter()
            .zip(times)
            .filter_map(|(witness, time)| {
                time.map(|time_seconds| Confirmation {
                    witness: witness.name.clone(),
                    time_seconds,
                })
            });
        Ok(Verdict {
            checkpoint,
            confirmed: confirmed.collect(),
            quorum: self.has_quorum(&cosigned),
        })
    }

    /// Whether these witnesses, one flag for each in order, are enough.
    fn has_quorum(&self, cosigned: &[bool]) -> bool {
        let mut groups: Vec<bool> = Vec::with_capacity(self.groups.len());
        for group in &self.groups {
            let confirming = group
                .members
                .iter()
                .filter(|member| confirms(**member, cosigned, &groups))
                .count();
            groups.push(confirming >= group.threshold);
        }
        self.quorum
            .is_none_or(|member| confirms(member, cosigned, &groups))
    }
}

fn confirms(member: Member, witnesses: &[bool], groups: &[bool]) -> bool {
    let flag = match member {
        Member::Witness(position) => witnesses.get(position),
        Member::Group(position) => groups.get(position),
    };
    flag.copied().unwrap_or(false)
}

#[cfg(test)]
mod tests;

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use crate::note::SigningKey;
use crate::{checkpoint, leaf_hash};

fn log() -> SigningKey {
    SigningKey::from_seed("journal.example", &[99; 32]).unwrap()
}

fn witness(n: u8) -> SigningKey {
    SigningKey::cosigner_from_seed(&format!("w{n}.example"), &[n; 32]).unwrap()
}

/// One log, witnesses X1 to X3 and Y1 to Y2, and these further lines.
fn policy(lines: &str) -> Result<Policy, PolicyError> {
    let mut text = format!(
        "# Whom the drill believes.\nlog {} https://journal.example/\n\n",
        log().verifier()
    );
    for n in 1..=3 {
        text.push_str(&format!("witness X{n} {}\n", witness(n).verifier()));
    }
    for n in 4..=5 {
        text.push_str(&format!(
            "\twitness  Y{}\t{} https://w.example/ \n",
            n - 3,
            witness(n).verifier()
        ));
    }
    format!("{text}{lines}").parse()
}

fn signed(cosigners: &[u8]) -> String {
    let head = Checkpoint {
        origin: log().name().to_owned(),
        size: 5,
        root: leaf_hash(b"root"),
    };
    let mut note = Note::parse(&checkpoint::sign(&head, &log()).unwrap()).unwrap();
    for n in cosigners {
        note.push(cosignature::issue(&note, &witness(*n), 1_700_000_000 + u64::from(*n)).unwrap())
            .unwrap();
    }
    note.to_string()
}

const TWO_LEVELS: &str = "group X 2 X1 X2 X3\ngroup Y any Y1 Y2\ngroup both all X Y\nquorum both\n";

#[test]
fn groups_are_counted() {
    let policy = policy(TWO_LEVELS).unwrap();
    for (cosigners, quorum) in [
        (&[][..], false),
        (&[1, 2], false),
        (&[1, 4], false),
        (&[4, 5], false),
        (&[1, 2, 4], true),
        (&[3, 2, 5], true),
        (&[1, 2, 3, 4, 5], true),
    ] {
        let verdict = policy.evaluate(&signed(cosigners)).unwrap();
        assert_eq!(
            (verdict.quorum, verdict.confirmed.len()),
            (quorum, cosigners.len()),
            "{cosigners:?}"
        );
        assert_eq!(verdict.checkpoint.size, 5);
    }
    let verdict = policy.evaluate(&signed(&[5, 2])).unwrap();
    let names: Vec<_> = verdict
        .confirmed
        .iter()
        .map(|c| (c.witness.as_str(), c.time_seconds))
        .collect();
    assert_eq!(names, [("X2", 1_700_000_002), ("Y2", 1_700_000_005)]);
}

#[test]
fn simple_quorums() {
    assert!(
        policy("quorum none\n")
            .unwrap()
            .evaluate(&signed(&[]))
            .unwrap()
            .quorum
    );
    let one = policy("quorum X2\n").unwrap();
    assert!(one.evaluate(&signed(&[2])).unwrap().quorum);
    assert!(!one.evaluate(&signed(&[1, 3])).unwrap().quorum);
    // A repeated cosignature counts once.
    let two = policy("group g 2 X1 X2\nquorum g\n").unwrap();
    assert!(!two.evaluate(&signed(&[1, 1])).unwrap().quorum);
    assert_eq!((two.logs().len(), two.witnesses().len()), (1, 5));
    assert_eq!(
        two.logs()[0].url.as_deref(),
        Some("https://journal.example/")
    );
    assert_eq!(
        (
            two.witnesses()[0].url.as_deref(),
            two.witnesses()[4].url.as_deref()
        ),
        (None, Some("https://w.example/"))
    );
}

#[test]
fn heads_of_others_and_wrong_lines_are_errors() {
    let policy = policy("quorum none\n").unwrap();
    let stranger = SigningKey::from_seed("journal.example", &[98; 32]).unwrap();
    let head = Checkpoint {
        origin: stranger.name().to_owned(),
        size: 5,
        root: leaf_hash(b"root"),
    };
    let foreign = checkpoint::sign(&head, &stranger).unwrap();
    assert_eq!(policy.evaluate(&foreign), Err(EvaluateError::UnknownLog));
    // A known log's signature under another log's origin says nothing.
    let mut mixed = Note::new(
        &Checkpoint {
            origin: "other.example".to_owned(),
            ..head
        }
        .to_string(),
    )
    .unwrap();
    mixed.sign(&log()).unwrap();
    assert_eq!(
        policy.evaluate(&mixed.to_string()),
        Err(EvaluateError::UnknownLog)
    );
    // One wrong cosignature of a known witness rejects the head, even where none is required.
    let good = signed(&[1]);
    let (rest, line) = good.trim_end().rsplit_once('\n').unwrap();
    let (name, _) = line.rsplit_once(' ').unwrap();
    let other = signed(&[2]).replace("w2.example", "w1.example");
    assert!(
        other.contains(name) && policy.evaluate(&other).is_ok(),
        "an unknown id is ignored"
    );
    let head6 = Checkpoint {
        origin: log().name().to_owned(),
        size: 6,
        root: leaf_hash(b"root"),
    };
    let mut note = Note::parse(&checkpoint::sign(&head6, &log()).unwrap()).unwrap();
    note.push(crate::note::Signature::parse(line).unwrap())
        .unwrap();
    let refused = policy.evaluate(&note.to_string());
    assert_eq!(
        refused,
        Err(EvaluateError::Cosignature(CosignatureError::BadSignature)),
        "{rest}"
    );
}

#[test]
fn faults_are_named_with_their_line() {
    let key = |n: u8| witness(n).verifier();
    for (lines, fault) in [
        ("quorum X9\n".to_owned(), LineFault::UnknownName),
        ("quorum X1\nquorum X1\n".to_owned(), LineFault::QuorumTwice),
        ("quorum\n".to_owned(), LineFault::Form),
        ("Quorum none\n".to_owned(), LineFault::Form),
        ("group g all\n".to_owned(), LineFault::Form),
        ("group g all none\n".to_owned(), LineFault::UnknownName),
        ("group g all g\n".to_owned(), LineFault::UnknownName),
        ("group g 0 X1\n".to_owned(), LineFault::Threshold),
        ("group g 2 X1\n".to_owned(), LineFault::Threshold),
        ("group g 01 X1\n".to_owned(), LineFault::Threshold),
        ("group g some X1\n".to_owned(), LineFault::Threshold),
        ("group g 1 X1 X1\n".to_owned(), LineFault::MemberTwice),
        (
            "group g 1 X1\ngroup h 1 X1\n".to_owned(),
            LineFault::MemberTwice,
        ),
        ("group X1 1 X2\n".to_owned(), LineFault::DuplicateName),
        ("group none 1 X2\n".to_owned(), LineFault::DuplicateName),
        (format!("witness X1 {}\n", key(7)), LineFault::DuplicateName),
        (
            format!("witness none {}\n", key(7)),
            LineFault::DuplicateName,
        ),
        (format!("witness X9 {}\n", key(1)), LineFault::DuplicateKey),
        (
            format!("witness X9 {}\n", log().verifier()),
            LineFault::KeyKind,
        ),
        (format!("log {}\n", key(7)), LineFault::KeyKind),
        (
            format!("log {}\n", log().verifier()),
            LineFault::DuplicateKey,
        ),
        (
            "log journal.example\n".to_owned(),
            LineFault::Key(KeyError::Format),
        ),
        (
            format!("log {} url more\n", log().verifier()),
            LineFault::Form,
        ),
    ] {
        let line = 8 + lines.lines().count();
        assert_eq!(
            policy(&lines),
            Err(PolicyError::Line { line, fault }),
            "{lines}"
        );
    }
}

#[test]
fn the_same_key_under_another_name_is_a_duplicate() {
    let renamed = SigningKey::cosigner_from_seed("elsewhere.example", &[1; 32]).unwrap();
    let refused = policy(&format!("witness X9 {}\n", renamed.verifier()));
    assert_eq!(
        refused,
        Err(PolicyError::Line {
            line: 9,
            fault: LineFault::DuplicateKey
        })
    );
}

#[test]
fn the_whole_text_is_checked() {
    assert_eq!("".parse::<Policy>(), Err(PolicyError::NoQuorum));
    assert_eq!("# nothing\n".parse::<Policy>(), Err(PolicyError::NoQuorum));
    assert_eq!(
        "quorum none".parse::<Policy>(),
        Err(PolicyError::Unterminated)
    );
    assert_eq!(
        "quorum none\r\n".parse::<Policy>(),
        Err(PolicyError::ControlCharacter)
    );
    assert_eq!(
        "quorum none\u{7f}\n".parse::<Policy>(),
        Err(PolicyError::ControlCharacter)
    );
    assert_eq!(
        "#".repeat(POLICY_BYTES_MAX + 1).parse::<Policy>(),
        Err(PolicyError::TooLong)
    );
    // A Unicode space is part of a word.
    assert!(matches!(
        "quorum\u{a0}none\n".parse::<Policy>(),
        Err(PolicyError::Line {
            line: 1,
            fault: LineFault::Form
        })
    ));
    assert!("quorum none\n".parse::<Policy>().unwrap().logs().is_empty());
}

#[test]
fn thirty_two_witnesses_fit_and_no_more() {
    let lines = |count: u8| -> String {
        (1..=count)
            .map(|n| format!("witness n{n} {}\n", witness(n).verifier()))
            .chain(["quorum none\n".into()])
            .collect()
    };
    assert_eq!(lines(32).parse::<Policy>().unwrap().witnesses().len(), 32);
    assert_eq!(
        lines(33).parse::<Policy>(),
        Err(PolicyError::Line {
            line: 33,
            fault: LineFault::TooMany
        })
    );
}

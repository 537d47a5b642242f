#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

fn key(n: u8) -> SigningKey {
    SigningKey::from_seed(&format!("k{n}.example"), &[n; 32]).unwrap()
}

fn signed(text: &str, keys: std::ops::Range<u8>) -> String {
    let mut note = Note::new(text).unwrap();
    keys.for_each(|n| note.sign(&key(n)).unwrap());
    note.to_string()
}

#[test]
fn a_note_reads_back_and_verifies() {
    let text = "first\n\nafter a blank line\n";
    let note = Note::open(&signed(text, 1..3), &[key(2).verifier()]).unwrap();
    assert_eq!((note.text(), note.signatures().len()), (text, 2));
    assert_eq!(note.to_string(), signed(text, 1..3));
    assert_eq!(note.verified_by(&key(1).verifier()), Ok(true));
    assert_eq!(note.verified_by(&key(3).verifier()), Ok(false));
}

#[test]
fn unknown_keys_are_ignored_but_do_not_suffice() {
    let note = signed("text\n", 1..3);
    Note::open(&note, &[key(9).verifier(), key(1).verifier()]).unwrap();
    assert_eq!(
        Note::open(&note, &[key(9).verifier()]),
        Err(NoteError::UnknownKeys)
    );
    assert_eq!(Note::open(&note, &[]), Err(NoteError::UnknownKeys));
}

#[test]
fn a_bad_line_of_a_known_key_rejects_the_note() {
    let other = Note::parse(&signed("other\n", 2..3)).unwrap();
    let mut note = Note::parse(&signed("text\n", 1..2)).unwrap();
    note.push(other.signatures()[0].clone()).unwrap();
    let (good, bad) = (key(1).verifier(), key(2).verifier());
    assert_eq!(
        Note::open(&note.to_string(), &[good.clone(), bad]),
        Err(NoteError::BadSignature)
    );
    // Nobody who does not know the second key can tell.
    Note::open(&note.to_string(), &[good]).unwrap();
}

#[test]
fn a_second_bad_line_of_the_same_key_rejects_the_note() {
    let mut note = Note::parse(&signed("text\n", 1..2)).unwrap();
    note.push(Signature {
        bytes: vec![0; 64],
        ..note.signatures()[0].clone()
    })
    .unwrap();
    assert_eq!(
        note.verified_by(&key(1).verifier()),
        Err(NoteError::BadSignature)
    );
    let mut short = Note::new("text\n").unwrap();
    short
        .push(Signature {
            bytes: vec![0; 63],
            ..note.signatures()[0].clone()
        })
        .unwrap();
    assert_eq!(
        short.verified_by(&key(1).verifier()),
        Err(NoteError::BadSignature)
    );
}

#[test]
fn sixty_four_signatures_are_accepted_and_no_more() {
    let note = signed("text\n", 1..65);
    Note::open(&note, &[key(64).verifier()]).unwrap();
    let one_more = signed("text\n", 65..66);
    let line = one_more.lines().last().unwrap();
    assert_eq!(
        Note::parse(&format!("{note}{line}\n")),
        Err(NoteError::TooManySignatures)
    );
}

#[test]
fn every_changed_byte_is_noticed() {
    let note = signed("text\n", 1..2);
    for position in 0..note.len() {
        for bit in 0..7 {
            let mut bytes = note.clone().into_bytes();
            bytes[position] ^= 1 << bit;
            let Ok(altered) = String::from_utf8(bytes) else {
                continue;
            };
            assert!(
                Note::open(&altered, &[key(1).verifier()]).is_err(),
                "byte {position} bit {bit}: {altered}"
            );
        }
    }
}

#[test]
fn other_forms_are_refused() {
    let good = signed("text\n", 1..2);
    Note::parse(&good).unwrap();
    let line = good.lines().last().unwrap();
    for (bad, why) in [
        (String::new(), NoteError::Unsigned),
        ("text\n".to_owned(), NoteError::Unsigned),
        ("text\n\n".to_owned(), NoteError::Unsigned),
        ("text\n\n\n".to_owned(), NoteError::Unsigned),
        (good.trim_end().to_owned(), NoteError::Unsigned),
        (format!("{good}\n"), NoteError::Unsigned),
        (format!("{good}\n{line}\nx\n"), NoteError::SignatureLine),
        (good.replace("text", "te\txt"), NoteError::ControlCharacter),
        (good.replace('\n', "\r\n"), NoteError::ControlCharacter),
        (good.replace('\u{2014}', "-"), NoteError::SignatureLine),
        (
            good.replace(".example ", ".example  "),
            NoteError::SignatureLine,
        ),
        (good.replace("k1.example ", " "), NoteError::SignatureLine),
        (
            good.replace("k1.example", "k1+example"),
            NoteError::SignatureLine,
        ),
        (
            "text\n\n\u{2014} k AAAAAA==\n".to_owned(),
            NoteError::SignatureLine,
        ),
        ("t".repeat(NOTE_BYTES_MAX + 1), NoteError::TooLong),
    ] {
        assert_eq!(Note::parse(&bad), Err(why), "{bad:.60}");
    }
    assert_eq!(Note::new("text"), Err(NoteError::Text));
    assert_eq!(Note::new(""), Err(NoteError::Text));
}

#[test]
fn a_cosigner_does_not_sign_notes() {
    let cosigner = SigningKey::cosigner_from_seed("w.example", &[1; 32]).unwrap();
    let mut note = Note::new("text\n").unwrap();
    assert_eq!(note.sign(&cosigner), Err(NoteError::WrongKind));
    assert_eq!(
        note.verified_by(&cosigner.verifier()),
        Err(NoteError::WrongKind)
    );
}

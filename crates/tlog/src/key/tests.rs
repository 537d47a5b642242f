#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn both_halves_read_back() {
    for key in [
        SigningKey::from_seed("log.example/a", &[1; 32]),
        SigningKey::cosigner_from_seed("w.example", &[2; 32]),
    ] {
        let key = key.unwrap();
        assert_eq!(
            VerifierKey::parse(&key.verifier().to_string()),
            Ok(key.verifier())
        );
        let again = SigningKey::parse(&key.to_secret_text()).unwrap();
        assert_eq!(
            (again.verifier(), again.to_secret_text()),
            (key.verifier(), key.to_secret_text())
        );
    }
}

#[test]
fn the_kind_is_part_of_the_identity() {
    let note = SigningKey::from_seed("log.example/a", &[1; 32])
        .unwrap()
        .verifier();
    let cosigner = SigningKey::cosigner_from_seed("log.example/a", &[1; 32])
        .unwrap()
        .verifier();
    assert_eq!(note.public_bytes(), cosigner.public_bytes());
    assert_ne!(note.id(), cosigner.id());
}

#[test]
fn the_secret_is_not_shown() {
    let key = SigningKey::from_seed("log.example/a", &[0x5a; 32]).unwrap();
    assert!(!format!("{key:?}").contains("Wlpa"));
    assert!(key.to_secret_text().contains("WlpaWlpa"));
}

#[test]
fn bad_names_are_refused() {
    for name in [
        "",
        "a b",
        "a+b",
        "a\u{a0}b",
        "a\tb",
        "a\u{3000}b",
        "a\u{7f}",
        &"n".repeat(256),
    ] {
        assert_eq!(
            SigningKey::from_seed(name, &[1; 32]).unwrap_err(),
            KeyError::Name,
            "{name:?}"
        );
    }
    SigningKey::from_seed(&"n".repeat(255), &[1; 32]).unwrap();
}

#[test]
fn altered_texts_are_refused() {
    let text = SigningKey::from_seed("log.example/a", &[1; 32])
        .unwrap()
        .verifier()
        .to_string();
    let (_, tail) = text.split_once('+').unwrap();
    let (hash, base64) = tail.split_once('+').unwrap();
    let vkey = |name: &str, hash: &str, bytes: &[u8]| {
        VerifierKey::parse(&format!("{name}+{hash}+{}", BASE64_STANDARD.encode(bytes))).unwrap_err()
    };
    let bytes = BASE64_STANDARD.decode(base64).unwrap();
    assert_eq!(vkey("log.example/b", hash, &bytes), KeyError::WrongHash);
    assert_eq!(
        vkey("log.example/a", "00000000", &bytes),
        KeyError::WrongHash
    );
    assert_eq!(
        vkey(
            "log.example/a",
            &hash.to_uppercase().replace(char::is_numeric, "A"),
            &bytes
        ),
        KeyError::Format
    );
    assert_eq!(vkey("log.example/a", "1234567", &bytes), KeyError::Format);
    assert_eq!(vkey("log.example/a", "+1234567", &bytes), KeyError::Format);
    assert_eq!(
        vkey("log.example/a", hash, bytes.get(..32).unwrap()),
        KeyError::Format
    );
    assert_eq!(vkey("log.example/a", hash, &[]), KeyError::Format);
    let mut other_kind = bytes.clone();
    *other_kind.first_mut().unwrap() = 6;
    assert_eq!(
        vkey("log.example/a", hash, &other_kind),
        KeyError::UnknownKind(6)
    );
    // The neutral element, of order one.
    let mut weak = vec![1u8, 1];
    weak.resize(33, 0);
    assert_eq!(vkey("log.example/a", hash, &weak), KeyError::PublicKey);
    for text in [
        "",
        "a",
        "a+b",
        "PRIVATE+KEY+a+00000000+AA==",
        &format!("{text}\n"),
        &format!(" {text}"),
    ] {
        VerifierKey::parse(text).unwrap_err();
    }
    SigningKey::parse(&text).unwrap_err();
}

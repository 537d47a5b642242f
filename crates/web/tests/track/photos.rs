//! Photographs: of certificates and of goods, who sees them, and what is left of one that was removed.

use app::SignedIn;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use relief::ids::CommitmentId;
use serde_json::Value;
use testkit::{commitment_to, newcomer};

use crate::walk::{TOKEN, Walk, head, walk};

#[tokio::test]
async fn only_photographs_are_kept_and_only_for_the_room() {
    let walk = walk().await;
    let new = commitment_to(walk.need, 50, walk.town.app.now());
    let made = walk.town.app.pledge(&walk.donor.person, new).await.unwrap();
    let address = format!("/c/{}/photo", made.index);
    let script = b"GIF89a/*<script>alert(1)</script>*/".to_vec();
    let refused = walk.ask(upload(Some(&walk.donor), &address, &script)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = walk
        .ask(upload(Some(&walk.donor), &address, &pixel()))
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let seal = {
        let state = walk.town.app.state();
        let shown = &state.commitments[&CommitmentId(made.index)].shown;
        shown.as_ref().unwrap().document.unwrap()
    };
    let photo = walk.town.app.photo_of(seal).await.unwrap().unwrap();
    assert!(photo.room.is_some());
    let photo = format!("/p/{}", relief::ids::hex(&photo.id.0));
    let own = walk.get(Some(&walk.donor), &photo).await;
    assert_eq!(own.status, StatusCode::OK);
    assert_eq!(walk.get(None, &photo).await.status, StatusCode::NOT_FOUND);
    let large = vec![0; 11 * 1024 * 1024];
    let refused = walk.ask(upload(Some(&walk.donor), &address, &large)).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn goods_are_photographed_on_the_way_for_those_who_had_them() {
    let walk = walk().await;
    let page = walk.packed().await;
    let driver = walk
        .passed(Some(&walk.donor), &page, 200, "carrier", 198)
        .await;
    let stranger = walk.town.app.register(newcomer("路人")).await.unwrap();
    let address = format!("{page}/photo");
    let refused = walk.ask(upload(Some(&stranger), &address, &pixel())).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let nobody = walk.ask(upload(None, &address, &pixel())).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let sent = walk
        .ask(upload(None, &format!("{driver}/photo"), &pixel()))
        .await;
    assert_eq!((sent.status, &sent.to), (StatusCode::SEE_OTHER, &driver));

    let own = walk.get(Some(&walk.donor), &page).await.body;
    let (_, rest) = own.split_once("href=\"/p/").expect("the sender sees it");
    let photo = format!("/p/{}", &rest[..32]);
    assert_eq!(
        walk.get(Some(&walk.nurse), &photo).await.status,
        StatusCode::OK
    );
    for reader in [None, Some(&stranger)] {
        assert_eq!(walk.get(reader, &photo).await.status, StatusCode::NOT_FOUND);
        let seen = walk.get(reader, &page).await.body;
        assert!(seen.contains("只给经手的人和群成员看") && !seen.contains("/p/"));
    }
    let facts = walk
        .get(Some(&walk.donor), &format!("{photo}.json"))
        .await
        .body;
    let facts: Value = serde_json::from_str(&facts).unwrap();
    let salt = relief::ids::unhex(facts["salt"].as_str().unwrap()).unwrap();
    let value = facts["sha256"].as_str().unwrap();
    let seal = app::text::seal_of("photo", &salt, value);
    assert_eq!(seal.hex(), facts["seal"].as_str().unwrap());
    removed(&walk, &page, &photo, &stranger).await;
}

/// The room's founder removes it: a tombstone for everybody, at the same address.
async fn removed(walk: &Walk, page: &str, photo: &str, stranger: &SignedIn) {
    let form = format!("ground=privacy&token={TOKEN}8");
    let address = format!("{photo}/redact");
    let refused = walk.post(Some(stranger), &address, &form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let nobody = walk.post(None, &address, &form).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let chen = walk.device(&walk.chen).await;
    let shown = walk.get(Some(&chen), page).await.body;
    assert!(shown.contains(&format!("action=\"{address}\"")), "a form");
    let done = walk.post(Some(&chen), &address, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    for reader in [None, Some(stranger), Some(&walk.donor)] {
        let gone = walk.get(reader, photo).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.body.contains("写了私人信息"), "{}", gone.body);
    }
    let json = walk.json(&format!("{photo}.json")).await;
    assert_eq!(json["removed"], "privacy");
    assert!(json["salt"].is_null() && json["sha256"].is_null());
    let entry = &walk.json(&format!("{page}.json")).await["photos"][0];
    assert_eq!(entry["removed"], true);
    let last = walk.town.app.size() - 1;
    let tombstone = walk.json(&format!("/l/{last}.json")).await;
    assert_eq!(tombstone["kind"], "text.redacted");
    assert_eq!(tombstone["entry"]["entry"], entry["entry"]);
}

#[tokio::test]
async fn a_certificate_can_be_removed_from_its_page() {
    let walk = walk().await;
    let new = commitment_to(walk.need, 50, walk.town.app.now());
    let made = walk.town.app.pledge(&walk.donor.person, new).await.unwrap();
    let address = format!("/c/{}/photo", made.index);
    walk.ask(upload(Some(&walk.donor), &address, &pixel()))
        .await;
    let page = format!("/c/{}", made.index);
    let shown = walk.get(Some(&walk.donor), &page).await.body;
    let (_, rest) = shown.split_once("action=\"/p/").expect("a form");
    let photo = format!("/p/{}", &rest[..32]);
    let form = format!("ground=author&token={TOKEN}8");
    let done = walk
        .post(Some(&walk.donor), &format!("{photo}/redact"), &form)
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let shown = walk.get(None, &page).await.body;
    assert!(shown.contains("照片已撤下"), "{shown}");
    let again = walk
        .post(
            Some(&walk.donor),
            &format!("{photo}/redact"),
            "ground=author",
        )
        .await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

fn upload(who: Option<&SignedIn>, address: &str, file: &[u8]) -> Request<Body> {
    let mut body = b"--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\
        Content-Type: image/png\r\n\r\n"
        .to_vec();
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    head(who, address, "POST")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .unwrap()
}

/// The smallest picture: one pixel as PNG.
fn pixel() -> Vec<u8> {
    let hex = "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da\
        6364f80f00010501012718e3660000000049454e44ae426082";
    let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

//! What the hospital says of what arrived reaches those who gave and carried.

use axum::http::StatusCode;

use crate::walk::{TOKEN, walk};

#[tokio::test]
async fn a_verdict_and_thanks_reach_the_donor() {
    let walk = walk().await;
    let page = walk.packed().await;
    let driver = walk
        .passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    let arrived = format!("token={TOKEN}2");
    walk.post(None, &format!("{driver}/arrive"), &arrived).await;
    let address = format!("{page}/feedback");
    let said = format!(
        "token={TOKEN}4&verdict=wrong_size&thanks=1&line=0&text=%E7%BC%BA%E5%A4%A7%E5%8F%B7"
    );
    let early = walk.post(Some(&walk.nurse), &address, &said).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let count = format!("accepted-0=200&token={TOKEN}3");
    let receive = format!("{page}/receive");
    let received = walk.post(Some(&walk.nurse), &receive, &count).await;
    assert_eq!(received.status, StatusCode::SEE_OTHER, "{}", received.body);
    let theirs = walk.post(Some(&walk.donor), &address, &said).await;
    assert_ne!(
        theirs.status,
        StatusCode::SEE_OTHER,
        "who gave does not judge"
    );
    let said = said.replace("4&", "5&");
    let given = walk.post(Some(&walk.nurse), &address, &said).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    let shown = walk.get(None, &page).await;
    for words in ["尺码不对", "谢谢", "缺大号"] {
        assert!(shown.body.contains(words), "{words}");
    }
    let json = walk.json(&format!("{page}.json")).await;
    assert_eq!(json["feedback"][0]["text"], "缺大号");
    let me = walk.get(Some(&walk.donor), "/me").await;
    assert!(me.body.contains("收到的人怎么说") && me.body.contains("尺码不对"));
    let link = walk.get(None, &driver).await;
    assert!(link.body.contains("尺码不对") && link.body.contains("缺大号"));
    let none = format!("token={TOKEN}6&verdict=none&line=0&text=");
    let empty = walk.post(Some(&walk.nurse), &address, &none).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

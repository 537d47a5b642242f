//! How a consignment ends other than by receipt, and how a disagreement about one does.

use axum::http::StatusCode;
use relief::code::Role;
use testkit::newcomer;

use crate::walk::{TOKEN, Walk, walk};

impl Walk {
    async fn act(
        &self,
        who: Option<&app::SignedIn>,
        page: &str,
        act: &str,
        more: &str,
    ) -> StatusCode {
        let form = format!("token={act}{TOKEN}{more}");
        self.post(who, &format!("{page}/{act}"), &form).await.status
    }
}

#[tokio::test]
async fn goods_that_did_not_leave_can_be_given_up_by_their_sender() {
    let walk = walk().await;
    let page = walk.packed().await;
    assert_eq!(
        walk.act(None, &page, "cancel", "").await,
        StatusCode::UNAUTHORIZED
    );
    let gap = walk.json(&format!("/n/{}.json", walk.need.0)).await["lines"][0]["gap"].clone();
    for (act, allowed) in [("lost", false), ("return", false), ("cancel", true)] {
        let status = walk.act(Some(&walk.donor), &page, act, "").await;
        assert_eq!(status == StatusCode::SEE_OTHER, allowed, "{act}");
    }
    assert_eq!(
        walk.json(&format!("{page}.json")).await["stage"],
        "cancelled"
    );
    let need = walk.json(&format!("/n/{}.json", walk.need.0)).await;
    assert_eq!(need["lines"][0]["gap"], gap, "the promise stands");
    let form = walk
        .get(
            Some(&walk.donor),
            &format!("/send?commitment={}", walk.commitment.0),
        )
        .await;
    assert!(
        form.body.contains("value=\"200\""),
        "and can be packed again"
    );
}

#[tokio::test]
async fn a_driver_brings_goods_back_and_never_declares_them_lost() {
    let walk = walk().await;
    let page = walk.packed().await;
    let driver = walk
        .passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    assert_eq!(
        walk.act(None, &driver, "lost", "").await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        walk.act(None, &driver, "return", "").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        walk.json(&format!("{page}.json")).await["stage"],
        "returned"
    );
    let need = walk.json(&format!("/n/{}.json", walk.need.0)).await;
    assert_eq!(need["lines"][0]["in_transit"], 0);
}

#[tokio::test]
async fn the_hospital_declares_a_loss_and_the_gap_opens_at_once() {
    let walk = walk().await;
    let page = walk.packed().await;
    walk.passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    let stranger = walk.town.app.register(newcomer("路人")).await.unwrap();
    let status = walk.act(Some(&stranger), &page, "lost", "").await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let status = walk.act(Some(&walk.nurse), &page, "lost", "").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let need = walk.json(&format!("/n/{}.json", walk.need.0)).await;
    assert_eq!(need["lines"][0]["gap"], 300);
    assert!(walk.get(None, &page).await.body.contains("丢失"));
}

#[tokio::test]
async fn a_reader_questions_a_count_and_an_auditor_settles_it() {
    let walk = walk().await;
    let page = walk.packed().await;
    walk.passed(Some(&walk.donor), &page, 200, "carrier", 198)
        .await;
    let seen = walk.get(None, &page).await.body;
    assert!(
        seen.contains(&format!("{page}/dispute")),
        "every reader may"
    );
    let doubt = "&reason=count&text=少了两套";
    let nameless = walk.act(None, &page, "dispute", doubt).await;
    assert_eq!(
        nameless,
        StatusCode::UNAUTHORIZED,
        "but under a name of their own"
    );
    let named = walk
        .act(None, &page, "dispute", &format!("{doubt}&name=路人"))
        .await;
    assert_eq!(named, StatusCode::SEE_OTHER);
    let seen = walk.get(None, &page).await.body;
    assert!(
        seen.contains("少了两套") && !seen.contains("路人"),
        "{seen}"
    );

    let auditor = walk.town.app.register(newcomer("唐")).await.unwrap();
    let finding = "&finding=counting_slip&text=两套在箱底";
    let early = walk.act(Some(&auditor), &page, "settle", finding).await;
    assert_eq!(early, StatusCode::FORBIDDEN);
    walk.town.grant(auditor.person.party, Role::Auditor).await;
    let settled = walk
        .act(Some(&auditor), &page, "settle", &format!("{finding}&n=2"))
        .await;
    assert_eq!(settled, StatusCode::SEE_OTHER);
    let json = walk.json(&format!("{page}.json")).await;
    assert_eq!(json["discrepancy"], false, "settled");
    assert_eq!(json["disputes"][0]["ended"]["text"], "两套在箱底");
    assert_eq!(
        json["lines"][0]["counts"][0]["count"], 198,
        "no count is rewritten"
    );
    assert_eq!(json["lines"][0]["quantity"], 200);
    doubt_removed(&walk, &page, &json["disputes"][0]["entry"]).await;
}

/// The founder removes the words of the doubt; that there was one stays.
async fn doubt_removed(walk: &Walk, page: &str, entry: &serde_json::Value) {
    let form = format!("entry={entry}&field=remark&ground=privacy&token={TOKEN}9");
    let address = format!("{page}/redact");
    let stranger = walk.post(Some(&walk.nurse), &address, &form).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    let chen = walk.device(&walk.chen).await;
    let done = walk.post(Some(&chen), &address, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let json = walk.json(&format!("{page}.json")).await;
    assert!(json["disputes"][0]["text"].is_null());
    assert_eq!(json["disputes"][0]["removed"], "写了私人信息");
}

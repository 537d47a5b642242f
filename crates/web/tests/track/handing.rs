//! Hand-overs: by an offer, by a taker who asks first, and by a link that was lost.

use axum::http::StatusCode;
use testkit::newcomer;

use crate::walk::{TOKEN, link_on, walk};

#[tokio::test]
async fn who_scans_the_label_asks_and_the_holder_confirms() {
    let walk = walk().await;
    let page = walk.packed().await;
    let take = format!("{page}/take");
    let form = walk.get(None, &take).await.body;
    assert!(form.contains("name=\"initials\"") && form.contains("<template>"));
    let empty = walk.post(None, &take, "initials=Z.Q.&count-0=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        empty.body.contains("value=\"Z.Q.\""),
        "what was typed stays"
    );

    let fields = format!("count-0=198&initials=Z.Q.&taker=carrier&token={TOKEN}a");
    let asked = walk.post(None, &take, &fields).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    let driver = asked.to;
    let again = walk.post(None, &take, &fields).await;
    assert_eq!(again.to, driver, "a form that waited may come twice");
    assert!(walk.get(None, &driver).await.body.contains("等对方确认"));
    assert_eq!(walk.json(&format!("{page}.json")).await["stage"], "sealed");
    let early = walk
        .post(
            None,
            &format!("{driver}/arrive"),
            &format!("token={TOKEN}b"),
        )
        .await;
    assert!(early.status.is_client_error(), "asking is not having");
    let second = walk.post(None, &take, "count-0=200&initials=X").await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);

    // Only the holder sees who asks, and confirms.
    let public = walk.get(None, &page).await.body;
    assert!(public.contains("有人来接") && !public.contains("Z.Q."));
    let hand = format!("{page}/hand");
    let seen = walk.get(Some(&walk.nurse), &hand).await.body;
    assert!(!seen.contains("Z.Q."));
    let seen = walk.get(Some(&walk.donor), &hand).await.body;
    assert!(
        seen.contains("Z.Q.") && seen.contains("他点到 198"),
        "{seen}"
    );
    let (_, rest) = seen.split_once("name=\"asked\" value=\"").unwrap();
    let entry: u64 = rest.split('"').next().unwrap().parse().unwrap();
    let confirm = format!("{page}/confirm");
    let other = format!("asked={}&token={TOKEN}c", entry - 1);
    let stale = walk.post(Some(&walk.donor), &confirm, &other).await;
    assert_eq!(
        stale.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "another request"
    );
    let form = format!("asked={entry}&token={TOKEN}d");
    let stranger = walk.post(Some(&walk.nurse), &confirm, &form).await;
    assert!(stranger.status.is_client_error());
    let done = walk.post(Some(&walk.donor), &confirm, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(walk.get(None, &driver).await.body.contains("货在你手里"));
    let json = walk.json(&format!("{page}.json")).await;
    assert_eq!(json["stage"], "in_transit");
    assert_eq!(
        json["hands"][1]["counts"][0], 198,
        "the taker's count stands"
    );
    assert!(json["asked"].is_null());
}

#[tokio::test]
async fn the_holder_may_choose_another_than_the_one_who_asked() {
    let walk = walk().await;
    let page = walk.packed().await;
    let fields = format!("count-0=200&initials=S.&taker=hub&token={TOKEN}a");
    let asked = walk.post(None, &format!("{page}/take"), &fields).await.to;
    let driver = walk
        .passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    assert!(
        walk.get(None, &asked)
            .await
            .body
            .contains("现在没有人在交接")
    );
    // A driver confirms one who asks by the driver's own link, and so on down the road.
    let fields = format!("count-0=200&initials=H.&taker=hub&token={TOKEN}b");
    let hub = walk.post(None, &format!("{page}/take"), &fields).await.to;
    let seen = walk.get(None, &driver).await.body;
    let (_, rest) = seen.split_once("name=\"asked\" value=\"").unwrap();
    let entry = rest.split('"').next().unwrap();
    let form = format!("asked={entry}&token=confirm{TOKEN}");
    let done = walk.post(None, &format!("{driver}/confirm"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(walk.get(None, &hub).await.body.contains("货在你手里"));
    assert_eq!(walk.json(&format!("{page}.json")).await["stage"], "at_hub");
}

#[tokio::test]
async fn an_offer_stands_until_another_takes_its_place() {
    let walk = walk().await;
    let page = walk.packed().await;
    let hand = format!("{page}/hand");
    let offer = |n: u64| format!("hand-0={n}&taker=carrier&token={TOKEN}{n:03}");
    walk.post(Some(&walk.donor), &hand, &offer(199)).await;
    let shown = walk.get(Some(&walk.donor), &hand).await.body;
    let first = link_on(&shown);
    let size = walk.town.app.size();
    walk.post(Some(&walk.donor), &hand, &offer(199)).await;
    assert_eq!(
        walk.town.app.size(),
        size,
        "the same form again changes nothing"
    );
    let seen = walk.get(Some(&walk.nurse), &hand).await.body;
    assert!(!seen.contains(&first), "the link is the giver's alone");

    // The page had shown the link of its form before the form was sent, as without a network.
    let form = walk.get(Some(&walk.donor), &hand).await.body;
    let (_, rest) = form.split_once("<template>").unwrap();
    let (_, ahead) = rest.split_once("http://127.0.0.1:8080/h/").unwrap();
    let ahead: String = ahead
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let (_, token) = form.rsplit_once("name=\"token\" value=\"").unwrap();
    let token = token.split('"').next().unwrap();
    let late = format!("hand-0=200&taker=carrier&waited=3600&token={token}");
    walk.post(Some(&walk.donor), &hand, &late).await;
    let shown = walk.get(Some(&walk.donor), &hand).await.body;
    assert_eq!(link_on(&shown), ahead);
    let ended = walk.get(None, &format!("/h/{first}")).await;
    assert_eq!(ended.status, StatusCode::GONE, "the earlier offer ended");
    let fields = format!("count-0=200&initials=Z.&token={TOKEN}e");
    let taken = walk.post(None, &format!("/h/{ahead}/take"), &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let shown = walk.get(Some(&walk.donor), &hand).await.body;
    assert!(!shown.contains(&ahead), "who gave it away offers nothing");
}

#[tokio::test]
async fn a_driver_who_lost_the_link_gets_another_one() {
    let walk = walk().await;
    let page = walk.packed().await;
    let relink = format!("{page}/relink");
    let form = format!("token=relink{TOKEN}");
    let early = walk.post(Some(&walk.donor), &relink, &form).await;
    assert!(
        early.status.is_client_error(),
        "nothing was handed over yet"
    );
    let lost = walk
        .passed(Some(&walk.donor), &page, 200, "carrier", 200)
        .await;
    let stranger = walk.town.app.register(newcomer("路人")).await.unwrap();
    for other in [&stranger, &walk.nurse] {
        let refused = walk.post(Some(other), &relink, &form).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let seen = walk.get(Some(other), &page).await.body;
        assert!(!seen.contains("relink"), "no form for others");
    }
    assert!(
        walk.get(Some(&walk.donor), &page)
            .await
            .body
            .contains(&relink)
    );
    let made = walk.post(Some(&walk.donor), &relink, &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let own = format!("/h/{}", link_on(&made.body));
    let twice = walk.post(Some(&walk.donor), &relink, &form).await;
    assert!(twice.body.contains(&own), "the same form, the same link");
    assert_eq!(walk.get(None, &lost).await.status, StatusCode::GONE);
    assert!(walk.get(None, &own).await.body.contains("货在你手里"));
    let seen = walk.get(None, &page).await.body;
    assert!(seen.contains("换了新链接"), "the journal says so: {seen}");

    // Somebody who took the goods under an account of their own lost nothing, and nobody else gets into it.
    let second = walk.passed(None, &own, 200, "hub", 200).await;
    let offer = format!("hand-0=200&taker=carrier&token={TOKEN}f");
    walk.post(None, &format!("{second}/hand"), &offer).await;
    let link = link_on(&walk.get(None, &second).await.body);
    let fields = format!("count-0=200&token={TOKEN}9");
    let taken = walk
        .post(Some(&stranger), &format!("/h/{link}/take"), &fields)
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let form = format!("token=again{TOKEN}");
    let refused = walk.post(Some(&walk.donor), &relink, &form).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

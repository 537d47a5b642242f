//! Testimonies beside the vault: who stands in which branch, what is withheld, what a removal leaves, and who is nobody.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use app::testimony::{Decision, NewTestimony, SORTED_MAX};
use app::{Person, Refused};
use relief::code::*;
use relief::ids::{PartyId, TestimonyId};
use relief::refusal::Refusal;
use relief::testimony::Standing;
use relief::testimony::pile::Why;
use testkit::{Community, WUHAN, place};

const WORDS: &str = "昨晚十点我在仓库门口，看见三车口罩没有登记就运走了。";

fn said(town: &Community, words: &str) -> NewTestimony {
    NewTestimony {
        kind: TestimonyKind::Delivery,
        place: place(WUHAN).unwrap(),
        happened_at: town.app.now(),
        day_only: true,
        statement: words.to_owned(),
        photos: Vec::new(),
        about: None,
        accuses: false,
        corrects: None,
    }
}

/// A photograph of four white pixels.
fn photo() -> Vec<u8> {
    const PNG: &str = "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a730000000e494441\
        54789c63f80f060c100a0053ba0bf598ac20670000000049454e44ae426082";
    let digits: Vec<u8> = PNG.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

async fn testified(town: &Community, who: Option<&Person>) -> TestimonyId {
    let new = said(town, WORDS);
    TestimonyId(town.app.testify(who, new).await.unwrap().index)
}

async fn published(town: &Community, by: &Person, who: Option<&Person>) -> TestimonyId {
    let id = testified(town, who).await;
    let decided = town
        .app
        .decide_testimonies(by, vec![id], Decision::Publish, false);
    decided.await.unwrap();
    id
}

#[tokio::test]
async fn branches_are_those_below_the_founder_and_survive_erasure() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let shen = town.moderator().await;
    let su = town.member(room, &chen, "苏芮").await;
    let lu = town.member(room, &su, "卢怡").await;
    let han = town.member(room, &chen, "韩牧").await;
    let he = town.member(room, &han, "何平").await;
    let nobody = town.person("路人").await;
    let id = published(&town, &shen, Some(&su)).await;
    for who in [&lu, &han, &he, &chen, &nobody] {
        let stood = town.app.corroborate(who, id, SupportKind::Saw, "").await;
        stood.unwrap();
    }
    let branches = |town: &Community| -> Vec<Option<u64>> {
        let state = town.app.state();
        let found = &state.testimonies[&id];
        found.supports.iter().map(|s| s.branch).collect()
    };
    let expected = [Some(0), Some(1), Some(1), Some(2), None];
    assert_eq!(branches(&town), expected);
    assert_eq!(town.app.state().testimonies[&id].branches(), 3);
    town.app.erase(&he).await.unwrap();
    town.app.erase(&han).await.unwrap();
    let late = town.member(room, &chen, "后来的").await;
    let later = town.app.corroborate(&late, id, SupportKind::Document, "");
    later.await.unwrap();
    assert_eq!(branches(&town)[5], Some(3), "one whom the founder let in");
    let again = town.app.corroborate(&lu, id, SupportKind::Saw, "").await;
    assert!(matches!(
        again,
        Err(Refused::Refusal(Refusal::NothingChanges))
    ));
}

#[tokio::test]
async fn nobody_reads_what_nobody_published_and_everybody_sees_a_removal() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let shen = town.moderator().await;
    let su = town.member(room, &chen, "苏芮").await;
    let new = NewTestimony {
        photos: vec![photo()],
        ..said(&town, WORDS)
    };
    let sent = town.app.testify(Some(&su), new).await.unwrap();
    let id = TestimonyId(sent.index);
    let app = &town.app;
    let picture = app.photos_of_testimony(id).await.unwrap()[0];
    assert_eq!(app.statement(id, None).await.unwrap(), None);
    assert_eq!(app.statement(id, Some(&chen)).await.unwrap(), None);
    assert!(app.texts_of(id.0).await.unwrap().is_empty());
    assert!(app.photo(picture, None).await.is_err());
    assert!(app.photo(picture, Some(&chen)).await.is_err());
    for reader in [&su, &shen] {
        let words = app.statement(id, Some(reader)).await.unwrap();
        assert_eq!(words.as_deref(), Some(WORDS));
        assert!(app.photo(picture, Some(reader)).await.is_ok());
    }
    let refused = app.testimony_queue(&chen, None).await;
    assert!(matches!(
        refused,
        Err(Refused::Refusal(Refusal::NotAllowed))
    ));
    app.decide_testimonies(&shen, vec![id], Decision::Publish, false)
        .await
        .unwrap();
    assert_eq!(
        app.texts_of(id.0).await.unwrap()[0].value.as_deref(),
        Some(WORDS)
    );
    assert!(app.photo(picture, None).await.is_ok());
    app.remove_testimony(&shen, id, Ground::Safety)
        .await
        .unwrap();
    assert_eq!(app.state().testimony_standing(id), Some(Standing::Removed));
    assert_eq!(app.statement(id, None).await.unwrap(), None);
    let stone = &app.texts_of(id.0).await.unwrap()[0];
    assert_eq!(
        (stone.redacted, &stone.value),
        (Some(Ground::Safety), &None)
    );
    assert!(app.photo(picture, None).await.unwrap().bytes.is_none());
    let town = town.restart().await;
    assert_eq!(
        town.app.state().testimony_standing(id),
        Some(Standing::Removed)
    );
}

#[tokio::test]
async fn who_has_no_account_gets_a_number_that_leads_to_nobody() {
    let town = Community::new().await;
    let first = testified(&town, None).await;
    let second = testified(&town, None).await;
    let by = |id| town.app.state().testimonies[&id].by;
    assert_ne!(by(first), by(second));
    assert!(town.app.person_of(by(first)).await.unwrap().is_none());
    assert!(!town.app.state().testimonies[&first].member);
}

#[tokio::test]
async fn a_flood_is_one_pile_for_the_moderator_and_all_of_it_is_kept() {
    let town = Community::new().await;
    let shen = town.moderator().await;
    for n in 0..12 {
        let words = format!("{WORDS}{}", "！".repeat(n));
        town.app.testify(None, said(&town, &words)).await.unwrap();
    }
    let other = said(&town, "隔离点没有热水，发烧的老人坐在走廊里等床位。");
    town.app.testify(None, other).await.unwrap();
    let queue = town.app.testimony_queue(&shen, None).await.unwrap();
    let found: Vec<_> = queue.piles.iter().map(|p| (p.why, p.ids.len())).collect();
    assert_eq!(found, [(Why::Alike, 12), (Why::Single, 1)]);
    let ids = queue.piles[0].ids.clone();
    let hold = Decision::Hold {
        reason: HoldReason::Repeats,
        hours: 10_000,
    };
    town.app
        .decide_testimonies(&shen, ids, hold, false)
        .await
        .unwrap();
    let counts = town.app.state().testimony_counts(town.app.now());
    assert_eq!((counts.received, counts.held, counts.waiting), (13, 12, 1));
    town.pass_hours(169);
    let counts = town.app.state().testimony_counts(town.app.now());
    assert_eq!((counts.held, counts.late), (0, 13));
}

#[tokio::test]
async fn what_waits_comes_in_pages_and_each_is_on_one_of_them() {
    let town = Community::new().await;
    let shen = town.moderator().await;
    let all = flood(&town, SORTED_MAX + 3).await;
    let first = town.app.testimony_queue(&shen, None).await.unwrap();
    assert_eq!((first.texts.len(), first.more), (SORTED_MAX, 3));
    let second = town.app.testimony_queue(&shen, first.last).await.unwrap();
    assert_eq!((second.texts.len(), second.more), (3, 0));
    let piles = [&first, &second].into_iter().flat_map(|q| &q.piles);
    let mut seen: Vec<_> = piles.flat_map(|pile| pile.ids.clone()).collect();
    seen.sort_unstable();
    assert_eq!(seen, all);
    let hold = Decision::Hold {
        reason: HoldReason::Repeats,
        hours: 1,
    };
    let decided = [(vec![all[0]], Decision::Publish), (vec![all[1]], hold)];
    for (ids, decision) in decided {
        let done = town.app.decide_testimonies(&shen, ids, decision, false);
        done.await.unwrap();
    }
    let first = town.app.testimony_queue(&shen, None).await.unwrap();
    assert!(!first.texts.contains_key(&all[0]), "decided");
    assert!(first.texts.contains_key(&all[1]), "only held");
}

/// So many testimonies at once; answers their numbers in order.
async fn flood(town: &Community, count: usize) -> Vec<TestimonyId> {
    let send = |n: usize| {
        let (app, new) = (town.app.clone(), said(town, &format!("{WORDS}{n}")));
        tokio::spawn(async move { app.testify(None, new).await.unwrap().index })
    };
    let sent: Vec<_> = (0..count).map(send).collect();
    let mut ids = Vec::new();
    for one in sent {
        ids.push(TestimonyId(one.await.unwrap()));
    }
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn what_waits_for_the_writer_is_written_before_the_end() {
    let town = Community::new().await;
    let before = town.app.submitted();
    let sent: Vec<_> = (0..40)
        .map(|n| {
            let (app, new) = (town.app.clone(), said(&town, &format!("{WORDS}{n}")));
            tokio::spawn(async move { app.testify(None, new).await })
        })
        .collect();
    while town.app.submitted() < before + 40 {
        tokio::task::yield_now().await;
    }
    town.app.close().await;
    for one in sent {
        assert!(one.await.unwrap().is_ok());
    }
    let received = town.app.state().testimonies.len();
    assert_eq!(received, 40);
}

#[tokio::test]
async fn whoever_is_named_answers_without_an_account() {
    let town = Community::new().await;
    let shen = town.moderator().await;
    let id = published(&town, &shen, None).await;
    let answered = town
        .app
        .answer_testimony(None, id, "那三车第二天补了登记。", true);
    answered.await.unwrap();
    let state = town.app.state();
    let answer = &state.testimonies[&id].answers[0];
    assert!(answer.named && answer.step.by > PartyId(0));
}

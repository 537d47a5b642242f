//! Acts through the writer: durable, once, in order, and the same after a restart.

use std::sync::Arc;

use app::carrier::NewHandover;
use app::talk::EDIT_SECONDS;
use app::{NewMessage, Person, Refused};
use relief::code::{Ground, HolderKind};
use relief::command::Command;
use relief::entry::ReceiptLineFact;
use relief::figures::figures;
use relief::ids::ConsignmentId;
use relief::quantity::Quantity;
use relief::refusal::Refusal;
use testkit::{Community, commitment_to, need_for, newcomer};

fn say(words: &str) -> NewMessage {
    NewMessage {
        body: words.to_owned(),
        thread: None,
    }
}

/// Li Na's 200 suits, handed to a driver who counts 198; He Jia acts for the hospital.
async fn on_the_road(town: &Community) -> (ConsignmentId, Arc<Person>) {
    let (room, chen) = town.room().await;
    let (need, recipient) = town.open_need(room, &chen, 300).await;
    let donor = town.person("李娜").await;
    let commitment = town.firm(&donor, &chen, need, 200).await;
    let consignment = town.send(&donor, commitment, 200).await;
    let clerk = town.person("何嘉").await;
    town.app
        .appoint(&chen, recipient, clerk.party)
        .await
        .expect("appointed");
    let handover = NewHandover {
        consignment,
        counts: vec![200],
        taker_kind: HolderKind::Carrier,
        place: testkit::place(testkit::HANGZHOU),
        happened_at: town.app.now(),
    };
    let link = town
        .app
        .offer_handover(&donor, handover)
        .await
        .expect("a link");
    let taken = town
        .app
        .take_by_link(&link, "Z.Q.", vec![198], town.app.now())
        .await;
    let (_, own) = taken.expect("taken");
    let used = town.app.carrier_link(&link).await;
    assert!(
        matches!(used, Err(Refused::CodeInvalid)),
        "a link is used once"
    );
    let link = town
        .app
        .carrier_link(&own)
        .await
        .expect("the driver's own link");
    assert!(link.carrier.is_some());
    (consignment, clerk)
}

#[tokio::test]
async fn a_consignment_goes_from_donor_to_ward_and_survives_a_restart() {
    let town = Community::new().await;
    let (consignment, clerk) = on_the_road(&town).await;
    let code = town
        .app
        .door_code(&clerk, consignment)
        .await
        .expect("a door code");
    let line = ReceiptLineFact {
        accepted: 196,
        damaged: 2,
        line: 0,
        missing: 2,
        refused: 0,
        reason: None,
        surplus: 0,
    };
    let receive = |code: String| {
        let (app, lines, now) = (town.app.clone(), vec![line.clone()], town.app.now());
        async move { app.receive_by_code(consignment, &code, lines, now).await }
    };
    assert!(matches!(
        receive("000000".to_owned()).await,
        Err(Refused::CodeInvalid)
    ));
    receive(code.clone()).await.expect("received");
    assert!(receive(code).await.is_err(), "a door code opens once");

    let state = town.app.state().clone();
    let before = (figures(&state), state);
    let town = town.restart().await;
    assert_eq!(*town.app.state(), before.1);
    let suits = before.0.items.get("protective_suit").expect("counted");
    assert_eq!((suits.received, suits.missing, suits.damaged), (196, 2, 2));
    let head = town.app.head().expect("a signed head");
    assert_eq!(head.size, town.app.size());
}

#[tokio::test]
async fn a_form_sent_twice_acts_once_also_after_a_restart() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let form = town.app.once(chen.account, "0123456789abcdef");
    let (first, second) = tokio::join!(
        form.say(&chen, room, say("收到")),
        form.say(&chen, room, say("收到"))
    );
    assert_eq!(first.expect("said"), second.expect("answered"));
    assert_eq!(town.app.talk_head(room).await.expect("read"), 1);
    drop(form);
    let town = town.restart().await;
    let form = town.app.once(chen.account, "0123456789abcdef");
    form.say(&chen, room, say("收到"))
        .await
        .expect("answered as the first time");
    assert_eq!(town.app.talk_head(room).await.expect("read"), 1);
}

#[tokio::test]
async fn a_refused_act_leaves_nothing_behind() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let before = town.app.state().clone();
    let mut new = need_for(room, "武汉市肺科医院", Quantity::Exact(10));
    new.source = String::new();
    new.contact = String::new();
    let refused = town.app.report_need(&chen, new).await;
    assert!(matches!(
        refused,
        Err(Refused::Refusal(Refusal::NeedsSourceOrContact))
    ));
    assert_eq!(
        *town.app.state(),
        before,
        "the recipient registered on the way is taken back"
    );
    town.app
        .say(&chen, room, say("还在"))
        .await
        .expect("the writer goes on");
    let new = need_for(room, "武汉市肺科医院", Quantity::Unknown);
    town.app
        .report_need(&chen, new)
        .await
        .expect("the same again, complete");
    let town = town.restart().await;
    assert_eq!(town.app.state().needs.len(), 1);
}

#[tokio::test]
async fn two_donors_at_once_are_decided_in_order() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let (need, _) = town.open_need(room, &chen, 100).await;
    let (li, wang) = (town.person("李娜").await, town.person("王竹").await);
    let (one, two) = tokio::join!(
        town.firm(&li, &chen, need, 80),
        town.firm(&wang, &chen, need, 80)
    );
    assert_ne!(one, two);
    let state = town.app.state();
    let line = state.line(need, 0).expect("the line");
    let cover = relief::coverage::coverage(line.quantity, &line.tally).expect("stated");
    assert_eq!(
        (cover.gap, cover.excess),
        (0, 60),
        "over-commitment shows as excess"
    );
}

#[tokio::test]
async fn links_run_out_pause_and_are_revoked() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let code = town.app.invite(&chen, room).await.expect("a link").code;
    let later = town.app.now().plus_hours(1).0;
    town.app
        .pause_invitation(&chen, &code, Some(later))
        .await
        .expect("paused");
    let refused = town.app.join_new(&code, newcomer("周帆")).await;
    assert!(matches!(refused, Err(Refused::Paused { until }) if until == later));
    town.pass_hours(2);
    town.app
        .join_new(&code, newcomer("周帆"))
        .await
        .expect("open again");
    town.app
        .revoke_invitation(&chen, &code)
        .await
        .expect("revoked");
    assert!(matches!(
        town.app.join_new(&code, newcomer("林舟")).await,
        Err(Refused::Revoked)
    ));
    assert_eq!(town.app.state().rooms.get(&room).expect("there").members, 2);
}

#[tokio::test]
async fn talk_keeps_history_and_tombstones() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let su = town.member(room, &chen, "苏芮").await;
    let said = town
        .app
        .say(&su, room, say("发了 200 套"))
        .await
        .expect("said")
        .seq
        .expect("numbered");
    town.app
        .edit(&su, room, said, "发了 198 套")
        .await
        .expect("edited");
    assert_eq!(town.app.versions(room, said).await.expect("read").len(), 1);
    assert!(
        matches!(
            town.app.edit(&chen, room, said, "x").await,
            Err(Refused::NotFound)
        ),
        "not one's own"
    );
    town.app
        .clock()
        .set(relief::ids::Stamp(town.app.now().0 + EDIT_SECONDS + 1));
    assert!(matches!(
        town.app.edit(&su, room, said, "y").await,
        Err(Refused::TooLateToEdit)
    ));
    assert!(
        matches!(
            town.app.remove(&chen, room, said, " ").await,
            Err(Refused::Empty)
        ),
        "a lead gives a reason"
    );
    town.app
        .remove(&chen, room, said, "写了别人的电话")
        .await
        .expect("removed");
    let stone = town
        .app
        .message(room, said)
        .await
        .expect("read")
        .expect("there");
    assert!(stone.body.is_empty() && stone.removed_by == Some(chen.account));
    assert!(
        town.app
            .versions(room, said)
            .await
            .expect("read")
            .is_empty(),
        "earlier words go too"
    );
    let outsider = town.person("路人").await;
    assert!(matches!(
        town.app.say(&outsider, room, say("在吗")).await,
        Err(Refused::NotFound)
    ));
}

#[tokio::test]
async fn a_public_text_is_sealed_and_can_be_removed_without_breaking_a_proof() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let (need, _) = town.open_need(room, &chen, 300).await;
    let texts = town.app.texts_of(need.0).await.expect("read");
    let remark = texts
        .iter()
        .find(|t| t.field == "remark")
        .expect("a remark");
    let entry = town
        .app
        .read_entry(need.0)
        .await
        .expect("read")
        .expect("there");
    assert!(String::from_utf8_lossy(&entry.bytes).contains(&remark.seal));
    assert!(
        !String::from_utf8_lossy(&entry.bytes).contains("今晚"),
        "no words in the journal"
    );
    let reporter = town.app.state().needs[&need].reporter;
    let su = town
        .app
        .person_of(reporter)
        .await
        .expect("read")
        .expect("there");
    town.app
        .redact_text(su.actor(), need.0, "remark", Ground::Author)
        .await
        .expect("removed");
    let texts = town.app.texts_of(need.0).await.expect("read");
    let stone = texts
        .iter()
        .find(|t| t.field == "remark")
        .expect("a tombstone");
    assert_eq!(
        (stone.value.as_deref(), stone.redacted),
        (None, Some(Ground::Author))
    );
    town.app.checkpoint().await.expect("signed");
    let proof = town.app.inclusion(need.0).expect("a proof");
    let holds = tlog::verify_inclusion(
        &entry.leaf,
        need.0,
        proof.head.size,
        &proof.head.root,
        &proof.path,
    );
    assert!(holds.is_ok());
}

#[tokio::test]
async fn a_second_device_and_a_lost_one() {
    let town = Community::new().await;
    let first = town
        .app
        .register(newcomer("何嘉"))
        .await
        .expect("an account");
    let code = town.app.transfer_code(&first.person).await.expect("a link");
    let second = town
        .app
        .sign_in_by_code(&code, "电脑")
        .await
        .expect("signed in");
    assert_eq!(second.person.account, first.person.account);
    assert!(
        matches!(
            town.app.sign_in_by_code(&code, "又一台").await,
            Err(Refused::CodeInvalid)
        ),
        "once"
    );
    let codes = town.app.recovery_codes(&first.person).await.expect("codes");
    let hash = town.app.token_hash(&first.token);
    town.app
        .sign_out(first.person.account, hash)
        .await
        .expect("signed out");
    assert!(
        town.app
            .session(&first.token)
            .await
            .expect("read")
            .is_none()
    );
    let back = town
        .app
        .sign_in_by_code(&codes[0].to_uppercase(), "新手机")
        .await
        .expect("recovered");
    town.app.erase(&back.person).await.expect("erased");
    assert!(town.app.session(&back.token).await.expect("read").is_none());
}

#[tokio::test]
async fn an_accepted_commitment_lapses_by_the_clock() {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let (need, _) = town.open_need(room, &chen, 300).await;
    let donor = town.person("李娜").await;
    let made = town
        .app
        .pledge(&donor, commitment_to(need, 50, town.app.now()))
        .await
        .expect("pledged");
    let commitment = relief::ids::CommitmentId(made.index);
    town.act(&chen, Command::AcceptCommitment { commitment })
        .await;
    town.app.tick().await.expect("nothing due");
    town.pass_hours(25);
    town.app.tick().await.expect("due");
    let state = town.app.state().commitments[&commitment].state;
    assert_eq!(state, relief::commitment::CommitmentState::Lapsed);
}

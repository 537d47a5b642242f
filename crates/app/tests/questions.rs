//! Questions beside their forms: what a person follows, a no that asks on, decisions that name their reason, and our own
//! absence.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use app::official_supply::NewOfficialSupply;
use app::question::NewQuestion;
use app::{Person, Refused};
use relief::code::{OfficialKind, PartyKind, Role};
use relief::command::{Actor, Command};
use relief::ids::{Index, PartyId, QuestionId, RecipientId};
use relief::name::Name;
use relief::question::{Owed, Standing};
use relief::refusal::Refusal;
use testkit::Community;

/// A town with an office, and Wei Lan who speaks for it.
async fn town() -> (Community, Owed, std::sync::Arc<Person>) {
    let town = Community::new().await;
    let register = Command::RegisterParty {
        kind: PartyKind::Organisation,
        name: Some(Name::new("黄冈市物资保障组").unwrap()),
        place: None,
    };
    let clock = Actor::community();
    let made = town.app.act(clock.clone(), register).await.unwrap();
    let wei = town.person("韦岚").await;
    town.grant(wei.party, Role::Official).await;
    (town, Owed::Party(PartyId(made.index)), wei)
}

async fn asked(town: &Community, who: Option<&Person>, owed: Owed) -> QuestionId {
    let new = NewQuestion {
        text: "官方为什么只给了 20 套？".to_owned(),
        cites: Vec::new(),
        owed: Some(owed),
    };
    QuestionId(town.app.ask_question(who, new).await.unwrap().index)
}

fn standing(town: &Community, id: QuestionId) -> Standing {
    let (now, state) = (town.app.now(), town.app.state());
    let question = state.questions.get(id).unwrap();
    question.standing(state.jurisdictions.outages(), now)
}

#[tokio::test]
async fn our_absence_is_noted_where_an_answer_is_owed_and_nowhere_else() {
    let (town, office, _) = town().await;
    let town = town.restart_after(5).await;
    assert_eq!(town.app.state().jurisdictions.outages().iter().count(), 0);
    let question = asked(&town, None, office).await;
    town.app.beat(town.app.alive()).await.unwrap();
    let town = town.restart_after(49).await;
    assert_eq!(town.app.state().jurisdictions.outages().iter().count(), 1);
    assert_eq!(standing(&town, question), Standing::Open);
    // Of the 48 hours all are left: the server was away for the 49 that went by.
    town.pass_hours(48);
    assert_eq!(standing(&town, question), Standing::Open);
    town.pass_hours(1);
    assert_eq!(standing(&town, question), Standing::Overdue);
}

#[tokio::test]
async fn a_no_with_words_asks_the_same_office_in_the_same_act() {
    let (town, office, wei) = town().await;
    let he = town.person("何平").await;
    let question = asked(&town, Some(&he), office).await;
    let answered = town
        .app
        .answer_question(&wei, question, "按病床数配的。", Vec::new());
    let answer = Index(answered.await.unwrap().index);
    let before = town.app.size();
    let said = town.app.judge_answer(&he, answer, false, "留观床算不算？");
    let on = QuestionId(said.await.unwrap().index);
    assert_eq!(town.app.size(), before + 2, "a no and a question");
    let again = town.app.judge_answer(&he, answer, false, "从哪天算？");
    again.await.expect("who said no before may ask on");
    let same = town.app.judge_answer(&he, answer, false, "").await;
    assert!(matches!(
        same,
        Err(Refused::Refusal(Refusal::NothingChanges))
    ));
    let state = town.app.state();
    let first = state.questions.get(question).unwrap();
    assert_eq!(first.follow_ups.len(), 2);
    assert_eq!(first.clarity().unwrap().unclear, 1);
    let follow_up = state.questions.get(on).unwrap();
    assert_eq!((follow_up.by, follow_up.owed()), (he.party, Some(office)));
}

#[tokio::test]
async fn a_record_names_its_reason_in_the_same_act_or_is_not_written() {
    let (town, office, wei) = town().await;
    let question = asked(&town, None, office).await;
    let answered = town
        .app
        .answer_question(&wei, question, "已补拨。", Vec::new());
    let answer = Index(answered.await.unwrap().index);
    let recipient = recipient(&town).await;
    let record = |because| NewOfficialSupply {
        kind: OfficialKind::Allocated,
        because: Some(because),
        ..town.given(recipient, 60)
    };
    let before = town.app.size();
    let none = record(Index(question.0));
    let refused = town.app.record_official_supply(&wei, none).await;
    assert!(matches!(
        refused,
        Err(Refused::Refusal(Refusal::NoSuchAnswer))
    ));
    assert_eq!(town.app.size(), before, "all of it or nothing");
    let made = town.app.record_official_supply(&wei, record(answer));
    let effect = Index(made.await.unwrap().index);
    let state = town.app.state();
    let found = state.questions.get(question).unwrap();
    assert_eq!(found.effects[0].effect, effect);
}

async fn recipient(town: &Community) -> RecipientId {
    let who = town.person("王芳").await;
    let register = Command::RegisterRecipient {
        name: Name::new("武汉市金银潭医院").unwrap(),
        place: testkit::place(testkit::WUHAN).unwrap(),
        kind: relief::code::FacilityKind::Hospital,
        provisional: false,
        separate: false,
    };
    let made = town.app.act(who.actor(), register).await.unwrap();
    RecipientId(made.index)
}

#[tokio::test]
async fn what_somebody_follows_is_theirs_and_goes_with_them() {
    let (town, office, _) = town().await;
    let he = town.person("何平").await;
    let question = asked(&town, None, office).await;
    let size = town.app.size();
    for _ in 0..2 {
        town.app.follow_question(&he, question, true).await.unwrap();
    }
    assert_eq!(town.app.followed(&he).await.unwrap(), [question]);
    assert_eq!(town.app.size(), size, "nothing of it is public");
    let none = town.app.follow_question(&he, QuestionId(9_999), true).await;
    assert!(matches!(
        none,
        Err(Refused::Refusal(Refusal::NotFound(9_999)))
    ));
    town.app
        .follow_question(&he, question, false)
        .await
        .unwrap();
    assert_eq!(town.app.followed(&he).await.unwrap(), []);
    town.app.follow_question(&he, question, true).await.unwrap();
    town.app.erase(&he).await.unwrap();
    assert_eq!(town.app.followed(&he).await.unwrap(), []);
}

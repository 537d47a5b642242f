//! Questions in the demo: one that was answered and led to something, one that waits, one that nobody owes yet.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::account::NewAccount;
use app::official_supply::NewOfficialSupply;
use app::question::NewQuestion;
use app::{App, Person, Refused};
use relief::catalogue::Item;
use relief::code::{OfficialKind, Role};
use relief::command::{Actor, Command};
use relief::entry::Amount;
use relief::ids::{Index, NeedId, OfficialSupplyId, QuestionId, RecipientId, Stamp};
use relief::name::Name;
use relief::official_supply::DAY_SECONDS;
use relief::question::Owed;
use relief::refusal::Refusal;

/// The office, and who speaks for it; both are invented.
const OFFICE: &str = "第三报告单位物资组";
const OFFICIAL: &str = "韦岚";
/// Who asks, invented like everybody.
const RELATIVE: &str = "何秀英";
/// Those without an account who want to know too.
const OTHERS: usize = 5;

/// Asks, answers and acts on it.
///
/// # Errors
/// A step that is refused.
pub async fn ask(app: &App) -> Result<()> {
    let (need, recipient, item) = lacking(app).await.context("the drill has an open need")?;
    let wei = official(app).await?;
    let first = supply(app, (recipient, item), 20, OfficialKind::Delivered)?;
    let given = app.record_official_supply(&wei, first).await?;
    let office = office(app, given.index).context("the record names its office")?;
    let cites = vec![Index(need.0), Index(given.index)];
    let asked = new(
        "看板写着缺这么多，官方物资一栏只有 20。是漏了，还是另有安排？",
        cites,
        Some(office),
    );
    let relative = somebody(app, RELATIVE).await?;
    let question = QuestionId(app.ask_question(Some(&relative), asked).await?.index);
    for _ in 0..OTHERS {
        let endorse = Command::EndorseQuestion { question };
        app.act(Actor::community(), endorse).await?;
    }
    let words = "第一次是按病床数配的，没有算留观床。已补拨 60，两天内送到。";
    let answer = app
        .answer_question(&wei, question, words, Vec::new())
        .await?;
    plan(app).await?;
    let answer = Index(answer.index);
    let second = NewOfficialSupply {
        because: Some(answer),
        deliver_on: Some(in_days(app.now(), 2)),
        ..supply(app, (recipient, item), 60, OfficialKind::Allocated)?
    };
    app.record_official_supply(&wei, second).await?;
    plan(app).await?;
    app.judge_answer(&relative, answer, false, "留观床从哪天开始算？")
        .await?;
    let waits = new(
        "到的这批尺码齐不齐？大号还缺多少？",
        vec![Index(need.0)],
        Some(Owed::Recipient(recipient)),
    );
    app.ask_question(None, waits).await?;
    let open = new("夜里到的货谁来收？门口有人吗？", Vec::new(), None);
    app.ask_question(None, open).await?;
    Ok(())
}

/// The first moment of a day so many days on, in the hospital's zone.
fn in_days(now: Stamp, days: i64) -> Stamp {
    const OFFSET_SECONDS: i64 = 8 * 3_600;
    let today = (now.0 + OFFSET_SECONDS).div_euclid(DAY_SECONDS);
    Stamp((today + days) * DAY_SECONDS - OFFSET_SECONDS)
}

fn new(text: &str, cites: Vec<Index>, owed: Option<Owed>) -> NewQuestion {
    let text = text.to_owned();
    NewQuestion { text, cites, owed }
}

fn supply(
    app: &App,
    (recipient, item): (RecipientId, Item),
    n: u64,
    kind: OfficialKind,
) -> Result<NewOfficialSupply> {
    Ok(NewOfficialSupply {
        recipient,
        item,
        amount: Amount { n, pack: None },
        kind,
        day: app.now(),
        deliver_on: None,
        office: Some(Name::new(OFFICE)?),
        source: String::new(),
        because: None,
        separate: false,
    })
}

/// What the plan gives most to, so that an effect shows in it; else the first need that is open, with its first item.
async fn lacking(app: &App) -> Option<(NeedId, RecipientId, Item)> {
    let proposed = app.proposal().await.ok();
    let plan = proposed
        .as_deref()
        .and_then(|proposed| proposed.as_ref().ok());
    let most = plan.and_then(|plan| plan.lines().max_by_key(|line| line.quantity).copied());
    let state = app.state();
    let planned = most.and_then(|line| {
        let item = state.line(line.need, line.line)?.item;
        Some((line.need, state.needs.get(&line.need)?.recipient, item))
    });
    let open = || {
        let (id, need) = state.needs.iter().find(|(_, need)| need.is_live())?;
        Some((*id, need.recipient, need.lines.first()?.item))
    };
    planned.or_else(open)
}

fn office(app: &App, supply: u64) -> Option<Owed> {
    let state = app.state();
    let supply = state.official_supplies.get(&OfficialSupplyId(supply))?;
    supply.office.map(Owed::Party)
}

/// The plan of this moment, where there is anything new in it.
async fn plan(app: &App) -> Result<()> {
    match app.act(Actor::community(), Command::PublishPlan).await {
        Ok(_) | Err(Refused::Refusal(Refusal::NothingChanges | Refusal::NothingToPlan)) => Ok(()),
        Err(other) => Err(other.into()),
    }
}

async fn somebody(app: &App, name: &str) -> Result<Arc<Person>> {
    let account = NewAccount {
        name: name.to_owned(),
        cans: Vec::new(),
        lang: "zh-Hans".to_owned(),
        device: String::new(),
    };
    Ok(app.register(account).await?.person)
}

/// Somebody new who speaks for offices, as the community itself has it in a drill.
async fn official(app: &App) -> Result<Arc<Person>> {
    let who = somebody(app, OFFICIAL).await?;
    let grant = Command::GrantRole {
        party: who.party,
        role: Role::Official,
        room: None,
        recipient: None,
    };
    app.act(Actor::community(), grant).await?;
    Ok(who)
}

//! What people of the demo say they saw: public and supported, held back, accused and answered, waiting.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::testimony::{Decision, NewTestimony};
use app::{App, Person};
use relief::code::{HoldReason, SupportKind, TestimonyKind, TestimonyUse};
use relief::ids::{COMMUNITY, Index, PartyId, TestimonyId};
use relief::place::Place;

/// Members who speak: one writes, the others stand by it or decide.
const SPEAKERS: usize = 4;
/// 武汉市洪山区, 黄冈市团风县 and 武汉市江汉区.
const PLACES: [u32; 3] = [420_111, 421_121, 420_103];

/// Says it all, with the founder as the moderator.
///
/// # Errors
/// A step that is refused.
pub async fn say(app: &App, founder: &Person) -> Result<()> {
    let people = speakers(app, founder).await?;
    let [writer, ..] = people.as_slice() else {
        return Ok(());
    };
    let corridor = "昨晚在急诊走廊数到十一位发热的老人坐着等床位，护士两人一班，防护服不够，换下来的挂着再穿。";
    let new = about(app, PLACES[0], TestimonyKind::Care, corridor, -14)?;
    let care = public(app, founder, Some(writer), new).await?;
    for (who, evidence) in people
        .iter()
        .skip(1)
        .zip([SupportKind::Saw, SupportKind::Photograph])
    {
        app.corroborate(who, care, evidence, "我那天也在，说的是实情。")
            .await?;
    }
    let need = app.state().needs.keys().next().copied();
    if let Some(need) = need {
        app.use_testimony(founder, care, TestimonyUse::Need, Index(need.0))
            .await?;
    }
    let road = "下午三点，往团风的卡口拦下两辆送口罩的面包车，说缺一张接收函，等了四个小时放行。";
    let new = about(app, PLACES[1], TestimonyKind::Passage, road, -9)?;
    let road = public(app, founder, None, new).await?;
    if let Some(last) = people.last() {
        app.contest_testimony(last, road, "我押的车，等了不到两个小时。")
            .await?;
    }
    accused(app, founder, &people).await?;
    let private = about(
        app,
        PLACES[0],
        TestimonyKind::Care,
        "有人把一位病人的住址和电话贴在了楼道里。",
        -6,
    )?;
    let held = TestimonyId(app.testify(Some(writer), private).await?.index);
    let reason = HoldReason::Private;
    let hold = Decision::Hold { reason, hours: 24 };
    app.decide_testimonies(founder, vec![held], hold, true)
        .await?;
    let waiting = about(
        app,
        PLACES[2],
        TestimonyKind::Supplies,
        "社区发的菜每户一份，三楼的独居老人没有人送上去。",
        -3,
    )?;
    app.testify(None, waiting).await?;
    Ok(())
}

/// An accusation that one person published: a second has to.
async fn accused(app: &App, founder: &Person, people: &[Arc<Person>]) -> Result<()> {
    let words = "仓库门口看见三车口罩没有登记就运走，问了两次，说是上面的安排。";
    let new = NewTestimony {
        about: organisation(app),
        accuses: true,
        ..about(app, PLACES[2], TestimonyKind::Conduct, words, -20)?
    };
    let writer = people.get(1).map(AsRef::as_ref);
    let id = TestimonyId(app.testify(writer, new).await?.index);
    app.decide_testimonies(founder, vec![id], Decision::Publish, false)
        .await?;
    Ok(())
}

async fn public(
    app: &App,
    founder: &Person,
    who: Option<&Arc<Person>>,
    new: NewTestimony,
) -> Result<TestimonyId> {
    let who = who.map(AsRef::as_ref);
    let id = TestimonyId(app.testify(who, new).await?.index);
    app.decide_testimonies(founder, vec![id], Decision::Publish, false)
        .await?;
    Ok(id)
}

/// The first organisation that is not the community itself.
fn organisation(app: &App) -> Option<PartyId> {
    let state = app.state();
    let named = state
        .parties
        .iter()
        .filter(|(id, p)| **id != COMMUNITY && p.name.is_some());
    named.map(|(id, _)| *id).next()
}

/// People of the rooms, without the founder.
async fn speakers(app: &App, founder: &Person) -> Result<Vec<Arc<Person>>> {
    let parties: Vec<PartyId> = app.state().parties.keys().copied().collect();
    let mut people = Vec::new();
    for party in parties {
        if people.len() == SPEAKERS {
            break;
        }
        let found = app.person_of(party).await?;
        people.extend(found.filter(|p| !p.rooms.is_empty() && p.party != founder.party));
    }
    Ok(people)
}

fn about(app: &App, at: u32, kind: TestimonyKind, words: &str, hours: i64) -> Result<NewTestimony> {
    Ok(NewTestimony {
        kind,
        place: Place::from_code(at).context("a place of Hubei")?,
        happened_at: app.now().plus_hours(hours),
        day_only: false,
        statement: words.to_owned(),
        photos: Vec::new(),
        about: None,
        accuses: false,
        corrects: None,
    })
}

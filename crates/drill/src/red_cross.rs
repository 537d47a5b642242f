//! The drill *red-cross-2020*: two notices of a Red Cross, of 30 and of 31 January 2020, as anybody could read them.
//!
//! The first said that 36,000 "N95" masks had come in, of which two private clinics got 16,000 each; the next day the
//! same goods were KN95, and the clinics had 18,000 each. Recorded through the ordinary commands, the lists are
//! checked by the ordinary watch: nothing in here raises a flag. The figures are those of the notices; whoever reads
//! and answers is invented, and so is what they say.

use std::collections::BTreeMap;
use std::path::Path;

use app::distribution::NewDistribution;
use app::{App, Clock, Entropy, NewAccount, Options, Person, Refused, Stopwatch};
use relief::catalogue::Item;
use relief::code::Role;
use relief::command::Command;
use relief::entry::{DistributionLineFact, DistributionTotalFact};
use relief::flag::Flag;
use relief::ids::{DistributionId, FlagId, Stamp, hex};
use relief::name::{Name, NameFault};
use relief::watch::distribution::Class;
use serde::Serialize;

use crate::player::PlayError;

/// The name of the drill's journal.
const ORIGIN: &str = "drill.tideover.example/red-cross-2020";
/// 30 January 2020, 20:00 in Wuhan: the first notice is read.
const FIRST: Stamp = Stamp(1_580_385_600);
/// A day later the second one is.
const HOURS_BETWEEN: i64 = 24;
/// Who published both.
const ISSUER: &str = "湖北省红十字会";

/// One flag that the watch raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlagOutcome {
    /// Its number.
    pub flag: u64,
    /// Code of its kind.
    pub kind: &'static str,
    /// The list it is about, and which line or total of it.
    pub list: u64,
    /// See the journal format, "Flags".
    pub part: u64,
    /// What was stated.
    pub stated: u64,
    /// What was found instead.
    pub found: u64,
    /// Entries that show it.
    pub evidence: Vec<u64>,
    /// When it was raised, seconds UTC.
    pub raised_at: i64,
}

/// What the drill came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedCrossOutcome {
    /// The scenario.
    pub scenario: &'static str,
    /// Lists recorded: the notice, and the one in its place.
    pub lists: [u64; 2],
    /// What the watch found, in the order in which it was raised.
    pub flags: Vec<FlagOutcome>,
    /// How many of each kind.
    pub kinds: BTreeMap<&'static str, u64>,
    /// Entries of the journal.
    pub entries: u64,
    /// The root of the journal, in hex.
    pub root: String,
    /// How long it took, in milliseconds of real time.
    pub wall_ms: u64,
}

/// How the drill opens its community.
///
/// # Errors
/// Never for the name in use here.
pub fn options(dir: &Path, seed: u64) -> Result<Options, NameFault> {
    Ok(Options {
        dir: dir.to_owned(),
        origin: ORIGIN.to_owned(),
        name: Name::new("武汉")?,
        drill: true,
        clock: Clock::simulated(FIRST),
        entropy: Entropy::seeded(seed),
    })
}

/// Plays both days on an application opened with [`options`], and signs its head.
///
/// # Errors
/// [`PlayError`] when an act is refused.
pub async fn play(app: App) -> Result<RedCrossOutcome, PlayError> {
    let begun = Stopwatch::start();
    let reader = gather(&app).await?;
    let first = publish(&app, &reader, 16_000, Class::N95, None).await?;
    app.tick().await?;
    app.clock().set(FIRST.plus_hours(HOURS_BETWEEN));
    let second = publish(&app, &reader, 18_000, Class::Kn95, Some(first)).await?;
    app.tick().await?;
    say(&app, &reader).await?;
    app.checkpoint().await?;
    let wall_ms = begun.millis();
    let flags: Vec<FlagOutcome> = app.state().flags.iter().map(outcome).collect();
    let mut kinds = BTreeMap::new();
    for flag in &flags {
        *kinds.entry(flag.kind).or_default() += 1;
    }
    Ok(RedCrossOutcome {
        scenario: "red-cross-2020",
        lists: [first.0, second.0],
        flags,
        kinds,
        entries: app.size(),
        root: app.head().map(|head| hex(&head.root.0)).unwrap_or_default(),
        wall_ms,
    })
}

fn outcome((id, flag): (FlagId, &Flag)) -> FlagOutcome {
    let notice = &flag.notice;
    FlagOutcome {
        flag: id.0,
        kind: notice.kind.code(),
        list: notice.subject.0,
        part: notice.part,
        stated: notice.stated,
        found: notice.found,
        evidence: notice.evidence.iter().map(|index| index.0).collect(),
        raised_at: flag.raised_at.0,
    }
}

/// Who opened the community, somebody who reads notices, and an auditor who will have to look at the flags.
async fn gather(app: &App) -> Result<Person, Refused> {
    let account = |name: &str| NewAccount {
        name: name.to_owned(),
        cans: Vec::new(),
        lang: "zh-Hans".to_owned(),
        device: "手机".to_owned(),
    };
    let founder = app.found(account("周敏")).await?.person;
    let auditor = app.register(account("唐雪")).await?.person;
    let grant = Command::GrantRole {
        party: auditor.party,
        role: Role::Auditor,
        room: None,
        recipient: None,
    };
    app.act(founder.actor(), grant).await?;
    let reader = app.register(account("何平")).await?.person;
    Ok(Person::clone(&reader))
}

/// A notice: 36,000 masks of a class from one company, shared by two clinics; and 3,000 for another hospital, from a
/// private person who is not named.
async fn publish(
    app: &App,
    reader: &Person,
    each: u64,
    class: Class,
    corrects: Option<DistributionId>,
) -> Result<DistributionId, Refused> {
    let name = |text: &str| Name::new(text).map_err(Refused::Name);
    let item = |code: &str| Item::from_code(code).ok_or(Refused::NotFound);
    let (respirator, mask) = (item("n95_respirator")?, item("disposable_mask")?);
    let giver = name("北京一家公司")?;
    let clinic = |to: &str| {
        Ok::<_, Refused>(DistributionLineFact {
            class: Some(class),
            given_by: Some(giver.clone()),
            given_to: name(to)?,
            item: respirator,
            quantity: each,
            was: None,
        })
    };
    let union = DistributionLineFact {
        class: None,
        given_by: None,
        given_to: name("武汉协和医院")?,
        item: mask,
        quantity: 3_000,
        was: None,
    };
    let total = DistributionTotalFact {
        class: Some(class),
        given_by: Some(giver.clone()),
        item: respirator,
        quantity: 36_000,
        stored: 0,
        written_off: 0,
    };
    let number = if corrects.is_none() { "4704" } else { "8667" };
    let new = NewDistribution {
        issuer: name(ISSUER)?,
        published_on: app.now(),
        lines: vec![clinic("武汉仁爱医院")?, clinic("武汉天佑医院")?, union],
        totals: vec![total],
        corrects,
        source: format!("湖北省红十字会网站 信息公开 {number}"),
    };
    let receipt = app.publish_distribution(reader, new).await?;
    Ok(DistributionId(receipt.index))
}

/// Whoever recorded the lists says what the second notice itself says.
async fn say(app: &App, reader: &Person) -> Result<(), Refused> {
    let first = app.state().flags.iter().next().map(|(id, _)| id);
    if let Some(flag) = first {
        let words = "第二天的公示写的是每家 18,000，两家正好 36,000（演练）。";
        app.answer_flag(reader, flag, words, None).await?;
    }
    Ok(())
}

//! Three people who open sealed tips in the demo: their keys lie in the folder, so that whoever tries it can be one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::tip::Key;
use anyhow::{Context as _, Result};
use app::account::NewAccount;
use app::{App, Person, Refused};
use relief::code::Role;
use relief::command::Command;
use relief::field::LIST_MAX;
use relief::ids::{CustodianId, Seal};
use relief::tip::CLOSERS_MIN;
use relief::tip_key::TipKey;

use crate::tips;

/// Name, and calling as everybody reads it.
const PEOPLE: [(&str, &str); 3] = [
    ("沈砚", "沈砚，律师"),
    ("罗清", "罗清，退休审计师"),
    ("唐映", "唐映，儿科医生"),
];
/// They close whole hours of this age, tips and fillings alike, so that which was which does not show.
const CLOSED_AFTER_HOURS: i64 = 72;

/// Somebody who opens tips in the demo.
pub struct Custodian {
    /// The account.
    pub who: Arc<Person>,
    /// Where the secret key lies.
    pub key: PathBuf,
    /// Signs whoever types it in as this custodian.
    pub code: String,
}

/// Makes three custodians whom the founder confirms: from here on tips are taken.
///
/// # Errors
/// A step that is refused, or a file that cannot be written.
pub async fn appoint(app: &App, dir: &Path) -> Result<Vec<Custodian>> {
    let founder = founder(app).await?;
    let keys = dir.join("custodians");
    fs::create_dir_all(&keys).with_context(|| format!("cannot make {}", keys.display()))?;
    let mut custodians = Vec::with_capacity(PEOPLE.len());
    for (n, (name, about)) in (1..).zip(PEOPLE) {
        let key = Key::generate();
        let path = keys.join(format!("{n}.key"));
        tips::keep(&key, &path)?;
        let new = NewAccount {
            name: name.to_owned(),
            cans: Vec::new(),
            lang: "zh-Hans".to_owned(),
            device: String::new(),
        };
        let who = app.register(new).await?.person;
        let public = TipKey::new(&key.public()).context("a fresh key has a public half")?;
        let offered = app.offer_custodian(&who, about, public).await?;
        let custodian = CustodianId(offered.index);
        let confirm = Command::ConfirmCustodian { custodian };
        app.act(founder.actor(), confirm).await?;
        let codes = app.recovery_codes(&who).await?;
        let code = codes.into_iter().next().unwrap_or_default();
        custodians.push(Custodian {
            who,
            key: path,
            code,
        });
    }
    Ok(custodians)
}

/// The founder of the drill.
///
/// # Errors
/// The store's failure, or a drill without one.
pub async fn founder(app: &App) -> Result<Arc<Person>> {
    let party = {
        let state = app.state();
        let founder = |g: &&relief::state::Grant| g.role == Role::Founder && g.room.is_none();
        state.grants.iter().find(founder).map(|grant| grant.party)
    };
    let party = party.context("the drill has a founder")?;
    let person = app.person_of(party).await?;
    person.context("the founder has an account")
}

/// Does what is due: the hour's commitments, and the outcome of what is old enough.
///
/// # Errors
/// A busy writer, or the store's failure.
pub async fn tend(app: &App, custodians: &[Custodian]) -> Result<(), Refused> {
    app.tend_tips().await?;
    let old = app.now().plus_hours(-CLOSED_AFTER_HOURS);
    for custodian in custodians.iter().take(CLOSERS_MIN) {
        let party = custodian.who.party;
        let leaves: Vec<Seal> = {
            let state = app.state();
            let due = state.tips.open.iter();
            due.filter(|(_, tip)| tip.at < old && !tip.closing.contains(&party))
                .map(|(leaf, _)| *leaf)
                .take(LIST_MAX)
                .collect()
        };
        if !leaves.is_empty() {
            let close = Command::CloseTips { leaves };
            app.act(custodian.who.actor(), close).await?;
        }
    }
    Ok(())
}

//! An office that owes reports, and somebody who speaks for it.

use std::sync::Arc;

use app::Person;
use relief::code::{OfficeLevel, PartyKind, Role};
use relief::command::{Actor, Command};
use relief::entry::JurisdictionRegistered;
use relief::ids::{AppointmentId, JurisdictionId, PartyId, Stamp};
use relief::name::{Name, UnitCode};
use relief::watch::day::Day;
use serde_json::Value;

use crate::town::{Answer, Town};

pub const CODE: &str = "4211";

/// An office for which somebody speaks, on the morning after the first day that it owes: 24 January.
pub struct Office {
    pub town: Town,
    pub id: u64,
    pub official: Arc<Person>,
    pub cookie: String,
}

impl Office {
    pub async fn new() -> Office {
        let town = Town::new().await;
        let id = registered(&town, "黄冈市疫情报告组", CODE).await;
        let official = town.community.person("魏岚").await;
        appoint(&town, JurisdictionId(id), &official).await;
        town.community.pass_hours(24);
        let cookie = town.device(&official).await;
        Office {
            town,
            id,
            official,
            cookie,
        }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/o/{}/{rest}", self.id)
    }

    pub async fn file(&self, token: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = vec![("token", token), ("day", "2020-01-24")];
        form.extend(fields);
        self.town
            .post(&self.path("file"), &self.cookie, &form)
            .await
    }

    pub async fn day(&self, day: &str) -> Value {
        self.town.json(&self.path(&format!("{day}.json")), "").await
    }

    pub async fn key(&self) -> String {
        let app = &self.town.community.app;
        let of = JurisdictionId(self.id);
        app.office_key(&self.official, of).await.unwrap()
    }
}

pub async fn registered(town: &Town, name: &str, code: &str) -> u64 {
    let app = &town.community.app;
    let register = Command::RegisterParty {
        kind: PartyKind::Organisation,
        name: Some(Name::new(name).unwrap()),
        place: None,
    };
    let office = app.act(Actor::community(), register).await.unwrap();
    let now = app.now();
    let fact = JurisdictionRegistered {
        code: UnitCode::new(code).unwrap(),
        due_minute: 720,
        level: OfficeLevel::Prefecture,
        office: PartyId(office.index),
        offset_minutes: 480,
        owes_from: Day::of(Stamp(now.0 + 8 * 3_600)),
        parent: None,
        places: Vec::new(),
    };
    let register = Command::RegisterJurisdiction(fact);
    app.act(Actor::community(), register).await.unwrap().index
}

/// Two who lead the community say so.
pub async fn appoint(town: &Town, jurisdiction: JurisdictionId, official: &Person) {
    let app = &town.community.app;
    let mut leads = Vec::new();
    for name in ["周敏", "方敏"] {
        let lead = town.community.person(name).await;
        town.community.grant(lead.party, Role::Lead).await;
        leads.push(lead);
    }
    let propose = Command::ProposeOfficial {
        jurisdiction,
        party: official.party,
    };
    let proposed = app.act(leads[0].actor(), propose).await.unwrap();
    let appointment = AppointmentId(proposed.index);
    town.community
        .act(&leads[1], Command::ConfirmOfficial { appointment })
        .await;
}

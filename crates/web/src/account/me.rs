//! Who I am here: name, abilities, language, devices, my rooms and my cards.

use std::sync::Arc;

use crate::acting;
use app::{App, Can, Person, Refused};
use axum::response::Response;
use serde::Serialize;

use super::asks::asks;
use super::me_views::page;
use super::own::{self, Own};
use crate::fields::Fields;
use crate::refused;
use crate::visitor::Visitor;
use crate::words::Lang;

/// The page of a person, or of somebody not known yet.
#[derive(Debug, Clone, Serialize)]
pub struct Me {
    /// The community waits for its founder.
    pub needs_founder: bool,
    /// The person; nothing when the device is not signed in.
    pub person: Option<Known>,
    #[serde(skip)]
    pub(super) token: String,
    #[serde(skip)]
    pub(super) error: Option<String>,
}

/// A person who is signed in.
#[derive(Debug, Clone, Serialize)]
pub struct Known {
    /// The name they gave.
    pub name: String,
    /// Their number in public.
    pub party: u64,
    /// What they can do.
    pub cans: Vec<&'static str>,
    /// The language of their pages.
    pub lang: String,
    /// Devices signed in.
    pub devices: Vec<Device>,
    /// What waits for their answer.
    pub asks: Vec<Own>,
    /// Rooms they are in.
    pub rooms: Vec<Own>,
    /// Needs they reported.
    pub needs: Vec<Own>,
    /// Commitments they made.
    pub commitments: Vec<Own>,
    /// Consignments they sent.
    pub consignments: Vec<Own>,
    /// What recipients said of what they gave or carried.
    pub feedback: Vec<Own>,
    /// Questions they follow.
    pub followed: Vec<Own>,
    /// Whether they have a way back in.
    pub has_recovery: bool,
    /// Whether they are a number without a name where pages say who is tied to whom.
    pub unnamed: bool,
}

/// A device.
#[derive(Debug, Clone, Serialize)]
pub struct Device {
    /// The key by which it is signed out.
    #[serde(skip)]
    pub(super) key: String,
    /// When it was signed in.
    pub created_at: i64,
    /// The one in hand.
    pub this: bool,
}

impl Me {
    async fn load(visitor: &Visitor) -> Result<Me, Refused> {
        let app = visitor.app();
        let person = match &visitor.who {
            Some(who) => Some(known(visitor, who).await?),
            None => None,
        };
        Ok(Me {
            needs_founder: app.needs_founder(),
            person,
            token: app.entropy().code(32),
            error: None,
        })
    }
}

async fn known(visitor: &Visitor, who: &Person) -> Result<Known, Refused> {
    let (app, w) = (visitor.app(), visitor.words());
    let this = visitor.token.as_deref().map(|t| app.token_hash(t));
    let devices = app.devices(who.account).await?;
    let has_recovery = app.has_recovery(who).await?;
    let unnamed = app.is_unnamed(who).await?;
    let followed = own::followed(visitor, who).await?;
    Ok(Known {
        name: who.name.clone(),
        party: who.party.0,
        cans: who.cans.iter().map(|c| c.code()).collect(),
        lang: who.lang.clone(),
        devices: devices
            .into_iter()
            .map(|d| Device {
                key: relief::ids::hex(&d.token_hash),
                created_at: d.created_at,
                this: this == Some(d.token_hash),
            })
            .collect(),
        asks: asks(visitor, who),
        rooms: own::rooms(app, who),
        needs: own::needs(app, w, who),
        commitments: own::commitments(app, w, who),
        consignments: own::consignments(app, who),
        feedback: own::feedback(app, w, who),
        followed,
        has_recovery,
        unnamed,
    })
}

/// `GET /me`.
pub async fn me(visitor: Visitor) -> Response {
    match Me::load(&visitor).await {
        Ok(model) => visitor.page(&model, page),
        Err(error) => visitor.refused(&error),
    }
}

/// `POST /me`: fields `name`, `can`, `lang`.
pub async fn change(visitor: Visitor, fields: Fields) -> Response {
    if let Err(answer) = visitor.person() {
        return answer;
    }
    let by = visitor.acting(&fields).await;
    let cans = Can::read_list(&fields.all("can").join(","));
    let lang = Lang::from_tag(fields.text("lang")).unwrap_or(visitor.words().lang());
    let change = async |app: App, who: Arc<Person>| {
        app.change_profile(&who, fields.text("name"), &cans, lang.tag())
            .await
    };
    let to = |()| format!("/lang/{}?to=/me", lang.tag());
    let why = async |refused| again(&visitor, &fields, &cans, &refused).await;
    acting::act(by, change, to, why).await
}

/// The page with what was typed, and why it was not taken.
async fn again(visitor: &Visitor, fields: &Fields, cans: &[Can], refused: &Refused) -> Response {
    match Me::load(visitor).await {
        Ok(mut model) => {
            if let Some(person) = &mut model.person {
                person.name = fields.text("name").to_owned();
                person.cans = cans.iter().map(|c| c.code()).collect();
            }
            model.error = Some(refused::sentence(visitor.words(), refused));
            visitor.again(&model, page)
        }
        Err(error) => visitor.refused(&error),
    }
}

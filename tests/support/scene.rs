//! A room with a founder and a verified need: what most other acts want before they can happen.

use anyhow::{Context, Result, ensure};

use crate::client::{Answer, Client};
use crate::server::Server;

/// A room of Chen Li's, and what the hospital in it lacks.
pub struct Scene {
    /// Chen Li, who opened the room and verified the need.
    pub founder: Client,
    /// The room's page, `/r/ID`.
    pub room: String,
    /// The founder's invitation, `/j/CODE`.
    pub door: String,
    /// The number of an open need for 30,000 protective suits.
    pub need: String,
}

impl Scene {
    /// Opens the room, lets somebody in who leads it too, and has their report verified.
    ///
    /// # Errors
    /// When a step is not answered as it should be.
    pub async fn of(server: &Server) -> Result<Scene> {
        let founder = server.client()?;
        let opened = [
            ("room_name", "口罩互助群"),
            ("place", "武汉"),
            ("name", "陈立"),
        ];
        let start = sent_to(&founder.post("/new", &opened).await?)?;
        let room = start.trim_end_matches("/start").to_owned();
        let door = door_of(&founder, &room).await?;

        let reporter = server.client()?;
        sent_to(&reporter.post(&door, &[("name", "苏芮")]).await?)?;
        // A room of twelve waits for somebody else who leads it.
        let party = reporter.get_json("/me.json").await?;
        let party = party.pointer("/person/party").context("no number")?;
        let lead = [("party", &*party.to_string()), ("role", "lead")];
        sent_to(&founder.post(&format!("{room}/role"), &lead).await?)?;
        let report = [
            ("room", room.trim_start_matches("/r/")),
            ("recipient", "武汉市金银潭医院"),
            ("place", "武汉"),
            ("item-0", "protective_suit"),
            ("quantity-0", "30000"),
            ("how-0", "exact"),
            ("contact", "夜班台"),
        ];
        let need = sent_to(&reporter.post("/need/new", &report).await?)?;
        let page = founder.get(&need).await?.body;
        let (_, recipient) = page.split_once("\"/f/").context("no recipient")?;
        let recipient: String = recipient
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let checked = [("standing", "called_back")];
        sent_to(
            &founder
                .post(&format!("/f/{recipient}/check"), &checked)
                .await?,
        )?;
        let verified = [("evidence", "call_back")];
        sent_to(&founder.post(&format!("{need}/verify"), &verified).await?)?;
        Ok(Scene {
            founder,
            room,
            door,
            need: need.trim_start_matches("/n/").to_owned(),
        })
    }

    /// The fields of a gift of 20 suits to the need, without name and token.
    #[must_use]
    pub fn gift(&self) -> Vec<(&str, &str)> {
        vec![
            ("need", &self.need),
            ("line", "0"),
            ("quantity", "20"),
            ("standard", "gb_19082_2009"),
            ("place", "杭州"),
            ("ready", "2099-01-01"),
        ]
    }
}

/// A member's own link into a room, `/j/CODE`; another one when the last was used up.
///
/// # Errors
/// When the page shows none.
pub async fn door_of(member: &Client, room: &str) -> Result<String> {
    let page = member.get(&format!("{room}/invite")).await?.body;
    let (_, code) = page.split_once("/j/").context("no invitation")?;
    let code: String = code
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    Ok(format!("/j/{code}"))
}

fn sent_to(answer: &Answer) -> Result<String> {
    ensure!(answer.status == 303, "{}: {}", answer.status, answer.body);
    answer.location().context("no page")
}

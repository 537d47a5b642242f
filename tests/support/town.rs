//! A community with a room, as its people made it over HTTP: where a journey begins.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::client::Client;
use crate::server::Server;

/// The name of the room.
pub const ROOM_NAME: &str = "口罩接力群";

/// A served community: a founder, a room, and two members of it.
pub struct Town {
    /// The program.
    pub server: Server,
    /// The room.
    pub room: u64,
    /// The code of the founder's invitation.
    pub invitation: String,
    /// Opened the room, and founded the community.
    pub founder: Client,
    /// Reports needs.
    pub clerk: Client,
    /// Checks them.
    pub verifier: Client,
}

impl Town {
    /// A fresh community with its room.
    ///
    /// # Errors
    /// When a step is refused.
    pub async fn open() -> Result<Self> {
        Self::on(Server::serve(&[])?).await
    }

    /// The same on a server that nobody has founded a community on.
    ///
    /// # Errors
    /// When a step is refused.
    pub async fn on(server: Server) -> Result<Self> {
        let founder = Client::speaking(server.address(), "zh-Hans")?;
        sent(&founder, "/found", &[("name", "陈晨"), ("can", "call")]).await?;
        let form = [
            ("room_name", ROOM_NAME),
            ("place", "武汉"),
            ("about", "把防护用品送到缺口最大的病区"),
        ];
        let room = index_in(&sent(&founder, "/new", &form).await?)?;
        let invite = founder.get_json(&format!("/r/{room}/invite.json")).await?;
        let invitation = text(&invite, "/own/code")?;
        let clerk = joined(&server, &invitation, "赵敏", "call").await?;
        let verifier = joined(&server, &invitation, "何嘉", "call").await?;
        Ok(Self {
            server,
            room,
            invitation,
            founder,
            clerk,
            verifier,
        })
    }

    /// The full address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        self.server.url(path)
    }

    /// Somebody more comes through the founder's link.
    ///
    /// # Errors
    /// When the link does not let them in.
    pub async fn joins(&self, name: &str, can: &str) -> Result<Client> {
        joined(&self.server, &self.invitation, name, can).await
    }

    /// An office that owes reports from today on, for which somebody speaks by the word of the founder and of the
    /// verifier, who leads the community from then on; answers its number.
    ///
    /// # Errors
    /// When a step is refused.
    pub async fn office(&self, official: &Client, name: &str, code: &str) -> Result<u64> {
        let begun = self.founder.get_json("/o/new.json").await?;
        let today = text(&begun, "/owes_from")?;
        let form = [
            ("name", name),
            ("code", code),
            ("level", "prefecture"),
            ("places", "黄冈"),
            ("due", "12:00"),
            ("offset", "+08:00"),
            ("owes_from", today.as_str()),
        ];
        let office = index_in(&sent(&self.founder, "/o/new", &form).await?)?;
        let second = party(&self.verifier).await?;
        let leads = self.founder.get_json("/leads.json").await?;
        let known = leads.get("leads").and_then(Value::as_array);
        let number = |lead: &Value| lead.get(0).map(Value::to_string);
        let mut numbers = known.into_iter().flatten().filter_map(number);
        if !numbers.any(|number| number == second) {
            let grant = [("party", second.as_str()), ("do", "grant")];
            sent(&self.founder, "/leads", &grant).await?;
        }
        let (path, party) = (format!("/o/{office}"), party(official).await?);
        sent(
            &self.founder,
            &format!("{path}/officials"),
            &[("party", &party)],
        )
        .await?;
        let page = self.founder.get_json(&format!("{path}.json")).await?;
        let appointment = page.pointer("/appointments/0/id");
        let appointment = appointment.context("nobody is proposed")?.to_string();
        let confirm = format!("{path}/officials/{appointment}/confirm");
        sent(&self.verifier, &confirm, &[]).await?;
        Ok(office)
    }

    /// The clerk reports a need for suits that two others verify: it takes pledges.
    ///
    /// # Errors
    /// When a step is refused.
    pub async fn need(&self, hospital: &str, quantity: u64, standards: &[&str]) -> Result<u64> {
        let need = self.reported(hospital, quantity, standards).await?;
        for checker in [&self.founder, &self.verifier] {
            let form = [("evidence", "official_notice")];
            sent(checker, &format!("/n/{need}/verify"), &form).await?;
        }
        Ok(need)
    }

    /// The clerk reports a need for suits; nobody has verified it.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn reported(&self, hospital: &str, quantity: u64, standards: &[&str]) -> Result<u64> {
        let (room, quantity) = (self.room.to_string(), quantity.to_string());
        let mut form = vec![
            ("room", room.as_str()),
            ("recipient", hospital),
            ("place", "武汉"),
            ("item-0", "protective_suit"),
            ("quantity-0", &quantity),
            ("how-0", "exact"),
            ("source", "https://example.org/appeal"),
            ("contact", "027-00000000"),
        ];
        form.extend(standards.iter().map(|code| ("standard-0", *code)));
        index_in(&sent(&self.clerk, "/need/new", &form).await?)
    }

    /// A donor in Hangzhou pledges suits.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn pledge(&self, donor: &Client, need: u64, quantity: u64) -> Result<u64> {
        let page = donor.get_json(&format!("/give.json?need={need}")).await?;
        let gap = page
            .pointer("/target/gap")
            .map(Value::to_string)
            .unwrap_or_default();
        let (need, quantity) = (need.to_string(), quantity.to_string());
        let form = [
            ("need", need.as_str()),
            ("line", "0"),
            ("seen", gap.as_str()),
            ("quantity", quantity.as_str()),
            ("standard", "gb_19082_2009"),
            ("place", "杭州"),
            ("ready", "2099-01-01"),
            ("to", "here"),
            ("despite", "1"),
        ];
        index_in(&sent(donor, "/give", &form).await?)
    }

    /// A pledge that is accepted, shown and found good: it counts.
    ///
    /// # Errors
    /// When a step is refused.
    pub async fn firm(&self, donor: &Client, need: u64, quantity: u64) -> Result<u64> {
        let commitment = self.pledge(donor, need, quantity).await?;
        let act = |name: &str| format!("/c/{commitment}/{name}");
        sent(&self.founder, &act("accept"), &[]).await?;
        let lot = [("certificate", "document_seen"), ("batch", "20200116")];
        sent(donor, &act("evidence"), &lot).await?;
        let seen = [("checked", "document_seen")];
        sent(&self.verifier, &act("confirm"), &seen).await?;
        Ok(commitment)
    }

    /// The donor packs suits of a firm commitment into boxes; answers the page, `/t/CODE`.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn packed(&self, donor: &Client, commitment: u64, quantity: u64) -> Result<String> {
        let (id, quantity) = (commitment.to_string(), quantity.to_string());
        let (many, boxes) = (format!("quantity-{id}"), format!("boxes-{id}"));
        let form = [
            ("commitment", id.as_str()),
            (many.as_str(), &quantity),
            (boxes.as_str(), "2"),
            ("place", "杭州"),
        ];
        sent(donor, "/send", &form).await
    }

    /// The holder offers a packed consignment to a driver; answers the driver's link, `/h/LINK`.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn offered(&self, holder: &Client, track: &str, count: u64) -> Result<String> {
        let count = count.to_string();
        let form = [
            ("hand-0", count.as_str()),
            ("taker", "carrier"),
            ("place", "武汉"),
        ];
        let page = sent(holder, &format!("{track}/hand"), &form).await?;
        let page = holder.get(&page).await?.body;
        let (_, link) = page.split_once("/h/").context("no link for the driver")?;
        let code = link.split(|c: char| !c.is_ascii_alphanumeric()).next();
        Ok(format!("/h/{}", code.unwrap_or_default()))
    }

    /// The clerk acts for a recipient from now on: she sees the code for its door.
    ///
    /// # Errors
    /// When the founder may not appoint her.
    pub async fn appoint_clerk(&self, need: u64) -> Result<()> {
        let need = self.founder.get_json(&format!("/n/{need}.json")).await?;
        let recipient = need
            .pointer("/recipient")
            .and_then(Value::as_u64)
            .context("no recipient")?;
        let party = party(&self.clerk).await?;
        let form = [("party", party.as_str())];
        sent(&self.founder, &format!("/f/{recipient}/appoint"), &form).await?;
        Ok(())
    }
}

async fn joined(server: &Server, code: &str, name: &str, can: &str) -> Result<Client> {
    let client = Client::speaking(server.address(), "zh-Hans")?;
    let form = [("name", name), ("can", can)];
    sent(&client, &format!("/j/{code}"), &form).await?;
    Ok(client)
}

/// Sends a form that must be taken; answers where it leads.
///
/// # Errors
/// When the answer is anything but a redirect.
pub async fn sent(client: &Client, path: &str, form: &[(&str, &str)]) -> Result<String> {
    // Every form of a page has a token of its own, under which it goes once.
    static FORMS: AtomicU64 = AtomicU64::new(1);
    let token = format!("{:032x}", FORMS.fetch_add(1, Ordering::Relaxed));
    let mut form = form.to_vec();
    form.push(("token", &token));
    let answer = client.post(path, &form).await?;
    ensure!(
        answer.status == 303,
        "{path} answered {}: {}",
        answer.status,
        answer.body
    );
    answer
        .location()
        .with_context(|| format!("{path} leads nowhere"))
}

/// The first number that stands as a part of a path: `/r/7/start` → 7.
///
/// # Errors
/// When there is none.
pub fn index_in(path: &str) -> Result<u64> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/')
        .find_map(|part| part.parse().ok())
        .with_context(|| format!("no number in {path}"))
}

fn text(page: &Value, pointer: &str) -> Result<String> {
    let found = page.pointer(pointer).and_then(Value::as_str);
    found
        .map(str::to_owned)
        .with_context(|| format!("{pointer} is missing: {page}"))
}

/// Somebody's number in public.
async fn party(of: &Client) -> Result<String> {
    let me = of.get_json("/me.json").await?;
    let party = me.pointer("/person/party").context("nobody is signed in")?;
    Ok(party.to_string())
}

#[cfg(test)]
mod tests {
    use super::index_in;

    #[test]
    fn the_number_of_a_thing_is_read_from_its_address() {
        assert_eq!(index_in("/r/7/start").ok(), Some(7));
        assert_eq!(index_in("/n/12?a=3").ok(), Some(12));
        assert!(index_in("/give").is_err());
    }
}

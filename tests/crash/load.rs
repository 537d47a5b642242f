//! What people do until the server is gone, and what was acknowledged of it.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use whole_program::{Client, Scene, Server, door_of};

/// What can be acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    Join,
    Say,
    Edit,
    Invite,
    Open,
    Report,
    Offer,
    Pledge,
    Accept,
}

impl Act {
    /// Every one.
    pub const ALL: [Act; 9] = [
        Act::Join,
        Act::Say,
        Act::Edit,
        Act::Invite,
        Act::Open,
        Act::Report,
        Act::Offer,
        Act::Pledge,
        Act::Accept,
    ];
}

/// An act whose answer was received: where it stands, and what must be read there.
#[derive(Clone)]
pub struct Acknowledged {
    /// What was done.
    pub act: Act,
    reader: Arc<Client>,
    page: String,
    says: String,
}

impl Acknowledged {
    /// Whether it stands, read from a server on the same folder by the one who did it.
    pub async fn check(&self, server: &Server) -> Result<()> {
        let page = self.reader.get(&server.url(&self.page)).await?;
        let (act, path) = (self.act, &self.page);
        ensure!(
            page.status == 200,
            "{act:?}: {path} answers {}",
            page.status
        );
        ensure!(
            page.body.contains(&self.says),
            "{act:?}: {path} lacks {}",
            self.says
        );
        Ok(())
    }
}

/// One person of the load.
pub struct Doer<'a> {
    scene: &'a Scene,
    me: Arc<Client>,
    founder: Arc<Client>,
    /// What nobody else says.
    mark: String,
    done: Vec<Acknowledged>,
}

impl<'a> Doer<'a> {
    /// A newcomer in front of the room.
    pub fn new(scene: &'a Scene, me: Client, founder: Arc<Client>, mark: String) -> Self {
        Doer {
            scene,
            me: Arc::new(me),
            founder,
            mark,
            done: Vec::new(),
        }
    }

    /// Joins and then does one thing after the other, beginning with the one of this number, until nobody answers.
    pub async fn act_until_the_end(mut self, first: usize) -> Vec<Acknowledged> {
        // No answer, or not the one to a thing done, is no acknowledgement: then it is over for this person.
        let _ = self.act(first).await;
        self.done
    }

    async fn act(&mut self, first: usize) -> Result<()> {
        self.join().await?;
        for step in first..first + 6 {
            match step % 6 {
                0 => self.talk().await?,
                1 => self.pledge().await?,
                2 => self.report().await?,
                3 => self.offer().await?,
                4 => self.open().await?,
                _ => self.invite().await?,
            }
        }
        Ok(())
    }

    async fn join(&mut self) -> Result<()> {
        let me = Arc::clone(&self.me);
        let (room, mark) = (self.scene.room.clone(), self.mark.clone());
        let door = door_of(&self.founder, &room).await?;
        sent(&me, &door, &[("name", &mark)]).await?;
        // Only a member has the field to speak in.
        let says = format!("action=\"{room}/say\"");
        self.note(Act::Join, room, says);
        Ok(())
    }

    async fn talk(&mut self) -> Result<()> {
        let me = Arc::clone(&self.me);
        let (room, said) = (self.scene.room.clone(), format!("said by {}.", self.mark));
        let to = sent(&me, &format!("{room}/say"), &[("text", &said)]).await?;
        let (_, seq) = to.split_once("#m-").context("no number")?;
        let page = format!("{room}/m/{seq}");
        self.note(Act::Say, page.clone(), said);
        let edited = format!("mended by {}.", self.mark);
        let fields = [("text", edited.as_str()), ("version", "0")];
        sent(&me, &format!("{page}/edit"), &fields).await?;
        // The words that were edited away stand in the message's history.
        self.note(Act::Edit, page, edited);
        Ok(())
    }

    async fn pledge(&mut self) -> Result<()> {
        let (me, founder) = (Arc::clone(&self.me), Arc::clone(&self.founder));
        let remark = format!("given by {}.", self.mark);
        let gift = [self.scene.gift(), vec![("remark", remark.as_str())]].concat();
        let page = sent(&me, "/give", &gift).await?;
        self.note(Act::Pledge, page.clone(), remark);
        sent(&founder, &format!("{page}/accept"), &[]).await?;
        self.note(
            Act::Accept,
            format!("{page}.json"),
            "\"state\":\"accepted\"".to_owned(),
        );
        Ok(())
    }

    async fn report(&mut self) -> Result<()> {
        let me = Arc::clone(&self.me);
        let (ward, remark) = (
            format!("Ward {}", self.mark),
            format!("lacks {}.", self.mark),
        );
        let need = [
            ("recipient", ward.as_str()),
            ("place", "武汉"),
            ("item-0", "protective_suit"),
            ("quantity-0", "300"),
            ("how-0", "exact"),
            ("contact", "the night desk"),
            ("remark", &remark),
        ];
        let page = sent(&me, "/need/new", &need).await?;
        self.note(Act::Report, page, remark);
        Ok(())
    }

    async fn offer(&mut self) -> Result<()> {
        let me = Arc::clone(&self.me);
        let remark = format!("offered by {}.", self.mark);
        let offer = [
            ("item", "goggles"),
            ("quantity", "40"),
            ("place", "武汉"),
            ("remark", remark.as_str()),
        ];
        let page = sent(&me, "/offer", &offer).await?;
        self.note(Act::Offer, page, remark);
        Ok(())
    }

    async fn open(&mut self) -> Result<()> {
        let me = Arc::clone(&self.me);
        let name = format!("Room {}", self.mark);
        let to = sent(&me, "/new", &[("room_name", &name), ("place", "武汉")]).await?;
        self.note(Act::Open, to, name);
        Ok(())
    }

    /// The link is made when it is first shown; it was acknowledged when its page has come.
    async fn invite(&mut self) -> Result<()> {
        let room = self.scene.room.clone();
        let door = door_of(&self.me, &room).await?;
        self.note(Act::Invite, format!("{room}/invite"), door);
        Ok(())
    }

    fn note(&mut self, act: Act, page: String, says: String) {
        let reader = Arc::clone(&self.me);
        self.done.push(Acknowledged {
            act,
            reader,
            page,
            says,
        });
    }
}

/// Where a form led; anything but a redirect is no acknowledgement.
async fn sent(client: &Client, path: &str, form: &[(&str, &str)]) -> Result<String> {
    let answer = client.post(path, form).await?;
    ensure!(answer.status == 303, "{path}: {}", answer.status);
    answer.location().context("no page")
}

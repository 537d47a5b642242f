//! A community in which the counties stand apart from the towns.

use app::Person;
use app::recipient::WhichRecipient;
use relief::code::{Evidence, Role, Standing};
use relief::command::Command;
use relief::entry::ReceiptLineFact;
use relief::ids::*;
use relief::quantity::Quantity;

use crate::{Community, need_for, place};

/// A county of Hubei.
const TUANFENG: u32 = 421_121;
/// What the hospital of the town needs, and gets.
const SUITS: u64 = 300;

impl Community {
    /// A hospital of the town got all of its 300 suits; one of a county, which needs 100, nothing. A lead of the room does
    /// what a lead has to do for that.
    pub async fn uneven(&self, room: RoomId, lead: &Person) {
        self.received(room, lead).await;
        self.forgotten(room, lead).await;
    }

    /// A county hospital that nothing reaches.
    async fn forgotten(&self, room: RoomId, lead: &Person) {
        let mut new = need_for(room, "团风县人民医院", Quantity::Exact(100));
        if let WhichRecipient::New { place: at, .. } = &mut new.recipient {
            *at = place(TUANFENG).expect("a place");
        }
        let reporter = self.member(room, lead, "王文书").await;
        let reported = self.app.report_need(&reporter, new).await;
        let need = NeedId(reported.expect("reported").index);
        let recipient = self.app.state().needs.get(&need).map(|need| need.recipient);
        let recipient = recipient.expect("reported");
        let standing = Standing::CalledBack;
        let check = Command::CheckRecipient {
            recipient,
            standing,
        };
        self.act(lead, check).await;
        let (evidence, skip) = (Evidence::CallBack, None);
        let verify = Command::VerifyNeed {
            need,
            evidence,
            skip,
        };
        self.act(lead, verify).await;
    }

    /// Goods of a donor that arrived whole at a hospital of the town.
    async fn received(&self, room: RoomId, lead: &Person) {
        let (need, recipient) = self.open_need(room, lead, SUITS).await;
        let ward = self.person("胡颖").await;
        let speak = Command::GrantRole {
            party: ward.party,
            role: Role::RecipientPerson,
            room: None,
            recipient: Some(recipient),
        };
        self.act(lead, speak).await;
        let donor = self.person("李娜").await;
        let commitment = self.firm(&donor, lead, need, SUITS).await;
        let consignment = self.send(&donor, commitment, SUITS).await;
        self.pass_hours(1);
        let line = ReceiptLineFact {
            line: 0,
            reason: None,
            accepted: SUITS,
            damaged: 0,
            missing: 0,
            refused: 0,
            surplus: 0,
        };
        let at = self.app.now();
        let received = self.app.receive(&ward, consignment, vec![line], at, "");
        received.await.expect("received");
    }
}

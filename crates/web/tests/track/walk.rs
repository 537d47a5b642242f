//! What the walks of this folder share: a town, its people, and the site asked over HTTP.

use std::sync::Arc;

use app::{Person, SignedIn};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use relief::code::Role;
use relief::command::{Actor, Command};
use relief::ids::{CommitmentId, NeedId};
use serde_json::Value;
use testkit::{Community, newcomer};
use tower::ServiceExt;

/// The start of the forms' tokens.
pub const TOKEN: &str = "0123456789abcdef0123456789abcde";

/// A town with goods for one hospital, and the site that shows it.
pub struct Walk {
    pub town: Community,
    pub router: Router,
    pub chen: Arc<Person>,
    pub donor: SignedIn,
    pub nurse: SignedIn,
    pub need: NeedId,
    pub commitment: CommitmentId,
}

/// What the site answered.
pub struct Answer {
    pub status: StatusCode,
    pub to: String,
    pub body: String,
}

/// Goods of a donor are firm; a nurse acts for the hospital.
pub async fn walk() -> Walk {
    let town = Community::new().await;
    let (room, chen) = town.room().await;
    let (need, recipient) = town.open_need(room, &chen, 300).await;
    let donor = town.app.register(newcomer("李娜")).await.unwrap();
    let nurse = town.app.register(newcomer("何护士")).await.unwrap();
    let grant = Command::GrantRole {
        party: nurse.person.party,
        role: Role::RecipientPerson,
        room: None,
        recipient: Some(recipient),
    };
    town.app.act(Actor::community(), grant).await.unwrap();
    let commitment = town.firm(&donor.person, &chen, need, 200).await;
    let settings = web::Settings::new("http://127.0.0.1:8080".to_owned());
    let router = web::router(web::Site::new(town.app.clone(), settings));
    Walk {
        town,
        router,
        chen,
        donor,
        nurse,
        need,
        commitment,
    }
}

impl Walk {
    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let to = response.headers().get(header::LOCATION);
        let to = to.map_or(String::new(), |v| v.to_str().unwrap().to_owned());
        let bytes = axum::body::to_bytes(response.into_body(), 4 << 20)
            .await
            .unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status, to, body }
    }

    pub async fn get(&self, who: Option<&SignedIn>, address: &str) -> Answer {
        let request = head(who, address, "GET").body(Body::empty()).unwrap();
        self.ask(request).await
    }

    pub async fn json(&self, address: &str) -> Value {
        serde_json::from_str(&self.get(None, address).await.body).unwrap()
    }

    pub async fn post(&self, who: Option<&SignedIn>, address: &str, fields: &str) -> Answer {
        let request = head(who, address, "POST")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(fields.to_owned()))
            .unwrap();
        self.ask(request).await
    }

    /// The donor packs 200 suits in 20 boxes; answers the address of the page.
    pub async fn packed(&self) -> String {
        let id = self.commitment.0;
        let fields =
            format!("commitment={id}&quantity-{id}=200&boxes-{id}=20&place=杭州&token={TOKEN}0");
        let sent = self.post(Some(&self.donor), "/send", &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        sent.to
    }

    /// Another device of a person.
    pub async fn device(&self, person: &Person) -> SignedIn {
        let code = self.town.app.transfer_code(person).await.unwrap();
        self.town.app.sign_in_by_code(&code, "手机").await.unwrap()
    }

    /// The holder at `from` offers, somebody without an account takes; answers the taker's own address.
    pub async fn passed(
        &self,
        who: Option<&SignedIn>,
        from: &str,
        sent: u64,
        kind: &str,
        got: u64,
    ) -> String {
        let fields = format!("hand-0={sent}&taker={kind}&place=武汉");
        let offered = self.post(who, &format!("{from}/hand"), &fields).await;
        assert_eq!(offered.status, StatusCode::SEE_OTHER, "{}", offered.body);
        let page = self.get(who, &offered.to).await;
        let link = link_on(&page.body);
        let form = self.get(None, &format!("/h/{link}")).await;
        assert!(form.body.contains("name=\"count-0\""), "{}", form.body);
        let fields = format!("count-0={got}&initials=Z.Q.&token={TOKEN}1");
        let address = format!("/h/{link}/take");
        let taken = self.post(None, &address, &fields).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        let repeated = self.post(None, &address, &fields).await;
        assert_eq!(repeated.to, taken.to, "a form that waited may come twice");
        taken.to
    }
}

pub fn head(who: Option<&SignedIn>, address: &str, method: &str) -> axum::http::request::Builder {
    let request = Request::builder()
        .method(method)
        .uri(encoded(address))
        .header("sec-fetch-site", "same-origin");
    match who {
        Some(who) => request.header(header::COOKIE, format!("session={}", who.token)),
        None => request,
    }
}

/// The carrier's link that a page shows in full, outside what waits for a network.
pub fn link_on(page: &str) -> String {
    let shown = page.split("<template>").next().unwrap();
    let (_, rest) = shown
        .split_once("http://127.0.0.1:8080/h/")
        .expect("a link");
    rest.chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect()
}

fn encoded(address: &str) -> String {
    address.replace(' ', "%20")
}

/// The six digits of a door code on its page.
pub fn digits(page: &str) -> String {
    let six = |text: &str| text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    let found = page.split(['<', '>']).find(|text| six(text));
    found.expect("six digits on the page").to_owned()
}

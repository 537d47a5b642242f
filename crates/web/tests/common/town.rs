//! A community behind its router, and forms sent to it.
#![allow(dead_code, reason = "each test program uses its part")]

use std::sync::Arc;

use app::Person;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use relief::code::Evidence;
use relief::command::Command;
use relief::ids::{NeedId, RoomId};
use relief::quantity::Quantity;
use serde_json::Value;
use testkit::{Community, need_for, newcomer};
use tower::ServiceExt;

/// A token as the forms carry it.
pub const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// A community behind its router.
pub struct Town {
    pub community: Community,
    pub router: Router,
    pub room: RoomId,
    pub founder: Arc<Person>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub cookie: Option<String>,
    pub body: String,
}

impl Town {
    pub async fn new() -> Town {
        let community = Community::new().await;
        let (room, founder) = community.room().await;
        Town::of(community, room, founder)
    }

    /// A community that stands already.
    pub fn of(community: Community, room: RoomId, founder: Arc<Person>) -> Town {
        let settings = web::Settings::new("http://127.0.0.1:8080".to_owned());
        let router = web::router(web::Site::new(community.app.clone(), settings));
        Town {
            community,
            router,
            room,
            founder,
        }
    }

    /// Somebody new with a device that is signed in.
    pub async fn signed_in(&self, name: &str) -> String {
        let signed_in = self.community.app.register(newcomer(name)).await.unwrap();
        format!("session={}; lang=zh-Hans", signed_in.token)
    }

    /// A member of the room with a device.
    pub async fn member(&self, name: &str) -> String {
        let code = self
            .community
            .app
            .invitation_of(&self.founder, self.room)
            .await
            .unwrap()
            .code;
        let signed_in = self
            .community
            .app
            .join_new(&code, newcomer(name))
            .await
            .unwrap();
        format!("session={}; lang=zh-Hans", signed_in.token)
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |name| {
            response
                .headers()
                .get(name)
                .map(|v: &axum::http::HeaderValue| v.to_str().unwrap().to_owned())
        };
        let (status, location) = (
            response.status(),
            text(header::LOCATION).unwrap_or_default(),
        );
        let cookie = text(header::SET_COOKIE).map(|c| c.split(';').next().unwrap().to_owned());
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20)
            .await
            .unwrap();
        Answer {
            status,
            location,
            cookie,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// A device of somebody who has an account.
    pub async fn device(&self, person: &Person) -> String {
        let app = &self.community.app;
        let code = app.transfer_code(person).await.unwrap();
        let signed_in = app.sign_in_by_code(&code, "手机").await.unwrap();
        format!("session={}; lang=zh-Hans", signed_in.token)
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::builder()
            .uri(path)
            .header(header::COOKIE, cookie)
            .header(header::ACCEPT_LANGUAGE, "zh");
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    pub async fn json(&self, path: &str, cookie: &str) -> Value {
        let answer = self.get(path, cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    pub async fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(n, v)| format!("{}={}", escape(n), escape(v)))
            .collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::COOKIE, cookie)
            .header(header::ACCEPT_LANGUAGE, "zh")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body.join("&"))).unwrap())
            .await
    }

    /// A verified need for suits of a hospital in Wuhan.
    pub async fn open(&self, hospital: &str, quantity: Quantity) -> u64 {
        let reporter = self
            .community
            .member(self.room, &self.founder, "苏芮")
            .await;
        let need = self
            .community
            .app
            .report_need(&reporter, need_for(self.room, hospital, quantity))
            .await
            .unwrap();
        let verify = Command::VerifyNeed {
            need: NeedId(need.index),
            evidence: Evidence::CallBack,
            skip: None,
        };
        self.community.act(&self.founder, verify).await;
        need.index
    }

    pub async fn gap(&self, need: u64) -> Value {
        self.json(&format!("/n/{need}.json"), "").await["lines"][0]["gap"].clone()
    }
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

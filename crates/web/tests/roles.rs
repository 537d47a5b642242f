//! Every route for every role: the routes are read out of the sources, so that a new one is tested the day it is
//! written. What must hold everywhere: nothing breaks (no 5xx), nobody without an account or a name writes, and a
//! person outside a room neither reads nor writes there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;
use std::sync::Arc;

use app::SignedIn;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use relief::code::Role;
use relief::command::Command;
use relief::ids::RoomId;
use testkit::{Community, newcomer};
use tower::ServiceExt;

/// A route as it stands in a source file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Route {
    method: Verb,
    path: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verb {
    Get,
    Post,
}

/// The people of the test: a cookie each, none for a stranger.
struct Cast {
    people: Vec<(&'static str, Option<String>)>,
    room: RoomId,
}

/// What belongs to a room, its recipients and its goods: who is outside does nothing there.
const IN_ROOMS: [&str; 6] = ["/r/", "/n/", "/f/", "/c/", "/t/", "/official/"];

#[tokio::test]
async fn every_route_answers_every_role_without_breaking() {
    let town = Community::new().await;
    let (cast, ids) = cast(&town).await;
    let router = site(&town);
    let routes = routes();
    let verify = "/n/{id}/verify";
    assert!(
        routes.len() > 80 && routes.iter().any(|r| r.path == verify),
        "the routes and the acts behind them are found: {}",
        routes.len()
    );
    for route in &routes {
        for (role, cookie) in &cast.people {
            let size = town.app.size();
            let address = fill(&route.path, &ids);
            if address.ends_with("/live") {
                continue; // a stream that does not end; tested with the rooms
            }
            let status = ask(&router, route.method, &address, cookie.as_deref()).await;
            let at = format!("{role}: {:?} {address} answered {status}", route.method);
            assert!(!status.is_server_error(), "{at}");
            let outside = *role == "outsider" && IN_ROOMS.iter().any(|p| address.starts_with(p));
            if route.method == Verb::Get || cookie.is_none() || outside {
                assert_eq!(town.app.size(), size, "{at} and wrote into the journal");
            }
        }
    }
}

#[tokio::test]
async fn a_room_is_closed_to_those_outside() {
    let town = Community::new().await;
    let (cast, ids) = cast(&town).await;
    let router = site(&town);
    let said = app::NewMessage {
        body: "只给群里看的话".to_owned(),
        thread: None,
    };
    let opened_by = town.app.state().rooms[&cast.room].opened_by;
    let chen = town.app.person_of(opened_by).await.unwrap().unwrap();
    town.app.say(&chen, cast.room, said).await.unwrap();
    for route in routes()
        .iter()
        .filter(|r| r.path.starts_with("/r/") && r.method == Verb::Get)
    {
        for (role, cookie) in cast
            .people
            .iter()
            .filter(|(role, _)| matches!(*role, "stranger" | "outsider"))
        {
            let address = fill(&route.path, &ids);
            let request = request(Method::GET, &address, cookie.as_deref(), "");
            let response = router.clone().oneshot(request).await.unwrap();
            let at = format!("{role} at {address}");
            if response.status() == StatusCode::OK && !address.ends_with("/live") {
                let body = axum::body::to_bytes(response.into_body(), 1 << 20)
                    .await
                    .unwrap();
                assert!(
                    !String::from_utf8_lossy(&body).contains("只给群里看的话"),
                    "{at} reads the talk"
                );
            } else {
                assert_ne!(response.status(), StatusCode::OK, "{at} hears the room");
            }
        }
    }
}

fn site(town: &Community) -> Router {
    let settings = web::Settings::new("http://127.0.0.1:8080".to_owned());
    web::router(web::Site::new(town.app.clone(), settings))
}

/// A stranger, an outsider with an account, a member, a verifier, a donor, a founder.
async fn cast(town: &Community) -> (Cast, Vec<(&'static str, String)>) {
    let (room, chen) = town.room().await;
    let (need, recipient) = town.open_need(room, &chen, 300).await;
    let donor = town.app.register(newcomer("李娜")).await.unwrap();
    let commitment = town.firm(&donor.person, &chen, need, 200).await;
    let consignment = town.send(&donor.person, commitment, 100).await;
    let supply = app::official_supply::NewOfficialSupply {
        source: "https://example.org/notice".to_owned(),
        ..town.given(recipient, 30)
    };
    let supply = town
        .app
        .record_official_supply(&chen, supply)
        .await
        .unwrap();
    let supply = supply.index;
    let code = town.app.invitation_of(&chen, room).await.unwrap().code;
    let member = town.app.join_new(&code, newcomer("周帆")).await.unwrap();
    let verifier = town.app.join_new(&code, newcomer("何嘉")).await.unwrap();
    let grant = Command::GrantRole {
        party: verifier.person.party,
        role: Role::Verifier,
        room: Some(room),
        recipient: None,
    };
    town.act(&chen, grant).await;
    let founder = device(town, &chen).await;
    let outsider = town.app.register(newcomer("路人")).await.unwrap();
    let cookie = |signed_in: &SignedIn| Some(format!("session={}", signed_in.token));
    let people = vec![
        ("stranger", None),
        ("outsider", cookie(&outsider)),
        ("member", cookie(&member)),
        ("verifier", cookie(&verifier)),
        ("donor", cookie(&donor)),
        ("founder", cookie(&founder)),
    ];
    let ids = vec![
        ("/r/", room.0.to_string()),
        ("/n/", need.0.to_string()),
        ("/f/", recipient.0.to_string()),
        ("/c/", commitment.0.to_string()),
        ("/t/", consignment.0.to_string()),
        ("/official/", supply.to_string()),
        ("/j/", code),
        ("/l/", "0".to_owned()),
        ("/b/", "protective_suit".to_owned()),
        ("/lang/", "en".to_owned()),
    ];
    (Cast { people, room }, ids)
}

async fn device(town: &Community, person: &Arc<app::Person>) -> SignedIn {
    let code = town.app.transfer_code(person).await.unwrap();
    town.app.sign_in_by_code(&code, "手机").await.unwrap()
}

/// The first parameter of a path is the thing it is about; further ones get a small number.
fn fill(path: &str, ids: &[(&'static str, String)]) -> String {
    let known = ids.iter().find(|(prefix, _)| path.starts_with(prefix));
    let mut first = known.map(|(_, id)| id.clone());
    let part = |part: &str| {
        if part.starts_with('{') {
            first.take().unwrap_or_else(|| "1".to_owned())
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn ask(router: &Router, method: Verb, address: &str, cookie: Option<&str>) -> StatusCode {
    let (method, body) = match method {
        Verb::Get => (Method::GET, ""),
        // Nothing that any form needs: what matters is that it is answered and changes nothing by accident.
        Verb::Post => (Method::POST, "token=0123456789abcdef0123456789abcdef"),
    };
    router
        .clone()
        .oneshot(request(method, address, cookie, body))
        .await
        .unwrap()
        .status()
}

fn request(
    method: Method,
    address: &str,
    cookie: Option<&str>,
    body: &'static str,
) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(address)
        .header("sec-fetch-site", "same-origin");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.body(Body::from(body)).unwrap()
}

/// Reads every `.route("…", get(…).post(…))` of the crate's sources.
fn routes() -> Vec<Route> {
    let mut found = Vec::new();
    read_folder(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found.sort();
    found.dedup();
    found
}

fn read_folder(folder: &Path, found: &mut Vec<Route>) {
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            sources.push(std::fs::read_to_string(&path).unwrap());
        }
    }
    let words: Vec<&str> = sources.iter().flat_map(|source| arms(source)).collect();
    for source in &sources {
        read_source(source, &words, found);
    }
}

/// The words that a folder's sources match on: among them are the acts behind `/n/{id}/{act}`.
fn arms(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (word, rest) = line.trim_start().strip_prefix('"')?.split_once('"')?;
        let is_arm = rest.starts_with(" =>") || rest.starts_with(" |");
        let is_word = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        (is_arm && is_word && !word.is_empty()).then_some(word)
    })
}

fn read_source(source: &str, acts: &[&str], found: &mut Vec<Route>) {
    for piece in source.split(".route(").skip(1) {
        let Some(path) = piece.split('"').nth(1).filter(|p| p.starts_with('/')) else {
            continue;
        };
        let handlers = piece.split(".route(").next().unwrap_or_default();
        let handlers = handlers.split(';').next().unwrap_or_default();
        let paths: Vec<String> = match path.strip_suffix("{act}") {
            Some(start) => acts.iter().map(|act| format!("{start}{act}")).collect(),
            None => vec![path.to_owned()],
        };
        for (word, method) in [("get(", Verb::Get), ("post(", Verb::Post)] {
            if handlers.contains(word) {
                let route = |path: &String| Route {
                    method,
                    path: path.clone(),
                };
                found.extend(paths.iter().map(route));
            }
        }
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_answers_with_a_page() {
    let town = Community::new().await;
    let request = Request::get("/nowhere/at/all").body(Body::empty()).unwrap();
    let answer = site(&town).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let body = axum::body::to_bytes(answer.into_body(), 64 * 1024)
        .await
        .unwrap();
    assert!(String::from_utf8(body.to_vec()).unwrap().contains("<h1>"));
}

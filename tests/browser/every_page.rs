//! Every page of the site, as each of those who may open it sees it, also when a form did not fit: no rule of WCAG
//! 2.2 AA is broken in light or dark, nothing is wider than the screen, and the console is silent.
//!
//! The routes are read out of the sources of `web`: a new page that nobody visits here fails the test.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use whole_program::{Browser, Client, Mode, NARROW, Server, Town, WIDE, browser_is_missing, sent};

use crate::walk::faults;

/// Addresses that answer no page, and why.
const NO_PAGES: [(&str, &str); 8] = [
    ("/a/{name}", "styles, script and pictures of pages"),
    ("/checkpoint", "a signed note for programs"),
    ("/l/{index}/proof", "a proof for programs"),
    ("/lang/{lang}", "remembers a language and leads back"),
    ("/p/{id}", "a photograph"),
    ("/r/{room}/live", "a stream of events"),
    ("/tile/{*path}", "the journal for programs"),
    ("/vkey", "a key for programs"),
];

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Nobody,
    Founder,
    Clerk,
    Verifier,
    Donor,
    Outsider,
}

/// One look at a page.
struct Visit {
    who: Who,
    path: String,
    /// A form to send there instead of opening it.
    form: Option<Vec<(&'static str, String)>>,
    status: u16,
}

fn page(who: Who, path: impl Into<String>) -> Visit {
    Visit {
        who,
        path: path.into(),
        form: None,
        status: 200,
    }
}

fn fault(who: Who, path: &str, status: u16) -> Visit {
    let page = page(who, path);
    Visit { status, ..page }
}

/// A form that does not fit.
fn wrong(who: Who, path: impl Into<String>, form: &[(&'static str, &str)]) -> Visit {
    let form = form
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    Visit {
        form: Some(form.collect()),
        status: 422,
        ..page(who, path)
    }
}

#[tokio::test]
async fn every_page_on_a_phone_in_chinese() -> Result<()> {
    if browser_is_missing("every_page_on_a_phone_in_chinese") {
        return Ok(());
    }
    every_page(NARROW, "zh-Hans").await
}

#[tokio::test]
async fn every_page_on_a_laptop_in_english() -> Result<()> {
    if browser_is_missing("every_page_on_a_laptop_in_english") {
        return Ok(());
    }
    every_page(WIDE, "en").await
}

async fn every_page(width: u32, language: &'static str) -> Result<()> {
    let scene = Scene::play().await?;
    let visits = visits(&scene);
    let unseen = unseen(&visits);
    ensure!(unseen.is_empty(), "pages that nobody visits: {unseen:?}");
    let mut browser = Browser::new(width, true, language).await?;
    let mode = Mode {
        width,
        script: true,
        language,
    };
    browser.switch(mode, scene.town.server.address()).await?;
    let mut found = founder_page(&browser).await?;
    let mut last = Who::Nobody;
    for (at, visit) in visits.iter().enumerate() {
        if visit.who != last {
            scene.seen_by(&browser, visit.who).await?;
            last = visit.who;
        }
        let name = format!("page-{at:02}{}", visit.path.replace(['/', '?', '='], "-"));
        let outcome = look(&browser, &scene.town.server, visit, &name).await;
        let told = outcome.unwrap_or_else(|error| vec![format!("{error:#}")]);
        let place = format!("{:?} {}", visit.who, visit.path);
        found.extend(told.iter().map(|one| format!("{place}: {one}")));
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// The first page of a community that nobody has founded, on a server of its own.
async fn founder_page(browser: &Browser) -> Result<Vec<String>> {
    let server = Server::serve(&[])?;
    let mut found = look(browser, &server, &page(Who::Nobody, "/found"), "page-found").await?;
    let unnamed = wrong(Who::Nobody, "/found", &[("name", "")]);
    found.extend(look(browser, &server, &unnamed, "page-found-again").await?);
    Ok(found)
}

async fn look(
    browser: &Browser,
    server: &Server,
    visit: &Visit,
    name: &str,
) -> Result<Vec<String>> {
    match &visit.form {
        None => browser.goto(&server.url(&visit.path)).await?,
        Some(form) => post(browser, &server.url(&visit.path), form).await?,
    }
    let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
    let status = browser.evaluate(status).await?;
    let mut found = Vec::new();
    if status != Value::from(visit.status) {
        found.push(format!("answered {status}, not {}", visit.status));
    }
    let expected = (visit.status != 200).then_some(visit.status);
    let mut broken = browser.axe().await?;
    found.extend(faults(browser, name, expected).await?);
    browser.look("dark").await?;
    broken.extend(browser.axe_contrast().await?);
    browser.picture(&format!("{name}-dark")).await?;
    browser.look("light").await?;
    let broken = broken
        .iter()
        .map(|one| format!("{} ({}) {:?}", one.rule, one.help, one.places));
    found.extend(broken);
    Ok(found)
}

/// Sends a form from a page of the site, as a whole page.
async fn post(browser: &Browser, url: &str, form: &[(&str, String)]) -> Result<()> {
    let fields = serde_json::to_string(form)?;
    let script = format!(
        "const form = document.createElement('form'); form.method = 'post'; form.action = '{url}'; \
         for (const [name, value] of {fields}) {{ const field = document.createElement('input'); \
         field.name = name; field.value = value; form.append(field); }} \
         document.body.append(form); window.before = true; form.submit()"
    );
    browser.evaluate(&script).await?;
    let arrived = "return document.readyState === 'complete' && !window.before";
    crate::walk::until(browser, "the answer to a form", async || {
        Ok(browser
            .evaluate(arrived)
            .await
            .is_ok_and(|v| v == Value::Bool(true)))
    })
    .await
}

/// A town in which everything has happened once.
struct Scene {
    town: Town,
    donor: Client,
    outsider: Client,
    need: u64,
    reported: u64,
    recipient: u64,
    firm: u64,
    pledged: u64,
    packed: u64,
    offer: u64,
    /// Sealed, and offered to a driver.
    sealed: String,
    link: String,
    /// On the road, with another count; the driver's own link.
    moving: String,
    own: String,
    /// In the ward.
    received: String,
    /// A link that signs another device in.
    transfer: String,
}

impl Scene {
    async fn play() -> Result<Self> {
        let town = Town::open().await?;
        let donor = town.joins("李娜", "give").await?;
        let outsider = Client::speaking(town.server.address(), "zh-Hans")?;
        let room = [("room_name", "隔壁群"), ("place", "黄冈"), ("name", "路人")];
        sent(&outsider, "/new", &room).await?;
        let need = town
            .need("武汉市金银潭医院", 900, &["gb_19082_2009"])
            .await?;
        town.appoint_clerk(need).await?;
        let reported = town.reported("武汉市第五医院", 200, &[]).await?;
        let json = town.founder.get_json(&format!("/n/{need}.json")).await?;
        let recipient = crate::walk::figure(&json, "/recipient").context("no recipient")?;
        let firm = town.firm(&donor, need, 200).await?;
        let pledged = town.pledge(&donor, need, 100).await?;
        let packed = town.firm(&donor, need, 300).await?;
        let sealed = town.packed(&donor, packed, 100).await?;
        let link = town.offered(&donor, &sealed, 100).await?;
        let moving = town.packed(&donor, packed, 50).await?;
        let own = taken(&town, &donor, &moving, 50, "48").await?;
        let received = town.packed(&donor, packed, 40).await?;
        taken(&town, &donor, &received, 40, "40").await?;
        let count = [("accepted-0", "39"), ("damaged-0", "1")];
        sent(&town.clerk, &format!("{received}/receive"), &count).await?;
        let offer = [
            ("item", "protective_suit"),
            ("quantity", "500"),
            ("place", "杭州"),
            ("standard", "gb_19082_2009"),
        ];
        let offer = whole_program::index_in(&sent(&donor, "/offer", &offer).await?)?;
        talk(&town, need).await?;
        let transfer = town.clerk.post("/me/transfer", &[]).await?.body;
        let (_, transfer) = transfer.split_once("/in/").context("no transfer link")?;
        let code = transfer.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let transfer = format!("/in/{}", code.unwrap_or_default());
        Ok(Self {
            town,
            donor,
            outsider,
            need,
            reported,
            recipient,
            firm,
            pledged,
            packed,
            offer,
            sealed,
            link,
            moving,
            own,
            received,
            transfer,
        })
    }

    async fn seen_by(&self, browser: &Browser, who: Who) -> Result<()> {
        let client = match who {
            Who::Nobody => return browser.nobody(self.town.server.address()).await,
            Who::Founder => &self.town.founder,
            Who::Clerk => &self.town.clerk,
            Who::Verifier => &self.town.verifier,
            Who::Donor => &self.donor,
            Who::Outsider => &self.outsider,
        };
        browser.is_of(client).await
    }
}

/// A driver takes what was packed; answers his own link.
async fn taken(
    town: &Town,
    donor: &Client,
    track: &str,
    sent_out: u64,
    count: &str,
) -> Result<String> {
    let link = town.offered(donor, track, sent_out).await?;
    let driver = Client::new(town.server.address())?;
    let form = [("count-0", count), ("initials", "Z.Q.")];
    sent(&driver, &format!("{link}/take"), &form).await
}

/// Words in the room, words changed, words under a card.
async fn talk(town: &Town, need: u64) -> Result<()> {
    let (say, need) = (format!("/r/{}/say", town.room), need.to_string());
    let under = [("text", "夜班能收货"), ("thread", need.as_str())];
    sent(&town.clerk, &say, &under).await?;
    let appeal = [(
        "text",
        "武汉市第四医院急需防护服100套，联系电话 13800000000",
    )];
    sent(&town.clerk, &say, &appeal).await.map(drop)
}

/// What each of the town looks at.
fn visits(s: &Scene) -> Vec<Visit> {
    let mut all = by_anybody(s);
    all.extend(by_members(s));
    all.extend(by_those_who_decide(s));
    all.extend(by_donors(s));
    all
}

fn by_anybody(s: &Scene) -> Vec<Visit> {
    use Who::Nobody;
    let (room, need) = (s.town.room, s.need);
    let mut all: Vec<Visit> = [
        "/",
        "/b",
        "/b/protective_suit",
        "/b/420100",
        "/b/330000",
        "/need/new",
        "/give",
        "/offer",
        "/t",
        "/verify",
        "/verify?index=0",
        "/figures",
        "/l/0",
        "/new",
        "/j",
        "/me",
        "/sign-in",
    ]
    .map(|path| page(Nobody, path))
    .into();
    all.extend([
        page(Nobody, format!("/n/{need}")),
        page(Nobody, format!("/n/{}", s.reported)),
        page(Nobody, format!("/f/{}", s.recipient)),
        page(Nobody, format!("/give?need={need}")),
        page(Nobody, format!("/offer/{}", s.offer)),
        page(Nobody, format!("/c/{}", s.firm)),
        page(Nobody, s.sealed.clone()),
        page(Nobody, s.moving.clone()),
        page(Nobody, s.received.clone()),
        page(Nobody, format!("{}/label", s.sealed)),
        page(Nobody, format!("/l/{}", s.reported)),
        page(Nobody, format!("/r/{room}")),
        page(Nobody, format!("/j/{}", s.town.invitation)),
        page(Nobody, s.link.clone()),
        page(Nobody, s.own.clone()),
        page(Nobody, s.transfer.clone()),
        fault(Nobody, "/found", 404),
        fault(Nobody, "/n/999999999", 404),
        fault(Nobody, "/t/T-0000-0", 404),
        fault(Nobody, "/j/nosuchcode", 404),
        fault(Nobody, &format!("/r/{room}/who"), 401),
        wrong(
            Nobody,
            "/new",
            &[
                ("room_name", "群"),
                ("place", "nowhere at all"),
                ("name", "周帆"),
            ],
        ),
        wrong(Nobody, format!("/j/{}", s.town.invitation), &[("name", "")]),
        wrong(
            Nobody,
            "/need/new",
            &[
                ("recipient", ""),
                ("item-0", "goggles"),
                ("quantity-0", "many"),
            ],
        ),
        wrong(
            Nobody,
            "/offer",
            &[("quantity", "ten boxes"), ("place", "nowhere at all")],
        ),
        wrong(Nobody, "/sign-in", &[("code", "wrong")]),
        wrong(
            Nobody,
            format!("{}/take", s.link),
            &[("count-0", "lots"), ("initials", "")],
        ),
        wrong(
            Nobody,
            format!("{}/receive", s.own),
            &[("accepted-0", "48"), ("door", "000000")],
        ),
        wrong(
            Nobody,
            format!("{}/stop", s.own),
            &[("stop-place", "nowhere at all")],
        ),
        wrong(Nobody, format!("{}/hand", s.own), &[("hand-0", "lots")]),
    ]);
    all
}

fn by_members(s: &Scene) -> Vec<Visit> {
    use Who::Clerk;
    let (room, need) = (s.town.room, s.need);
    let mut all: Vec<Visit> = [
        "", "/board", "/who", "/leave", "/invite", "/start", "/welcome",
    ]
    .map(|part| page(Clerk, format!("/r/{room}{part}")))
    .into();
    all.extend(["/", "/new", "/need/new", "/me", "/me/erase"].map(|path| page(Clerk, path)));
    all.extend([
        page(Clerk, format!("/r/{room}/c/{need}")),
        page(Clerk, format!("/r/{room}/m/1")),
        page(Clerk, format!("/n/{need}")),
        page(Clerk, format!("/n/{}", s.reported)),
        page(Clerk, format!("/f/{}", s.recipient)),
        page(Clerk, s.moving.clone()),
        page(Clerk, format!("{}/door", s.moving)),
        page(Clerk, format!("{}/receive", s.moving)),
        page(Clerk, s.received.clone()),
        wrong(Clerk, format!("/r/{room}/say"), &[("text", "")]),
        wrong(
            Clerk,
            format!("{}/receive", s.moving),
            &[("accepted-0", "4000")],
        ),
        wrong(
            Clerk,
            format!("/n/{}/revise", s.reported),
            &[("line", "0"), ("how", "exact"), ("quantity", "three")],
        ),
        wrong(
            Clerk,
            format!("/n/{}/verify", s.reported),
            &[("evidence", "call_back")],
        ),
        wrong(Clerk, "/me", &[("name", "")]),
    ]);
    all
}

fn by_those_who_decide(s: &Scene) -> Vec<Visit> {
    use Who::{Founder, Outsider, Verifier};
    let room = s.town.room;
    vec![
        page(Founder, format!("/r/{room}")),
        page(Founder, format!("/r/{room}/who")),
        page(Founder, format!("/r/{room}/invite")),
        page(Founder, format!("/n/{}", s.need)),
        page(Founder, format!("/n/{}", s.reported)),
        page(Founder, format!("/f/{}", s.recipient)),
        page(Founder, format!("/c/{}", s.pledged)),
        page(Founder, s.received.clone()),
        wrong(
            Founder,
            format!("/n/{}/verify", s.reported),
            &[("evidence", "")],
        ),
        wrong(
            Founder,
            format!("/f/{}/check", s.recipient),
            &[("standing", "")],
        ),
        wrong(
            Founder,
            format!("/c/{}/decline", s.pledged),
            &[("reason", "")],
        ),
        page(Verifier, format!("/r/{room}/who")),
        page(Verifier, format!("/n/{}", s.reported)),
        fault(Outsider, &format!("/r/{room}/who"), 404),
        page(Outsider, format!("/r/{room}")),
    ]
}

fn by_donors(s: &Scene) -> Vec<Visit> {
    use Who::Donor;
    let (need, packed) = (s.need.to_string(), s.packed);
    let send = packed.to_string();
    vec![
        page(Donor, "/give"),
        page(Donor, "/me"),
        page(Donor, format!("/give?need={need}")),
        page(Donor, format!("/offer/{}", s.offer)),
        page(Donor, format!("/c/{}", s.firm)),
        page(Donor, format!("/c/{}", s.pledged)),
        page(Donor, format!("/send?commitment={packed}")),
        page(Donor, s.sealed.clone()),
        page(Donor, format!("{}/hand", s.sealed)),
        wrong(
            Donor,
            "/give",
            &[
                ("need", &need),
                ("line", "0"),
                ("quantity", "lots"),
                ("place", "nowhere at all"),
            ],
        ),
        wrong(
            Donor,
            "/send",
            &[("commitment", &send), ("place", "nowhere at all")],
        ),
        wrong(Donor, format!("{}/hand", s.sealed), &[("hand-0", "lots")]),
        wrong(
            Donor,
            format!("/c/{}/evidence", s.pledged),
            &[("certificate", "claimed")],
        ),
    ]
}

/// Pages of the router that no visit opens.
fn unseen(visits: &[Visit]) -> Vec<String> {
    let routes = routes();
    let opened = visits.iter().filter(|visit| visit.form.is_none());
    let seen: BTreeSet<&str> = opened
        .filter_map(|visit| route_of(&visit.path, &routes))
        .collect();
    let known = |route: &&String| NO_PAGES.iter().any(|(path, _)| path == *route);
    let open = routes.iter().filter(|route| !known(route));
    open.filter(|route| !seen.contains(route.as_str()))
        .cloned()
        .collect()
}

/// The route that answers a path: of several that fit, the one with the fewest blanks.
fn route_of<'r>(path: &str, routes: &'r BTreeSet<String>) -> Option<&'r str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let fits = |route: &&String| {
        let (parts, blanks) = (path.split('/'), route.split('/'));
        parts.clone().count() == blanks.clone().count()
            && parts
                .zip(blanks)
                .all(|(part, blank)| part == blank || blank.starts_with('{'))
    };
    let fitting = routes.iter().filter(fits);
    fitting
        .min_by_key(|route| route.matches('{').count())
        .map(String::as_str)
}

/// Every `.route("…", get(…))` in the sources of `web`.
fn routes() -> BTreeSet<String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/web/src");
    let mut found = BTreeSet::new();
    read_folder(&sources, &mut found);
    assert!(found.len() > 20, "the routes are found: {found:?}");
    found
}

fn read_folder(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_folder(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).expect("a source");
            found.extend(source.split(".route(").skip(1).filter_map(get_route));
        }
    }
}

/// The path of one `.route(` that answers GET.
fn get_route(piece: &str) -> Option<String> {
    let path = piece
        .split('"')
        .nth(1)
        .filter(|path| path.starts_with('/'))?;
    let handlers = piece.split(';').next().unwrap_or_default();
    handlers.contains("get(").then(|| path.to_owned())
}

#[test]
fn a_path_belongs_to_its_closest_route() {
    let routes = BTreeSet::from(
        ["/b", "/b/{filter}", "/t/{code}/label", "/t/{code}/{act}"].map(str::to_owned),
    );
    assert_eq!(route_of("/b/420100", &routes), Some("/b/{filter}"));
    assert_eq!(
        route_of("/t/T-1/label?x=1", &routes),
        Some("/t/{code}/label")
    );
    assert_eq!(route_of("/b/1/2", &routes), None);
}

//! Who looks at what: every page as each of those who may open it sees it, and every form as it comes back.

use crate::scene::{Scene, Who};

/// One look at a page.
pub struct Visit {
    pub who: Who,
    pub path: String,
    /// A form to send there instead of opening it.
    pub form: Option<Vec<(&'static str, String)>>,
    pub status: u16,
}

/// A page to open.
pub fn page(who: Who, path: impl Into<String>) -> Visit {
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
pub fn wrong(who: Who, path: impl Into<String>, form: &[(&'static str, &str)]) -> Visit {
    let form = form
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    Visit {
        form: Some(form.collect()),
        status: 422,
        ..page(who, path)
    }
}

/// What each of the town looks at.
pub fn visits(s: &Scene) -> Vec<Visit> {
    let mut all = by_anybody(s);
    all.extend(refused_to_anybody(s));
    all.extend(of_the_watch(s));
    all.extend(of_testimonies(s));
    all.extend(by_members(s));
    all.extend(by_an_official(s));
    all.extend(by_those_who_decide(s));
    all.extend(of_offices(s));
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
        "/map",
        "/map?place=cn",
        "/map?item=goggles&place=421100",
        "/flows",
        "/b/table",
        "/b/table?place=420100",
        "/need/new",
        "/give",
        "/offer",
        "/t",
        "/official/new",
        "/plan",
        "/plan?item=protective_suit",
        "/verify",
        "/verify?index=0",
        "/watch",
        "/watch/check",
        "/watch/lists/new",
        "/figures",
        "/growth",
        "/growth/research",
        "/l/0",
        "/new",
        "/j",
        "/me",
        "/sign-in",
        "/tip",
        "/tip/read",
        "/tip/custodians",
        "/leads",
    ]
    .map(|path| page(Nobody, path))
    .into();
    all.extend([
        page(Nobody, format!("/n/{need}")),
        page(Nobody, format!("/n/{}", s.reported)),
        page(Nobody, format!("/f/{}", s.recipient)),
        page(Nobody, format!("/give?need={need}")),
        page(Nobody, format!("/offer/{}", s.offer)),
        page(Nobody, format!("/plan/line?of={}", s.planned)),
        page(Nobody, format!("/c/{}", s.firm)),
        page(Nobody, s.official.clone()),
        page(Nobody, s.sealed.clone()),
        page(Nobody, s.moving.clone()),
        page(Nobody, s.received.clone()),
        page(Nobody, format!("{}/label", s.sealed)),
        page(Nobody, format!("/l/{}", s.reported)),
        page(Nobody, format!("/r/{room}")),
        page(Nobody, format!("/j/{}", s.town.invitation)),
        page(Nobody, s.link.clone()),
        page(Nobody, s.own.clone()),
        page(Nobody, s.asker.clone()),
        page(Nobody, format!("{}/take", s.waiting)),
        page(Nobody, s.transfer.clone()),
    ]);
    all
}

/// Addresses that lead nowhere, and forms that do not fit, for anybody.
fn refused_to_anybody(s: &Scene) -> Vec<Visit> {
    use Who::Nobody;
    let room = s.town.room;
    vec![
        wrong(Nobody, "/tip", &[("what", ""), ("receipt", "ABC")]),
        wrong(
            Nobody,
            "/tip/read",
            &[("receipt", "5DN9 X8GW R8GS R3BT KVB8 KV6R")],
        ),
        fault(Nobody, "/found", 404),
        fault(Nobody, "/n/999999999", 404),
        fault(Nobody, "/t/T-0000-0", 404),
        fault(Nobody, "/j/nosuchcode", 404),
        fault(Nobody, &format!("{}/letter/0", s.office), 404),
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
        wrong(
            Nobody,
            format!("{}/take", s.waiting),
            &[("count-0", "lots")],
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
    ]
}

/// A published list and a flag, and their forms that do not fit.
fn of_the_watch(s: &Scene) -> Vec<Visit> {
    use Who::Nobody;
    let (lines, answer) = (
        [("issuer", ""), ("lines", "仁爱医院，恐龙，3")],
        [("answer", "")],
    );
    vec![
        page(Nobody, s.published.clone()),
        page(Nobody, format!("/watch/{}", s.flag)),
        page(Nobody, "/q"),
        page(Nobody, "/q/new"),
        page(Nobody, s.question.clone()),
        page(Who::Clerk, s.question.clone()),
        wrong(
            Nobody,
            "/q/new",
            &[("text", ""), ("owed", "没有这家"), ("cites", "?")],
        ),
        wrong(Nobody, "/watch/check", &[("list", "")]),
        wrong(Nobody, "/watch/lists/new", &lines),
        wrong(Nobody, format!("/watch/{}/answer", s.flag), &answer),
    ]
}

/// Testimonies, the queue, and their forms that do not fit.
fn of_testimonies(s: &Scene) -> Vec<Visit> {
    use Who::{Clerk, Founder, Nobody, Verifier};
    let [public, accusing, removed] = s.testimonies.map(|id| format!("/s/{id}"));
    let empty = [
        ("statement", ""),
        ("place", "nowhere at all"),
        ("time", "late"),
    ];
    let again = [
        ("ids", accusing.trim_start_matches("/s/")),
        ("decision", "publish"),
    ];
    vec![
        page(Nobody, "/s"),
        page(Nobody, "/testify"),
        page(Nobody, "/mod"),
        page(Nobody, public.clone()),
        page(Nobody, accusing.clone()),
        page(Nobody, removed),
        wrong(Nobody, "/testify", &empty),
        wrong(Nobody, format!("{public}/answer"), &[("answer", "")]),
        wrong(Nobody, format!("{public}/contest"), &[("objection", "")]),
        page(Clerk, public.clone()),
        page(Clerk, accusing.clone()),
        page(Clerk, format!("/testify?corrects={}", s.testimonies[0])),
        page(Verifier, public.clone()),
        page(Founder, public),
        page(Founder, "/mod"),
        wrong(Founder, "/mod", &again),
    ]
}

/// Reports of an office, for which the clerk speaks.
fn by_an_official(s: &Scene) -> Vec<Visit> {
    use Who::{Clerk, Nobody};
    let file = format!("{}/file", s.office);
    vec![
        page(Nobody, file.clone()),
        page(Nobody, s.report.clone()),
        page(Clerk, file.clone()),
        page(Clerk, s.kept.clone()),
        page(Clerk, s.office.clone()),
        page(Clerk, s.report.clone()),
        wrong(
            Clerk,
            file,
            &[("day", "2020-02-10"), ("confirmed_new", "-3")],
        ),
    ]
}

fn by_members(s: &Scene) -> Vec<Visit> {
    use Who::Clerk;
    let (room, need) = (s.town.room, s.need);
    let mut all: Vec<Visit> = [
        "", "/board", "/who", "/leave", "/invite", "/start", "/welcome",
    ]
    .map(|part| page(Clerk, format!("/r/{room}{part}")))
    .into();
    let own = ["/", "/growth", "/new", "/need/new", "/me", "/me/erase"];
    all.extend(own.map(|path| page(Clerk, path)));
    all.push(page(
        Clerk,
        format!("/r/{room}?say=deputy&about={}", s.hanging),
    ));
    all.extend([
        page(Clerk, format!("/r/{room}/c/{need}")),
        page(Clerk, format!("/r/{room}/m/1")),
        page(Clerk, format!("/r/{room}/jielong")),
        page(Clerk, s.list.clone()),
        wrong(Clerk, format!("/r/{room}/jielong"), &[("title", "")]),
        page(Clerk, format!("/n/{need}")),
        page(Clerk, format!("/n/{}", s.reported)),
        page(Clerk, format!("/f/{}", s.recipient)),
        page(Clerk, format!("/official/new?recipient={}", s.recipient)),
        page(Clerk, s.official.clone()),
        wrong(
            Clerk,
            "/official/new",
            &[
                ("recipient", "没有这家"),
                ("amount", "many"),
                ("source", "电视上说的"),
            ],
        ),
        wrong(
            Clerk,
            format!("{}/correct", s.official),
            &[("amount", "lots"), ("reason", "")],
        ),
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
    use Who::{Custodian, Founder, Outsider, Verifier};
    let room = s.town.room;
    vec![
        page(Custodian, "/tip/custodians"),
        wrong(
            Custodian,
            "/tip/custodians",
            &[("about", "沈砚，律师"), ("key", "AGE-SECRET-KEY-1")],
        ),
        wrong(Custodian, "/tip/close", &[("leaves", "not a leaf")]),
        wrong(Custodian, "/tip/reply", &[("leaf", "?"), ("age", "?")]),
        page(Founder, "/tip/custodians"),
        page(Founder, "/leads"),
        wrong(Founder, "/leads", &[("party", "方敏")]),
        wrong(Founder, "/leads", &[("auditor", "方敏")]),
        wrong(Founder, "/mod/moderators", &[("party", "沈可")]),
        page(Founder, format!("/r/{room}")),
        page(Founder, format!("/r/{room}/who")),
        page(Founder, format!("/r/{room}/board")),
        page(Founder, format!("/r/{room}/deputy/{}", s.hanging)),
        page(Founder, "/growth"),
        page(Founder, format!("/r/{room}/invite")),
        page(Founder, format!("/n/{}", s.need)),
        page(Founder, format!("/n/{}", s.reported)),
        page(Founder, format!("/f/{}", s.recipient)),
        page(Founder, "/plan"),
        page(Founder, format!("/plan/line?of={}&quantity=20", s.planned)),
        wrong(
            Founder,
            "/plan/line",
            &[("of", &s.planned), ("act", "change"), ("quantity", "20")],
        ),
        wrong(Founder, "/plan/publish", &[("item", "protective_suit")]),
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
        fault(Outsider, &format!("/r/{room}/who"), 403),
        page(Outsider, format!("/r/{room}")),
    ]
}

/// Who reported, and what those who lead do about offices.
fn of_offices(s: &Scene) -> Vec<Visit> {
    use Who::{Founder, Nobody};
    let form = |verb: &str| format!("{}/{verb}", s.office);
    let new = [
        ("name", "第五报告单位"),
        ("code", "13800000101"),
        ("due", "noon"),
    ];
    let closing = [("owes_until", "2020-02-30"), ("successor", "u9")];
    vec![
        page(Nobody, "/o"),
        page(Nobody, "/o/find"),
        page(Nobody, "/o/find?q=%E6%8A%A5%E5%91%8A&rung=on_time"),
        page(Nobody, "/o/new"),
        page(Nobody, s.office.clone()),
        page(Founder, s.office.clone()),
        wrong(Founder, form("officials"), &[("party", "韦岚")]),
        wrong(Founder, form("close"), &closing),
        wrong(Founder, "/o/new", &new),
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
        page(Donor, "/plan"),
        wrong(
            Donor,
            format!("/offer/{}/conditions", s.offer),
            &[("permits", "nowhere at all"), ("expires", "soon")],
        ),
        page(Donor, format!("/c/{}", s.firm)),
        page(Donor, format!("/c/{}", s.pledged)),
        page(Donor, format!("/send?commitment={packed}")),
        page(Donor, s.sealed.clone()),
        page(Donor, format!("{}/hand", s.sealed)),
        page(Donor, format!("{}/hand", s.asked)),
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

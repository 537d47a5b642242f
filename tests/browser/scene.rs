//! A town in which everything has happened once, and who looks at it.

use anyhow::{Context, Result};
use whole_program::{Browser, Client, Custodian, Town, index_in, sent};

use crate::walk::figure;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Nobody,
    Founder,
    Clerk,
    Verifier,
    Donor,
    Outsider,
    Custodian,
}

/// A town in which everything has happened once.
pub struct Scene {
    pub town: Town,
    pub donor: Client,
    pub outsider: Client,
    pub need: u64,
    pub reported: u64,
    pub recipient: u64,
    /// Called back by the founder, and by nobody else.
    pub hanging: u64,
    pub firm: u64,
    pub pledged: u64,
    pub packed: u64,
    pub offer: u64,
    /// A line of the plan that stands, as addresses name it.
    pub planned: String,
    /// Sealed, and offered to a driver.
    pub sealed: String,
    pub link: String,
    /// Sealed, and nobody has asked for it.
    pub waiting: String,
    /// Sealed, and a driver asks for it by the address of his own.
    pub asked: String,
    pub asker: String,
    /// On the road, with another count; the driver's own link.
    pub moving: String,
    pub own: String,
    /// In the ward.
    pub received: String,
    /// What the state gave: cited by the clerk, and corrected.
    pub official: String,
    /// An office that owes reports from today on.
    pub office: String,
    /// The form of a report that is kept and not filed.
    pub kept: String,
    /// A report that somebody cites for it.
    pub report: String,
    /// A published list whose total is not the sum of its lines, and the flag that says so.
    pub published: String,
    pub flag: u64,
    /// A question of somebody without an account, asked of the hospital.
    pub question: String,
    /// Testimonies: public and answered; accusing and waiting; removed.
    pub testimonies: [u64; 3],
    /// A shared list in the talk.
    pub list: String,
    /// A link that signs another device in.
    pub transfer: String,
    /// Opens sealed tips.
    pub custodian: Client,
}

impl Scene {
    /// Plays it.
    pub async fn play() -> Result<Self> {
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
        let recipient = figure(&json, "/recipient").context("no recipient")?;
        let hanging = hanging(&town).await?;
        let firm = town.firm(&donor, need, 200).await?;
        let pledged = town.pledge(&donor, need, 100).await?;
        let packed = town.firm(&donor, need, 300).await?;
        let sealed = town.packed(&donor, packed, 100).await?;
        let link = town.offered(&donor, &sealed, 100).await?;
        let waiting = town.packed(&donor, packed, 30).await?;
        let asked = town.packed(&donor, packed, 20).await?;
        let asker = asked_for(&town, &asked).await?;
        let moving = town.packed(&donor, packed, 50).await?;
        let own = taken(&town, &donor, &moving, 50, "48").await?;
        let received = town.packed(&donor, packed, 40).await?;
        taken(&town, &donor, &received, 40, "40").await?;
        let count = [("accepted-0", "39"), ("damaged-0", "1")];
        sent(&town.clerk, &format!("{received}/receive"), &count).await?;
        let official = official(&town, recipient).await?;
        let (offer, planned) = offered_and_planned(&town, &donor, need).await?;
        let (published, flag) = published(&town).await?;
        let (list, transfer, custodian) = asides(&town, need).await?;
        let office = office(&town).await?;
        Ok(Self {
            kept: kept(&town, &office).await?,
            question: question(&town, need).await?,
            testimonies: testimonies(&town).await?,
            office,
            report: report(&town).await?,
            town,
            donor,
            outsider,
            need,
            reported,
            recipient,
            hanging,
            firm,
            pledged,
            packed,
            offer,
            planned,
            sealed,
            link,
            waiting,
            asked,
            asker,
            moving,
            own,
            received,
            official,
            published,
            flag,
            list,
            transfer,
            custodian,
        })
    }

    /// The browser becomes the device of one of them.
    pub async fn seen_by(&self, browser: &Browser, who: Who) -> Result<()> {
        let client = match who {
            Who::Nobody => return browser.nobody(self.town.server.address()).await,
            Who::Founder => &self.town.founder,
            Who::Clerk => &self.town.clerk,
            Who::Verifier => &self.town.verifier,
            Who::Donor => &self.donor,
            Who::Outsider => &self.outsider,
            Who::Custodian => &self.custodian,
        };
        browser.is_of(client).await
    }
}

/// A hospital with an open need that one person alone called back.
async fn hanging(town: &Town) -> Result<u64> {
    let need = town.reported("武汉市第三医院", 120, &[]).await?;
    let checks = [
        (&town.founder, "call_back"),
        (&town.verifier, "official_notice"),
    ];
    for (checker, evidence) in checks {
        let form = [("evidence", evidence)];
        sent(checker, &format!("/n/{need}/verify"), &form).await?;
    }
    let json = town.founder.get_json(&format!("/n/{need}.json")).await?;
    figure(&json, "/recipient").context("no recipient")
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

/// The clerk says what she saw; one is public, supported, contested and answered, one accuses and was published by the
/// founder alone, one was removed.
async fn testimonies(town: &Town) -> Result<[u64; 3]> {
    let mut ids = [0; 3];
    let words = [
        "走廊里数到十一位老人等床位",
        "三车口罩没有登记就运走了",
        "有人把住址贴在楼道里",
    ];
    for ((id, words), accuses) in ids.iter_mut().zip(words).zip([false, true, false]) {
        let mut form = vec![
            ("statement", words),
            ("kind", "care"),
            ("place", "武汉"),
            ("day", "2020-01-30"),
            ("time", "09:30"),
        ];
        form.extend(accuses.then_some(("accuses", "1")));
        *id = index_in(&sent(&town.clerk, "/testify", &form).await?)?;
        let number = id.to_string();
        let publish = [("ids", number.as_str()), ("decision", "publish")];
        sent(&town.founder, "/mod", &publish).await?;
    }
    let act = |id: u64, act: &str| format!("/s/{id}/{act}");
    let support = [("evidence", "photograph"), ("remark", "我也拍到了")];
    sent(&town.verifier, &act(ids[0], "support"), &support).await?;
    let objection = [("objection", "我数的是九位")];
    sent(&town.verifier, &act(ids[0], "contest"), &objection).await?;
    let answer = [("answer", "当晚加了六张床。"), ("named", "1")];
    sent(&town.founder, &act(ids[0], "answer"), &answer).await?;
    sent(
        &town.founder,
        &act(ids[2], "remove"),
        &[("ground", "privacy")],
    )
    .await?;
    Ok(ids)
}

/// A shared list's page, a link that signs a device in, and the device of somebody who opens tips.
async fn asides(town: &Town, need: u64) -> Result<(String, String, Client)> {
    let (list, transfer) = (talk(town, need).await?, transfer(town).await?);
    let [Custodian { client, .. }, ..] = town.opens_the_box().await?;
    Ok((list, transfer, client))
}

/// A donor offers suits to anybody and the founder publishes the plan; answers the offer, and its line for a need.
async fn offered_and_planned(town: &Town, donor: &Client, need: u64) -> Result<(u64, String)> {
    let offer = [
        ("item", "protective_suit"),
        ("quantity", "500"),
        ("place", "杭州"),
        ("standard", "gb_19082_2009"),
    ];
    let offer = index_in(&sent(donor, "/offer", &offer).await?)?;
    sent(&town.founder, "/plan/publish", &[]).await?;
    let plan = town.founder.get_json("/plan.json").await?;
    let entry = figure(&plan, "/standing/entry").context("no plan")?;
    Ok((offer, format!("{entry}.{offer}.{need}.0")))
}

/// The link by which the clerk signs another device in.
async fn transfer(town: &Town) -> Result<String> {
    let page = town.clerk.post("/me/transfer", &[]).await?.body;
    let (_, link) = page.split_once("/in/").context("no transfer link")?;
    let code = link.split(|c: char| !c.is_ascii_alphanumeric()).next();
    Ok(format!("/in/{}", code.unwrap_or_default()))
}

/// A stranger records a published list; answers its page and the flag.
async fn published(town: &Town) -> Result<(String, u64)> {
    let reader = Client::speaking(town.server.address(), "zh-Hans")?;
    let form = [
        ("issuer", "湖北省红十字会"),
        ("day", "2020-01-30"),
        ("source", "https://example.org/notice/4704"),
        (
            "lines",
            "仁爱医院，N95口罩，16000，北京一家公司\n天佑医院，N95口罩，16000，北京一家公司",
        ),
        ("totals", "北京一家公司，N95口罩，36000"),
        ("name", "何平"),
    ];
    let page = sent(&reader, "/watch/lists/new", &form).await?;
    let json = reader.get_json("/watch.json").await?;
    let flag = figure(&json, "/flags/0/id").context("no flag")?;
    let answer = [("answer", "少的那一车当晚补了单子。")];
    sent(&reader, &format!("/watch/{flag}/answer"), &answer).await?;
    Ok((page, flag))
}

/// Somebody without an account asks the hospital about its need, without script; answers the page of the question.
async fn question(town: &Town, need: u64) -> Result<String> {
    let anybody = Client::speaking(town.server.address(), "zh-Hans")?;
    let cites = need.to_string();
    let form = [
        ("text", "要 300 套，官方只给了 20 套，是漏了吗？"),
        ("owed", "武汉市金银潭医院"),
        ("cites", &cites),
    ];
    sent(&anybody, "/q/new", &form).await
}

/// A driver asks for 20 by the address of the consignment; answers the address of their own.
async fn asked_for(town: &Town, asked: &str) -> Result<String> {
    let take = [
        ("count-0", "20"),
        ("initials", "Z.Q."),
        ("taker", "carrier"),
        ("place", "武汉"),
    ];
    let driver = Client::new(town.server.address())?;
    sent(&driver, &format!("{asked}/take"), &take).await
}

/// An office for which the clerk speaks.
async fn office(town: &Town) -> Result<String> {
    let office = town.office(&town.clerk, "第四报告单位", "u4").await?;
    Ok(format!("/o/{office}"))
}

/// A report that the clerk keeps for another look; answers the form on which it is open.
async fn kept(town: &Town, office: &str) -> Result<String> {
    let typed = [
        ("day", "2020-02-10"),
        ("save", "1"),
        ("confirmed_new", "-3"),
        ("severe_total", "61"),
        ("confirmed_removed", "3"),
        ("removed_from", "2020-02-07"),
        ("removed_remark", "2月7日有 3 例与市区重复"),
    ];
    sent(&town.clerk, &format!("{office}/file"), &typed).await
}

/// The report of yesterday, as the verifier cites it for the office.
async fn report(town: &Town) -> Result<String> {
    let all = town.founder.get_json("/o.json").await?;
    let rungs = all.get("rungs").and_then(|rungs| rungs.as_array());
    let rungs = rungs.into_iter().flatten();
    let mut offices = rungs.filter_map(|rung| figure(rung, "/offices/0/id"));
    let office = offices.next().context("no office")?;
    let form = format!("/o/{office}/file");
    let begun = town.verifier.get_json(&format!("{form}.json")).await?;
    let day = begun.pointer("/day").and_then(|day| day.as_str());
    let cite = [
        ("day", day.context("no day")?),
        ("confirmed_new", "31"),
        ("confirmed_total", "412"),
        ("source", "https://example.org/bulletin/31"),
    ];
    sent(&town.verifier, &form, &cite).await
}

/// The clerk cites a notice, and then corrects herself; answers the page of the record.
async fn official(town: &Town, recipient: u64) -> Result<String> {
    let form = format!("/official/new.json?recipient={recipient}");
    let form = town.clerk.get_json(&form).await?;
    let typed = |field: &str| {
        let value = form.pointer(field).and_then(|v| v.as_str());
        value.map(str::to_owned).context("no such field")
    };
    let (recipient, day) = (typed("/recipient")?, typed("/day")?);
    let record = [
        ("recipient", recipient.as_str()),
        ("item", "protective_suit"),
        ("amount", "120"),
        ("kind", "delivered"),
        ("day", &day),
        ("office", "武汉市防控指挥部"),
        ("source", "https://example.org/notice/7"),
    ];
    let page = sent(&town.clerk, "/official/new", &record).await?;
    let corrects = index_in(&page)?.to_string();
    let correction = [
        ("corrects", corrects.as_str()),
        ("amount", "110"),
        ("kind", "delivered"),
        ("day", &day),
        ("reason", "slip"),
    ];
    sent(&town.clerk, &format!("{page}/correct"), &correction).await
}

/// Words in the room, words under a card, and a shared list: answers its page.
async fn talk(town: &Town, need: u64) -> Result<String> {
    let (say, need) = (format!("/r/{}/say", town.room), need.to_string());
    let under = [("text", "夜班能收货"), ("thread", need.as_str())];
    sent(&town.clerk, &say, &under).await?;
    let appeal = [(
        "text",
        "武汉市第四医院急需防护服100套，联系电话 13800000000",
    )];
    sent(&town.clerk, &say, &appeal).await?;
    let lists = format!("/r/{}/jielong", town.room);
    let list = [("title", "谁来夜班"), ("wanted", "3")];
    let begun = sent(&town.founder, &lists, &list).await?;
    let (_, seq) = begun.split_once("#m-").context("no list")?;
    Ok(format!("{lists}/{seq}"))
}

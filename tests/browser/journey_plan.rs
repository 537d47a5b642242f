//! The deciding of a plan: a coordinator records what the state sent, opens the plan, sees why the small hospital
//! comes first, accepts its line, and the gap closes once the donor agrees.

use anyhow::{Context, Result, ensure};
use whole_program::{Browser, Client, Mode, Town, WIDE, browser_is_missing, sent};

use crate::walk::{arrived, figure, fine, press_to, until, write};

#[tokio::test]
async fn a_coordinator_accepts_a_line_of_the_plan_and_the_gap_closes() -> Result<()> {
    if browser_is_missing("a_coordinator_accepts_a_line_of_the_plan_and_the_gap_closes") {
        return Ok(());
    }
    let mut browser = Browser::new(WIDE, true, "zh-Hans").await?;
    for mode in Mode::PAIRS {
        let walk = Walk::begin().await?;
        browser.switch(mode, walk.town.server.address()).await?;
        let outcome = walk.through(&browser, mode).await;
        outcome.with_context(|| mode.name())?;
    }
    Ok(())
}

/// Two hospitals, one large and one small, and a donor with 300 suits for anybody.
struct Walk {
    town: Town,
    donor: Client,
    large: u64,
    small: u64,
}

impl Walk {
    async fn begin() -> Result<Self> {
        let town = Town::open().await?;
        let donor = town.joins("李娜", "give").await?;
        let large = town.need("武汉市金银潭医院", 900, &[]).await?;
        let small = town.need("武汉市黄陂区人民医院", 300, &[]).await?;
        let offer = [
            ("item", "protective_suit"),
            ("quantity", "300"),
            ("place", "杭州"),
            ("standard", "gb_19082_2009"),
        ];
        sent(&donor, "/offer", &offer).await?;
        Ok(Self {
            town,
            donor,
            large,
            small,
        })
    }

    async fn through(&self, browser: &Browser, mode: Mode) -> Result<()> {
        browser.is_of(&self.town.founder).await?;
        self.records_what_the_state_sent(browser, mode).await?;
        self.understands(browser, mode).await?;
        let line = self.publishes(browser, mode).await?;
        self.tries_a_change(browser, mode, &line).await?;
        self.accepts(browser, mode).await?;
        self.donor_agrees(browser, mode).await
    }

    /// The large hospital had 300 from the state.
    async fn records_what_the_state_sent(&self, browser: &Browser, mode: Mode) -> Result<()> {
        let need = self
            .town
            .founder
            .get_json(&format!("/n/{}.json", self.large))
            .await?;
        let recipient = figure(&need, "/recipient").context("no recipient")?;
        let form = format!("/official/new?recipient={recipient}&item=protective_suit");
        browser.goto(&self.town.url(&form)).await?;
        write(browser, "#amount", "300").await?;
        write(browser, "#source", "https://example.org/notice/7").await?;
        fine(browser, mode, "plan-official").await?;
        let send = "form[action='/official/new'] section.act button";
        browser.evaluate("window.before = true").await?;
        browser.click_css(send).await?;
        arrived(browser).await?;
        let need = self
            .town
            .founder
            .get_json(&format!("/n/{}.json", self.large))
            .await?;
        ensure!(figure(&need, "/lines/0/official") == Some(300), "{need}");
        Ok(())
    }

    /// The level first, then why: the small hospital has nothing yet.
    async fn understands(&self, browser: &Browser, mode: Mode) -> Result<()> {
        browser.goto(&self.town.url("/plan")).await?;
        let (told, words) = match mode.language {
            "en" => ("2 share the", ["falls lower", "What can come here", "150"]),
            _ => ("2 家一起分", ["低的就更低", "能到这里的", "分给这里 150"]),
        };
        ensure!(!browser.text().await?.contains(told), "folded at first");
        let why = format!("#n{}-0 > details > summary", self.small);
        browser.click_css(&why).await?;
        browser.wait_for(told).await?;
        let shown = browser.text().await?;
        for words in words {
            ensure!(shown.contains(words), "no {words} in:\n{shown}");
        }
        fine(browser, mode, "plan-draft").await?;
        let plan = self.town.founder.get_json("/plan.json").await?;
        let level = |pointer| figure(&plan, pointer);
        ensure!(level("/worst_before") == Some(0), "{plan}");
        ensure!(
            level("/worst_after") == Some(50),
            "600 of 1,200: both at a half: {plan}"
        );
        Ok(())
    }

    /// Publishes; answers the name of the small hospital's line.
    async fn publishes(&self, browser: &Browser, mode: Mode) -> Result<String> {
        let publish = "form[action='/plan/publish'] button";
        browser.evaluate("window.before = true").await?;
        browser.click_css(publish).await?;
        until(browser, "the plan on the record", async || {
            Ok(browser
                .count("form[action='/plan/accept'] input[name='line']")
                .await?
                == 2)
        })
        .await?;
        fine(browser, mode, "plan-published").await?;
        let plan = self.town.founder.get_json("/plan.json").await?;
        ensure!(
            plan.pointer("/standing/agrees") == Some(&true.into()),
            "{plan}"
        );
        let entry = figure(&plan, "/standing/entry").context("not published")?;
        let offer = figure(&plan, "/lots/0/offer").context("no lot")?;
        Ok(format!("{entry}.{offer}.{}.0", self.small))
    }

    /// Another quantity shows its effect, and asks why only then; nothing is written.
    async fn tries_a_change(&self, browser: &Browser, mode: Mode, line: &str) -> Result<()> {
        let page = format!("/plan/line?of={line}");
        browser.goto(&self.town.url(&page)).await?;
        ensure!(
            browser.count("#effect").await? == 0,
            "no reason is asked for yet"
        );
        write(browser, "#quantity", "60").await?;
        press_to(
            browser,
            "form[method='get'] button:not([type])",
            "quantity=60",
        )
        .await?;
        ensure!(browser.count("#effect select[name='reason']").await? == 1);
        fine(browser, mode, "plan-effect").await?;
        let form = [
            ("of", line),
            ("act", "change"),
            ("quantity", "60"),
            ("reason", ""),
        ];
        let refused = self.town.founder.post("/plan/line", &form).await?;
        ensure!(
            refused.status == 422,
            "a reason is needed: {}",
            refused.status
        );
        Ok(())
    }

    async fn accepts(&self, browser: &Browser, mode: Mode) -> Result<()> {
        browser.goto(&self.town.url("/plan")).await?;
        browser
            .click_css("form[action='/plan/accept'] button")
            .await?;
        until(browser, "both lines wait for the donor", async || {
            let plan = self.town.founder.get_json("/plan.json").await?;
            Ok(figure(&plan, "/decided/waiting") == Some(2))
        })
        .await?;
        browser.goto(&self.town.url("/plan")).await?;
        fine(browser, mode, "plan-accepted").await
    }

    async fn donor_agrees(&self, browser: &Browser, mode: Mode) -> Result<()> {
        browser.is_of(&self.donor).await?;
        browser.goto(&self.town.url("/plan")).await?;
        fine(browser, mode, "plan-donor").await?;
        browser
            .click_css("form[action='/plan/accept'] button")
            .await?;
        until(browser, "both sides agree", async || {
            let plan = self.donor.get_json("/plan.json").await?;
            Ok(figure(&plan, "/decided/agreed") == Some(2))
        })
        .await?;
        let need = self
            .donor
            .get_json(&format!("/n/{}.json", self.small))
            .await?;
        let commitment = figure(&need, "/commitments/0/id").context("no commitment")?;
        let act = |name: &str| format!("/c/{commitment}/{name}");
        let lot = [("certificate", "document_seen"), ("batch", "20200116")];
        sent(&self.donor, &act("evidence"), &lot).await?;
        sent(
            &self.town.verifier,
            &act("confirm"),
            &[("checked", "document_seen")],
        )
        .await?;
        let need = self
            .donor
            .get_json(&format!("/n/{}.json", self.small))
            .await?;
        ensure!(
            figure(&need, "/lines/0/gap") == Some(150),
            "the gap closes: {need}"
        );
        browser.goto(&self.town.url("/plan")).await?;
        fine(browser, mode, "plan-deed").await
    }
}

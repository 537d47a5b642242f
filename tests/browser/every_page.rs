//! Every page of the site, as each of those who may open it sees it, also when a form did not fit: no rule of WCAG
//! 2.2 AA is broken in light or dark, nothing is wider than the screen, and the console is silent.
//!
//! The routes are read out of the sources of `web`: a new page that nobody visits here fails the test.

use anyhow::{Result, ensure};
use whole_program::{Browser, Mode, NARROW, Server, WIDE, browser_is_missing};

use crate::routes::unseen;
use crate::scene::{Scene, Who};
use crate::visits::{Visit, page, visits, wrong};
use crate::walk::{arrived, looked_over};

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
    let opened = visits.iter().filter(|visit| visit.form.is_none());
    let unseen = unseen(opened.map(|visit| visit.path.as_str()));
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
    if status != visit.status {
        found.push(format!("answered {status}, not {}", visit.status));
    }
    let expected = (visit.status != 200).then_some(visit.status);
    found.extend(looked_over(browser, name, expected).await?);
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
    arrived(browser).await
}

//! What a person does on a page, and what a test reads from it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use thirtyfour::{By, WebElement};

use crate::browser::Browser;

/// How long a word or a control may take to appear.
const APPEAR_MAX: Duration = Duration::from_secs(30);

/// How often a test looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// The tallest picture, in CSS pixels: enough for the longest page, small enough to look at.
const PICTURE_HEIGHT_MAX: u64 = 12_000;

/// Things a person can press.
const PRESSABLE: &str = "self::a or self::button or self::summary or self::label \
                         or self::input[@type='submit'] or @role='button' or @role='tab'";

impl Browser {
    /// Opens an address.
    ///
    /// # Errors
    /// When the page does not load in 30 seconds.
    pub async fn goto(&self, url: &str) -> Result<()> {
        self.web()?
            .goto(url)
            .await
            .with_context(|| format!("goto {url}"))
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// When the page does not load in 30 seconds.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.web()?.refresh().await?)
    }

    /// The address of the page.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn address(&self) -> Result<String> {
        Ok(self.web()?.current_url().await?.to_string())
    }

    /// The title of the page.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn title(&self) -> Result<String> {
        Ok(self.web()?.title().await?)
    }

    /// The words that a person sees on the page.
    ///
    /// # Errors
    /// When there is no page.
    pub async fn text(&self) -> Result<String> {
        Ok(self.web()?.find(By::Css("body")).await?.text().await?)
    }

    /// Waits until the page shows `words`.
    ///
    /// # Errors
    /// When they do not appear in 30 seconds: the error holds what the page shows.
    pub async fn wait_for(&self, words: &str) -> Result<()> {
        let deadline = Instant::now() + APPEAR_MAX;
        loop {
            let shown = self.text().await.unwrap_or_default();
            if shown.contains(words) {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!(
                    "{words:?} did not appear at {}:\n{shown}",
                    self.address().await?
                );
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Presses the first visible link, button, summary, label or tab whose words are `words`, or,
    /// when there is none, that contains them.
    ///
    /// # Errors
    /// When none appears in 30 seconds.
    pub async fn click(&self, words: &str) -> Result<()> {
        let words = quoted(words);
        let whole = format!(
            "//*[{PRESSABLE}][normalize-space(.)={words} or @value={words} or @aria-label={words}]"
        );
        let part = format!("//*[{PRESSABLE}][contains(normalize-space(.),{words})]");
        let element = self.first_visible(&[whole, part]).await?;
        self.press(&element).await
    }

    /// Presses the first visible element that a CSS selector finds.
    ///
    /// # Errors
    /// When none appears in 30 seconds.
    pub async fn click_css(&self, selector: &str) -> Result<()> {
        let element = self.find(selector).await?;
        self.press(&element).await
    }

    /// The first visible element that a CSS selector finds.
    ///
    /// # Errors
    /// When none appears in 30 seconds.
    pub async fn find(&self, selector: &str) -> Result<WebElement> {
        self.wait_visible(selector, || vec![By::Css(selector)])
            .await
    }

    /// How many elements a CSS selector finds, visible or not.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.web()?.find_all(By::Css(selector)).await?.len())
    }

    /// Fills the field whose label contains `label`: types into a text field (in place of what was
    /// there), chooses the option of a select by its words, sets a checkbox or radio by `yes`/`no`,
    /// names the file of a file field by its path.
    ///
    /// # Errors
    /// When no such field appears in 30 seconds.
    pub async fn fill(&self, label: &str, value: &str) -> Result<()> {
        let field = self.field(label).await?;
        let kind = field.prop("type").await?.unwrap_or_default();
        match (field.tag_name().await?.as_str(), kind.as_str()) {
            ("select", _) => {
                let option = format!(".//option[normalize-space(.)={}]", quoted(value));
                field.find(By::XPath(option)).await?.click().await?;
            }
            (_, "checkbox" | "radio") => {
                if field.is_selected().await? != (value == "yes") {
                    self.press(&field).await?;
                }
            }
            (_, "file") => field.send_keys(value).await?,
            _ => {
                field.clear().await?;
                field.send_keys(value).await?;
            }
        }
        Ok(())
    }

    /// What stands in the field whose label contains `label`.
    ///
    /// # Errors
    /// When no such field appears in 30 seconds.
    pub async fn value(&self, label: &str) -> Result<String> {
        Ok(self
            .field(label)
            .await?
            .prop("value")
            .await?
            .unwrap_or_default())
    }

    /// What stands in the field that a CSS selector finds, visible or not.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn value_of(&self, selector: &str) -> Result<String> {
        let field = self.web()?.find(By::Css(selector)).await?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }

    /// Runs a script of the test in the page, whatever the page's own policy says.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn evaluate(&self, script: &str) -> Result<Value> {
        Ok(self
            .web()?
            .execute(script, Vec::new())
            .await?
            .json()
            .clone())
    }

    /// How many CSS pixels the page is wider than the screen: 0 on every good page.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn overflow(&self) -> Result<u64> {
        let wide = self
            .evaluate("return document.documentElement.scrollWidth")
            .await?;
        let wide = wide.as_u64().context("no width")?;
        Ok(wide.saturating_sub(u64::from(self.width)))
    }

    /// What the browser's console complained about since the last call: script errors, requests
    /// that failed, breaches of the content security policy.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let log = self.web()?.browser_log().await?;
        let severe = log.into_iter().filter(|entry| entry.level == "SEVERE");
        Ok(severe.map(|entry| entry.message).collect())
    }

    /// Chooses how pages look: `light`, `dark`, or `print` for the paper version.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn look(&self, look: &str) -> Result<()> {
        let media = if look == "print" { "print" } else { "screen" };
        let scheme = if look == "dark" { "dark" } else { "light" };
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        let parameters = json!({"media": media, "features": features});
        self.devtools("Emulation.setEmulatedMedia", parameters)
            .await
            .map(drop)
    }

    /// Takes a picture of the whole page: `screenshots/NAME-WIDTH-LANGUAGE.png` in the project's
    /// folder, not kept in the repository.
    ///
    /// # Errors
    /// When the picture cannot be taken or written.
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        let high = self
            .evaluate("return document.documentElement.scrollHeight")
            .await?;
        let high = high
            .as_u64()
            .context("no height")?
            .clamp(1, PICTURE_HEIGHT_MAX);
        let clip = json!({"x": 0, "y": 0, "width": self.width, "height": high, "scale": 1});
        let parameters = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let answer = self.devtools("Page.captureScreenshot", parameters).await?;
        let data = answer
            .get("data")
            .and_then(Value::as_str)
            .context("no picture")?;
        std::fs::write(self.picture_path(name)?, STANDARD.decode(data)?)?;
        Ok(())
    }

    /// As [`Browser::screenshot`], when somebody wants to look: `TIDEOVER_SCREENSHOTS` is set.
    ///
    /// # Errors
    /// As [`Browser::screenshot`].
    pub async fn picture(&self, name: &str) -> Result<()> {
        match std::env::var_os("TIDEOVER_SCREENSHOTS") {
            Some(_) => self.screenshot(name).await,
            None => Ok(()),
        }
    }

    async fn press(&self, element: &WebElement) -> Result<()> {
        // Into the middle of the screen: bars at its top and bottom lie over the page.
        let script = "arguments[0].scrollIntoView({block: 'center'})";
        self.web()?
            .execute(script, vec![element.to_json()?])
            .await?;
        self.taps.set(self.taps.get() + 1);
        Ok(element.click().await?)
    }

    /// The control of a label: inside it, named by its `for`, or described by `aria-label`.
    async fn field(&self, label: &str) -> Result<WebElement> {
        let words = quoted(label);
        let control = "*[self::input or self::select or self::textarea]";
        let has = format!("//label[contains(normalize-space(.),{words})]");
        self.first_visible(&[
            format!("//{control}[@id={has}/@for]"),
            format!("{has}//{control}"),
            format!("//{control}[contains(@aria-label,{words})]"),
        ])
        .await
    }

    async fn first_visible(&self, paths: &[String]) -> Result<WebElement> {
        let all = || paths.iter().map(|path| By::XPath(path.as_str())).collect();
        self.wait_visible(&paths.join(" | "), all).await
    }

    /// The first displayed element of the first way that finds one.
    async fn wait_visible<F>(&self, what: &str, ways: F) -> Result<WebElement>
    where
        F: Fn() -> Vec<By>,
    {
        let deadline = Instant::now() + APPEAR_MAX;
        loop {
            for way in ways() {
                for element in self.web()?.find_all(way).await? {
                    // An element may leave the page between the two questions.
                    if element.is_displayed().await.unwrap_or(false) {
                        return Ok(element);
                    }
                }
            }
            if Instant::now() > deadline {
                let shown = self.text().await.unwrap_or_default();
                bail!(
                    "nothing visible for {what} at {}:\n{shown}",
                    self.address().await?
                );
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}

/// An XPath string: the language has no escapes, so a text with both quotes is put together.
fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(",\"'\","))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_in_words_do_not_end_an_xpath_string() {
        assert_eq!(quoted("Commit"), "'Commit'");
        assert_eq!(quoted("Ma's"), "concat('Ma',\"'\",'s')");
    }
}

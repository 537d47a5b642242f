//! Chromium at a width, in a language, with or without script.

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::{ChromeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use crate::client::Client;
use crate::driver::Driver;
use crate::mode::Mode;

/// The width of a small phone, in CSS pixels.
pub const NARROW: u32 = 360;

/// The width of a small laptop, in CSS pixels.
pub const WIDE: u32 = 1280;

/// How long a page may take to load, or a script of a test to finish.
const PAGE_MAX: Duration = Duration::from_secs(30);

/// A browser with a fresh profile. Dropping it closes it.
///
/// What can be done on a page is in `support/page.rs`.
pub struct Browser {
    // Fields drop in this order: first the handle, then the driver with its browser, then the
    // profile that the browser wrote to.
    pub(crate) web: Option<WebDriver>,
    _driver: Driver,
    _profile: TempDir,
    pub(crate) width: u32,
    pub(crate) language: String,
    /// Presses since somebody last asked.
    pub(crate) taps: Cell<u32>,
}

impl Browser {
    /// Opens a browser `width` CSS pixels wide whose owner reads `language` (`en`, `zh-Hans`).
    /// With `script` false the pages' own JavaScript does not run.
    ///
    /// # Errors
    /// When chromedriver or Chromium does not start.
    pub async fn new(width: u32, script: bool, language: &str) -> Result<Self> {
        let profile = tempfile::tempdir()?;
        let wishes = wishes(&profile, width, script, language)?;
        let mut driver = Driver::start()?;
        let web = WebDriver::new(driver.url(), wishes)
            .await
            .context("no browser session")?;
        driver.owns(web.session_id().to_string());
        let browser = Self {
            web: Some(web),
            _driver: driver,
            _profile: profile,
            width,
            language: language.to_owned(),
            taps: Cell::new(0),
        };
        browser.set_up().await?;
        Ok(browser)
    }

    async fn set_up(&self) -> Result<()> {
        let web = self.web()?;
        web.set_page_load_timeout(PAGE_MAX).await?;
        web.set_script_timeout(PAGE_MAX).await?;
        // A window cannot be made narrower than 500 px; an emulated screen can.
        let screen = json!({
            "width": self.width,
            "height": height_of(self.width),
            "deviceScaleFactor": 1,
            "mobile": self.width < 800,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", screen)
            .await?;
        Ok(())
    }

    /// Makes this the browser of somebody else: another screen, another language, script or none,
    /// and nobody signed in. Cheaper than opening another one.
    ///
    /// # Errors
    /// When the browser does not do it.
    pub async fn switch(&mut self, mode: Mode, site: &str) -> Result<()> {
        self.width = mode.width;
        mode.language.clone_into(&mut self.language);
        self.set_up().await?;
        let script_off = json!({"value": !mode.script});
        self.devtools("Emulation.setScriptExecutionDisabled", script_off)
            .await?;
        self.devtools("Network.enable", json!({})).await?;
        let headers = json!({"headers": {"Accept-Language": accepted_languages(mode.language)}});
        self.devtools("Network.setExtraHTTPHeaders", headers)
            .await?;
        self.nobody(site).await
    }

    /// Forgets who is signed in, and all that the pages of `site` kept on the device.
    ///
    /// # Errors
    /// When the browser does not do it.
    pub async fn nobody(&self, site: &str) -> Result<()> {
        self.devtools("Network.clearBrowserCookies", json!({}))
            .await?;
        let kept = json!({"origin": site, "storageTypes": "local_storage"});
        self.devtools("Storage.clearDataForOrigin", kept).await?;
        self.taps.set(0);
        Ok(())
    }

    /// Is from now on the device of `client`, with its cookies.
    ///
    /// # Errors
    /// When the browser does not take a cookie.
    pub async fn is_of(&self, client: &Client) -> Result<()> {
        let site = client.url("");
        self.nobody(&site).await?;
        for (name, value) in client.cookies()? {
            let cookie = json!({"name": name, "value": value, "url": site});
            self.devtools("Network.setCookie", cookie).await?;
        }
        Ok(())
    }

    /// Takes the network away, or gives it back.
    ///
    /// # Errors
    /// When the browser does not do it.
    pub async fn offline(&self, offline: bool) -> Result<()> {
        let network = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.devtools("Network.emulateNetworkConditions", network)
            .await
            .map(drop)
    }

    /// Says of itself that it is another program, such as a messenger's own window.
    ///
    /// # Errors
    /// When the browser does not do it.
    pub async fn calls_itself(&self, agent: &str) -> Result<()> {
        let agent = json!({"userAgent": agent});
        self.devtools("Network.setUserAgentOverride", agent)
            .await
            .map(drop)
    }

    /// How often something was pressed since this was last asked.
    pub fn taps(&self) -> u32 {
        self.taps.take()
    }

    /// Sends a DevTools command.
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        Ok(self.web()?.cdp().send_raw(method, parameters).await?)
    }

    pub(crate) fn web(&self) -> Result<&WebDriver> {
        self.web.as_ref().context("the browser is closed")
    }

    /// Where the picture `name` of this browser goes.
    pub(crate) fn picture_path(&self, name: &str) -> Result<PathBuf> {
        ensure!(
            !name.contains(['/', '\\']),
            "a picture's name is not a path: {name}"
        );
        let folder = project_root().join("screenshots");
        std::fs::create_dir_all(&folder)?;
        Ok(folder.join(format!("{name}-{}-{}.png", self.width, self.language)))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver closes the session itself: thirtyfour's own way needs a runtime.
        if let Some(web) = self.web.take() {
            let _ = web.leak();
        }
    }
}

/// The folder that holds this package.
pub(crate) fn project_root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn wishes(
    profile: &TempDir,
    width: u32,
    script: bool,
    language: &str,
) -> Result<ChromeCapabilities> {
    let mut wishes = DesiredCapabilities::chrome();
    let accepted = accepted_languages(language);
    for flag in [
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--no-first-run".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--accept-lang={accepted}"),
        format!("--window-size={width},{}", height_of(width)),
        format!("--user-data-dir={}", profile.path().display()),
    ] {
        wishes.add_arg(&flag)?;
    }
    // 1 allows, 2 blocks; a managed setting is not overruled by a site.
    let setting = if script { 1 } else { 2 };
    wishes.add_experimental_option(
        "prefs",
        json!({
            "profile.managed_default_content_settings.javascript": setting,
            "intl.accept_languages": accepted,
        }),
    )?;
    wishes.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(wishes)
}

/// What a browser of a reader of `language` sends as `Accept-Language`.
fn accepted_languages(language: &str) -> String {
    match language {
        "zh-Hans" => "zh-CN,zh".to_owned(),
        other => other.to_owned(),
    }
}

/// A phone is tall, a laptop is not.
fn height_of(width: u32) -> u32 {
    if width < 800 { 780 } else { 800 }
}

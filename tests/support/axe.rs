//! The rules of accessibility, checked by axe-core on the page as the browser shows it.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browser::{Browser, project_root};

/// The rules that every page is held to: WCAG 2.2, levels A and AA.
const RULES: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// One rule of accessibility that a page breaks.
#[derive(Debug, PartialEq, Eq)]
pub struct Violation {
    /// axe's name of the rule, such as `color-contrast`.
    pub rule: String,
    /// What to do.
    pub help: String,
    /// Where, as CSS selectors with axe's finding.
    pub places: Vec<String>,
}

impl Browser {
    /// Runs axe on the page as it is now and returns what breaks WCAG 2.2 A or AA.
    ///
    /// Only in a browser with script: axe waits for the page with timers, which a page without
    /// script does not have.
    ///
    /// # Errors
    /// When axe-core is not installed, or it does not finish in 30 seconds.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        self.axe_only(json!({"type": "tag", "values": RULES})).await
    }

    /// As [`Browser::axe`], for colours alone: what changes between light and dark.
    ///
    /// # Errors
    /// As [`Browser::axe`].
    pub async fn axe_contrast(&self) -> Result<Vec<Violation>> {
        self.axe_only(json!({"type": "rule", "values": ["color-contrast"]}))
            .await
    }

    async fn axe_only(&self, rules: Value) -> Result<Vec<Violation>> {
        let path = project_root().join("tests/browser/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(&path)
            .with_context(|| format!("{}: run `npm ci` in tests/browser", path.display()))?;
        let web = self.web()?;
        let loaded = self.evaluate("return typeof axe").await?;
        if loaded == json!("undefined") {
            web.execute(source, Vec::new())
                .await
                .context("axe does not load")?;
        }
        // Bars that stay where the screen ends cover whatever lies under them where the page is scrolled to just now;
        // a person scrolls on, axe does not.
        let run = "for (const bar of document.querySelectorAll('body *')) { \
                   if (['fixed', 'sticky'].includes(getComputedStyle(bar).position)) \
                   bar.style.position = 'static'; } \
                   const done = arguments[arguments.length - 1]; \
                   axe.run(document, {runOnly: arguments[0]}) \
                   .then(found => done(found.violations), error => done(String(error)))";
        let found = web.execute_async(run, vec![rules]).await?;
        let found = found
            .json()
            .as_array()
            .with_context(|| format!("axe: {:?}", found.json()))?;
        Ok(found.iter().map(violation).collect())
    }
}

fn violation(found: &Value) -> Violation {
    let text = |key: &str| {
        found
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let nodes = found.get("nodes").and_then(Value::as_array);
    let places = nodes.into_iter().flatten().map(|node| {
        let target = node.get("target").map(Value::to_string).unwrap_or_default();
        let why = node
            .get("failureSummary")
            .and_then(Value::as_str)
            .unwrap_or_default();
        format!("{target} {why}")
    });
    Violation {
        rule: text("id"),
        help: text("help"),
        places: places.collect(),
    }
}

//! Custodians of sealed tips, with keys that the program made for them.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempPath;

use crate::client::Client;
use crate::server::program;
use crate::town::{Town, sent};

/// Somebody who opens tips.
pub struct Custodian {
    /// Their device.
    pub client: Client,
    key: TempPath,
}

impl Custodian {
    /// The file with their secret key.
    #[must_use]
    pub fn key(&self) -> &std::path::Path {
        &self.key
    }
}

impl Town {
    /// Three people make keys, the founder confirms them: from here on tips are taken.
    ///
    /// # Errors
    /// When a step is refused.
    pub async fn opens_the_box(&self) -> Result<[Custodian; 3]> {
        Ok([
            self.custodian("沈砚，律师").await?,
            self.custodian("罗清，退休审计师").await?,
            self.custodian("唐映，儿科医生").await?,
        ])
    }

    async fn custodian(&self, about: &str) -> Result<Custodian> {
        let name = about.split('，').next().unwrap_or(about);
        let client = self.joins(name, "call").await?;
        let key = tempfile::Builder::new()
            .suffix(".key")
            .tempfile()?
            .into_temp_path();
        // The program never writes over a file.
        std::fs::remove_file(&key)?;
        let made = Command::new(program()?)
            .args(["tips", "key", "--out"])
            .arg(&key)
            .output()?;
        ensure!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        let public = String::from_utf8(made.stdout)?;
        sent(
            &client,
            "/tip/custodians",
            &[("about", about), ("key", public.trim())],
        )
        .await?;
        let page = client.get_json("/tip/custodians.json").await?;
        let last = page
            .pointer("/custodians")
            .and_then(|all| all.as_array()?.last());
        let id = last
            .and_then(|c| c.pointer("/id"))
            .context("no custodian")?;
        sent(&self.founder, &format!("/tip/custodians/{id}/confirm"), &[]).await?;
        Ok(Custodian { client, key })
    }
}

//! The real binary, started as a person starts it.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::client::Client;

/// How long a start may take: a debug build that plays 24 hours of the drill on a busy machine.
const START_MAX: Duration = Duration::from_secs(120);

/// How long an orderly stop may take before it counts as hung.
const STOP_MAX: Duration = Duration::from_secs(15);

/// What the printed address begins with.
const ADDRESS_PREFIX: &str = "http://127.0.0.1:";

/// A running `tideover` with its own folder. Dropping it kills the process and removes the folder.
pub struct Server {
    child: Child,
    folder: TempDir,
    address: String,
    lines: Receiver<String>,
}

impl Server {
    /// `tideover demo --port 0 --data FOLDER` with more arguments, waited for until it prints its
    /// address.
    ///
    /// # Errors
    /// When the binary is not built, ends early, or prints no address in two minutes.
    pub fn demo(more: &[&str]) -> Result<Self> {
        let mut arguments = vec!["demo", "--port", "0"];
        arguments.extend_from_slice(more);
        Self::start(tempfile::tempdir()?, &arguments, None)
    }

    /// `tideover serve --listen 127.0.0.1:0 --origin test.example --data FOLDER` on a fresh folder.
    ///
    /// # Errors
    /// As [`Server::demo`].
    pub fn serve(more: &[&str]) -> Result<Self> {
        Self::serve_folder(tempfile::tempdir()?, more)
    }

    /// As [`Server::serve`], on a folder that an earlier server left (see [`Server::into_folder`]).
    ///
    /// # Errors
    /// As [`Server::demo`].
    pub fn serve_folder(folder: TempDir, more: &[&str]) -> Result<Self> {
        let mut arguments = vec![
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--origin",
            "test.example",
        ];
        arguments.extend_from_slice(more);
        Self::start(folder, &arguments, None)
    }

    /// As [`Server::serve`], logging at `level` (see `TIDEOVER_LOG`).
    ///
    /// # Errors
    /// As [`Server::demo`].
    pub fn serve_logging(level: &str, more: &[&str]) -> Result<Self> {
        let mut arguments = vec![
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--origin",
            "test.example",
        ];
        arguments.extend_from_slice(more);
        Self::start(tempfile::tempdir()?, &arguments, Some(level))
    }

    fn start(folder: TempDir, arguments: &[&str], log: Option<&str>) -> Result<Self> {
        let mut child = Command::new(program()?)
            .args(arguments)
            .envs(log.map(|level| ("TIDEOVER_LOG", level)))
            .arg("--data")
            .arg(folder.path().join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("tideover could not be started")?;
        let (sender, lines) = mpsc::channel();
        read_lines(child.stdout.take().context("no stdout")?, sender.clone());
        read_lines(child.stderr.take().context("no stderr")?, sender);
        match wait_for_address(&lines) {
            Ok(address) => Ok(Self {
                child,
                folder,
                address,
                lines,
            }),
            Err(error) => {
                // It may be running without having said where: it is ours to end.
                let _ = child.kill();
                let _ = child.wait();
                Err(error)
            }
        }
    }

    /// The address of the site, without a slash at its end.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The full address of a path such as `/b`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The data folder of the community.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The id of the process.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// A new person without cookies.
    ///
    /// # Errors
    /// When the client cannot be built.
    pub fn client(&self) -> Result<Client> {
        Client::new(&self.address)
    }

    /// Everything printed since the last call.
    #[must_use]
    pub fn printed(&self) -> Vec<String> {
        self.lines.try_iter().collect()
    }

    /// Asks for an orderly stop (SIGTERM) and waits for it.
    ///
    /// # Errors
    /// When the process is still there after 15 seconds.
    pub fn stop(&mut self) -> Result<ExitStatus> {
        let asked = Command::new("kill")
            .arg("-TERM")
            .arg(self.pid().to_string())
            .status()?;
        if !asked.success() {
            bail!("the process {} could not be asked to stop", self.pid());
        }
        let deadline = Instant::now() + STOP_MAX;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("tideover did not stop within {STOP_MAX:?}")
    }

    /// Ends the process without any warning (SIGKILL), as a power cut would.
    ///
    /// # Errors
    /// When the process cannot be waited for.
    pub fn kill(&mut self) -> Result<ExitStatus> {
        self.child.kill().context("kill")?;
        Ok(self.child.wait()?)
    }

    /// Ends the process without any warning and starts it again: the same folder, the same address.
    ///
    /// # Errors
    /// When it cannot be ended, or does not start.
    pub fn restart(&mut self) -> Result<()> {
        self.kill()?;
        let listen = self.address.trim_start_matches("http://").to_owned();
        // `Drop` still runs for the one that ended, on the empty folder put in its place.
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir()?);
        let arguments = ["serve", "--listen", &listen, "--origin", "test.example"];
        *self = Self::start(folder, &arguments, None)?;
        Ok(())
    }

    /// Ends the process without any warning and keeps its folder for another start.
    ///
    /// # Errors
    /// When the process cannot be waited for, or a new temporary folder cannot be made.
    pub fn into_folder(mut self) -> Result<TempDir> {
        self.kill()?;
        // `Drop` still runs for `self`, on the empty folder put in its place.
        Ok(std::mem::replace(&mut self.folder, tempfile::tempdir()?))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The binary under test: beside the folder of the test's own executable, so the same profile.
///
/// # Errors
/// When it has not been built.
pub fn program() -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let profile = own
        .parent()
        .and_then(Path::parent)
        .context("no profile folder")?;
    let program = profile.join("tideover");
    if !program.is_file() {
        bail!(
            "{} is missing: run `cargo build --workspace --bins`",
            program.display()
        );
    }
    Ok(program)
}

fn read_lines(pipe: impl Read + Send + 'static, sender: mpsc::Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(std::io::Result::ok) {
            // Read on when nobody listens any more: a full pipe would stop the server.
            let _ = sender.send(line);
        }
    });
}

fn wait_for_address(lines: &Receiver<String>) -> Result<String> {
    let deadline = Instant::now() + START_MAX;
    let mut printed = Vec::new();
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        match lines.recv_timeout(left) {
            Ok(line) => {
                if let Some(address) = address_in(&line) {
                    return Ok(address);
                }
                printed.push(line);
            }
            Err(_) => bail!("tideover printed no address:\n{}", printed.join("\n")),
        }
    }
}

/// The first `http://127.0.0.1:PORT` of a line.
fn address_in(line: &str) -> Option<String> {
    let (_, rest) = line.split_once(ADDRESS_PREFIX)?;
    let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if port.is_empty() {
        None
    } else {
        Some(format!("{ADDRESS_PREFIX}{port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_from_a_sentence() {
        let line = "  open http://127.0.0.1:40123/r/7 in a browser";
        assert_eq!(address_in(line), Some("http://127.0.0.1:40123".to_owned()));
        assert_eq!(address_in("listening"), None);
        assert_eq!(address_in("http://127.0.0.1:/"), None);
    }
}

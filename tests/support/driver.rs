//! Chromedriver, started and stopped by the test that uses it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// How long closing the browser may take before its driver is killed all the same.
const CLOSE_MAX: Duration = Duration::from_secs(5);

/// A chromedriver on a port that it chose itself.
pub struct Driver {
    child: Child,
    port: u16,
    session: Option<String>,
}

impl Driver {
    /// Starts chromedriver and waits until it says which port it took.
    pub fn start() -> Result<Self> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver could not be started")?;
        let mut lines = BufReader::new(child.stdout.take().context("no stdout")?).lines();
        let port = lines
            .by_ref()
            .map_while(std::io::Result::ok)
            .find_map(|line| port_in(&line));
        let Some(port) = port else {
            let _ = child.kill();
            let _ = child.wait();
            bail!("chromedriver did not say which port it took");
        };
        // Keep reading: a full pipe would stop the driver.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self {
            child,
            port,
            session: None,
        })
    }

    /// Where WebDriver commands go.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Remembers the session, so that its browser is closed before the driver.
    pub fn owns(&mut self, session: String) {
        self.session = Some(session);
    }

    /// Closes the browser. Written by hand over a socket: it must work where a destructor runs,
    /// after a panic and without an async runtime.
    fn close_browser(&self, session: &str) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(CLOSE_MAX))?;
        let host = format!("127.0.0.1:{}", self.port);
        write!(
            stream,
            "DELETE /session/{session} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            let _ = self.close_browser(&session);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The port in `ChromeDriver was started successfully on port 41234.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("successfully on port ")?;
    rest.trim_end_matches('.').trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_the_greeting() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 41234."),
            Some(41234)
        );
        assert_eq!(port_in("Starting ChromeDriver 1.2.3 on port 0"), None);
    }
}

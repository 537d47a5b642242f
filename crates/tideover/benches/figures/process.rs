//! A server in a process of its own, and what it uses.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running server; ended when this is dropped.
pub struct Process {
    child: Child,
    pub address: SocketAddr,
}

impl Process {
    /// The program, serving a folder.
    pub fn tideover(data: &Path, origin: &str) -> Process {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tideover"));
        command.arg("serve").arg("--data").arg(data);
        command.args(["--listen", "127.0.0.1:0", "--origin", origin]);
        Process::start(command)
    }

    /// This bench as a bare server.
    pub fn bare(arguments: &[&str]) -> Process {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(arguments);
        Process::start(command)
    }

    /// Returns once the server has printed its address.
    fn start(mut command: Command) -> Process {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| {
            let line = line.unwrap();
            let (_, rest) = line.split_once("http://")?;
            rest.split_whitespace().next()?.parse().ok()
        });
        let address = address.expect("the server started");
        Process { child, address }
    }

    /// Processor time so far of all threads that live.
    pub fn on_cores(&self) -> Duration {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap();
        let nanos = tasks.map(|task| {
            // A thread may end while it is looked at.
            let told = std::fs::read_to_string(task.unwrap().path().join("schedstat"));
            let told = told.unwrap_or_default();
            told.split(' ').next().unwrap().parse().unwrap_or(0_u64)
        });
        Duration::from_nanos(nanos.sum())
    }

    /// Resident memory in bytes.
    pub fn resident(&self) -> u64 {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        let kilobytes = line.unwrap().trim().strip_suffix(" kB").unwrap();
        kilobytes.parse::<u64>().unwrap() * 1024
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Processor time of all processes that this one started and that have ended.
pub fn ended_children() -> Duration {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap();
    // Behind the name, which may hold anything: cutime and cstime are fields 16 and 17 of proc(5), in hundredths.
    let (_, rest) = told.rsplit_once(')').unwrap();
    let fields = rest.split_whitespace().skip(13).take(2);
    let hundredths: u64 = fields.map(|f| f.parse::<u64>().unwrap()).sum();
    Duration::from_millis(hundredths * 10)
}

/// How many others wanted a core while this ran; stands beside the figures.
pub fn load() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap();
    told.split(' ').next().unwrap().to_owned()
}

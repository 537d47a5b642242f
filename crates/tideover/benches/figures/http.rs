//! The smallest client that keeps a connection.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What came back.
pub struct Answer {
    pub head: String,
    pub body: Vec<u8>,
}

/// One connection.
pub struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Connection {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Connection {
            stream,
            read: Vec::new(),
        }
    }

    /// A GET of a path with more header lines, each with its line end.
    pub async fn get(&mut self, path: &str, headers: &str) -> Answer {
        self.ask(format!("GET {path} HTTP/1.1\r\nhost: bench\r\n{headers}\r\n").as_bytes())
            .await
    }

    /// A POST of a body with more header lines.
    pub async fn post(&mut self, path: &str, headers: &str, body: &[u8]) -> Answer {
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\n{headers}content-length: {length}\r\n\r\n"
        );
        self.ask(&[head.as_bytes(), body].concat()).await
    }

    /// Sends a request as it is and reads the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Answer {
        self.stream.write_all(request).await.unwrap();
        let end = self.find(b"\r\n\r\n").await + 4;
        let head = String::from_utf8(self.take(end).await).unwrap();
        let body = if head
            .to_ascii_lowercase()
            .contains("transfer-encoding: chunked")
        {
            self.chunks().await
        } else {
            self.take(length(&head)).await
        };
        Answer { head, body }
    }

    async fn take(&mut self, length: usize) -> Vec<u8> {
        while self.read.len() < length {
            self.more().await;
        }
        self.read.drain(..length).collect()
    }

    async fn chunks(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let end = self.find(b"\r\n").await;
            let size = String::from_utf8(self.take(end + 2).await).unwrap();
            let size = usize::from_str_radix(size.trim(), 16).unwrap();
            body.extend(self.take(size).await);
            self.take(2).await;
            if size == 0 {
                return body;
            }
        }
    }

    async fn find(&mut self, what: &[u8]) -> usize {
        loop {
            if let Some(at) = self.read.windows(what.len()).position(|w| w == what) {
                return at;
            }
            self.more().await;
        }
    }

    async fn more(&mut self) {
        let got = self.stream.read_buf(&mut self.read).await.unwrap();
        assert!(got > 0, "the server closed the connection");
    }
}

fn length(head: &str) -> usize {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    let told = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    told.map_or(0, |(_, length)| length.parse().unwrap())
}

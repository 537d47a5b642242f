//! Serving on real sockets: what happens when all places are taken, and how it ends.
#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;
use std::time::Duration;

use testkit::Community;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Nothing here waits for a limit of time; a hung test fails after so long.
const SOON: Duration = Duration::from_secs(8);

/// A server in this process with so many places.
struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    end: JoinHandle<()>,
    _town: Community,
}

async fn serve(connections_max: usize) -> Served {
    let town = Community::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    // As behind a proxy that speaks TLS.
    let settings = web::Settings {
        connections_max,
        ..web::Settings::new("https://relief.example.org".to_owned())
    };
    let (stop, stopped) = oneshot::channel();
    let app = town.app.clone();
    let end = tokio::spawn(web::serve(app, settings, listener, async {
        let _ = stopped.await;
    }));
    Served {
        address,
        stop,
        end,
        _town: town,
    }
}

/// A connection that has asked for a page, been answered, and stays.
async fn idle(served: &Served) -> TcpStream {
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    stream
        .write_all(b"GET /vkey HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    let mut start = [0; 12];
    stream.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    stream
}

async fn ask(address: SocketAddr) -> String {
    send(
        address,
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    .await
}

async fn send(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timeout(SOON, stream.read_to_string(&mut answer))
        .await
        .expect("an end")
        .unwrap();
    answer
}

#[tokio::test]
async fn when_all_places_are_taken_it_is_said_and_a_free_one_is_given() {
    let served = serve(2).await;
    let (first, _second) = (idle(&served).await, idle(&served).await);
    let full = ask(served.address).await;
    assert!(full.starts_with("HTTP/1.1 503 "), "{full}");
    for word in ["Retry-After: 5\r\n", "现在人太多了", "Too many are here"] {
        assert!(full.contains(word), "{word}: {full}");
    }
    drop(first);
    // The server learns of the free place when it reads the end; until then it says that it is full.
    let served_again = async {
        while !ask(served.address).await.starts_with("HTTP/1.1 200 ") {
            tokio::task::yield_now().await;
        }
    };
    timeout(SOON, served_again).await.expect("a free place");
}

#[tokio::test]
async fn it_ends_though_somebody_stays_connected() {
    let served = serve(10).await;
    let mut stays = idle(&served).await;
    served.stop.send(()).unwrap();
    timeout(SOON, served.end).await.expect("the end").unwrap();
    let mut rest = Vec::new();
    timeout(SOON, stays.read_to_end(&mut rest))
        .await
        .expect("the end")
        .unwrap();
    assert!(
        TcpStream::connect(served.address).await.is_err(),
        "nobody listens any more"
    );
}

#[tokio::test]
async fn over_tls_a_devices_cookie_stays_with_this_host_and_out_of_reach_of_script() {
    let served = serve(10).await;
    let request = "POST /found HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 12\r\n\
                   Content-Type: application/x-www-form-urlencoded\r\n\r\nname=Chen+Li";
    let answer = send(served.address, request).await.to_ascii_lowercase();
    let (_, cookie) = answer.split_once("set-cookie: ").expect("a cookie");
    let cookie = cookie.lines().next().unwrap();
    assert!(cookie.starts_with("__host-session="), "{cookie}");
    for flag in ["; path=/", "; samesite=lax", "; httponly", "; secure"] {
        assert!(cookie.contains(flag), "{flag}: {cookie}");
    }
    assert!(!cookie.contains("domain="), "{cookie}");
}

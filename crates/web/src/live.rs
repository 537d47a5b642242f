//! Live rooms: what changed is drawn once for each room and language and sent to every reader.
//!
//! One task listens to the news of the community, collects what comes within a fraction of a second,
//! draws it, and hands the same bytes to all readers of a room over one channel. A reader only forwards bytes.
//! A frame carries `id: <last change in the room>.<journal size>`; messages and changes of messages share one
//! numbering, so a reader who comes back gets exactly what it missed, or `event: resync` when that is too much.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use app::{App, News, PrivateId, Refused};
use axum::body::Bytes;
use futures_util::{Stream, StreamExt, future, stream};
use relief::ids::RoomId;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::sleep;
use tokio_stream::wrappers::BroadcastStream;

use crate::room::fragments::{Changes, draw_changes, sort};
use crate::words::Lang;

/// Frames that a slow reader may be behind before it is told to start afresh.
const FRAMES_KEPT: usize = 256;
/// News within this span travels in one frame.
const GATHER: Duration = Duration::from_millis(50);
/// And so much longer for each reader: sending a frame takes about half of it, whatever the frame holds, so a busy
/// room of thousands costs a core little more than half its time, and waits a quarter of a second at most.
const GATHER_EACH: Duration = Duration::from_micros(20);
/// A comment keeps proxies from closing a quiet stream.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Readers of all rooms together; at under 20 KiB each they stay below 200 MB.
pub const READERS_MAX: usize = 10_000;
/// Messages, new or changed, sent to a reader who comes back; with more missing the page is loaded afresh.
const REPLAY_MESSAGES_MAX: u32 = 200;
/// Entries looked through for a reader who comes back.
const REPLAY_ENTRIES_MAX: u32 = 500;

/// The frame that makes a page load afresh.
const RESYNC: &str = "event: resync\ndata: 1\n\n";
/// The frame that says nothing.
const QUIET: &str = ":\n\n";

/// The live rooms.
#[derive(Clone)]
pub struct Live(Arc<Inner>);

struct Inner {
    channels: Mutex<HashMap<(RoomId, Lang), broadcast::Sender<Sent>>>,
    readers: AtomicUsize,
    closed: AtomicBool,
}

/// What travels to readers.
#[derive(Clone)]
enum Sent {
    /// Bytes to forward, and the last change in the room that they bring.
    Frame(Bytes, u64),
    /// This account's streams end: it left, signed out or was erased.
    End(PrivateId),
}

/// Where a reader stands: the last message or change in the room, and the size of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The last message or change seen.
    pub change: u64,
    /// Entries seen.
    pub index: u64,
}

impl Position {
    /// Reads `<change>.<index>`.
    pub fn read(text: &str) -> Option<Position> {
        let (change, index) = text.split_once('.')?;
        Some(Position {
            change: change.parse().ok()?,
            index: index.parse().ok()?,
        })
    }
}

/// Why a stream was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoStream {
    /// Too many readers, or the server is stopping.
    Full,
}

impl Live {
    /// Starts to listen for news. Needs a runtime.
    pub fn start(app: &App) -> Live {
        let inner = Arc::new(Inner {
            channels: Mutex::default(),
            readers: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
        });
        tokio::spawn(listen(app.clone(), Arc::clone(&inner)));
        Live(inner)
    }

    /// How many read along now.
    pub fn readers(&self) -> usize {
        self.0.readers.load(Ordering::Relaxed)
    }

    /// Ends every stream and opens no more, so that the server can stop.
    pub fn close(&self) {
        self.0.closed.store(true, Ordering::SeqCst);
        self.0.channels().clear();
    }

    /// Ends the streams of an account that may no longer read.
    pub fn end(&self, account: PrivateId) {
        for channel in self.0.channels().values() {
            // A channel that nobody reads is fine.
            let _ = channel.send(Sent::End(account));
        }
    }

    /// The stream of a room for a member, from a position on. The caller has checked that it is one.
    ///
    /// # Errors
    /// [`NoStream::Full`].
    pub fn follow(
        &self,
        app: &App,
        room: RoomId,
        lang: Lang,
        account: PrivateId,
        from: Option<Position>,
    ) -> Result<impl Stream<Item = Result<Bytes, Infallible>> + Send + 'static, NoStream> {
        let place = Place::take(&self.0, app, room, account).ok_or(NoStream::Full)?;
        // First listen, then look back: what happens in between comes twice, and never not at all.
        let news = self.0.subscribe(room, lang).ok_or(NoStream::Full)?;
        // Boxed, so that the memory of looking back is not held for as long as the stream flows.
        let first = stream::once(Box::pin(first_frame(app.clone(), room, lang, from)));
        let rest = BroadcastStream::new(news)
            .map(move |sent| forward(&place, sent))
            .take_while(|frame| future::ready(frame.is_some()))
            .filter_map(|frame| future::ready(frame.filter(|f| !f.is_empty())));
        Ok(first.chain(rest).map(Ok))
    }
}

fn forward(
    place: &Place,
    sent: Result<Sent, tokio_stream::wrappers::errors::BroadcastStreamRecvError>,
) -> Option<Bytes> {
    match sent {
        Ok(Sent::Frame(bytes, change)) => {
            place.seen.fetch_max(change, Ordering::Relaxed);
            Some(bytes)
        }
        Ok(Sent::End(ended)) => (ended != place.account).then(Bytes::new),
        // Too far behind.
        Err(_) => Some(Bytes::from_static(RESYNC.as_bytes())),
    }
}

/// One reader's place among [`READERS_MAX`]; given back when the stream is dropped.
struct Place {
    inner: Arc<Inner>,
    app: App,
    room: RoomId,
    account: PrivateId,
    /// The last change that was sent to it.
    seen: AtomicU64,
}

impl Place {
    fn take(inner: &Arc<Inner>, app: &App, room: RoomId, account: PrivateId) -> Option<Place> {
        let taken = inner.readers.fetch_add(1, Ordering::Relaxed);
        let place = Place {
            inner: Arc::clone(inner),
            app: app.clone(),
            room,
            account,
            seen: AtomicU64::new(0),
        };
        (taken < READERS_MAX).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.inner.readers.fetch_sub(1, Ordering::Relaxed);
        let seen = self.seen.load(Ordering::Relaxed);
        if seen > 0 {
            // What came while the room was open was read. A note that is lost costs nothing.
            let _ = self.app.read_up_to(self.account, self.room, seen);
        }
    }
}

impl Inner {
    fn channels(&self) -> MutexGuard<'_, HashMap<(RoomId, Lang), broadcast::Sender<Sent>>> {
        // The map is whole whenever the lock is free: no code panics while it is held.
        self.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn subscribe(&self, room: RoomId, lang: Lang) -> Option<broadcast::Receiver<Sent>> {
        let mut channels = self.channels();
        if self.closed.load(Ordering::SeqCst) {
            return None;
        }
        let channel = channels
            .entry((room, lang))
            .or_insert_with(|| broadcast::channel(FRAMES_KEPT).0);
        Some(channel.subscribe())
    }

    fn has_readers(&self, room: RoomId, lang: Lang) -> bool {
        let channels = self.channels();
        channels
            .get(&(room, lang))
            .is_some_and(|c| c.receiver_count() > 0)
    }

    fn send(&self, room: RoomId, lang: Lang, frame: Bytes, change: u64) {
        if let Some(channel) = self.channels().get(&(room, lang)) {
            let _ = channel.send(Sent::Frame(frame, change));
        }
    }

    fn send_all(&self, frame: &'static str) {
        let mut channels = self.channels();
        channels.retain(|_, channel| channel.receiver_count() > 0);
        for channel in channels.values() {
            let _ = channel.send(Sent::Frame(Bytes::from_static(frame.as_bytes()), 0));
        }
    }
}

/// What came since the last frame.
#[derive(Default)]
struct Gathering {
    rooms: BTreeMap<RoomId, Changes>,
    /// The size of the journal with it.
    index: u64,
    /// The last change of each room that had news.
    heads: HashMap<RoomId, u64>,
}

async fn listen(app: App, inner: Arc<Inner>) {
    let mut news = app.hub().listen();
    let mut gathering = Gathering {
        index: app.state().size,
        ..Gathering::default()
    };
    let mut tick = tokio::time::interval(KEEP_ALIVE);
    while !inner.closed.load(Ordering::SeqCst) {
        tokio::select! {
            heard = news.recv() => {
                if !gather(&app, &inner, &mut gathering, &mut news, heard).await {
                    return;
                }
                send(&app, &inner, &mut gathering).await;
            }
            _ = tick.tick() => inner.send_all(QUIET),
        }
    }
}

/// Takes in news until the time to gather is over; false when the community is gone.
async fn gather(
    app: &App,
    inner: &Inner,
    gathering: &mut Gathering,
    news: &mut broadcast::Receiver<Arc<News>>,
    first: Result<Arc<News>, RecvError>,
) -> bool {
    let readers = u32::try_from(inner.readers.load(Ordering::Relaxed)).unwrap_or(u32::MAX);
    let over = sleep(GATHER.saturating_add(GATHER_EACH.saturating_mul(readers)));
    tokio::pin!(over);
    let mut heard = first;
    loop {
        match heard {
            Ok(one) => gathering.add(app, &one),
            Err(RecvError::Lagged(_)) => inner.send_all(RESYNC),
            Err(RecvError::Closed) => return false,
        }
        heard = tokio::select! {
            () = &mut over => return true,
            next = news.recv() => next,
        };
    }
}

impl Gathering {
    fn add(&mut self, app: &App, news: &News) {
        let entries: Vec<_> = (news.first..).zip(news.entries.iter()).collect();
        self.index = entries.last().map_or(self.index, |(index, _)| index + 1);
        for (room, things) in sort(&app.state(), &entries) {
            self.rooms.entry(room).or_default().things.extend(things);
        }
        for message in &news.messages {
            let room = RoomId(message.room);
            self.heads.insert(room, message.change);
            let changes = self.rooms.entry(room).or_default();
            // New and changed within one frame is still new.
            if message.seq == message.change {
                changes.fresh.insert(message.seq);
            }
            changes.messages.insert(message.seq, message.clone());
        }
    }
}

async fn send(app: &App, inner: &Inner, gathering: &mut Gathering) {
    for (room, changes) in std::mem::take(&mut gathering.rooms) {
        let head = gathering.heads.get(&room).copied();
        for lang in [Lang::En, Lang::Zh] {
            if !inner.has_readers(room, lang) {
                continue;
            }
            match draw_changes(app, lang, room, &changes).await {
                Ok(markup) if markup.is_empty() => {}
                Ok(markup) => {
                    let frame = frame(head, gathering.index, &markup);
                    inner.send(room, lang, frame, head.unwrap_or(0));
                }
                Err(error) => {
                    tracing::warn!(%error, "a live frame could not be drawn");
                    inner.send(room, lang, Bytes::from_static(RESYNC.as_bytes()), 0);
                }
            }
        }
    }
}

/// A frame; without its id as long as the room's last change is not known here, so that a reader who
/// comes back keeps its earlier position.
fn frame(change: Option<u64>, index: u64, markup: &str) -> Bytes {
    let mut out = String::with_capacity(markup.len() + 64);
    if let (Some(change), true) = (change, index > 0) {
        out.push_str(&format!("id: {change}.{index}\n"));
    }
    for line in markup.split(['\n', '\r']) {
        out.push_str("data: ");
        out.push_str(line);
        out.push('\n');
    }
    out.push('\n');
    Bytes::from(out)
}

/// What a reader missed since a position.
async fn first_frame(app: App, room: RoomId, lang: Lang, from: Option<Position>) -> Bytes {
    let quiet = || Bytes::from_static(QUIET.as_bytes());
    let Some(from) = from else { return quiet() };
    match missed(&app, room, lang, from).await {
        Ok(Missed::Nothing) => quiet(),
        Ok(Missed::Some(frame)) => frame,
        Ok(Missed::TooMuch) | Err(_) => Bytes::from_static(RESYNC.as_bytes()),
    }
}

enum Missed {
    Nothing,
    Some(Bytes),
    TooMuch,
}

async fn missed(app: &App, room: RoomId, lang: Lang, from: Position) -> Result<Missed, Refused> {
    let size = app.state().size;
    let head = app.talk_head(room).await?;
    let entries = size.saturating_sub(from.index);
    // A position ahead of what stands is of a journal that was put back from a copy.
    let ahead = from.index > size || from.change > head;
    if ahead || entries > u64::from(REPLAY_ENTRIES_MAX) {
        return Ok(Missed::TooMuch);
    }
    let asked = REPLAY_MESSAGES_MAX.saturating_add(1);
    let messages = app.talk_since(room, from.change, asked).await?;
    if u32::try_from(messages.len()).is_ok_and(|n| n > REPLAY_MESSAGES_MAX) {
        return Ok(Missed::TooMuch);
    }
    let read = app.read_entries(from.index, REPLAY_ENTRIES_MAX).await?;
    let pairs: Vec<_> = read.iter().map(|e| (e.index, &e.entry)).collect();
    let mut changes = Changes {
        things: sort(&app.state(), &pairs).remove(&room).unwrap_or_default(),
        ..Changes::default()
    };
    let mut last = from.change;
    for message in messages {
        last = last.max(message.change);
        if message.seq > from.change {
            changes.fresh.insert(message.seq);
        }
        changes.messages.insert(message.seq, message);
    }
    let markup = draw_changes(app, lang, room, &changes).await?;
    if markup.is_empty() {
        return Ok(Missed::Nothing);
    }
    Ok(Missed::Some(frame(Some(last), size, &markup)))
}

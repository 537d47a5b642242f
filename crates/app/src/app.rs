//! The application: opened on a folder, shared by everything that serves it.

mod identity;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, RwLock};

use relief::catalogue::Item;
use relief::command::{Actor, Command};
use relief::duty::{Ladder, Phase};
use relief::figures::Figures;
use relief::flow::{Flow, Way};
use relief::history::Covered;
use relief::ids::{Seal, Stamp};
use relief::name::Name;
use relief::watch::holders::{HolderKey, Holding};
use store::{PrivateId, Store, StoreError};
use tlog::note::SigningKey;
use tokio::sync::{Mutex, oneshot, watch};

use crate::clock::Clock;
use crate::counters::Counters;
use crate::draft::{Draft, Receipt};
use crate::entropy::{Entropy, hash};
use crate::error::Refused;
use crate::evenness::Evenness;
use crate::growth;
use crate::held::Held;
use crate::hub::Hub;
use crate::journal::PublishedHead;
use crate::kept::{Kept, Version};
use crate::lanes::{Senders, lanes};
use crate::limits::Limits;
use crate::people::People;
use crate::replay::replay;
use crate::writer::{Act, Order, Public, Work, Writer, latest};
use identity::{load_key, settle_origin};

/// How a community is opened.
pub struct Options {
    /// The folder that holds everything of it.
    pub dir: PathBuf,
    /// Its scheme-less address: the name of the journal for ever.
    pub origin: String,
    /// Its public name, used when the folder is new.
    pub name: Name,
    /// Whether people and figures are invented, used when the folder is new.
    pub drill: bool,
    /// Where moments come from.
    pub clock: Clock,
    /// Where random bytes come from.
    pub entropy: Entropy,
}

/// Why a community could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key file cannot be read or written.
    #[error("cannot use the key file {path}")]
    Key {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The key file or origin does not fit.
    #[error("the key file {path} does not hold a key for this origin")]
    KeyForm {
        /// The file.
        path: PathBuf,
    },
    /// Another origin was used before: an origin never changes.
    #[error("this folder is the journal of {recorded}; an origin never changes")]
    OtherOrigin {
        /// The origin on record.
        recorded: String,
    },
    /// Stored bytes do not hash to their leaf, or are no entry.
    #[error("entry {index} is damaged: {reason}")]
    Damaged {
        /// Which.
        index: u64,
        /// How.
        reason: String,
    },
    /// The first entry was refused.
    #[error("the community could not be opened: {0}")]
    Refused(#[from] Refused),
}

/// In place of an account for those who have none yet: what their forms led to is kept under the form alone.
const NEWCOMERS: PrivateId = PrivateId([0; 16]);

/// In place of an account for those who act without one: apart from newcomers, so that no act reads as an account.
const OUTSIDERS: PrivateId = PrivateId([1; 16]);

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>, Option<Once>);

/// One form of one person: acting on it twice answers as the first time did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Once {
    pub account: PrivateId,
    pub token: [u8; 32],
}

pub(crate) struct Inner {
    pub store: Store,
    pub clock: Clock,
    pub entropy: Entropy,
    pub hub: Hub,
    pub limits: Limits,
    pub people: People,
    pub plans: crate::plan::Memory,
    pub public: Arc<Public>,
    /// Sums of each item as they are.
    pub covered: Kept<Version, BTreeMap<Item, Covered>>,
    pub figures: Kept<Version, Figures>,
    pub flows: Kept<Version, BTreeMap<Way, Flow>>,
    pub growth: Kept<Version, growth::Growth>,
    pub network: Kept<Version, growth::Network>,
    pub evenness: Kept<Version, Evenness>,
    /// What went through whose hands.
    pub holders: Kept<Version, BTreeMap<HolderKey, Holding>>,
    /// Who reported and who did not, by the phase of the clock of duties.
    pub ladder: Kept<Phase, Ladder>,
    /// What the clock owes about groups that stand apart, by the size of the journal.
    pub disparities: Kept<u64, Vec<Command>>,
    pub queue: Senders,
    /// Held from reading who vouches for somebody until a vouch, or its end, is written: see [`App::vouching`].
    pub vouching: Mutex<()>,
    /// Acts put into the queue since the start.
    pub submitted: AtomicU64,
    pub key: SigningKey,
    pub head: watch::Sender<Option<PublishedHead>>,
    /// The SHA-256 of the script that the site serves for sealing tips, if it serves one.
    pub tip_script: OnceLock<Seal>,
    /// The journal lacks what was signed: an old backup was put back. Nothing may be written.
    pub read_only: bool,
}

impl App {
    /// Opens a folder: replays and checks the whole journal, then starts the writer.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn open(options: Options) -> Result<App, OpenError> {
        let store = Store::open(&options.dir).await?;
        settle_origin(&store, &options.origin).await?;
        let key = load_key(&options.dir, &options.origin, &options.entropy)?;
        let (working, history, tree) = replay(&store).await?;
        let head = store.head().await?;
        let missing = |h: &store::Head| tree.root_at(h.size).map(|r| r.0) != Some(h.root);
        let read_only = head.as_ref().is_some_and(missing);
        if read_only {
            tracing::error!("the journal does not contain its last signed head; read only");
        }
        let public = Arc::new(Public {
            state: RwLock::new(working.clone()),
            history: RwLock::new(history),
            last_at: AtomicI64::new(working.last_at.0),
            size: watch::Sender::new(tree.size()),
            tree: RwLock::new(tree),
        });
        let (queue, acts) = lanes();
        let hub = Hub::new();
        let counters = Counters::new(store.message_heads().await?, store.member_counts().await?);
        let (clock, entropy) = (options.clock, options.entropy);
        let writer = Writer {
            store: store.clone(),
            clock: clock.clone(),
            hub: hub.clone(),
            public: Arc::clone(&public),
            working,
            counters,
        };
        tokio::spawn(writer.run(acts));
        let (limits, people) = (Limits::default(), People::default());
        let head = watch::Sender::new(head.map(PublishedHead::from));
        let app = App(
            Arc::new(Inner {
                store,
                clock,
                entropy,
                hub,
                limits,
                people,
                plans: crate::plan::Memory::default(),
                public,
                covered: Kept::default(),
                figures: Kept::default(),
                flows: Kept::default(),
                growth: Kept::default(),
                network: Kept::default(),
                evenness: Kept::default(),
                holders: Kept::default(),
                ladder: Kept::default(),
                disparities: Kept::default(),
                queue,
                vouching: Mutex::default(),
                submitted: AtomicU64::new(0),
                key,
                head,
                tip_script: OnceLock::new(),
                read_only,
            }),
            None,
        );
        app.begin(options.name, options.drill).await?;
        app.wake().await?;
        Ok(app)
    }

    async fn begin(&self, name: Name, drill: bool) -> Result<(), Refused> {
        if self.state().size > 0 || self.0.read_only {
            return Ok(());
        }
        self.act(Actor::community(), Command::OpenCommunity { name, drill })
            .await?;
        self.checkpoint().await
    }

    /// Stops cleanly: what is queued is finished, the head is signed, the folder is let go.
    pub async fn close(&self) {
        let (answer, finished) = oneshot::channel();
        // The last in the queue: everything that came before is finished first.
        if self.0.queue.first.send(Order::Stop(answer)).await.is_ok() {
            let _ = finished.await;
        }
        if let Err(error) = self.checkpoint().await {
            tracing::warn!(%error, "the last head was not signed; the next start signs it");
        }
        if let Err(error) = self.store().close().await {
            tracing::warn!(%error, "the store did not close cleanly; the next start mends it");
        }
    }

    /// The public state: see [`Held`].
    #[track_caller]
    pub fn state(&self) -> Held<'_> {
        Held::of(&self.0.public.state)
    }

    /// How many entries are durable.
    #[must_use]
    pub fn size(&self) -> u64 {
        *self.0.public.size.borrow()
    }

    /// The moment.
    #[must_use]
    pub fn now(&self) -> Stamp {
        latest(&self.0.clock, self.0.public.last_at())
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Where random bytes come from.
    #[must_use]
    pub fn entropy(&self) -> &Entropy {
        &self.0.entropy
    }

    /// News for live pages.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// How often one person may act.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Whether nothing may be written.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.0.read_only
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    /// A handle whose next act happens once for this form of this account: a repeat is answered as the first was.
    #[must_use]
    pub fn once(&self, account: PrivateId, token: &str) -> App {
        App(
            Arc::clone(&self.0),
            Some(Once {
                account,
                token: hash(token),
            }),
        )
    }

    /// A handle for a form of somebody without an account: it makes one account, however often it comes. The token
    /// must be one that only this form carries; another name under the same token is another person.
    #[must_use]
    pub fn once_newcomer(&self, name: &str, token: &str) -> App {
        self.once(NEWCOMERS, &format!("{token}/{name}"))
    }

    /// A handle for an act without an account, which happens once for this token.
    pub(crate) fn once_outside(&self, purpose: &str, token: &str) -> App {
        self.once(OUTSIDERS, &format!("{purpose}/{token}"))
    }

    /// The handle without its form.
    pub(crate) fn always(&self) -> App {
        App(Arc::clone(&self.0), None)
    }

    /// What the handle's form led to, if it was answered before.
    pub(crate) async fn answered(&self) -> Result<Option<Receipt>, Refused> {
        let Some(once) = self.1 else { return Ok(None) };
        let earlier = self.store().submission(once.account, once.token).await?;
        Ok(earlier.as_deref().and_then(Receipt::read))
    }

    /// How many acts were put into the writer's queue since the start. Who starts acts one after another,
    /// each once this number has risen, gives them a fixed order without waiting for their commits.
    #[must_use]
    pub fn submitted(&self) -> u64 {
        self.0.submitted.load(Ordering::SeqCst)
    }

    /// Decides one plain command and answers once it is durable.
    ///
    /// # Errors
    /// The domain's refusal, [`Refused::Busy`], [`Refused::ReadOnly`].
    pub async fn act(&self, actor: Actor, command: Command) -> Result<Receipt, Refused> {
        self.write(move |draft| {
            draft.act(&actor, &command)?;
            Ok(())
        })
        .await
    }

    /// Runs one act on the writer and answers once all of it is durable.
    ///
    /// # Errors
    /// What the work refuses, [`Refused::Busy`], [`Refused::ReadOnly`].
    pub async fn write(
        &self,
        work: impl FnOnce(&mut Draft<'_>) -> Result<(), Refused> + Send + 'static,
    ) -> Result<Receipt, Refused> {
        if let Some(receipt) = self.answered().await? {
            return Ok(receipt);
        }
        let answer = self.submit(Box::new(work))?;
        answer.await.map_err(|_| Refused::Busy)?
    }

    /// The same for an act that can wait: it is written along with others, or when none have come for a moment.
    pub(crate) async fn write_later(
        &self,
        work: impl FnOnce(&mut Draft<'_>) -> Result<(), Refused> + Send + 'static,
    ) -> Result<Receipt, Refused> {
        if let Some(receipt) = self.answered().await? {
            return Ok(receipt);
        }
        let (act, answer) = self.order(Box::new(work))?;
        let sent = self.0.queue.later.try_send(act);
        sent.map_err(|_| Refused::Busy)?;
        self.0.submitted.fetch_add(1, Ordering::SeqCst);
        answer.await.map_err(|_| Refused::Busy)?
    }

    pub(crate) fn submit(&self, work: Work) -> Result<Answer, Refused> {
        let (act, answer) = self.order(work)?;
        let sent = self.0.queue.first.try_send(Order::Act(act));
        sent.map_err(|_| Refused::Busy)?;
        self.0.submitted.fetch_add(1, Ordering::SeqCst);
        Ok(answer)
    }

    fn order(&self, work: Work) -> Result<(Act, Answer), Refused> {
        if self.0.read_only {
            return Err(Refused::ReadOnly);
        }
        let (answer, receipt) = oneshot::channel();
        let once = self.1;
        Ok((Act { work, once, answer }, receipt))
    }
}

/// What comes back from the writer.
type Answer = oneshot::Receiver<Result<Receipt, Refused>>;

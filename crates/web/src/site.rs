//! What every handler shares.

use std::net::IpAddr;
use std::sync::Arc;

use app::{App, Kept, Refused, Version};

use crate::board::scan::Lines;
use crate::cache::Cache;
use crate::connections::{CONNECTIONS_MAX, NEIGHBOUR_CONNECTIONS_MAX};
use crate::home::glance::Glance;
use crate::jurisdiction::find::Offices;
use crate::live::Live;
use crate::sums::{self, Sums};
use crate::watch::model::{Concentration, Standings, concentration, standings};

/// How the site is reached.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The public address without a trailing slash, as it is printed on labels: `https://tideover.example`.
    pub base_url: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Connections at once.
    pub connections_max: usize,
    /// Connections at once of one network neighbour.
    pub neighbour_connections_max: usize,
}

impl Settings {
    /// The site at an address, believing no proxy, with the usual limits.
    pub fn new(base_url: String) -> Settings {
        Settings {
            base_url,
            trusted_proxies: Vec::new(),
            connections_max: CONNECTIONS_MAX,
            neighbour_connections_max: NEIGHBOUR_CONNECTIONS_MAX,
        }
    }
}

/// The application, the live rooms and the address. Cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

struct Inner {
    app: App,
    live: Live,
    cache: Cache,
    sums: Kept<Version, Sums>,
    glance: Kept<Version, Glance>,
    board: Kept<Version, Lines>,
    concentration: Kept<Version, Concentration>,
    standings: Kept<Version, Standings>,
    offices: Kept<Version, Offices>,
    settings: Settings,
}

impl Site {
    /// Puts a site together; live fragments start to flow at once.
    pub fn new(app: App, settings: Settings) -> Site {
        let live = Live::start(&app);
        Site(Arc::new(Inner {
            app,
            live,
            cache: Cache::default(),
            sums: Kept::default(),
            glance: Kept::default(),
            board: Kept::default(),
            concentration: Kept::default(),
            standings: Kept::default(),
            offices: Kept::default(),
            settings,
        }))
    }

    /// The application.
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// The live rooms.
    pub fn live(&self) -> &Live {
        &self.0.live
    }

    /// Public pages kept in memory.
    pub fn cache(&self) -> &Cache {
        &self.0.cache
    }

    /// Sums of every item by place, worked out once for a [`Version`].
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub(crate) async fn sums(&self) -> Result<Arc<Sums>, Refused> {
        let (kept, app) = (&self.0.sums, self.app());
        kept.get(app.version(), async || Ok(sums::sums(&app.state())))
            .await
    }

    /// What the first page says of the whole community, worked out once for a [`Version`].
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub(crate) async fn glance(&self) -> Result<Arc<Glance>, Refused> {
        let (kept, app) = (&self.0.glance, self.app());
        kept.get(app.version(), async || {
            Ok(Glance::of(&app.state(), app.now()))
        })
        .await
    }

    /// Every line of the board in its order, put in order once for a [`Version`].
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub(crate) async fn board(&self) -> Result<Arc<Lines>, Refused> {
        let (kept, app) = (&self.0.board, self.app());
        kept.get(app.version(), async || {
            Ok(Lines::of(&app.state(), app.now()))
        })
        .await
    }

    /// How much one donor or one carrier carries, worked out once for a [`Version`].
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub(crate) async fn concentration(&self) -> Result<Arc<Concentration>, Refused> {
        let (kept, app) = (&self.0.concentration, self.app());
        let work_out = async || Ok(concentration(&app.state()));
        kept.get(app.version(), work_out).await
    }

    /// Every flag with how it stands, worked out once for a [`Version`].
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub(crate) async fn standings(&self) -> Result<Arc<Standings>, Refused> {
        let (kept, app) = (&self.0.standings, self.app());
        let work_out = async || Ok(standings(&app.state(), app.now()));
        kept.get(app.version(), work_out).await
    }

    /// Every office as it is looked for, put in order once for a [`Version`].
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub(crate) async fn offices(&self) -> Result<Arc<Offices>, Refused> {
        let (kept, app) = (&self.0.offices, self.app());
        let work_out = async || Ok(Offices::of(&app.state().jurisdictions, app.now()));
        kept.get(app.version(), work_out).await
    }

    /// A full address of this site, for QR codes and links that travel.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0.settings.base_url)
    }

    /// Proxies whose word is believed.
    pub(crate) fn trusted_proxies(&self) -> &[IpAddr] {
        &self.0.settings.trusted_proxies
    }

    /// Whether cookies travel over TLS alone.
    pub fn is_secure(&self) -> bool {
        self.0.settings.base_url.starts_with("https://")
    }
}

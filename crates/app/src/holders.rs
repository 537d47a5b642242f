//! What went through whose hands, worked out once for a [`crate::kept::Version`].

use std::collections::BTreeMap;
use std::sync::Arc;

use relief::watch::holders::{HolderKey, Holding, holders};

use crate::app::App;
use crate::error::Refused;

impl App {
    /// Every holder of goods, by item.
    ///
    /// # Errors
    /// Never at present: a figure that is kept may fail, this one does not.
    pub async fn holders(&self) -> Result<Arc<BTreeMap<HolderKey, Holding>>, Refused> {
        let work_out = async || Ok(holders(&self.state()));
        self.0.holders.get(self.version(), work_out).await
    }
}

//! From where to where goods went, worked out once for a [`crate::kept::Version`].

use std::collections::BTreeMap;
use std::sync::Arc;

use relief::flow::{Flow, Way, flows};

use crate::app::App;
use crate::error::Refused;

impl App {
    /// Every flow: [`relief::flow::flows`].
    ///
    /// # Errors
    /// None: the work cannot fail.
    pub async fn flows(&self) -> Result<Arc<BTreeMap<Way, Flow>>, Refused> {
        let kept = &self.0.flows;
        kept.get(self.version(), async || Ok(flows(&self.state())))
            .await
    }
}

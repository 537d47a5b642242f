//! The script with which browsers seal tips: the journal says which one the site serves, so that none changes unseen.

use relief::command::{Actor, Command};
use relief::ids::Seal;

use crate::app::App;
use crate::error::Refused;

impl App {
    /// Says which script the site serves for sealing, by its SHA-256. With the next hour's commitments the journal says
    /// so too, unless it does already. The first word counts.
    pub fn serves_tip_script(&self, script: Seal) {
        // A second one would come from the same build.
        let _ = self.0.tip_script.set(script);
    }

    pub(super) async fn record_tip_script(&self) -> Result<(), Refused> {
        let known = self.state().tips.script.map(|(script, _)| script);
        match self.0.tip_script.get().copied() {
            Some(script) if known != Some(script) => {
                let command = Command::ServeTipScript { script };
                self.act(Actor::community(), command).await.map(|_| ())
            }
            _ => Ok(()),
        }
    }
}

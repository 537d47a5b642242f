//! Tips are named in public once an hour, and their outcomes are waited for.

use relief::command::{Actor, Command};
use relief::field::LIST_MAX;
use relief::ids::Seal;
use relief::tip::TIPS_PER_BATCH;
use store::vault::tip as vault;

use super::{DAY_SECONDS, FIRST, HOUR_SECONDS, REPLY_DAYS, count, filling, hash, sealed};
use crate::app::App;
use crate::error::Refused;

impl App {
    /// Writes the hour's commitments when they are due, and before them which script seals tips, if it is another; then looks whether the vault still holds what was committed to.
    ///
    /// # Errors
    /// A busy writer, or the store's failure.
    pub async fn tend_tips(&self) -> Result<(), Refused> {
        let keys: Vec<String> = {
            let state = self.state();
            if !state.commits_tips() || self.now() < state.tips.next_at() {
                return Ok(());
            }
            let keys = state.active_custodians().map(|(_, c)| c.key.as_str());
            keys.map(str::to_owned).collect()
        };
        self.record_tip_script().await?;
        self.commit_tips(keys).await?;
        self.check_tips().await
    }

    async fn commit_tips(&self, keys: Vec<String>) -> Result<(), Refused> {
        let mut leaves = self.store().tips_waiting(count(TIPS_PER_BATCH)).await?;
        let mut fillings = Vec::new();
        while leaves.len() < TIPS_PER_BATCH {
            let width = keys.len();
            let sealed = sealed(filling(), keys.clone(), width).await?;
            let nonce = self.entropy().bytes32();
            let leaf = tip::leaf(&sealed, &nonce);
            let lookup = hash(self.entropy().bytes32());
            leaves.push(leaf);
            fillings.push(vault::Tip {
                leaf,
                nonce,
                lookup,
                sealed,
            });
        }
        leaves.sort_unstable();
        let full = self.limits().tips_turned_away();
        let written = self.write(move |draft| {
            let seals = leaves.iter().copied().map(Seal).collect();
            let command = Command::CommitTips {
                leaves: seals,
                full,
            };
            draft.act(&Actor::community(), &command)?;
            let hour = draft.at().0.div_euclid(HOUR_SECONDS);
            for tip in fillings {
                draft.row(vault::wait(tip, hour));
            }
            for row in leaves.into_iter().flat_map(vault::commit) {
                draft.row(row);
            }
            Ok(())
        });
        let outcome = written.await.map(|_| ());
        if full && outcome.is_err() {
            // The next try says it.
            self.limits().turn_tip_away();
        }
        outcome
    }

    /// Compares the vault with the journal: what waits for its outcome must be there, byte for byte; what is gone is said
    /// in public. What has its outcome is deleted.
    ///
    /// # Errors
    /// A busy writer, or the store's failure.
    pub async fn check_tips(&self) -> Result<(), Refused> {
        // The state first: a row that is committed while this walks is one more, never one less.
        let mut missing: std::collections::BTreeSet<Seal> =
            self.state().tips.open.keys().copied().collect();
        let (mut after, mut done) = (FIRST, Vec::new());
        while let Some(tip) = self.store().tip_after(after).await? {
            after = tip.leaf;
            let seal = Seal(tip.leaf);
            if tip::leaf(&tip.sealed, &tip.nonce) == tip.leaf {
                missing.remove(&seal);
            }
            if !self.state().tips.open.contains_key(&seal) {
                done.push(seal);
            }
        }
        self.write(move |draft| {
            // The writer's state is the latest: what closed meanwhile is not missing, what came is not done.
            let open = |leaf: &Seal| draft.state().tips.open.contains_key(leaf);
            let missing: Vec<Seal> = missing.into_iter().filter(open).collect();
            let done: Vec<Seal> = done.into_iter().filter(|leaf| !open(leaf)).collect();
            for leaves in missing.chunks(LIST_MAX) {
                let leaves = leaves.to_vec();
                draft.act(&Actor::community(), &Command::MissTips { leaves })?;
            }
            for leaf in done {
                draft.row(vault::delete(leaf.0));
            }
            let day = draft.at().0.div_euclid(DAY_SECONDS);
            draft.row(vault::delete_replies_before(day.saturating_sub(REPLY_DAYS)));
            Ok(())
        })
        .await?;
        Ok(())
    }
}

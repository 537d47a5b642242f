//! A figure that costs more than a page should: worked out once for a version of what it depends on.

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::app::App;
use crate::error::Refused;

/// Up to so many entries the figures of pages follow every one of them. Those of a larger journal take a moment for which
/// nobody should wait at each view, and acts should not at all.
const FOLLOWED_MAX: u64 = 50_000;
/// Figures that change with time alone are this fresh.
const FRESH_SECONDS: i64 = 60;
/// Those of a large journal, which change with every act.
const FOLLOWING_SECONDS: i64 = 10;

/// What was counted, and the stretch of time.
pub type Version = (u64, i64);

impl App {
    /// The version of the figures that pages show: a size of the journal and a minute; of a journal of more than
    /// 50,000 entries a stretch of ten seconds.
    #[must_use]
    pub fn version(&self) -> Version {
        let seconds = match self.is_followed() {
            true => FRESH_SECONDS,
            false => FOLLOWING_SECONDS,
        };
        self.version_of(self.size(), seconds)
    }

    /// The same of what takes longer to work out and goes by something else than entries.
    pub(crate) fn version_of(&self, counted: u64, seconds: i64) -> Version {
        let followed = Some(counted).filter(|_| self.is_followed());
        (followed.unwrap_or(0), self.now().0.div_euclid(seconds))
    }

    fn is_followed(&self) -> bool {
        self.size() <= FOLLOWED_MAX
    }
}

/// What was worked out last, and for which version.
pub struct Kept<V, T>(Mutex<Option<(V, Arc<T>)>>);

impl<V, T> Default for Kept<V, T> {
    fn default() -> Self {
        Kept(Mutex::new(None))
    }
}

impl<V: PartialEq, T> Kept<V, T> {
    /// The figure of this version; whoever asks meanwhile waits for the one who works it out.
    ///
    /// # Errors
    /// Those of the work, which the next who asks tries again.
    pub async fn get(
        &self,
        version: V,
        work_out: impl AsyncFnOnce() -> Result<T, Refused>,
    ) -> Result<Arc<T>, Refused> {
        let mut kept = self.0.lock().await;
        if let Some((of, figure)) = kept.as_ref()
            && *of == version
        {
            return Ok(Arc::clone(figure));
        }
        let figure = Arc::new(work_out().await?);
        *kept = Some((version, Arc::clone(&figure)));
        Ok(figure)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_figure_is_worked_out_once_for_each_version() {
        let (kept, mut times) = (Kept::default(), 0);
        for version in [1, 1, 2] {
            kept.get(version, async || {
                times += 1;
                Ok(())
            })
            .await
            .unwrap();
        }
        assert_eq!(times, 2);
    }

    #[tokio::test]
    async fn what_failed_is_tried_again() {
        let kept = Kept::default();
        assert!(kept.get(1, async || Err(Refused::Busy)).await.is_err());
        assert_eq!(*kept.get(1, async || Ok(7)).await.unwrap(), 7);
    }
}

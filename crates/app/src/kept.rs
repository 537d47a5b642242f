//! A figure that costs more than a page should: worked out once for a version of what it depends on.

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::error::Refused;

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

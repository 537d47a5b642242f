//! Under which name a journal is kept, and the key that signs for it.

use std::path::Path;

use store::{Store, StoreError};
use tlog::note::SigningKey;

use super::OpenError;
use crate::entropy::Entropy;

pub(super) async fn settle_origin(store: &Store, origin: &str) -> Result<(), OpenError> {
    match store.setting("origin").await? {
        Some(recorded) if recorded != origin => Err(OpenError::OtherOrigin { recorded }),
        Some(_) => Ok(()),
        None => {
            let rows = vec![store::vault::setting::set("origin", origin)];
            let batch = store::Batch {
                entries: Vec::new(),
                rows,
            };
            let size = store.size().await?;
            store
                .append(size, batch)
                .await
                .map_err(|error| match error {
                    store::AppendError::Store(error) => OpenError::Store(error),
                    other => OpenError::Store(StoreError::Engine(Box::new(other))),
                })
        }
    }
}

/// Reads DIR/key, or makes it; DIR/vkey always says how to check it.
pub(super) fn load_key(
    dir: &Path,
    origin: &str,
    entropy: &Entropy,
) -> Result<SigningKey, OpenError> {
    let path = dir.join("key");
    let failed = |source| OpenError::Key {
        path: path.clone(),
        source,
    };
    let form = || OpenError::KeyForm { path: path.clone() };
    let key = match std::fs::read_to_string(&path) {
        Ok(text) => SigningKey::parse(text.trim()).map_err(|_| form())?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = SigningKey::from_seed(origin, &entropy.bytes32()).map_err(|_| form())?;
            write_private(&path, &key.to_secret_text()).map_err(failed)?;
            key
        }
        Err(error) => return Err(failed(error)),
    };
    if key.name() != origin {
        return Err(form());
    }
    std::fs::write(dir.join("vkey"), format!("{}\n", key.verifier())).map_err(failed)?;
    Ok(key)
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

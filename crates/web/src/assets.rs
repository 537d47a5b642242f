//! The style sheet, the script and the icons, embedded under names that change with their bytes.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

use crate::address::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

/// The content security policy of every page: nothing inline, nothing from elsewhere.
pub const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// How long a browser may keep an asset: for ever, as other bytes have another name.
const CACHE: &str = "public, max-age=31536000, immutable";

/// Bytes of the hash in a name: enough to tell versions of one file apart.
const NAME_HASH_BYTES: usize = 6;

#[derive(RustEmbed)]
#[folder = "src/assets/"]
struct Files;

/// What `cargo xtask assets` bundled, in builds that have it.
#[derive(RustEmbed)]
#[folder = "../../assets-bundled/"]
#[allow_missing = true]
struct Bundled;

struct Asset {
    /// The address, `/a/style-0123456789ab.css`.
    url: String,
    kind: &'static str,
    sha256: [u8; 32],
    bytes: Vec<u8>,
}

/// The address of an asset by its plain name, such as `style.css`; empty if there is none.
pub fn url(name: &str) -> &'static str {
    ASSETS.get(name).map_or("", |asset| asset.url.as_str())
}

/// The SHA-256 of an asset by its plain name; nothing if there is none.
pub fn sha256(name: &str) -> Option<[u8; 32]> {
    ASSETS.get(name).map(|asset| asset.sha256)
}

/// `GET /a/{name}`: an asset by its hashed name.
pub async fn serve(Path(name): Path<String>) -> Response {
    let wanted = format!("/a/{name}");
    let Some(asset) = ASSETS.values().find(|asset| asset.url == wanted) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, CACHE),
    ];
    (headers, asset.bytes.clone()).into_response()
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let own = Files::iter().filter_map(|name| Files::get(&name).map(|file| (name, file)));
    let bundled = Bundled::iter().filter_map(|name| Bundled::get(&name).map(|file| (name, file)));
    own.chain(bundled)
        .filter_map(|(name, file)| {
            let (stem, ext) = name.rsplit_once('.')?;
            let sha256 = file.metadata.sha256_hash();
            let url = format!("/a/{stem}-{}.{ext}", short_hex(&sha256));
            let asset = Asset {
                url,
                kind: kind(ext),
                sha256,
                bytes: file.data.into_owned(),
            };
            Some((name.into_owned(), asset))
        })
        .collect()
});

fn short_hex(hash: &[u8]) -> String {
    hash.iter()
        .take(NAME_HASH_BYTES)
        .fold(String::new(), |mut out, byte| {
            // Writing into a string cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}

fn kind(ext: &str) -> &'static str {
    match ext {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn assets_are_served_for_ever_under_hashed_names() {
        let url = url("style.css");
        assert!(url.starts_with("/a/style-") && url.ends_with(".css"));
        let response = serve(Path(url.trim_start_matches("/a/").to_owned())).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CACHE_CONTROL], CACHE);
        assert_eq!(
            serve(Path("style.css".into())).await.status(),
            StatusCode::NOT_FOUND
        );
    }

    #[test]
    fn assets_stay_small() {
        let bytes = |name: &str| Files::get(name).unwrap().data.len();
        assert!(bytes("style.css") < 18 * 1024, "{}", bytes("style.css"));
        assert!(bytes("figures.css") < 3 * 1024, "{}", bytes("figures.css"));
        let script = String::from_utf8(Files::get("live.js").unwrap().data.into_owned()).unwrap();
        assert!(script.lines().count() < 300);
    }
}

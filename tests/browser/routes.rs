//! The pages of the router, read out of the sources of `web`, and which of them a list of addresses leaves out.

use std::collections::BTreeSet;
use std::path::Path;

/// Addresses that answer no page, and why.
const NO_PAGES: [(&str, &str); 11] = [
    ("/a/{name}", "styles, script and pictures of pages"),
    (
        "/api/system/info",
        "the version of an interface for programs",
    ),
    ("/checkpoint", "a signed note for programs"),
    ("/l/{index}/proof", "a proof for programs"),
    ("/lang/{lang}", "remembers a language and leads back"),
    ("/p/{id}", "a photograph"),
    ("/r/{room}/live", "a stream of events"),
    ("/tile/{*path}", "the journal for programs"),
    ("/tip/box", "sealed files for custodians"),
    ("/tip/keys.txt", "keys for programs"),
    ("/vkey", "a key for programs"),
];

/// Pages of the router that none of the addresses opens.
pub fn unseen<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let routes = routes();
    let seen: BTreeSet<&str> = paths.filter_map(|path| route_of(path, &routes)).collect();
    let known = |route: &&String| NO_PAGES.iter().any(|(path, _)| path == *route);
    let open = routes.iter().filter(|route| !known(route));
    open.filter(|route| !seen.contains(route.as_str()))
        .cloned()
        .collect()
}

/// The route that answers a path: of several that fit, the one with the fewest blanks.
fn route_of<'r>(path: &str, routes: &'r BTreeSet<String>) -> Option<&'r str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let fits = |route: &&String| {
        let (parts, blanks) = (path.split('/'), route.split('/'));
        parts.clone().count() == blanks.clone().count()
            && parts
                .zip(blanks)
                .all(|(part, blank)| part == blank || blank.starts_with('{'))
    };
    let fitting = routes.iter().filter(fits);
    fitting
        .min_by_key(|route| route.matches('{').count())
        .map(String::as_str)
}

/// Every `.route("…", get(…))` in the sources of `web`.
fn routes() -> BTreeSet<String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/web/src");
    let mut found = BTreeSet::new();
    read_folder(&sources, &mut found);
    assert!(found.len() > 20, "the routes are found: {found:?}");
    found
}

fn read_folder(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_folder(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).expect("a source");
            found.extend(source.split(".route(").skip(1).filter_map(get_route));
        }
    }
}

/// The path of one `.route(` that answers GET.
fn get_route(piece: &str) -> Option<String> {
    let path = piece
        .split('"')
        .nth(1)
        .filter(|path| path.starts_with('/'))?;
    let handlers = piece.split(';').next().unwrap_or_default();
    handlers.contains("get(").then(|| path.to_owned())
}

#[test]
fn a_path_belongs_to_its_closest_route() {
    let routes = BTreeSet::from(
        ["/b", "/b/{filter}", "/t/{code}/label", "/t/{code}/{act}"].map(str::to_owned),
    );
    assert_eq!(route_of("/b/420100", &routes), Some("/b/{filter}"));
    assert_eq!(
        route_of("/t/T-1/label?x=1", &routes),
        Some("/t/{code}/label")
    );
    assert_eq!(route_of("/b/1/2", &routes), None);
}

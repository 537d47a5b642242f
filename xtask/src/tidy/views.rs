//! Pages without inline script or style: the content security policy forbids them, so they would
//! silently do nothing.

use super::Finding;
use super::tree::Tree;

/// Attributes of maud views, written without blanks round `=`.
const ATTRIBUTES: [&str; 9] = [
    "style=",
    "onclick=",
    "onchange=",
    "oninput=",
    "onsubmit=",
    "onload=",
    "onerror=",
    "onfocus=",
    "onkeydown=",
];

/// Elements of maud views that hold text of their own.
const ELEMENTS: [&str; 4] = ["script {", "style {", "script type", "style type"];

/// The same in markup that stands in a string.
const MARKUP: [&str; 4] = ["<script", "<style", "style='", "onclick='"];

/// No inline style, handler or script in what `web` writes.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust(&["crates/web/src/"]) {
        for (number, line) in source.product() {
            let attribute = ATTRIBUTES.iter().find(|one| starts_in(&line.code, one));
            let element = ELEMENTS.iter().find(|one| starts_in(&line.code, one));
            let markup = MARKUP.iter().find(|one| line.strings.contains(**one));
            if let Some(found) = attribute.or(element).or(markup) {
                let what = format!("inline in a page: `{found}`");
                let remedy = "a class in style.css or a data- attribute that live.js reads";
                findings.push(Finding::new(&file.path, number, what, remedy));
            }
        }
    }
    findings
}

/// Whether `piece` stands in the code after a blank or at its start.
fn starts_in(code: &str, piece: &str) -> bool {
    code.match_indices(piece).any(|(at, _)| {
        let before = code.get(..at).and_then(|head| head.chars().next_back());
        let after = code
            .get(at + piece.len()..)
            .and_then(|tail| tail.chars().next());
        before.is_none_or(char::is_whitespace) && after != Some('=')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_style_handlers_and_scripts_are_found() {
        for bad in [
            "p style=\"x\" {}",
            "p style=(x) {}",
            "button onclick=\"go()\" {}",
            "script { \"x\" }",
            "let a = \"<script>x</script>\";",
        ] {
            let tree = Tree::of(&[("crates/web/src/a.rs", bad)]);
            assert_eq!(check(&tree).len(), 1, "{bad}");
        }
    }

    #[test]
    fn linked_scripts_and_classes_are_fine() {
        let good = "script src=(url) defer {}\np class=\"style\" {}\nlet style = 1;\n// style=\n";
        assert_eq!(check(&Tree::of(&[("crates/web/src/a.rs", good)])), []);
    }
}

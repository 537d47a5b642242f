//! QR codes as inline SVG: black on white in every scheme, one path, no style.

use fast_qr::{ECL, QRBuilder};
use maud::{Markup, html};

use crate::t;
use crate::words::Words;

/// Light modules round the code, which readers need (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// The QR code of an address; a plain link where it does not fit into one.
pub fn qr(w: Words, url: &str) -> Markup {
    // Level M survives a crease or a drop of rain on a box.
    let Ok(code) = QRBuilder::new(url).ecl(ECL::M).build() else {
        return html! { a href=(url) { (url) } };
    };
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size {
        // Runs of dark modules keep the path short.
        let mut x = 0;
        while x < code.size {
            let run = (x..code.size)
                .take_while(|column| dark(&code, y, *column))
                .count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    html! {
        svg.qr role="img" aria-label=(t!(w, "label-qr", url = url)) viewBox={ "0 0 " (side) " " (side) }
            shape-rendering="crispEdges" {
            path fill="#fff" d={ "M0 0h" (side) "v" (side) "H0z" } {}
            path fill="#000" d=(path) {}
        }
    }
}

fn dark(code: &fast_qr::QRCode, y: usize, x: usize) -> bool {
    code.data
        .get(y * code.size + x)
        .is_some_and(|module| module.value())
}

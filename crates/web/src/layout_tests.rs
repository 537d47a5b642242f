#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use super::*;

fn drill() -> Ctx {
    Ctx {
        room: Some(12),
        drill: true,
        head: Some((18_204, "e91895f7056d8782fbb76864".into())),
        signed_in: Some(SignedIn {
            name: "Lin Zhou".into(),
            account_hex: "0f".into(),
        }),
        ..Ctx::bare(Words::new(Lang::En), Format::Html, "/b?item=suit&q=口罩")
    }
}

#[test]
fn a_page_says_where_it_is_and_what_it_stands_on() {
    let html = page(
        &drill(),
        "Board",
        "Huanggang",
        Nav::Board,
        html! { p { "x" } },
    )
    .into_string();
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    assert!(html.contains("Drill: invented, unless a notice is cited."));
    assert!(html.contains("Journal 18,204, root e91895f7056d<"));
    assert!(html.contains("href=\"/r/12\"") && html.contains("data-me=\"0f\""));
    assert!(html.contains("/lang/zh-Hans?to=/b%3Fitem%3Dsuit%26q%3D%E5%8F%A3%E7%BD%A9"));
    assert_eq!(
        html.matches("aria-current=\"page\"").count(),
        2,
        "one per navigation"
    );
    assert!(html.contains("<pattern id=\"t\""));
    assert!(!html.contains(" style=") && !html.contains("<script>"));
}

#[test]
fn a_reader_nobody_knows_gets_a_plain_page() {
    let ctx = Ctx::bare(Words::new(Lang::Zh), Format::Html, "/");
    let html = page(&ctx, "<Tideover>", "", Nav::Nowhere, html! {}).into_string();
    assert!(html.contains("<h1>&lt;Tideover&gt;</h1>"));
    assert!(
        !html.contains("data-me") && !html.contains("class=\"drill\"") && !html.contains("<footer")
    );
}

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use axum::routing::get;
use http_body_util::BodyExt;
use maud::html;
use tower::ServiceExt;

use super::*;

fn app() -> Router {
    let home = async |format: Format, words: Words| {
        let ctx = Ctx::bare(words, format, "/");
        Page::new(&ctx, &["Li Na"], |names| html! { p { (names[0]) } })
    };
    let router = Router::new()
        .route("/", get(home))
        .route(
            "/n/{id}",
            get(async |Path(id): Path<u64>, f: Format| format!("{id} {f:?}")),
        )
        .route("/lang/{lang}", get(set_lang));
    negotiate(router)
}

async fn ask(path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = app()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (
        parts.status,
        parts.headers,
        String::from_utf8(body.to_vec()).unwrap(),
    )
}

#[tokio::test]
async fn json_stands_at_the_same_address() {
    assert_eq!(ask("/n/12", &[]).await.2, "12 Html");
    assert_eq!(ask("/n/12.json?a=b", &[]).await.2, "12 Json");
    assert_eq!(ask("/index.json", &[]).await.2, r#"["Li Na"]"#);
    assert_eq!(ask("/", &[]).await.2, "<p>Li Na</p>");
}

#[tokio::test]
async fn language_comes_from_cookie_then_browser_then_chinese() {
    let lang = async |headers: &[(&str, &str)]| {
        ask("/", headers).await.1[header::CONTENT_LANGUAGE]
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(lang(&[]).await, "zh-Hans");
    assert_eq!(
        lang(&[("accept-language", "fr, en-GB;q=0.8, zh;q=0.3")]).await,
        "en"
    );
    assert_eq!(
        lang(&[("accept-language", "en;q=0.2, zh-CN")]).await,
        "zh-Hans"
    );
    assert_eq!(
        lang(&[("accept-language", "zh"), ("cookie", "a=b; lang=en")]).await,
        "en"
    );
    assert_eq!(lang(&[("accept-language", "en;q=0, fr")]).await, "zh-Hans");
}

#[tokio::test]
async fn language_is_kept_and_leads_back_to_local_pages_only() {
    let (status, headers, _) = ask("/lang/en?to=/b/suit?x=1", &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(headers[header::LOCATION], "/b/suit?x=1");
    assert!(
        headers[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .starts_with("lang=en; Path=/")
    );
    for to in [
        "//evil.example",
        "/%5Cevil.example",
        "https://evil.example",
        "%0d%0aX:1",
        "",
    ] {
        let (_, headers, _) = ask(&format!("/lang/zh-Hans?to={to}"), &[]).await;
        assert_eq!(headers[header::LOCATION], "/", "{to}");
    }
    assert_eq!(ask("/lang/fr", &[]).await.0, StatusCode::NOT_FOUND);
}

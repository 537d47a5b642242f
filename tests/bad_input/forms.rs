//! Forms: fields that do not fit, forms that come twice, requests that no page makes.

use anyhow::Result;
use whole_program::{Client, Server};

use super::{alive, need};

#[tokio::test]
async fn what_does_not_fit_is_told_and_kept_in_both_languages() -> Result<()> {
    let server = Server::serve(&[])?;
    let long = "长".repeat(501);
    let long_name = "名".repeat(61);
    for lang in ["en", "zh-Hans"] {
        for (field, value) in [
            ("quantity-0", "-5"),
            ("quantity-0", "20箱"),
            ("quantity-0", "0"),
            ("quantity-0", "1e9"),
            ("quantity-0", "100000000000000"),
            ("quantity-0", "99999999999999999999999999"),
            ("remark", &long),
            ("recipient", &long_name),
            ("place", "nowhere at all"),
        ] {
            let person = Client::speaking(server.address(), lang)?;
            let answer = person.post("/need/new", &need(&[(field, value)])).await?;
            let case = format!(
                "{lang} {field}={}",
                value.chars().take(30).collect::<String>()
            );
            assert_eq!(answer.status, 422, "{case}");
            for (other, typed) in need(&[(field, value)]) {
                // Items and ways to count are chosen, not typed.
                let chosen = matches!(other, "item-0" | "how-0");
                let kept = chosen || answer.body.contains(typed);
                assert!(kept, "{case}: {other} is lost");
            }
            assert!(
                answer.body.contains("aria-invalid"),
                "{case}: no field is named"
            );
        }
    }
    alive(&server).await
}

#[tokio::test]
async fn too_many_lines_and_fields_are_refused() -> Result<()> {
    let server = Server::serve(&[])?;
    let person = server.client()?;
    let names: Vec<(String, String)> = (0..500)
        .map(|i| (format!("item-{i}"), format!("quantity-{i}")))
        .collect();
    for (count, status) in [(60, 422), (500, 413)] {
        let mut form = need(&[]);
        form.retain(|(name, _)| !name.ends_with("-0"));
        for (item, quantity) in names.iter().take(count) {
            form.extend([(item.as_str(), "goggles"), (quantity.as_str(), "3")]);
        }
        let answer = person.post("/need/new", &form).await?;
        assert_eq!(answer.status, status, "{count} lines");
    }
    alive(&server).await
}

#[tokio::test]
async fn a_form_sent_twice_acts_once() -> Result<()> {
    let server = Server::serve(&[])?;
    let person = server.client()?;
    let first = person.post("/need/new", &need(&[])).await?;
    assert_eq!(first.status, 303, "{}", first.body);
    let other = need(&[
        ("recipient", "西湖社区医院"),
        ("token", "0123456789abcdef0123456789abcdef"),
    ]);
    let one = person.post("/need/new", &other).await?;
    let two = person.post("/need/new", &other).await?;
    assert_eq!((one.status, two.status), (303, 303));
    assert_eq!(one.location(), two.location());
    alive(&server).await
}

#[tokio::test]
async fn requests_that_no_page_makes_are_refused() -> Result<()> {
    let server = Server::serve(&[])?;
    let person = server.client()?;
    let form = "application/x-www-form-urlencoded";
    let half = person
        .raw()
        .post(server.url("/need/new"))
        .header("content-type", form)
        .body("name=%E6%9D");
    assert_eq!(half.send().await?.status(), 400, "half a character");
    let cross = person
        .raw()
        .post(server.url("/need/new"))
        .header("origin", "https://evil.example");
    let cross = cross
        .header("sec-fetch-site", "cross-site")
        .form(&need(&[]));
    assert_eq!(cross.send().await?.status(), 403, "another site's form");
    let entries = person.get_json("/figures.json").await?;
    for (method, path) in [
        ("PUT", "/b"),
        ("DELETE", "/need/new"),
        ("BREW", "/"),
        ("POST", "/verify"),
    ] {
        let request = person.raw().request(method.parse()?, server.url(path));
        assert_eq!(request.send().await?.status(), 405, "{method} {path}");
    }
    for path in [
        "/n/999999",
        "/n/xyz",
        "/c/-1",
        "/t/NOPE",
        "/h/nope",
        "/l/18446744073709551616",
        "/b/nope",
        "/%ff",
    ] {
        let status = person.get(path).await?.status;
        assert!((400..500).contains(&status), "{path} answers {status}");
    }
    assert_eq!(
        person.get_json("/figures.json").await?,
        entries,
        "nothing was written"
    );
    alive(&server).await
}

//! A person without a browser: cookies, forms, JSON.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use reqwest::cookie::{CookieStore, Jar};
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderMap, HeaderValue, ORIGIN};
use reqwest::redirect::Policy;
use reqwest::{RequestBuilder, multipart};
use serde_json::Value;

/// How long one answer may take.
const ANSWER_MAX: Duration = Duration::from_secs(30);

/// One device of one person: keeps cookies, does not follow redirects by itself.
pub struct Client {
    base: String,
    http: reqwest::Client,
    cookies: Arc<Jar>,
}

/// What a request came back with.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: HeaderMap,
    /// The body as text; bytes that are not UTF-8 are replaced.
    pub body: String,
}

impl Client {
    /// A device without cookies that speaks to the site at `base` in English.
    ///
    /// # Errors
    /// When the client cannot be built.
    pub fn new(base: &str) -> Result<Self> {
        Self::speaking(base, "en")
    }

    /// A device without cookies whose owner reads `language` (`en`, `zh-Hans`).
    ///
    /// # Errors
    /// When the client cannot be built, or the language is no header value.
    pub fn speaking(base: &str, language: &str) -> Result<Self> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_str(language)?);
        let cookies = Arc::new(Jar::default());
        let http = reqwest::Client::builder()
            .cookie_provider(Arc::clone(&cookies))
            .redirect(Policy::none())
            .timeout(ANSWER_MAX)
            .default_headers(headers)
            .build()?;
        Ok(Self {
            base: base.to_owned(),
            http,
            cookies,
        })
    }

    /// The same device, when the site has moved to another address of the same machine.
    #[must_use]
    pub fn moved_to(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            http: self.http.clone(),
            cookies: Arc::clone(&self.cookies),
        }
    }

    /// GET of a path such as `/b`.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn get(&self, path: &str) -> Result<Answer> {
        answer(self.http.get(self.url(path))).await
    }

    /// GET of a page's JSON twin, parsed.
    ///
    /// # Errors
    /// When no answer comes or it is not JSON.
    pub async fn get_json(&self, path: &str) -> Result<Value> {
        let request = self
            .http
            .get(self.url(path))
            .header(ACCEPT, "application/json");
        let answer = answer(request).await?;
        serde_json::from_str(&answer.body).with_context(|| format!("{path}: {}", answer.body))
    }

    /// POST of a form as a page of the site itself sends it.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Result<Answer> {
        answer(self.same_origin(path).form(form)).await
    }

    /// POST of a form with more headers, as a proxy adds them.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn post_with(
        &self,
        path: &str,
        form: &[(&str, &str)],
        headers: &[(&'static str, &str)],
    ) -> Result<Answer> {
        let mut request = self.same_origin(path).form(form);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answer(request).await
    }

    /// POST of a form with files.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn post_files(&self, path: &str, form: multipart::Form) -> Result<Answer> {
        answer(self.same_origin(path).multipart(form)).await
    }

    /// POST of a form, and GET of the page it redirects to (or the answer itself, without one).
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn post_and_follow(&self, path: &str, form: &[(&str, &str)]) -> Result<Answer> {
        let first = self.post(path, form).await?;
        match first.location() {
            Some(next) => self.get(&next).await,
            None => Ok(first),
        }
    }

    /// The cookies that the site gave this device: names and values.
    ///
    /// # Errors
    /// When the site's address is none.
    pub fn cookies(&self) -> Result<Vec<(String, String)>> {
        let header = self.cookies.cookies(&self.base.parse()?);
        let header = header.as_ref().and_then(|value| value.to_str().ok());
        let pairs = header.into_iter().flat_map(|all| all.split("; "));
        let pair = |one: &str| {
            let (name, value) = one.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        };
        Ok(pairs.filter_map(pair).collect())
    }

    /// The client below, for requests that no page makes.
    #[must_use]
    pub fn raw(&self) -> &reqwest::Client {
        &self.http
    }

    /// The full address of a path; a full address stays as it is.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        if path.starts_with("http://") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        }
    }

    fn same_origin(&self, path: &str) -> RequestBuilder {
        self.http
            .post(self.url(path))
            .header(ORIGIN, &self.base)
            .header("sec-fetch-site", "same-origin")
    }
}

impl Answer {
    /// A header as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Where a redirect leads.
    #[must_use]
    pub fn location(&self) -> Option<String> {
        self.header("location").map(str::to_owned)
    }
}

async fn answer(request: RequestBuilder) -> Result<Answer> {
    let response = request.send().await?;
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let body = String::from_utf8_lossy(&response.bytes().await?).into_owned();
    Ok(Answer {
        status,
        headers,
        body,
    })
}

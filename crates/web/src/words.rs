//! The words of the pages in two languages, and how figures and times are said.
//!
//! Every text is a key of `words/en/web.ftl` and `words/zh-Hans/web.ftl`; [`crate::t!`] checks
//! key and arguments against the English file when the crate is compiled.

use std::borrow::Cow;
use std::sync::LazyLock;

pub use fluent_bundle::FluentValue;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{I18nAssets, LanguageLoader};
use jiff::{Timestamp, ZonedDateTime, tz};
use unic_langid::LanguageIdentifier;

/// Relative times are used up to this age; older moments are given as a date.
pub const AGO_HOURS_MAX: i64 = 48;

/// The community's time zone. The journal keeps seconds UTC; only pages know a zone.
const ZONE: &str = "Asia/Shanghai";
/// The offset of [`ZONE`], for the case that the bundled table of zones does not know it.
const ZONE_OFFSET_HOURS: i8 = 8;

const EN_FILE: &str = include_str!("../words/en/web.ftl");
const ZH_FILE: &str = include_str!("../words/zh-Hans/web.ftl");

/// A language the pages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Simplified Chinese, the language that is asked first.
    Zh,
}

impl Lang {
    /// The tag used in `lang` attributes, cookies and `Accept-Language` (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-Hans",
        }
    }

    /// The language the language link leads to.
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Zh,
            Self::Zh => Self::En,
        }
    }

    /// The language of a tag such as `zh`, `zh-CN`, `en-GB`; `None` for any other language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("zh") {
            Some(Self::Zh)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else {
            None
        }
    }
}

/// The words of one language. Free to copy; give it to every part that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    lang: Lang,
}

impl Words {
    /// The words of `lang`.
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// Which language this is.
    pub fn lang(self) -> Lang {
        self.lang
    }

    /// The loader that [`crate::t!`] asks.
    pub fn loader(self) -> &'static FluentLanguageLoader {
        match self.lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

/// The text of a key: `t!(w, "ago-hours", n = 3)`. Key and arguments are checked when compiled.
///
/// Numbers given as arguments come out with comma thousands and a true minus.
#[macro_export]
macro_rules! t {
    ($w:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        i18n_embed_fl::fl!(
            $w.loader(),
            $key $(, $name = $crate::words::FluentValue::from($value))*
        )
    };
}

/// A count with comma thousands in both languages: `14,000`.
pub fn number(n: u64) -> String {
    group(&n.to_string())
}

/// An exact decimal, its whole part in groups of three digits: `26,764.46`.
pub fn exact(n: impl std::fmt::Display) -> String {
    let written = n.to_string();
    let (sign, size) = match written.strip_prefix('-') {
        Some(size) => ("\u{2212}", size),
        None => ("", written.as_str()),
    };
    match size.split_once('.') {
        Some((whole, part)) => format!("{sign}{}.{part}", group(whole)),
        None => format!("{sign}{}", group(size)),
    }
}

/// A difference with its sign: `+12`, `−2` (U+2212), `0`.
pub fn signed(n: i64) -> String {
    let digits = group(&n.unsigned_abs().to_string());
    match n.signum() {
        1 => format!("+{digits}"),
        -1 => format!("\u{2212}{digits}"),
        _ => digits,
    }
}

/// `part` of `whole` in whole per cent, rounded down, so that 100 means met; `None` of nothing.
pub fn percent(part: u64, whole: u64) -> Option<u64> {
    let whole = u128::from(whole);
    let share = (u128::from(part) * 100).checked_div(whole)?;
    Some(u64::try_from(share).unwrap_or(u64::MAX))
}

/// How long before `now` something was, both in seconds since 1970; a date past 48 hours.
pub fn ago(w: Words, now: i64, at: i64) -> String {
    let secs = now.saturating_sub(at).max(0);
    match secs {
        0..60 => t!(w, "ago-now"),
        60..3_600 => t!(w, "ago-minutes", n = secs / 60),
        _ if secs <= AGO_HOURS_MAX * 3_600 => t!(w, "ago-hours", n = secs / 3_600),
        _ => date_time(w, at),
    }
}

/// A span in words, two units at most: `9 小时 10 分`, `2 天 4 小时`.
pub fn duration(w: Words, secs: u64) -> String {
    let minutes = secs / 60;
    let (d, h, m) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    match (d, h, m) {
        (0, 0, m) => t!(w, "duration-minutes", m = m),
        (0, h, 0) => t!(w, "duration-hours-even", h = h),
        (0, h, m) => t!(w, "duration-hours", h = h, m = m),
        (d, 0, _) => t!(w, "duration-days-even", d = d),
        (d, h, _) => t!(w, "duration-days", d = d, h = h),
    }
}

/// A span as hours and minutes, for narrow places: `9:10`, `52:00`.
pub fn duration_narrow(secs: u64) -> String {
    format!("{}:{:02}", secs / 3_600, secs / 60 % 60)
}

/// A moment with date and clock, without the year: `2月10日 07:30`.
pub fn date_time(w: Words, at: i64) -> String {
    t!(w, "date-time", date = date(w, at), time = clock(at))
}

/// A moment with year, date and clock, for records: `2020年2月10日 07:30`.
pub fn date_time_year(w: Words, at: i64) -> String {
    t!(w, "date-time", date = date_year(w, at), time = clock(at))
}

/// A date with its year: `2020年2月10日`.
pub fn date_year(w: Words, at: i64) -> String {
    let year = local(at).year().to_string();
    t!(w, "date-year", date = date(w, at), year = year)
}

/// A date without the year: `2月10日`.
pub fn date(w: Words, at: i64) -> String {
    let day = local(at);
    t!(w, "date", month = day.month(), d = day.day())
}

/// A date with its weekday, for the lines between talk: `2月10日 星期一`.
pub fn day(w: Words, at: i64) -> String {
    let weekday = local(at).weekday().to_monday_one_offset();
    t!(
        w,
        "day",
        date = date(w, at),
        weekday = t!(w, "weekday", n = weekday)
    )
}

/// The time of day, 24 hours: `07:30`.
pub fn clock(at: i64) -> String {
    local(at).strftime("%H:%M").to_string()
}

/// A moment for `datetime` attributes: RFC 3339 in the community's zone.
pub fn iso(at: i64) -> String {
    local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Puts commas between groups of three digits.
fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A moment in the community's zone; one outside the calendar reads as 1970.
fn local(at: i64) -> ZonedDateTime {
    Timestamp::from_second(at)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned_datetime(SHANGHAI.clone())
}

static SHANGHAI: LazyLock<tz::TimeZone> = LazyLock::new(|| {
    tz::TimeZone::get(ZONE).unwrap_or_else(|_| tz::TimeZone::fixed(tz::offset(ZONE_OFFSET_HOURS)))
});
static EN: LazyLock<FluentLanguageLoader> = LazyLock::new(|| loader(Lang::En));
static ZH: LazyLock<FluentLanguageLoader> = LazyLock::new(|| loader(Lang::Zh));

/// Loads one language, with English behind it for a key that is not there.
fn loader(lang: Lang) -> FluentLanguageLoader {
    let loader = FluentLanguageLoader::new("web", identifier(Lang::En));
    if let Err(error) = loader.load_languages(&Files, &[identifier(lang)]) {
        tracing::error!(%error, "the words of the pages could not be read");
    }
    // Isolation marks would end up in copied text and in `aria-label`s.
    loader.set_use_isolating(false);
    loader.with_bundles_mut(|bundle| bundle.set_formatter(Some(|value, _| plain(value))));
    loader
}

fn identifier(lang: Lang) -> LanguageIdentifier {
    lang.tag().parse().unwrap_or_default()
}

/// Numbers inside texts look like numbers everywhere else on the page.
fn plain(value: &FluentValue) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let text = number.value.to_string();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |d| ("\u{2212}", d));
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| format!("{sign}{}", group(digits)))
}

struct Files;

impl I18nAssets for Files {
    fn get_files(&self, file_path: &str) -> Vec<Cow<'_, [u8]>> {
        match file_path {
            "en/web.ftl" => vec![Cow::Borrowed(EN_FILE.as_bytes())],
            "zh-Hans/web.ftl" => vec![Cow::Borrowed(ZH_FILE.as_bytes())],
            _ => Vec::new(),
        }
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(
            ["en/web.ftl", "zh-Hans/web.ftl"]
                .into_iter()
                .map(String::from),
        )
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;

//! The form with which somebody says what they saw.

use maud::{Markup, html};
use relief::code::TestimonyKind;

use super::form::{TestifyForm, photo_fields};
use super::said;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{self, Field};
use crate::parts::icon::Icon;
use crate::parts::{self, btn};
use crate::t;
use crate::words::Words;

/// How a form with files travels.
const WITH_FILES: &str = "multipart/form-data";

/// `/testify`.
pub(super) fn form(ctx: &Ctx, m: &TestifyForm) -> Markup {
    let w = ctx.words;
    let title = t!(w, "testify-title");
    let rows = html! {
        @if let Some(first) = m.corrects { (field::hidden("corrects", &first.to_string())) }
        (what(w, m))
        (where_and_when(w, m))
        (whom(w, m))
        (pictures(w))
        (parts::last_step(&t!(w, "testify-sum"), &t!(w, "testify-sum-text"), btn(Some(Icon::Send), &t!(w, "testify-send"), true)))
    };
    let body = html! {
        (field::error_summary(w, &m.faults))
        p { (t!(w, "testify-lead")) }
        @if m.corrects.is_some() { p.mut { (t!(w, "testify-corrects")) } }
        @match &m.stamp {
            Some(stamp) => (stamp.form_as(w, "/testify", Some(WITH_FILES), &rows)),
            None => form.stack method="post" action="/testify" enctype=(WITH_FILES) { (field::token(&m.token)) (rows) },
        }
        p { a.go2 href="/tip" { (t!(w, "testimonies-tip")) } }
    };
    Shell::new(&title, Nav::More)
        .subtitle(&t!(w, "testify-subtitle"))
        .back(Some("/s"))
        .render(ctx, body)
}

fn what(w: Words, m: &TestifyForm) -> Markup {
    let choose = t!(w, "testify-kind-choose");
    let kinds: Vec<(&str, String)> = TestimonyKind::ALL
        .iter()
        .map(|k| (k.code(), said::kind(w, *k)))
        .collect();
    let mut options: Vec<(&str, &str)> = vec![("", &choose)];
    options.extend(kinds.iter().map(|(c, k)| (*c, k.as_str())));
    html! {
        (Field::new("statement", &t!(w, "testify-what")).hint(&t!(w, "testify-what-text")).value(&m.statement)
            .error(field::fault(&m.faults, "statement")).required().length_max(app::testimony::STATEMENT_CHARS_MAX).textarea(6))
        (Field::new("kind", &t!(w, "testify-kind")).value(&m.kind).error(field::fault(&m.faults, "kind")).required().select(&options))
    }
}

fn where_and_when(w: Words, m: &TestifyForm) -> Markup {
    html! {
        (Field::new("place", &t!(w, "testify-where")).placeholder(&t!(w, "testify-where-example")).value(&m.place)
            .error(field::fault(&m.faults, "place")).required().text())
        (Field::new("day", &t!(w, "testify-day")).kind("date").value(&m.day).error(field::fault(&m.faults, "day")).required().text())
        (Field::new("time", &t!(w, "testify-time")).hint(&t!(w, "testify-time-text")).kind("time").value(&m.time)
            .error(field::fault(&m.faults, "time")).text())
    }
}

fn whom(w: Words, m: &TestifyForm) -> Markup {
    html! {
        (Field::new("about", &t!(w, "testify-about")).hint(&t!(w, "testify-about-text")).value(&m.about)
            .error(field::fault(&m.faults, "about")).list("offices").autocomplete("off").text())
        datalist id="offices" { @for office in &m.offices { option value=(office) {} } }
        (field::checkbox("accuses", &t!(w, "testify-accuses"), m.accuses))
        @if m.is_known { (field::checkbox("fresh", &t!(w, "testify-fresh"), m.fresh)) }
        @else { p.sm.mut { (t!(w, "testify-nobody")) } }
    }
}

fn pictures(w: Words) -> Markup {
    html! {
        @for (at, name) in photo_fields().enumerate() {
            (field::file(&name, &t!(w, "testimony-photo", n = at + 1), "", "image/jpeg,image/png,image/webp"))
        }
        p.sm.mut { (t!(w, "testify-photos-text")) }
    }
}

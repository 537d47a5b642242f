//! The page of one record: what stands, what it replaced, where it was said, and the form that corrects it.

use maud::{Markup, html};
use relief::code::CorrectionReason;

use super::model::VersionModel;
use super::page::PageModel;
use super::{said, views};
use crate::label::{Kind, label};
use crate::layout::{Ctx, Nav, page as frame};
use crate::need::day;
use crate::need::page_views::redact_form;
use crate::need::texts::{self, TextModel};
use crate::parts::card::Card;
use crate::parts::field::{self, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, Tone, kv};
use crate::question::because;
use crate::t;
use crate::words::{Words, date, date_time_year};

/// `/official/ID`.
pub(super) fn page(ctx: &Ctx, m: &PageModel) -> Markup {
    let w = ctx.words;
    let one = &m.supply;
    let kind = t!(w, "official-title");
    let body = html! {
        (field::error_summary(w, &m.faults))
        (Card::new(Icon::File, &kind, &one.code).state(parts::badge(Tone::Plain, None, &one.standing.kind_words)).render(html! {
            p.row.sp.base { b { (one.item_name) } span.n { (one.standing.amount) } }
            p.row.base.sm.mut { (views::marks(w, one)) }
            @if let Some(delivery) = &one.delivery { (views::delivery_view(delivery)) }
            @if one.standing.pack.is_some() { p.sm.mut { (t!(w, "official-packs-apart")) } }
        }))
        (facts(w, m))
        @if !one.earlier.is_empty() { (earlier(w, m)) }
        @if m.may_correct { (correction(w, m)) }
        p.ent { a href={ "/q/new?about=" (one.code) } { (t!(w, "official-ask")) } }
    };
    frame(
        ctx,
        &t!(w, "official-page", code = one.code.clone()),
        &one.recipient_name,
        Nav::Board,
        body,
    )
}

fn facts(w: Words, m: &PageModel) -> Markup {
    let one = &m.supply;
    let labels = [
        t!(w, "official-to"),
        t!(w, "official-day"),
        t!(w, "official-office"),
        t!(w, "official-recorded"),
        t!(w, "need-source"),
    ];
    let [to, day, office, recorded, source] = &labels;
    let by = one.office.clone();
    let mut rows = vec![
        (
            to.as_str(),
            html! { a.go2 href={ "/f/" (one.recipient) } { (one.recipient_name) } " " span.mut { (one.place_name) } },
        ),
        (day.as_str(), html! { (date(w, one.standing.day)) }),
        (
            office.as_str(),
            html! { @match by { Some(name) => (name), None => span.mut { (t!(w, "official-office-unknown")) } } },
        ),
        (
            recorded.as_str(),
            texts::recorded(w, one.standing.at, one.standing.entry),
        ),
    ];
    let follows = t!(w, "official-follows");
    for id in &m.follows {
        let code = label(Kind::Question, *id);
        rows.push((
            &follows,
            html! { a.go2 href={ "/q/" (code) } { (t!(w, "cited-question", code = code)) } },
        ));
    }
    let action = format!("/official/{}/redact", one.id);
    let remove = |one: &TextModel| m.may_remove.then(|| redact_form(w, &action, &m.token, one));
    rows.extend(texts::rows(w, &m.texts, |_| source, remove));
    html! { section { h2 { (t!(w, "official-facts")) } (kv::facts(&rows)) } }
}

fn entry(w: Words, entry: u64) -> Markup {
    html! { a.go2.sm href={ "/l/" (entry) } { (t!(w, "text-entry", n = entry)) } }
}

/// What stood before, newest first: nothing is erased.
fn earlier(w: Words, m: &PageModel) -> Markup {
    let newer = std::iter::once(&m.supply.standing).chain(&m.supply.earlier);
    let replaced: Vec<(&VersionModel, &VersionModel)> = newer.zip(&m.supply.earlier).collect();
    html! {
        section {
            h2 { (t!(w, "official-earlier")) }
            ul.nl {
                @for (by, old) in &replaced {
                    li {
                        p.row.sp.base {
                            span { s { (old.amount) } " " span.sm.mut { (old.kind_words) " " (date(w, old.day)) } }
                            (entry(w, old.entry))
                        }
                        p.sm.mut { (icon(Icon::Edit)) " " (date_time_year(w, by.at)) (t!(w, "list-comma")) (by.reason.clone().unwrap_or_default()) }
                    }
                }
            }
        }
    }
}

fn correction(w: Words, m: &PageModel) -> Markup {
    let standing = &m.supply.standing;
    let reasons: Vec<(&str, String)> = CorrectionReason::ALL
        .iter()
        .map(|r| (r.code(), said::reason(w, *r)))
        .collect();
    let choose = t!(w, "official-reason-choose");
    let mut options: Vec<(&str, &str)> = vec![("", &choose)];
    options.extend(reasons.iter().map(|(code, words)| (*code, words.as_str())));
    let amount = m.value("amount", &standing.quantity.to_string());
    let pack = m.value("pack", standing.pack.unwrap_or_default());
    let on = m.value("day", &day::value(standing.day));
    let kind = m.value("kind", standing.kind);
    let deliver_on = standing.deliver_on.map(day::value).unwrap_or_default();
    let deliver_on = m.value("deliver_on", &deliver_on);
    let reason = m.value("reason", "");
    let source = m.value("source", "");
    let fault = |name: &str| field::fault(&m.faults, name);
    html! {
        details #correct open[!m.faults.is_empty()] {
            summary { (icon(Icon::Down)) (t!(w, "official-correct")) }
            form.stack method="post" action={ "/official/" (m.supply.id) "/correct" } {
                (field::token(&m.token))
                (field::hidden("corrects", &standing.entry.to_string()))
                p.sm.mut { (t!(w, "official-correct-text")) }
                (views::amount_fields(w, &amount, &pack, &m.faults))
                (views::kind_field(w, &kind))
                (Field::new("day", &t!(w, "official-day")).value(&on).error(fault("day")).required().kind("date").text())
                (views::delivery_field(w, &deliver_on, fault("deliver_on")))
                (Field::new("reason", &t!(w, "official-reason")).value(&reason).error(fault("reason")).required().select(&options))
                (Field::new("source", &t!(w, "official-source-new")).hint(&t!(w, "official-source-new-text")).value(&source).error(fault("source")).placeholder("https://").text())
                (because::field(w, because::FIELD, &m.value(because::FIELD, ""), fault(because::FIELD)))
                (parts::btn(None, &t!(w, "official-correct-go"), false))
            }
        }
    }
}

//! The page of a facility.

use maud::{Markup, html};

use super::model::FacilityPage;
use crate::layout::{Ctx, Nav, page as frame};
use crate::need::check_views::check_form;
use crate::need::views as need;
use crate::official_supply::views as official_supply;
use crate::parts::field::{self, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, kv, note};
use crate::t;
use crate::words::{Words, date_time_year};

/// `/f/ID`.
pub(super) fn page(ctx: &Ctx, m: &FacilityPage) -> Markup {
    let w = ctx.words;
    let body = html! {
        (field::error_summary(w, m.fault.as_slice()))
        @if let Some(into) = m.merged_into {
            (note::note(Icon::Link, &t!(w, "recipient-merged"), html! { p.ent { a href={ "/f/" (into) } { (t!(w, "recipient-merged-go")) } } }))
        }
        (facts(w, m))
        @if !m.alike.is_empty() { (twins(w, m)) }
        section.stack {
            h2 { (t!(w, "recipient-needs")) }
            @if m.needs.is_empty() { p.sm.mut { (t!(w, "recipient-needs-none")) } }
            @for card in &m.needs { (need::card(w, ctx.now, card)) }
            @if m.needs_hidden > 0 { p.ent { a href={ "/b/" (m.place) } { (t!(w, "recipient-more", n = m.needs_hidden)) } } }
            p.ent { a href={ "/need/new?recipient=" (m.code) } { (icon(Icon::Plus)) " " (t!(w, "board-new")) } }
        }
        @if !m.consignments.is_empty() {
            section {
                h2 { (t!(w, "need-consignments")) }
                p.ent { @for c in &m.consignments { a href={ "/t/" (c.code) } { (icon(Icon::Box)) " " (c.code) } } }
            }
        }
        (official_supply::section(w, &m.official_supplies, m.official_supplies_hidden, &format!("/official/new?recipient={}", m.code)))
        @if m.may_check || m.is_person { (change(w, m)) }
    };
    frame(ctx, &m.name, &m.place_name, Nav::Board, body)
}

fn facts(w: Words, m: &FacilityPage) -> Markup {
    let labels = [
        t!(w, "recipient-code"),
        t!(w, "need-kind"),
        t!(w, "need-place"),
        t!(w, "recipient-standing"),
        t!(w, "recipient-aliases"),
        t!(w, "need-contact"),
    ];
    let [code, kind, place, standing, aliases, contact] = &labels;
    let known = html! {
        (m.standing)
        @if let Some(at) = m.checked_at { span.sm.mut.blk { (date_time_year(w, at)) } }
        @if m.provisional { span.sm.mut.blk { (t!(w, "need-provisional")) } }
    };
    let reached = html! {
        @match &m.contacts {
            None => span.mut { (icon(Icon::Lock)) " " (t!(w, "recipient-contact-hidden")) },
            Some(all) if all.is_empty() => span.mut { (t!(w, "need-contact-none")) },
            Some(all) => { @for one in all { span.blk { (one) } } }
        }
        @if let Some(at) = m.contact_changed_at { span.sm.lack.blk { (icon(Icon::Warn)) " " (t!(w, "recipient-contact-changed", when = date_time_year(w, at))) } }
    };
    let mut rows = vec![
        (
            code.as_str(),
            html! { (m.code) " " a.go2.sm href={ "/l/" (m.id) } { (t!(w, "text-entry", n = m.id)) } },
        ),
        (kind.as_str(), html! { (m.kind) }),
        (
            place.as_str(),
            html! { a.go2 href={ "/b/" (m.place) } { (m.place_name) } },
        ),
        (standing.as_str(), known),
        (contact.as_str(), reached),
    ];
    if !m.aliases.is_empty() {
        rows.push((aliases, html! { (m.aliases.join(&t!(w, "list-comma"))) }));
    }
    html! { section { h2 { (t!(w, "recipient-facts")) } (kv::facts(&rows)) } }
}

/// Perhaps one facility under several names: a verifier who has compared them merges, nothing merges by itself.
fn twins(w: Words, m: &FacilityPage) -> Markup {
    html! {
        section.stack #alike {
            h2 { (t!(w, "recipient-alike")) }
            p.sm.mut { (t!(w, "recipient-alike-text")) }
            ul.nl {
                @for one in &m.alike {
                    li {
                        p.row.sp.base { a.go2 href={ "/f/" (one.id) } { (one.name) } span.sm.mut { (one.code) } }
                        @if m.may_merge {
                            form method="post" action={ "/f/" (m.id) "/merge" } {
                                (field::token(&m.token)) (field::hidden("merge", &one.code))
                                (parts::btn(None, &t!(w, "recipient-merge-into", who = one.name.clone()), false))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What verifiers and the recipient's own person may change.
fn change(w: Words, m: &FacilityPage) -> Markup {
    html! {
        section.stack {
            h2 { (t!(w, "recipient-change")) }
            @if m.may_check && !m.is_person {
                @if m.is_author { p.sm.mut { (t!(w, "refused-author-cannot-check")) } }
                @else { (parts::fold(&t!(w, "need-recipient-check"), check_form(w, m.id, &m.token))) }
            }
            (small(w, m, "contact", &t!(w, "recipient-contact-new"), &t!(w, "recipient-contact-text")))
            @if m.may_merge {
                (small(w, m, "alias", &t!(w, "recipient-alias"), &t!(w, "recipient-alias-text")))
                (small(w, m, "merge", &t!(w, "recipient-merge"), &t!(w, "recipient-merge-text")))
            }
        }
    }
}

/// A form of one field, named like its act.
fn small(w: Words, m: &FacilityPage, act: &str, label: &str, hint: &str) -> Markup {
    let error = m
        .fault
        .as_ref()
        .filter(|(f, _)| f == act)
        .map(|(_, s)| s.as_str());
    let body = html! {
        form.stack method="post" action={ "/f/" (m.id) "/" (act) } {
            (field::token(&m.token))
            (Field::new(act, label).hint(hint).value(m.typed.text(act)).error(error).autocomplete("off").required().text())
            (parts::btn(None, &t!(w, "recipient-check-go"), false))
        }
    };
    html! { details open[error.is_some()] { summary { (icon(Icon::Down)) (label) } (body) } }
}

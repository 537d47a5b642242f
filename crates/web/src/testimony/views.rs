//! How a testimony looks: its words, and at the same size those of whom it names; then who stands by it, who says
//! otherwise, and what came of it.

use maud::{Markup, html};

use super::list::{ListPage, Row};
use super::model::{StatementPage, Voice, evidence_options};
use super::queue_views::{counts, photos, remark};
use crate::layout::{Ctx, Nav, Shell};
use crate::need::page_views::{redact_form, remove_form};
use crate::need::texts;
use crate::parts::field::{self, Field};
use crate::parts::icon::Icon;
use crate::parts::{self, btn, btn_link, fold, note};
use crate::t;
use crate::words::{Words, date_time};

/// `/s`.
pub(super) fn list(ctx: &Ctx, m: &ListPage) -> Markup {
    let w = ctx.words;
    let title = t!(w, "testimonies-title");
    let body = html! {
        p { (t!(w, "testimonies-lead")) }
        (counts(w, m.counts))
        p { (btn_link("/testify", Some(Icon::Edit), &t!(w, "testify-go"), true)) }
        section {
            h2 { (t!(w, "testimonies-latest")) }
            @if m.rows.is_empty() {
                (note::empty(Icon::Chat, &t!(w, "testimonies-none"), &t!(w, "testimonies-none-text"), None))
            }
            ul.nl { @for row in &m.rows { li { (line(w, row)) } } }
        }
        p { a.go2 href="/tip" { (t!(w, "testimonies-tip")) } }
    };
    Shell::new(&title, Nav::More)
        .subtitle(&t!(w, "testimonies-subtitle"))
        .render(ctx, body)
}

fn line(w: Words, row: &Row) -> Markup {
    html! {
        p.row.sp.base {
            a.go2 href={ "/s/" (row.id) } { (row.kind) " · " (row.place) }
            span.sm.mut.nb { (row.when) }
        }
        p.sm.mut { (behind(w, row)) }
    }
}

fn behind(w: Words, row: &Row) -> String {
    let behind = t!(
        w,
        "testimony-behind",
        branches = row.branches,
        kinds = row.kinds
    );
    match row.contested {
        0 => behind,
        n => format!("{behind}{}", t!(w, "testimony-contested", n = n)),
    }
}

/// `/s/ID`.
pub(super) fn page(ctx: &Ctx, m: &StatementPage) -> Markup {
    let w = ctx.words;
    let title = t!(w, "testimony-title", code = m.row.code.clone());
    let body = html! {
        @if let Some((act, _, why)) = &m.failed { (field::error_summary(w, &[(act, why)])) }
        (head(w, m))
        (words(w, m))
        @if m.standing == "published" { (reply(w, m)) (stand_by(w, m)) (objections(w, m)) }
        (uses(w, m))
        (way(w, m))
        (own(w, m))
    };
    Shell::new(&title, Nav::More)
        .subtitle(&m.row.place)
        .back(Some("/s"))
        .figures()
        .render(ctx, body)
}

fn head(w: Words, m: &StatementPage) -> Markup {
    let late = m.standing == "late";
    let (is_lack, picture) = match m.standing {
        "published" => (false, Icon::Ok),
        "late" | "removed" => (true, Icon::Warn),
        _ => (false, Icon::Clock),
    };
    html! {
        (remark(is_lack, picture, &m.standing_words))
        @if m.accuses { (remark(false, Icon::People, &t!(w, "testimony-accuses"))) }
        h2 { (m.row.kind) " · " (m.row.place) }
        p.sm.mut {
            span.blk { (t!(w, "testimony-when", when = m.row.when.clone(), came = date_time(w, m.at))) }
            @if let Some(about) = &m.about { span.blk { (t!(w, "testimony-about", name = about.clone())) } }
            span.blk { @if m.member { (t!(w, "testimony-by-member")) } @else { (t!(w, "testimony-by-anybody")) } }
        }
        @if late { p.sm.lack { (t!(w, "testimony-late-text")) } }
        @if let Some(newer) = m.corrected_by { p { a.go2 href={ "/s/" (newer) } { (t!(w, "testimony-newer")) } } }
        @if let Some(first) = m.corrects { p { a.go2 href={ "/s/" (first) } { (t!(w, "testimony-older")) } } }
    }
}

/// The words; or why nobody sees them, with the seal that holds whoever kept them to them.
fn words(w: Words, m: &StatementPage) -> Markup {
    html! {
        @match (&m.statement, &m.removed) {
            (_, Some(gone)) => (note::warn(&t!(w, "testimony-gone", ground = gone.ground.clone()), html! {
                p { (t!(w, "testimony-gone-text", when = date_time(w, gone.at))) }
                (parts::hash(&m.seal))
                p.ent { a href={ "/l/" (gone.entry) } { (t!(w, "text-entry", n = gone.entry)) } }
            })),
            (Some(text), None) => { blockquote.pv.mt2 { p.pre { (text) } } (photos(w, &m.photos)) },
            (None, None) => (note::note(Icon::Lock, &t!(w, "testimony-sealed"), html! {
                p { (t!(w, "testimony-sealed-text")) }
                (parts::hash(&m.seal))
                p.ent { a href={ "/l/" (m.row.id) } { (t!(w, "text-entry", n = m.row.id)) } }
            })),
        }
    }
}

/// Whoever is named speaks at the same size, right below.
fn reply(w: Words, m: &StatementPage) -> Markup {
    let of = |named| m.answers.iter().filter(move |a| a.named == named);
    html! {
        section {
            h2 { (t!(w, "testimony-reply")) }
            @if of(true).next().is_none() {
                p.mut { @if m.accuses { (t!(w, "testimony-no-reply")) } @else { (t!(w, "testimony-no-answer")) } }
            }
            @for answer in of(true) { (quote(w, answer)) }
            @for answer in of(false) { (quote(w, answer)) }
            @if m.may.speak { (fold(&t!(w, "testimony-answer"), answer(w, m))) }
        }
    }
}

fn quote(w: Words, m: &Voice) -> Markup {
    let who = match (&m.who, m.named) {
        (Some(who), _) => who.clone(),
        (None, true) => t!(w, "testimony-named"),
        (None, false) => t!(w, "flag-somebody"),
    };
    html! {
        blockquote.pv.mt1 {
            @if let Some(text) = &m.text { p.pre { (texts::text(w, text)) } }
            p.sm.mut.mt1 { (t!(w, "flag-said-by", who = who, when = date_time(w, m.at))) }
        }
    }
}

fn typed<'m>(m: &'m StatementPage, act: &str) -> (&'m str, Option<&'m str>) {
    let mine = m.failed.as_ref().filter(|(failed, ..)| *failed == act);
    mine.map_or(("", None), |(_, text, why)| (text, Some(why)))
}

fn answer(w: Words, m: &StatementPage) -> Markup {
    let (text, why) = typed(m, "answer");
    let action = format!("/s/{}/answer", m.row.id);
    let rows = html! {
        (Field::new("answer", &t!(w, "testimony-answer-words")).value(text).error(why).required()
            .length_max(app::testimony::STATEMENT_CHARS_MAX).textarea(5))
        (field::checkbox("named", &t!(w, "testimony-named-me"), false))
        p.sm.mut { (t!(w, "testimony-answer-text")) }
        (btn(Some(Icon::Send), &t!(w, "testimony-answer-go"), false))
    };
    match &m.stamp {
        Some(stamp) => stamp.form(w, &action, &rows),
        None => html! {
            form.stack method="post" action=(action) { (field::token(&format!("answer{}", m.token))) (rows) }
        },
    }
}

fn stand_by(w: Words, m: &StatementPage) -> Markup {
    html! {
        section {
            h2 { (t!(w, "testimony-supports")) }
            p { b { (behind(w, &m.row)) } }
            p.sm.mut { (t!(w, "testimony-branches-text")) }
            ul.nl { @for s in &m.supports { li { (support(w, s)) } } }
            @if m.may.support { (support_form(w, m)) }
        }
    }
}

fn support(w: Words, s: &Voice) -> Markup {
    let branch = match s.branch {
        Some(0) => t!(w, "testimony-branch-own"),
        Some(n) => t!(w, "testimony-branch", n = n),
        None => t!(w, "testimony-branch-none"),
    };
    html! {
        p.row.sp.base { b { @if let Some(by) = &s.evidence { (by) } } span.sm.mut { (branch) } }
        @if let Some(text) = &s.text { p { (texts::text(w, text)) } }
        p.sm.mut { (date_time(w, s.at)) " " a.go2 href={ "/l/" (s.entry) } { (t!(w, "text-entry", n = s.entry)) } }
    }
}

fn support_form(w: Words, m: &StatementPage) -> Markup {
    let (text, why) = typed(m, "remark");
    let kinds = evidence_options(w);
    let kinds: Vec<(&str, &str)> = kinds.iter().map(|(c, t)| (*c, t.as_str())).collect();
    html! {
        form.stack.mt2 method="post" action={ "/s/" (m.row.id) "/support" } {
            (field::token(&format!("support{}", m.token)))
            (Field::new("evidence", &t!(w, "testimony-by")).select(&kinds))
            (Field::new("remark", &t!(w, "testimony-remark")).hint(&t!(w, "testimony-remark-text")).value(text).error(why)
                .length_max(app::text::TEXT_CHARS_MAX).textarea(2))
            (name(w, m, "name"))
            (btn(Some(Icon::Hand), &t!(w, "testimony-support-go"), true))
        }
    }
}

/// The name of somebody who has none here yet.
fn name(w: Words, m: &StatementPage, id: &str) -> Markup {
    html! {
        @if m.may.asks_name {
            div.f {
                label for=(id) { (t!(w, "form-name")) }
                input.in id=(id) name="name" type="text" autocomplete="nickname" required;
            }
        }
    }
}

fn objections(w: Words, m: &StatementPage) -> Markup {
    let (text, why) = typed(m, "objection");
    html! {
        section {
            h2 { (t!(w, "testimony-objections")) }
            @if m.objections.is_empty() { p.mut { (t!(w, "testimony-no-objection")) } }
            @for one in &m.objections { (quote(w, one)) }
            @if m.may.speak {
                (fold(&t!(w, "testimony-contest"), html! {
                    form.stack method="post" action={ "/s/" (m.row.id) "/contest" } {
                        (field::token(&format!("contest{}", m.token)))
                        (Field::new("objection", &t!(w, "testimony-contest-words")).value(text).error(why).required()
                            .length_max(app::text::TEXT_CHARS_MAX).textarea(3))
                        (name(w, m, "name-contest"))
                        (btn(None, &t!(w, "testimony-contest-go"), false))
                    }
                }))
            }
        }
    }
}

fn uses(w: Words, m: &StatementPage) -> Markup {
    let (text, why) = typed(m, "subject");
    let kinds = [
        ("need", t!(w, "testimony-as-need")),
        ("question", t!(w, "testimony-as-question")),
        ("flag", t!(w, "testimony-as-flag")),
    ];
    let kinds = kinds
        .each_ref()
        .map(|(code, words)| (*code, words.as_str()));
    html! {
        @if !m.uses.is_empty() || m.may.speak || m.may.link {
            section {
                h2 { (t!(w, "testimony-uses")) }
                ul.nl { @for one in &m.uses { li { p.row.sp.base {
                    a.go2 href=(one.href) { (one.words) }
                    a.go2.sm.nb href={ "/l/" (one.entry) } { (t!(w, "text-entry", n = one.entry)) }
                } } } }
                @if m.may.speak { (becomes(w, m)) }
                @if m.may.link {
                    (fold(&t!(w, "testimony-use"), html! {
                        form.stack method="post" action={ "/s/" (m.row.id) "/use" } {
                            (field::token(&format!("use{}", m.token)))
                            (Field::new("used_as", &t!(w, "testimony-used-as")).select(&kinds))
                            (Field::new("subject", &t!(w, "testimony-subject")).hint(&t!(w, "testimony-subject-text"))
                                .value(text).error(why).required().autocomplete("off").code().text())
                            (btn(Some(Icon::Link), &t!(w, "testimony-use-go"), false))
                        }
                    }))
                }
            }
        }
    }
}

/// Forms that begin at it and are tied to it when they are sent.
fn becomes(w: Words, m: &StatementPage) -> Markup {
    let id = m.row.id;
    html! {
        p.row.wrap {
            (btn_link(&format!("/q/new?testimony={id}"), Some(Icon::Chat), &t!(w, "testimony-ask"), false))
            (btn_link(&format!("/need/new?testimony={id}"), Some(Icon::Plus), &t!(w, "testimony-report"), false))
        }
        @if !m.flags.is_empty() {
            (fold(&t!(w, "testimony-evidence"), html! {
                ul.nl { @for (flag, name) in &m.flags {
                    li { a.go2 href={ "/watch/" (flag) "?testimony=" (id) } { (name) } }
                } }
            }))
        }
    }
}

fn way(w: Words, m: &StatementPage) -> Markup {
    html! {
        section {
            h2 { (t!(w, "testimony-way")) }
            ul.nl {
                li { p.row.sp.base { span { (t!(w, "testimony-step-came")) " " span.sm.mut.nb { (date_time(w, m.at)) } }
                    a.go2.sm.nb href={ "/l/" (m.row.id) } { (t!(w, "text-entry", n = m.row.id)) } } }
                @for step in &m.steps {
                    li { p.row.sp.base { span { (step.words) " " span.sm.mut.nb { (date_time(w, step.at)) } }
                        a.go2.sm.nb href={ "/l/" (step.entry) } { (t!(w, "text-entry", n = step.entry)) } } }
                }
            }
            @if m.may.decide { p { a.go2 href="/mod" { (t!(w, "testimony-decide")) } } }
        }
    }
}

/// What its author may do, and a moderator: a newer version, and the removal that everybody sees.
fn own(w: Words, m: &StatementPage) -> Markup {
    let mine = [&m.supports, &m.objections, &m.answers]
        .into_iter()
        .flatten()
        .filter(|v| v.is_mine);
    let standing = mine
        .filter_map(|v| v.text.as_ref())
        .filter(|t| t.value.is_some());
    html! {
        @if m.may.correct { p { a.go2 href={ "/testify?corrects=" (m.row.id) } { (t!(w, "testimony-correct")) } } }
        @for text in standing { (redact_form(w, &format!("/s/{}/redact", m.row.id), &m.token, text)) }
        @if m.may.remove {
            (remove_form(w, &format!("/s/{}/remove", m.row.id), &format!("remove{}", m.token), "statement", html! {}))
        }
    }
}

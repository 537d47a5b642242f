//! How the pages of sealed tips look. First what the network sees, then the form; no bottom bar, no counter.

use maud::{Markup, html};
use tip::GROUPS;

use super::form::TipForm;
use super::model::{CustodianLine, ReceiptPage, TipPage};
use super::read::ReadPage;
use crate::layout::{Ctx, Nav, Shell};
use crate::parts::field::{self, Field};
use crate::parts::icon::{Icon, icon};
use crate::parts::{self, btn, fold, kv, note, small};
use crate::t;
use crate::words::{Words, number};

fn frame(ctx: &Ctx, title: &str, subtitle: &str, script: Option<&str>, body: Markup) -> Markup {
    let w = ctx.words;
    Shell::new(title, Nav::Nowhere)
        .subtitle(subtitle)
        .actions(html! { a.tap.nb href="/b" { b { (t!(w, "tip-leave")) } } })
        .figures()
        .alone(script)
        .render(ctx, body)
}

/// `/tip`.
pub(super) fn page(ctx: &Ctx, m: &TipPage) -> Markup {
    let w = ctx.words;
    let body = html! {
        (field::error_summary(w, &m.form.faults))
        section { h2.t4 { (parts::phrases(&t!(w, "tip-lead"))) } }
        @if m.missing > 0 { (gone(w, m)) }
        (who_sees(w, m))
        @if m.takes { (ways(w, m)) } @else {
            (note::empty(Icon::Lock, &t!(w, "tip-closed-title"), &t!(w, "tip-closed-text"), Some(("/tip/custodians", &t!(w, "custodians-title")))))
        }
        p.ent {
            a href="/tip/read" { (t!(w, "tip-read-title")) }
            a href="/tip/custodians" { (t!(w, "custodians-title")) }
        }
        (standing(w, m))
    };
    frame(
        ctx,
        &t!(w, "tip-title"),
        &t!(w, "tip-subtitle"),
        m.script,
        body,
    )
}

/// Before anybody sends another one.
fn gone(w: Words, m: &TipPage) -> Markup {
    let head = format!("{} {}", t!(w, "tip-missing"), m.missing);
    note::warn(
        &head,
        html! {
            p.sm { (t!(w, "tip-missing-text")) }
            p.ent { @for index in &m.missing_in { a href={ "/l/" (index) } { (t!(w, "text-entry", n = *index)) } } }
        },
    )
}

fn who_sees(w: Words, m: &TipPage) -> Markup {
    let line = |picture, head: String, text: String| {
        html! { p.mt1.ic { (icon(picture)) span { b { (head) } " " (text) } } }
    };
    note::note(
        Icon::Need,
        &t!(w, "tip-sees-title"),
        html! {
            (line(Icon::Warn, t!(w, "tip-sees-network"), t!(w, "tip-sees-network-text")))
            (line(Icon::Lock, t!(w, "tip-sees-not"), t!(w, "tip-sees-not-text")))
            (line(Icon::Close, t!(w, "tip-sees-kept"), t!(w, "tip-sees-kept-text")))
            (line(Icon::People, t!(w, "tip-sees-content"), t!(w, "tip-sees-content-text")))
            @if m.is_signed_in { p.mt1.lack { (icon(Icon::Warn)) " " (t!(w, "tip-signed-in")) } }
        },
    )
}

/// The script shows its form and hides the two ways without it; without script nothing of this happens.
fn ways(w: Words, m: &TipPage) -> Markup {
    html! {
        // Whoever wrote without script and has something to mend goes on there.
        @if m.script.is_some() && m.form.faults.is_empty() { (with_script(w, m)) }
        div #tip-plain {
            (own_file(w, m))
            (plain(w, m))
        }
    }
}

fn with_script(w: Words, m: &TipPage) -> Markup {
    let form = TipForm::default();
    html! {
        form.commit #tip-seal hidden data-origin=(m.origin)
            data-sealing=(t!(w, "tip-sealing")) data-failed=(t!(w, "page-failed"))
            data-missing=(t!(w, "tip-what-missing")) data-nobody=(t!(w, "tip-nobody"))
            data-large=(t!(w, "tip-file-large")) data-picture=(t!(w, "tip-file-picture")) data-length=(t!(w, "tip-receipt-length", wanted = 24, found = "#"))
            data-slip=(t!(w, "tip-receipt-slip", groups = "#"))
            data-sum=(t!(w, "tip-sum-for", n = "#")) data-without=(t!(w, "tip-sum-without", names = "#")) {
            (words(w, &form, "s_"))
            (field::file("s_files", &t!(w, "tip-file"), &t!(w, "tip-file-text"), ""))
            (guess(w))
            (chosen(w, m, "s_c"))
            (receipt_field(w, "s_receipt", ""))
            p.lack role="alert" id="tip-fault" {}
            (parts::last_step(&t!(w, "tip-sum"), &t!(w, "tip-sum-text"), btn(Some(Icon::Lock), &t!(w, "tip-go"), true)))
            p.sm { (t!(w, "tip-without")) " " a #tip-without href="#tip-plain" { (t!(w, "tip-without-go")) } }
        }
        template #tip-receipt data-title=(t!(w, "receipt-title")) data-under=(t!(w, "receipt-subtitle")) { (receipt_body(w, &ReceiptPage { receipt: Some(String::new()), leaf: String::new(), nonce: String::new(), by: 0, by_words: String::new(), note: String::new() })) }
    }
}

/// Two questions that make a sender look at the words again; nothing of them is sent.
fn guess(w: Words) -> Markup {
    html! {
        fieldset.f {
            legend { (t!(w, "tip-guess")) }
            label.opt { input type="checkbox"; span { (t!(w, "tip-guess-few")) span.sm.mut.blk { (t!(w, "tip-guess-few-text")) } } }
            label.opt { input type="checkbox"; span { (t!(w, "tip-guess-time")) span.sm.mut.blk { (t!(w, "tip-guess-time-text")) } } }
        }
    }
}

fn own_file(w: Words, m: &TipPage) -> Markup {
    html! {
        section {
            h2.t4 { (t!(w, "tip-own-title")) }
            p.mt1 { (icon(Icon::Lock)) " " (t!(w, "tip-own-text")) }
        }
        form.commit method="post" action="/tip/age" enctype="multipart/form-data" {
            section {
                p.mt2 { b { (t!(w, "tip-own-keys")) } }
                (keys(w, &m.custodians))
                p.ent { a href="/tip/keys.txt" download="keys.txt" { (t!(w, "tip-own-download")) } a href="/tip/custodians" { (t!(w, "tip-own-check")) } }
            }
            section {
                p { b { (t!(w, "tip-own-seal")) } }
                pre.mono.mt2 { "age -a -R keys.txt -o tip.age tip.txt" }
                (small(&t!(w, "tip-own-leave-out")))
            }
            (Field::new("age", &t!(w, "tip-own-paste")).value(&m.form.age).error(field::fault(&m.form.faults, "age"))
                .placeholder("-----BEGIN AGE ENCRYPTED FILE-----").textarea(6))
            (field::file("file", &t!(w, "tip-own-file"), "", ".age"))
            (Field::new("own_receipt", &t!(w, "tip-earlier")).hint(&t!(w, "tip-earlier-text")).value(&m.form.receipt).error(field::fault(&m.form.faults, "own_receipt")).autocomplete("off").text())
            (btn(Some(Icon::Send), &t!(w, "tip-send"), true))
        }
    }
}

fn keys(w: Words, custodians: &[CustodianLine]) -> Markup {
    let facts: Vec<(String, Markup)> = custodians
        .iter()
        .map(|c| (about(w, c), html! { span.mono.hx8 { (c.key) } }))
        .collect();
    let facts: Vec<(&str, Markup)> = facts.iter().map(|(a, k)| (a.as_str(), k.clone())).collect();
    kv::facts(&facts)
}

fn plain(w: Words, m: &TipPage) -> Markup {
    let body = html! {
        form.commit method="post" action="/tip" {
            (note::warn(&t!(w, "tip-weak-title"), html! { p.sm { (t!(w, "tip-weak-text")) } }))
            (words_of(w, m))
            (chosen(w, m, "c"))
            (Field::new("receipt", &t!(w, "tip-earlier")).hint(&t!(w, "tip-earlier-text")).value(&m.form.receipt)
                .error(field::fault(&m.form.faults, "receipt")).autocomplete("off").text())
            div.f id="aware" {
                @if let Some(why) = field::fault(&m.form.faults, "aware") { small.lack { (icon(Icon::Warn)) " " b { (why) } } }
                (field::checkbox("aware", &t!(w, "tip-aware"), m.form.aware))
            }
            (btn(None, &t!(w, "tip-send-weak"), false))
        }
    };
    match m.form.faults.is_empty() {
        true => fold(&t!(w, "tip-weak-way"), body),
        false => html! { section { h2 { (t!(w, "tip-weak-way")) } (body) } },
    }
}

fn words_of(w: Words, m: &TipPage) -> Markup {
    html! {
        (Field::new("what", &t!(w, "tip-what")).value(&m.form.what).error(field::fault(&m.form.faults, "what")).textarea(5))
        div.two {
            (Field::new("place", &t!(w, "tip-where")).value(&m.form.place).error(field::fault(&m.form.faults, "place")).autocomplete("off").text())
            (Field::new("time", &t!(w, "tip-when")).value(&m.form.time).error(field::fault(&m.form.faults, "time")).autocomplete("off").text())
        }
    }
}

fn words(w: Words, form: &TipForm, prefix: &str) -> Markup {
    let name = |field: &str| format!("{prefix}{field}");
    html! {
        (Field::new(&name("what"), &t!(w, "tip-what")).value(&form.what).textarea(5))
        div.two {
            (Field::new(&name("place"), &t!(w, "tip-where")).autocomplete("off").text())
            (Field::new(&name("time"), &t!(w, "tip-when")).autocomplete("off").text())
        }
    }
}

fn receipt_field(w: Words, name: &str, value: &str) -> Markup {
    Field::new(name, &t!(w, "tip-earlier"))
        .hint(&t!(w, "tip-earlier-text"))
        .value(value)
        .autocomplete("off")
        .text()
}

/// Everybody is ticked at first. The script reads the key from its box.
fn chosen(w: Words, m: &TipPage, name: &str) -> Markup {
    let error = field::fault(&m.form.faults, name);
    html! {
        fieldset.f id=(name) {
            legend { (t!(w, "tip-who")) }
            small { (t!(w, "tip-who-text")) }
            @if let Some(error) = error { small.lack { (icon(Icon::Warn)) " " b { (error) } } }
            @for c in &m.custodians {
                label.opt {
                    input type="checkbox" name=(name) value=(c.id) data-key=(c.key) checked[m.form.is_chosen(c.id)];
                    span { b { (about(w, c)) } }
                }
            }
        }
    }
}

/// Name and calling in a custodian's own words, or their number.
fn about(w: Words, c: &CustodianLine) -> String {
    c.about
        .clone()
        .unwrap_or_else(|| t!(w, "custodian-unnamed", n = c.party))
}

/// How the hours' commitments stand, dummies among them.
fn standing(w: Words, m: &TipPage) -> Markup {
    let count = |n: usize| number(u64::try_from(n).unwrap_or(u64::MAX));
    let facts = [
        (t!(w, "tip-open"), count(m.open)),
        (
            t!(w, "tip-overdue", days = m.outcome_days),
            count(m.overdue),
        ),
        (t!(w, "tip-done"), number(m.closed)),
        (t!(w, "tip-missing"), count(m.missing)),
    ];
    let facts: Vec<(&str, &str)> = facts
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    html! {
        section {
            h2 { (t!(w, "tip-standing")) }
            (kv::texts(&facts))
            (small(&t!(w, "tip-standing-text", n = m.per_hour)))
            @if m.full { (parts::alarm(&t!(w, "tip-full"), "")) }
            @if let Some(script) = &m.sealed_with {
                p.sm.mut.mt2 { (t!(w, "tip-script-text")) }
                (parts::hash(&script.sha256))
                p.ent { a href={ "/l/" (script.entry) } { (t!(w, "text-entry", n = script.entry)) } }
            }
        }
    }
}

/// Shown once, after a tip was taken.
pub(super) fn receipt(ctx: &Ctx, m: &ReceiptPage) -> Markup {
    let w = ctx.words;
    frame(
        ctx,
        &t!(w, "receipt-title"),
        &t!(w, "receipt-subtitle"),
        None,
        receipt_body(w, m),
    )
}

fn receipt_body(w: Words, m: &ReceiptPage) -> Markup {
    let code = m.receipt.as_deref();
    html! {
        section {
            h2.t4 { (t!(w, "receipt-sent")) }
            @if code.is_some() { p.mt1 { (t!(w, "receipt-copy")) } } @else { p.mt1 { (t!(w, "receipt-same")) } }
        }
        @if let Some(code) = code {
            section.cut {
                p.sm.mut { (t!(w, "receipt-code")) }
                p.mono.code #receipt-code { (groups(code)) }
                p.sm.mut { (t!(w, "receipt-alphabet")) }
            }
            (note::warn(&t!(w, "receipt-lost"), html! { p.sm { (t!(w, "receipt-lost-text")) } }))
        }
        section {
            h2 { (t!(w, "receipt-next")) }
            (kv::facts(&[
                (&t!(w, "receipt-hour"), html! { span { (t!(w, "receipt-hour-text")) " " span.nb #receipt-by { (m.by_words) } } }),
                (&t!(w, "receipt-outcome"), html! { (t!(w, "receipt-outcome-text")) }),
                (&t!(w, "receipt-closing"), html! { (t!(w, "receipt-closing-text")) }),
            ]))
        }
        (fold(&t!(w, "receipt-proof"), html! {
            p.sm { (t!(w, "receipt-proof-text")) }
            pre.mono #receipt-note { (m.note) (t!(w, "receipt-nonce")) " " (m.nonce) }
        }))
        form method="post" action="/tip/leave" {
            (btn(Some(Icon::Ok), &t!(w, "receipt-done"), true))
            (small(&t!(w, "receipt-later")))
        }
    }
}

/// The groups of a receipt, each in its field; fields for the script to fill where there is none yet.
fn groups(code: &str) -> Markup {
    let mut groups = code.split(' ');
    html! {
        @for place in 0..GROUPS { @if place > 0 { " " } span { (groups.next().unwrap_or_default()) } }
    }
}

/// `/tip/read`.
pub(super) fn read(ctx: &Ctx, m: &ReadPage) -> Markup {
    let w = ctx.words;
    let faults: Vec<(&str, &str)> = m
        .fault
        .iter()
        .map(|why| ("receipt", why.as_str()))
        .collect();
    let body = html! {
        (field::error_summary(w, &faults))
        @match &m.replies {
            Some(replies) => (answers(w, replies)),
            None => {
                form.commit #tip-read method="post" action="/tip/read" data-origin=(m.origin)
                    data-waiting=(t!(w, "tip-stretching")) data-failed=(t!(w, "page-failed"))
                    data-length=(t!(w, "tip-receipt-length", wanted = 24, found = "#"))
                    data-slip=(t!(w, "tip-receipt-slip", groups = "#")) {
                    (Field::new("receipt", &t!(w, "receipt-code")).hint(&t!(w, "tip-read-hint")).value(&m.receipt)
                        .error(m.fault.as_deref()).autocomplete("off").required().text())
                    p.lack role="alert" id="tip-fault" {}
                    (btn(Some(Icon::Key), &t!(w, "tip-read-go"), true))
                    p.sm.mut #tip-read-weak { (t!(w, "tip-read-weak")) }
                }
                div.stack #tip-answers role="status" {}
                template #tip-found { (found(w)) }
                template #tip-none { (none(w)) }
            }
        }
        p.ent { a href="/tip" { (t!(w, "tip-read-more")) } }
    };
    frame(
        ctx,
        &t!(w, "tip-read-title"),
        &t!(w, "tip-read-subtitle"),
        m.script,
        body,
    )
}

fn answers(w: Words, replies: &[String]) -> Markup {
    html! {
        @if replies.is_empty() { (none(w)) } @else { (found(w)) }
        @for reply in replies { section.cut { p.pre { (reply) } } }
    }
}

/// Stands above the replies.
fn found(w: Words) -> Markup {
    html! {
        h2 { (t!(w, "tip-read-found")) }
        p.sm.mut { (t!(w, "tip-read-found-text")) }
    }
}

/// The same words for a receipt that nobody has answered and for one that leads nowhere.
fn none(w: Words) -> Markup {
    note::note(
        Icon::Clock,
        &t!(w, "tip-read-none"),
        html! { p.sm { (t!(w, "tip-read-none-text")) } },
    )
}

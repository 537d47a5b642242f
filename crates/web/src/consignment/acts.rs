//! What a reader may do with a consignment, the forms for it, and what the forms do.

use app::consignment::NewFeedback;
use app::{App, Person, Receipt, Refused};
use maud::{Markup, html};
use relief::code::{DisputeReason, Finding, PaperKind, Role, Side, Verdict};
use relief::command::{Actor, Command};
use relief::consignment::{Consignment, Stage, room_of};
use relief::ids::{ConsignmentId, Index, Stamp};
use relief::state::State;

use crate::consignment::form::{Errors, happened, moment, number, place};
use crate::consignment::track::TrackModel;
use crate::consignment::words;
use crate::fields::Fields;
use crate::parts::field::{Field, checkbox, error_summary, token};
use crate::parts::icon::Icon;
use crate::parts::{btn, btn_link, fold};
use crate::t;
use crate::words::Words;

/// Characters of a remark or of what a paper says; the use case knows the true bound.
const TEXT_CHARS_MAX: usize = app::text::TEXT_CHARS_MAX;

/// What the reader may do, by the same rules as the core decides.
#[derive(Debug, Default, Clone, Copy)]
pub struct Acts {
    /// Seal it.
    pub seal: bool,
    /// Say that it left.
    pub dispatch: bool,
    /// Give it up.
    pub cancel: bool,
    /// Hand it over.
    pub hand: bool,
    /// Ask for it at the goods.
    pub take: bool,
    /// Confirm the one who asks for it.
    pub confirm: bool,
    /// Make a new link for the driver who lost theirs.
    pub relink: bool,
    /// Add a photograph.
    pub photo: bool,
    /// Remove texts and photographs.
    pub moderate: bool,
    /// Say that it is stopped, or at the door.
    pub travel: bool,
    /// Bring it back.
    pub bring_back: bool,
    /// Declare it lost.
    pub lose: bool,
    /// Record what arrived, and see the door code.
    pub receive: bool,
    /// Amend what was recorded.
    pub correct: bool,
    /// Say whether it could be used.
    pub feedback: bool,
    /// Add a paper.
    pub paper: bool,
    /// Dispute it.
    pub dispute: bool,
    /// Settle the dispute.
    pub settle: bool,
}

impl Acts {
    /// What a person may do now. Who has no account may ask for the goods at hand, and say that something is wrong.
    pub fn of(
        state: &State,
        actor: Option<&Actor>,
        id: ConsignmentId,
        found: &Consignment,
    ) -> Acts {
        let stage = found.stage();
        let asked_by = found.asked.as_ref().map(|a| (a.side, a.by));
        let handing = stage == Stage::Sealed || found.is_out();
        let Some(actor) = actor else {
            return Acts {
                take: handing && asked_by.is_none(),
                dispute: found.dispatched_at.is_some() && !found.is_disputed(),
                ..Acts::default()
            };
        };
        let sender = found.sender == actor.party;
        let holder = found.holder() == Some(actor.party);
        let theirs = state.acts_for(actor, found.recipient);
        let moving = matches!(stage, Stage::InTransit | Stage::AtHub);
        let out = found.is_out();
        let mine = asked_by.is_none_or(|(_, by)| by == actor.party);
        let auditor = state.holds_anywhere(actor.party, Role::Auditor);
        let may = |command| relief::decide(state, actor, state.last_at, command).is_ok();
        Acts {
            seal: sender && stage == Stage::Preparing,
            dispatch: sender && stage == Stage::Sealed,
            cancel: sender && matches!(stage, Stage::Preparing | Stage::Sealed),
            hand: holder && handing,
            take: handing && !holder && mine,
            confirm: holder && asked_by.is_some_and(|(side, _)| side == Side::Taker),
            relink: may(&Command::RenewLink { consignment: id }),
            photo: found.is_among(state, actor),
            moderate: state.moderates(actor, room_of(state, id)),
            travel: holder && moving,
            bring_back: holder && out,
            lose: out && (sender || theirs),
            receive: theirs && !sender && out,
            correct: theirs && !sender && !found.receipts.is_empty(),
            feedback: theirs && !sender && !found.receipts.is_empty(),
            paper: (sender || holder || theirs) && found.ending.is_none(),
            dispute: found.dispatched_at.is_some() && !found.is_disputed(),
            settle: auditor && found.is_disputed(),
        }
    }
}

/// Why an act of a form did not happen.
pub enum Failed {
    /// The core, or a use case, says no.
    Refused(Refused),
    /// A field does not fit.
    Form(String),
    /// No such act.
    Unknown,
}

impl From<Refused> for Failed {
    fn from(refused: Refused) -> Failed {
        Failed::Refused(refused)
    }
}

/// Does what a form of the page asks for.
///
/// # Errors
/// [`Failed`].
pub async fn act(
    w: Words,
    app: &App,
    who: &Person,
    id: ConsignmentId,
    what: &str,
    fields: &Fields,
) -> Result<Receipt, Failed> {
    let text = fields.text("text");
    match what {
        "paper" => {
            let kind = PaperKind::from_code(fields.text("kind")).ok_or(Failed::Unknown)?;
            Ok(app.attach_paper(who, id, kind, text).await?)
        }
        "feedback" => {
            let line = fields.number("line").ok().flatten();
            let new = NewFeedback {
                line: line.and_then(|line| line.checked_sub(1)),
                verdict: Verdict::from_code(fields.text("verdict")),
                thanks: fields.is_on("thanks"),
            };
            Ok(app.give_feedback(who, id, new, text).await?)
        }
        "dispute" => {
            let reason = DisputeReason::from_code(fields.text("reason")).ok_or(Failed::Unknown)?;
            Ok(app.dispute(who, id, reason, text).await?)
        }
        "settle" => {
            let finding = Finding::from_code(fields.text("finding")).ok_or(Failed::Unknown)?;
            Ok(app.settle(who, id, finding, text).await?)
        }
        "confirm" => {
            let asked = fields.number("asked").ok().flatten();
            let asked = Index(asked.ok_or(Failed::Unknown)?);
            let at = happened(fields, app.now());
            Ok(app.confirm_request(who, id, asked, at).await?)
        }
        "stop" => {
            let mut errors = Errors::default();
            let place = place(w, fields, "stop-place", &mut errors);
            if let Some((_, words)) = errors.0.into_iter().next() {
                return Err(Failed::Form(words));
            }
            let at = happened(fields, app.now());
            Ok(app.stop(who, id, place, at).await?)
        }
        _ => {
            let mut errors = Errors::default();
            let command = command(w, id, what, fields, app.now(), &mut errors);
            if let Some((_, words)) = errors.0.into_iter().next() {
                return Err(Failed::Form(words));
            }
            let command = command.ok_or(Failed::Unknown)?;
            Ok(app.act(who.actor(), command).await?)
        }
    }
}

fn command(
    w: Words,
    consignment: ConsignmentId,
    what: &str,
    fields: &Fields,
    now: Stamp,
    errors: &mut Errors,
) -> Option<Command> {
    let happened_at = happened(fields, now);
    Some(match what {
        "seal" => Command::SealConsignment {
            consignment,
            packages: number(w, fields, "packages", errors),
        },
        "dispatch" => Command::DispatchConsignment {
            consignment,
            eta: moment(w, fields, "eta", errors),
        },
        "arrive" => Command::ArriveConsignment {
            consignment,
            happened_at,
        },
        "return" => Command::ReturnConsignment { consignment },
        "lost" => Command::LoseConsignment { consignment },
        "cancel" => Command::CancelConsignment { consignment },
        _ => return None,
    })
}

/// The reader's own part of the page; nothing for readers nobody knows.
pub fn view(w: Words, m: &TrackModel) -> Markup {
    let a = &m.acts;
    let href = m.card.href();
    let some = a.seal || a.dispatch || a.hand || a.travel || a.receive || a.correct || a.paper;
    let some = some
        || a.dispute
        || a.settle
        || a.lose
        || a.bring_back
        || a.take
        || a.relink
        || a.photo
        || a.feedback;
    let hand = if a.confirm {
        t!(w, "track-confirm")
    } else {
        t!(w, "track-hand")
    };
    html! {
        @if let Some((_, _, words)) = &m.failed { (error_summary(w, &[("acts", words)])) }
        @if some {
            section.stack #acts tabindex="-1" {
                h2 { (t!(w, "track-acts")) }
                @if a.receive {
                    (btn_link(&format!("{href}/receive"), Some(Icon::Ok), &t!(w, "track-receive"), true))
                    (btn_link(&format!("{href}/door"), Some(Icon::Door), &t!(w, "track-door"), false))
                }
                @if a.hand { (btn_link(&format!("{href}/hand"), Some(Icon::Hand), &hand, !a.receive)) }
                @if a.take { (btn_link(&format!("{href}/take"), Some(Icon::Hand), &t!(w, "track-take"), false)) }
                @if a.correct {
                    @for receipt in &m.receipts {
                        (btn_link(&format!("{href}/receive?corrects={}", receipt.note.entry), Some(Icon::Edit),
                            &t!(w, "track-correct", index = receipt.note.entry), false))
                    }
                }
                (forms(w, m))
            }
        }
    }
}

fn forms(w: Words, m: &TrackModel) -> Markup {
    let a = &m.acts;
    let boxes = m.packages.to_string();
    html! {
        @if a.seal {
            (form(w, m, "seal", &t!(w, "track-seal"), html! {
                (Field::new("packages", &t!(w, "track-packages")).value(&typed(m, "packages", &boxes)).number(w, "", 1, relief::consignment::PACKAGES_MAX, 1))
            }))
        }
        @if a.dispatch {
            (form(w, m, "dispatch", &t!(w, "track-dispatch"), html! {
                (Field::new("eta", &t!(w, "track-eta")).kind("datetime-local").value(&typed(m, "eta", "")).text())
            }))
        }
        @if a.travel {
            (form(w, m, "arrive", &t!(w, "track-arrive"), html! { p.sm.mut { (t!(w, "track-arrive-text")) } }))
            (form(w, m, "stop", &t!(w, "track-stop"), html! {
                (Field::new("stop-place", &t!(w, "track-stop-place")).value(&typed(m, "stop-place", "")).text())
            }))
        }
        @if a.feedback {
            (form(w, m, "feedback", &t!(w, "feedback-give"), html! {
                (select("verdict", &t!(w, "feedback-verdict"), verdicts(w)))
                @if m.lines.len() > 1 { (lines(w, m)) }
                (checkbox("thanks", &t!(w, "feedback-with-thanks"), false))
                (text(w, m, "feedback", &t!(w, "feedback-text")))
            }))
        }
        @if a.paper {
            (form(w, m, "paper", &t!(w, "track-paper"), html! {
                (select("kind", &t!(w, "track-paper-kind"), PaperKind::ALL.iter().map(|k| (k.code(), words::paper(w, *k)))))
                (text(w, m, "paper", &t!(w, "track-paper-text")))
            }))
        }
        @if a.photo { (fold(&t!(w, "photo-goods-add"), crate::photo::goods_form(w, &format!("{}/photo", m.card.href()), &m.token))) }
        @if a.relink { (form(w, m, "relink", &t!(w, "track-relink"), html! { p.sm.mut { (t!(w, "track-relink-text")) } })) }
        @if a.bring_back { (form(w, m, "return", &t!(w, "track-return"), html! { p.sm.mut { (t!(w, "track-return-text")) } })) }
        @if a.lose { (form(w, m, "lost", &t!(w, "track-lose"), html! { p.sm.mut { (t!(w, "track-lose-text")) } })) }
        @if a.cancel { (form(w, m, "cancel", &t!(w, "track-cancel"), html! { p.sm.mut { (t!(w, "track-cancel-text")) } })) }
        @if a.settle {
            (form(w, m, "settle", &t!(w, "track-settle"), html! {
                (select("finding", &t!(w, "track-finding"), Finding::ALL.iter().map(|f| (f.code(), words::finding(w, *f)))))
                (text(w, m, "settle", &t!(w, "track-why")))
            }))
        }
        @if a.dispute {
            (form(w, m, "dispute", &t!(w, "track-dispute"), html! {
                (select("reason", &t!(w, "track-reason"), DisputeReason::ALL.iter().map(|r| (r.code(), words::dispute(w, *r)))))
                (text(w, m, "dispute", &t!(w, "track-what-seen")))
                @if !m.signed_in { (Field::new("name", &t!(w, "track-your-name")).value(&typed(m, "name", "")).required().text()) }
            }))
        }
    }
}

fn form(w: Words, m: &TrackModel, act: &str, name: &str, body: Markup) -> Markup {
    let action = format!("{}/{act}", m.card.href());
    // What is done on the way is kept without a network, in order with everything else about this consignment.
    let keep = matches!(act, "arrive" | "stop" | "return").then_some(m.card.id);
    let failed = m.failed.as_ref().is_some_and(|(what, ..)| what == act);
    let form = html! {
        form.stack method="post" action=(action) data-enhance[keep.is_none()] data-outbox=[keep] {
            (token(&format!("{act}{}", m.token)))
            (body)
            (btn(None, name, false))
        }
    };
    if failed {
        html! { h3 { (t!(w, "track-again")) } (form) }
    } else {
        fold(name, form)
    }
}

fn text(w: Words, m: &TrackModel, act: &str, label: &str) -> Markup {
    let id = format!("text-{act}");
    let value = match &m.failed {
        Some((what, fields, _)) if what == act => fields.text("text"),
        _ => "",
    };
    html! {
        div.f {
            label for=(id) { (label) }
            small id={ (id) "-hint" } { (t!(w, "track-text-hint")) }
            textarea.in id=(id) name="text" rows="3" maxlength=(TEXT_CHARS_MAX)
                aria-describedby={ (id) "-hint" } { (value) }
        }
    }
}

fn select(
    name: &str,
    label: &str,
    options: impl Iterator<Item = (&'static str, String)>,
) -> Markup {
    let options: Vec<(&str, String)> = options.collect();
    let shown: Vec<(&str, &str)> = options.iter().map(|(v, t)| (*v, t.as_str())).collect();
    Field::new(name, label).required().select(&shown)
}

fn verdicts(w: Words) -> impl Iterator<Item = (&'static str, String)> {
    let all = Verdict::ALL.iter();
    all.map(move |v| (v.code(), words::verdict(w, *v)))
        .chain([("none", t!(w, "feedback-none"))])
}

/// The whole consignment, then its lines, counted from 1.
fn lines(w: Words, m: &TrackModel) -> Markup {
    let whole = ("0".to_owned(), t!(w, "feedback-whole"));
    let lines = (1..).zip(&m.lines);
    let lines = lines.map(|(n, line): (usize, _)| (n.to_string(), line.name.clone()));
    let options: Vec<(String, String)> = std::iter::once(whole).chain(lines).collect();
    let shown: Vec<(&str, &str)> = options
        .iter()
        .map(|(v, t)| (v.as_str(), t.as_str()))
        .collect();
    Field::new("line", &t!(w, "feedback-line")).select(&shown)
}

fn typed(m: &TrackModel, field: &str, otherwise: &str) -> String {
    let typed = m.failed.as_ref().map(|(_, fields, _)| fields.text(field));
    typed
        .filter(|t| !t.is_empty())
        .unwrap_or(otherwise)
        .to_owned()
}

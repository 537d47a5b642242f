//! The rows in which somebody counts: at a hand-over one figure a line, at the door what became of each.

use maud::{Markup, html};
use relief::code::{HolderKind, RefuseReason};
use relief::quantity::QUANTITY_MAX;

use crate::consignment::form::Errors;
use crate::consignment::lines::LineModel;
use crate::consignment::words;
use crate::fields::Fields;
use crate::parts::field::{Choice, Field, radios};
use crate::parts::fold;
use crate::t;
use crate::words::{Words, number};

/// One figure for each line, named `PREFIX-0` and so on; empty, so that nobody confirms without counting.
pub fn taken(
    w: Words,
    prefix: &str,
    lines: &[LineModel],
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    html! {
        @for (at, line) in lines.iter().enumerate() {
            @let name = format!("{prefix}-{at}");
            (Field::new(&name, &t!(w, "counting-taken", item = line.name.clone()))
                .hint(&t!(w, "counting-packed", n = number(line.quantity), unit = line.unit))
                .value(fields.text(&name)).error(errors.of(&name)).required()
                .number(w, line.unit, 0, QUANTITY_MAX, 1))
        }
    }
}

/// What became of each line at the door.
pub fn received(w: Words, lines: &[LineModel], fields: &Fields, errors: &Errors) -> Markup {
    html! {
        @for (at, line) in lines.iter().enumerate() {
            div.sheet {
                h3 { (line.name) }
                p.sm.mut { (t!(w, "counting-open", n = number(line.open), unit = line.unit)) }
                (figure(w, "accepted", at, &t!(w, "counting-accepted"), line, fields, errors))
                (fold(&t!(w, "counting-rest"), rest(w, at, line, fields, errors)))
            }
        }
    }
}

fn rest(w: Words, at: usize, line: &LineModel, fields: &Fields, errors: &Errors) -> Markup {
    let reason = format!("reason-{at}");
    let none = t!(w, "counting-reason-none");
    let reasons: Vec<(&str, String)> = RefuseReason::ALL
        .iter()
        .map(|r| (r.code(), words::refuse(w, *r)))
        .collect();
    let shown = reasons.iter().map(|(code, text)| (*code, text.as_str()));
    let options: Vec<(&str, &str)> = [("", none.as_str())].into_iter().chain(shown).collect();
    html! {
        (figure(w, "damaged", at, &t!(w, "counting-damaged"), line, fields, errors))
        (figure(w, "missing", at, &t!(w, "counting-missing"), line, fields, errors))
        (figure(w, "refused", at, &t!(w, "counting-refused"), line, fields, errors))
        (Field::new(&reason, &t!(w, "counting-reason")).value(fields.text(&reason))
            .error(errors.of(&reason)).select(&options))
        (figure(w, "surplus", at, &t!(w, "counting-surplus"), line, fields, errors))
    }
}

fn figure(
    w: Words,
    what: &str,
    at: usize,
    label: &str,
    line: &LineModel,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let name = format!("{what}-{at}");
    Field::new(&name, label)
        .value(fields.text(&name))
        .error(errors.of(&name))
        .number(w, line.unit, 0, QUANTITY_MAX, 1)
}

/// Whether the next hands move the goods or keep them.
pub fn taker(label: &str, w: Words, fields: &Fields) -> Markup {
    let hub = fields.text("taker") == HolderKind::Hub.code();
    let (carrier, keeper) = (t!(w, "counting-taker-carrier"), t!(w, "counting-taker-hub"));
    radios(
        "taker",
        label,
        "",
        None,
        &[
            Choice::new(HolderKind::Carrier.code(), &carrier, "", !hub),
            Choice::new(HolderKind::Hub.code(), &keeper, "", hub),
        ],
    )
}

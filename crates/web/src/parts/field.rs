//! Form rows. Each has a label, says what is expected, and keeps what was typed beside the error.

use maud::{Markup, html};

use super::icon::{Icon, icon};
use super::{Tone, badge};
use crate::form::Misfit;
use crate::t;
use crate::words::Words;

/// The name of the hidden field that makes a second sending of one form harmless.
pub const TOKEN_FIELD: &str = "token";

/// A labelled input. The error stands under the label and is tied to the input.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    name: &'a str,
    label: &'a str,
    value: &'a str,
    hint: &'a str,
    error: Option<&'a str>,
    placeholder: &'a str,
    required: bool,
    kind: &'a str,
    autocomplete: Option<&'a str>,
    length_max: Option<usize>,
    code: bool,
    list: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// A field of a form; `name` is also its id.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self {
            name,
            label,
            value: "",
            hint: "",
            error: None,
            placeholder: "",
            required: false,
            kind: "text",
            autocomplete: None,
            length_max: None,
            code: false,
            list: None,
        }
    }

    /// What was typed before, or a sensible start.
    pub fn value(mut self, value: &'a str) -> Self {
        self.value = value;
        self
    }

    /// One small line under the label.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// What did not fit.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// An example inside the empty field.
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// The browser asks for it before sending.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Another type of input: `tel`, `date`, `datetime-local`, `file`.
    pub fn kind(mut self, kind: &'a str) -> Self {
        self.kind = kind;
        self
    }

    /// What the browser may fill in (`nickname`, `off`).
    pub fn autocomplete(mut self, what: &'a str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// The most characters the field takes.
    pub fn length_max(mut self, chars: usize) -> Self {
        self.length_max = Some(chars);
        self
    }

    /// A code read off a label: script turns look-alikes into what the alphabet has.
    pub fn code(mut self) -> Self {
        self.code = true;
        self
    }

    /// The `datalist` with what may be chosen.
    pub fn list(mut self, id: &'a str) -> Self {
        self.list = Some(id);
        self
    }

    /// The row with a one-line input.
    pub fn text(&self) -> Markup {
        self.row(html! {
            input.in id=(self.name) name=(self.name) type=(self.kind) value=(self.value)
                placeholder=[filled(self.placeholder)] required[self.required]
                autocomplete=[self.autocomplete] maxlength=[self.length_max] data-code[self.code] list=[self.list]
                aria-invalid=[self.error.map(|_| "true")] aria-describedby=[self.described()];
        })
    }

    /// The row with an input of several lines.
    pub fn textarea(&self, rows: u8) -> Markup {
        self.row(html! {
            textarea.in id=(self.name) name=(self.name) rows=(rows) required[self.required]
                placeholder=[filled(self.placeholder)] maxlength=[self.length_max]
                aria-invalid=[self.error.map(|_| "true")] aria-describedby=[self.described()] {
                (self.value)
            }
        })
    }

    /// The row with a number between a less and a more button; `unit` stands behind the label.
    pub fn number(&self, w: Words, unit: &str, min: u64, max: u64, step: u64) -> Markup {
        // A browser empties a number field that holds anything else: what was typed has to stay.
        if !self.value.bytes().all(|b| b.is_ascii_digit()) {
            return self.text();
        }
        let labels = (t!(w, "step-less", n = step), t!(w, "step-more", n = step));
        let button = |sign: &str, label: &str, picture| {
            html! {
                button.btn type="button" hidden data-step={ (sign) (step) } aria-label=(label) { (icon(picture)) }
            }
        };
        self.row(html! {
            div.step {
                (button("-", &labels.0, Icon::Minus))
                span.unit {
                    input.in id=(self.name) name=(self.name) type="number" inputmode="numeric"
                        min=(min) max=(max) value=(self.value) required[self.required]
                        aria-invalid=[self.error.map(|_| "true")] aria-describedby=[self.described()];
                    span { (unit) }
                }
                (button("", &labels.1, Icon::Plus))
            }
        })
    }

    /// The row with a list to choose one of: value and text.
    pub fn select(&self, options: &[(&str, &str)]) -> Markup {
        self.row(html! {
            select.in id=(self.name) name=(self.name) required[self.required]
                aria-invalid=[self.error.map(|_| "true")] aria-describedby=[self.described()] {
                @for (value, text) in options {
                    option value=(value) selected[*value == self.value] { (text) }
                }
            }
        })
    }

    fn row(&self, input: Markup) -> Markup {
        html! {
            div.f {
                label for=(self.name) { (self.label) }
                (notes(self.name, self.hint, self.error))
                (input)
            }
        }
    }

    fn described(&self) -> Option<String> {
        described(self.name, self.hint, self.error)
    }
}

/// One choice of [`radios`] or [`checks`]; the whole row can be pressed.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// What is sent.
    pub value: &'a str,
    /// The choice.
    pub title: &'a str,
    /// What it means, in small ink.
    pub text: &'a str,
    /// Chosen already.
    pub on: bool,
    /// A word at the right of the title, such as 建议.
    pub tag: Option<&'a str>,
    /// A bar under the text.
    pub extra: Option<Markup>,
}

impl<'a> Choice<'a> {
    /// A choice without extras.
    pub fn new(value: &'a str, title: &'a str, text: &'a str, on: bool) -> Self {
        Self {
            value,
            title,
            text,
            on,
            tag: None,
            extra: None,
        }
    }
}

/// A question with one answer.
pub fn radios(
    name: &str,
    legend: &str,
    hint: &str,
    error: Option<&str>,
    of: &[Choice<'_>],
) -> Markup {
    choices("radio", name, legend, hint, error, of, false)
}

/// A question with any number of answers, in two columns.
pub fn checks(
    name: &str,
    legend: &str,
    hint: &str,
    error: Option<&str>,
    of: &[Choice<'_>],
) -> Markup {
    choices("checkbox", name, legend, hint, error, of, true)
}

fn choices(
    kind: &str,
    name: &str,
    legend: &str,
    hint: &str,
    error: Option<&str>,
    of: &[Choice<'_>],
    two: bool,
) -> Markup {
    html! {
        fieldset.f id=(name) aria-describedby=[described(name, hint, error)] {
            legend { (legend) }
            (notes(name, hint, error))
            div.two[two] {
                @for choice in of {
                    label.opt {
                        input type=(kind) name=(name) value=(choice.value) checked[choice.on];
                        span {
                            span.row.sp {
                                b { (choice.title) }
                                @if let Some(tag) = choice.tag { (badge(Tone::Give, None, tag)) }
                            }
                            @if !choice.text.is_empty() { span.sm.mut.blk { (choice.text) } }
                            @if let Some(extra) = &choice.extra { (extra) }
                        }
                    }
                }
            }
        }
    }
}

/// A single box to tick.
pub fn checkbox(name: &str, text: &str, on: bool) -> Markup {
    html! {
        label.row.tick {
            input type="checkbox" name=(name) value="1" checked[on];
            span { (text) }
        }
    }
}

/// A file to choose or photograph; `accept` such as `image/*`.
pub fn file(name: &str, label: &str, hint: &str, accept: &str) -> Markup {
    html! {
        div.f {
            label for=(name) { (label) }
            (notes(name, hint, None))
            input.in.file id=(name) name=(name) type="file" accept=(accept)
                aria-describedby=[described(name, hint, None)];
        }
    }
}

/// The hidden token under which a second sending of the same form is recognised.
pub fn token(token: &str) -> Markup {
    hidden(TOKEN_FIELD, token)
}

/// A value the form carries along.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// What has to be mended, each a link to its field; nothing if nothing.
pub fn error_summary<F: AsRef<str>, S: AsRef<str>>(w: Words, errors: &[(F, S)]) -> Markup {
    let count = u64::try_from(errors.len()).unwrap_or(u64::MAX);
    html! {
        @if !errors.is_empty() {
            div.note.warn #errors role="alert" tabindex="-1" {
                (icon(Icon::Warn))
                div {
                    b { (t!(w, "form-errors", n = count)) }
                    ul { @for (field, message) in errors { li { a href={ "#" (field.as_ref()) } { (message.as_ref()) } } } }
                    p.sm { (t!(w, "form-kept")) }
                }
            }
        }
    }
}

/// Why a field does not fit, where it does not.
pub(crate) fn fault<'m>(misfits: &'m [Misfit], field: &str) -> Option<&'m str> {
    let found = misfits.iter().find(|(name, _)| name == field);
    found.map(|(_, why)| why.as_str())
}

fn notes(name: &str, hint: &str, error: Option<&str>) -> Markup {
    html! {
        @if !hint.is_empty() { small id={ (name) "-hint" } { (hint) } }
        @if let Some(error) = error {
            small.lack id={ (name) "-error" } { (icon(Icon::Warn)) " " b { (error) } }
        }
    }
}

fn described(name: &str, hint: &str, error: Option<&str>) -> Option<String> {
    match (hint.is_empty(), error.is_some()) {
        (true, false) => None,
        (true, true) => Some(format!("{name}-error")),
        (false, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-error {name}-hint")),
    }
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

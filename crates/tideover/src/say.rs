//! Words on the terminal. A closed pipe is no reason to fail.

use std::io::Write as _;
use std::process::ExitCode;

use serde_json::Value;

/// One line on standard output.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// What was asked for, as one line of JSON or for people.
pub fn answer(
    as_json: bool,
    json: impl FnOnce() -> Value,
    summary: impl FnOnce() -> String,
) -> ExitCode {
    line(&if as_json {
        json().to_string()
    } else {
        summary()
    });
    ExitCode::SUCCESS
}

/// One line on standard error.
pub fn error(text: &str) {
    let text = text.strip_prefix("error: ").unwrap_or(text);
    let _ = writeln!(std::io::stderr(), "error: {text}");
}

/// The first paragraph of a message as one line; what follows it is advice that `--help` gives better.
pub fn in_one_line(text: &str) -> String {
    let paragraph = text.split("\n\n").next().unwrap_or(text);
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Digits as a number of JSON; null when they are none.
pub fn number(digits: &str) -> Value {
    digits.parse().map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_several_lines_becomes_one() {
        assert_eq!(
            in_one_line("error: required:\n  --data <DIR>\n\nUsage: tideover"),
            "error: required: --data <DIR>"
        );
    }
}

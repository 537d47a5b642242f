//! Who walks: on which screen, in which language, with script or without.

use crate::browser::{NARROW, WIDE};

/// One way of seeing the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode {
    /// CSS pixels.
    pub width: u32,
    /// Whether the pages' own JavaScript runs.
    pub script: bool,
    /// `en` or `zh-Hans`.
    pub language: &'static str,
}

const fn mode(width: u32, script: bool, language: &'static str) -> Mode {
    Mode {
        width,
        script,
        language,
    }
}

impl Mode {
    /// Every width with every language, with script and without.
    pub const ALL: [Mode; 8] = [
        mode(NARROW, true, "zh-Hans"),
        mode(NARROW, true, "en"),
        mode(NARROW, false, "zh-Hans"),
        mode(NARROW, false, "en"),
        mode(WIDE, true, "zh-Hans"),
        mode(WIDE, true, "en"),
        mode(WIDE, false, "zh-Hans"),
        mode(WIDE, false, "en"),
    ];

    /// Half of them, so that every two of width, script and language meet: for long journeys.
    pub const PAIRS: [Mode; 4] = [
        mode(NARROW, true, "zh-Hans"),
        mode(NARROW, false, "en"),
        mode(WIDE, true, "en"),
        mode(WIDE, false, "zh-Hans"),
    ];

    /// A short name for pictures and failures, such as `360-script-en`.
    #[must_use]
    pub fn name(self) -> String {
        let script = if self.script { "script" } else { "plain" };
        format!("{}-{script}-{}", self.width, self.language)
    }
}

//! Stamps: work that a browser does for an act without an account, so that a thousand acts cost a thousand times as much.
//! A stamp is good for one act, of one kind, for a while, in one community. It says nothing about who did the work.

use relief::ids::Stamp as Moment;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::Refused;

/// Leading zero bits: some 262,000 tries, a second or two on a telephone.
pub const STAMP_BITS: u32 = 18;
/// A stamp is good for so many seconds after its page was made: nobody works ahead for another day.
pub const STAMP_SECONDS: i64 = 2 * 3_600;
/// In a drill, whose clock may run a day in a minute, for as long as it is remembered which ones were used.
const STAMP_SECONDS_DRILL: i64 = crate::workers::SUBMISSION_SECONDS;
/// The form of stamps; another one would be another number.
const FORM: &str = "1";
/// The longest number that is looked at, in digits.
const NUMBER_DIGITS_MAX: usize = 16;

/// What a stamp is worked out for: its form, bits, moment, purpose and the token of the form it comes with. A purpose
/// is `[a-z0-9-]+`.
#[must_use]
pub fn subject(purpose: &str, at: Moment, token: &str) -> String {
    format!("{FORM}:{STAMP_BITS}:{}:{purpose}:{token}", at.0)
}

/// Zero bits at the head of SHA-256(SHA-256("tideover/stamp/1\n" ‖ origin ‖ "\n" ‖ subject) ‖ number).
#[must_use]
pub fn zero_bits(origin: &str, subject: &str, number: &str) -> u32 {
    let head = Sha256::new()
        .chain_update(b"tideover/stamp/1\n")
        .chain_update(origin.as_bytes())
        .chain_update(b"\n")
        .chain_update(subject.as_bytes())
        .finalize();
    let whole = Sha256::new()
        .chain_update(head)
        .chain_update(number.as_bytes())
        .finalize();
    let zeros = whole.iter().take_while(|byte| **byte == 0).count();
    let next = whole.get(zeros).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(zeros).unwrap_or(0).saturating_mul(8) + next
}

impl App {
    /// A handle whose next act happens once, for somebody without an account: paid with a stamp (`subject:number`), or,
    /// when there is none, out of what all of them together may do in an hour.
    ///
    /// # Errors
    /// [`Refused::StampWrong`], [`Refused::TooFast`], [`Refused::StamplessFull`].
    pub async fn outside(
        &self,
        purpose: &str,
        stamp: &str,
        token: &str,
        neighbour: Option<std::net::IpAddr>,
    ) -> Result<App, Refused> {
        if stamp.is_empty() {
            let app = self.once_outside(purpose, token);
            if app.answered().await?.is_none() {
                self.limits().stampless(neighbour)?;
            }
            return Ok(app);
        }
        let drill = self.state().community.as_ref().is_some_and(|c| c.drill);
        let good_for = if drill {
            STAMP_SECONDS_DRILL
        } else {
            STAMP_SECONDS
        };
        if !fits(self.origin(), purpose, (self.now(), good_for), stamp) {
            return Err(Refused::StampWrong);
        }
        let app = self.once_outside(purpose, stamp);
        if app.answered().await?.is_none() {
            self.limits().stamped()?;
        }
        Ok(app)
    }
}

/// Whether a stamp is of this form, for this purpose, made lately, and worked out.
fn fits(origin: &str, purpose: &str, (now, good_for): (Moment, i64), stamp: &str) -> bool {
    let Some((head, number)) = stamp.rsplit_once(':') else {
        return false;
    };
    let mut parts = head.splitn(5, ':').skip(2);
    let at = parts.next().and_then(|at| at.parse().ok()).map(Moment);
    let (Some(at), Some(_), Some(token)) = (at, parts.next(), parts.next()) else {
        return false;
    };
    let age = now.since(at);
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    head == subject(purpose, at, token)
        && token.bytes().all(|b| b.is_ascii_alphanumeric())
        && token.len() == 32
        && (0..=good_for).contains(&age)
        && (1..=NUMBER_DIGITS_MAX).contains(&number.len())
        && digits
        && zero_bits(origin, head, number) >= STAMP_BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "tideover.example/hubei";
    const TOKEN: &str = "0123456789abcdef0123456789abcdef";

    fn worked(subject: &str) -> String {
        let found = (0_u64..).find(|n| zero_bits(ORIGIN, subject, &n.to_string()) >= STAMP_BITS);
        format!("{subject}:{}", found.expect("some number fits"))
    }

    #[test]
    fn a_stamp_is_for_one_purpose_place_and_time() {
        let at = Moment(1_581_264_000);
        let stamp = worked(&subject("ask", at, TOKEN));
        let later = |seconds| (Moment(at.0 + seconds), STAMP_SECONDS);
        let at = later(0);
        assert!(fits(ORIGIN, "ask", at, &stamp));
        assert!(fits(ORIGIN, "ask", later(STAMP_SECONDS), &stamp));
        assert!(!fits(ORIGIN, "ask", later(STAMP_SECONDS + 1), &stamp));
        assert!(!fits(ORIGIN, "ask", later(-1), &stamp), "not ahead of time");
        assert!(!fits(ORIGIN, "endorse-7", at, &stamp));
        assert!(!fits("tideover.example/hunan", "ask", at, &stamp));
        let easier = stamp.replacen(":18:", ":1:", 1);
        assert!(!fits(ORIGIN, "ask", at, &easier));
        for wrong in [
            "",
            ":",
            "1:18",
            "1:18:x:ask:t:1",
            &stamp[..stamp.len() - 1],
            &format!("{stamp} "),
        ] {
            assert!(!fits(ORIGIN, "ask", at, wrong), "{wrong}");
        }
    }
}

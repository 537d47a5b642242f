//! What the state gives while the volunteers work: cited from notices by those who verify, all of it invented.

use app::official_supply::{Correction, NewOfficialSupply};
use relief::catalogue::Item;
use relief::code::{CorrectionReason, OfficialKind, PackKind};
use relief::entry::Amount;
use relief::ids::{Index, OfficialSupplyId, Stamp};
use relief::name::Name;

use crate::cast::Cast;
use crate::deed::Deed;
use crate::needs::{MASK, SUIT, Ward};
use crate::step::{Script, Slot, World, stamp};

/// The office of the notices; no such office exists.
const OFFICE: &str = "市物资保障组（演练）";
/// Suits and masks of one notice at most: where a hospital states a total, no more than it asks for beyond what the
/// volunteers bring.
const SUITS_MOST: u32 = 20;
const MASKS_MOST: u32 = 200;
/// Hospitals that a notice names with pieces.
const NAMED: usize = 6;
/// A notice is a day old at most when somebody cites it.
const MINUTES_OF_DAY: u32 = 1_440;

/// One notice, and who cites it.
#[derive(Clone, Copy)]
struct Notice {
    who: Slot,
    ward: Ward,
    item: &'static str,
    amount: Amount,
    kind: OfficialKind,
    number: u32,
    minute: u32,
}

/// Notices come out for some hospitals whose needs stay open. One is corrected, one allocation arrives, and one names
/// cases that nobody has opened.
pub(crate) fn give(script: &mut Script, cast: &Cast, wards: &[Ward]) {
    let mut open: Vec<Ward> = wards.iter().filter(|w| !w.exact).copied().collect();
    script.rng.shuffle(&mut open);
    for (n, ward) in (0..).zip(open.into_iter().take(NAMED)) {
        let notice = notice(script, cast, ward, n);
        let kept = script.keep(notice.minute, move |w| notice.cited(w));
        if n == 0 {
            let right = Amount {
                n: notice.amount.n / 2,
                ..notice.amount
            };
            amended(script, &notice, kept, right, CorrectionReason::Slip);
        }
        if notice.kind == OfficialKind::Allocated {
            let carried_out = CorrectionReason::CarriedOut;
            amended(script, &notice, kept, notice.amount, carried_out);
        }
    }
}

fn notice(script: &mut Script, cast: &Cast, ward: Ward, n: u32) -> Notice {
    let rng = &mut script.rng;
    let (item, most) = match n % 3 {
        0 => (SUIT, SUITS_MOST),
        1 => (MASK, MASKS_MOST),
        _ => ward.third.unwrap_or((SUIT, SUITS_MOST)),
    };
    let pieces = Amount {
        n: u64::from(rng.between(most / 2, most)),
        pack: None,
    };
    let cases = Amount {
        n: u64::from(rng.between(12, 48)),
        pack: Some(PackKind::Case),
    };
    Notice {
        who: cast.verifier(rng),
        ward,
        item,
        amount: if n == 4 { cases } else { pieces },
        kind: if n == 3 {
            OfficialKind::Allocated
        } else {
            OfficialKind::Delivered
        },
        number: n + 1,
        minute: ward.open + rng.between(30, 600),
    }
}

/// The same notice as it should have been read, some hours later.
fn amended(
    script: &mut Script,
    notice: &Notice,
    kept: Slot,
    amount: Amount,
    reason: CorrectionReason,
) {
    let notice = *notice;
    let minute = notice.minute + script.rng.between(90, 400);
    script.at(minute, move |w| {
        let id = w.index(kept)?;
        let new = Correction {
            supply: OfficialSupplyId(id),
            corrects: Index(id),
            amount,
            kind: OfficialKind::Delivered,
            day: day(minute),
            deliver_on: None,
            reason,
            source: notice.source(),
            because: None,
        };
        Some(Deed::Correct(w.person(notice.who)?, new))
    });
}

impl Notice {
    fn source(&self) -> String {
        format!("https://example.org/drill/notice-{}", self.number)
    }

    fn cited(&self, w: &World) -> Option<Deed> {
        let new = NewOfficialSupply {
            recipient: w.recipient(self.ward.recipient)?,
            item: Item::from_code(self.item)?,
            amount: self.amount,
            kind: self.kind,
            day: day(self.minute),
            deliver_on: None,
            office: Some(Name::new(OFFICE).ok()?),
            source: self.source(),
            because: None,
            separate: false,
        };
        Some(Deed::Cite(w.person(self.who)?, new))
    }
}

/// The first moment of the day of a minute, in Wuhan: the drill begins at eight in the morning.
fn day(minute: u32) -> Stamp {
    let since = (minute + 8 * 60) / MINUTES_OF_DAY * MINUTES_OF_DAY;
    Stamp(stamp(since).0 - 8 * 3_600)
}

//! Whether a message is a need, an offer, or neither.

use super::DraftKind;
use super::clause::{Line, Sentence};
use super::token::{Cue, Kind, Token};

/// A sentence with more unread words than this is talk, unless something says what its goods are.
const UNREAD_MAX: usize = 8;
/// A sentence that lists several goods with amounts may say more besides: how to send them, until when.
const UNREAD_IN_LIST_MAX: usize = 40;

/// What the words of a message say about it as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Said {
    /// It says that something is lacking.
    lacks: bool,
    /// It offers.
    offers: bool,
    /// It sells.
    sells: bool,
    /// It names a recipient or a way to reach somebody.
    addressed: bool,
    /// It is a shared list.
    listed: bool,
}

impl Said {
    pub fn of(tokens: &[Token], has_recipient: bool) -> Self {
        let first = |cue: Cue| tokens.iter().position(|token| token.kind == Kind::Cue(cue));
        let count = |kind: &Kind| tokens.iter().filter(|token| token.kind == *kind).count();
        Self {
            lacks: first(Cue::Need).is_some(),
            offers: first(Cue::Offer).is_some(),
            sells: sells(
                first(Cue::Need),
                first(Cue::Seller),
                count(&Kind::Cue(Cue::PerhapsSeller)),
                count(&Kind::Price),
            ),
            addressed: has_recipient || count(&Kind::Contact) > 0,
            listed: first(Cue::Jielong).is_some() || count(&Kind::Ordinal) > 1,
        }
    }
}

/// A seller's word makes an advert unless the message first says that something is lacking and names
/// no price; a price makes one unless something is lacking.
fn sells(need: Option<usize>, seller: Option<usize>, perhaps: usize, prices: usize) -> bool {
    match (need, seller) {
        (None, Some(_)) => true,
        (Some(need), Some(seller)) => prices > 0 || seller < need,
        (None, None) => prices > 0 || perhaps >= 2,
        (Some(_), None) => prices > 0 && perhaps > 0,
    }
}

/// The kind of a message, and those of its lines that are needed or offered.
pub(super) fn judge(said: &Said, lines: &[Line], sentences: &[Sentence]) -> (DraftKind, Vec<Line>) {
    if said.sells {
        return (DraftKind::NotNeed, Vec::new());
    }
    let stands = |line: &&Line| stands(said, line, lines, sentences);
    let needed: Vec<Line> = lines
        .iter()
        .filter(|line| line.cue == Some(Cue::Need))
        .filter(stands)
        .cloned()
        .collect();
    let plain = |line: &&Line| line.cue.is_none();
    if said.offers && needed.is_empty() {
        let offered =
            |line: &&Line| matches!(line.cue, None | Some(Cue::Offer | Cue::Have | Cue::Burn));
        let given: Vec<Line> = lines
            .iter()
            .filter(offered)
            .filter(stands)
            .cloned()
            .collect();
        // 从海外买到防护服1500套，捐给黄冈: what is told about is what is given.
        let told = |line: &&Line| line.cue == Some(Cue::Talk) && line.amount.is_some();
        let given = if given.is_empty() {
            lines.iter().filter(told).cloned().collect()
        } else {
            given
        };
        return judged(DraftKind::Offer, given);
    }
    let have: Vec<Line> = lines
        .iter()
        .filter(|line| line.cue == Some(Cue::Have) && line.amount.is_some())
        .cloned()
        .collect();
    if !said.lacks
        && !have.is_empty()
        && lines
            .iter()
            .all(|line| matches!(line.cue, None | Some(Cue::Have)))
        && !said.addressed
    {
        return judged(DraftKind::Offer, have);
    }
    let wanted: Vec<Line> = lines
        .iter()
        .filter(|line| line.cue == Some(Cue::Need) || plain(line))
        .filter(stands)
        .cloned()
        .collect();
    judged(DraftKind::Need, without_superseded(&wanted))
}

/// 需求1000个，已到600个，缺口400个: of two needs for goods named once the last is what is lacking now.
fn without_superseded(lines: &[Line]) -> Vec<Line> {
    let again = |line: &Line, later: &Line| {
        later.name == line.name && later.head == line.head && later.amount.is_some()
    };
    let later = |at: usize| lines.iter().skip(at + 1);
    let kept = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| !later(*at).any(|later| again(line, later)));
    kept.map(|(_, line)| line.clone()).collect()
}

fn judged(kind: DraftKind, lines: Vec<Line>) -> (DraftKind, Vec<Line>) {
    let kind = if lines.is_empty() {
        DraftKind::NotNeed
    } else {
        kind
    };
    (kind, lines)
}

/// Whether a line can be taken at its word.
fn stands(said: &Said, line: &Line, lines: &[Line], sentences: &[Sentence]) -> bool {
    let sentence = sentences.get(line.sentence).copied().unwrap_or_default();
    let amount = line.amount.is_some() || line.open;
    match line.cue {
        Some(Cue::Need) => amount || !sentence.asks,
        Some(_) => line.amount.is_some() || (line.open && !sentence.asks),
        None if !amount || sentence.talks => false,
        None if said.lacks || said.offers => true,
        None => {
            let listed = |other: &&Line| other.cue.is_none() && other.amount.is_some();
            let several = lines.iter().filter(listed).count() >= 2;
            let unread_max = match (several, said.addressed || said.listed) {
                (true, _) => UNREAD_IN_LIST_MAX,
                (false, true) => UNREAD_MAX,
                (false, false) => UNREAD_MAX / 2,
            };
            !sentence.asks && sentence.unread <= unread_max
        }
    }
}

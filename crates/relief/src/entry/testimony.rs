//! What people say they saw.

use super::facts::records;
use crate::code::*;
use crate::ids::*;
use crate::place::Place;

records! {
    /// Somebody says what they saw. `statement` and `photos` are withheld until it is published. `member`: its author
    /// stands in the tree of invitations. `corrects`: in place of which version.
    TestimonySubmitted {
        about: Option<PartyId>,
        accuses: bool,
        corrects: Option<TestimonyId>,
        day_only: bool,
        happened_at: Stamp,
        kind: TestimonyKind,
        member: bool,
        photos: Vec<Seal>,
        place: Place,
        statement: Seal,
    }
    /// A moderator publishes it. `opens`: with this, enough do.
    TestimonyPublished { accuses: bool, opens: bool, testimony: TestimonyId }
    /// A moderator holds it back.
    TestimonyHeld { accuses: bool, reason: HoldReason, testimony: TestimonyId, until: Stamp }
    /// Somebody stands by it. `branch`: where they stand in the tree of invitations, numbered for this testimony alone.
    TestimonyCorroborated {
        branch: Option<u64>,
        evidence: SupportKind,
        remark: Option<Seal>,
        testimony: TestimonyId,
    }
    /// Somebody says otherwise.
    TestimonyContested { remark: Seal, testimony: TestimonyId }
    /// Somebody answers. `named`: it speaks of them, or so they say.
    TestimonyAnswered { answer: Seal, named: bool, testimony: TestimonyId }
    /// It led to the thing that entry `subject` made.
    TestimonyUsed { subject: Index, testimony: TestimonyId, used_as: TestimonyUse }
}

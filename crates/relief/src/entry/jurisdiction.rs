//! Who owes reports, who speaks for whom, and the clock of what they owe.

use super::facts::records;
use crate::code::*;
use crate::ids::*;
use crate::name::UnitCode;
use crate::place::Place;
use crate::watch::day::Day;

records! {
    /// A body that owes a report for each of its days from `owes_from` on, due in the minute `due_minute` of the next.
    JurisdictionRegistered {
        code: UnitCode,
        due_minute: u64,
        level: OfficeLevel,
        office: PartyId,
        offset_minutes: i64,
        owes_from: Day,
        parent: Option<JurisdictionId>,
        places: Vec<Place>,
    }
    /// Somebody with the right says that a person speaks for a jurisdiction.
    OfficialProposed { jurisdiction: JurisdictionId, party: PartyId }
    /// A second person says so too: from here on they do.
    OfficialConfirmed { appointment: AppointmentId }
    /// The official lays the office down, or somebody with the right wants it to end: two of them end it.
    OfficialRemoved { appointment: AppointmentId }
    /// The oldest report owed is overdue: notice to the office.
    DutyOverdue { day: Day, jurisdiction: JurisdictionId }
    /// The oldest report owed is delinquent: notice to the one above.
    DutyDelinquent { day: Day, jurisdiction: JurisdictionId }
    /// The office's standing is suspended until the whole backlog is filed.
    JurisdictionSuspended { day: Day, jurisdiction: JurisdictionId }
    /// Somebody who leads wants it to end so; a second one who says the same ends it.
    ClosingProposed { jurisdiction: JurisdictionId, owes_until: Day, successor: Option<JurisdictionId> }
    /// Somebody who leads takes it back: nobody wants it to end now.
    ClosingWithdrawn { jurisdiction: JurisdictionId }
    /// It owes nothing after the day `owes_until`; its days and what it filed stay. `successor`: who takes over.
    JurisdictionClosed { jurisdiction: JurisdictionId, owes_until: Day, successor: Option<JurisdictionId> }
    /// The community's own server was away: no duty's clock ran.
    OutageRecorded { from: Stamp, to: Stamp }
}

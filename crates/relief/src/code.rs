//! The codes of the journal: every enum whose variants stand in entries as fixed strings.

mod consignment;
mod feedback;
mod question;
mod testimony;
mod watch;

use crate::field::codes;
pub use consignment::*;
pub use feedback::*;
pub use question::*;
pub use testimony::*;
pub use watch::*;

codes! {
    /// What kind of party.
    PartyKind {
        /// A person: nothing but a number.
        Person = "person",
        /// An organisation, with its name.
        Organisation = "organisation",
    }
}

codes! {
    /// A role with public consequence. Scoped to a room, to a recipient, or to the whole community.
    Role {
        /// Opened the room, or the community.
        Founder = "founder",
        /// Leads a room; decides with founders.
        Lead = "lead",
        /// Checks needs and recipients.
        Verifier = "verifier",
        /// Finds supply and judges offers.
        Sourcing = "sourcing",
        /// Organises legs.
        Transport = "transport",
        /// Packs, seals and counts.
        Receipts = "receipts",
        /// Acts for one recipient.
        RecipientPerson = "recipient_person",
        /// Settles disputes; writes nothing else.
        Auditor = "auditor",
        /// Speaks for an office.
        Official = "official",
        /// Holds back and redacts, with a reason.
        Moderator = "moderator",
    }
}

codes! {
    /// What kind of facility.
    FacilityKind {
        /// A hospital or clinic.
        Hospital = "hospital",
        /// A place where goods change vehicles.
        Hub = "hub",
        /// A Red Cross, charity federation or other body that passes goods on.
        Organisation = "organisation",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// How well a recipient is known.
    Standing {
        /// Nobody has checked.
        Unchecked = "unchecked",
        /// Called back at a number found independently.
        CalledBack = "called_back",
        /// A document was seen. A photograph of a seal is never proof by itself.
        DocumentSeen = "document_seen",
        /// Confirmed by an authority.
        ConfirmedByAuthority = "confirmed_by_authority",
    }
}

codes! {
    /// What a verifier relied on.
    Evidence {
        /// An official notice.
        OfficialNotice = "official_notice",
        /// A call to a number found independently.
        CallBack = "call_back",
        /// The recipient's own account here.
        OwnAccount = "own_account",
    }
}

codes! {
    /// Why a gate was skipped by a named person.
    SkipReason {
        /// Lives would wait.
        Emergency = "emergency",
        /// Nobody else was there.
        NobodyElse = "nobody_else",
        /// The other side cannot be reached.
        Unreachable = "unreachable",
    }
}

codes! {
    /// The gate that was skipped. Custody and receipt can never be skipped.
    Gate {
        /// The verifier is not the reporter.
        SecondPersonForNeed = "second_person_for_need",
        /// Two verifiers for an unknown recipient.
        SecondVerifier = "second_verifier",
        /// The checker is not the donor.
        SecondPersonForEvidence = "second_person_for_evidence",
        /// A recipient or coordinator accepts first.
        Acceptance = "acceptance",
    }
}

codes! {
    /// Why a reported need was rejected.
    RejectReason {
        /// The recipient says it is not theirs.
        Denied = "denied",
        /// No such recipient or contact.
        NotFound = "not_found",
        /// The appeal is a fraud.
        Fraud = "fraud",
        /// Not something this community handles.
        OutOfScope = "out_of_scope",
    }
}

codes! {
    /// Why a need was closed.
    CloseReason {
        /// Accepted at least what was needed, or the recipient says so.
        Met = "met",
        /// No longer asked.
        Withdrawn = "withdrawn",
        /// Covered by others.
        DoneByOthers = "done_by_others",
        /// The clock.
        Expired = "expired",
    }
}

codes! {
    /// Why a commitment was declined.
    DeclineReason {
        /// The standard is not among those accepted.
        Standard = "standard",
        /// No longer needed.
        NotNeeded = "not_needed",
        /// The same goods were committed already.
        Duplicate = "duplicate",
        /// The supplier is doubtful.
        DoubtfulSupplier = "doubtful_supplier",
    }
}

codes! {
    /// Why somebody does otherwise than the plan.
    ChangeReason {
        /// The road is closed, or nobody drives there.
        Road = "road",
        /// It is covered from elsewhere by now.
        Covered = "covered",
        /// Not the right goods after all.
        Unsuitable = "unsuitable",
        /// Whole packs only.
        Packs = "packs",
        /// Somebody else needs it sooner.
        Urgent = "urgent",
        /// The goods are no longer there.
        Gone = "gone",
    }
}

codes! {
    /// The check state of a certificate.
    CertificateState {
        /// The donor says so.
        Claimed = "claimed",
        /// The number has the right form.
        FormatOk = "format_ok",
        /// Somebody saw the document.
        DocumentSeen = "document_seen",
        /// Found in the public register.
        RegisterChecked = "register_checked",
    }
}

codes! {
    /// What the state has done for a recipient.
    OfficialKind {
        /// It arrived there.
        Delivered = "delivered",
        /// It was assigned and has not been delivered.
        Allocated = "allocated",
    }
}

codes! {
    /// What a case report counts.
    CaseCount {
        /// Confirmed cases.
        Confirmed = "confirmed",
        /// Suspected cases; their total is those that stand.
        Suspected = "suspected",
        /// Severe cases; their total is those that stand.
        Severe = "severe",
        /// Deaths.
        Deaths = "deaths",
        /// Those who recovered and were discharged.
        Recovered = "recovered",
        /// Close contacts that were traced.
        Contacts = "contacts",
        /// Critical cases, beside the severe ones; their total is those that stand.
        Critical = "critical",
        /// Beds that are open for cases; not people, and their total is those that stand.
        Beds = "beds",
    }
}

impl CaseCount {
    /// Whether the total is of all days so far, and so never falls by itself.
    #[must_use]
    pub fn grows(self) -> bool {
        use CaseCount::{Beds, Critical, Severe, Suspected};
        !matches!(self, Suspected | Severe | Critical | Beds)
    }
}

codes! {
    /// Why a case report was replaced, or why a count of it is out of the ordinary.
    ReportReason {
        /// A slip of writing.
        Slip = "slip",
        /// Cases of that day became known later.
        LateCounts = "late_counts",
        /// Cases were counted twice.
        Duplicates = "duplicates",
        /// Another definition of a case.
        Definition = "definition",
        /// More people were tested.
        MoreTests = "more_tests",
        /// It really is so.
        Real = "real",
        /// The office's own table or system sent other figures, and gave no reason.
        Resent = "resent",
        /// As the remark says.
        Other = "other",
    }
}

codes! {
    /// Packs whose contents nobody states: never added to pieces.
    PackKind {
        /// A case or carton.
        Case = "case",
        /// A box.
        Box = "box",
        /// A bag.
        Bag = "bag",
        /// A barrel or drum.
        Barrel = "barrel",
    }
}

codes! {
    /// Why a record of official supply was corrected.
    CorrectionReason {
        /// A slip of writing.
        Slip = "slip",
        /// The notice itself was changed.
        NoticeChanged = "notice_changed",
        /// What was allocated has been delivered.
        CarriedOut = "carried_out",
        /// It did not arrive, or not so much.
        NotArrived = "not_arrived",
        /// The same supply stands in another record.
        Duplicate = "duplicate",
    }
}

codes! {
    /// How far up an office stands; each stands under one of those before it.
    OfficeLevel {
        /// Of the whole country.
        Nation = "nation",
        /// A province, or what reports beside one.
        Province = "province",
        /// A prefecture.
        Prefecture = "prefecture",
        /// A county or district.
        County = "county",
        /// One facility.
        Facility = "facility",
    }
}

codes! {
    /// The ground for removing a public text.
    Ground {
        /// It names a private person.
        Privacy = "privacy",
        /// The law requires it.
        Legal = "legal",
        /// It endangers somebody.
        Safety = "safety",
        /// Its author asked.
        Author = "author",
    }
}

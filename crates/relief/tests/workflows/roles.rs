//! The community, its parties, rooms and roles.

use relief::code::*;
use relief::command::{Actor, Command};
use relief::entry::Fact;
use relief::ids::*;
use relief::refusal::Refusal;
use relief::text::TextState;

use crate::common::*;

fn role(to: &Actor, role: Role, room: Option<RoomId>) -> Command {
    Command::GrantRole {
        party: to.party,
        role,
        room,
        recipient: None,
    }
}

fn revoke(from: &Actor, role: Role, room: Option<RoomId>) -> Command {
    Command::RevokeRole {
        party: from.party,
        role,
        room,
        recipient: None,
    }
}

#[test]
fn a_community_opens_once_and_by_itself() {
    let mut world = World::open();
    let he = world.person();
    let open = Command::OpenCommunity {
        name: name("湖北互助"),
        drill: false,
    };
    assert_eq!(world.refusal(&he, open.clone()), Refusal::CommunityOnly);
    assert_eq!(
        world.refusal(&Actor::community(), open),
        Refusal::CommunityOpen
    );
}

#[test]
fn nobody_acts_before_they_are_a_party() {
    let mut world = World::open();
    let ghost = Actor {
        party: PartyId(77),
        rooms: Vec::new(),
    };
    let open = Command::OpenRoom {
        name: name("幽灵群"),
        place: None,
        about: None,
    };
    assert_eq!(world.refusal(&ghost, open), Refusal::NotFound(77));
}

#[test]
fn organisations_have_names_and_persons_none() {
    let mut world = World::open();
    let register = |kind, name| Command::RegisterParty {
        kind,
        name,
        place: None,
    };
    let community = Actor::community();
    assert_eq!(
        world.refusal(&community, register(PartyKind::Organisation, None)),
        Refusal::OrganisationNeedsName
    );
    assert_eq!(
        world.refusal(&community, register(PartyKind::Person, Some(name("李娜")))),
        Refusal::PersonHasNoName
    );
    let red_cross = world.must(
        &community,
        register(PartyKind::Organisation, Some(name("民间救援队"))),
    );
    let li = world.person();
    assert_eq!(
        world.refusal(&li, register(PartyKind::Person, None)),
        Refusal::CommunityOnly
    );
    let party = &world.state.parties[&PartyId(red_cross)];
    assert_eq!(party.name, Some(name("民间救援队")));
}

#[test]
fn who_opens_a_room_leads_it_and_the_community_counts_it() {
    let mut cast = Cast::new();
    let (chen, room) = (cast.chen_lead.clone(), cast.room);
    assert!(cast.world.state.leads(&chen, Some(room)));
    assert!(!cast.world.state.leads(&chen, None));
    let count = |members| Command::CountRoom { room, members };
    assert_eq!(cast.refusal(&chen, count(41)), Refusal::CommunityOnly);
    assert_eq!(
        cast.refusal(&Actor::community(), count(40)),
        Refusal::NothingChanges
    );
    cast.must(&Actor::community(), count(104));
    assert_eq!(cast.world.state.rooms[&room].counts.len(), 2);
}

#[test]
fn a_room_does_not_grow_past_twelve_with_one_lead() {
    let mut world = World::open();
    let (mut chen, wang) = (world.person(), world.person());
    let room = open_room(&mut world, &mut chen, "麻城口罩群");
    let count = |members| Command::CountRoom { room, members };
    let community = Actor::community();
    world.must(&community, count(12));
    assert_eq!(
        world.refusal(&community, count(13)),
        Refusal::SecondLeadMissing
    );
    world.must(&chen, role(&wang, Role::Lead, Some(room)));
    world.must(&community, count(13));
    world.must(&wang, revoke(&wang, Role::Lead, Some(room)));
    world.must(&community, count(12));
    assert_eq!(
        world.refusal(&community, count(13)),
        Refusal::SecondLeadMissing
    );
}

#[test]
fn a_role_that_the_community_gave_in_a_room_was_earned() {
    let mut cast = Cast::new();
    let (chen, wang, room) = (cast.chen_lead.clone(), cast.wang_clerk.clone(), cast.room);
    let earned = |cast: &Cast, role| {
        let held = |g: &relief::state::Grant| g.party == wang.party && g.role == role;
        cast.world.state.earned.iter().any(held)
    };
    cast.must(&chen, role(&wang, Role::Sourcing, Some(room)));
    assert!(!earned(&cast, Role::Sourcing), "a lead gave it");
    cast.must(
        &Actor::community(),
        role(&wang, Role::Transport, Some(room)),
    );
    assert!(earned(&cast, Role::Transport));
    cast.must(
        &Actor::community(),
        revoke(&wang, Role::Transport, Some(room)),
    );
    assert!(!earned(&cast, Role::Transport));
}

#[test]
fn a_small_room_has_no_roles_and_a_large_one_has() {
    let mut cast = Cast::new();
    let (wang, room, need) = (cast.wang_clerk.clone(), cast.room, cast.need);
    let (sun, hospital) = (cast.sun_verifier.clone(), cast.hospital);
    let lines = vec![line(item("goggles"), 10)];
    let reported = report(&mut cast.world, &sun, hospital, Some(room), lines);
    assert_eq!(
        cast.refusal(&wang, verify_of(reported, None)),
        Refusal::NotAllowed
    );
    cast.must(
        &Actor::community(),
        Command::CountRoom { room, members: 12 },
    );
    cast.must(&wang, verify_of(reported, None));
    let he = cast.he_outsider.clone();
    let pause = Command::PauseNeed { need, until: None };
    assert_eq!(cast.refusal(&he, pause), Refusal::NotAllowed);
}

#[test]
fn roles_are_given_by_leads_and_held_once() {
    let mut cast = Cast::new();
    let (chen, wang, room) = (cast.chen_lead.clone(), cast.wang_clerk.clone(), cast.room);
    let sourcing = role(&wang, Role::Sourcing, Some(room));
    assert_eq!(cast.refusal(&wang, sourcing.clone()), Refusal::NotAllowed);
    cast.must(&chen, sourcing.clone());
    assert_eq!(cast.refusal(&chen, sourcing), Refusal::RoleHeld);
    let everywhere = role(&wang, Role::Verifier, None);
    assert_eq!(cast.refusal(&chen, everywhere), Refusal::NotAllowed);
    cast.must(&wang, revoke(&wang, Role::Sourcing, Some(room)));
    let again = revoke(&wang, Role::Sourcing, Some(room));
    assert_eq!(cast.refusal(&chen, again), Refusal::RoleNotHeld);
}

#[test]
fn a_room_is_never_without_a_lead() {
    let mut cast = Cast::new();
    let (chen, wang, room) = (cast.chen_lead.clone(), cast.wang_clerk.clone(), cast.room);
    let fang = cast.fang_second_lead.clone();
    cast.must(&fang, revoke(&fang, Role::Lead, Some(room)));
    let leave = revoke(&chen, Role::Founder, Some(room));
    assert_eq!(cast.refusal(&chen, leave.clone()), Refusal::LastLead);
    cast.must(&chen, role(&wang, Role::Lead, Some(room)));
    cast.must(&chen, leave);
}

#[test]
fn an_office_is_held_before_the_whole_community() {
    for office in [Role::Auditor, Role::Official] {
        let mut cast = Cast::new();
        let (he, zhou) = (cast.he_outsider.clone(), cast.zhou_founder.clone());
        let bound = role(&zhou, office, Some(he.rooms[0]));
        assert_eq!(cast.refusal(&he, bound), Refusal::RoleNeedsCommunity);
        let everywhere = role(&he, office, None);
        assert_eq!(cast.refusal(&he, everywhere.clone()), Refusal::NotAllowed);
        if office == Role::Official {
            assert_eq!(cast.refusal(&zhou, everywhere), Refusal::OfficialNeedsTwo);
        } else {
            cast.must(&zhou, everywhere);
        }
    }
}

#[test]
fn a_recipients_person_is_appointed_for_a_recipient_by_somebody_else() {
    let mut cast = Cast::new();
    let (qian, he, hospital) = (
        cast.qian_verifier.clone(),
        cast.he_outsider.clone(),
        cast.hospital,
    );
    let grant = |party, recipient| Command::GrantRole {
        party,
        role: Role::RecipientPerson,
        room: None,
        recipient,
    };
    assert_eq!(
        cast.refusal(&qian, grant(he.party, None)),
        Refusal::RoleNeedsRecipient
    );
    let own = grant(qian.party, Some(hospital));
    assert_eq!(cast.refusal(&qian, own), Refusal::NotAllowed);
    // Leading a room of one's own gives no say over hospitals.
    let wang = cast.wang_clerk.clone();
    let seized = grant(wang.party, Some(hospital));
    assert_eq!(cast.refusal(&he, seized), Refusal::NotAllowed);
    let verifier = Command::GrantRole {
        party: he.party,
        role: Role::Verifier,
        room: None,
        recipient: Some(hospital),
    };
    let zhou = cast.zhou_founder.clone();
    assert_eq!(cast.refusal(&zhou, verifier), Refusal::RoleNeedsRoom);
    cast.must(&qian, grant(he.party, Some(hospital)));
    assert!(cast.world.state.acts_for(&he, hospital));
}

#[test]
fn an_auditor_settles_and_flags_and_nothing_else() {
    let mut cast = Cast::new();
    let tang = cast.tang_auditor.clone();
    let commitment = pledge(cast.need, 10);
    assert_eq!(
        cast.refusal(&tang, commitment.clone()),
        Refusal::AuditorSettlesOnly
    );
    cast.must(&tang, revoke(&tang, Role::Auditor, None));
    cast.must(&tang, commitment);
}

#[test]
fn a_place_without_a_name_gets_one() {
    let mut cast = Cast::new();
    let (qian, he) = (cast.qian_verifier.clone(), cast.he_outsider.clone());
    let command = Command::NamePlace {
        place: place(421_121),
        name: name("团风县"),
    };
    assert_eq!(cast.refusal(&he, command.clone()), Refusal::NotAllowed);
    cast.must(&qian, command);
    assert_eq!(cast.world.state.place_name(place(421_121)), Some("团风县"));
}

#[test]
fn a_text_is_removed_in_public_and_once() {
    let mut cast = Cast::new();
    let (shen, chen, he) = (
        cast.shen_moderator.clone(),
        cast.chen_lead.clone(),
        cast.he_outsider.clone(),
    );
    let entry = Index(cast.need.0);
    let redact = |seal, own| Command::RedactText {
        entry,
        seal,
        ground: Ground::Privacy,
        own,
    };
    assert_eq!(
        cast.refusal(&he, redact(seal(2), false)),
        Refusal::NotAllowed
    );
    assert_eq!(
        cast.refusal(&shen, redact(seal(9), false)),
        Refusal::NoSuchText
    );
    let index = cast.must(&shen, redact(seal(2), false));
    assert_eq!(
        cast.refusal(&shen, redact(seal(2), false)),
        Refusal::NoSuchText
    );
    let text = cast.world.state.texts.get(entry, seal(2));
    let removed = TextState::Redacted {
        index: Index(index),
        at: cast.world.now,
        ground: Ground::Privacy,
    };
    assert_eq!(text, Some(removed));
    // The source of the same need: by the lead of its room, or by whoever wrote it.
    let mut twin = cast.world.clone();
    twin.must(&chen, redact(seal(1), false));
    cast.must(&he, redact(seal(1), true));
}

#[test]
fn numbers_that_no_journal_can_hold_are_refused() {
    let mut cast = Cast::new();
    let room = cast.room;
    let count = Command::CountRoom {
        room,
        members: u64::MAX,
    };
    assert_eq!(
        cast.refusal(&Actor::community(), count),
        Refusal::OutOfBounds
    );
    let li = cast.li_donor.clone();
    let mut never = pledge(cast.need, 5);
    if let Command::PledgeCommitment { available_on, .. } = &mut never {
        *available_on = Stamp(i64::MAX);
    }
    assert_eq!(cast.refusal(&li, never), Refusal::OutOfBounds);
}

#[test]
fn only_members_act_in_a_room() {
    let mut cast = Cast::new();
    let (he, hospital, room) = (cast.he_outsider.clone(), cast.hospital, cast.room);
    let lines = vec![line(item("goggles"), 10)];
    let inside = report_of(hospital, Some(room), lines.clone());
    assert_eq!(cast.refusal(&he, inside), Refusal::NotAMember);
    let nowhere = report_of(hospital, Some(RoomId(5)), lines.clone());
    assert_eq!(cast.refusal(&he, nowhere), Refusal::NotFound(5));
    let index = cast.must(&he, report_of(hospital, None, lines));
    assert!(matches!(
        cast.world.journal[index as usize].fact,
        Fact::NeedReported(_)
    ));
}

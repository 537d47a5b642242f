//! The directory: standing, contacts, aliases, merging.

use relief::code::*;
use relief::command::Command;
use relief::ids::*;
use relief::need::NeedStatus;
use relief::recipient::alike;
use relief::refusal::Refusal;

use crate::common::*;

fn registration(text: &str, provisional: bool, separate: bool) -> Command {
    Command::RegisterRecipient {
        name: name(text),
        place: place(420_112),
        kind: FacilityKind::Hospital,
        provisional,
        separate,
    }
}

fn check(recipient: RecipientId, standing: Standing) -> Command {
    Command::CheckRecipient {
        recipient,
        standing,
    }
}

#[test]
fn the_same_name_at_the_same_place_is_asked_about() {
    let mut cast = Cast::new();
    let (wang, hospital) = (cast.wang_clerk.clone(), cast.hospital);
    let same = registration("武汉市 金银潭医院", false, false);
    assert_eq!(
        cast.refusal(&wang, same),
        Refusal::RecipientExists(hospital)
    );
    cast.must(&wang, registration("武汉市金银潭医院", false, true));
    // Numerals in names matter.
    cast.must(&wang, registration("武汉市第二医院", false, false));
    cast.must(&wang, registration("武汉市第五医院", false, false));
}

#[test]
fn standing_rises_by_checks_and_falls_with_the_contact() {
    let mut cast = Cast::new();
    let (qian, hu, hospital) = (
        cast.qian_verifier.clone(),
        cast.hu_hospital.clone(),
        cast.hospital,
    );
    let he = cast.he_outsider.clone();
    assert_eq!(
        cast.refusal(&he, check(hospital, Standing::CalledBack)),
        Refusal::NotAllowed
    );
    for standing in [
        Standing::CalledBack,
        Standing::DocumentSeen,
        Standing::ConfirmedByAuthority,
    ] {
        cast.must(&qian, check(hospital, standing));
        assert_eq!(
            cast.refusal(&qian, check(hospital, standing)),
            Refusal::NothingChanges
        );
    }
    cast.must(
        &hu,
        Command::ChangeRecipientContact {
            recipient: hospital,
        },
    );
    let found = &cast.world.state.recipients[&hospital];
    assert_eq!(found.standing, Standing::Unchecked);
    assert_eq!(found.contact_changed_at, Some(cast.world.now));
    // The hospital changed its own contact: its need stands.
    assert_eq!(cast.world.state.needs[&cast.need].status, NeedStatus::Open);
}

#[test]
fn a_contact_changed_by_somebody_else_sends_needs_back() {
    let mut cast = Cast::new();
    let (qian, sun, need) = (
        cast.qian_verifier.clone(),
        cast.sun_verifier.clone(),
        cast.need,
    );
    let change = Command::ChangeRecipientContact {
        recipient: cast.hospital,
    };
    let he = cast.he_outsider.clone();
    assert_eq!(cast.refusal(&he, change.clone()), Refusal::NotAllowed);
    cast.must(&qian, change);
    assert_eq!(cast.world.state.needs[&need].status, NeedStatus::Reported);
    let li = cast.li_donor.clone();
    assert_eq!(cast.refusal(&li, pledge(need, 5)), Refusal::NeedNotVerified);
    assert_eq!(
        cast.refusal(&qian, verify_of(need, None)),
        Refusal::ReporterCannotVerify
    );
    cast.must(&sun, verify_of(need, None));
    assert_eq!(cast.world.state.needs[&need].status, NeedStatus::Open);
}

#[test]
fn who_registered_it_or_changed_its_contact_does_not_check_it() {
    let mut cast = Cast::new();
    let (qian, sun) = (cast.qian_verifier.clone(), cast.sun_verifier.clone());
    cast.world.grant(&sun, Role::Verifier, None);
    let own = RecipientId(cast.must(&qian, registration("武汉市第四医院", true, false)));
    let called = |recipient| check(recipient, Standing::CalledBack);
    assert_eq!(cast.refusal(&qian, called(own)), Refusal::AuthorCannotCheck);
    cast.must(&sun, called(own));
    let change = Command::ChangeRecipientContact { recipient: own };
    cast.must(&sun, change);
    assert_eq!(cast.refusal(&sun, called(own)), Refusal::AuthorCannotCheck);
    cast.must(&qian, called(own));
}

#[test]
fn names_that_may_mean_one_facility_are_proposed_and_numerals_tell_them_apart() {
    let mut cast = Cast::new();
    let wang = cast.wang_clerk.clone();
    let mut of = |text: &str| RecipientId(cast.must(&wang, registration(text, false, true)));
    let [fifth, five, second, xiehe, tongji, people, district] = [
        "武汉市第五医院",
        "武汉五院",
        "武汉市第二医院",
        "武汉协和医院",
        "华中科技大学同济医学院附属协和医院",
        "江汉区人民医院",
        "武汉市人民医院",
    ]
    .map(&mut of);
    let state = &cast.world.state;
    assert_eq!(alike(state, fifth), [five]);
    assert_eq!(alike(state, five), [fifth]);
    assert_eq!(alike(state, second), []);
    assert_eq!(alike(state, xiehe), [tongji]);
    assert_eq!(alike(state, tongji), [xiehe]);
    assert_eq!(alike(state, people), [], "every district has one");
    assert_eq!(alike(state, district), []);
}

#[test]
fn aliases_find_the_facility_too() {
    let mut cast = Cast::new();
    let (qian, wang, hospital) = (
        cast.qian_verifier.clone(),
        cast.wang_clerk.clone(),
        cast.hospital,
    );
    let alias = Command::AddRecipientAlias {
        recipient: hospital,
        name: name("金银潭医院"),
    };
    assert_eq!(cast.refusal(&wang, alias.clone()), Refusal::NotAllowed);
    cast.must(&qian, alias.clone());
    assert_eq!(cast.refusal(&qian, alias), Refusal::NothingChanges);
    let again = registration("金银潭医院", false, false);
    assert_eq!(
        cast.refusal(&wang, again),
        Refusal::RecipientExists(hospital)
    );
}

#[test]
fn two_ids_of_one_facility_are_merged_and_both_survive() {
    let mut cast = Cast::new();
    let (qian, wang, hu, hospital) = (
        cast.qian_verifier.clone(),
        cast.wang_clerk.clone(),
        cast.hu_hospital.clone(),
        cast.hospital,
    );
    let twin = RecipientId(cast.must(&wang, registration("金银潭", false, false)));
    let he = cast.he_outsider.clone();
    appoint(&mut cast.world, &qian, &he, twin);
    let lines = vec![line(item("goggles"), 10)];
    let need = report(&mut cast.world, &wang, twin, None, lines);
    let merge = |recipient, into| Command::MergeRecipients { recipient, into };
    assert_eq!(
        cast.refusal(&wang, merge(twin, hospital)),
        Refusal::NotAllowed
    );
    assert_eq!(cast.refusal(&qian, merge(twin, twin)), Refusal::SameThing);
    cast.must(&qian, merge(twin, hospital));
    let back = merge(hospital, twin);
    assert_eq!(
        cast.refusal(&qian, back),
        Refusal::RecipientMerged(hospital)
    );
    let state = &cast.world.state;
    assert_eq!(state.needs[&need].recipient, hospital);
    assert_eq!(state.recipient(twin).map(|(id, _)| id), Some(hospital));
    assert!(
        state.recipients[&hospital]
            .aliases
            .contains(&name("金银潭"))
    );
    // A false twin brings nobody in.
    assert!(state.acts_for(&hu, hospital) && !state.acts_for(&he, hospital));
    let again = registration("金银潭", false, false);
    assert_eq!(
        cast.refusal(&wang, again),
        Refusal::RecipientExists(hospital)
    );
}

#[test]
fn an_unknown_recipient_needs_two_verifiers() {
    let mut cast = Cast::new();
    let (wang, sun, qian) = (
        cast.wang_clerk.clone(),
        cast.sun_verifier.clone(),
        cast.qian_verifier.clone(),
    );
    let unknown = RecipientId(cast.must(&wang, registration("某乡卫生院", true, false)));
    let lines = vec![line(suit(), 10)];
    let need = report(&mut cast.world, &wang, unknown, Some(cast.room), lines);
    cast.must(&sun, verify_of(need, None));
    assert_eq!(cast.world.state.needs[&need].status, NeedStatus::Reported);
    assert_eq!(
        cast.refusal(&sun, verify_of(need, None)),
        Refusal::AlreadyVerifiedByYou
    );
    cast.must(&qian, verify_of(need, None));
    assert_eq!(cast.world.state.needs[&need].status, NeedStatus::Open);
}

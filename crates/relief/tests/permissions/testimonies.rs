//! What people do about testimonies: one of Wang Fang's waits, one accuses an office, one is public.

use relief::code::TestimonyUse;
use relief::command::Command;
use relief::ids::Index;

use crate::common::*;
use crate::scene::Scene;

pub fn acts(s: &Scene) -> Vec<(&'static str, Command)> {
    let [waiting, accusing, public] = s.testimonies;
    let world = &s.cast.world;
    let correct = correcting(testify(world, 39, None, false), public);
    vec![
        ("testify", testify(world, 38, None, false)),
        ("correct testimony", correct),
        ("publish testimony", publish_testimony(waiting)),
        ("publish an accusation", publish_testimony(accusing)),
        (
            "hold testimony",
            hold_testimony(waiting, world.now.plus_hours(9)),
        ),
        ("support testimony", support_testimony(public, None)),
        (
            "contest testimony",
            Command::ContestTestimony {
                testimony: public,
                remark: seal(42),
            },
        ),
        (
            "answer testimony",
            Command::AnswerTestimony {
                testimony: public,
                answer: seal(43),
                named: false,
            },
        ),
        (
            "say what came of it",
            Command::UseTestimony {
                testimony: public,
                used_as: TestimonyUse::Need,
                subject: Index(s.cast.need.0),
            },
        ),
    ]
}

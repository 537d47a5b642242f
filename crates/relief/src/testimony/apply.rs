//! What each entry about a testimony changes.

use super::*;
use crate::entry::*;

pub(crate) fn apply_submitted(state: &mut State, step: Step, fact: &TestimonySubmitted) {
    let id = TestimonyId(step.index.0);
    if let Some(first) = fact.corrects {
        change(state, first, |t| {
            t.corrected_by.get_or_insert(id);
        });
    }
    for seal in fact.photos.iter().chain([&fact.statement]) {
        state.texts.seal(step.index.0, None, Some(*seal));
    }
    let testimony = Testimony {
        by: step.by,
        at: step.at,
        kind: fact.kind,
        place: fact.place,
        happened_at: fact.happened_at,
        day_only: fact.day_only,
        statement: fact.statement,
        photos: fact.photos.clone(),
        about: fact.about,
        accuses: fact.accuses,
        member: fact.member,
        corrects: fact.corrects,
        corrected_by: None,
        publishers: Vec::new(),
        published: None,
        holds: Vec::new(),
        supports: Vec::new(),
        objections: Vec::new(),
        answers: Vec::new(),
        uses: Vec::new(),
    };
    state.testimonies.all.insert(id, testimony);
    settle(state, id);
}

pub(crate) fn apply_published(state: &mut State, step: Step, fact: &TestimonyPublished) {
    change(state, fact.testimony, |t| {
        t.accuses |= fact.accuses;
        t.publishers.push(step);
        if fact.opens {
            t.published.get_or_insert(step.at);
        }
    });
}

pub(crate) fn apply_held(state: &mut State, step: Step, fact: &TestimonyHeld) {
    change(state, fact.testimony, |t| {
        t.accuses |= fact.accuses;
        t.holds.push(Hold {
            step,
            reason: fact.reason,
            until: fact.until,
        });
    });
}

pub(crate) fn apply_corroborated(state: &mut State, step: Step, fact: &TestimonyCorroborated) {
    state.texts.seal(step.index.0, None, fact.remark);
    change(state, fact.testimony, |t| {
        t.supports.push(Support {
            step,
            evidence: fact.evidence,
            branch: fact.branch,
            remark: fact.remark,
        });
    });
}

pub(crate) fn apply_contested(state: &mut State, step: Step, fact: &TestimonyContested) {
    let words = fact.remark;
    state.texts.seal(step.index.0, None, Some(words));
    let named = false;
    change(state, fact.testimony, |t| {
        t.objections.push(Said { step, words, named });
    });
}

pub(crate) fn apply_answered(state: &mut State, step: Step, fact: &TestimonyAnswered) {
    let (words, named) = (fact.answer, fact.named);
    state.texts.seal(step.index.0, None, Some(words));
    change(state, fact.testimony, |t| {
        t.answers.push(Said { step, words, named });
    });
}

pub(crate) fn apply_used(state: &mut State, step: Step, fact: &TestimonyUsed) {
    lead(state, fact.testimony, step, fact.used_as, fact.subject);
}

/// A question about public testimonies is what came of them, whoever asked it.
pub(crate) fn apply_asked_about(state: &mut State, step: Step, cites: &[Index]) {
    for cite in cites {
        let id = TestimonyId(cite.0);
        let takes = |t: &Testimony| {
            t.published.is_some()
                && t.uses.len() < USES_BY_ANYBODY_MAX
                && t.uses.iter().all(|u| u.subject != step.index)
        };
        if state.testimonies.get(&id).is_some_and(takes) {
            lead(state, id, step, TestimonyUse::Question, step.index);
        }
    }
}

fn lead(state: &mut State, id: TestimonyId, step: Step, used_as: TestimonyUse, subject: Index) {
    change(state, id, |t| {
        t.uses.push(Use {
            step,
            used_as,
            subject,
        });
    });
    state.testimonies.led.entry(subject).or_default().push(id);
}

fn change(state: &mut State, id: TestimonyId, edit: impl FnOnce(&mut Testimony)) {
    if let Some(found) = state.testimonies.all.get_mut(&id) {
        edit(found);
        settle(state, id);
    }
}

/// Notes how a testimony stands: after everything that may change it.
pub(crate) fn settle(state: &mut State, id: TestimonyId) {
    if let Some(standing) = state.testimony_standing(id) {
        state.testimonies.sorted.put(id, standing);
    }
}

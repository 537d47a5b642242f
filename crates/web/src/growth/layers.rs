//! Who came by which generation of invitations, over time: strips of the picture of a room's growth. For members alone.

use relief::ids::Stamp;
use serde::Serialize;

use crate::parts::growth::LAYERS_MAX;
use crate::room::model::Grown;
use crate::t;
use crate::words::Words;

/// One generation, with those before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Layer {
    /// Invitations from the founders.
    pub generation: usize,
    /// All later ones are in it.
    pub and_later: bool,
    /// Seconds since the room opened, and how many had come by then of this generation and those before it.
    pub points: Vec<(u64, u64)>,
}

impl Layer {
    /// What stands beside it.
    pub fn name(&self, w: Words) -> String {
        let more = if self.and_later { "+" } else { "" };
        match self.generation {
            0 => t!(w, "growth-founders"),
            n => t!(w, "growth-layer", n = format!("{n}{more}")),
        }
    }
}

/// The founders first. `came` says who came when: the generation, the moment, how many. Who left again is in no strip that
/// would stand above the curve.
pub fn layers(came: &[(u32, Stamp, u64)], opened_at: Stamp, grown: &Grown) -> Vec<Layer> {
    let generation = |came: u32| usize::try_from(came).unwrap_or(usize::MAX);
    let last = came.iter().map(|(of, ..)| generation(*of)).max();
    let Some(last) = last else {
        return Vec::new();
    };
    let highest = last.min(LAYERS_MAX - 1);
    let layer = |of: usize| {
        let is_in = |came: u32| generation(came) <= of || of == highest;
        let mut moments: Vec<(u64, u64)> = came
            .iter()
            .filter(|(came, ..)| is_in(*came))
            .map(|(_, at, n)| (u64::try_from(at.since(opened_at)).unwrap_or(0), *n))
            .collect();
        moments.sort_unstable();
        let mut sum = 0_u64;
        let risen = moments.into_iter().map(|(secs, n)| {
            sum = sum.saturating_add(n);
            (secs, sum.min(grown.members_at(secs)))
        });
        Layer {
            generation: of,
            and_later: of == highest && last > highest,
            points: std::iter::once((0, 0)).chain(risen).collect(),
        }
    };
    (0..=highest).map(layer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grown(points: &[(u64, u64)]) -> Grown {
        Grown {
            points: points.to_vec(),
            span_secs: 7_200,
            quiet: false,
            first_commitment: None,
            first_delivery: None,
        }
    }

    #[test]
    fn each_strip_holds_its_generation_and_those_before_it() {
        let came = [
            (0, Stamp(100), 2),
            (1, Stamp(700), 3),
            (2, Stamp(1_900), 4),
            (1, Stamp(3_700), 1),
        ];
        let found = layers(
            &came,
            Stamp(100),
            &grown(&[(0, 2), (600, 5), (1_800, 9), (3_600, 10)]),
        );
        assert_eq!(found[0].points, [(0, 0), (0, 2)]);
        assert_eq!(found[1].points, [(0, 0), (0, 2), (600, 5), (3_600, 6)]);
        assert_eq!(found[2].points.last(), Some(&(3_600, 10)));
        assert!(!found[2].and_later);
        assert_eq!(layers(&[], Stamp(0), &grown(&[])), []);
    }

    #[test]
    fn late_generations_share_the_last_strip_and_none_stands_above_the_curve() {
        let came: Vec<(u32, Stamp, u64)> =
            (0..20).map(|of| (of, Stamp(i64::from(of)), 1)).collect();
        let found = layers(&came, Stamp(0), &grown(&[(0, 20), (19, 12)]));
        assert_eq!(found.len(), LAYERS_MAX);
        assert!(found[LAYERS_MAX - 1].and_later);
        assert_eq!(found[LAYERS_MAX - 1].points.last(), Some(&(19, 12)));
    }
}

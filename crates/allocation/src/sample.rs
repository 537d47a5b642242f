//! Invented instances that look like an emergency, from a seed. For tests, benches and first tries.
//!
//! Regions lie on a map. Lots and needs cluster in them; half of the goods lie in a quarter of the regions. A lot
//! has one of three standards and serves needs that accept it; one lot in five is earmarked for one region. Part
//! of each need is covered officially. Arcs go mostly to near regions, and cost by distance.

use crate::curve::Curve;
use crate::index;
use crate::instance::{Arc, Lot, LotId, Need, NeedId};

/// What to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Everything follows from it.
    pub seed: u64,
    /// How many lots.
    pub lots: usize,
    /// How many needs.
    pub needs: usize,
    /// Arcs tried for each lot; some fall away because they are there already or not allowed.
    pub arcs_per_lot: usize,
}

/// Side of the map.
const SIDE: u64 = 1000;
/// Needs in a region, about.
const NEEDS_PER_REGION: usize = 40;
/// Units that an average need lacks, about.
const DEMAND_MEAN: u64 = 200;
/// How many standards there are.
const STANDARDS: u64 = 3;
/// Of a hundred lots, those earmarked.
const EARMARKED_PERCENT: u64 = 20;
/// Supply for each hundred units lacking, about.
const SUPPLY_PERCENT: u64 = 35;

/// What was invented.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Lots with their traits.
    pub lots: Vec<Placed<Lot>>,
    /// Needs with their traits; none is earmarked.
    pub needs: Vec<Placed<Need>>,
    /// The arcs that the traits allow.
    pub arcs: Vec<Arc>,
}

/// A lot or a need with what decides whether they fit.
pub type Placed<T> = (T, Traits);

/// Where a lot or a need is, and what it is or accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
    /// Its region, from 0.
    pub region: usize,
    /// A lot's standard, or the least that a need accepts, from 0.
    pub standard: u64,
    /// The only region that a lot is meant for.
    pub earmark: Option<usize>,
}

/// Everything that is invented. The same sample is the same everywhere.
#[must_use]
pub fn drawn(sample: Sample) -> Drawn {
    let mut chance = Chance(sample.seed);
    let map = Map::new(&mut chance, (sample.needs / NEEDS_PER_REGION).max(4));
    let (needs, places) = needs(&mut chance, &map, sample.needs);
    let lots = lots(&mut chance, &map, sample, &needs);
    let arcs = arcs(&mut chance, &map, sample, &lots, &needs, &places);
    Drawn { lots, needs, arcs }
}

/// The lots, needs and arcs of a sample, as [`crate::Instance::new`] takes them.
#[must_use]
pub fn instance(sample: Sample) -> (Vec<Lot>, Vec<Need>, Vec<Arc>) {
    let drawn = drawn(sample);
    (
        drawn.lots.into_iter().map(|(lot, _)| lot).collect(),
        drawn.needs.into_iter().map(|(need, _)| need).collect(),
        drawn.arcs,
    )
}

/// A stream of numbers (SplitMix64).
struct Chance(u64);

impl Chance {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `below - 1`; the slight preference for low numbers does not matter here.
    const fn below(&mut self, below: u64) -> u64 {
        if below == 0 { 0 } else { self.next() % below }
    }

    /// 1 to about four times the mean, small numbers more often.
    const fn size(&mut self, mean: u64) -> u64 {
        1 + self.below(2 * mean) * self.below(2 * mean) / mean
    }

    const fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick(&mut self, count: usize) -> usize {
        usize::try_from(self.below(u64::try_from(count).unwrap_or(u64::MAX))).unwrap_or(0)
    }
}

/// Regions with their distances, for each the nearest first.
struct Map {
    near: Vec<Vec<(u64, usize)>>,
}

impl Map {
    fn new(chance: &mut Chance, regions: usize) -> Self {
        let centres: Vec<(u64, u64)> = (0..regions)
            .map(|_| (chance.below(SIDE), chance.below(SIDE)))
            .collect();
        let from = |(x, y): &(u64, u64)| {
            let distance =
                |(a, b): &(u64, u64)| (x.abs_diff(*a).pow(2) + y.abs_diff(*b).pow(2)).isqrt();
            let mut near: Vec<(u64, usize)> = centres.iter().map(distance).zip(0..).collect();
            near.sort_unstable();
            near
        };
        Self {
            near: centres.iter().map(from).collect(),
        }
    }

    fn regions(&self) -> usize {
        self.near.len()
    }

    /// A region, near ones far more often than distant ones.
    fn neighbour(&self, chance: &mut Chance, region: usize) -> (u64, usize) {
        let near = self.near.get(region).map(Vec::as_slice).unwrap_or_default();
        let widest = chance.pick(near.len() + 1).min(chance.pick(near.len() + 1));
        let place = chance.pick(widest + 1).min(chance.pick(widest + 1));
        near.get(place).copied().unwrap_or_default()
    }
}

fn needs(chance: &mut Chance, map: &Map, count: usize) -> (Vec<Placed<Need>>, Vec<Vec<usize>>) {
    let mut by_region = vec![Vec::new(); map.regions()];
    let needs = (0..count)
        .map(|place| {
            let region = chance.pick(map.regions());
            if let Some(members) = by_region.get_mut(region) {
                members.push(place);
            }
            let demand = chance.size(DEMAND_MEAN);
            let covered = if chance.percent(60) {
                chance.below(demand * 3 / 4 + 1)
            } else {
                0
            };
            let need = Need {
                id: NeedId(u64::from(index::of(place))),
                demand: demand.cast_signed(),
                covered: covered.cast_signed(),
                curve: Curve::coverage(1),
            };
            let standard = chance.below(STANDARDS).min(chance.below(STANDARDS));
            let traits = Traits {
                region,
                standard,
                earmark: None,
            };
            (need, traits)
        })
        .collect();
    (needs, by_region)
}

fn lots(
    chance: &mut Chance,
    map: &Map,
    sample: Sample,
    needs: &[Placed<Need>],
) -> Vec<Placed<Lot>> {
    let gap: u64 = needs
        .iter()
        .map(|(need, _)| need.gap().unsigned_abs())
        .sum();
    let count = u64::from(index::of(sample.lots)).max(1);
    let mean = (gap * SUPPLY_PERCENT / 100 / count).max(1);
    (0..sample.lots)
        .map(|place| {
            // The first quarter of the regions holds half of the goods.
            let regions = if chance.percent(50) {
                map.regions() / 4
            } else {
                map.regions()
            };
            let traits = Traits {
                region: chance.pick(regions),
                standard: chance.below(STANDARDS),
                earmark: chance
                    .percent(EARMARKED_PERCENT)
                    .then(|| chance.pick(map.regions())),
            };
            let lot = Lot {
                id: LotId(u64::from(index::of(place))),
                quantity: chance.size(mean).cast_signed(),
            };
            (lot, traits)
        })
        .collect()
}

fn arcs(
    chance: &mut Chance,
    map: &Map,
    sample: Sample,
    lots: &[Placed<Lot>],
    needs: &[Placed<Need>],
    by_region: &[Vec<usize>],
) -> Vec<Arc> {
    let mut arcs = Vec::with_capacity(sample.lots * sample.arcs_per_lot);
    for (lot, traits) in lots {
        let first = arcs.len();
        for _ in 0..sample.arcs_per_lot {
            let (distance, region) = match traits.earmark {
                Some(region) => (SIDE / 2, region),
                None => map.neighbour(chance, traits.region),
            };
            let members = by_region.get(region).map(Vec::as_slice).unwrap_or_default();
            let place = members.get(chance.pick(members.len())).copied();
            let Some((need, wants)) = place.and_then(|place| needs.get(place)) else {
                continue;
            };
            let capacity = lot.quantity.min(need.gap());
            if capacity == 0 || wants.standard > traits.standard {
                continue;
            }
            arcs.push(Arc {
                lot: lot.id,
                need: need.id,
                capacity,
                cost: (distance + 1 + chance.below(30)).cast_signed(),
            });
        }
        let mut own = arcs.split_off(first);
        own.sort_by_key(|arc| arc.need);
        own.dedup_by_key(|arc| arc.need);
        arcs.append(&mut own);
    }
    arcs
}

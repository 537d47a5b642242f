//! A country in need: recipients in every county who each need the same twenty items, with a pledge for every line, of
//! which half were carried to the ward.

use relief::catalogue::Item;
use relief::code::Grouping;
use relief::equity::disparity::Group;
use relief::place::{Level, Place};

use crate::society::{self, Society};

/// Recipients of the figures that are told.
pub const RECIPIENTS: u64 = 20_000;
/// What each of them needs.
pub const ITEMS: usize = 20;
/// Every second line is carried, others for the next recipient; the rest stays pledged.
const CARRIED_STEP: u64 = 2;
/// What each line asks for.
const NEEDED: u64 = 400;

/// The county of each recipient, in turns.
pub fn places() -> impl Iterator<Item = Place> {
    let counties: Vec<Place> = Place::all()
        .filter(|place| place.level() == Level::County)
        .collect();
    (0..).map(move |number: usize| *counties.get(number % counties.len()).unwrap())
}

/// One recipient more. Counties get much less than towns, so that the alarm has all its work to do.
pub fn recipient(society: &mut Society, number: u64, place: Place) {
    let items = Item::all().take(ITEMS);
    let lines = items.map(|item| society::line((item.code(), NEEDED)));
    let need = society::need(society, number, place, lines.collect());
    let is_county = Grouping::TownAndCounty.group(place) == Some(Group::County);
    let quantity = if is_county { 20 } else { 200 } + number % 17;
    let mut goods = Vec::new();
    for line in 0..ITEMS as u64 {
        if (line + number).is_multiple_of(CARRIED_STEP) {
            goods.push((society::firm(society, need, line, quantity), quantity));
        } else {
            society::pledge(society, need, line, quantity);
        }
    }
    society::carry(society, &goods);
}

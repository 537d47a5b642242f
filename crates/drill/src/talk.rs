//! Talk: what people write in the room and under the cards, around what they do and in between.

use app::NewMessage;
use relief::catalogue::Item;

use crate::cast::Cast;
use crate::deed::Deed;
use crate::hospitals::{self, FAR, NEAR};
use crate::lines;
use crate::needs::Ward;
use crate::parcel::{Parcel, Trouble};
use crate::rng::Rng;
use crate::step::{Script, Slot};
use crate::supply::{Donor, Way};

/// Free lines in two days, beside those that belong to an act.
const CHATTER_LINES: u32 = 190;

/// Says a line in the room.
fn say(script: &mut Script, room: Slot, who: Slot, minute: u32, body: String) -> Slot {
    script.keep(minute, move |w| {
        let new = NewMessage { body, thread: None };
        Some(Deed::Say(w.person(who)?, w.room(room)?, new))
    })
}

/// Says a line under a card.
fn under(script: &mut Script, room: Slot, who: Slot, minute: u32, card: Slot, body: String) {
    script.at(minute, move |w| {
        let new = NewMessage {
            body,
            thread: Some(w.index(card)?),
        };
        Some(Deed::Say(w.person(who)?, w.room(room)?, new))
    });
}

/// Somebody tells that a hospital lacks something.
pub(crate) fn asks(script: &mut Script, cast: &Cast, who: Slot, minute: u32, ward: &Ward) {
    let line = script
        .rng
        .pick(&lines::ASKS)
        .replace("{h}", ward.hospital.short);
    say(script, cast.room, who, minute, line);
}

pub(crate) fn need_remark(rng: &mut Rng) -> String {
    rng.pick(&lines::NEED_REMARKS).to_owned()
}

pub(crate) fn pledge_remark(rng: &mut Rng) -> String {
    rng.pick(&lines::PLEDGE_REMARKS).to_owned()
}

pub(crate) fn offer_remark(rng: &mut Rng, city: &str) -> String {
    let kind = rng.pick(&["现货，可自提", "可以分批", "需要对方提供接收函"]);
    format!("{city}{kind}")
}

pub(crate) fn receipt_remark(rng: &mut Rng, trouble: Trouble) -> String {
    match trouble {
        Trouble::Damaged => "一箱外包装破损受潮，里面的不能用。",
        Trouble::Refused => "部分没有注册证，退回司机带走。",
        Trouble::HubCount | Trouble::DoorCount | Trouble::Disputed => "比单子少，当面点过两遍。",
        _ => rng.pick(&["已入库。", "直接送到隔离病区。", "", ""]),
    }
    .to_owned()
}

/// A donor says what they have; half of those in the room do.
pub(crate) fn gives(
    script: &mut Script,
    cast: &Cast,
    donor: &Donor,
    minute: u32,
    ward: &Ward,
    parcel: &Parcel,
) {
    if !donor.member || script.rng.chance(45) {
        return;
    }
    let part = parcel.parts.first().copied().unwrap_or_default();
    let Some(item) = Item::from_code(part.item) else {
        return;
    };
    let line = script
        .rng
        .pick(&lines::GIVES)
        .replace("{h}", ward.hospital.short)
        .replace("{c}", donor.city.name)
        .replace("{n}", &part.quantity.to_string())
        .replace("{u}", item.unit().zh)
        .replace("{i}", item.name_zh());
    say(
        script,
        cast.room,
        donor.slot,
        minute.saturating_sub(1),
        line,
    );
}

pub(crate) fn redirects(script: &mut Script, cast: &Cast, minute: u32, way: &Way) {
    let (full, lacks) = (way.other.hospital.short, way.ward.hospital.short);
    let line =
        format!("{full}这条已经够了，{lacks}还差不少，这批改给{lacks}行吗？捐赠人点同意就行");
    say(script, cast.room, cast.lead(), minute, line);
}

pub(crate) fn on_the_way(script: &mut Script, cast: &Cast, minute: u32, donor: &Donor, card: Slot) {
    if donor.member && script.rng.chance(60) {
        let line = script
            .rng
            .pick(&lines::ON_THE_WAY)
            .replace("{c}", donor.city.name);
        under(script, cast.room, donor.slot, minute, card, line);
    }
}

pub(crate) fn held_up(script: &mut Script, cast: &Cast, minute: u32, card: Slot) {
    let line = "师傅说卡口不让过，要补一份通行证明，已经在联系".to_owned();
    under(script, cast.room, cast.member(4).slot, minute, card, line);
}

pub(crate) fn at_yard(
    script: &mut Script,
    cast: &Cast,
    hub: Slot,
    minute: u32,
    card: Slot,
    short: bool,
) {
    let line = match short {
        true => "仓库点数比单子少，点了三遍，按实数接的，差数写在交接里",
        false if script.rng.chance(50) => "东西湖入库，等市内的车",
        false => return,
    };
    under(script, cast.room, hub, minute, card, line.to_owned());
}

pub(crate) fn received(
    script: &mut Script,
    cast: &Cast,
    minute: u32,
    ward: &Ward,
    card: Slot,
    trouble: Trouble,
) {
    let line = match trouble {
        Trouble::Damaged => "有一箱压坏了，能用的先入库，坏的另外补",
        Trouble::Refused => "没有注册证的那部分退了，以后发货前先把证传上来",
        Trouble::HubCount | Trouble::DoorCount | Trouble::Disputed => {
            "和单子对不上，少的部分记了差数，请补"
        }
        Trouble::Overdue => "晚了五个多小时，总算到了",
        _ if script.rng.chance(50) => script.rng.pick(&lines::RECEIVED),
        _ => return,
    };
    let who = cast.talker(&mut script.rng, minute);
    under(
        script,
        cast.room,
        who,
        minute,
        card,
        line.replace("{h}", ward.hospital.short),
    );
}

pub(crate) fn came_back(script: &mut Script, cast: &Cast, minute: u32, card: Slot) {
    let line = "卡口没过去，司机原路返回了，货还在，得重新找车".to_owned();
    under(script, cast.room, cast.member(4).slot, minute, card, line);
}

pub(crate) fn was_lost(script: &mut Script, cast: &Cast, minute: u32, card: Slot) {
    let line = "司机联系不上，托运部也查不到，捐赠人先按丢失登记，缺口已经放出来了".to_owned();
    under(script, cast.room, cast.lead(), minute, card, line);
}

/// Lines in between, fewer at night; some edited, some removed.
pub(crate) fn chatter(script: &mut Script, cast: &Cast) {
    let mut lines: Vec<&str> = Vec::new();
    for n in 0..CHATTER_LINES {
        if lines.is_empty() {
            lines = lines::CHATTER.to_vec();
            script.rng.shuffle(&mut lines);
        }
        let line = lines.pop().unwrap_or_default();
        let minute = waking_minute(&mut script.rng);
        let who = cast.talker(&mut script.rng, minute);
        let body = filled(&mut script.rng, line);
        let said = say(script, cast.room, who, minute, body.clone());
        match n {
            10 | 50 | 90 | 130 => edit(script, cast, who, said, minute, body),
            30 | 110 => remove(script, cast, who, said, minute, ""),
            70 => remove(script, cast, cast.lead(), said, minute, "含个人电话"),
            _ => {}
        }
    }
}

/// Three in four drawn in the small hours are drawn again.
fn waking_minute(rng: &mut Rng) -> u32 {
    loop {
        let minute = rng.between(6, 2_870);
        let hour = (minute / 60 + 8) % 24;
        if hour >= 7 || rng.chance(25) {
            return minute;
        }
    }
}

fn filled(rng: &mut Rng, line: &str) -> String {
    let hospital = rng.pick(&hospitals::ALL).short;
    let city = if rng.chance(50) {
        rng.pick(&NEAR)
    } else {
        rng.pick(&FAR)
    };
    let number = (rng.between(2, 30) * 10).to_string();
    line.replace("{h}", hospital)
        .replace("{c}", city.name)
        .replace("{n}", &number)
}

fn edit(script: &mut Script, cast: &Cast, who: Slot, said: Slot, minute: u32, body: String) {
    let (room, words) = (cast.room, format!("{body}（补充：以卡片为准）"));
    let later = minute + script.rng.between(1, 9);
    script.at(later, move |w| {
        Some(Deed::Edit(
            w.person(who)?,
            w.room(room)?,
            w.seq(said)?,
            words,
        ))
    });
}

fn remove(
    script: &mut Script,
    cast: &Cast,
    by: Slot,
    said: Slot,
    minute: u32,
    reason: &'static str,
) {
    let room = cast.room;
    let later = minute + script.rng.between(1, 9);
    script.at(later, move |w| {
        Some(Deed::Remove(
            w.person(by)?,
            w.room(room)?,
            w.seq(said)?,
            reason.to_owned(),
        ))
    });
}

//! Custodians of sealed tips, and the hours' commitments.

use relief::tip_key::TipKey;

use super::*;

/// Recipients of age whose secrets nobody has.
pub const TIP_KEYS: [&str; 12] = [
    "age187rh46as7k6gggmh70ytl9f0n6vfdaez62z4cpkv3zm8r0dae85sxveecj",
    "age1nakgp8d5sc76ddd6t94w5saj7xq7vq05ec5gfdgpm5mmu2scjscq3j78j7",
    "age1u8djky985kty2h2eyu6e54tlc0jstujaz06cmg2sm6rtft9n2u8qxe72qq",
    "age15773uxw8k7x8k5lw4fad5efn3e02ts7au4c7sw84z98cl6l7acfqsus9kr",
    "age1u8d2wx5v0gfyz82jahpaezt63ysy6uqq68m734m5u5x9ncxkqagqnk42ug",
    "age148g522dgswkkgrt4qjnfgldvph3m3znl6cqkqfrlyr4eyv7gxp6qt5vnvm",
    "age1gy2t3n7esmnzrmg9fecdxr88x2dq88m029zm06uyqnvv8k2v9ksstmr0pa",
    "age1tkucmdxaa0ur0tr7cfvx2l28zrhj3zvw28kzvjld8u6sdn97kzeqtgnk82",
    "age1nng4lp92j6fswvevdc6njd04apsl68ht05fpj7uucm0txzaapreq03wzpv",
    "age1vjg0exf9vqdvvtq4eruxlryuf4yyxy7k3j6wfgg6kpr9u45ejkzqwjhhew",
    "age136jk4t34vgxx33ql0374rxvf8rqhx3efa30e9ednectwd8w8uvfqqxdcmk",
    "age1haap298mjkuvgr4x0tfdewq06j9qmyhytqdnchlter9knwmz8tqswyfz6s",
];

pub fn tip_key(which: usize) -> TipKey {
    TipKey::new(TIP_KEYS[which % TIP_KEYS.len()]).expect("a key")
}

/// `who` offers a key and Zhou Min confirms it.
pub fn custodian(cast: &mut Cast, who: &Actor, which: usize) -> CustodianId {
    let key = tip_key(which);
    let about = seal(7);
    let custodian = CustodianId(cast.must(who, Command::OfferCustodian { about, key }));
    let founder = cast.zhou_founder.clone();
    cast.must(&founder, Command::ConfirmCustodian { custodian });
    custodian
}

/// Li Na, Liu Qiang and He Ping open tips.
pub fn custodians(cast: &mut Cast) -> [(Actor, CustodianId); 3] {
    let people = [&cast.li_donor, &cast.liu_driver, &cast.he_outsider].map(Clone::clone);
    let mut which = 0;
    people.map(|who| {
        which += 1;
        let id = custodian(cast, &who, which - 1);
        (who, id)
    })
}

/// An hour's commitments, ascending, no two alike for different `first`.
pub fn leaves(first: u16) -> Vec<Seal> {
    let leaf = |n: u8| {
        let mut bytes = [n; 32];
        bytes[1..3].copy_from_slice(&first.to_be_bytes());
        Seal(bytes)
    };
    (0..16).map(leaf).collect()
}

pub fn commit_tips(first: u16) -> Command {
    Command::CommitTips {
        leaves: leaves(first),
        full: false,
    }
}

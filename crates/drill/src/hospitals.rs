//! Real places: the public hospitals of Wuhan that are played for, and the cities that gifts come from.

use relief::name::Name;
use relief::place::Place;

/// Hospitals of one society.
pub const HOSPITALS: usize = 20;

/// A hospital: its public name, what people call it, and its district by GB/T 2260.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hospital {
    name: &'static str,
    pub short: &'static str,
    district: u32,
    /// Opened in those days; no directory had it yet.
    pub provisional: bool,
}

const fn hospital(name: &'static str, short: &'static str, district: u32) -> Hospital {
    let provisional = false;
    Hospital {
        name,
        short,
        district,
        provisional,
    }
}

/// The hospitals; names and districts are public facts, everything played about them is invented.
#[rustfmt::skip]
pub(crate) const ALL: [Hospital; HOSPITALS] = [
    hospital("武汉市金银潭医院", "金银潭", 420_112),
    hospital("武汉市肺科医院", "肺科医院", 420_104),
    hospital("华中科技大学同济医学院附属协和医院", "协和", 420_102),
    hospital("华中科技大学同济医学院附属同济医院", "同济", 420_104),
    hospital("武汉大学人民医院", "省人民", 420_106),
    hospital("武汉大学中南医院", "中南", 420_106),
    hospital("武汉市中心医院", "中心医院", 420_102),
    hospital("武汉市第一医院", "市一", 420_104),
    hospital("武汉市第三医院", "市三", 420_106),
    hospital("武汉市第四医院", "市四", 420_104),
    hospital("武汉市第五医院", "市五", 420_105),
    hospital("武汉市第六医院", "市六", 420_102),
    hospital("武汉市第七医院", "七医院", 420_106),
    hospital("武汉市第九医院", "九医院", 420_107),
    hospital("武汉市红十字会医院", "红会医院", 420_103),
    hospital("湖北省中西医结合医院", "新华医院", 420_103),
    hospital("武汉市汉口医院", "汉口医院", 420_102),
    hospital("武汉市武昌医院", "武昌医院", 420_106),
    hospital("武汉市黄陂区人民医院", "黄陂人民", 420_116),
    Hospital { name: "武汉市江夏区第一人民医院", short: "江夏一医", district: 420_115, provisional: true },
];

impl Hospital {
    /// The name in the directory; societies beyond the first get branches of their own.
    pub(crate) fn name(&self, community: u32) -> Option<Name> {
        let name = match community {
            0 => self.name.to_owned(),
            n => format!("{}（演练 {}）", self.name, n + 1),
        };
        Name::new(&name).ok()
    }

    pub(crate) fn place(&self) -> Option<Place> {
        Place::from_code(self.district)
    }
}

/// A city that people give from, with the hours of driving to Wuhan.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct City {
    pub name: &'static str,
    code: u32,
    pub hours: u32,
}

const fn city(name: &'static str, code: u32, hours: u32) -> City {
    City { name, code, hours }
}

/// Where goods change vehicles: a yard in the district with the motorway.
pub(crate) const HUB: City = city("武汉东西湖", 420_112, 1);

/// Within a morning's drive: what has to be made good quickly comes from here.
pub(crate) const NEAR: [City; 7] = [
    city("武汉", 420_100, 1),
    city("孝感", 420_900, 2),
    city("仙桃", 429_004, 2),
    city("黄石", 420_200, 2),
    city("宜昌", 420_500, 4),
    city("长沙", 430_100, 4),
    city("合肥", 340_100, 5),
];

/// A day's drive, or a night flight and a van.
pub(crate) const FAR: [City; 12] = [
    city("南昌", 360_100, 5),
    city("郑州", 410_100, 6),
    city("南京", 320_100, 7),
    city("杭州", 330_100, 9),
    city("上海", 310_000, 10),
    city("西安", 610_100, 9),
    city("济南", 370_100, 10),
    city("宁波", 330_200, 11),
    city("广州", 440_100, 12),
    city("深圳", 440_300, 13),
    city("成都", 510_100, 13),
    city("北京", 110_000, 13),
];

impl City {
    pub(crate) fn place(&self) -> Option<Place> {
        Place::from_code(self.code)
    }
}

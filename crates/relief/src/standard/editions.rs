//! The table of editions.

use super::{Day, Kind, Row, Spelling};

const fn numbered(
    names: (&'static str, &'static str),
    spelt: (&'static str, &'static str, &'static str),
    kind: Kind,
    in_force: (Option<Day>, Option<Day>),
    superseded_by: Option<&'static str>,
) -> Row {
    let (code, written) = names;
    let (prefix, number, year) = spelt;
    let (in_force_from, withdrawn_on) = in_force;
    Row {
        code,
        written,
        kind,
        in_force_from,
        withdrawn_on,
        superseded_by,
        spelling: Spelling::Numbered {
            prefix,
            number,
            year: if year.is_empty() { None } else { Some(year) },
        },
    }
}

const fn phrased(
    code: &'static str,
    written: &'static str,
    kind: Kind,
    phrases: &'static [&'static str],
) -> Row {
    Row {
        code,
        written,
        kind,
        in_force_from: None,
        withdrawn_on: None,
        superseded_by: None,
        spelling: Spelling::Phrases(phrases),
    }
}

/// Every edition. Oldest of each norm first; the order is part of nothing, entries hold codes.
#[rustfmt::skip]
pub(super) const EDITIONS: &[Row] = &[
    numbered(("gb_19083_2003", "GB 19083-2003"), ("gb", "19083", "2003"), Kind::MedicalRespirator,
        (None, Some((2011, 8, 1))), Some("gb_19083_2010")),
    numbered(("gb_19083_2010", "GB 19083-2010"), ("gb", "19083", "2010"), Kind::MedicalRespirator,
        (Some((2011, 8, 1)), Some((2025, 12, 1))), Some("gb_19083_2023")),
    numbered(("gb_19083_2023", "GB 19083-2023"), ("gb", "19083", "2023"), Kind::MedicalRespirator,
        (Some((2025, 12, 1)), None), None),
    numbered(("gb_2626_2006", "GB 2626-2006"), ("gb", "2626", "2006"), Kind::WorkRespirator,
        (Some((2006, 12, 1)), None), Some("gb_2626_2019")),
    numbered(("gb_2626_2019", "GB 2626-2019"), ("gb", "2626", "2019"), Kind::WorkRespirator,
        (None, None), None),
    numbered(("yy_0469_2004", "YY 0469-2004"), ("yy", "0469", "2004"), Kind::SurgicalMask,
        (None, None), Some("yy_0469_2011")),
    numbered(("yy_0469_2011", "YY 0469-2011"), ("yy", "0469", "2011"), Kind::SurgicalMask,
        (Some((2013, 6, 1)), Some((2026, 12, 1))), Some("yy_0469_2023")),
    numbered(("yy_0469_2023", "YY 0469-2023"), ("yy", "0469", "2023"), Kind::SurgicalMask,
        (Some((2026, 12, 1)), None), None),
    numbered(("yy_t_0969_2013", "YY/T 0969-2013"), ("yy", "0969", "2013"), Kind::MedicalMask,
        (Some((2014, 10, 1)), None), None),
    numbered(("gb_t_32610_2016", "GB/T 32610-2016"), ("gb", "32610", "2016"), Kind::CivilMask,
        (Some((2016, 11, 1)), None), None),
    numbered(("t_ctca_1_2015", "T/CTCA 1-2015"), ("t/ctca", "1", "2015"), Kind::CivilMask,
        (None, None), Some("t_ctca_1_2019")),
    numbered(("t_ctca_1_2019", "T/CTCA 1-2019"), ("t/ctca", "1", "2019"), Kind::CivilMask,
        (None, None), None),
    numbered(("gb_19082_2003", "GB 19082-2003"), ("gb", "19082", "2003"), Kind::ProtectiveSuit,
        (None, Some((2010, 3, 1))), Some("gb_19082_2009")),
    numbered(("gb_19082_2009", "GB 19082-2009"), ("gb", "19082", "2009"), Kind::ProtectiveSuit,
        (Some((2010, 3, 1)), Some((2025, 12, 1))), Some("gb_19082_2023")),
    numbered(("gb_19082_2023", "GB 19082-2023"), ("gb", "19082", "2023"), Kind::ProtectiveSuit,
        (Some((2025, 12, 1)), None), None),
    numbered(("gb_24539_2009", "GB 24539-2009"), ("gb", "24539", "2009"), Kind::WorkSuit,
        (None, None), Some("gb_24539_2021")),
    numbered(("gb_24539_2021", "GB 24539-2021"), ("gb", "24539", "2021"), Kind::WorkSuit,
        (None, None), None),
    numbered(("en_14126", "EN 14126"), ("en", "14126", ""), Kind::ProtectiveSuit, (None, None), None),
    numbered(("gb_10213_2006", "GB 10213-2006"), ("gb", "10213", "2006"), Kind::ExaminationGloves,
        (None, None), None),
    numbered(("gb_7543_2006", "GB 7543-2006"), ("gb", "7543", "2006"), Kind::SurgicalGloves,
        (None, None), Some("gb_t_7543_2020")),
    numbered(("gb_t_7543_2020", "GB/T 7543-2020"), ("gb", "7543", "2020"), Kind::SurgicalGloves,
        (None, None), None),
    numbered(("en_455", "EN 455"), ("en", "455", ""), Kind::ExaminationGloves, (None, None), None),
    numbered(("yy_t_0506", "YY/T 0506"), ("yy", "0506", ""), Kind::Gown, (None, None), None),
    numbered(("en_13795", "EN 13795"), ("en", "13795", ""), Kind::Gown, (None, None), None),
    numbered(("gb_14866_2006", "GB 14866-2006"), ("gb", "14866", "2006"), Kind::EyeProtection,
        (None, None), None),
    numbered(("en_166", "EN 166"), ("en", "166", ""), Kind::EyeProtection, (None, None), None),
    numbered(("yy_t_1633_2019", "YY/T 1633-2019"), ("yy", "1633", "2019"), Kind::ShoeCover,
        (None, None), None),
    numbered(("yy_t_1642_2019", "YY/T 1642-2019"), ("yy", "1642", "2019"), Kind::Cap,
        (None, None), None),
    phrased("en_149_ffp2", "EN 149 FFP2", Kind::CertifiedRespirator, &["en149ffp2", "ffp2"]),
    phrased("en_149_ffp3", "EN 149 FFP3", Kind::CertifiedRespirator, &["en149ffp3", "ffp3"]),
    phrased("niosh_n95", "NIOSH N95 (42 CFR 84)", Kind::CertifiedRespirator,
        &["nioshn95", "n95niosh", "42cfr84", "42cfrpart84", "tc84a", "niosh"]),
    phrased("en_14683_type_i", "EN 14683 Type I", Kind::MedicalMask, &["en14683typei"]),
    phrased("en_14683_type_ii", "EN 14683 Type II", Kind::SurgicalMask, &["en14683typeii"]),
    phrased("en_14683_type_iir", "EN 14683 Type IIR", Kind::SurgicalMask,
        &["en14683typeiir", "typeiir", "en14683iir"]),
    phrased("en_14683", "EN 14683", Kind::SurgicalMask, &["en14683"]),
    phrased("astm_f2100_level_1", "ASTM F2100 Level 1", Kind::SurgicalMask,
        &["astmf2100level1", "astmlevel1", "f2100level1", "astmf210019level1", "astmf210011level1"]),
    phrased("astm_f2100_level_2", "ASTM F2100 Level 2", Kind::SurgicalMask,
        &["astmf2100level2", "astmlevel2", "f2100level2", "astmf210019level2", "astmf210011level2"]),
    phrased("astm_f2100_level_3", "ASTM F2100 Level 3", Kind::SurgicalMask,
        &["astmf2100level3", "astmlevel3", "f2100level3", "astmf210019level3", "astmf210011level3"]),
    phrased("astm_f2100", "ASTM F2100", Kind::SurgicalMask, &["astmf2100", "f2100"]),
];

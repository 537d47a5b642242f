//! An XLSX workbook, made by hand.

/// A workbook with its sheets: a name, rows of cells parted by `;`, and merged areas such as A2:A3.
pub fn workbook(sheets: &[(&str, &[&str], &[&str])]) -> Vec<u8> {
    const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut parts = Vec::new();
    let (mut list, mut relations) = (String::new(), String::new());
    for (at, (name, rows, merged)) in (1..).zip(sheets) {
        list += &format!(r#"<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>"#);
        relations += &format!(
            r#"<Relationship Id="r{at}" Type="{RELS}/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        );
        let cell = |(column, text): (char, &str)| match text.parse::<i64>() {
            Ok(number) => format!(r#"<c r="{column}ROW"><v>{number}</v></c>"#),
            Err(_) => format!(r#"<c r="{column}ROW" t="inlineStr"><is><t>{text}</t></is></c>"#),
        };
        let row = |(nth, row): (usize, &&str)| {
            let cells: String = ('A'..)
                .zip(row.split(';'))
                .filter(|(_, text)| !text.is_empty())
                .map(cell)
                .collect();
            format!(
                r#"<row r="{nth}">{}</row>"#,
                cells.replace("ROW", &nth.to_string())
            )
        };
        let rows: String = (1..).zip(rows.iter()).map(row).collect();
        let merged: String = merged
            .iter()
            .map(|area| format!(r#"<mergeCell ref="{area}"/>"#))
            .collect();
        let sheet = format!(
            r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"#
        );
        parts.push((format!("xl/worksheets/sheet{at}.xml"), sheet));
    }
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let root =
        format!(r#"<Relationship Id="r1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/>"#);
    let of = |inner: &str| format!(r#"<Relationships xmlns="{package}">{inner}</Relationships>"#);
    parts.push(("_rels/.rels".to_owned(), of(&root)));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), of(&relations)));
    let book =
        format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{list}</sheets></workbook>"#);
    parts.push(("xl/workbook.xml".to_owned(), book));
    zipped(&parts)
}

/// Files in an archive, not compressed.
fn zipped(files: &[(String, String)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let mut crc = flate2::Crc::new();
        crc.update(text.as_bytes());
        let size = u32::try_from(text.len()).unwrap().to_le_bytes();
        let width = u16::try_from(name.len()).unwrap().to_le_bytes();
        let common = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            &crc.sum().to_le_bytes()[..],
            &size,
            &size,
            &width,
            &[0, 0],
        ]
        .concat();
        let start = u32::try_from(archive.len()).unwrap().to_le_bytes();
        archive.extend([b"PK\x03\x04", &common[..], name.as_bytes(), text.as_bytes()].concat());
        directory.extend(
            [
                b"PK\x01\x02\x14\x00",
                &common[..],
                &[0; 10],
                &start,
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    let start = u32::try_from(archive.len()).unwrap().to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0",
        &count[..],
        &count,
        &size,
        &start,
        &[0, 0],
    ]
    .concat();
    [archive, directory, end].concat()
}

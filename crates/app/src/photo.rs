//! Photographs: decoded and drawn anew, so that nothing the camera or a stranger wrote into the file stays.
//!
//! The journal holds a seal as of any text (`docs/journal-format.md`, "Texts"): the value is the SHA-256 of
//! the stored file in lower-case hex.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use relief::code::{CertificateState, Ground};
use relief::command::Command;
use relief::consignment::room_of;
use relief::entry::{Batch, Fact};
use relief::ids::{CommitmentId, ConsignmentId, Index, RoomId, Seal, hex};
use sha2::{Digest, Sha256};
use store::PrivateId;
use store::vault::photo::{self, Photo};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::draft::Receipt;
use crate::error::Refused;
use crate::people::Person;
use crate::text::seal_of;
use crate::turns::in_turn;

/// The largest file that is taken, in bytes: what a phone of today writes at its best setting.
pub const PHOTO_BYTES_MAX: usize = 10 * 1024 * 1024;
/// The most pixels that are decoded: about 40 million, a small file can claim far more.
const PIXELS_MAX: u64 = 40_000_000;
/// The longest side of what is kept, in pixels: a certificate stays readable.
const SIDE_MAX: u32 = 1_600;
/// Memory that decoding may ask for, in bytes: four for each pixel, and as much again to work with.
const DECODE_BYTES_MAX: u64 = 8 * PIXELS_MAX;
/// How faithfully it is kept, of 100.
const QUALITY: u8 = 80;
/// The media type of everything that is kept.
const MEDIA_TYPE: &str = "image/jpeg";
/// The field under which a photograph of a document is sealed.
const DOCUMENT_FIELD: &str = "document";
/// The field under which a photograph of goods is sealed.
const PHOTO_FIELD: &str = "photo";

/// One photograph is decoded at a time: each may take hundreds of megabytes for a moment.
static DECODING: Semaphore = Semaphore::const_new(1);

/// A photograph of goods, as a page lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoodsPhoto {
    /// The entry that seals it.
    pub entry: u64,
    /// Its id, for readers who may see it.
    pub id: Option<PrivateId>,
    /// Removed: its tombstone is left.
    pub is_removed: bool,
}

/// A photograph that was drawn anew, with its seal, before it is kept.
pub(crate) struct Developed {
    id: PrivateId,
    bytes: Vec<u8>,
    salt: [u8; 32],
    pub seal: Seal,
}

impl App {
    /// The donor brings a photograph of the certificate as evidence. The members of the need's room may see it.
    ///
    /// # Errors
    /// [`Refused::NotAPhoto`], or a refusal of the domain.
    pub async fn bring_evidence_photo(
        &self,
        who: &Person,
        commitment: CommitmentId,
        certificate: CertificateState,
        batch: Option<Batch>,
        bytes: Vec<u8>,
    ) -> Result<Receipt, Refused> {
        let (donor, room) = {
            let state = self.state();
            let found = state.commitments.get(&commitment);
            let found = found.ok_or(Refused::NotFound)?;
            let room = state.needs.get(&found.need).and_then(|n| n.room);
            (found.donor, room)
        };
        // Asked before the file is decoded, which costs far more than the question.
        if donor != who.party {
            return Err(relief::refusal::Refusal::NotYourCommitment.into());
        }
        let made = self.develop(bytes, DOCUMENT_FIELD).await?;
        let (actor, account) = (who.actor(), who.account);
        self.write(move |draft| {
            let command = Command::BringEvidence {
                commitment,
                certificate,
                batch,
                document: Some(made.seal),
            };
            let entry = draft.act(&actor, &command)?;
            let at = draft.at().0;
            draft.row(photo::insert(&made.into_photo(
                account,
                Some(entry),
                room,
                at,
            )));
            draft.about(commitment.0);
            Ok(())
        })
        .await
    }

    /// Somebody who had the goods, or receives them, adds a photograph. Those of the way and the members of the room
    /// that it serves may see it.
    ///
    /// # Errors
    /// [`Refused::NotAPhoto`], or a refusal of the domain.
    pub async fn photograph(
        &self,
        who: &Person,
        consignment: ConsignmentId,
        bytes: Vec<u8>,
    ) -> Result<Receipt, Refused> {
        let (actor, account) = (who.actor(), who.account);
        let room = {
            let state = self.state();
            let found = state.consignments.get(&consignment);
            // Asked before the file is decoded, as above.
            if !found.ok_or(Refused::NotFound)?.is_among(&state, &actor) {
                return Err(relief::refusal::Refusal::NotAllowed.into());
            }
            room_of(&state, consignment)
        };
        let made = self.develop(bytes, PHOTO_FIELD).await?;
        self.write(move |draft| {
            let photo = made.seal;
            let command = Command::PhotographConsignment { consignment, photo };
            let entry = Some(draft.act(&actor, &command)?);
            let at = draft.at().0;
            draft.row(photo::insert(&made.into_photo(account, entry, room, at)));
            Ok(())
        })
        .await
    }

    /// A photograph for a reader: of a thing without a room and not withheld, of a room that they are in, of goods that went through
    /// their hands, or their own. A removed one comes without its file, as a tombstone for everybody.
    ///
    /// # Errors
    /// [`Refused::NotFound`], also for one that the reader may not see.
    pub async fn photo(&self, id: PrivateId, reader: Option<&Person>) -> Result<Photo, Refused> {
        let found = self.store().photo(id).await?.ok_or(Refused::NotFound)?;
        let shown = found.entry.is_none_or(|e| self.may_read(Index(e), reader));
        let open = (found.room.is_none() && shown) || found.bytes.is_none();
        let theirs = |who: &Person| {
            let room = found.room.map(RoomId);
            who.account == found.account || room.is_some_and(|room| who.is_in(room))
        };
        let may = match reader {
            Some(who) => open || theirs(who) || self.is_of_the_way(&found, who).await?,
            None => open,
        };
        may.then_some(found).ok_or(Refused::NotFound)
    }

    /// The photograph behind a seal of the journal, with its file while it stands.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn photo_of(&self, seal: Seal) -> Result<Option<Photo>, Refused> {
        Ok(self.store().photo_by_commitment(seal.0).await?)
    }

    /// The photographs of goods, the oldest first; each with its id if the reader may see it.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn photos_of_goods(
        &self,
        consignment: ConsignmentId,
        reader: Option<&Person>,
    ) -> Result<Vec<GoodsPhoto>, Refused> {
        let (entries, among) = {
            let state = self.state();
            let Some(found) = state.consignments.get(&consignment) else {
                return Ok(Vec::new());
            };
            let entries: Vec<u64> = found.photos.iter().map(|(.., i)| i.0).collect();
            let among = reader.is_some_and(|who| found.is_among(&state, &who.actor()));
            (entries, among)
        };
        let mut photos = Vec::new();
        for entry in entries {
            for kept in self.store().photos_of(entry).await? {
                let room = kept.room.map(RoomId);
                let theirs = |who: &Person| room.is_some_and(|room| who.is_in(room));
                let open = room.is_none() || among || reader.is_some_and(theirs);
                let is_removed = kept.redacted_at.is_some();
                photos.push(GoodsPhoto {
                    entry,
                    id: (open || is_removed).then_some(kept.id),
                    is_removed,
                });
            }
        }
        Ok(photos)
    }

    /// Removes a photograph: the file and its salt go, its seal and a public tombstone stay.
    ///
    /// # Errors
    /// A refusal of the domain, or [`Refused::NotFound`] when there is none or it was removed before.
    pub async fn redact_photo(
        &self,
        who: &Person,
        id: PrivateId,
        ground: Ground,
    ) -> Result<Receipt, Refused> {
        let found = self.store().photo(id).await?.ok_or(Refused::NotFound)?;
        let standing = found.entry.filter(|_| found.bytes.is_some());
        let entry = Index(standing.ok_or(Refused::NotFound)?);
        let (actor, own) = (who.actor(), found.account == who.account);
        let seal = Seal(found.commitment);
        self.write(move |draft| {
            let command = Command::RedactText {
                entry,
                seal,
                ground,
                own,
            };
            draft.act(&actor, &command)?;
            draft.row(photo::redact(id, draft.at().0));
            Ok(())
        })
        .await
    }

    async fn is_of_the_way(&self, photo: &Photo, reader: &Person) -> Result<bool, Refused> {
        let Some(entry) = photo.entry else {
            return Ok(false);
        };
        let read = self.read_entry(entry).await?.map(|read| read.entry.fact);
        let Some(Fact::ConsignmentPhotographed(fact)) = read else {
            return Ok(false);
        };
        let state = self.state();
        let found = state.consignments.get(&fact.consignment);
        Ok(found.is_some_and(|c| c.is_among(&state, &reader.actor())))
    }

    pub(crate) async fn develop(&self, bytes: Vec<u8>, field: &str) -> Result<Developed, Refused> {
        let refused = || Refused::NotAPhoto {
            max_bytes: PHOTO_BYTES_MAX,
        };
        if bytes.len() > PHOTO_BYTES_MAX {
            return Err(refused());
        }
        let drawn = in_turn(&DECODING, move || redraw(&bytes)).await;
        let bytes = drawn.flatten().ok_or_else(refused)?;
        let salt = self.entropy().bytes32();
        let seal = seal_of(field, &salt, &sealed_value(&bytes));
        Ok(Developed {
            id: self.entropy().id(),
            bytes,
            salt,
            seal,
        })
    }
}

/// What is sealed of a photograph: the SHA-256 of its file, in lower-case hex.
#[must_use]
pub fn sealed_value(file: &[u8]) -> String {
    hex(&Sha256::digest(file))
}

impl Developed {
    pub(crate) fn into_photo(
        self,
        account: PrivateId,
        entry: Option<u64>,
        room: Option<RoomId>,
        at: i64,
    ) -> Photo {
        Photo {
            id: self.id,
            account,
            entry,
            room: room.map(|r| r.0),
            media_type: MEDIA_TYPE.to_owned(),
            bytes: Some(self.bytes),
            salt: Some(self.salt),
            commitment: self.seal.0,
            created_at: at,
            redacted_at: None,
        }
    }
}

/// Reads JPEG, PNG or WebP, turns it upright, and writes a JPEG of pixels alone; nothing for anything else.
fn redraw(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    if !reader.format().is_some_and(|f| known.contains(&f)) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return None;
    }
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if picture.width() > SIDE_MAX || picture.height() > SIDE_MAX {
        picture = picture.resize(SIDE_MAX, SIDE_MAX, FilterType::Triangle);
    }
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .encode_image(&picture.to_rgb8())
        .ok()?;
    Some(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut out, ImageFormat::Png)
            .unwrap();
        out.into_inner()
    }

    /// A JPEG with an EXIF block that says: turned by 90 degrees, and a place.
    fn jpeg_with_exif() -> Vec<u8> {
        let mut plain = Vec::new();
        JpegEncoder::new_with_quality(&mut plain, 90)
            .encode_image(&DynamicImage::new_rgb8(40, 20))
            .unwrap();
        let tiff: &[u8] = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 30.5928N 114.3055E";
        let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
        let mut file = plain[..2].to_vec();
        file.extend([0xFF, 0xE1]);
        file.extend(length);
        file.extend(b"Exif\0\0");
        file.extend(tiff);
        file.extend(&plain[2..]);
        file
    }

    #[test]
    fn large_pictures_become_small_ones() {
        let kept = redraw(&png(3_200, 400)).unwrap();
        let kept = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap();
        assert_eq!((kept.width(), kept.height()), (1_600, 200));
    }

    #[test]
    fn what_the_camera_wrote_is_gone_and_the_picture_stands_upright() {
        let kept = redraw(&jpeg_with_exif()).unwrap();
        assert!(!kept.windows(4).any(|w| w == b"Exif" || w == b"GPS "));
        let kept = image::load_from_memory(&kept).unwrap();
        assert_eq!((kept.width(), kept.height()), (20, 40));
    }

    #[test]
    fn other_files_are_refused_and_riders_dropped() {
        assert_eq!(redraw(b"GIF89a\x01\0\x01\0\0\0\0;"), None);
        assert_eq!(redraw(b"<svg onload=alert(1)>"), None);
        assert_eq!(redraw(b""), None);
        let mut rider = png(8, 8);
        rider.extend(b"<script>alert(1)</script>");
        let kept = redraw(&rider).unwrap();
        assert!(!kept.windows(7).any(|w| w == b"<script"));
        let mut bomb = png(1, 1);
        bomb[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
        assert_eq!(redraw(&bomb), None);
    }
}

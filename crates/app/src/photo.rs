//! Photographs: decoded and drawn anew, so that nothing the camera or a stranger wrote into the file stays.
//!
//! The journal holds a seal as of any text (`docs/journal-format.md`, "Texts"): the value is the SHA-256 of
//! the stored file in lower-case hex.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use relief::code::CertificateState;
use relief::command::Command;
use relief::entry::Batch;
use relief::ids::{CommitmentId, RoomId, Seal, hex};
use sha2::{Digest, Sha256};
use store::PrivateId;
use store::vault::photo::{self, Photo};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::draft::Receipt;
use crate::error::Refused;
use crate::people::Person;
use crate::text::seal_of;

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
const FIELD: &str = "document";

/// One photograph is decoded at a time: each may take hundreds of megabytes for a moment.
static DECODING: Semaphore = Semaphore::const_new(1);

/// A photograph that was drawn anew, with its seal, before it is kept.
struct Developed {
    id: PrivateId,
    bytes: Vec<u8>,
    salt: [u8; 32],
    seal: Seal,
}

impl App {
    /// Keeps a photograph for the members of a room, or for everybody. Answers its id and the seal of its file.
    ///
    /// # Errors
    /// [`Refused::NotAPhoto`], or a busy writer.
    pub async fn add_photo(
        &self,
        who: &Person,
        bytes: Vec<u8>,
        room: Option<RoomId>,
    ) -> Result<(PrivateId, Seal), Refused> {
        let made = self.develop(bytes).await?;
        let (id, seal, account) = (made.id, made.seal, who.account);
        self.write(move |draft| {
            let at = draft.at().0;
            draft.row(photo::insert(&made.into_photo(account, None, room, at)));
            Ok(())
        })
        .await?;
        Ok((id, seal))
    }

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
        let made = self.develop(bytes).await?;
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

    /// A photograph for a reader: public, or of a room that they are in, or their own.
    ///
    /// # Errors
    /// [`Refused::NotFound`], also for one that the reader may not see or that was removed.
    pub async fn photo(&self, id: PrivateId, reader: Option<&Person>) -> Result<Photo, Refused> {
        let found = self.store().photo(id).await?.ok_or(Refused::NotFound)?;
        let may = match (found.room, reader) {
            (None, _) => true,
            (Some(room), Some(reader)) => {
                reader.account == found.account || reader.is_in(RoomId(room))
            }
            (Some(_), None) => false,
        };
        if may && found.bytes.is_some() {
            Ok(found)
        } else {
            Err(Refused::NotFound)
        }
    }

    /// The photograph behind a seal of the journal: its id, and the room whose members may see it.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn photo_of(
        &self,
        seal: Seal,
    ) -> Result<Option<(PrivateId, Option<RoomId>)>, Refused> {
        let found = self.store().photo_by_commitment(seal.0).await?;
        Ok(found
            .filter(|p| p.bytes.is_some())
            .map(|p| (p.id, p.room.map(RoomId))))
    }

    async fn develop(&self, bytes: Vec<u8>) -> Result<Developed, Refused> {
        let refused = || Refused::NotAPhoto {
            max_bytes: PHOTO_BYTES_MAX,
        };
        if bytes.len() > PHOTO_BYTES_MAX {
            return Err(refused());
        }
        let _turn = DECODING.acquire().await.map_err(|_| Refused::Busy)?;
        let drawn = tokio::task::spawn_blocking(move || redraw(&bytes)).await;
        let bytes = drawn.ok().flatten().ok_or_else(refused)?;
        let salt = self.entropy().bytes32();
        let seal = seal_of(FIELD, &salt, &hex(&Sha256::digest(&bytes)));
        Ok(Developed {
            id: self.entropy().id(),
            bytes,
            salt,
            seal,
        })
    }
}

impl Developed {
    fn into_photo(
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

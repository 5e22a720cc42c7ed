//! Room for a signature in a file that is written before it is signed.

use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Error;

/// Bytes kept for a signature and its timestamp. Ours take under 3,000; a licensed authority's
/// longer chains still fit.
const ROOM: usize = 8192;

/// Stands for an offset until it is known; as wide as any offset can be.
const UNKNOWN: i64 = 9_999_999_999;

/// Adds `/ByteRange` and `/Contents`, both still empty.
pub(super) fn placeholders(signature: &mut Dictionary) {
    signature.set("ByteRange", vec![0.into(), UNKNOWN.into(), UNKNOWN.into(), UNKNOWN.into()]);
    signature.set("Contents", Object::String(vec![0; ROOM], StringFormat::Hexadecimal));
}

/// The room found in the written file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reserved {
    /// The string with its angle brackets.
    contents: Range<usize>,
}

impl Reserved {
    /// Finds the room in object `id` of the part appended after `appended` bytes, and writes the
    /// offsets around it.
    pub fn locate(out: &mut [u8], appended: usize, id: ObjectId) -> Result<Self, Error> {
        let header = format!("\n{} {} obj\n", id.0, id.1);
        let start = find(out, appended.saturating_sub(1), header.as_bytes())?;
        let end = find(out, start, b"endobj")?;
        let opening = find(out, find(out, start, b"/Contents")?, b"<")?;
        let contents = opening..find(out, opening, b">")? + 1;
        if contents.end > end || contents.len() != 2 * ROOM + 2 {
            return Err(lost());
        }
        let opening = find(out, find(out, start, b"/ByteRange")?, b"[")?;
        let array = opening..find(out, opening, b"]")? + 1;
        let rest = out.len() - contents.end;
        let text = format!("[0 {} {} {rest}", contents.start, contents.end);
        // Padded with blanks to the same length.
        let padded = format!("{text:<width$}]", width = array.len() - 1);
        if array.end > end || padded.len() != array.len() {
            return Err(lost());
        }
        out.get_mut(array).ok_or_else(lost)?.copy_from_slice(padded.as_bytes());
        Ok(Self { contents })
    }

    /// SHA-256 over all but the room.
    pub fn digest(&self, out: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(out.get(..self.contents.start).unwrap_or_default());
        hash.update(out.get(self.contents.end..).unwrap_or_default());
        hash.finalize().into()
    }

    /// Writes the signature; what is left of the room stays zero.
    pub fn fill(&self, out: &mut [u8], signature: &[u8]) -> Result<(), Error> {
        if signature.len() > ROOM {
            return Err(Error::TooLong { size: signature.len(), room: ROOM });
        }
        let digits = hex::encode(signature);
        let start = self.contents.start + 1;
        out.get_mut(start..start + digits.len()).ok_or_else(lost)?.copy_from_slice(digits.as_bytes());
        Ok(())
    }
}

fn find(haystack: &[u8], from: usize, needle: &[u8]) -> Result<usize, Error> {
    let rest = haystack.get(from..).unwrap_or_default();
    rest.windows(needle.len()).position(|window| window == needle).map(|at| from + at).ok_or_else(lost)
}

/// The writer's form has changed under us: nothing may be signed.
fn lost() -> Error {
    Error::Pdf("the place of the signature was not found in the written file".to_owned())
}

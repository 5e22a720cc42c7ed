//! The one zip archive that some files can make: stored without compression, in order of their
//! names, dated 1980, nothing optional. Equal files give equal bytes in every version of this
//! program, which a compressor would not promise, and each byte of an archive is accounted for.

use std::collections::BTreeMap;

use crate::Error;

/// File contents by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The folder in the archive that holds the bag, so that unpacking makes one folder (RFC 8493
/// §4).
pub const FOLDER: &str = "evidence/";

const LOCAL: &[u8; 4] = b"PK\x03\x04";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const END: &[u8; 4] = b"PK\x05\x06";

/// 1 January 1980, midnight, the first instant zip knows: time, then date.
const DATED: [u8; 4] = [0, 0, 0x21, 0];

/// Made under Unix; readable by everyone, writable by the owner.
const MADE_BY: [u8; 2] = [30, 3];
const MODE: u32 = 0o100_644 << 16;

/// Packs files. Fails beyond 65,535 files or 4 GiB, the limits of plain zip.
pub fn pack(files: &Files) -> Result<Vec<u8>, Error> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (path, content) in files {
        let offset = u32::try_from(archive.len()).map_err(|_| too_large())?;
        let shared = shared_header(path, content)?;
        archive.extend([LOCAL.as_slice(), &shared, FOLDER.as_bytes(), path.as_bytes()].concat());
        archive.extend(content);
        directory.extend(CENTRAL);
        directory.extend(MADE_BY);
        directory.extend(&shared);
        directory.extend([0; 6]); // comment length, disk, internal attributes
        directory.extend(MODE.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend([FOLDER.as_bytes(), path.as_bytes()].concat());
    }
    let count = u16::try_from(files.len()).map_err(|_| too_large())?.to_le_bytes();
    let length = u32::try_from(directory.len()).map_err(|_| too_large())?.to_le_bytes();
    let start = u32::try_from(archive.len()).map_err(|_| too_large())?.to_le_bytes();
    archive.extend(directory);
    archive.extend(END);
    archive.extend([0; 4]); // disk numbers
    archive.extend([count, count].concat());
    archive.extend([length, start].concat());
    archive.extend([0; 2]); // comment length
    Ok(archive)
}

/// What a local header and the directory say alike: from the version needed to the length of
/// the extra field.
fn shared_header(path: &str, content: &[u8]) -> Result<Vec<u8>, Error> {
    let size = u32::try_from(content.len()).map_err(|_| too_large())?.to_le_bytes();
    let name = u16::try_from(FOLDER.len() + path.len()).map_err(|_| too_large())?;
    let mut header = vec![10, 0, 0, 0, 0, 0]; // version 1.0, no flags, stored
    header.extend(DATED);
    header.extend(crc32(content).to_le_bytes());
    header.extend([size, size].concat());
    header.extend(name.to_le_bytes());
    header.extend([0, 0]); // extra length
    Ok(header)
}

fn too_large() -> Error {
    Error::Bundle { path: FOLDER.into(), why: "it is too large for a plain zip archive".into() }
}

/// Where an archive is not what [`pack`] makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// The file at or before which it deviates; empty when none can be named.
    pub path: String,
    /// Offset of the first deviating byte.
    pub offset: usize,
}

/// Unpacks an archive that [`pack`] made, and says where it is any other.
///
/// The files are returned also when the archive deviates, as long as they can be read.
pub fn unpack(archive: &[u8]) -> (Files, Option<Odd>) {
    let mut files = Files::new();
    let mut starts = Vec::new();
    let mut offset = 0;
    while let Some(file) = archive.get(offset..).and_then(read_file) {
        starts.push((offset, file.path.to_owned()));
        offset += file.length;
        files.insert(file.path.into(), file.content.into());
    }
    let same = pack(&files).unwrap_or_default();
    let first = same.iter().zip(archive).position(|(a, b)| a != b);
    let odd = first.or((same.len() != archive.len()).then_some(same.len().min(archive.len())));
    let odd = odd.map(|offset| {
        let before = starts.iter().rev().find(|(start, _)| *start <= offset);
        Odd { path: before.map(|(_, path)| path.clone()).unwrap_or_default(), offset }
    });
    (files, odd)
}

struct Read<'a> {
    path: &'a str,
    content: &'a [u8],
    length: usize,
}

/// One stored file from its local header, when there is one.
fn read_file(from: &[u8]) -> Option<Read<'_>> {
    let header = from.strip_prefix(LOCAL)?.first_chunk::<26>()?;
    let [.., s0, s1, s2, s3, n0, n1, 0, 0] = *header else { return None };
    let size = usize::try_from(u32::from_le_bytes([s0, s1, s2, s3])).ok()?;
    let name = usize::from(u16::from_le_bytes([n0, n1]));
    let rest = from.get(30..)?;
    let (name, rest) = rest.split_at_checked(name)?;
    let path = std::str::from_utf8(name).ok()?.strip_prefix(FOLDER)?;
    Some(Read { path, content: rest.get(..size)?, length: 30 + name.len() + size })
}

/// CRC-32 as in zip (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    let mut crc = u32::MAX;
    for byte in bytes {
        crc = (crc >> 8) ^ TABLE[((crc ^ *byte as u32) & 0xff) as usize];
    }
    !crc
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut crc = at as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[at] = crc;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_has_its_published_check_value() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }
}

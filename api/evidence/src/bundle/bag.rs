//! BagIt 1.0, RFC 8493: what makes a folder of files a bag that `sha256sum -c` checks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use sha2::{Digest, Sha256, Sha512};

use super::archive::Files;
use crate::Error;
use crate::sm2::sm3_hex;

const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// Name of the declaration.
pub const BAGIT: &str = "bagit.txt";
/// Name of the file of labels.
pub const INFO: &str = "bag-info.txt";
/// Name of the manifest by SM3, which only a bag with a signature by SM2 has.
pub const SM3_MANIFEST: &str = "manifest-sm3.txt";
/// Name of the detached signature by SM2 over that manifest, CMS in DER.
pub const SM2_SIGNATURE: &str = "manifest-sm3.p7s";
const OXUM: &str = "Payload-Oxum";

/// Labels and values of `bag-info.txt`, in order, without the payload's size.
pub type Info = Vec<(String, String)>;

/// Content to its digest in hexadecimal.
type Digester = fn(&[u8]) -> String;

/// Two algorithms, so that a bag outlives the first to fall.
const ALGORITHMS: [(&str, Digester); 2] = [
    ("sha256", |content| hex::encode(Sha256::digest(content))),
    ("sha512", |content| hex::encode(Sha512::digest(content))),
];

/// Makes a bag of payload files (all under `data/`): adds declaration, labels and manifests.
pub fn seal(payload: Files, info: &Info) -> Result<Files, Error> {
    seal_with(payload, info, Files::new())
}

/// The same with a manifest by SM3 and what `sign` makes of it.
pub fn seal_signed(
    payload: Files,
    info: &Info,
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, Error>,
) -> Result<Files, Error> {
    let manifest = sm3_manifest(&view(&payload));
    let signature = sign(&manifest)?;
    seal_with(payload, info, Files::from([(SM3_MANIFEST.into(), manifest), (SM2_SIGNATURE.into(), signature)]))
}

fn seal_with(payload: Files, info: &Info, more: Files) -> Result<Files, Error> {
    let mut tags = more;
    tags.insert(BAGIT.into(), DECLARATION.into());
    tags.insert(INFO.into(), info_text(info, &view(&payload))?.into_bytes());
    tags.extend(manifests("manifest", &view(&payload)));
    let of_tags = manifests("tagmanifest", &view(&tags));
    let mut bag = payload;
    bag.extend(tags);
    bag.extend(of_tags);
    Ok(bag)
}

/// Files without owning them: a bundle may be large.
type View<'a> = BTreeMap<&'a str, &'a [u8]>;

fn view(files: &Files) -> View<'_> {
    files.iter().map(|(path, content)| (path.as_str(), content.as_slice())).collect()
}

/// One manifest for each algorithm, by its path.
fn manifests(kind: &str, files: &View<'_>) -> Files {
    let manifest = |(name, digest): &(&str, Digester)| (format!("{kind}-{name}.txt"), manifest(files, *digest));
    ALGORITHMS.iter().map(manifest).collect()
}

fn sm3_manifest(payload: &View<'_>) -> Vec<u8> {
    manifest(payload, sm3_hex)
}

fn manifest(files: &View<'_>, digest: Digester) -> Vec<u8> {
    let lines = files.iter().map(|(path, content)| format!("{}  {path}\n", digest(content)));
    lines.collect::<String>().into_bytes()
}

fn info_text(info: &Info, payload: &View<'_>) -> Result<String, Error> {
    let mut text = String::new();
    for (label, value) in info {
        let plain = |s: &str| !s.is_empty() && s.trim() == s && !s.contains(char::is_control);
        if !plain(label) || label.contains(':') || label == OXUM || !plain(value) {
            let why = format!("{label:?} with {value:?} cannot stand in it");
            return Err(Error::Bundle { path: INFO.into(), why });
        }
        let _ = writeln!(text, "{label}: {value}");
    }
    let octets: usize = payload.values().map(|content| content.len()).sum();
    let _ = writeln!(text, "{OXUM}: {octets}.{}", payload.len());
    Ok(text)
}

/// The labels of a `bag-info.txt` as [`seal`] writes it, the payload's size left out.
pub fn read_info(text: &str) -> Option<Info> {
    let mut info: Info = text
        .lines()
        .map(|line| line.split_once(": ").map(|(label, value)| (label.into(), value.into())))
        .collect::<Option<_>>()?;
    let (last, _) = info.pop()?;
    (last == OXUM).then_some(info)
}

/// Something about a bag that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// The file must be there and is not.
    Missing(String),
    /// The file is there and is not in the manifest.
    Unlisted(String),
    /// Its digest is not the one in the manifest.
    Digest(String),
    /// It differs from what RFC 8493 and the files call for.
    Form(String),
}

/// Compares a bag with its manifests, then every byte of its tag files with what [`seal`] would
/// write. Flaws in payload files come first.
pub fn flaws(bag: &Files) -> Vec<Flaw> {
    let (payload, tags): (View<'_>, View<'_>) = view(bag).into_iter().partition(|(path, _)| path.starts_with("data/"));
    let mut due = manifests("manifest", &payload);
    if bag.contains_key(SM2_SIGNATURE) || bag.contains_key(SM3_MANIFEST) {
        due.insert(SM3_MANIFEST.into(), sm3_manifest(&payload));
    }
    let mut flaws = compare(&due, bag);
    if let Some(signature) = bag.get(SM2_SIGNATURE) {
        // Whether it is one over the manifest is a question of its own.
        due.insert(SM2_SIGNATURE.into(), signature.clone());
    }
    due.insert(BAGIT.into(), DECLARATION.into());
    let info = tags.get(INFO).and_then(|text| read_info(std::str::from_utf8(text).ok()?));
    match info.map(|info| info_text(&info, &payload)) {
        Some(Ok(text)) => drop(due.insert(INFO.into(), text.into())),
        _ => flaws.push(Flaw::Form(INFO.into())),
    }
    let listed = tags.iter().filter(|(path, _)| due.contains_key(**path));
    let of_tags = manifests("tagmanifest", &listed.map(|(p, c)| (*p, *c)).collect());
    flaws.extend(compare(&of_tags, bag));
    due.extend(of_tags);

    flaws.extend(due.keys().filter(|p| !bag.contains_key(*p)).cloned().map(Flaw::Missing));
    let strange = tags.keys().filter(|path| !due.contains_key(**path));
    flaws.extend(strange.map(|path| Flaw::Form((*path).into())));
    if flaws.is_empty() {
        let odd = due.into_iter().filter(|(path, content)| bag.get(path) != Some(content));
        flaws.extend(odd.map(|(path, _)| Flaw::Form(path)));
    }
    let mut told = BTreeSet::new();
    flaws.retain(|flaw| told.insert(flaw.clone()));
    flaws
}

/// Compares manifests as they should be with those that are there, line by line.
fn compare(due: &Files, bag: &Files) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for (manifest, due) in due {
        let said = bag.get(manifest).map(|text| lines(text)).unwrap_or_default();
        let due = lines(due);
        for (path, digest) in &due {
            match said.get(path) {
                Some(said) if said == digest => {}
                Some(_) => flaws.push(Flaw::Digest((*path).into())),
                None => flaws.push(Flaw::Unlisted((*path).into())),
            }
        }
        let gone = said.keys().filter(|path| !due.contains_key(*path));
        flaws.extend(gone.map(|path| Flaw::Missing((*path).into())));
    }
    flaws
}

/// Digests by path.
fn lines(manifest: &[u8]) -> BTreeMap<&str, &str> {
    let text = std::str::from_utf8(manifest).unwrap_or_default();
    text.lines().filter_map(|line| line.split_once("  ")).map(|(digest, path)| (path, digest)).collect()
}

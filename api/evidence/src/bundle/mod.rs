//! The evidence bundle (证据包): a BagIt bag in a zip archive that proves itself to someone who
//! has nothing but it, with tools that are not ours.
//!
//! Everything a reader relies on is signed, hashed or derived from what is; the two Chinese
//! texts for people are derived as well, so that they cannot say anything else than the entries.
//! A bundle may carry a signature by SM2 over its manifest by SM3; one without it is as valid.

pub mod archive;
pub mod bag;
mod layout;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::canonical::{canonical, parse_canonical};
use crate::heads::HeadProof;
use crate::leaf::{Intent, Leaf};
use crate::note::Checkpoint;
use crate::proof::{Consistency, Inclusion};
use crate::{Error, Hash, PublicKey, pki, sm2, timestamp};
use archive::Files;
pub use layout::Slot;
pub(crate) use texts::{beijing, index, readme};

/// Name and version of this form of bundle. What a version writes never changes.
pub const FORMAT: &str = "youju-evidence/1";

/// The same form with a signature by SM2 over a manifest by SM3.
pub const FORMAT_SM2: &str = "youju-evidence/1+sm2";

/// An entry to be bundled.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Place in the log, from 0.
    pub index: u64,
    /// The leaf's bytes.
    pub leaf: Vec<u8>,
    /// Inclusion proof under the final checkpoint.
    pub proof: Vec<Hash>,
    /// One for each part the leaf names.
    pub contents: Vec<Content>,
}

/// The content of a part, or why it is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// It is shown.
    Shown {
        /// Name of the part.
        name: String,
        /// The salt of its commitment.
        salt: [u8; 32],
        /// Its bytes.
        body: Vec<u8>,
    },
    /// It exists and is kept back, as a third person's data must be.
    Withheld {
        /// Name of the part.
        name: String,
    },
    /// It was erased; the entry that says so must be in the bundle too, and one of its shown
    /// parts must name the id of the entry that was erased.
    Erased {
        /// Name of the part.
        name: String,
        /// Index of the entry that records the erasure.
        by: u64,
    },
}

impl Content {
    fn name(&self) -> &str {
        match self {
            Self::Shown { name, .. } | Self::Withheld { name } | Self::Erased { name, .. } => name,
        }
    }
}

/// An earlier checkpoint, and the proof that the log only grew since.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// The signed note.
    pub note: String,
    /// Consistency proof from its size to the final checkpoint's.
    pub consistency: Vec<Hash>,
}

/// All that goes into a bundle.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// The signed note under which all entries are proved.
    pub checkpoint: String,
    /// Checkpoints before it, such as those on receipts.
    pub earlier: Vec<Earlier>,
    /// The entries, in any order.
    pub entries: Vec<Entry>,
    /// Subjects of whom only some entries are here. Of every other subject all must be here,
    /// from the first to the last.
    pub extracts: BTreeSet<Hash>,
    /// Proofs that the trails do not end early, against `log.heads` entries in the bundle.
    pub heads: Vec<HeadProof>,
    /// DER `TimeStampToken`s over checkpoint notes, by the checkpoint's size.
    pub stamps: BTreeMap<u64, Vec<u8>>,
    /// DER certificates that the tokens do not bring along themselves: the roots.
    pub roots: Vec<Vec<u8>>,
    /// The log's key.
    pub log_key: PublicKey,
    /// Keys of the applications that signed the entries.
    pub app_keys: Vec<PublicKey>,
    /// Who signs the manifest by SM2, and when; nobody has to.
    pub sm2: Option<(sm2::Signer, DateTime<Utc>)>,
    /// Labels of `bag-info.txt`, such as `Source-Organization` and `Bagging-Date`.
    pub info: bag::Info,
}

impl Bundle {
    /// The bundle's bytes; equal input gives equal bytes.
    ///
    /// Refuses what cannot be laid out. Whether it proves anything is for
    /// [`verify_bundle`](crate::verify::verify_bundle) to say.
    pub fn to_zip(&self) -> Result<Vec<u8>, Error> {
        let bag = match &self.sm2 {
            None => bag::seal(self.payload()?, &self.info)?,
            Some((signer, at)) => bag::seal_signed(self.payload()?, &self.info, |manifest| signer.sign(manifest, *at))?,
        };
        archive::pack(&bag)
    }

    fn payload(&self) -> Result<Files, Error> {
        let mut files = Laid::default();
        let last = Checkpoint::peek(&self.checkpoint)?;
        let mut rows = BTreeMap::new();
        for entry in &self.entries {
            rows.insert(entry.index, self.put_entry(entry, &mut files)?);
        }
        self.put_log(&last, &mut files)?;
        self.put_stamps(&mut files)?;
        let scope = Scope::new(self, &last);
        files.put(&Slot::Index, index(&rows, &scope))?;
        files.put(&Slot::Scope, scope.to_bytes()?)?;
        files.put(&Slot::Readme, readme(&scope))?;
        if let Some((signer, _)) = &self.sm2 {
            files.put(&Slot::Sm2Chain, signer.chain_pem()?)?;
        }
        Ok(files.0)
    }

    fn put_entry(&self, entry: &Entry, files: &mut Laid) -> Result<Intent, Error> {
        let Entry { index, leaf, proof, contents } = entry;
        let intent = Intent::parse(&Leaf::parse(leaf)?.intent)?;
        let named: BTreeSet<&str> = intent.parts.iter().map(|part| part.name.as_str()).collect();
        let given: BTreeSet<&str> = contents.iter().map(Content::name).collect();
        if named != given || contents.len() != given.len() {
            let why = format!("the leaf names {named:?}, given are {given:?}");
            return Err(Error::Bundle { path: Slot::Leaf(*index).path(), why });
        }
        files.put(&Slot::Leaf(*index), leaf)?;
        let note = self.checkpoint.clone();
        let proof = Inclusion { index: *index, hashes: proof.clone(), note };
        files.put(&Slot::Proof(*index), proof.to_string())?;
        for content in contents {
            if let Content::Shown { name, salt, body } = content {
                files.put(&Slot::Part(*index, name.clone()), body)?;
                files.put(&Slot::Salt(*index, name.clone()), salt)?;
            }
        }
        Ok(intent)
    }

    fn put_log(&self, last: &Checkpoint, files: &mut Laid) -> Result<(), Error> {
        files.put(&Slot::LogKey, format!("{}\n", self.log_key))?;
        files.put(&Slot::LogPem, self.log_key.pem()?)?;
        files.put(&Slot::Policy, policy(&self.log_key))?;
        for key in &self.app_keys {
            files.put(&Slot::AppKey(key.id()), format!("{key}\n"))?;
            files.put(&Slot::AppPem(key.id()), key.pem()?)?;
        }
        files.put(&Slot::Checkpoint(last.size), &self.checkpoint)?;
        for Earlier { note, consistency } in &self.earlier {
            let old = Checkpoint::peek(note)?.size;
            let proof = Consistency { old, hashes: consistency.clone(), note: self.checkpoint.clone() };
            files.put(&Slot::Checkpoint(old), note)?;
            files.put(&Slot::Consistency(old, last.size), proof.to_string())?;
        }
        for proof in &self.heads {
            files.put(&Slot::Head(proof.head.subject), proof.to_string())?;
        }
        Ok(())
    }

    fn put_stamps(&self, files: &mut Laid) -> Result<(), Error> {
        let mut chain = Vec::new();
        for (size, token) in &self.stamps {
            files.put(&Slot::Stamp(*size), timestamp::response_of_token(token)?)?;
            chain.extend(timestamp::certificates(token)?);
        }
        chain.extend(self.roots.iter().cloned());
        let mut once = BTreeSet::new();
        chain.retain(|certificate| once.insert(certificate.clone()));
        if !chain.is_empty() {
            files.put(&Slot::Chain, pki::to_pem(&chain)?)?;
        }
        Ok(())
    }
}

/// Payload files, each laid down once.
#[derive(Default)]
struct Laid(Files);

impl Laid {
    fn put(&mut self, slot: &Slot, content: impl AsRef<[u8]>) -> Result<(), Error> {
        let path = slot.path();
        match self.0.insert(path.clone(), content.as_ref().to_vec()) {
            None => Ok(()),
            Some(_) => Err(Error::Bundle { path, why: "it is given twice".into() }),
        }
    }
}

/// The C2SP policy of a log without witnesses.
pub(crate) fn policy(log: &PublicKey) -> String {
    format!("log {log}\nquorum none\n")
}

/// What a bundle claims to hold, so that a reader notices what is not there: `scope.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Parts whose content is not shown.
    pub absent: Vec<Absent>,
    /// Subjects of whom only some entries are here, in hexadecimal.
    pub extracts: BTreeSet<String>,
    /// [`FORMAT`] or [`FORMAT_SM2`].
    pub format: String,
    /// Origin of the log.
    pub log: String,
    /// Size of the final checkpoint.
    pub size: u64,
}

/// A part whose content is not shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// Index of its entry.
    pub entry: u64,
    /// Its name.
    pub part: String,
    /// Index of the entry that records its erasure; without it, the part is withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased_by: Option<u64>,
}

impl Scope {
    fn new(bundle: &Bundle, last: &Checkpoint) -> Self {
        let mut absent = Vec::new();
        for entry in &bundle.entries {
            for content in &entry.contents {
                let erased_by = match content {
                    Content::Shown { .. } => continue,
                    Content::Withheld { .. } => None,
                    Content::Erased { by, .. } => Some(*by),
                };
                let part = content.name().to_owned();
                absent.push(Absent { entry: entry.index, part, erased_by });
            }
        }
        absent.sort();
        Self {
            absent,
            extracts: bundle.extracts.iter().map(Hash::hex).collect(),
            format: if bundle.sm2.is_some() { FORMAT_SM2 } else { FORMAT }.into(),
            log: last.origin.clone(),
            size: last.size,
        }
    }

    fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        let value = serde_json::to_value(self).map_err(|e| Error::Canonical(e.to_string()))?;
        canonical(&value)
    }

    /// Reads `scope.json`, which must be written as this crate writes it.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let value = parse_canonical(bytes)?;
        let scope: Self = serde_json::from_value(value).map_err(|e| Error::Canonical(e.to_string()))?;
        let sorted = scope.absent.is_sorted_by(|a, b| a < b);
        match sorted && [FORMAT, FORMAT_SM2].contains(&scope.format.as_str()) && scope.to_bytes()? == bytes {
            true => Ok(scope),
            false => Err(Error::Canonical("the scope is of another form".into())),
        }
    }

    /// Whether the bundle says that its manifest is signed by SM2.
    pub(crate) fn signed_by_sm2(&self) -> bool {
        self.format == FORMAT_SM2
    }

    pub(crate) fn absent(&self, entry: u64, part: &str) -> Option<&Absent> {
        self.absent.iter().find(|absent| absent.entry == entry && absent.part == part)
    }
}

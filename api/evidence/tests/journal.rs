//! A small log in memory, as the service would keep it, and bundles from it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use evidence::bundle::archive::{self, Files};
use evidence::bundle::{Bundle, Content, Earlier, Entry, bag};
use evidence::heads::{HEADS_KIND, Head, Heads};
use evidence::merkle::{self, Tiles, Tree};
use evidence::note::Checkpoint;
use evidence::timestamp::TimestampAuthority;
use evidence::verify::{Known, Report, verify_bundle};
use evidence::{AppKey, Hash, Intent, LogKey, Part, commit, leaf_bytes, leaf_hash, sign_intent, subject_ref};
use uuid::Uuid;

use crate::authority::{local, root, time};

pub const ORIGIN: &str = "hr.example.com/evidence/t1";

pub struct Journal {
    pub key: LogKey,
    pub app: AppKey,
    tree: Tree,
    tiles: Tiles,
    placed: Vec<Placed>,
    heads: BTreeMap<Hash, (u64, Hash)>,
}

struct Placed {
    leaf: Vec<u8>,
    intent: Intent,
    contents: Vec<Content>,
}

/// A person's pseudonym.
pub fn person(number: u8) -> Hash {
    subject_ref(&[number; 32], Uuid::from_u128(u128::from(number)))
}

impl Journal {
    pub fn new() -> Self {
        Self {
            key: LogKey::from_seed(ORIGIN, &[42; 32]).unwrap(),
            app: AppKey::from_seed("hr-api-1", &[9; 32]).unwrap(),
            tree: Tree::new(),
            tiles: Tiles::default(),
            placed: Vec::new(),
            heads: BTreeMap::new(),
        }
    }

    /// Places an entry about a person and returns its index.
    pub fn write(&mut self, kind: &str, subject: Hash, at: &str, parts: &[(&str, &[u8])]) -> u64 {
        let index = self.tree.size();
        let shown = |(at, (name, body)): (usize, &(&str, &[u8]))| {
            let salt = Hash::of(format!("{index} {at}").as_bytes()).0;
            Content::Shown { name: (*name).into(), salt, body: body.to_vec() }
        };
        let contents: Vec<_> = parts.iter().enumerate().map(shown).collect();
        let intent = Intent {
            actor: person(200).hex(),
            app: "hr-api-1".into(),
            entry: Uuid::from_u128(0x01a2_0000_0000_7000_8000_0000_0000_0000 + u128::from(index)),
            kind: kind.into(),
            log: ORIGIN.into(),
            occurred: time(at),
            parts: contents.iter().map(part).collect(),
            schema: "test/1".into(),
            subject,
        };
        self.place(intent, contents);
        index
    }

    fn place(&mut self, intent: Intent, contents: Vec<Content>) {
        let bytes = intent.to_bytes().unwrap();
        let (seq, prev) = self.heads.get(&intent.subject).copied().unwrap_or((0, Hash::ZERO));
        let leaf = leaf_bytes(&bytes, &prev, seq + 1, &sign_intent(&self.app, &bytes));
        let hash = leaf_hash(&leaf);
        self.heads.insert(intent.subject, (seq + 1, hash));
        self.tiles.extend(self.tree.append(&[hash]));
        self.placed.push(Placed { leaf, intent, contents });
    }

    pub fn entry_id(&self, index: u64) -> Uuid {
        self.placed[index as usize].intent.entry
    }

    pub fn heads(&self) -> Heads {
        let head =
            |(subject, (count, head)): (&Hash, &(u64, Hash))| Head { subject: *subject, count: *count, head: *head };
        Heads::new(self.heads.iter().map(head).collect())
    }

    /// Logs the tree of heads as it stands, under the log's own pseudonym, and returns it.
    pub fn state_heads(&mut self, at: &str) -> Heads {
        let heads = self.heads();
        let statement = heads.statement(self.tree.size()).to_bytes().unwrap();
        self.write(HEADS_KIND, person(0), at, &[("record.json", &statement)]);
        heads
    }

    pub fn note_at(&self, size: u64) -> String {
        let root = merkle::root_at(size, &self.tiles).unwrap();
        Checkpoint { origin: ORIGIN.into(), size, root }.sign(&self.key).unwrap()
    }

    pub fn note(&self) -> String {
        self.note_at(self.tree.size())
    }

    /// A bundle of all entries about these subjects.
    pub fn bundle(&self, subjects: &[Hash]) -> Bundle {
        let size = self.tree.size();
        let chosen = self.placed.iter().enumerate();
        let chosen = chosen.filter(|(_, placed)| subjects.contains(&placed.intent.subject));
        let entry = |(index, placed): (usize, &Placed)| Entry {
            index: index as u64,
            leaf: placed.leaf.clone(),
            proof: merkle::inclusion_proof(size, index as u64, &self.tiles).unwrap(),
            contents: placed.contents.clone(),
        };
        Bundle {
            checkpoint: self.note(),
            earlier: Vec::new(),
            entries: chosen.map(entry).collect(),
            extracts: BTreeSet::new(),
            heads: Vec::new(),
            stamps: BTreeMap::new(),
            roots: Vec::new(),
            log_key: self.key.public().clone(),
            app_keys: vec![self.app.public().clone()],
            sm2: None,
            info: vec![
                ("Source-Organization".into(), "某某科技有限公司".into()),
                ("Bagging-Date".into(), "2026-11-23".into()),
            ],
        }
    }

    /// Adds the checkpoint of an earlier size.
    pub fn with_earlier(&self, mut bundle: Bundle, size: u64) -> Bundle {
        let consistency = merkle::consistency_proof(size, self.tree.size(), &self.tiles).unwrap();
        bundle.earlier.push(Earlier { note: self.note_at(size), consistency });
        bundle
    }

    /// Adds a timestamp over the checkpoint of a size, by the local authority.
    pub fn with_stamp(&self, mut bundle: Bundle, size: u64, at: DateTime<Utc>) -> Bundle {
        let imprint = Hash::of(self.note_at(size).as_bytes()).0;
        bundle.stamps.insert(size, local().token(&imprint, at).unwrap());
        bundle.roots = vec![root().der];
        bundle
    }
}

fn part(content: &Content) -> Part {
    let Content::Shown { name, salt, body } = content else { panic!("only what is shown") };
    let media = if name.ends_with(".pdf") { "application/pdf" } else { "application/json" };
    Part { commit: commit(salt, body), media: media.into(), name: name.clone(), sm3: None }
}

/// Two persons, the second in between the entries of the first; one with a document.
pub fn journal() -> Journal {
    let mut journal = Journal::new();
    let json: &[u8] = r#"{"result":"不合格"}"#.as_bytes();
    journal.write("review.delivered", person(1), "2026-11-20T01:00:00Z", &[("record.json", json)]);
    journal.write("review.delivered", person(2), "2026-11-20T01:00:01Z", &[("record.json", b"{}")]);
    journal.write("review.acknowledged", person(1), "2026-11-20T02:00:00Z", &[("record.json", b"{}")]);
    let parts: [(&str, &[u8]); 2] = [("agreement.pdf", b"%PDF-1.7 signed"), ("record.json", b"{}")];
    journal.write("agreement.signed", person(1), "2026-11-21T08:59:00Z", &parts);
    journal
}

/// A bundle about the first person with everything a bundle can have.
pub fn full() -> (Journal, Bundle) {
    let mut journal = journal();
    let heads = journal.state_heads("2026-11-21T09:05:00Z");
    let mut bundle = journal.bundle(&[person(1), person(0)]);
    bundle.heads = vec![heads.proof(&person(1)).unwrap().unwrap()];
    bundle.extracts = [person(0)].into();
    bundle = journal.with_earlier(bundle, 3);
    bundle = journal.with_stamp(bundle, 3, time("2026-11-20T03:00:00Z"));
    bundle = journal.with_stamp(bundle, 5, time("2026-11-21T09:10:00Z"));
    (journal, bundle)
}

pub fn verify(zip: &[u8]) -> Report {
    verify_bundle(zip, &Known::default())
}

/// Unpacks a bundle, lets a forger at its payload, and packs it with fresh manifests.
pub fn forge(zip: &[u8], change: impl FnOnce(&mut Files)) -> Vec<u8> {
    let (mut files, odd) = archive::unpack(zip);
    assert_eq!(odd, None);
    let info = bag::read_info(std::str::from_utf8(&files[bag::INFO]).unwrap()).unwrap();
    files.retain(|path, _| path.starts_with("data/"));
    change(&mut files);
    archive::pack(&bag::seal(files, &info).unwrap()).unwrap()
}

/// Name of the first check that failed and the path it names.
pub fn failure(report: &Report) -> (&'static str, String) {
    let (check, finding) = report.first_failure().expect("it should not hold");
    (check.name, finding.path.clone())
}

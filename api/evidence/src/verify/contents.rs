//! The entries: their form, who signed them, and what their commitments open to.

use std::collections::{BTreeMap, BTreeSet};

use super::log::{slots, text};
use super::{Entry, Found, Held};
use crate::bundle::archive::Files;
use crate::bundle::{Absent, Slot, index, readme};
use crate::commit;
use crate::leaf::{Intent, Leaf, leaf_hash, verify_intent};

/// Kind of the entry that records an erasure.
const ERASED_KIND: &str = "payload.erased";

/// Reads the leaves: canonical, of this log, no entry twice.
pub(super) fn form(files: &Files, log: &str) -> (Found, BTreeMap<u64, Entry>) {
    let mut found = Found::default();
    let mut entries = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for slot in slots(files) {
        let Slot::Leaf(index) = slot else { continue };
        let Some(bytes) = files.get(&slot.path()) else { continue };
        let read = Leaf::parse(bytes).and_then(|leaf| Ok((Intent::parse(&leaf.intent)?, leaf)));
        match read {
            Ok((intent, leaf)) => {
                if intent.log != log {
                    found.fail(slot.path(), "条目属于其他日志", "the entry is of another log");
                }
                if !ids.insert(intent.entry) {
                    found.fail(slot.path(), "条目编号重复", "another entry has the same id");
                }
                entries.insert(index, Entry { hash: leaf_hash(bytes), leaf, intent });
            }
            Err(why) => {
                found.fail(slot.path(), "条目不是规范形式", format!("the leaf is not in canonical form: {why}"))
            }
        }
    }
    if entries.is_empty() && found.findings.is_empty() {
        found.fail("data/entries", "没有任何条目", "there are no entries");
    }
    (found, entries)
}

/// Each intent was signed by the application it names.
pub(super) fn signatures(held: &Held<'_>) -> Found {
    let mut found = Found::default();
    for (index, Entry { leaf, intent, .. }) in &held.entries {
        let mut named = held.app_keys.iter().filter(|key| key.name() == intent.app);
        if !named.any(|key| verify_intent(key, &leaf.intent, &leaf.signature).is_ok()) {
            found.fail(
                Slot::Leaf(*index).path(),
                format!("没有应用 {} 的有效签名", intent.app),
                format!("it has no valid signature of the application {}", intent.app),
            );
        }
    }
    found
}

/// Every part opens its commitment, or is said to be withheld or erased.
pub(super) fn contents(held: &Held<'_>) -> Found {
    let mut found = Found::default();
    let mut named = BTreeSet::new();
    for (index, entry) in &held.entries {
        for part in &entry.intent.parts {
            named.insert((*index, part.name.clone()));
            let file = Slot::Part(*index, part.name.clone());
            let salt = Slot::Salt(*index, part.name.clone());
            let body = held.files.get(&file.path());
            let salt = held.files.get(&salt.path()).and_then(|s| <&[u8; 32]>::try_from(s.as_slice()).ok());
            match (held.scope.absent(*index, &part.name), body, salt) {
                (None, Some(body), Some(salt)) if commit(salt, body) == part.commit => {}
                (None, Some(_), _) => found.fail(
                    file.path(),
                    "内容与日志中的承诺值不符",
                    "the content does not open the commitment in the log",
                ),
                (None, None, _) => {
                    found.fail(file.path(), "内容缺失，也未说明原因", "the content is missing and nothing says why")
                }
                (Some(absent), None, None) => not_shown(held, absent, &mut found),
                (Some(_), ..) => found.fail(
                    file.path(),
                    "内容被列为未出示，却仍在证据包中",
                    "the content is listed as absent and yet is here",
                ),
            }
        }
    }
    strays(held, &named, &mut found);
    found
}

/// Content and absences that belong to no part of any leaf.
fn strays(held: &Held<'_>, named: &BTreeSet<(u64, String)>, found: &mut Found) {
    for slot in slots(held.files) {
        if let Slot::Part(index, name) | Slot::Salt(index, name) = &slot
            && !named.contains(&(*index, name.clone()))
        {
            found.fail(slot.path(), "条目中没有这份内容", "the leaf names no such part");
        }
    }
    for absent in &held.scope.absent {
        if !named.contains(&(absent.entry, absent.part.clone())) {
            found.fail(
                Slot::Scope.path(),
                format!("条目 {} 中没有名为 {} 的内容", absent.entry, absent.part),
                format!("entry {} has no part {}", absent.entry, absent.part),
            );
        }
    }
}

/// A part that is not shown: withheld, or erased under an entry that says so.
fn not_shown(held: &Held<'_>, absent: &Absent, found: &mut Found) {
    let path = Slot::Part(absent.entry, absent.part.clone()).path();
    match absent.erased_by {
        None => found.remark(path, "内容未出示，未核对", "the content is withheld and was not checked"),
        Some(by) if records_erasure(held, by, absent.entry) => found.remark(
            path,
            format!("内容已按条目 {by} 依法删除，条目及其证明仍然有效"),
            format!("the content was erased under entry {by}; the leaf and its proof stay valid"),
        ),
        Some(by) => found.fail(
            path,
            format!("称已按条目 {by} 删除，但该条目并非对它的删除记录"),
            format!("said to be erased under entry {by}, which does not record that"),
        ),
    }
}

/// A later entry of the right kind that names the id of the erased one in a part shown here.
fn records_erasure(held: &Held<'_>, by: u64, erased: u64) -> bool {
    let (Some(record), Some(erased_entry)) = (held.entries.get(&by), held.entries.get(&erased)) else {
        return false;
    };
    let id = format!("\"{}\"", erased_entry.intent.entry);
    let names = |part: &crate::leaf::Part| {
        let told = text(held.files, &Slot::Part(by, part.name.clone()));
        told.is_some_and(|told| told.contains(&id))
    };
    by > erased && record.intent.kind == ERASED_KIND && record.intent.parts.iter().any(names)
}

/// The texts for people say what the entries say and nothing else.
pub(super) fn texts(held: &Held<'_>) -> Found {
    let mut found = Found::default();
    let rows = held.entries.iter().map(|(index, entry)| (*index, entry.intent.clone())).collect();
    let expected = [(Slot::Index, index(&rows, &held.scope)), (Slot::Readme, readme(&held.scope))];
    for (slot, expected) in expected {
        if text(held.files, &slot) != Some(&expected) {
            found.fail(slot.path(), "与条目应有的说明不符", "it is not the text the entries call for");
        }
    }
    found
}

//! The log as a whole: keys, checkpoints, proofs that entries are in it and that it only grew.

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

use super::{Found, Held, Known};
use crate::bundle::archive::Files;
use crate::bundle::{Scope, Slot, policy};
use crate::note::Checkpoint;
use crate::proof::{Consistency, Inclusion};
use crate::{PublicKey, merkle};

pub(super) struct Keys {
    pub log_key: PublicKey,
    pub app_keys: Vec<PublicKey>,
}

pub(super) fn text<'a>(files: &'a Files, slot: &Slot) -> Option<&'a str> {
    std::str::from_utf8(files.get(&slot.path())?).ok()
}

/// The payload's slots, in order of their paths.
pub(super) fn slots(files: &Files) -> impl Iterator<Item = Slot> {
    files.keys().filter_map(|path| Slot::of(path))
}

/// Reads the keys. The bundle's log key must be the reader's own, when the reader has one.
pub(super) fn keys(files: &Files, known: &Known) -> (Found, Option<Keys>) {
    let mut found = Found::default();
    let log_key = key_file(files, &Slot::LogKey, &Slot::LogPem, &mut found);
    let mut app_keys = Vec::new();
    for slot in slots(files) {
        let Slot::AppKey(id) = slot else { continue };
        let key = key_file(files, &slot, &Slot::AppPem(id), &mut found);
        if key.as_ref().is_some_and(|key| key.id() != id) {
            found.fail(slot.path(), "文件名与密钥不符", "the file is named after another key");
        }
        app_keys.extend(key);
    }
    let Some(mut log_key) = log_key else { return (found, None) };
    if text(files, &Slot::Policy) != Some(&policy(&log_key)) {
        let path = Slot::Policy.path();
        found.fail(path, "策略与日志公钥不符", "the policy is not that of the log's key");
    }
    if let Some(pinned) = &known.log_key
        && *pinned != log_key
    {
        found.fail(
            Slot::LogKey.path(),
            format!("日志公钥不是核验人所持的 {pinned}"),
            format!("the log's key is not the reader's own, {pinned}"),
        );
        log_key = pinned.clone();
    }
    (found, Some(Keys { log_key, app_keys }))
}

fn key_file(files: &Files, slot: &Slot, pem: &Slot, found: &mut Found) -> Option<PublicKey> {
    let line = text(files, slot).and_then(|text| text.strip_suffix('\n'));
    let Some(key) = line.and_then(|line| PublicKey::parse(line).ok()) else {
        found.fail(slot.path(), "不是有效的公钥", "it is not a verifier key");
        return None;
    };
    if key.pem().ok().as_deref() != text(files, pem) {
        found.fail(pem.path(), "与同名公钥不一致", "it is not the same key as its neighbour");
    }
    Some(key)
}

type Checkpoints = (Scope, Checkpoint, BTreeMap<u64, Checkpoint>);

/// Opens every checkpoint; the final one is of the size that the scope names.
pub(super) fn checkpoints(files: &Files, log: &PublicKey) -> (Found, Option<Checkpoints>) {
    let mut found = Found::default();
    let mut opened = BTreeMap::new();
    for slot in slots(files) {
        let Slot::Checkpoint(size) = slot else { continue };
        let note = text(files, &slot).unwrap_or_default();
        match Checkpoint::open(note, log) {
            Ok(checkpoint) if checkpoint.size == size => {
                opened.insert(size, checkpoint);
            }
            Ok(_) => {
                let en = "the file is named after another size";
                found.fail(slot.path(), "文件名与检查点条目数不符", en);
            }
            Err(why) => found.fail(
                slot.path(),
                "检查点没有日志密钥的有效签名",
                format!("the log's key did not sign this checkpoint: {why}"),
            ),
        }
    }
    let scope = files.get(&Slot::Scope.path()).map(|bytes| Scope::parse(bytes));
    let Some(Ok(scope)) = scope else {
        found.fail(Slot::Scope.path(), "不是有效的范围说明", "it is not a bundle's scope");
        return (found, None);
    };
    let Some(last) = opened.get(&scope.size).cloned() else {
        let path = Slot::Checkpoint(scope.size).path();
        found.fail(path, "没有有效的最终检查点", "there is no valid final checkpoint");
        return (found, None);
    };
    if scope.log != last.origin {
        found.fail(Slot::Scope.path(), "说明的是其他日志", "it is about another log");
    }
    if let Some((size, _)) = opened.range((Excluded(scope.size), Unbounded)).next() {
        let path = Slot::Checkpoint(*size).path();
        found.fail(path, "晚于最终检查点", "it comes after the final checkpoint");
    }
    (found, Some((scope, last, opened)))
}

/// Each leaf is in the tree of the final checkpoint, at the index its folder has.
pub(super) fn inclusion(held: &Held<'_>) -> Found {
    let mut found = Found::default();
    let note = text(held.files, &Slot::Checkpoint(held.last.size)).unwrap_or_default();
    for (index, entry) in &held.entries {
        let slot = Slot::Proof(*index);
        let Some(Ok(proof)) = text(held.files, &slot).map(Inclusion::parse) else {
            found.fail(slot.path(), "不是有效的存在性证明", "it is not an inclusion proof");
            continue;
        };
        if proof.index != *index || proof.note != note {
            found.fail(
                slot.path(),
                "证明的序号或检查点与证据包不符",
                "it proves another place or under another checkpoint",
            );
            continue;
        }
        // The note is the final checkpoint's, whose signature has been checked once.
        let Checkpoint { size, root, .. } = &held.last;
        let held = merkle::verify_inclusion(&entry.hash, *index, *size, &proof.hashes, root);
        if let Err(why) = held {
            found.fail(
                Slot::Leaf(*index).path(),
                "条目不在日志中：证明得不出检查点的根",
                format!("the leaf is not in the log: {why}"),
            );
        }
    }
    found
}

/// Each earlier checkpoint is a beginning of the final one.
pub(super) fn consistency(held: &Held<'_>) -> Found {
    let mut found = Found { absent: held.checkpoints.len() < 2, ..Found::default() };
    let last = held.last.size;
    let note = text(held.files, &Slot::Checkpoint(last));
    for (size, old) in held.checkpoints.range(..last) {
        let slot = Slot::Consistency(*size, last);
        let proof = text(held.files, &slot).map(Consistency::parse);
        let holds = match proof {
            Some(Ok(proof)) if proof.old == *size && Some(proof.note.as_str()) == note => {
                let new = (last, &held.last.root);
                merkle::verify_consistency((*size, &old.root), new, &proof.hashes).is_ok()
            }
            _ => false,
        };
        if !holds {
            found.fail(
                slot.path(),
                format!("不能证明 {last} 条的日志由 {size} 条的日志增长而来"),
                format!("it does not prove that the log of {last} grew from that of {size}"),
            );
        }
    }
    for slot in slots(held.files) {
        if matches!(slot, Slot::Consistency(old, new) if new != last || !held.checkpoints.contains_key(&old)) {
            found.fail(slot.path(), "没有对应的检查点", "there is no checkpoint it belongs to");
        }
    }
    found
}

/// Compares with the checkpoints that others keep: the one thing the operator cannot rewrite.
pub(super) fn outside(held: &Held<'_>) -> Found {
    let mut found = Found { absent: held.known.checkpoints.is_empty(), ..Found::default() };
    for note in &held.known.checkpoints {
        let Ok(kept) = Checkpoint::open(note, &held.log_key) else {
            found.fail(
                "",
                "核验人所持的检查点没有本日志的有效签名",
                "the reader's checkpoint is not signed by this log",
            );
            continue;
        };
        let size = kept.size;
        match held.checkpoints.get(&size) {
            Some(own) if *own == kept => {}
            Some(_) => found.fail(
                Slot::Checkpoint(size).path(),
                format!("与外部保存的 {size} 条检查点根哈希不同：日志曾被改写或分叉"),
                format!("its root differs from the one kept outside at size {size}: the log was rewritten or forked"),
            ),
            None => found.remark(
                "",
                format!("外部保存的检查点有 {size} 条，证据包中没有同样大小的检查点，无法比对"),
                format!("the checkpoint kept outside has size {size}; the bundle has none of that size to compare"),
            ),
        }
    }
    found
}

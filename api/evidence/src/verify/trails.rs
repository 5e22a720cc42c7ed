//! Completeness: no gap in a subject's trail, and no end cut off.

use std::collections::BTreeMap;

use super::log::text;
use super::{Entry, Found, Held, Trail};
use crate::Hash;
use crate::bundle::Slot;
use crate::heads::{HEADS_KIND, HeadProof, Statement};

/// `seq` runs from 1 without gaps and `prev` names the entry before, for every subject whose
/// trail is not an extract.
pub(super) fn trails(held: &Held<'_>) -> (Found, Vec<Trail>) {
    let mut found = Found::default();
    let mut trails = Vec::new();
    let mut by_subject: BTreeMap<Hash, Vec<(u64, &Entry)>> = BTreeMap::new();
    for (index, entry) in &held.entries {
        by_subject.entry(entry.intent.subject).or_default().push((*index, entry));
    }
    for (subject, mut entries) in by_subject {
        entries.sort_by_key(|(index, entry)| (entry.leaf.seq, *index));
        let complete = !held.scope.extracts.contains(&subject.hex());
        walk(&subject, &entries, complete, &mut found);
        let last = entries.last().map(|(_, entry)| entry.leaf.seq).unwrap_or_default();
        let count = entries.len() as u64;
        trails.push(Trail { subject, entries: count, last, complete, nothing_left_out_until: None });
    }
    for extract in &held.scope.extracts {
        if trails.iter().any(|trail| trail.subject.hex() == *extract) {
            found.remark(
                "",
                format!("对象 {} 只收录部分条目", short(extract)),
                format!("of subject {} only some entries are here", short(extract)),
            );
        } else {
            let en = "an extract of a subject that has no entry here";
            found.fail(Slot::Scope.path(), "摘录的对象没有任何条目", en);
        }
    }
    (found, trails)
}

fn walk(subject: &Hash, entries: &[(u64, &Entry)], complete: bool, found: &mut Found) {
    let mut before: Option<(u64, &Entry)> = None;
    for (index, entry) in entries {
        let path = Slot::Leaf(*index).path();
        let seq = entry.leaf.seq;
        let last = before.map_or(0, |(_, entry)| entry.leaf.seq);
        if seq == last {
            found.fail(path, format!("编号 {seq} 重复"), format!("seq {seq} stands twice"));
        } else if seq - last > 1 {
            if complete {
                let (from, until) = (last + 1, seq - 1);
                found.fail(
                    path,
                    format!("对象 {} 缺少第 {from} 至第 {until} 条", short(&subject.hex())),
                    format!("subject {} lacks entries {from} to {until}", short(&subject.hex())),
                );
            }
        } else if entry.leaf.prev != before.map_or(Hash::ZERO, |(_, entry)| entry.hash) {
            let en = format!("prev is not the hash of the subject's entry {last}");
            found.fail(path, format!("prev 不是该对象第 {last} 条的哈希"), en);
        } else if before.is_some_and(|(earlier, _)| earlier > *index) {
            let en = "it stands in the log before the entry it follows";
            found.fail(path, "在日志中早于它的前一条", en);
        }
        before = Some((*index, entry));
    }
}

/// The last entry shown is the last there was, up to the size that a logged tree of heads covers.
pub(super) fn heads(held: &Held<'_>, trails: &mut [Trail]) -> Found {
    let mut found = Found::nothing();
    let statements = statements(held);
    for slot in super::log::slots(held.files) {
        let Slot::Head(subject) = slot else { continue };
        found.absent = false;
        let proof = text(held.files, &slot).map(HeadProof::parse);
        let trail = trails.iter_mut().find(|trail| trail.subject == subject);
        let (Some(Ok(proof)), Some(trail)) = (proof, trail) else {
            found.fail(slot.path(), "不是本证据包中对象的证明", "it proves nothing about a subject here");
            continue;
        };
        let stated = statements.iter().rev().find(|stated| proof.verify(stated).is_ok());
        match stated {
            Some(stated) if fits(held, &proof, stated) => {
                trail.nothing_left_out_until = Some(stated.covers_size);
            }
            Some(_) => found.fail(
                slot.path(),
                "与收录的条目不符：该对象的条目有遗漏",
                "it does not fit the entries here: some of this subject are left out",
            ),
            None => found.fail(slot.path(), "没有条目记载得出它的根", "no entry states the root it leads to"),
        }
    }
    found
}

/// The trail, as far as the statement covers it, has as many entries as stated and ends alike.
fn fits(held: &Held<'_>, proof: &HeadProof, stated: &Statement) -> bool {
    let covered = held.entries.range(..stated.covers_size);
    let own = covered.filter(|(_, entry)| entry.intent.subject == proof.head.subject);
    let last = own.max_by_key(|(_, entry)| entry.leaf.seq);
    last.is_some_and(|(_, entry)| (entry.leaf.seq, entry.hash) == (proof.head.count, proof.head.head))
}

/// Statements of heads whose content is shown, in order of their entries. One that claims to
/// cover more than there was when it was logged is no statement.
fn statements(held: &Held<'_>) -> Vec<Statement> {
    let stated = held.entries.iter().filter(|(_, entry)| entry.intent.kind == HEADS_KIND);
    stated
        .filter_map(|(index, entry)| {
            let [part] = entry.intent.parts.as_slice() else { return None };
            let body = held.files.get(&Slot::Part(*index, part.name.clone()).path())?;
            Statement::parse(body).ok().filter(|stated| stated.covers_size <= *index)
        })
        .collect()
}

fn short(subject: &str) -> &str {
    subject.get(..16).unwrap_or(subject)
}

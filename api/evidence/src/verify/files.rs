//! The container: archive, bag, and which files are there.

use super::Found;
use crate::bundle::Slot;
use crate::bundle::archive::{Files, Odd};
use crate::bundle::bag::{Flaw, flaws};

pub(super) fn archive(odd: Option<Odd>) -> Found {
    let mut found = Found::default();
    if let Some(Odd { path, offset }) = odd {
        found.fail(
            path,
            format!("压缩包自第 {offset} 字节起与其内容应有的形式不同"),
            format!("from byte {offset} on, the archive is not what its contents make"),
        );
    }
    found
}

pub(super) fn bag(files: &Files) -> Found {
    let mut found = Found::default();
    for flaw in flaws(files) {
        match flaw {
            Flaw::Missing(path) => found.fail(path, "文件缺失", "the file is missing"),
            Flaw::Unlisted(path) => {
                found.fail(path, "文件不在清单中", "the file is not in the manifest");
            }
            Flaw::Digest(path) => {
                found.fail(path, "文件内容与清单不符", "the file differs from the manifest");
            }
            Flaw::Form(path) => found.fail(
                path,
                "文件不是清单所要求的形式，或者不应存在",
                "the file is not in the form the bag calls for, or should not be there",
            ),
        }
    }
    found
}

/// Every payload file is of a known kind, and those that each bundle needs are there.
pub(super) fn layout(files: &Files) -> Found {
    let mut found = Found::default();
    for path in files.keys().filter(|path| path.starts_with("data/") && Slot::of(path).is_none()) {
        found.fail(path, "证据包中不应有此文件", "a bundle has no such file");
    }
    let needed = [Slot::Readme, Slot::Index, Slot::Scope, Slot::Policy, Slot::LogKey, Slot::LogPem];
    let needed = needed.iter().map(Slot::path).chain(needed_by(files));
    for path in needed.filter(|path| !files.contains_key(path)) {
        found.fail(path, "缺少应有的文件", "a file that must be there is missing");
    }
    found
}

/// Files that must be there because another is.
fn needed_by(files: &Files) -> impl Iterator<Item = String> {
    let partner = |slot| {
        Some(match slot {
            Slot::AppKey(id) => Slot::AppPem(id),
            Slot::AppPem(id) => Slot::AppKey(id),
            Slot::Leaf(index) => Slot::Proof(index),
            Slot::Proof(index) | Slot::Part(index, _) => Slot::Leaf(index),
            Slot::Salt(index, name) => Slot::Part(index, name),
            Slot::Consistency(old, _) => Slot::Checkpoint(old),
            Slot::Stamp(size) => Slot::Checkpoint(size),
            _ => return None,
        })
    };
    files.keys().filter_map(|path| Slot::of(path)).filter_map(partner).map(|slot| slot.path())
}

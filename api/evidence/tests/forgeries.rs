//! Every way to change a bundle, from a flipped bit to a forger who packs it anew with fresh
//! manifests, and the file each time named.

use evidence::bundle::archive::Files;
use evidence::heads::Heads;
use evidence::note::Checkpoint;
use evidence::proof::{Consistency, Inclusion};
use evidence::{Hash, Leaf, leaf_bytes};

use crate::authority::time;
use crate::journal::{Journal, failure, forge, full, journal, person, verify};

/// Runs a test for each number on two threads.
fn each(count: usize, test: impl Fn(usize) + Sync) {
    std::thread::scope(|scope| {
        for half in 0..2 {
            let test = &test;
            scope.spawn(move || (half..count).step_by(2).for_each(test));
        }
    });
}

#[test]
fn every_changed_byte_of_the_archive_is_noticed() {
    let zip = journal().bundle(&[person(2)]).to_zip().unwrap();
    assert!(verify(&zip).holds());
    each(zip.len(), |at| {
        let mut changed = zip.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(!verify(&changed).holds(), "byte {at} of {}", zip.len());
    });
    for changed in [[&zip[..], b"\0"].concat(), [b"\0", &zip[..]].concat(), zip[..zip.len() - 1].to_vec()] {
        assert!(!verify(&changed).holds());
    }
}

#[test]
fn every_changed_byte_of_the_payload_is_noticed_even_under_fresh_manifests() {
    let (_, mut bundle) = full();
    bundle.stamps.remove(&3);
    let zip = bundle.to_zip().unwrap();
    let (files, _) = evidence::bundle::archive::unpack(&zip);
    // One of each kind of file; the texts for people are compared whole.
    let more = ["/000002/", "/000004/", ".zh.md"];
    let taken = |path: &str| path.starts_with("data/") && !more.iter().any(|m| path.contains(m));
    for (path, content) in files.iter().filter(|(path, _)| taken(path)) {
        each(content.len(), |at| {
            let forged = forge(&zip, |files| files.get_mut(path).unwrap()[at] ^= 1 << (at % 8));
            assert!(!verify(&forged).holds(), "byte {at} of {path}");
        });
    }
}

#[test]
fn a_changed_byte_in_the_archive_is_named_with_its_file() {
    let zip = full().1.to_zip().unwrap();
    let needle = b"%PDF-1.7 signed";
    let at = zip.windows(needle.len()).position(|window| window == needle).unwrap();
    let mut changed = zip;
    changed[at] ^= 1;
    let report = verify(&changed);
    let path = "data/entries/000003/parts/agreement.pdf";
    assert_eq!(failure(&report), ("archive", path.into()));
    assert!(report.zh().starts_with(&format!("结论：核验不通过。首个问题: {path}")));
    let failed: Vec<_> = report.checks.iter().filter(|c| !c.findings.is_empty()).map(|c| c.name).collect();
    assert_eq!(failed, ["archive", "bag", "contents"]);
}

/// What a forger does to the files, and the check and path that tell.
fn tells(change: impl FnOnce(&mut Files), check: &str, path: &str) {
    let (_, bundle) = full();
    let report = verify(&forge(&bundle.to_zip().unwrap(), change));
    assert_eq!(failure(&report), (check, path.into()), "{}", report.en());
}

fn replace(files: &mut Files, path: &str, from: &str, to: &str) {
    let before = String::from_utf8(files[path].clone()).unwrap();
    let after = before.replacen(from, to, 1);
    assert_ne!(before, after);
    files.insert(path.into(), after.into());
}

#[test]
fn content_that_was_edited_no_longer_opens_its_commitment() {
    let path = "data/entries/000000/parts/record.json";
    tells(|files| replace(files, path, "不合格", "合格"), "contents", path);
}

#[test]
fn a_salt_that_was_replaced_opens_nothing() {
    let salt = "data/entries/000000/salts/record.json";
    let part = "data/entries/000000/parts/record.json";
    tells(|files| drop(files.insert(salt.into(), vec![7; 32])), "contents", part);
    tells(|files| drop(files.insert(salt.into(), vec![7; 31])), "contents", part);
}

#[test]
fn content_cannot_be_left_out_silently_or_added() {
    let part = "data/entries/000003/parts/agreement.pdf";
    let leave_out = |files: &mut Files| {
        files.remove(part);
        files.remove("data/entries/000003/salts/agreement.pdf");
    };
    tells(leave_out, "contents", part);
    let added = "data/entries/000003/parts/more.pdf";
    tells(|files| drop(files.insert(added.into(), vec![])), "contents", added);
}

#[test]
fn an_entry_left_out_is_a_gap_with_a_name() {
    let without = |gone: &'static str| move |files: &mut Files| files.retain(|path, _| !path.starts_with(gone));
    tells(without("data/entries/000000/"), "trails", "data/entries/000002/leaf.json");
    tells(without("data/entries/000002/"), "trails", "data/entries/000003/leaf.json");
    // The last one leaves no gap; the tree of heads tells.
    let head = format!("data/heads/{}.txt", person(1));
    tells(without("data/entries/000003/"), "heads", &head);
}

#[test]
fn the_gap_is_said_in_numbers() {
    let (_, bundle) = full();
    let report = verify(&forge(&bundle.to_zip().unwrap(), |files| {
        files.retain(|path, _| !path.contains("/000000/") && !path.contains("/000002/"));
    }));
    let said = &report.first_failure().unwrap().1.said;
    assert!(said.en.contains("lacks entries 1 to 2"), "{}", said.en);
    assert!(said.zh.contains("缺少第 1 至第 2 条"), "{}", said.zh);
}

#[test]
fn a_trail_whose_end_is_cut_is_not_saved_by_dropping_the_proof_of_heads() {
    let (_, bundle) = full();
    let cut = forge(&bundle.to_zip().unwrap(), |files| {
        files.retain(|path, _| !path.contains("/000003/") && !path.starts_with("data/heads/"));
    });
    let report = verify(&cut);
    // What remains says openly that the end is not proved; the index no longer fits either.
    assert_eq!(failure(&report), ("texts", "data/index.zh.md".into()));
    assert!(report.not_proved.iter().any(|said| said.en.contains("after its last one")));
}

#[test]
fn a_leaf_that_was_edited_is_not_in_the_log() {
    let path = "data/entries/000002/leaf.json";
    tells(|files| replace(files, path, "review.acknowledged", "review.refused"), "inclusion", path);
    tells(|files| replace(files, path, "\"seq\":2", "\"seq\":3"), "inclusion", path);
    tells(|files| replace(files, path, ",\"v\":1}", ",\"v\": 1}"), "form", path);
    tells(|files| replace(files, path, "{\"actor\"", "{ \"actor\""), "form", path);
}

#[test]
fn a_leaf_signed_by_nobody_known_is_refused_even_when_the_log_holds_it() {
    let mut journal = Journal::new();
    journal.app = evidence::AppKey::from_seed("hr-api-1", &[8; 32]).unwrap();
    journal.write("warning.issued", person(1), "2026-11-21T00:00:00Z", &[]);
    let mut bundle = journal.bundle(&[person(1)]);
    bundle.app_keys = vec![evidence::AppKey::from_seed("hr-api-1", &[9; 32]).unwrap().public().clone()];
    let report = verify(&bundle.to_zip().unwrap());
    assert_eq!(failure(&report), ("signatures", "data/entries/000000/leaf.json".into()));
}

#[test]
fn a_broken_link_in_a_trail_is_told_even_when_the_log_holds_it() {
    // The sequencer itself gave a wrong prev, or placed an entry before the one it follows.
    let (_, bundle) = full();
    let leaf = Leaf::parse(&bundle.entries[1].leaf).unwrap();
    let wrong = leaf_bytes(&leaf.intent, &Hash::of(b"other"), leaf.seq, &leaf.signature);
    let path = "data/entries/000002/leaf.json";
    let report = verify(&forge(&bundle.to_zip().unwrap(), |files| {
        files.insert(path.into(), wrong);
    }));
    let failed: Vec<_> = report.checks.iter().filter(|c| !c.findings.is_empty()).map(|c| c.name).collect();
    assert_eq!(failed, ["inclusion", "trails"]);
}

#[test]
fn a_proof_for_another_place_or_checkpoint_is_refused() {
    let path = "data/entries/000002/entry.tlog-proof";
    let (journal, _) = full();
    let with = |change: &dyn Fn(&mut Inclusion)| {
        let change = |files: &mut Files| {
            let mut proof = Inclusion::parse(std::str::from_utf8(&files[path]).unwrap()).unwrap();
            change(&mut proof);
            files.insert(path.into(), proof.to_string().into());
        };
        tells(change, "inclusion", path);
    };
    with(&|proof| proof.index = 3);
    with(&|proof| proof.note = journal.note_at(3));
    let leaf = "data/entries/000002/leaf.json";
    let shorten = |files: &mut Files| {
        let mut proof = Inclusion::parse(std::str::from_utf8(&files[path]).unwrap()).unwrap();
        proof.hashes.pop();
        files.insert(path.into(), proof.to_string().into());
    };
    tells(shorten, "inclusion", leaf);
}

#[test]
fn a_checkpoint_must_be_signed_and_named_after_its_size() {
    let last = "data/checkpoints/5.txt";
    tells(|files| replace(files, last, "\n5\n", "\n6\n"), "checkpoints", last);
    tells(|files| drop(files.remove(last)), "layout", last);
    let misnamed = |files: &mut Files| {
        let note = files["data/checkpoints/3.txt"].clone();
        files.insert("data/checkpoints/2.txt".into(), note);
    };
    tells(misnamed, "checkpoints", "data/checkpoints/2.txt");
    let (journal, _) = full();
    let forked = Checkpoint { origin: crate::journal::ORIGIN.into(), size: 3, root: Hash::ZERO };
    let forked = forked.sign(&journal.key).unwrap();
    let fork = |files: &mut Files| drop(files.insert("data/checkpoints/3.txt".into(), forked.into()));
    tells(fork, "consistency", "data/consistency/3-5.txt");
}

#[test]
fn an_earlier_checkpoint_needs_its_consistency_proof() {
    let path = "data/consistency/3-5.txt";
    tells(|files| drop(files.remove(path)), "consistency", path);
    let other = |files: &mut Files| {
        let mut proof = Consistency::parse(std::str::from_utf8(&files[path]).unwrap()).unwrap();
        proof.old = 2;
        files.insert(path.into(), proof.to_string().into());
    };
    tells(other, "consistency", path);
}

#[test]
fn keys_that_do_not_fit_their_names_or_neighbours_are_told() {
    let (journal, _) = full();
    let app = format!("data/keys/app-{}", hex::encode(journal.app.public().id()));
    let log_pem = journal.key.public().pem().unwrap();
    tells(|files| drop(files.insert(format!("{app}.pem"), log_pem.into())), "keys", &format!("{app}.pem"));
    tells(|files| drop(files.remove(&format!("{app}.pem"))), "layout", &format!("{app}.pem"));
    tells(|files| replace(files, "data/policy.txt", "none", "nobody"), "keys", "data/policy.txt");
    let misnamed = |files: &mut Files| {
        for kind in ["vkey", "pem"] {
            let key = files[&format!("{app}.{kind}")].clone();
            files.insert(format!("data/keys/app-00000000.{kind}"), key);
        }
    };
    tells(misnamed, "keys", "data/keys/app-00000000.vkey");
}

#[test]
fn a_log_rebuilt_under_another_key_does_not_pass_for_this_one() {
    let mut other = Journal::new();
    other.key = evidence::LogKey::from_seed(crate::journal::ORIGIN, &[1; 32]).unwrap();
    other.write("warning.issued", person(1), "2026-11-21T00:00:00Z", &[]);
    let note = other.note();
    let path = "data/checkpoints/1.txt";
    tells(|files| drop(files.insert(path.into(), note.into())), "checkpoints", path);
}

#[test]
fn files_that_no_bundle_has_are_told() {
    for path in ["data/virus.exe", "data/entries/1/leaf.json", "data/entries/000000/x", "data/tsa/05.tsr"] {
        tells(|files| drop(files.insert(path.into(), vec![])), "layout", path);
    }
    let (_, bundle) = full();
    let (mut files, _) = evidence::bundle::archive::unpack(&bundle.to_zip().unwrap());
    files.insert("fetch.txt".into(), b"http://example.com/ 1 data/x\n".to_vec());
    let report = verify(&evidence::bundle::archive::pack(&files).unwrap());
    assert_eq!(failure(&report), ("bag", "fetch.txt".into()));
}

#[test]
fn a_stamp_over_another_checkpoint_is_refused() {
    let swap = |files: &mut Files| {
        let other = files["data/tsa/5.tsr"].clone();
        files.insert("data/tsa/3.tsr".into(), other);
    };
    tells(swap, "timestamps", "data/tsa/3.tsr");
    tells(|files| drop(files.remove("data/tsa/chain.pem")), "timestamps", "data/tsa/3.tsr");
}

#[test]
fn stamps_whose_times_run_backwards_are_told() {
    let (journal, bundle) = full();
    let bundle = journal.with_stamp(bundle, 3, time("2026-11-21T09:10:01Z"));
    let report = verify(&bundle.to_zip().unwrap());
    assert_eq!(failure(&report), ("timestamps", "data/tsa/5.tsr".into()));
}

#[test]
fn a_scope_cannot_hide_a_gap_without_saying_so() {
    let path = "data/scope.json";
    // The list of extracts is in order, and the subject's pseudonym comes before the log's.
    let me = person(1).hex();
    let (_, bundle) = full();
    let report = verify(&forge(&bundle.to_zip().unwrap(), |files| {
        files.retain(|path, _| !path.contains("/000002/"));
        replace(files, path, "\"extracts\":[", &format!("\"extracts\":[\"{me}\","));
    }));
    assert!(report.en().contains(&format!("of subject {} only some entries are here", &me[..16])));
    assert!(report.not_proved.iter().any(|said| said.en.contains("only an extract")));
    tells(|files| replace(files, path, "youju-evidence/1", "youju-evidence/2"), "checkpoints", path);
    tells(|files| replace(files, path, "\"size\":5", "\"size\":3"), "checkpoints", "data/checkpoints/5.txt");
    let stranger = person(77).hex();
    let me = person(0).hex();
    tells(|files| replace(files, path, &me, &stranger), "trails", path);
}

#[test]
fn a_head_must_lead_to_a_stated_root_and_fit_the_entries() {
    let (journal, bundle) = full();
    let path = format!("data/heads/{}.txt", person(1));
    let other = Heads::new(vec![bundle.heads[0].head.clone()]);
    let alone = other.proof(&person(1)).unwrap().unwrap().to_string();
    tells(|files| drop(files.insert(path.clone(), alone.into())), "heads", &path);
    let second = journal.heads().proof(&person(2)).unwrap().unwrap().to_string();
    tells(|files| drop(files.insert(path.clone(), second.into())), "heads", &path);
    assert_eq!(journal.heads().proof(&person(99)).unwrap(), None);
}

#[test]
fn the_texts_for_people_cannot_be_rewritten() {
    let path = "data/index.zh.md";
    tells(|files| replace(files, path, "agreement.signed", "agreement.refused"), "texts", path);
    let path = "data/README.zh.md";
    tells(|files| replace(files, path, "并非中立第三方", "是中立第三方"), "texts", path);
}

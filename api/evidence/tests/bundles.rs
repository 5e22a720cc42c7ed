//! Bundles as they are meant, read by our verifier and by programs of others.

use std::io::Read;
use std::process::Command;

use evidence::Hash;
use evidence::bundle::archive::FOLDER;
use evidence::bundle::{Bundle, Content};
use evidence::verify::{Known, Outcome, Report, verify_bundle, verify_path};

use crate::authority::{Bench, root, time};
use crate::journal::{Journal, failure, forge, full, journal, person, verify};

fn outcome(report: &Report, name: &str) -> Outcome {
    report.checks.iter().find(|check| check.name == name).unwrap().outcome
}

fn unproved(report: &Report, word: &str) -> bool {
    report.not_proved.iter().any(|said| said.en.contains(word))
}

/// Unpacks with the zip crate into a folder and returns the bag's.
fn unpacked(bench: &Bench, zip: &[u8]) -> std::path::PathBuf {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let path = bench.path().join(file.enclosed_name().unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        std::fs::write(path, content).unwrap();
    }
    bench.path().join(FOLDER)
}

#[test]
fn a_full_bundle_holds_in_every_check() {
    let (_, bundle) = full();
    let report = verify(&bundle.to_zip().unwrap());
    assert!(report.holds(), "{}", report.en());
    let absent: Vec<_> = report.checks.iter().filter(|c| c.outcome != Outcome::Passed).map(|c| c.name).collect();
    assert_eq!(absent, ["sm2", "outside"]);
    assert_eq!(report.size, Some(5));
    let trail = report.trails.iter().find(|trail| trail.subject == person(1)).unwrap();
    assert_eq!((trail.entries, trail.last, trail.nothing_left_out_until), (3, 3, Some(4)));
    assert!(report.first_failure().is_none());
}

#[test]
fn a_plain_bundle_holds_and_says_what_it_does_not_prove() {
    let report = verify(&journal().bundle(&[person(1)]).to_zip().unwrap());
    assert!(report.holds(), "{}", report.en());
    for name in ["consistency", "timestamps", "heads", "outside"] {
        assert_eq!(outcome(&report, name), Outcome::Absent, "{name}");
    }
    for word in ["content is true", "after its last one", "not a neutral third", "any time", "log's key"] {
        assert!(unproved(&report, word), "{word}");
    }
    assert!(report.zh().contains("并非") || report.zh().contains("而非中立第三方"));
    assert!(report.zh().starts_with("结论：核验通过"));
}

#[test]
fn equal_input_gives_equal_bytes() {
    let (_, bundle) = full();
    let mut shuffled = bundle.clone();
    shuffled.entries.reverse();
    assert_eq!(bundle.to_zip().unwrap(), shuffled.to_zip().unwrap());
}

#[test]
fn sha256sum_and_openssl_agree_by_the_commands_in_the_readme() {
    let bench = Bench::new();
    let bag = unpacked(&bench, &full().1.to_zip().unwrap());
    let readme = std::fs::read_to_string(bag.join("data/README.zh.md")).unwrap();
    let blocks: Vec<_> = readme.split("```sh\n").skip(1).map(|b| b.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 5);
    let run = |block: &str| {
        let shell = Command::new("sh").args(["-euc", block]).current_dir(&bag).output().unwrap();
        shell.status.success()
    };
    for block in &blocks {
        assert!(run(block), "{block}");
    }
    // And each of them notices when what it looks at is changed.
    let changes = [
        (0, "data/policy.txt", "quorum", "Quorum"),
        (1, "data/entries/000000/parts/record.json", "不合格", "合格"),
        (2, "data/entries/000002/leaf.json", "acknowledged", "acknowledgeD"),
        (3, "data/checkpoints/5.txt", "\n5\n", "\n6\n"),
        (4, "data/checkpoints/3.txt", "\n3\n", "\n4\n"),
    ];
    for (block, path, from, to) in changes {
        let before = std::fs::read_to_string(bag.join(path)).unwrap();
        let after = before.replace(from, to);
        assert_ne!(before, after, "{path}");
        std::fs::write(bag.join(path), after).unwrap();
        assert!(!run(blocks[block]), "{}", blocks[block]);
        std::fs::write(bag.join(path), before).unwrap();
        assert!(run(blocks[block]));
    }
}

#[test]
fn a_bundle_is_verified_from_its_file_and_from_its_folder() {
    let bench = Bench::new();
    let zip = full().1.to_zip().unwrap();
    let file = bench.put("bundle.zip", &zip);
    assert!(verify_path(&file, &Known::default()).unwrap().holds());
    let folder = unpacked(&bench, &zip);
    let report = verify_path(&folder, &Known::default()).unwrap();
    assert!(report.holds(), "{}", report.en());
    assert_eq!(outcome(&report, "archive"), Outcome::Absent);
    std::fs::write(folder.join("data/note.txt"), "x").unwrap();
    let report = verify_path(&folder, &Known::default()).unwrap();
    assert_eq!(failure(&report), ("bag", "data/note.txt".into()));
    verify_path(&bench.path().join("nowhere"), &Known::default()).unwrap_err();
}

#[test]
fn what_the_reader_knows_decides_over_what_the_bundle_says() {
    let (journal, bundle) = full();
    let zip = bundle.to_zip().unwrap();
    let known = Known {
        log_key: Some(journal.key.public().clone()),
        roots: Some(vec![root().der]),
        sm2_roots: None,
        checkpoints: vec![journal.note_at(3)],
    };
    let report = verify_bundle(&zip, &known);
    assert!(report.holds(), "{}", report.en());
    assert_eq!(outcome(&report, "outside"), Outcome::Passed);
    for word in ["not a neutral third", "log's key", "its root came with"] {
        assert!(!unproved(&report, word), "{word}");
    }

    let stranger = evidence::LogKey::from_seed(crate::journal::ORIGIN, &[1; 32]).unwrap();
    let report = verify_bundle(&zip, &Known { log_key: Some(stranger.public().clone()), ..known.clone() });
    assert_eq!(failure(&report), ("keys", "data/keys/log.vkey".into()));
    let other = crate::authority::issue(None, "CN=Other", 50, crate::authority::Use::Authority { path: None });
    let report = verify_bundle(&zip, &Known { roots: Some(vec![other.der]), ..known.clone() });
    assert_eq!(failure(&report), ("timestamps", "data/tsa/3.tsr".into()));
}

#[test]
fn a_checkpoint_kept_outside_reveals_a_rewritten_log() {
    let kept = journal().note_at(3);
    // The operator drops an entry and builds the log again with the real keys: all inside agrees.
    let mut again = Journal::new();
    again.write("review.delivered", person(2), "2026-11-20T01:00:01Z", &[]);
    again.write("review.acknowledged", person(1), "2026-11-20T02:00:00Z", &[]);
    again.write("agreement.signed", person(1), "2026-11-21T08:59:00Z", &[]);
    let zip = again.with_earlier(again.bundle(&[person(1)]), 2).to_zip().unwrap();
    assert!(verify(&zip).holds());
    let known = Known { checkpoints: vec![kept], ..Known::default() };
    let report = verify_bundle(&zip, &known);
    assert_eq!(failure(&report), ("outside", "data/checkpoints/3.txt".into()));
    assert!(report.first_failure().unwrap().1.said.en.contains("rewritten or forked"));
}

#[test]
fn a_checkpoint_of_a_size_the_bundle_lacks_is_no_comparison() {
    let journal = journal();
    let zip = journal.bundle(&[person(1)]).to_zip().unwrap();
    let known = Known { checkpoints: vec![journal.note_at(2)], ..Known::default() };
    let report = verify_bundle(&zip, &known);
    assert!(report.holds());
    assert!(unproved(&report, "not a neutral third"));
}

#[test]
fn stamps_put_a_bracket_around_each_entry() {
    let (_, bundle) = full();
    let report = verify(&bundle.to_zip().unwrap());
    let bracket = |index: u64| {
        let entry = report.entries.iter().find(|entry| entry.index == index).unwrap();
        (entry.not_before, entry.not_after, entry.late)
    };
    let (first, second) = (time("2026-11-20T03:00:00Z"), time("2026-11-21T09:10:00Z"));
    assert_eq!(bracket(0), (None, Some(first), false));
    assert_eq!(bracket(3), (Some(first), Some(second), false));
}

#[test]
fn an_entry_dated_back_is_reported_as_late_and_one_dated_ahead_too() {
    let mut journal = journal();
    journal.write("warning.issued", person(1), "2026-10-20T00:00:00Z", &[]);
    journal.write("warning.issued", person(1), "2026-12-24T00:00:00Z", &[]);
    let bundle = journal.with_earlier(journal.bundle(&[person(1)]), 4);
    let bundle = journal.with_stamp(bundle, 4, time("2026-11-21T09:10:00Z"));
    let bundle = journal.with_stamp(bundle, 6, time("2026-11-21T09:11:00Z"));
    let report = verify(&bundle.to_zip().unwrap());
    assert!(report.holds());
    let late: Vec<_> = report.entries.iter().filter(|e| e.late).map(|e| e.index).collect();
    assert_eq!(late, [4]);
    let remarks = &report.checks.iter().find(|c| c.name == "timestamps").unwrap().remarks;
    let paths: Vec<_> = remarks.iter().map(|remark| remark.path.as_str()).collect();
    assert_eq!(paths, ["data/entries/000004/leaf.json", "data/entries/000005/leaf.json"]);
}

fn hide(bundle: &mut Bundle, index: u64, with: Content) {
    let entry = bundle.entries.iter_mut().find(|entry| entry.index == index).unwrap();
    entry.contents = vec![with];
}

#[test]
fn a_withheld_part_is_reported_and_everything_else_still_holds() {
    let mut bundle = journal().bundle(&[person(1)]);
    hide(&mut bundle, 2, Content::Withheld { name: "record.json".into() });
    let report = verify(&bundle.to_zip().unwrap());
    assert!(report.holds(), "{}", report.en());
    assert!(unproved(&report, "withheld"));
    assert!(report.zh().contains("data/entries/000002/parts/record.json 内容未出示"));
}

#[test]
fn an_erased_part_needs_the_entry_that_records_its_erasure() {
    let mut journal = journal();
    let named = format!("{{\"entries\":[\"{}\"]}}", journal.entry_id(2));
    let by = journal.write("payload.erased", person(1), "2026-11-22T00:00:00Z", &[("record.json", named.as_bytes())]);
    let unrelated = journal.write("payload.erased", person(1), "2026-11-22T00:00:01Z", &[("record.json", b"{}")]);
    let mut bundle = journal.bundle(&[person(1)]);
    hide(&mut bundle, 2, Content::Erased { name: "record.json".into(), by });
    let report = verify(&bundle.to_zip().unwrap());
    assert!(report.holds(), "{}", report.en());
    assert!(report.en().contains("was erased under entry 4"));

    for wrong in [unrelated, 0, 99] {
        hide(&mut bundle, 2, Content::Erased { name: "record.json".into(), by: wrong });
        let report = verify(&bundle.to_zip().unwrap());
        assert_eq!(failure(&report), ("contents", "data/entries/000002/parts/record.json".into()));
    }
}

#[test]
fn a_bundle_that_cannot_be_laid_out_is_not_written() {
    let whole = journal().bundle(&[person(1)]);
    let mut lacking = whole.clone();
    lacking.entries[0].contents.clear();
    lacking.to_zip().unwrap_err();
    let mut twice = whole.clone();
    twice.entries.push(twice.entries[0].clone());
    twice.to_zip().unwrap_err();
    let mut folded = whole.clone();
    folded.info.push(("Contact".into(), "two\nlines".into()));
    folded.to_zip().unwrap_err();
    let mut posing = whole;
    posing.info.push(("Payload-Oxum".into(), "1.1".into()));
    posing.to_zip().unwrap_err();
}

#[test]
fn the_index_for_people_lists_each_entry() {
    let zip = full().1.to_zip().unwrap();
    let (files, _) = evidence::bundle::archive::unpack(&zip);
    let index = std::str::from_utf8(&files["data/index.zh.md"]).unwrap();
    assert!(index.contains("| 3 | agreement.signed | 2026-11-21 16:59:00 |"), "{index}");
    assert!(index.contains("agreement.pdf、record.json"));
    assert!(index.contains("本证据包收录：4 条"));
}

#[test]
fn the_texts_of_version_one_never_change() {
    // A bundle in a court's file must verify in ten years: another text is another version.
    let zip = full().1.to_zip().unwrap();
    let (files, _) = evidence::bundle::archive::unpack(&zip);
    let hash = |path: &str| Hash::of(&files[path]).hex();
    let readme = "d1770e1fe7b040bcc8ddbb3e35ec51260391acfd28b0c6c745376678353d4185";
    assert_eq!(hash("data/README.zh.md"), readme);
    let index = "0e29c05fe04f375b6a43412ab88a3e9817b2e5b9e63a2763ef53a31211987a87";
    assert_eq!(hash("data/index.zh.md"), index);
    let whole = "91251e189f179415a6ca97116fdb5cd675f1c35da6373385f68e2a28394c082c";
    assert_eq!(Hash::of(&zip).hex(), whole);
}

#[test]
fn hostile_bytes_are_a_report_and_not_a_panic() {
    let zip = full().1.to_zip().unwrap();
    for bytes in [&[][..], b"PK\x03\x04", &zip[..zip.len() / 2], &zip[1..], &[0xff; 4096]] {
        let report = verify(bytes);
        assert_eq!(report.first_failure().unwrap().0.name, "archive");
        assert_eq!(report.checks.len(), 16);
    }
    let empty = forge(&zip, |files| files.clear());
    assert_eq!(failure(&verify(&empty)).0, "layout");
}

#[test]
fn what_is_missing_from_the_bag_itself_is_named() {
    let (files, _) = evidence::bundle::archive::unpack(&full().1.to_zip().unwrap());
    let tags = files.keys().filter(|path| !path.starts_with("data/"));
    assert_eq!(tags.clone().count(), 6);
    for path in tags {
        let mut lacking = files.clone();
        lacking.remove(path);
        let report = verify(&evidence::bundle::archive::pack(&lacking).unwrap());
        let findings = &report.checks.iter().find(|check| check.name == "bag").unwrap().findings;
        assert!(findings.iter().any(|finding| finding.path == *path), "{path}");
        for at in 0..files[path].len() {
            let mut changed = files.clone();
            changed.get_mut(path).unwrap()[at] ^= 1;
            assert!(!evidence::bundle::bag::flaws(&changed).is_empty(), "byte {at} of {path}");
        }
    }
}

#[test]
fn a_report_can_be_read_by_machines() {
    let report = verify(&full().1.to_zip().unwrap());
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["checks"][0]["name"], "archive");
    assert_eq!(json["checks"][0]["outcome"], "passed");
    assert_eq!(json["entries"][0]["subject"], person(1).hex());
    assert_eq!(json["stamps"][1]["time"], "2026-11-21T09:10:00Z");
}

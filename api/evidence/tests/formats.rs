//! What the byte formats refuse.

use evidence::note::{Checkpoint, Note};
use evidence::proof::{Consistency, Inclusion};
use evidence::{AppKey, Error, Hash, Intent, Leaf, LogKey, MAX_INTENT, Part, PublicKey, canonical, subject_ref};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::authority::{Bench, time};

const ORIGIN: &str = "hr.example.com/evidence/t1";

fn key() -> LogKey {
    LogKey::from_seed(ORIGIN, &[42; 32]).unwrap()
}

fn note() -> String {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 1, root: Hash::of(b"root") };
    checkpoint.sign(&key()).unwrap()
}

fn intent() -> Intent {
    Intent {
        actor: "a".into(),
        app: "hr-api-1".into(),
        entry: "01a20000-0000-7000-8000-000000000001".parse().unwrap(),
        kind: "review.delivered".into(),
        log: ORIGIN.into(),
        occurred: time("2026-11-21T09:00:00.123456Z"),
        parts: vec![],
        schema: "review/1".into(),
        subject: subject_ref(&[7; 32], "01a20000-0000-7000-8000-0000000000bb".parse().unwrap()),
    }
}

#[test]
fn canonical_json_refuses_numbers_that_readers_disagree_on() {
    for refused in ["1.5", "9007199254740992", "-9007199254740992", "1e3", "18446744073709551615"] {
        let value: Value = serde_json::from_str(&format!("{{\"a\":[{refused}]}}")).unwrap();
        canonical(&value).unwrap_err();
    }
    let fine = json!({"ö": 1, "b": [9_007_199_254_740_991_i64, -9_007_199_254_740_991_i64, 0], "a": null});
    let bytes = canonical(&fine).unwrap();
    let text = r#"{"a":null,"b":[9007199254740991,-9007199254740991,0],"ö":1}"#;
    assert_eq!(String::from_utf8(bytes).unwrap(), text);
}

#[test]
fn keys_are_sorted_by_utf16_units_as_rfc_8785_asks() {
    let value = json!({"\u{fb33}": 1, "\u{1f600}": 2, "\u{20ac}": 3, "\r": 4, "1": 5});
    let text = String::from_utf8(canonical(&value).unwrap()).unwrap();
    assert_eq!(text, "{\"\\r\":4,\"1\":5,\"\u{20ac}\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}");
}

#[test]
fn json_with_a_key_twice_or_with_blanks_is_not_canonical() {
    for refused in [r#"{"a":1,"a":1}"#, r#"{"a": 1}"#, r#"{"b":1,"a":2}"#, r#"{"a":"\u00e9"}"#, "{\"a\":1}\n"] {
        evidence::parse_canonical(refused.as_bytes()).unwrap_err();
    }
}

#[test]
fn an_intent_is_read_back_as_it_was() {
    let bytes = intent().to_bytes().unwrap();
    assert_eq!(Intent::parse(&bytes).unwrap(), intent());
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains(r#""occurred":"2026-11-21T09:00:00.123456Z""#));
    for changed in [
        text.replace("00.123456Z", "00.123456+00:00"),
        text.replace("00.123456Z", "00.1234560Z"),
        text.replace("\"kind\"", "\"kine\""),
        text.replace("\"schema\"", "\"more\":1,\"schema\""),
        text.replace("01a20000", "01A20000"),
    ] {
        assert_ne!(changed, text);
        Intent::parse(changed.as_bytes()).unwrap_err();
    }
}

#[test]
fn an_intent_has_a_largest_size() {
    let mut long = intent();
    long.schema = "x".repeat(MAX_INTENT);
    assert!(matches!(long.to_bytes(), Err(Error::TooLong { limit: MAX_INTENT, .. })));
}

#[test]
fn kinds_and_schemas_are_codes_and_nothing_is_empty() {
    for refused in ["", "Review.delivered", "<b>", "考核", "a|b", "a b"] {
        Intent { kind: refused.into(), ..intent() }.to_bytes().unwrap_err();
        Intent { schema: refused.into(), ..intent() }.to_bytes().unwrap_err();
    }
    Intent { actor: String::new(), ..intent() }.to_bytes().unwrap_err();
}

#[test]
fn part_names_are_safe_file_names_and_unique() {
    let part =
        |name: &str| Part { commit: Hash::of(b""), media: "application/json".into(), name: name.into(), sm3: None };
    let with = |names: &[&str]| {
        let parts = names.iter().map(|name| part(name)).collect();
        Intent { parts, ..intent() }.to_bytes()
    };
    with(&["record.json", "agreement.pdf"]).unwrap();
    for refused in ["", "..", ".hidden", "a/b", "a\\b", "协议.pdf", "a b", "con\0", &"x".repeat(65)] {
        with(&[refused]).unwrap_err();
    }
    with(&["a.pdf", "A.PDF"]).unwrap_err();
}

#[test]
fn a_subject_is_the_salted_hash_of_the_id_as_people_write_it() {
    let bench = Bench::new();
    bench.put("told", [[7; 32].as_slice(), b"01a20000-0000-7000-8000-0000000000bb"].concat());
    let judged = bench.openssl("dgst -sha256 -r told").stdout;
    assert_eq!(String::from_utf8(judged).unwrap()[..64], intent().subject.hex());
}

#[test]
fn a_leaf_that_is_written_otherwise_is_refused() {
    let app = AppKey::from_seed("hr-api-1", &[9; 32]).unwrap();
    let intent = intent().to_bytes().unwrap();
    let signature = evidence::sign_intent(&app, &intent);
    let bytes = evidence::leaf_bytes(&intent, &Hash::of(b"before"), 17, &signature);
    let leaf = Leaf::parse(&bytes).unwrap();
    assert_eq!((leaf.seq, leaf.to_bytes()), (17, bytes.clone()));
    let text = String::from_utf8(bytes).unwrap();
    for changed in [
        text.replace("\"seq\":17", "\"seq\":017"),
        text.replace("\"seq\":17", "\"seq\":-17"),
        text.replace("\"seq\":17", "\"seq\":"),
        text.replace("\"seq\":17", "\"seq\":99999999999999999999"),
        text.replace("\"v\":1", "\"v\":2"),
        text.replace(",\"prev\"", ", \"prev\""),
        format!("{text} "),
        text.to_uppercase(),
        String::new(),
    ] {
        assert_ne!(changed, text);
        Leaf::parse(changed.as_bytes()).unwrap_err();
    }
}

#[test]
fn a_note_that_is_malformed_is_refused_whoever_signed_it() {
    let note = note();
    let (text, line) = note.split_once("\n\n").unwrap();
    for refused in [
        String::new(),
        text.into(),
        format!("{text}\n\n"),
        note.replace('\n', "\r\n"),
        note.trim_end().into(),
        format!("{note}\n"),
        format!("{note}x"),
        format!("{note}{line}"),
        note.replace("— ", "- "),
        note.replace("— ", "—"),
        format!("{note}— other.example not-base64\n"),
        format!("{note}— other.example AAAAAA==\n"),
    ] {
        assert!(Checkpoint::open(&refused, key().public()).is_err(), "{refused:?}");
    }
}

#[test]
fn every_changed_byte_of_a_checkpoint_is_noticed() {
    let note = note();
    for at in 0..note.len() {
        for bit in 0..8 {
            let mut changed = note.clone().into_bytes();
            changed[at] ^= 1 << bit;
            let Ok(changed) = String::from_utf8(changed) else { continue };
            assert!(Checkpoint::open(&changed, key().public()).is_err(), "byte {at} bit {bit}");
        }
    }
}

#[test]
fn signature_lines_of_unknown_keys_are_passed_over() {
    let note = format!("{}— other.example {}\n", note(), crate::vectors::base64(&[1; 100]));
    assert_eq!(Checkpoint::open(&note, key().public()).unwrap().size, 1);
    let stranger = LogKey::from_seed(ORIGIN, &[43; 32]).unwrap();
    Checkpoint::open(&note, stranger.public()).unwrap_err();
    assert_eq!(Note::parse(&note).unwrap().signers().count(), 2);
}

#[test]
fn a_checkpoint_is_three_lines_and_its_size_a_plain_number() {
    let root = Hash::of(b"").base64();
    for text in [
        format!("{ORIGIN}\n01\n{root}\n"),
        format!("{ORIGIN}\n+1\n{root}\n"),
        format!("{ORIGIN}\n1\n{root}\nmore\n"),
        format!("{ORIGIN}\n1\n{}\n", &root[1..]),
        format!("\n1\n{root}\n"),
    ] {
        let line = crate::vectors::base64(&[1; 68]);
        Checkpoint::peek(&format!("{text}\n— {ORIGIN} {line}\n")).unwrap_err();
    }
}

#[test]
fn a_log_signs_only_for_itself() {
    let other = Checkpoint { origin: "other.example".into(), size: 0, root: Hash::ZERO };
    other.sign(&key()).unwrap_err();
    LogKey::from_seed("two words", &[1; 32]).map(|_| ()).unwrap_err();
    LogKey::from_seed("plus+plus", &[1; 32]).map(|_| ()).unwrap_err();
}

#[test]
fn a_verifier_key_with_another_id_name_or_type_is_refused() {
    let vkey = key().public().to_string();
    for refused in [
        vkey.replace("hr.", "he."),
        vkey.replace("+f", "+0"),
        vkey.replacen('+', "-", 1),
        format!("{vkey}A"),
        "a+b".into(),
    ] {
        assert_ne!(refused, vkey);
        PublicKey::parse(&refused).unwrap_err();
    }
}

#[test]
fn openssl_believes_the_signature_under_the_key_as_pem() {
    let (bench, note) = (Bench::new(), note());
    let (text, line) = note.split_once("\n\n").unwrap();
    let encoded = line.trim_end().rsplit_once(' ').unwrap().1;
    let line = base64_decode(encoded);
    bench.put("text", format!("{text}\n"));
    bench.put("signature", &line[4..]);
    bench.put("key.pem", key().public().pem().unwrap());
    let verify = "pkeyutl -verify -pubin -inkey key.pem -rawin -in text -sigfile signature";
    bench.openssl_accepts(verify);
    bench.put("text", format!("{text} \n"));
    bench.openssl_refuses(verify);
}

fn base64_decode(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}

#[test]
fn a_proof_file_is_read_back_and_nothing_like_it_is() {
    let inclusion = Inclusion { index: 10, hashes: vec![Hash::ZERO], note: note() };
    let text = inclusion.to_string();
    assert_eq!(Inclusion::parse(&text).unwrap(), inclusion);
    for refused in [
        text.replace("@v1", "@v2"),
        text.replace("index 10", "index 010"),
        text.replace("index 10", "index -1"),
        text.replace("index 10\n", "extra AA==\nindex 10\n"),
        text.replace("AAAA=", "AAAB="),
        text.replacen("\n\n", "\n", 1),
        text.replacen('\n', "\r\n", 2),
    ] {
        assert_ne!(refused, text);
        Inclusion::parse(&refused).unwrap_err();
    }
    let consistency = Consistency { old: 0, hashes: vec![], note: note() };
    assert_eq!(Consistency::parse(&consistency.to_string()).unwrap(), consistency);
    Consistency::parse(&text).unwrap_err();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_input_makes_a_reader_panic(noise in prop::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,80}") {
        // Refusal is expected; what is claimed is that each reader returns.
        let trust = evidence::pki::Trust::default();
        prop_assert!(Leaf::parse(&noise).is_err());
        prop_assert!(Intent::parse(&noise).is_err());
        prop_assert!(Note::parse(&text).is_err());
        prop_assert!(Inclusion::parse(&text).is_err());
        prop_assert!(PublicKey::parse(&text).is_err());
        prop_assert!(evidence::heads::HeadProof::parse(&text).is_err());
        prop_assert!(evidence::timestamp::verify(&noise, &[0; 32], None, &trust).is_err());
        prop_assert!(evidence::timestamp::token_of_response(&noise).is_err());
        prop_assert!(evidence::bundle::archive::unpack(&noise).1.is_some());
    }

    #[test]
    fn a_leaf_of_any_intent_is_read_back(actor in "[!-~]{1,40}", kind in "[a-z0-9._]{1,40}", seq in 1_u64.., micros in 0_i64..4_000_000_000_000_000) {
        let occurred = chrono::DateTime::from_timestamp_micros(micros).unwrap();
        let intent = Intent { actor, kind, occurred, ..intent() };
        let bytes = intent.to_bytes().unwrap();
        prop_assert_eq!(&Intent::parse(&bytes).unwrap(), &intent);
        let leaf = evidence::leaf_bytes(&bytes, &Hash::of(&bytes), seq, &[7; 64]);
        let read = Leaf::parse(&leaf).unwrap();
        prop_assert_eq!((read.to_bytes(), read.seq), (leaf, seq));
    }
}

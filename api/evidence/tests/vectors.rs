//! The worked example of every byte format, `vectors.json`: known answers from an earlier,
//! unrelated implementation that outside tools have judged.

use evidence::merkle::{self, Tiles, Tree};
use evidence::note::{Checkpoint, Note};
use evidence::proof::Inclusion;
use evidence::{
    AppKey, Hash, Intent, Leaf, LogKey, PublicKey, canonical, commit, leaf_bytes, leaf_hash, sign_intent, verify_intent,
};
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

fn text<'a>(vectors: &'a Value, path: &str) -> &'a str {
    vectors.pointer(path).unwrap().as_str().unwrap()
}

fn seed(vectors: &Value, path: &str) -> [u8; 32] {
    hex::decode(text(vectors, path)).unwrap().try_into().unwrap()
}

fn hashes(vectors: &Value, path: &str, read: fn(&str) -> Result<Hash, evidence::Error>) -> Vec<Hash> {
    let list = vectors.pointer(path).unwrap().as_array().unwrap();
    list.iter().map(|hash| read(hash.as_str().unwrap()).unwrap()).collect()
}

fn log_key(v: &Value) -> LogKey {
    LogKey::from_seed(text(v, "/origin"), &seed(v, "/log_seed_hex")).unwrap()
}

/// The five leaves, and their tiles.
fn tree(v: &Value, leaves: usize) -> (Tree, Tiles) {
    let (mut tree, mut tiles) = (Tree::new(), Tiles::default());
    let all = hashes(v, "/leaf_hashes", Hash::from_hex);
    tiles.extend(tree.append(&all[..leaves]));
    (tree, tiles)
}

#[test]
fn keys_have_the_known_verifier_form() {
    let v = vectors();
    let vkey = text(&v, "/log_vkey");
    assert_eq!(log_key(&v).public().to_string(), vkey);
    // The base64 of this one has a plus sign.
    assert!(vkey.matches('+').count() > 2);
    assert_eq!(PublicKey::parse(vkey).unwrap(), *log_key(&v).public());
}

#[test]
fn a_witness_key_is_not_mistaken_for_a_log_key() {
    PublicKey::parse(text(&vectors(), "/witness_vkey")).unwrap_err();
}

#[test]
fn content_commits_to_the_known_hash() {
    let v = vectors();
    let (salt, body) = (seed(&v, "/entry1/salt_hex"), text(&v, "/entry1/payload_utf8"));
    assert_eq!(commit(&salt, body.as_bytes()).hex(), text(&v, "/entry1/commit"));
}

#[test]
fn an_intent_has_the_known_bytes_and_signature() {
    let v = vectors();
    let bytes = text(&v, "/entry1/intent_utf8").as_bytes();
    let intent = Intent::parse(bytes).unwrap();
    assert_eq!(intent.kind, "payslip.issued");
    assert_eq!(intent.to_bytes().unwrap(), bytes);

    let key = AppKey::from_seed(&intent.app, &seed(&v, "/app_seed_hex")).unwrap();
    let signature = sign_intent(&key, bytes);
    verify_intent(key.public(), bytes, &signature).unwrap();
    assert_eq!(base64(&signature), text(&v, "/entry1/app_sig_b64"));
}

#[test]
fn a_leaf_has_the_known_bytes_and_hash_and_is_canonical() {
    let v = vectors();
    let known = text(&v, "/entry1/leaf_utf8").as_bytes();
    let leaf = Leaf::parse(known).unwrap();
    assert_eq!((leaf.seq, leaf.prev), (1, Hash::ZERO));
    assert_eq!(leaf.intent, text(&v, "/entry1/intent_utf8").as_bytes());
    assert_eq!(leaf_bytes(&leaf.intent, &leaf.prev, leaf.seq, &leaf.signature), known);
    assert_eq!(leaf_hash(known).hex(), text(&v, "/entry1/leaf_hash"));
    assert_eq!(canonical(&serde_json::from_slice(known).unwrap()).unwrap(), known);
}

#[test]
fn trees_have_the_known_roots() {
    let v = vectors();
    assert_eq!(tree(&v, 3).0.root().hex(), text(&v, "/root3"));
    assert_eq!(tree(&v, 5).0.root().hex(), text(&v, "/root5"));
}

#[test]
fn proofs_have_the_known_hashes() {
    let v = vectors();
    let tiles = tree(&v, 5).1;
    let inclusion = hashes(&v, "/inclusion_idx2_size5", Hash::from_base64);
    assert_eq!(merkle::inclusion_proof(5, 2, &tiles).unwrap(), inclusion);
    let consistency = hashes(&v, "/consistency_3_5", Hash::from_base64);
    assert_eq!(merkle::consistency_proof(3, 5, &tiles).unwrap(), consistency);
}

#[test]
fn checkpoints_have_the_known_notes() {
    let v = vectors();
    for (size, known) in [(3, text(&v, "/checkpoint3")), (5, text(&v, "/checkpoint5"))] {
        let root = tree(&v, size).0.root();
        let checkpoint = Checkpoint { origin: text(&v, "/origin").into(), size: size as u64, root };
        assert_eq!(checkpoint.sign(&log_key(&v)).unwrap(), known);
        assert_eq!(Checkpoint::open(known, log_key(&v).public()).unwrap(), checkpoint);
    }
}

#[test]
fn a_cosigned_note_is_believed_for_the_log_and_names_the_witness() {
    let v = vectors();
    let cosigned = format!("{}{}", text(&v, "/checkpoint5"), text(&v, "/cosignature5"));
    assert_eq!(Checkpoint::open(&cosigned, log_key(&v).public()).unwrap().size, 5);
    let signers: Vec<_> = Note::parse(&cosigned).unwrap().signers().map(String::from).collect();
    assert_eq!(signers, [text(&v, "/origin"), "union.example/witness"]);
}

#[test]
fn the_receipt_is_the_known_file() {
    let v = vectors();
    let known = text(&v, "/receipt_entry3");
    let receipt = Inclusion::parse(known).unwrap();
    assert_eq!(receipt.to_string(), known);
    let leaf = hashes(&v, "/leaf_hashes", Hash::from_hex)[2];
    assert_eq!(receipt.verify(&leaf, log_key(&v).public()).unwrap().size, 5);
    let other = hashes(&v, "/leaf_hashes", Hash::from_hex)[1];
    receipt.verify(&other, log_key(&v).public()).unwrap_err();
}

pub fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

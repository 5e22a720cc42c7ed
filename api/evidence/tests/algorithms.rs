//! RSA, with keys and signatures that OpenSSL makes, since nothing here signs with it.

use evidence::algorithms::Algorithm;
use evidence::pki::{self, Trust};
use evidence::timestamp::{request, token_of_response, verify};
use evidence::{Error, Hash};

use crate::authority::Bench;

const EXTENSIONS: &str = "[req]\ndistinguished_name=d\n[d]\n\
    [ca]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n\
    [stamps]\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n";

/// A root and a certificate under it, all of RSA, as `root.pem`, `own.pem` and `own.key`.
fn made(bench: &Bench, bits: u32, digest: &str) {
    bench.put("req.cnf", EXTENSIONS);
    let new = |subject: &str, name: &str| format!("-newkey rsa:{bits} -nodes -subj /CN={subject} -keyout {name}.key");
    bench.openssl_accepts(&format!(
        "req -x509 -config req.cnf -extensions ca -{digest} -days 30 -out root.pem {}",
        new("Root", "root")
    ));
    bench.openssl_accepts(&format!("req -new -config req.cnf -out own.csr {}", new("Own", "own")));
    bench.openssl_accepts(&format!(
        "x509 -req -in own.csr -CA root.pem -CAkey root.key -CAcreateserial -{digest} -days 30 -extfile req.cnf \
         -extensions stamps -out own.pem"
    ));
}

fn certificate(bench: &Bench, name: &str) -> Vec<u8> {
    let pem = std::fs::read_to_string(bench.path().join(name)).unwrap();
    pki::from_pem(&pem).unwrap().remove(0)
}

/// By OpenSSL, over `message`.
fn signed(bench: &Bench, message: &[u8], options: &str) -> Vec<u8> {
    bench.put("message", message);
    bench.openssl_accepts(&format!("dgst -sign own.key {options} -out signature message"));
    std::fs::read(bench.path().join("signature")).unwrap()
}

/// Now: the certificates are of now.
fn now() -> chrono::DateTime<chrono::Utc> {
    std::time::SystemTime::now().into()
}

#[test]
fn a_signature_of_2048_bits_verifies_and_a_changed_one_does_not() {
    let bench = Bench::new();
    made(&bench, 2048, "sha256");
    let own = pki::certificate(&certificate(&bench, "own.pem")).unwrap();
    let holds = |message: &[u8], signature: &[u8]| pki::signed_by(&own, Algorithm::RsaSha256, message, signature);
    let signature = signed(&bench, b"message", "-sha256");
    assert!(holds(b"message", &signature));
    assert!(!holds(b"massage", &signature));
    for at in 0..signature.len() {
        let mut changed = signature.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(!holds(b"message", &changed), "byte {at}");
    }
    for other in [[&signature[..], b"\0"].concat(), [b"\0", &signature[..]].concat(), signature[1..].to_vec(), vec![]] {
        assert!(!holds(b"message", &other));
    }
    assert!(!holds(b"message", &signed(&bench, b"message", "-sha512")), "another digest");
    assert!(!holds(b"message", &signed(&bench, b"message", "-sha256 -sigopt rsa_padding_mode:pss")), "another padding");
    assert!(!pki::signed_by(&own, Algorithm::EcdsaP256, b"message", &signature), "another kind of key");
    assert!(!pki::signed_by(&own, Algorithm::Sm2Sm3, b"message", &signature), "another kind of key");
}

#[test]
fn a_chain_of_rsa_leads_to_its_root_and_one_of_sha1_or_of_short_keys_does_not() {
    for (bits, digest, believed) in
        [(2048, "sha256", true), (3072, "sha256", true), (2048, "sha1", false), (1024, "sha256", false)]
    {
        let bench = Bench::new();
        made(&bench, bits, digest);
        let trust = Trust::in_roots(&[certificate(&bench, "root.pem")]).unwrap();
        let own = pki::certificate(&certificate(&bench, "own.pem")).unwrap();
        assert_eq!(trust.chain(&own, &[], now()).is_ok(), believed, "{bits} {digest}");
    }
}

#[test]
fn a_timestamp_by_rsa_is_believed() {
    let bench = Bench::new();
    made(&bench, 2048, "sha256");
    let imprint = Hash::of(b"content").0;
    bench.put("request.tsq", request(&imprint, Some(7)).unwrap());
    bench.put("serial", "0a");
    bench.put(
        "tsa.cnf",
        "[tsa]\ndefault_tsa = t\n[t]\nserial = serial\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\n\
         digests = sha256\ness_cert_id_alg = sha256\n",
    );
    bench.openssl_accepts(
        "ts -reply -queryfile request.tsq -config tsa.cnf -signer own.pem -inkey own.key -out response.tsr",
    );
    let token = token_of_response(&std::fs::read(bench.path().join("response.tsr")).unwrap()).unwrap();
    let trust = Trust::in_roots(&[certificate(&bench, "root.pem")]).unwrap();
    assert_eq!(verify(&token, &imprint, Some(7), &trust).unwrap().signer, "CN=Own");
    let stranger = Bench::new();
    made(&stranger, 2048, "sha256");
    let other = Trust::in_roots(&[certificate(&stranger, "root.pem")]).unwrap();
    assert!(matches!(verify(&token, &imprint, Some(7), &other), Err(Error::Certificate(_))));
}

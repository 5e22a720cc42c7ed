//! RFC 3161, judged by OpenSSL in both directions.

use evidence::pki::{Distrust, Trust};
use evidence::timestamp::{
    LocalAuthority, Refusal, TimestampAuthority, request, response_of_token, token_of_response, verify,
};
use evidence::{Error, Hash};

use crate::authority::{Bench, Issued, Use, issue, local, root, stamping_chain, time};

const CONTENT: &[u8] = "解除劳动合同协议书".as_bytes();
const AT: &str = "2026-11-21T09:00:00Z";

fn imprint() -> [u8; 32] {
    Hash::of(CONTENT).0
}

fn trust() -> Trust {
    Trust::in_roots(&[root().der]).unwrap()
}

fn refusal(result: Result<impl std::fmt::Debug, Error>) -> Refusal {
    match result {
        Err(Error::Timestamp(refusal)) => refusal,
        other => panic!("{other:?} is not a refusal"),
    }
}

fn distrust(result: Result<impl std::fmt::Debug, Error>) -> Distrust {
    match result {
        Err(Error::Certificate(distrust)) => distrust,
        other => panic!("{other:?} is not distrust"),
    }
}

/// A token by an authority with a certificate like this, straight under the root.
fn token_under(purpose: Use) -> Result<Vec<u8>, Error> {
    let stamping = issue(Some(&root()), "CN=Odd TSA", 9, purpose);
    LocalAuthority::new(stamping.key, &[stamping.der])?.token(&imprint(), time(AT))
}

#[test]
fn a_token_says_when_and_by_whom() {
    let token = local().token(&imprint(), time("2026-11-21T09:00:00.987Z")).unwrap();
    let stamp = verify(&token, &imprint(), None, &trust()).unwrap();
    assert_eq!(stamp.gen_time, time(AT));
    assert_eq!(stamp.signer, "CN=Test TSA,C=CN");
    assert_eq!(stamp.root_fingerprint, Hash::of(&root().der));
}

#[test]
fn openssl_believes_our_token() {
    let bench = Bench::new();
    bench.put("content", CONTENT);
    bench.put("root.pem", root().pem());
    let token = local().token(&imprint(), time(AT)).unwrap();
    bench.put("token.tst", &token);
    bench.put("response.tsr", response_of_token(&token).unwrap());
    let attime = time(AT).timestamp();
    let about = format!("-data content -CAfile root.pem -attime {attime}");
    bench.openssl_accepts(&format!("ts -verify -token_in -in token.tst {about}"));
    bench.openssl_accepts(&format!("ts -verify -in response.tsr {about}"));
    bench.put("content", "other content");
    bench.openssl_refuses(&format!("ts -verify -in response.tsr {about}"));
}

#[test]
fn openssl_believes_our_answer_to_its_own_query() {
    let bench = Bench::new();
    bench.put("content", CONTENT);
    bench.put("root.pem", root().pem());
    bench.openssl_accepts("ts -query -data content -sha256 -cert -out query.tsq");
    let query = std::fs::read(bench.path().join("query.tsq")).unwrap();
    bench.put("response.tsr", local().respond(&query, time(AT)).unwrap());
    let attime = time(AT).timestamp();
    let about = format!("-CAfile root.pem -attime {attime}");
    bench.openssl_accepts(&format!("ts -verify -in response.tsr -queryfile query.tsq {about}"));
}

#[test]
fn we_believe_what_openssl_stamped_for_our_request() {
    let nonce = 0xfeed_0123_4567_89ab;
    let token = stamped_by_openssl(&request(&imprint(), Some(nonce)).unwrap());
    let trust = trust().with_intermediates(&[&stamping_chain()[1].der]).unwrap();
    let stamp = verify(&token, &imprint(), Some(nonce), &trust).unwrap();
    assert_eq!(stamp.policy, "1.2.3.4.1");
    let wrong = verify(&token, &imprint(), Some(nonce + 1), &trust);
    assert_eq!(refusal(wrong), Refusal::OtherNonce);
}

/// A response by `openssl ts -reply`, at the time of the machine.
fn stamped_by_openssl(request: &[u8]) -> Vec<u8> {
    let [root, _, stamping] = stamping_chain();
    let bench = Bench::new();
    bench.put("request.tsq", request);
    bench.put("tsa.pem", stamping.pem());
    bench.put("tsa.key", stamping.key_pem());
    bench.put("root.pem", root.pem());
    bench.put("serial", "0a");
    bench.put(
        "tsa.cnf",
        "[tsa]\ndefault_tsa = t\n[t]\nserial = serial\nsigner_digest = sha256\n\
         default_policy = 1.2.3.4.1\ndigests = sha256\nclock_precision_digits = 3\n\
         accuracy = secs:1\nordering = yes\ntsa_name = yes\ness_cert_id_alg = sha256\n",
    );
    bench.openssl_accepts(
        "ts -reply -queryfile request.tsq -config tsa.cnf -signer tsa.pem -inkey tsa.key \
         -out response.tsr",
    );
    token_of_response(&std::fs::read(bench.path().join("response.tsr")).unwrap()).unwrap()
}

#[test]
fn equal_input_gives_the_equal_token_and_other_input_another_serial() {
    let token = |text: &str| local().token(&imprint(), time(text)).unwrap();
    assert_eq!(token(AT), token(AT));
    let serial = |token: &[u8]| verify(token, &imprint(), None, &trust()).unwrap().serial;
    assert_ne!(serial(&token(AT)), serial(&token("2026-11-21T09:00:01Z")));
}

#[test]
fn a_token_over_other_content_is_refused() {
    let token = local().token(&imprint(), time(AT)).unwrap();
    let other = verify(&token, &Hash::of(b"other").0, None, &trust());
    assert_eq!(refusal(other), Refusal::OtherImprint);
}

#[test]
fn a_token_without_the_nonce_that_was_sent_is_refused() {
    let token = local().token(&imprint(), time(AT)).unwrap();
    assert_eq!(refusal(verify(&token, &imprint(), Some(7), &trust())), Refusal::OtherNonce);
}

#[test]
fn a_token_is_judged_at_its_own_time() {
    let late = local().token(&imprint(), time("2099-01-01T00:00:00Z"));
    assert_eq!(distrust(late), Distrust::OutsideValidity);
    let early = local().token(&imprint(), time("2019-12-31T23:59:59Z"));
    assert_eq!(distrust(early), Distrust::OutsideValidity);
    // A root that has ended by then vouches no more.
    let stamping = issue(Some(&root()), "CN=Outlives its root", 8, Use::StampingForever);
    let late = LocalAuthority::new(stamping.key, &[stamping.der]).unwrap();
    let late = late.token(&imprint(), time("2099-07-01T00:00:00Z")).unwrap();
    assert_eq!(distrust(verify(&late, &imprint(), None, &trust())), Distrust::NoChain);
}

#[test]
fn only_a_certificate_for_time_stamping_alone_may_stamp() {
    for purpose in [Use::StampingNotCritical, Use::StampingAndMore, Use::Nothing] {
        assert_eq!(refusal(token_under(purpose)), Refusal::NotForStamping);
    }
    verify(&token_under(Use::Stamping).unwrap(), &imprint(), None, &trust()).unwrap();
}

#[test]
fn a_key_that_is_not_the_certificates_cannot_stamp() {
    let [root, _, stamping] = stamping_chain();
    let wrong = LocalAuthority::new(root.key, &[stamping.der]);
    assert_eq!(refusal(wrong.map(|_| ())), Refusal::OtherKey);
}

#[test]
fn a_chain_must_end_in_a_trusted_root() {
    let token = local().token(&imprint(), time(AT)).unwrap();
    let impostor = issue(None, "CN=Test Root,O=Youju Test,C=CN", 77, Use::Authority { path: None });
    let others = Trust::in_roots(&[impostor.der]).unwrap();
    assert_eq!(distrust(verify(&token, &imprint(), None, &others)), Distrust::NoChain);
    let nobody = Trust::default();
    assert_eq!(distrust(verify(&token, &imprint(), None, &nobody)), Distrust::NoChain);
}

#[test]
fn a_chain_needs_each_link_and_each_link_must_be_an_authority() {
    let [root, link, stamping] = stamping_chain();
    let bare = LocalAuthority::new(stamping.key.clone(), &[&stamping.der]).unwrap();
    let token = bare.token(&imprint(), time(AT)).unwrap();
    assert_eq!(distrust(verify(&token, &imprint(), None, &trust())), Distrust::NoChain);
    let helped = trust().with_intermediates(&[&link.der]).unwrap();
    verify(&token, &imprint(), None, &helped).unwrap();

    // A certificate that may only stamp cannot vouch for another.
    let under = issue(Some(&stamping), "CN=Under", 5, Use::Stamping);
    assert_chain_fails(&root, &[&under, &stamping, &link]);
    // Path length zero: no authority below the link.
    let deeper = issue(Some(&link), "CN=Deeper", 6, Use::Authority { path: None });
    let under = issue(Some(&deeper), "CN=Under", 7, Use::Stamping);
    assert_chain_fails(&root, &[&under, &deeper, &link]);
}

fn assert_chain_fails(root: &Issued, chain: &[&Issued]) {
    let certificates: Vec<_> = chain.iter().map(|c| &c.der).collect();
    let authority = LocalAuthority::new(chain[0].key.clone(), &certificates).unwrap();
    let token = authority.token(&imprint(), time(AT)).unwrap();
    let trust = Trust::in_roots(&[&root.der]).unwrap();
    assert_eq!(distrust(verify(&token, &imprint(), None, &trust)), Distrust::NoChain);
}

#[test]
fn a_critical_extension_that_is_not_understood_is_not_passed_over() {
    assert_eq!(distrust(token_under(Use::StampingWithRiddle)), Distrust::UnknownExtension);
}

#[test]
fn any_changed_byte_of_a_token_is_noticed() {
    let token = local().token(&imprint(), time(AT)).unwrap();
    for at in 0..token.len() {
        let mut changed = token.clone();
        changed[at] ^= 0x01;
        let believed = verify(&changed, &imprint(), None, &trust()).is_ok();
        assert!(!believed, "byte {at} of {}", token.len());
    }
}

#[test]
fn a_refusal_or_an_empty_answer_of_an_authority_is_not_a_token() {
    for answer in ["3005300302010 2", "30053003020100", "3003020100", ""] {
        let der = hex::decode(answer.replace(' ', "")).unwrap();
        token_of_response(&der).unwrap_err();
    }
    let token = local().token(&imprint(), time(AT)).unwrap();
    assert_eq!(token_of_response(&response_of_token(&token).unwrap()).unwrap(), token);
}

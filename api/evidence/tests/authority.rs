//! A small certificate authority, and the OpenSSL command line as a judge.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::str::FromStr;

use chrono::{DateTime, Utc};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280::{ID_KP_CODE_SIGNING, ID_KP_TIME_STAMPING};
use der::Encode;
use der::asn1::{GeneralizedTime, OctetString};
use evidence::timestamp::LocalAuthority;
use p256::ecdsa::{DerSignature, SigningKey};
use spki::{SubjectPublicKeyInfo, SubjectPublicKeyInfoRef};
use x509_cert::builder::{Builder, CertificateBuilder, Profile, Result as Built};
use x509_cert::certificate::TbsCertificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};

pub fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A certificate and its key, both ways of writing them.
#[derive(Clone)]
pub struct Issued {
    name: Name,
    pub key: SigningKey,
    pub der: Vec<u8>,
}

impl Issued {
    pub fn pem(&self) -> String {
        evidence::pki::to_pem(&[&self.der]).unwrap()
    }

    pub fn key_pem(&self) -> String {
        use p256::pkcs8::EncodePrivateKey;
        let pem = p256::SecretKey::from(&self.key).to_pkcs8_pem(der::pem::LineEnding::LF);
        pem.unwrap().to_string()
    }
}

/// What a certificate is for.
#[derive(Clone)]
pub enum Use {
    Authority { path: Option<u8> },
    Stamping,
    StampingNotCritical,
    StampingAndMore,
    Nothing,
    StampingWithRiddle,
    StampingForever,
}

struct Made {
    issuer: Name,
    subject: Name,
    purpose: Use,
}

impl Profile for Made {
    fn get_issuer(&self, _: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        _: SubjectPublicKeyInfoRef<'_>,
        _: SubjectPublicKeyInfoRef<'_>,
        tbs: &TbsCertificate,
    ) -> Built<Vec<Extension>> {
        let critical = |oid: ObjectIdentifier, critical: bool, der: Vec<u8>| Extension {
            extn_id: oid,
            critical,
            extn_value: OctetString::new(der).unwrap(),
        };
        let purposes = |alone: bool, is_critical: bool| {
            let mut oids = vec![ID_KP_TIME_STAMPING];
            if !alone {
                oids.push(ID_KP_CODE_SIGNING);
            }
            let oid = const_oid::db::rfc5280::ID_CE_EXT_KEY_USAGE;
            critical(oid, is_critical, ExtendedKeyUsage(oids).to_der().unwrap())
        };
        let usage = |bits: KeyUsages| KeyUsage(bits.into());
        let signing = (&usage(KeyUsages::DigitalSignature)).to_extension(tbs.subject(), &[])?;
        Ok(match self.purpose {
            Use::Authority { path } => {
                let basic = BasicConstraints { ca: true, path_len_constraint: path };
                let usage = usage(KeyUsages::KeyCertSign);
                vec![(&basic).to_extension(tbs.subject(), &[])?, (&usage).to_extension(tbs.subject(), &[])?]
            }
            Use::Stamping | Use::StampingForever => vec![signing, purposes(true, true)],
            Use::StampingNotCritical => vec![signing, purposes(true, false)],
            Use::StampingAndMore => vec![signing, purposes(false, true)],
            Use::Nothing => vec![signing],
            Use::StampingWithRiddle => {
                let riddle = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.32473.1");
                vec![signing, purposes(true, true), critical(riddle, true, vec![5, 0])]
            }
        })
    }
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

fn at(text: &str) -> Time {
    let seconds = u64::try_from(time(text).timestamp()).unwrap();
    let since = std::time::Duration::from_secs(seconds);
    Time::GeneralTime(GeneralizedTime::from_unix_duration(since).unwrap())
}

/// A certificate over the key from `seed`, valid from 2020 to the end of 2098.
pub fn issue(issuer: Option<&Issued>, subject: &str, seed: u8, purpose: Use) -> Issued {
    let name = Name::from_str(subject).unwrap();
    let until = match purpose {
        Use::StampingForever => at("2199-12-31T23:59:59Z"),
        _ => at("2098-12-31T23:59:59Z"),
    };
    let own = key(seed);
    let issuer_name = issuer.map_or(name.clone(), |i| i.name.clone());
    let profile = Made { issuer: issuer_name, subject: name.clone(), purpose };
    let validity = Validity::new(at("2020-01-01T00:00:00Z"), until);
    let spki = SubjectPublicKeyInfo::from_key(own.verifying_key()).unwrap();
    let serial = SerialNumber::new(&[0x7f, seed]).unwrap();
    let builder = CertificateBuilder::new(profile, serial, validity, spki).unwrap();
    let signer = issuer.map_or(&own, |i| &i.key);
    let certificate = builder.build::<_, DerSignature>(signer).unwrap();
    Issued { name, key: own, der: certificate.to_der().unwrap() }
}

pub fn root() -> Issued {
    issue(None, "CN=Test Root,O=Youju Test,C=CN", 1, Use::Authority { path: None })
}

/// Root, a link, and a stamping certificate under it.
pub fn stamping_chain() -> [Issued; 3] {
    let root = root();
    let link = issue(Some(&root), "CN=Test Link,C=CN", 2, Use::Authority { path: Some(0) });
    let stamping = issue(Some(&link), "CN=Test TSA,C=CN", 3, Use::Stamping);
    [root, link, stamping]
}

/// An authority whose tokens hold its own certificate and the link.
pub fn local() -> LocalAuthority {
    let [_, link, stamping] = stamping_chain();
    LocalAuthority::new(stamping.key, &[stamping.der, link.der]).unwrap()
}

/// A folder for one judgement by a program of others.
pub struct Bench(tempfile::TempDir);

impl Bench {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Runs OpenSSL here. It must be installed: a judge who is away acquits nobody.
    pub fn openssl(&self, arguments: &str) -> Output {
        let mut command = Command::new("openssl");
        command.current_dir(self.path()).args(arguments.split_whitespace());
        command.output().expect("openssl must be on the PATH")
    }

    pub fn openssl_accepts(&self, arguments: &str) {
        let output = self.openssl(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    pub fn openssl_refuses(&self, arguments: &str) {
        assert!(!self.openssl(arguments).status.success(), "openssl {arguments} was accepted");
    }
}

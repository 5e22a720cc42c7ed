//! Protection of data at rest: AES-256-GCM under data keys that are wrapped by a master key outside the database.

use std::path::Path;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::ids;

/// Something sealed cannot be opened, or a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("sealed data cannot be opened: it was changed, or sealed under another key")]
    Open,
    #[error("the data could not be sealed")]
    Seal,
    #[error("key file {path}: {reason}")]
    KeyFile { path: String, reason: String },
}

impl From<Error> for super::Problem {
    fn from(error: Error) -> Self {
        Self::from_internal(error)
    }
}

/// A 256-bit key that seals and opens.
#[derive(Clone)]
pub struct SealingKey(Aes256Gcm);

impl SealingKey {
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Aes256Gcm::new(&Key::<Aes256Gcm>::from(bytes)))
    }

    /// `nonce ‖ ciphertext ‖ tag`; `context` (what this is and whose) is authenticated with it.
    pub fn seal(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce = ids::random_bytes::<12>();
        let sealed =
            self.0.encrypt(&Nonce::from(nonce), Payload { msg: plain, aad: context }).map_err(|_| Error::Seal)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let (nonce, body) = sealed.split_first_chunk::<12>().ok_or(Error::Open)?;
        self.0.decrypt(&Nonce::from(*nonce), Payload { msg: body, aad: context }).map_err(|_| Error::Open)
    }
}

/// The secrets of one tenant, derived from one master seed that is never stored in the database.
pub struct Keyring {
    seed: [u8; 32],
    master: SealingKey,
    columns: SealingKey,
    index: [u8; 32],
}

impl Keyring {
    /// Reads `keys/master.key` (32 bytes in hex) below the data folder, or makes it on the first start.
    pub fn open(data_dir: &Path) -> Result<Self, Error> {
        Ok(Self::from_seed(secret_file(&data_dir.join("keys").join("master.key"))?))
    }

    pub fn from_seed(seed: [u8; 32]) -> Self {
        let derived = |purpose: &str| derive(&seed, purpose);
        Self {
            master: SealingKey::new(derived("youju/master/v1")),
            columns: SealingKey::new(derived("youju/columns/v1")),
            index: derived("youju/blind-index/v1"),
            seed,
        }
    }

    /// A seed for another purpose: the application's signing key, a log's key, a token key.
    pub fn derived(&self, purpose: &str) -> [u8; 32] {
        derive(&self.seed, purpose)
    }

    /// Makes a data key; answers it and its wrapped form for the table `data_keys`.
    pub fn new_data_key(&self, id: store::ids::DataKeyId) -> Result<(SealingKey, Vec<u8>), Error> {
        let bytes = ids::random_bytes::<32>();
        Ok((SealingKey::new(bytes), self.master.seal(id.0.as_bytes(), &bytes)?))
    }

    pub fn unwrap_data_key(&self, id: store::ids::DataKeyId, wrapped: &[u8]) -> Result<SealingKey, Error> {
        let bytes: [u8; 32] = self.master.open(id.0.as_bytes(), wrapped)?.try_into().map_err(|_| Error::Open)?;
        Ok(SealingKey::new(bytes))
    }

    /// Seals a sensitive column; `column` names it, e.g. `employees.national_id`.
    pub fn seal_column(&self, column: &str, plain: &str) -> Result<Vec<u8>, Error> {
        self.columns.seal(column.as_bytes(), plain.as_bytes())
    }

    pub fn open_column(&self, column: &str, sealed: &[u8]) -> Result<String, Error> {
        String::from_utf8(self.columns.open(column.as_bytes(), sealed)?).map_err(|_| Error::Open)
    }

    /// The same, for whom alone it opens: copied to another row of the database it is worthless.
    pub fn seal_of(&self, column: &str, owner: impl Into<Uuid>, plain: &str) -> Result<Vec<u8>, Error> {
        self.seal_column(&format!("{column}/{}", owner.into()), plain)
    }

    pub fn open_of(&self, column: &str, owner: impl Into<Uuid>, sealed: &[u8]) -> Result<String, Error> {
        self.open_column(&format!("{column}/{}", owner.into()), sealed)
    }

    /// Seals bytes that are kept for a while, such as an answer in which a secret was shown.
    pub fn seal_bytes(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>, Error> {
        self.columns.seal(context.as_bytes(), plain)
    }

    pub fn open_bytes(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        self.columns.open(context.as_bytes(), sealed)
    }

    /// A keyed index under which a sealed column can be found again.
    pub fn blind_index(&self, column: &str, plain: &str) -> Vec<u8> {
        keyed(&self.index, &[column.as_bytes(), &[0], plain.as_bytes()]).to_vec()
    }

    /// A keyed hash of a secret with much entropy (refresh token, client secret, code with few attempts).
    pub fn secret_hash(&self, secret: &str) -> Vec<u8> {
        keyed(&self.index, &[b"secret", &[0], secret.as_bytes()]).to_vec()
    }
}

pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// A key for one purpose from a seed.
pub fn derive(seed: &[u8; 32], purpose: &str) -> [u8; 32] {
    keyed(seed, &[purpose.as_bytes()])
}

fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default(); // HMAC pads a short key with zeros
    block[..key.len()].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block);
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn secret_file(path: &Path) -> Result<[u8; 32], Error> {
    let fail = |reason: String| Error::KeyFile { path: path.display().to_string(), reason };
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let bytes = hex::decode(text.trim()).map_err(|_| fail("it must hold 64 hexadecimal digits".into()))?;
            bytes.try_into().map_err(|_| fail("it must hold 64 hexadecimal digits".into()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let bytes = ids::random_bytes::<32>();
            write_secret(path, hex::encode(bytes).as_bytes()).map_err(|error| fail(error.to_string()))?;
            Ok(bytes)
        }
        Err(error) => Err(fail(error.to_string())),
    }
}

/// Writes a file that only its owner may read, whole or not at all.
pub fn write_secret(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let draft = path.with_extension("new");
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(draft, path)
}

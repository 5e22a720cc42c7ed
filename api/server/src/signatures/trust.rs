//! Keys and certificates: the local certificate authority, its timestamps, people's and companies' signers.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use evidence::timestamp::{LocalAuthority as Stamper, TimestampAuthority};
use signing::authority::LocalAuthority;
use signing::{Error, LocalSigner};
use store::ids::LegalEntityId;

/// The company in whose name a seal is applied.
#[derive(Clone, Debug)]
pub struct Company {
    pub id: LegalEntityId,
    pub name: String,
    /// Unified social credit code 统一社会信用代码.
    pub uscc: String,
}

/// The trust folder, opened.
pub struct Trust {
    authority: LocalAuthority,
    stamper: Stamper,
    /// Seals by company and the name they are made out to.
    seals: Mutex<HashMap<(LegalEntityId, String), Arc<LocalSigner>>>,
    /// DER.
    pub roots: Vec<Vec<u8>>,
    pub roots_pem: String,
}

impl Trust {
    /// Loads the authority from its folder; on the first start it is made at `at`, whole or not at all.
    pub fn open(folder: &Path, name: &str, at: DateTime<Utc>) -> Result<Self, Error> {
        if !folder.exists() {
            let draft = folder.with_extension("new");
            if draft.exists() {
                std::fs::remove_dir_all(&draft)?; // left by a start that was interrupted
            }
            std::fs::create_dir_all(&draft)?;
            LocalAuthority::create(&root_name(name), at)?.save(&draft)?;
            std::fs::rename(&draft, folder)?;
        }
        let authority = LocalAuthority::load(folder)?;
        Ok(Self {
            stamper: authority.timestamp_authority(at)?,
            roots: vec![authority.root()?],
            roots_pem: authority.roots_pem()?,
            seals: Mutex::default(),
            authority,
        })
    }

    /// A signer for one signature of a person; drop it afterwards.
    pub fn person(&self, name: &str, at: DateTime<Utc>) -> Result<LocalSigner, Error> {
        self.authority.person(name, at)
    }

    /// The company's seal, made when it is first needed.
    pub fn seal(&self, company: &Company, at: DateTime<Utc>) -> Result<Arc<LocalSigner>, Error> {
        let mut seals = self.seals.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (company.id, company.name.clone());
        if let Some(seal) = seals.get(&key) {
            return Ok(seal.clone());
        }
        let seal = Arc::new(self.authority.company_seal(&company.name, &company.uscc, at)?);
        seals.insert(key, seal.clone());
        Ok(seal)
    }

    pub fn timestamp(&self, imprint: &[u8; 32], at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        Ok(self.stamper.token(imprint, at)?)
    }

    pub fn authority(&self) -> &dyn TimestampAuthority {
        &self.stamper
    }
}

/// The root says which operator made it; a common name has at most 64 characters.
fn root_name(operator: &str) -> String {
    format!("Youju 本地测试根证书 {operator}").chars().take(64).collect()
}

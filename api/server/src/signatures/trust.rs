//! Keys and certificates: the local certificate authority, its timestamps, people's and companies' signers.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use evidence::timestamp::{Stamp, TimestampAuthority};
use signing::authority::LocalAuthority;
use signing::{Error, LocalSigner, ValidationData};
use store::ids::LegalEntityId;
use tokio::runtime::Handle;

use super::tsa::Authorities;

/// The company in whose name a seal is applied.
#[derive(Clone, Debug)]
pub struct Company {
    pub id: LegalEntityId,
    pub name: String,
    /// Unified social credit code 统一社会信用代码.
    pub uscc: String,
}

/// Timestamp authorities that are not ours.
pub struct Outside {
    /// In the order in which they are asked.
    pub urls: Vec<String>,
    /// PEM file of the roots their tokens chain to.
    pub roots: PathBuf,
    pub timeout: Duration,
    /// Drives the requests, which are made off its threads.
    pub runtime: Handle,
}

/// The trust folder, opened.
pub struct Trust {
    authority: LocalAuthority,
    stamper: Box<dyn TimestampAuthority + Send + Sync>,
    /// Seals by company and the name they are made out to.
    seals: Mutex<HashMap<(LegalEntityId, String), Arc<LocalSigner>>>,
    /// DER.
    pub roots: Vec<Vec<u8>>,
    pub roots_pem: String,
}

impl Trust {
    /// Loads the authority from its folder; on the first start it is made at `at`, whole or not at all.
    /// `outside` are timestamp authorities and their roots; without them the local authority stamps.
    pub fn open(folder: &Path, name: &str, outside: Option<Outside>, at: DateTime<Utc>) -> Result<Self, Error> {
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
        let mut roots = vec![authority.root()?];
        let stamper: Box<dyn TimestampAuthority + Send + Sync> = match outside {
            None => Box::new(authority.timestamp_authority(at)?),
            Some(outside) => {
                let pem = std::fs::read_to_string(&outside.roots)?;
                let theirs = evidence::pki::from_pem(&pem)?;
                let asked = Authorities::new(outside.urls, &theirs, outside.timeout, outside.runtime)?;
                roots.extend(theirs);
                Box::new(asked)
            }
        };
        Ok(Self { stamper, roots_pem: evidence::pki::to_pem(&roots)?, roots, seals: Mutex::default(), authority })
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

    /// What a reader needs later: the roots, and the local authority's word that it has revoked nothing.
    pub fn validation_data(&self, at: DateTime<Utc>) -> Result<ValidationData, Error> {
        let revocation_lists = vec![self.authority.revocation_list(at)?];
        Ok(ValidationData { certificates: self.roots.clone(), revocation_lists })
    }

    /// A token over `imprint`, and what it says.
    pub fn timestamp(&self, imprint: &[u8; 32], at: DateTime<Utc>) -> Result<(Vec<u8>, Stamp), Error> {
        let token = self.stamper.token(imprint, at)?;
        let trust = evidence::pki::Trust::in_roots(&self.roots)?;
        let stamp = evidence::timestamp::verify(&token, imprint, None, &trust)?;
        Ok((token, stamp))
    }

    pub fn authority(&self) -> &dyn TimestampAuthority {
        self.stamper.as_ref()
    }
}

/// The root says which operator made it; a common name has at most 64 characters.
fn root_name(operator: &str) -> String {
    format!("Youju 本地测试根证书 {operator}").chars().take(64).collect()
}

//! Large binaries: content-addressed in an object store, a folder by default.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use object_store::ObjectStoreExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;

use super::errors::Problem;

#[derive(Clone)]
pub struct Storage(Arc<dyn object_store::ObjectStore>);

impl Storage {
    pub fn folder(root: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(root)?;
        let folder = LocalFileSystem::new_with_prefix(root).map_err(std::io::Error::other)?;
        Ok(Self(Arc::new(folder)))
    }

    /// Keeps bytes under their SHA-256 and answers it. Keeping the same bytes twice is one object.
    pub async fn keep(&self, bytes: impl Into<Bytes>) -> Result<[u8; 32], Problem> {
        let bytes = bytes.into();
        let hash = super::crypto::sha256(&bytes);
        self.0.put(&key(&hash), bytes.into()).await.map_err(Problem::from_internal)?;
        Ok(hash)
    }

    /// The bytes under a hash; fails when they no longer have it.
    pub async fn fetch(&self, hash: &[u8]) -> Result<Bytes, Problem> {
        let found = self.0.get(&key(hash)).await.map_err(Problem::from_internal)?;
        let bytes = found.bytes().await.map_err(Problem::from_internal)?;
        if super::crypto::sha256(&bytes) != *hash {
            return Err(Problem::from_internal("an object in the store was changed"));
        }
        Ok(bytes)
    }
}

fn key(hash: &[u8]) -> Key {
    let name = hex::encode(hash);
    Key::from(format!("{}/{name}", &name[..2.min(name.len())]))
}

//! `embed_migrations!` does not notice a new folder by itself; tests want to know when the schema changed.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = Path::new("../../migrations");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut steps: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    steps.sort_by_key(std::fs::DirEntry::file_name);
    let mut digest = DefaultHasher::new();
    for step in steps {
        step.file_name().hash(&mut digest);
        std::fs::read(step.path().join("up.sql"))?.hash(&mut digest);
    }
    println!("cargo:rustc-env=SCHEMA_DIGEST={:016x}", digest.finish());
    Ok(())
}

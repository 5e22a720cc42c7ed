//! Reads from the handlers' signatures which permission each takes (`who: Guard<perm::X>`), so that the
//! description of the API can say it: the signature is the only place where it is written.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=src");
    let mut found = Vec::new();
    collect(Path::new("src"), &mut found)?;
    found.sort();
    let mut table = String::from("&[\n");
    for (handler, permission) in found {
        let _ = writeln!(
            table,
            "    ({handler:?}, <crate::platform::access::perm::{permission} as crate::platform::access::Permission>::RIGHTS),"
        );
    }
    table += "]\n";
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    std::fs::write(out.join("guards.rs"), table)
}

fn collect(folder: &Path, found: &mut Vec<(String, String)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.extend(guards(&std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// Handlers of a file: a route attribute, then a function whose signature names a guard.
fn guards(source: &str) -> Vec<(String, String)> {
    let routes = ["#[get(", "#[post(", "#[put(", "#[patch(", "#[delete("];
    let mut found = Vec::new();
    for (at, _) in source.match_indices("async fn ") {
        let attribute =
            source[..at].trim_end().trim_end_matches("pub").trim_end().lines().next_back().unwrap_or_default().trim();
        if !routes.iter().any(|route| attribute.starts_with(route)) {
            continue;
        }
        let signature = &source[at + "async fn ".len()..];
        let signature = &signature[..signature.find("{\n").unwrap_or(signature.len())];
        let name = signature.split('(').next().unwrap_or_default();
        if let Some((_, after)) = signature.split_once("Guard<perm::") {
            let permission = after.split('>').next().unwrap_or_default();
            found.push((name.to_owned(), permission.to_owned()));
        }
    }
    found
}

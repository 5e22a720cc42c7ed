//! Programs of others. A missing one fails the test that needs it, by its Debian package.

use std::path::Path;
use std::process::{Command, Output};

/// Runs a judge and returns what it said; panics when it cannot be started.
pub fn run(program: &str, package: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} (Debian package {package}) could not be run: {error}"))
}

/// The text of a PDF as poppler reads it, white space collapsed.
pub fn text(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), pdf);
    let said = run("pdftotext", "poppler-utils", &["-layout", &path, "-"]);
    assert!(said.status.success(), "pdftotext: {}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap()
}

/// `qpdf --check`: the structure of the file is sound.
pub fn assert_sound(pdf: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), pdf);
    let said = run("qpdf", "qpdf", &["--check", &path]);
    let both = format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(said.status.success(), "qpdf --check: {both}");
}

pub fn written(folder: &Path, pdf: &[u8]) -> String {
    let path = folder.join("judged.pdf");
    std::fs::write(&path, pdf).unwrap();
    path.to_str().unwrap().to_owned()
}

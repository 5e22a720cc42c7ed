use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use evidence::PublicKey;
use evidence::verify::{Known, Report, verify_path};

#[derive(Args)]
pub struct Verify {
    /// The evidence bundle: the zip file, or the folder it was unpacked to.
    file: PathBuf,
    /// Root certificates of the time-stamping authorities (PEM), got elsewhere than from the bundle.
    #[arg(long, value_name = "PEM")]
    roots: Option<PathBuf>,
    /// Root certificates (PEM) under which the manifest may be signed by SM2, got elsewhere than from the bundle.
    #[arg(long, value_name = "PEM")]
    sm2_roots: Option<PathBuf>,
    /// The log's verifier key, as published or as handed out on joining.
    #[arg(long, value_name = "VKEY", value_parser = key)]
    log_key: Option<PublicKey>,
    /// A checkpoint kept outside: from a receipt, a witness, a court's chain. May be given more than once.
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
    /// Language of the report.
    #[arg(long, value_enum, default_value = "zh")]
    lang: Language,
    /// Print the whole report as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    Zh,
    En,
}

fn key(text: &str) -> Result<PublicKey, String> {
    PublicKey::parse(text.trim()).map_err(|error| error.to_string())
}

impl Verify {
    /// 0 when the bundle holds, 1 when it does not, 2 when it or what the reader brings cannot be read.
    pub fn run(&self) -> ExitCode {
        let report =
            match self.known().and_then(|known| verify_path(&self.file, &known).map_err(|error| at(&self.file, error)))
            {
                Ok(report) => report,
                Err(reason) => {
                    eprintln!("youju verify: {reason}");
                    return ExitCode::from(2);
                }
            };
        self.print(&report);
        ExitCode::from(u8::from(!report.holds()))
    }

    fn known(&self) -> Result<Known, String> {
        let read = |path: &PathBuf| std::fs::read_to_string(path).map_err(|error| at(path, error));
        let certificates = |path: &PathBuf| evidence::pki::from_pem(&read(path)?).map_err(|error| at(path, error));
        let roots = self.roots.as_ref().map(certificates).transpose()?;
        let sm2_roots = self.sm2_roots.as_ref().map(certificates).transpose()?;
        let checkpoints = self.checkpoint.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Known { log_key: self.log_key.clone(), roots, sm2_roots, checkpoints })
    }

    fn print(&self, report: &Report) {
        match (self.json, self.lang) {
            (true, _) => println!("{:#}", serde_json::json!(report)),
            (false, Language::Zh) => print!("{}", report.zh()),
            (false, Language::En) => print!("{}", report.en()),
        }
    }
}

fn at(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

#[derive(Args)]
pub struct Law {
    /// A calculator, or `run` for a file of cases.
    #[arg(value_parser = known)]
    calculator: String,
    /// The file of cases for `run`; the input of a calculator comes from standard input.
    file: Option<PathBuf>,
}

fn known(name: &str) -> Result<String, String> {
    if name == "run" || law::CALCULATORS.contains(&name) {
        return Ok(name.to_owned());
    }
    Err(format!("there is `run`, and the calculators {}", law::CALCULATORS.join(", ")))
}

impl Law {
    pub fn run(&self) -> ExitCode {
        let text = match &self.file {
            Some(path) => std::fs::read_to_string(path),
            None => {
                let mut text = String::new();
                std::io::stdin().read_to_string(&mut text).map(|_| text)
            }
        };
        let text = match text {
            Ok(text) => text,
            Err(error) => {
                eprintln!("youju law: cannot read the input: {error}");
                return ExitCode::from(2);
            }
        };
        match self.calculator.as_str() {
            "run" => run_cases(&text),
            calculator => calculate(calculator, &text),
        }
    }
}

fn calculate(calculator: &str, text: &str) -> ExitCode {
    let outcome = serde_json::from_str(text)
        .map_err(|error| serde_json::json!({"code": "invalid_json", "en": error.to_string()}))
        .and_then(|input| law::run(calculator, &input).map_err(|refusal| serde_json::json!(refusal)));
    match outcome {
        Ok(outcome) => {
            println!("{outcome:#}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            println!("{problem:#}");
            ExitCode::from(2)
        }
    }
}

fn run_cases(text: &str) -> ExitCode {
    let cases = match law::cases::run_all(text) {
        Ok(cases) => cases,
        Err(refusal) => {
            eprintln!("youju law run: {refusal}");
            return ExitCode::from(2);
        }
    };
    let mut wrong = 0;
    for line in cases {
        wrong += u32::from(!line.ok);
        println!("{}", serde_json::json!(line));
    }
    ExitCode::from(u8::from(wrong > 0))
}

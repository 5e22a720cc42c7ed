use std::process::ExitCode;

// Several threads, since migrations block one; HTTP workers have threads of their own.
#[tokio::main]
async fn main() -> ExitCode {
    server::cli::main().await
}

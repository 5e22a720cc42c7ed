//! Telling: the clock, the calls, the mail catcher, and how far it has got.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Asia::Shanghai;
use futures_util::{StreamExt, TryStreamExt, stream};
use serde_json::Value;

use super::api::Api;
use super::{Error, Told};

/// Moves the clock of the service.
pub type SetNow = Box<dyn Fn(DateTime<Utc>) -> std::io::Result<()> + Send + Sync>;
/// Calls under way at the same time.
const AT_ONCE: usize = 8;

/// A story under way.
pub struct Story {
    pub api: Api,
    set_now: SetNow,
    /// The folder of the mail catcher.
    outbox: PathBuf,
    say: Box<dyn Fn(&str) + Send + Sync>,
}

impl Story {
    /// `say` hears each step as it begins.
    pub fn new(api: Api, set_now: SetNow, outbox: PathBuf, say: Box<dyn Fn(&str) + Send + Sync>) -> Self {
        Self { api, set_now, outbox, say }
    }

    /// A step begins.
    pub fn step(&self, title: &str) {
        (self.say)(title);
        if let Some(transcript) = &self.api.transcript {
            transcript.heading(title);
        }
    }

    /// Time goes on to `2026-03-10 09:00` in Shanghai. Access tokens do not last that long.
    pub fn it_is(&self, local: &str) -> Told<()> {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M")
            .map_err(|_| Error::story(format!("`{local}` is no time")))?;
        let Some(at) = Shanghai.from_local_datetime(&local).single() else {
            return Err(Error::story(format!("`{local}` is no time in Shanghai")));
        };
        (self.set_now)(at.to_utc())?;
        self.api.forget_tokens();
        Ok(())
    }

    /// Text of the messages people got, oldest first.
    pub fn messages(&self) -> Told<Vec<String>> {
        let mut files: Vec<PathBuf> = match std::fs::read_dir(&self.outbox) {
            Ok(folder) => folder.filter_map(|file| Some(file.ok()?.path())).collect(),
            Err(_) => Vec::new(),
        };
        files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        let mut texts = Vec::with_capacity(files.len());
        for file in files {
            let message: Value = serde_json::from_slice(&std::fs::read(file)?).unwrap_or_default();
            texts.push(message["text"].as_str().unwrap_or_default().to_owned());
        }
        Ok(texts)
    }

    /// The six digits in the latest message that holds this mark.
    pub fn code_in(messages: &[String], mark: &str) -> Told<String> {
        let message = messages.iter().rfind(|text| text.contains(mark));
        let code = message.and_then(|text| text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6));
        code.map(str::to_owned).ok_or_else(|| Error::story(format!("no message with a code says “{mark}”")))
    }

    /// Asks again until a job has come to the state it should; one that failed is an error.
    pub async fn wait_for(&self, path: &str, login: &str, state: &str) -> Told<Value> {
        for _ in 0..600 {
            let job = self.api.by(login).get_quietly(path).await?;
            match job["state"].as_str() {
                Some(now) if now == state => return self.api.by(login).get(path).await,
                Some("failed") => return Err(Error::story(format!("{path} failed: {job}"))),
                _ => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        }
        Err(Error::story(format!("{path} did not come to `{state}` within two minutes")))
    }

    /// Does something for each, a few at a time.
    pub async fn each<T, F: Future<Output = Told<()>>>(
        items: impl IntoIterator<Item = T>,
        act: impl FnMut(T) -> F,
    ) -> Told<()> {
        stream::iter(items).map(act).buffer_unordered(AT_ONCE).try_collect::<Vec<()>>().await?;
        Ok(())
    }
}

//! The desk itself: one a service, shared by every slice that makes documents.

use std::path::PathBuf;
use std::sync::Arc;

use signing::facts::Document;
use signing::{FONT_DIRS, Rendered, Renderer};
use tokio::sync::OnceCell;

use crate::platform::clock::Clock;
use crate::platform::config::Settings;
use crate::platform::{Answer, Problem};

/// Sets, signs, seals and stamps documents.
pub struct Desk {
    clock: Clock,
    font_dirs: Vec<PathBuf>,
    renderer: OnceCell<Arc<Renderer>>,
}

impl Desk {
    /// A desk for a tenant; reads no typeface yet.
    pub async fn open(settings: &Settings, clock: &Clock) -> Answer<Self> {
        let font_dirs = settings.font_dirs.iter().cloned().chain(FONT_DIRS.map(PathBuf::from)).collect();
        Ok(Self { clock: clock.clone(), font_dirs, renderer: OnceCell::new() })
    }

    /// Sets a document into PDF/A. `ident` is its number, printed on every page.
    pub async fn render<D: Document + Send + 'static>(&self, facts: D, ident: &str) -> Answer<Rendered> {
        let renderer = self.renderer().await?;
        let (ident, at) = (ident.to_owned(), self.clock.now());
        blocking(move || renderer.render(&facts, &ident, at)).await
    }

    async fn renderer(&self) -> Answer<Arc<Renderer>> {
        let load = async || {
            let dirs = self.font_dirs.clone();
            blocking(move || Renderer::new(&dirs)).await.map(Arc::new)
        };
        self.renderer.get_or_try_init(load).await.cloned()
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, signing::Error> + Send + 'static) -> Answer<T> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::from_internal)?.map_err(Problem::from_internal)
}

//! Every document holds what it must, and nothing it must not.

use signing::facts::Document;
use signing::{Error, Rendered};

use crate::judges;
use crate::samples::{self, RENDERER};

fn render<D: Document>(facts: &D) -> Rendered {
    let rendered = RENDERER.render(facts, "YL-2026-0042", samples::noon()).unwrap();
    if let Some(folder) = std::env::var_os("YOUJU_KEEP_PDF") {
        let path = std::path::Path::new(&folder).join(format!("{:?}.pdf", D::TEMPLATE));
        std::fs::write(path, &rendered.pdf).unwrap();
    }
    rendered
}

#[test]
fn all() {
    render(&samples::agreement());
    render(&samples::notice());
    render(&samples::union_notice());
    render(&samples::certificate());
    render(&samples::goals());
    render(&samples::review());
    render(&samples::plan());
    render(&samples::settlement());
}

//! Documents (文件) to PDF, their signatures (电子签名) and the judgement on them.
//!
//! [`Renderer`] sets typed [`facts`] into PDF/A. [`prepare`] adds the empty signature fields, all
//! before the first signature; [`sign`] fills one, as PAdES B-T, or [`begin`] and [`finish`] do where the key is
//! elsewhere; each step appends to the file and never rewrites it. [`add_validation_data`] and [`archive_timestamp`] keep it provable for long (B-LTA). [`verify`] says whether a file still is what was signed.
//! No database, no network, no clock: time, keys and trust are given.

pub mod authority;
mod error;
pub mod facts;
pub mod keystore;
mod pades;
mod printed;
pub mod remote;
mod render;
mod signer;
mod template;
mod verify;

pub use error::Error;
pub use pades::{
    Pending, Request, SignatureDetails, ValidationData, add_validation_data, archive_timestamp, begin, finish, prepare,
    sign,
};
pub use printed::{FormFault, LARGEST_FORM, MOST_PAGES, PrintedPage, read_form};
pub use render::{Appearance, Drawing, FONT_DIRS, Mark, Rendered, Renderer, SignatureField};
pub use signer::{LocalSigner, Signer};
pub use template::Template;
pub use verify::{Report, SignatureReport, Statement, Verdict, kept_until, verify};

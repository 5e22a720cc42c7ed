//! What the evidence log promises, each test one claim. Where a program of others can judge,
//! it does: ct-merkle for trees, OpenSSL for timestamps and signatures, zip for archives.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod algorithms;
mod authority;
mod bundles;
mod forgeries;
mod formats;
mod journal;
mod sm2;
mod timestamps;
mod trees;
mod vectors;

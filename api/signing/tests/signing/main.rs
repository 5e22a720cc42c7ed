//! Documents, signatures and attacks on them, judged also by programs that are not ours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attacks;
mod authority;
mod documents;
mod judges;
mod mutations;
mod samples;
mod signatures;
mod signed;

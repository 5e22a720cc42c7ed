//! Signed files with a few bytes changed, dropped or doubled where their structure is.

use signing::{Verdict, verify};

use crate::signed::CASE;

/// A small generator with a fixed seed, so that a failure can be repeated.
struct Random(u64);

impl Random {
    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// Places outside of streams: names, numbers, tables and trailers.
fn structure(pdf: &[u8]) -> Vec<usize> {
    let mut inside = false;
    let mut places = Vec::new();
    for at in 0..pdf.len() {
        let rest = &pdf[at..];
        inside &= !rest.starts_with(b"endstream");
        if !inside {
            places.push(at);
        }
        inside |= rest.starts_with(b"stream\n");
    }
    places
}

fn mutated(random: &mut Random, places: &[usize]) -> Vec<u8> {
    const BYTES: &[u8] = b"0123456789<>[]()/ Rnfobj-.\n\xff\x00";
    let mut pdf = CASE.both.clone();
    for _ in 0..1 + random.below(4) {
        let at = places[random.below(places.len())].min(pdf.len() - 1);
        let byte = BYTES[random.below(BYTES.len())];
        match random.below(3) {
            0 => pdf[at] = byte,
            1 => drop(pdf.remove(at)),
            _ => pdf.insert(at, byte),
        }
    }
    pdf
}

#[test]
fn no_mutation_is_valid_and_none_brings_the_verifier_down() {
    let places = structure(&CASE.both);
    let mut random = Random(20_260_622);
    for round in 0..400 {
        let pdf = mutated(&mut random, &places);
        if pdf != CASE.both {
            assert_eq!(verify(&pdf, &CASE.roots()).verdict, Verdict::Invalid, "round {round}");
        }
    }
}

#[test]
fn a_trailer_that_lies_is_refused() {
    let text = |pdf: &[u8], from: &str, to: &str| {
        let at = pdf.windows(from.len()).rposition(|window| window == from.as_bytes()).unwrap();
        let mut pdf = pdf.to_vec();
        pdf.splice(at..at + from.len(), to.bytes());
        pdf
    };
    let last = lopdf::Document::load_mem(&CASE.both).unwrap().xref_start;
    for (from, to) in [
        ("/Size ", "/Size 0 %"),
        ("/Size ", "/Size 4294967295 %"),
        ("/Prev ", &format!("/Prev {last} %")),
        ("/Prev ", "/Prev 18446744073709551615 %"),
        ("startxref\n", "startxref\n99999999999999999999 %"),
        ("/Root ", "/Root 9999 0 R %"),
    ] {
        let pdf = text(&CASE.both, from, to);
        assert_eq!(verify(&pdf, &CASE.roots()).verdict, Verdict::Invalid, "{from} became {to}");
    }
}

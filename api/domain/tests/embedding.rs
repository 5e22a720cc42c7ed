//! Which origins may frame a signing page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use domain::embedding::{MOST_ORIGINS, check_origins};
use domain::refused::Refused;

fn faults(origins: &[&str]) -> Vec<(String, &'static str)> {
    let origins: Vec<String> = origins.iter().map(|origin| (*origin).to_owned()).collect();
    match check_origins(&origins) {
        Ok(()) => Vec::new(),
        Err(Refused::Invalid(faults)) => faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn exact_origins_are_taken_and_so_is_a_developers_own_machine() {
    let good = [
        "https://erp.example.com",
        "https://erp.example.com:8443",
        "https://xn--fiqs8s.example",
        "https://intranet",
        "https://localhost:5173",
        "http://localhost",
        "http://localhost:5173",
        "http://127.0.0.1:8080",
    ];
    assert_eq!(faults(&good), []);
    assert_eq!(faults(&[]), [], "a client that frames nothing");
}

#[test]
fn whatever_is_no_exact_origin_is_named_with_why() {
    for (origin, code) in [
        ("https://*.example.com", "wildcard"),
        ("*", "wildcard"),
        ("https://erp.example.com:*", "wildcard"),
        ("http://erp.example.com", "https_required"),
        ("http://localhost.example.com", "https_required"),
        ("http://127.0.0.1.example.com", "https_required"),
        ("https://10.0.0.1", "ip_address"),
        ("http://192.168.1.2:3000", "ip_address"),
        ("https://0x7f.0x1", "ip_address"),
        ("https://2130706433", "ip_address"),
        ("https://erp.example.com/", "not_an_origin"),
        ("https://erp.example.com/app", "not_an_origin"),
        ("https://erp.example.com?x", "not_an_origin"),
        ("https://erp.example.com#x", "not_an_origin"),
        ("https://me@erp.example.com", "not_an_origin"),
        ("https://ERP.example.com", "not_an_origin"),
        ("HTTPS://erp.example.com", "not_an_origin"),
        ("https://erp.example.com:443", "not_an_origin"),
        ("http://localhost:80", "not_an_origin"),
        ("https://erp.example.com:0", "not_an_origin"),
        ("https://erp.example.com:+1", "not_an_origin"),
        ("https://erp.example.com:65536", "not_an_origin"),
        ("https://erp.example.com:", "not_an_origin"),
        ("https://erp..example.com", "not_an_origin"),
        ("https://-erp.example.com", "not_an_origin"),
        ("https://中国.example", "not_an_origin"),
        ("https://[::1]", "not_an_origin"),
        ("https://", "not_an_origin"),
        ("ftp://erp.example.com", "not_an_origin"),
        ("erp.example.com", "not_an_origin"),
        ("null", "not_an_origin"),
        ("data:", "not_an_origin"),
        ("", "not_an_origin"),
        ("https://a.example; script-src 'unsafe-inline'", "not_an_origin"),
        ("https://a.example https://b.example", "not_an_origin"),
        ("https://a.example\r\nx: y", "not_an_origin"),
        ("https://a.example,https://b.example", "not_an_origin"),
        ("'self'", "not_an_origin"),
    ] {
        assert_eq!(faults(&["https://first.example", origin]), [("/frame_origins/1".to_owned(), code)], "{origin}");
    }
}

#[test]
fn nothing_stands_there_twice_and_there_are_ten_at_most() {
    let twice = ["https://erp.example.com", "https://erp.example.com"];
    assert_eq!(faults(&twice), [("/frame_origins/1".to_owned(), "duplicate")]);
    let many: Vec<String> = (0..=MOST_ORIGINS).map(|n| format!("https://erp{n}.example.com")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(faults(&many[..MOST_ORIGINS]), []);
    assert_eq!(faults(&many), [("/frame_origins".to_owned(), "length")]);
}

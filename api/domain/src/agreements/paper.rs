//! Signing on paper (纸质签署), for whoever does not want to sign electronically: form and signature are by agreement
//! (民法典 469, 电子签名法 3). What was printed is the reviewed text; both sign it by hand; one person brings the scan
//! in, another compares it with the paper. It proves what paper proves: the original decides, not the scan.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Stage, refused};
use crate::named::named;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// How a scan that was brought in stands (纸质件状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PaperSignatureState)]
pub enum PaperState {
    /// 待核对
    Waiting,
    /// 已核对
    Confirmed,
    /// 已退回
    Returned,
}

impl PaperState {
    /// In the order of the API.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Confirmed, Self::Returned];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
            Self::Returned => "returned",
        }
    }
}

named!(PaperState);

/// What whoever compared scan and paper says (核对结论).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PaperSignatureDecision)]
pub enum PaperDecision {
    /// 与原件一致
    Confirmed,
    /// 退回
    Returned,
}

/// Media that a scan may have, by the first bytes that such a file has.
const SCANS: [(&str, &[u8]); 3] =
    [("application/pdf", b"%PDF-"), ("image/jpeg", &[0xff, 0xd8, 0xff]), ("image/png", b"\x89PNG\r\n\x1a\n")];

/// What a scan is, told by its own bytes and not by its name.
pub fn scan_media(bytes: &[u8]) -> Result<&'static str, Refused> {
    let found = SCANS.iter().find(|(_, begins)| bytes.starts_with(begins)).map(|(media, _)| *media);
    found.ok_or_else(|| {
        let words = Words::new("请上传 PDF、JPEG 或者 PNG 格式的扫描件。", "Bring the scan in as PDF, JPEG or PNG.");
        Refused::fault("/file", "media", words)
    })
}

/// A scan is brought in: of a text that was sent and that nobody has signed electronically. The day on the paper is the
/// day of signing; it lies between the draft and today, for nothing is back-dated.
pub fn bring(
    stage: Stage,
    (drafted_on, today): (NaiveDate, NaiveDate),
    signed_on: NaiveDate,
    kept_at: &str,
) -> Result<(), Refused> {
    match stage {
        Stage::Sent => {}
        Stage::Draft | Stage::Reviewed => {
            return Err(refused(
                stage,
                "须由法务审查、发出之后，双方才能在打印件上签署。",
                "Legal reviews it and it is sent; then both sign the printed text.",
            ));
        }
        Stage::PartlySigned => {
            return Err(refused(
                stage,
                "一方已经电子签署。改为纸质签署的，请先作废，再重新起草。",
                "One side has signed electronically. To sign on paper, void it and draft it again.",
            ));
        }
        Stage::Signed | Stage::Declined | Stage::Voided | Stage::Expired => {
            return Err(refused(stage, "该协议已签署或者已结束。", "It is signed already, or over."));
        }
    }
    let day = (!(drafted_on..=today).contains(&signed_on)).then(|| {
        let words = Words::new(
            "签署日期须在起草日到今天之间，不能倒签。",
            "It was signed between the day of the draft and today; nothing is back-dated.",
        );
        Fault::new("/signed_on", "out_of_range", words)
    });
    let place = blank_fault(kept_at, "/kept_at", "请写明原件存放在哪里。", "Say where the paper original is kept.");
    unless_faulty(day.into_iter().chain(place).collect())
}

/// Another person has compared the scan with the paper; whoever returns it says why. The stage is looked at again:
/// meanwhile it may have been voided, or signed electronically.
pub fn review(stage: Stage, before: PaperState, decision: PaperDecision, text: &str) -> Result<PaperState, Refused> {
    if before != PaperState::Waiting {
        let words = Words::new("这份扫描件已经核对过。", "This scan was judged already.");
        return Err(Refused::in_state(before.name(), words));
    }
    match decision {
        PaperDecision::Returned => {
            let fault = blank_fault(text, "/text", "退回时请写明原因。", "Say why it is returned.");
            unless_faulty(fault.into_iter().collect())?;
            Ok(PaperState::Returned)
        }
        PaperDecision::Confirmed if stage == Stage::Sent => Ok(PaperState::Confirmed),
        PaperDecision::Confirmed => Err(refused(
            stage,
            "该协议已不再等待签署，请退回这份扫描件。",
            "It does not wait for signatures any more; return this scan.",
        )),
    }
}

/// The employee says that they did not sign this paper, or that the scan is another one. It undoes nothing by itself
/// and stands beside the scan for good.
pub fn object(before: PaperState, objected: bool, text: &str) -> Result<(), Refused> {
    if objected || before == PaperState::Returned {
        let words = Words::new(
            "这份扫描件已经退回，或者您已提出过异议。",
            "This scan was returned, or you have objected to it already.",
        );
        return Err(Refused::in_state(before.name(), words));
    }
    let fault = blank_fault(text, "/text", "请写明有什么异议。", "Say what you object to.");
    unless_faulty(fault.into_iter().collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn brought(stage: Stage, signed_on: &str, kept_at: &str) -> Result<(), &'static str> {
        let days = (day("2026-11-02"), day("2026-11-20"));
        bring(stage, days, day(signed_on), kept_at).map_err(|refused| refused.code())
    }

    #[test]
    fn only_a_text_that_was_sent_and_bears_no_signature_is_signed_on_paper() {
        for stage in Stage::ALL {
            let allowed = stage == Stage::Sent;
            assert_eq!(brought(stage, "2026-11-10", "档案室").is_ok(), allowed, "{stage}");
            let confirmed = review(stage, PaperState::Waiting, PaperDecision::Confirmed, "");
            assert_eq!(confirmed.is_ok(), allowed, "{stage}");
        }
    }

    #[test]
    fn r010_nothing_is_back_dated() {
        let on = |signed_on: &str| brought(Stage::Sent, signed_on, "档案室");
        assert_eq!((on("2026-11-02"), on("2026-11-20")), (Ok(()), Ok(())));
        assert_eq!((on("2026-11-01"), on("2026-11-21")), (Err("out_of_range"), Err("out_of_range")));
        assert_eq!(brought(Stage::Sent, "2026-11-02", "  "), Err("required"));
    }

    #[test]
    fn a_scan_is_judged_once_and_returned_with_a_reason() {
        let judged = |before, decision, text| review(Stage::Sent, before, decision, text).map_err(|no| no.code());
        assert_eq!(judged(PaperState::Waiting, PaperDecision::Returned, " "), Err("required"));
        assert_eq!(judged(PaperState::Waiting, PaperDecision::Returned, "缺页"), Ok(PaperState::Returned));
        assert_eq!(judged(PaperState::Confirmed, PaperDecision::Returned, "缺页"), Err("invalid_state"));
        assert_eq!(
            review(Stage::Voided, PaperState::Waiting, PaperDecision::Returned, "已作废"),
            Ok(PaperState::Returned)
        );
    }

    #[test]
    fn an_employee_objects_once_and_to_what_counts() {
        let said = |before, objected, text| object(before, objected, text).map_err(|no| no.code());
        assert_eq!(said(PaperState::Confirmed, false, "不是我签的"), Ok(()));
        assert_eq!(said(PaperState::Waiting, false, "不是我签的"), Ok(()));
        assert_eq!(said(PaperState::Confirmed, true, "不是我签的"), Err("invalid_state"));
        assert_eq!(said(PaperState::Returned, false, "不是我签的"), Err("invalid_state"));
        assert_eq!(said(PaperState::Confirmed, false, ""), Err("required"));
    }

    #[test]
    fn a_scan_is_known_by_its_bytes() {
        assert_eq!(scan_media(b"%PDF-1.7\n"), Ok("application/pdf"));
        assert_eq!(scan_media(b"\xff\xd8\xff\xe0"), Ok("image/jpeg"));
        assert_eq!(scan_media(b"<svg/>").unwrap_err().code(), "media");
        assert_eq!(scan_media(b"").unwrap_err().code(), "media");
    }
}

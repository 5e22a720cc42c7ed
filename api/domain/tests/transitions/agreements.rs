//! Agreements: every act in every stage.

use domain::agreements::{
    self, Decision, Part, SignerRole,
    Stage::{self, *},
};
use domain::refused::Refused;

use super::assert_refused_in;

type Act = (&'static str, Box<dyn Fn(Stage) -> Result<Stage, Refused>>);

/// Both sides, in any order.
fn parts(employee: bool, employer: bool) -> [Part; 2] {
    [(SignerRole::Employee, employee), (SignerRole::Employer, employer)].map(|(role, has_signed)| Part {
        role,
        has_signed,
        waits_for: None,
    })
}

#[test]
fn every_act_is_allowed_in_its_stages_and_refused_in_all_others() {
    let acts: [(Act, &[(Stage, Stage)]); 8] = [
        (("approve", Box::new(|s| agreements::review(s, Decision::Approved, None))), &[(Draft, Reviewed)]),
        (
            ("reject", Box::new(|s| agreements::review(s, Decision::Rejected, Some("第三条金额有误")))),
            &[(Draft, Voided)],
        ),
        (("send", Box::new(agreements::send)), &[(Reviewed, Sent)]),
        (
            ("sign first", Box::new(|s| agreements::sign(s, SignerRole::Employer, &parts(false, false)))),
            &[(Sent, PartlySigned), (PartlySigned, PartlySigned)],
        ),
        (
            ("sign last", Box::new(|s| agreements::sign(s, SignerRole::Employer, &parts(true, false)))),
            &[(Sent, Signed), (PartlySigned, Signed)],
        ),
        (("sign twice", Box::new(|s| agreements::sign(s, SignerRole::Employer, &parts(false, true)))), &[]),
        (
            ("decline", Box::new(|s| agreements::decline(s, false, "金额不对"))),
            &[(Sent, Declined), (PartlySigned, Declined)],
        ),
        (
            ("void", Box::new(|s| agreements::void(s, "条款有误"))),
            &[(Draft, Voided), (Reviewed, Voided), (Sent, Voided), (PartlySigned, Voided)],
        ),
    ];
    for ((name, act), allowed) in acts {
        for stage in Stage::ALL {
            match allowed.iter().find(|(from, _)| *from == stage) {
                Some((_, to)) => assert_eq!(act(stage), Ok(*to), "{name} in {stage}"),
                None => assert_refused_in(act(stage), stage.name()),
            }
        }
    }
}

#[test]
fn a_side_that_has_signed_cannot_decline() {
    assert_refused_in(agreements::decline(PartlySigned, true, "改主意了"), "partly_signed");
}

#[test]
fn whoever_rejects_declines_or_voids_says_why() {
    assert_eq!(agreements::review(Draft, Decision::Rejected, Some(" ")).unwrap_err().code(), "required");
    assert_eq!(agreements::review(Draft, Decision::Rejected, None).unwrap_err().code(), "required");
    assert_eq!(agreements::decline(Sent, false, "").unwrap_err().code(), "required");
    assert_eq!(agreements::void(Sent, "\u{3000}").unwrap_err().code(), "required");
}

#[test]
fn a_stage_is_written_and_read_by_one_name() {
    for stage in Stage::ALL {
        assert_eq!(serde_json::to_value(stage).unwrap(), stage.name());
        assert_eq!(stage.name().parse(), Ok(stage));
    }
    assert!("something else".parse::<Stage>().is_err());
}

//! Who signs an agreement, and after whom (签署人、签署顺序).

use serde::{Deserialize, Serialize};

use super::{Stage, refused};
use crate::named::named;
use crate::refused::{Refused, Words};

/// As what somebody signs (签署人).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignerRole {
    /// 员工
    Employee,
    /// 用人单位（盖章）
    Employer,
    /// 见证人
    Witness,
}

impl SignerRole {
    /// In the order of the API.
    pub const ALL: [Self; 3] = [Self::Employee, Self::Employer, Self::Witness];

    /// The name in the API, the database and the file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Employer => "employer",
            Self::Witness => "witness",
        }
    }
}

named!(SignerRole);

/// Which side signs first (签署顺序).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SigningOrder {
    /// 不分先后
    #[default]
    Any,
    /// 员工先签
    EmployeeFirst,
    /// 公司先盖章
    EmployerFirst,
}

impl SigningOrder {
    /// In the order of the API.
    pub const ALL: [Self; 3] = [Self::Any, Self::EmployeeFirst, Self::EmployerFirst];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::EmployeeFirst => "employee_first",
            Self::EmployerFirst => "employer_first",
        }
    }

    /// Whose signature somebody waits for. A witness sees the employee sign, and the company seals what was witnessed.
    pub const fn waits_for(self, role: SignerRole, is_witnessed: bool) -> Option<SignerRole> {
        match (role, self) {
            (SignerRole::Witness, _) => Some(SignerRole::Employee),
            (SignerRole::Employer, Self::EmployeeFirst) if is_witnessed => Some(SignerRole::Witness),
            (SignerRole::Employer, Self::EmployeeFirst) => Some(SignerRole::Employee),
            (SignerRole::Employee, Self::EmployerFirst) => Some(SignerRole::Employer),
            (SignerRole::Employee | SignerRole::Employer, _) => None,
        }
    }

    /// The order in which these sign.
    pub fn of(parts: &[Part]) -> Self {
        match parts.iter().find(|part| part.role != SignerRole::Witness && part.waits_for.is_some()) {
            None => Self::Any,
            Some(Part { role: SignerRole::Employee, .. }) => Self::EmployerFirst,
            Some(_) => Self::EmployeeFirst,
        }
    }

    /// With a witness the employee signs first: the seal comes after the witness's word.
    pub fn with_witness(self) -> Result<(), Refused> {
        if self == Self::EmployeeFirst {
            return Ok(());
        }
        let words = Words::new(
            "有见证人时，签署顺序须为员工先签：员工签署后由见证人签名，最后由公司盖章。",
            "With a witness the employee signs first (employee_first), then the witness, and the company seals last.",
        );
        Err(Refused::fault("/signing_order", "witness_after_employee", words))
    }
}

named!(SigningOrder);

/// One signer's part in the signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub role: SignerRole,
    pub has_signed: bool,
    /// Whose signature comes before this one.
    pub waits_for: Option<SignerRole>,
}

/// Whose turn it is: who has not signed and waits for nobody.
pub fn turns(parts: &[Part]) -> impl Iterator<Item = SignerRole> {
    let has_signed = |role| parts.iter().any(|part| part.role == role && part.has_signed);
    let may = move |part: &&Part| !part.has_signed && part.waits_for.is_none_or(has_signed);
    parts.iter().filter(may).map(|part| part.role)
}

/// Somebody signs (签署): the agreement is signed once everybody has.
pub fn sign(stage: Stage, role: SignerRole, parts: &[Part]) -> Result<Stage, Refused> {
    let has_signed = parts.iter().any(|part| part.role == role && part.has_signed);
    match stage.is_open_for_signing() {
        true if has_signed && role == SignerRole::Witness => {
            Err(refused(stage, "您已经签名见证。", "You have signed as a witness already."))
        }
        true if has_signed => Err(refused(stage, "您这一方已经签署。", "Your side has signed already.")),
        true if !turns(parts).any(|turn| turn == role) => Err(not_your_turn(stage, role, parts)),
        true if parts.iter().all(|part| part.has_signed || part.role == role) => Ok(Stage::Signed),
        true => Ok(Stage::PartlySigned),
        false if stage == Stage::Expired => Err(refused(
            stage,
            "签署期限已过，请公司重新发出。",
            "The time to sign has passed; the employer can send a new one.",
        )),
        false => Err(refused(stage, "该协议现在不能签署。", "It cannot be signed now.")),
    }
}

fn not_your_turn(stage: Stage, role: SignerRole, parts: &[Part]) -> Refused {
    let waits_for = parts.iter().find(|part| part.role == role).and_then(|part| part.waits_for);
    let words = match (role, waits_for) {
        (SignerRole::Witness, _) => {
            Words::new("请在员工签署之后签名见证。", "Sign as a witness once the employee has signed.")
        }
        (_, Some(SignerRole::Witness)) => Words::new(
            "这份协议有见证人，见证人签名之后才能盖章。见证人签名后会通知您。",
            "This one has a witness: it is sealed once the witness has signed. You are told then.",
        ),
        _ => Words::new(
            "这份协议约定由对方先签署。对方签署后会通知您，届时请签署。",
            "The other side signs this one first. You are told once it has.",
        ),
    };
    Refused::State { state: stage.name(), code: "not_your_turn", words }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parts(order: SigningOrder, is_witnessed: bool) -> Vec<Part> {
        let roles = SignerRole::ALL.into_iter().filter(|role| is_witnessed || *role != SignerRole::Witness);
        let part = |role| Part { role, has_signed: false, waits_for: order.waits_for(role, is_witnessed) };
        roles.map(part).collect()
    }

    #[test]
    fn whoever_comes_second_waits_for_the_other() {
        for order in SigningOrder::ALL {
            let mut parts = parts(order, false);
            assert_eq!(SigningOrder::of(&parts), order);
            for part in parts.clone() {
                match part.waits_for {
                    Some(_) => {
                        let refused = sign(Stage::Sent, part.role, &parts).unwrap_err();
                        assert_eq!(refused.code(), "not_your_turn");
                    }
                    None => assert_eq!(sign(Stage::Sent, part.role, &parts), Ok(Stage::PartlySigned)),
                }
            }
            let first = turns(&parts).next().unwrap();
            parts.iter_mut().find(|part| part.role == first).unwrap().has_signed = true;
            let second = turns(&parts).next().unwrap();
            assert_eq!(sign(Stage::PartlySigned, second, &parts), Ok(Stage::Signed));
        }
    }

    #[test]
    fn a_witness_signs_after_the_employee_and_before_the_seal() {
        let mut parts = parts(SigningOrder::EmployeeFirst, true);
        let order = [SignerRole::Employee, SignerRole::Witness, SignerRole::Employer];
        let mut stage = Stage::Sent;
        for (at, turn) in order.into_iter().enumerate() {
            assert_eq!(turns(&parts).collect::<Vec<_>>(), [turn]);
            for other in order.into_iter().filter(|other| *other != turn) {
                let code = if order[..at].contains(&other) { "invalid_state" } else { "not_your_turn" };
                assert_eq!(sign(stage, other, &parts).unwrap_err().code(), code);
            }
            stage = sign(stage, turn, &parts).unwrap();
            parts.iter_mut().find(|part| part.role == turn).unwrap().has_signed = true;
        }
        assert_eq!(stage, Stage::Signed);
        assert_eq!(SigningOrder::of(&parts), SigningOrder::EmployeeFirst);
    }

    #[test]
    fn with_a_witness_the_employee_signs_first() {
        for order in SigningOrder::ALL {
            assert_eq!(order.with_witness().is_ok(), order == SigningOrder::EmployeeFirst);
        }
    }
}

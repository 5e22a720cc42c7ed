//! Who signs is checked before anything is signed, where the signer gives their identity number or the licensed
//! service of the settings has to be asked (电子劳动合同订立指引 7, ES-06).

use actix_web::http::StatusCode;
use domain::identity::NationalId;

use super::proof::Asked;
use super::row::Row;
use super::signers::SignerRow;
use crate::employees::identity_of;
use crate::platform::{Answer, App, Problem};
use crate::signatures::{Checked, Claimed, Outcome};

/// The answer of the check; none for the company, whose keeper's account is known, and where there was nothing to check.
pub(super) async fn check(
    app: &App,
    row: &Row,
    own: &SignerRow,
    national_id: Option<String>,
) -> Answer<Option<Checked>> {
    let Some(person) = own.person(row) else { return Ok(None) };
    let Some(given) = national_id.filter(|given| !given.trim().is_empty()) else {
        return if app.desk.asks_who_signs() { Err(number_needed()) } else { Ok(None) };
    };
    let number = NationalId::parse(given.trim()).map_err(|_| no_number())?;
    let record = identity_of(app, &*app.read().await?, person).await?;
    let claimed =
        Claimed { name: own.name.clone(), national_id: number.as_str().to_owned(), phone: record.phone.clone() };
    let checked = app.desk.check_identity(claimed, record).await?;
    match checked.outcome {
        Outcome::Matched => Ok(Some(checked)),
        Outcome::Unavailable => Err(unavailable()),
        Outcome::NotMatched => {
            // A guess is a guess, whether at the code or at the number.
            Asked::of_signer(row, own).count(app).await?;
            Err(not_matched())
        }
    }
}

fn number_needed() -> Problem {
    Problem::field(
        "/national_id",
        "required",
        "请填写本人身份证号码，用于身份核验。",
        "Give your identity number: it is checked before you sign.",
    )
}

fn no_number() -> Problem {
    Problem::field("/national_id", "format", "身份证号码不正确。", "This is not an identity number.")
}

fn not_matched() -> Problem {
    Problem::field(
        "/national_id",
        "identity_not_matched",
        "身份核验不一致：姓名、身份证号码或者手机号与登记的不同。请核对；登记有误的，请联系人力资源部更正。",
        "The identity check says no: name, identity number or telephone number differ from the register. Check them; ask HR when the record is wrong.",
    )
}

fn unavailable() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "identity_unavailable",
        "身份核验服务暂时没有结果，现在不能签署。请稍后重试。",
        "The identity check has no answer now, so nothing can be signed. Try again later.",
    )
}

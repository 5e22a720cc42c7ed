use std::process::Command;

use serde_json::{Value, json};
use tests::{AsText, Person, Session, World};

/// A case whose terms both sides have accepted, and the people in it.
pub struct Agreed<'w> {
    pub world: &'w World,
    pub person: Person,
    pub employee: Session<'w>,
    pub hr: Session<'w>,
    pub legal: Session<'w>,
    pub case: String,
}

impl<'w> Agreed<'w> {
    pub async fn new(world: &'w World) -> Self {
        let person = world.hire("沈可欣").await;
        let employee = world.session_of(&person).await;
        let hr = world.account_with("hr").await;
        let legal = world.account_with("legal").await;
        let opened = json!({"employee_id": person.id, "ground": "36", "initiator": "employer", "proposer": "employer",
            "reason": "岗位调整，双方协商解除。", "last_day": "2026-11-30"});
        let case = hr.post("/separations", opened).await.created()["id"].text();
        let offer = json!({"lines": [{"code": "severance", "label": "经济补偿", "amount": "90000.00"}],
            "last_day": "2026-11-30", "pay_on": "2026-12-05"});
        let offer = hr.post(&format!("/separations/{case}/proposals"), offer).await.created();
        let accept = format!("/separations/{case}/proposals/{}/acceptance", offer["id"].text());
        employee.post(&accept, json!({})).await.ok();
        Self { world, person, employee, hr, legal, case }
    }

    pub async fn draft(&self) -> Value {
        self.hr.post(&format!("/separations/{}/agreement", self.case), json!({})).await.created()
    }

    /// Drafted, reviewed and sent; answers its path.
    pub async fn sent(&self) -> String {
        let path = format!("/agreements/{}", self.draft().await["id"].text());
        self.legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
        self.hr.post(&format!("{path}/sending"), json!({})).await.ok();
        path
    }

    pub async fn ready(&self, who: &Session<'_>, path: &str) -> Value {
        ready(self.world, who, path).await
    }

    pub async fn sign(&self, who: &Session<'_>, path: &str) -> Value {
        sign(self.world, who, path).await
    }
}

/// Asks for a code as this signer and answers what to post to sign.
pub async fn ready(world: &World, who: &Session<'_>, path: &str) -> Value {
    who.get(&format!("{path}/document")).await.status(200);
    who.post(&format!("{path}/signing-codes"), json!({})).await.status(202);
    let sha256 = who.get(path).await.ok()["document_sha256"].text();
    json!({"code": world.last_code("用于签署"), "document_sha256": sha256, "statement": "本人已阅读全文，自愿签署。"})
}

/// Reads and signs.
pub async fn sign(world: &World, who: &Session<'_>, path: &str) -> Value {
    let body = ready(world, who, path).await;
    who.post(&format!("{path}/signature"), body).await.ok()
}

pub async fn verified(session: &Session<'_>, pdf: Vec<u8>) -> Value {
    let request = session.request(reqwest::Method::POST, "/signatures/verification");
    let answer = request.header("content-type", "application/pdf").body(pdf).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_is_signed_by_both_and_judged_valid_by_others() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let first = agreed.sign(&agreed.employee, &path).await;
    assert_eq!(first["stage"], "partly_signed");
    let both = agreed.sign(&agreed.legal, &path).await;
    assert_eq!(both["stage"], "signed");
    assert_eq!(agreed.hr.get(&format!("/separations/{}", agreed.case)).await.ok()["stage"], "signed");

    let pdf = agreed.employee.get(&format!("{path}/document")).await.bytes;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("agreement.pdf");
    std::fs::write(&file, &pdf).unwrap();
    let said =
        Command::new("pdfsig").arg("-nocert").arg(&file).output().expect("pdfsig (Debian package poppler-utils)");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert_eq!(said.matches("Signature is Valid").count(), 2, "{said}");

    let judged = verified(&agreed.employee, pdf.clone()).await;
    assert_eq!(judged["verdict"], "valid", "{judged}");
    assert_eq!(judged["signatures"][0]["signer"], "沈可欣");
    let mut flipped = pdf;
    let middle = flipped.len() / 4;
    flipped[middle] ^= 1;
    assert_eq!(verified(&agreed.employee, flipped).await["verdict"], "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_separation_agreement_is_signed_in_the_order_that_it_was_drafted_with() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let draft = format!("/separations/{}/agreement", agreed.case);
    agreed.hr.post(&draft, json!({"signing_order": "nobody_first"})).await.problem(400, "invalid_body");
    let drafted = agreed.hr.post(&draft, json!({"signing_order": "employee_first"})).await.created();
    assert_eq!(drafted["signing_order"], "employee_first");
    let path = format!("/agreements/{}", drafted["id"].text());
    agreed.legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
    agreed.hr.post(&format!("{path}/sending"), json!({})).await.ok();
    agreed.legal.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "not_your_turn");
    assert_eq!(agreed.sign(&agreed.employee, &path).await["stage"], "partly_signed");
    assert_eq!(agreed.sign(&agreed.legal, &path).await["stage"], "signed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_separation_agreement_drafted_without_a_body_is_signed_in_any_order() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let reply = agreed.hr.request(reqwest::Method::POST, &format!("/separations/{}/agreement", agreed.case)).send();
    let drafted = tests::Reply::read(reply.await.unwrap()).await.created();
    assert_eq!(drafted["signing_order"], "any");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_get_the_file_and_word_of_it() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    agreed.sign(&agreed.legal, &path).await;
    let signed = agreed.sign(&agreed.employee, &path).await;
    let papers = agreed.employee.get(&format!("/employees/{}/documents", agreed.person.id)).await.ok();
    let paper = papers["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|paper| paper["kind"] == "separation_agreement")
        .cloned()
        .unwrap();
    assert_eq!(paper["sha256"], signed["document_sha256"]);
    let told = world.messages().iter().filter(|message| message["text"].text().contains("双方均已签署")).count();
    assert_eq!(told, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_is_refused_and_the_right_one_still_works() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let right = agreed.ready(&agreed.employee, &path).await;
    let mut wrong = right.clone();
    wrong["code"] = if right["code"] == "000000" { "000001" } else { "000000" }.into();
    agreed.employee.post(&format!("{path}/signature"), wrong).await.problem(422, "invalid")["errors"][0]["code"].text();
    assert_eq!(agreed.employee.get(&path).await.ok()["stage"], "sent");
    agreed.employee.post(&format!("{path}/signature"), right.clone()).await.ok();
    agreed.employee.post(&format!("{path}/signature"), right).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_good_for_ten_minutes() {
    let world = World::at("2026-10-20T02:00:00Z").await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let body = agreed.ready(&agreed.employee, &path).await;
    world.now_is("2026-10-20T02:10:01Z");
    agreed.employee.post(&format!("{path}/signature"), body).await.names("/code");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_the_one_read_is_not_signed() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let body = agreed.ready(&agreed.employee, &path).await;
    agreed.sign(&agreed.legal, &path).await;
    agreed.employee.post(&format!("{path}/signature"), body).await.problem(409, "document_changed");
    let mut other = agreed.ready(&agreed.employee, &path).await;
    other["document_sha256"] = "0".repeat(64).into();
    agreed.employee.post(&format!("{path}/signature"), other).await.problem(409, "document_changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_signatures_at_once_each_is_whole_or_is_told_to_read_again() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let (one, other) = (agreed.ready(&agreed.employee, &path).await, agreed.ready(&agreed.legal, &path).await);
    let at = format!("{path}/signature");
    let (one, other) = tokio::join!(agreed.employee.post(&at, one), agreed.legal.post(&at, other));
    let mut answers = [one.status.as_u16(), other.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409], "{one:?} {other:?}");
    let late = if one.status == 200 { &agreed.legal } else { &agreed.employee };
    let both = agreed.sign(late, &path).await;
    assert_eq!(both["stage"], "signed");
    let pdf = agreed.hr.get(&format!("{path}/document")).await.bytes;
    assert_eq!(verified(&agreed.hr, pdf).await["verdict"], "valid");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_signs_for_the_other_side_or_what_they_prepared() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let drafted = agreed.legal.post(&format!("/separations/{}/agreement", agreed.case), json!({})).await.created();
    let path = format!("/agreements/{}", drafted["id"].text());
    agreed
        .legal
        .post(&format!("{path}/review"), json!({"decision": "approved"}))
        .await
        .problem(403, "separation_of_duties");
    let second = world.account_with("legal").await;
    second.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
    agreed.hr.post(&format!("{path}/sending"), json!({})).await.ok();
    agreed.legal.post(&format!("{path}/signing-codes"), json!({})).await.problem(403, "separation_of_duties");
    agreed.hr.post(&format!("{path}/signing-codes"), json!({})).await.problem(403, "forbidden");
    let stranger = world.hire("路人甲").await;
    world.session_of(&stranger).await.post(&format!("{path}/signing-codes"), json!({})).await.problem(404, "not_found");
    agreed.sign(&second, &path).await;
    second.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_sees_nothing_before_it_is_sent_and_reads_before_signing() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let drafted = agreed.draft().await;
    let path = format!("/agreements/{}", drafted["id"].text());
    agreed.employee.get(&path).await.problem(404, "not_found");
    assert_eq!(agreed.employee.get("/agreements").await.ok()["items"], json!([]));
    agreed.legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
    agreed.hr.post(&format!("{path}/sending"), json!({})).await.ok();
    agreed.employee.post(&format!("{path}/signing-codes"), json!({})).await.status(202);
    let sha256 = agreed.employee.get(&path).await.ok()["document_sha256"].text();
    let body = json!({"code": world.last_code("用于签署"), "document_sha256": sha256, "statement": "同意"});
    agreed.employee.post(&format!("{path}/signature"), body).await.problem(409, "document_not_opened");
    let unsaid = json!({"code": "123456", "document_sha256": sha256, "statement": " "});
    agreed.employee.post(&format!("{path}/signature"), unsaid).await.names("/statement");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_or_voided_agreement_makes_room_for_the_next() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let again = format!("/separations/{}/agreement", agreed.case);
    agreed.hr.post(&again, json!({})).await.status(409);
    let declined = agreed.employee.post(&format!("{path}/decline"), json!({"reason": "金额与商定的不同"})).await.ok();
    assert_eq!(
        (declined["stage"].text(), declined["ended_reason"].text()),
        ("declined".into(), "金额与商定的不同".into())
    );
    let told: Vec<_> =
        world.messages().into_iter().filter(|message| message["text"].text().contains("已由员工拒签")).collect();
    assert_eq!(told.len(), 1, "whoever drafted it");
    let path = format!("/agreements/{}", agreed.draft().await["id"].text());
    agreed.hr.post(&format!("{path}/void"), json!({"reason": "付款日有误"})).await.ok();
    let path = agreed.sent().await;
    agreed.sign(&agreed.employee, &path).await;
    agreed.sign(&agreed.legal, &path).await;
    agreed.hr.post(&format!("{path}/void"), json!({"reason": "反悔"})).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_roots_are_public_and_only_a_pdf_is_judged() {
    let world = World::new().await;
    let roots = world.stranger().get("/trust/roots.pem").await;
    assert_eq!(roots.status, 200);
    assert!(String::from_utf8_lossy(&roots.bytes).starts_with("-----BEGIN CERTIFICATE-----"));
    let hr = world.account_with("hr").await;
    assert_eq!(verified(&hr, b"no PDF at all".to_vec()).await["verdict"], "invalid");
    let text =
        hr.request(reqwest::Method::POST, "/signatures/verification").header("content-type", "text/plain").body("x");
    assert_eq!(text.send().await.unwrap().status(), 415);
    world.stranger().post("/signatures/verification", json!({})).await.problem(401, "unauthenticated");
}

/// Somebody of the employer with the database in their hands tries to sign for the employee.
#[tokio::test(flavor = "multi_thread")]
async fn no_row_of_the_database_makes_the_employer_sign_for_the_employee() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let id = path.trim_start_matches("/agreements/").to_owned();
    let db = world.database().await;
    let intruder = world.hire("内鬼").await;
    let session = world.session_of(&intruder).await;
    let mine = session.get("/auth/me").await.ok()["account_id"].text();
    let theirs = agreed.employee.get("/auth/me").await.ok()["account_id"].text();

    // The link between account and person: the code goes to the person whose phone it is, not to the intruder.
    let give = |employee: &str| format!("update accounts set employee_id = '{employee}' where id = '{mine}'");
    db.batch_execute(&format!("update accounts set employee_id = null where id = '{theirs}'")).await.unwrap();
    db.batch_execute(&give(&agreed.person.id)).await.unwrap();
    let login = intruder.number.to_lowercase();
    let posing = Session::sign_in(&world, &login, tests::PASSWORD).await;
    posing.get(&format!("{path}/document")).await.status(200);
    posing.post(&format!("{path}/signing-codes"), json!({})).await.status(202);
    let sent_to = world.messages().into_iter().rfind(|message| message["text"].text().contains("用于签署")).unwrap();
    let own_phone = world.messages().into_iter().rfind(|message| message["text"].text().contains(&login)).unwrap();
    assert_ne!(sent_to["to"], own_phone["to"]);

    // The intruder's own phone, copied to the person: it does not open there, and no code is sent.
    let copy = format!(
        "update employees set phone_sealed = (select phone_sealed from employees where id = '{}') where id = '{}'",
        intruder.id, agreed.person.id
    );
    db.batch_execute(&copy).await.unwrap();
    assert!(!posing.post(&format!("{path}/signing-codes"), json!({})).await.status.is_success());

    // A code that legal got for the company's side, copied to the account that poses as the person.
    let known = agreed.ready(&agreed.legal, &path).await;
    let steal = format!(
        "insert into activation_codes (account_id, code_hash, attempts, expires_at)
         select '{mine}', code_hash, 0, expires_at from activation_codes where account_id <> '{mine}'
          order by expires_at desc limit 1
             on conflict (account_id) do update set code_hash = excluded.code_hash, attempts = 0;
         update agreement_signers set code_for = '{mine}', code_sent_at = '{}', wrong_tries = 0
          where agreement_id = '{id}' and role = 'employee'",
        world.app.now().to_rfc3339()
    );
    db.batch_execute(&steal).await.unwrap();
    posing.post(&format!("{path}/signature"), known).await.problem(422, "invalid");

    // The record of a signature that was never made: the company's own signature finds it out.
    let forged = format!(
        "update agreement_signers set state = 'signed', account_id = '{theirs}', signed_at = now(), method = 'code',
                statement = '同意', seen_sha256 = sha256('x'), signed_sha256 = sha256('y')
          where agreement_id = '{id}' and role = 'employee';
         update agreements set stage = 'partly_signed' where id = '{id}'"
    );
    db.batch_execute(&forged).await.unwrap();
    let body = agreed.ready(&agreed.legal, &path).await;
    agreed.legal.post(&format!("{path}/signature"), body).await.problem(409, "signature_missing");
    assert_eq!(agreed.hr.get(&path).await.ok()["stage"], "partly_signed");
}

//! Comments on the clauses of a contract 条款意见: either side makes them while the contract lies with both to be
//! signed, either answers, and the other side settles each. The words are sealed; the journal holds their hashes.

use actix_web::web::{Json, Path};
use actix_web::{get, post};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, CommentOutcome, SignerRole};
use domain::separations::Side;
use domain::templates::Language;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::ids::{AccountId, AgreementCommentId, AgreementId};
use store::schema::agreement_comments as comments;
use store::{Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::row::Row;
use super::signers::Signers;
use super::text::Source;
use crate::accounts::word_to;
use crate::platform::access::Caller;
use crate::platform::crypto::{Keyring, sha256};
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::Kind;
use crate::platform::messages::Message;
use crate::platform::{Answer, App, Created, Guard, Page, Problem, Valid, ids, perm};

const WORDS: &str = "agreement_comments.words";
const SETTLED: &str = "agreement_comments.settled";

/// A comment, or an answer to one.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementCommentFacts {
    /// Key of the clause; the whole text when left out. An answer has none: it stands with what it answers.
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "pay")]
    clause: Option<String>,
    /// The comment that is answered.
    answers: Option<AgreementCommentId>,
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "请写明年终奖的发放办法。")]
    text: String,
    /// How the clause should read.
    #[validate(length(min = 1, max = 8000))]
    proposed_text: Option<String>,
}

/// What the other side makes of a comment.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementCommentSettlement {
    outcome: CommentOutcome,
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "同意，写入新的文本。")]
    text: String,
}

/// A comment on the text of a contract, or an answer to one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementComment {
    pub id: AgreementCommentId,
    /// The comment that it answers.
    pub answers: Option<AgreementCommentId>,
    /// Key of the clause; null for the whole text, and in an answer.
    pub clause: Option<String>,
    pub by: Side,
    pub by_name: String,
    pub text: String,
    /// How the clause should read.
    pub proposed_text: Option<String>,
    pub created_at: DateTime<Utc>,
    /// Null while it waits for the other side.
    pub settlement: Option<AgreementCommentSettled>,
}

/// What came of a comment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementCommentSettled {
    pub outcome: CommentOutcome,
    pub text: String,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

impl Versioned for AgreementComment {
    fn version(&self) -> i32 {
        1
    }
}

/// What is sealed of a comment.
#[derive(Serialize, Deserialize)]
struct Said {
    text: String,
    proposed_text: Option<String>,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = comments)]
struct CommentRow {
    id: AgreementCommentId,
    agreement_id: AgreementId,
    answers_id: Option<AgreementCommentId>,
    clause: Option<String>,
    side: Text<Side>,
    made_by: Option<AccountId>,
    made_by_name: String,
    words_sealed: Vec<u8>,
    created_at: DateTime<Utc>,
    outcome: Option<Text<CommentOutcome>>,
    settled_by: Option<AccountId>,
    settled_by_name: Option<String>,
    settled_at: Option<DateTime<Utc>>,
    settled_sealed: Option<Vec<u8>>,
}

impl CommentRow {
    /// A comment of this agreement that is no answer itself, locked.
    async fn lock(tx: &mut Tx, agreement: AgreementId, id: AgreementCommentId) -> Answer<Option<Self>> {
        Ok(comments::table
            .find(id)
            .filter(comments::agreement_id.eq(agreement).and(comments::answers_id.is_null()))
            .for_no_key_update()
            .select(Self::as_select())
            .first(tx)
            .await
            .optional()?)
    }

    fn outcome(&self) -> Option<CommentOutcome> {
        self.outcome.as_ref().map(|outcome| outcome.0)
    }

    fn open(self, keyring: &Keyring) -> Answer<AgreementComment> {
        let said: Said = serde_json::from_str(&keyring.open_of(WORDS, self.id, &self.words_sealed)?)
            .map_err(Problem::from_internal)?;
        let settlement = match (self.outcome, self.settled_sealed, self.settled_at, self.settled_by_name) {
            (Some(outcome), Some(sealed), Some(at), Some(by_name)) => Some(AgreementCommentSettled {
                outcome: outcome.0,
                text: keyring.open_of(SETTLED, self.id, &sealed)?,
                by_name,
                at,
            }),
            _ => None,
        };
        Ok(AgreementComment {
            id: self.id,
            answers: self.answers_id,
            clause: self.clause,
            by: self.side.0,
            by_name: self.made_by_name,
            text: said.text,
            proposed_text: said.proposed_text,
            created_at: self.created_at,
            settlement,
        })
    }
}

/// The side the caller speaks for: the person themselves, or the employer.
fn side_of(who: &Caller, row: &Row) -> Side {
    if who.principal.employee == Some(row.employee_id) { Side::Employee } else { Side::Employer }
}

/// Comments on a contract and the answers to them, in the order in which they were made.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Page<AgreementComment>), Refusals))]
#[get("/agreements/{id}/comments")]
pub async fn list_agreement_comments(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<Page<AgreementComment>> {
    let db = app.read().await?;
    let row = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
    let found: Vec<CommentRow> = comments::table
        .filter(comments::agreement_id.eq(row.id))
        .order((comments::created_at, comments::id))
        .select(CommentRow::as_select())
        .load(&mut &*db)
        .await?;
    Ok(Page::whole(found.into_iter().map(|comment| comment.open(&app.keyring)).collect::<Answer<_>>()?))
}

/// Comment on a clause or on the whole text of a contract, or answer a comment. The other side is told.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), request_body = AgreementCommentFacts, responses((status = 201, body = AgreementComment), Refusals))]
#[post("/agreements/{id}/comments")]
pub async fn comment_on_agreement(
    app: App,
    who: Guard<perm::AgreementsComment>,
    id: Path<AgreementId>,
    said: Valid<AgreementCommentFacts>,
) -> Answer<Created<AgreementComment>> {
    let facts = said.0;
    if let Some(clause) = &facts.clause {
        let db = app.read().await?;
        let row = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
        decisions::comment(row.kind.0, row.stage_on(app.today()), &facts.text)?;
        require_clause(&app, Source::of(&app, &db, &row).await?, clause.clone()).await?;
    }
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        decisions::comment(row.kind.0, row.stage_on(app.today()), &facts.text)?;
        if let Some(answered) = facts.answers {
            may_answer(tx, &row, answered, &facts).await?;
        }
        let comment = insert(&app, tx, &who, &row, &facts).await?;
        let messages = tell(&app, tx, &row, (comment.side.0, "提出意见")).await?;
        let event = row.event(Kind::AgreementCommented).facts(&json!({
                "number": row.number, "comment_id": comment.id, "answers": facts.answers, "clause": facts.clause,
                "side": comment.side.0, "text_sha256": hash(&facts.text),
                "proposed_sha256": facts.proposed_text.as_deref().map(hash),
                "document_sha256": hex::encode(&row.document_sha256)}));
        Ok((Created(comment.open(&app.keyring)?), event.tell(messages)))
    })
    .await
}

/// The clause stands in this contract.
async fn require_clause(app: &App, source: Source, key: String) -> Answer<()> {
    app.blocking(move || {
        if source.filled(Language::Chinese)?.clauses.iter().any(|clause| clause.key == key) {
            return Ok(());
        }
        Err(Problem::field(
            "/clause",
            "unknown_clause",
            "这份协议没有这一条款。",
            "There is no such clause in this agreement.",
        ))
    })
    .await
}

async fn may_answer(tx: &mut Tx, row: &Row, id: AgreementCommentId, facts: &AgreementCommentFacts) -> Answer<()> {
    let answered = CommentRow::lock(tx, row.id, id).await?.ok_or_else(|| {
        Problem::field(
            "/answers",
            "no_such_comment",
            "这份协议没有这条意见，或者它本身是答复；请答复意见本身。",
            "There is no such comment on this agreement, or it is an answer itself; answer the comment.",
        )
    })?;
    if facts.clause.is_some() {
        return Err(Problem::field(
            "/clause",
            "clause_of_the_comment",
            "答复随其意见，不另写条款。",
            "An answer stands with its comment and names no clause.",
        ));
    }
    Ok(decisions::answer_comment(answered.outcome())?)
}

async fn insert(app: &App, tx: &mut Tx, who: &Caller, row: &Row, facts: &AgreementCommentFacts) -> Answer<CommentRow> {
    let id: AgreementCommentId = ids::new();
    let said = Said { text: facts.text.trim().to_owned(), proposed_text: facts.proposed_text.clone() };
    let json = serde_json::to_string(&said).map_err(Problem::from_internal)?;
    let comment = CommentRow {
        id,
        agreement_id: row.id,
        answers_id: facts.answers,
        clause: facts.clause.clone(),
        side: Text(side_of(who, row)),
        made_by: who.principal.account_id(),
        made_by_name: who.principal.name.clone(),
        words_sealed: app.keyring.seal_of(WORDS, id, &json)?,
        created_at: app.now(),
        outcome: None,
        settled_by: None,
        settled_by_name: None,
        settled_at: None,
        settled_sealed: None,
    };
    diesel::insert_into(comments::table).values(&comment).execute(tx).await?;
    Ok(comment)
}

/// Settle a comment of the other side, in words. What is accepted changes nothing by itself: HR drafts the next
/// agreement with it.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path), ("comment_id" = AgreementCommentId, Path)), request_body = AgreementCommentSettlement, responses((status = 200, body = AgreementComment), Refusals))]
#[post("/agreements/{id}/comments/{comment_id}/settlement")]
pub async fn settle_agreement_comment(
    app: App,
    who: Guard<perm::AgreementsComment>,
    path: Path<(AgreementId, AgreementCommentId)>,
    said: Valid<AgreementCommentSettlement>,
) -> Answer<Json<AgreementComment>> {
    let (id, comment_id) = path.into_inner();
    let AgreementCommentSettlement { outcome, text } = said.0;
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), id, app.today()).await?;
        let present = CommentRow::lock(tx, row.id, comment_id).await?.ok_or_else(Problem::not_found)?;
        let by = side_of(&who, &row);
        let stage = row.stage_on(app.today());
        decisions::settle_comment(stage, present.outcome(), (present.side.0, by), &text)?;
        let sealed = app.keyring.seal_of(SETTLED, present.id, text.trim())?;
        let comment: CommentRow = diesel::update(comments::table.find(present.id))
            .set((
                comments::outcome.eq(Text(outcome)),
                comments::settled_by.eq(who.principal.account_id()),
                comments::settled_by_name.eq(&who.principal.name),
                comments::settled_at.eq(app.now()),
                comments::settled_sealed.eq(sealed),
            ))
            .returning(CommentRow::as_returning())
            .get_result(tx)
            .await?;
        let messages = tell(&app, tx, &row, (by, "处理了意见")).await?;
        let event = row.event(Kind::AgreementCommentSettled).facts(&json!({
                "number": row.number, "comment_id": comment.id, "clause": comment.clause, "outcome": outcome,
                "side": by, "text_sha256": hash(&text)}));
        Ok((Json(comment.open(&app.keyring)?), event.tell(messages)))
    })
    .await
}

/// Word to the other side than the one that acted: that there is something, not what.
async fn tell(app: &App, tx: &mut Tx, row: &Row, (by, did): (Side, &str)) -> Answer<Vec<Message>> {
    let who = if by == Side::Employee { "员工" } else { "公司" };
    let text = format!("【有据】{who}就《{}》（编号 {}）{did}，请登录系统查看。", row.title, row.number);
    let subject = "协议条款意见";
    if by == Side::Employer {
        return word_to(app, tx, Some(row.employee_id), [], (subject, &text)).await;
    }
    let sealed_by = Signers::of(tx, row.id).await?.get(SignerRole::Employer)?.account_id;
    word_to(app, tx, None, [row.created_by, sealed_by], (subject, &text)).await
}

/// SHA-256 of what was said, in hex: enough to show later that it was this.
fn hash(text: &str) -> String {
    hex::encode(sha256(text.trim().as_bytes()))
}

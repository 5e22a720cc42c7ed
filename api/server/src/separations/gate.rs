//! The gate 合规闸门: what the law asks for on this ground, what is on record, what is missing.
//!
//! Its input is derived from records and nothing else; whoever gives that input to `youju law gate` gets the
//! same verdict, bars and missing codes. It never says that something is lawful.

use std::collections::BTreeMap;

use actix_web::get;
use actix_web::http::StatusCode;
use actix_web::web::{Json, Path};
use chrono::NaiveDate;
use domain::refused::Words;
use domain::separations::chain::Chain;
use domain::separations::{Stage, UnionAnswer};
use law::Ground;
use law::gate::{Dates, Input, Proof, Verdict};
use serde::{Deserialize, Serialize};
use store::Db;
use store::ids::SeparationId;
use utoipa::ToSchema;

use super::circumstances;
use super::proof::{self, Found, GateProof, GateStep};
use super::records::Records;
use super::row::Case;
use crate::platform::access::Role;
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, Problem, perm};

/// `block`: must not be done; `warn`: a court may hold something against it; `pass`: nothing found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GateVerdict {
    Pass,
    Warn,
    Block,
}

/// Whether the act that the gate guards is still ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GateStage {
    BeforeNotice,
    Complete,
}

/// Something that forbids the ending as things stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GateBar {
    #[schema(example = "ART42_PROTECTED")]
    pub code: String,
    pub rule: String,
    pub cite: String,
    pub zh: String,
    pub en: String,
}

/// One piece of evidence that the ground needs.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GateEvidence {
    #[schema(example = "E-APPR1-FAIL")]
    pub code: String,
    pub zh: String,
    pub en: String,
    pub state: GateEvidenceState,
    /// Its absence blocks; otherwise it warns.
    pub blocks: bool,
    /// It is missing, and somebody let that pass with a reason.
    pub overridden: bool,
    pub proof: Option<GateProof>,
    pub next_step: Option<GateStep>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GateEvidenceState {
    Proved,
    Missing,
}

/// Something a court may hold against the case.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GateWarning {
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// What the gate says.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Gate {
    #[schema(example = "40(2)")]
    pub ground: String,
    pub verdict: GateVerdict,
    pub stage: GateStage,
    /// The notice may be issued, once it is approved.
    pub ready_for_notice: bool,
    pub ready_for_payment: bool,
    pub bars: Vec<GateBar>,
    pub evidence: Vec<GateEvidence>,
    /// Codes whose absence blocks, also those that somebody let pass.
    pub missing: Vec<String>,
    /// Circumstances that must be answered first.
    pub unknown: Vec<String>,
    /// Of the calculator, and of the records it does not see.
    pub warnings: Vec<GateWarning>,
    pub flags: Vec<String>,
    /// The input of the calculator `gate`. For the union, without the circumstances: they are health and family.
    #[schema(value_type = Object)]
    pub input: serde_json::Value,
    #[schema(example = "CN-2026-08")]
    pub ruleset: String,
}

/// What the law asks for on this ground, the record that proves each point, or the step that would.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Gate), Refusals))]
#[get("/separations/{id}/gate")]
pub async fn show_gate(app: App, who: Guard<perm::SeparationsRead>, id: Path<SeparationId>) -> Answer<Json<Gate>> {
    let db = app.read().await?;
    let case = Case::find(&db, &who, who.scope(), *id, app.today()).await?;
    let mut gate = of(&app, &db, &case, Supposed::default()).await?.gate;
    let may_see_circumstances =
        who.is_oneself(case.row.employee_id) || [Role::Hr, Role::Legal].into_iter().any(|role| who.principal.has(role));
    if !may_see_circumstances && let Some(input) = gate.input.as_object_mut() {
        input.remove("circumstances");
    }
    Ok(Json(gate))
}

/// The gate and the records behind it.
pub(super) struct Weighed {
    pub gate: Gate,
    pub records: Records,
    pub chain: Chain,
}

/// Acts that are about to be done: the gate answers as if they were.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Supposed {
    pub union_on: Option<NaiveDate>,
    pub notice_on: Option<NaiveDate>,
}

impl Gate {
    /// What stands in the way of the notice, in words; nothing when it may go.
    pub(super) fn holds_up_notice(&self) -> Option<Words> {
        if self.ready_for_notice {
            return None;
        }
        let bars = self.bars.iter().map(|bar| (&bar.zh, &bar.en));
        let lacks = |evidence: &&GateEvidence| self.lacks_before_the_act(evidence) && !evidence.overridden;
        let lacking = self.evidence.iter().filter(lacks).map(|evidence| (&evidence.zh, &evidence.en));
        let (zh, en): (Vec<&str>, Vec<&str>) = bars.chain(lacking).map(|(zh, en)| (zh.as_str(), en.as_str())).unzip();
        Some(Words::new(zh.join("；"), en.join("; ")))
    }

    /// Missing, blocking, and not what the act itself brings into being.
    pub(super) fn lacks_before_the_act(&self, evidence: &GateEvidence) -> bool {
        self.missing.contains(&evidence.code) && !law::gate::MADE_BY_THE_ACT.contains(&evidence.code.as_str())
    }

    /// 409 when an act on this day would be in the wrong order for good: it could not be repeated later.
    pub(super) fn refuse_wrong_order(&self) -> Answer<()> {
        match self.bars.iter().find(|bar| bar.code.starts_with("ORDER_")) {
            None => Ok(()),
            Some(bar) => Err(Problem::new(StatusCode::CONFLICT, "acts_out_of_order", bar.zh.clone(), bar.en.clone())),
        }
    }
}

/// The gate as of today.
pub(super) async fn of(app: &App, db: &Db, case: &Case, supposed: Supposed) -> Answer<Weighed> {
    let records = Records::gather(app, db, case).await?;
    let chain = records.chain();
    let mut found = [records.weigh(case, &chain)];
    proof::place(db, &mut found).await?;
    let [found] = found;
    let gate = weigh(app, case, &records, &chain, found, supposed)?;
    Ok(Weighed { gate, records, chain })
}

/// The same for each case, in their order; the statements of one.
pub(super) async fn of_all(app: &App, db: &Db, cases: &[Case], supposed: Supposed) -> Answer<Vec<Weighed>> {
    let records = Records::gather_all(app, db, cases).await?;
    let chains: Vec<Chain> = records.iter().map(Records::chain).collect();
    let weighed = cases.iter().zip(&records).zip(&chains);
    let mut found: Vec<Found> = weighed.map(|((case, records), chain)| records.weigh(case, chain)).collect();
    proof::place(db, &mut found).await?;
    let each = cases.iter().zip(records).zip(chains).zip(found);
    each.map(|(((case, records), chain), found)| {
        let gate = weigh(app, case, &records, &chain, found, supposed)?;
        Ok(Weighed { gate, records, chain })
    })
    .collect()
}

/// The gate on these records.
pub(super) fn weigh(
    app: &App,
    case: &Case,
    records: &Records,
    chain: &Chain,
    found: Found,
    supposed: Supposed,
) -> Answer<Gate> {
    let progress = case.progress()?;
    let issued_on = progress.notice_issued_on.or(supposed.notice_on);
    let on = issued_on.unwrap_or(app.today());
    let mut known = circumstances::of(case, &records.declared, records.contract.as_ref(), &records.spans, on)?;
    known.amount_below_severance = records.agreed.as_ref().map(|agreed| agreed.below_statutory);
    let facts = case.facts();
    facts.refine(&mut known, records.has_accepted("E-EMP-REFUSE"));
    let is_incompetence = progress.ground == Ground::Incompetence;
    let link = |on: Option<NaiveDate>| on.filter(|_| is_incompetence);
    let input = Input {
        ground: progress.ground,
        circumstances: known,
        evidence: asked_for(progress.ground, &found),
        dates: Dates {
            union_notice: progress.union_notified_on.or(supposed.union_on),
            notice: issued_on,
            served: progress.served_on,
            last_day: case.row.last_day,
            kpi_known: link(chain.known.on()),
            first_appraisal: link(chain.first.on()),
            training_or_transfer: link(chain.help.on()),
            second_period_from: link(chain.fresh_from),
            second_appraisal: link(chain.second.on()),
            facts: facts.facts_on.filter(|_| progress.ground.is_fault_dismissal()),
            ..Dates::default()
        },
    };
    answer(case, &input, found, chain)
}

/// Codes of the ground's row only: the calculator is told nothing it did not ask for.
fn asked_for(ground: Ground, found: &Found) -> BTreeMap<String, Proof> {
    let row = ground.row();
    let codes = row.evidence.iter().chain(row.conditional.values().flatten());
    codes
        .map(|code| {
            let proved = found.get(code.as_str()).is_some_and(Result::is_ok);
            (code.clone(), if proved { Proof::Proved } else { Proof::Missing })
        })
        .collect()
}

fn answer(case: &Case, input: &Input, mut found: Found, chain: &Chain) -> Answer<Gate> {
    let outcome = law::gate(input)?;
    let let_pass: Vec<&str> = case.overridden().collect();
    let evidence = outcome.evidence.iter().map(|asked| {
        let (proof, next_step) = match found.remove(asked.code) {
            Some(Ok(proof)) if asked.proved => (Some(proof), None),
            Some(Err(step)) => (None, Some(step)),
            // On file, but contradicted by a date: the bars say which.
            Some(Ok(_)) => (None, None),
            None => (None, Some(proof::bring(asked.zh, asked.en))),
        };
        GateEvidence {
            code: asked.code.to_owned(),
            zh: asked.zh.to_owned(),
            en: asked.en.to_owned(),
            state: if asked.proved { GateEvidenceState::Proved } else { GateEvidenceState::Missing },
            blocks: asked.blocks,
            overridden: !asked.proved && let_pass.contains(&asked.code),
            proof,
            next_step,
        }
    });
    let evidence = evidence.collect();
    let mut warnings: Vec<GateWarning> = outcome
        .warnings
        .into_iter()
        .map(|warning| GateWarning { code: warning.code.to_owned(), zh: warning.zh, en: warning.en })
        .collect();
    warnings.extend(own_warnings(case, input.ground, chain));
    let over = matches!(case.row.stage.0, Stage::Signed | Stage::Completed) || case.progress()?.served_on.is_some();
    // What was let pass no longer holds up the act, and is never counted as proved.
    let stands = |code: &&str| !let_pass.contains(code);
    let held_up = outcome.missing.iter().copied().filter(stands).collect::<Vec<_>>();
    let before_the_act = held_up.iter().all(|code| law::gate::MADE_BY_THE_ACT.contains(code));
    let verdict = match outcome.verdict {
        Verdict::Block if outcome.bars.is_empty() && held_up.is_empty() => GateVerdict::Warn,
        Verdict::Block => GateVerdict::Block,
        Verdict::Warn => GateVerdict::Warn,
        Verdict::Pass => GateVerdict::Pass,
    };
    Ok(Gate {
        ground: input.ground.to_string(),
        verdict,
        stage: if over { GateStage::Complete } else { GateStage::BeforeNotice },
        ready_for_notice: outcome.bars.is_empty() && before_the_act,
        ready_for_payment: outcome.ready_for_payment,
        bars: outcome.bars.into_iter().map(bar).collect(),
        evidence,
        missing: outcome.missing.into_iter().map(str::to_owned).collect(),
        unknown: outcome.unknown.into_iter().map(str::to_owned).collect(),
        warnings,
        flags: outcome.flags.into_iter().map(str::to_owned).collect(),
        input: serde_json::to_value(input).map_err(Problem::from_internal)?,
        ruleset: outcome.ruleset.to_owned(),
    })
}

fn bar(bar: law::gate::Bar) -> GateBar {
    GateBar { code: bar.code, rule: bar.rule.to_owned(), cite: bar.cite.to_owned(), zh: bar.zh, en: bar.en }
}

fn own_warnings(case: &Case, ground: Ground, chain: &Chain) -> Vec<GateWarning> {
    let mut warnings = Vec::new();
    if let Some(words) = chain.warning.as_ref().filter(|_| ground == Ground::Incompetence) {
        let (zh, en) = (words.zh.clone(), words.en.clone());
        warnings.push(GateWarning { code: "SECOND_PERIOD_BEGAN_BEFORE_TRAINING".to_owned(), zh, en });
    }
    let reply = case.row.trade_union.as_ref().and_then(|part| part.0.reply.as_ref());
    if reply.is_some_and(|reply| reply.answer == UnionAnswer::Objection) {
        warnings.push(GateWarning {
            code: "UNION_OBJECTED".to_owned(),
            zh: "工会提出了异议：须研究其意见，并将处理结果书面通知工会（劳动合同法第四十三条）。".to_owned(),
            en: "The union objected: study its opinion and tell it in writing what became of it (LCL 43).".to_owned(),
        });
    }
    warnings
}

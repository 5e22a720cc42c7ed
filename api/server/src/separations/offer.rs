//! What an offer says, sealed as a whole, and how it stands to the law's figures.

use domain::negotiation::{self, Balance, Beside, Compared, InjuryShortfall, LineShare, Offered, Warning, WarningCode};
use law::Fen;
use serde::{Deserialize, Serialize};
use store::Money;
use utoipa::ToSchema;

use super::settlement::Settlement;
use crate::platform::Answer;

/// One sum, with what the law gives beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposalLine {
    pub code: String,
    pub label: String,
    pub amount: Money,
    /// Null where the law gives nothing of this name.
    pub statutory: Option<Money>,
}

/// The sums of an offer as they are kept; one made before its balance was weighed lacks the last three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Offer {
    pub lines: Vec<ProposalLine>,
    pub total: Money,
    pub statutory_total: Money,
    pub below_statutory: bool,
    pub text: Option<String>,
    /// The law's sums that it leaves out.
    #[serde(default)]
    pub left_out: Vec<ProposalLine>,
    /// The house's own line when the offer was made.
    #[serde(default)]
    pub house_threshold: Option<u8>,
    /// An injury was on record when the offer was made.
    #[serde(default)]
    pub injured: bool,
}

/// How an offer stands to the law's figures 失衡提示. No text says at what share an agreement is grossly
/// unbalanced, so the share itself is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalBalance {
    /// Percent of the law's total, two places, never rounded up; null where the law gives nothing.
    #[schema(example = "71.42")]
    pub share: Option<String>,
    /// What the total lacks.
    pub shortfall: Money,
    /// Each of the law's figures; one that the offer leaves out is at nothing.
    pub lines: Vec<ProposalShare>,
    /// Injury benefits offered below their statutory level: they can be topped up whatever was agreed.
    pub injury: Option<ProposalInjury>,
    /// Percent below which this house wants to be warned. The house's own figure and no law; null when it set none.
    #[schema(example = 80)]
    pub house_threshold: Option<u8>,
    pub warnings: Vec<ProposalWarning>,
}

/// One of the law's figures, and how much of it is offered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalShare {
    #[schema(example = "severance")]
    pub code: String,
    pub label: String,
    pub amount: Money,
    pub statutory: Money,
    /// Percent, two places, never rounded up.
    #[schema(example = "71.42")]
    pub share: String,
}

/// Injury benefits below their statutory level.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalInjury {
    pub amount: Money,
    pub statutory: Money,
    pub shortfall: Money,
}

/// What both sides are told before they agree.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalWarning {
    pub code: WarningCode,
    #[schema(example = "R-078")]
    pub rule: String,
    pub zh: String,
    pub en: String,
}

impl Offer {
    /// An offer beside the law's figures on its last day.
    pub fn of(lines: &[negotiation::Line<'_>], due: &Settlement, text: Option<String>) -> Answer<Self> {
        let law: Vec<_> = due.statutory().collect();
        let statutory: Vec<(&str, Fen)> = law.iter().map(|line| (line.code.as_str(), line.amount.0)).collect();
        let Compared { total, statutory_total, statutory, left_out, below_statutory } =
            negotiation::compare(lines, &statutory)?;
        let beside = |line: &negotiation::Line<'_>, statutory: Option<Fen>| ProposalLine {
            code: line.code.to_owned(),
            label: line.label.to_owned(),
            amount: Money(line.amount),
            statutory: statutory.map(Money),
        };
        let unnamed = |at: &usize| ProposalLine {
            code: law[*at].code.clone(),
            label: law[*at].zh.clone(),
            amount: Money(Fen::ZERO),
            statutory: Some(law[*at].amount),
        };
        Ok(Self {
            lines: lines.iter().zip(statutory).map(|(line, statutory)| beside(line, statutory)).collect(),
            total: Money(total),
            statutory_total: Money(statutory_total),
            below_statutory,
            text,
            left_out: left_out.iter().map(unnamed).collect(),
            house_threshold: None,
            injured: false,
        })
    }

    pub fn balance(&self) -> Answer<ProposalBalance> {
        let lines: Vec<Beside<'_>> = self.lines.iter().chain(&self.left_out).map(ProposalLine::beside).collect();
        let balance = negotiation::balance(&Offered {
            lines: &lines,
            total: self.total.0,
            statutory_total: self.statutory_total.0,
            house_threshold: self.house_threshold,
            injured: self.injured,
        })?;
        Ok(ProposalBalance::of(balance, self.house_threshold))
    }
}

impl ProposalLine {
    fn beside(&self) -> Beside<'_> {
        let Self { code, label, amount, statutory } = self;
        Beside { code, label, amount: amount.0, statutory: statutory.map(|statutory| statutory.0) }
    }
}

impl ProposalBalance {
    fn of(balance: Balance, house_threshold: Option<u8>) -> Self {
        let Balance { share, shortfall, lines, injury, warnings } = balance;
        Self {
            share: share.map(|share| share.to_string()),
            shortfall: Money(shortfall),
            lines: lines.into_iter().map(ProposalShare::of).collect(),
            injury: injury.map(|InjuryShortfall { amount, statutory, shortfall }| ProposalInjury {
                amount: Money(amount),
                statutory: Money(statutory),
                shortfall: Money(shortfall),
            }),
            house_threshold,
            warnings: warnings.into_iter().map(ProposalWarning::of).collect(),
        }
    }
}

impl ProposalShare {
    fn of(line: LineShare) -> Self {
        let LineShare { code, label, amount, statutory, share } = line;
        Self { code, label, amount: Money(amount), statutory: Money(statutory), share: share.to_string() }
    }
}

impl ProposalWarning {
    fn of(warning: Warning) -> Self {
        let Warning { code, words } = warning;
        Self { code, rule: "R-078".to_owned(), zh: words.zh, en: words.en }
    }
}

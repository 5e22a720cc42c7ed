//! How far an offer lies below the law's figures (失衡提示): R-078.
//!
//! An agreement stands unless it is against mandatory law, or made by fraud, by duress, or by taking advantage of the
//! other side; one that is obviously unfair can be revoked, and a gross imbalance may be adjusted. No text says at what
//! share that begins, so none is assumed here: the share is shown, in all and line by line. A house may set a share of
//! its own below which it wants to be warned; that is the house's figure and no law. Injury benefits below their
//! statutory level stand apart: they can be topped up whatever was agreed.

use std::fmt;

use law::{Fen, Refusal, Rounding};
use serde::{Deserialize, Serialize};

use crate::refused::Words;
use crate::separations::sheet::ItemKind;

/// The code of the line with the employer's injury benefits.
const INJURY: &str = ItemKind::InjuryBenefits.name();

/// A sum of the offer beside the law's figure of that name.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    pub code: &'a str,
    pub label: &'a str,
    /// Nothing for a line that the offer leaves out.
    pub amount: Fen,
    pub statutory: Option<Fen>,
}

/// An offer and what it is weighed with.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a> {
    /// The offer's lines, and the law's that it leaves out.
    pub lines: &'a [Beside<'a>],
    pub total: Fen,
    pub statutory_total: Fen,
    /// Percent of the law's total below which the house wants to be warned; no law.
    pub house_threshold: Option<u8>,
    /// An injury with confirmed loss of capacity is on record.
    pub injured: bool,
}

/// One of the law's figures, and how much of it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineShare {
    pub code: String,
    pub label: String,
    pub amount: Fen,
    pub statutory: Fen,
    pub share: Share,
}

/// Percent with two places, cut off and never rounded up: `99.99` is not all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    hundredths: i64,
}

impl Share {
    /// None where the law gives nothing.
    fn of(amount: Fen, statutory: Fen) -> Result<Option<Self>, Refusal> {
        if statutory <= Fen::ZERO {
            return Ok(None);
        }
        Ok(Some(Self { hundredths: amount.mul_ratio(10_000, statutory.0, Rounding::Down)?.0 }))
    }

    fn is_below(self, percent: u8) -> bool {
        self.hundredths < i64::from(percent) * 100
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.hundredths / 100, self.hundredths % 100)
    }
}

/// The employer's injury benefits, offered below their statutory level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InjuryShortfall {
    pub amount: Fen,
    pub statutory: Fen,
    pub shortfall: Fen,
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ProposalWarningCode)]
pub enum WarningCode {
    /// 低于法定参照额
    BelowStatutory,
    /// 低于本单位自设的提示线; no law.
    BelowHouseThreshold,
    /// 工伤待遇低于法定标准
    InjuryBelowStatutory,
    /// 有工伤记录而无工伤待遇
    InjuryNotOnSheet,
}

/// What both sides are told before they agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub code: WarningCode,
    pub words: Words,
}

/// How an offer stands to the law's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// Of the law's total; none where it gives nothing.
    pub share: Option<Share>,
    /// What the total lacks.
    pub shortfall: Fen,
    /// Each of the law's figures, lines that the offer leaves out among them.
    pub lines: Vec<LineShare>,
    pub injury: Option<InjuryShortfall>,
    pub warnings: Vec<Warning>,
}

/// the shares, and what must be known before this is agreed on.
pub fn balance(offered: &Offered<'_>) -> Result<Balance, Refusal> {
    let mut lines = Vec::new();
    for line in offered.lines {
        let Some(statutory) = line.statutory else { continue };
        let Some(share) = Share::of(line.amount, statutory)? else { continue };
        let (code, label) = (line.code.to_owned(), line.label.to_owned());
        lines.push(LineShare { code, label, amount: line.amount, statutory, share });
    }
    let share = Share::of(offered.total, offered.statutory_total)?;
    let shortfall = offered.statutory_total.checked_sub(offered.total)?.max(Fen::ZERO);
    let injury = match lines.iter().find(|line| line.code == INJURY && line.amount < line.statutory) {
        Some(LineShare { amount, statutory, .. }) => {
            let shortfall = statutory.checked_sub(*amount)?;
            Some(InjuryShortfall { amount: *amount, statutory: *statutory, shortfall })
        }
        None => None,
    };
    let on_sheet = lines.iter().any(|line| line.code == INJURY);
    let mut warnings = Vec::new();
    if let Some(share) = share.filter(|_| shortfall > Fen::ZERO) {
        warnings.push(below_statutory(share, shortfall));
    }
    if let Some((share, percent)) =
        share.zip(offered.house_threshold).filter(|(share, percent)| share.is_below(*percent))
    {
        warnings.push(below_house_threshold(share, percent));
    }
    if let Some(injury) = &injury {
        warnings.push(injury_below(injury));
    }
    if offered.injured && !on_sheet {
        warnings.push(injury_not_on_sheet());
    }
    Ok(Balance { share, shortfall, lines, injury, warnings })
}

fn below_statutory(share: Share, shortfall: Fen) -> Warning {
    let words = Words::new(
        format!(
            "本方案合计为法定参照额的 {share}%，少 {shortfall} 元。协议一般有效（R-078，法释〔2020〕26号 35）；但同时具备两个条件——一方利用了对方的不利处境，且结果明显不公——即可请求撤销：自知道或者应当知道起一年内，自订立起最长五年；重大误解为九十日内。裁判还可能调整严重失衡的金额。多少比例算严重失衡，没有条文规定。"
        ),
        format!(
            "This offer comes to {share} % of the law's figures, {shortfall} yuan less. An agreement stands as a rule (R-078); it can be revoked where two limbs come together, one side took advantage of the other's position and the result is obviously unfair: within one year of knowing it and five years at the longest; within 90 days for a major misunderstanding. A tribunal may also adjust a gross imbalance. No text says at what share that begins."
        ),
    );
    Warning { code: WarningCode::BelowStatutory, words }
}

fn below_house_threshold(share: Share, percent: u8) -> Warning {
    let words = Words::new(
        format!(
            "合计为法定参照额的 {share}%，低于本单位自设的提示线 {percent}%。这条线由本单位设定，不是法律标准（R-078 没有规定比例）。"
        ),
        format!(
            "The total is {share} % of the law's figures, below the house's own line of {percent} %. The house set that line; it is no legal standard (R-078 names no share)."
        ),
    );
    Warning { code: WarningCode::BelowHouseThreshold, words }
}

fn injury_below(injury: &InjuryShortfall) -> Warning {
    let InjuryShortfall { amount, statutory, shortfall } = injury;
    let words = Words::new(
        format!(
            "工伤待遇 {amount} 元，低于法定标准 {statutory} 元，少 {shortfall} 元。低于法定标准的部分，签署后仍可以要求补足（R-078）。"
        ),
        format!(
            "Injury benefits of {amount} yuan lie {shortfall} below their statutory level of {statutory}. What is lacking can be claimed even after the agreement (R-078)."
        ),
    );
    Warning { code: WarningCode::InjuryBelowStatutory, words }
}

fn injury_not_on_sheet() -> Warning {
    let words = Words::new(
        "有工伤记录，但结算单没有列明工伤待遇的法定标准，方案无从比较。低于法定标准的部分，签署后仍可以要求补足（R-078、R-036）。请先在结算单登记。",
        "An injury is on record, but the sheet does not name the statutory level of the injury benefits, so the offer cannot be compared. What is lacking can be claimed even after the agreement (R-078, R-036). State it on the sheet first.",
    );
    Warning { code: WarningCode::InjuryNotOnSheet, words }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn beside(code: &str, yuan: i32, statutory: Option<i32>) -> Beside<'_> {
        Beside { code, label: code, amount: Fen::from_yuan(yuan), statutory: statutory.map(Fen::from_yuan) }
    }

    fn of(lines: &[Beside<'_>], house_threshold: Option<u8>, injured: bool) -> Balance {
        let total = Fen::checked_sum(lines.iter().map(|line| line.amount)).unwrap();
        let statutory_total = Fen::checked_sum(lines.iter().filter_map(|line| line.statutory)).unwrap();
        balance(&Offered { lines, total, statutory_total, house_threshold, injured }).unwrap()
    }

    fn codes(balance: &Balance) -> Vec<WarningCode> {
        balance.warnings.iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn r078_the_share_is_shown_in_all_and_by_line_and_no_threshold_is_assumed() {
        let it = of(
            &[beside("severance", 60_000, Some(84_000)), beside("unused_annual_leave", 0, Some(6_000))],
            None,
            false,
        );
        assert_eq!((it.share.unwrap().to_string(), it.shortfall), ("66.66".to_owned(), Fen::from_yuan(30_000)));
        let shares: Vec<String> = it.lines.iter().map(|line| line.share.to_string()).collect();
        assert_eq!(shares, ["71.42", "0.00"]);
        assert_eq!(codes(&it), [WarningCode::BelowStatutory]);
        assert!(it.warnings[0].words.zh.contains("R-078") && it.warnings[0].words.zh.contains("一年"));
        let little = of(&[beside("severance", 1, Some(84_000))], None, false);
        assert_eq!(codes(&little), [WarningCode::BelowStatutory], "however low, the law names no share");
    }

    #[test]
    fn the_houses_own_line_warns_below_it_and_says_whose_it_is() {
        let at = |yuan| of(&[beside("severance", yuan, Some(100_000))], Some(80), false);
        assert_eq!(codes(&at(80_000)), [WarningCode::BelowStatutory]);
        let below = at(79_999);
        assert_eq!(codes(&below), [WarningCode::BelowStatutory, WarningCode::BelowHouseThreshold]);
        assert!(below.warnings[1].words.zh.contains("不是法律标准"));
    }

    #[test]
    fn r078_injury_benefits_below_their_level_are_named_apart_even_when_the_total_is_not() {
        let lines = [beside("severance", 120_000, Some(84_000)), beside("injury_benefits", 20_000, Some(30_000))];
        let it = of(&lines, None, true);
        assert_eq!(it.injury.unwrap().shortfall, Fen::from_yuan(10_000));
        assert_eq!((it.shortfall, codes(&it)), (Fen::ZERO, vec![WarningCode::InjuryBelowStatutory]));
        let unnamed = of(&lines[..1], None, true);
        assert_eq!(codes(&unnamed), [WarningCode::InjuryNotOnSheet]);
    }

    #[test]
    fn where_the_law_gives_nothing_there_is_no_share() {
        let it = of(&[beside("gift", 1_000, None), beside("severance", 0, Some(0))], Some(80), false);
        assert_eq!((it.share, it.lines.len(), it.warnings.len()), (None, 0, 0));
    }

    proptest! {
        #[test]
        fn r078_whatever_lacks_a_fen_is_below_and_shows_less_than_all(statutory in 1_i64..100_000_000, offered in 0_i64..200_000_000) {
            let line = Beside { code: "severance", label: "经济补偿", amount: Fen(offered), statutory: Some(Fen(statutory)) };
            let it = balance(&Offered { lines: &[line], total: Fen(offered), statutory_total: Fen(statutory), house_threshold: Some(100), injured: false }).unwrap();
            prop_assert_eq!(it.share.unwrap().hundredths < 10_000, offered < statutory);
            prop_assert_eq!(codes(&it).contains(&WarningCode::BelowHouseThreshold), offered < statutory);
            prop_assert_eq!(it.shortfall.0, (statutory - offered).max(0));
        }
    }
}

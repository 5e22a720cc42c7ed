//! The texts and clauses that come with Youju. A company adopts them and makes them its own.

use serde::{Deserialize, Serialize};

use super::{Clause, Kind, TemplateText};

impl Kind {
    const fn source(self) -> &'static str {
        match self {
            Self::LabourContract => include_str!("library/labour_contract.toml"),
            Self::ContractRenewal => include_str!("library/contract_renewal.toml"),
            Self::ContractVariation => include_str!("library/contract_variation.toml"),
            Self::NonCompete => include_str!("library/non_compete.toml"),
            Self::Confidentiality => include_str!("library/confidentiality.toml"),
            Self::ServicePeriod => include_str!("library/service_period.toml"),
            Self::RecruitmentConditions => include_str!("library/recruitment_conditions.toml"),
            Self::SeparationAgreement => include_str!("library/separation_agreement.toml"),
            Self::SeparationNotice => include_str!("library/separation_notice.toml"),
            Self::EndingNotice => include_str!("library/ending_notice.toml"),
            Self::UnionNotice => include_str!("library/union_notice.toml"),
            Self::WarningLetter => include_str!("library/warning_letter.toml"),
            Self::ImprovementPlan => include_str!("library/improvement_plan.toml"),
            Self::SettlementStatement => include_str!("library/settlement_statement.toml"),
            Self::NonCompeteLetter => include_str!("library/non_compete_letter.toml"),
        }
    }
}

/// The text that comes with Youju for a kind of document.
pub fn original(kind: Kind) -> Result<TemplateText, toml::de::Error> {
    #[derive(serde::Deserialize)]
    struct File {
        #[serde(rename = "kind")]
        _kind: String,
        #[serde(flatten)]
        text: TemplateText,
    }
    toml::from_str::<File>(kind.source()).map(|file| file.text)
}

/// A clause that a text may have beside what it must say (条款库).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = TemplateLibraryClause)]
pub struct LibraryClause {
    /// Texts that it suits.
    pub kinds: Vec<Kind>,
    /// Cities whose own rules it rests on; empty where it suits everywhere.
    #[serde(default)]
    #[schema(required = true, example = json!(["上海"]))]
    pub cities: Vec<String>,
    /// Rules of the rulebook.
    #[schema(example = json!(["R-093"]))]
    pub rules: Vec<String>,
    /// The articles it rests on, as people look them up.
    #[schema(example = "沪府发〔2015〕40号")]
    pub source: String,
    #[serde(flatten)]
    pub clause: Clause,
}

impl LibraryClause {
    fn suits(&self, kind: Kind, city: Option<&str>) -> bool {
        let is_in = |own: &String| city.is_some_and(|city| city.trim().trim_end_matches('市') == own);
        self.kinds.contains(&kind) && (self.cities.is_empty() || city.is_none() || self.cities.iter().any(is_in))
    }
}

/// The clauses that come with Youju for a kind of contract, in the order of the file; with a city, those of other
/// cities are left out.
pub fn library(kind: Kind, city: Option<&str>) -> Result<Vec<LibraryClause>, toml::de::Error> {
    #[derive(Deserialize)]
    struct File {
        clauses: Vec<LibraryClause>,
    }
    let file: File = toml::from_str(include_str!("library/clauses.toml"))?;
    Ok(file.clauses.into_iter().filter(|clause| clause.suits(kind, city)).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::HashSet;

    use super::*;
    use crate::templates::{Language, check, fill, samples};

    #[test]
    fn every_clause_fills_for_every_sample_of_its_kinds_in_both_languages() {
        for kind in Kind::ALL {
            let clauses = library(kind, None).unwrap();
            assert_eq!(clauses.is_empty(), !kind.is_contract(), "{kind}");
            for LibraryClause { clause, .. } in clauses {
                let mut text = original(kind).unwrap();
                text.clauses.push(Clause { key: format!("added_{}", clause.key), ..clause.clone() });
                assert_eq!(check(kind, &text), [], "{kind} with {}", clause.key);
                let stands = |language: Language| {
                    samples(kind).iter().any(|facts| {
                        let filled = fill(&text, facts, language).unwrap();
                        filled.clauses.last().is_some_and(|last| last.heading == heading(&clause, language))
                    })
                };
                assert!(stands(Language::Chinese) && stands(Language::English), "{kind}: {} never stands", clause.key);
            }
        }
    }

    fn heading(clause: &Clause, language: Language) -> &str {
        match language {
            Language::Chinese => &clause.heading,
            Language::English => &clause.heading_en,
        }
    }

    #[test]
    fn every_clause_cites_its_rules_and_is_named_once() {
        let all: Vec<LibraryClause> = Kind::ALL.into_iter().flat_map(|kind| library(kind, None).unwrap()).collect();
        let mut keys = HashSet::new();
        for one in &all {
            let is_rule = |id: &String| ["R-", "ES-", "PI-"].iter().any(|series| id.starts_with(series));
            assert!(!one.rules.is_empty() && one.rules.iter().all(is_rule), "{}", one.clause.key);
            assert!(!one.source.is_empty() && one.clause.covers.is_empty(), "{}", one.clause.key);
            keys.insert(one.clause.key.as_str());
        }
        assert!(keys.len() >= 20, "{}", keys.len());
    }

    #[test]
    fn a_rule_of_one_city_is_not_offered_in_another() {
        let keys = |city: Option<&str>| -> Vec<String> {
            library(Kind::LabourContract, city).unwrap().into_iter().map(|one| one.clause.key).collect()
        };
        let medical = "shanghai_medical_period".to_owned();
        assert!(keys(Some("上海市")).contains(&medical) && keys(None).contains(&medical));
        assert!(!keys(Some("北京")).contains(&medical) && keys(Some("北京")).contains(&"training".to_owned()));
    }
}

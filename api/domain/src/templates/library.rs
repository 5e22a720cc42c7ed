//! The texts that come with Youju. A company adopts one and makes it its own.

use super::{Kind, TemplateText};

impl Kind {
    const fn source(self) -> &'static str {
        match self {
            Self::LabourContract => include_str!("library/labour_contract.toml"),
            Self::ContractRenewal => include_str!("library/contract_renewal.toml"),
            Self::ContractVariation => include_str!("library/contract_variation.toml"),
            Self::NonCompete => include_str!("library/non_compete.toml"),
            Self::Confidentiality => include_str!("library/confidentiality.toml"),
            Self::ServicePeriod => include_str!("library/service_period.toml"),
        }
    }
}

/// The text that comes with Youju for a kind of contract.
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

//! The words of letters: the text that the employer has released for all letters of a kind, or the one that comes
//! with Youju.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::refused::Refused;
use domain::templates::{self as texts, Kind, Language, Stage, TemplateText, letter_variables};
use signing::facts::{
    EndingNotice, ImprovementPlan, Letter, NonCompeteLetter, SeparationAgreement, SeparationNotice, Settlement,
    UnionNotice, WarningLetter, Words, Written,
};
use store::ids::{LegalEntityId, TemplateVersionId};
use store::schema::{template_versions, templates};
use store::{Db, Json, Text};

use super::released::{contract_text, source};
use crate::platform::{Answer, App, Problem};

/// A letter and the kind of template that its words come from.
pub trait Lettered: Letter + Send + 'static {
    const KIND: Kind;
}

impl Lettered for SeparationAgreement {
    const KIND: Kind = Kind::SeparationAgreement;
}

impl Lettered for SeparationNotice {
    const KIND: Kind = Kind::SeparationNotice;
}

impl Lettered for EndingNotice {
    const KIND: Kind = Kind::EndingNotice;
}

impl Lettered for UnionNotice {
    const KIND: Kind = Kind::UnionNotice;
}

impl Lettered for WarningLetter {
    const KIND: Kind = Kind::WarningLetter;
}

impl Lettered for ImprovementPlan {
    const KIND: Kind = Kind::ImprovementPlan;
}

impl Lettered for Settlement {
    const KIND: Kind = Kind::SettlementStatement;
}

impl Lettered for NonCompeteLetter {
    const KIND: Kind = Kind::NonCompeteLetter;
}

/// The text of one kind of letter.
#[derive(Debug)]
struct Wording {
    version: Option<TemplateVersionId>,
    text: TemplateText,
    source: String,
}

impl Wording {
    fn original(kind: Kind) -> Answer<Self> {
        let text = texts::original(kind).map_err(Problem::from_internal)?;
        Ok(Self { version: None, text, source: "随系统提供的文本".to_owned() })
    }
}

/// Which texts are asked for.
enum Which {
    Released,
    ReleasedBy(LegalEntityId),
    Version(TemplateVersionId),
}

/// The texts that an employer has released for its letters.
#[derive(Clone, Debug, Default)]
pub struct Wordings(HashMap<Kind, Arc<Wording>>);

impl Wordings {
    /// Of each employer that has released any; one statement.
    pub async fn list(db: &Db) -> Answer<HashMap<LegalEntityId, Self>> {
        Self::select(db, Which::Released).await
    }

    /// Of one employer.
    pub async fn find(db: &Db, entity: LegalEntityId) -> Answer<Self> {
        Ok(Self::of(&Self::select(db, Which::ReleasedBy(entity)).await?, entity))
    }

    /// The text that a letter was written from, also when a later one is released by now.
    pub async fn version(db: &Db, entity: LegalEntityId, version: Option<TemplateVersionId>) -> Answer<Self> {
        match version {
            Some(version) => Ok(Self::of(&Self::select(db, Which::Version(version)).await?, entity)),
            None => Ok(Self::default()),
        }
    }

    /// The version that a letter of a kind is written from; none has that which comes with Youju.
    pub fn version_of(&self, kind: Kind) -> Option<TemplateVersionId> {
        self.0.get(&kind).and_then(|wording| wording.version)
    }

    /// Those of one employer among them.
    pub fn of(all: &HashMap<LegalEntityId, Self>, entity: LegalEntityId) -> Self {
        all.get(&entity).cloned().unwrap_or_default()
    }

    async fn select(mut db: &Db, which: Which) -> Answer<HashMap<LegalEntityId, Self>> {
        type Row = (LegalEntityId, Text<Kind>, String, TemplateVersionId, i32, Json<TemplateText>);
        let kinds: Vec<Text<Kind>> = Kind::ALL.into_iter().filter(|kind| !kind.is_contract()).map(Text).collect();
        let mut query = template_versions::table
            .inner_join(templates::table)
            .filter(templates::kind.eq_any(kinds))
            .select((
                templates::legal_entity_id,
                templates::kind,
                templates::name,
                template_versions::id,
                template_versions::number,
                template_versions::text,
            ))
            .into_boxed();
        let released = template_versions::stage.eq(Text(Stage::Released));
        query = match which {
            Which::Released => query.filter(released),
            Which::ReleasedBy(entity) => query.filter(released.and(templates::legal_entity_id.eq(entity))),
            Which::Version(version) => query.filter(template_versions::id.eq(version)),
        };
        let rows: Vec<Row> = query.load(&mut db).await?;
        let mut all: HashMap<LegalEntityId, Self> = HashMap::new();
        for (entity, kind, name, version, number, text) in rows {
            let wording = Wording { version: Some(version), text: text.0, source: source(&name, number) };
            all.entry(entity).or_default().0.insert(kind.0, Arc::new(wording));
        }
        Ok(all)
    }

    /// Gives a letter its words; answers also the version of the template that they come from.
    pub async fn write<L: Lettered>(&self, app: &App, facts: L) -> Answer<(Written<L>, Option<TemplateVersionId>)> {
        let wording = match self.0.get(&L::KIND) {
            Some(wording) => wording.clone(),
            None => Arc::new(Wording::original(L::KIND)?),
        };
        app.blocking(move || {
            let Wording { version, text, source } = &*wording;
            Ok((written(text, facts, source.clone(), Language::Chinese)?, *version))
        })
        .await
    }
}

/// A letter in the words of a text.
pub fn written<L: Letter>(text: &TemplateText, facts: L, source: String, language: Language) -> Answer<Written<L>> {
    let variables = letter_variables(&facts.view()?);
    let filled = texts::fill(text, &variables, language).map_err(|faults| Problem::from(Refused::Invalid(faults)))?;
    let (title, preamble, clauses) = contract_text(filled);
    Ok(Written { facts, words: Words { title, preamble, clauses, source } })
}

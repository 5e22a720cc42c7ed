//! A document about nobody, to see how a letterhead looks.

use signing::facts::{Clause, Contract, Employer, Form, Letterhead, Paragraph, Worker};

/// A contract of one sentence under a letterhead.
pub fn specimen(letterhead: Letterhead) -> Contract {
    let text = "—".to_owned();
    Contract {
        title: "样张".into(),
        employer: Employer {
            name: text.clone(),
            uscc: text.clone(),
            address: text.clone(),
            legal_representative: text.clone(),
            letterhead: Some(letterhead),
        },
        worker: Worker {
            name: text.clone(),
            national_id: text.clone(),
            number: text.clone(),
            org_unit: text.clone(),
            position: text.clone(),
            phone: None,
            address: None,
        },
        witness: None,
        preamble: Vec::new(),
        clauses: vec![Clause {
            heading: "样张".into(),
            paragraphs: vec![Paragraph { form: Form::Plain, text: "本页用于查看公司抬头。".into() }],
        }],
        source: text,
    }
}

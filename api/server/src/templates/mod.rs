//! Templates 合同和函件模板: the texts from which contracts and letters are written, in versions.
//!
//! A company adopts a text that comes with Youju, or brings its own, and edits it as a draft; legal releases it:
//! `draft → in_review → released → superseded` (`domain::templates`). New contracts take the released version of the
//! template that was chosen; letters that of the one template their employer has for the kind, or else the text that
//! comes with Youju.
//! A text is clauses, or a form that the employer brings as PDF, with fields in their places (`forms`). Nobody can
//! compute what is printed on a form, so whoever brings it states where each mandatory term stands, and legal looks.
//! What may not happen: a release that lacks a term the law asks for (LCL 17), a release by somebody whose words
//! are in it, another text under a number that was released, two drafts of one template at once,
//! a field whose words are cut off.

mod forms;
mod preview;
mod released;
mod routes;
mod row;
mod waiting;
mod word;
mod wording;

pub use forms::on_form;
pub use preview::specimen;
pub use released::{Released, WrittenFrom, contract_text, words_of, written_from};
pub use waiting::waits;
pub use wording::{Lettered, Wordings, written};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_template_kinds)
        .service(routes::list_template_clauses)
        .service(word::import_template)
        .service(forms::upload_template_form)
        .service(forms::show_template_form_file)
        .service(routes::list_templates)
        .service(routes::adopt_template)
        .service(preview::preview_template)
        .service(preview::check_template)
        .service(routes::show_template)
        .service(routes::show_template_version)
        .service(routes::draft_template_version)
        .service(routes::edit_template_version)
        .service(routes::submit_template_version)
        .service(routes::review_template_version)
        .service(preview::compare_template_versions);
}

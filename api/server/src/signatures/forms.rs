//! Reading the forms that employers bring, in bounded time, and why one is not taken.

use std::time::Duration;

use signing::{FormFault, MOST_PAGES, PrintedPage};

use crate::platform::{Answer, Problem};

/// How long a form may take; an honest one takes a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// The pages of a form, as drawings.
pub async fn read_form(file: bytes::Bytes) -> Answer<Vec<PrintedPage>> {
    let reading = tokio::task::spawn_blocking(move || signing::read_form(&file));
    match tokio::time::timeout(PATIENCE, reading).await {
        Ok(read) => Ok(read.map_err(Problem::from_internal)??),
        Err(_) => Err(refused(FormFault::TooMuch)),
    }
}

/// A form that is not taken, with what to do about it.
pub(super) fn refused(fault: FormFault) -> Problem {
    let (code, zh, en) = match fault {
        FormFault::NotPdf => (
            "not_pdf",
            "这不是 PDF 文件；Word 或 WPS 表单请先导出为 PDF。".to_owned(),
            "It is not a PDF; export a form in Word or WPS as PDF first.".to_owned(),
        ),
        FormFault::Damaged => (
            "damaged",
            "文件已损坏，无法读取。请打开后重新“打印为 PDF”再上传。".to_owned(),
            "The file is damaged. Open it, print it to PDF anew and upload that.".to_owned(),
        ),
        FormFault::Encrypted => (
            "encrypted",
            "文件已加密或限制打印，请去掉密码后再上传。".to_owned(),
            "The file is encrypted; take its password off first.".to_owned(),
        ),
        FormFault::TooLarge => return Problem::too_large(),
        FormFault::NumberOfPages => (
            "number_of_pages",
            format!("表单须有 1 至 {MOST_PAGES} 页，请拆分后上传。"),
            format!("A form has 1 to {MOST_PAGES} pages; split it."),
        ),
        FormFault::PageSize => (
            "page_size",
            "纸张的边长须在 50 至 600 毫米之间，请按 A4 或 A3 导出。".to_owned(),
            "The edges of a page have 50 to 600 mm; export it as A4 or A3.".to_owned(),
        ),
        FormFault::TooMuch => (
            "too_complex",
            "文件内容过于庞大或复杂，不像一份表单。请减少图片后重新“打印为 PDF”。".to_owned(),
            "It is far larger or more intricate than a form; leave pictures out and print it to PDF anew.".to_owned(),
        ),
        FormFault::FontNotEmbedded => (
            "font_not_embedded",
            "文件没有嵌入字体，在别的机器上会变样。请在导出时选择“嵌入字体”，或者重新“打印为 PDF”。".to_owned(),
            "A typeface is not embedded, so it looks different elsewhere. Export it with its typefaces embedded."
                .to_owned(),
        ),
        FormFault::Active => (
            "active_content",
            "文件含有脚本、动作、附件或多媒体。请重新“打印为 PDF”，只留下纸面内容。".to_owned(),
            "It holds scripts, actions, attachments or media. Print it to PDF anew, so that only paper is left."
                .to_owned(),
        ),
        FormFault::Signed => (
            "already_signed",
            "文件上已有电子签名，不能作为空白表单。请上传没有签过的文件。".to_owned(),
            "It bears a signature and is no blank form. Upload one that nobody signed.".to_owned(),
        ),
    };
    Problem::field("/file", code, zh, en)
}

/// Words that do not fit where they belong on a form.
pub(super) fn no_room(label: &str, at: usize) -> Problem {
    Problem::field(
        format!("/form/fields/{at}/width"),
        "no_room",
        format!("“{label}”一格放不下要填写的内容。请缩短内容，或者在模板的新版本里把这一格放大、把字号改小。"),
        format!(
            "The field “{label}” has no room for its words. Shorten them, or make the field larger or its type smaller in the next version of the template."
        ),
    )
}

//! Forms that an employer brings: read into drawings, set with words and signatures, judged by poppler and qpdf.

use std::path::Path;
use std::sync::LazyLock;

use chrono::TimeDelta;
use signing::authority::LocalAuthority;
use signing::facts::{Align, PlacedSignature, PlacedText, PrintedForm};
use signing::{Error, FormFault, Mark, PrintedPage, Rendered, SignatureDetails, prepare, read_form, sign, verify};

use crate::judges;
use crate::samples::{self, RENDERER};

/// A PDF with Chinese words on it: one of our own documents.
static FORM: LazyLock<Vec<u8>> = LazyLock::new(|| {
    RENDERER.render(&samples::written(&samples::agreement()), "YL-2026-0001", samples::noon()).unwrap().pdf
});
static PAGES: LazyLock<Vec<PrintedPage>> = LazyLock::new(|| read_form(&FORM).unwrap());

fn text(label: &str, words: &str, (page, x, y, width, height): (usize, f64, f64, f64, f64)) -> PlacedText {
    let (label, text) = (label.to_owned(), words.to_owned());
    PlacedText { label, page, x, y, width, height, size: 10.5, align: Align::Left, text }
}

fn contract(texts: Vec<PlacedText>) -> PrintedForm {
    let signature =
        |role: &str, x: f64| PlacedSignature { role: role.to_owned(), page: 1, x, y: 245.0, width: 40.0, height: 40.0 };
    PrintedForm {
        title: "劳动合同书".to_owned(),
        employer: "杭州示例智能科技有限公司".to_owned(),
        pages: PAGES.clone(),
        texts,
        signatures: vec![signature("employer", 30.0), signature("employee", 120.0)],
        source: "示范文本，第 1 版".to_owned(),
    }
}

fn set(texts: Vec<PlacedText>) -> Result<Rendered, Error> {
    let rendered = RENDERER.render(&contract(texts), "YL-2026-0077", samples::noon());
    if let (Ok(rendered), Some(folder)) = (&rendered, std::env::var_os("YOUJU_KEEP_PDF")) {
        std::fs::write(Path::new(&folder).join("printed_form.pdf"), &rendered.pdf).unwrap();
        std::fs::write(Path::new(&folder).join("form.pdf"), &*FORM).unwrap();
    }
    rendered
}

/// The first page in grey, 50 dots an inch, with its width.
fn looks(pdf: &[u8]) -> (usize, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let file = judges::written(folder.path(), pdf);
    let out = folder.path().join("page");
    let arguments = ["-r", "50", "-gray", "-f", "1", "-l", "1", "-singlefile", &file, out.to_str().unwrap()];
    assert!(judges::run("pdftoppm", "poppler-utils", &arguments).status.success());
    let picture = std::fs::read(out.with_extension("pgm")).unwrap();
    let mut parts = picture.splitn(4, |byte| *byte == b'\n').skip(1);
    let size = String::from_utf8(parts.next().unwrap().to_vec()).unwrap();
    let dots = parts.nth(1).unwrap().to_vec();
    (size.split_whitespace().next().unwrap().parse().unwrap(), dots)
}

/// How dark each square of eight dots is: a shape that is set again is drawn with other edges.
fn squares((width, dots): &(usize, Vec<u8>)) -> Vec<u32> {
    let rows: Vec<&[u8]> = dots.chunks_exact(*width).collect();
    let square = |band: &[&[u8]], x: usize| -> u32 {
        band.iter().flat_map(|row| &row[x * 8..x * 8 + 8]).map(|dot| u32::from(*dot)).sum::<u32>() / 64
    };
    rows.chunks_exact(8).flat_map(|band| (0..width / 8).map(move |x| square(band, x))).collect()
}

#[test]
fn a_form_looks_on_the_document_as_it_looked_before() {
    let rendered = set(Vec::new()).unwrap();
    judges::assert_sound(&rendered.pdf);
    assert_eq!(rendered.pages, PAGES.len());
    let (before, after) = (looks(&FORM), looks(&rendered.pdf));
    assert_eq!((before.0, before.1.len()), (after.0, after.1.len()), "the page has its size");
    let (before, after) = (squares(&before), squares(&after));
    let differs = before.iter().zip(&after).filter(|(one, other)| one.abs_diff(**other) > 50).count();
    assert!(before.iter().any(|square| *square < 200), "something is printed");
    assert!(differs < 5, "{differs} of {} squares differ", before.len());
}

#[test]
fn what_is_printed_is_read_aloud_and_what_is_filled_in_is_text() {
    let page = &PAGES[0];
    assert!(page.words.contains("解除劳动合同协议书"), "{}", page.words);
    assert!((page.width - 210.0).abs() < 0.1 && (page.height - 297.0).abs() < 0.1);
    let rendered = set(vec![text("姓名", "沈可欣 龘", (1, 120.0, 20.0, 40.0, 6.0))]).unwrap();
    let read = judges::text(&rendered.pdf);
    assert!(read.contains("沈可欣") && read.contains("YL-2026-0077"), "{read}");
    let folder = tempfile::tempdir().unwrap();
    let file = judges::written(folder.path(), &rendered.pdf);
    let structure = judges::run("pdfinfo", "poppler-utils", &["-struct", &file]);
    assert!(String::from_utf8_lossy(&structure.stdout).contains("Figure"));
}

#[test]
fn words_without_room_are_refused_and_name_their_field() {
    for (words, wide, high) in [("330106199203150028", 20.0, 6.0), ("杭州市西湖区文三路二号三幢四〇一室", 30.0, 6.0)]
    {
        let texts =
            vec![text("甲", "短", (1, 10.0, 10.0, 20.0, 6.0)), text("住址", words, (1, 60.0, 20.0, wide, high))];
        match set(texts) {
            Err(Error::NoRoom { label, at }) => assert_eq!((label.as_str(), at), ("住址", 1)),
            other => panic!("{other:?}"),
        }
    }
    set(vec![text("住址", "杭州市西湖区文三路二号三幢四〇一室", (1, 60.0, 20.0, 36.0, 10.0))]).unwrap();
}

#[test]
fn both_sides_sign_on_a_form() {
    let at = samples::noon();
    let rendered = set(vec![text("姓名", "沈可欣", (1, 120.0, 20.0, 40.0, 6.0))]).unwrap();
    let field = &rendered.fields[1];
    assert_eq!((field.role.as_str(), field.page), ("employee", 1));
    assert!((field.x - 120.0 / 25.4 * 72.0).abs() < 0.1 && (field.y - 245.0 / 25.4 * 72.0).abs() < 0.1);
    let authority = LocalAuthority::create("Youju 本地测试根证书", at).unwrap();
    let stamps = authority.timestamp_authority(at).unwrap();
    let mut pdf = prepare(&rendered.pdf, &rendered.fields).unwrap();
    let person = authority.person("沈可欣", at).unwrap();
    let company = authority.company_seal("杭州示例智能科技有限公司", "91330106MA2CEXAMPLE", at).unwrap();
    let seal = Mark::CompanySeal { name: "杭州示例智能科技有限公司".into(), inscription: None };
    let hand = Mark::Person { name: "沈可欣".into(), drawn: None };
    for (field, mark, signer, name) in [
        (&rendered.fields[1], hand, &person, "沈可欣"),
        (&rendered.fields[0], seal, &company, "杭州示例智能科技有限公司"),
    ] {
        let appearance = RENDERER.appearance(&mark, field, at).unwrap();
        let details = SignatureDetails {
            name,
            reason: "签署劳动合同书",
            location: None,
            at: at + TimeDelta::minutes(1),
            appearance: &appearance,
        };
        pdf = sign(&pdf, &field.role, signer, &stamps, &details).unwrap();
    }
    judges::assert_sound(&pdf);
    let report = verify(&pdf, &[authority.root().unwrap()]);
    assert_eq!(report.signatures.len(), 2);
    assert!(looks(&pdf) != looks(&rendered.pdf), "the marks show");
}

fn fault(file: &[u8]) -> FormFault {
    match read_form(file) {
        Err(Error::Form(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

/// A PDF of one page with these objects beside it and these entries in its catalogue.
fn file(catalogue: &str, objects: &[&str]) -> Vec<u8> {
    written("BT /F 12 Tf 50 700 Td (Hello) Tj ET", catalogue, objects)
}

/// The same with this content.
fn written(content: &str, catalogue: &str, objects: &[&str]) -> Vec<u8> {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
    let content = format!("<</Length {}>>stream\n{content}\nendstream", content.len());
    let root = format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>");
    let pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (at, object) in [root.as_str(), pages, page, content.as_str()].iter().chain(objects).enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let (start, size) = (pdf.len(), objects.len() + 5);
    pdf.extend(
        format!("xref\n0 {size}\n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    pdf
}

const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

#[test]
fn what_cannot_be_relied_on_is_refused_with_its_reason() {
    assert_eq!(fault(b"PK\x03\x04"), FormFault::NotPdf);
    assert_eq!(fault(b"%PDF-1.7\nnothing"), FormFault::Damaged);
    assert_eq!(fault(&FORM[..FORM.len() / 2]), FormFault::Damaged);
    assert_eq!(fault(&vec![b'%'; signing::LARGEST_FORM + 1]), FormFault::TooLarge);
    assert_eq!(fault(&file("", &[HELVETICA])), FormFault::FontNotEmbedded);
    for catalogue in [
        "/OpenAction<</S/JavaScript/JS(app.alert)>>",
        "/Names<</JavaScript<</Names[]>>>>",
        "/Names<</EmbeddedFiles<</Names[]>>>>",
        "/AcroForm<</XFA[]/Fields[]>>",
    ] {
        assert_eq!(fault(&file(catalogue, &[HELVETICA])), FormFault::Active, "{catalogue}");
    }
    let signed = "/AcroForm<</Fields[<</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>]>>";
    assert_eq!(fault(&file(signed, &[HELVETICA])), FormFault::Signed);
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    assert_eq!(fault(&file("", &[HELVETICA, &deep])), FormFault::Damaged);
    let nested = |deep: usize| written(&format!("{} 0 0 m", "[".repeat(deep)), "", &[HELVETICA]);
    assert_eq!(fault(&nested(200_000)), FormFault::Damaged);
    assert!(read_form(&nested(4_900)).is_ok(), "ignored, and nothing stumbles");
    let clipped: String = (0..5_000).map(|at| format!("{at} {at} m 590 0 l 590 {} l W n ", 800 - at / 10)).collect();
    assert_eq!(fault(&written(&clipped, "", &[HELVETICA])), FormFault::TooMuch);
    let case = &*crate::signed::CASE;
    assert_eq!(fault(&case.both), FormFault::Signed);
}

#[test]
fn a_small_file_that_unpacks_to_much_is_not_unpacked() {
    use std::io::Write;
    let pack = |bytes: &[u8]| {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    };
    let bomb = pack(&vec![b' '; 80 * 1024 * 1024]);
    let stream = |filter: &str, bytes: &[u8]| {
        let mut file = b"%PDF-1.7\n1 0 obj<</Filter".to_vec();
        file.extend(format!("{filter}/Length {}>>stream\n", bytes.len()).bytes());
        file.extend(bytes);
        file.extend(b"\nendstream endobj");
        file
    };
    assert!(bomb.len() < 100_000);
    assert_eq!(fault(&stream("/FlateDecode", &bomb)), FormFault::TooMuch);
    assert_eq!(fault(&stream("[/FlateDecode/FlateDecode]", &pack(&bomb))), FormFault::TooMuch);
    assert_eq!(fault(&stream("[/FlateDecode/Fl#61teDecode]", &pack(&bomb))), FormFault::TooMuch);
}

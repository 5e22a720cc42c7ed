//! What people try on a signed file. None may pass.

use lopdf::{Document, IncrementalDocument, Object, Stream, dictionary};
use signing::{Error, Mark, Report, Verdict, prepare, verify};

use crate::judges;
use crate::samples::noon;
use crate::signed::CASE;

fn judged(pdf: &[u8]) -> Report {
    verify(pdf, &CASE.roots())
}

#[track_caller]
fn assert_invalid(pdf: &[u8], why: &str) -> Report {
    let report = judged(pdf);
    assert_eq!(report.verdict, Verdict::Invalid, "{why} passed");
    assert!(!report.problems.is_empty(), "{why}: no reason is given");
    report
}

fn find(pdf: &[u8], from: usize, needle: &[u8]) -> usize {
    from + pdf[from..].windows(needle.len()).position(|window| window == needle).unwrap()
}

/// Appends a revision as anyone can, without a key.
fn appended(pdf: &[u8], change: impl FnOnce(&mut IncrementalDocument)) -> Vec<u8> {
    let mut revision = IncrementalDocument::create_from(pdf.to_vec(), Document::load_mem(pdf).unwrap());
    change(&mut revision);
    let mut out = Vec::new();
    revision.save_to(&mut out).unwrap();
    out.push(b'\n');
    out
}

fn first_page(revision: &IncrementalDocument) -> lopdf::ObjectId {
    revision.get_prev_documents().page_iter().next().unwrap()
}

fn employer_field(revision: &IncrementalDocument) -> lopdf::ObjectId {
    let objects = &revision.get_prev_documents().objects;
    let is_it = |object: &Object| {
        object.as_dict().is_ok_and(|d| d.get(b"T").and_then(Object::as_str).is_ok_and(|t| t == b"employer"))
    };
    *objects.iter().find(|(_, object)| is_it(object)).unwrap().0
}

#[test]
fn a_changed_byte_anywhere_is_noticed() {
    let pdf = &CASE.both;
    let step = pdf.len() / 97;
    let mut tried = 0;
    for at in (0..pdf.len()).step_by(step) {
        let mut changed = pdf.clone();
        changed[at] ^= 0x01;
        assert_invalid(&changed, &format!("a bit flipped at {at} of {}", pdf.len()));
        tried += 1;
    }
    assert!(tried > 90);
}

#[test]
fn a_changed_byte_in_a_signature_is_noticed_also_where_no_signature_covers_it() {
    // The last signature's own bytes are covered by nothing: certificates, timestamp, padding.
    let pdf = &CASE.both;
    let start = find(pdf, CASE.employee.len(), b"/Contents<") + 10;
    let end = find(pdf, start, b">");
    let used = start + pdf[start..end].iter().rposition(|digit| *digit != b'0').unwrap();
    for at in (start..used).step_by(61).chain([used + 40, end - 1]) {
        let mut changed = pdf.clone();
        changed[at] = if pdf[at] == b'7' { b'2' } else { b'7' };
        assert_invalid(&changed, &format!("digit {} of the last signature", at - start));
    }
}

#[test]
fn text_drawn_over_a_signed_page_is_noticed_though_both_signatures_verify() {
    let pdf = appended(&CASE.both, |revision| {
        let page = first_page(revision);
        let more = Stream::new(dictionary! {}, b"q 1 0 0 rg 100 500 300 40 re f Q".to_vec());
        let more = revision.new_document.add_object(more);
        revision.opt_clone_object_to_new_document(page).unwrap();
        let page = revision.new_document.get_dictionary_mut(page).unwrap();
        let contents = page.get(b"Contents").unwrap().clone();
        page.set("Contents", vec![contents, Object::Reference(more)]);
    });
    let report = assert_invalid(&pdf, "drawing on page 1");
    assert!(report.signatures.iter().all(|signature| signature.intact && !signature.covers_whole_file));
    assert!(report.problems.iter().any(|problem| problem.zh == "签名后改动了第1页"), "{:?}", report.problems);
    judges::assert_sound(&pdf);
}

#[test]
fn a_page_added_after_the_signatures_is_noticed() {
    let pdf = appended(&CASE.both, |revision| {
        let catalog = revision.get_prev_documents().catalog().unwrap();
        let tree = catalog.get(b"Pages").unwrap().as_reference().unwrap();
        let page = revision.new_document.add_object(dictionary! {
            "Type" => "Page", "Parent" => Object::Reference(tree),
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        });
        revision.opt_clone_object_to_new_document(tree).unwrap();
        let tree = revision.new_document.get_dictionary_mut(tree).unwrap();
        let count = tree.get(b"Count").unwrap().as_i64().unwrap();
        tree.set("Count", count + 1);
        tree.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(Object::Reference(page));
    });
    assert_invalid(&pdf, "an added page");
}

#[test]
fn an_annotation_put_over_the_text_is_noticed() {
    let pdf = appended(&CASE.both, |revision| {
        let page = first_page(revision);
        let note = revision.new_document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "FreeText", "Contents" => Object::string_literal("150000"),
            "Rect" => vec![100.into(), 500.into(), 300.into(), 540.into()],
        });
        revision.opt_clone_object_to_new_document(page).unwrap();
        let page = revision.new_document.get_dictionary_mut(page).unwrap();
        page.set("Annots", vec![Object::Reference(note)]);
    });
    assert_invalid(&pdf, "an annotation");
}

#[test]
fn an_empty_field_given_a_picture_without_a_signature_is_noticed() {
    let pdf = appended(&CASE.employee, |revision| {
        let field = employer_field(revision);
        let picture = Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form",
                "BBox" => vec![0.into(), 0.into(), 113.into(), 113.into()],
            },
            b"1 0 0 rg 0 0 113 113 re f".to_vec(),
        );
        let picture = revision.new_document.add_object(picture);
        revision.opt_clone_object_to_new_document(field).unwrap();
        let field = revision.new_document.get_dictionary_mut(field).unwrap();
        field.set("AP", dictionary! { "N" => Object::Reference(picture) });
    });
    assert_invalid(&pdf, "a seal without a signature");
}

#[test]
fn a_signed_field_moved_over_the_text_is_noticed() {
    let pdf = appended(&CASE.both, |revision| {
        let field = employer_field(revision);
        revision.opt_clone_object_to_new_document(field).unwrap();
        let field = revision.new_document.get_dictionary_mut(field).unwrap();
        field.set("Rect", vec![0.into(), 0.into(), 595.into(), 842.into()]);
    });
    assert_invalid(&pdf, "a moved field");
}

#[test]
fn a_signature_taken_from_another_document_is_noticed() {
    let pdf = appended(&CASE.employee, |revision| {
        let signed = Document::load_mem(&CASE.both).unwrap();
        let field = employer_field(revision);
        let value = signed.get_dictionary(field).unwrap().get(b"V").unwrap().as_reference().unwrap();
        let value = revision.new_document.add_object(signed.get_object(value).unwrap().clone());
        revision.opt_clone_object_to_new_document(field).unwrap();
        revision.new_document.get_dictionary_mut(field).unwrap().set("V", Object::Reference(value));
    });
    assert_invalid(&pdf, "a copied signature");
}

#[test]
fn a_script_or_a_new_catalog_is_noticed() {
    let script = appended(&CASE.both, |revision| {
        let catalog = revision.get_prev_documents().trailer.get(b"Root").unwrap().as_reference().unwrap();
        revision.opt_clone_object_to_new_document(catalog).unwrap();
        let catalog = revision.new_document.get_dictionary_mut(catalog).unwrap();
        catalog.set("OpenAction", dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("1") });
    });
    assert_invalid(&script, "an action on opening");
    let root = appended(&CASE.both, |revision| {
        let catalog = revision.get_prev_documents().catalog().unwrap().clone();
        let catalog = revision.new_document.add_object(catalog);
        revision.new_document.trailer.set("Root", Object::Reference(catalog));
    });
    assert_invalid(&root, "another root");
}

#[test]
fn page_contents_disguised_as_validation_data_are_noticed_when_they_grow() {
    // Whoever prepares the file lets the list of certificates be the list of what page 1 draws.
    let mut list = (0, 0);
    let disguised = appended(&CASE.rendered.pdf, |revision| {
        let previous = revision.get_prev_documents();
        let catalog = previous.trailer.get(b"Root").unwrap().as_reference().unwrap();
        let page = first_page(revision);
        let contents = previous.get_dictionary(page).unwrap().get(b"Contents").unwrap().clone();
        list = revision.new_document.add_object(Object::Array(vec![contents]));
        for (owner, key, value) in [
            (page, "Contents", Object::Reference(list)),
            (catalog, "DSS", dictionary! { "Type" => "DSS", "Certs" => Object::Reference(list) }.into()),
        ] {
            revision.opt_clone_object_to_new_document(owner).unwrap();
            revision.new_document.get_dictionary_mut(owner).unwrap().set(key, value);
        }
    });
    let signed = CASE.sign_as_employee(&prepare(&disguised, &CASE.rendered.fields).unwrap(), noon());
    assert_eq!(judged(&signed).verdict, Verdict::Valid);
    let pdf = appended(&signed, |revision| {
        let more = Stream::new(dictionary! {}, b"q 1 0 0 rg 100 500 300 40 re f Q".to_vec());
        let more = revision.new_document.add_object(more);
        let mut all = revision.get_prev_documents().get_object(list).unwrap().as_array().unwrap().clone();
        all.push(Object::Reference(more));
        revision.new_document.set_object(list, all);
    });
    assert_invalid(&pdf, "a page that claims to be a certificate");
}

#[test]
fn an_update_that_skips_the_signed_revision_is_noticed() {
    // The new table chains to the file before the first signature and brings the signatures' own
    // objects along, so that all a reader sees is there.
    let start = Document::load_mem(&CASE.prepared).unwrap();
    let signed = Document::load_mem(&CASE.both).unwrap();
    let pdf = appended(&CASE.both, |revision| {
        revision.new_document.trailer.set("Prev", i64::try_from(start.xref_start).unwrap());
        for (id, object) in signed.objects.iter().filter(|(id, object)| start.objects.get(id) != Some(object)) {
            revision.new_document.set_object(*id, object.clone());
        }
    });
    let report = assert_invalid(&pdf, "a chain past the signatures");
    assert!(report.problems[0].en.contains("does not continue what was signed"), "{:?}", report.problems);
}

#[test]
fn an_update_that_points_back_into_the_signed_bytes_is_noticed() {
    // A table of one entry lets page 1 be read at the place of page 2.
    let document = Document::load_mem(&CASE.both).unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    let header = format!("\n{} 0 obj", pages[1].0);
    let place = find(&CASE.both, 0, header.as_bytes()) + 1;
    let root = document.trailer.get(b"Root").unwrap().as_reference().unwrap();
    let mut pdf = CASE.both.clone();
    let table = pdf.len();
    pdf.extend(
        format!(
            "xref\n{} 1\n{place:010} 00000 n \ntrailer\n<</Size {}/Root {} 0 R/Prev {}>>\nstartxref\n{table}\n%%EOF\n",
            pages[0].0,
            document.max_id + 1,
            root.0,
            document.xref_start
        )
        .into_bytes(),
    );
    assert_invalid(&pdf, "a redirected page");
}

#[test]
fn bytes_after_the_end_are_noticed() {
    let mut pdf = CASE.both.clone();
    pdf.extend(b"% nothing to see\n");
    assert_invalid(&pdf, "a comment after the end");
}

#[test]
fn a_file_cut_back_to_the_first_signature_is_valid_but_says_who_is_missing() {
    let report = judged(&CASE.both[..CASE.employee.len()]);
    assert_eq!(report.verdict, Verdict::Valid);
    assert_eq!(report.unsigned, ["employer"]);
}

#[test]
fn nobody_can_sign_on_top_of_a_change() {
    let pdf = appended(&CASE.employee, |revision| {
        let page = first_page(revision);
        revision.opt_clone_object_to_new_document(page).unwrap();
        revision.new_document.get_dictionary_mut(page).unwrap().set("Rotate", 180);
    });
    let signer = CASE.authority.company_seal("云澜", "91330106", noon()).unwrap();
    let mark = Mark::CompanySeal { name: "云澜数据科技（杭州）有限公司".into(), inscription: None };
    let refused = CASE.sign(&pdf, "employer", &signer, &mark, noon());
    assert!(matches!(refused, Err(Error::Tampered(_))), "{refused:?}");
    let mut flipped = CASE.employee.clone();
    let at = find(&flipped, 0, b"/MediaBox") + 12;
    flipped[at] ^= 1;
    let refused = CASE.sign(&flipped, "employer", &signer, &mark, noon());
    assert!(matches!(refused, Err(Error::Tampered(_) | Error::Pdf(_))), "{refused:?}");
}

#[test]
fn what_is_no_pdf_gets_a_reason_and_no_panic() {
    let cut = &CASE.both[..CASE.both.len() / 2];
    for pdf in [&b""[..], b"%PDF-1.7", b"hello", cut, &CASE.both[7..]] {
        assert_invalid(pdf, "rubbish");
    }
}

#[test]
fn a_signature_covering_only_part_of_its_revision_is_noticed() {
    // The range ends before the trailer, so what stands there would be free to change.
    let range = find(&CASE.employee, CASE.prepared.len(), b"/ByteRange[0 ");
    let end = find(&CASE.employee, range, b"]");
    let text = String::from_utf8(CASE.employee[range..end].to_vec()).unwrap();
    let last: usize = text.split_whitespace().last().unwrap().parse().unwrap();
    let mut pdf = CASE.employee.clone();
    let shorter = text.replace(&format!(" {last}"), &format!(" {}", last - 6));
    pdf[range..end].copy_from_slice(format!("{shorter:<width$}", width = text.len()).as_bytes());
    let report = assert_invalid(&pdf, "a short range");
    assert!(report.problems[0].en.contains("ends inside a revision"), "{:?}", report.problems);
}

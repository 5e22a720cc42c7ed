//! What can be done to a signed file without any key.

use lopdf::{Document, IncrementalDocument, Object, ObjectId, Stream, dictionary};

use crate::case::{Case, appended, root_of};
use crate::{Outcome, Specimen};

pub fn on(case: &Case) -> Outcome<Vec<Specimen>> {
    let mut made = bytes(case)?;
    made.extend(revisions(case)?);
    made.extend(tables(case)?);
    Ok(made)
}

/// Bytes changed in place, cut off or put behind.
fn bytes(case: &Case) -> Outcome<Vec<Specimen>> {
    let signed = &case.three;
    let document = Document::load_mem(signed)?;
    let page = document.page_iter().next().ok_or("no page")?;
    let contents = document.get_page_contents(page).first().ok_or("no contents")?.0;
    let stream = find(signed, find(signed, 0, format!("\n{contents} 0 obj").as_bytes())?, b"\nstream\n")? + 40;
    let media = find(signed, 0, b"/MediaBox")?;
    let digit = media + signed.iter().skip(media).position(u8::is_ascii_digit).ok_or("no digit")?;
    let last = media + signed.iter().skip(media).position(|byte| *byte == b']').ok_or("no box")? - 1;
    let cms = find(signed, case.prepared.len(), b"/Contents<")? + 10 + 900;
    let swapped = [case.one.as_slice(), case.two.get(case.one.len()..).unwrap_or_default()].concat();
    let other = case.sign_as(&case.prepared, "employee", 6)?;
    let other = [other.as_slice(), swapped.get(case.one.len()..).unwrap_or_default()].concat();
    Ok(vec![
        Specimen::attack("page_bit", "one bit of the text of page 1", patched(signed, stream, |byte| byte ^ 1)),
        Specimen::attack("media_box", "one digit of the size of page 1", patched(signed, last.max(digit), other_digit)),
        Specimen::attack("first_cms", "one hex digit of the first signature", patched(signed, cms, other_digit)),
        Specimen::attack("after_end", "a comment after the end", [signed, &b"% nothing to see\n"[..]].concat()),
        Specimen::attack("truncated", "the last revision cut in half", half_of_last(case)),
        Specimen::attack("swapped", "the second signature put on another first one", other),
        Specimen::valid("cut_back", "cut back to the first signature: it says who is missing", case.one.clone()),
    ])
}

/// What anybody can append with a PDF library.
fn revisions(case: &Case) -> Outcome<Vec<Specimen>> {
    let page = |revision: &mut IncrementalDocument, key: &str, value: Object| -> Outcome<()> {
        let page = first_page(revision)?;
        revision.opt_clone_object_to_new_document(page)?;
        revision.new_document.get_dictionary_mut(page)?.set(key, value);
        Ok(())
    };
    let drawn_over = appended(&case.three, |revision| {
        let more = Stream::new(dictionary! {}, b"q 1 0 0 rg 100 500 300 40 re f Q".to_vec());
        let more = revision.new_document.add_object(more);
        let contents = revision.get_prev_documents().get_dictionary(first_page(revision)?)?.get(b"Contents")?.clone();
        page(revision, "Contents", vec![contents, Object::Reference(more)].into())
    })?;
    let annotated = appended(&case.three, |revision| {
        let note = revision.new_document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "FreeText", "Contents" => Object::string_literal("150000"),
            "Rect" => vec![100.into(), 500.into(), 300.into(), 540.into()],
        });
        let mut all =
            revision.get_prev_documents().get_dictionary(first_page(revision)?)?.get(b"Annots")?.as_array()?.clone();
        all.push(Object::Reference(note));
        page(revision, "Annots", all.into())
    })?;
    let resized = appended(&case.three, |revision| {
        page(revision, "MediaBox", vec![0.into(), 0.into(), 595.into(), 400.into()].into())
    })?;
    Ok(vec![
        Specimen::attack("drawn_over", "an update that draws over page 1", drawn_over),
        Specimen::attack("annotated", "a note put over the text", annotated),
        Specimen::attack("resized", "an update that crops page 1", resized),
        Specimen::attack("page_added", "a page added at the end", page_added(&case.three)?),
        Specimen::attack("script", "an action on opening", script(&case.three)?),
        Specimen::attack("another_root", "another catalog", another_root(&case.three)?),
        Specimen::attack("field_moved", "a signed field moved over the text", field_moved(case)?),
        Specimen::attack("field_emptied", "a signature taken out of its field", field_emptied(case)?),
        Specimen::attack("seal_alone", "an empty field given a picture without a signature", seal_alone(case)?),
        Specimen::attack("after_archive", "a page turned round after the archive timestamp", {
            appended(&case.archived, |revision| page(revision, "Rotate", 180.into()))?
        }),
    ])
}

/// Cross-reference tables that readers follow in different ways.
fn tables(case: &Case) -> Outcome<Vec<Specimen>> {
    let document = Document::load_mem(&case.three)?;
    let start = Document::load_mem(&case.prepared)?;
    let page = document.page_iter().next().ok_or("no page")?;
    let catalog = document.trailer.get(b"Root")?.as_reference()?;
    let place = find(&case.three, 0, format!("\n{} 0 obj", catalog.0).as_bytes())? + 1;
    let skipping = appended(&case.three, |revision| {
        revision.new_document.trailer.set("Prev", i64::try_from(start.xref_start)?);
        for (id, object) in document.objects.iter().filter(|(id, object)| start.objects.get(id) != Some(object)) {
            revision.new_document.set_object(*id, object.clone());
        }
        Ok(())
    })?;
    let table = |entry: &str| -> Outcome<Vec<u8>> {
        let (size, prev, at) = (document.max_id + 1, document.xref_start, case.three.len());
        let trailer = format!("trailer\n<</Size {size}/Root {} 0 R/Prev {prev}>>\nstartxref\n{at}\n%%EOF\n", catalog.0);
        Ok([case.three.as_slice(), format!("xref\n{} 1\n{entry}\n{trailer}", page.0).as_bytes()].concat())
    };
    Ok(vec![
        Specimen::attack("skipping", "an update that continues the unsigned file", skipping),
        Specimen::attack(
            "redirected",
            "page 1 read at the place of another object",
            table(&format!("{place:010} 00000 n "))?,
        ),
        Specimen::attack("freed", "page 1 removed by a table alone", table("0000000000 00001 f ")?),
        Specimen::attack("short_range", "a signature over part of its revision", short_range(case)?),
    ])
}

fn page_added(pdf: &[u8]) -> Outcome<Vec<u8>> {
    appended(pdf, |revision| {
        let tree = revision.get_prev_documents().catalog()?.get(b"Pages")?.as_reference()?;
        let page = revision.new_document.add_object(dictionary! {
            "Type" => "Page", "Parent" => Object::Reference(tree),
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        });
        revision.opt_clone_object_to_new_document(tree)?;
        let tree = revision.new_document.get_dictionary_mut(tree)?;
        let count = tree.get(b"Count")?.as_i64()?;
        tree.set("Count", count + 1);
        tree.get_mut(b"Kids")?.as_array_mut()?.push(Object::Reference(page));
        Ok(())
    })
}

fn script(pdf: &[u8]) -> Outcome<Vec<u8>> {
    appended(pdf, |revision| {
        let catalog = root_of(revision)?;
        revision.opt_clone_object_to_new_document(catalog)?;
        let action = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("1") };
        revision.new_document.get_dictionary_mut(catalog)?.set("OpenAction", action);
        Ok(())
    })
}

fn another_root(pdf: &[u8]) -> Outcome<Vec<u8>> {
    appended(pdf, |revision| {
        let catalog = revision.get_prev_documents().catalog()?.clone();
        let catalog = revision.new_document.add_object(catalog);
        revision.new_document.trailer.set("Root", Object::Reference(catalog));
        Ok(())
    })
}

fn field_moved(case: &Case) -> Outcome<Vec<u8>> {
    on_field(&case.three, "employer", |field, _| {
        field.set("Rect", vec![0.into(), 0.into(), 595.into(), 842.into()]);
    })
}

fn field_emptied(case: &Case) -> Outcome<Vec<u8>> {
    on_field(&case.three, "employee", |field, _| {
        field.remove(b"V");
    })
}

fn seal_alone(case: &Case) -> Outcome<Vec<u8>> {
    on_field(&case.two, "employer", |field, picture| {
        field.set("AP", dictionary! { "N" => Object::Reference(picture) });
    })
}

/// Rewrites a field; a picture that could stand in it is added along.
fn on_field(pdf: &[u8], role: &str, change: impl FnOnce(&mut lopdf::Dictionary, ObjectId)) -> Outcome<Vec<u8>> {
    appended(pdf, |revision| {
        let is_it = |object: &Object| {
            let name = object.as_dict().and_then(|dict| dict.get(b"T")).and_then(Object::as_str);
            name.is_ok_and(|name| name == role.as_bytes())
        };
        let objects = &revision.get_prev_documents().objects;
        let field = *objects.iter().find(|(_, object)| is_it(object)).ok_or("no field")?.0;
        let bounds: Vec<Object> = vec![0.into(), 0.into(), 113.into(), 113.into()];
        let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => bounds };
        let picture = revision.new_document.add_object(Stream::new(form, b"1 0 0 rg 0 0 113 113 re f".to_vec()));
        revision.opt_clone_object_to_new_document(field)?;
        change(revision.new_document.get_dictionary_mut(field)?, picture);
        Ok(())
    })
}

/// The range ends before the trailer, so what stands there would be free to change.
fn short_range(case: &Case) -> Outcome<Vec<u8>> {
    let start = find(&case.one, case.prepared.len(), b"/ByteRange[0 ")?;
    let end = find(&case.one, start, b"]")?;
    let text = std::str::from_utf8(case.one.get(start..end).unwrap_or_default())?.to_owned();
    let last: usize = text.split_whitespace().last().ok_or("no range")?.parse()?;
    let shorter = text.replace(&format!(" {last}"), &format!(" {}", last - 6));
    let mut pdf = case.one.clone();
    pdf.splice(start..end, format!("{shorter:<width$}", width = text.len()).into_bytes());
    Ok(pdf)
}

fn half_of_last(case: &Case) -> Vec<u8> {
    let length = usize::midpoint(case.two.len(), case.three.len());
    case.three.iter().copied().take(length).collect()
}

fn first_page(revision: &IncrementalDocument) -> Outcome<ObjectId> {
    Ok(revision.get_prev_documents().page_iter().next().ok_or("no page")?)
}

fn patched(pdf: &[u8], at: usize, change: impl Fn(u8) -> u8) -> Vec<u8> {
    pdf.iter().enumerate().map(|(index, byte)| if index == at { change(*byte) } else { *byte }).collect()
}

fn other_digit(byte: u8) -> u8 {
    if byte == b'7' { b'2' } else { b'7' }
}

fn find(pdf: &[u8], from: usize, needle: &[u8]) -> Outcome<usize> {
    let rest = pdf.get(from..).unwrap_or_default();
    let at = rest.windows(needle.len()).position(|window| window == needle);
    Ok(from + at.ok_or_else(|| format!("no {}", String::from_utf8_lossy(needle)))?)
}

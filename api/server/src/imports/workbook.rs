//! From the bytes of a workbook to cells: `.xlsx`, `.xls` and CSV. Runs on the blocking pool.

use std::io::{Cursor, Read};

use calamine::{DataType, Reader, Xls, Xlsx};
use domain::roster::{Cell, Sheet};

/// How a file begins says what it is; its name does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xls,
    Csv,
}

/// Cells to the right of this one are not looked at; a roster has eighteen columns.
const WIDEST: usize = 256;
/// Rows below this one do not exist in Excel.
const LONGEST: usize = 1_048_576;
/// More than a workbook of a million rows unpacks to.
const MOST_UNPACKED: u64 = 1 << 30;

/// Why a file cannot be read as a workbook.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("it is no workbook")]
    Format,
    #[error("it is protected by a password")]
    Password,
    #[error("it unpacks to more than a gigabyte")]
    TooLarge,
    #[error("it is damaged: {0}")]
    Damaged(String),
}

impl Format {
    /// None when the bytes are neither a workbook nor a text.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            return Some(Self::Xlsx);
        }
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Some(Self::Xls);
        }
        decoded(bytes).map(|_| Self::Csv)
    }
}

/// Every sheet from its first row on.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    match Format::of(bytes).ok_or(Unreadable::Format)? {
        Format::Xlsx => xlsx(bytes),
        Format::Xls => xls(bytes),
        Format::Csv => csv(bytes),
    }
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    check_unpacked(bytes)?;
    let damaged = |error: calamine::XlsxError| match error {
        calamine::XlsxError::Password => Unreadable::Password,
        other => Unreadable::Damaged(other.to_string()),
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Cell by cell: a range would fill the whole rectangle, however far out one stray cell lies.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        while let Some(found) = cells.next_cell().map_err(damaged)? {
            let (row, column) = found.get_position();
            put(&mut rows, row as usize, column as usize, cell_of(found.get_value()));
        }
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

fn put(rows: &mut Vec<Vec<Cell>>, row: usize, column: usize, cell: Cell) {
    if cell == Cell::Empty || row >= LONGEST || column >= WIDEST {
        return;
    }
    if rows.len() <= row {
        rows.resize_with(row + 1, Vec::new);
    }
    let Some(cells) = rows.get_mut(row) else { return };
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
}

/// A small archive can unpack to more than the machine has.
fn check_unpacked(bytes: &[u8]) -> Result<(), Unreadable> {
    let damaged = |error: zip::result::ZipError| Unreadable::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(damaged)?;
        let unpacked = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|error| Unreadable::Damaged(error.to_string()))?;
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

fn xls(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let damaged = |error: calamine::XlsError| match error {
        calamine::XlsError::Password => Unreadable::Password,
        other => Unreadable::Damaged(other.to_string()),
    };
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Vec::new();
        for (row, column, value) in range.used_cells() {
            put(&mut rows, top as usize + row, left as usize + column, cell_of(value));
        }
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

fn csv(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let text = decoded(bytes).ok_or(Unreadable::Format)?;
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Unreadable::Damaged(error.to_string()))?;
        // Blank lines are not records; the row that people see is the line it stands in.
        let line =
            record.position().map_or(rows.len(), |at| usize::try_from(at.line()).unwrap_or(LONGEST).saturating_sub(1));
        for (column, field) in record.iter().enumerate() {
            let cell = if field.trim().is_empty() { Cell::Empty } else { Cell::Text(field.to_owned()) };
            put(&mut rows, line, column, cell);
        }
    }
    Ok(vec![Sheet { name: "CSV".to_owned(), rows }])
}

/// Text as UTF-8, else as GB18030, which is what Excel writes in China.
fn decoded(bytes: &[u8]) -> Option<String> {
    if bytes.is_empty() || bytes.contains(&0) {
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned(),
    };
    let printable = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    printable.then_some(text)
}

fn cell_of(value: &impl DataType) -> Cell {
    if let Some(text) = value.get_string() {
        return if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    }
    if let Some(at) = value.get_datetime() {
        return at.as_datetime().map_or(Cell::Number(at.as_f64()), Cell::DateTime);
    }
    let number = value.get_float().or_else(|| value.get_int().map(|number| number as f64)).map(Cell::Number);
    let iso = || value.get_datetime_iso().or_else(|| value.get_duration_iso()).map(|text| Cell::Text(text.to_owned()));
    let error = || value.get_error().map(|error| Cell::Text(error.to_string()));
    number.or_else(|| value.get_bool().map(Cell::Bool)).or_else(iso).or_else(error).unwrap_or(Cell::Empty)
}

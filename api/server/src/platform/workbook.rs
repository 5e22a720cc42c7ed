//! A list as a workbook: facts on top, then a row each. Runs on the blocking pool.
//!
//! Text is written as text, so that a spreadsheet takes no cell for a formula.

use chrono::{DateTime, Utc};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Answer, Problem};

pub const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A column's head and its width in characters.
pub type Head = (&'static str, f64);

pub enum Cell {
    Text(String),
    Number(i64),
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

pub struct List<'a> {
    /// Also the name of the sheet.
    pub title: &'a str,
    pub author: &'a str,
    /// What the list is about, each with its name.
    pub facts: Vec<(&'a str, String)>,
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
}

impl List<'_> {
    pub fn written(&self, at: DateTime<Utc>) -> Answer<Vec<u8>> {
        self.workbook(at).map_err(Problem::from_internal)
    }

    fn workbook(&self, at: DateTime<Utc>) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&made(self.title, self.author, at)?);
        let page = workbook.add_worksheet();
        page.set_name(self.title)?;
        let mut row = 0;
        for (name, value) in &self.facts {
            page.write_string_with_format(row, 0, *name, &bold())?;
            page.write_string(row, 1, value)?;
            row += 1;
        }
        heads(page, row + 1, &self.heads)?;
        page.set_freeze_panes(row + 2, 0)?;
        let text = text();
        for (row, cells) in (row + 2..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text(said) => page.write_string_with_format(row, column, said, &text)?,
                    // Counts and page numbers: far below where a float loses one.
                    Cell::Number(count) => page.write_number_with_format(row, column, *count as f64, &text)?,
                };
            }
        }
        workbook.save_to_buffer()
    }
}

/// Who made it, of what and when.
pub fn made(title: &str, author: &str, at: DateTime<Utc>) -> Result<DocProperties, XlsxError> {
    let at = ExcelDateTime::from_timestamp(at.timestamp())?;
    Ok(DocProperties::new().set_title(title).set_author(author).set_creation_datetime(&at))
}

pub fn heads(page: &mut Worksheet, row: u32, heads: &[Head]) -> Result<(), XlsxError> {
    let look = Format::new().set_bold().set_background_color(0xF1_F4F8).set_align(FormatAlign::Top);
    for (column, (head, width)) in (0..).zip(heads) {
        page.set_column_width(column, *width)?;
        page.write_string_with_format(row, column, *head, &look)?;
    }
    Ok(())
}

pub fn text() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

pub fn bold() -> Format {
    Format::new().set_bold()
}

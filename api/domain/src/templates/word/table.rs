//! A table, read as paragraphs.

/// A table as its rows of cells.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub fn cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(String::new());
        }
    }

    pub fn say(&mut self, text: String) {
        if self.rows.is_empty() {
            self.row();
        }
        let Some(row) = self.rows.last_mut() else { return };
        match row.last_mut() {
            Some(cell) if cell.is_empty() => *cell = text,
            Some(cell) => {
                cell.push('，');
                cell.push_str(&text);
            }
            None => row.push(text),
        }
    }

    /// Pairs of a name and its value as `name：value`; a grid with a head row as an item a row; else what the
    /// cells say, one after the other.
    pub fn as_lines(&self) -> Vec<String> {
        let width = self.rows.first().map_or(0, Vec::len);
        let is_grid = width > 2
            && self.rows.len() > 1
            && self.rows.iter().all(|row| row.len() == width)
            && self.rows.first().is_some_and(|head| head.iter().all(|cell| !cell.is_empty() && !is_blank(cell)));
        if is_grid {
            return self.as_items();
        }
        let pairs = |row: &Vec<String>| {
            row.chunks(2)
                .filter_map(|pair| match pair {
                    [name, value] if !name.is_empty() && row.len().is_multiple_of(2) => {
                        Some(format!("{name}：{value}"))
                    }
                    cells => Some(cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("；"))
                        .filter(|text| !text.is_empty()),
                })
                .collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(pairs).collect()
    }

    fn as_items(&self) -> Vec<String> {
        let Some((head, rows)) = self.rows.split_first() else { return Vec::new() };
        let item = |row: &Vec<String>| {
            let cells = head.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            let cells: Vec<String> = cells.map(|(name, cell)| format!("{name}：{cell}")).collect();
            format!("- {}", cells.join("；"))
        };
        let items: Vec<String> = rows.iter().map(item).filter(|item| item != "- ").collect();
        // A head without anything below it still says something.
        if items.is_empty() { vec![head.join("；")] } else { items }
    }
}

fn is_blank(cell: &str) -> bool {
    cell.chars().all(|character| matches!(character, '_' | '＿' | ' ' | '\u{3000}'))
}

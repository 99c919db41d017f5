//! Learns what kind of values each column has, from the undamaged rows at the start of a file.
//!
//! Damaged rows are repaired by it: a time is not a name, an address is not a number. A column holds times, numbers or addresses if nearly all
//! of its filled cells do. A cell fits such a column if it has its kind; it fits any other column if it has no character class that the column
//! did not have.

/// Rows that a column must have shown before anything is judged by it.
const ENOUGH: u32 = 3;
/// Rows after which the values of a column that has few are all that it takes.
const ENOUGH_FOR_A_SET: u32 = 20;
/// Values of a column that takes only some words.
const MOST_VALUES: usize = 8;
/// Longest value of such a set, in bytes.
const LONGEST_VALUE: usize = 24;
/// A column with blanks, letters and so many different signs holds free text.
const FREE: u32 = 8;
/// Shapes of a column whose cells are all alike, as `A0000` for `B1234`.
const MOST_SHAPES: usize = 8;
/// Longest time or number, in bytes.
const LONGEST_TIME: usize = 40;

/// The kinds of every column.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    columns: Vec<Column>,
    rows: u32,
}

#[derive(Debug, Clone, Default)]
struct Column {
    empty: u32,
    filled: u32,
    times: u32,
    numbers: u32,
    addresses: u32,
    /// Cells of several words.
    phrases: u32,
    /// Cells that begin with a blank.
    led: u32,
    signs: u128,
    longest: usize,
    /// The values so far; `None`: too many.
    values: Option<Vec<Vec<u8>>>,
    /// The shapes of the cells so far; `None`: too many.
    shapes: Option<Vec<Vec<u8>>>,
}

impl Kinds {
    /// Learns from an undamaged row.
    pub(super) fn learn<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]>) {
        for (index, cell) in cells.enumerate() {
            if index == self.columns.len() {
                let none = || Some(Vec::new());
                let column = Column {
                    empty: self.rows,
                    values: none(),
                    shapes: none(),
                    ..Column::default()
                };
                self.columns.push(column);
            }
            self.columns[index].learn(cell);
        }
        self.rows += 1;
    }

    /// Whether enough rows were seen to judge others.
    pub(super) fn are_known(&self) -> bool {
        self.rows >= ENOUGH
    }

    /// Whether a cell may belong to a column. True where nothing is known.
    pub(super) fn fit(&self, column: usize, cell: &[u8]) -> bool {
        let column = self.columns.get(column).filter(|_| self.are_known());
        column.is_none_or(|column| column.fits(cell))
    }

    /// Whether all cells may belong to the columns from the first on.
    pub(super) fn fit_all<C: AsRef<[u8]>>(&self, cells: &[C]) -> bool {
        cells.iter().enumerate().all(|(column, cell)| self.fit(column, cell.as_ref()))
    }

    /// Whether a cell is what a column holds and nothing less: of the shape of its other cells, one of its few words, or an address. A part of such a
    /// cell is none. `None` where the cells of the column are too different to decide.
    pub(super) fn is_exact(&self, column: usize, cell: &[u8]) -> Option<bool> {
        let column = self.columns.get(column).filter(|_| self.are_known());
        column.and_then(|column| column.is_exact(cell))
    }

    /// Empty cells in columns that have next to none: one damaged row may have been learnt with the others.
    pub(super) fn rare_empties<C: AsRef<[u8]>>(&self, cells: &[C]) -> usize {
        let is_rare =
            |(column, cell): &(&Column, &C)| cell.as_ref().is_empty() && column.is_rarely_empty();
        self.columns.iter().zip(cells).filter(is_rare).count()
    }

    /// Columns that are proved to hold times, numbers or addresses, and whose cell is none.
    pub(super) fn contradictions<C: AsRef<[u8]>>(&self, cells: &[C]) -> usize {
        let is_none = |(column, cell): &(&Column, &C)| {
            let is_other = |proved| match cell.as_ref() {
                b"" => column.is_rarely_empty(),
                cell => kind(cell) != Some(proved),
            };
            column.proved().is_some_and(is_other)
        };
        if self.are_known() { self.columns.iter().zip(cells).filter(is_none).count() } else { 0 }
    }

    /// Whether a filled cell is in a column that is proved to hold times, numbers, addresses or a few words.
    pub(super) fn has_proof<C: AsRef<[u8]>>(&self, cells: &[C]) -> bool {
        let is_proof = |(column, cell): (&Column, &C)| {
            !cell.as_ref().is_empty() && (column.proved().is_some() || column.set().is_some())
        };
        self.are_known() && self.columns.iter().zip(cells).any(is_proof)
    }

    /// Whether a column has shown nothing but empty cells.
    pub(super) fn is_empty(&self, column: usize) -> bool {
        self.columns.get(column).is_none_or(|column| column.filled == 0)
    }

    /// Whether people wrote the text of a column.
    pub(super) fn is_free(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(Column::is_free)
    }

    /// What a column is proved to hold.
    pub(super) fn proved(&self, column: usize) -> Option<CellKind> {
        self.columns.get(column)?.proved()
    }
}

/// What a cell can be seen to be, whatever its column is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    Time,
    Number,
    Address,
}

impl Column {
    fn learn(&mut self, cell: &[u8]) {
        if cell.is_empty() {
            self.empty += 1;
            return;
        }
        self.filled += 1;
        match kind(cell) {
            Some(CellKind::Time) => self.times += 1,
            Some(CellKind::Number) => self.numbers += 1,
            Some(CellKind::Address) => self.addresses += 1,
            None => {}
        }
        self.phrases += u32::from(is_phrase(cell));
        self.led += u32::from(cell.starts_with(b" "));
        self.signs |= signs(cell);
        self.longest = self.longest.max(cell.len());
        keep(&mut self.values, cell, cell, MOST_VALUES);
        keep(&mut self.shapes, &shape(cell), cell, MOST_SHAPES);
    }

    fn is_exact(&self, cell: &[u8]) -> Option<bool> {
        if self.proved() == Some(CellKind::Address) {
            return Some(cell.starts_with(b"http") || cell.starts_with(b"www."));
        }
        if let Some(set) = self.set() {
            return Some(set.iter().any(|value| value == cell));
        }
        let shapes = self.shapes.as_ref().filter(|_| self.filled >= ENOUGH_FOR_A_SET)?;
        Some(shapes.contains(&shape(cell)))
    }

    /// Nine in ten of the filled cells prove it: a damaged row may have been learnt with the others.
    fn proved(&self) -> Option<CellKind> {
        let is_proved = |count: u32| self.filled >= ENOUGH && count * 10 >= self.filled * 9;
        [
            (self.times, CellKind::Time),
            (self.numbers, CellKind::Number),
            (self.addresses, CellKind::Address),
        ]
        .into_iter()
        .find_map(|(count, kind)| is_proved(count).then_some(kind))
    }

    fn is_rarely_empty(&self) -> bool {
        self.empty * 20 < self.filled
    }

    /// The values of a column that takes only some words.
    fn set(&self) -> Option<&[Vec<u8>]> {
        let values = self.values.as_deref()?;
        let is_set = self.filled >= ENOUGH_FOR_A_SET && values.len() * 4 <= self.filled as usize;
        is_set.then_some(values)
    }

    /// Whether people wrote the text of the column, which may hold anything: several words in most cells, or blanks and many signs.
    fn is_free(&self) -> bool {
        let has = |sign: u8| self.signs & (1 << sign) != 0;
        let has_many_signs = has(b' ') && has(b'a') && self.signs.count_ones() >= FREE;
        self.phrases * 2 > self.filled || has_many_signs
    }

    fn fits(&self, cell: &[u8]) -> bool {
        if cell.is_empty() {
            return self.empty > 0;
        }
        let found = kind(cell);
        if let Some(proved) = self.proved() {
            return found == Some(proved);
        }
        if let Some(set) = self.set() {
            return set.iter().any(|value| value == cell);
        }
        let is_strange = match found {
            Some(CellKind::Time) => self.times == 0,
            Some(CellKind::Address) => self.addresses == 0,
            Some(CellKind::Number) | None => false,
        };
        // The second half of a cell that a delimiter has cut: `Lee, Ada` or `good, but dear`.
        let is_half = cell.starts_with(b" ") && self.led == 0;
        if (is_strange || is_half) && self.filled >= ENOUGH {
            return false;
        }
        if self.is_free() {
            return true;
        }
        let has_its_signs = signs(cell) & !self.signs == 0;
        has_its_signs && cell.len() <= self.longest * 2 + 8
    }
}

/// Keeps what a cell is, once, while there are few of it.
fn keep(kept: &mut Option<Vec<Vec<u8>>>, what: &[u8], cell: &[u8], most: usize) {
    if let Some(all) = kept
        && !all.iter().any(|one| one == what)
    {
        if all.len() == most || cell.len() > LONGEST_VALUE {
            *kept = None;
        } else {
            all.push(what.to_vec());
        }
    }
}

/// A cell with `0` for every digit, `A` and `a` for letters.
fn shape(cell: &[u8]) -> Vec<u8> {
    let class = |byte: &u8| match byte {
        b'0'..=b'9' => b'0',
        b'A'..=b'Z' => b'A',
        b'a'..=b'z' => b'a',
        other => *other,
    };
    cell.iter().take(LONGEST_VALUE + 1).map(class).collect()
}

/// Whether a cell is a time, a number or an address, and so no name of a column.
pub(super) fn is_value(cell: &[u8]) -> bool {
    kind(cell).is_some()
}

/// The kind of a cell.
fn kind(cell: &[u8]) -> Option<CellKind> {
    let cell = cell.trim_ascii();
    let is_address = || {
        let start = memchr::memmem::find(&cell[..cell.len().min(12)], b"://");
        (start.is_some() || cell.starts_with(b"www.")) && !cell.contains(&b' ')
    };
    if is_address() {
        return Some(CellKind::Address);
    }
    if cell.len() > LONGEST_TIME || !cell.iter().any(u8::is_ascii_digit) {
        return None;
    }
    if cell.iter().all(|byte| byte.is_ascii_digit() || b".,-+% ".contains(byte)) && !is_day(cell) {
        return Some(CellKind::Number);
    }
    let is_of_a_time = |byte: &u8| byte.is_ascii_alphanumeric() || b" -/.:,+@()".contains(byte);
    let is_time = (is_day(cell) || is_clock(cell)) && cell.iter().all(is_of_a_time);
    let mut words = cell.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    (is_time && words.all(is_word_of_a_time)).then_some(CellKind::Time)
}

/// A month, a day of the week, an abbreviation of a zone or of half a day.
fn is_word_of_a_time(word: &[u8]) -> bool {
    let is_name = |names: &[&[u8]]| {
        word.len() >= 3 && names.iter().any(|name| name.eq_ignore_ascii_case(&word[..3]))
    };
    let is_zone = word.len() <= 5 && word.iter().all(u8::is_ascii_uppercase);
    let is_half = word.eq_ignore_ascii_case(b"am") || word.eq_ignore_ascii_case(b"pm");
    is_zone || is_half || is_name(&MONTHS) || is_name(&DAYS)
}

/// Three numbers with the same mark between them, or a month's name beside a number.
fn is_day(cell: &[u8]) -> bool {
    let numbers_with = |mark: u8| {
        let mut parts = cell.split(|byte| *byte == mark);
        let digits = |part: &[u8]| part.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let whole = |part: &[u8]| !part.is_empty() && part.len() <= 4 && digits(part) == part.len();
        let (first, second, third) = (parts.next(), parts.next(), parts.next());
        first.is_some_and(|part| whole(part.rsplit(|byte| *byte == b' ').next().unwrap_or(part)))
            && second.is_some_and(whole)
            && third.is_some_and(|part| matches!(digits(part), 1..=4))
    };
    let has_month = || {
        let mut words = cell.split(|byte| !byte.is_ascii_alphabetic());
        words.any(|word| {
            word.len() >= 3 && MONTHS.iter().any(|month| month.eq_ignore_ascii_case(&word[..3]))
        })
    };
    b"-/.".iter().any(|mark| numbers_with(*mark)) || has_month()
}

const MONTHS: [&[u8]; 12] = [
    b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec",
];

const DAYS: [&[u8]; 7] = [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"];

/// Two numbers of two digits with a colon between them, as in `9:05`.
fn is_clock(cell: &[u8]) -> bool {
    cell.windows(4).any(|at| {
        at[0].is_ascii_digit() && at[1] == b':' && at[2].is_ascii_digit() && at[3].is_ascii_digit()
    })
}

/// Whether a cell has several words.
fn is_phrase(cell: &[u8]) -> bool {
    let words = cell.split(|byte| *byte == b' ');
    words.filter(|word| word.iter().any(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)).count()
        > 2
}

/// One bit a sign: all digits are one, all letters (those beyond ASCII too) are one, every other character is itself.
fn signs(cell: &[u8]) -> u128 {
    let sign = |byte: &u8| match byte {
        b'0'..=b'9' => b'0',
        b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => b'a',
        other => *other,
    };
    cell.iter().fold(0, |signs, byte| signs | 1 << sign(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_fits_if_its_column_has_shown_its_kind_or_its_signs() {
        let mut kinds = Kinds::default();
        let rows = [
            ["1", "2028-05-01", "ada", "One, two, three: go on!", "https://a.example/1"],
            ["22", "2028-05-02", "", "What? \"So\" it's (not) #1", ""],
            ["3", "2028-05-03", "Bob", "this is it", "https://a.example/2"],
            ["4", "2028-05-03", "Cy", "this is it", "https://a.example/3"],
        ];
        for row in rows {
            assert!(kinds.are_known() || kinds.fit(0, b"anything at first"));
            kinds.learn(row.iter().map(|cell| cell.as_bytes()));
        }
        for (column, cell, fits) in [
            (0, "4444", true),
            (0, "", false),
            (0, "4a", false),
            (0, "2028-05-01", false),
            (1, "1999-12-31", true),
            (1, "tea", false),
            (2, "Zo\u{eb}", true),
            (2, "", true),
            (2, "Zo, e", false),
            (3, "free text takes 100 %", true),
            (3, "", false),
            (3, "https://a.example/4", false),
            (3, " the second half of a text", false),
            (4, "https://b.example", true),
            (4, "", true),
            (4, "see https://b.example", false),
            (9, "beyond the last column", true),
        ] {
            assert_eq!(kinds.fit(column, cell.as_bytes()), fits, "{column} {cell}");
        }
        assert!(kinds.has_proof(&[b"4"]) && !kinds.has_proof(&[&b""[..], b"", b"ada"]));
    }

    #[test]
    fn a_column_of_few_words_takes_no_other() {
        let mut kinds = Kinds::default();
        for n in 0..40 {
            kinds.learn([[&b"positive"[..], b"negative", b""][n % 3]].into_iter());
        }
        assert!(kinds.fit(0, b"negative") && kinds.fit(0, b"") && !kinds.fit(0, b"neutral"));
    }

    #[test]
    fn times_numbers_and_addresses_are_distinguished() {
        for (cell, wanted) in [
            ("2028-05-01T10:00:00Z", Some(CellKind::Time)),
            ("5/1/2028 9:05", Some(CellKind::Time)),
            ("06-Feb-2028 03:03PM", Some(CellKind::Time)),
            ("Tue Oct 31 22:10:47 +0000 2028", Some(CellKind::Time)),
            ("9:05", Some(CellKind::Time)),
            ("1788220800", Some(CellKind::Number)),
            ("1,972,048", Some(CellKind::Number)),
            ("-3.5%", Some(CellKind::Number)),
            ("https://tea.example/1", Some(CellKind::Address)),
            ("the kettle number 6 drips", None),
            ("meet at 9:05 by the harbour in the old town, please", None),
            ("user6", None),
            ("", None),
        ] {
            assert_eq!(kind(cell.as_bytes()), wanted, "{cell}");
        }
    }
}

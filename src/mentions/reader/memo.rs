//! The meanings of the values of a column, read once each, because most rows repeat one. The number kept is bounded.

/// The values of a column seen so far with their meaning, because most rows repeat one.
#[derive(Debug, Default)]
pub(super) struct Memo<T>(Vec<(String, T)>);

impl<T: Copy> Memo<T> {
    /// Most values kept: hostile input may have a new one in every row.
    const MOST: usize = 32;

    /// The meaning of a value; calls `read` for a value that is not kept.
    pub(super) fn get(&mut self, value: &str, read: impl FnOnce(&str) -> T) -> T {
        if let Some((_, meaning)) = self.0.iter().find(|(known, _)| known == value) {
            return *meaning;
        }
        let meaning = read(value);
        if self.0.len() < Self::MOST {
            self.0.push((value.to_owned(), meaning));
        }
        meaning
    }
}

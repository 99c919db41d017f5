//! Detects columns of ids that a spreadsheet has rounded: `5.70306E+17`, or fifteen digits and zeros. Such ids do not identify a post.

use crate::mentions::identity;

/// Digits that a spreadsheet keeps of a number.
const KEPT: usize = 15;
/// Digits that JavaScript keeps of every number.
const EXACT: usize = 16;
/// Multiples of a hundred that are not chance.
const ENOUGH: usize = 5;
/// Final zeros that are not chance: one id in ten ends in a zero, one in a thousand in three.
const CERTAIN: usize = 3;

/// Reads a column of ids.
#[derive(Debug, Default)]
pub(in crate::mentions) struct Ids {
    has_whole: bool,
    zeros: usize,
    /// Ids that are too long for a number of JavaScript, and those of them that are no multiple of a hundred.
    long: usize,
    exact: usize,
    rounded: Option<(u64, String)>,
    first_long: Option<(u64, String)>,
    has_exponent: bool,
}

impl Ids {
    /// Adds an id.
    pub(super) fn observe(&mut self, line: u64, id: &str) {
        let has_exponent = identity::is_rounded(id);
        let is_long = id.len() > KEPT && id.bytes().all(|b| b.is_ascii_digit());
        if !has_exponent && !is_long {
            return;
        }
        if id.len() > EXACT {
            self.long += 1;
            self.exact += usize::from(!id.ends_with("00"));
            if self.exact == 0 {
                self.first_long.get_or_insert_with(|| (line, id.to_owned()));
            }
        }
        if has_exponent || id.as_bytes()[KEPT..].iter().all(|digit| *digit == b'0') {
            self.zeros += id.len().saturating_sub(KEPT);
            self.rounded.get_or_insert_with(|| (line, id.to_owned()));
            self.has_exponent |= has_exponent;
        } else {
            self.has_whole = true;
        }
    }

    /// Whether later ids could still change the answer.
    pub(super) fn is_open(&self) -> bool {
        self.rounded.is_some() && !self.has_whole && !self.has_exponent
    }

    /// The first rounded id with its line, if the column is damaged: one has an exponent, or every long one ends in zeros.
    pub(in crate::mentions) fn damage(&self) -> Option<&(u64, String)> {
        let is_damaged = self.has_exponent || (!self.has_whole && self.zeros >= CERTAIN);
        let is_rounded_twice = self.exact == 0 && self.long >= ENOUGH;
        let first = || self.first_long.as_ref().filter(|_| is_rounded_twice);
        self.rounded.as_ref().filter(|_| is_damaged).or_else(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_judged_as_a_whole() {
        for (ids, is_damaged) in [
            (vec!["5.70306E+17"], true),
            (vec!["570306133677760000", "570301130888122000"], true),
            (vec!["570306133677760000", "570301130888122368"], false),
            (vec!["1234567890123450"], false),
            (vec!["1234567890123450", "1234567890123460", "1234567890123470"], true),
            (vec!["12", "abc-0000000000000000", "5E+1"], true),
            (vec!["12", "abc-0000000000000000"], false),
            (vec![], false),
            (vec!["2028268724551136300"; 5], true),
            (vec!["2028268724551136300"; 4], false),
            (vec!["2028268724551136300", "2028268724551136301", "2028268724551136300"], false),
        ] {
            let mut seen = Ids::default();
            (2..).zip(&ids).for_each(|(line, id)| seen.observe(line, id));
            assert_eq!(seen.damage().is_some(), is_damaged, "{ids:?}");
        }
    }
}

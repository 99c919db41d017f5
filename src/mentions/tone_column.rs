//! Decides from its name, its values and the other columns whether a column holds a tone, and on which scale, and which of several does.

use std::collections::BTreeSet;

use super::column_proof::PLACES;
use super::columns::Columns;
use super::flag::says;
use super::sample::{Sample, fill_gaps};
use super::tone::{Scale, ScaleDetector, is_written_rating};
use crate::brief::ExportValues;
use crate::exports::ExportTable;
use crate::exports::format::{Field, fold_name, fold_names};
use crate::note::Note;

/// The scale of the tone column. A column `score` holds votes unless it is stars or has fractions; stars `may_be_votes_too` where nothing else
/// speaks of reviews. 1 to 3 are stars only where the column is named so.
pub(super) fn scale_of(
    detector: &ScaleDetector,
    column: &str,
    may_be_votes_too: bool,
    notes: &mut Vec<Note>,
) -> Option<Scale> {
    let scale = detector.scale();
    let folded = fold_name(column);
    if scale.is_none() && detector.are_stars_or_none() && names_stars(&folded) {
        return Some(Scale::StarsOrNone);
    }
    let is_open = scale == Some(Scale::Stars)
        && !detector.has_fraction()
        && (folded == "score" && may_be_votes_too
            || detector.may_be_classes() && !names_stars(&folded));
    if is_open {
        notes.push(Note::ToneUndecided { column: column.to_owned() });
        return None;
    }
    let may_be_votes = scale == Some(Scale::Signed) || detector.is_undecided();
    let are_votes = fold_name(column) == "score" && may_be_votes && !detector.has_fraction();
    let column = column.to_owned();
    if are_votes {
        notes.push(Note::VotesNotTone { column });
    } else if detector.is_undecided() && fold_name(&column) != "score" {
        notes.push(Note::ToneUndecided { column });
    } else if detector.is_no_tone() {
        notes.push(Note::NumbersNotTone { column });
    }
    scale.filter(|_| !are_votes)
}

/// Names a column that seems to hold the tone, where no tone is read: words for it, or ratings. `named`: the columns that the vocabulary knows.
pub(super) fn unread_tone(
    sample: &Sample,
    table: &ExportTable,
    columns: &Columns,
    named: &[Vec<usize>],
) -> Option<Note> {
    let is_free = |column: &usize| {
        columns.fields_of(*column).is_empty() && !named.iter().flatten().any(|at| at == column)
    };
    let free = (0..table.columns.len()).filter(is_free);
    let is_tone = |column: &usize| {
        let name = fold_name(&table.columns[*column]);
        holds_tones(sample.cells(*column).take(CELLS), names_stars(&name) && !is_of_place(&name))
    };
    let column = free.clone().find(is_tone)?;
    Some(Note::ToneNotRead { column: table.columns[column].trim().to_owned() })
}

/// Cells of a column that are examined.
const CELLS: usize = 500;

/// Whether nearly all cells are words for tones, of which both sides occur, or ratings in words; plain numbers only if they `may_be_stars`.
fn holds_tones<'c>(cells: impl Iterator<Item = &'c str>, may_be_stars: bool) -> bool {
    const FEWEST: usize = 5;
    let mut tones = [0; 4];
    let (mut stars, mut filled) = (ScaleDetector::default(), 0);
    let mut written = 0;
    for cell in cells {
        if let Some(tone) = Scale::Words.read(cell) {
            tones[tone as usize] += 1;
        }
        filled += 1;
        written += usize::from(is_written_rating(cell));
        stars.observe(cell);
        if filled == FEWEST && tones.iter().sum::<usize>() + written == 0 && !may_be_stars {
            return false;
        }
    }
    let [positive, neutral, negative, _] = tones;
    let enough = |rows: usize| filled >= FEWEST && rows * 20 >= filled * 19;
    let are_words = positive > 0 && negative > 0 && enough(positive + neutral + negative);
    let are_stars = stars.scale() == Some(Scale::Stars) && !stars.may_be_classes();
    are_words || are_stars && filled >= FEWEST && (may_be_stars || enough(written))
}

/// Whether the name of a column of stars, folded, says that they are an average or a count.
fn is_of_place(folded: &str) -> bool {
    ["average", "avg", "mean", "overall", "place", "total", "count", "number", "helpful"]
        .iter()
        .any(|word| folded.contains(word))
}

/// Whether a column says whether its author recommends something, by yes and no: `recommended` on Steam.
pub(super) fn is_recommendation(sample: &Sample, columns: &Columns, column: &str) -> bool {
    are_recommendations(&sample.field(columns, Field::Sentiment), column)
}

fn are_recommendations(values: &[Option<String>], column: &str) -> bool {
    let folded = fold_name(column);
    let is_named = ["recommend", "isrecommend", "votedup"].iter().any(|it| folded.starts_with(it));
    let mut values = values.iter().flatten().peekable();
    is_named && values.peek().is_some() && values.all(|value| says(value).is_some())
}

/// One of several columns named like a tone.
struct Candidate {
    places: Vec<usize>,
    values: Vec<Option<String>>,
    different: usize,
    /// The scale of its values; `None` if it is not a tone.
    scale: Option<Scale>,
}

impl Candidate {
    fn new(sample: &Sample, table: &ExportTable, places: &[usize], stated: &ExportValues) -> Self {
        let values = sample.values(Field::Sentiment, places);
        let mut detector = ScaleDetector::default();
        let is_open = |value: &&String| stated.tone(value).is_none();
        values.iter().flatten().filter(is_open).for_each(|value| detector.observe(value));
        let column = table.name_of(places);
        let scale = if are_recommendations(&values, &column) {
            Some(Scale::Recommended)
        } else {
            scale_of(&detector, &column, !is_of_reviews(table), &mut Vec::new())
        };
        let is_known = |value: &&String| {
            stated.tone(value).is_some() || scale.is_some_and(|it| it.read(value).is_some())
        };
        let known = values.iter().flatten().filter(is_known).count();
        let filled = values.iter().flatten().count();
        Self {
            places: places.to_vec(),
            different: values.iter().flatten().collect::<BTreeSet<_>>().len(),
            scale: scale.filter(|_| known * 2 > filled),
            values,
        }
    }

    /// Whether many rows all have one value, as the rating of a place does.
    fn is_constant(&self) -> bool {
        const FEWEST: usize = 10;
        self.different == 1 && self.values.iter().flatten().count() >= FEWEST
    }

    fn is_stars(&self) -> bool {
        matches!(self.scale, Some(Scale::Stars | Scale::StarsOrNone))
    }
}

/// Chooses among several columns named like a tone: those that are not a tone, or that have one value in all rows, give way to the others, and two
/// different stars give way to the whole scale.
pub(super) fn settle_tones(
    sample: &Sample,
    table: &ExportTable,
    columns: &mut Columns,
    stated: &ExportValues,
) {
    /// Stars that show a whole scale.
    const WHOLE: usize = 4;
    let candidates = columns.candidates(Field::Sentiment);
    if candidates.len() < 2 {
        return;
    }
    let mut candidates: Vec<Candidate> =
        candidates.iter().map(|places| Candidate::new(sample, table, places, stated)).collect();
    let is_sound = |it: &Candidate| it.scale.is_some() && !it.is_constant();
    if !candidates.iter().any(is_sound) {
        return;
    }
    candidates.retain(is_sound);
    let is_narrow = |it: &Candidate| it.is_stars() && it.different * 2 <= WHOLE;
    let whole = candidates.iter().position(|it| it.is_stars() && it.different >= WHOLE);
    let read = candidates.remove(whole.filter(|_| is_narrow(&candidates[0])).unwrap_or(0));
    let others = candidates
        .iter()
        .filter(|it| it.scale == read.scale && fill_gaps(&it.values, &read.values));
    let others: Vec<_> = others.map(|it| it.places.clone()).collect();
    columns.keep(Field::Sentiment, std::iter::once(read.places).chain(others).collect());
}

/// Whether the name of a column, folded, says that it holds stars.
fn names_stars(folded: &str) -> bool {
    ["star", "rating", "stern", "bewertung"].iter().any(|word| folded.contains(word))
}

/// Whether the columns of a table speak of reviews, whose scores are stars.
pub(super) fn is_of_reviews(table: &ExportTable) -> bool {
    let is_of = |folded: &String| {
        names_stars(folded)
            || PLACES.contains(&folded.as_str())
            || ["review", "summary", "helpful", "product", "appversion"]
                .iter()
                .any(|word| folded.contains(word))
    };
    fold_names(&table.columns).iter().any(is_of)
}

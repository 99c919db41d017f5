//! Decides from its name, its values and the other columns whether a column holds a tone, and on which scale.

use super::column_proof::PLACES;
use super::columns::Columns;
use super::flag::says;
use super::sample::Sample;
use super::tone::{Scale, ScaleDetector};
use crate::exports::Table;
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

/// Whether a column says whether its author recommends something, by yes and no: `recommended` on Steam.
pub(super) fn is_recommendation(sample: &Sample, columns: &Columns, column: &str) -> bool {
    let folded = fold_name(column);
    let is_named = ["recommend", "isrecommend", "votedup"].iter().any(|it| folded.starts_with(it));
    let values = sample.field(columns, Field::Sentiment);
    let mut values = values.iter().flatten().peekable();
    is_named && values.peek().is_some() && values.all(|value| says(value).is_some())
}

/// Whether the name of a column, folded, speaks of stars.
fn names_stars(folded: &str) -> bool {
    ["star", "rating", "stern", "bewertung"].iter().any(|word| folded.contains(word))
}

/// Whether the columns of a table speak of reviews, whose scores are stars.
pub(super) fn is_of_reviews(table: &Table) -> bool {
    let is_of = |folded: &String| {
        names_stars(folded)
            || PLACES.contains(&folded.as_str())
            || ["review", "summary", "helpful", "product", "appversion"]
                .iter()
                .any(|word| folded.contains(word))
    };
    fold_names(&table.columns).iter().any(is_of)
}

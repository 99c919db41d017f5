//! `share_of_voice`: each brand with its tone and its share in each of the last 13 weeks.

use serde::Serialize;

use crate::insights::VoiceFigures;
use crate::pages::table::Record;

/// Shares of voice of the period.
#[derive(Serialize)]
pub(super) struct ShareOfVoice<'a> {
    tags: u64,
    brands: Vec<Brand<'a>>,
    left_out: &'a [String],
}

#[derive(Serialize)]
struct Brand<'a> {
    #[serde(flatten)]
    row: Record<'a>,
    /// Its share in each of the last 13 weeks.
    weeks: &'a [Option<f64>],
}

/// The figures; the rows are those of the table of brands.
pub(super) fn share_of_voice<'a>(
    voice: &'a VoiceFigures,
    rows: Vec<Record<'a>>,
) -> ShareOfVoice<'a> {
    let brands = rows.into_iter().zip(&voice.brands);
    ShareOfVoice {
        tags: voice.tags,
        brands: brands.map(|(row, brand)| Brand { row, weeks: &brand.weeks }).collect(),
        left_out: &voice.left_out,
    }
}

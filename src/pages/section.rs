//! A section of the report as one value: heading, blocks, places for the analyst's notes, what page one may quote from it, its data files.
//!
//! Each file of [`super::sections`] returns a [`Section`]; the page draws all of them with one template. The contents list, the
//! anchors, the notes, the quotes of page one, `data/*.csv` and `charts/*.svg` are read from the same values.

mod input;
mod list;

use std::collections::BTreeMap;

use askama::Template;

use super::drawing::Drawing;
use super::markup::Markup;
use super::table::Table;
use super::words::{self, Words, say};
pub(super) use input::{SectionInput, StatedBy};
pub(super) use list::{Items, Linked, List};

/// One section of the report.
pub(super) struct Section {
    /// Anchor and CSS class.
    pub(super) id: &'static str,
    /// From 1, in the order of the page.
    pub(super) number: usize,
    /// What it answers, in a few words; its name in the list of contents.
    pub(super) question: String,
    /// The answer, or the title where there is none.
    pub(super) headline: String,
    /// Whether its first figure, table or list answers the question; if not, phones fold that one too.
    pub(super) has_main_figure: bool,
    /// In order. One of them is the place for notes.
    pub(super) blocks: Vec<Block>,
    /// Why nothing of it was measured. The section on the method then has this line in place of the section, unless the analyst wrote about it.
    pub(super) missing: Option<String>,
    /// What page one may say from here.
    pub(super) findings: Vec<Quote<words::Finding>>,
    /// What cannot be said about this.
    pub(super) unknowns: Vec<Quote<String>>,
}

/// A statement for page one; the lowest rank comes first.
pub(super) struct Quote<T> {
    /// Place among all statements of the report.
    pub(super) rank: usize,
    /// The statement.
    pub(super) statement: T,
}

/// A part of a section.
pub(super) enum Block {
    /// A few sentences.
    Paragraph(Paragraph),
    /// A table. One without rows is not shown, but its files are written.
    Table(TableBlock),
    /// A chart with its table and files.
    Figure(Box<Figure>),
    /// Points, or names with statements.
    List(List),
    /// The analyst's notes on this section; empty if there are none.
    Notes(Vec<Markup>),
    /// Excerpts of mentions.
    Quotes(QuoteList),
    /// What a reader opens on demand; open on paper.
    Folded(Folded),
}

/// A few sentences.
pub(super) struct Paragraph {
    /// The words.
    pub(super) text: String,
    /// How they are set.
    pub(super) style: Style,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As running text.
    Plain,
    /// As an introduction, in the secondary colour.
    Deck,
    /// As a formula, large.
    Formula,
}

/// A table with its caption and its CSV files.
pub(super) struct TableBlock {
    /// Anchor of the caption is `<id>-table`; unique in the page.
    pub(super) id: &'static str,
    /// What is in it, with unit and base.
    pub(super) caption: String,
    /// The numbers.
    pub(super) table: Table,
    /// What phones do with it.
    pub(super) layout: Layout,
    /// The figures of which `socialmap rows` lists the mentions or conversations that it counts, by id.
    pub(super) rows: Vec<&'static str>,
    /// The files of `data/` that belong to it.
    pub(super) files: Vec<DataFile>,
}

/// What a narrow screen does with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// It scrolls sideways inside its box.
    Scroll,
    /// Each row becomes a block. Roles are written out, because a table laid out as blocks is none to a screen reader.
    Stack,
}

/// A file of `data/`.
pub(super) struct DataFile {
    /// File name.
    pub(super) name: &'static str,
    /// Text of the link.
    pub(super) label: String,
    /// Its content.
    pub(super) table: Table,
}

/// A chart with everything that belongs to it.
pub(super) struct Figure {
    /// File name of the chart; unique in the page.
    pub(super) id: &'static str,
    /// The headline of a further figure; the first one has that of its section.
    pub(super) title: Option<String>,
    /// Measure, unit, period, base, zone.
    pub(super) subtitle: String,
    /// The chart, or why there is none.
    pub(super) drawing: Result<Drawing, String>,
    /// Source and method.
    pub(super) source: String,
    /// The same as numbers.
    pub(super) table: TableBlock,
}

/// Excerpts of mentions by topic: text of strangers.
pub(super) struct QuoteList {
    /// Its title.
    pub(super) title: String,
    /// How they were chosen.
    pub(super) rule: String,
    /// The name of each topic with its excerpts.
    pub(super) topics: Vec<(String, Vec<Quoted>)>,
    /// Why others have none.
    pub(super) missing: Vec<String>,
}

/// One excerpt.
pub(super) struct Quoted {
    /// The words.
    pub(super) text: String,
    /// The direction in which it is read: `rtl` or `ltr`.
    pub(super) direction: &'static str,
    /// The tag of its language; empty: not known.
    pub(super) language: String,
    /// Its channel and tone.
    pub(super) source: String,
}

/// Blocks that are opened on demand.
pub(super) struct Folded {
    /// Whether it is on paper too; the words of the brief are not.
    pub(super) is_printed: bool,
    /// The words to open it by.
    pub(super) summary: String,
    /// What is inside.
    pub(super) blocks: Vec<Block>,
}

/// What a phone opens a block by.
struct Fold {
    name: String,
    /// Whether it is short for the caption of a table, which then stands inside.
    is_short: bool,
}

/// Tables with long captions, with the short names by which phones open them.
const SHORT_NAMES: [(&str, &str); 7] = [
    ("channel-changes", "fold-channel-changes"),
    ("days", "fold-days"),
    ("departments", "fold-departments"),
    ("kinds-channels", "fold-kinds-channels"),
    ("lessons", "fold-lessons"),
    ("options", "fold-options"),
    ("patterns", "fold-patterns"),
];

/// Whether what a phone opens a table by is its caption.
fn has_caption(fold: Option<&Fold>) -> bool {
    fold.is_some_and(|fold| !fold.is_short)
}

impl Fold {
    fn of(words: &Words, block: &Block, name: &str) -> Self {
        let short = match block {
            Block::Table(table) => SHORT_NAMES.into_iter().find(|(id, _)| *id == table.id),
            _ => None,
        };
        Self {
            name: short.map_or_else(|| name.to_owned(), |(_, short)| words.text(short)),
            is_short: short.is_some(),
        }
    }
}

/// Draws a section, whatever is in it.
#[derive(Template)]
#[template(path = "section.html")]
pub(super) struct SectionTemplate<'a> {
    section: &'a Section,
    /// Whether the page has no other section: then it needs no number.
    is_alone: bool,
    words: &'a Words,
}

/// Draws blocks; [`Folded`] ones hold further blocks.
#[derive(Template)]
#[template(path = "blocks.html")]
struct BlocksTemplate<'a> {
    /// Each with what a phone opens it by; `None`: it is always open.
    blocks: Vec<(&'a Block, Option<Fold>)>,
    words: &'a Words,
}

impl askama::filters::HtmlSafe for BlocksTemplate<'_> {}
impl askama::filters::HtmlSafe for SectionTemplate<'_> {}

impl Section {
    /// Its HTML.
    pub(super) fn drawn<'a>(&'a self, words: &'a Words, is_alone: bool) -> SectionTemplate<'a> {
        SectionTemplate { section: self, is_alone, words }
    }

    fn body<'a>(&'a self, words: &'a Words) -> BlocksTemplate<'a> {
        BlocksTemplate { blocks: self.folded_on_phones(words), words }
    }

    /// Its blocks, with a name for those that phones fold: the figures, tables and titled lists after the first.
    fn folded_on_phones(&self, words: &Words) -> Vec<(&Block, Option<Fold>)> {
        let mut opens_next = self.has_main_figure;
        let named = |block| {
            let name = Block::name(block);
            let is_open = opens_next || name.is_none();
            opens_next &= name.is_none();
            (block, name.filter(|_| !is_open).map(|name| Fold::of(words, block, name)))
        };
        self.blocks.iter().map(named).collect()
    }

    /// Whether the page has only a line of it.
    fn is_left_out(&self) -> bool {
        let has_notes = |block: &Block| matches!(block, Block::Notes(notes) if !notes.is_empty());
        self.missing.is_some() && !self.blocks.iter().any(has_notes)
    }

    /// The words of a link to it.
    pub(super) fn link(&self, words: &Words) -> String {
        say!(words, "front-section", number = self.number.to_string())
    }

    /// Its files by path below the folder of the report.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        self.blocks.iter().for_each(|block| block.files(&mut files));
        files
    }
}

impl Folded {
    fn inner<'a>(&'a self, words: &'a Words) -> BlocksTemplate<'a> {
        BlocksTemplate { blocks: self.blocks.iter().map(|block| (block, None)).collect(), words }
    }
}

/// The sections without those of which nothing was measured, numbered again. The last one, on the method, gets their reasons, their unknowns,
/// their files and what the brief says there. A short report shows only that one, so it gets what the brief says in all others.
pub(super) fn without_missing(
    words: &Words,
    sections: Vec<Section>,
    is_short: bool,
) -> Vec<Section> {
    let (mut left_out, mut kept): (Vec<_>, Vec<_>) =
        sections.into_iter().partition(Section::is_left_out);
    let shown = if is_short { kept.len().saturating_sub(1) } else { 0 };
    let hidden = left_out.iter_mut().chain(&mut kept[..shown]);
    let of_brief: Vec<Block> =
        hidden.flat_map(|section| section.blocks.extract_if(.., |it| it.is_of_brief())).collect();
    for (number, section) in (1..).zip(&mut kept) {
        section.number = number;
    }
    let Some(method) = kept.last_mut() else { return kept };
    let (mut reasons, mut tables) = (Vec::new(), Vec::new());
    for section in left_out {
        reasons.extend(section.missing);
        method.unknowns.extend(section.unknowns);
        tables.extend(section.blocks.into_iter().filter(|block| matches!(block, Block::Table(_))));
    }
    method.blocks.splice(1..1, Block::points(words.text("method-missing"), reasons));
    method.blocks.extend(tables);
    method.blocks.extend(of_brief);
    kept
}

impl Block {
    /// Whether it has only the words of the brief, which are folded and not on paper.
    fn is_of_brief(&self) -> bool {
        let is_words = |block: &Self| matches!(block, Self::List(_) | Self::Paragraph(_));
        match self {
            Self::Folded(folded) => !folded.is_printed && folded.blocks.iter().all(is_words),
            _ => false,
        }
    }

    /// What a figure, a table with rows or a list with a title is called; `None`: it is no such thing.
    fn name(&self) -> Option<&str> {
        match self {
            Self::Figure(figure) => Some(figure.title.as_ref().unwrap_or(&figure.subtitle)),
            Self::Table(table) => table.table.has_rows().then_some(&table.caption),
            Self::List(list) => list.title.as_deref(),
            Self::Quotes(quotes) => Some(&quotes.title),
            Self::Paragraph(_) | Self::Notes(_) | Self::Folded(_) => None,
        }
    }

    /// Whether its name is a title of its own, not the words above a table or a drawing.
    fn is_titled(&self) -> bool {
        match self {
            Self::Figure(figure) => figure.title.is_some(),
            block => matches!(block, Self::List(_) | Self::Quotes(_)),
        }
    }

    /// A paragraph.
    pub(super) fn paragraph(style: Style, text: String) -> Self {
        Self::Paragraph(Paragraph { text, style })
    }

    /// A list of single statements under a title; nothing if there are none.
    pub(super) fn points(title: String, points: Vec<String>) -> Option<Self> {
        let list = List { title: Some(title), items: Items::Points(points) };
        (!list.items.is_empty()).then_some(Self::List(list))
    }

    fn files(&self, files: &mut BTreeMap<String, Vec<u8>>) {
        let mut add = |table: &TableBlock| {
            for file in &table.files {
                files.insert(format!("data/{}", file.name), file.table.csv());
            }
        };
        match self {
            Self::Table(table) => add(table),
            Self::Figure(figure) => {
                add(&figure.table);
                if let Ok(drawing) = &figure.drawing {
                    let bytes = drawing.file.clone().into_bytes();
                    files.insert(format!("charts/{}.svg", figure.id), bytes);
                }
            }
            Self::Folded(folded) => folded.blocks.iter().for_each(|block| block.files(files)),
            Self::Paragraph(_) | Self::List(_) | Self::Quotes(_) | Self::Notes(_) => {}
        }
    }
}

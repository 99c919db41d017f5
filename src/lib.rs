//! Reads the mention exports of any listening tool and a research brief, and makes a static social map.
//!
//! A project is a folder with a brief (`brief.yaml`) and CSV files as downloaded (`exports/`). What comes out is a folder of static pages: where
//! people talk, when, in what tone, and what it takes to answer them. [`commands::build`] does all of it and is the place to begin
//! reading; the binary adds arguments and a terminal, nothing else.
//!
//! The modules are the pipeline; data walks through them from top to bottom and never turns back:
//!
//! ```text
//!  files on disk     rows of cells      mentions          counts           answers        SVG, HTML       files
//!    exports   ───▶    exports   ───▶   mentions  ───▶    rollup   ───▶   insights ───▶ charts, pages ───▶ site
//!                         ▲                 ▲                                 ▲              ▲
//!                         └─────── brief (what the client asked for; read once, checked whole) ┘
//! ```
//!
//! [`brief`] and [`exports`] read, [`site`] writes, [`rollup::history`] does both; what lies between takes values and gives values. [`rollup`] holds integers alone, ratios are
//! born in [`insights`], text in [`pages`]. Nothing prints: a command gets a [`commands::Ui`]. Whatever is wrong is an [`error::Error`] that says
//! where, what was found, what was expected and what to do.
//!
//! # Examples
//!
//! A brief and an export in, figures out, without a site:
//!
//! ```
//! use socialmap::brief::read::parse;
//! use socialmap::exports::{discover, formats::Formats};
//! use socialmap::insights::{Period, report};
//! use socialmap::mentions::fold::{PIECE, Pace, Source};
//! use socialmap::mentions::{reader::Context, survey::survey};
//! use socialmap::rollup::count::{Counted, count};
//!
//! let project = tempfile::tempdir()?;
//! std::fs::create_dir(project.path().join("exports"))?;
//! std::fs::write(
//!     project.path().join("exports/tea.csv"),
//!     "created_at,author,text,sentiment,url\n\
//!      2028-05-01T08:15:00Z,ada,Good tea,positive,https://x.com/ada/status/1\n\
//!      2028-05-01T09:20:00Z,bob,Cold tea,negative,https://x.com/bob/status/2\n\
//!      2028-05-02T10:25:00Z,cyd,Good tea,positive,https://x.com/cyd/status/3\n\
//!      2028-05-02T10:25:00Z,cyd,Good tea,positive,https://x.com/cyd/status/3\n",
//! )?;
//! let brief = parse("brief.yaml", "
//! client: Acme Tea
//! why: Where do tea drinkers talk about us?
//! timing: {timezone: UTC}
//! audience: [{id: drinkers, name: Tea drinkers}]
//! objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]
//! channels: [{id: x}]
//! ")?;
//!
//! let context = Context::new(&brief);
//! let exports = discover::find(project.path())?.exports;
//! let plans = survey(&exports, &brief, &context.channels, &Formats::built_in())?;
//! let sources: Vec<_> = plans.into_iter().map(|plan| Source::Export(Box::new(plan))).collect();
//! let pace = Pace { jobs: 1, piece: PIECE };
//! let Counted { rollup, .. } = count(&context, &sources, pace, &|_| (), |_| Ok(()))?;
//! let may = report(&rollup, &brief, &context.channels, &Period::parse("2028-05")?);
//!
//! assert_eq!((may.mentions, may.rows[RowStatus::Duplicate]), (3, 1));
//! // 100 · (2 − 1) / 3
//! assert_eq!(may.tone.net.map(f64::round), Some(33.0));
//! // Three conversations in two observed days, 20 minutes each: 1.5 · 20 / 60 hours a day.
//! assert_eq!(may.staffing.hours_per_day, 0.5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Glossary
//!
//! *Mention*: one post, comment or review, a row of an export. *Conversation*: a thread, the unit of the staffing
//! formula. *Channel*: a community declared in the brief or found. *Category*: the kind of channel. *Export*: a file.
//! *Format*: the shape that a tool writes. *Outcome*: what became of a row. *Period*: the days a report is about.
//! *Stance*: how the client takes part in a channel. *Shrinkage*: paid time not available for the work. *Occupancy*: handling
//! time over handling and waiting time. *FTE*: full-time equivalents. *Finding*: a sentence with its number, base and certainty.

pub mod brief;
pub mod charts;
pub mod commands;
pub mod error;
pub mod exports;
pub mod insights;
pub mod mentions;
pub mod note;
pub mod pages;
pub mod parallel;
pub mod rollup;
pub mod site;
pub mod tally;
pub mod units;

//! Reads the mention exports of any listening tool and a research brief, and makes a static social map.
//!
//! A project is a folder with a brief (`brief.yaml`) and CSV files as downloaded (`exports/`). [`Project`] opens it, gives the figures of a
//! period, and writes the site: static pages on where people talk, when, in what tone, and what it takes to answer them.
//!
//! # Examples
//!
//! ```
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path();
//! # std::fs::create_dir(path.join("exports"))?;
//! # std::fs::write(
//! #     path.join("exports/tea.csv"),
//! #     "created_at,author,text,sentiment,url\n\
//! #      2028-05-01T08:15:00Z,ada,Good tea,positive,https://x.com/ada/status/1\n\
//! #      2028-05-01T09:20:00Z,bob,Cold tea,negative,https://x.com/bob/status/2\n\
//! #      2028-05-02T10:25:00Z,cyd,Good tea,positive,https://x.com/cyd/status/3\n\
//! #      2028-05-02T10:25:00Z,cyd,Good tea,positive,https://x.com/cyd/status/3\n",
//! # )?;
//! # std::fs::write(path.join("brief.yaml"), "
//! # client: Acme Tea
//! # why: Where do tea drinkers talk about us?
//! # timing: {timezone: UTC}
//! # audience: [{id: drinkers, name: Tea drinkers}]
//! # objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]
//! # channels: [{id: x}]
//! # ".replace("\n ", "\n"))?;
//! use socialmap::{Project, RowStatus};
//!
//! let project = Project::open(path)?;
//! let may = project.report("2028-05")?;
//! assert_eq!((may.mentions, may.rows[RowStatus::Duplicate]), (3, 1));
//! project.build(path.join("site"))?;
//! # // 100 · (2 − 1) / 3
//! # assert_eq!(may.tone.net.map(f64::round), Some(33.0));
//! # // Three conversations in two observed days, 20 minutes each: 1.5 · 20 / 60 hours a day.
//! # assert_eq!(may.staffing.hours_per_day, 0.5);
//! # assert!(path.join("site/2028-05/index.html").is_file());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Report`](insights::Report) holds all figures of a period: counts as integers, `None` where something was not measured. Errors name the
//! place, what was found, what was expected and what to do: see [`error::Error`].
//!
//! # What is where
//!
//! - [`Project`]: open, report, build.
//! - [`insights`]: the figures of a [`Report`](insights::Report).
//! - [`tally`]: counts by a class, as in [`Report::rows`](insights::Report::rows).
//! - [`error`]: what can go wrong.
//! - [`commands`]: what the binary runs, for programs that want to show progress and messages themselves.
//! - [`units`]: the types of days and times.
//!
//! Data passes through the modules of the crate in one direction:
//!
//! ```text
//!  files on disk     rows of cells      mentions          counts           answers        SVG, HTML       files
//!    exports   ───▶    exports   ───▶   mentions  ───▶    rollup   ───▶   insights ───▶ charts, pages ───▶ site
//!                         ▲                 ▲                                 ▲              ▲
//!                         └─────── brief (what the client asked for; read once, checked whole) ┘
//! ```
//!
//! `rollup` holds only integers, ratios are made in `insights`, text in `pages`. Nothing prints: a command gets a [`commands::Ui`].
//!
//! # Glossary
//!
//! *Mention*: one post, comment or review, a row of an export. *Conversation*: a thread, the unit of the staffing
//! formula. *Channel*: a community declared in the brief or found. *Category*: the kind of channel. *Export*: a file.
//! *Format*: the shape that a tool writes. *Outcome*: what became of a row. *Period*: the days a report is about.
//! *Stance*: how the client takes part in a channel. *Shrinkage*: paid time not available for the work. *Occupancy*: handling
//! time over handling and waiting time. *FTE*: full-time equivalents. *Finding*: a sentence with its number, base and certainty.

pub mod commands;
pub mod error;
pub mod insights;
pub mod tally;
pub mod units;

#[doc(inline)]
pub use brief::{Category, Metric, Stance};
#[doc(inline)]
pub use commands::Project;
#[doc(inline)]
pub use mentions::{RowStatus, tone::Tone};

// The modules below are not part of the library's interface and may change in any version. They are public because the integration tests, the
// benches, the fuzz targets and the examples in their own docs are separate crates, which can reach nothing that is private.
#[doc(hidden)]
pub mod brief;
#[doc(hidden)]
pub mod charts;
#[doc(hidden)]
pub mod exports;
#[doc(hidden)]
pub mod mentions;
#[doc(hidden)]
pub mod note;
#[doc(hidden)]
pub mod pages;
#[doc(hidden)]
pub mod parallel;
#[doc(hidden)]
pub mod rollup;
#[doc(hidden)]
pub mod site;

//! Reads the mention exports of any listening tool and a research brief, and makes a static social map.
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
pub mod pages;
pub mod rollup;
pub mod site;
pub mod units;

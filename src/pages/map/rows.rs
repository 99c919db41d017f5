//! The rows of the social map: the words and the drawing of each cell.

use super::words;
use crate::brief::Brief;
use crate::charts::cells;
use crate::insights::kinds::main;
use crate::insights::staffing::staffed_hours;
use crate::insights::{ChannelFigures, PreviousPeriod, Recent, Report, StanceGroup, ToneFigures};
use crate::pages::markup::Markup;
use crate::pages::sections::topics::kinds;
use crate::pages::words::{Words, say};

/// Mentions under which a share says nothing.
const FEWEST_FOR_SHARES: u64 = 10;

/// Labels under which a tone of the period before says nothing.
const FEWEST_LABELS: u64 = 10;

/// Labels under which their number is shown with the tone.
const SMALL_BASE: u64 = 30;

/// Ends of the axis of net sentiment, unless a range reaches beyond.
const TONE_AXIS: (f64, f64) = (-60.0, 80.0);

/// A row of the map.
pub(super) struct Row {
    /// Whether a channel that was observed has no mention: phones set it in one line.
    pub(super) is_silent: bool,
    pub(super) name: String,
    /// The kind of place.
    pub(super) kind: String,
    pub(super) mentions: Option<Markup>,
    pub(super) count: String,
    pub(super) share: String,
    pub(super) weeks: Option<Markup>,
    pub(super) rate: String,
    pub(super) tone: Option<Markup>,
    pub(super) net: String,
    pub(super) net_note: String,
    pub(super) hours: Option<Markup>,
    /// The same in words, for screen readers; why there is no drawing, for all.
    pub(super) hours_note: String,
    /// The main kind of conversation, with its share.
    pub(super) most: String,
    pub(super) most_share: String,
    pub(super) stance: String,
    pub(super) department: String,
    pub(super) work: Option<Markup>,
    pub(super) work_hours: String,
    pub(super) work_note: String,
}

/// Makes rows on common scales.
pub(super) struct Rows<'a> {
    words: &'a Words,
    brief: &'a Brief,
    report: &'a Report,
    /// Of the mentions and the hours of one channel.
    most: (f64, f64),
    tone: Option<(f64, f64)>,
    staffed: Option<[u32; 24]>,
    /// Place of the first week that lies wholly in the period.
    current: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new(words: &'a Words, brief: &'a Brief, report: &'a Report) -> Self {
        let channels = &report.channels;
        let mentions = channels.iter().map(|channel| channel.mentions).max().unwrap_or_default();
        let hours = channels.iter().filter_map(|channel| channel.hours_per_day);
        let whole_weeks = report.window.map_or(0, |window| window.days / 7) as usize;
        Self {
            words,
            brief,
            report,
            most: (mentions as f64, hours.fold(0.0, f64::max)),
            tone: tone_scale(report),
            staffed: staffed_hours(&brief.timing.staffed),
            current: report.recent.weeks.len().saturating_sub(whole_weeks),
        }
    }

    /// The ends of the axis of all dots; `None` if no row has one.
    pub(super) fn tone_scale(&self) -> Option<(f64, f64)> {
        self.tone
    }

    /// The row of a channel.
    pub(super) fn channel(&self, channel: &ChannelFigures) -> Row {
        let (words, is_measured) = (self.words, channel.is_measured());
        let hours = channel.hours_per_day.filter(|_| channel.is_community);
        let declared = channel.declared.map(|index| &self.brief.channels[index]);
        let department = declared.and_then(|declared| declared.department);
        let most = self.report.kinds_of(channel).and_then(main);
        Row {
            is_silent: is_measured && channel.mentions == 0,
            name: words::channel_name(words, channel),
            kind: self.kind(channel),
            mentions: is_measured
                .then(|| drawn(&cells::bar(channel.mentions as f64 / self.most.0.max(1.0), false))),
            count: if is_measured { words.count(channel.mentions) } else { words.text("map-none") },
            share: self.share(channel),
            most: most.map_or_else(String::new, |(kind, _)| kinds::name(words, kind)),
            most_share: most.map_or_else(String::new, |(_, share)| {
                words.percent(share, channel.mentions.min(99))
            }),
            stance: words::stance(words, channel.stance),
            department: match (department, channel.group()) {
                (Some(index), _) => self.brief.departments[index].name.clone(),
                (None, Some(StanceGroup::Open)) => words.text("map-nobody-yet"),
                (None, _) => String::new(),
            },
            work: hours
                .map(|hours| drawn(&cells::bar(hours / self.most.1.max(f64::MIN_POSITIVE), true))),
            work_hours: hours
                .map_or_else(|| words.text("map-none"), |hours| words.quantity(7.0 * hours)),
            work_note: match (channel.conversations_per_day, hours) {
                (Some(rate), Some(_)) => self.work(rate, channel.minutes.minutes.base),
                _ => String::new(),
            },
            ..self.figures(&channel.recent, channel.mentions_per_day(), &channel.tone)
        }
    }

    /// The kind of place, unless the channel is called so.
    fn kind(&self, channel: &ChannelFigures) -> String {
        let kind = words::category(self.words, channel.category);
        let kind = if kind == channel.name || channel.is_unknown() { String::new() } else { kind };
        let is_paid = channel.declared.is_some_and(|index| self.brief.channels[index].is_paid);
        match (is_paid, kind.is_empty()) {
            (false, _) => kind,
            (true, true) => self.words.text("map-paid-alone"),
            (true, false) => say!(self.words, "map-paid", kind = kind),
        }
    }

    /// The row of all channels.
    pub(super) fn total(&self) -> Row {
        let (words, report) = (self.words, self.report);
        let takes = &report.staffing;
        let is_measured = report.is_work_measured();
        let decided = report.decided();
        let is_all = report.stance_groups.iter().all(|it| it.group != StanceGroup::Listen);
        Row {
            name: words.text("name-all"),
            count: words.count(report.mentions),
            share: say!(words, "map-channels", n = report.channels.len() as u64),
            // The sum of the rows: the formula over all communities.
            work_hours: if is_measured {
                words.quantity(takes.hours_per_week)
            } else {
                words.text("map-none")
            },
            work_note: decided.filter(|_| !is_all).map_or_else(String::new, |decided| {
                say!(words, "map-decided", hours = words.quantity(decided.hours.base))
            }),
            ..self.figures(&report.recent, report.mentions_per_day, &report.tone)
        }
    }

    /// What a channel and all of them have alike; the rest is empty.
    fn figures(&self, recent: &Recent, per_day: Option<f64>, tone: &ToneFigures) -> Row {
        let words = self.words;
        let (tone_drawing, net, net_note) = self.tone(tone, recent.was.as_ref());
        let was = recent.was.map(|was| words.quantity(was.mentions_per_day));
        let hours = recent.by_hour.filter(|hours| hours.iter().sum::<u64>() > 0);
        Row {
            weeks: cells::line(&recent.weeks, self.current).as_ref().map(drawn),
            rate: match (per_day.map(|rate| words.quantity(rate)), was) {
                (None, _) => words.text("map-not-covered"),
                (Some(rate), None) => say!(words, "map-rate", rate = rate),
                (Some(rate), Some(was)) => say!(words, "map-rate-was", rate = rate, was = was),
            },
            tone: tone_drawing,
            net,
            net_note,
            hours: hours.map(|hours| drawn(&cells::hours(&hours, self.staffed.as_ref()))),
            hours_note: match (recent.by_hour, hours) {
                (None, _) => words.text("map-no-hours"),
                (Some(_), None) => String::new(),
                (_, Some(hours)) => self.parts_of_day(&hours),
            },
            is_silent: false,
            name: String::new(),
            kind: String::new(),
            mentions: None,
            count: String::new(),
            share: String::new(),
            most: String::new(),
            most_share: String::new(),
            stance: String::new(),
            department: String::new(),
            work: None,
            work_hours: String::new(),
            work_note: String::new(),
        }
    }

    fn share(&self, channel: &ChannelFigures) -> String {
        let (words, all) = (self.words, self.report.mentions);
        match channel.mentions {
            0 if !channel.is_measured() => words.text("map-not-covered"),
            0 => words.text("map-silent"),
            // A whole percent: the drawing beside it shows no more.
            _ if all >= FEWEST_FOR_SHARES => {
                say!(words, "map-share", share = words.percent(channel.share, 99))
            }
            _ => String::new(),
        }
    }

    /// The dot, the number beside it, and the words below.
    fn tone(
        &self,
        tone: &ToneFigures,
        was: Option<&PreviousPeriod>,
    ) -> (Option<Markup>, String, String) {
        let words = self.words;
        let labelled = tone.counts.labelled();
        let (Some(scale), Some(net), Some((low, high))) = (self.tone, tone.net, tone.interval)
        else {
            let note = words::no_dot(words, tone);
            return (None, words.text("map-none"), note);
        };
        let is_enough = |was: &&PreviousPeriod| was.tone.counts.labelled() >= FEWEST_LABELS;
        let was = was.filter(is_enough).and_then(|was| was.tone.net);
        let was = was.map(|was| say!(words, "map-was", value = words.points(was)));
        let sample = (labelled < SMALL_BASE).then(|| words.sample(labelled));
        let note = words::clauses(words, was.into_iter().chain(sample).collect());
        (Some(drawn(&cells::range(scale, (low, net, high)))), words.points(net), note)
    }

    /// `10.6 × 15 min`, with the response share where not all is answered.
    fn work(&self, rate: f64, minutes: f64) -> String {
        let words = self.words;
        let (rate, minutes) = (words.quantity(rate), words.minutes(minutes));
        match self.brief.staffing.response_share {
            share if share < 1.0 => {
                let share = words.percent(share, 1);
                say!(words, "map-work-part", rate = rate, minutes = minutes, share = share)
            }
            _ => say!(words, "map-work", rate = rate, minutes = minutes),
        }
    }

    /// Mentions of the four quarters of the day.
    fn parts_of_day(&self, hours: &[u64; 24]) -> String {
        let part =
            |quarter: usize| self.words.count(hours[6 * quarter..6 * quarter + 6].iter().sum());
        say!(
            self.words,
            "map-parts-of-day",
            night = part(0),
            morning = part(1),
            afternoon = part(2),
            evening = part(3)
        )
    }
}

fn drawn(svg: &crate::charts::Svg) -> Markup {
    Markup::from(svg)
}

/// The axis of all dots, the same in every report so that months can be compared, and wider in tens where a range needs it; `None` if no row
/// has a range.
fn tone_scale(report: &Report) -> Option<(f64, f64)> {
    let tones = report.channels.iter().map(|channel| &channel.tone).chain([&report.tone]);
    let ranges: Vec<(f64, f64)> = tones.filter_map(|tone| tone.interval).collect();
    let low = ranges.iter().map(|range| range.0).fold(TONE_AXIS.0, f64::min);
    let high = ranges.iter().map(|range| range.1).fold(TONE_AXIS.1, f64::max);
    (!ranges.is_empty()).then(|| (10.0 * (low / 10.0).floor(), 10.0 * (high / 10.0).ceil()))
}

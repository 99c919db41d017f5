//! More or less than before, and peaks, in words: what, against what, how sure.

use super::findings::Finding;
use super::weeks::left_out;
use super::{Words, say, term_list};
use crate::brief::Event;
use crate::insights::change::{
    BASE_WEEKS, Base, Calm, Change, ChangeVerdict, FEWEST_BASE_WEEKS, FEWEST_MENTIONS, WeekTest,
};
use crate::insights::peaks::{PeakChannel, PeakThread};
use crate::insights::{TermFigures, TonePeak, VolumePeak, WeekMean};
use crate::units::Date;

/// Terms that a finding names at most; its section has all.
const MOST_PEAK_TERMS: usize = 5;

/// A verdict as the messages select it; `None` where there is none to give.
pub(in crate::pages) fn verdict(verdict: ChangeVerdict) -> Option<&'static str> {
    match verdict {
        ChangeVerdict::Rose => Some("rose"),
        ChangeVerdict::ProbablyRose => Some("probably-rose"),
        ChangeVerdict::ProbablyFell => Some("probably-fell"),
        ChangeVerdict::Fell => Some("fell"),
        ChangeVerdict::Unclear => None,
    }
}

/// What a period is compared with, as the end of a sentence: `in the 13 weeks before`, `in April 2026`.
pub(in crate::pages) fn when(words: &Words, change: &Change) -> String {
    match &change.base {
        Base::Weeks => say!(words, "change-weeks-before", n = u64::from(BASE_WEEKS)),
        Base::Period(period) => words.during(period),
    }
}

/// The days compared: `the last 4 weeks`, `this period`.
fn now(words: &Words, change: &Change) -> String {
    match &change.base {
        Base::Weeks => say!(words, "change-last-weeks", n = u64::from(change.now.days / 7)),
        Base::Period(_) => words.text("change-this-period"),
    }
}

/// Whether more or less was said.
pub(in crate::pages) fn volume(words: &Words, change: &Change) -> Finding {
    let (mentions, former) = change.mentions;
    let (now, when) = (now(words, change), when(words, change));
    if change.is_small() {
        let (mentions, former) = (counted(words, mentions), counted(words, former));
        return Finding {
            what: say!(words, "change-count", mentions = mentions, now = now),
            detail: say!(words, "change-count-before", mentions = former, when = when),
            sure: words.text("change-small"),
        };
    }
    let rate = words.quantity(change.per_day.0);
    let computed = change.verdict().map(verdict);
    let what = match computed {
        Some(Some(verdict)) => say!(words, "volume-changed", verdict = verdict, rate = rate),
        Some(None) => say!(words, "volume-unclear", rate = rate),
        None => say!(words, "volume-untested", rate = rate),
    };
    let rate = words.quantity(change.per_day.1);
    let detail = match (change.test, computed.flatten()) {
        // Only a verdict of change has a percentage: under "no clear change" it would be a contradiction.
        (Some(test), Some(_)) => {
            let times = times(words, test.ratio);
            say!(
                words,
                "volume-against-typical",
                now = now,
                rate = rate,
                when = when,
                change = times
            )
        }
        _ => say!(words, "volume-against", now = now, rate = rate, when = when),
    };
    let calm = change.calm.as_ref().map(|calm| self::calm(words, calm));
    let detail = [detail].into_iter().chain(calm).collect::<Vec<_>>().join(" ");
    Finding { what, detail, sure: certainty(words, change) }
}

/// What the weeks before were without their exceptional days.
pub(in crate::pages) fn calm(words: &Words, calm: &Calm) -> String {
    let (n, rate) = (u64::from(calm.exceptional), words.quantity(calm.per_day));
    if calm.is_volume_only_then {
        say!(words, "volume-calm-only", n = n, rate = rate)
    } else {
        say!(words, "volume-calm", n = n, rate = rate)
    }
}

/// Why there is no verdict on these mentions: (now, before).
pub(in crate::pages) fn no_verdict(
    words: &Words,
    mentions: (u64, u64),
    weeks: (usize, usize),
) -> String {
    let is_short = weeks.0 < WeekMean::ENOUGH;
    let fewest = if is_short { FEWEST_BASE_WEEKS } else { WeekMean::ENOUGH };
    words.text(match () {
        () if mentions.0.min(mentions.1) < FEWEST_MENTIONS => "changes-too-few-mentions",
        () if weeks.0 == 0 || weeks.1 < fewest => "changes-too-few-weeks",
        () => "changes-silent-week",
    })
}

/// `3 mentions`, `No mention`.
fn counted(words: &Words, mentions: u64) -> String {
    match mentions {
        0 => words.text("volume-no-mention"),
        n => say!(words, "mentions", n = n),
    }
}

/// A ratio in words: `31% more`, `5% fewer`, `as many`, `2.4 times as many`.
fn times(words: &Words, ratio: f64) -> String {
    let points = (100.0 * (ratio - 1.0)).abs().round();
    let percent = || say!(words, "number-percent", number = words.assumed(points));
    match ratio {
        _ if points < 1.0 => words.text("volume-same"),
        ratio if ratio >= 2.0 => say!(words, "volume-times", times = words.quantity(ratio)),
        ratio if ratio > 1.0 => say!(words, "volume-more", percent = percent()),
        _ => say!(words, "volume-fewer", percent = percent()),
    }
}

/// The 95 % range of a ratio as percentages of change: `−3% to +29%`.
pub(in crate::pages) fn ratio_range(words: &Words, (low, high): (f64, f64)) -> String {
    let signed =
        |ratio: f64| say!(words, "number-percent", number = words.points(100.0 * (ratio - 1.0)));
    words.between(&signed(low), &signed(high))
}

/// A verdict by itself: `rose`, `no clear change`.
pub(in crate::pages) fn verdict_name(words: &Words, computed: ChangeVerdict) -> String {
    match verdict(computed) {
        Some(verdict) => say!(words, "change-verdict", verdict = verdict),
        None => words.text("change-unclear"),
    }
}

/// What the verdict is based on, or why there is none.
fn certainty(words: &Words, change: &Change) -> String {
    let (now, before) = change.weeks;
    let before_count = words.count(before as u64);
    let Some(WeekTest { ratio, interval: (low, high), verdict, .. }) = change.test else {
        let weeks = say!(words, "full-weeks", n = now as u64);
        let fewest = if now < WeekMean::ENOUGH { FEWEST_BASE_WEEKS } else { WeekMean::ENOUGH };
        return if now == 0 || before < fewest {
            let sentence =
                say!(words, "volume-no-verdict-short", weeks = weeks, before = before_count);
            left_out(words, sentence, change.left_out)
        } else {
            say!(words, "volume-no-verdict-empty", weeks = weeks, before = before_count)
        };
    };
    let weeks = say!(words, "full-weeks", n = now as u64);
    let weeks = say!(words, "volume-weeks", now = weeks, before = before_count);
    let range = ratio_range(words, (low, high));
    let is_certain = low > 1.0 || high < 1.0;
    let is_opposite = is_certain && (change.per_day.0 > change.per_day.1) != (ratio > 1.0);
    let is_gated = change.calm.is_some_and(|calm| calm.is_volume_only_then);
    let sentence = match verdict {
        ChangeVerdict::Unclear if is_gated => {
            say!(words, "volume-sure-calm", weeks = weeks, range = range)
        }
        ChangeVerdict::Rose | ChangeVerdict::Fell => {
            say!(words, "volume-sure", weeks = weeks, range = range)
        }
        ChangeVerdict::Unclear if is_opposite => {
            say!(words, "volume-sure-opposite", weeks = weeks, range = range)
        }
        ChangeVerdict::Unclear => say!(words, "volume-sure-unclear", weeks = weeks, range = range),
        // Certain, but by under a tenth.
        _ if is_certain => say!(words, "volume-sure-little", weeks = weeks, range = range),
        _ => say!(words, "volume-sure-likely", weeks = weeks, range = range),
    };
    left_out(words, sentence, change.left_out)
}

/// Days on which far more was said than usual, with the days among them in a tone far from the usual.
pub(in crate::pages) fn peak(words: &Words, peak: &VolumePeak, tone: Option<&TonePeak>) -> Finding {
    let span = words.span(peak.from, peak.to);
    let usual = |usual: f64| words.assumed(usual.round());
    let counted = say!(
        words,
        "peak-volume",
        span = span,
        mentions = say!(words, "mentions", n = peak.mentions),
        usual = usual(peak.usual)
    );
    let what = match tone {
        None => counted,
        Some(tone) if tone.z < 0.0 => say!(words, "peak-with-complaint", peak = counted),
        Some(_) => say!(words, "peak-with-praise", peak = counted),
    };
    // A channel with all of the mentions explains nothing, nor does one with few of those above the usual.
    let explains = |channel: &&PeakChannel| {
        let above = channel.mentions as f64 - channel.usual;
        channel.mentions < peak.mentions && 3.0 * above >= peak.mentions as f64 - peak.usual
    };
    let channel = peak.channel.as_ref().filter(explains);
    let channel = channel.map(|channel| {
        let mentions = say!(words, "mentions", n = channel.mentions);
        let usual = usual(channel.usual);
        say!(words, "peak-channel", channel = &channel.name, mentions = mentions, usual = usual)
    });
    let is_of_one = |most: &u64| peak.authors > Some(1) && 5 * most >= peak.mentions;
    let authors = peak.authors.map(|authors| match peak.most_by_one.filter(is_of_one) {
        Some(most) => {
            let mentions = words.count(peak.mentions);
            say!(
                words,
                "peak-authors-one",
                n = authors,
                most = words.count(most),
                mentions = mentions
            )
        }
        None => say!(words, "peak-authors", n = authors),
    });
    let thread = peak
        .thread
        .filter(PeakThread::is_large)
        .map(|thread| say!(words, "peak-thread", n = thread.mentions, of = words.count(thread.of)));
    let tone = tone.map(|tone| peak_net(words, tone, (tone.from, tone.to) != (peak.from, peak.to)));
    let terms = peak_terms(words, peak.terms.as_deref());
    let cause = cause(words, peak.event.as_ref());
    let detail: Vec<String> = channel
        .into_iter()
        .chain(authors)
        .chain(thread)
        .chain(tone)
        .chain(terms)
        .chain([cause])
        .collect();
    Finding { what, detail: detail.join(" "), sure: words.text("peak-sure") }
}

/// Days in a tone far from the usual.
pub(super) fn tone_peak(words: &Words, peak: &TonePeak) -> Finding {
    let span = words.span(peak.from, peak.to);
    let what = if peak.z < 0.0 {
        say!(words, "peak-complaint", span = span)
    } else {
        say!(words, "peak-praise", span = span)
    };
    let net = peak_net(words, peak, false);
    let terms = peak_terms(words, peak.terms.as_deref());
    let cause = cause(words, peak.event.as_ref());
    let detail = [net].into_iter().chain(terms).chain([cause]).collect::<Vec<_>>().join(" ");
    Finding { what, detail, sure: words.text("peak-sure") }
}

/// The terms that stand out on the days of a peak, which name no cause; `None` if none does.
fn peak_terms(words: &Words, terms: Option<&[TermFigures]>) -> Option<String> {
    let terms = terms.filter(|terms| !terms.is_empty())?;
    let first = &terms[..terms.len().min(MOST_PEAK_TERMS)];
    Some(say!(words, "peak-terms", terms = term_list(first)))
}

/// The tone of a peak against the usual, with its days where they are not given next to it.
fn peak_net(words: &Words, peak: &TonePeak, has_days: bool) -> String {
    let (net, usual) = (words.maybe_points(peak.tone.net), words.points(peak.usual));
    let sample = words.sample(peak.tone.counts.labelled());
    if has_days {
        let span = words.span(peak.from, peak.to);
        say!(words, "peak-net-days", net = net, sample = sample, usual = usual, span = span)
    } else {
        say!(words, "peak-net", net = net, sample = sample, usual = usual)
    }
}

/// The nearest event of the brief, which does not prove a cause.
fn cause(words: &Words, event: Option<&Event>) -> String {
    let day = |date: Date| words.tick(date);
    match event {
        Some(event) => say!(words, "peak-event", event = &event.label, day = day(event.date)),
        None => words.text("peak-no-event"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::Period;
    use crate::pages::fixture;

    fn said(mend: impl FnOnce(&mut Change)) -> [String; 3] {
        let mut change = fixture::change();
        mend(&mut change);
        let Finding { what, detail, sure } = volume(Words::english(), &change);
        [what, detail, sure]
    }

    fn test(verdict: ChangeVerdict, interval: (f64, f64)) -> WeekTest {
        WeekTest { ratio: 1.12, interval, p: 0.05, verdict }
    }

    #[test]
    fn volume_follows_the_verdict() {
        let [what, detail, sure] = said(|_| ());
        assert_eq!(what, "Mentions rose to 72.4 a day");
        assert_eq!(
            detail,
            "In the last 4 full weeks, against 65.3 a day in the 13 weeks before: 12% more in a typical week."
        );
        assert_eq!(
            sure,
            "95% range of the change +3%\u{a0}to\u{a0}+22%, by 4 full weeks against 13"
        );
        let [what, _, sure] =
            said(|c| c.test = Some(test(ChangeVerdict::ProbablyRose, (0.975, 1.292))));
        assert_eq!(what, "Mentions probably rose to 72.4 a day");
        assert_eq!(
            sure,
            "95% range of the change −3%\u{a0}to\u{a0}+29%, by 4 full weeks against 13; the 80% range excludes no change"
        );
        let [_, _, sure] = said(|c| c.test = Some(test(ChangeVerdict::ProbablyRose, (1.01, 1.09))));
        assert!(sure.ends_with("; a change of under a tenth is called probable at most"), "{sure}");
    }

    #[test]
    fn no_percentage_stands_under_no_clear_change() {
        let [what, detail, sure] =
            said(|c| c.test = Some(test(ChangeVerdict::Unclear, (0.5, 3.0))));
        assert_eq!(what, "No clear change in mentions, at 72.4 a day");
        assert_eq!(detail, "In the last 4 full weeks, against 65.3 a day in the 13 weeks before.");
        assert_eq!(
            sure,
            "95% range of the change −50%\u{a0}to\u{a0}+200%, by 4 full weeks against 13: it includes no change"
        );
        let [_, _, sure] = said(|c| {
            c.test = Some(test(ChangeVerdict::Unclear, (1.1, 1.2)));
            c.per_day.1 = 80.0;
        });
        assert!(
            sure.starts_with("Typical weeks and the mean of all days point in opposite directions")
        );
    }

    #[test]
    fn a_base_with_exceptional_days_is_stated_without_them() {
        let calm = Calm {
            exceptional: 9,
            per_day: 51.2,
            is_volume_only_then: false,
            is_tone_only_then: false,
        };
        let [_, detail, _] = said(|c| c.calm = Some(calm));
        assert!(
            detail.ends_with(
                "12% more in a typical week. Without its 9 exceptional days that base had 51.2 a day."
            ),
            "{detail}"
        );
        let [what, detail, sure] = said(|c| {
            c.test = Some(test(ChangeVerdict::Unclear, (0.7, 0.9)));
            c.calm = Some(Calm { is_volume_only_then: true, ..calm });
        });
        assert_eq!(what, "No clear change in mentions, at 72.4 a day");
        assert!(
            detail.ends_with("had 51.2 a day, from which this is not a clear change."),
            "{detail}"
        );
        assert_eq!(
            sure,
            "The 95% range −30%\u{a0}to\u{a0}−10%, by 4 full weeks against 13, excludes no change only with these days"
        );
    }

    #[test]
    fn volume_without_a_verdict_says_why() {
        let [what, detail, sure] = said(|c| {
            c.base = Base::Period(Period::month(fixture::day(2026, 4, 1)));
            (c.test, c.weeks) = (None, (3, 4));
        });
        assert_eq!(what, "Mentions ran at 72.4 a day");
        assert_eq!(detail, "In this period, against 65.3 a day in April 2026.");
        assert_eq!(
            sure,
            "No verdict: 3 full weeks against 4; it takes 4 on each side, or 8 before a shorter period"
        );
        let [_, _, sure] = said(|c| (c.test, c.weeks, c.left_out) = (None, (1, 0), 2));
        assert_eq!(
            sure,
            "No verdict: 1 full week against 0; it takes 4 on each side, or 8 before a shorter period; 2 weeks with missing days left out"
        );
        let [.., sure] = said(|c| c.test = None);
        assert_eq!(
            sure,
            "No verdict: 4 full weeks against 13, at least one of them without a mention"
        );
    }

    #[test]
    fn under_thirty_mentions_are_counts() {
        let [what, detail, sure] = said(|c| c.mentions = (13, 6));
        assert_eq!(what, "13 mentions in the last 4 full weeks");
        assert_eq!(detail, "6 mentions in the 13 weeks before.");
        assert_eq!(sure, "Under 30 mentions on a side: no rates and no verdict");
        assert_eq!(said(|c| c.mentions = (0, 400))[0], "No mention in the last 4 full weeks");
    }

    #[test]
    fn ratios_have_words() {
        assert_eq!(
            [1.0, 1.002, 1.31, 0.76, 2.04, 0.0].map(|ratio| times(Words::english(), ratio)),
            ["as many", "as many", "31% more", "24% fewer", "2.0 times as many", "100% fewer"]
        );
    }

    #[test]
    fn a_peak_has_its_size_its_channel_and_the_nearest_event() {
        let channel =
            PeakChannel { id: "x".to_owned(), name: "X".to_owned(), mentions: 201, usual: 40.4 };
        let (from, to) = (fixture::day(2026, 5, 12), fixture::day(2026, 5, 14));
        let event = Event { date: fixture::day(2026, 5, 11), label: "Price change".to_owned() };
        let mut found = VolumePeak {
            from,
            to,
            mentions: 312,
            usual: 84.5,
            z: 7.93,
            event: Some(event),
            channel: Some(channel),
            authors: Some(1),
            most_by_one: None,
            thread: None,
            terms: None,
        };
        found.terms = Some(vec![
            fixture::term("order failed"),
            fixture::term("refund"),
            fixture::term("card"),
        ]);
        let said = peak(Words::english(), &found, None);
        assert_eq!(said.what, "Peak, 12 to 14 May 2026: 312 mentions, where 85 are usual");
        assert_eq!(
            said.detail,
            "X grew most: 201 mentions, where 40 are usual. 1 account wrote them. \
             Words: order failed, refund, card. Nearest event: Price change, 11 May."
        );
        assert_eq!(said.sure, "Usual: the same weekdays of 13 weeks before");
        found.terms.as_mut().unwrap().truncate(1);
        let one = peak(Words::english(), &found, None).detail;
        assert!(one.contains(" Words: order failed. Nearest"), "{one}");
        found.terms.as_mut().unwrap().clear();
        for mentions in [99, 312] {
            let mut small = found.clone();
            small.channel.as_mut().unwrap().mentions = mentions;
            let said = peak(Words::english(), &small, None);
            assert!(said.detail.starts_with("1 account wrote"), "{mentions} explain nothing");
        }
        let tone = TonePeak {
            from,
            to: from,
            tone: fixture::report().tone,
            usual: 12.0,
            z: -5.0,
            event: None,
            terms: None,
        };
        let both = peak(Words::english(), &found, Some(&tone));
        assert!(both.what.ends_with("85 are usual, and far more complaint"), "{}", both.what);
        let net = " 1 account wrote them. Net sentiment −5 (12 May 2026, n\u{a0}=\u{a0}1,976), against +12 before. Nearest";
        assert!(both.detail.contains(net), "{}", both.detail);
        let praise = TonePeak { z: 5.0, to, ..tone };
        let both = peak(Words::english(), &found, Some(&praise));
        assert!(both.what.ends_with(", and far more praise"), "{}", both.what);
        assert!(both.detail.contains("sentiment −5 (n\u{a0}"), "{}", both.detail);
        (found.authors, found.most_by_one) = (Some(51), Some(250));
        assert!(
            peak(Words::english(), &found, None)
                .detail
                .contains("51 accounts wrote, one of them 250 of the 312. Nearest")
        );
        found.thread = Some(PeakThread { mentions: 130, of: 290 });
        let of_thread = "the 312. 130 of the 290 that state a thread are in one thread. Nearest";
        assert!(peak(Words::english(), &found, None).detail.contains(of_thread));
        found.thread = Some(PeakThread { mentions: 30, of: 290 });
        assert!(!peak(Words::english(), &found, None).detail.contains("thread"), "too few");
        (found.event, found.channel, found.authors) = (None, None, None);
        assert_eq!(peak(Words::english(), &found, None).detail, "The cause is not known.");
    }

    #[test]
    fn a_peak_of_tone_says_its_direction() {
        let mut found = TonePeak {
            from: fixture::day(2026, 5, 12),
            to: fixture::day(2026, 5, 12),
            tone: fixture::report().tone,
            usual: 12.0,
            z: -5.0,
            event: None,
            terms: None,
        };
        let said = tone_peak(Words::english(), &found);
        assert_eq!(said.what, "Far more complaint than usual, 12 May 2026");
        assert_eq!(
            said.detail,
            "Net sentiment −5 (n\u{a0}=\u{a0}1,976), against +12 before. The cause is not known."
        );
        found.z = 5.0;
        assert_eq!(
            tone_peak(Words::english(), &found).what,
            "Far more praise than usual, 12 May 2026"
        );
    }
}

### The words of the report in English.
###
### Numbers that choose a plural are called `$n` or `$n_…` and are shown by NUMBER(), which groups digits. All other variables are
### finished text: names, and figures and dates that the messages of "Numbers" and "Dates" have formatted.
### `{"\u00A0"}` is a space at which no line breaks.

## Numbers

number-group = ,
number-decimal = .
number-minus = −
number-plus = +
number-percent = { $number }%
number-percent-under = under { $number }%
number-percent-over = over { $number }%
share-small-base = { $share } (small base)
sample = n{"\u00A0"}={"\u00A0"}{ NUMBER($n) }
range = { $low }{"\u00A0"}to{"\u00A0"}{ $high }
amount = { $figure }{"\u00A0"}{ $unit }
money = { $currency }{"\u00A0"}{ $amount }
not-measured = not measured
bytes = { $n ->
    [one] { NUMBER($n) } byte
   *[other] { NUMBER($n) } bytes
}
kilobytes = { $size } kB
megabytes = { $size } MB
duration-seconds = { $n ->
    [one] { $figure }{"\u00A0"}second
   *[other] { $figure }{"\u00A0"}seconds
}
duration-minutes = { $n ->
    [one] { $figure }{"\u00A0"}minute
   *[other] { $figure }{"\u00A0"}minutes
}
duration-hours = { $n ->
    [one] { $figure }{"\u00A0"}hour
   *[other] { $figure }{"\u00A0"}hours
}
duration-days = { $n ->
    [one] { $figure }{"\u00A0"}day
   *[other] { $figure }{"\u00A0"}days
}
points = { $n ->
    [one] { $points }{"\u00A0"}point
   *[other] { $points }{"\u00A0"}points
}
points-range = { $range }{"\u00A0"}points

## Dates

weekday-monday = Monday
    .short = Mon
weekday-tuesday = Tuesday
    .short = Tue
weekday-wednesday = Wednesday
    .short = Wed
weekday-thursday = Thursday
    .short = Thu
weekday-friday = Friday
    .short = Fri
weekday-saturday = Saturday
    .short = Sat
weekday-sunday = Sunday
    .short = Sun
month-january = January
    .short = Jan
month-february = February
    .short = Feb
month-march = March
    .short = Mar
month-april = April
    .short = Apr
month-may = May
    .short = May
month-june = June
    .short = Jun
month-july = July
    .short = Jul
month-august = August
    .short = Aug
month-september = September
    .short = Sep
month-october = October
    .short = Oct
month-november = November
    .short = Nov
month-december = December
    .short = Dec
date = { $day } { $month } { $year }
date-with-weekday = { $weekday } { $date }
date-without-year = { $day } { $month }
span = { $from } to { $to }
period-month = { $month } { $year }
period-months = { $from } to { $to } { $year }
during-day = on { $day }
during-period = in { $period }
during-span = from { $span }
time = { $hour }:{ $minute }

## Counted things

mentions = { $n ->
    [one] { NUMBER($n) } mention
   *[other] { NUMBER($n) } mentions
}
labelled-mentions = { $n ->
    [one] { NUMBER($n) } labelled mention
   *[other] { NUMBER($n) } labelled mentions
}
labels = { $n ->
    [one] { NUMBER($n) } label
   *[other] { NUMBER($n) } labels
}
conversations = { $n ->
    [one] { NUMBER($n) } conversation
   *[other] { NUMBER($n) } conversations
}
rows = { $n ->
    [one] { NUMBER($n) } row
   *[other] { NUMBER($n) } rows
}
days = { $n ->
    [one] { NUMBER($n) } day
   *[other] { NUMBER($n) } days
}
observed-days = { $n ->
    [one] { NUMBER($n) } observed day
   *[other] { NUMBER($n) } observed days
}
weeks = { $n ->
    [one] { NUMBER($n) } week
   *[other] { NUMBER($n) } weeks
}
full-weeks = { $n ->
    [one] { NUMBER($n) } full week
   *[other] { NUMBER($n) } full weeks
}
people = { $n ->
    [one] { NUMBER($n) } person
   *[other] { NUMBER($n) } people
}

## Lists, work and people

list-next = { $start }, { $next }
list-last = { $start } and { $last }
work-hours-a-day = { $n ->
    [one] { $figure }{"\u00A0"}hour a day
   *[other] { $figure }{"\u00A0"}hours a day
}
work-minutes-a-day = { $n ->
    [one] { $figure }{"\u00A0"}minute a day
   *[other] { $figure }{"\u00A0"}minutes a day
}
work-minutes-a-week = { $n ->
    [one] { $figure }{"\u00A0"}minute a week
   *[other] { $figure }{"\u00A0"}minutes a week
}
with-range = { $value } ({ $range })
full-time-people = { $figure }{"\u00A0"}full-time people
full-time-people-under = under { $figure }{"\u00A0"}full-time people

## The brief's words

category-bookmark = Bookmarks
category-crowdsourced = Crowdsourced
category-blog = Blogs
category-micromedia = Micromedia
category-social-network = Social network
category-service-community = Service community
category-video = Video
category-image = Images
category-document = Documents
category-review = Reviews
category-news = News
category-messaging = Messaging
category-audio = Audio
category-other = Other
stance-listen = Listen
stance-answer = Answer
stance-join = Join in
stance-host = Host
stance-avoid = Stay away
objective-listen = listen
objective-talk = talk
objective-energize = energize
objective-support = support
objective-embrace = embrace
metric-mentions = mentions
metric-conversations = conversations
metric-share-of-voice = share of voice
metric-net-sentiment = net sentiment
metric-positive-share = positive share
metric-negative-share = negative share
metric-problem-share = share of problems
metric-question-share = share of questions
metric-advocates = advocates
metric-returning-authors = returning authors
metric-response-time = median response time
metric-answered-in-time = answered in time
metric-reach = reach
metric-engagement = engagement

## The answer: the first sentence of the page

answer-not-observed = No export covers a day { $when }: what people said about { $client } was not measured.
answer-not-covered = No export covers a channel to answer { $when }: the work was not measured.
answer-not-counted = The work of answering what people said about { $client } { $when } was not measured: the history holds conversations of whole months only.
answer-silence = Nobody was found talking about { $client } { $when }; listening still takes { $people }.
answer-silence-few-days = Nobody was found talking about { $client } { $days }.
answer-nothing = Everything that people said about { $client } { $when } is in channels that the brief stays away from: nothing to answer.
answer-few-days = { $answering } took { $work } { $days }: too few days to plan a team.
answer-few-observed-days = on the { $days } of { $period }
answer-all = Answering what people said about { $client }
answer-part = Answering { $share } of what people said about { $client }
answer-workload = { $answering } { $when } takes { $work }: { $team }.
answer-coverage = { $answering } { $when } takes { $work }. Covering the staffed hours takes more: { $team }.
answer-team = { $need }, so a team of { $people }
answer-team-minimum = { $need }; the brief asks for at least { $people }

## What we found: where

place-only-mention = The only mention is on { $channel }
place-one-channel = All { $mentions } are on { $channel }
place-most = { $channel } has { $count } of { $mentions }
place-share = { $channel } holds { $share } of all mentions
place-counts = { $channel } holds { $count } of { $mentions }
place-two-leaders = No clear lead between { $first } and { $second }
place-three-leaders = No clear lead among { $channels }
place-leaders = No clear lead among { $n ->
    [one] { NUMBER($n) } channel
   *[other] { NUMBER($n) } channels
}
place-none = No channel had a mention
place-not-measured = Where people talk was not measured
place-follows = { $channel } has { $count } of { $mentions }; { $next } follows with { $value }.
place-each = { $channel } has { $count }
place-of = Of { $mentions }, { $channels }.
place-silent = Nothing was found on { $channels }, which the brief declares.
place-silent-many = Nothing was found on { $n ->
    [one] { NUMBER($n) } channel
   *[other] { NUMBER($n) } channels
} that the brief declares.
place-sure-few = Only { $mentions }: counts, no shares
place-sure-range = 95% range of the share { $range }, { $sample }
place-sure-overlap = The 95% ranges of their shares overlap, so they are not ranked, { $sample }

## Languages

language-not-stated = Not stated
language-not-identified = Not identified
language-not-measured = The language was not measured
language-absent = No export of these days states a language, or the history tells some of these days.
language-none = No mention had a language
language-unknown = No language was identified
language-only-mention = The only mention is in { $language }
language-all = All { $mentions } are in { $language }
language-two-leaders = No clear lead between { $first } and { $second }
language-share = { $share } of all mentions are in { $language }
language-counts = { $count } of { $mentions } are in { $language }

## What we found: how much

volume-count = { $mentions } in this period
volume-before = { $mentions } { $when }.
volume-no-mention = No mention
volume-changed = Mentions { $verdict ->
    [rose] rose
    [probably-rose] probably rose
    [fell] fell
   *[probably-fell] probably fell
} to { $rate } a day
volume-unclear = No clear change in mentions, at { $rate } a day
volume-untested = Mentions ran at { $rate } a day
volume-against = Against { $rate } a day { $when }, per observed day.
volume-against-evenly = Against { $rate } a day { $when }, per observed day; with equal weight for every weekday, { $change }.
volume-same = as many
volume-times = { $times } times as many
volume-more = { $percent } more
volume-fewer = { $percent } fewer
volume-sure-few = Too few for rates or a verdict
volume-no-verdict-short = No verdict: { $weeks } against { $before }; it takes 4 on each side
volume-no-verdict-empty = No verdict: { $weeks } against { $before }, at least one of them without a mention
volume-weeks = { $now } full weeks against { $before }
volume-range = { $range } for a typical week, 95% range
volume-sure = By { $weeks }: { $range }
volume-sure-opposite = Not clear: the { $weeks } and the days outside of them point in opposite directions ({ $range })
volume-sure-unclear = Not clear: single weeks vary more than that. { $weeks } leave { $range }
weeks-left-out = { $sentence }; { $weeks } with missing days left out

## What we found: tone

tone-not-measured = The tone was not measured
tone-few = { $mentions }: too few to judge
tone-positive = Net sentiment is { $points }: more praise than complaint
tone-negative = Net sentiment is { $points }: more complaint than praise
tone-balanced = Net sentiment is { $points }: praise and complaint are in balance
tone-counts = { $positive } positive, { $neutral } neutral, { $negative } negative
tone-changed = { $counts }; it { $verdict ->
    [rose] rose
    [probably-rose] probably rose
    [fell] fell
   *[probably-fell] probably fell
} from { $points } { $when }.
tone-untested = { $counts }; { $points } { $when }, too few labels to compare.
tone-unclear = { $counts }; no clear change from { $points } { $when }.
tone-alone = { $counts }.
tone-low-week = { $sentence } The week of { $week } stands out at { $points }, against { $all } over { $weeks }.
tone-sure = 95% range { $range }, { $sample } with a tone label
tone-sure-few = { $labels }: no range under 10

## What we found: when

when-not-measured = The hour of day was not measured
when-even = No hour stands out
when-busiest = { $slot } is the busiest time: { $times } times the average
when-shared = { $slot } is among the busiest times: { $times } times the average
when-slot = { $weekday } { $hours }
when-count = { $mentions } fell there.
when-count-next = { $mentions } fell there; { $slot } follows with { $times } times.
when-staffed = { $sentence } { $share } of all mentions fall inside the staffed hours.
when-staffed-about = { $sentence } About { $share } of all mentions fall inside the staffed hours; an hour staffed in part counts in proportion.
when-sure = { $mentions } known to the hour, { $zone } time; a proxy for when people are online

## What we found: the work

work-not-measured = The work of answering was not measured
work-some = Answering takes { $work }
work-none = There was nothing to answer
team-by-hours = Covering the staffed hours decides the team: { $people }
team-by-hours-detail = The work alone takes { $people }.
team-by-work = The work decides the team: { $people }
team-by-work-detail = One person present during all staffed hours takes { $people }.
team-work-alone = The work takes { $people }
team-work-alone-detail = The brief states no staffed hours to compare with.
team-sure = Low case to high case of the work { $range }, by minutes a conversation; not a statistical range

## Means of full weeks

week-mean = mean of { $weeks }: { $rate } a day, 95% range { $range }
week-mean-indicative = mean of { $weeks }: { $rate } a day, indicative 95% range { $range }
week-mean-days = single days had { $range }; a range needs two full weeks
week-mean-none = none on any day
week-mean-no-day = no day covered in every channel

## What we do not know

unknown-days = What was said on { $missing } of the period’s { $days }: the exports cover { $span }.
unknown-all-days = What was said on { $missing } of the period’s { $days }: no export covers any.
unknown-gap = What was said on { $channel } on { $missing } of { $days }: no export covers them.
unknown-history-rows = Which rows these counts come from: no export holds a row of { $months } any more, so the history replaces them.
unknown-history-authors = How many people spoke, and how fast they were answered: the history replaces the exports of { $months }, and holds this for whole months only.
unknown-history-conversations = How many conversations there were, how many people spoke, and how fast they were answered: the history replaces the exports of { $months }, and holds this for whole months only.
unknown-change = Whether more or less is said than { $when }: { $days } now and { $before } then are too few to compare.
unknown-few-mentions = How typical this is: it is based on { $mentions }.
unknown-minutes = How long a conversation really takes here: { $minutes } minutes is Brian Solis’ figure. Timing 30 conversations replaces it.
unknown-need = Which conversations need no answer: all are counted as needing one, as the formula does.
unknown-threads = Which mentions belong together: the exports hold no threads, so each mention counts as a conversation and the hours are an upper bound.
unknown-no-labels = In what tone people speak: the exports hold no labels.
unknown-unlabelled = The tone of { $mentions } without a label; the other labels are the tools’ own and were not checked by hand.
unknown-unlabelled-share = The tone of { $mentions } without a label ({ $share } of all); the other labels are the tools’ own and were not checked by hand.
unknown-unchecked = Whether the tone labels are right: they are the exporting tools’ own and were not checked by hand.
unknown-no-hours = At which hour people write: the exports hold the day only.
unknown-undated = The hour of { $mentions } known only to the day.
unknown-authors = How many people speak: the exports name no authors.
unknown-cover = How many people the staffed hours need: the brief states no staffed hours.
unknown-channel = Where { $mentions } were published: the exports name no channel that is known. The method below lists their words.
unknown-channel-share = Where { $mentions } were published ({ $share } of all): the exports name no channel that is known. The method below lists their words.
unknown-quality = How well these conversations were answered: the exports do not say.
unknown-answers = How fast and how well these conversations were answered: the exports do not say.

## Doubts about the exports

doubt-capped = { $file } has exactly { $rows }: the export may be cut.
doubt-capped-remedy = export it again in shorter spans, each under the tool's limit
doubt-gap = No row of any export is dated { $span }, where about { $usual } are usual: days may be missing.
doubt-gap-remedy = export these days too, or name them for each channel under `coverage.gaps`
doubt-tool = { $channel } comes from { $before } up to { $until } and from { $after } since { $since }: a step there may come from the change of tool.
doubt-tool-remedy = mark the day under `timing.events`, and compare no figures across it
doubt-column = The { $format } rows of { $channel } have { $field ->
    [tone] a tone
    [author] an author
   *[language] a language
} up to { $last } and none after: { $rows } until { $until } are without.
doubt-column-remedy = export these days again with that column, or name it under `exports[].columns.{ $key }`
doubt-other-channel = The channel of { $count } of { $rows } is not known, { $named }: they count under Other.
doubt-other-channel-share = The channel of { $count } of { $rows } ({ $share }) is not known, { $named }: they count under Other.
doubt-other-word = “{ $word }” ({ $count })
doubt-other-words = most often { $words }
doubt-other-no-word = their exports have no word for it
doubt-other-remedy = name the word under `channels[].match.source`, as in `[{ $word }]`
doubt-other-file-remedy = name the channel of these files under `exports[].channel`
doubt-half-unused = { $file }: only { $used } of { $rows } are used.
doubt-half-unused-remedy = look at the reasons in `socialmap mentions`; a misspelt keyword or a wrong column costs many rows
doubt-own = No row is by an account of `own.handles`.
doubt-own-remedy = write the handles as the exports do; without them own posts count as mentions
doubt-competitors = No row names { $names }.
doubt-competitors-remedy = correct the words under `keywords.competitors`, or check that the exports were searched for them
doubt-fixed-zone = `{ $key }` is { $zone }, which has no summer time.
doubt-fixed-zone-remedy = name a place, as in `America/New_York`
doubt-unused-keys = Read, not used: { $keys }.
doubt-unused-keys-remedy = this version has no section for them; `--allow unused_keys` accepts that
doubt-not-covered = No export of { $channel } covers { $span }: these days are not counted as days of silence.
doubt-not-covered-remedy = export these days too; if nobody wrote on them, name them under `coverage.silent`
doubt-stray = { $rows } dated { $span } lie far from all others and are in no report.
doubt-stray-remedy = correct the dates in the export, or ask for them with `--period`
doubt-empty-period = No row is dated { $span }, though a report was asked for.
doubt-empty-period-remedy = correct `--period` or `timing.period`, or add the exports of these days
doubt-misplaced = { $file } is not read: exports belong into `exports/`, and the brief is `brief.yaml`.
doubt-misplaced-remedy = move or rename it
doubt-not-measured = { $field ->
    [tone] Tone was not measured: no row of any export has one.
    [author] Who writes was not measured: no row of any export has an author.
   *[language] Language was not measured: no row of any export has one.
}
doubt-not-measured-remedy = if a column has it, check that it is filled and named under `exports[].columns.{ $key }`

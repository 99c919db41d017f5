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
number-times = { $number }×
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
time-promised = the time promised
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
reposts = { $n ->
    [one] { NUMBER($n) } repost
   *[other] { NUMBER($n) } reposts
}
communities = { $n ->
    [one] { NUMBER($n) } community
   *[other] { NUMBER($n) } communities
}
namings-of-a-brand = { $n ->
    [one] { NUMBER($n) } naming of a brand
   *[other] { NUMBER($n) } namings of a brand
}
posts-naming-a-brand = { $n ->
    [one] { NUMBER($n) } post that names a brand
   *[other] { NUMBER($n) } posts that name a brand
}
accounts = { $n ->
    [one] { NUMBER($n) } account
   *[other] { NUMBER($n) } accounts
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
clause-next = { $start }; { $next }
clause-end = { $clauses }.
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
with-sample = { $value } ({ $sample })
full-time-people = { $figure }{"\u00A0"}full-time people
full-time-people-under = under { $figure }{"\u00A0"}full-time people

## The brief's words

category-bookmark = Bookmarks
category-crowdsourced = Forum
category-blog = Blogs
category-micromedia = Short posts
category-social-network = Social network
category-service-community = Service community
category-video = Video
category-image = Pictures
category-document = Documents
category-review = Reviews
category-news = Press
category-messaging = Messages
category-audio = Audio
category-other = Other
stance-listen = Listen
stance-answer = Answer
stance-join = Join in
stance-host = Host
stance-avoid = Stay away
stance-open = Not decided
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
answer-contradicted = What it takes to answer was not measured { $when }: there are mentions on { $channels }, but the brief names all days there as not covered.
answer-not-counted = The work of answering what people said about { $client } { $when } was not measured: the history holds conversations of whole months only.
answer-silence = Nobody was found talking about { $client } { $when }.
answer-silence-rivals = Nobody was found talking about { $client } { $when }; the competitors are named { $n ->
    [one] once
   *[other] { NUMBER($n) } times
}.
answer-silence-few-days = Nobody was found talking about { $client } { $days }.
answer-nothing = Everything that people said about { $client } { $when } is in channels that the brief stays away from: nothing to answer.
answer-few-days = { $answering } would have taken { $work } { $days }: too few days to plan a team.
answer-few-observed-days = on the { $days } of { $period }
answer-all = Answering what people said about { $client }
answer-part = Answering { $share } of what people said about { $client }

lead-peak-one = { $span }: { $mentions } mentions of { $client }, where { $usual } are usual, { $most } of them by one account.
lead-peak = { $span }: { $mentions } mentions of { $client }, where { $usual } are usual.
lead-peak-worse = { $span }: { $mentions } mentions of { $client }, where { $usual } are usual, and in a worse tone.
lead-topic = { $share } of the mentions of { $period } are about { $topic }, up from { $was } { $before }.
lead-topics = More of the mentions of { $period } than { $before } are about { $topics }.
lead-volume = { $verdict ->
    [rose] More
    [probably-rose] Probably more
    [fell] Less
   *[probably-fell] Probably less
} was said about { $client } { $when } than { $before }.
lead-volume-tone = { $verdict ->
    [rose] More
    [probably-rose] Probably more
    [fell] Less
   *[probably-fell] Probably less
} was said about { $client } { $when } than { $before }, and in a { $tone ->
    [better] better
    [probably-better] probably better
    [probably-worse] probably worse
   *[worse] worse
} tone.
lead-unclear = How much was said about { $client } { $when } did not clearly change.
lead-unclear-both = How much was said about { $client } { $when }, and in what tone, did not clearly change.
lead-tone = The tone about { $client } { $when } was { $tone ->
    [better] better
    [probably-better] probably better
    [probably-worse] probably worse
   *[worse] worse
} than { $before }.
lead-few-accounts = All { $mentions } of { $client } { $when } are by { $n ->
    [one] one account
   *[other] { NUMBER($n) } accounts
}.
lead-listens = The brief answers no channel, so there is no answering work.
lead-answering = Answering
lead-answering-part = Answering { $share } of the conversations
lead-answering-all-of = Answering what was said { $when }
lead-answering-part-of = Answering { $share } of what was said { $when }
lead-answering-when = { $answering } { $when }
lead-under-an-hour = { $answering } takes under an hour a week; one named person is enough.
lead-one-person = { $answering } takes { $hours } hours a week; one named person is enough.
lead-took = { $answering } would have taken { $hours } hours a week.
lead-work = { $answering } takes { $hours } hours a week, { $people }.
lead-cover = { $answering } takes { $hours } hours a week; being there in all staffed hours takes { $people }.
lead-open = { $hours } of these hours are on channels that the brief does not name.
lead-late-none = No conversation had an answer within { $time }.
lead-late-none-on = On { $channels }, no conversation had an answer within { $time }.
lead-late = { $share } had no answer within { $time }.
lead-late-on = On { $channels }, { $share } had no answer within { $time }.

## What we found: what to act on

topic-more = A larger share was about: { $topics }
topic-less = A smaller share was about: { $topics }
topic-detail = { $share } of the mentions; { $was } from { $days }.
topic-each = { $topic } { $share } ({ $was })
topics-detail = { $topics } of the mentions; in brackets { $days }.
topic-days = { $days }, without { $n ->
    [one] an exceptional day
   *[other] { NUMBER($n) } exceptional days
}
topic-sure = 95% range { $range } ({ $mentions })
topics-sure = 95% ranges { $ranges }
missed-what = Not met: { $statement }
missed-detail = Target { $target }, now { $now }: { $name }.
missed-from = Target { $target }, now { $now }, baseline { $baseline }: { $name }.
missed-sure = 95% range { $range }, { $sample }
objective-on = { $metric } on { $channel }
late-what = Answers come later than the target
late-detail = { $share } of conversations on { $channels } had an answer within { $time }.
late-sure = { $range } of { $conversations }; no other export shows replies
outside-what = Most conversations begin outside the staffed hours
outside-detail = { $share } of conversations begin outside { $shifts }, in { $part } of the hours of a week.
outside-detail-about = About { $share } of conversations begin outside { $shifts }, in { $part } of the hours of a week; an hour staffed in part counts in proportion.
outside-sure = { $range } of { $conversations } known to the hour
no-owner-what = { $n ->
    [one] A channel that the brief does not name takes
   *[other] { NUMBER($n) } channels that the brief does not name take
} work
no-department-what = Work that no department answers
no-department-detail = Conversations that fit no department of the brief would take { $hours } hours a week.
no-owner-detail = Answering { $channels } would take { $hours } hours a week; nobody has decided who does.
no-owner-others = { $n ->
    [one] another channel
   *[other] { NUMBER($n) } other channels
}

## Bars

bar-share = { $count } · { $share }
bar-tooltip = { $name }: { $value }

## Languages

languages-deck = Mentions by language, with their share of all { $mentions }; { $observed }
languages-source = Used mentions by the language that the export of each states, as a BCP 47 tag; where it states none, by the language that two detectors agree to find in the text. Ranges: Wilson, 95%.
languages-caption = Mentions by language, and those with a tone label
language-with-tag = { $name } ({ $tag })
other-languages = { $n ->
    [one] { NUMBER($n) } other language
   *[other] { NUMBER($n) } other languages
}
name-language = Language
name-country = Country
name-labelled = With a tone label
people-further = Countries, potential reach and engagement
countries-caption = Mentions by the country that the exports state
countries-caption-more = Mentions by the country that the exports state, the ten with most; { $n ->
    [one] { NUMBER($n) } further country
   *[other] { NUMBER($n) } further countries
} in the file
reach-caption = Potential reach and engagement, each added up over the mentions that state it. Reach is the tools’ own estimate and counts a person once for every mention: it is not a number of people
reach-sum = Potential reach
reach-rows = Mentions that state it
engagement-sum = Likes, comments, shares
engagement-rows = Mentions that state them
language-not-stated = Not stated
language-not-identified = Not identified
language-not-measured = The language was not measured
language-absent = No export of these days states a language, or some of these days come from the history.
language-none = No mention had a language
language-unknown = No language was identified
language-only-mention = The only mention is in { $language }
language-all = All { $mentions } are in { $language }
language-two-leaders = No clear lead between { $first } and { $second }
language-share = { $share } of all mentions are in { $language }
language-share-known = { $share } of all mentions are known to be in { $language }
language-counts = { $count } of { $mentions } are in { $language }

## What we found: how much

volume-no-mention = No mention
volume-changed = Mentions { $verdict ->
    [rose] rose
    [probably-rose] probably rose
    [fell] fell
   *[probably-fell] probably fell
} to { $rate } a day
volume-unclear = No clear change in mentions, at { $rate } a day
volume-untested = Mentions ran at { $rate } a day
volume-against = In { $now }, against { $rate } a day { $when }.
volume-against-typical = In { $now }, against { $rate } a day { $when }: { $change } in a typical week.
volume-same = as many
volume-times = { $times } times as many
volume-more = { $percent } more
volume-fewer = { $percent } fewer
volume-no-verdict-short = No verdict: { $weeks } against { $before }; it takes 4 on each side, or 8 before a shorter period
volume-no-verdict-empty = No verdict: { $weeks } against { $before }, at least one of them without a mention
volume-weeks = { $now } against { $before }
volume-sure = 95% range of the change { $range }, by { $weeks }
volume-sure-likely = 95% range of the change { $range }, by { $weeks }; the 80% range excludes no change
volume-sure-little = 95% range of the change { $range }, by { $weeks }; a change of under a tenth is called probable at most
volume-sure-opposite = Typical weeks and the mean of all days point in opposite directions: { $range } by { $weeks }, 95% range
volume-sure-unclear = 95% range of the change { $range }, by { $weeks }: it includes no change
volume-sure-calm = The 95% range { $range }, by { $weeks }, excludes no change only with these days
volume-calm = Without its { $n ->
    [one] exceptional day
   *[other] { NUMBER($n) } exceptional days
} that base had { $rate } a day.
volume-calm-only = Without its { $n ->
    [one] exceptional day
   *[other] { NUMBER($n) } exceptional days
} that base had { $rate } a day, from which this is not a clear change.
weeks-left-out = { $sentence }; { $weeks } with missing days left out

change-weeks-before = in the { NUMBER($n) } { $n ->
    [one] week
   *[other] weeks
} before
change-last-weeks = { $n ->
    [one] the last full week
   *[other] the last { NUMBER($n) } full weeks
}
change-this-period = this period
change-verdict = { $verdict ->
    [rose] rose
    [probably-rose] probably rose
    [fell] fell
   *[probably-fell] probably fell
}
change-unclear = no clear change
change-count = { $mentions } in { $now }
change-count-before = { $mentions } { $when }.
change-small = Under 30 mentions on a side: no rates and no verdict

## What we found: peaks

peak-volume = Peak, { $span }: { $mentions }, where { $usual } are usual
peak-with-complaint = { $peak }, and far more complaint
peak-with-praise = { $peak }, and far more praise
peak-complaint = Far more complaint than usual, { $span }
peak-praise = Far more praise than usual, { $span }
peak-net = Net sentiment { $net } ({ $sample }), against { $usual } before.
peak-net-days = Net sentiment { $net } ({ $span }, { $sample }), against { $usual } before.
peak-channel = { $channel } grew most: { $mentions }, where { $usual } are usual.
peak-authors = { NUMBER($n) } { $n ->
    [one] account
   *[other] accounts
} wrote them.
peak-authors-one = { NUMBER($n) } { $n ->
    [one] account
   *[other] accounts
} wrote, one of them { $most } of the { $mentions }.
peak-thread = { NUMBER($n) } of the { $of } that state a thread are in one thread.
peak-terms = Words: { $terms }.
peak-event = Nearest event: { $event }, { $day }.
peak-no-event = The cause is not known.
peak-sure = Usual: the same weekdays of 13 weeks before

## What we found: tone

tone-not-measured = The tone was not measured
tone-few = { $mentions }: too few to judge
tone-few-accounts = Net sentiment is { $points }, driven by few accounts
tone-no-range = Net sentiment is { $points }; its range was not measured
tone-positive = Net sentiment is { $points }: more praise than complaint
tone-negative = Net sentiment is { $points }: more complaint than praise
tone-balanced = Net sentiment is { $points }: not clear whether praise or complaint prevails
tone-counts = { $positive } positive, { $neutral } neutral, { $negative } negative
tone-changed = { $counts }; it { $verdict ->
    [rose] rose
    [probably-rose] probably rose
    [fell] fell
   *[probably-fell] probably fell
} from { $points } { $when }.
tone-untested = { $counts }; { $points } { $when }, { $reason ->
    [accounts] too few accounts to compare
    [not-measured] with a range not measured
   *[labels] too few labels to compare
}.
tone-unclear = { $counts }; no clear change from { $points } { $when }.
tone-alone = { $counts }.
tone-low-week = { $sentence } The week of { $week } stands out at { $points }, against { $all } over { $weeks }.
tone-by-labels = By the exports’ labels { $points }: { $sentence }
tone-sure-audited = 95% range { $range }, people read { $rows } of { $mentions } mentions
tone-sure-audited-few-accounts = { $sentence }; most of these are by few accounts
tone-sure = 95% range { $range }, { $sample } with a tone label
tone-sure-few = { $labels }: no range under 10
tone-sure-few-accounts = { $labels }, too few accounts for a range
tone-sure-no-range = { $labels }; the history does not record which accounts wrote, so there is no range

## What we found: when

when-not-measured = The hour of day was not measured
when-even = No hour of the day and no part of the week stands out
when-no-busy-hour = No hour of the day stands out
when-window = { $window } stand out: { $times } times the average hour
when-windows = { $windows } stand out
when-weekdays = Weekdays
when-weekends = Weekends
when-rhythm = Busiest: { $hours }; no part of the week stands out
when-busy-hours = Busiest: { $hours }
when-slot = { $weekday } { $hours }

## What we found: the work

work-not-measured = The work of answering was not measured
work-some = Answering takes { $work }
takes-none = The brief answers no channel, so there is no answering work
takes-all = Answering takes { $hours } hours a week
takes-brief = Answering as the brief decides takes { $hours } hours a week
takes-people = { $sentence }, { $people }
takes-beyond = { $sentence }; for { $share } of conversations no one is on duty within { $time }
work-none = There was nothing to answer

## Means of full weeks

week-mean = mean of { $weeks }: { $rate } a day, 95% range { $range }
indicative-range = { $range }, indicative
week-mean-indicative = mean of { $weeks }: { $rate } a day, indicative 95% range { $range }
week-mean-days = single days had { $range }; a range needs two full weeks
week-mean-none = none on any day
week-mean-no-day = no day covered in every channel

## What we do not know

unknown-days = What was said on { $missing } of the period’s { $days }: the exports cover { $span }.
unknown-all-days = What was said on { $missing } of the period’s { $days }: no export covers any.
unknown-gap = What was said on { $channels } on { $missing } of { $days }: no export covers them.
unknown-gap-days = What was said on { $channels } on { $spans }: no export covers these days.
unknown-days-within = What was said on { $missing } of the period’s { $days }: no export has a row of them.
unknown-days-named = What was said on { $spans }, { $missing } of the period’s { $days }: no export has a row of them.
unknown-one-account = What others think: one account wrote { $most } of { $mentions }.
unknown-only-account = What others think: one account wrote all { $mentions }.
unknown-few-accounts = What other people say: all { $mentions } are by { NUMBER($n) } { $n ->
    [one] account
   *[other] accounts
}.
unknown-history-rows = Which rows these counts come from: no export holds a row of { $months } any more, so the history replaces them.
unknown-history-authors = How many people spoke, and how fast they were answered: the history replaces the exports of { $months }, and holds this for whole months only. In ranges, an account that wrote in two months counts as two.
unknown-history-conversations = How many conversations there were, how many people spoke, and how fast they were answered: the history replaces the exports of { $months }, and holds this for whole months only. In ranges, an account that wrote in two months counts as two.
unknown-change = Whether more or less is said than { $when }: { $days } now and { $before } then are too few to compare.
unknown-peaks = On which days far more was said than usual: fewer than 56 of the 91 days before were covered.
unknown-unreadable = What { $count } of the { $rows } in { $file } say: they cannot be read.
unknown-few-mentions = How typical this is: it is based on { $mentions }.
unknown-minutes = How long a conversation really takes here: { $minutes } minutes is Brian Solis’ figure. Timing 30 conversations replaces it.
unknown-minutes-few = How long a conversation really takes here: { $minutes } minutes is Brian Solis’ figure. { $n ->
    [one] { NUMBER($n) } conversation was timed
   *[other] { NUMBER($n) } conversations were timed
}; 30 replace it.
unknown-need = Which conversations need no answer: all are counted as needing one, as the formula does.
unknown-threads = Which mentions belong together: the exports hold no threads, so each mention counts as a conversation and the hours are an upper bound.
unknown-no-labels = In what tone people write: the exports have no labels.
unknown-unlabelled = The tone of { $mentions } without a label.
unknown-unlabelled-share = The tone of { $mentions } without a label ({ $share } of all).
unknown-unchecked = Whether the tone labels are right: they are as the exports state them.
unknown-no-hours = At which hour people write: the exports hold the day only.
unknown-undated = The hour of { $mentions } known only to the day.
unknown-authors = How many people speak: the exports name no authors.
unknown-cover = How many people the staffed hours need: the brief states no staffed hours.
unknown-channel = Where { $mentions } were published: the exports name no channel that is known. The method below lists their words.
unknown-channel-share = Where { $mentions } were published ({ $share } of all): the exports name no channel that is known. The method below lists their words.
unknown-quality = How well these were answered: no export says.
unknown-answers = How fast and how well these conversations were answered: the exports do not say.

## Doubts about the exports

doubt-capped = { $file } has exactly { $rows }: the export may be cut.
doubt-capped-remedy = export it again in shorter spans, each under the tool's limit
doubt-gap = No row of any export is dated { $span }, where about { $usual } are usual: days may be missing.
doubt-gap-remedy = export these days too, or name them for each channel under `coverage.gaps`
doubt-tool = { $channel } comes from { $before } up to { $until } and from { $after } since { $since }: a jump on that date may be caused by the change of tool.
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
doubt-other-named-in-check = `socialmap check` lists the words of their exports
doubt-other-no-word = their exports have no word for it
doubt-other-remedy = name the word under `channels[].match.source`, as in `[{ $word }]`
doubt-other-file-remedy = name the channel of these files under `exports[].channel`
doubt-half-unused = { $file }: only { $used } of { $rows } are used.
doubt-half-unused-remedy = look at the reasons in `socialmap mentions`; a misspelt keyword or a wrong column costs many rows
doubt-own = No row was written by an account in `own.handles`: the client’s own posts may be among the mentions.
doubt-own-remedy = write the handles as the exports do; without them own posts count as mentions
doubt-competitors = No row names { $names }.
doubt-competitors-remedy = correct the words under `keywords.competitors`, or check that the exports were searched for them
doubt-fixed-zone = `{ $key }` is { $zone }, which has no summer time.
doubt-fixed-zone-remedy = name a place, as in `America/New_York`
doubt-few-reviews = The brief plans { $n ->
    [one] { NUMBER($n) } review
   *[other] { NUMBER($n) } reviews
} in the first year; two are the least from which a change can be seen.
doubt-few-reviews-remedy = add the days under `timing.reviews`
doubt-unheard = The brief takes part (`phase: engage`), and names no wave of listening before.
doubt-unheard-remedy = state the wave before under `wave.previous`, or set `phase` to `listen` until this one has ended
doubt-unserved = No tactic of the brief serves { $ids }.
doubt-unserved-remedy = name the objective in a tactic, or drop it
doubt-advocates = No used mention is by { $handles }, whom the brief lists as advocates.
doubt-advocates-remedy = spell handles under `advocates.list` as the exports do, or leave them out
doubt-nothing-estimated = The brief asks for an estimate of tone, and { $n ->
    [one] the one mention without a label is not known to be English
   *[other] none of the { NUMBER($n) } mentions without a label is known to be English
}: nothing is estimated.
doubt-all-labelled = The brief asks for an estimate of tone, and every mention has a label of its export: nothing is estimated.
doubt-all-labelled-remedy = leave `tone.estimate` out
doubt-nothing-estimated-remedy = leave `tone.estimate` out, or name the column of the language under `exports[].columns`
doubt-estimate-unaudited = The brief asks for an estimate of tone, and no reported period has an audit: the estimate is not shown.
doubt-estimate-unaudited-remedy = draw a sheet with `socialmap sample`, and fill in its column `label`
doubt-unused-keys = The brief sets keys that this version does not use: { $keys }.
doubt-unused-keys-remedy = this version has no section for them; `--allow unused_keys` accepts that
doubt-not-covered-more = { $n ->
    [one] { NUMBER($n) } more run of days
   *[other] { NUMBER($n) } more runs of days
}
doubt-not-covered = No export of { $channel } covers { $spans }: these days are not counted as days of silence.
doubt-not-covered-remedy = export these days too; if nobody wrote on them, name them under `coverage.silent`
doubt-silence = { $channel } has no row from { $span }, where about { $usual } are usual, though its exports cover these days: rows may be missing.
doubt-silence-remedy = export these days again; if nobody wrote on them, name them under `coverage.silent`
doubt-rows-in-gap = { $rows } of { $channel } are dated { $span }, which the brief names as a gap: these days count as not observed all the same.
doubt-rows-in-gap-remedy = take the days that the exports cover out of `coverage.gaps`
doubt-rows-in-silence = The brief names { $span } as silent on { $channel }, but the exports have { $rows } of these days: they count all the same.
doubt-rows-in-silence-remedy = take the days that have rows out of `coverage.silent`
doubt-stray = { $rows } dated { $span } lie far from all others and are in no report.
doubt-stray-remedy = correct the dates in the export, or ask for them with `--period`
doubt-empty-period = No row is dated { $span }, though a report was asked for.
doubt-empty-period-remedy = correct `--period` or `timing.period`, or add the exports of these days
doubt-audit = { $file }: { $sentence }
doubt-audit-remedy = `socialmap sample --period { $period } --n N`, with N at least the rows of the sheet, draws again and keeps what is filled in; label the rows that are empty
doubt-misplaced = { $file } is not read: exports belong in `exports/`, and the brief is `brief.yaml`.
doubt-misplaced-remedy = move or rename it
doubt-not-measured = { $field ->
    [tone] Tone was not measured: no row of any export has one.
    [author] Who writes was not measured: no row of any export has an author.
   *[language] Language was not measured: no row of any export has one.
}
doubt-not-measured-remedy = if a column has it, check that it is filled and named under `exports[].columns.{ $key }`

## The frame of a page

fold-channel-changes = Change by channel
fold-days = Cover by day
fold-departments = Hours by department
fold-kinds-channels = Kinds by channel
fold-lessons = Lessons to pass on
fold-options = Cost of each option
fold-patterns = Do patterns last?

page-title = Social map of { $client }
page-title-period = Social map of { $client }, { $period }
page-fact-next = { $start } · { $next }
page-skip = Skip to the report
page-period = Period
page-data = data to { $day }
page-no-day = no day observed
page-reports = { $n ->
    [one] { NUMBER($n) } report
   *[other] { NUMBER($n) } reports
}
page-all-reports = All reports
page-top = Back to the top
page-summary = Headline figures (JSON)
page-provenance = Provenance (JSON)
page-note = Analyst’s note
page-note-whole = The whole note
page-note-in-full = In full
page-figure-source = How this is measured
page-figure-table = The figure as a table
page-nothing-to-draw = There is nothing to draw.
file-numbers = Numbers (CSV)
file-chart = Chart (SVG)
figure-rows = Rows:
observed = { $days }, { $zone } time
observed-part = { $count } from { $span }
observed-no-day = { $period }, no day observed, { $zone } time

## The list of reports

index-latest = Latest: { $period }
index-latest-part = Latest: { $period }, { $observed }
index-read = Read the report of { $period }
index-observed = { NUMBER($n) } of { $days } days observed
index-trend = Over time
index-trend-note = { $from } to { $to }, each on its own scale from 0; the last column is { $to }. Where a figure was not measured, there is nothing.
index-too-few-days = too few days
index-under = under { $value }
index-a-day = Mentions a day
index-year-before = A day, a year before
index-none = There is no report yet.
index-net-audited = { $people } as people see it; labels { $labels }
index-caption = Headline figures of every period, newest first

## Page one

front-found = What we found
front-unknown = What we do not know
front-more-unknowns = { $n ->
    [one] { NUMBER($n) } more, under Method
   *[other] { NUMBER($n) } more, under Method
}
strip-was = { $period } { $value }
strip-goal = goal { $value }
strip-range = 95% range { $range }
strip-audited = as people see it, { $range }; by the exports’ labels { $labels }
strip-audited-alone = as people see it, { $range }
strip-cases = { $range }, depending on the minutes
strip-mentions = Mentions a day
strip-answered = Answered within { $time }
strip-hours = Hours a week to answer
strip-people = People needed
strip-cost = { $money }/week
strip-full-time = { $figure } full-time
decision = To decide
decision-review = To decide at the review on { $day }
decision-question = How much of this should be answered?
decision-if = If we
decision-hours = Hours a week
decision-head-people = People
decision-cost = Cost a week
decision-how = What the numbers mean
decision-people = People: { $hours } productive hours a week, full-time in brackets.
decision-people-cost = { $sentence } Cost: contract hours.
decision-usual = At { $now } mentions a day; usual: { $usual }.
decision-budget = Budget: { $owner }.
option-brief = answer as the brief decides
option-declared = answer only what the brief names
option-everything = answer everything
option-listen = listen only to { $channels }
option-some = { $n ->
    [one] { NUMBER($n) } channel
   *[other] { NUMBER($n) } channels
}
option-all = { $n ->
    [one] { NUMBER($n) } channel
   *[other] all { NUMBER($n) } channels
}
option-cover = { $channels }; one person in every staffed hour
option-share = { $channels }, { $share } of conversations
in-brackets = ({ $text })
unit-points = points
front-contents = In this report
front-section = See section { $number }

## Names of figures: columns and key numbers

name-channel = Channel
name-kind = Kind
name-mentions = Mentions
name-share = Share
name-share-range = 95% range of the share
name-conversations = Conversations
name-conversations-a-day = Conver{"\u00AD"}sations a day
name-authors = Authors
name-days = Days
name-what = What
name-now = On those days
name-usual = Usual
name-grew-most = Grew most
name-nearest-event = Nearest event
name-net-sentiment = Net sentiment
name-net-sentiment-sample = Net sentiment (n)
name-minutes = Minutes each
name-minutes-source = Source of the minutes
name-low = Low case
name-hours = Hours a day
name-high = High case
name-stance = Stance
name-full-time-people = Full-time people
name-week = Week
name-weekday = Weekday
name-all-hours = All hours
name-all = All
name-positive = Positive
name-neutral = Neutral
name-negative = Negative
name-no-label = No label
name-range = 95% range
name-answered = Answered
name-in-time = Answered in time
name-objective = Objective
name-measure = Measured by
name-start = Start
name-now-figure = Now
name-goal = Goal
name-verdict = Verdict
name-net-range = 95% range of net sentiment
name-brand = Brand
name-posts = Named in posts
name-audience = Audience
name-post = Post at
name-hour-after = Hour after, times the average
name-evidence = Evidence
name-all-channels = All channels
name-topic = Topic
name-before = Before
name-owner = Owner
name-rule = Rule
name-department = Department
name-hours-week = Hours a week
name-detected = Detected in the text
name-all-communities = All communities
name-all-brands = All namings
name-all-files = All files

## Cells of tables

cell-yes = yes
cell-no = no
cell-no-base = no base
cell-too-few = too few
cell-no-mentions = no mentions
channel-undeclared = { $kind }; not in the brief
channel-silent = { $kind }; no mention
channel-not-covered = { $kind }; not covered
minutes-not-a-community = not a community
minutes-own = the brief, for this channel
minutes-default = the default
minutes-brief = the brief
minutes-timed = timed, all channels
minutes-timed-own = timed in this channel

## The social map

map-title = The social map: where people talk, and what answering takes
map-title-one = The social map: people talk only on { $channel }
map-title-listen = The social map: { $share } of the hours are on channels that the brief only listens to
map-title-open = The social map: { $share } of the hours are on channels that the brief does not name
map-deck = { $mentions }, { $conversations }; { $observed }
map-deck-mentions = { $mentions }; { $observed }
map-head-mentions = Mentions and share
map-head-weeks = 13 weeks; a day, now and before
map-head-tone-axis = Net sentiment, { $low } to { $high }; line:{"\u00A0"}0
map-head-hours = Hours of the day
map-head-most = Most often
map-head-stance = Stance and department
map-head-work = Hours a week; a day × minutes
map-take-part = Answer and join in
map-listen = Listen only
map-open = Not in the brief yet
map-avoid = Stay away
map-hours = { $hours } hours a week
map-listen-hours = { $hours } hours a week if they were answered
map-avoid-hours = not counted as work
map-hours-not-measured = the work was not measured
map-share = { $share } of all
map-silent = no mention
map-not-covered = not covered
map-channels = { $n ->
    [one] { NUMBER($n) } channel
   *[other] { NUMBER($n) } channels
}
map-more = { $n ->
    [one] { NUMBER($n) } more channel
   *[other] { NUMBER($n) } more channels
}: { $mentions }, { $hours } hours a week
map-rate = { $rate } a day
map-rate-was = { $rate } a day, was { $was }
map-was = was { $value }
map-none = –
map-no-label = no tone label
map-no-range = no range: { $labels }
map-range-not-measured = range not measured
map-few-accounts = no range: few accounts
map-no-hours = hour not known
map-parts-of-day = From midnight to 6: { $night }; to noon: { $morning }; to 18: { $afternoon }; to midnight: { $evening }
map-nobody-yet = nobody yet
map-paid = { $kind }, paid
map-paid-alone = paid
map-not-stated = Channel not stated
map-work-unit = h/week
map-work = { $rate }{"\u00A0"}×{"\u00A0"}{ $minutes }{"\u00A0"}min
map-work-part = { $rate }{"\u00A0"}×{"\u00A0"}{ $minutes }{"\u00A0"}min × { $share }
map-decided = { $hours } as decided
map-key = How to read the map
map-key-weeks = “was”: the period before. Line: mentions a week, own scales from 0; blue: now.
map-key-tone-labels = { $sentence } The tone is that of the exports’ labels.
map-key-tone = Dot: net sentiment (praise less complaint), 95% range; grey: holds 0.
map-key-hours = Columns: midnight to midnight.
map-key-staffed = Columns: midnight to midnight; shaded: staffed hours, { $shifts }.
map-file = All channels (CSV)
map-daily = Mentions by day (CSV)
shift = { $days } { $hours }
days-run = { $first }–{ $last }

## Section: when

when-question = When
when-deck = Mentions per elapsed hour compared with the average hour, { $mentions } known to the hour; { $observed }
when-too-few = No hour of the week has the 5 mentions that a shade needs.
when-caption = Mentions by weekday and the hour (or first hour) of the day
when-source = Steps: up to 0.5, 1, 1.5 and 2 times the average hour, and over. Each cell is divided by the hours that really elapsed in it, clock changes included. Above: all days together, blue where the 95% range lies above the average hour; right: the weekdays, in times of it. A part of the week is named only if more conversations begin in it than its hours and its days explain, also without its largest day. It shows when people write, a proxy for when they are online.
when-source-undated = { $sentence } { $mentions } known only to the day: not in the map.
when-cell = { $slot }: { $value }
when-cell-none = no such hour was observed
when-cell-times = { $mentions }, { $times } times the average
when-scale-low = under half
when-scale-high = over twice
when-hatched = fewer than { NUMBER($n) } mentions
when-staffed = staffed hours
when-outside = { $share } of conversations ({ $range }) began outside the staffed hours, { $shifts }; { $conversations } are known to the hour.
slots-caption = When to post: { $lead } before an audience is free, and whether people write in the hour after that
slots-source = Supported: the 95% range of the hour after the free time lies above the average hour; not supported: below; untested: it holds the average. Mentions show when people write, a proxy for when they read.
slots-skipped = On { $day } the clock skips { $time }: post at { $instead }.
slots-file = Posting times (CSV)
windows-file = Parts of the week that stand out (CSV)
slot-post = { $days } { $time }, free at { $free }
slot-post-before = { $days } { $time }, free { $free_days } at { $free }
slot-supported = supported
slot-not-supported = not supported
slot-untested = untested

## Section: changes

changes-question = What changed
changes-deck = Mentions a day by seven-day week, and net sentiment in points (−100 to 100) with its 95% range; { $mentions } in { $period }; { $span }, { $zone } time
changes-no-weeks = Fewer than two full weeks were observed: there is nothing to draw.
changes-source = Columns: used mentions a day of each week, those of the period emphasised; lines across: the means compared. A week with under 10 labels is a gap.
changes-source-cut = { $sentence } The axis of the points shows a part of −100 to 100.
changes-source-events = { $sentence } Of { NUMBER($n) } events, the latest { NUMBER($n_drawn) } are drawn.
changes-caption = Mentions and tone by week
changes-base = Mentions a day, by week
changes-level-now = { $value } now
changes-level-now-a-day = { $value } a day now
changes-level-before = { $value } before
changes-week = { $week }: { $mentions }; net sentiment: { $value }
changes-peaks-caption = Days that stand out from the 13 weeks before
changes-peaks-file = Peaks (CSV)
changes-file = Changes (CSV)
changes-event = { $event }, { $day }
changes-no-event = none: cause not known
changes-channel = { $channel } ({ $count })
changes-channels-caption = Mentions a day by channel, now and { $when }; verdicts adjusted for the number of channels
changes-a-day-now = Per day, now
changes-a-day-before = Per day, before
changes-range = Change, 95% range
changes-verdict = Verdict
changes-tone = Net sentiment { $verdict ->
    [rose] rose
    [probably-rose] probably rose
    [fell] fell
    [probably-fell] probably fell
   *[unclear] did not clearly change
} from { $before } { $when } to { $now } (95% range of the change { $range } points).
changes-tone-calm = Net sentiment was { $now } in this period and { $before } { $when }: no clear change, as only exceptional days of that base make the difference.
changes-by-labels = By the exports’ labels, which people who read a sample do not confirm: { $sentence }
changes-audit = Net sentiment as people see it: { $points } (95% range { $range }); they read { $rows } of { $mentions } mentions with a label. The exports’ labels give { $labels }; people agree with { $share } of them.
changes-audit-alone = Net sentiment as people see it: { $points } (95% range { $range }); they read { $rows } of { $mentions } mentions, which have no label.
changes-audit-blank = { $sentence } They left { $n ->
    [one] { NUMBER($n) } drawn mention without a label; it is
   *[other] { NUMBER($n) } drawn mentions without a label; these are
} taken to be like the others.
changes-audit-few-accounts = { $sentence } Most of the mentions with a label are by few accounts: it is their tone.
changes-audit-few = People have labelled { $mentions }; with { $fewest } or more the report shows the tone that they see.
changes-audit-few-of-label = People have labelled { $mentions }, but only { NUMBER($n) } of those { $label ->
    [positive] that the exports call positive
    [neutral] that the exports call neutral
    [negative] that the exports call negative
    [estimated_positive] that the word list calls positive
    [estimated_neutral] that the word list calls neutral
    [estimated_negative] that the word list calls negative
   *[unscored] without a label of the exports
}, where 2 are needed to say what tone they see.
changes-audit-no-sample = People have labelled { $mentions }, but passed over so many that were drawn before these that they are no sample of the period.
changes-source-labels = { $sentence } The tone is that of the exports’ labels.
changes-audit-gone = The labels are those of the exports; the history of the period keeps no check of them by people.
changes-audit-none = The labels are those of the exports; nobody has checked a sample of them.
changes-audit-fold = How people see the tone
changes-audit-caption = The tone of the period by the exports’ labels and as people see it
changes-audit-file = Tone audit (CSV)
changes-audit-what = Measure
changes-audit-by-labels = Exports’ labels
changes-audit-by-people = As people see it
changes-audit-rows = Rows read
changes-audit-measure = { $measure ->
    [net_sentiment] Net sentiment
    [positive_share] Positive
    [neutral_share] Neutral
    [negative_share] Negative
    [all_net_sentiment] Net sentiment, with mentions without a label
    [all_positive_share] Positive, with mentions without a label
    [all_neutral_share] Neutral, with mentions without a label
    [all_negative_share] Negative, with mentions without a label
    [agreement] Labels that people agree with
    [estimate_net_sentiment] Net sentiment of the mentions with an estimate
    [estimate_positive_share] Positive, of these
    [estimate_neutral_share] Neutral, of these
    [estimate_negative_share] Negative, of these
    [estimate_agreement] Estimates that people agree with
    [estimate_kappa] Agreement with the estimates beyond chance (Cohen’s kappa, 1 at most)
    [kappa] Agreement beyond chance (Cohen’s kappa, 1 at most)
    [relevant] Mentions that are about the client
    [kinds] Kinds that people agree with
   *[alpha] Agreement of two people (Krippendorff’s alpha, 1 at most)
}
estimate-name = Estimate by word list
estimate-shown = Estimate by word list: net sentiment { $points } for { $mentions } English mentions without a label. As people see it, { $net } (95% range { $range }): they read { $rows } of them and agree with { $share } of the estimates. Beside it, only the audit’s figures for all mentions use the estimate, to draw and weight them.
estimate-not-shown = Estimate by word list: asked for, not printed: { $why ->
    [gone] the mentions are no longer in the exports.
    [all_labelled] every mention has a label.
    [no_english] no mention without a label is known to be English.
    [no_audit] nobody has read a sample of the { $mentions } mentions.
    [no_sample] people passed over so many of the drawn mentions that the others are no sample.
    [few_rows] people have read { NUMBER($n) } of { NUMBER($n_needed) } rows of the { $mentions } mentions.
   *[few_of_tone] people have read under two rows of a tone that the word list gives.
}
estimate-caption = Estimate by word list: the tone of English mentions without a label, by channel
estimate-file = Estimate by word list (CSV)
estimate-without-label = Without a label
estimate-estimated = Estimated
estimate-all = All
changes-year-ago = Year on year: { $now } mentions a day, { $before } { $when } ({ $verdict }).
changes-year-ago-tone = Net sentiment { $now }, then { $before } ({ $verdict }).
changes-patterns-caption = Do patterns last? Shares in the first 13 weeks against those in the { $weeks } since, up to { $day }
changes-too-early = Patterns were seen for 13 weeks; { $weeks } since are too few to say whether they last.
changes-pattern = Pattern
changes-then = 13 weeks
changes-since = Since
changes-patterns-file = Patterns (CSV)
changes-pattern-of-all = { $name }, of all mentions
changes-pattern-tone = { $tone ->
    [positive] Positive
   *[negative] Negative
}, of mentions with a label
changes-pattern-hours = { $hours }, of mentions known to the hour
changes-lasted = Of { $n ->
    [one] the { NUMBER($n) } share
   *[other] { NUMBER($n) } shares
} compared between the first 13 weeks and the { $weeks } since, { NUMBER($n_held) } held
changes-lasted-others = { $verdict }: { $names }
changes-lasted-count = { $n ->
    [one] { NUMBER($n) } share
   *[other] { NUMBER($n) } shares
}
changes-lasting = { $verdict ->
    [too_early] too early to say
    [new] new
    [gone] gone
    [fading] share shrinks
    [growing] share grows
    [held] held
   *[unclear] unclear
}
changes-too-few-mentions = too few mentions for a verdict
changes-too-few-weeks = too few weeks for a verdict
changes-silent-week = no verdict: a week without a mention
changes-peak-and-weeks = The verdicts compare whole weeks: a peak of some days need not change a typical week.
changes-daily = Tone by day (CSV)
no-range-few-labels = too few labels
no-range-few-accounts = driven by few accounts
no-range-not-measured = range not measured
changes-event-drawn = { $day }: { $event }

## Section: staffing

staffing-question = Staffing
staffing-deck = Hours a day to answer, low to high case of { $minutes } a conversation; { $observed }
staffing-source = Conversations a day × minutes × share answered ÷ 60, summed over the communities; after Brian Solis’ staffing formula. Low and high are cases, not a statistical range.
staffing-caption = Hours a day by channel
staffing-row = { $name }: { $hours } a day ({ $range })
staffing-formula = Brian Solis’ staffing formula with this period’s numbers: the average number of relevant conversations a day in a community, times the number of communities, times about 20 minutes to research, answer and monitor each, divided by 60.
staffing-no-conversations = Conversations were not measured: the formula has no numbers
staffing-no-community = No community was observed: the formula has no numbers
staffing-line = { $rate } conversations a day per community × { NUMBER($n) } { $n ->
    [one] community
   *[other] communities
} × { $minutes } ÷ 60 = { $hours } a day
staffing-working = The working, step by step, and the source of its assumptions. Each step uses the unrounded figures of the steps before
staffing-options = What each option takes in a week. The range by weeks is that of the mean over the full weeks of the period
staffing-option = If we
staffing-full-weeks = 95% range by weeks
staffing-team-cost = Cost of these people
staffing-work-cost = Cost of the hours of work alone
staffing-external-cost = The same hours bought outside
staffing-folded = Hours by channel, the working, what it leaves out
bridge-all = That is { $literal } hours a week. With the minutes of each channel, { $minutes } on average, and { $share } answered, it is { $all } hours a week.
minutes-are-timed = Minutes are timed by the team: { $mean } a conversation on average (95%: { $range }; { $conversations }, { $days }), instead of { $stated }.
minutes-few-timed = The team timed { $conversations } ({ $days }), { $mean } minutes on average. From { $fewest } on their mean replaces the { $stated } minutes used here.
minutes-caption = Minutes that the team timed. A channel with 30 or more timed conversations uses its own mean
minutes-conversations = Timed conversations
minutes-mean = Minutes, mean
minutes-range = 95% range of the mean
minutes-used = Minutes used
bridge-brief = { $sentence } Without { $channels }, to which the brief only listens, it is { $hours } hours.

tornado-title = The people depend most on { $name }: { $range }
tornado-deck = Full-time people for the work that the brief decides, { $people } as assumed, when one assumption is at the ends of its range
tornado-source = Only ranges that the brief states or the weeks of the period show; an assumption without one has no bar.
tornado-caption = Assumptions with a range
tornado-assumption = Assumption
tornado-values = Range
tornado-fewer = Full-time people, at least
tornado-assumed = As assumed
tornado-more = At most
tornado-label = { $name }: { $values }
tornado-row = { $name }: { $people }
tornado-minutes = minutes a conversation
tornado-week = the hours of a usual week
tornado-response-share = the share answered
tornado-shrinkage = shrinkage
tornado-occupancy = occupancy

cover-title = What the staffed hours can promise
cover-no-hours = Not measured: the brief states no staffed hours (`timing.staffed`).
cover-not-measured = Not measured: it takes seven observed days and conversations that are known to the hour.
cover-no-promise = The brief promises no time (`staffing.response_target`).
cover-none-began = No conversation with a promised time began. Staffed: { $shifts }.
cover-hour-only = For how many no one is on duty in time was not measured: the history holds the hour only, and the minute decides. Staffed: { $shifts }.
cover-all-kept = With staff { $shifts }, someone was on duty within { $time } of each of the { $conversations }.
cover-beyond = With staff { $shifts }, no one is on duty within { $time } for { $share } of { $conversations } ({ $count }).
cover-by-channel = By channel: { $list }.
cover-channel = { $share } on { $name } ({ $time })
cover-shortest = The shortest time that these hours can keep at any moment is { $time }.
cover-always = Somebody is always there.
cover-add = { $n ->
    [one] { NUMBER($n) } more hour
   *[other] { NUMBER($n) } more hours
} a week would make it possible at any moment: { $shifts }
cover-add-many = { $n ->
    [one] { NUMBER($n) } more hour
   *[other] { NUMBER($n) } more hours
} a week would make it possible at any moment, in the shifts of the table below
cover-add-week = { $sentence } Counted for a week without a clock change.
cover-add-all = Only staff at every hour of the week would make it possible at any moment.
cover-add-end = { $sentence }.
cover-add-people = { $sentence }, with { $n ->
    [one] { NUMBER($n) } person
   *[other] { NUMBER($n) } people
} present
cover-add-team = { $sentence }: { $fte } full-time people for all staffed hours then, so { $team }.
cover-add-cost = { $sentence }: { $fte } full-time people for all staffed hours then, so { $team } at { $cost } a week.
cover-clock = In a week without a clock change these hours are enough; at a clock change of this period they were not for { $n ->
    [one] { NUMBER($n) } conversation
   *[other] { NUMBER($n) } conversations
}.
cover-added-clock = 0, but at a clock change
cover-people = Answering { $part ->
    [all] all
   *[rest] the rest
} in time takes { $seats } people at work at once in every staffed hour: at { $occupancy } occupancy { $needed }{ $why ->
    [minimum] ; the brief’s minimum is
    [quick] ; the shortest time takes
   *[work] , so
} { $n ->
    [one] { NUMBER($n) } person
   *[other] { NUMBER($n) } people
} present.
cover-more-people = { $n ->
    [one] { NUMBER($n) } person
   *[other] { NUMBER($n) } people
} present in all { $hours } staffed hours would be { $fte } full-time people: the options plan for the work and for one person present, and so with { $people }.
cover-others = The other options: { $list }.
cover-other = { $option } (no one on duty in time for { $share } of { $conversations }; { $seats } people at work at once for the rest)
cover-quick = For { $time } in the staffed hours, around { $hour } { $busy } people are busy on average: { $n ->
    [one] { NUMBER($n) } person answers
   *[other] { NUMBER($n) } people answer
} at least { $service } of those who write then in time (Erlang C).
cover-caption = What one time for all channels would take, as the brief decides
cover-promise = An answer within
cover-promised = { $time }, promised
cover-not-kept = No one on duty in time
cover-seats = People at work at once
cover-present = People present now
cover-added = Hours to add a week
cover-present-then = People present then
cover-added-caption = The hours to add, by the days that have the same ones
cover-added-shifts = Shifts
cover-added-hours = Hours a day
cover-added-file = Hours to add
cover-all-hours = all
cover-days-caption = The week, as the brief decides: means of a day, and parts of the conversations that begin on it
cover-day = Day
cover-staffed = Staffed hours
cover-a-day = Conversations
cover-work = Hours of work
cover-outside = Begin with nobody there

staffing-file = The working (CSV)
staffing-limits = What this estimate leaves out
staffing-limit-period = It plans from one period: a campaign, an outage or a season changes it.
staffing-limit-cases = The low and the high case come from the minutes only; they are not a statistical range.
staffing-limit-timed = The low and the high case come from the range of the minutes only: the work of the period may differ.
staffing-limit-extra = No extra pay for nights and weekends, no further languages or skills, no time to wait for tools or approvals.
staffing-limit-bursts = Averages hide bursts: a day with twice the conversations takes twice the hours.
staffing-limit-cost = It estimates what answering costs, not what it brings; it is not a commitment to hire.
unit-minutes = minutes
unit-timed-minutes = timed minutes
unit-hours = hours
unit-hours-a-day = hours a day
unit-hours-a-week = hours a week
unit-conversations-a-day = conversations a day
unit-full-time-people = full-time people
unit-people = people

## The working: its steps

step-name = Step
step-formula = Formula with its numbers
step-result = Result
step-assumptions = Assumptions
assumption-default = { $name } (default)
assumption-brief = { $name } (from the brief)
assumption-timed = { $name } (timed by the team)
assumption-minutes = minutes
assumption-response-share = response share
assumption-week = week
assumption-shrinkage = shrinkage
assumption-occupancy = occupancy
assumption-hours = staffed hours
assumption-minimum = minimum people
assumption-own-minutes = { $assumptions }; { $n ->
    [one] { NUMBER($n) } channel has its own minutes
   *[other] { NUMBER($n) } channels have their own minutes
}
step-community = Conversations a day in a community
step-community-formula = mean over { $communities } of conversations ÷ observed days
step-all = Conversations a day in total
step-all-formula = { $rate } × { $communities }
step-literal = The formula as written
step-literal-formula = { $rate } × { $minutes } ÷ 60
step-minutes = Minutes a conversation
step-minutes-formula = mean over the channels, by conversations; low { $low } and high { $high } scale every channel
step-minutes-timed = mean over the channels, by conversations; low { $low } and high { $high } are for channels without a timed range of their own
step-hours-a-day = Hours a day
step-hours-a-day-formula = sum over the channels of conversations a day × minutes × { $share } answered ÷ 60
step-hours-a-week = Hours a week
step-hours-a-week-formula = { $hours } × 7
step-productive = Productive hours of one full-time person
step-productive-formula = { $shrunk } shrinkage × { $occupancy } occupancy
step-shrunk = { $week } × (1 − { $shrinkage })
step-work = Full-time people for the work
step-ratio = { $dividend } ÷ { $divisor }
step-cover = Full-time people to cover the staffed hours, one at a time
step-cover-formula = { $hours } staffed hours a week ÷ ({ $shrunk })
step-cover-none = the brief states no staffed hours
step-need = Full-time people needed
step-need-work = the larger of the two: the work decides
step-need-cover = the larger of the two: the staffed hours decide
step-people = People
step-people-formula = { $people } rounded up, at least { $minimum }
step-people-routing = { $formula }; one reads along and passes on: { $who }
step-own = These people
step-own-formula = { $people } × { $week } × { $rate }
step-hours-cost = The hours of work alone
step-outside = The same hours bought outside
step-outside-formula = { $hours } × { $rate }
step-no-rate = the brief states no rate
cost-a-week = { $money } a week

## Section: objectives

objectives-question = Objectives
objectives-by-people = The verdict on { $measure } is by the exports’ labels, which give { $labels }; people who read a sample see { $people } ({ $range }).
objectives-by-people-channel = The verdict on { $measure } is by the exports’ labels, which give { $labels }; over all channels, people who read a sample do not confirm these labels.
objectives-headline = Of { NUMBER($n) } objectives, { $counts }
objectives-no-goal = { $n ->
    [one] { NUMBER($n) } has no goal
   *[other] { NUMBER($n) } have no goal
}
objectives-deck = Each objective on a scale of its own, { $period }
objectives-legend-start = start
objectives-legend-goal = goal
objectives-legend-now = now, with its 95% range
objectives-source = Met: the whole 95% range is at the goal or past it. Likely met: the value is. On the way: at least half of the way from the start to the goal, with a range that reaches the goal; or, before the date, a range wholly on the better side of the start; a count, which has no range: at least half of the way, before the date. Not met: none of these. Too early: under 30 mentions or conversations, no range of tone, under seven observed days, or a count of which days are missing. Values are compared as they are printed.
objectives-rows = Rows: { $ids }
objectives-caption = Objectives of the brief with start, present value and goal
objectives-measure = { $metric } on { $channel }
objectives-measure-over = { $measure }, { $months }
objectives-with-goal = { $numbers }, goal { $goal }
objectives-row = { $name }: { $numbers }; { $verdict }
objectives-asked = What each objective asks
objectives-why = not measurable: { $why }
objectives-target-moved = the target moved from { $was } to { $is } on { $date }
objective-measured = Measured by { $measure }
objective-due = due { $date }
objective-kind = role: { $kind }
objective-reviewed = reviewed { $frequency }
objective-tool = tool: { $tool }
objective-quantitative = quantitative method: { $how }
objective-qualitative = qualitative method: { $how }
objective-shown = Shown under: { $section }
objective-owner = owner: { $owner }
objectives-roles = The five roles of social media
objectives-role-measured = { $role }: measured
objectives-role-addressed = { $role }: addressed by an objective, not measured
objectives-role-missing = { $role }: no objective
objectives-met = { $n ->
    [one] { NUMBER($n) } is met
   *[other] { NUMBER($n) } are met
}
objectives-likely-met = { $n ->
    [one] { NUMBER($n) } is likely met
   *[other] { NUMBER($n) } are likely met
}
objectives-on-the-way = { $n ->
    [one] { NUMBER($n) } is on the way
   *[other] { NUMBER($n) } are on the way
}
objectives-not-met = { $n ->
    [one] { NUMBER($n) } is not met
   *[other] { NUMBER($n) } are not met
}
objectives-all = { $verdict ->
    [not_measurable] None of the { NUMBER($n) } objectives is measurable
    [met] All { NUMBER($n) } objectives are met
    [likely_met] All { NUMBER($n) } objectives are likely met
    [on_the_way] All { NUMBER($n) } objectives are on the way
    [too_early] All { NUMBER($n) } objectives are too early to judge
    [no_goal] None of the { NUMBER($n) } objectives has a goal
   *[not_met] All { NUMBER($n) } objectives are not met
}
objectives-behind = the goal is worse than the start
objectives-line = Objectives: { $counts }
objectives-count = { NUMBER($n) } { $verdict }
objectives-count-no-goal = { NUMBER($n) } without a goal
objectives-too-early = { $n ->
    [one] { NUMBER($n) } is too early to judge
   *[other] { NUMBER($n) } are too early to judge
}
objectives-not-measurable = { $n ->
    [one] { NUMBER($n) } is not measurable
   *[other] { NUMBER($n) } are not measurable
}
objectives-only = The objective { $verdict ->
    [met] is met
    [likely_met] is likely met
    [on_the_way] is on the way
    [too_early] is too early to judge
    [not_measurable] is not measurable
    [no_goal] has no goal
   *[not_met] is not met
}
verdict-met = met
verdict-likely-met = likely met
verdict-on-the-way = on the way
verdict-not-met = not met
verdict-too-early = too early to judge
verdict-not-measurable = not measurable
verdict-no-goal = no goal set
reason-days = no day of this period was observed there
reason-mentions = no export has a mention there
reason-accounts = a few accounts wrote most of it, so it has no range
reason-one-brand = the only channels are reviews of one brand
reason-labels = no mention has a tone; a column for `sentiment` in the exports would bring it
reason-replies = no export shows the client’s answers; own replies in threads (`own.handles`) or a column for `replied_at` would bring it
reason-response-target = the brief states no `staffing.response_target`
reason-waits = no conversation is older than the target
reason-median = fewer than half of the conversations were answered, so the median is not reached
reason-competitors = the brief names no `keywords.competitors`
reason-history = these days come from the history, which does not record it
reason-kinds = this version does not distinguish kinds of conversation
reason-people = accounts of several months were not measured: that takes the exports of these months, with `author`, and with `sentiment` for advocates
reason-reach = no mention states a reach; a column for `reach` in the exports would bring it
reason-engagement = no mention states an engagement; a column for `engagement` in the exports would bring it
reason-target = the brief states no `target`

## Section: response times

response-question = Response times
response-title = How fast the client answered { $when }
response-in-time = { $share } were answered within { $time }
response-half = half within { $time }
response-half-only = Half were answered within { $time }
response-under-half = under half were answered
response-under-half-only = Under half of the conversations were answered
response-caption = Conversations with the client’s first answer, by channel, in wall-clock time: nights and weekends count
response-history = Response times: not measured, the history holds answers of whole months only.
response-no-export = Response times: not measured, no export shows an answer of the client up to the end of this period, neither own replies in other people’s threads nor a time of reply. An answer older than its mention shows nothing: the mention was edited after it.
response-sentence = { $count } of { $conversations } on { $channels }, where the exports show the client’s answers, had one by { $until }.
response-nine = { $sentence } Nine in ten have one within { $time }.
response-nine-not-reached = { $sentence } Nine in ten are not reached: the curve below ends at { $share }.
complaints = { $n ->
    [one] { NUMBER($n) } complaint
   *[other] { NUMBER($n) } complaints
}
complaints-share = { NUMBER($n) } of { $complaints } there had no answer by then ({ $share }, { $range })
complaints-count = { NUMBER($n) } of { $complaints } there had no answer by then
complaints-not-known = { $sentence }; of { NUMBER($n) } more it is not known.
complaints-end = { $sentence }.
complaints-file = Complaints without an answer
response-channels-unknown = the channels that the history counted
response-definition = In time: answered within { $time }, of the conversations that arrived more than { $time } before the end of the period or the last row. Later answers do not count, and open conversations count as still waiting in the median (Kaplan and Meier).
answered-deck = Share of the conversations that are answered by the time since their first mention, all channels that show answers together
answered-source = Conversations that are still open count as waiting until the end of the period (Kaplan and Meier).
answered-source-promise = Conversations that are still open count as waiting until the end of the period (Kaplan and Meier); the vertical line marks the promised time.
answered-caption = Answered by the time since the first mention
answered-within = Within
answered-share = Answered
answered-unit = hours after the first mention
answered-promised = promised: { $time }
response-median = Median time to the first answer
response-not-reached = under half answered
response-no-target = The share in time was not measured: the brief states no `staffing.response_target`.
response-no-target-history = The share in time was not measured: the brief states no `staffing.response_target`, or one that differs from the history.
response-oldest = Oldest of these without an answer
response-none-open = none is open
response-count = { $count } of { NUMBER($n) }

handling-summary = Handling: { $clauses }
handling-headline = { $offline } of { $conversations } taken offline
handling-headline-closed = { $closed } closed
handling-headline-answered = { $count } of { $base } of these answered in public
handling-caption = Conversations by the status that the exports state { $when }
handling-note = A status is the one at the moment of the export, not at the end of the period; 0 may also mean that the tool has no such status. A conversation whose rows state several counts for each; one that was taken offline and is closed now may state only the last. An answer in public may be older than the move: no export says when it moved. Shares and 95% ranges from 30 conversations on.
handling-measure = Status
handling-name = { $measure ->
    [stated] State a status
    [open] Open
    [answered] Answered
    [offline] Taken offline
    [followed_up] Of these, answered in public too
    [closed] Closed
   *[hidden] Hidden
}
own-summary = How the client takes part: { $clauses }
own-history = How the client takes part: not measured, the history keeps no posts of the client.
own-headline-replies = { $share } of { $posts } answer somebody else
own-headline-about-us = { $share } name { $client }
own-share-of = { $share } of { $posts }
own-headline-repeated = { $share } of { $replies } repeat a text
own-posts = { $n ->
    [one] { NUMBER($n) } own post
   *[other] { NUMBER($n) } own posts
}
own-replies = { $n ->
    [one] { NUMBER($n) } reply
   *[other] { NUMBER($n) } replies
}
own-texts = { $n ->
    [one] { NUMBER($n) } text
   *[other] { NUMBER($n) } texts
}
own-caption = The client’s own posts { $when } ({ $posts }), held against the brief’s rules
own-note = Without posts that only pass on another; whom a post answers counts only in channels whose exports show it. A reply answers somebody else’s post, or stands in a thread after one; answers stated beside a review are replies too, but no posts. Texts are the same without greeting, names of accounts, addresses and signature. A post that is about the client and does not name it is not counted as naming it.
own-measure = What
own-count = Count
own-base = Of
own-rule = Rule
own-name = { $measure ->
    [replies] Posts that answer somebody else
    [reposts] Posts that only pass on another
    [about_us] Posts that name { $client }
   *[repeated] Replies that repeat the text of another
}
own-repeated-texts = Replies that repeat the text of another ({ $texts })
own-limit = { $side ->
    [least] at least { $share }
   *[most] at most { $share }
}
own-held = { $rule }: { $verdict ->
    [kept] kept
    [not_kept] not kept
    [too_few] too few posts to say
   *[unclear] no clear answer
}

## Section: share of voice

topics-question = What people say
topics-title = What people say
topics-not-measured = Topics and kinds were not measured: no day was observed, or a part of the period comes from the history.
topics-none = No topic
topics-changed = { $topic }: { $share } of the mentions, { $was } before
topics-only = { $topic }: { $share } of the mentions
topics-most = { $topic } leads the topics: { $share } of the mentions
topics-no-lead = No topic of the brief clearly leads
topics-no-mention = No mention is about a topic of the brief
topics-deck = Mentions by topic, of all { $mentions }; { $observed }
topics-legend-before = share before: { $before }
topics-legend-tone = net sentiment with its 95% range; line: 0
topics-legend-scale = net sentiment, 95% range; axis { $range }, line: 0
topics-owners = Owners: { $owners }.
topics-owner = { $owner } ({ $topics })
topics-caption = Topics of the brief: a mention may have several, so the shares do not add up
topics-source = Used mentions whose words fit a topic of the brief. Before: { $days }. Verdicts on the share, adjusted for the number of topics.
topics-source-alone = Used mentions whose words fit a topic of the brief. There are no weeks before to compare with.
quotes-title = In people’s own words
quotes-rule = Up to three short excerpts a topic, chosen by rule: the words that most accounts used in it, different accounts, complaint and praise where there are both. Authors are not named; addresses, handles and numbers are replaced by “…”. An excerpt is an example and proves nothing.
quotes-none-topics = Excerpts are chosen by topic, and the brief declares none.
quotes-none-history = No excerpt about { $topics }: a part of the period comes from the history, which keeps no texts.
quotes-none-excerpt = No excerpt about { $topics }: no mention names its account, is on a channel that is not private, names nobody, and keeps four words between blanks without addresses and numbers.
quotes-none-typical = No excerpt about { $topics }: no word occurs in what 5 accounts wrote about it and may be shown.
quote-positive = { $channel }, labelled positive
quote-neutral = { $channel }, labelled neutral
quote-negative = { $channel }, labelled negative
quote-unscored = { $channel }
topics-no-verdict = no verdict
topics-no-owner = nobody
topics-drawn = { $n ->
    [one] One more topic is in the table.
   *[other] { NUMBER($n) } more topics are in the table.
}
kind-problem = Problems
kind-question = Questions
kind-idea = Ideas
kind-tip = Tips
kind-experience = Experiences
kind-other = Other
kind-unclassified = Unclassified
kinds-caption = Kinds of conversation
kinds-channels-caption = Kinds of conversation by channel, as shares of its mentions; of fewer than { NUMBER($n) } mentions, their numbers
kinds-topics = Kinds of conversation by topic
kinds-topics-caption = Kinds of conversation by topic, as shares of its mentions; of fewer than { NUMBER($n) } mentions, their numbers. A mention counts for each of its topics.
kinds-about = Most frequent topic of { $kind ->
    [problem] problems
   *[question] questions
}: { $topics } ({ NUMBER($n) } of { $all }; { $none } have none).
kinds-deck = Kinds are found by rules, the first that fits; { $unclassified } of the mentions fit none and are unclassified.
kinds-stated = The exports state the kind of { $mentions }.
kinds-most = The largest kind is { $kind }, with { $share } of the mentions
kinds-no-lead = No kind of conversation leads
departments-caption = Who answers what: hours of all channels but those to listen to or to avoid; a conversation belongs to the department of its first mention
departments-nobody = Nobody
departments-share = { $name } { $hours }
departments-share-owner = { $name } ({ $owner }) { $hours }
departments-share-nobody = nobody { $hours }
departments-sentence = Hours a week: { $shares }. The map gives the same hours by the department of the channel; here a conversation goes by its words and kind first.
departments-word = { $word } ({ $accounts })
departments-words = Words of the mentions that belong to nobody, by the accounts that used them: { $words }. They suggest words for the rules of the departments.
departments-words-file = Words of what is nobody’s (CSV)
option-problems = answer problems and questions
option-requests = on { $channels }
option-channels = { $n ->
    [one] the one channel
   *[other] { NUMBER($n) } channels
}
kinds-rules = Rules for the kinds of conversation
kinds-rules-caption = Mentions by the rule that decided their kind
terms-deck = A word stands out if at least { $accounts } accounts used it, and in proportion to all words clearly more than on the other side (log-odds, z of at least 3, prior of { $prior } words); an account counts once. Words suggest what people write about; they name no cause. They are printed as they are compared, in lower case.
terms-sample = Examined: one in { $parts } of the mentions that name their account, { $mentions }, because a month has more than { $most }.
terms-caption = Words that stand out against { $base }
terms-weeks = the { NUMBER($n) } { $n ->
        [one] week
       *[other] weeks
    } before
terms-days = the { NUMBER($n_days) } observed days of the { NUMBER($n) } { $n ->
        [one] week
       *[other] weeks
    } before
terms-months = the { NUMBER($n) } { $n ->
        [one] month
       *[other] months
    } before
terms-term = Word
terms-words = Words
terms-authors = Accounts
terms-authors-before = Accounts before
terms-file = Words (CSV)
terms-recent-none = No word stands out against { $base }.
terms-recent-not-measured = Words were not compared with those of the weeks before: too few of these weeks were covered, or no mention of one side names its account.
terms-recent-alone = Words were not compared with those of the weeks before: the exports do not cover them.
terms-tone-not-measured = Words of complaint and of praise were not compared: no mention with a tone label names its account on one of the two sides.
terms-complaint-none = No word stands out in complaint.
terms-praise-none = No word stands out in praise.
terms-complaint = In complaint rather than praise: { $terms }.
terms-praise = In praise rather than complaint: { $terms }.
terms-tone-none = No word stands out in complaint or in praise.
terms-channels-caption = Words that stand out in a channel against all others

voice-question = Share of voice
voice-caption = Posts whose words name each brand, { $period }; a post that names two brands counts twice
voice-base = Counted are posts whose words name a brand, whatever query of a tool found them. The client’s own posts and those of the competitors’ own accounts are left out.
voice-base-accounts = Counted are posts whose words name a brand, whatever query of a tool found them. The client’s own posts are left out; the brief names no accounts of competitors (`keywords.competitors[].handles`), so their own posts count.
voice-left-out = { $channels } { $n ->
    [one] is
   *[other] are
} left out: reviews there are about one brand.
voice-weeks = Share of all namings of a brand, by seven-day week
voice-weeks-title = { $brand }: { $first } of namings in the first of these weeks, { $last } in the last
voice-weeks-source = At most { NUMBER($n) } brands are drawn, the client and the competitors named most; the table has all. A week without a naming is a gap.
voice-no-day = Share of voice: not measured, no day was observed.
voice-history = Share of voice: not measured, the history of these days did not count every competitor.
voice-no-competitor = Share of voice: not measured, the brief names no competitor.
voice-no-keywords = Share of voice: not measured, the brief names no keywords.
voice-one-brand = Share of voice: not measured, the only channels are reviews of one brand ({ $posts }).
voice-few = { $brand } has { $count } of { $posts }: too few for a share.
voice-alone = { $brand }’s share of voice is { $share } ({ $count } of { $posts }).
voice-first = { $brand }’s share of voice is { $share } ({ $count } of { $posts }); { $rival } leads with { $rival_share }.
voice-next = { $brand }’s share of voice is { $share } ({ $count } of { $posts }); { $rival } follows with { $rival_share }.
voice-overlap = { $brand }’s share of voice is { $share } ({ $count } of { $posts }); the ranges of { $brand } and { $rival } ({ $rival_share }) overlap.

## Section: people

people-quarters = Accounts by channel, from quarter to quarter, and how large their networks are
name-accounts = Accounts
accounts-caption = Accounts that wrote, { $window }. Candidates are for a person to confirm; accounts of two channels are never joined
accounts-group = { $group ->
    [advocates] Advocate candidates
    [detractors] Detractor candidates
    [turned_to_praise] Turned to praise
   *[turned_to_complaint] Turned to complaint
}
accounts-rule = An advocate candidate praises in three different weeks or more, and in more than half of its labels by the lower end of their 95% range; a detractor candidate complains so. Turned: in the last quarter in which it has labels an account praises more than it complains, and in an earlier one it is the reverse; or the other way round. A quarter is three months, counted back from the last.
accounts-nobody = No account wrote { $window }.
accounts-not-measured = Who praises or complains again and again: not measured, { $why ->
    [days] no day was observed
    [exports] the history replaces the exports and holds no accounts
   *[authors] no mention names its author
}.
accounts-no-labels = { $accounts } wrote { $window }; which of them praise or complain was not measured, as their mentions have no tone label.
accounts-candidates = Candidates among the { $accounts } that wrote { $window }: { $advocates } for advocates, { $detractors } for detractors
accounts-candidates-alone = { $candidates }; by the days of this report alone { $advocates } and { $detractors }.
accounts-turned = { $praise } turned from complaint to praise and { $complaint } from praise to complaint, of { $accounts } with labels in two quarters or more.
accounts-turned-not-measured = Who turned was not measured: that takes labels of six months.
accounts-returning-share = { $part } ({ $share })
accounts-returning-part = { $again } of { $all }
accounts-returning = { $part } that wrote { $window } did so in two of these months or more
accounts-returning-before = { $now }; { $window } { $again }
accounts-listed = On the client’s list of advocates, in brackets those that wrote { $window }: { $states }.
accounts-listed-candidate = { $n ->
    [one] { NUMBER($n) } candidate
   *[other] { NUMBER($n) } candidates
}
accounts-listed-confirmed = { $n ->
    [one] { NUMBER($n) } confirmed
   *[other] { NUMBER($n) } confirmed
}
accounts-listed-invited = { $n ->
    [one] { NUMBER($n) } invited
   *[other] { NUMBER($n) } invited
}
accounts-listed-declined = { $n ->
    [one] { NUMBER($n) } declined
   *[other] { NUMBER($n) } declined
}
accounts-busiest = In this report the busiest account wrote { $one } of the { $mentions } that name their author, the ten busiest { $ten }; weighted by what each wrote, there are in effect { $effective } of them.
accounts-few = This report is driven by few accounts: weighted by what each wrote, there are in effect { $effective } of them.
accounts-unnamed = Without an author: { $mentions } of the whole time.
transitions-before = Quarter before
transitions-state = { $state ->
    [positive] Praised
    [mixed] Mixed or neutral
    [negative] Complained
   *[silent] Silent
}
transitions-caption = Accounts by their state in { $before } (rows) and { $now } (columns); { $accounts } with labels in both
transitions-note = Praised: more positive than negative labels in the quarter; complained: fewer; silent: no mention with a label. People picked for one bad post improve by themselves, and people picked for one good post get worse (regression to the mean): the table shows no cause.
complainers-caption = Accounts that complained { $before } where answers are seen, by whether one of their complaints was answered in that time, and what they say { $now }
complainers-answered = Answered
complainers-side = { $side ->
    [yes] Answered
    [no] Not answered
   *[unknown] Not known
}
complainers-accounts = Complained
complainers-again = With labels again
complainers-praise = Praise now
complainers-share = Of those with labels again
complainers-not-measured = Whether complaints that are answered turn to praise more often was not measured: no export shows an answer of the client up to { $day }.
complainers-too-few = Fewer than ten accounts of a side have labels again, so the answered are not compared with the others.
complainers-difference = The share that praises now, answered less not answered: { $difference } percentage points (95% range { $range }{ $base ->
    [small] , small base
   *[enough] {""}
}). Nobody chose by chance whom to answer, so this shows no cause.
name-followers = Followers
followers-caption = Accounts of this report by their followers, as the exports state them
followers-share = Of the known
followers-no-share = no share
followers-small = { $small } of the { $accounts } whose followers are known have at most { $followers }. Reach alone does not decide whom to answer: by Weismann (2009) the followers of a small network are mostly friends, on whom its owner has more influence.
followers-small-band = Up to { $followers } (small network)
followers-over = Over { $followers }

people-question = Who
people-heard = People are heard at { $n ->
    [one] the one place that audiences name
   *[other] { $heard } of the { NUMBER($n) } places that audiences name
}
people-absent = Not heard where the brief expects them: { $audiences }
people-no-places = The brief names no place of its audiences
people-not-measured = Where the audiences are was not measured
people-unnamed = Heard, and named by no audience: { $channels }.
people-silent = No mention on { $channels }, though the brief names { $n ->
    [one] it
   *[other] them
}.
people-modes = { $hosted } of mentions are in the client’s own places, { $visited } elsewhere.
people-modes-part = { $hosted } of mentions are in the client’s own places, { $visited } elsewhere; for { $unstated } the brief does not state it.
people-manners = How to take part in each channel
people-manner = { $channel } ({ $stance })
people-audiences = The audiences in the words of the brief
audiences-caption = Places that audiences name, with all mentions there
audiences-file = Places of the audiences (CSV)
audience-heard = heard
audience-no-place = names no place
audience-not-measured = not measured
place-heard = { $place } { $mentions }
place-silent = { $place }: nobody
place-not-covered = { $place }: not covered
place-not-in-exports = { $place }: in no export
place-no-channel = { $place }: no channel
not-here = not here: do not force it
priorities-caption = Priority of channels, rated 1 (low) to 5
priorities-file = Priorities of channels (CSV)
priority-first = take part
priority-partners = ask authors who can do it well
priority-listen = does not go with the brand: listen
name-places = Places, with mentions there
name-mentions-there = Mentions there
name-follows = What follows
name-fit-audience = Audience is there
name-fit-brand = Goes with the brand
name-fit-capability = We can do it well

segment-networks = on { $list }
segment-devices = by { $list }
segment-sources = reads { $list }
segment-contact = prefers { $list }
contacts-caption = Preferred contact, and what is asked there
contacts-file = Preferred contact (CSV)
contacts-way = Prefers, best first
contacts-requests = Problems and questions there
contacts-answered = Answered there
contacts-answered-of = { $answered } of { $conversations }
contacts-no-answers = no answers in the exports
contacts-elsewhere = not in the exports
contacts-preferred = { $n ->
    [one] Of { NUMBER($n) } problem or question { $count } is on a channel that an audience prefers
   *[other] Of { NUMBER($n) } problems and questions { $count } are on channels that an audience prefers
}
contacts-preferred-share = { $n ->
    [one] Of { NUMBER($n) } problem or question { $count } ({ $share }) is on a channel that an audience prefers
   *[other] Of { NUMBER($n) } problems and questions { $count } ({ $share }) are on channels that an audience prefers
}
contacts-all = { $start }.
contacts-others = { $start }; of the others most are on { $others }.
segment-own-research = evidence: own research, { $source }
segment-other-research = evidence: others’ research, { $source }
segment-no-evidence = no evidence given

## The plan: words of the brief in the sections that they belong to

plan-by-objectives = Purpose, tactics and assumptions in the words of the brief
plan-by-reviews = Reviews of this work
plan-by-answers = How to answer, in the words of the brief
plan-by-changes = What else is sent out, in the words of the brief
plan-by-voices = Heard offline, in the words of the brief
plan-by-actions = Ideas, and what became of suggestions
plan-purpose = Purpose
plan-budget = Budget of
plan-wave = Wave of research
plan-wave-number = { $number }
plan-wave-since = { $number }, since { $date }
plan-wave-before = The wave before
plan-wave-former = from { $date }: { $found }
plan-phase = Phase
plan-phase-listen = listening
plan-phase-plan = planning
plan-phase-engage = taking part
plan-tactic = Tactic
plan-for = for: { $statement }
plan-on = on { $channel }
plan-no-objective = Tactics without an objective
plan-no-tactic = Objectives without a tactic
plan-reviews = Reviews
plan-few-reviews = { $dates }: fewer than two in the first year
plan-no-review = none is planned: the first year should have two
plan-review-changed = changed: { $changed }
plan-review-why = why: { $why }
plan-review-unstated = what it changed is not stated
plan-assumption = Assumption
plan-test = test: { $test }
plan-untested = untested
plan-holds = holds
plan-partly = holds in part
plan-failed = failed
plan-benchmark = Figure of others
plan-benchmark-old = Older than three years, so context only: { $benchmark }.
plan-engage = How we take part
plan-engage-default = How we take part (defaults: the brief states no rules)
plan-rule-person = As a person, not as a marketer
plan-rule-talk = Talk like a person
plan-rule-help = Be helpful and bring something of value
plan-rule-shape = You shape the personality of the brand
plan-routing = Passes on what is said
plan-routing-backup = { $owner }, and in their absence { $backup }
plan-tone-goal = { $n ->
    [one] The tone is judged over { NUMBER($n) } month, not over one period.
   *[other] The tone is judged over { NUMBER($n) } months, not over one period.
}
plan-tone-policy = { $sentence } Policy: { $policy }.
plan-reply = Checklist of an answer
plan-offline-when = Go offline for
plan-offline-contact = Offline contact
plan-offline-measured = Taken offline, as measured
plan-offline-count = { $count } of { $conversations } that state a status
plan-offline-not-measured = not measured, no export states a status of handling
plan-website = The website is to
plan-outbound = Sent out
plan-tool = by { $tool }
plan-heard = Heard offline
plan-ideas = Ideas in the exports
plan-ideas-unrecorded = { $mentions }; the brief records no answer to a suggestion
plan-suggestion = Suggestion
plan-from = by { $who }
plan-decided = decided: { $decision }
plan-undecided = not decided yet

## Section: method

method-question = Method
method-title = How this was made
method-counted-all = { $n ->
    [one] The { NUMBER($n) } row was counted
   *[other] All { NUMBER($n) } rows were counted
}
method-counted = { $used } of { NUMBER($n) } { $n ->
    [one] row was
   *[other] rows were
} counted
method-ledger = What became of every row of every export, all reported periods together
method-files = How each file was read: format, time zone, order of day and month, tone, size and hash
method-files-where = How each file was read, with its full hash, is in provenance.json.
method-files-fold = How each file was read
method-inputs = Files, and what became of every row
method-missing = Not measured
method-doubts = Doubts about the exports
method-notes = Notes on the files
method-words = Glossary
method-definitions = Definitions and settings
method-facts = Days, rows and ranges
method-unknown = What else we do not know
fact-period = Period
fact-days = Observed days
fact-days-observed = { $count } of { $days }: { $span }, from the first to the last day with a row of any export
fact-days-observed-part = { $count } of { $days }: { $span }, less the days that no export covers
fact-days-none = none of { $days }
fact-history = History
fact-history-months = From the project’s history, because no export holds a row of these months any more: { $months }. Counted by the brief as it was then.
fact-history-period = in this period { $months }
fact-history-before = before it, for the comparison and the trend, { $months }
fact-zone = Time zone
fact-zone-text = { $zone }: every day and hour of this page is local time there
fact-rows = From rows to mentions
fact-rows-text = { $rows } of this period = { $parts }
fact-rows-all = { $rows } of this period, all used
fact-rows-none = none
fact-rows-next = { $start } + { $next }
fact-rows-duplicate = { $count } duplicate
fact-rows-own = { $count } own
fact-rows-repost = { $count } repost
fact-rows-not-relevant = { $count } not relevant
fact-rows-used = { $count } used
fact-conversations = From mentions to conversations
fact-conversations-missing = { $mentions }; conversations: not measured, because the history holds them for whole months only
fact-conversations-threads = { $mentions } in { $conversations }: a thread counts once, on the day of its first used mention of the period
fact-conversations-single = { $mentions } in { $conversations }: the exports hold no threads, so every mention is its own conversation
fact-amplification = Amplification
fact-amplification-none = No repost names the client.
fact-amplification-text = { $reposts } that name the client, in no other figure: { $channels }
fact-amplification-channel = { $channel } { $count }
fact-relevant = Relevant
fact-relevant-all = The brief names no keywords: every row is relevant.
fact-relevant-client = A row about the client: { $client }.
fact-relevant-products = A row about its products: { $products }.
fact-relevant-both = A row about the client: { $client }; or about its products: { $products }.
fact-relevant-any = one of { $words }
fact-relevant-every = all of { $words }
fact-relevant-none = none of { $words }
fact-relevant-word = “{ $word }”
rules = Words of the brief that decide
rules-accounts = Accounts
rules-own = Own accounts
rules-others = Accounts of competitors
rules-competitors = Competitors: a mention that names one
rules-excluded = Excluded
rules-words = Words
rules-hosts = Hosts
rules-authors = Accounts
rules-ids = Mentions by id
rules-topics = Topics: a mention may have several
rules-departments = Departments: the first that fits
rules-of-kind = kind: { $kinds }
rules-kinds = Kinds, before the built-in rules
fact-tone = Tone
fact-tone-text = Net sentiment = 100 × (positive − negative) ÷ (positive + neutral + negative), in points from −100 to 100. The labels are those of the exports: of a tool, from the stars of a review, or given by hand. Mentions without a label are left out and counted. Others define it without the neutral ones; figures of two definitions do not compare.
fact-labels = Tone labels
fact-labels-text = { $labelled } with, { $unlabelled } without
fact-ranges = Ranges
fact-ranges-text = 95% ranges: Wilson for shares, Bonett and Price for net sentiment. An account counts at most once as evidence; shares of languages and answers in time take mentions as independent. The ranges cover the chance of sampling, not errors of labels or what the tools did not find.
fact-authors = Authors
fact-authors-text = Accounts, counted within a channel; one person may have several.
fact-privacy = Privacy
fact-privacy-names = Authors are shown as in the exports.
fact-privacy-masked = No author is named and no post is linked.
fact-privacy-quotes = Short excerpts are quoted without the author, addresses, handles and numbers, because the brief asks for them.
fact-privacy-pseudonyms = Authors have invented names; no post is linked.
fact-privacy-none = Nobody is quoted.
fact-made = Made with
fact-made-text = { $program } { $version }, brief { $hash }
ledger-file = File
ledger-read = Read
ledger-rejected = Rejected
ledger-outside = Outside the periods
ledger-duplicate = Duplicate
ledger-own = Own
ledger-repost = Repost
ledger-not-relevant = Not relevant
ledger-used = Used
file-format = Format
file-zone = Time zone, and what decided it
file-order = Day and month
file-tone = Tone
file-size = Size and SHA-256
file-decided = { $value }: { $source }
file-order-by = { $order }, by { $source }
file-order-clear = clear from the dates
file-skipped = { $file } is skipped: { $reason }
file-note = { $file }: { $note }
glossary-mention = Mention
    .meaning = One post, comment or review about the client.
glossary-conversation = Conversation
    .meaning = A thread: a post with its replies. The unit of the staffing formula.
glossary-channel = Channel
    .meaning = Where it was said. The channels whose conversations count in the staffing formula are its communities.
glossary-net-sentiment = Net sentiment
    .meaning = Praise less complaint, in points from −100 to 100.
glossary-observed-day = Observed day
    .meaning = A day that the exports cover. A day without mentions counts; a day without an export does not.
glossary-shrinkage = Shrinkage
    .meaning = Paid time not available for the work: leave, training, meetings.
glossary-occupancy = Occupancy
    .meaning = Time spent handling conversations as a share of the time spent handling and waiting for them.
glossary-full-time-people = Full-time people
    .meaning = Hours needed, divided by the productive hours of one full-time person (FTE).
glossary-stance = Stance
    .meaning = How the client takes part in a channel: listen, answer, join in, host, stay away.
glossary-range = 95% range
    .meaning = A range made in this way holds the true figure in 95 of 100 cases. It covers chance only, not wrong labels or missing exports.
glossary-n = n
    .meaning = How many mentions, labels or conversations a figure is based on.

glossary-change = Rose, fell
    .meaning = The 95% range of the change excludes no change, and typical weeks differ by a tenth or more. Without any change 1 to 6 of 100 months are called so.
glossary-probably = Probably rose, probably fell
    .meaning = The 80% range excludes no change. Without any change 10 to 19 of 100 months are called so.
glossary-unclear = No clear change
    .meaning = Chance may explain the difference.
glossary-peak = Peak, far more complaint or praise
    .meaning = Days over 3.5 standard deviations from the median of the same weekdays in the 13 weeks before. Without any peak 2 or 3 of 100 months have one.
glossary-stability = Held, share grows, share shrinks, gone, new
    .meaning = Held: the share stayed within two thirds and one and a half times. Grows or shrinks: the 95% range of its change excludes none; the others may have moved it. Gone: it is under half. New: it was under five mentions.
glossary-on-the-way = Met, likely met, on the way, not met
    .meaning = The verdicts of objectives; section Objectives says when each is given.

## Notes on files and the brief

note-description-row = line { $line } describes the columns and is not a row: skipped
note-several-tables = the file holds several tables; the one with mentions is read, from line { $line }
note-another-table = another table begins in line { $line }: nothing below it is read
note-broken-bytes = { $n ->
    [one] { NUMBER($n) } broken sequence of bytes was
   *[other] { NUMBER($n) } broken sequences of bytes were
} replaced by `�`
note-cut-character = the file ends within a character, which was dropped
note-garbled-text = { $n ->
    [one] { NUMBER($n) } place was
   *[other] { NUMBER($n) } places were
} garbled before the file was written (as `Ã©` for `é`), left unchanged
note-mended-rows = { $n ->
    [one] { NUMBER($n) } damaged row was
   *[other] { NUMBER($n) } damaged rows were
} repaired: a line break, a quote or a delimiter stood in a text unmarked
note-repeated-column = several columns are named `{ $column }`: the first of them is read
note-date-order = of the dates in `{ $column }` that prove an order, { $rows } of { $of } are { $order ->
    [month] month
   *[day] day
} first, as in line { $line }, against `date_order` in the brief
history-not-a-month = { $file } is skipped: its name is not a month, as in `2026-05.jsonl`
history-from-file = { $month } is taken from { $file }: no export has a row of it
history-one-target = { $file } was written by an earlier version: its response times of { $month } are for the target of that time only
history-not-needed = { $error }; not used, as the exports have { $month }
outcome-used = { $rows } used
outcome-duplicate = { $rows } duplicate
outcome-own = { $rows } own
outcome-repost = { $rows } repost
outcome-not-relevant = { $rows } not relevant
outcome-outside-period = { $rows } outside the period
outcome-rejected = { $rows } rejected
files-counted = { $n ->
    [one] { NUMBER($n) } file
   *[other] { NUMBER($n) } files
}
reports-counted = { $n ->
    [one] { NUMBER($n) } report
   *[other] { NUMBER($n) } reports
}
zone-in-value = stated in each time
zone-by-offsets = every time has its own offset
zone-by-brief = the brief
zone-by-column = the column's name `{ $column }`
zone-by-abbreviation = the abbreviation `{ $text }` after the time
zone-by-abbreviations = the abbreviation after each time, with its rows: { $list }
zone-abbreviation-rows = `{ $text }` ({ $rows })
zone-by-ids = the ids of posts on { $network } ({ $rows } of { $of } agree)
zone-by-epochs = the epochs in `{ $column }` ({ $rows } of { $of } agree)
zone-by-column-value = the column `{ $column }`, which has one zone for all rows
zone-by-preamble = the lines above the header
zone-by-preamble-times = the times in the lines above the header
zone-by-format = the format's own zone
zone-by-format-believed = the format's own zone (assumed, not verified)
zone-by-default = the brief's `timing.timezone`, as nothing else states a zone
order-day-first = day first
order-month-first = month first
order-year-first = year first
order-year-day = year first, then the day
order-by-brief = the brief
order-by-row = line { $line }
scale-words = words
scale-stars = 1 to 5
scale-judged = 1, 3, 5, and 0 for none
scale-signed = sign
scale-bounds = bounds of the brief
scale-recommended = recommended or not
scale-stars-or-none = 1 to 5, and 0 for none
scale-signs = plus, zero, minus
skip-hidden = hidden
skip-lock-file = a lock file of an office program
skip-system-file = a file of the operating system
skip-link-loop = a link back to a folder that holds it
skip-special = a pipe, socket or device
reject-width = { $cells } cells where the header has { $header }
reject-no-time = no time in `{ $column }`
reject-unreadable = unreadable time `{ $value }` in `{ $column }`
reject-order-open = `{ $value }` in `{ $column }` can be read day first or month first (set `date_order` under `exports`)
reject-other-order = `{ $value }` in `{ $column }` is not { $order }, as { $source } has it
reject-serial = `{ $value }` in `{ $column }` is a spreadsheet's number among written dates: its day and month may be swapped
reject-unknown-zone = unknown zone abbreviation `{ $zone }` in `{ $column }` (set `timezone` under `exports`)
reject-rounded-time = a spreadsheet has rounded the time `{ $value }` in `{ $column }` (export again, and do not open the file in a spreadsheet)
reject-no-year = `{ $value }` in `{ $column }` has no year (export again with whole dates)
reject-no-day = `{ $value }` in `{ $column }` has no day (export again with whole dates)
reject-total = `{ $text }` without an author is a line below the table, not a mention
reject-ago = `{ $value }` in `{ $column }` says how long ago, which is not read (export again with the day of each mention)
reject-no-date = `{ $value }` in `{ $column }` is how programs write no date
note-zone-contradicted = times are read as { $zone }, by { $by }, though { $evidence } say { $proved }
note-zone-assumed = no zone is stated for `{ $column }`; read as { $zone }, the brief's own (set `timezone` under `exports` if that is wrong)
note-rounded-ids = a spreadsheet has rounded the ids in `{ $column }`, as in line { $line }, so they do not distinguish rows (export again, and do not open the file in a spreadsheet)
note-votes-not-tone = `{ $column }` is not read as tone: its numbers are whole and not all 1 to 5, so they may be votes
note-numbers-not-tone = `{ $column }` is not read as tone: its numbers fit none of the scales 1 to 5, −5 to 5 and −1 to 1
note-near-copies = { $n ->
    [one] { NUMBER($n) } row is a near copy of an earlier article by another author: duplicate
   *[other] { NUMBER($n) } rows are near copies of an earlier article by another author: duplicate
}
note-copied-texts = possible coordination: { $n ->
    [one] { NUMBER($n) } text was
   *[other] { NUMBER($n) } texts were
} written word for word by { $fewest } or more accounts within 7 days, as in line { $line } by { $accounts }; all are counted
note-same-bytes = the same bytes as { $first }: its rows are duplicates
note-unknown-tones = { $n ->
    [one] { NUMBER($n) } row has
   *[other] { NUMBER($n) } rows have
} a tone that is not in the vocabulary, counted as unscored
note-unknown-kinds = { $n ->
    [one] { NUMBER($n) } row states a kind that is none of { $kinds }; its text decides
   *[other] { NUMBER($n) } rows state a kind that is none of { $kinds }; their text decides
}
note-unknown-stages = { $n ->
    [one] { NUMBER($n) } row states a `status` that is not a known word, and counts as without one
   *[other] { NUMBER($n) } rows state a `status` that is not a known word, and count as without one
}; say under `exports[].values.status` which of { $stages } it means
note-status-not-read = `{ $column }` is not read as the stage of handling: more than one in ten of its values are not known words; if it is, say under `exports[].values.status` which of { $stages } each value means
note-unknown-departments = { $n ->
    [one] { NUMBER($n) } row states a department
   *[other] { NUMBER($n) } rows state departments
} that the brief does not name under `departments`; words, kind or channel decide
note-unreadable-minutes = { $n ->
    [one] { NUMBER($n) } row has
   *[other] { NUMBER($n) } rows have
} a `handle_minutes` that is not a number of minutes above 0 and up to 480, and counts as not timed; write minutes, not seconds or hours
note-unreadable-numbers = { $n ->
    [one] { NUMBER($n) } row has
   *[other] { NUMBER($n) } rows have
} in `{ $field }` a value that is no count (a whole number of at least 0) and counts as not stated; correct it, or choose another column under `exports[].columns`
note-sheets-without-workbook = `exports[].sheets` names sheets, but this file is no workbook: it is read as a whole
note-excluded = excluded by `exclude.{ $list }` of the brief: { $rows }
note-clock-changes = rows dated while the clock was changed: { $rows }; in a repeated hour the first one is used; in a skipped hour the time is moved forward
note-unused-pattern = `exports[].files`: `{ $pattern }` matches no file; a pattern begins at the project folder, as in `exports/shop/*.csv`
note-claimed-twice = `channels[].match.{ $kind }`: `{ $word }` is listed under `{ $first }` and `{ $second }`; `{ $first }` takes its mentions
note-short-keyword = { $key }: `{ $word }` is so short that it matches by chance; name a word that must occur with it under `all`
note-mended-header = the header in line { $line } had a delimiter too many or too few and was repaired: its rows prove which names belong to which columns
note-sheet-joined = the sheet `{ $sheet }` is read too; its row 1 is line { $line } here
note-sheet-not-read = the sheet `{ $sheet }` is not read: { $reason }
sheet-no-mentions = no line of it is a header of mentions
sheet-other-columns = it holds mentions in other columns than the sheet before it (save it as a file of its own)
sheet-hidden = it is hidden (name it under `exports[].sheets` to read it)
sheet-broken = it is damaged (open the workbook and save it again)
sheet-not-named = `exports[].sheets` names others
note-byte-order-marks = { $n ->
    [one] { NUMBER($n) } byte-order mark between the rows, where files were joined, was ignored
   *[other] { NUMBER($n) } byte-order marks between the rows, where files were joined, were ignored
}
note-repeated-headers = { $n ->
    [one] { NUMBER($n) } repeated header between the rows, where files were joined, was ignored
   *[other] { NUMBER($n) } repeated headers between the rows, where files were joined, were ignored
}
note-many-rejected = { $count } of { $rows } cannot be read (`check` gives the reasons)
note-duplicates-differ = { $count } of { $rows } are duplicates, by their id or address, of rows with another text: is that column the id? (set `columns.id` under `exports`)
note-shared-ids = `{ $column }` is not the id of a mention, as several share one value; { $use ->
    [thread] it is read as the thread
   *[none] it is not read
}
note-row-numbers = `{ $column }` numbers the rows, so it does not identify mentions across files
note-no-author = `{ $column }` has { $why ->
    [constant] the same value in every row
   *[number] a value of its own in every row, as an id or a row number
}, so it names no author; it is not read (set `columns.author` under `exports` if that is wrong)
note-times-elsewhere = `{ $other }`, which is not read, has earlier times than `{ $column }`, which look like those of collection (set `columns.published_at` under `exports` to the one at which the mentions were published)
note-times-standard = all times in `{ $column }` are read as { $zone }, though some are in the summer time of { $other } (set `timezone: { $other }` under `exports` if the clock of the export is changed in summer)
note-times-one-clock = the times in `{ $column }` are at one time of day, so they are days, and the hours of the report say nothing (export again with the times, or with the days alone)
note-rounded-authors = a spreadsheet has rounded the ids of authors in `{ $column }`, so they do not tell people apart and are not read (export again, and do not open the file in a spreadsheet)
note-text-chosen = `{ $column }` is read as the text and `{ $other }` is not, as `{ $other }` repeats a few texts beside many mentions (set `columns.text` under `exports` if that is wrong)
note-crowded-threads = `{ $column }` joins { $rows } into { $threads } conversations, each of many authors, as a video or a page does (set `columns.thread` under `exports` to the ids of the mentions if each is to be answered)
note-ambiguous-zone = the abbreviation `{ $text }` has several meanings and is read as { $zone }, though the brief's zone is another (set `timezone` under `exports`)
note-more-text = `{ $column }` is not read, though it seems to contain the text of the mentions too (to read it, list it beside the text in `columns.text` under `exports`)
note-text-undecided = `{ $other }` is read as the text and `{ $column }` is not, though both may contain the text of the mentions (set `columns.text` under `exports` to the one, or to a list of both)
note-rounded-threads = a spreadsheet has rounded `{ $column }`, as in line { $line }, so it does not join mentions to conversations (export again, and do not open the file in a spreadsheet)
note-place-column = `{ $column }` has one value for each `{ $place }`, so it does not describe the single mention; it is not read
note-unknown-flags = `{ $column }` has words that are neither yes nor no; a row with one of them counts as no (write `true` and `false` in that column)
note-times-far-ahead = most times in `{ $column }` are after the year 2100, as in a calendar of another era (write the years of the common era)
note-times-exchanged = `{ $column }` writes the days up to 12 in one layout and the later days in another, as a spreadsheet does that has exchanged day and month of the first (export again, and do not open the file in a spreadsheet)
note-times-collected = the times in `{ $column }` are within a day, though `{ $other }` says how long before the mentions were written (set `columns.published_at` under `exports` if another column has their day)
note-times-of-place = `{ $column }` has one time for each `{ $other }`, so it is probably not that of the single mention (set `columns.published_at` under `exports`)
note-times-part = `{ $other }` is not read, though it looks like a part of the time in `{ $column }` (write its cells as `20:45` or `+02:00`, or state the zone as `timezone` under `exports`)
note-time-chosen = `{ $column }` is read as the time and `{ $other }` is not, as its values look like the time of collection (set `columns.published_at` under `exports` if that is wrong)
note-midnights = { $n ->
    [one] { NUMBER($n) } time in `{ $column }` is exactly midnight, so it is read as a day without a time
   *[other] { NUMBER($n) } times in `{ $column }` are exactly midnight, so they are read as days without a time
}
note-midnights-of-channel = { $n ->
    [one] { NUMBER($n) } time of the channel `{ $channel }` in `{ $column }` is exactly midnight in the rows looked at, so its midnights are read as days without a time
   *[other] { NUMBER($n) } times of the channel `{ $channel }` in `{ $column }` are exactly midnight in the rows looked at, so its midnights are read as days without a time
}
note-network = the ids in `{ $column }` hold the time of { $count } of { $rows }, as ids of the channel `{ $channel }` do; rows that name no other are counted there
note-text-not-read = no text is read, though `{ $column }` seems to contain the text of the mentions (set `columns.text` under `exports`)
note-no-text-for-keywords = no column contains the text of the mentions, so no keyword can match
note-no-text = no column contains the text of the mentions
note-tone-not-read = no tone is read, though `{ $column }` seems to contain it (set `columns.sentiment` under `exports`)
note-tone-undecided = `{ $column }` is not read as tone: its numbers fit several scales (set `tone_scale` under `exports`)

## Openings

opening-do-problem = Offer help or a practical solution
opening-do-question = Answer, or offer to find the information
opening-do-idea = Thank, and say what becomes of the idea
opening-do-tip = Thank, and share the tip
opening-do-experience = Show that you listen: say how the feedback is used
opening-do-other = Reply, and ask what would help
opening-problem = problem
opening-question = question
opening-idea = idea
opening-tip = tip
opening-experience = experience
opening-no-kind = no kind
opening-unanswered = unanswered
opening-answer-not-known = not known whether answered
opening-addressed = names us
opening-negative = negative
opening-small-network = small network
opening-weeks = full weeks of age
opening-reason = { $reason } { $points }
actions-question = Actions
actions-title = What to do
actions-not-measured = Openings: not measured, no day was observed, or a part of the period comes from the history.
actions-none = No conversation is worth an answer by the brief’s points
actions-count = { $n ->
    [one] { NUMBER($n) } conversation is worth an answer
   *[other] { NUMBER($n) } conversations are worth an answer
}
actions-count-least = At least { $n ->
    [one] { NUMBER($n) } conversation is worth an answer
   *[other] { NUMBER($n) } conversations are worth an answer
}
actions-overdue = { $n ->
    [one] { NUMBER($n) } answer is overdue
   *[other] { NUMBER($n) } answers are overdue
}
actions-deck = Conversations with at least { $cut } points by the weights of the brief, without answered ones; by kind, topic and department, the best first.
actions-left-out = Left out, because the client takes no part or others cannot read along: { $channels }.
actions-more = { $n ->
    [one] { NUMBER($n) } further group is in the data.
   *[other] { NUMBER($n) } further groups are in the data.
}
actions-caption = Conversations that are worth an answer, by what is to be done
actions-do = Do
actions-because = Because
actions-why = Why it ranks
actions-by = By
actions-on-topic = { $action }: { $topic }
actions-found = { $kind }: { $count } on { $channels }
actions-channels = { $n ->
    [one] { NUMBER($n) } channel
   *[other] { NUMBER($n) } channels
}
actions-oldest = the oldest is { $age } old
actions-newest = written on the last day
actions-reason-part = { $reason } ({ $count } of { $all })
actions-by-overdue = at once; { $overdue } of { $all } overdue
actions-by-none = no target
lessons-headline = Lessons to pass on: { $lessons }
lessons-no-topics = no topic moved
lessons-topics = { $n ->
    [one] { NUMBER($n) } topic moved
   *[other] { NUMBER($n) } topics moved
}
lessons-no-terms = no word stands out
lessons-terms = { $n ->
    [one] { NUMBER($n) } word stands out
   *[other] { NUMBER($n) } words stand out
}
lessons-no-ideas = no ideas
lessons-ideas = { $n ->
    [one] { NUMBER($n) } idea
   *[other] { NUMBER($n) } ideas
}
lessons-not-compared = whether anything moved was not measured
lessons-what = What moved
lessons-evidence = Evidence
lessons-who = Who hears of it
lessons-moved = { $topic }: { $verdict }
lessons-term = The word “{ $term }” stands out
lessons-ideas-received = Ideas and suggestions
lessons-share = { $count } of { $of }: { $share }
lessons-share-range = { $count } of { $of }: { $share } ({ $range })
lessons-was = { $was } before
lessons-net = net sentiment { $net } ({ $sample })
lessons-quote = “{ $quote }” ({ $channel })
lessons-accounts = { $n ->
    [one] { NUMBER($n) } account used it, { $before } before
   *[other] { NUMBER($n) } accounts used it, { $before } before
}
lessons-mentions = in { $count } of { $of }
lessons-to = { $to } ({ $owner })
lessons-by = { $to } by { $date }
lessons-shown = of what moved, the first { NUMBER($n) } are shown
lessons-nobody = The brief names nobody who hears of it (feedback.loops).

### Every word that the theme says for itself. Copy this file to `i18n/<language>.ftl` to translate the interface;
### what a translation leaves out stays English. `$count` is a number, `$name` a name or a figure put in.

## The frame of every page
skip = Skip to the text
menu = Main menu
more = More pages
beside = Beside the text
search = Search
search-example = chevruta, Avot 5, צדק
search-results = Results
search-none = Nothing was found. Try fewer words, or another spelling.
search-one = One page
search-many = # pages
search-broken = The index could not be read.
search-facilitator = facilitator’s
search-noscript = Searching needs JavaScript. Without it, the indexes of texts, values and terms lead to every lesson.
ribbon = Facilitator’s page · not for handing out
home = Home
where-you-are = Where you are
lessons = Lessons
texts = Texts
texts-about = Every text taught here, in canonical order, with the lessons that teach it.
other-texts = Other texts
values = Values
values-about = What this curriculum cares about, and where it is taught.
skills = Skills
portions = Weekly portions
portions-about = Lessons that go with the week’s Torah reading.
tags = Subjects
glossary = Glossary
handouts = Handouts
handouts-about = Sheets to print, as PDF.
packets = Packets
for-facilitators = For facilitators
for-facilitators-about = The run of show of each lesson, with what to say, to bring and to watch for.
missing = This page is not here
missing-about = It may have moved. Search for it, or begin again from the first page.
missing-home = The first page
moved = This page has moved

## A lesson
lesson-number = Lesson { $count }
unit-number = Unit { $count }
run-of-show = Run of show
minutes = { $count } minutes
minutes-short = { $count } min
minutes-range = { $name } min
minutes-long-range = { $name } minutes
group-size = { $name } people
after-lessons = After
participants-page = The participants’ page
facilitators-page = The facilitator’s page
not-translated = This page has not been translated yet. It stands here in its own language.
content-note = Before you read:
questions = We ask
by-the-end = By the end you can
preparation = Beforehand
materials = Bring
access = So that everyone can take part
questions-to-discuss = Questions
exercises = Exercises
exercise = Exercise
exercise-number = Exercise { $count }
key-points = To take along
sources = Sources
source-adapted-from = Adapted from
notes = Notes
back = Back to the text
by = By { $name }
updated = Last changed { $name }
related = Lessons near this one
turn = Before and after
previous = Before
next = Next
on-this-page = On this page
words = Words
print = Print
languages = Other languages
table = Table
sheet-participant = Participant handout
sheet-source = Source sheet
sheet-facilitator = Facilitator guide
taught-in = Taught in
hint = A hint
cut-order = If time is short, cut this { $count ->
    [1] first
    [2] second
    [3] third
   *[other] as number { $count }
}
cut-any = If time is short, this can go
saves = saves { $name }

## A text
excerpt = excerpt
translation-by = Translation: { $name }
source-online = Read it online
in-the-library = In the Sefaria library
words-of-text = Words
about-text = About this text

## The glossary
also-spelled = Also spelled { $name }.
see-also = See also

## Blocks
for-facilitator = For the facilitator
say = Say
do = Do
watch = Watch
answer = Answer
debrief = Debrief
bring = Bring
listen-for = Listen for
note = Note
tip = Tip
caution = Take care
ritual = Ritual
story = Story
song = Song
variant = Another way
variant-online = Online
variant-short = Short of time
variant-large = For a large group
variant-small = For a small group
variant-access = So that everyone can take part
variant-shabbat = On Shabbat
handout-participant = On your handout
handout-wall = On the wall
handout-take-home = To take home
handout-role = A role’s card

## Levels, formats, kinds
lesson-introductory = Introductory
lesson-intermediate = Intermediate
lesson-advanced = Advanced
format-in-person = in person
format-online = online
format-hybrid = hybrid
level-notice = Notice
level-factual = Understand
level-interpretive = Interpret
level-evaluative = Weigh
level-apply = Apply
level-relational = Relate
exercise-write = writing
exercise-map = mapping
exercise-role-play = role-play
exercise-sort = sorting
exercise-plan = planning
exercise-observe = observing
exercise-quiz = quiz
exercise-homework = for home
group-plenary = everyone
group-pairs = pairs
group-triads = threes
group-small = small groups
group-solo = solo
group-fishbowl = fishbowl
chart-power-map = A power map to fill in is on the handout.
chart-spectrum-of-allies = A spectrum of allies to fill in is on the handout.
chart-story-arc = A story arc to fill in is on the handout.
chart-t-chart = A two-column chart to fill in is on the handout.
chart-relational-web = A web of relationships to fill in is on the handout.
chart-ladder = A ladder to fill in is on the handout.
chart-calendar = A calendar to fill in is on the handout.

## The agenda
agenda = Agenda, in minutes
key-opening = opening, closing
key-text = text study
key-teaching = teaching
key-practice = practice
key-reflection = reflection
key-break = break
kind-opening = opening
kind-ritual = ritual
kind-check-in = check-in
kind-frame = framing
kind-text-study = text study
kind-chevruta = chevruta
kind-teach = teaching
kind-demo = demonstration
kind-practice = practice
kind-role-play = role-play
kind-discussion = discussion
kind-story = story
kind-song = song
kind-break = break
kind-reflect = reflection
kind-debrief = debrief
kind-commit = commitment
kind-evaluation = evaluation
kind-closing = closing
kind-other = other

## What JavaScript adds
your-notes = Your notes stay on this device
copy = Copy
copied = Copied
show = Show
show-both = Both
show-translation = Translation
show-hebrew = Hebrew
show-vowels = Vowels

## Paper. What begins with `print-` reaches the print templates.
print-name = Name
print-contents = Contents
print-agenda = The session at a glance
print-minutes = in all
print-facilitator = Facilitator’s copy · not for handing out
print-words = Words
chart-label-power-more = more power
chart-label-power-less = less power
chart-label-oppose = against us
chart-label-support = with us
chart-label-active-allies = active allies
chart-label-passive-allies = passive allies
chart-label-neutral = neutral
chart-label-passive-opponents = passive opponents
chart-label-active-opponents = active opponents
chart-label-challenge = challenge
chart-label-choice = choice
chart-label-outcome = outcome
chart-label-me = me
chart-label-sunday = Sunday
chart-label-monday = Monday
chart-label-tuesday = Tuesday
chart-label-wednesday = Wednesday
chart-label-thursday = Thursday
chart-label-friday = Friday
chart-label-shabbat = Shabbat

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
search-noscript = Searching needs JavaScript. Without it, the indexes of texts, values and terms lead to every lesson.
search-narrow = Narrow
find-none = Nothing was found. Try fewer words, or another spelling.
find-one = One page
find-many = # pages
find-near = Near to it:
find-more = Show more
find-all = All that was found
find-any = all
find-here = here
find-broken = The index could not be read.
find-facilitator = facilitator’s
find-taught-one = taught in one lesson
find-taught-many = taught in # lessons
find-unit = Unit
find-value = Value
find-category = Texts from
find-minutes = Minutes
find-level = Level
find-kind-lesson = Lesson
find-kind-text = Text
find-kind-prompt = Prompt
find-kind-exercise = Exercise
find-kind-term = Term
find-kind-value = Value
find-kind-skill = Skill
find-kind-tag = Tag
find-kind-portion = Portion
find-kind-unit = Unit
find-kind-home = Curriculum
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
portions-about = The Torah readings of the year, and the lessons that go with each.
portions-year = Dates are those of { $name }
portion = Weekly portion
portion-joined = with its neighbour
in-israel = in Israel
haftarah = Haftarah
haftarah-ashkenazi = Haftarah (Ashkenazi)
haftarah-sephardi = Haftarah (Sephardi)
haftarah-of = In the haftarah of
haftarah-of-ashkenazi = In the haftarah (Ashkenazi) of
haftarah-of-sephardi = In the haftarah (Sephardi) of
passages-near = Passages that overlap
also-taught-in = Also taught in
question-one = question
question-several = questions
day = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
tags = Subjects
glossary = Glossary
credits = Credits and licences
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
minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
minutes-short = { $count } min
minutes-range = { $name } min
minutes-long-range = { $name } minutes
group-size = { $name } people
group-size-one = 1 person
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
sheet-cards = Cards
sheet-wall = Wall sheets
sheet-workbook = Workbook
sheet-evaluation = Evaluation
kit = Session kit
kit-each = one for each participant
kit-once = one
kit-group = one set for each group of three
kit-two-sided = on both sides
kit-one-sided = on one side
sheet-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
sheet-care = This sheet bears the divine Name. Please treat it with care, and do not throw it away.
evaluation-objectives = How far did we get?
evaluation-low = not yet
evaluation-high = fully
evaluation-kept = What will you keep?
evaluation-changed = What should be different next time?
evaluation-next = What will you do in the next two weeks?
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
public-domain = public domain
translation-by = Translation: { $name }
source-online = Read it online
in-the-library = In the Sefaria library
words-of-text = Words
about-text = About this text

## The glossary
also-spelled = Also: { $name }.
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

## The reader's own: how texts are shown, notes, progress.
reading-time = about { $count } min to read
reader-glossary = In the glossary
reader-copy = Copy
reader-copied = Copied
reader-show = Display
reader-show-text = Text
reader-show-both = Source with translation
reader-show-source = Source
reader-show-translation = Translation
reader-show-layout = Layout
reader-layout-own = As set
reader-layout-side = Side by side
reader-layout-stacked = Stacked
reader-show-vowels = Vowels
reader-show-cantillation = Cantillation
reader-show-translit = Transliteration
reader-show-names = Divine names
reader-names-own = As set
reader-show-size = Text size
reader-size-less = Smaller text
reader-size-more = Larger text
reader-show-reset = Reset
reader-close = Close
reader-notes = Your notes stay on this device
reader-notes-title = Your notes
reader-notes-about = They stay on this device, and nobody else sees them.
reader-notes-save = Save as Markdown
reader-notes-save-all = Save those of all lessons
reader-notes-print = Print
reader-notes-delete = Delete
reader-notes-delete-all = Delete those of all lessons
reader-notes-undo = Bring back
reader-done = done
reader-done-of = # of # done
reader-done-mark = Mark this lesson as done
reader-done-this = You are done with this lesson
reader-print-page = This page

## Paper. What begins with `print-` reaches the print templates.
print-name = Name
print-contents = Contents
print-agenda = The session at a glance
print-minutes = in all
print-facilitator = Facilitator’s copy · not for handing out
print-words = Words
print-answers = Answers
print-questions = Questions
print-notes = Notes
print-ordinary = Ordinary sheet: page
print-context = Context
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

## Leading a session, on facilitators’ pages. `#` is a number or a time put in; what begins with `session-` or `present-`
## reaches the scripts.
timeline = The session at a glance
timeline-end = End
stage = Present
session-mode = Session mode
session-back = Back to the session
session-starts = Starts
session-ends = Ends #
session-people = People
session-begins = Begins #
session-begin = Begin
session-previous = Previous
session-next = Next
session-pause = Pause
session-go-on = Go on
session-paused = Paused
session-finish = End the session
session-stop = End
session-leave = Leave
session-full = Full screen
session-left = # min left
session-up = Time is up
session-over = # min over
session-minutes = # min
session-planned = planned #
session-even = on time
session-late = # min behind
session-early = # min in hand
session-coming = What comes next
session-short = If time is short
session-saves = saves # min
session-cut = Cut
session-cut-done = cut
session-restore = Restore
session-timer = Timer
session-controls = Controls
session-over-now = The session has ended
session-took = took # min
session-return = Go on with the session
session-done = Done
present-a-text = Project a text
present-mode = Projected
present-project = Project
present-question = Question #
present-previous = Previous
present-next = Next
present-both = Both
present-hebrew = Hebrew
present-translation = Translation
present-black = Black
present-leave = Leave
## Search engines
search-about = Search the lessons, texts, values and terms of this curriculum, by words in English or Hebrew, or by a citation.
text-description = { $name }: the words, how they are translated here, and the lessons that teach them.
topic-description = { $name }: the lessons that teach it, with their texts, questions and exercises.
glossary-about = The words of this curriculum that need a word of explanation, in Hebrew and in translation.
## The curriculum at a glance
glance = At a glance
glance-link = The curriculum at a glance
glance-about = The curriculum in pictures: how the time is spent, what rests on what, what is cared about where, and where the texts come from. Behind each picture stands a table.
glance-by-unit = { $count ->
    [one] There is 1 lesson here.
   *[other] There are { $count } lessons here.
} Each line stands for a unit, and counts all of its lessons.
glance-by-run = { $count ->
    [one] There is 1 lesson here.
   *[other] There are { $count } lessons here.
} Each line stands for several of them in a row, and counts them all.
glance-units = Units { $name }
glance-lessons = Lessons { $name }
glance-table = The same in a table
glance-all = All lessons
glance-total = In all
glance-none = none
glance-yes = yes
glance-and-more = and { $count } more
glance-minutes = How the time is spent
glance-minutes-about = A bar for each, in minutes and to scale; the longest is { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}.
glance-minutes-bare = A dashed outline is time that has no agenda yet.
glance-bare = without an agenda
glance-order = In order
glance-balance = Talk and practice
glance-balance-about = From the line in the middle, teaching runs to one side and practice to the other. Text study stands beyond teaching, reflection beyond practice.
glance-shares = Of these minutes: { $name }.
glance-counted = How this is counted
glance-not-counted = not counted
glance-map = What rests on what
glance-map-arrows = An arrow leads from a lesson to one that should come after it.
glance-map-texts = Thin lines join lessons that study the same text.
glance-map-left = { $count ->
    [one] One more line has no room here; the table counts it.
   *[other] { $count } more lines have no room here; the table counts them.
}
glance-after = after
glance-shared = Texts that several lessons study
glance-shares-text = Shares a text with
glance-values = What is cared about, and where
glance-values-about = A dot stands where a lesson teaches a value. Figures at the top are lessons.
glance-values-many = The larger a dot, the greater the part of those lessons that teach the value.
glance-values-most = { $count ->
    [one] The value that is taught most is shown.
   *[other] The { $count } values that are taught most are shown.
}
glance-texts = Where the texts come from
glance-texts-about = A shelf for each part of the library, from the Torah to today, and a spine for each text: short where one lesson teaches it, taller for two, tallest for three or more. An outline is a text that no lesson teaches.
glance-texts-many = { $count ->
    [one] There is 1 text here.
   *[other] There are { $count } texts here.
} Each bar counts those of one part of the library, from the Torah to today.
glance-today = Other texts, to today
glance-taught = { $count ->
    [0] not in a lesson
    [one] in one lesson
   *[other] in { $count } lessons
}
glance-text = Text
glance-from = From

## An agenda by the clock (`daf agenda`)
plan-clock = Time
plan-minutes = Min
plan-segment = What
plan-how = How
plan-break = Break
plan-next-day = the next day
plan-cut = cut
plan-lower = shortened from { $name }
plan-short = the short way, in place of { $name }
plan-changes = To make it fit
plan-in-hand = { $count ->
    [0] It ends by { $name }, with no minute to spare.
    [one] It ends by { $name }, with one minute in hand.
   *[other] It ends by { $name }, with { $count } minutes in hand.
}
plan-over = { $count ->
    [one] It does not fit: even so it runs past { $name } by one minute.
   *[other] It does not fit: even so it runs past { $name } by { $count } minutes.
}
plan-left = These are left
plan-advice = Shorten one of them, leave a lesson out, start earlier or end later.
plan-untimed = These have a short way that says no minutes, so that it was not counted with:
plan-meant-for = This lesson is meant for { $name }.
plan-foreign = This lesson has not been translated yet, and stands in its own language.
plan-print = To print
plan-made-by = The sheets are made by: { $name }

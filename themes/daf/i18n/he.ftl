### המילים שהתבנית אומרת בעצמה, בעברית. מה שחסר כאן נשאר באנגלית.

## The frame of every page
skip = דילוג אל הטקסט
menu = תפריט ראשי
more = עמודים נוספים
beside = לצד הטקסט
search = חיפוש
search-example = חברותא, אבות ה, tzedek
search-results = תוצאות
search-noscript = החיפוש זקוק ל־JavaScript. בלעדיו, מפתחות הטקסטים, הערכים והמונחים מובילים אל כל שיעור.
search-narrow = צמצום
find-none = לא נמצא דבר. אפשר לנסות פחות מילים, או כתיב אחר.
find-one = עמוד אחד
find-many = # עמודים
find-near = קרוב לזה:
find-more = עוד תוצאות
find-all = כל מה שנמצא
find-any = הכול
find-here = כאן
find-broken = לא ניתן לקרוא את המפתח.
find-facilitator = למנחים
find-taught-one = נלמד בשיעור אחד
find-taught-many = נלמד ב־# שיעורים
find-unit = יחידה
find-value = ערך
find-category = טקסטים מן
find-minutes = דקות
find-level = רמה
find-kind-lesson = שיעור
find-kind-text = טקסט
find-kind-prompt = שאלה
find-kind-exercise = תרגיל
find-kind-term = מונח
find-kind-value = ערך
find-kind-skill = מיומנות
find-kind-tag = תגית
find-kind-portion = פרשה
find-kind-unit = יחידה
find-kind-home = התוכנית
ribbon = עמוד למנחים · לא לחלוקה
home = עמוד הבית
where-you-are = היכן אני
lessons = שיעורים
texts = טקסטים
texts-about = כל הטקסטים הנלמדים כאן, כסדרם, והשיעורים שמלמדים אותם.
other-texts = טקסטים אחרים
values = ערכים
values-about = מה חשוב לתוכנית הזאת, והיכן לומדים את זה.
skills = מיומנויות
portions = פרשות השבוע
portions-about = קריאות התורה של השנה, והשיעורים שמתאימים לכל אחת מהן.
portions-year = התאריכים הם של { $name }
portion = פרשת השבוע
portion-joined = מחוברת לפרשה הסמוכה
in-israel = בישראל
haftarah = הפטרה
haftarah-ashkenazi = הפטרה (אשכנז)
haftarah-sephardi = הפטרה (ספרד)
haftarah-of = בהפטרת
haftarah-of-ashkenazi = בהפטרת (אשכנז)
haftarah-of-sephardi = בהפטרת (ספרד)
passages-near = קטעים חופפים
also-taught-in = נלמד גם ב:
question-one = שאלה
question-several = שאלות
day = { $day } ב{ $month } { $year }
month-1 = ינואר
month-2 = פברואר
month-3 = מרץ
month-4 = אפריל
month-5 = מאי
month-6 = יוני
month-7 = יולי
month-8 = אוגוסט
month-9 = ספטמבר
month-10 = אוקטובר
month-11 = נובמבר
month-12 = דצמבר
category-torah = תורה
category-prophets = נביאים
category-writings = כתובים
category-mishnah = משנה
category-tosefta = תוספתא
category-talmud = תלמוד
category-jerusalem-talmud = תלמוד ירושלמי
category-midrash = מדרש
category-halakhah = הלכה
category-liturgy = תפילה ופיוט
category-thought = מחשבת ישראל
category-musar = מוסר
category-kabbalah = קבלה
category-chasidut = חסידות
category-commentary = פרשנות
tags = נושאים
glossary = מילון מונחים
credits = קרדיטים ורישיונות
handouts = דפי לימוד
handouts-about = דפים להדפסה, בקובצי PDF.
packets = חוברות
for-facilitators = למנחים
for-facilitators-about = מהלך כל שיעור, ומה לומר, להביא ולשים לב אליו.
missing = העמוד הזה אינו כאן
missing-about = ייתכן שעבר למקום אחר. אפשר לחפש אותו, או להתחיל שוב מן העמוד הראשון.
missing-home = העמוד הראשון
moved = העמוד הזה עבר למקום אחר

## A lesson
lesson-number = שיעור { $count }
unit-number = יחידה { $count }
run-of-show = מהלך המפגש
minutes = { $count ->
    [one] דקה אחת
   *[other] { $count } דקות
}
minutes-short = { $count } דק׳
minutes-range = { $name } דק׳
minutes-long-range = { $name } דקות
group-size = { $name } משתתפים
group-size-one = משתתף אחד
after-lessons = אחרי
participants-page = עמוד המשתתפים
facilitators-page = עמוד המנחים
not-translated = העמוד הזה עדיין לא תורגם. הוא מוצג כאן בשפת המקור.
content-note = לפני הקריאה:
questions = אנו שואלים
by-the-end = בסוף השיעור תוכלו
preparation = מראש
materials = להביא
access = כדי שכולם יוכלו לקחת חלק
questions-to-discuss = שאלות לדיון
exercises = תרגילים
exercise = תרגיל
exercise-number = תרגיל { $count }
key-points = לקחת הלאה
sources = מקורות
source-adapted-from = מעובד מתוך
notes = הערות
back = חזרה אל הטקסט
by = מאת { $name }
updated = עודכן לאחרונה ב־{ $name }
related = שיעורים קרובים
turn = לפני ואחרי
previous = הקודם
next = הבא
on-this-page = בעמוד זה
words = מילים
print = הדפסה
languages = שפות אחרות
table = טבלה
sheet-participant = דף למשתתפים
sheet-source = דף מקורות
sheet-facilitator = מדריך למנחים
sheet-cards = כרטיסים
sheet-wall = דפי קיר
sheet-workbook = חוברת עבודה
sheet-evaluation = משוב
kit = ערכת מפגש
kit-each = אחד לכל משתתף
kit-once = אחד
kit-group = ערכה לכל קבוצה של שלושה
kit-two-sided = משני הצדדים
kit-one-sided = מצד אחד
sheet-pages = { $count ->
    [one] עמוד אחד
   *[other] { $count } עמודים
}
sheet-care = בדף זה נכתב השם. נא לנהוג בו בכבוד ולא להשליכו.
evaluation-objectives = עד כמה הגענו?
evaluation-low = עוד לא
evaluation-high = לגמרי
evaluation-kept = מה תיקחו איתכם?
evaluation-changed = מה כדאי לשנות בפעם הבאה?
evaluation-next = מה תעשו בשבועיים הקרובים?
taught-in = נלמד ב:
hint = רמז
cut-order = אם הזמן קצר, לוותר על זה { $count ->
    [1] בשלב הראשון
    [2] בשלב השני
    [3] בשלב השלישי
   *[other] בשלב ה־{ $count }
}
cut-any = אם הזמן קצר, אפשר לוותר על זה
saves = חוסך { $name }

## A text
excerpt = קטע
public-domain = נחלת הכלל
translation-by = תרגום: { $name }
source-online = לקריאה ברשת
in-the-library = בספריית ספריא
words-of-text = מילים
about-text = על הטקסט

## The glossary
also-spelled = גם: { $name }.
see-also = ראו גם

## Blocks
for-facilitator = למנחים
say = לומר
do = לעשות
watch = לשים לב
answer = תשובה
debrief = עיבוד
bring = להביא
listen-for = למה להקשיב
note = הערה
tip = עצה
caution = זהירות
ritual = טקס
story = סיפור
song = שיר
variant = דרך אחרת
variant-online = ברשת
variant-short = כשהזמן קצר
variant-large = לקבוצה גדולה
variant-small = לקבוצה קטנה
variant-access = כדי שכולם יוכלו לקחת חלק
variant-shabbat = בשבת
handout-participant = בדף שלכם
handout-wall = על הקיר
handout-take-home = לקחת הביתה
handout-role = כרטיס תפקיד

## Levels, formats, kinds
lesson-introductory = למתחילים
lesson-intermediate = ביניים
lesson-advanced = למתקדמים
format-in-person = פנים אל פנים
format-online = ברשת
format-hybrid = משולב
level-notice = לשים לב
level-factual = להבין
level-interpretive = לפרש
level-evaluative = לשקול
level-apply = ליישם
level-relational = להתחבר
exercise-write = כתיבה
exercise-map = מיפוי
exercise-role-play = משחק תפקידים
exercise-sort = מיון
exercise-plan = תכנון
exercise-observe = התבוננות
exercise-quiz = חידון
exercise-homework = לבית
group-plenary = כולם
group-pairs = זוגות
group-triads = שלשות
group-small = קבוצות קטנות
group-solo = לבד
group-fishbowl = מעגל בתוך מעגל
chart-power-map = מפת כוח למילוי נמצאת בדף.
chart-spectrum-of-allies = קשת בעלי הברית למילוי נמצאת בדף.
chart-story-arc = קשת סיפור למילוי נמצאת בדף.
chart-t-chart = טבלה בשני טורים למילוי נמצאת בדף.
chart-relational-web = רשת קשרים למילוי נמצאת בדף.
chart-ladder = סולם למילוי נמצא בדף.
chart-calendar = לוח שנה למילוי נמצא בדף.

## The agenda
agenda = סדר המפגש, בדקות
key-opening = פתיחה, סיום
key-text = לימוד טקסט
key-teaching = הקניה
key-practice = תרגול
key-reflection = התבוננות
key-break = הפסקה
kind-opening = פתיחה
kind-ritual = טקס
kind-check-in = סבב פתיחה
kind-frame = מסגור
kind-text-study = לימוד טקסט
kind-chevruta = חברותא
kind-teach = הקניה
kind-demo = הדגמה
kind-practice = תרגול
kind-role-play = משחק תפקידים
kind-discussion = דיון
kind-story = סיפור
kind-song = שיר
kind-break = הפסקה
kind-reflect = התבוננות
kind-debrief = עיבוד
kind-commit = התחייבות
kind-evaluation = משוב
kind-closing = סיום
kind-other = אחר

## מה ששייך לקורא: תצוגת הטקסטים, הערות, התקדמות.
reading-time = כ־{ $count } דק׳ קריאה
reader-glossary = במילון המונחים
reader-copy = העתקה
reader-copied = הועתק
reader-show = תצוגה
reader-show-text = טקסט
reader-show-both = מקור ותרגום
reader-show-source = מקור
reader-show-translation = תרגום
reader-show-layout = סידור
reader-layout-own = כפי שנקבע
reader-layout-side = זה לצד זה
reader-layout-stacked = זה מתחת לזה
reader-show-vowels = ניקוד
reader-show-cantillation = טעמים
reader-show-translit = תעתיק
reader-show-names = שמות הקודש
reader-names-own = כפי שנקבע
reader-show-size = גודל הכתב
reader-size-less = כתב קטן יותר
reader-size-more = כתב גדול יותר
reader-show-reset = איפוס
reader-close = סגירה
reader-notes = ההערות שלך נשארות במכשיר הזה
reader-notes-title = ההערות שלך
reader-notes-about = הן נשארות במכשיר הזה, ואיש אחר אינו רואה אותן.
reader-notes-save = שמירה כ־Markdown
reader-notes-save-all = שמירת ההערות מכל השיעורים
reader-notes-print = הדפסה
reader-notes-delete = מחיקה
reader-notes-delete-all = מחיקת ההערות מכל השיעורים
reader-notes-undo = החזרה
reader-done = הושלם
reader-done-of = # מתוך # הושלמו
reader-done-mark = סימון השיעור כהושלם
reader-done-this = השיעור הושלם
reader-print-page = העמוד הזה

## Paper. What begins with `print-` reaches the print templates.
print-name = שם
print-contents = תוכן העניינים
print-agenda = המפגש במבט אחד
print-minutes = בסך הכול
print-facilitator = עותק למנחים · לא לחלוקה
print-words = מילים
print-answers = תשובות
print-questions = שאלות
print-notes = הערות
print-ordinary = בדף הרגיל: עמוד
print-context = הקשר
chart-label-power-more = יותר כוח
chart-label-power-less = פחות כוח
chart-label-oppose = נגדנו
chart-label-support = איתנו
chart-label-active-allies = בעלי ברית פעילים
chart-label-passive-allies = בעלי ברית סבילים
chart-label-neutral = ניטרליים
chart-label-passive-opponents = מתנגדים סבילים
chart-label-active-opponents = מתנגדים פעילים
chart-label-challenge = אתגר
chart-label-choice = בחירה
chart-label-outcome = תוצאה
chart-label-me = אני
chart-label-sunday = ראשון
chart-label-monday = שני
chart-label-tuesday = שלישי
chart-label-wednesday = רביעי
chart-label-thursday = חמישי
chart-label-friday = שישי
chart-label-shabbat = שבת

## Leading a session, on facilitators’ pages. `#` is a number or a time put in; what begins with `session-` or `present-`
## reaches the scripts.
timeline = המפגש במבט אחד
timeline-end = סוף
stage = במפגש
session-mode = מצב מפגש
session-back = חזרה למפגש
session-starts = התחלה
session-ends = מסתיים ב־#
session-people = אנשים
session-begins = מתחיל ב־#
session-begin = מתחילים
session-previous = הקודם
session-next = הבא
session-pause = השהיה
session-go-on = ממשיכים
session-paused = בהשהיה
session-finish = סיום המפגש
session-stop = סיום
session-leave = יציאה
session-full = מסך מלא
session-left = נותרו # דק׳
session-up = תם הזמן
session-over = # דק׳ מעבר לזמן
session-minutes = # דק׳
session-planned = בתכנון #
session-even = לפי התכנון
session-late = מאחרים ב־# דק׳
session-early = מקדימים ב־# דק׳
session-coming = מה הלאה
session-short = אם הזמן קצר
session-saves = חוסך # דק׳
session-cut = לוותר
session-cut-done = ויתרנו
session-restore = להחזיר
session-timer = שעון המפגש
session-controls = פקדים
session-over-now = המפגש הסתיים
session-took = נמשך # דק׳
session-return = ממשיכים במפגש
session-done = סגירה
present-a-text = הקרנת טקסט
present-mode = הקרנה
present-project = הקרנה
present-question = שאלה #
present-previous = הקודם
present-next = הבא
present-both = שתי השפות
present-hebrew = עברית
present-translation = תרגום
present-black = מסך שחור
present-leave = יציאה
## Search engines
search-about = חיפוש בשיעורים, בטקסטים, בערכים ובמונחים של התוכנית, במילים בעברית או באנגלית, או לפי מראה מקום.
text-description = { $name }: לשון המקור, התרגום, והשיעורים שבהם הטקסט נלמד.
topic-description = { $name }: השיעורים בנושא, עם הטקסטים, השאלות והתרגילים שבהם.
glossary-about = מונחי התוכנית וביאורם.
## The curriculum at a glance
glance = במבט אחד
glance-link = התוכנית כולה במבט אחד
glance-about = התוכנית בתמונות: כיצד מתחלק הזמן, מה נשען על מה, אילו ערכים נלמדים והיכן, ומניין באים הטקסטים. לכל תמונה מצורפת טבלה.
glance-by-unit = { $count ->
    [one] יש כאן שיעור אחד.
   *[other] יש כאן { $count } שיעורים.
} כל שורה היא יחידה, ונספרים בה כל שיעוריה.
glance-by-run = { $count ->
    [one] יש כאן שיעור אחד.
   *[other] יש כאן { $count } שיעורים.
} כל שורה היא רצף של כמה מהם, ונספרים בה כולם.
glance-units = יחידות { $name }
glance-lessons = שיעורים { $name }
glance-table = אותו הדבר בטבלה
glance-all = כל השיעורים
glance-total = בסך הכול
glance-none = אין
glance-yes = כן
glance-and-more = ועוד { $count }
glance-minutes = כיצד מתחלק הזמן
glance-minutes-about = פס לכל שורה, בדקות ובקנה מידה אחד; הארוך ביותר הוא { $count ->
    [one] דקה אחת
   *[other] { $count } דקות
}.
glance-minutes-bare = מסגרת מקווקוות היא זמן שעדיין אין לו סדר מפגש.
glance-bare = בלי סדר מפגש
glance-order = לפי הסדר
glance-balance = דיבור ותרגול
glance-balance-about = מן הקו שבאמצע נמשכת ההקניה לצד אחד והתרגול לצד השני. לימוד הטקסט מופיע מעבר להקניה, וההתבוננות מעבר לתרגול.
glance-shares = מתוך הדקות האלה: { $name }.
glance-counted = כיצד נספרו הדקות
glance-not-counted = לא נספרו
glance-map = מה נשען על מה
glance-map-arrows = חץ מוביל משיעור אל שיעור שראוי שיבוא אחריו.
glance-map-texts = קווים דקים מחברים שיעורים שלומדים בהם אותו טקסט.
glance-map-left = { $count ->
    [one] לקו אחד נוסף אין כאן מקום; הוא נספר בטבלה.
   *[other] ל־{ $count } קווים נוספים אין כאן מקום; הם נספרים בטבלה.
}
glance-after = אחרי
glance-shared = טקסטים שנלמדים בכמה שיעורים
glance-shares-text = טקסט משותף עם
glance-values = אילו ערכים נלמדים, והיכן
glance-values-about = נקודה מסמנת ששיעור מלמד את הערך. המספרים למעלה הם מספרי השיעורים.
glance-values-many = ככל שהנקודה גדולה יותר, כך גדול יותר חלקם של השיעורים שמלמדים את הערך.
glance-values-most = { $count ->
    [one] מוצג הערך שנלמד יותר מכולם.
   *[other] מוצגים { $count } הערכים שנלמדים יותר מכולם.
}
glance-texts = מניין באים הטקסטים
glance-texts-about = מדף לכל חלק של הספרייה, מן התורה ועד ימינו, ושדרת ספר לכל טקסט: נמוכה כשהוא נלמד בשיעור אחד, גבוהה יותר בשניים, והגבוהה מכולן בשלושה ויותר. מסגרת ריקה היא טקסט שאינו נלמד בשום שיעור.
glance-texts-many = { $count ->
    [one] יש כאן טקסט אחד.
   *[other] יש כאן { $count } טקסטים.
} כל פס סופר את אלה שבחלק אחד של הספרייה, מן התורה ועד ימינו.
glance-today = טקסטים אחרים, עד ימינו
glance-taught = { $count ->
    [0] לא בשיעור
    [one] בשיעור אחד
   *[other] ב־{ $count } שיעורים
}
glance-text = טקסט
glance-from = מתוך

## An agenda by the clock (`daf agenda`)
plan-clock = שעה
plan-minutes = דק׳
plan-segment = מה
plan-how = איך
plan-break = הפסקה
plan-next-day = למחרת
plan-cut = ויתור
plan-lower = בקיצור, במקום { $name }
plan-short = בדרך הקצרה, במקום { $name }
plan-changes = כדי שהכול ייכנס
plan-in-hand = { $count ->
    [0] הכול נכנס עד { $name }, בדיוק.
    [one] הכול נכנס עד { $name }, ונשארת דקה אחת.
    [two] הכול נכנס עד { $name }, ונשארות שתי דקות.
   *[other] הכול נכנס עד { $name }, ונשארות { $count } דקות.
}
plan-over = { $count ->
    [one] הכול אינו נכנס: גם כך המפגש נמשך דקה אחת אחרי { $name }.
    [two] הכול אינו נכנס: גם כך המפגש נמשך שתי דקות אחרי { $name }.
   *[other] הכול אינו נכנס: גם כך המפגש נמשך { $count } דקות אחרי { $name }.
}
plan-left = אלה נשארו
plan-advice = אפשר לקצר אחד מהם, לוותר על שיעור, להתחיל מוקדם יותר או לסיים מאוחר יותר.
plan-untimed = באלה יש דרך קצרה שלא נכתב בה כמה דקות היא נמשכת, ולכן היא לא נלקחה בחשבון:
plan-meant-for = השיעור מיועד לקבוצה של { $name }.
plan-foreign = השיעור עדיין לא תורגם, והוא מוצג כאן בשפת המקור.
plan-print = להדפסה
plan-made-by = את הדפים מכינה הפקודה { $name }

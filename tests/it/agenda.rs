//! `daf agenda`: the hours of a plan add up, its tables and calendars are sound, and what is typed wrongly is told. Whole plans are held
//! word for word by `tests/cases/golden.rs`.

use std::process::{Command, Output};

use crate::support::project;

/// Runs `daf agenda` in the folder of the small curriculum, on a day that the environment fixes.
fn run(arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.current_dir(project().join("tests/sites/evenings")).env("SOURCE_DATE_EPOCH", "1795651200");
    command.arg("agenda").args(arguments.split_whitespace().map(|word| word.replace('~', " ")));
    command.output().expect("daf runs")
}

#[track_caller]
fn made(arguments: &str) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

/// The hours of a plan follow one another, whatever gives way, and what is left is told rightly.
#[test]
fn the_clock_adds_up() {
    for end in ["18:31", "18:50", "19:05", "19:12", "19:19", "19:25", "19:35", "19:45", "19:50", "21:00"] {
        let table = made(&format!("listening --start 18:30 --end {end} --format csv"));
        let rows: Vec<Vec<String>> = csv::ReaderBuilder::new()
            .from_reader(table.trim_start_matches('\u{feff}').as_bytes())
            .records()
            .map(|row| row.expect("it is a row").iter().map(str::to_owned).collect())
            .collect();
        assert_eq!(rows.len(), 7);
        let kept: Vec<&Vec<String>> = rows.iter().filter(|row| row[9] != "cut").collect();
        for pair in kept.windows(2) {
            assert_eq!(pair[0][4], pair[1][3], "{end}");
        }
        let minutes: u32 = kept.iter().map(|row| row[5].parse::<u32>().expect("a number")).sum();
        let text = made(&format!("listening --start 18:30 --end {end}"));
        let hours: Vec<u32> = end.split(':').map(|part| part.parse().expect("a number")).collect();
        let room = hours[0] * 60 + hours[1] - 18 * 60 - 30;
        let says = match i64::from(room) - i64::from(minutes) {
            0 => "with no minute to spare.".to_owned(),
            1 => "with one minute in hand.".to_owned(),
            in_hand if in_hand > 0 => format!("with {in_hand} minutes in hand."),
            over => format!("by {} minutes.", -over),
        };
        assert!(text.contains(&says), "{end}: {says}\n{text}");
    }
}

#[test]
fn a_table_holds_no_formula() {
    let table = made("listening --start 18:30 --format csv");
    assert!(table.contains(",'=Closing,"), "{table}");
    assert!(table.lines().count() == 8 && table.matches("\r\n").count() == 8);
    // Letters beyond ASCII are announced, for spreadsheets that would misread them.
    assert!(table.starts_with("date,"));
    assert!(made("listening --start 18:30 --format csv --lang he").starts_with("\u{feff}date,"));
    assert!(table.contains("\"Listening | *together*, first; then, later\""), "{table}");
}

/// Lines end and fold as RFC 5545 asks, and nothing in them is the facilitator's.
#[test]
fn a_calendar_is_well_formed() {
    for zone in ["", " --tz America/New_York"] {
        let calendar = made(&format!("listening walking --start 18:30 --lang he --format ics{zone}"));
        for line in calendar.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\n', '\r']), "{line}");
        }
        let whole = calendar.replace("\r\n ", "");
        assert_eq!(whole.matches("BEGIN:VEVENT\r\n").count(), 2);
        assert_eq!(whole.matches("\r\nUID:").count(), 2);
        assert!(whole.contains("SUMMARY:הקשבה ביחד\\, עם \u{2066}Simon & Garfunkel\u{2069}\r\n"), "{whole}");
        let start = if zone.is_empty() { "DTSTART:20261126T183000\r\n" } else { "DTSTART:20261126T233000Z\r\n" };
        assert!(whole.contains(start), "{whole}");
        for word in ["עטים", "לתלות", "pens"] {
            assert!(!whole.contains(word), "{word}");
        }
    }
    let uids = |arguments: &str| -> Vec<String> {
        made(arguments).lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let first = uids("listening listening --start 9:00 --format ics");
    assert_ne!(first[0], first[1]);
    assert_eq!(first[0], uids("listening --start 10:30 -n 5 --format ics")[0]);
    assert_ne!(first[0], uids("listening --start 9:00 --date 2026-11-27 --format ics")[0]);
}

/// No line is too long, wherever its end falls.
#[test]
fn a_calendar_folds_at_every_length() {
    for letters in 1..=80 {
        let (word, sign) = ("x".repeat(letters), "ש".repeat(letters / 2));
        let heading = |words: &str| format!("## {words} {{minutes=10 kind=practice}}\n\nWords.\n\n");
        let lesson = format!("---\ntitle: One\n---\n\n{}{}", heading(&word), heading(&sign));
        let sources = crate::support::text_sources(&[("one.md", &lesson)]);
        let mut sink = daf::diag::Diagnostics::default();
        let curriculum = daf::load(&sources, "content", &daf::Options::default(), &mut sink).expect("it can be read");
        let theme = daf::theme_for(&curriculum, &sources, &mut sink).expect("it has a theme");
        let wish = daf::agenda::AgendaRequest {
            lessons: vec![daf::agenda::RequestedLesson {
                lesson: daf::curriculum::LessonId::new(0),
                at: None,
                pause: 0,
            }],
            start: 600,
            end: None,
            participants: None,
            date: daf::date::parse("2026-02-03").expect("it is a day"),
            lang: "en".to_owned(),
            twelve: false,
            made: 0,
        };
        let form = daf::agenda::AgendaFormat::Calendar(None);
        let calendar = daf::agenda::make(&curriculum, &theme, &wish, &form, &mut sink).expect("it says its minutes");
        let long: Vec<&str> = calendar.split("\r\n").filter(|line| line.len() > 75).collect();
        assert!(long.is_empty(), "{letters}: {long:?}");
        let whole = calendar.replace("\r\n ", "");
        assert!(whole.contains(&word) && whole.contains(&sign), "{letters}: {whole}");
    }
}

#[test]
fn what_is_typed_wrongly_is_told_with_an_example() {
    for (arguments, says) in [
        ("listening", "say when it starts, such as `--start 18:30`"),
        ("listening --start late", "`--start late` is no time of day; type it as 18:30, or as 6:30pm"),
        ("listening --start 25:00", "is no time of day"),
        ("listening --start 18:30 --end 18:30", "`--end 18:30` is not after the start at 18:30"),
        ("listening --start 18:30 --end 8:00", "--start 18:30 --end 20:00"),
        ("listening walking@9:00 --start 10:00", "9:00 is not after 10:00"),
        ("listening walking@soon --start 10:00", "`walking@soon` is no time of day"),
        ("listening+long --start 10:00", "is a number of minutes, such as `listening+20`"),
        ("lissening --start 10:00", "there is no lesson with the id `lissening`; did you mean `listening`?"),
        ("both --start 10:00", "`both` is a packet; name lessons, such as `daf agenda listening walking`"),
        (
            "bare --start 10:00",
            "`bare` says no minutes; give its headings some, such as `## Opening {minutes=10}`, in bare.md",
        ),
        ("listening --start 9:00 --date 26/11/2026", "is no day; type it as year, month, day: 2026-11-26"),
        ("listening --start 9:00 --date 2026-02-30", "is no day"),
        ("listening --start 9:00 --lang yi", "this curriculum is not in `yi`; it is in en, he"),
        ("listening --start 9:00 --format ics --tz Jerusalem", "did you mean `Asia/Jerusalem`"),
        ("listening --start 9:00 --tz Asia/Jerusalem", "`--tz` is for calendars alone"),
    ] {
        let output = run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments}: {said}");
        assert!(said.contains(says), "{arguments}: {said}");
        assert!(output.stdout.is_empty(), "{arguments}");
    }
}

/// The end of the file's name says the form, and a folder may stand before the lessons.
#[test]
fn a_file_is_written_in_the_form_of_its_name() {
    let room = tempfile::tempdir().expect("a room");
    for (name, begins) in [("a.md", "# Walking"), ("a.csv", "date,"), ("a.ics", "BEGIN:VCALENDAR"), ("a", "Walking\n")]
    {
        let to = room.path().join(name);
        made(&format!(". walking --start 9 -o {}", to.display()));
        let text = std::fs::read_to_string(&to).expect("it was written");
        assert!(text.starts_with(begins), "{name}: {text}");
    }
}

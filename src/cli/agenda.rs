//! `daf agenda`: the evening or the day by the clock.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::{AgendaArgs, AgendaForm};
use super::broken::{self, Broken, Loaded};
use super::clock::{local_today, now};
use super::console::{Console, line_of};
use super::content::folder;
use super::lookup;
use crate::agenda::{self, AgendaRequest, RequestedLesson, Time, Zone, clock};
use crate::curriculum::{Curriculum, LessonId, PacketPart};
use crate::date::{self, Date};
use crate::diag::Diagnostics;
use crate::diag::make::{self, did_you_mean};
use crate::{Options, fs};

/// Plans what was asked for, and writes it where it should go.
pub(crate) fn agenda(typed: &AgendaArgs, console: &Console) -> Result<ExitCode, fs::Error> {
    let refuse = |refused: &str| {
        console.say(&format!("daf: {refused}"));
        Ok(ExitCode::from(2))
    };
    let (content, items) = split_items(typed);
    let options = Options { drafts: typed.drafts, ..Options::default() };
    let mut loaded = match broken::load(Some(&content), &options, NOTHING, console)? {
        Ok(loaded) => loaded,
        Err(code) => return Ok(code),
    };
    let theme = crate::theme_for(&loaded.curriculum, &loaded.sources, &mut loaded.mistakes);
    crate::settle(&mut loaded.mistakes, &loaded.curriculum);
    let Loaded { curriculum, sources, mistakes, .. } = &loaded;
    let broken = Broken::of(mistakes, sources);
    let (Some(theme), false) = (&theme, broken.stops_all()) else {
        return Ok(broken::refuse_all(mistakes, sources, &content, NOTHING, console));
    };
    let (request, form) = match request_of(typed, &items, curriculum, &content) {
        Ok(request_of) => request_of,
        Err(refused) => {
            let meant: BTreeSet<String> = items.iter().filter_map(|item| broken.named(bare(item))).collect();
            if meant.is_empty() {
                return refuse(&refused);
            }
            return Ok(broken::refuse_all(&broken.mistakes_in(&meant), sources, &content, NOTHING, console));
        }
    };
    let own: BTreeSet<String> =
        request.lessons.iter().flat_map(|request_of| broken.lesson(curriculum.lesson(request_of.lesson))).collect();
    if !own.is_empty() {
        return Ok(broken::refuse_all(&broken.mistakes_in(&own), sources, &content, NOTHING, console));
    }
    let made = match agenda::make(curriculum, theme, &request, &form, &mut Diagnostics::default()) {
        Ok(made) => made,
        Err(none) => {
            return refuse(&format!(
                "`{}` says no minutes; give its headings some, such as `## Opening {{minutes=10}}`, in {}",
                none.id, none.file
            ));
        }
    };
    match &typed.output {
        None => console.write(&made)?,
        Some(to) => {
            fs::write_file(to, made.as_bytes())?;
            console.tell(&format!("daf: wrote {}", line_of(to)));
        }
    }
    if let Some(told) = broken.elsewhere(&BTreeSet::new(), false, &loaded) {
        console.say(&told);
    }
    Ok(ExitCode::SUCCESS)
}

/// What is said where mistakes are in the way.
const NOTHING: &str = "no agenda was made";

/// A lesson as it was named, without the time or the break after it.
fn bare(item: &str) -> &str {
    item.split(['@', '+']).next().unwrap_or(item)
}

/// The curriculum's folder, and the lessons: a folder may stand before them.
fn split_items(typed: &AgendaArgs) -> (PathBuf, Vec<&str>) {
    let items: Vec<&str> = typed.items.iter().map(String::as_str).collect();
    match (&typed.dir, items.split_first()) {
        (None, Some((first, rest))) if !rest.is_empty() && Path::new(first).join("daf.yaml").is_file() => {
            (PathBuf::from(first), rest.to_vec())
        }
        (dir, _) => (folder(dir.as_deref()), items),
    }
}

/// Everything that was typed, as a request; or why it cannot be one.
fn request_of(
    typed: &AgendaArgs,
    items: &[&str],
    curriculum: &Curriculum,
    content: &Path,
) -> Result<(AgendaRequest, agenda::AgendaFormat), String> {
    let named: Vec<NamedLesson> =
        items.iter().map(|item| named(item, curriculum, content)).collect::<Result<_, _>>()?;
    let start = typed.start.as_deref().map(|start| time("--start", start)).transpose()?;
    let first = named.first().and_then(|named| named.at).or(start);
    let first = first.ok_or("say when it starts, such as `--start 18:30`")?;
    let mut lessons = Vec::new();
    let mut latest = first.minutes % (24 * 60);
    for (number, named) in named.iter().enumerate() {
        let mut at = None;
        if let (Some(time), true) = (named.at, number > 0) {
            latest = clock::after(latest, time).ok_or_else(|| {
                format!(
                    "{} is not after {}; name the lessons in their order, such as `first@9:00 second@14:00`",
                    clock::shown(time.minutes, time.twelve),
                    clock::shown(latest, time.twelve)
                )
            })?;
            at = Some(latest);
        }
        lessons.push(RequestedLesson { lesson: named.lesson, at, pause: named.pause.unwrap_or(typed.pause) });
    }
    let end = typed.end.as_deref().map(|end| time("--end", end)).transpose()?;
    let until = end.map(|end| {
        clock::after(latest, end).ok_or_else(|| {
            let (start, end) = (clock::shown(latest, end.twelve), clock::shown(end.minutes, end.twelve));
            format!("`--end {end}` is not after the start at {start}; type both as in `--start 18:30 --end 20:00`, or with `pm`")
        })
    });
    let lang = language(typed.lang.as_deref(), curriculum)?;
    let twelve = start.is_some_and(|time| time.twelve) || end.is_some_and(|time| time.twelve) || first.twelve;
    let request = AgendaRequest {
        lessons,
        start: first.minutes % (24 * 60),
        end: until.transpose()?,
        participants: typed.participants,
        date: day(typed.date.as_deref())?,
        lang,
        twelve,
        made: now(),
    };
    Ok((request, form(typed)?))
}

/// A lesson as it was named: `power-map`, `power-map@14:00`, `power-map+20`.
struct NamedLesson {
    lesson: LessonId,
    at: Option<Time>,
    pause: Option<u32>,
}

fn named(typed: &str, curriculum: &Curriculum, content: &Path) -> Result<NamedLesson, String> {
    let find = |id: &str| lookup::lesson(id, curriculum, content);
    if let Some(lesson) = find(typed) {
        return Ok(NamedLesson { lesson, at: None, pause: None });
    }
    let (mut id, mut at, mut pause) = (typed, None, None);
    while let Some((cut, sign)) = id.rfind(['@', '+']).and_then(|cut| Some((cut, *id.as_bytes().get(cut)?))) {
        let (before, rest) = (&id[..cut], &id[cut + 1..]);
        if sign == b'@' {
            at = Some(time(&format!("{before}@"), rest)?);
        } else {
            let minutes = rest.trim().parse().ok().filter(|minutes| *minutes <= 24 * 60);
            pause = Some(minutes.ok_or_else(|| {
                format!("`{typed}`: a break after a lesson is a number of minutes, such as `{before}+20`")
            })?);
        }
        id = before;
        if find(id).is_some() {
            break;
        }
    }
    let lesson = find(id).ok_or_else(|| {
        if let Some((what, lessons)) = several(id, curriculum) {
            return format!("`{id}` is a {what}; name lessons, such as `daf agenda {lessons}`");
        }
        let hint = did_you_mean(id, curriculum.lessons.iter().map(|lesson| lesson.id.as_str()));
        let hint = hint.unwrap_or_else(|| "`daf list lessons` shows the ids".to_owned());
        format!("there is no lesson with the id {}; {hint}", make::quote(id))
    })?;
    Ok(NamedLesson { lesson, at, pause })
}

/// A unit or a packet with an id, and its lessons as they would be typed.
fn several(id: &str, curriculum: &Curriculum) -> Option<(&'static str, String)> {
    let mut lessons: Vec<LessonId> = Vec::new();
    let unit = curriculum.units.iter().find(|unit| unit.id == id);
    let packet = curriculum.packets.iter().find(|packet| packet.entry.id == id);
    let what = match (unit, packet) {
        (Some(unit), _) => {
            lessons.extend(&unit.lessons);
            "unit"
        }
        (None, Some(packet)) => {
            for item in &packet.items {
                match item {
                    PacketPart::Lesson(lesson, _) if !lessons.contains(lesson) => lessons.push(*lesson),
                    PacketPart::Lesson(..) | PacketPart::Text(_) => {}
                }
            }
            "packet"
        }
        (None, None) => return None,
    };
    let ids: Vec<&str> = lessons.iter().map(|lesson| curriculum.lesson(*lesson).id.as_str()).collect();
    (!ids.is_empty()).then(|| (what, ids.join(" ")))
}

fn time(of: &str, typed: &str) -> Result<Time, String> {
    let of = if of.ends_with('@') { format!("{of}{typed}") } else { format!("{of} {typed}") };
    Time::read(typed).ok_or_else(|| format!("`{of}` is no time of day; type it as 18:30, or as 6:30pm"))
}

fn day(typed: Option<&str>) -> Result<Date, String> {
    let iso = typed.map_or_else(local_today, |typed| typed.trim().to_owned());
    date::parse(&iso).ok_or_else(|| format!("`--date {iso}` is no day; type it as year, month, day: 2026-11-26"))
}

fn language(typed: Option<&str>, curriculum: &Curriculum) -> Result<String, String> {
    let main = &curriculum.config.language;
    let Some(typed) = typed else { return Ok(main.clone()) };
    let wanted = typed.trim().to_lowercase();
    let known: Vec<&str> = std::iter::once(main).chain(&curriculum.config.languages).map(String::as_str).collect();
    if known.contains(&wanted.as_str()) {
        return Ok(wanted);
    }
    let mut names: Vec<&str> = Vec::new();
    names.extend(known.iter().enumerate().filter(|(at, name)| !known[..*at].contains(name)).map(|(_, name)| *name));
    Err(format!(
        "this curriculum is not in {}; it is in {} (`languages` in daf.yaml)",
        make::quote(typed),
        names.join(", ")
    ))
}

/// The format: the one named, else by the end of the file's name, else text.
fn form(typed: &AgendaArgs) -> Result<agenda::AgendaFormat, String> {
    let by_name = typed.output.as_ref().and_then(|to| to.extension()).map(|end| end.to_string_lossy().to_lowercase());
    let form = typed.format.unwrap_or(match by_name.as_deref() {
        Some("md") => AgendaForm::Md,
        Some("csv") => AgendaForm::Csv,
        Some("ics") => AgendaForm::Ics,
        _ => AgendaForm::Text,
    });
    let zone = typed.tz.as_deref().map(|name| {
        Zone::named(name).map_err(|near| {
            let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
            let near = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
            format!("there is no time zone {}{near}; one is `Asia/Jerusalem`", make::quote(name))
        })
    });
    let zone = zone.transpose()?;
    if zone.is_some() && form != AgendaForm::Ics {
        return Err("`--tz` is for calendars alone; add `--format ics`".to_owned());
    }
    Ok(match form {
        AgendaForm::Text => agenda::AgendaFormat::Text,
        AgendaForm::Md => agenda::AgendaFormat::Markdown,
        AgendaForm::Csv => agenda::AgendaFormat::Table,
        AgendaForm::Ics => agenda::AgendaFormat::Calendar(zone),
    })
}

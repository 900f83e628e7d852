//! The page at a glance: bounded for large curricula, left out where it has nothing to show, the same in the mirror.

use std::fmt::Write as _;

use daf::source::SourceSet;

use crate::support::{build, folder, text, text_sources};

const PAGE: &str = "glance/index.html";

fn part<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let rest = page.split(from).nth(1).unwrap_or_else(|| panic!("{from} is there"));
    rest.split(to).next().unwrap_or_default()
}

/// Many lessons in memory: `units` of `each`, with two segments, a value, a text, and what they require.
fn many(units: usize, each: usize) -> SourceSet {
    let mut files = Vec::new();
    for unit in 0..units {
        for lesson in 0..each {
            let number = unit * each + lesson;
            let mut body = format!("---\nid: l{number}\ntitle: Lesson {number} of many\nvalues: [v{}]\n", number % 30);
            if number > 0 {
                let _ = writeln!(body, "requires: [l{}, l{}]", number - 1, number / 2);
            }
            let verse = number % 40 + 1;
            let _ = write!(body, "texts:\n  - {{ref: 'Psalms 119:{verse}', en: Words.}}\n---\n");
            body.push_str("## Talk {minutes=30 kind=teach}\n\n## Do {minutes=60 kind=practice}\n");
            let folder = if units == 1 { String::new() } else { format!("{:03}-unit/", unit + 1) };
            files.push((format!("{folder}{:04}-lesson-{number}.md", lesson + 1), body));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    text_sources(&files)
}

fn rows(page: &str) -> usize {
    part(page, "id=\"glance.minutes\"", "</section>").matches("<p class=\"g-name\">").count()
}

#[test]
fn many_lessons_are_counted_by_unit_and_the_page_stays_bounded() {
    for (units, each, lines) in [(2, 30, 60), (4, 20, 4), (150, 3, 38), (1, 400, 40)] {
        let total = units * each;
        let built = build(&many(units, each));
        let page = text(&built, PAGE);
        assert_eq!(rows(page), lines, "{units} units of {each}");
        assert!(
            page.len() < if total > 60 { 150_000 } else { 200_000 },
            "{units} units of {each}: {} bytes",
            page.len()
        );
        assert_eq!(page.contains(&format!("There are {total} lessons here")), total > 60, "{units} of {each}");
        assert!(page.contains(&format!("<td>{}</td><td>{}</td>", total * 30, total * 60)));
    }
}

#[test]
fn what_has_nothing_to_show_is_left_out() {
    let built = build(&text_sources(&[("one.md", "---\ntitle: One\n---\nWords.\n")]));
    assert!(built.output.get(PAGE).is_none());
    assert!(!text(&built, "index.html").contains("glance/"));
    let built = build(&text_sources(&[("one.md", "---\ntitle: One\nvalues: [care]\n---\nWords.\n")]));
    let page = text(&built, PAGE);
    assert!(page.contains("id=\"glance.values\""));
    for absent in ["minutes", "balance", "map", "texts"] {
        assert!(!page.contains(&format!("id=\"glance.{absent}\"")), "{absent}");
    }
    assert!(text(&built, "index.html").contains("href=\"glance/index.html\""));
    // Openings and breaks alone leave nothing to compare.
    let built = build(&text_sources(&[("one.md", "---\ntitle: One\n---\n## Come in {minutes=5 kind=opening}\n")]));
    let page = text(&built, PAGE);
    assert!(page.contains("id=\"glance.minutes\"") && !page.contains("id=\"glance.balance\""));
}

#[test]
fn a_unit_may_not_be_called_as_the_page_is() {
    let built = build(&text_sources(&[("glance.md", "---\ntitle: Glance\nvalues: [care]\n---\nWords.\n")]));
    assert!(text(&built, PAGE).contains("glance.values"));
    assert!(built.output.get("glance-lesson/index.html").is_some());
}

#[test]
fn titles_mean_themselves_and_drafts_are_not_counted() {
    let built = build(&folder("tests/sites/glance"));
    for path in [PAGE, "he/glance/index.html"] {
        let page = text(&built, path);
        assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"), "{path}");
        assert!(!page.contains("DRAFTMARKER") && !page.contains("300"), "{path}");
        assert!(!page.contains(" style=") && !page.contains("<style"), "{path}");
        assert!(page.contains(" dir=\"ltr\">A title that goes on"), "{path}");
        // Minutes without an agenda, and none at all.
        assert!(page.contains("class=\"g-bare\""), "{path}");
    }
    let page = text(&built, PAGE);
    assert!(page.contains("aria-label=\"Agenda, in minutes: without an agenda 45\""));
    assert!(page.contains("aria-label=\"Agenda, in minutes: none\""));
    assert_eq!(page.matches("class=\"g-line\"").count(), 7);
    assert_eq!(part(page, "class=\"g-shared\"", "</svg>").matches("<path").count(), 3);
    assert_eq!(part(page, "class=\"g-shelves\"", "<details").matches("<li").count(), 6);
}

#[test]
fn a_page_from_the_right_is_the_mirror_image() {
    let built = build(&folder("tests/sites/glance"));
    let places = |path: &str, section: &str| -> Vec<(f64, f64)> {
        let page = part(text(&built, path), section, "<details");
        let value = |rect: &str, name: &str| -> f64 { part(rect, &format!(" {name}=\""), "%").parse().unwrap() };
        let rects = page.split("<rect").skip(1).map(|rest| rest.split("/>").next().unwrap_or_default());
        let rects = rects.filter(|rect| rect.contains("%\""));
        rects.map(|rect| (value(rect, "x"), value(rect, "width"))).collect()
    };
    for section in ["id=\"glance.minutes\"", "id=\"glance.balance\""] {
        let (left, right) = (places(PAGE, section), places("he/glance/index.html", section));
        assert!(left.len() > 6 && left.len() == right.len());
        for ((x, width), (mirrored, same)) in left.into_iter().zip(right) {
            assert!((width - same).abs() < 0.02 && (100.0 - x - width - mirrored).abs() < 0.03, "{section}");
        }
    }
}

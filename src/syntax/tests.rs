//! Bodies in, block trees out, as a dump meant for people: one line a block, set in by depth.

use super::lesson::*;
use super::{FileKind, Syntax, document, inline_text};
use crate::diag::Diagnostics;
use crate::source::{SourceSet, VPath};

fn read(text: &str) -> (Document, Vec<String>) {
    let path = VPath::new("x.md").unwrap();
    let sources = SourceSet::new([(path, text.as_bytes().to_vec())]);
    let (id, source) = sources.iter().next().unwrap();
    let mut sink = Diagnostics::default();
    let syntax = Syntax { autolink: true, raw_html: false };
    let document = document(id, source, FileKind::Lesson, FileKind::Lesson, syntax, Refs::default(), &mut sink);
    let shown = |diagnostic: &crate::diag::Diagnostic| {
        let crate::diag::Place::At(span) = &diagnostic.place else { return diagnostic.code.id().to_owned() };
        format!("{}: {}", diagnostic.code.id(), &text[span.range()])
    };
    let mistakes = sink.as_slice().iter().map(shown).collect();
    (document, mistakes)
}

fn dump(blocks: &[Block], document: &Document, depth: usize, out: &mut String) {
    for block in blocks {
        out.push_str(&"  ".repeat(depth));
        match block {
            Block::Paragraph(words) => out.push_str(&format!("p {}\n", inline_text(words))),
            Block::Heading { level, id, words } => out.push_str(&format!("h{level} #{id} {}\n", inline_text(words))),
            Block::List { start, items } => {
                out.push_str(&format!("list {start:?}\n"));
                for item in items {
                    out.push_str(&format!("{}- {:?}\n", "  ".repeat(depth + 1), item.task));
                    dump(&item.blocks, document, depth + 2, out);
                }
            }
            Block::Quote(inside) => {
                out.push_str("quote\n");
                dump(inside, document, depth + 1, out);
            }
            Block::Code { language, text, .. } => out.push_str(&format!("code {language} {text:?}\n")),
            Block::Table(table) => out.push_str(&format!("table {}x{}\n", table.head.len(), table.rows.len())),
            Block::Definitions(list) => out.push_str(&format!("definitions {}\n", list.len())),
            Block::Rule => out.push_str("rule\n"),
            Block::Html(text) => out.push_str(&format!("html {text:?}\n")),
            Block::Container(container) => {
                out.push_str(&format!("{} [{}]\n", container.kind.word(), inline_text(&container.title)));
                dump(&container.blocks, document, depth + 1, out);
            }
            Block::Leaf(leaf) => {
                let leaf = &document.refs.leaves[leaf.0 as usize];
                let what = match &leaf.what {
                    LeafKind::Text { id, layout } => format!("text {} {layout:?}", id.value),
                    LeafKind::TextHere { index, .. } => format!("text here {index}"),
                    LeafKind::Prompt(id) => format!("prompt {}", id.value),
                    LeafKind::PromptsOf(id) => format!("prompts of {}", id.value),
                    LeafKind::PromptHere(at) => format!("prompt here {at}"),
                    LeafKind::Exercise(id) => format!("exercise {}", id.value),
                    LeafKind::ExerciseHere(at) => format!("exercise here {at}"),
                    LeafKind::Space(space) => format!("space {space:?}"),
                };
                out.push_str(&format!("leaf {what}{}\n", if leaf.facilitators { " (facilitators)" } else { "" }));
            }
        }
    }
}

#[track_caller]
fn check(body: &str, expect: &str) {
    let text = format!("---\ntitle: T\n---\n{body}");
    let (document, mistakes) = read(&text);
    let mut out = String::new();
    dump(&document.body.lead, &document, 0, &mut out);
    for section in &document.body.sections {
        let segment =
            section.segment.as_ref().map(|s| format!(" {}-{} {}", s.minutes.from, s.minutes.to, s.kind.word()));
        out.push_str(&format!("== #{} {}{}\n", section.id, inline_text(&section.heading), segment.unwrap_or_default()));
        dump(&section.blocks, &document, 0, &mut out);
    }
    for note in &document.body.footnotes {
        out.push_str(&format!(
            "[{}] x{}{}\n",
            note.number,
            note.references,
            if note.facilitators { " (facilitators)" } else { "" }
        ));
    }
    for mistake in mistakes {
        out.push_str(&format!("! {mistake}\n"));
    }
    assert_eq!(out, expect);
}

#[test]
fn containers_nest_by_colons_and_end_paragraphs_and_lists() {
    check(
        "One\n::::facilitator[If short]\nDrop it.\n\n- a\n- b\n:::watch\nPairs.\n:::\n- c\n::::\nAfter\n",
        "p One\nfacilitator [If short]\n  p Drop it.\n  list None\n    - None\n      p a\n    - None\n      p b\n  watch []\n    p Pairs.\n  list None\n    - None\n      p c\np After\n",
    );
}

#[test]
fn a_container_may_stand_in_a_list() {
    check(
        "1. one\n\n   :::say\n   Words.\n   :::\n2. two\n",
        "list Some(1)\n  - None\n    p one\n    say []\n      p Words.\n  - None\n    p two\n",
    );
}

#[test]
fn fences_that_do_not_pair_are_told() {
    check(":::note\nA\n", "note []\n  p A\n! unclosed-block: :::note\n");
    check("A\n:::\nB\n", "p A\np B\n! unclosed-block: :::\n");
    check(":::note\n:::tip\nA\n:::\n:::\n", "note []\n  tip []\n    p A\n! block-order: :::tip\n");
}

#[test]
fn code_is_no_block() {
    check("```text\n:::note\n```\n", "code text \":::note\\n\"\n");
}

#[test]
fn leaves_prompts_and_exercises_take_their_places() {
    check(
        "::text{#a layout=stacked}\n::prompt{text=a}\n:::prompt{level=notice}\nWhat?\n:::\n::::exercise[Try]{#e minutes=5}\nDo it.\n\n:::hint\nSmall.\n:::\n\n:::solution\nNone.\n:::\n::::\n::space{lines=4}\n",
        "leaf text a Some(Stacked)\nleaf prompts of a\nleaf prompt here 0\nleaf exercise here 0\nleaf space Lines(4)\n",
    );
}

#[test]
fn what_stands_in_a_facilitators_block_is_the_facilitators() {
    check(
        "::::facilitator\n:::prompt\nWhy?\n:::\n::text{#a}\n::::\n\n[^1]: Note.\n\n:::say\nSee[^1].\n:::\n",
        "facilitator []\n  leaf prompt here 0 (facilitators)\n  leaf text a None (facilitators)\nsay []\n  p See.\n[1] x1 (facilitators)\n",
    );
}

#[test]
fn segments_and_their_ids() {
    check(
        "Lead\n\n## דְּרָשׁ {minutes=10-15 kind=chevruta}\n\nA\n\n### Deep {#x}\n\n## Closing\n\n## Closing\n",
        "p Lead\n== #דרש דְּרָשׁ 10-15 chevruta\np A\nh3 #x Deep\n== #closing Closing\n== #closing-1 Closing\n",
    );
}

#[test]
fn alerts_tasks_and_tables() {
    check(
        "> [!NOTE]\n> A\n\n- [x] done\n- [ ] open\n\n| a | b |\n| - | - |\n| 1 |\n",
        "note []\n  p A\nlist None\n  - Some(true)\n    p done\n  - Some(false)\n    p open\ntable 2x1\n",
    );
}

#[test]
fn spans_lie_on_the_destination() {
    check("See [צדק](nope:x) here.\n", "p See צדק here.\n! unsafe-link: nope:x\n");
}

#[test]
fn every_line_end_gives_the_same_tree() {
    let unix = "---\ntitle: T\nsummary: S\n---\n# A\n\n:::note\nB\n:::\n";
    let dump_of = |text: &str| {
        let (document, _) = read(text);
        let mut out = String::new();
        for section in &document.body.sections {
            dump(&section.blocks, &document, 0, &mut out);
        }
        (out, document.front.summary.map(|summary| summary.value))
    };
    let expect = dump_of(unix);
    assert_eq!(dump_of(&unix.replace('\n', "\r\n")), expect);
    assert_eq!(dump_of(&unix.replace('\n', "\r")), expect);
    assert_eq!(dump_of(&format!("\u{feff}{unix}")), expect);
}

/// Running text with the citations in braces, an emphasis in stars and a line end as a stroke.
fn cited(list: &[Inline], document: &Document, out: &mut String) {
    for inline in list {
        match inline {
            Inline::Citation { citation, words } => {
                let canonical = document.refs.citations[citation.0 as usize].canonical();
                out.push('{');
                cited(words, document, out);
                out.push_str(&format!("={canonical}}}"));
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
                out.push('*');
                cited(inner, document, out);
                out.push('*');
            }
            Inline::SoftBreak => out.push('/'),
            other => out.push_str(&inline_text(std::slice::from_ref(other))),
        }
    }
}

#[track_caller]
fn check_cited(paragraph: &str, expect: &str) {
    let (document, mistakes) = read(&format!("---\ntitle: T\n---\n{paragraph}\n"));
    let mut out = String::new();
    for block in &document.body.lead {
        let Block::Paragraph(words) = block else { panic!("{block:?} is no paragraph") };
        cited(words, &document, &mut out);
    }
    mistakes.iter().for_each(|mistake| out.push_str(&format!("! {mistake}")));
    assert_eq!(out, expect);
}

#[test]
fn a_citation_may_stand_on_two_lines() {
    check_cited(
        "We turn to Berakhot\n5b, then to Exodus 18:\n13 and Pirkei\nAvot\n2:16.",
        "We turn to {Berakhot/5b=Berakhot 5b}, then to {Exodus 18:/13=Exodus 18:13} and {Pirkei/Avot/2:16=Pirkei Avot 2:16}.",
    );
    check_cited(
        "ראו ברכות\nה ע״ב וכן בדברים\nט״ז:כ׳.",
        "ראו {ברכות/ה ע״ב=Berakhot 5b} וכן ב{דברים/ט״ז:כ׳=Deuteronomy 16:20}.",
    );
    check_cited("Read Parashat\nNoach.", "Read {Parashat/Noach=Genesis 6:9-11:32}.");
    check_cited("Rambam, Hilkhot\nTeshuvah 2:1.", "{Rambam, Hilkhot/Teshuvah 2:1=Mishneh Torah, Repentance 2:1}.");
    // What would be none on one line is none on two.
    check_cited("We left Exodus\n18 people came.", "We left Exodus/18 people came.");
    check_cited("Genesis.\n5:22 was the score", "Genesis./5:22 was the score");
}

#[test]
fn a_title_may_stand_in_marks() {
    check_cited("*Berakhot* 5b", "{*Berakhot* 5b=Berakhot 5b}");
    check_cited(
        "See **Avot** 2:16, _Pirkei Avot_\n2:16.",
        "See {*Avot* 2:16=Pirkei Avot 2:16}, {*Pirkei Avot*/2:16=Pirkei Avot 2:16}.",
    );
    check_cited("*ברכות* ה ע״ב", "{*ברכות* ה ע״ב=Berakhot 5b}");
    check_cited("Berakhot **5b** and ~~Avot~~ 2:16", "{Berakhot *5b*=Berakhot 5b} and {*Avot* 2:16=Pirkei Avot 2:16}");
    check_cited(
        "*Berakhot 5b*, **see *Deut.* 16:20 too**",
        "*{Berakhot 5b=Berakhot 5b}*, *see {*Deut.* 16:20=Deuteronomy 16:20} too*",
    );
    check_cited("*see Berakhot* 5b", "*see *{*Berakhot* 5b=Berakhot 5b}");
    check_cited("Berakhot *5b is read*", "{Berakhot *5b*=Berakhot 5b}* is read*");
    check_cited("***Berakhot*** 5b", "{**Berakhot** 5b=Berakhot 5b}");
}

#[test]
fn what_is_no_running_text_parts_a_citation() {
    for parted in ["Berakhot\\\n5b", "Berakhot  \n5b", "`Berakhot` 5b", "Berakhot `5b`", "[Berakhot](https://a.org) 5b"]
    {
        let (document, _) = read(&format!("---\ntitle: T\n---\n{parted}\n"));
        assert_eq!(document.refs.citations, [], "{parted}");
    }
    check_cited("Berakhot ![x](a.png) 5b", "Berakhot x 5b");
    check_cited("Avot 2:16[^1] and ![Avot 2:16](a.png)\n\n[^1]: A", "{Avot 2:16=Pirkei Avot 2:16} and Avot 2:16");
}

#[test]
fn a_backslash_leaves_a_citation_alone() {
    check_cited("\\Berakhot\n5b", "Berakhot/5b");
    check_cited("*\\Berakhot* 5b, *Avot* 2:16", "*Berakhot* 5b, {*Avot* 2:16=Pirkei Avot 2:16}");
    check_cited("\\בברכות ה ע״ב \\ו \\Genesis 51:3", "בברכות ה ע״ב \\ו Genesis 51:3");
}

#[test]
fn an_impossible_place_is_told_across_marks_and_lines() {
    check_cited("See *Genesis* 51:3.", "See *Genesis* 51:3.! impossible-reference: Genesis* 51:3");
    check_cited("See &amp; Isaiah\n67:1.", "See & Isaiah/67:1.! impossible-reference: See &amp; Isaiah\n67:1.");
}

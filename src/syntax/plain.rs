//! Words of a block tree without their marks. Knows no Markdown.

use super::lesson::*;

/// The words of running text without their marks; images give their alternative text.
pub fn inline_text(words: &[Inline]) -> String {
    let mut text = String::new();
    for inline in words {
        match inline {
            Inline::Text(part) | Inline::Code(part) | Inline::Html(part) => text.push_str(part),
            Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Strike(inside) => {
                text.push_str(&inline_text(inside));
            }
            Inline::Link { words, .. } | Inline::Citation { words, .. } => text.push_str(&inline_text(words)),
            Inline::Image { alt, .. } => text.push_str(alt),
            Inline::Footnote { .. } => {}
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
        }
    }
    text
}

/// The words of blocks without their marks, one line a block.
pub fn plain_text(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        lines.push(match block {
            Block::Paragraph(words) | Block::Heading { words, .. } => inline_text(words),
            Block::List { items, .. } => {
                items.iter().map(|item| plain_text(&item.blocks)).collect::<Vec<_>>().join("\n")
            }
            Block::Quote(inside) => plain_text(inside),
            Block::Code { text, .. } | Block::Html(text) => text.clone(),
            Block::Table(table) => table_text(table),
            Block::Definitions(list) => definitions_text(list),
            Block::Container(container) => plain_text(&container.blocks),
            Block::Rule | Block::Leaf(_) => continue,
        });
    }
    lines.join("\n")
}

fn table_text(table: &Table) -> String {
    let rows = std::iter::once(&table.head).chain(&table.rows);
    rows.map(|row| row.iter().map(|cell| inline_text(cell)).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}

fn definitions_text(list: &[(Vec<Inline>, Vec<Vec<Block>>)]) -> String {
    let entries = list.iter().map(|(term, definitions)| {
        let definitions: Vec<String> = definitions.iter().map(|blocks| plain_text(blocks)).collect();
        format!("{} {}", inline_text(term), definitions.join(" "))
    });
    entries.collect::<Vec<_>>().join("\n")
}

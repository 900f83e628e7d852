//! A cleaned picture as text. Every sign that could be read as markup is written as a reference.

use super::allowed::SVG;
use super::entities::is_letter;
use super::node::{Child, Node};
use crate::safe;

/// The picture as a file. The first node is the root.
pub(super) fn written(nodes: &[Node]) -> String {
    let mut out = String::new();
    element(nodes, 0, &mut out);
    out.push('\n');
    out
}

fn element(nodes: &[Node], at: usize, out: &mut String) {
    let Some(node) = nodes.get(at) else { return };
    out.push('<');
    out.push_str(node.name);
    if at == 0 {
        out.push_str(" xmlns=\"");
        out.push_str(SVG);
        out.push('"');
    }
    for (name, value) in &node.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escaped(value, true, out);
        out.push('"');
    }
    if node.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for child in &node.children {
        match child {
            Child::Node(inner) => element(nodes, *inner, out),
            Child::Text(text) => escaped(text, false, out),
        }
    }
    out.push_str("</");
    out.push_str(node.name);
    out.push('>');
}

fn escaped(text: &str, is_value: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if is_value => out.push_str("&quot;"),
            '\n' | '\t' if is_value => out.push_str(if c == '\n' { "&#10;" } else { "&#9;" }),
            c if safe::turns(c) => {}
            '\r' => out.push_str("&#13;"),
            c if is_letter(c) => out.push(c),
            _ => {}
        }
    }
}

//! The theme's style sheets name no side of the page as left or right, so that a page in Hebrew mirrors by itself. Reads the
//! files; judges no look.

use crate::support::project;

/// What belongs to one side of the paper, whatever way the words run.
const SIDED: [&str; 12] = [
    "left",
    "right",
    "margin-left",
    "margin-right",
    "padding-left",
    "padding-right",
    "scroll-margin-left",
    "scroll-margin-right",
    "border-top-left-radius",
    "border-top-right-radius",
    "border-bottom-left-radius",
    "border-bottom-right-radius",
];

/// The declarations of a style sheet, as property and value, without comments.
fn declarations(css: &str) -> Vec<(String, String)> {
    let mut bare = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let pieces = bare.split(['{', '}', ';']);
    pieces
        .filter_map(|piece| piece.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase()))
        .collect()
}

/// Why a declaration does not mirror, where it does not.
fn sided(name: &str, value: &str) -> bool {
    let says_side = ["text-align", "float", "clear", "caption-side", "resize"].contains(&name)
        && value.split_whitespace().any(|word| word == "left" || word == "right");
    let four: Vec<&str> = value.split_whitespace().collect();
    let lopsided = ["margin", "padding", "inset", "border-width", "scroll-margin"].contains(&name)
        && matches!(four.as_slice(), [_, right, _, left] if right != left);
    let border = name.starts_with("border-left") || name.starts_with("border-right");
    SIDED.contains(&name) || border || says_side || lopsided || value.contains("translatex(")
}

#[test]
fn style_sheets_mirror() {
    assert!(sided("margin-left", "1px") && sided("text-align", "right") && sided("padding", "0 1rem 0 2rem"));
    assert!(!sided("padding-inline", "0 1rem") && !sided("text-align", "start") && !sided("margin", "0 auto 3rem"));
    let mut looked = 0;
    let sheets =
        ["themes/daf/css", "themes/workbook/css"].map(|folder| std::fs::read_dir(project().join(folder)).unwrap());
    for entry in sheets.into_iter().flatten() {
        let path = entry.unwrap().path();
        let css = std::fs::read_to_string(&path).unwrap();
        let found: Vec<_> = declarations(&css).into_iter().filter(|(name, value)| sided(name, value)).collect();
        assert!(found.is_empty(), "{} does not mirror: {found:?}", path.display());
        looked += declarations(&css).len();
    }
    assert!(looked > 500, "{looked}");
}

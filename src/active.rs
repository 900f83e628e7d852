//! Which files a browser, or a host, would run: web pages, scripts and what else may hold one. Told by a file's name, as hosts
//! tell it, and by how the file begins. Reads nothing, judges nobody's purpose.

/// What a file would be run as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Active {
    /// A web page, or a file that a browser shows as one.
    Page,
    /// A file that web pages run.
    Script,
    /// A file that some hosts run themselves.
    Program,
}

impl Active {
    /// What it is, in words: `a web page`.
    pub fn words(self) -> &'static str {
        match self {
            Active::Page => "a web page",
            Active::Script => "a script",
            Active::Program => "a program for a server",
        }
    }
}

/// What a file that stands in a site would be run as; `None` where nothing runs it.
///
/// A name may have several extensions: hosts go by the last that they know. A file named as a web page without a single `<` in it
/// (by which search engines know their customers) is none.
///
/// ```
/// use daf::active::{Active, active};
/// assert_eq!(active("sheet.html", b"<p>"), Some(Active::Page));
/// assert_eq!(active("sheet.html.bak", b"<p>"), Some(Active::Page));
/// assert_eq!(active("sheet", b"\n<!doctype HTML><p>"), Some(Active::Page));
/// assert_eq!(active("quiz.js", b"1"), Some(Active::Script));
/// assert_eq!(active("google1a2b.html", b"google-site-verification: google1a2b.html"), None);
/// assert_eq!(active("sheet.pdf", b"%PDF-1.7"), None);
/// ```
pub fn active(name: &str, bytes: &[u8]) -> Option<Active> {
    let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let mut extensions = name.split('.').skip(1).map(str::trim).collect::<Vec<_>>();
    extensions.reverse();
    let known = extensions.iter().find_map(|extension| ExtensionKind::of(extension));
    let is_html = matches!(extensions.first(), Some(&("html" | "htm")));
    let is_drawing = extensions.first() == Some(&"svg");
    let begins = beginning(bytes);
    match known {
        // Whoever reads pictures reads it by its last extension.
        Some(ExtensionKind::Svg) => (!is_drawing).then_some(Active::Page),
        Some(ExtensionKind::Active(Active::Page)) if is_html && !has_tags(bytes) => None,
        Some(ExtensionKind::Active(active)) => Some(active),
        // Hosts tell its type, by which no browser runs it, whatever is in it.
        Some(ExtensionKind::Other) => None,
        Some(ExtensionKind::Text) => begins.filter(|begins| *begins == MarkupStart::Plainly).map(|_| Active::Page),
        None => begins.map(|_| Active::Page),
    }
}

/// Whether there is any sign of a tag.
fn has_tags(bytes: &[u8]) -> bool {
    memchr::memchr(b'<', bytes).is_some()
}

/// What an extension says to a host.
enum ExtensionKind {
    Active(Active),
    Svg,
    /// Text that is shown as text.
    Text,
    /// Something that has a type of its own, and is shown or saved by it.
    Other,
}

impl ExtensionKind {
    fn of(extension: &str) -> Option<ExtensionKind> {
        Some(match extension {
            "html" | "htm" | "htmls" | "xhtml" | "xht" | "xhtm" | "shtml" | "shtm" | "stm" | "hta" | "htc" | "xml"
            | "xsl" | "xslt" | "xsd" | "dtd" | "xul" | "xbl" | "rdf" | "rss" | "atom" | "opml" | "mathml" | "mml"
            | "wsdl" | "wml" | "vml" | "svgz" | "mht" | "mhtml" | "mhtm" | "eml" | "webarchive" | "maff" | "jhtml"
            | "ehtml" | "dhtml" | "musicxml" | "gpx" | "kml" | "xspf" | "xaml" | "appcache" | "pdfxml" | "fods"
            | "fodt" | "dita" | "tei" => ExtensionKind::Active(Active::Page),
            "js" | "mjs" | "cjs" | "jsx" | "tsx" | "es6" | "jse" | "vbs" | "vbe" | "wsf" | "wasm" | "swf" | "jar"
            | "jnlp" | "xap" | "htaccess" => ExtensionKind::Active(Active::Script),
            "php" | "php3" | "php4" | "php5" | "php7" | "php8" | "phtml" | "phps" | "pht" | "phar" | "asp" | "aspx"
            | "ascx" | "ashx" | "asmx" | "jsp" | "jspx" | "jspf" | "cfm" | "cfml" | "cgi" | "fcgi" | "pl" | "erb"
            | "rhtml" => ExtensionKind::Active(Active::Program),
            "svg" => ExtensionKind::Svg,
            "txt" | "text" | "csv" | "tsv" | "md" | "ics" | "vtt" | "srt" | "json" | "css" | "yaml" | "yml" | "log"
            | "vcf" | "webmanifest" => ExtensionKind::Text,
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "heic" | "bmp" | "tif" | "tiff" | "ico" | "pdf"
            | "zip" | "epub" | "doc" | "docx" | "xls" | "xlsx" | "ppt" | "pptx" | "odt" | "ods" | "odp" | "rtf"
            | "pages" | "key" | "numbers" | "mp3" | "m4a" | "aac" | "ogg" | "oga" | "opus" | "wav" | "flac" | "mid"
            | "midi" | "mp4" | "m4v" | "webm" | "mov" | "woff" | "woff2" | "ttf" | "otf" => ExtensionKind::Other,
            _ => return None,
        })
    }
}

/// How a file begins, where it begins as what a browser runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkupStart {
    /// As a web page or XML, and nothing else begins so.
    Plainly,
    /// With a tag, by which browsers know a web page where nobody tells them the type.
    Perhaps,
}

/// How far a browser looks.
const LOOKED_AT: usize = 1445;

fn beginning(bytes: &[u8]) -> Option<MarkupStart> {
    let start = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    // Letters of two bytes are read as well: half of them are nothing.
    let plain: Vec<u8> = start
        .iter()
        .filter(|byte| !matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff))
        .map(u8::to_ascii_lowercase)
        .collect();
    let text = plain.trim_ascii_start();
    const PLAINLY: [&[u8]; 13] = [
        b"<!doctype",
        b"<?xml",
        b"<?php",
        b"<html",
        b"<head",
        b"<body",
        b"<script",
        b"<iframe",
        b"<svg",
        b"<frameset",
        b"<meta",
        b"<object",
        b"<embed",
    ];
    const PERHAPS: [&[u8]; 20] = [
        b"<!--",
        b"<a",
        b"<b",
        b"<br",
        b"<div",
        b"<font",
        b"<h1",
        b"<img",
        b"<link",
        b"<p",
        b"<style",
        b"<table",
        b"<title",
        b"<form",
        b"<math",
        b"<video",
        b"<audio",
        b"<base",
        b"<input",
        b"<template",
    ];
    let ends = |rest: Option<&u8>| rest.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-');
    let begins = |mark: &&[u8]| text.starts_with(mark) && (mark.ends_with(b"-") || ends(text.get(mark.len())));
    let is_mail = text.starts_with(b"mime-version:") || memchr::memmem::find(text, b"multipart/related").is_some();
    // Before a page there may stand remarks and declarations.
    let is_page = PLAINLY.iter().any(begins)
        || (text.starts_with(b"<!--")
            && [&b"<html"[..], b"<script", b"<!doctype"].iter().any(|mark| memchr::memmem::find(text, mark).is_some()));
    match is_page {
        true => Some(MarkupStart::Plainly),
        false => (is_mail || PERHAPS.iter().any(begins)).then_some(MarkupStart::Perhaps),
    }
}

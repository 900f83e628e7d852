//! The crate's own source as a tree of modules: what each file declares, defines, imports and names, read from its tokens. Tests
//! are left out. Knows no rule; `architecture` holds those.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path of names from the root of the crate, without `crate`; the root itself is empty.
pub(crate) type Names = Vec<String>;

/// A path that stands in a file.
pub(crate) struct Named {
    pub(crate) line: usize,
    pub(crate) path: Names,
}

/// A file of the crate, which is one module.
pub(crate) struct File {
    /// Where it stands, seen from `src`.
    pub(crate) place: PathBuf,
    /// The modules that it declares.
    pub(crate) children: BTreeSet<String>,
    /// Every path into the crate that it names.
    pub(crate) named: Vec<Named>,
    /// What it defines.
    items: BTreeSet<String>,
    /// What it imports: the name here (`*` for all names), and the path.
    imports: Vec<(String, Names)>,
}

/// All files that `lib.rs` leads to.
pub(crate) struct Sources {
    pub(crate) files: BTreeMap<Names, File>,
}

impl Sources {
    /// Reads the crate in a folder `src`.
    pub(crate) fn read(src: &Path) -> Sources {
        let mut sources = Sources { files: BTreeMap::new() };
        sources.add(Vec::new(), src, Path::new("lib.rs"));
        sources
    }

    fn add(&mut self, module: Names, src: &Path, place: &Path) {
        let text = std::fs::read_to_string(src.join(place)).expect("sources are text");
        let tokens: TokenStream = text.parse().expect("sources are Rust");
        let file = read(&module, place, tokens);
        let is_folders = module.is_empty() || place.ends_with("mod.rs");
        let folder = if is_folders { place.with_file_name("") } else { place.with_extension("") };
        for child in &file.children {
            let own = folder.join(child).with_extension("rs");
            let place = if src.join(&own).exists() { own } else { folder.join(child).join("mod.rs") };
            self.add([module.as_slice(), std::slice::from_ref(child)].concat(), src, &place);
        }
        self.files.insert(module, file);
    }

    /// The module whose file defines what a path means, through whatever imports it on the way; `None` for what stands in
    /// another crate.
    pub(crate) fn home(&self, path: &[String]) -> Option<Names> {
        let (module, file, rest) = (0..=path.len()).rev().find_map(|end| {
            let (module, rest) = path.split_at(end);
            Some((module.to_vec(), self.files.get(module)?, rest))
        })?;
        let Some(item) = rest.first().filter(|item| !file.items.contains(*item)) else { return Some(module) };
        if let Some((_, target)) = file.imports.iter().find(|(name, _)| name == item) {
            return if target.is_empty() { None } else { self.home(&[target, &rest[1..]].concat()) };
        }
        let all = file.imports.iter().filter(|(name, _)| name == "*");
        let mut found = all.filter(|(_, target)| self.files.get(target).is_some_and(|file| file.items.contains(item)));
        Some(found.next().map_or(module, |(_, target)| target.clone()))
    }
}

fn read(module: &[String], place: &Path, tokens: TokenStream) -> File {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut file = File {
        place: place.to_owned(),
        children: BTreeSet::new(),
        named: Vec::new(),
        items: BTreeSet::new(),
        imports: Vec::new(),
    };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at = after_test(&tokens, at).unwrap_or(at + 1);
        let (TokenTree::Ident(kind), Some(name)) = (token, tokens.get(at)) else { continue };
        match kind.to_string().as_str() {
            "mod" if tokens.get(at + 1).is_some_and(|token| is_sign(token, ';')) => {
                file.children.insert(name.to_string());
            }
            "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" => _ = file.items.insert(name.to_string()),
            _ => {}
        }
    }
    look(&tokens, module, &mut file);
    file
}

/// Gathers what tokens import and name.
fn look(tokens: &[TokenTree], module: &[String], file: &mut File) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(after) = after_test(tokens, at) {
            at = after;
            continue;
        }
        let line = token.span().start().line;
        match token {
            TokenTree::Ident(word) if *word == "use" => {
                let length = tokens[at..].iter().take_while(|token| !is_sign(token, ';')).count();
                let mut leaves = Vec::new();
                spread(&tokens[at + 1..at + length], &[], &mut leaves);
                for (name, path) in leaves {
                    let path = from_root(&path, module, &file.children);
                    if let Some(path) = &path {
                        file.named.push(Named { line, path: path.clone() });
                    }
                    file.imports.push((name, path.unwrap_or_default()));
                }
                at += length;
            }
            TokenTree::Ident(_) => {
                let mut path = vec![token.to_string()];
                while let [one, other, TokenTree::Ident(next), ..] = &tokens[at + 1..]
                    && is_sign(one, ':')
                    && is_sign(other, ':')
                {
                    path.push(next.to_string());
                    at += 3;
                }
                let path = if path.len() > 1 { from_root(&path, module, &file.children) } else { None };
                file.named.extend(path.map(|path| Named { line, path }));
            }
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                look(&inside, module, file);
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        at += 1;
    }
}

/// Where an item ends that is for tests alone, if one begins here.
fn after_test(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let [sign, TokenTree::Group(attribute), rest @ ..] = &tokens[at..] else { return None };
    let is_tests = is_sign(sign, '#') && attribute.stream().to_string().replace(' ', "") == "cfg(test)";
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => is_sign(token, ';'),
    };
    is_tests.then(|| at + 3 + rest.iter().position(is_end).unwrap_or(rest.len()))
}

/// The paths of a `use`, each with its name here.
fn spread(tokens: &[TokenTree], before: &[String], leaves: &mut Vec<(String, Names)>) {
    for one in tokens.split(|token| is_sign(token, ',')).filter(|one| !one.is_empty()) {
        let mut path = before.to_vec();
        let mut name = None;
        let mut words = one.iter().filter(|token| !is_sign(token, ':'));
        while let Some(token) = words.next() {
            match token {
                TokenTree::Group(group) => {
                    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                    spread(&inside, &path, leaves);
                    path.clear();
                }
                TokenTree::Ident(word) if *word == "as" => name = words.next().map(TokenTree::to_string),
                TokenTree::Ident(word) if *word == "self" && !path.is_empty() => {}
                token if is_sign(token, '*') => name = Some("*".to_owned()),
                token => path.push(token.to_string()),
            }
        }
        if let Some(name) = name.or_else(|| path.last().cloned()) {
            leaves.push((name, path));
        }
    }
}

/// A path as it stands in a module, from the root of the crate; `None` for one into another crate, or to what is named here.
fn from_root(path: &[String], module: &[String], children: &BTreeSet<String>) -> Option<Names> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([module, rest].concat()),
        "super" => {
            let above = path.iter().take_while(|name| *name == "super").count();
            Some([&module[..module.len() - above], &path[above..]].concat())
        }
        child => children.contains(child).then(|| [module, path].concat()),
    }
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(own) if own.as_char() == sign)
}

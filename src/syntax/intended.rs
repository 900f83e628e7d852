//! Destinations that were typed in good faith and lead nowhere: an address without `https://`, a path of somebody's computer, a sound in
//! the place of a picture. Says by the form alone what was meant; looks at no file, and words no message.

/// What a destination was meant as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum IntendedTarget {
    /// An address on the web or of a person, written out.
    Address(String),
    /// A file on the writer's own computer: its name.
    Computer(String),
    /// A path with backslashes, written with slashes.
    Backslashes(String),
    /// A picture that stands on the web: the name of its file, where it has one.
    WebPicture(String),
    /// A sound or a film in the place of a picture.
    Media(MediaKind),
}

/// What is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaKind {
    /// A song, a recording.
    Sound,
    /// A film.
    Film,
}

/// Endings of files that are heard.
const SOUNDS: &[&str] =
    &["mp3", "m4a", "aac", "wav", "ogg", "oga", "opus", "flac", "wma", "aif", "aiff", "mid", "midi", "amr"];

/// Endings of files that are watched.
const FILMS: &[&str] = &["mp4", "m4v", "mov", "webm", "avi", "mkv", "wmv", "mpg", "mpeg", "ogv", "3gp", "flv"];

/// Where films stand on the web.
const FILM_HOSTS: &[&str] =
    &["youtube.com", "youtu.be", "vimeo.com", "youtube-nocookie.com", "dailymotion.com", "loom.com"];

/// Where sounds stand on the web.
const SOUND_HOSTS: &[&str] = &["soundcloud.com", "spotify.com", "bandcamp.com"];

/// The last words of hosts that no file is likely to end in.
const ENDS_OF_HOSTS: &[&str] = &["com", "org", "net", "edu", "gov", "info", "il", "uk", "be", "eu", "tv"];

/// Folders in which computers keep what is their owner's.
const HOMES: &[&str] = &["Users", "home", "Volumes", "media", "mnt", "private", "Documents and Settings"];

/// What a destination was most likely meant as; `None` for one that means what it says, or cannot be guessed.
pub(crate) fn intended(typed: &str, is_image: bool) -> Option<IntendedTarget> {
    let typed = typed.trim();
    if let Some(name) = on_a_computer(typed) {
        return Some(IntendedTarget::Computer(name));
    }
    let web = address(typed);
    if is_image {
        let is_outside = typed.starts_with("http://") || typed.starts_with("https://");
        let whole = web.as_deref().or(is_outside.then_some(typed));
        if let Some(media) = media(typed, whole.map(host)) {
            return Some(IntendedTarget::Media(media));
        }
        if let Some(whole) = whole {
            return Some(IntendedTarget::WebPicture(file_name(whole)));
        }
    }
    if let Some(web) = web {
        return Some(IntendedTarget::Address(web));
    }
    let is_path = typed.contains('\\') && !typed.starts_with('\\') && !typed.contains(':');
    is_path.then(|| IntendedTarget::Backslashes(typed.replace('\\', "/")))
}

fn on_a_computer(typed: &str) -> Option<String> {
    let slashes = typed.replace("%20", " ").replace('\\', "/");
    let lower = slashes.to_ascii_lowercase();
    let mut letters = slashes.chars();
    let has_drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.as_str().starts_with(":/");
    let of_somebody = slashes.strip_prefix('/').is_some_and(|path| {
        let parts: Vec<&str> = path.split('/').collect();
        parts.len() > 2 && parts.first().is_some_and(|first| HOMES.contains(first))
    });
    let is_share = typed.starts_with("\\\\");
    let is_there = has_drive || of_somebody || is_share || lower.starts_with("file:") || slashes.starts_with("~/");
    is_there.then(|| file_name(&slashes))
}

/// The last part of a path, without what an address adds to it.
fn file_name(path: &str) -> String {
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let bare = path.split(['?', '#']).next().unwrap_or(path).trim_end_matches('/');
    let name = bare.rsplit_once('/').map_or("", |(_, name)| name);
    name.to_owned()
}

fn media(typed: &str, host: Option<&str>) -> Option<MediaKind> {
    let is_among = |hosts: &[&str]| {
        host.is_some_and(|host| hosts.iter().any(|own| host == *own || host.ends_with(&format!(".{own}"))))
    };
    if is_among(FILM_HOSTS) {
        return Some(MediaKind::Film);
    }
    if is_among(SOUND_HOSTS) {
        return Some(MediaKind::Sound);
    }
    let bare = typed.split(['?', '#']).next().unwrap_or(typed);
    let ending = bare.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    let is_one = |list: &[&str]| list.contains(&ending.as_str());
    if is_one(SOUNDS) {
        Some(MediaKind::Sound)
    } else if is_one(FILMS) {
        Some(MediaKind::Film)
    } else {
        None
    }
}

/// The host of an address that begins with its scheme.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or(rest)
}

/// The address that was meant, where its beginning is missing or mistyped.
fn address(typed: &str) -> Option<String> {
    let (beginning, rest) = match typed.split_once("//") {
        Some((beginning, rest)) if !beginning.contains('/') => (beginning, rest),
        Some(_) | None => ("", typed),
    };
    let scheme = beginning.trim_end_matches(':').to_ascii_lowercase();
    if matches!(beginning.to_ascii_lowercase().as_str(), "http:" | "https:") {
        return None;
    }
    let is_scheme =
        scheme.len() > 2 && ["http", "https"].iter().any(|own| strsim::damerau_levenshtein(&scheme, own) < 2);
    let has_none = beginning.is_empty() && !typed.starts_with("//");
    if !(is_scheme || has_none) || rest.contains(char::is_whitespace) {
        return None;
    }
    if let Some((name, host)) = rest.split_once('@') {
        let is_plain =
            |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
        let is_mail = has_none && !name.is_empty() && is_plain(name) && is_plain(host) && is_host(host);
        return is_mail.then(|| format!("mailto:{rest}"));
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let is_sure = is_scheme || host.to_ascii_lowercase().starts_with("www.") || ends_as_a_host(host);
    (is_host(host) && is_sure).then(|| format!("https://{rest}"))
}

fn is_host(host: &str) -> bool {
    let parts: Vec<&str> = host.split('.').collect();
    let is_part = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    parts.len() > 1 && parts.iter().all(is_part)
}

fn ends_as_a_host(host: &str) -> bool {
    host.rsplit_once('.').is_some_and(|(_, end)| ENDS_OF_HOSTS.contains(&end.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_address_that_was_meant() {
        for (typed, meant) in [
            ("www.youtube.com/watch?v=x", "https://www.youtube.com/watch?v=x"),
            ("sefaria.org/Genesis.1", "https://sefaria.org/Genesis.1"),
            ("htps://x.org", "https://x.org"),
            ("http//x.org/a", "https://x.org/a"),
            ("dina@example.org", "mailto:dina@example.org"),
        ] {
            assert_eq!(intended(typed, false), Some(IntendedTarget::Address(meant.to_owned())), "{typed}");
        }
        let plain = [
            "../01-unit/02-lesson.md",
            "map.pdf",
            "#top",
            "https://x.org",
            "mailto:a@b.org",
            "lesson:one",
            "//x.org",
            "javascript:alert(1)",
            "a@b",
            "/old/place/",
            "home/a.png",
            "tent.jpg",
            "",
        ];
        for typed in plain {
            assert_eq!(intended(typed, false), None, "{typed}");
        }
    }

    #[test]
    fn knows_pictures_that_are_none_of_the_lesson() {
        let name = |name: &str| name.to_owned();
        for (typed, meant) in [
            ("https://x.org/a/tent.png?w=3", IntendedTarget::WebPicture(name("tent.png"))),
            ("https://x.org", IntendedTarget::WebPicture(name(""))),
            ("www.x.org/tent.png", IntendedTarget::WebPicture(name("tent.png"))),
            ("C:\\Users\\Dina\\tent.png", IntendedTarget::Computer(name("tent.png"))),
            ("C:/Users/Dina/tent.png", IntendedTarget::Computer(name("tent.png"))),
            ("file:///home/dina/tent.png", IntendedTarget::Computer(name("tent.png"))),
            ("/Users/dina/Desktop/tent.png", IntendedTarget::Computer(name("tent.png"))),
            ("~/tent.png", IntendedTarget::Computer(name("tent.png"))),
            ("pictures\\tent.png", IntendedTarget::Backslashes(name("pictures/tent.png"))),
            ("niggun.MP3", IntendedTarget::Media(MediaKind::Sound)),
            ("https://www.youtube.com/watch?v=x", IntendedTarget::Media(MediaKind::Film)),
        ] {
            assert_eq!(intended(typed, true), Some(meant), "{typed}");
        }
        assert_eq!(intended("tent.png", true), None);
        assert_eq!(intended("/home/tent.png", true), None);
    }
}

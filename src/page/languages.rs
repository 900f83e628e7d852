//! What languages call themselves.

/// A language's name in itself; its code where the name is not known.
pub(crate) fn name(lang: &str) -> String {
    match lang.split('-').next().unwrap_or_default() {
        "he" => "עברית",
        "yi" => "ייִדיש",
        "en" => "English",
        "es" => "Español",
        "fr" => "Français",
        "ru" => "Русский",
        "de" => "Deutsch",
        "pt" => "Português",
        "ar" => "العربية",
        "lad" => "Ladino",
        _ => lang,
    }
    .to_owned()
}

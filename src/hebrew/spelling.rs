//! Keys under which the spellings of one word meet: transliterations of a Hebrew word in Latin letters, and full and defective
//! spelling in Hebrew.
//!
//! Keys are made of folded words. The browser's twin is tested against the same table (tests/vectors/spellings.jsonl), so
//! every step is a plain replacement, in one order. The rules: tz, ts and z; ch, kh and h; q, c and k; w and v; ph and f;
//! doubled letters; silent h; vowels left out but for whether the word ends in one, and the first where little else is left.

/// The keys of a folded word: two words that share one are spellings of one sound. Empty where a word says too little.
pub fn spelling_keys(word: &str) -> Vec<String> {
    if word.chars().next().is_some_and(super::is_hebrew_letter) {
        return defective(word).into_iter().collect();
    }
    if word.len() < 3 || word.len() > 24 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut keys: Vec<String> = Vec::new();
    let mut bases = vec![word.to_owned()];
    // An h after t may be a letter of its own: Tehillim written Thillim.
    if word.starts_with("th") && word[2..].starts_with(is_vowel) {
        bases.push(format!("tH{}", &word[2..]));
    }
    for base in bases {
        let silent = ["ah", "eh", "oh"].iter().any(|ending| base.ends_with(ending));
        let sounds = sounds(&base);
        if silent {
            // The h at the end may be a ḥet: Pesah, Noah.
            add(&mut keys, &format!("{}H", &sounds[..sounds.len() - 1]));
        }
        add(&mut keys, &sounds);
    }
    keys
}

/// A key that more spellings share, and some other words: s for t at the end of a syllable (Shabbos), b for v, s and t for z.
pub fn loose_key(key: &str) -> String {
    let mut loose = String::with_capacity(key.len());
    for c in key.chars() {
        let c = match c {
            's' | 'z' => 't',
            'b' => 'v',
            c => c,
        };
        if !loose.ends_with(c) {
            loose.push(c);
        }
    }
    loose
}

/// A Hebrew word without vav and yod after its first letter, which full spelling adds.
fn defective(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let first = letters.next()?;
    let key: String = std::iter::once(first).chain(letters.filter(|c| !matches!(c, 'ו' | 'י'))).collect();
    (key.chars().count() >= 3).then_some(key)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// One letter for each sound: $ for sh, X for what is written ch or kh.
fn sounds(word: &str) -> String {
    const STEPS: [(&str, &str); 15] = [
        ("sch", "sh"),
        ("sh", "$"),
        ("tz", "z"),
        ("ts", "z"),
        ("zz", "z"),
        ("ph", "f"),
        ("th", "t"),
        ("ch", "X"),
        ("kh", "X"),
        ("ck", "k"),
        ("q", "k"),
        ("c", "k"),
        ("w", "v"),
        ("j", "y"),
        ("x", "X"),
    ];
    let mut text = word.to_owned();
    let mut letters = letters_of(word);
    for (from, to) in STEPS {
        // Most words lack one of the letters of most steps.
        if letters & letters_of(from) == letters_of(from) && text.contains(from) {
            text = text.replace(from, to);
            letters |= letters_of(to);
        }
    }
    let mut sounds = String::with_capacity(text.len());
    for c in text.chars() {
        if !(sounds.ends_with(c) && !is_vowel(c) && c != 'H') {
            sounds.push(c);
        }
    }
    sounds
}

/// Which letters and signs a word has: a bit for each, by the last of its number.
fn letters_of(word: &str) -> u64 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte % 64))
}

/// Adds the keys of a word's sounds: an X is h in one and k in another.
fn add(keys: &mut Vec<String>, sounds: &str) {
    let mut heard = String::with_capacity(sounds.len());
    let mut rest = sounds.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            'h' if !rest.peek().is_some_and(|next| is_vowel(*next)) => {}
            'H' => heard.push('h'),
            c => heard.push(c),
        }
    }
    let ends = if heard.ends_with(is_vowel) { '+' } else { '-' };
    let heard = heard.strip_prefix("yi").map_or(heard.clone(), |rest| format!("i{rest}"));
    let first = heard.chars().find_map(|c| match c {
        'a' => Some('a'),
        'e' | 'i' => Some('e'),
        'o' | 'u' => Some('o'),
        _ => None,
    });
    let body: Vec<char> =
        heard.char_indices().filter(|(at, c)| !is_vowel(*c) || (*at == 0 && *c == 'y')).map(|(_, c)| c).collect();
    let doubts = body.iter().filter(|c| **c == 'X').count();
    if body.is_empty() || doubts > 3 {
        return;
    }
    for choice in 0..1u32 << doubts {
        let mut doubt = doubts;
        let mut key = String::with_capacity(body.len() + 2);
        for &c in &body {
            key.push(match c {
                'X' => {
                    doubt -= 1;
                    if choice >> doubt & 1 == 0 { 'h' } else { 'k' }
                }
                c => c,
            });
        }
        key.push(ends);
        key.extend(first.filter(|_| body.len() <= 2));
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
}

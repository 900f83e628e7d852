//! How much to bring for how many people: what a material's quantity says, counted out.
//!
//! Reads what is surely meant, in English and Hebrew, and leaves all else as it was typed.

/// The largest number of things, and of people, that is counted with.
const MOST: u32 = 1000;

/// How many for how many people: `1 per person`, `2 per pair`, `1 piece for every 4 people`, `1 לכל זוג`. `None` for all
/// that is not surely so.
pub(crate) fn per_people(quantity: &str) -> Option<(u32, u32)> {
    let lower = quantity.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let count = number(first)?;
    if rest == ["each"] {
        return Some((count, 1));
    }
    let at = rest.iter().take(3).position(|word| matches!(*word, "per" | "for" | "לכל"))?;
    let whom = rest.get(at + 1..)?;
    let whom = match (rest.get(at).copied(), whom.split_first()) {
        (Some("for"), Some((&("each" | "every"), whom))) => whom,
        (Some("for"), _) => return None,
        (_, Some((&("each" | "every"), whom))) => whom,
        _ => whom,
    };
    Some((count, people(whom)?))
}

fn people(words: &[&str]) -> Option<u32> {
    match words {
        [one] if is_person(one) => Some(1),
        ["pair" | "chevruta" | "זוג" | "חברותא"] => Some(2),
        ["triad" | "שלישייה"] => Some(3),
        [many] => number(many),
        [many, whom] if is_people(whom) => number(many),
        ["group", "of", many] | ["group", "of", many, _] | ["קבוצה", "של", many] => number(many),
        _ => None,
    }
}

fn is_person(word: &str) -> bool {
    matches!(word, "person" | "participant" | "learner" | "student" | "אדם" | "משתתף" | "משתתפת" | "אחד" | "אחת")
}

fn is_people(word: &str) -> bool {
    matches!(word, "people" | "persons" | "participants" | "learners" | "students" | "אנשים" | "משתתפים" | "משתתפות")
}

/// A number in digits, or a small one in words.
fn number(word: &str) -> Option<u32> {
    let known = match word {
        "a" | "an" | "one" | "אחד" | "אחת" => 1,
        "two" | "שני" | "שתי" | "שניים" | "שתיים" => 2,
        "three" | "שלושה" | "שלוש" => 3,
        "four" | "ארבעה" | "ארבע" => 4,
        "five" | "חמישה" | "חמש" => 5,
        "six" | "שישה" | "שש" => 6,
        "seven" | "שבעה" | "שבע" => 7,
        "eight" | "שמונה" => 8,
        "ten" | "עשרה" | "עשר" => 10,
        digits => digits.parse().ok()?,
    };
    (1..=MOST).contains(&known).then_some(known)
}

/// So many for so many people, the last group counted as a whole one.
pub(crate) fn needed((count, people): (u32, u32), participants: u32) -> u32 {
    participants.div_ceil(people.max(1)).saturating_mul(count)
}

#[cfg(test)]
mod tests {
    use super::{needed, per_people};

    #[test]
    fn the_last_group_is_a_whole_one() {
        assert_eq!(needed((1, 3), 24), 8);
        assert_eq!(needed((1, 3), 25), 9);
        assert_eq!(needed((2, 1), 24), 48);
        assert_eq!(needed((20, 4), 1), 20);
    }

    #[test]
    fn only_what_is_surely_so_is_counted() {
        let known = [
            ("1 per person", (1, 1)),
            ("2 each", (2, 1)),
            ("2 per pair", (2, 2)),
            ("1 per 3", (1, 3)),
            ("1 per three people", (1, 3)),
            ("1 for every 4 people", (1, 4)),
            ("1 piece for every 4 people", (1, 4)),
            ("20 per 4 people", (20, 4)),
            ("One for each participant", (1, 1)),
            ("1 per group of five", (1, 5)),
            ("1 לכל משתתף", (1, 1)),
            ("אחד לכל זוג", (1, 2)),
            ("2 לכל שלושה משתתפים", (2, 3)),
        ];
        for (words, expected) in known {
            assert_eq!(per_people(words), Some(expected), "{words}");
        }
        let others =
            ["", "1", "1 pair", "1 per group", "1-2 per person", "enough for everyone", "0 per person", "1 per 0"];
        for words in
            others.into_iter().chain(["1 for the wall", "1 for 3 evenings", "99999999999 per person", "per person"])
        {
            assert_eq!(per_people(words), None, "{words}");
        }
    }
}

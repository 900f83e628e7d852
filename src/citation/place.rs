//! From the numbers of an address to places of a work, checked against its counts.
//!
//! What a count is sure of is an error to pass; where editions differ it is a note. Knows nothing of titles or prose.

use super::address::{AddressLevel, AddressNumber, Endpoint, LeafSide, RangeEnd};
use super::catalogue::{Family, Numbering, Work, catalogue};
use super::name;
use super::reference::Citation;

/// Places that were found, with what is worth saying of them.
#[derive(Debug)]
pub(crate) struct ResolvedAddress {
    pub(crate) citation: Citation,
    pub(crate) notes: Vec<String>,
    /// What the same words may mean as well.
    pub(crate) also: Vec<Citation>,
}

/// Why an address is no place, and which of its numbers is at fault.
#[derive(Debug)]
pub(crate) struct AddressError {
    pub(crate) message: String,
    /// Bytes of the number at fault; `None` for the whole address.
    pub(crate) range: Option<std::ops::Range<usize>>,
}

impl AddressError {
    fn whole(message: impl Into<String>) -> AddressError {
        AddressError { message: message.into(), range: None }
    }

    fn at(message: impl Into<String>, part: &AddressNumber) -> AddressError {
        AddressError { message: message.into(), range: Some(part.range.clone()) }
    }
}

/// How many numbers one place of a work has at most.
pub(crate) fn depth(work: &Work, commentary: bool) -> usize {
    let own = match work.scheme {
        Numbering::Sections => 0,
        // A daf, its side typed as a number, a line.
        Numbering::Daf => 3,
        // A part may be typed before, by its number.
        Numbering::Volumes | Numbering::Named => 4,
        Numbering::Portions => 2,
        _ => work.levels.len().max(2),
    };
    own + usize::from(commentary)
}

/// Whether the work is cited by daf.
pub(crate) fn has_sides(work: &Work) -> bool {
    matches!(work.scheme, Numbering::Daf | Numbering::Volumes)
}

/// Puts an address into a citation of a whole work. `first` is the place before it in a list, which gives the numbers that
/// it leaves out. `bare` says that a tractate's name stands alone, so that its Mishnah may be meant.
pub(crate) fn place(
    citation: &Citation,
    bare: bool,
    from: &Endpoint,
    to: Option<&RangeEnd>,
    first: Option<&Citation>,
) -> Result<ResolvedAddress, AddressError> {
    let mut mishnah = None;
    let mut talmud = None;
    let work = catalogue().work(citation.work);
    if work.scheme == Numbering::Daf && work.family == Family::Bavli && bare {
        mishnah = self_mishnah(citation, from, to, first);
        let talmud_first = from.get(1).is_some_and(|part| part.maybe_side);
        if let (Some(Ok(placed)), false) = (&mishnah, talmud_first) {
            // A line of a leaf without its side is no usual citation: nothing else is meant.
            let citation = placed.citation.clone();
            return Ok(ResolvedAddress { citation, notes: placed.notes.clone(), also: Vec::new() });
        }
        talmud = Some(in_work(citation, from, to, first));
    }
    let found = talmud.unwrap_or_else(|| in_work(citation, from, to, first));
    match (found, mishnah) {
        (Ok(mut placed), Some(Ok(other))) => {
            placed.also.push(other.citation);
            Ok(placed)
        }
        (Err(_), Some(Ok(placed))) => Ok(placed),
        (Err(_), Some(Err(fault))) if from.iter().any(is_of_mishnah) => Err(fault),
        (found, _) => found,
    }
}

fn is_of_mishnah(part: &AddressNumber) -> bool {
    matches!(part.level, Some(AddressLevel::Chapter | AddressLevel::Mishnah))
}

/// The Mishnah of a tractate, where the address is a chapter and a number, or says that it is a chapter.
fn self_mishnah(
    citation: &Citation,
    from: &Endpoint,
    to: Option<&RangeEnd>,
    first: Option<&Citation>,
) -> Option<Result<ResolvedAddress, AddressError>> {
    let told = from.iter().any(is_of_mishnah);
    let sides =
        from.iter().any(|part| part.side.is_some()) || from.iter().any(|part| part.level == Some(AddressLevel::Daf));
    let sides = sides || matches!(to, Some(RangeEnd::Side(_)));
    if sides || !(told || from.len() == 2) {
        return None;
    }
    if let Some(RangeEnd::Place(to)) = to
        && to.iter().any(|part| part.side.is_some())
    {
        return None;
    }
    let work = catalogue().sibling(citation.work, Family::Mishnah)?;
    let mishnah = Citation { work, ..citation.clone() };
    Some(in_work(&mishnah, from, to, first))
}

fn in_work(
    citation: &Citation,
    from: &Endpoint,
    to: Option<&RangeEnd>,
    first: Option<&Citation>,
) -> Result<ResolvedAddress, AddressError> {
    let work = catalogue().work(citation.work);
    for part in from.iter().chain(to.into_iter().flat_map(|to| match to {
        RangeEnd::Place(end) => end.as_slice(),
        RangeEnd::Side(_) => &[],
    })) {
        match part.number {
            None => return Err(AddressError::at("that number is too large", part)),
            Some(0) => return Err(AddressError::at("numbers begin at 1", part)),
            Some(_) => {}
        }
    }
    let mut notes = Vec::new();
    let mut citation = citation.clone();
    let (start, end) = match work.scheme {
        Numbering::Daf => leaves(work, &[], from, to)?,
        Numbering::Volumes => {
            let (volume, rest) = volume(from, first)?;
            leaves(work, &volume, rest, to)?
        }
        Numbering::Named => {
            let rest = named_part(&mut citation, work, from)?;
            let mut fake = from[rest..].to_vec();
            if fake.is_empty() {
                (Vec::new(), Vec::new())
            } else {
                fake[0].after = super::address::Separator::Start;
                levels(work, 1, &fake, to, first, &mut notes)?
            }
        }
        _ => levels(work, 0, from, to, first, &mut notes)?,
    };
    let end = clamped(work, &start, end, to, &mut notes);
    let (start, end) = same_depth(start, end);
    check(work, &citation, &start, from, &mut notes)?;
    let last = match to {
        Some(RangeEnd::Place(end)) => end,
        _ => from,
    };
    check(work, &citation, &end, last, &mut notes)?;
    if start > end {
        return Err(AddressError::whole("the range runs backwards"));
    }
    notes.dedup();
    citation.by_leaf = by_leaf(work, from, &start, &end);
    Ok(ResolvedAddress { citation: Citation { from: start, to: end, ..citation }, notes, also: Vec::new() })
}

/// Whether a range of several whole leaves is cited by leaf: as it was typed, and from the beginning of a tractate always.
fn by_leaf(work: &Work, from: &Endpoint, start: &[u32], end: &[u32]) -> bool {
    let at = usize::from(work.scheme == Numbering::Volumes);
    let (Some(&first), Some(&last)) = (start.get(at), end.get(at)) else { return false };
    let several = has_sides(work) && start.len() == at + 1 && first % 2 == 0 && last % 2 == 1 && first / 2 < last / 2;
    let typed = from.get(at).or(from.first()).is_none_or(|part| part.side.is_none());
    several && (typed || work.counts.first() == Some(&first) && work.scheme == Numbering::Daf)
}

/// The first number of the Zohar is its volume.
fn volume<'e>(from: &'e Endpoint, first: Option<&Citation>) -> Result<(Vec<u32>, &'e [AddressNumber]), AddressError> {
    match from.as_slice() {
        [one] if one.side.is_none() && one.level != Some(AddressLevel::Daf) => Ok((numbers(from), &[])),
        [one, ..] if one.side.is_some() || one.level == Some(AddressLevel::Daf) => match first {
            Some(first) => Ok((first.from[..1].to_vec(), from)),
            None => Err(AddressError::at("which volume? Write its number first, as in Zohar 1:15a", one)),
        },
        [volume, rest @ ..] => Ok((vec![volume.number.unwrap_or(0)], rest)),
        [] => Ok((Vec::new(), &[])),
    }
}

/// The part that a number with "part" before it names; how many numbers that took.
fn named_part(citation: &mut Citation, work: &Work, from: &Endpoint) -> Result<usize, AddressError> {
    if citation.node != 0 {
        return Ok(0);
    }
    if let Some(part) =
        from.first().filter(|part| part.level == Some(AddressLevel::Part) || (part.roman && from.len() > 1))
    {
        let number = part.number.unwrap_or(0);
        citation.node = u16::try_from(number).unwrap_or(u16::MAX);
        if number as usize > work.parts.len() {
            return Err(AddressError::at(format!("{} has {}", work.title, many(work.parts.len(), "part")), part));
        }
        return Ok(1);
    }
    // Without its name the first part is meant, where the parts are numbered on from it.
    if work.parts.first().is_some_and(|(name, _)| name.is_empty() || name.starts_with("Part I")) {
        citation.node = 1;
    }
    Ok(0)
}

fn numbers(end: &[AddressNumber]) -> Vec<u32> {
    end.iter().map(|part| part.number.unwrap_or(0)).collect()
}

/// Chapters and verses. `skipped` is how many of the work's levels are named before the address.
fn levels(
    work: &Work,
    skipped: usize,
    from: &Endpoint,
    to: Option<&RangeEnd>,
    first: Option<&Citation>,
    notes: &mut Vec<String>,
) -> Result<(Vec<u32>, Vec<u32>), AddressError> {
    half(work, from, notes)?;
    let depth = (work.levels.len().max(2) - skipped).max(1);
    let mut start = filled(work, skipped, from, first.map(|first| first.from.as_slice()))?;
    if let Some(first) = first
        && start.len() == 1
        && first.from.len() > 1
        && from[0].level.is_none()
    {
        let mut full = first.to[..first.to.len() - 1].to_vec();
        full.append(&mut start);
        start = full;
    }
    let end = match to {
        None => start.clone(),
        Some(RangeEnd::Side(_)) => return Err(AddressError::whole(no_sides(work))),
        Some(RangeEnd::Place(to)) => {
            half(work, to, notes)?;
            let end = filled(work, skipped, to, Some(&start))?;
            let levelled = to.first().is_some_and(|part| part.level.is_some());
            if end.len() < start.len() && !levelled {
                let mut full = start[..start.len() - end.len()].to_vec();
                full.extend(end);
                full
            } else {
                end
            }
        }
    };
    let most = depth + 1;
    if start.len() > most || end.len() > most {
        return Err(AddressError::whole(format!(
            "{} has no place with {}",
            work.title,
            many(start.len().max(end.len()), "number")
        )));
    }
    Ok((start, end))
}

/// A letter after a verse is half of it; the verse is cited whole. Elsewhere it is a side that the work does not have.
fn half(work: &Work, end: &Endpoint, notes: &mut Vec<String>) -> Result<(), AddressError> {
    let Some((at, part)) = end.iter().enumerate().find(|(_, part)| part.side.is_some()) else { return Ok(()) };
    let tanakh = matches!(work.category, "Torah" | "Prophets" | "Writings");
    if tanakh && (at == 1 || (end.len() == 1 && part.after == super::address::Separator::Start)) {
        notes.push("half of a verse is cited as the whole verse".to_owned());
        return Ok(());
    }
    Err(AddressError::at(no_sides(work), part))
}

fn no_sides(work: &Work) -> String {
    let unit = work.levels.first().map_or("chapter", |level| level).to_lowercase();
    format!("{} has {}s, not leaves with two sides", work.title, unit)
}

/// The numbers of an end, those that the words before them say are left out taken from another place.
fn filled(work: &Work, skipped: usize, end: &[AddressNumber], from: Option<&[u32]>) -> Result<Vec<u32>, AddressError> {
    let mut full: Vec<u32> = Vec::new();
    for part in end {
        let number = part.number.unwrap_or(0);
        if let Some(level) = part.level {
            let Some(at) = level_of(work, level).and_then(|at| at.checked_sub(skipped)) else {
                return Err(AddressError::at(format!("{} is not counted by that", work.title), part));
            };
            let at = at.max(if level == AddressLevel::Next { full.len() } else { 0 });
            if at < full.len() {
                return Err(AddressError::at("the numbers stand in no order that can be read", part));
            }
            while full.len() < at {
                let missing = from.and_then(|from| from.get(full.len())).copied();
                full.push(missing.ok_or_else(|| {
                    let outer = work.levels.get(full.len()).map_or("chapter", |level| level).to_lowercase();
                    AddressError::at(format!("the {outer} before it is missing"), part)
                })?);
            }
        }
        full.push(number);
    }
    Ok(full)
}

/// Which level of a work a word counts.
fn level_of(work: &Work, level: AddressLevel) -> Option<usize> {
    let named = |names: &[&str]| work.levels.iter().position(|own| names.contains(own));
    match level {
        AddressLevel::Part => named(&["Part", "Volume", "Treatise", "Maamar", "Gate", "Section"])
            .or((work.scheme == Numbering::Open).then_some(0)),
        AddressLevel::Chapter => named(&["Chapter", "Piska", "Parasha", "Klal"]),
        AddressLevel::Verse => named(&["Verse"]),
        AddressLevel::Mishnah => named(&["Mishnah"]),
        AddressLevel::Halakhah => named(&["Halakhah", "Paragraph"]).filter(|&at| at > 0),
        AddressLevel::Daf => named(&["Daf"]),
        AddressLevel::Siman => named(&["Siman", "Mitzvah", "Torah", "Section"]),
        AddressLevel::Seif => named(&["Seif", "Paragraph"]).filter(|&at| at > 0),
        AddressLevel::Next => Some(0),
    }
}

/// Amudim: daf × 2, plus 1 for the second side. A daf without its side is both.
fn leaves(
    work: &Work,
    before: &[u32],
    from: &[AddressNumber],
    to: Option<&RangeEnd>,
) -> Result<(Vec<u32>, Vec<u32>), AddressError> {
    if from.is_empty() {
        return Ok((before.to_vec(), before.to_vec()));
    }
    if let Some(part) = from
        .iter()
        .find(|part| part.level.is_some_and(|level| !matches!(level, AddressLevel::Daf | AddressLevel::Next)))
    {
        return Err(AddressError::at(format!("{} is cited by daf and amud, such as 5b", work.title), part));
    }
    let (start, sided) = leaf(work, before, from, false)?;
    let end = match to {
        None if sided => start.clone(),
        None => leaf(work, before, from, true)?.0,
        Some(RangeEnd::Side(side)) => {
            let mut end = start.clone();
            let amud = &mut end[before.len()];
            *amud = (*amud / 2) * 2 + u32::from(*side == LeafSide::B);
            end
        }
        Some(RangeEnd::Place(to)) => {
            let lone = to.len() == 1 && to[0].side.is_none();
            if lone && from.len() > 1 && start.len() > before.len() + 1 {
                // "5b:3-7": lines of one side.
                let mut end = start[..start.len() - 1].to_vec();
                end.push(to[0].number.unwrap_or(0));
                end
            } else {
                let to = if before.is_empty() || to[0].side.is_some() { to.as_slice() } else { &to[to.len().min(1)..] };
                if to.is_empty() {
                    return Err(AddressError::whole("the two ends of the range are not alike"));
                }
                leaf(work, before, to, true)?.0
            }
        }
    };
    Ok((start, end))
}

/// One side of a leaf, and whether the side was typed; `last` is what stands for a daf without its side.
fn leaf(work: &Work, before: &[u32], parts: &[AddressNumber], last: bool) -> Result<(Vec<u32>, bool), AddressError> {
    let daf = parts[0].number.unwrap_or(0);
    let (side, lines) = match (parts[0].side, parts.get(1)) {
        (Some(side), _) => (Some(side), &parts[1..]),
        (None, Some(next)) if next.maybe_side => {
            (Some(if next.number == Some(1) { LeafSide::A } else { LeafSide::B }), &parts[2..])
        }
        // "28:7" where there is no such mishnah: the first side of the leaf.
        (None, Some(_)) => (Some(LeafSide::A), &parts[1..]),
        (None, None) => (None, &parts[1..]),
    };
    if lines.iter().any(|part| part.side.is_some()) {
        return Err(AddressError::at(format!("{} is cited by daf and amud, such as 5b", work.title), &lines[0]));
    }
    let second = side.map_or(last, |side| side == LeafSide::B);
    let mut place = before.to_vec();
    place.push(daf.saturating_mul(2) + u32::from(second));
    place.extend(numbers(lines));
    Ok((place, side.is_some()))
}

/// Takes back the end of a range of whole leaves to the last of the tractate, and says so.
fn clamped(work: &Work, start: &[u32], mut end: Vec<u32>, to: Option<&RangeEnd>, notes: &mut Vec<String>) -> Vec<u32> {
    let Some(&last) = work.counts.get(1).filter(|_| work.scheme == Numbering::Daf) else { return end };
    let Some(amud) = end.first().copied().filter(|&amud| amud > last) else { return end };
    let whole = match to {
        None => start.len() == 1,
        Some(RangeEnd::Place(to)) => to.len() == 1 && to[0].side.is_none() && start.len() == 1,
        Some(RangeEnd::Side(_)) => false,
    };
    let begins = start.first().is_some_and(|&start| start <= last);
    if whole && begins {
        end[0] = last;
        if amud / 2 > last / 2 {
            notes.push(format!("{} ends at {}", work.title, name::amud(last)));
        }
    }
    end
}

/// Two ends of one depth: "1-2:3" begins at 1:1.
fn same_depth(mut start: Vec<u32>, end: Vec<u32>) -> (Vec<u32>, Vec<u32>) {
    if !start.is_empty() && start != end {
        while start.len() < end.len() {
            start.push(1);
        }
    }
    (start, end)
}

/// Whether a work has a place; otherwise what its limit is. Where editions differ, a note.
fn check(
    work: &Work,
    citation: &Citation,
    place: &[u32],
    typed: &[AddressNumber],
    notes: &mut Vec<String>,
) -> Result<(), AddressError> {
    let fault = |message: String, at: usize| AddressError {
        message,
        range: typed.get(at.min(typed.len().saturating_sub(1))).map(|part| part.range.clone()),
    };
    let title = work.title;
    let Some(&first) = place.first() else { return Ok(()) };
    match work.scheme {
        Numbering::Open | Numbering::Sections | Numbering::Portions => Ok(()),
        Numbering::Volumes if first as usize > work.counts.len() => {
            Err(fault(format!("{title} has {}", many(work.counts.len(), "volume")), 0))
        }
        Numbering::Volumes => Ok(()),
        Numbering::Daf => {
            let begin = work.counts.first().copied().unwrap_or(2);
            let last = work.counts.get(1).copied().unwrap_or(u32::MAX);
            match first {
                first if first < begin => Err(fault(format!("{title} begins at {}", name::amud(begin)), 0)),
                first if first > last => Err(fault(format!("{title} ends at {}", name::amud(last)), 0)),
                _ => Ok(()),
            }
        }
        Numbering::Named => {
            let node = usize::from(citation.node).checked_sub(1);
            let (Some(&count), Some((part, _))) =
                (node.and_then(|at| work.counts.get(at)), node.and_then(|at| work.parts.get(at)))
            else {
                return Ok(());
            };
            if count > 0 && first > count {
                let part = if part.is_empty() { title.to_owned() } else { format!("{title}, {part}") };
                return Err(fault(
                    format!(
                        "{part} has {count} {}",
                        plural(
                            work.levels
                                .get(usize::from(work.levels.len() > 1 && !part.is_empty() && work.levels[0] == "Part"))
                                .map_or("chapter", |level| level),
                            count
                        )
                    ),
                    0,
                ));
            }
            Ok(())
        }
        Numbering::Verses | Numbering::Chapters | Numbering::Parts => {
            let count = u32::try_from(work.counts.len()).unwrap_or(u32::MAX);
            let unit = work.levels.first().map_or("chapter", |level| level);
            let Some(&inside) = work.counts.get(first as usize - 1) else {
                return Err(fault(format!("{title} has {count} {}", plural(unit, count)), 0));
            };
            let Some(&second) = place.get(1) else { return Ok(()) };
            let other = work.others.iter().find(|(chapter, _)| *chapter == first).map(|(_, most)| *most);
            let unit = plural(work.levels.get(1).map_or("verse", |level| level), inside);
            let sure = work.scheme != Numbering::Chapters;
            if inside > 0 && second > inside && sure && other.is_none_or(|most| second > most) {
                return Err(fault(format!("{title} {first} has {inside} {unit}"), 1));
            }
            if inside > 0 && second > inside {
                notes.push(format!(
                    "{title} {first} has {inside} {unit} in the edition counted here; others count otherwise"
                ));
            } else if other.is_some() && sure {
                notes.push(format!("editions number {title} {first} differently"));
            }
            Ok(())
        }
    }
}

/// `verses`, `mishnayot`; one of it for 1.
/// So many of a thing, by a word that takes an `s`.
fn many(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn plural(unit: &str, count: u32) -> String {
    let unit = unit.to_lowercase();
    match (unit.as_str(), count) {
        (_, 1) => unit,
        ("mishnah", _) => "mishnayot".to_owned(),
        ("halakhah", _) => "halakhot".to_owned(),
        ("siman" | "seif", _) => format!("{unit}im"),
        ("mitzvah", _) => "mitzvot".to_owned(),
        ("torah", _) => "teachings".to_owned(),
        _ => format!("{unit}s"),
    }
}

//! What drawing a picture would cost, reckoned before anybody draws it: parts are counted as often as they are drawn, through
//! `use`, patterns, markers and masks, and effects by what they do to every point (`effects`).
//!
//! An estimate from above. It multiplies where a browser might remember.

use std::collections::BTreeMap;

use super::css::numbers;
use super::effects::Effects;
use super::node::{Child, Node, Ref, RefRole};
use super::read::{Drawing, too_many};
use super::sheet::Selector;
use crate::limits;

/// Patterns, marks and masks that the style sheets name for one kind of element.
const RULES: usize = 64;
/// How deep parts may refer to one another.
const CHAIN: usize = 16;
/// Bytes of a photograph that count as much as a shape.
const PHOTOGRAPH: u64 = 10_000;

/// What an element with all that stands in it costs.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    /// Shapes, effects and photographs.
    parts: u64,
    /// Points of lines, at which marks may stand.
    points: u64,
    /// What effects do, in the measure of [`Effects`].
    effects: f64,
}

impl Cost {
    fn add(&mut self, other: Cost) {
        self.parts = self.parts.saturating_add(other.parts);
        self.points = self.points.saturating_add(other.points);
        self.effects += other.effects;
    }
}

/// Refuses a picture that costs too much.
///
/// # Errors
/// With the reason.
pub(super) fn refuse_dear(drawing: &Drawing) -> Result<(), String> {
    let mut drawn_with: BTreeMap<&Selector, Vec<&Ref>> = BTreeMap::new();
    for (subject, one) in drawing.sheets.iter().flat_map(|sheet| &sheet.refs) {
        let known = drawn_with.entry(subject).or_default();
        if !known.contains(&one) {
            known.push(one);
        }
        if known.len() > RULES {
            return Err(too_many());
        }
    }
    let known = vec![CostState::NotVisited; drawing.nodes.len()];
    let mut reckoning =
        Reckoning { drawing, ids: BTreeMap::new(), drawn_with, known, effects: Effects::of(&drawing.nodes) };
    for (at, node) in drawing.nodes.iter().enumerate() {
        if let Some(id) = node.get("id") {
            reckoning.ids.entry(id).or_insert(at);
        }
    }
    reckoning.effects.refuse_numbers()?;
    reckoning.node(0, 0).map(drop)
}

#[derive(Debug, Clone, Copy)]
enum CostState {
    NotVisited,
    Visiting,
    Known(Cost),
}

struct Reckoning<'a> {
    drawing: &'a Drawing,
    ids: BTreeMap<&'a str, usize>,
    /// What the style sheets draw elements with.
    drawn_with: BTreeMap<&'a Selector, Vec<&'a Ref>>,
    known: Vec<CostState>,
    effects: Effects<'a>,
}

impl<'a> Reckoning<'a> {
    /// What the element at a place costs each time it is drawn.
    fn node(&mut self, at: usize, chain: usize) -> Result<Cost, String> {
        match self.known.get(at) {
            Some(CostState::Known(cost)) => return Ok(*cost),
            Some(CostState::Visiting) => return Err("a part of it is drawn inside itself".to_owned()),
            _ => {}
        }
        let Some(node) = self.drawing.nodes.get(at) else { return Ok(Cost::default()) };
        self.set(at, CostState::Visiting);
        let mut cost = Cost { parts: 1 + own_parts(node), points: points(node), effects: 0.0 };
        for child in &node.children {
            if let Child::Node(child) = child {
                cost.add(self.node(*child, chain)?);
            }
        }
        let mut refs: Vec<&'a Ref> = node.refs.iter().collect();
        refs.extend(self.of_sheets(node));
        // What is shown comes first: what fills it fills all of it.
        refs.sort_by_key(|one| one.role != RefRole::Shown);
        for one in refs {
            if one.role == RefRole::Filter && one.to.is_empty() {
                cost.effects += self.effects.of_function();
            }
            let Some(&to) = self.ids.get(one.to.as_str()) else { continue };
            if chain >= CHAIN {
                return Err(format!("its parts refer to one another more than {CHAIN} deep"));
            }
            let is_painted = self.drawing.nodes.get(to).is_some_and(|node| node.name == "pattern");
            let once = self.node(to, chain + 1)?;
            let times = match one.role {
                RefRole::Paint if is_painted => cost.parts,
                RefRole::Marker => cost.points,
                RefRole::Paint => 0,
                RefRole::Shown | RefRole::Mask | RefRole::Filter => 1,
            };
            let points = if one.role == RefRole::Shown { once.points } else { 0 };
            let effects = once.effects * times as f64;
            cost.add(Cost { parts: once.parts.saturating_mul(times), points, effects });
            match one.role {
                RefRole::Filter => cost.effects += self.effects.of_filter(node, to),
                RefRole::Mask => cost.effects += self.effects.of_mask(to),
                RefRole::Shown | RefRole::Paint | RefRole::Marker => {}
            }
        }
        if cost.parts > limits::SVG_SHAPES as u64 {
            return Err(too_many());
        }
        if cost.effects > limits::SVG_EFFECTS {
            return Err("its effects (blurs, shadows, textures, masks) would take too long to draw".to_owned());
        }
        self.set(at, CostState::Known(cost));
        Ok(cost)
    }

    fn set(&mut self, at: usize, state: CostState) {
        if let Some(slot) = self.known.get_mut(at) {
            *slot = state;
        }
    }

    /// What the style sheets may draw an element with.
    fn of_sheets(&self, node: &Node) -> Vec<&'a Ref> {
        let classes = node.get("class").unwrap_or_default().split_whitespace();
        let mut subjects: Vec<Selector> = classes.map(|class| Selector::Class(class.to_owned())).collect();
        subjects.extend(node.get("id").map(|id| Selector::Id(id.to_owned())));
        subjects.extend([Selector::Element(node.name.to_owned()), Selector::All]);
        subjects.iter().filter_map(|subject| self.drawn_with.get(subject)).flatten().copied().collect()
    }
}

/// What an element counts beside being one.
fn own_parts(node: &Node) -> u64 {
    if node.name == "image" { node.get("href").map_or(0, |address| address.len() as u64 / PHOTOGRAPH) } else { 0 }
}

/// How many points the lines of an element have, at the most.
fn points(node: &Node) -> u64 {
    match node.name {
        "line" => 2,
        // A line that is closed comes to its beginning again.
        "path" => node.get("d").map_or(0, |path| 2 + (numbers(path).count() + path.matches(['z', 'Z']).count()) as u64),
        "polyline" | "polygon" => node.get("points").map_or(0, |points| 1 + numbers(points).count() as u64 / 2),
        _ => 0,
    }
}

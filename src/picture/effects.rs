//! What the effects of a picture cost: steps, by how much they do at each point, and the room in which they do it.
//!
//! The measure is one simple step (a colour, a shift) over a million pixels, about a millisecond. Where it is not known how much of
//! the picture an effect covers, it is all of it.

use super::css::numbers;
use super::node::{Child, Node};

/// Steps of one effect.
const STEPS: usize = 64;
/// The largest measure of a tile, a mask or the room of an effect.
const ROOM: f64 = 1e6;
/// Pixels that a picture is reckoned to have at the least, and at the most: it may be shown larger than it says, and no
/// larger than a screen.
const PIXELS: (f64, f64) = (1e6, 4e6);

/// The effects of a picture.
pub(super) struct Effects<'a> {
    nodes: &'a [Node],
    /// Millions of pixels that the picture has.
    area: f64,
    /// The same in the picture's own units; nothing where parts of it have other units, so that nobody knows.
    units: Option<f64>,
}

impl<'a> Effects<'a> {
    /// Those of a picture, by its elements.
    pub(super) fn of(nodes: &'a [Node]) -> Effects<'a> {
        let root = nodes.first();
        let number = |name: &str| root.and_then(|root| root.get(name)).and_then(|said| numbers(said).next());
        let sides = number("width").zip(number("height")).map(|(width, height)| width * height);
        let view: Vec<f64> =
            root.and_then(|root| root.get("viewBox")).map(|said| numbers(said).collect()).unwrap_or_default();
        let units = match view.as_slice() {
            [_, _, width, height] => Some(width * height),
            _ => sides,
        };
        let area = sides.unwrap_or(PIXELS.0).clamp(PIXELS.0, PIXELS.1) / 1e6;
        let is_scaled = nodes.iter().skip(1).any(is_scaled);
        let units = units.filter(|units| *units > 0.0 && !is_scaled);
        Effects { nodes, area, units }
    }

    /// Refuses numbers that ask for more than any picture needs.
    ///
    /// # Errors
    /// With the reason.
    pub(super) fn refuse_numbers(&self) -> Result<(), String> {
        for node in self.nodes {
            let refuse = |name: &str, most: f64| {
                let said = node.get(name).unwrap_or_default();
                let is_too_large = numbers(said).any(|number| number.is_nan() || number.abs() > most);
                let shortened: String = said.chars().take(40).collect();
                if is_too_large {
                    Err(format!("its `{name}=\"{shortened}\"` asks for more than can be drawn"))
                } else {
                    Ok(())
                }
            };
            match node.name {
                "filter" if steps(node).count() > STEPS => {
                    return Err(format!("it has an effect of more than {STEPS} steps"));
                }
                "feTurbulence" => refuse("numOctaves", 16.0)?,
                "feGaussianBlur" | "feDropShadow" => refuse("stdDeviation", 1000.0)?,
                "feMorphology" => refuse("radius", 500.0)?,
                "feConvolveMatrix" => refuse("order", 15.0)?,
                _ => {}
            }
            if matches!(node.name, "filter" | "mask" | "pattern" | "marker") || node.name.starts_with("fe") {
                for name in ["x", "y", "width", "height", "markerWidth", "markerHeight"] {
                    refuse(name, ROOM)?;
                }
            }
        }
        Ok(())
    }

    /// What it costs to draw an element through the filter at a place.
    pub(super) fn of_filter(&self, shown: &Node, filter: usize) -> f64 {
        let Some(filter) = self.nodes.get(filter) else { return 0.0 };
        let all: f64 = steps(filter).filter_map(|step| self.nodes.get(step)).map(weight).sum();
        let said = |name: &str, or: f64| {
            let said = filter.get(name).unwrap_or_default();
            let number = numbers(said).next().unwrap_or(or).abs();
            if said.contains('%') { number / 100.0 } else { number }
        };
        let share = if filter.get("filterUnits") == Some("userSpaceOnUse") {
            self.units.map_or(1.0, |units| (said("width", 0.0) * said("height", 0.0) / units).max(0.01))
        } else {
            // The room is told in parts of what is drawn, and is a fifth larger where nothing is told.
            self.share(shown) * (said("width", 1.2) * said("height", 1.2)).max(1.0)
        };
        all * share * self.area
    }

    /// What it costs to draw something through the mask at a place. What is cut costs next to nothing.
    pub(super) fn of_mask(&self, mask: usize) -> f64 {
        let is_mask = self.nodes.get(mask).is_some_and(|node| node.name == "mask");
        if is_mask { self.area } else { 0.0 }
    }

    /// What an effect costs that a style names by itself, such as `blur(2px)`.
    pub(super) fn of_function(&self) -> f64 {
        20.0 * self.area
    }

    /// How much of the picture an element covers; all of it, where that is not known.
    fn share(&self, shown: &Node) -> f64 {
        let number =
            |name: &str| shown.get(name).filter(|said| !said.contains('%')).and_then(|said| numbers(said).next());
        let size = match shown.name {
            "rect" | "image" => number("width").zip(number("height")).map(|(width, height)| width * height),
            "circle" => number("r").map(|r| 4.0 * r * r),
            "ellipse" => number("rx").zip(number("ry")).map(|(rx, ry)| 4.0 * rx * ry),
            _ => None,
        };
        self.units.zip(size).map_or(1.0, |(units, size)| (size / units).clamp(0.001, 1.0))
    }
}

/// The steps of a filter, by their places.
fn steps(filter: &Node) -> impl Iterator<Item = usize> {
    filter.children.iter().filter_map(|child| if let Child::Node(step) = child { Some(*step) } else { None })
}

/// How much a step does at each point.
fn weight(step: &Node) -> f64 {
    let most = |name: &str, or: f64| numbers(step.get(name).unwrap_or_default()).fold(or, |a, b| a.max(b.abs()));
    match step.name {
        "feTurbulence" => 6.0 * most("numOctaves", 1.0),
        "feGaussianBlur" | "feDropShadow" => 4.0 + most("stdDeviation", 0.0) / 20.0,
        "feMorphology" => 2.0 + 2.0 * most("radius", 0.0),
        "feConvolveMatrix" => most("order", 3.0).powi(2),
        "feDiffuseLighting" | "feSpecularLighting" => 4.0,
        "feDisplacementMap" => 2.0,
        _ => 1.0,
    }
}

/// Whether an element may draw what is in it larger than it says.
fn is_scaled(node: &Node) -> bool {
    if node.get("viewBox").is_some() && node.name != "marker" {
        return true;
    }
    let says = |name: &str| node.get(name).unwrap_or_default();
    let turned = says("transform");
    let is_larger = turned.split_inclusive(')').any(|one| {
        let (name, values) = one.split_once('(').unwrap_or((one, ""));
        let name = name.trim_matches([' ', ',', '\n']);
        let count = if name == "matrix" { 4 } else { usize::MAX };
        name != "translate" && name != "rotate" && numbers(values).take(count).any(|number| number.abs() > 2.0)
    });
    let styled = says("style");
    is_larger || styled.contains("transform") || styled.contains("scale:")
}

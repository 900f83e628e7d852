//! Colours as numbers: read from `#rrggbb`, held against one another by WCAG, made lighter or darker until they pass.
//!
//! Plain arithmetic. Knows no theme, and never decides where a colour is used.

use std::fmt;

/// The least contrast of words on their ground (WCAG 2.2, 1.4.3).
pub const READABLE: f64 = 4.5;

/// A colour of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color([u8; 3]);

impl Color {
    /// Black.
    pub const BLACK: Color = Color([0; 3]);
    /// White.
    pub const WHITE: Color = Color([255; 3]);

    /// Reads `#rgb` or `#rrggbb`, and nothing else.
    pub fn from_hex(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#')?;
        let nibbles: Option<Vec<u8>> = digits.chars().map(|c| u8::try_from(c.to_digit(16)?).ok()).collect();
        match nibbles?.as_slice() {
            [r, g, b] => Some(Color([r * 17, g * 17, b * 17])),
            [r1, r2, g1, g2, b1, b2] => Some(Color([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2])),
            _ => None,
        }
    }

    /// How light it is, from 0 to 1 (WCAG: relative luminance).
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast of two colours, from 1 to 21 (WCAG: contrast ratio).
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour with a share of another in it, from 0 to 1.
    #[must_use]
    pub fn mixed(self, other: Color, share: f64) -> Color {
        let part = |at: usize| byte(f64::from(self.0[at]) * (1.0 - share) + f64::from(other.0[at]) * share);
        Color([part(0), part(1), part(2)])
    }

    /// The nearest colour of the same hue that has so much contrast on a ground; the colour itself where it has it.
    #[must_use]
    pub fn passing(self, ground: Color, least: f64) -> Color {
        let (hue, saturation, light) = self.hsl();
        let at = |light: f64| Color::from_hsl(hue, saturation, light);
        let passes = |color: &Color| color.contrast(ground) >= least;
        if passes(&self) {
            return self;
        }
        let steps = (1..=1000).map(|step| f64::from(step) / 1000.0);
        let near = steps.flat_map(|by| [light - by, light + by]).filter(|light| (0.0..=1.0).contains(light)).map(at);
        let best = if ground.luminance() > 0.18 { Color::BLACK } else { Color::WHITE };
        near.into_iter().find(passes).unwrap_or(best)
    }

    /// Hue (0 to 6), saturation and lightness (0 to 1).
    fn hsl(self) -> (f64, f64, f64) {
        let [r, g, b] = self.0.map(|part| f64::from(part) / 255.0);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let (light, range) = (f64::midpoint(most, least), most - least);
        if range == 0.0 {
            return (0.0, 0.0, light);
        }
        let saturation = range / (1.0 - (2.0 * light - 1.0).abs());
        let hue = if most == r {
            ((g - b) / range).rem_euclid(6.0)
        } else if most == g {
            (b - r) / range + 2.0
        } else {
            (r - g) / range + 4.0
        };
        (hue, saturation, light)
    }

    fn from_hsl(hue: f64, saturation: f64, light: f64) -> Color {
        let chroma = (1.0 - (2.0 * light - 1.0).abs()) * saturation;
        let second = chroma * (1.0 - (hue % 2.0 - 1.0).abs());
        let (r, g, b) = match hue as u32 {
            0 => (chroma, second, 0.0),
            1 => (second, chroma, 0.0),
            2 => (0.0, chroma, second),
            3 => (0.0, second, chroma),
            4 => (second, 0.0, chroma),
            _ => (chroma, 0.0, second),
        };
        let base = light - chroma / 2.0;
        Color([r, g, b].map(|part| byte((part + base) * 255.0)))
    }
}

fn byte(part: f64) -> u8 {
    part.round().clamp(0.0, 255.0) as u8
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn color(text: &str) -> Color {
        Color::from_hex(text).expect("a colour")
    }

    #[test]
    fn only_hex_is_a_colour() {
        assert_eq!(color("#1F5f5b").to_string(), "#1f5f5b");
        assert_eq!(color("#abc").to_string(), "#aabbcc");
        for text in ["", "#", "#12", "#1234", "#12345678", "1f5f5b", "teal", "#ggg", "#12é45", "rgb(0,0,0)"] {
            assert_eq!(Color::from_hex(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_as_the_standard_says() {
        assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
        assert!((color("#777777").contrast(Color::WHITE) - 4.478).abs() < 0.001);
        assert!((color("#767676").contrast(Color::WHITE) - 4.542).abs() < 0.001);
    }

    #[test]
    fn a_colour_is_changed_only_until_it_passes() {
        for (of, on) in [
            ("#e8a33d", "#ffffff"),
            ("#8e2a35", "#17140f"),
            ("#1f5f5b", "#17140f"),
            ("#808080", "#7f7f7f"),
            ("#ff0", "#fff"),
        ] {
            let (of, on) = (color(of), color(on));
            let passing = of.passing(on, READABLE);
            assert!(passing.contrast(on) >= READABLE, "{of} on {on}: {passing}");
        }
        assert_eq!(color("#1f5f5b").passing(Color::WHITE, READABLE), color("#1f5f5b"));
        let near = color("#8e2a35").passing(color("#17140f"), READABLE);
        assert!(near.contrast(color("#17140f")) < 4.8, "{near}");
    }

    #[test]
    fn hues_come_back() {
        for text in ["#8e2a35", "#1f5f5b", "#5c6b2f", "#2f4a7a", "#ffffff", "#000000", "#ff00ff"] {
            let (hue, saturation, light) = color(text).hsl();
            assert_eq!(Color::from_hsl(hue, saturation, light), color(text));
        }
    }
}

//! How a parameter's value becomes text: OpenAPI's styles.

use super::encode::encode;
use super::flatten::Flat;
use super::form::push_deep;

/// How a parameter is written, by OpenAPI's names. `Exploded` is `explode: true`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// `a,b` and `k,v` in a path or header.
    Simple,
    /// `a,b` and `k=v` in a path or header.
    SimpleExploded,
    /// `.a,b` and `.k,v` in a path.
    Label,
    /// `.a.b` and `.k=v` in a path.
    LabelExploded,
    /// `;name=a,b` and `;name=k,v` in a path.
    Matrix,
    /// `;name=a;name=b` and `;k=v` in a path.
    MatrixExploded,
    /// `name=a,b` and `name=k,v` in a query or cookie.
    Form,
    /// `name=a&name=b` and `k=v` in a query or cookie.
    FormExploded,
    /// `name=a%20b` in a query.
    SpaceDelimited,
    /// `name=a%7Cb` in a query.
    PipeDelimited,
    /// `name[k]=v` in a query; deeper nesting and lists as servers of this style read them.
    DeepObject,
    /// JSON, of a parameter with `content`.
    Json,
}

impl Style {
    /// One text for a path segment or a header; `text` is what happens to each piece (encoding, or
    /// nothing).
    pub(super) fn segment(self, name: &str, value: &Flat, text: fn(&str) -> String) -> String {
        let Expansion {
            first,
            separator,
            named,
        } = self.expansion();
        let named_value = |name: &str, value: &str| match value {
            "" => text(name),
            value => format!("{}={}", text(name), text(value)),
        };
        let explodes = separator == first || self == Self::SimpleExploded;
        let values = match value {
            Flat::One(value) if named => named_value(name, value),
            Flat::One(value) => text(value),
            Flat::Many(values) if named && explodes => join(
                values.iter().map(|value| named_value(name, value)),
                separator,
            ),
            Flat::Many(values) => join(values.iter().map(|value| text(value)), separator),
            Flat::Pairs(pairs) => {
                let equals = if explodes { "=" } else { "," };
                let pairs = pairs.iter();
                join(
                    pairs.map(|(key, value)| text(key) + equals + &text(value)),
                    separator,
                )
            }
            // `deepObject` has no form outside of a query.
            Flat::Deep(json) => text(&crate::to_string(json)),
        };
        match value {
            Flat::Many(_) | Flat::Pairs(_) if named && !explodes => {
                format!("{first}{}={values}", text(name))
            }
            _ => format!("{first}{values}"),
        }
    }

    /// RFC 6570's table of what the styles of a path are made of.
    fn expansion(self) -> Expansion {
        let (first, separator, named) = match self {
            Self::Label => (".", ",", false),
            Self::LabelExploded => (".", ".", false),
            Self::Matrix => (";", ",", true),
            Self::MatrixExploded => (";", ";", true),
            _ => ("", ",", false),
        };
        Expansion {
            first,
            separator,
            named,
        }
    }

    /// The encoded `name=value` pairs of a query or cookie.
    pub(super) fn pairs(self, name: &str, value: &Flat) -> Vec<String> {
        let pair = |name: &str, value: &str| format!("{}={}", encode(name), encode(value));
        match value {
            Flat::One(value) => vec![pair(name, value)],
            Flat::Deep(json) => {
                let mut pairs = Vec::new();
                push_deep(&mut pairs, name, json);
                pairs
            }
            Flat::Many(values) if self == Self::FormExploded => {
                values.iter().map(|value| pair(name, value)).collect()
            }
            // An empty list has no text: `name=` would be a list of one empty text.
            Flat::Many(values) if values.is_empty() => Vec::new(),
            Flat::Many(values) => {
                let values = values.iter().map(|value| encode(value));
                vec![format!(
                    "{}={}",
                    encode(name),
                    join(values, self.delimiter())
                )]
            }
            Flat::Pairs(pairs) if self == Self::FormExploded => {
                pairs.iter().map(|(key, value)| pair(key, value)).collect()
            }
            Flat::Pairs(pairs) if pairs.is_empty() => Vec::new(),
            Flat::Pairs(pairs) => {
                let values = pairs
                    .iter()
                    .flat_map(|(key, value)| [encode(key), encode(value)]);
                vec![format!(
                    "{}={}",
                    encode(name),
                    join(values, self.delimiter())
                )]
            }
        }
    }

    /// The delimiter stands for itself, so a delimiter inside a value is the one that is encoded.
    /// Space and bar have no other form in a URL than the encoded one.
    fn delimiter(self) -> &'static str {
        match self {
            Self::SpaceDelimited => "%20",
            Self::PipeDelimited => "%7C",
            _ => ",",
        }
    }
}

/// What the text of a style in a path is made of.
struct Expansion {
    first: &'static str,
    separator: &'static str,
    named: bool,
}

fn join(texts: impl Iterator<Item = String>, delimiter: &str) -> String {
    texts.collect::<Vec<_>>().join(delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_rfc_6570_says() {
        let one = Flat::One("blue".to_owned());
        let none = Flat::One(String::new());
        let many = Flat::Many(["blue", "b/k"].map(str::to_owned).to_vec());
        let pairs = [("R", "100"), ("G", "2,0")];
        let pairs = pairs.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let pairs = Flat::Pairs(pairs.to_vec());
        let cases = [
            (Style::Simple, ["blue", "", "blue,b%2Fk", "R,100,G,2%2C0"]),
            (
                Style::SimpleExploded,
                ["blue", "", "blue,b%2Fk", "R=100,G=2%2C0"],
            ),
            (
                Style::Label,
                [".blue", ".", ".blue,b%2Fk", ".R,100,G,2%2C0"],
            ),
            (
                Style::LabelExploded,
                [".blue", ".", ".blue.b%2Fk", ".R=100.G=2%2C0"],
            ),
            (
                Style::Matrix,
                [";c=blue", ";c", ";c=blue,b%2Fk", ";c=R,100,G,2%2C0"],
            ),
            (
                Style::MatrixExploded,
                [";c=blue", ";c", ";c=blue;c=b%2Fk", ";R=100;G=2%2C0"],
            ),
        ];
        for (style, expected) in cases {
            let values = [&one, &none, &many, &pairs];
            let written = values.map(|value| style.segment("c", value, encode));
            assert_eq!(written, expected, "{style:?}");
        }
    }
}

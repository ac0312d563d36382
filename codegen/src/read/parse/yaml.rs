//! YAML text, through the events of `saphyr-parser`.
//!
//! The parser that finds positions also builds the value, so that the two cannot disagree. Nothing
//! here recurses: depth, aliases and merge keys are counted before anything is copied.

mod build;

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};

use super::{Parsed, Refusal};
use crate::yaml;
use build::{Builder, Collection, Scalar};

pub(super) fn parse(text: &str) -> Result<Parsed, Refusal> {
    let mut builder = Builder::default();
    let mut result = events(text, &mut builder);
    if result.is_err()
        && let Cow::Owned(straight) = yaml::straightened(text)
    {
        builder = Builder::default();
        result = events(&straight, &mut builder);
    }
    result.map_err(|refusal| Refusal {
        bytes: to_bytes(text, refusal.bytes.clone()),
        ..refusal
    })?;
    Ok(builder.finish())
}

/// Feeds the builder. Places are in characters, as the parser counts them.
fn events(text: &str, builder: &mut Builder) -> Result<(), Refusal> {
    let mut documents = 0;
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| syntax(&error))?;
        let at = characters(span);
        match event {
            Event::DocumentStart(_) => documents += 1,
            _ if documents > 1 => return Err(second_document(at)),
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                let scalar = Scalar {
                    resolved: is_resolved(plain, tag.as_deref()),
                    plain,
                    text,
                };
                builder.scalar(scalar, anchor, at)?;
            }
            Event::Alias(anchor) => builder.alias(anchor, at)?,
            Event::SequenceStart(anchor, _) => builder.open(Collection::sequence(), anchor, at)?,
            Event::MappingStart(anchor, _) => builder.open(Collection::mapping(), anchor, at)?,
            Event::SequenceEnd | Event::MappingEnd => builder.close(at)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }
    Ok(())
}

fn second_document(at: Range<usize>) -> Refusal {
    Refusal::syntax(
        at,
        "a second YAML document begins here, and a file holds one",
    )
    .help("put each document into a file of its own")
}

fn syntax(error: &ScanError) -> Refusal {
    let at = error.marker().index();
    let refusal = Refusal::syntax(at..at + 1, format!("this is not YAML: {}", error.info()));
    match help(error.info()) {
        Some(help) => refusal.help(help),
        None => refusal,
    }
}

/// What mends a mistake of which the parser only says what it is not.
fn help(error: &str) -> Option<&'static str> {
    let helps = [
        (
            "invalid indentation",
            "what stands in braces or brackets, and the closing one, must be indented deeper than \
             the key before them",
        ),
        ("tabs disallowed", "indent with spaces"),
        (
            "mapping values are not allowed",
            "put a text with a colon in it in quotes, and give all keys of a mapping the same \
             indentation",
        ),
        (
            "unexpected character",
            "put a text that begins with such a character in quotes",
        ),
    ];
    let found = helps.iter().find(|(start, _)| error.starts_with(start));
    found.map(|(_, help)| *help)
}

/// Whether a scalar means what it looks like: without quotes, or with a tag such as `!!int`.
fn is_resolved(plain: bool, tag: Option<&Tag>) -> bool {
    match tag.filter(|tag| tag.is_yaml_core_schema()) {
        Some(tag) => tag.suffix != "str",
        None => plain,
    }
}

fn characters(span: Span) -> Range<usize> {
    span.start.index()..span.end.index()
}

fn to_bytes(text: &str, characters: Range<usize>) -> Range<usize> {
    let byte = |character: usize| {
        let at = text.char_indices().nth(character);
        at.map_or(text.len(), |(byte, _)| byte)
    };
    byte(characters.start)..byte(characters.end)
}

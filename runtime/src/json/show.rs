//! `Debug` and `PartialEq` of models: one piece of code for all of them, by their tables.
//!
//! A derived `Debug` costs the compiler as much as all else that a model states. This one is a call,
//! and it knows what a derived one cannot: which fields are only ever sent, such as passwords.

use std::fmt::{self, Write as _};

use super::value::Value;
use super::writer::Writer;

/// Writes a model as its name and the JSON that it is, `Meter {"id":"m1"}`; over several lines where
/// the format asks for it (`{:#?}`). The values of secret and of
/// write-only fields are not shown.
///
/// # Errors
///
/// Those of the formatter.
#[doc(hidden)]
pub fn show(name: &str, model: &dyn Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show_text(name, &Writer::for_eyes().text_of(model), f)
}

/// Writes a name and JSON, over several lines where the format asks for it.
///
/// # Errors
///
/// Those of the formatter.
pub fn show_text(name: &str, json: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(name)?;
    f.write_char(' ')?;
    match f.alternate() {
        true => spread(json, f),
        false => f.write_str(json),
    }
}

/// Whether two models are the same JSON, numbers compared by their value.
#[doc(hidden)]
pub fn equal(one: &dyn Value, other: &dyn Value) -> bool {
    Writer::for_comparison().text_of(one) == Writer::for_comparison().text_of(other)
}

/// Writes compact JSON with each member and item on a line of its own.
fn spread(json: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut depth = 0;
    let mut in_text = false;
    let mut escaped = false;
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if matches!(character, '}' | ']') && !in_text {
            depth -= 1;
            line(depth, f)?;
        }
        f.write_char(character)?;
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '{' | '[' => match characters.next_if(|next| matches!(next, '}' | ']')) {
                Some(end) => f.write_char(end)?,
                None => {
                    depth += 1;
                    line(depth, f)?;
                }
            },
            ',' => line(depth, f)?,
            ':' => f.write_char(' ')?,
            _ => {}
        }
    }
    Ok(())
}

fn line(depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "\n{:1$}", "", depth * 4)
}

/// `PartialEq` and `Debug` of a type by the JSON that it is, and the traits of serde; the trait has its table.
#[doc(hidden)]
#[macro_export]
macro_rules! __as_json {
    ($name:ident, $trait:path) => {
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal(self, other)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::show(<Self as $trait>::INFO.name, self, f)
            }
        }

        $crate::__serde_bridge!($name);
    };
}

//! Finding what an error reply says, whatever API it is from.

use http::Uri;
use http::header::{CONTENT_TYPE, HeaderMap, LOCATION};

use crate::Json;

/// Longer texts are for [`Error::body`](crate::Error::body).
const LONGEST: usize = 300;

/// Bodies beyond this are no error messages, and are not searched for one.
const LARGEST_BODY: usize = 64 * 1024;

/// Where APIs put the text for people, the most telling place first.
const PLACES: [&str; 11] = [
    "/message",
    "/error/message",
    "/error_description",
    "/detail",
    "/errors/0/message",
    "/errors/0/detail",
    "/title",
    "/error",
    "/reason",
    "/errors/0",
    "/Message",
];

/// The message in the body of an error reply: of JSON the first of the usual places, of plain text
/// the first line.
pub(crate) fn message_of(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    if body.len() > LARGEST_BODY {
        return None;
    }
    if let Ok(json) = crate::from_slice::<Json>(body) {
        let text = PLACES.iter().find_map(|place| {
            json.pointer(place)?
                .as_str()
                .map(str::trim)
                .filter(|text| !text.is_empty())
        });
        return text.map(|text| escaped(text, LONGEST));
    }
    let plain = headers
        .get(CONTENT_TYPE)?
        .to_str()
        .ok()?
        .starts_with("text/plain");
    let line = std::str::from_utf8(body)
        .ok()?
        .lines()
        .find(|line| !line.trim().is_empty())?;
    plain.then(|| escaped(line.trim(), LONGEST))
}

/// Where a redirect leads that is not followed, without a path and a query, which may hold a secret.
pub(crate) fn redirect_of(headers: &HeaderMap) -> Option<String> {
    let target: Uri = headers.get(LOCATION)?.to_str().ok()?.parse().ok()?;
    let place = match (target.scheme_str(), target.host(), target.port()) {
        (Some(scheme), Some(host), None) => format!("{scheme}://{host}"),
        (Some(scheme), Some(host), Some(port)) => format!("{scheme}://{host}:{port}"),
        _ => "another path".to_owned(),
    };
    Some(format!(
        "it leads to {place}, which is not followed: is the base URL right?"
    ))
}

/// The text in one line that cannot play tricks on a terminal or a log, cut to so many characters.
pub(crate) fn escaped(text: &str, longest: usize) -> String {
    let mut line = String::new();
    for (count, character) in text.chars().enumerate() {
        if count == longest {
            line.push('…');
            break;
        }
        if character.is_control() || is_invisible(character) {
            line.extend(character.escape_unicode());
        } else {
            line.push(character);
        }
    }
    line
}

/// Characters that reorder or hide the text around them.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

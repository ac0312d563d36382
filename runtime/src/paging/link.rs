//! The header `Link` (RFC 8288), as far as it leads to the next page.

use http::header::{HeaderMap, LINK};

/// The target of the link whose relation is `next`.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).iter();
    let mut values = values.filter_map(|value| value.to_str().ok());
    values.find_map(next_of)
}

fn next_of(mut header: &str) -> Option<String> {
    loop {
        let (_, rest) = header.split_once('<')?;
        let (target, rest) = rest.split_once('>')?;
        let (parameters, rest) = rest.split_at(end_of_parameters(rest));
        if parameters.split(';').any(is_next) {
            return Some(target.trim().to_owned());
        }
        header = rest;
    }
}

/// Where the comma is that ends the parameters of a link: none that stands in quotes.
fn end_of_parameters(text: &str) -> usize {
    let mut quoted = false;
    let end = text.find(|letter| {
        quoted ^= letter == '"';
        letter == ',' && !quoted
    });
    end.unwrap_or(text.len())
}

fn is_next(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else {
        return false;
    };
    let relations = value.trim().trim_matches('"');
    let mut relations = relations.split_ascii_whitespace();
    name.trim().eq_ignore_ascii_case("rel")
        && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
}

#[cfg(test)]
mod tests {
    use super::next_of;

    #[test]
    fn the_link_to_the_next_page_is_found() {
        let cases = [
            (
                r#"<https://a.example/x?page=2>; rel="next""#,
                Some("https://a.example/x?page=2"),
            ),
            (
                r#"</1>; rel="prev", </3>; rel="next", </9>; rel="last""#,
                Some("/3"),
            ),
            (r#"</1>; rel="first prev", </3>;REL=next"#, Some("/3")),
            (
                r#"</2,5>; title="a, b; rel=next"; rel="up next""#,
                Some("/2,5"),
            ),
            (r#"</1>; rel="nextish""#, None),
            (r#"</1>; rel"#, None),
            ("next", None),
            ("<", None),
            ("", None),
        ];
        for (header, expected) in cases {
            assert_eq!(next_of(header).as_deref(), expected, "{header}");
        }
    }
}

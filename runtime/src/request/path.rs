//! A path template and its arguments, put together so that no argument can change the shape of the
//! path.

/// Fills `{name}` places with texts that are encoded already. The error names the parameter.
pub(super) fn fill(template: &str, arguments: &[(&str, String)]) -> Result<String, String> {
    let mut path = String::with_capacity(template.len() + 32);
    // A template starts with a slash: the first piece is the empty text before it.
    for segment in template.split('/').skip(1) {
        path.push('/');
        let start = path.len();
        let named = fill_segment(segment, arguments, &mut path)?;
        // Servers and proxies resolve dot segments, encoded or not, so they can only be refused.
        if let (Some(name), "." | "..") = (named, &path[start..]) {
            return Err(format!(
                "path parameter `{name}` makes a segment of nothing but dots"
            ));
        }
    }
    Ok(path)
}

/// Fills a template that is the caller's own, which is not trusted to be a path at all.
pub(crate) fn custom(template: &str, arguments: &[(&str, String)]) -> Result<String, String> {
    let odd = |byte: u8| matches!(byte, b'#' | b'\\') || !byte.is_ascii_graphic();
    if !template.starts_with('/') {
        return Err("the path is below the base URL and must begin with `/`".to_owned());
    }
    if template.contains('?') {
        return Err("the path has a query: give its parameters with `query(…)`".to_owned());
    }
    if template.bytes().any(odd) {
        return Err("the path must be encoded: give its arguments with `path(…)`".to_owned());
    }
    let path = fill(template, arguments)?;
    if path.contains(['{', '}']) {
        return Err("the path has a brace without its counterpart".to_owned());
    }
    let is_dots = |segment: &str| {
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        plain == "." || plain == ".."
    };
    match path.split('/').any(is_dots) {
        true => Err("the path has a segment of nothing but dots".to_owned()),
        false => Ok(path),
    }
}

/// Fills one segment and returns the name of the last parameter in it.
fn fill_segment<'a>(
    segment: &'a str,
    arguments: &[(&str, String)],
    path: &mut String,
) -> Result<Option<&'a str>, String> {
    let mut rest = segment;
    let mut last = None;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        let value = arguments
            .iter()
            .find(|(given, _)| *given == name)
            .map(|(_, value)| value.as_str());
        path.push_str(before);
        match value {
            None => return Err(format!("path parameter `{name}` has no value")),
            Some("") => return Err(format!("path parameter `{name}` is empty")),
            Some(value) => path.push_str(value),
        }
        last = Some(name);
        rest = after;
    }
    path.push_str(rest);
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn arguments_fill_their_places() {
        let arguments = [("version", "1".to_owned()), ("id", "a%2Fb".to_owned())];
        assert_eq!(
            fill("/v{version}/events/{id}", &arguments),
            Ok("/v1/events/a%2Fb".to_owned())
        );
        assert_eq!(
            fill("/{id}-{version}/", &arguments),
            Ok("/a%2Fb-1/".to_owned())
        );
        assert_eq!(fill("/", &arguments), Ok("/".to_owned()));
    }

    #[test]
    fn a_value_that_changes_the_path_is_refused_by_name() {
        let cases = [
            ("/a/{id}", "", "path parameter `id` is empty"),
            ("/v{id}/a", "", "path parameter `id` is empty"),
            (
                "/a/{id}",
                ".",
                "path parameter `id` makes a segment of nothing but dots",
            ),
            (
                "/a/{id}/b",
                "..",
                "path parameter `id` makes a segment of nothing but dots",
            ),
            (
                "/a/.{id}",
                ".",
                "path parameter `id` makes a segment of nothing but dots",
            ),
            ("/a/{other}", "x", "path parameter `other` has no value"),
        ];
        for (template, value, message) in cases {
            assert_eq!(
                fill(template, &[("id", value.to_owned())]),
                Err(message.to_owned()),
                "{template} {value}"
            );
        }
        assert!(fill("/a/{id}", &[("id", "...".to_owned())]).is_ok());
    }
}

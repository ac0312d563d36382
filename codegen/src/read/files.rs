//! Which file a reference names: one beside the document or below, never another.

use std::collections::BTreeSet;

use serde_json::Value;

use super::parse;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::{Source, SourceId};

/// Why a reference is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outside {
    /// It names a host.
    Network,
    /// It begins at the root of a disk.
    Absolute,
    /// It leaves the document's folder.
    Above,
    /// What follows `#` is no JSON pointer.
    NoPointer,
}

impl Outside {
    pub(super) fn told(self, text: &str, source: SourceId, at: &Pointer) -> Diagnostic {
        let message = match self {
            Self::Network => format!("`{text}` is on the network, which is never asked"),
            Self::Absolute => format!("`{text}` does not start from the document's folder"),
            Self::Above => format!("`{text}` leads out of the document's folder"),
            Self::NoPointer => format!("`{text}` ends in something that is not a JSON pointer"),
        };
        Diagnostic::error(Code::ForeignReference, source, at, message)
            .help("only files in the document's folder and below it are read: put the file there")
    }
}

/// The file and the place in it that a reference in `file` names.
pub(super) fn target(
    source: &Source,
    file: &str,
    reference: &str,
) -> Result<(String, Pointer), Outside> {
    let (path, fragment) = match reference.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (reference, "#".to_owned()),
    };
    let pointer = Pointer::from_reference(&fragment).ok_or(Outside::NoPointer)?;
    if path.is_empty() {
        return Ok((file.to_owned(), pointer));
    }
    let decoded = Pointer::from_reference(&format!("#/{}", path.replace('~', "~0")));
    let path = decoded.map_or(path.to_owned(), |path| {
        path.as_str()[1..].replace("~0", "~")
    });
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    if path.starts_with("//") || scheme.is_some_and(|scheme| scheme.len() > 1) {
        return Err(Outside::Network);
    }
    if path.starts_with('/') || path.contains(['\\', ':', '\0']) {
        return Err(Outside::Absolute);
    }
    let folder = folder(&source.path);
    let mut parts: Vec<&str> = match file
        .strip_prefix(folder)
        .and_then(|file| file.rsplit_once('/'))
    {
        Some((folders, _)) => folders.split('/').collect(),
        None => Vec::new(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().ok_or(Outside::Above)?),
            part => parts.push(part),
        }
    }
    Ok((format!("{folder}{}", parts.join("/")), pointer))
}

/// The folder of a path, with its slash; nothing for a file on its own.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

/// The name of a file without its folder and its ending.
pub(super) fn stem(path: &str) -> &str {
    let name = &path[folder(path).len()..];
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// The paths of the files that the document and its companions refer to and that are not among them.
#[must_use]
pub fn missing(source: &Source) -> BTreeSet<String> {
    let mut missing = BTreeSet::new();
    for file in std::iter::once(source).chain(&source.companions) {
        if !leads_out(&file.text) {
            continue;
        }
        let value = parse::value(SourceId(0), file, &mut Diagnostics::default());
        for text in value.iter().flat_map(references) {
            missing.extend(target(source, &file.path, text).map(|(path, _)| path));
        }
    }
    missing.remove(&source.path);
    for companion in &source.companions {
        missing.remove(&companion.path);
    }
    missing
}

/// Whether a text may have a reference that does not begin with `#`. Most documents have none, and
/// need no second reading.
fn leads_out(text: &str) -> bool {
    text.match_indices("$ref").any(|(at, _)| {
        let rest = text[at + "$ref".len()..]
            .trim_start_matches(['"', '\''])
            .trim_start();
        let target = rest.strip_prefix(':').unwrap_or_default().trim_start();
        !target.trim_start_matches(['"', '\'']).starts_with('#')
    })
}

/// What stands behind `$ref` and in mappings of discriminators, wherever it is.
fn references(value: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str));
                let mapping = map
                    .get("discriminator")
                    .and_then(|found| found.get("mapping"));
                let mapping = mapping.and_then(Value::as_object).into_iter().flatten();
                let names = mapping.filter_map(|(_, name)| name.as_str());
                found.extend(names.filter(|name| name.contains(['/', '.'])));
                open.extend(map.values());
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_below_the_documents_folder() {
        let source = Source::new("api", "specs/v1/api.yaml", "");
        let at = |file: &str, reference: &str| target(&source, file, reference);
        let found = |path: &str, pointer: &str| {
            Ok((path.to_owned(), Pointer::from_reference(pointer).unwrap()))
        };
        let root = "specs/v1/api.yaml";
        let deep = "specs/v1/schemas/a/b.yaml";
        assert_eq!(at(root, "c.yaml"), found("specs/v1/c.yaml", "#"));
        assert_eq!(
            at(root, "./a/%20c.yaml#/x"),
            found("specs/v1/a/ c.yaml", "#/x")
        );
        assert_eq!(at(deep, "#/x"), found(deep, "#/x"));
        assert_eq!(at(deep, "../../api.yaml#/x"), found(root, "#/x"));
        assert_eq!(at(deep, "../../../api.yaml"), Err(Outside::Above));
        assert_eq!(at(root, "%2e%2e/api.yaml"), Err(Outside::Above));
        assert_eq!(at(root, "/etc/passwd"), Err(Outside::Absolute));
        assert_eq!(at(root, "C:\\a.yaml"), Err(Outside::Absolute));
        assert_eq!(at(root, "..\\a.yaml"), Err(Outside::Absolute));
        assert_eq!(at(root, "https://a.example/b.yaml"), Err(Outside::Network));
        assert_eq!(at(root, "//a.example/b.yaml"), Err(Outside::Network));
        assert_eq!(at(root, "file:///etc/passwd"), Err(Outside::Network));
        assert_eq!(at(root, "c.yaml#x"), Err(Outside::NoPointer));
    }
}

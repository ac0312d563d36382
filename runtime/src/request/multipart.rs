//! Bodies of parts (`multipart/form-data`), as RFC 7578 writes them.

use http::header::HeaderValue;

use crate::{Json, Upload};

/// A file for a part of a multipart body: its name, its content type and what is in it.
///
/// ```
/// use specwright::File;
///
/// let picture = File::new("a.png", vec![0x89, b'P', b'N', b'G']).content_type("image/png");
/// let nameless: File = "only text".into();
/// # drop((picture, nameless));
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct File {
    name: Option<String>,
    content_type: Option<String>,
    content: Upload,
}

impl File {
    /// A file of this name, such as `a.png`; no path.
    pub fn new(name: impl Into<String>, content: impl Into<Upload>) -> Self {
        Self {
            name: Some(name.into()),
            content_type: None,
            content: content.into(),
        }
    }

    /// States what is in it. Unless it is stated, it is what the document says, else
    /// `application/octet-stream`.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }
}

/// A file without a name goes by that of its part.
impl<T: Into<Upload>> From<T> for File {
    fn from(content: T) -> Self {
        Self {
            name: None,
            content_type: None,
            content: content.into(),
        }
    }
}

/// One file, several, or none.
pub trait Files {
    /// The files.
    fn files(&self) -> &[File];
}

impl Files for File {
    fn files(&self) -> &[File] {
        std::slice::from_ref(self)
    }
}

impl Files for Vec<File> {
    fn files(&self) -> &[File] {
        self
    }
}

impl<F: Files> Files for Option<F> {
    fn files(&self) -> &[File] {
        self.as_ref().map_or(&[], Files::files)
    }
}

/// One part.
#[derive(Debug)]
pub(super) struct Part {
    name: String,
    file_name: Option<String>,
    content_type: String,
    content: Upload,
}

impl Part {
    pub(super) fn file(name: &str, content_type: &str, file: &File) -> Self {
        const ANY: &str = "application/octet-stream";
        let documented = (!content_type.is_empty()).then_some(content_type);
        let content_type = file.content_type.as_deref().or(documented).unwrap_or(ANY);
        Self {
            name: name.to_owned(),
            file_name: Some(file.name.clone().unwrap_or_else(|| name.to_owned())),
            content_type: content_type.to_owned(),
            content: file.content.clone(),
        }
    }

    pub(super) fn field(name: &str, file: &File) -> Self {
        match file.name {
            Some(_) => Self::file(name, "", file),
            None => Self {
                name: name.to_owned(),
                file_name: None,
                content_type: file.content_type.clone().unwrap_or_default(),
                content: file.content.clone(),
            },
        }
    }

    /// The lines before the content.
    fn head(&self) -> Result<String, String> {
        let mut head = format!(
            "Content-Disposition: form-data; name=\"{}\"",
            quoted(&self.name)
        );
        if let Some(file_name) = &self.file_name {
            head += &format!("; filename=\"{}\"", quoted(file_name));
        }
        if !self.content_type.is_empty() {
            if HeaderValue::from_str(&self.content_type).is_err() {
                return Err(format!(
                    "the content type of part `{}` cannot be sent",
                    self.name
                ));
            }
            head += &format!("\r\nContent-Type: {}", self.content_type);
        }
        Ok(head + "\r\n\r\n")
    }
}

/// Adds the parts of a value.
pub(super) fn push(parts: &mut Vec<Part>, name: &str, content_type: &str, value: Json) {
    if let Json::Array(values) = value {
        for value in values {
            push_one(parts, name, content_type, &value);
        }
    } else {
        push_one(parts, name, content_type, &value);
    }
}

fn push_one(parts: &mut Vec<Part>, name: &str, content_type: &str, value: &Json) {
    let (usual, text) = match value {
        Json::Null => return,
        Json::String(text) => ("", text.clone()),
        Json::Bool(_) | Json::Number(_) => ("", crate::to_string(value)),
        Json::Array(_) | Json::Object(_) => ("application/json", crate::to_string(value)),
    };
    let content_type = if content_type.is_empty() {
        usual
    } else {
        content_type
    };
    parts.push(Part {
        name: name.to_owned(),
        file_name: None,
        content_type: content_type.to_owned(),
        content: Upload::from(text),
    });
}

/// The parts as one body.
pub(super) fn joined(boundary: &str, parts: Vec<Part>) -> Result<Upload, String> {
    let mut pieces = Vec::with_capacity(2 * parts.len() + 1);
    let mut between = String::new();
    for part in parts {
        between += &format!("--{boundary}\r\n{}", part.head()?);
        pieces.push(Upload::from(std::mem::replace(
            &mut between,
            "\r\n".to_owned(),
        )));
        pieces.push(part.content);
    }
    pieces.push(Upload::from(format!("{between}--{boundary}--\r\n")));
    Ok(Upload::chain(pieces))
}

/// What would end the name is written as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

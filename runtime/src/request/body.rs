//! The body of a request.

use std::collections::BTreeMap;

use http::header::{CONTENT_TYPE, HeaderValue};

use super::RequestWriter;
use super::form::{self, FormField};
use super::multipart::{self, File, Files, Part};
use crate::{Json, Upload, Value, json};

/// What a debug print calls a body.
const BODY: &str = "body";

impl RequestWriter<'_> {
    /// A JSON body, without the fields that are read-only.
    pub fn json(&mut self, body: &dyn Value) {
        self.json_as("application/json", body);
    }

    /// A JSON body of another media type, such as `application/merge-patch+json`.
    pub fn json_as(&mut self, media_type: &'static str, body: &dyn Value) {
        if self.show(BODY, body) {
            return;
        }
        if let Some(text) = json::present_in_request(body) {
            self.set_body(media_type, Upload::from(text));
        }
    }

    /// A body of form fields, without those that are read-only: lists repeat their name, objects put
    /// the names of their members in brackets, unless `fields` says otherwise.
    pub fn form(&mut self, fields: &'static [FormField], body: &dyn Value) {
        if self.show(BODY, body) {
            return;
        }
        let Some(text) = json::present_in_request(body) else {
            return;
        };
        let encoded = self.parsed(&text);
        match encoded.and_then(|json| form::encoded(&json, fields)) {
            Some(fields) => {
                self.set_body("application/x-www-form-urlencoded", Upload::from(fields));
            }
            None => self
                .problems
                .push("the body has no fields to send as a form".to_owned()),
        }
    }

    /// A body of text, or of bytes at once or as a stream.
    pub fn upload<T: Clone + Into<Upload>>(&mut self, media_type: &'static str, body: Option<&T>) {
        if self.hide(BODY, || body.is_some()) {
            return;
        }
        if let Some(body) = body {
            self.set_body(media_type, body.clone().into());
        }
    }

    /// A body of JSON values, one on each line.
    pub fn lines(&mut self, media_type: &'static str, body: &dyn Value) {
        if self.show(BODY, body) {
            return;
        }
        if let Some(Json::Array(values)) = self.json_of(body) {
            let lines = values.iter().map(|value| crate::to_string(value) + "\n");
            self.set_body(media_type, Upload::from(lines.collect::<String>()));
        }
    }

    /// A part of a multipart body: text as it is, objects as JSON, of a list each item in a part of
    /// its own. An empty `content_type` is the usual one.
    pub fn part(&mut self, name: &'static str, content_type: &'static str, value: &dyn Value) {
        if self.show(name, value) {
            return;
        }
        if let Some(json) = self.json_of(value) {
            multipart::push(&mut self.parts, name, content_type, json);
        }
    }

    /// A part of a multipart body that is a file, or several files. An empty `content_type` leaves
    /// it to the file.
    pub fn file(&mut self, name: &'static str, content_type: &'static str, files: &impl Files) {
        let files = files.files();
        if self.hide(name, || !files.is_empty()) {
            return;
        }
        for file in files {
            self.parts.push(Part::file(name, content_type, file));
        }
    }

    /// The parts of a multipart body whose names the document does not know. What has no file name
    /// is a plain field.
    pub fn parts(&mut self, parts: Option<&BTreeMap<String, File>>) {
        if self.hide(BODY, || parts.is_some()) {
            return;
        }
        let parts = parts.into_iter().flatten();
        self.parts
            .extend(parts.map(|(name, file)| Part::field(name, file)));
    }

    /// Makes the body of the parts, if there are any.
    pub(super) fn join_parts(&mut self) {
        if self.parts.is_empty() {
            return;
        }
        let boundary = crate::call::unique();
        match multipart::joined(&boundary, std::mem::take(&mut self.parts)) {
            Ok(body) => {
                self.body = Some(body);
                let media_type = format!("multipart/form-data; boundary={boundary}");
                self.set_content_type(&media_type);
            }
            Err(problem) => self.problems.push(problem),
        }
    }

    fn set_body(&mut self, media_type: &str, body: Upload) {
        self.body = Some(body);
        self.set_content_type(media_type);
    }

    fn set_content_type(&mut self, media_type: &str) {
        match HeaderValue::from_str(media_type) {
            Ok(value) => drop(self.headers.insert(CONTENT_TYPE, value)),
            Err(_) => self
                .problems
                .push(format!("`{}` is no media type", media_type.escape_debug())),
        }
    }

    /// The value as a tree; `None` for one that is absent or null.
    fn json_of(&mut self, value: &dyn Value) -> Option<Json> {
        let text = json::present_in_request(value)?;
        self.parsed(&text)
    }

    fn parsed(&mut self, text: &str) -> Option<Json> {
        match crate::from_slice::<Json>(text.as_bytes()) {
            Ok(Json::Null) => None,
            Ok(json) => Some(json),
            Err(error) => {
                self.problems
                    .push(format!("the body cannot be written: {error}"));
                None
            }
        }
    }
}

//! The mapping of a discriminator, whose values refer without `$ref`.

use serde_json::{Map, Value, json};

use super::Bundle;
use crate::pointer::Pointer;
use crate::read::files;
use crate::read::grammar::SCHEMA;

impl Bundle<'_> {
    /// The values of a discriminator may name files and, in a file, schemas of that file.
    pub(super) fn mapping(&mut self, schema: &mut Map<String, Value>, file: &str) {
        let mapping = schema
            .get_mut("discriminator")
            .and_then(|found| found.get_mut("mapping"));
        let Some(Value::Object(mapping)) = mapping else {
            return;
        };
        for text in mapping.values_mut() {
            let Some(name) = text.as_str().map(str::to_owned) else {
                continue;
            };
            let is_local = file == self.source.path && !name.contains(['/', '.']);
            if is_local || name.starts_with('#') && file == self.source.path {
                continue;
            }
            let by_name = Pointer::root()
                .join("components")
                .join("schemas")
                .join(&name);
            let target = match self.part(file, &by_name) {
                Some(_) => Ok((file.to_owned(), by_name)),
                None => files::target(self.source, file, &name),
            };
            let Ok((file, pointer)) = target else {
                continue;
            };
            if self.part(&file, &pointer).is_some() {
                let component = self.component(&file, &pointer, &SCHEMA, &Pointer::root());
                *text = component.map_or(json!(name), Value::String);
            }
        }
    }
}

//! What a change of a document changes in the crate: what a reviewer will see.

use specwright_codegen::{GeneratedFile, Source, generate};

use crate::workspace;

fn files(sources: &[Source]) -> Vec<GeneratedFile> {
    let generated = generate(sources);
    generated
        .unwrap_or_else(|found| panic!("{}", found.render(sources, false)))
        .files
}

/// The paths of the files that differ, with the lines that were added to each.
fn added(before: &[GeneratedFile], after: &[GeneratedFile]) -> Vec<(String, Vec<String>)> {
    let mut changed = Vec::new();
    for file in after {
        let old = before.iter().find(|old| old.path == file.path);
        let old = old.map_or("", |old| &old.text);
        if old != file.text {
            let lines = file.text.lines().filter(|line| !old.contains(*line));
            changed.push((file.path.clone(), lines.map(str::to_owned).collect()));
        }
    }
    changed
}

#[test]
fn an_optional_parameter_changes_two_files_and_one_line_of_the_surface() {
    let before = workspace().sources().expect("the documents");
    let mut after = before.clone();
    let document = after
        .iter_mut()
        .find(|source| source.api == "m3ter")
        .expect("m3ter");
    let place = "operationId: ListEvents\n";
    let at = document.text.find(place).expect("the operation") + place.len();
    let parameters = "      parameters:\n";
    let at = at
        + document.text[at..]
            .find(parameters)
            .expect("its parameters")
        + parameters.len();
    let added_parameter = "        - name: severity\n          in: query\n          \
                           description: Only events of this severity.\n          \
                           schema: {type: string}\n";
    document.text.insert_str(at, added_parameter);
    let changed = added(&files(&before), &files(&after));
    let paths: Vec<&str> = changed.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        ["src/m3ter/operations/list_events.rs", "SURFACE/m3ter.txt"]
    );
    let line = "operation list_events.severity: Option<String> (query severity)";
    assert_eq!(changed[1].1, [line]);
}

#[test]
fn one_line_of_the_document_makes_a_list_travel_with_commas() {
    let before = workspace().sources().expect("the documents");
    let mut after = before.clone();
    for source in &mut after {
        source.text = source.text.replace("explode: true", "explode: false");
    }
    let changed = added(&files(&before), &files(&after));
    for (path, lines) in &changed {
        let expected = ["        request.query(\"ids\", Style::Form, &self.ids);"];
        assert_eq!(lines, &expected, "{path}");
    }
    assert_eq!(changed.len(), 3, "the three lists that take ids");
}

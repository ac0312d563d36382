//! The same bytes on every machine, whatever number of threads it has.

use rayon::ThreadPoolBuilder;

use super::{generated, source};

/// Many files, names that collide, and inline types that are folded.
fn document() -> String {
    let mut text = "openapi: 3.0.3\ninfo: {title: Many, version: '1'}\nservers: [{url: https://many.example}]\npaths:\n".to_owned();
    for number in 0..60 {
        text += &format!(
            "  /a{number}/{{id}}:\n    get:\n      operationId: {}\n      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}, {{name: state, in: query, schema: {{type: string, enum: [open, state{}]}}}}]\n      responses: {{'200': {{description: One., content: {{application/json: {{schema: {{type: object, properties: {{kind: {{type: string, enum: [a, b, c{}]}}, Kind: {{type: integer}}}}}}}}}}}}}}\n",
            ["get_thing", "getThing", "get thing"][number % 3],
            number % 7,
            number % 5,
        );
    }
    text
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let document = document();
    let with = |threads| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(|| generated(source(&document)).files)
    };
    let one = with(1);
    assert!(one.len() > 60, "{} files", one.len());
    for threads in [2, 3, 8] {
        for (file, again) in one.iter().zip(with(threads)) {
            assert_eq!((&file.path, &file.text), (&again.path, &again.text));
        }
        assert_eq!(one.len(), with(threads).len());
    }
}

//! A caller of a generated crate that names everything in it, written from its surface.

use std::fmt::Write as _;

/// The caller of what a surface lists, against the crate in the module of a number.
pub fn text(surface: &str, module: usize) -> String {
    let mut text = format!(
        "use crate::m{module} as api;\nuse api::types::*;\nuse specwright::{{Base64, ByteStream, Bytes, Date, Decimal, Events, Json, Lines, Nullable, Timestamp}};\nuse std::collections::BTreeMap;\n"
    );
    let mut used = 0;
    for line in surface.lines() {
        used += 1;
        let code = line
            .split_once(' ')
            .and_then(|(word, rest)| item(word, rest, surface));
        if let Some(code) = code {
            _ = writeln!(text, "fn caller_{used}{code}");
        }
    }
    text
}

fn item(word: &str, rest: &str, surface: &str) -> Option<String> {
    let line = rest.rsplit_once(" (").map_or(rest, |(line, _)| line);
    match word {
        "server" => {
            let name = rest.split(' ').next()?;
            Some(format!("() -> &'static str {{ api::servers::{name} }}"))
        }
        "client" => client(line),
        "operation" => operation(line, surface),
        "struct" => structure(line),
        "enum" => variant(rest),
        "union" => union(rest),
        _ => None,
    }
}

fn client(line: &str) -> Option<String> {
    let name = line.split([':', ' ']).next()?;
    let arguments = match name {
        // What is told at run time, and what the client knows by itself.
        "base_url" | "idempotency" => return None,
        "client_credentials" | "basic_auth" | "basic" => "\"a\", \"b\"",
        _ => "\"a\"",
    };
    Some(format!(
        "(builder: api::ClientBuilder) -> api::ClientBuilder {{ builder.{name}({arguments}) }}"
    ))
}

fn structure(line: &str) -> Option<String> {
    if let Some((owner, list)) = line.split_once("::new(") {
        return constructor(owner, list.strip_suffix(')')?);
    }
    if let Some((owner, list)) = line.split_once('(') {
        return positions(owner, list.strip_suffix(')')?);
    }
    let Some((name, ty)) = line.split_once(": ") else {
        return Some(format!("() -> {line} {{ {line}::default() }}"));
    };
    let (owner, field) = name.split_once('.')?;
    Some(format!(
        "(value: &mut {owner}, new: {ty}) {{ let _: &{ty} = &value.{field}; value.{field} = new; }}"
    ))
}

/// Takes a tuple apart and makes it.
fn positions(owner: &str, list: &str) -> Option<String> {
    let (names, types): (Vec<String>, Vec<String>) = list
        .split(", ")
        .enumerate()
        .map(|(index, ty)| {
            (
                format!("a{index}"),
                format!("let a{index}: {ty} = a{index};"),
            )
        })
        .unzip();
    let (names, types) = (names.join(", "), types.concat());
    Some(format!(
        "(value: {owner}) -> {owner} {{ let {owner}({names}) = value; {types} {owner}({names}) }}"
    ))
}

/// The arguments of a constructor have no generic types with a comma in these documents.
fn constructor(owner: &str, list: &str) -> Option<String> {
    let mut parameters = String::new();
    let mut values = Vec::new();
    for argument in list.split(", ") {
        let (name, ty) = argument.split_once(": ")?;
        values.push(value(ty, name, &mut parameters));
    }
    let (parameters, values) = (parameters.trim_start_matches(", "), values.join(", "));
    Some(format!(
        "({parameters}) -> {owner} {{ {owner}::new({values}) }}"
    ))
}

fn variant(line: &str) -> Option<String> {
    let name = line.split(" (").next()?;
    let Some((owner, _)) = name.split_once("::") else {
        return Some(format!("(value: {name}) -> {name} {{ value }}"));
    };
    Some(format!(
        "(value: &{owner}) -> bool {{ matches!(value, {name}) }}"
    ))
}

fn union(line: &str) -> Option<String> {
    let Some((name, ty)) = line.split_once('(') else {
        return Some(format!("(value: {line}) -> {line} {{ value }}"));
    };
    let (owner, ty) = (name.split_once("::")?.0, ty.strip_suffix(')')?);
    Some(format!(
        "(value: &{owner}) {{ if let {name}(inner) = value {{ let _: &{ty} = inner; }} }}"
    ))
}

fn operation(line: &str, surface: &str) -> Option<String> {
    let (method, rest) = line.split_once(" -> ")?;
    let (output, failure) = rest.split_once(" ! ")?;
    let (failure, item) = match failure.split_once(", pages of ") {
        Some((failure, item)) => {
            let (item, _way) = item.split_once(" by ")?;
            (failure, Some(item))
        }
        None => (failure, None),
    };
    let (mut parameters, mut required, mut optional) = (String::new(), Vec::new(), String::new());
    let below = format!("operation {method}.");
    for line in surface.lines().filter_map(|line| line.strip_prefix(&below)) {
        let line = line.rsplit_once(" (").map_or(line, |(line, _)| line);
        let (name, ty) = line.split_once(": ")?;
        let name = name.trim_start_matches("r#");
        let inner = ty
            .strip_prefix("Option<")
            .and_then(|ty| ty.strip_suffix('>'));
        let value = value(inner.unwrap_or(ty), name, &mut parameters);
        match inner {
            Some(_) => _ = write!(optional, ".{name}({value})"),
            None => required.push(value),
        }
    }
    let required = required.join(", ");
    let pages = item.map_or(String::new(), |item| {
        format!(
            "fn pages<I, O: specwright::Paginated<Item = I>>(_: &O) {{}} pages::<{item}, _>(&request);"
        )
    });
    Some(format!(
        "(client: &api::Client{parameters}) {{ \
         fn is<T, F, O: specwright::Operation<Output = T, Failure = F>>(_: &O) {{}} \
         let request = client.{method}({required}){optional}; \
         is::<{output}, {failure}, _>(&request); {pages} \
         let _ = async move {{ let _: Result<{output}, specwright::Error> = request.send().await; }}; }}"
    ))
}

/// What a caller writes for an argument: a literal of a plain type, else something that it has.
fn value(ty: &str, name: &str, parameters: &mut String) -> String {
    match ty {
        "String" => "\"text\"".to_owned(),
        "i32" => "1_i32".to_owned(),
        "i64" => "1_i64".to_owned(),
        "f64" => "1.0_f64".to_owned(),
        "bool" => "true".to_owned(),
        "Vec<String>" => "[\"text\"]".to_owned(),
        ty => {
            _ = write!(parameters, ", a_{name}: {ty}");
            format!("a_{name}")
        }
    }
}

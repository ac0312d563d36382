//! Pagination that a document does not declare but plainly has.
//!
//! A rule holds only where a parameter and a field of the reply mean the same beyond doubt: to take
//! something for pages that is none would lose records or ask for them twice without a word. What
//! the rules are is told in `spec/README.md`.

use openapiv3::{Operation as Described, StatusCode};

use crate::ir::{Advance, End, Location, Output, Parameter, Type};
use crate::lower::context::Lowering;
use crate::lower::pagination::facts::{Field, fields, is_count, only, parameter, plain, takes};
use crate::lower::pagination::items::{Items, list};

/// Parameters that number pages.
const PAGES: [&str; 6] = [
    "page",
    "pageindex",
    "pageno",
    "pagenum",
    "pagenumber",
    "pagenr",
];

/// Parameters that skip items. `start` is none of them: it is a time as often.
const OFFSETS: [&str; 3] = ["offset", "skip", "startat"];

/// Parameters that take a position.
const CURSORS: [&str; 13] = [
    "after",
    "continuation",
    "continuationtoken",
    "continue",
    "cursor",
    "marker",
    "nexttoken",
    "nextcursor",
    "nextpagetoken",
    "offset",
    "pagetoken",
    "paginationtoken",
    "startcursor",
];

/// Parameters that say how much a page holds.
const SIZES: [&str; 8] = [
    "count",
    "limit",
    "maxresults",
    "pagelimit",
    "pagesize",
    "perpage",
    "size",
    "take",
];

/// How the pages follow each other, by the first convention that the operation plainly keeps to.
pub(super) fn found(
    lowering: &Lowering<'_>,
    described: &Described,
    parameters: &[Parameter],
    output: &Output,
) -> Option<(Advance, Items)> {
    let Output::Json(ty) = output else {
        return None;
    };
    let items = list(lowering, ty)?;
    let fields = fields(lowering, ty);
    let advance = link_header(lowering, described, parameters)
        .or_else(|| cursor(parameters, &fields))
        .or_else(|| page(parameters, &fields))
        .or_else(|| offset(parameters, &fields))
        .or_else(|| link(parameters, &fields))?;
    Some((advance, items))
}

/// The document says that a reply has a header `Link`, and the operation takes a page, a position or
/// a size.
fn link_header(
    lowering: &Lowering<'_>,
    described: &Described,
    parameters: &[Parameter],
) -> Option<Advance> {
    let is_paged = |parameter: &Parameter| {
        let name = plain(&parameter.name);
        let known = [&PAGES[..], &SIZES[..], &CURSORS[..]].concat();
        parameter.location == Location::Query && known.contains(&name.as_str())
    };
    let document = lowering.document;
    let replies = described.responses.responses.iter();
    let mut replies = replies.filter(|(code, _)| matches!(code, StatusCode::Code(200)));
    let linked = replies.any(|(_, found)| {
        // Only the head of the reply is looked at, so where it stands does not matter.
        let response = document.response(found, &crate::Pointer::root());
        response.is_some_and(|(_, response)| {
            response
                .headers
                .keys()
                .any(|name| name.eq_ignore_ascii_case("link"))
        })
    });
    (linked && parameters.iter().any(is_paged)).then_some(Advance::LinkHeader)
}

/// A text parameter, and a text field that is named like it and speaks of what comes next.
fn cursor(parameters: &[Parameter], fields: &[Field]) -> Option<Advance> {
    let index = parameter(parameters, &CURSORS, |ty| *ty == Type::String)?;
    // Where both can be asked for, the reply may hold a position only if it was asked for by one.
    if takes(parameters, &[&PAGES[..], &OFFSETS[..]].concat(), is_count) {
        return None;
    }
    let name = plain(&parameters[index].name);
    let named = name.strip_prefix("next").unwrap_or(&name);
    let next = format!("next{named}");
    let means_the_same = |field: &Field| {
        let end = named == "after" && field.name() == "endcursor";
        let same = field.name() == named || field.name() == name;
        let speaks = || field.speaks_of(&["next", "subsequent"]);
        field.ty == Type::String && (field.name() == next || ((same || end) && speaks()))
    };
    let field = only(fields, means_the_same)?;
    let more = match end(fields) {
        Some(End::More(more)) => Some(more),
        _ => None,
    };
    // A position that is there on the last page, too, needs a word of when to stop.
    if field.name() == "endcursor" && more.is_none() {
        return None;
    }
    Some(Advance::Cursor {
        parameter: index,
        next: field.steps.clone(),
        more,
    })
}

/// A number of the page of which the first is known, and a field that tells the last page.
fn page(parameters: &[Parameter], fields: &[Field]) -> Option<Advance> {
    const COUNTS: [&str; 7] = [
        "lastpage",
        "numberofpages",
        "numpages",
        "pagecount",
        "pagestotal",
        "totalnumberofpages",
        "totalpages",
    ];
    let index = parameter(parameters, &PAGES, is_count)?;
    // A number beside a position may be there for show.
    if takes(parameters, &CURSORS, |ty| *ty == Type::String) {
        return None;
    }
    let limits = &parameters[index].limits;
    let first = limits
        .default
        .as_deref()
        .or_else(|| limits.minimum.as_deref()?.strip_prefix(">= "));
    let first: i64 = first?
        .trim()
        .parse()
        .ok()
        .filter(|first| (0..=1).contains(first))?;
    let counted = || {
        let field = only(fields, |field| {
            field.is_integer() && COUNTS.contains(&field.name())
        })?;
        // The number of the last page, where pages are counted from 0, is not how many there are.
        (first == 1 || field.name() != "lastpage").then(|| End::Count(field.steps.clone()))
    };
    let numbered = || {
        let is_next = |field: &Field| ["nextpage", "nextpagenumber"].contains(&field.name());
        only(fields, is_next).map(|field| End::Next(field.steps.clone()))
    };
    let end = end(fields)
        .or_else(numbered)
        .or_else(|| next_link(fields))
        .or_else(counted)?;
    Some(Advance::Page {
        parameter: index,
        first,
        end,
    })
}

/// A number of items to skip, and a field that tells whether there are more.
fn offset(parameters: &[Parameter], fields: &[Field]) -> Option<Advance> {
    const TOTALS: [&str; 6] = [
        "total",
        "totalcount",
        "totalelements",
        "totalitems",
        "totalresults",
        "totalsize",
    ];
    let index = parameter(parameters, &OFFSETS, is_count)?;
    if takes(parameters, &CURSORS, |ty| *ty == Type::String) {
        return None;
    }
    let default = parameters[index].limits.default.as_deref();
    if default.is_some_and(|default| default != "0") {
        return None;
    }
    // An offset without a size may be of something else.
    parameter(parameters, &SIZES, is_count)?;
    let counted = || {
        let field = only(fields, |field| {
            field.is_integer() && TOTALS.contains(&field.name())
        })?;
        Some(End::Count(field.steps.clone()))
    };
    let end = end(fields).or_else(|| next_link(fields)).or_else(counted)?;
    Some(Advance::Offset {
        parameter: index,
        end,
    })
}

/// A field that holds a link to the next page, where the operation takes a page or a size.
fn link(parameters: &[Parameter], fields: &[Field]) -> Option<Advance> {
    let known = [&PAGES[..], &SIZES[..], &CURSORS[..], &OFFSETS[..]].concat();
    let mut names = parameters.iter().map(|parameter| plain(&parameter.name));
    if !names.any(|name| known.contains(&name.as_str())) {
        return None;
    }
    let Some(End::Next(steps)) = next_link(fields) else {
        return None;
    };
    Some(Advance::Link(steps))
}

/// A field that says outright whether there are more pages.
fn end(fields: &[Field]) -> Option<End> {
    const MORE: [&str; 6] = [
        "hasmore",
        "hasmorepages",
        "hasnext",
        "hasnextpage",
        "more",
        "moreresults",
    ];
    const LAST: [&str; 2] = ["islast", "islastpage"];
    let of = |names: &[&str]| {
        only(fields, |field| {
            field.ty == Type::Boolean && names.contains(&field.name())
        })
    };
    if let Some(field) = of(&MORE) {
        return Some(End::More(field.steps.clone()));
    }
    of(&LAST).map(|field| End::Last(field.steps.clone()))
}

/// A text that is a link to the next page by its name, or by its name and what is said of it.
fn next_link(fields: &[Field]) -> Option<End> {
    const LINKS: [&str; 8] = [
        "nextlink",
        "nexthref",
        "nextpagelink",
        "nextpageuri",
        "nextpageurl",
        "nexturi",
        "nexturl",
        "odatanextlink",
    ];
    let is_link = |field: &Field| {
        let below = field.path.len() > 1 && field.path[field.path.len() - 2] == "links";
        let href = field.name() == "href"
            && field
                .path
                .iter()
                .rev()
                .nth(1)
                .is_some_and(|name| name == "next");
        let told = below || field.speaks_of(&["url", "uri", "link", "href"]);
        field.ty == Type::String
            && (LINKS.contains(&field.name()) || href || (field.name() == "next" && told))
    };
    only(fields, is_link).map(|field| End::Next(field.steps.clone()))
}

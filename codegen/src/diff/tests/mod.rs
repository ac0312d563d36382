//! What holds for every document: each keyword of OpenAPI that means something is compared, and
//! comparisons obey the laws of differences.

mod edits;
mod keywords;
mod laws;

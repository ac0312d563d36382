//! The place that a client calls: checked once, so that every request can be built from it without
//! a doubt.

use http::uri::{Authority, Scheme, Uri};

/// Scheme, host and path that every request's URL begins with. It never ends in a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    text: String,
}

impl BaseUrl {
    /// Reads a base URL. The error says what is wrong with it, without its text: that may hold a
    /// password.
    pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Self, String> {
        let uri: Uri = text
            .trim()
            .parse()
            .map_err(|error| format!("is not a URL: {error}"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err("is not an absolute URL such as https://api.example.com".to_owned());
        };
        if authority.as_str().contains('@') {
            return Err("holds a user name: give credentials to the client instead".to_owned());
        }
        if uri.query().is_some() || text.contains('#') {
            return Err("has a query or a fragment".to_owned());
        }
        check_scheme(scheme, authority, allow_http)?;
        let path = uri.path().trim_end_matches('/');
        if path
            .split('/')
            .any(|segment| segment == "." || segment == "..")
        {
            return Err("has a path with dot segments".to_owned());
        }
        Ok(Self {
            text: format!("{scheme}://{authority}{path}"),
        })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The URL of a link that a reply gave, and whether it leads to another origin, where no
    /// credential may go.
    pub(crate) fn follow(&self, link: &str, allow_http: bool) -> Result<(String, bool), String> {
        let base: Uri = self.text.parse().map_err(|_| "the base is not a URL")?;
        let origin = |uri: &Uri| {
            let default = if uri.scheme() == Some(&Scheme::HTTP) {
                80
            } else {
                443
            };
            let host = uri.host().unwrap_or_default().to_ascii_lowercase();
            (
                uri.scheme_str().map(str::to_owned),
                host,
                uri.port_u16().unwrap_or(default),
            )
        };
        if link.starts_with('/') && !link.starts_with("//") {
            let authority = base.authority().map_or("", Authority::as_str);
            let scheme = base.scheme_str().unwrap_or("https");
            return Ok((format!("{scheme}://{authority}{link}"), false));
        }
        let uri: Uri = link
            .parse()
            .map_err(|_| "a link of the server is not a URL")?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err("a link of the server is neither a URL nor a path".to_owned());
        };
        if authority.as_str().contains('@') {
            return Err("a link of the server holds a user name".to_owned());
        }
        check_scheme(scheme, authority, allow_http)
            .map_err(|problem| format!("a link of the server {problem}"))?;
        Ok((link.to_owned(), origin(&uri) != origin(&base)))
    }

    /// The URL below this one for a path, or the URL itself if it is absolute (a token URL may be).
    pub(crate) fn join(&self, url: &str, allow_http: bool) -> Result<String, String> {
        if url.starts_with('/') {
            return Ok(format!("{}{url}", self.text));
        }
        // The check is that of a base URL: https, no user name, no fragment.
        Self::parse(url, allow_http)?;
        Ok(url.to_owned())
    }
}

fn check_scheme(scheme: &Scheme, authority: &Authority, allow_http: bool) -> Result<(), String> {
    if *scheme == Scheme::HTTPS
        || (*scheme == Scheme::HTTP && (allow_http || is_loopback(authority.host())))
    {
        return Ok(());
    }
    if *scheme == Scheme::HTTP {
        return Err(
            "is not https, so that anybody on the way could read the credentials \
             (ClientOptions::allow_http allows it)"
                .to_owned(),
        );
    }
    Err(format!("has the scheme {scheme}, not https"))
}

/// Only literal addresses and `localhost`: another name could resolve to anywhere.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

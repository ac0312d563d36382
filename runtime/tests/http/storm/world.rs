//! What the server of one schedule knows, and what it saw.

use std::collections::HashMap;

use specwright::testing::{Received, Reply};

use super::fault;

/// One schedule's server.
pub(crate) struct World {
    random: fastrand::Rng,
    /// Of a hundred requests, so many meet a fault.
    faults: u8,
    /// Which token counts at present.
    token: u32,
    pub(crate) pages: usize,
    /// Whether every page that has items begins with one that is none.
    pub(crate) bad_records: bool,
    writes: HashMap<String, Write>,
    pub(crate) violations: Vec<String>,
    pub(crate) faults_met: u64,
}

/// What became of the requests of one write.
#[derive(Default)]
struct Write {
    effects: u32,
    /// The key that it came under first.
    key: Option<String>,
    /// Why the request must not come again.
    closed: Option<String>,
}

/// The id of an item. Pages hold none, some or many.
pub(crate) fn ids(page: usize) -> Vec<String> {
    let size = [3, 0, 1, 7, 0][page % 5];
    (0..size).map(|item| format!("{page}-{item}")).collect()
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        Self {
            faults: [5, 20, 40, 70][random.usize(..4)],
            pages: random.usize(1..8),
            bad_records: random.u8(..4) == 0,
            token: 1,
            writes: HashMap::new(),
            violations: Vec::new(),
            faults_met: 0,
            random,
        }
    }

    pub(crate) fn effects(&self, id: &str) -> u32 {
        self.writes.get(id).map_or(0, |write| write.effects)
    }

    pub(crate) fn answer(&mut self, path: &str, request: &Received, elsewhere: &str) -> Reply {
        if path == "/oauth/token" {
            return self.give_token(elsewhere);
        }
        let write = (request.method == "POST").then(|| request.text());
        if let Some(id) = &write {
            self.check_write(id, request.header("x-once"));
        }
        // Tokens expire when it suits nobody: between two pages, within a call.
        if self.random.u8(..100) < 4 {
            self.token += 1;
        }
        if request.header("authorization") != Some(&format!("Bearer token-{}", self.token)) {
            return Reply::status(401).text("the token has expired");
        }
        let body = self.body(path, request);
        if self.random.u8(..100) >= self.faults {
            self.note(write, true, false, "it was answered");
            return Reply::json(body);
        }
        self.faults_met += 1;
        let fault = fault::draw(&mut self.random, &body, elsewhere);
        let what = format!("it met {:?}", fault.reply);
        self.note(write, fault.effect, fault.harmless, &what);
        fault.reply
    }

    fn give_token(&mut self, elsewhere: &str) -> Reply {
        let life = [0, 1, 30, 18_000][self.random.usize(..4)];
        let body = format!(
            r#"{{"access_token":"token-{}","expires_in":{life}}}"#,
            self.token
        );
        if self.random.u8(..100) < self.faults / 3 {
            return fault::draw(&mut self.random, &body, elsewhere).reply;
        }
        Reply::json(body)
    }

    fn body(&self, path: &str, request: &Received) -> String {
        if !path.starts_with("/organizations/") {
            let id = path.split('/').nth(3).unwrap_or("written");
            return format!(r#"{{"id":"{id}"}}"#);
        }
        let page = request.query_value("nextToken");
        let page: usize = page.map_or(0, |page| page.parse().unwrap());
        let mut items: Vec<_> = ids(page)
            .iter()
            .map(|id| format!(r#"{{"id":"{id}"}}"#))
            .collect();
        if self.bad_records && !items.is_empty() {
            items.insert(0, r#"{"id":0}"#.to_owned());
        }
        let next = match page + 1 < self.pages {
            true => format!("\"{}\"", page + 1),
            false => "null".to_owned(),
        };
        format!(r#"{{"data":[{}],"nextToken":{next}}}"#, items.join(","))
    }

    /// The model: what must not be sent again is not.
    fn check_write(&mut self, id: &str, key: Option<&str>) {
        let write = self.writes.entry(id.to_owned()).or_default();
        if let Some(key) = key {
            // Under the same key it may come as often as it likes.
            let first = write.key.get_or_insert_with(|| key.to_owned());
            if first != key {
                self.violations.push(format!("{id} came under two keys"));
            }
            return;
        }
        if let Some(why) = &write.closed {
            self.violations
                .push(format!("{id} was sent again after {why}"));
        }
    }

    fn note(&mut self, write: Option<String>, effect: bool, harmless: bool, what: &str) {
        let Some(id) = write else { return };
        let write = self.writes.entry(id).or_default();
        // The server knows the request by its key.
        let known = write.key.is_some() && write.effects > 0;
        write.effects += u32::from(effect && !known);
        if !harmless {
            write.closed = Some(what.to_owned());
        }
    }
}

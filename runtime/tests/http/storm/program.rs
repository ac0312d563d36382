//! What the client does in one schedule, and what must be true of what it gets.

use std::time::Duration;

use futures_util::future::join_all;
use specwright::{Client, ClientOptions, Credential, Error, ErrorKind};

use super::Worlds;
use super::quick::{FACTOR, Quick};
use super::world::{World, ids};
use crate::support::api::{self, Note, PayNote};
use crate::support::{CreateNote, GetNote, ListNotes, RemoveNote};

/// What a run was made of, to see that it was a storm.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) schedules: u64,
    pub(crate) calls: u64,
    pub(crate) failed_calls: u64,
    pub(crate) records: u64,
    pub(crate) whole_lists: u64,
    pub(crate) bad_records: u64,
    pub(crate) faults: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, part: &Self) {
        self.schedules += 1;
        self.calls += part.calls;
        self.failed_calls += part.failed_calls;
        self.records += part.records;
        self.whole_lists += part.whole_lists;
        self.bad_records += part.bad_records;
        self.faults += part.faults;
    }

    fn note<T>(&mut self, result: &Result<T, Error>) -> Result<(), String> {
        self.calls += 1;
        let Err(error) = result else { return Ok(()) };
        self.failed_calls += 1;
        match error.kind() {
            ErrorKind::Argument | ErrorKind::Config | ErrorKind::Pagination => {
                Err(format!("an error that no fault explains: {error}"))
            }
            _ => Ok(()),
        }
    }
}

pub(crate) async fn run(
    seed: u64,
    worlds: Worlds,
    transport: Quick,
    url: String,
) -> Result<Tally, String> {
    worlds.lock().unwrap().insert(seed, World::new(seed));
    let mut random = fastrand::Rng::with_seed(!seed);
    let options = ClientOptions::new()
        .transport(transport.refusing([0, 3, 20][random.usize(..3)]))
        .attempt_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(40))
        .retries(random.u32(..4));
    let builder = api::builder()
        .base_url(format!("{url}/{seed}"))
        .parameter("orgId", "o")
        .credential("OAuth2", Credential::client_credentials("id", "a-secret"));
    let client = builder.options(options).build().unwrap();
    let mut tally = Tally::default();
    for step in 0..random.usize(1..4) {
        match random.u8(..4) {
            0 => list(&client, &worlds, seed, &mut random, &mut tally).await?,
            1 => write(&client, &worlds, seed, step, &mut tally).await?,
            2 => get(&client, step, &mut tally).await?,
            _ => {
                let id = format!("r{step}");
                let removal = RemoveNote {
                    client: client.clone(),
                    id,
                };
                tally.note(&removal.send().await)?;
            }
        }
    }
    let world = worlds.lock().unwrap().remove(&seed).unwrap();
    tally.faults = world.faults_met;
    match world.violations.first() {
        Some(violation) => Err(violation.clone()),
        None => Ok(tally),
    }
}

/// Every record comes once and in order, whatever fails in between and whatever is dropped.
async fn list(
    client: &Client,
    worlds: &Worlds,
    seed: u64,
    random: &mut fastrand::Rng,
    tally: &mut Tally,
) -> Result<(), String> {
    let (pages, bad_records) = {
        let worlds = worlds.lock().unwrap();
        (worlds[&seed].pages, worlds[&seed].bad_records)
    };
    let expected: Vec<String> = (0..pages).flat_map(ids).collect();
    let expected_bad = match bad_records {
        true => (0..pages).filter(|page| !ids(*page).is_empty()).count(),
        false => 0,
    };
    let mut items = ListNotes::new(client).items();
    if bad_records || random.bool() {
        items = items.lenient();
    }
    if random.bool() {
        items = items.prefetch();
    }
    let (mut got, mut bad, mut errors, mut whole) = (Vec::new(), 0, 0, true);
    let impatient = random.bool();
    while errors < 20 {
        let patience = match impatient && random.u8(..4) == 0 {
            true => Duration::from_micros(random.u64(..3000)),
            false => Duration::from_secs(60 * 60) / FACTOR,
        };
        let Ok(next) = tokio::time::timeout(patience, items.next()).await else {
            continue; // dropping the future of `next` must lose nothing
        };
        let Some(next) = next else { break };
        tally.note(&next)?;
        match next {
            Ok(note) => got.push(note.id),
            Err(error) if is_bad_record(&error) => bad += 1,
            Err(error) => {
                errors += 1;
                whole &= error.is_retryable();
            }
        }
    }
    tally.records += got.len() as u64;
    tally.whole_lists += u64::from(got == expected);
    tally.bad_records += bad as u64;
    let is_part = expected.starts_with(&got) && bad <= expected_bad;
    match whole && errors < 20 {
        true if got == expected && bad == expected_bad => Ok(()),
        false if is_part => Ok(()),
        _ => Err(format!(
            "of {expected:?} came {got:?}, and {bad} of {expected_bad} bad ones"
        )),
    }
}

/// Whether it is the record that the server put in front of a page's items.
fn is_bad_record(error: &Error) -> bool {
    let decode = error.decode_error();
    decode.is_some_and(|decode| decode.pointer() == "/data/0/id")
        && error.body().is_some_and(|body| &body[..] == br#"{"id":0}"#)
}

/// A write takes effect once if the client was told so, and never twice.
async fn write(
    client: &Client,
    worlds: &Worlds,
    seed: u64,
    step: usize,
    tally: &mut Tally,
) -> Result<(), String> {
    let create = |index: usize| CreateNote {
        client: client.clone(),
        body: Note {
            id: format!("{step}-{index}"),
            text: None,
        },
    };
    // The last one goes under a key, and may be repeated.
    let pay = PayNote {
        client: client.clone(),
        body: create(2).body,
    };
    let (mut results, paid) = futures_util::future::join(
        join_all((0..2).map(|index| create(index).send())),
        pay.send(),
    )
    .await;
    results.push(paid);
    for (index, result) in results.iter().enumerate() {
        tally.note(result)?;
        let id = specwright::to_string(&create(index).body);
        let effects = worlds.lock().unwrap()[&seed].effects(&id);
        if effects > 1 || (result.is_ok() && effects == 0) {
            return Err(format!("{id} took effect {effects} times: {result:?}"));
        }
    }
    Ok(())
}

/// A reply belongs to its request.
async fn get(client: &Client, step: usize, tally: &mut Tally) -> Result<(), String> {
    let get = |index: usize| GetNote {
        client: client.clone(),
        id: format!("n{step}-{index}"),
    };
    let results = join_all((0..4).map(|index| get(index).send())).await;
    for (index, result) in results.iter().enumerate() {
        tally.note(result)?;
        if result.as_ref().is_ok_and(|note| note.id != get(index).id) {
            return Err(format!(
                "{} is not n{step}-{index}",
                result.as_ref().unwrap().id
            ));
        }
    }
    Ok(())
}

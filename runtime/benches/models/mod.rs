//! The same list twice: in the shape of generated code, and as serde derives it.

use std::collections::BTreeMap;

use serde::Deserialize;
use specwright::{
    Api, Call, Client, ClientBuilder, Credential, Decimal, Field, Items, Method, Object,
    ObjectInfo, Operation, OperationInfo, Paginated, RequestWriter, SecurityScheme, Style,
    Timestamp,
};

pub const API: Api = Api::new("bench").security(&[SecurityScheme::bearer("bearer")]);

macro_rules! model {
    ($name:ident { $($index:literal $key:literal $field:ident: $type:ty = $kind:ident),* $(,)? }) => {
        #[derive(Clone, Default)]
        pub struct $name { $(pub $field: $type),* }
        impl Object for $name {
            const INFO: &'static ObjectInfo =
                &ObjectInfo { name: stringify!($name), fields: &[$(Field::$kind($key)),*] };
        }
        specwright::object!($name: $($field),*);
    };
}

model!(Event {
    0 "id" id: String = required,
    1 "version" version: Option<i64> = optional,
    2 "eventName" event_name: String = required,
    3 "eventTime" event_time: Timestamp = required,
    4 "accountId" account_id: Option<String> = optional,
    5 "amount" amount: Option<Decimal> = optional,
    6 "actioned" actioned: Option<bool> = optional,
    7 "tags" tags: Option<Vec<String>> = optional,
    8 "custom" custom: Option<BTreeMap<String, String>> = optional,
    9 "createdBy" created_by: Option<String> = optional,
});
model!(EventPage {
    0 "data" data: Option<Vec<Event>> = optional,
    1 "nextToken" next_token: Option<String> = optional,
});

/// The same by hand. Its decimals are floats and its times are text, which is less work than ours.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "read, not used")]
pub struct PlainEvent {
    id: String,
    version: Option<i64>,
    event_name: String,
    event_time: String,
    account_id: Option<String>,
    amount: Option<f64>,
    actioned: Option<bool>,
    tags: Option<Vec<String>>,
    custom: Option<BTreeMap<String, String>>,
    created_by: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "read, not used")]
pub struct PlainPage {
    data: Option<Vec<PlainEvent>>,
    next_token: Option<String>,
}

/// A page as a server writes it.
pub fn page(number: usize, size: usize, next: Option<usize>) -> String {
    let event = |index: usize| {
        format!(
            r#"{{"id":"8f0f7a52-{number:04}-{index:04}-a1b2-c3d4e5f60718","version":{index},"eventName":"configuration.commitment.created","eventTime":"2024-05-01T12:00:{:02}.123Z","accountId":"account-{index}","amount":{index}.25,"actioned":true,"tags":["one","two"],"custom":{{"region":"eu","tier":"gold"}},"createdBy":"somebody"}}"#,
            index % 60
        )
    };
    let events: Vec<_> = (0..size).map(event).collect();
    let next = next.map_or("null".to_owned(), |next| format!("\"{next}\""));
    format!(r#"{{"data":[{}],"nextToken":{next}}}"#, events.join(","))
}

#[derive(Clone, Debug)]
pub struct ListEvents {
    client: Client,
    next_token: Option<String>,
}

impl ListEvents {
    pub fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            next_token: None,
        }
    }

    pub async fn send(self) -> Result<EventPage, specwright::Error> {
        Call::new(self).send().await
    }

    pub fn items(self) -> Items<Self> {
        Call::new(self).items()
    }
}

impl Operation for ListEvents {
    type Output = EventPage;
    type Failure = specwright::Json;
    const INFO: &'static OperationInfo =
        &OperationInfo::new("bench", "ListEvents", Method::GET, "/events").security(&[&["bearer"]]);

    fn client(&self) -> &Client {
        &self.client
    }

    fn write(&self, request: &mut RequestWriter<'_>) {
        request.query("nextToken", Style::FormExploded, &self.next_token);
    }
}

impl Paginated for ListEvents {
    type Item = Event;
    const ITEMS: &'static str = "/data";

    fn items(page: EventPage) -> Vec<Event> {
        page.data.unwrap_or_default()
    }

    fn next(&self, page: &EventPage) -> Option<String> {
        page.next_token.clone()
    }

    fn resume(&mut self, position: String) {
        self.next_token = Some(position);
    }
}

pub fn client(url: &str) -> Client {
    let builder = ClientBuilder::new(&API).base_url(url);
    let builder = builder.credential("bearer", Credential::token("token"));
    builder.build().unwrap()
}

pub fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

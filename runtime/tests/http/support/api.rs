//! Operations and models in the shape of generated code.

use std::collections::BTreeMap;

use specwright::{
    Api, Bytes, Call, Client, ClientBuilder, ClientParameter, Field, IdempotencyKey, Items, Json,
    Method, ObjectInfo, Operation, OperationInfo, Pages, Paginated, RequestWriter, SecurityScheme,
    Style,
};

pub(crate) const API: Api = Api::new("notes")
    .server("https://notes.example.com")
    .base_url_variable("NOTES_BASE_URL")
    .parameters(&[
        ClientParameter::required("orgId")
            .setter("org_id")
            .variable("NOTES_ORG_ID"),
        ClientParameter::optional("x-platform-id"),
        ClientParameter::optional("version").default_value("1"),
    ])
    .security(&[
        SecurityScheme::client_credentials("OAuth2", "/oauth/token")
            .variables("NOTES_KEY", "NOTES_SECRET"),
        SecurityScheme::bearer("bearer").variable("NOTES_TOKEN"),
        SecurityScheme::api_key_header("header", "X-API-KEY"),
        SecurityScheme::api_key_query("query", "key"),
        SecurityScheme::api_key_cookie("cookie", "session"),
        SecurityScheme::basic("basic").variables("NOTES_USER", "NOTES_PASSWORD"),
    ]);

pub(crate) fn builder() -> ClientBuilder {
    ClientBuilder::new(&API)
}

macro_rules! object {
    ($name:ident { $($index:literal $key:literal $field:ident: $type:ty = $kind:ident),* $(,)? }) => {
        #[derive(Clone, Default)]
        pub(crate) struct $name { $(pub(crate) $field: $type),* }
        impl specwright::Object for $name {
            const INFO: &'static ObjectInfo =
                &ObjectInfo { name: stringify!($name), fields: &[$(Field::$kind($key)),*] };
        }
        specwright::object!($name: $($field),*);
    };
}

object!(Note { 0 "id" id: String = required, 1 "text" text: Option<String> = optional });
object!(NotePage { 0 "data" data: Option<Vec<Note>> = optional, 1 "nextToken" next_token: Option<String> = optional });
object!(Failure { 0 "message" message: Option<String> = optional });

macro_rules! operation {
    ($name:ident { $($field:ident: $type:ty),* }, $output:ty, $info:expr, |$self:ident, $request:ident| $write:block) => {
        #[derive(Clone, Debug)]
        #[must_use]
        pub(crate) struct $name { pub(crate) client: Client, $(pub(crate) $field: $type),* }
        impl $name {
            #[allow(dead_code, reason = "not every operation is called in both ways")]
            pub(crate) async fn send(self) -> Result<$output, specwright::Error> { self.customize().send().await }
            pub(crate) fn customize(self) -> Call<Self> { Call::new(self) }
        }
        impl Operation for $name {
            type Output = $output;
            type Failure = Failure;
            const INFO: &'static OperationInfo = &$info;
            fn client(&self) -> &Client { &self.client }
            fn write(&$self, $request: &mut RequestWriter<'_>) $write
        }
    };
}

const EITHER: &[&[&str]] = &[
    &["OAuth2"],
    &["bearer"],
    &["header"],
    &["query"],
    &["cookie"],
    &["basic"],
];

operation!(
    ListNotes { ids: Option<Vec<String>>, next_token: Option<String> },
    NotePage,
    OperationInfo::new("notes", "ListNotes", Method::GET, "/organizations/{orgId}/notes").security(EITHER),
    |self, request| {
        request.path("orgId", Style::Simple, &self.client.parameter("orgId"));
        request.query("ids", Style::FormExploded, &self.ids);
        request.query("nextToken", Style::FormExploded, &self.next_token);
        request.header("x-platform-id", Style::Simple, &self.client.parameter("x-platform-id"));
    }
);

impl ListNotes {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            ids: None,
            next_token: None,
        }
    }

    pub(crate) fn items(self) -> Items<Self> {
        self.customize().items()
    }

    pub(crate) fn pages(self) -> Pages<Self> {
        self.customize().pages()
    }
}

impl Paginated for ListNotes {
    type Item = Note;
    const ITEMS: &'static str = "/data";

    fn items(page: NotePage) -> Vec<Note> {
        page.data.unwrap_or_default()
    }

    fn next(&self, page: &NotePage) -> Option<String> {
        page.next_token.clone().filter(|token| !token.is_empty())
    }

    fn resume(&mut self, position: String) {
        self.next_token = Some(position);
    }
}

operation!(
    LinkedNotes { next: Option<String> },
    NotePage,
    OperationInfo::new("notes", "LinkedNotes", Method::GET, "/linked").security(EITHER),
    |self, request| {
        request.query("limit", Style::FormExploded, &Some(2));
        request.header("x-platform-id", Style::Simple, &self.client.parameter("x-platform-id"));
        request.link(self.next.as_deref());
    }
);

impl Paginated for LinkedNotes {
    type Item = Note;
    const ITEMS: &'static str = "/data";

    fn items(page: NotePage) -> Vec<Note> {
        page.data.unwrap_or_default()
    }

    fn next(&self, page: &NotePage) -> Option<String> {
        page.next_token.clone()
    }

    fn resume(&mut self, position: String) {
        self.next = Some(position);
    }
}

operation!(
    GetNote { id: String },
    Note,
    OperationInfo::new(
        "notes",
        "GetNote",
        Method::GET,
        "/v{version}/notes/{id}/text"
    )
    .security(EITHER),
    |self, request| {
        request.path("version", Style::Simple, &self.client.parameter("version"));
        request.path("id", Style::Simple, &self.id);
    }
);

operation!(
    CreateNote { body: Note },
    Note,
    OperationInfo::new("notes", "CreateNote", Method::POST, "/notes").security(EITHER),
    |self, request| {
        request.json(&self.body);
    }
);

/// The rules of a server that keeps failures under a key.
const KEY: IdempotencyKey = IdempotencyKey::header("X-Once")
    .running(&[422])
    .kept(&[500], Some("Idempotency-Retryable"));

operation!(
    PayNote { body: Note },
    Note,
    OperationInfo::new("notes", "PayNote", Method::POST, "/payments")
        .security(EITHER)
        .idempotency_key(KEY),
    |self, request| {
        request.json(&self.body);
    }
);

operation!(
    RemoveNote { id: String },
    (),
    OperationInfo::new("notes", "RemoveNote", Method::DELETE, "/notes/{id}").security(EITHER),
    |self, request| {
        request.path("id", Style::Simple, &self.id);
    }
);

operation!(
    Download {},
    Bytes,
    // No credentials: anybody may download.
    OperationInfo::new("notes", "Download", Method::GET, "/download"),
    |self, _request| {}
);

operation!(
    Search { place: Place, style: Style, list: Vec<String>, map: BTreeMap<String, i64>, json: Json },
    Json,
    OperationInfo::new("notes", "Search", Method::GET, "/search/{path}"),
    |self, request| {
        match self.place {
            Place::Path => request.path("path", self.style, &self.list),
            _ => request.path("path", Style::Simple, &"all".to_owned()),
        }
        match self.place {
            Place::Path => {}
            Place::Query => {
                request.query("list[]", self.style, &self.list);
                request.query("map", self.style, &self.map);
                request.query("json", self.style, &self.json);
            }
            Place::Header => {
                request.header("x-list", self.style, &self.list);
                request.header("x-map", self.style, &self.map);
                request.header("x-json", self.style, &self.json);
            }
            Place::Cookie => {
                request.cookie("list", self.style, &self.list);
                request.cookie("json", self.style, &self.json);
            }
        }
    }
);

/// Where [`Search`] puts its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

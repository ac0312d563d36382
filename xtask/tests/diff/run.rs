//! A checkout of its own, and the program run in it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A document of two operations.
pub const SHOP: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: https://shop.example}]
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
        - {name: limit, in: query, schema: {type: integer, format: int32, maximum: 100}}
      responses:
        '200':
          description: The orders.
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
  /orders/{id}:
    delete:
      operationId: deleteOrder
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '204': {description: Gone.}
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: string}
        note: {type: string}
";

/// The same without a property of a reply.
pub fn without_note() -> String {
    SHOP.replace("        note: {type: string}\n", "")
}

/// The same with a smaller limit, which Rust callers do not see.
pub fn smaller_limit() -> String {
    SHOP.replace("maximum: 100", "maximum: 50")
}

/// The same with one more property in a reply.
pub fn with_colour() -> String {
    format!("{SHOP}        colour: {{type: string}}\n")
}

pub struct Checkout(TempDir);

impl Checkout {
    /// A folder with a document, which is no repository.
    pub fn of(document: &str) -> Self {
        let checkout = Self(tempfile::tempdir().expect("a folder"));
        checkout.write("spec/shop.yaml", document);
        checkout
    }

    /// The same as a repository whose only commit, on `main`, has the document.
    pub fn committed(document: &str) -> Self {
        let checkout = Self::of(document);
        let manifest = "[package]\nname = \"shop\"\nversion = \"0.3.2\"\n";
        checkout.write("generated/Cargo.toml", manifest);
        checkout.git(&["init", "--quiet", "--initial-branch=main"]);
        checkout.commit("The document");
        checkout
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    pub fn git(&self, arguments: &[&str]) {
        let who = ["-c", "user.name=A", "-c", "user.email=a@shop.example"];
        let mut git = Command::new("git");
        git.current_dir(self.0.path()).args(who).args(arguments);
        assert!(git.status().expect("git runs").success(), "{arguments:?}");
    }

    pub fn diff(&self, arguments: &[&str]) -> Told {
        self.diff_with(arguments, "")
    }

    /// The command with something on its standard input.
    pub fn diff_with(&self, arguments: &[&str], input: &str) -> Told {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("--root").arg(self.0.path()).arg("diff");
        command.args(arguments).current_dir(self.0.path());
        self.write("standard-input", input);
        let input = fs::File::open(self.path("standard-input")).expect("the input");
        let output = command.stdin(Stdio::from(input)).output();
        Told::of(&output.expect("xtask runs"))
    }
}

/// What the program said and how it ended.
pub struct Told {
    pub code: i32,
    pub text: String,
    pub errors: String,
}

impl Told {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            text: String::from_utf8(output.stdout.clone()).expect("UTF-8"),
            errors: String::from_utf8(output.stderr.clone()).expect("UTF-8"),
        }
    }
}

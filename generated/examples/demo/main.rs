//! Both clients at work, with no credentials and no network: a server on this machine replies with
//! the examples of the vendors' reference pages.
//!
//! `cargo xtask demo`, or `cargo run -p usage-billing --example demo`

mod server;
mod table;

use usage_billing::specwright::Error;
use usage_billing::{m3ter, solvimon};

use table::{Table, shown};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = server::start()?;
    println!(
        "a server with the reference examples listens on {}\n",
        server.url()
    );

    let client = m3ter::Client::builder()
        .base_url(server.url())
        .org_id("org-1")
        .client_credentials("an access key id", "an api secret")
        .build()?;
    events(&client).await?;
    commitments(&client).await?;
    pricings(&client).await?;
    custom_fields(&client).await?;

    let client = solvimon::Client::builder()
        .base_url(server.url())
        .api_key("an api key")
        .build()?;
    event(&client).await?;
    missing_event(&client).await?;

    println!("what went over the wire:");
    for request in server.requests() {
        println!("  {} {}", request.method, request.target());
    }
    Ok(())
}

async fn events(client: &m3ter::Client) -> Result<(), Error> {
    let mut table = Table::new("m3ter events, all pages", &["time", "event", "actioned"]);
    let mut events = client.list_events().include_actioned(true).items();
    while let Some(event) = events.next().await {
        let event = event?;
        table.row([
            event.event_time.to_string(),
            event.event_name,
            shown(event.dt_actioned),
        ]);
    }
    table.print();
    Ok(())
}

async fn commitments(client: &m3ter::Client) -> Result<(), Error> {
    let headers = ["id", "from", "to", "amount", "spent", "child billing"];
    let mut table = Table::new("m3ter commitments, one page", &headers);
    let page = client.list_commitments().page_size(50).send().await?;
    for commitment in page.data.unwrap_or_default() {
        table.row([
            commitment.id,
            shown(commitment.start_date),
            shown(commitment.end_date),
            shown(commitment.amount),
            shown(commitment.amount_spent),
            shown(commitment.child_billing_mode),
        ]);
    }
    table.print();
    Ok(())
}

async fn pricings(client: &m3ter::Client) -> Result<(), Error> {
    let headers = [
        "pricing",
        "kind",
        "from quantity",
        "fixed price",
        "unit price",
    ];
    let mut table = Table::new("m3ter pricings, one row a band", &headers);
    let page = client.list_pricings().send().await?;
    for pricing in page.data.unwrap_or_default() {
        for band in pricing.pricing_bands.unwrap_or_default() {
            table.row([
                pricing.id.clone(),
                shown(pricing.r#type.clone()),
                band.lower_limit.to_string(),
                band.fixed_price.to_string(),
                band.unit_price.to_string(),
            ]);
        }
    }
    table.print();
    Ok(())
}

async fn custom_fields(client: &m3ter::Client) -> Result<(), Error> {
    let mut table = Table::new("m3ter custom fields", &["of", "name", "value"]);
    let fields = client.get_custom_fields().send().await?;
    let groups = [
        ("organization", fields.organization),
        ("product", fields.product),
        ("account plan", fields.account_plan),
    ];
    for (group, fields) in groups {
        for (name, value) in fields.unwrap_or_default() {
            table.row([group.to_owned(), name, format!("{value:?}")]);
        }
    }
    table.print();
    Ok(())
}

async fn event(client: &solvimon::Client) -> Result<(), Error> {
    let event = client.get_event("meda_L8fOy09vDn32SgIp6kRj").send().await?;
    let mut table = Table::new("a Solvimon event", &["field", "value"]);
    table.row(["id".to_owned(), shown(event.id)]);
    table.row(["reference".to_owned(), shown(event.reference)]);
    table.row(["timestamp".to_owned(), shown(event.timestamp)]);
    table.row(["customer".to_owned(), shown(event.customer_reference)]);
    for value in event.meter_values.unwrap_or_default() {
        let name = value.reference.unwrap_or_default();
        table.row([format!("value {name}"), shown(value.number)]);
    }
    let predictions = event
        .cost_prediction
        .and_then(|prediction| prediction.details);
    for details in predictions.unwrap_or_default() {
        if let Some(amount) = details.amount_including_tax {
            let currency = shown(amount.currency);
            let quantity = shown(amount.quantity);
            table.row([
                "predicted cost".to_owned(),
                format!("{quantity} {currency}"),
            ]);
        }
    }
    table.print();
    Ok(())
}

async fn missing_event(client: &solvimon::Client) -> Result<(), Error> {
    match client.get_event("no such event").send().await {
        Err(error) if error.is_not_found() => println!("an error reply, in one line:\n  {error}\n"),
        Err(error) => return Err(error),
        Ok(_) => println!("there is an event of that name\n"),
    }
    Ok(())
}

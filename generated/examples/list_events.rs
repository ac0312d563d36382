//! Lists the newest events of an organization.
//!
//! `M3TER_ORG_ID=… M3TER_API_KEY=… M3TER_API_SECRET=… cargo run --example list_events`

use usage_billing::m3ter;

#[tokio::main]
async fn main() -> Result<(), m3ter::Error> {
    let client = m3ter::Client::from_env()?;
    let mut events = client.list_events().page_size(100).items();
    while let Some(event) = events.next().await {
        let event = event?;
        println!("{}  {}  {}", event.event_time, event.id, event.event_name);
    }
    Ok(())
}

//! Reads one Solvimon event and says what became of it.
//!
//! `SOLVIMON_BASE_URL=https://test.api.solvimon.com SOLVIMON_API_KEY=… cargo run --example get_event ID`

use usage_billing::solvimon;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::args().nth(1).ok_or("which event? give its ID")?;
    let client = solvimon::Client::from_env()?;
    match client.get_event(id).send().await {
        Ok(event) => println!("{event:#?}"),
        Err(error) if error.is_not_found() => println!("there is no such event"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

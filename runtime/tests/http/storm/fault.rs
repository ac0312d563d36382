//! The ways in which a reply goes wrong.

use std::time::Duration;

use specwright::testing::Reply;

use super::quick::FACTOR;

/// What happens to a reply, and whether the server did what was asked before.
pub(crate) struct Fault {
    pub(crate) reply: Reply,
    /// The server says that it did nothing, so the client may send the request again.
    pub(crate) harmless: bool,
    /// The client may know nothing of a reply: with a write, it must leave it at that.
    pub(crate) effect: bool,
}

fn broken(reply: Reply) -> Fault {
    Fault {
        reply,
        harmless: false,
        effect: true,
    }
}

fn refused(reply: Reply) -> Fault {
    Fault {
        reply,
        harmless: false,
        effect: false,
    }
}

fn turned_away(reply: Reply) -> Fault {
    Fault {
        reply,
        harmless: true,
        effect: false,
    }
}

/// A fault in place of a good reply with this body.
pub(crate) fn draw(random: &mut fastrand::Rng, body: &str, elsewhere: &str) -> Fault {
    let good = || Reply::json(body.to_owned());
    let length = body.len() as u64;
    let moment = Duration::from_micros(300);
    match random.u8(..25) {
        0 => broken(Reply::hang_up()),
        1 => broken(Reply::reset()),
        2 => broken(good().cut()),
        // Slow, but in time; and far too slow.
        3 => broken(good().trickle(body.len().div_ceil(4), moment)),
        4 => broken(good().trickle(1, Duration::from_secs(6) / FACTOR)),
        5 => broken(good().after(Duration::from_secs(6) / FACTOR)),
        6 => broken(good().claiming(length + random.u64(1..100))),
        7 => broken(good().claiming(random.u64(..length))),
        8 => broken(Reply::status(200).body("text/html", "<html>sign in</html>")),
        9 => broken(Reply::status(200).body("application/json", "")),
        10 => broken(Reply::raw(garbage(random))),
        11 => broken(Reply::raw(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        )),
        12 => broken(Reply::json(garbage(random))),
        13 => broken(Reply::status([500, 502, 503, 504, 408][random.usize(..5)])),
        14 => broken(Reply::status(500).header("retry-after", "1")),
        15..=17 => turned_away(Reply::status(429).header("retry-after-ms", "40")),
        18 => turned_away(Reply::status(429)),
        19 => turned_away(Reply::status(503).header("retry-after", "0")),
        20 => turned_away(Reply::status(409).header("x-should-retry", "true")),
        21 => refused(Reply::status([400, 404, 422][random.usize(..3)])),
        22 => {
            let status = [301, 302, 303, 307, 308][random.usize(..5)];
            refused(Reply::status(status).header("location", elsewhere))
        }
        23 => broken(good().stuck()),
        _ => broken(good().with_status(500).cut()),
    }
}

/// Bytes of any sort. They never begin like JSON.
fn garbage(random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..random.usize(1..200)).map(|_| random.u8(..)).collect();
    bytes[0] = 0xff;
    bytes
}

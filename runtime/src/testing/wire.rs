//! Writing to the socket past the HTTP library: what a broken server or proxy sends, a library
//! refuses to.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use tokio::net::TcpStream;

use super::Reply;
use super::reply::Wire;

/// The socket for the HTTP library, and the same socket for us.
pub(super) fn twice(stream: TcpStream) -> io::Result<(TcpStream, TcpStream)> {
    let stream = stream.into_std()?;
    let second = stream.try_clone()?;
    Ok((TcpStream::from_std(stream)?, TcpStream::from_std(second)?))
}

/// Writes the reply. The caller closes the connection, so the library never gets to write.
pub(super) async fn write(socket: &TcpStream, reply: &Reply, wire: &Wire) -> io::Result<()> {
    if let Some(bytes) = &wire.bytes {
        return write_all(socket, bytes).await;
    }
    write_all(socket, head(reply, wire).as_bytes()).await?;
    let (piece, pause) = wire.pieces.unwrap_or((usize::MAX, Duration::ZERO));
    let mut rest: Bytes = reply.body.clone();
    while !rest.is_empty() {
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
        write_all(socket, &rest.split_to(piece.min(rest.len()))).await?;
    }
    Ok(())
}

fn head(reply: &Reply, wire: &Wire) -> String {
    let length = wire.length.unwrap_or(reply.body.len() as u64);
    let mut head = format!("HTTP/1.1 {}\r\n", reply.status);
    for (name, value) in &reply.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!(
        "content-length: {length}\r\nconnection: close\r\n\r\n"
    ));
    head
}

async fn write_all(socket: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        socket.writable().await?;
        match socket.try_write(bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

//! Decompression with a limit: a small reply must not become a large one.

use std::io::{self, Read};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;

use super::{CollectError, TransportError};

/// The bytes of a body that is compressed with gzip, if they are no more than `limit`.
pub(crate) fn inflate(body: &[u8], limit: usize) -> Result<Bytes, CollectError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = MultiGzDecoder::new(body).take(most).read_to_end(&mut bytes);
    match read {
        Ok(length) if length > limit => Err(CollectError::TooLong),
        Ok(_) => Ok(Bytes::from(bytes)),
        Err(error) => Err(CollectError::Broken(broken(&error))),
    }
}

fn broken(error: &io::Error) -> TransportError {
    TransportError::new(format!("the reply is not what gzip makes: {error}"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::{CollectError, inflate};

    #[test]
    fn a_bomb_takes_no_more_memory_than_the_limit() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b' '; 5_000_000]).unwrap();
        let bomb = encoder.finish().unwrap();
        let used = allocation_counter::measure(|| {
            let refused = inflate(&bomb, 1000);
            assert!(matches!(refused, Err(CollectError::TooLong)));
        });
        // What the decompression itself needs is some 50 kB.
        assert!(used.bytes_max < 200_000, "{used:?}");
    }
}

//! Numbers: read from the text that came, so that none is rounded on the way.

use rust_decimal::Decimal;

use super::error::DecodeError;
use super::reader::Reader;
use super::reason::DecodeErrorKind;
use super::value::Value;
use super::writer::Writer;

/// Whole numbers. `3.0` and `3e2` are read as 3 and 300, because servers send such; a fraction
/// or a number out of range is an error.
macro_rules! whole_numbers {
    ($($name:ident),*) => { $(
        impl Value for $name {
            fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
                let whole = json.whole_number(stringify!($name))?;
                match Self::try_from(whole) {
                    Ok(value) => *self = value,
                    Err(_) => return Err(json.number_error(DecodeErrorKind::OutOfRange(stringify!($name)))),
                }
                Ok(())
            }

            fn write(&self, json: &mut Writer) {
                json.number(self);
            }
        }
    )* };
}

whole_numbers!(i32, i64, u32, u64);

/// Floats. Written with the fewest digits that read back as the same number; JSON has no
/// infinities and no NaN, so these are written as `null`, which a server refuses where it needs a
/// number. (An API that means exact numbers has [`Decimal`] in its types.)
macro_rules! floats {
    ($($name:ident: $short_way:expr),*) => { $(
        impl Value for $name {
            fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
                let value = match $short_way(json) {
                    Some(value) => value,
                    None => json.number()?.parse().unwrap_or(Self::INFINITY),
                };
                if value.is_infinite() {
                    return Err(json.number_error(DecodeErrorKind::OutOfRange(stringify!($name))));
                }
                *self = value;
                Ok(())
            }

            fn write(&self, json: &mut Writer) {
                if self.is_finite() {
                    json.number(&format_args!("{self:?}"));
                } else {
                    json.null();
                }
            }
        }
    )* };
}

// An `f32` is read from the text: to round to an `f64` first would be to round twice.
floats!(f64: Reader::take_f64, f32: |_: &mut Reader<'_>| None);

/// Read exactly or not at all: a number with more digits than [`Decimal`] holds is an error.
impl Value for Decimal {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        match decimal(json.number()?) {
            Some(value) => *self = value,
            None => return Err(json.number_error(DecodeErrorKind::InexactDecimal)),
        }
        Ok(())
    }

    fn write(&self, json: &mut Writer) {
        json.decimal(*self);
    }
}

impl Reader<'_> {
    /// Reads a whole number of at most 128 bits; `target` is the name of the type for errors.
    fn whole_number(&mut self, target: &'static str) -> Result<i128, DecodeError> {
        if let Some(value) = self.take_i64() {
            return Ok(i128::from(value));
        }
        let kind = match whole(self.number()?) {
            Ok(value) => return Ok(value),
            Err(NotWhole::Fraction) => DecodeErrorKind::NotWhole,
            Err(NotWhole::TooLarge) => DecodeErrorKind::OutOfRange(target),
        };
        Err(self.number_error(kind))
    }

    /// An error at the number that has just been read.
    #[cold]
    fn number_error(&self, kind: DecodeErrorKind) -> DecodeError {
        let end = self.position();
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.\"".contains(byte);
        let length = self.source.data[..end]
            .iter()
            .rev()
            .take_while(|byte| is_part(byte))
            .count();
        DecodeError::new(kind, self.source.data, end - length)
    }
}

/// Whether `text` is a number of the JSON grammar.
pub(super) fn is_number(text: &str) -> bool {
    Parts::of(text).is_some()
}

/// The exact value of a JSON number, if [`Decimal`] can hold it. Zeros at the end of the fraction
/// are kept as far as they fit: `1.50` stays `1.50`.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    const MOST_PLACES: i64 = 28;
    if let Some(value) = short_decimal(text) {
        return Some(value);
    }
    let parts = Parts::of(text)?;
    let mut places = parts.places()?;
    let mut digits = parts.digits();
    if digits.is_empty() {
        return Some(Decimal::new(0, places.clamp(0, MOST_PLACES) as u32));
    }
    loop {
        if (0..=MOST_PLACES).contains(&places) {
            let value = digits.parse::<i128>().ok();
            let value = value.map(|value| if parts.is_negative { -value } else { value });
            let exact = value
                .and_then(|value| Decimal::try_from_i128_with_scale(value, places as u32).ok());
            if exact.is_some() {
                return exact;
            }
        }
        // A zero more or less at the end of the fraction is the same number.
        if places < 0 && digits.len() < 40 {
            digits.push('0');
            places += 1;
        } else if places > 0 && digits.ends_with('0') {
            digits.pop();
            places -= 1;
        } else {
            return None;
        }
    }
}

/// The short way for what most amounts are: few digits and no exponent. `number` is one.
fn short_decimal(number: &str) -> Option<Decimal> {
    const MOST: usize = 18;
    let unsigned = number.strip_prefix('-').unwrap_or(number);
    if unsigned.len() > MOST {
        return None;
    }
    let (mut digits, mut places) = (0i64, None);
    for byte in unsigned.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10 + i64::from(byte - b'0');
                places = places.map(|places| places + 1);
            }
            b'.' => places = Some(0),
            _ => return None,
        }
    }
    let signed = if unsigned.len() < number.len() {
        -digits
    } else {
        digits
    };
    Some(Decimal::new(signed, places.unwrap_or(0)))
}

/// Why a number is not a whole one that 128 bits hold.
#[derive(Debug)]
pub(super) enum NotWhole {
    Fraction,
    TooLarge,
}

/// The value of a JSON number, if it has no fraction.
pub(super) fn whole(text: &str) -> Result<i128, NotWhole> {
    let parts = Parts::of(text).ok_or(NotWhole::Fraction)?;
    let mut digits = parts.digits();
    if digits.is_empty() {
        return Ok(0);
    }
    // The exponent of a number that is not zero decides alone when it is absurd.
    let exponent_is_negative = parts.exponent.starts_with('-');
    let too_far = if exponent_is_negative {
        NotWhole::Fraction
    } else {
        NotWhole::TooLarge
    };
    let Some(mut places) = parts.places() else {
        return Err(too_far);
    };
    while places > 0 && digits.ends_with('0') {
        digits.pop();
        places -= 1;
    }
    if places > 0 {
        return Err(NotWhole::Fraction);
    }
    if places < -40 {
        return Err(NotWhole::TooLarge);
    }
    digits.extend((places..0).map(|_| '0'));
    let value: i128 = digits.parse().map_err(|_| NotWhole::TooLarge)?;
    Ok(if parts.is_negative { -value } else { value })
}

/// A JSON number taken apart: `-12.50e3` is minus, `12`, `50`, `3`.
struct Parts<'t> {
    is_negative: bool,
    whole: &'t str,
    fraction: &'t str,
    exponent: &'t str,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let (is_negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (rest, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let is_padded = whole.len() > 1 && whole.starts_with('0');
        let unsigned = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
        let all_digits =
            is_digits(whole) && fraction.is_none_or(is_digits) && unsigned.is_none_or(is_digits);
        (all_digits && !is_padded).then(|| Self {
            is_negative,
            whole,
            fraction: fraction.unwrap_or_default(),
            exponent: exponent.unwrap_or_default(),
        })
    }

    /// All digits without zeros in front: empty for zero.
    fn digits(&self) -> String {
        let digits = [self.whole, self.fraction].concat();
        digits.trim_start_matches('0').to_owned()
    }

    /// How many of the digits stand behind the point; less than 0 when zeros are to be added.
    fn places(&self) -> Option<i64> {
        let exponent: i64 = if self.exponent.is_empty() {
            0
        } else {
            self.exponent.parse().ok()?
        };
        i64::try_from(self.fraction.len())
            .ok()?
            .checked_sub(exponent)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

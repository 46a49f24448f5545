//! Numbers that come out the same on every platform.

/// Natural logarithm through one library, so that the last bit does not depend on the platform.
pub fn ln(value: f64) -> f64 {
    libm::log(value)
}

/// Base-2 logarithm, as [`ln`].
pub fn log2(value: f64) -> f64 {
    libm::log2(value)
}

/// Exponential, as [`ln`].
pub fn exp(value: f64) -> f64 {
    libm::exp(value)
}

/// Rounds half away from zero at `places` decimals: the one place where outputs are rounded.
pub fn round_to(value: f64, places: i32) -> f64 {
    let scale = libm::pow(10.0, f64::from(places));
    let rounded = libm::round(value * scale) / scale;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// `int(100 * part / whole)`, 0 when `whole` is 0.
pub fn percent_int(part: u64, whole: u64) -> u64 {
    (part * 100).checked_div(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::round_to;

    #[test]
    fn rounding_has_no_negative_zero() {
        assert_eq!(round_to(-0.0001, 2).to_bits(), 0.0_f64.to_bits());
        assert_eq!(round_to(2.345, 1).to_string(), "2.3");
        assert_eq!(round_to(2.35, 1).to_string(), "2.4");
    }
}

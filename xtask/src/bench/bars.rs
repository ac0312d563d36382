//! How far ahead of the peers our own output has to be.

use super::measures::Measures;

/// A measure that is compared with the peers.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// What is measured.
    pub name: &'static str,
    /// The greatest part of the best peer's figure that ours may be.
    pub most: f64,
    /// The figure.
    pub figure: fn(&Measures) -> Option<f64>,
}

/// All of them, in the order in which they are shown.
pub const BARS: [Bar; 5] = [
    Bar {
        name: "generation",
        most: 1.0 / 2.0,
        figure: |measures| Some(measures.generation.time.as_secs_f64()),
    },
    Bar {
        name: "its memory",
        most: 1.0 / 2.0,
        figure: |measures| Some(measures.generation.memory as f64),
    },
    Bar {
        name: "check",
        most: 1.0 / 4.0,
        figure: |measures| Some(measures.check?.time.as_secs_f64()),
    },
    Bar {
        name: "debug build",
        most: 1.0 / 3.0,
        figure: |measures| Some(measures.debug?.usage.time.as_secs_f64()),
    },
    Bar {
        name: "release rlib",
        most: 1.0 / 3.0,
        figure: |measures| Some(measures.release?.size as f64),
    },
];

/// The memory in which the compiler must be able to check any crate, in bytes.
pub const CHECK_MEMORY: u64 = 2_000_000_000;

/// Our figure as a part of the best figure among the peers whose output compiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The part.
    pub part: f64,
    /// Whether it is no more than the bar.
    pub holds: bool,
}

impl Bar {
    /// Compares; `None` if one of the two figures is missing.
    #[must_use]
    pub fn ratio(&self, ours: &Measures, peers: &[Measures]) -> Option<Ratio> {
        let succeeding = peers.iter().filter(|peer| peer.succeeds());
        let best = succeeding.filter_map(self.figure).min_by(f64::total_cmp)?;
        let part = (self.figure)(ours)? / best;
        Some(Ratio {
            part,
            holds: part <= self.most,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::bench::tool::Tool;
    use crate::measure::Usage;

    fn measures(tool: Tool, check: u64, failure: Option<&str>) -> Measures {
        let usage = Usage {
            time: Duration::from_secs(check),
            memory: 1_000_000,
        };
        Measures {
            tool,
            generation: usage,
            lines: 10,
            check: Some(usage),
            debug: None,
            release: None,
            failure: failure.map(str::to_owned),
        }
    }

    #[test]
    fn ours_is_compared_with_the_best_peer_that_compiles() {
        let ours = measures(Tool::Ours, 3, None);
        let peers = [
            measures(Tool::Ploidy, 24, None),
            measures(Tool::Oas3Gen, 12, None),
            measures(Tool::OpenapiToRust, 1, Some("does not compile")),
        ];
        let [_, _, check, debug, _] = BARS;
        let ratio = check.ratio(&ours, &peers).expect("a ratio");
        assert_eq!(
            ratio,
            Ratio {
                part: 0.25,
                holds: true
            }
        );
        let ratio = check.ratio(&ours, &peers[..1]).expect("a ratio");
        assert_eq!(ratio.part, 0.125);
        assert_eq!(check.ratio(&ours, &peers[2..]), None);
        assert_eq!(debug.ratio(&ours, &peers), None);
        let slow = measures(Tool::Ours, 4, None);
        assert!(!check.ratio(&slow, &peers).expect("a ratio").holds);
    }
}

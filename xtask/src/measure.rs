//! What a program costs: processor time and peak memory.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use wait4::Wait4;

/// How a program ended, and what it cost with all that it started.
#[derive(Clone, Debug)]
pub struct Run {
    /// Whether it ended well.
    pub success: bool,
    /// What it wrote to its standard error.
    pub said: String,
    /// What it cost.
    pub usage: Usage,
}

/// What a program cost with all that it started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// The time for which a core was busy with it: on one core that is how long one waits, and it
    /// does not count what other programs do meanwhile.
    pub time: Duration,
    /// The most memory that one of its processes held at a time, in bytes.
    pub memory: u64,
}

/// Runs a program to its end and measures it. What it writes to its standard output is lost.
///
/// # Errors
///
/// It cannot be run.
pub fn measured(command: &mut Command) -> Result<Run> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let name = command.get_program().to_string_lossy().into_owned();
    let context = || format!("cannot run {name}");
    let mut child = command.spawn().with_context(context)?;
    let mut said = Vec::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_end(&mut said).with_context(context)?;
    }
    let ended = child.wait4().with_context(context)?;
    Ok(Run {
        success: ended.status.success(),
        said: String::from_utf8_lossy(&said).into_owned(),
        usage: Usage {
            time: ended.rusage.utime + ended.rusage.stime,
            memory: ended.rusage.maxrss,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_measured_with_what_it_said() {
        let run = measured(&mut Command::new(env!("CARGO"))).expect("cargo runs");
        assert!(run.success, "{}", run.said);
        assert!(run.usage.memory > 1 << 20, "{:?}", run.usage);
        assert!(!run.usage.time.is_zero(), "{:?}", run.usage);
        let run = measured(Command::new(env!("CARGO")).arg("--no-such-flag")).expect("cargo runs");
        assert!(
            !run.success && run.said.contains("--no-such-flag"),
            "{}",
            run.said
        );
    }

    #[test]
    fn a_program_that_there_is_not_is_named() {
        let error = measured(&mut Command::new("no-such-program")).expect_err("no such program");
        assert!(
            format!("{error:#}").starts_with("cannot run no-such-program: "),
            "{error:#}"
        );
    }
}

//! Where time and memory of a run went, by stage: for `--timings`. A clock and the system's own counters; nothing of it
//! reaches a report.

use quarterdeck_survey::{Progress, Stage};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often memory is looked at.
const SAMPLE_MS: u64 = 10;
/// Clock ticks of Linux's process counters in a second: part of its interface for programs.
const TICKS_PER_SECOND: f64 = 100.0;

/// Listens to the stages of a run, passes them on, and keeps what each cost.
pub struct Timings<'a> {
    inner: &'a dyn Progress,
    stages: Mutex<Stages>,
    memory: Arc<Memory>,
    sampler: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Stages {
    done: Vec<Done>,
    open: Option<Open>,
}

struct Open {
    name: &'static str,
    at: Instant,
    cpu_s: f64,
    units: Option<u64>,
}

/// What one stage cost.
struct Done {
    name: &'static str,
    wall: Duration,
    cpu_s: f64,
    peak_anonymous: u64,
    peak_resident: u64,
    units: Option<u64>,
}

/// Peaks since the last stage began, in bytes, over this process and its parsers.
#[derive(Default)]
struct Memory {
    anonymous: AtomicU64,
    resident: AtomicU64,
    ended: AtomicBool,
}

impl<'a> Timings<'a> {
    /// Starts to measure. `inner` is told of every stage as before.
    pub fn new(inner: &'a dyn Progress) -> Self {
        let memory = Arc::new(Memory::default());
        let shared = Arc::clone(&memory);
        let sampler = std::thread::spawn(move || {
            while !shared.ended.load(Ordering::Relaxed) {
                shared.look();
                std::thread::sleep(Duration::from_millis(SAMPLE_MS));
            }
        });
        let timings = Self { inner, stages: Mutex::default(), memory, sampler: Some(sampler) };
        timings.begin("open", None);
        timings
    }

    fn begin(&self, name: &'static str, units: Option<u64>) {
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        self.end(&mut stages);
        stages.open = Some(Open { name, at: Instant::now(), cpu_s: cpu_s(), units });
    }

    fn end(&self, stages: &mut Stages) {
        let Some(open) = stages.open.take() else { return };
        self.memory.look();
        let (anonymous, resident) = self.memory.take();
        let (wall, cpu_s) = (open.at.elapsed(), cpu_s() - open.cpu_s);
        // Several repositories of one system run the same stages one after the other: one line for each kind.
        match stages.done.iter_mut().find(|done| done.name == open.name) {
            Some(done) => {
                done.wall += wall;
                done.cpu_s += cpu_s;
                done.peak_anonymous = done.peak_anonymous.max(anonymous);
                done.peak_resident = done.peak_resident.max(resident);
                done.units = done.units.zip(open.units).map(|(a, b)| a + b);
            }
            None => stages.done.push(Done {
                name: open.name,
                wall,
                cpu_s,
                peak_anonymous: anonymous,
                peak_resident: resident,
                units: open.units,
            }),
        }
    }

    /// The table: a line for each stage and one for the whole run.
    pub fn table(&self) -> String {
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        self.end(&mut stages);
        let mut text = format!(
            "{:<18} {:>9} {:>9} {:>10} {:>10} {:>9}\n",
            "stage", "wall s", "CPU s", "anon MB", "RSS MB", "units"
        );
        let mut whole = (Duration::ZERO, 0.0, 0, 0);
        for done in &stages.done {
            text.push_str(&line(done.name, done.wall, done.cpu_s, done.peak_anonymous, done.peak_resident, done.units));
            whole.0 += done.wall;
            whole.1 += done.cpu_s;
            whole.2 = whole.2.max(done.peak_anonymous);
            whole.3 = whole.3.max(done.peak_resident);
        }
        text.push_str(&line("whole run", whole.0, whole.1, whole.2, whole.3, None));
        text
    }
}

impl Drop for Timings<'_> {
    fn drop(&mut self) {
        self.memory.ended.store(true, Ordering::Relaxed);
        if let Some(sampler) = self.sampler.take() {
            // A sampler that panicked has nothing more to say.
            let _ = sampler.join();
        }
    }
}

impl Progress for Timings<'_> {
    fn stage(&self, stage: Stage, total: Option<u64>) {
        self.begin(stage.name(), total);
        self.inner.stage(stage, total);
    }

    fn advance(&self, by: u64) {
        self.inner.advance(by);
    }
}

fn line(name: &str, wall: Duration, cpu_s: f64, anonymous: u64, resident: u64, units: Option<u64>) -> String {
    let megabytes = |bytes: u64| if bytes == 0 { "unknown".to_owned() } else { format!("{}", bytes / 1_000_000) };
    let cpu = if cpu_s.is_nan() { "unknown".to_owned() } else { format!("{:.2}", cpu_s.max(0.0)) };
    let units = units.map(|units| units.to_string()).unwrap_or_default();
    format!(
        "{name:<18} {:>9.3} {cpu:>9} {:>10} {:>10} {units:>9}\n",
        wall.as_secs_f64(),
        megabytes(anonymous),
        megabytes(resident)
    )
}

impl Memory {
    fn look(&self) {
        let (mut anonymous, mut resident) = (0, 0);
        for process in processes() {
            let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
            anonymous += field(&status, "RssAnon:");
            resident += field(&status, "VmRSS:");
        }
        self.anonymous.fetch_max(anonymous, Ordering::Relaxed);
        self.resident.fetch_max(resident, Ordering::Relaxed);
    }

    fn take(&self) -> (u64, u64) {
        (self.anonymous.swap(0, Ordering::Relaxed), self.resident.swap(0, Ordering::Relaxed))
    }
}

/// A value of `/proc/<id>/status`, in bytes.
fn field(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes: Option<u64> = line.and_then(|rest| rest.trim().strip_suffix("kB")?.trim().parse().ok());
    kilobytes.unwrap_or(0) * 1024
}

/// This process and its children: the parsers. Empty where the system does not tell.
fn processes() -> Vec<String> {
    let mut all = vec!["self".to_owned()];
    let Ok(tasks) = std::fs::read_dir("/proc/self/task") else { return all };
    for task in tasks.flatten() {
        let children = std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
        all.extend(children.split_whitespace().map(str::to_owned));
    }
    all
}

/// CPU seconds of this process and its parsers so far; not a number where the system does not tell.
fn cpu_s() -> f64 {
    let mut ticks = 0.0;
    for process in processes() {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // The name of the program may hold blanks: fields are counted from behind it.
        let Some((_, rest)) = stat.rsplit_once(") ") else {
            if process == "self" {
                return f64::NAN;
            }
            continue;
        };
        // User and system time of the process, and of its children that have ended.
        ticks += rest.split(' ').skip(11).take(4).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>();
    }
    ticks / TICKS_PER_SECOND
}

#[cfg(test)]
mod tests {
    use super::{Timings, field};
    use quarterdeck_survey::{NoProgress, Progress, Stage};

    #[test]
    fn the_system_s_words_are_read() {
        let status = "Name:\tq\nVmRSS:\t  308472 kB\nRssAnon:\t 12 kB\nThreads:\t4\n";
        assert_eq!(field(status, "VmRSS:"), 308_472 * 1024);
        assert_eq!(field(status, "RssAnon:"), 12 * 1024);
        assert_eq!(field(status, "Threads:"), 0);
        assert_eq!(field("", "VmRSS:"), 0);
    }

    #[test]
    fn each_kind_of_stage_has_one_line() {
        let timings = Timings::new(&NoProgress);
        for stage in [Stage::Files, Stage::Commits, Stage::Files] {
            timings.stage(stage, Some(7));
        }
        let table = timings.table();
        let names: Vec<&str> = table.lines().map(|line| line.split("  ").next().unwrap_or("")).collect();
        assert_eq!(names, ["stage", "open", "read files", "walk commits", "whole run"], "{table}");
        assert!(table.lines().any(|line| line.starts_with("read files") && line.ends_with(" 14")), "{table}");
    }
}

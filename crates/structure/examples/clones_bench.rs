//! Speed and memory of clone search on made-up streams: `cargo run --release --example clones_bench [million tokens]`.
#![allow(clippy::print_stdout, reason = "an example prints")]

use quarterdeck_facts::FileIx;
use quarterdeck_languages::TokenStream;
use quarterdeck_structure::{CloneSource, find_clones};

/// A seeded generator: each run sees the same streams.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// Files of about 1,500 tokens; `copied` of 100 tokens are copied from anywhere before, with the lengths code has.
fn files(total: usize, copied: u64, letters: u64) -> Vec<Vec<u32>> {
    let mut random = Seeded(1);
    let mut all: Vec<u32> = Vec::new();
    let mut files = Vec::new();
    while all.len() < total {
        let mut file: Vec<u32> = Vec::new();
        let length = 300 + random.below(2_400) as usize;
        while file.len() < length {
            let piece = 20 + random.below(280) as usize;
            if random.below(100) < copied && all.len() > piece {
                let start = random.below((all.len() - piece) as u64) as usize;
                file.extend(&all[start..start + piece]);
            } else {
                // A few words make most of the tokens, as in code.
                let word = |random: &mut Seeded| random.below(letters) * random.below(letters) / letters;
                file.extend((0..piece).map(|_| word(&mut random) as u32));
            }
        }
        all.extend(&file);
        files.push(file);
    }
    files
}

/// Resident memory and its peak so far in MB, where the system tells.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or("");
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
    };
    (field("VmRSS"), field("VmHWM"))
}

/// Time on a processor so far: others on the machine do not count.
fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

fn measure(name: &str, files: Vec<Vec<u32>>) {
    let lines = |file: &Vec<u32>| (0..file.len() as u32).map(|at| 1 + at / 8).collect();
    let streams: Vec<TokenStream> =
        files.into_iter().map(|hashes| TokenStream { lines: lines(&hashes), hashes }).collect();
    let sources: Vec<CloneSource<'_>> = streams
        .iter()
        .enumerate()
        .map(|(at, tokens)| CloneSource { file: FileIx::new(at), language: "Go", tokens, uncounted_lines: &[] })
        .collect();
    let tokens: usize = streams.iter().map(|stream| stream.hashes.len()).sum();
    // Writing 5 there makes the system forget the peak; where that is not allowed, the peak is of the whole run.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = memory().0;
    let start = processor_seconds();
    let clones = find_clones(&sources, 50, 5);
    let seconds = processor_seconds() - start;
    let lines: u64 = clones.duplicated_lines.iter().map(|(_, lines)| u64::from(*lines)).sum();
    println!(
        "{name}: {:.1} M tokens, {seconds:.2} s, {} MB extra at the peak, {} groups, {} cut, {} places cut, {lines} lines",
        tokens as f64 / 1e6,
        memory().1.saturating_sub(before),
        clones.groups.len(),
        clones.cut,
        clones.places_cut,
    );
}

fn main() {
    let million: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(15);
    let total = million * 1_000_000;
    measure("code with 10 % copied", files(total, 10, 20_000));
    measure("code with 50 % copied", files(total, 50, 20_000));
    let half = files(total / 2, 10, 20_000);
    measure("all files twice", half.iter().chain(&half).cloned().collect());
    measure("runs of one token, many lengths", files(total, 50, 2));
    measure("eight letters, half copied", files(total, 50, 8));
    measure("one token only", vec![vec![0; 1_000_000]; million]);
    let block = |size: u32| (0..1_000_000).map(|at| at % size).collect::<Vec<u32>>();
    measure("one block again and again", (0..million).map(|at| block(60 + at as u32)).collect());
    let bitmap = |seed: u64| {
        let mut random = Seeded(seed);
        (0..1_000_000).map(|_| u32::from(random.below(30) == 0)).collect::<Vec<u32>>()
    };
    measure("tables of mostly zeros", (0..million as u64).map(bitmap).collect());
    let text = files(2_000, 0, 20_000).concat();
    let prefixes = (0..total / 1_000).map(|at| text[at % 1_000..at % 1_000 + 1_000].to_vec());
    measure("shifted views of one text", prefixes.collect());
}

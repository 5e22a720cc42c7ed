//! A thousand labour contracts, set and sealed by the company: documents a second and core, memory, and the processor
//! time of one document in a signing ceremony.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use chrono::{DateTime, Utc};
use domain::templates::{Kind, Language, TemplateText, fill, original, samples};
use server::templates::specimen;
use signing::authority::LocalAuthority;
use signing::{FONT_DIRS, LocalSigner, Mark, Renderer, SignatureDetails, prepare, sign};

const DOCUMENTS: usize = 1_000;

struct Bench {
    renderer: Renderer,
    text: TemplateText,
    samples: Vec<serde_json::Value>,
    stamps: evidence::timestamp::LocalAuthority,
    seal: LocalSigner,
    at: DateTime<Utc>,
}

pub fn run() {
    let at: DateTime<Utc> = "2026-10-20T02:00:00Z".parse().expect("a time");
    let authority = LocalAuthority::create("bench", at).expect("an authority");
    let bench = Bench {
        renderer: Renderer::new(&FONT_DIRS.map(PathBuf::from)).expect("the typefaces are installed"),
        text: original(Kind::LabourContract).expect("the text"),
        samples: samples(Kind::LabourContract),
        stamps: authority.timestamp_authority(at).expect("a timestamp authority"),
        seal: authority.company_seal("杭州示例智能科技有限公司", "91330100MA2EXAMPL0", at).expect("a seal"),
        at,
    };
    for warm in 0..20 {
        bench.sealed(warm);
    }
    let before = processor_seconds();
    bench.sealed(DOCUMENTS);
    println!("one document, set and sealed: {:.0} ms of processor time", (processor_seconds() - before) * 1e3);
    let (next, first) = (AtomicUsize::new(0), resident_megabytes());
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let (began, before) = (Instant::now(), processor_seconds());
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    if turn >= DOCUMENTS {
                        break;
                    }
                    bench.sealed(turn);
                    if turn == DOCUMENTS / 2 {
                        println!("after half of them: {} MB resident, {first} at the start", resident_megabytes());
                    }
                }
            });
        }
    });
    let (wall, busy) = (began.elapsed().as_secs_f64(), processor_seconds() - before);
    let count = DOCUMENTS as f64;
    println!(
        "{DOCUMENTS} documents in {wall:.1} s on {cores} cores: {:.1} a second, {:.1} a second of processor time; {} MB resident",
        count / wall,
        count / busy,
        resident_megabytes()
    );
}

impl Bench {
    fn sealed(&self, turn: usize) -> usize {
        let mut facts = self.samples[turn % self.samples.len()].clone();
        facts["employee"]["name"] = format!("员工{turn}").into();
        let filled = fill(&self.text, &facts, Language::Chinese).expect("it is whole");
        let contract = specimen(filled, &facts, "通用模板，第 1 版").expect("both sides are named");
        let made = self.renderer.render(&contract, &format!("AGR-2026-{turn:04}"), self.at).expect("it is set");
        let field = made.fields.iter().find(|field| field.role == "employer").expect("a place for the seal").clone();
        let mark = Mark::CompanySeal { name: contract.employer.name, inscription: None };
        let appearance = self.renderer.appearance(&mark, &field, self.at).expect("a seal's image");
        let prepared = prepare(&made.pdf, &made.fields).expect("fields");
        let reason = "签署《劳动合同书》";
        let details = SignatureDetails {
            name: "杭州示例智能科技有限公司",
            reason,
            location: None,
            at: self.at,
            appearance: &appearance,
        };
        sign(&prepared, "employer", &self.seal, &self.stamps, &details).expect("it is sealed").len()
    }
}

/// Of this process, user and system.
pub fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("the process's own times");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

pub fn resident_megabytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("the process's own memory");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<usize>().ok()).unwrap_or_default() / 1024
}

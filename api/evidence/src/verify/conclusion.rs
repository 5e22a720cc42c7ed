//! What the checks amount to, in sentences. Nothing is claimed that a check did not show.

use super::{Check, EntrySeen, Held, Outcome, Report, Sentence, StampSeen, Trail};
use crate::bundle::Slot;
use crate::sm2::Signed;

/// Names of the checks, in their order.
pub(super) const NAMES: [&str; 16] = [
    "archive",
    "bag",
    "layout",
    "keys",
    "checkpoints",
    "form",
    "inclusion",
    "signatures",
    "trails",
    "contents",
    "consistency",
    "timestamps",
    "heads",
    "texts",
    "sm2",
    "outside",
];

/// What holds when a check passes.
pub(super) fn claim(name: &str) -> Sentence {
    let (zh, en) = match name {
        "archive" => ("压缩包每一字节都与其内容相符", "every byte of the archive follows from its contents"),
        "bag" => ("全部文件与清单一致", "all files agree with the manifests"),
        "layout" => ("应有的文件齐全，没有多余文件", "the files that must be there are, and no others"),
        "keys" => ("密钥与策略一致", "keys and policy agree"),
        "checkpoints" => ("检查点由日志密钥签名", "the checkpoints are signed by the log's key"),
        "form" => ("条目均为规范形式并属于本日志", "the leaves are canonical and of this log"),
        "inclusion" => ("条目均在日志之中", "the entries are in the log"),
        "signatures" => ("条目均由应用密钥签名", "the entries are signed by the application's key"),
        "trails" => ("每个对象的条目连续无缺", "no subject's trail has a gap"),
        "contents" => ("内容与日志中的承诺值一致", "the contents open their commitments"),
        "consistency" => ("日志在各检查点之间只增不改", "the log only grew between the checkpoints"),
        "timestamps" => ("可信时间戳有效", "the timestamps are valid"),
        "heads" => ("对象的末尾条目未被截去", "no trail has its end cut off"),
        "sm2" => ("清单的国密签名（SM2/SM3）有效", "the signature by SM2 over the manifest by SM3 is valid"),
        "texts" => ("供人阅读的目录与条目一致", "the texts for people agree with the entries"),
        _ => ("与外部保存的检查点一致", "it agrees with the checkpoints kept outside"),
    };
    Sentence::new(zh, en)
}

pub(super) fn without_log(checks: Vec<Check>) -> Report {
    Report {
        checks,
        log: None,
        size: None,
        root: None,
        entries: Vec::new(),
        trails: Vec::new(),
        stamps: Vec::new(),
        proved: Vec::new(),
        not_proved: Vec::new(),
    }
}

/// What the checks read besides their findings.
pub(super) struct Seen {
    pub entries: Vec<EntrySeen>,
    pub trails: Vec<Trail>,
    pub stamps: Vec<StampSeen>,
    /// The signature by SM2 over the manifest.
    pub signed: Option<Signed>,
}

pub(super) fn report(held: &Held<'_>, mut checks: Vec<Check>, seen: Seen) -> Report {
    let Seen { entries, trails, stamps, signed } = seen;
    remark_on_times(&mut checks, &entries);
    let mut report = Report {
        log: Some(held.last.origin.clone()),
        size: Some(held.last.size),
        root: Some(held.last.root.base64()),
        entries,
        trails,
        stamps,
        ..without_log(checks)
    };
    if report.holds() {
        report.proved = proved(held, &report);
        report.proved.extend(signed.as_ref().map(signed_by));
    }
    report.not_proved = not_proved(held, &report);
    report.not_proved.extend(signed.as_ref().map(|signed| sm2_not_proved(held, signed)));
    report
}

fn remark_on_times(checks: &mut [Check], entries: &[EntrySeen]) {
    let Some(check) = checks.iter_mut().find(|check| check.name == "timestamps") else { return };
    let mut remark = |index: u64, zh: &str, en: &str| {
        let path = Slot::Leaf(index).path();
        check.remarks.push(super::Finding { path, said: Sentence::new(zh, en) });
    };
    for entry in entries {
        if entry.late {
            remark(
                entry.index,
                "补记：所称发生时间早于入日志时间十分钟以上",
                "recorded late: more than ten minutes after it is said to have happened",
            );
        }
        if entry.not_after.is_some_and(|time| entry.occurred > time) {
            remark(
                entry.index,
                "所称发生时间晚于其已被证明存在的时间",
                "it is said to have happened after the time by which it provably existed",
            );
        }
    }
}

fn proved(held: &Held<'_>, report: &Report) -> Vec<Sentence> {
    let (count, size) = (report.entries.len(), held.last.size);
    let mut said = vec![
        Sentence::new(
            format!("{count} 个条目都在日志 {} 的 {size} 个条目之中，与签署检查点时一致", held.last.origin),
            format!(
                "{count} entries are among the {size} of the log {}, as they were when its checkpoint was signed",
                held.last.origin
            ),
        ),
        Sentence::new(
            "所出示的内容就是写入日志时的内容，由所列应用密钥签名",
            "the contents shown are those that were logged, signed by the application keys listed",
        ),
    ];
    for trail in report.trails.iter().filter(|trail| trail.complete) {
        let subject = trail.subject.hex();
        let subject = subject.get(..16).unwrap_or_default();
        said.push(match trail.nothing_left_out_until {
            Some(size) => Sentence::new(
                format!("对象 {subject} 的第 1 至第 {} 条无一缺漏，且日志前 {size} 条中再无其他", trail.last),
                format!(
                    "entries 1 to {} of subject {subject} are all here, and the first {size} of the log hold no more",
                    trail.last
                ),
            ),
            None => Sentence::new(
                format!("对象 {subject} 的第 1 至第 {} 条无一缺漏", trail.last),
                format!("entries 1 to {} of subject {subject} are all here", trail.last),
            ),
        });
    }
    for StampSeen { size, time, authority, .. } in &report.stamps {
        let at = crate::bundle::beijing(*time);
        said.push(Sentence::new(
            format!("日志的前 {size} 条不晚于北京时间 {at} 存在（时间戳机构：{authority}）"),
            format!("the first {size} entries existed by {} (authority: {authority})", time.to_rfc3339()),
        ));
    }
    said
}

fn not_proved(held: &Held<'_>, report: &Report) -> Vec<Sentence> {
    let passed = |name: &str| {
        report.checks.iter().any(|c| c.name == name && c.outcome == Outcome::Passed && c.remarks.is_empty())
    };
    let mut said = vec![Sentence::new(
        "内容是否属实，以及是否有事未被记录",
        "that the content is true, and that nothing happened which was not recorded",
    )];
    if report.trails.iter().any(|t| t.complete && t.nothing_left_out_until.is_none()) {
        said.push(Sentence::new(
            "对象的最后一条之后没有其他条目（本证据包没有末尾证明）",
            "that a subject has no entries after its last one here (there is no proof of its head)",
        ));
    }
    if report.trails.iter().any(|trail| !trail.complete) {
        said.push(Sentence::new(
            "只作摘录的对象的条目是否完整",
            "that the trails of which only an extract is here are complete",
        ));
    }
    if !held.scope.absent.is_empty() {
        said.push(Sentence::new("未出示或者已删除的内容是什么", "what the contents were that are withheld or erased"));
    }
    if held.known.log_key.is_none() {
        said.push(Sentence::new(
            format!("日志公钥确属用人单位（公钥取自证据包：{}）", held.log_key),
            format!("that the log's key is the employer's (it came with the bundle: {})", held.log_key),
        ));
    }
    if !passed("outside") {
        said.push(Sentence::new(
            "运营者没有改写整个日志：运营者是当事人一方而非中立第三方，掌握全部密钥，且尚无见证人联署；请与外部保存的检查点（回执、见证、时间戳）核对",
            "that the operator did not rewrite the whole log: it is a party, not a neutral third, holds all keys, and no witness has cosigned; compare with checkpoints kept outside (receipts, witnesses, timestamps)",
        ));
    }
    said.push(time_not_proved(held, report));
    if held.entries.values().any(|e| e.intent.parts.iter().any(|part| part.sm3.is_some())) {
        said.push(Sentence::new(
            "条目中的 SM3 承诺值（未核对）",
            "the SM3 commitments in the leaves (they were not checked)",
        ));
    }
    said
}

fn signed_by(Signed { signer, .. }: &Signed) -> Sentence {
    Sentence::new(
        format!("全部文件的 SM3 清单由 {signer} 以 SM2 签名"),
        format!("the manifest of all files by SM3 was signed by {signer} with SM2"),
    )
}

fn sm2_not_proved(held: &Held<'_>, signed: &Signed) -> Sentence {
    let Signed { root, root_fingerprint, at, .. } = signed;
    match held.known.sm2_roots {
        None => Sentence::new(
            format!(
                "国密签名人的身份（根证书 {root} 取自证据包，SHA-256 指纹 {root_fingerprint}，请核对），以及签名的时间"
            ),
            format!(
                "who signed by SM2 (the root {root} came with the bundle, fingerprint {root_fingerprint}: compare it), and when"
            ),
        ),
        Some(_) => {
            let zh = format!("国密签名确在所称的北京时间 {} 作出", crate::bundle::beijing(*at));
            Sentence::new(zh, format!("that the signature by SM2 was made when it says, {}", at.to_rfc3339()))
        }
    }
}

fn time_not_proved(held: &Held<'_>, report: &Report) -> Sentence {
    if report.stamps.is_empty() {
        return Sentence::new(
            "任何时间：没有可信时间戳，发生时间只是应用的说法",
            "any time: there is no timestamp, and when things occurred is only what the application said",
        );
    }
    match held.known.roots {
        None => Sentence::new(
            "时间戳机构独立于用人单位（根证书取自证据包，请核对其指纹）",
            "that the time-stamping authority is independent of the employer (its root came with the bundle; compare the fingerprint)",
        ),
        Some(_) => {
            Sentence::new("比时间戳更精确的发生时间", "when things occurred, more exactly than the timestamps say")
        }
    }
}

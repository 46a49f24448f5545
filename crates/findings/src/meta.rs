//! What a check says of itself: declared beside its code, printed everywhere else.

/// The five dimensions of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Structure of the system.
    Architecture,
    /// Technical debt.
    Debt,
    /// Development process.
    Process,
    /// Security.
    Security,
    /// Team capability.
    Team,
}

impl Dimension {
    /// All, in the order of reports.
    pub const ALL: [Self; 5] = [Self::Architecture, Self::Debt, Self::Process, Self::Security, Self::Team];

    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Architecture => "architecture",
            Self::Debt => "debt",
            Self::Process => "process",
            Self::Security => "security",
            Self::Team => "team",
        }
    }

    /// The title of reports in English.
    pub fn title(self) -> &'static str {
        match self {
            Self::Architecture => "Architecture",
            Self::Debt => "Technical debt",
            Self::Process => "Development process",
            Self::Security => "Security",
            Self::Team => "Team",
        }
    }
}

/// Whether a check is on by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// On; measured precision of at least 90 %.
    Stable,
    /// Off unless asked for; precision not measured yet or under 90 %.
    Preview,
}

/// Where a fact of the catalogue comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// The repository alone.
    Repository,
    /// A code host, CI or tracker.
    Platform,
    /// Production, cloud or monitoring.
    Operations,
    /// People.
    People,
}

impl Access {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Repository => "repository",
            Self::Platform => "platform",
            Self::Operations => "operations",
            Self::People => "people",
        }
    }
}

/// One of the 135 checks of the catalogue, built or not.
#[derive(Debug, Clone, Copy)]
pub struct CatalogueEntry {
    /// `ARC-01`.
    pub id: &'static str,
    /// Kebab-case name of the subject.
    pub name: &'static str,
    /// Dimension.
    pub dimension: Dimension,
    /// Where its facts come from; any of them.
    pub access: &'static [Access],
    /// Weight in the grade and in coverage: 10 critical, 7.5 high, 5 medium, 2.5 low; in tenths (100, 75, 50, 25).
    pub weight_tenths: u32,
}

/// A text in English, beside the check; French and Dutch stand in `texts/fr.ftl` and `texts/nl.ftl` under
/// `<check id>-<key>`. The value is a Fluent pattern; arguments are those of the message.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// `title`, `consequence`, `remedy`, or the key of a message; `consequence-root` and `remedy-root` go with the message
    /// `found-root` in place of the plain ones.
    pub key: &'static str,
    /// Fluent pattern.
    pub english: &'static str,
}

/// A threshold: green end and red end, linear between them.
#[derive(Debug, Clone, Copy)]
pub struct ThresholdMeta {
    /// Name in the policy, unit last: `complex_code_share`.
    pub key: &'static str,
    /// Value that scores 1.
    pub green: f64,
    /// Value that scores 0.
    pub red: f64,
    /// Where the values come from; `proposal` when calibrated by us.
    pub source: &'static str,
}

/// Measured precision of a check: findings read by hand.
#[derive(Debug, Clone, Copy)]
pub struct Precision {
    /// Findings read.
    pub read: u32,
    /// Of those, true and useful.
    pub correct: u32,
    /// Repositories they came from.
    pub repositories: u32,
}

/// What a check says of itself. Every field is printed on its generated page.
#[derive(Debug, Clone, Copy)]
pub struct CheckMeta {
    /// Id in the catalogue, stable for ever: `DEB-02`.
    pub id: &'static str,
    /// The fault, kebab-case, so that "allow complex-functions" reads well.
    pub name: &'static str,
    /// Dimension.
    pub dimension: Dimension,
    /// On by default or not.
    pub status: Status,
    /// Version that brought it.
    pub since: &'static str,
    /// What it finds: the exact rule.
    pub finds: &'static str,
    /// Why it matters to the business.
    pub matters: &'static str,
    /// What evidence a finding carries.
    pub evidence: &'static str,
    /// How effort is estimated.
    pub effort: &'static str,
    /// Texts in English: at least `title`, `consequence`, `remedy`, `works` (what an ok outcome lets us say), and one per message.
    pub texts: &'static [Text],
    /// Thresholds with their defaults.
    pub thresholds: &'static [ThresholdMeta],
    /// Cases where it would be wrong, and what it does about each.
    pub exceptions: &'static [&'static str],
    /// Measured precision; `None` when not measured yet.
    pub precision: Option<Precision>,
    /// Papers, standards, tools that the rule or a threshold comes from.
    pub sources: &'static [&'static str],
}

impl CheckMeta {
    /// A stable check that says nothing of itself yet.
    pub const fn bare(id: &'static str, name: &'static str, dimension: Dimension) -> Self {
        Self {
            id,
            name,
            dimension,
            status: Status::Stable,
            since: "0.1.0",
            finds: "",
            matters: "",
            evidence: "",
            effort: "",
            texts: &[],
            thresholds: &[],
            exceptions: &[],
            precision: None,
            sources: &[],
        }
    }

    /// The English pattern of a text.
    pub fn text(&self, key: &str) -> Option<&'static str> {
        self.texts.iter().find(|text| text.key == key).map(|text| text.english)
    }
}

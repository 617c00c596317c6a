//! The tables that files of records fill, and the statements that do it: the same text on both engines.

use ilp::records::Kind;

/// A table, and where each of its columns waits.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    /// What a record says: the column, and the one of `staged_record` that it comes from.
    pub(super) says: &'static [(&'static str, &'static str, Holds)],
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Day,
    Number,
    Flag,
    /// One of our ids.
    Id,
}

use Holds::{Day, Flag, Id, Number, Text};

const WITHDRAWN: (&str, &str, Holds) = ("withdrawn", "withdrawn", Flag);

static PROGRAM: Table = Table {
    name: "program",
    says: &[
        ("kind", "kind", Text),
        ("name", "name", Text),
        ("since", "day", Day),
        ("until", "until", Day),
        ("detail", "detail", Text),
        WITHDRAWN,
    ],
};
static ASSESSMENT: Table = Table {
    name: "assessment",
    says: &[
        ("measure", "name", Text),
        ("day", "day", Day),
        ("hundredths", "hundredths", Number),
        ("unit", "unit", Text),
        ("detail", "detail", Text),
        WITHDRAWN,
    ],
};
static ASSESSMENT_OBJECTIVE: Table = Table {
    name: "assessment_objective",
    says: &[
        ("measure", "name", Text),
        ("objective", "part", Text),
        ("day", "day", Day),
        ("hundredths", "hundredths", Number),
        ("unit", "unit", Text),
        ("detail", "detail", Text),
        WITHDRAWN,
    ],
};
static ATTENDANCE: Table = Table {
    name: "attendance",
    says: &[
        ("day", "day", Day),
        ("organisation", "organisation", Id),
        ("class", "class", Id),
        ("kind", "kind", Text),
        ("hundredth_days", "hundredths", Number),
        ("minutes", "minutes", Number),
        ("detail", "detail", Text),
        WITHDRAWN,
    ],
};
/// What was done about an incident has a table of its own, so `outcome` stays empty: no file of incidents has a `part`.
static INCIDENT: Table = Table {
    name: "incident",
    says: &[
        ("day", "day", Day),
        ("kind", "kind", Text),
        ("outcome", "part", Text),
        ("detail", "detail", Text),
        WITHDRAWN,
    ],
};
static INCIDENT_ACTION: Table = Table {
    name: "incident_action",
    says: &[
        ("incident", "part", Text),
        ("day", "day", Day),
        ("kind", "kind", Text),
        ("hundredth_days", "hundredths", Number),
        ("detail", "detail", Text),
        WITHDRAWN,
    ],
};

/// The table that this kind of file fills.
pub(super) const fn of(kind: Kind) -> &'static Table {
    match kind {
        Kind::Programs => &PROGRAM,
        Kind::Assessments => &ASSESSMENT,
        Kind::AssessmentObjectives => &ASSESSMENT_OBJECTIVE,
        Kind::Attendance => &ATTENDANCE,
        Kind::Incidents => &INCIDENT,
        Kind::IncidentActions => &INCIDENT_ACTION,
    }
}

/// A row of the load that waits: `$1` is the tenant, `$2` the load.
pub(super) const WAITS: &str = "waiting.tenant = $1 and waiting.load = $2";

/// Two lines about one record.
pub(super) const REPEATS: &str = "earlier.tenant = waiting.tenant and earlier.load = waiting.load \
    and earlier.learner = waiting.learner and earlier.identity = waiting.identity and earlier.line < waiting.line";

/// The records by which a row that waits is known again: `$3` is the system.
const KNOWN: &str = "live.tenant = waiting.tenant and live.learner = waiting.learner and live.source = $3 \
    and live.identity = waiting.identity";

/// Every line that says something else than an earlier one about the same record.
pub(super) fn contradictions() -> String {
    const SAYS: [&str; 12] = [
        "kind",
        "name",
        "part",
        "day",
        "until",
        "hundredths",
        "unit",
        "minutes",
        "organisation",
        "class",
        "detail",
        "withdrawn",
    ];
    let differs =
        joined(&SAYS, " or ", |column| format!("waiting.{column} is distinct from earlier.{column}"));
    format!("staged_record waiting join staged_record earlier on {REPEATS} where {WAITS} and ({differs})")
}

impl Table {
    /// The rows that wait and of which nothing is known yet. To take back what was never there does nothing.
    pub(super) fn news(&self) -> String {
        format!(
            "staged_record waiting where {WAITS} and not waiting.withdrawn
                and not exists (select 1 from {} live where {KNOWN})",
            self.name
        )
    }

    /// The rows that wait beside the records that they correct.
    pub(super) fn corrections(&self) -> String {
        let name = self.name;
        let differs = joined(self.says, " or ", |(live, staged, _)| {
            format!("waiting.{staged} is distinct from live.{live}")
        });
        let stands = self.stands("live");
        format!(
            "staged_record waiting join {name} live on {KNOWN} where {WAITS} and {stands} and ({differs})"
        )
    }

    /// Adds rows: `$3` is the system, `$4` the moment. `from` is [`Table::news`] or [`Table::corrections`].
    pub(super) fn insert(&self, from: &str, corrects: &str) -> String {
        let columns = joined(self.says, ", ", |(live, _, _)| (*live).to_owned());
        let values = joined(self.says, ", ", |(_, staged, _)| format!("waiting.{staged}"));
        format!(
            "insert into {} (tenant, learner, id, identity, source, recorded_at, corrects, {columns})
             select waiting.tenant, waiting.learner, waiting.id, waiting.identity, $3, $4, {corrects}, {values} from {from}",
            self.name
        )
    }

    /// Whether a record is the last word of its chain of corrections.
    pub(super) fn stands(&self, row: &str) -> String {
        format!(
            "not exists (select 1 from {} later where later.tenant = {row}.tenant and later.learner = {row}.learner
                 and later.corrects = {row}.id)",
            self.name
        )
    }
}

fn joined<T>(parts: &[T], between: &str, write: impl Fn(&T) -> String) -> String {
    parts.iter().map(write).collect::<Vec<_>>().join(between)
}

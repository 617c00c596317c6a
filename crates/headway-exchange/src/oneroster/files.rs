//! The files of a set, and the columns of those that are read.

use super::Version;

macro_rules! data_files {
    ($($(#[$doc:meta])* $file:ident = $name:literal),+ $(,)?) => {
        /// A data file that `OneRoster` knows, of any version.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DataFile { $($(#[$doc])* $file,)+ }

        impl DataFile {
            /// Every known file.
            pub const ALL: &'static [Self] = &[$(Self::$file),+];

            /// The name in the zip: `users.csv`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$file => concat!($name, ".csv"),)+ }
            }

            /// The name of its property in the manifest: `file.users`.
            #[must_use]
            pub const fn property(self) -> &'static str {
                match self { $(Self::$file => concat!("file.", $name),)+ }
            }
        }
    };
}

data_files! {
    /// Districts, schools, departments.
    Orgs = "orgs",
    /// School years and their parts.
    AcademicSessions = "academicSessions",
    /// The catalogue.
    Courses = "courses",
    /// Courses as they are taught.
    Classes = "classes",
    /// Everybody.
    Users = "users",
    /// What people are, since 1.2.
    Roles = "roles",
    /// Who is in which class.
    Enrollments = "enrollments",
    /// Of which only the birth date is read.
    Demographics = "demographics",
    /// Not read: marks.
    Categories = "categories",
    /// Not read: resources.
    ClassResources = "classResources",
    /// Not read: resources.
    CourseResources = "courseResources",
    /// Not read: marks.
    LineItems = "lineItems",
    /// Not read: marks.
    LineItemLearningObjectiveIds = "lineItemLearningObjectiveIds",
    /// Not read: marks.
    LineItemScoreScales = "lineItemScoreScales",
    /// Not read: resources.
    Resources = "resources",
    /// Not read: marks.
    Results = "results",
    /// Not read: marks.
    ResultLearningObjectiveIds = "resultLearningObjectiveIds",
    /// Not read: marks.
    ResultScoreScales = "resultScoreScales",
    /// Not read: marks.
    ScoreScales = "scoreScales",
    /// Not read: it holds passwords.
    UserProfiles = "userProfiles",
    /// Not read: resources.
    UserResources = "userResources",
}

/// A column, and whether a bulk file must have it filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) required: bool,
    /// In some editions of the specification and not in others: neither its presence nor its absence is remarked on.
    pub(super) sometimes: bool,
}

impl DataFile {
    /// Whether this program reads the file; the others are left alone with a warning.
    #[must_use]
    pub fn is_read(self) -> bool {
        !columns_text(self, Version::V1_2).is_empty()
    }

    /// The columns in their normative order; empty for a file that is not read.
    pub(super) fn columns(self, version: Version) -> impl Iterator<Item = Column> {
        let own = columns_text(self, version);
        let common = if own.is_empty() { "" } else { "sourcedId* status dateLastModified" };
        common.split_whitespace().chain(own.split_whitespace()).map(|word| Column {
            name: word.trim_end_matches(['*', '?']),
            required: word.ends_with('*'),
            sometimes: word.ends_with('?'),
        })
    }
}

/// The columns after the three that all files share. `*`: must be filled; `?`: in some editions only.
///
/// # Source
/// 1EdTech `OneRoster` CSV binding 1.2 (2022) and 1.2.1 (2023), 1.1; the edition of 2022 alone has `resourceSourcedIds`.
const fn columns_text(file: DataFile, version: Version) -> &'static str {
    match (file, version) {
        (DataFile::Orgs, _) => "name* type* identifier parentSourcedId",
        (DataFile::AcademicSessions, _) => "title* type* startDate* endDate* parentSourcedId schoolYear*",
        (DataFile::Courses, _) => {
            "schoolYearSourcedId title* courseCode grades orgSourcedId* subjects subjectCodes"
        }
        (DataFile::Classes, _) => {
            "title* grades courseSourcedId* classCode classType* location schoolSourcedId* termSourcedIds* \
             subjects subjectCodes periods"
        }
        (DataFile::Users, Version::V1_1) => {
            "enabledUser* orgSourcedIds* role* username* userIds givenName* familyName* middleName identifier \
             email sms phone agentSourcedIds grades password"
        }
        (DataFile::Users, Version::V1_2) => {
            "enabledUser* username* userIds givenName* familyName* middleName identifier email sms phone \
             agentSourcedIds grades password userMasterIdentifier resourceSourcedIds? preferredGivenName \
             preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns"
        }
        (DataFile::Roles, _) => {
            "userSourcedId* roleType* role* beginDate endDate orgSourcedId* userProfileSourcedId"
        }
        (DataFile::Enrollments, _) => {
            "classSourcedId* schoolSourcedId* userSourcedId* role* primary beginDate endDate"
        }
        (DataFile::Demographics, _) => {
            "birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican \
             nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity \
             countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus"
        }
        _ => "",
    }
}

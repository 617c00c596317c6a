//! The people of Riverside: the named cast of tests, demo and README, and as many generated learners as are asked for.
//!
//! Values only: the cast is the same everywhere, the generated learners follow from a seed. All are invented.
//!
//! | who | login | who they are | what their plan shows |
//! |---|---|---|---|
//! | Maya Okafor, 13, grade 8 | `maya` | builds robots, draws comics | her own goals and steps; suggestions accepted, declined, put off; one from Ms. Rivera to answer |
//! | June Pham, 7, grade 2 | (none) | knows beetles; does not type | what she said or pointed at, typed by teacher and father, some of it still to be confirmed; in review |
//! | Mateo Santos Reyes, 15, grade 10 | `mateo` | trumpet, acoustics, Spanish and English | two plan types; a support seen differently, then changed and agreed; a counter-proposal |
//! | Elijah "Eli" Brooks, 18, grade 12 | `eli` | electrician to be; rights have passed to him | a plan type closed as reached; a supporter; one suggestion taken back, one overtaken |
//! | Theodor "Theo" Novak, 11, grade 6 | `theo` | trains, maps, dry jokes; speaks with a device; has an IEP | words by device and together with a supporter, confirmed; a school goal seen differently |
//! | Grace Okafor | `grace.okafor` | Maya's mother, a nurse on nights | observes, suggests, signs |
//! | Daniel Whitfield | `daniel.whitfield` | Maya's father | sees nothing: a court order |
//! | Rosario Reyes | `rosario` | Mateo's grandmother and guardian | writes in Spanish; what she suggested was accepted |
//! | Denise Brooks | `denise.brooks` | Eli's mother | reads on by his consent |
//! | Katarina Novak | `katarina.novak` | Theo's mother | took a different view back when it was heard |
//! | Elena Rivera | `ms.rivera` | English 8 | teaches Maya and nobody else of the cast |
//! | Tuan Pham | `mr.pham` | science, grades 6 and 8; June's father | two hats: Maya's and Theo's teacher, June's family |
//! | Leila Haddad | `ms.haddad` | second grade | records what June says |
//! | Jonah Kahale | `mr.kahale` | physics, electricity | owes Mateo an answer; Eli's supporter |
//! | Marcus Bell | `mr.bell` | counselor of the middle and high school | opens career plans |
//! | Ingrid Solberg | `ms.solberg` | case manager | Theo's supporter |
//! | Devon Clarke | `mx.clarke` | reading interventionist | repeated reading with June and Theo |
//! | Anita Deshmukh | `dr.deshmukh` | principal of the middle school | in no plan |
//! | Will Tanaka | `will.tanaka` | runs the system | in no plan |
//! | Ruth Abernathy | `ruth.abernathy` | privacy officer | in no plan |

mod generated;
pub mod riverside;
pub mod rostered;
mod rows;
mod say;
mod story;

pub use generated::{Absence, Assessment, CourseMark, Faculty, Learner, Program, Records, faculty, learners};
pub use riverside::{Riverside, riverside};
pub use rostered::Rostered;
pub use rows::{
    Class, Course, Enrolment, LearnerPlan, Look, Message, NotedTalk, Office, Organisation, Person, Relation,
    Schooling, Talk, Tenant, Term,
};

//! Names of many origins, for invented people.

pub(super) const GIVEN: &[&str] = &[
    "Aaliyah", "Aaron", "Abdi", "Abigail", "Adaeze", "Adrian", "Ahmed", "Aiden", "Aisha", "Aiyana", "Akira",
    "Alex", "Alina", "Amara", "Amina", "Amir", "Ana", "Anders", "Andre", "Angela", "Anh", "Anika", "Anton",
    "Araceli", "Ari", "Arjun", "Asher", "Astrid", "Ava", "Ayaan", "Ayla", "Beatriz", "Ben", "Bianca",
    "Blessing", "Brandon", "Brooke", "Caleb", "Camila", "Carlos", "Carmen", "Cedric", "Chidi", "Chloe",
    "Clara", "Cole", "Connor", "Daisy", "Dakota", "Daniela", "Darius", "David", "Deepa", "Delilah", "Diego",
    "Dmitri", "Dominic", "Eduardo", "Eleanor", "Elif", "Elise", "Emeka", "Emi", "Emma", "Eric", "Esther",
    "Ethan", "Eva", "Ezra", "Fatima", "Felix", "Fernando", "Finn", "Florence", "Gabriel", "Georgia",
    "Giovanni", "Grace", "Hana", "Hannah", "Harper", "Hassan", "Hazel", "Hugo", "Ibrahim", "Ida", "Imani",
    "Ines", "Isaac", "Isla", "Ivan", "Jada", "Jae", "Jamal", "Jasmine", "Javier", "Jaya", "Jonas", "Jordan",
    "Jose", "Joy", "Juan", "Julia", "Kai", "Kalani", "Karim", "Kateryna", "Kavya", "Keisha", "Kenji",
    "Khadija", "Kiana", "Kofi", "Lan", "Layla", "Leilani", "Leo", "Liam", "Lila", "Linh", "Luca", "Lucia",
    "Luis", "Mai", "Makoa", "Malik", "Marcus", "Maria", "Marisol", "Mei", "Micah", "Miguel", "Milo", "Min",
    "Mira", "Mohamed", "Nadia", "Naomi", "Natalia", "Nia", "Nico", "Nina", "Noah", "Nora", "Olena", "Olivia",
    "Omar", "Oscar", "Owen", "Paloma", "Patience", "Pedro", "Petra", "Priya", "Quinn", "Rafael", "Raj",
    "Rania", "Ravi", "Reese", "Rosa", "Ruby", "Rueben", "Sadie", "Sage", "Sam", "Samira", "Santiago",
    "Sasha", "Selam", "Sierra", "Silas", "Simone", "Sofia", "Soren", "Suki", "Talia", "Tariq", "Tatiana",
    "Tenzin", "Teresa", "Theodore", "Thi", "Tomas", "Trinity", "Tyler", "Uma", "Victor", "Viet", "Violet",
    "Wei", "Winona", "Xavier", "Ximena", "Yara", "Yonas", "Yosef", "Yuki", "Yusuf", "Zahra", "Zara", "Zion",
    "Zoe",
];

pub(super) const FAMILY: &[&str] = &[
    "Abbott", "Abdullah", "Acosta", "Adeyemi", "Aguilar", "Ahmed", "Akana", "Ali", "Allen", "Alvarez",
    "Andersen", "Andrade", "Ansah", "Antonov", "Aoki", "Arslan", "Asante", "Avila", "Bailey", "Baker",
    "Banerjee", "Barnes", "Barrera", "Bauer", "Begay", "Bekele", "Bell", "Benally", "Berg", "Boateng",
    "Brooks", "Brown", "Bui", "Burke", "Cabrera", "Campbell", "Cardenas", "Carlson", "Carter", "Castillo",
    "Chan", "Chavez", "Chen", "Cho", "Chukwu", "Clark", "Cohen", "Coleman", "Collins", "Cooper", "Cruz",
    "Dang", "Das", "Davis", "Delgado", "Desta", "Diallo", "Diaz", "Dixon", "Do", "Douglas", "Duong",
    "Edwards", "Eriksen", "Espinoza", "Estrada", "Evans", "Farah", "Ferrari", "Figueroa", "Fisher", "Flores",
    "Foster", "Freeman", "Fuentes", "Garcia", "Gebre", "Gonzalez", "Gordon", "Graham", "Green", "Gupta",
    "Haddad", "Haile", "Hall", "Hansen", "Harris", "Hassan", "Hayashi", "Hill", "Hoang", "Hoffman", "Holm",
    "Howard", "Hussein", "Huynh", "Ibarra", "Ibrahim", "Ito", "Ivanov", "Jackson", "Jensen", "Jimenez",
    "Johnson", "Jones", "Joseph", "Kaapana", "Kaplan", "Kaur", "Kealoha", "Keller", "Kelly", "Khan", "Kim",
    "King", "Kowalski", "Kumar", "Lam", "Larsen", "Le", "Lee", "Levy", "Lewis", "Li", "Lim", "Lin",
    "Lindgren", "Liu", "Lopez", "Luna", "Mahmoud", "Malik", "Martin", "Martinez", "Mbeki", "Mehta",
    "Mendoza", "Mensah", "Meyer", "Miller", "Mitchell", "Mohamed", "Molina", "Moore", "Morales", "Moreno",
    "Morgan", "Morozov", "Murphy", "Nakamura", "Nazari", "Nelson", "Nguyen", "Nielsen", "Noor", "Novak",
    "Nunez", "Obi", "Ochoa", "Okafor", "Okoye", "Olsen", "Omar", "Ortiz", "Osman", "Owens", "Pacheco",
    "Park", "Parker", "Patel", "Perez", "Petrov", "Pham", "Phan", "Phillips", "Popescu", "Powell",
    "Quintero", "Rahman", "Ramirez", "Ramos", "Reed", "Reyes", "Rivera", "Roberts", "Robinson", "Romero",
    "Rosen", "Rossi", "Ruiz", "Russo", "Sahin", "Salazar", "Saleh", "Sanchez", "Sandoval", "Santos", "Sato",
    "Schmidt", "Scott", "Shah", "Sharma", "Silva", "Singh", "Smith", "Soto", "Stewart", "Sullivan", "Suzuki",
    "Tadesse", "Tanaka", "Taylor", "Tesfaye", "Thomas", "Thompson", "Torres", "Tran", "Tsosie", "Tupou",
    "Turner", "Vang", "Vargas", "Vasquez", "Vega", "Volkov", "Vu", "Wagner", "Walker", "Wang", "Ward",
    "Watanabe", "Weber", "Weiss", "White", "Williams", "Wilson", "Wong", "Wood", "Wright", "Wu", "Xiong",
    "Yamamoto", "Yang", "Yazzie", "Yilmaz", "Young", "Zamora", "Zhang", "Zhou",
];

#[cfg(test)]
mod tests {
    use super::{FAMILY, GIVEN};

    #[test]
    fn there_are_names_enough_and_none_twice() {
        let distinct = |names: &[&str]| names.iter().collect::<std::collections::BTreeSet<_>>().len();
        assert!(150 <= distinct(GIVEN) && distinct(GIVEN) == GIVEN.len());
        assert!(200 <= distinct(FAMILY) && distinct(FAMILY) == FAMILY.len());
    }
}

//! Finds, for tests, the words with which Spanish says "tú" to somebody: an adult should read none of them.

/// Wherever they stand.
const ALWAYS: &str = "
    tu tus tú ti te contigo tuyo tuya tuyos tuyas
    abres aceptas agrega agregas aprendes buscas cambias conoces coordinas crees cuidas das dejas dices elegiste eliges entras eres
    escribes estabas estás guardas hablas haces has lees llamas llevas miras necesitas pides piensas pierdes pones presionas
    puedes quieres reconoces revisas sabes sales sigues sugieres tenías tienes trabajas usas vas ves vienes vuelves
    contarías defenderías dirías escribías extrañarías harías podrías
    agregues abras anotes digas elijas entres escribas hagas hayas mires pongas puedas quieras salgas tengas veas
    ayudarte darte decirte hacerte llevarte saltarte
    di haz pon ten
    anótala anótalo búscalo cámbialas cámbialo cópialo devuélvela dilo dime díselo déjalo déjala elígela elígelo escríbela
    escríbelo guárdala guárdalo hazlas hazlo imprímela imprímelas inténtalo léelo mándalo míralas míralo ponlo pregúntale
    revísala revísalo sácalo termínalo ábrela ábrelo úsalo";

/// At the beginning of a sentence; within one they are also what somebody else does.
const FIRST: &str = "
    abre anota busca cambia carga completa deja elige entra envía escribe habla imprime lee llama manda mira pide
    piensa prueba responde revisa usa ve vuelve";

/// They end as "escribiste" and "encontrarás" do, and speak to nobody.
const OTHERS: &str = "asiste atrás baste consiste contraste detrás existe insiste triste";

/// The words of a Spanish text that say "tú" to its reader, as they stand in it.
///
/// The most common ones are known by name, and the past and future by their endings: an imperative within a sentence that is
/// also a statement ("Guarda …") can slip through.
#[must_use]
pub fn familiar_words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for sentence in text.split(['.', ':', ';', '?', '!', '¿', '¡', '“', '\n']) {
        let words = sentence.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
        found.extend(
            words.enumerate().filter(|(n, word)| is_familiar(word, *n == 0)).map(|(_, w)| w.to_owned()),
        );
    }
    found
}

fn is_familiar(word: &str, is_first: bool) -> bool {
    let word = word.to_lowercase();
    let is_in = |list: &str| list.split_whitespace().any(|known| known == word);
    let ends = ["aste", "iste", "rás"].iter().any(|ending| word.ends_with(ending));
    is_in(ALWAYS) || (is_first && is_in(FIRST)) || (ends && !is_in(OTHERS))
}

#[cfg(test)]
mod tests {
    use super::familiar_words;

    #[test]
    fn what_is_said_to_the_young_is_found_and_what_somebody_does_is_not() {
        let check = |text: &str, expected: &[&str]| assert_eq!(familiar_words(text), expected, "{text}");
        check("Lee esto. Puedes cambiarlo; lo que escribiste queda.", &["Lee", "Puedes", "escribiste"]);
        check("¿Qué te gusta? Lo encontrarás aquí.", &["te", "encontrarás"]);
        check("La escuela lee esto y lo cambia. Puede cambiarlo; lo que existe queda atrás.", &[]);
    }
}

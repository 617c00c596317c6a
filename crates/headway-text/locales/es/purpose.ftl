# Para qué abre un plan la persona que cuida los registros.
purpose-title = ¿Para qué necesitas este plan?
purpose-way = Decir para qué necesitas este plan
purpose-lead = Como cuidas los registros, puedes abrir un plan si dices para qué. Tus palabras abren solo este plan durante { $minutes } minutos.
purpose-read-by = El o la estudiante lee estas palabras, y también los familiares que tienen derecho a saber quién miró.
purpose-words = Necesito este plan porque …
purpose-words-hint = Por ejemplo: una madre pidió una copia del expediente. Usa al menos 20 caracteres.
purpose-open = Abrir el plan
purpose-because = Ves esto porque cuidas los registros y dijiste: “{ $words }”
looked-officer-said = Cuida los registros de la escuela y dijo: “{ $words }”

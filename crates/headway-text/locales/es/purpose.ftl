# Para qué abre un plan la persona que cuida los registros.
purpose-title = ¿Para qué necesita este plan?
purpose-way = Decir para qué necesita este plan
purpose-lead = Como usted cuida los registros, puede abrir un plan si dice para qué. Sus palabras abren solo este plan durante { $minutes } minutos.
purpose-read-by = El o la estudiante lee estas palabras, y también los familiares que tienen derecho a saber quién miró.
purpose-words = Necesito este plan porque …
purpose-words-hint = Por ejemplo: una madre pidió una copia del expediente. Use al menos 20 caracteres.
purpose-open = Abrir el plan
purpose-because = Usted ve esto porque cuida los registros y dijo: “{ $words }”
looked-officer-said = Cuida los registros de la escuela y dijo: “{ $words }”

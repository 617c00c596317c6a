# Cartas para toda una clase o una lista de casos.
letters-way = Cartas para una clase o una lista de casos
letters-title = Cartas para una clase o una lista de casos
letters-lead = Una carta con un código para cada estudiante y cada familiar que todavía no tiene cuenta: todas juntas, cada una en su hoja y en el idioma de quien la recibe.
letters-search = Buscar una clase o una lista de casos
letters-words = Título de la clase, o nombre de quien lleva los casos
letters-all = Ver todo
letters-classes = Clases
letters-classes-none = Ninguna clase de hoy coincide. Las clases llegan con la lista de la escuela.
letters-caseloads = Listas de casos
letters-caseloads-none = Ninguna lista de casos coincide.
letters-students = { $count ->
    [one] 1 estudiante
   *[other] { $count } estudiantes
}
letters-next = Siguientes clases y listas de casos
letters-first = Volver a las primeras
letters-back = Todas las clases y listas de casos
letters-back-group = Volver a la clase o lista de casos
letters-of-class = Cartas para la clase { $name }
letters-of-caseload = Cartas para la lista de casos de { $name }
letters-whom = ¿Para quién?
letters-both = Estudiantes y sus familias
letters-families = Familias
letters-only-students = Estudiantes
letters-count = { $count ->
    [0] Nadie necesita una carta
    [one] 1 persona no tiene cuenta
   *[other] { $count } personas no tienen cuenta
}
letters-nobody = Todas las personas tienen cuenta, o no pueden tenerla: lo dice la lista de la escuela o no pueden ver el plan.
letters-part = Puede hacer { $count } cartas de una vez. Después vuelva aquí para las siguientes.
letters-part-again = Puede hacer de nuevo { $count } cartas de una vez. El enlace que está arriba de las cartas vuelve aquí para las siguientes.
letters-since = { $count ->
    [one] 1 de estas cartas se hizo después de que usted empezó a hacerlas de nuevo. Se queda como está.
   *[other] { $count } de estas cartas se hicieron después de que usted empezó a hacerlas de nuevo. Se quedan como están.
}
letters-names = Quiénes son
letters-family-of = familia de { $student }
letters-has = tiene una carta
letters-rule-once = Los códigos se muestran solo esta vez. Imprima las cartas antes de salir de la página; nadie puede buscar un código después.
letters-rule-language = Cada carta está en el idioma de quien la recibe; si Headway no lo tiene, en inglés y en español. Arriba dice con qué estudiante va a casa.
letters-rule-valid = Un código sirve una sola vez y durante 30 días.
letters-rule-earlier = Quien tiene una carta la conserva y no recibe otra. Si también hace esas de nuevo, los códigos de las cartas anteriores dejan de servir.
letters-sheets-title = Cartas para imprimir
letters-once = { $count ->
    [one] 1 carta. Imprímala ahora: el código se muestra solo esta vez.
   *[other] { $count } cartas. Imprímalas ahora: los códigos se muestran solo esta vez. Cada una empieza en otra hoja.
}
letters-by = Para llevar a casa: { $student }
letters-said-made = Estas cartas ya se hicieron y se mostraron. Sus códigos no se pueden mostrar otra vez. Si se perdieron, hágalas de nuevo.
letters-choice = { $whom }: { $count ->
    [0] nadie está sin carta y sin cuenta
    [one] 1 persona no tiene cuenta ni carta
   *[other] { $count } personas no tienen cuenta ni carta
}
letters-choice-has = { $count ->
    [one] 1 tiene una carta
   *[other] { $count } tienen una carta
}
letters-make = Hacer las cartas
letters-make-all = Hacer de nuevo todas las cartas y anular los códigos anteriores
letters-said-none = Nadie de quienes eligió necesita una carta. No se hizo ninguna.

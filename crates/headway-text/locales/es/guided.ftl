# A plan begun with one question a page, and two days of a plan side by side.
guided-far = Pregunta { $page } de { $count }
guided-goal = Una meta
guided-step = Un primer paso
guided-there = Esto lo escribiste antes
guided-more = Puedes agregar algo más o saltarte esta pregunta.
guided-save = Guardar y seguir
guided-skip = Saltar esta pregunta
guided-back = Atrás
guided-ways = Otras maneras de seguir
guided-leave = Salir de las preguntas. Lo que guardaste queda en tu plan.
guided-done-title = Ya terminaste
guided-done-kept = { $answered ->
    [0] Saltaste las { $count } preguntas. Puedes volver a ellas cuando quieras.
   *[other] Esa fue la última de { $count } preguntas. Respondiste { $answered }, y lo que escribiste queda guardado en tu plan.
}
guided-done-change = Puedes cambiar cada respuesta y agregar más cuando quieras.
guided-done-who = Tu plan lo pueden leer tu familia y las personas de la escuela que trabajan contigo. Tus palabras solo las puedes cambiar tú.
guided-done-read = Leer mi plan
guided-start = Responder una pregunta a la vez

compare-title = Qué cambió entre dos días
compare-lead = Desde el final del { $from } hasta el final del { $to }:
compare-same = Nada del plan es distinto entre el final del { $from } y el final del { $to }.
compare-from = Desde este día
compare-to = Hasta este día
compare-show = Comparar estos días
compare-back = Volver al historial
compare-link = Comparar dos días
compare-added = Nuevo
compare-changed = Cambiado
compare-taken-away = Quitado
compare-before = Antes
compare-after = Después
compare-stands = Cómo va

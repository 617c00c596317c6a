# Writing a goal.
goal-new-title = Una meta nueva
goal-new-lead = Dilo como se lo contarías a alguien de confianza. Puedes cambiarlo cuando quieras.
goal-edit-title = Cambiar esta meta
goal-edit-lead = La versión anterior queda en el historial. No se pierde nada.
goal-edit-reached-lead = Esta meta está marcada como lograda, y así se queda. Para lograr algo nuevo, agrega una meta.
goal-statement = ¿Qué quieres lograr?
goal-statement-hint = Escribe una sola meta a la vez.
goal-why = ¿Por qué te importa?
goal-done = ¿Cómo se va a notar que lo lograste?
goal-done-hint = Por ejemplo: mi nombre está en la lista del equipo.
goal-or-number = O pon un número que se pueda contar:
goal-unit = ¿Qué contamos?
goal-unit-hint = Por ejemplo: páginas terminadas.
goal-unit-missing = Di qué cuenta ese número.
goal-baseline = Cuánto llevas ahora
goal-target = A cuánto quieres llegar
goal-one-measure = Elige una sola cosa: cómo se va a notar, o un número.
goal-measure-kept = La forma de saberlo queda como está.
goal-by = ¿Para qué fecha?
goal-reach = ¿Para cuándo es?
goal-save = Guardar esta meta
goal-stop-title = Dejar esta meta por ahora
goal-stop-over-title = Esta meta ya terminó
goal-stop-lead = La meta se queda en el plan, y puedes retomarla cuando quieras.
goal-stop-why = ¿Por qué la dejas?
goal-stop-why-hint = Por ejemplo: ahora me importa más otra cosa. Lo pueden leer todas las personas que leen el plan.

# Writing a step.
step-new-title = Un paso nuevo
step-new-own-title = Algo que voy a hacer yo
step-own-lead = Este es un paso que das tú. { $name } lo lee enseguida. Para algo que { $name } podría hacer, sugiere un paso.
step-edit-title = Cambiar este paso
step-for-goal = Este paso es para la meta:
step-what = ¿Qué vas a hacer?
step-what-hint = Algo pequeño que se pueda empezar esta semana.
step-due = ¿Para qué fecha?
step-save = Guardar este paso

# Suggesting.
suggest-title = Sugerir otra versión
suggest-new-title = Sugerir una meta
suggest-step-title = Sugerir un paso
suggest-step-what = ¿Qué podría hacer { $name }?
suggest-lead = { $name } decide. Nada cambia antes de que { $name } diga que sí.
suggest-statement = ¿Cuál podría ser la meta?
suggest-why = ¿Por qué podría importarle a { $name }?
suggest-done = ¿Cómo se va a notar que { $name } lo logró?
suggest-baseline = Cuánto lleva ahora
suggest-target = A cuánto se quiere llegar
suggest-reason = ¿Por qué lo sugieres?
suggest-reason-hint = Escríbelo como una carta. Se lee junto con tu sugerencia.
suggest-save = Enviar esta sugerencia

# Seeing it differently.
differ-title = Yo lo veo de otra manera
differ-lead = Tus palabras estarán junto a esto, dondequiera que se muestre. Después las puedes retirar.
differ-words = ¿Cómo lo ves tú?
differ-words-hint = Lo pueden leer todas las personas que leen el plan.
differ-save = Guardar mis palabras
agree-title = ¿Qué piensas de esto?
agree-lead = La escuela hace esto para { $name }. Nadie tiene que estar de acuerdo. Lo que digas estará junto a esto, y después lo puedes cambiar.
agree-lead-you = La escuela hace esto para ti. No tienes que estar de acuerdo. Lo que digas estará junto a esto, y después lo puedes cambiar.
agree-words = Por qué, con tus palabras
agree-words-hint = Lo pueden leer todas las personas que leen el plan.

# Forms of the plan.
form-cancel = Volver sin guardar
form-read-by = El estudiante y la familia leerán lo que escribas aquí.
away-title = ¿Lo escribiste por error?
away-lead = Puedes quitarlo. Sale del plan, y el historial lo guarda.
away-done = Esto se quitó: “{ $words }”. El historial lo guarda.
away-back = Ponerlo otra vez
away-button = Quitar esto
form-not-a-date = Esto no es una fecha. Escríbela así: 2026-12-31.
form-date-too-far = Elige un año entre 1900 y 2200.
form-date-past = Ese día ya pasó. Elige un día que todavía no haya pasado, o déjalo vacío.
form-not-a-number = Escribe un número, como 12 o 3.5.
form-unstorable = Hay un carácter en este texto que no podemos guardar. Escribe el texto otra vez.
both-now = Lo que dice ahora
both-yours = Lo que tú escribiste
both-how = Tus palabras están en el formulario de abajo. Cámbialas como quieras y guarda. Entonces queda tu versión, y la otra sigue en el historial.

# Why something was not done.
refused-stale = Alguien cambió esto mientras escribías. No se perdió nada tuyo. Mira los dos textos y decide.
refused-settled = Esto ya tiene respuesta.
refused-withdrawn = Esto se retiró, así que ahora no se puede cambiar.
refused-other = Esto no se pudo guardar. Mira el plan otra vez e inténtalo de nuevo.
refused-not-yours = Esto es de otra persona, y solo ella lo puede cambiar. Puedes sugerirle un cambio.
refused-leader = La dirección ve nombres, números y razones. Las palabras de un plan son para quienes trabajan con el o la estudiante.
refused-family = Tus derechos en este plan no incluyen esto. Pregunta en la oficina de la escuela si crees que deberían.
refused-student = En tu plan, esto solo lo puede hacer otra persona.
refused-not-carried = Conoces a este o esta estudiante, pero tu trabajo no incluye esto.
refused-no-contact = Una orden de la corte no te permite hacer esto. Todavía puedes leer el plan.
refused-rights-passed = Desde el { $on } el o la estudiante es mayor de edad y decide quién lee el plan. Puede darte permiso.
refused-purpose = Primero di con palabras para qué necesitas este plan.
refused-sign-in-again = Primero entra otra vez. Para esto hace falta haber entrado hace poco.
refused-too-many = Hoy lo has hecho demasiadas veces.
refused-own-family = Esto es sobre ti o tu propia familia. Lo tiene que hacer otra persona.

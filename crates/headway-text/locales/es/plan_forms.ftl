# Writing a goal.
goal-new-title = Una meta nueva
goal-new-lead = Dilo como se lo dirías a un amigo. Puedes cambiarlo cuando quieras.
goal-edit-title = Cambiar esta meta
goal-edit-lead = La versión anterior queda en el historial. No se pierde nada.
goal-statement = ¿Qué quieres lograr?
goal-statement-hint = Una sola meta en cada formulario.
goal-why = ¿Por qué te importa?
goal-done = ¿Qué habrá pasado?
goal-done-hint = Por ejemplo: mi nombre está en la lista del equipo.
goal-or-number = O da un número para seguirlo:
goal-unit = ¿Qué contamos?
goal-unit-hint = Por ejemplo: páginas terminadas.
goal-unit-missing = Di qué cuenta el número.
goal-baseline = Dónde estás ahora
goal-target = A dónde quieres llegar
goal-one-measure = Elige uno: lo que habrá pasado, o un número.
goal-measure-kept = La forma de saberlo queda como está.
goal-by = ¿Para cuándo?
goal-reach = ¿Qué tan lejos está?
goal-save = Guardar esta meta

# Writing a step.
step-new-title = Un paso nuevo
step-edit-title = Cambiar este paso
step-for-goal = Este paso es para la meta:
step-what = ¿Qué vas a hacer?
step-what-hint = Algo pequeño que puedas empezar esta semana.
step-due = ¿Hasta cuándo?
step-save = Guardar este paso

# Suggesting.
suggest-title = Sugerir otra versión
suggest-new-title = Sugerir una meta
suggest-lead = { $name } decide. Nada cambia antes de que { $name } diga que sí.
suggest-statement = ¿Cuál podría ser la meta?
suggest-why = ¿Por qué podría importarle al estudiante?
suggest-baseline = Cómo está ahora
suggest-target = A qué se quiere llegar
suggest-reason = ¿Por qué lo sugiere?
suggest-reason-hint = Escríbalo como una carta. Se lee junto con su sugerencia.
suggest-save = Enviar esta sugerencia

# Seeing it differently.
differ-title = Yo lo veo de otra manera
differ-lead = Sus palabras estarán junto a esto, dondequiera que se muestre.
differ-words = ¿Cómo lo ve usted?
differ-words-hint = Lo pueden leer todas las personas que leen el plan.
differ-save = Ponerlo al lado

# Forms of the plan.
form-cancel = Volver sin guardar
form-not-a-date = Esto no es una fecha. Escríbala así: 2026-12-31.
form-date-too-far = Elige un año entre 1900 y 2200.
form-not-a-number = Escribe un número, como 12 o 3.5.
form-unstorable = Hay un signo en este texto que no podemos guardar. Escribe el texto otra vez.
both-now = Lo que dice ahora
both-yours = Lo que tú escribiste
both-how = Tus palabras están en el formulario de abajo. Cámbialas como quieras y guarda. Entonces queda tu versión, y la otra sigue en el historial.

# Why something was not done.
refused-stale = Alguien cambió esto mientras escribías. No se perdió nada tuyo. Mira los dos textos y decide.
refused-settled = Esto ya tiene respuesta.
refused-withdrawn = Esto se retiró, así que ahora no se puede cambiar.
refused-other = Esto no se pudo guardar. Mira el plan otra vez e inténtalo de nuevo.
refused-not-yours = Esto es de otra persona, y solo ella puede hacerlo. Usted puede sugerirle un cambio.
refused-leader = La dirección ve nombres, números y razones. Las palabras de un plan son para quienes trabajan con el o la estudiante.
refused-family = Sus derechos en este plan no incluyen esto. Pregunte en la oficina de la escuela si cree que deberían.
refused-student = Esto lo hacen otras personas. No es parte de tu página.
refused-not-carried = Usted conoce a este o esta estudiante, pero su trabajo no incluye esto.
refused-no-contact = Una orden de la corte no le permite hacer esto. Usted todavía puede leer el plan.
refused-rights-passed = Desde el { $on } el o la estudiante es mayor de edad y decide quién lee el plan. Puede darle permiso a usted.
refused-purpose = Primero tiene que decir con palabras para qué necesita este plan.
refused-sign-in-again = Primero entre otra vez. Para esto hace falta haber entrado hace poco.
refused-too-many = Hoy lo ha hecho demasiadas veces.
refused-own-family = Esto es sobre usted o su propia familia. Lo tiene que hacer otra persona.

# The plan itself.
plan-title-you = Mi plan
plan-title = El plan de { $name }
plan-belongs-you = Este plan es tuyo. Nadie cambia tus palabras, solo tú.
    .formal = Este plan es suyo. Nadie cambia sus palabras, solo usted.
plan-belongs = Las palabras de este plan son de { $name }, y nadie más las cambia. Los demás pueden sugerir.
plan-contents = Partes de este plan
plan-go-to = Ir a una parte del plan
plan-part-empty = (todavía sin llenar)
plan-up = Subir a la lista de partes
plan-gaps = Todavía sin llenar. Sugerir palabras para:
plan-back = Volver al plan
plan-history = Todos los cambios, y el plan en cualquier día
plan-who-looked = Quién miró este plan
plan-letters = { $count ->
    [one] 1 sugerencia espera tu respuesta
   *[other] { $count } sugerencias esperan tu respuesta
}
    .formal = { $count ->
        [one] 1 sugerencia espera su respuesta
       *[other] { $count } sugerencias esperan su respuesta
    }
plan-suggestions = Sugerencias hasta ahora
plan-later = Para la próxima reunión
plan-somebody = Alguien
plan-you = Tú
    .formal = Usted
plan-you-among = tú
    .formal = usted
plan-by-policy = Una regla de la escuela
plan-by-import = Los registros de la escuela
plan-typed-by-you = { $typist } escribió esto por ti.
    .formal = { $typist } escribió esto por usted.
plan-you-typed = Escribiste esto en nombre de { $name }.
    .formal = Usted escribió esto en nombre de { $name }.
plan-typed-by = { $typist } escribió esto en nombre de { $name }.
plan-provisional = { $name } todavía no ha revisado estas palabras.
plan-provisional-yours = Todavía no has revisado estas palabras.
    .formal = Todavía no ha revisado estas palabras.
plan-provisional-changed = Otra persona cambió esto por ti. ¿Está bien así?
    .formal = Otra persona cambió esto por usted. ¿Está bien así?
plan-provisional-you = Otra persona escribió esto por ti. ¿Son estas tus palabras?
    .formal = Otra persona escribió esto por usted. ¿Son estas sus palabras?
plan-taken-away = Este texto se quitó. El historial dice quién lo hizo y con qué regla.
plan-seen-differently = Yo lo veo de otra manera
plan-seen-differently-whole = Yo veo este plan de otra manera

# Its parts, in the student’s voice.
plan-aspect-strength = Lo que hago bien
plan-aspect-interest = Lo que me gusta
plan-aspect-value = Lo que me importa
plan-aspect-learn = Cómo aprendo mejor
plan-aspect-language = Mis idiomas
plan-aspect-need = Lo que necesito
plan-aspect-way = Lo que se me dificulta
plan-aspect-access = Lo que necesito para participar
plan-hopes = A dónde quiero llegar
plan-goals = Mis metas
plan-goals-empty = Todavía no hay ninguna meta. Una meta es algo que quieres lograr, dicho con tus palabras.
    .formal = Todavía no hay ninguna meta. Una meta es algo que usted quiere lograr, dicho con sus palabras.
plan-goals-empty-of = Todavía no hay ninguna meta. Una meta es algo que { $name } quiere lograr, dicho con sus propias palabras.
plan-steps = Mis otros pasos
plan-wishes = Cursos que me gustaría tomar, y cosas que he hecho
plan-school = Lo que la escuela hace por mí
plan-others = Lo que ven los demás
plan-family = Palabras de mi familia
plan-notes = Mis notas
plan-reviews = Reuniones sobre este plan
plan-steps-of-goal = Pasos

# What an item says.
plan-kind-intervention = Ayuda extra
plan-kind-support = Apoyo
plan-kind-course = Curso
plan-kind-experience = Algo que hice
plan-area-education = Estudios después de la preparatoria (high school)
plan-area-employment = Trabajo
plan-area-living = Mi propia vida
plan-reach-short = Este año escolar
plan-reach-long = Después de este año escolar
plan-sure = Qué tan claro lo tengo
plan-not-sure = Todavía no lo tengo claro, y está bien
plan-why-it-matters = Por qué importa
plan-why = Por qué
plan-when = Cuándo
plan-measure = Cómo lo sabremos
plan-measure-number = { $target } { $unit }
plan-measure-count = { $target } { $unit } en { $days } días
plan-measure-from = { $aim } (al principio: { $now })
plan-measure-levels = Paso a paso: { $levels }. La meta: { $target }
plan-by-when = Para el
plan-standards = Estándares de aprendizaje
plan-iep-goal = Meta del IEP (el plan de educación especial)
plan-who-does = Quién lo hace
plan-due = Para el
plan-help-by = Con
plan-dose = Cuánto
plan-dose-is = { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
}, { $times ->
    [one] 1 vez por semana
   *[other] { $times } veces por semana
}, { $group ->
    [one] de forma individual
   *[other] en un grupo de { $group }
}
plan-days = Fechas
plan-between = Del { $from } al { $until }
plan-since = Desde
plan-misses = Clase que me pierdo por esto
    .formal = Clase que se pierde por esto
plan-ensured-by = Quién se encarga
plan-school-year = Año escolar
plan-learned = Lo que aprendí
plan-agenda = Temas
plan-people = Quiénes
plan-outcome = Lo que se dijo
plan-next-review = Próxima reunión
plan-seen-assessment = Se notó en una prueba
plan-seen-class = Se notó en clase
plan-seen-activity = Se notó fuera de clase
plan-seen-observation = Alguien lo notó

# Where it stands.
plan-stage-under-way = Comenzado el { $on }
plan-stage-paused = En pausa desde el { $on }
plan-stage-done = Hecho el { $on }
plan-stage-reached = Lograda el { $on }
plan-stage-dropped = Se dejó el { $on }
plan-stage-stopped = Se dejó por ahora el { $on }
plan-stage-withdrawn = Se retiró el { $on }
plan-said-yes = { $name } dijo que sí el { $on }.
plan-said-yes-you = Dijiste que sí el { $on }.
    .formal = Usted dijo que sí el { $on }.
plan-agreed = De acuerdo: { $names }
plan-agreed-you = Estás de acuerdo.
    .formal = Usted está de acuerdo.
plan-agreed-not-yet = Nadie ha dicho todavía que está de acuerdo. La escuela lo hace de todos modos. El o la estudiante y la familia pueden decir lo que piensan en cualquier momento.
plan-agreed-not-yet-you = Nadie ha aceptado esto todavía. La escuela lo hace de todos modos, y tú puedes decir lo que piensas.
    .formal = Nadie ha aceptado esto todavía. La escuela lo hace de todos modos, y usted puede decir lo que piensa.
plan-agreed-differently = Alguien lo ve de otra manera.
plan-agree-mine-yes = Dijiste que estás de acuerdo.
    .formal = Usted dijo que está de acuerdo.
plan-agree-mine-suggested = Tú lo pediste.
    .formal = Usted lo pidió.
plan-agree-mine-differently = Dijiste que lo ves de otra manera.
    .formal = Usted dijo que lo ve de otra manera.
plan-agree-mine-not-yet = Dijiste: todavía no.
    .formal = Usted dijo: todavía no.
plan-agree-mine-before = Dijiste lo que piensas antes de que esto cambiara.
    .formal = Usted dijo lo que piensa antes de que esto cambiara.

# What can be done.
plan-edit = Cambiar esto
plan-suggest = Sugerir otra versión
plan-add-goal = Agregar una meta
plan-suggest-goal = Sugerir una meta
plan-add-step = Agregar un paso
plan-add-own-step = Agregar algo que voy a hacer yo
plan-suggest-step = Sugerir un paso
plan-differ = Yo lo veo de otra manera
plan-agree = ¿Estás de acuerdo con esto?
    .formal = ¿Está de acuerdo con esto?
plan-agree-yes = Estoy de acuerdo
plan-agree-not-yet = Todavía no
plan-agree-differently = Lo veo de otra manera
plan-differ-take-back = Retirar mis palabras
plan-step-done = Marcar como hecho
plan-step-not-done = En realidad no está hecho
plan-goal-reached = Lo logré
plan-goal-not-reached = En realidad no la he logrado
plan-let-go = Dejar esta meta por ahora
plan-take-up = Retomar esto

# Why a reader at work sees it.
because-teaches = Usted ve esto porque { $name } está en su clase { $class }.
because-counselor = Usted ve esto porque es consejero o consejera de { $name }.
because-case-manager = Usted ve esto porque coordina el caso de { $name }.
because-interventionist = Usted ve esto porque trabaja con { $name }.
because-supporter = Ves esto porque { $name } te pidió decidir juntos.
    .formal = Usted ve esto porque { $name } le pidió decidir juntos.
because-office = Usted ve esto por su cargo.
because-log = El o la estudiante y la familia leen todo lo que usted escribe aquí. El o la estudiante puede ver que usted miró, y también los familiares que tienen ese derecho.

# Around the day on which the rights over the records become the student’s own.
passing-soon-you = A partir del { $on }, los derechos sobre tus registros escolares son tuyos, y este plan es uno de ellos. Desde entonces tu familia lo lee solo si lo aceptas o si la ley le da otra razón.
    .formal = A partir del { $on }, los derechos sobre sus registros escolares son suyos, y este plan es uno de ellos. Desde entonces su familia lo lee solo si usted lo acepta o si la ley le da otra razón.
passing-over-you = Desde el { $on }, los derechos sobre tus registros escolares son tuyos, y este plan es uno de ellos. Tu familia lo lee solo si lo aceptas o si la ley le da otra razón.
    .formal = Desde el { $on }, los derechos sobre sus registros escolares son suyos, y este plan es uno de ellos. Su familia lo lee solo si usted lo acepta o si la ley le da otra razón.
passing-soon-family = A partir del { $on }, los derechos sobre los registros escolares, y también sobre este plan, son de { $name }. Desde entonces usted puede leer el plan solo si { $name } lo acepta. La oficina de la escuela sabe qué más permite la ley.
passing-over-family = Desde el { $on }, los derechos sobre los registros escolares son de { $name }. Usted lee este plan porque { $name } lo aceptó o porque la ley le da otra razón.

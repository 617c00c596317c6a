# Writing what a plan says: about me, hopes, wishes, what I have done, notes, what others see.
entry-title-course = Un curso que me gustaría tomar
entry-title-experience = Algo que he hecho
entry-title-note = Una nota
entry-title-observation = Lo que yo veo

entry-ask-strength = ¿Qué haces bien?
entry-ask-interest = ¿Qué te gusta, o de qué quieres saber más?
entry-ask-value = ¿Qué te importa?
entry-ask-learning = ¿Cómo aprendes mejor?
entry-ask-language = ¿Qué idioma hablas, lees o usas en señas?
entry-ask-need = ¿Qué necesitas?
entry-ask-in-my-way = ¿Qué te lo pone difícil?
entry-ask-access = ¿Qué necesitas para poder participar?
entry-ask-hope = ¿Qué quieres hacer después de la escuela?
entry-ask-course = ¿Qué curso te gustaría tomar?
entry-ask-experience = ¿Qué hiciste?
entry-ask-note = ¿Qué quieres anotar?
entry-ask-observation = ¿Qué has visto?

entry-hint-strength = Piensa en qué te piden ayuda los demás. Las cosas pequeñas también cuentan.
entry-hint-interest = Todo cuenta: un juego, un animal, una pregunta que te da vueltas en la cabeza.
entry-hint-value = Piensa en lo que defenderías, o en lo que extrañarías.
entry-hint-learning = Piensa en lo último que aprendiste con facilidad. ¿Qué te ayudó?
entry-hint-language = Di dónde lo usas: en casa, con tus amistades, en la escuela.
entry-hint-need = Di qué haría que la escuela fuera mejor para ti.
entry-hint-in-my-way = Puede ser algo grande o pequeño. Los demás solo pueden ayudar con lo que saben.
entry-hint-access = Por ejemplo: un asiento adelante, letras grandes, más tiempo, tu propia tableta.
entry-hint-hope = No hace falta que lo tengas claro. Puedes anotar varios sueños y cambiarlos.
entry-hint-course = Escribe su nombre, o lo que te gustaría aprender en él.
entry-hint-experience = Un club, un trabajo, cuidar a tu familia, una visita: lo que haces fuera de clase cuenta.
entry-hint-note = Palabras que no caben en otro lugar. Las pueden leer todas las personas que leen el plan.
entry-hint-observation = Escribe solo lo que tú has visto. Queda en “Lo que ven los demás”, con tu nombre.

entry-add-strength = Agregar algo que hago bien
entry-add-interest = Agregar algo que me gusta
entry-add-value = Agregar algo que me importa
entry-add-learning = Agregar cómo aprendo mejor
entry-add-language = Agregar un idioma
entry-add-need = Agregar algo que necesito
entry-add-in-my-way = Agregar algo que me lo pone difícil
entry-add-access = Agregar lo que necesito para participar
entry-add-hope = Agregar un sueño
entry-add-course = Agregar un curso
entry-add-experience = Agregar algo que he hecho
entry-add-note = Agregar una nota
entry-add-family = Agregar palabras tuyas
entry-add-observation = Escribir lo que yo veo

entry-sees-strength = Algo que hace bien
entry-sees-interest = Algo que le gusta
entry-sees-value = Algo que le importa
entry-sees-learning = Cómo aprende mejor
entry-sees-language = Un idioma
entry-sees-need = Algo que necesita
entry-sees-in-my-way = Algo que se lo pone difícil
entry-sees-access = Lo que necesita para participar

entry-area = ¿De qué parte de la vida se trata?
entry-sure = Lo tengo bastante claro
entry-no-year = Todavía no lo sé
entry-from = ¿Cuándo empezó?
entry-until = ¿Cuándo terminó?
entry-ends-before = Este día es antes del comienzo. Elige un día que venga después, o déjalo vacío.
entry-learned = ¿Qué aprendiste?
entry-aspect = ¿De qué se trata?
entry-choose = Elige una de estas respuestas.
entry-new-lead = Dilo con tus palabras. No hay respuestas equivocadas, y puedes cambiarlo cuando quieras.
entry-observation-lead = { $name } lo lee enseguida. Queda junto a las palabras de { $name }, nunca en su lugar.
entry-save = Guardar
entry-confirm = Sí, son mis palabras
entry-confirm-no = No, quitar esto

entry-suggest = Sugerir palabras para “{ $part }”
entry-suggest-title = Sugerir palabras para “{ $part }”
entry-suggest-words = ¿Qué podría decir { $name } aquí?
entry-suggest-hint = Escríbelo como lo podría decir { $name }.

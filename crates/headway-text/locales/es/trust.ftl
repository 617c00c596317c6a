# Un cargo de confianza, administración o privacidad, se da y se termina entre dos personas que administran.
trust-ask = Pedir un cargo de confianza
trust-ask-lead = Quien administra el sistema o cuida los registros se elige entre dos personas que administran: usted lo pide y otra está de acuerdo.
trust-way = Pedir el cargo de { $office }
trust-way-end = Pedir que termine el cargo de { $office }
trust-waiting-own = Usted lo pidió; otra persona que administra dirá si está de acuerdo. Ábralo para retirar lo que pidió:
trust-waiting = Esto espera a otra persona que administra. Ábralo para decir si está de acuerdo:
trust-waits-give = Dar a { $name }: { $office }
trust-waits-end = Quitar a { $name }: { $office }
trust-of-a-school = Su cargo de administración es de una sola escuela. Las páginas Personas, Auditoría y Sistema son de todo el distrito. Si las necesita, hable con quien administra el distrito.

trust-title-give = Pedir un cargo: { $office }
trust-title-end = Pedir que termine un cargo: { $office }
trust-title-asked-give = Dar un cargo: { $office }
trust-title-asked-end = Terminar un cargo: { $office }
trust-lead-give = Es para { $name }.
trust-lead-end = Se trata del cargo de { $name }.
trust-lead-two = Un cargo de confianza necesita a dos personas que administran. Usted lo pide y otra dice que sí en los 7 días siguientes.
trust-lead-alone = Un cargo de confianza necesita a dos personas que administran, y ahora no hay nadie más que pueda estar de acuerdo. Primero dé el cargo a una segunda persona: quien maneja el servidor lo hace ahí con el comando headway office. Cuando esa persona pueda iniciar sesión, pídalo aquí.
trust-asked-by = { $by } pidió esto el { $on }. Hable antes con quien lo pide. Puede decir que sí hasta el { $until }.
trust-asked-own = Usted pidió esto el { $on }. Otra persona que administra puede decir que sí hasta el { $until }. Si no hay otra, quien maneja el servidor puede hacerlo ahí con el comando headway office.
trust-from-hint = Empieza ese día o, si es más tarde, el día en que alguien esté de acuerdo.
trust-until-hint = Déjelo vacío si el cargo todavía no tiene fin.

trust-effects = Qué va a pasar
trust-effect-not-yet = Nada cambia antes de que otra persona que administra esté de acuerdo.
trust-effect-give-blank = Si alguien está de acuerdo, { $name } tiene este cargo en todo el distrito: { $office }. Empieza en el primer día que usted elija, y no antes de que alguien diga que sí.
trust-effect-give = { $name } tiene este cargo en todo el distrito, { $place }, desde el { $from }: { $office }.
trust-effect-give-until = { $name } tiene este cargo en todo el distrito, { $place }, desde el { $from } hasta el { $until }: { $office }.
trust-effect-administrator = Quien administra ve el nombre, la cuenta y los cargos de todas las personas, hace cartas, cierra cuentas y lee la auditoría: con nombres de estudiantes en lo que toca a las cuentas, nunca en lo que toca a un plan. Este cargo no abre ningún plan.
trust-effect-privacy-officer = Quien lleva la privacidad lee el plan de cualquier estudiante después de decir para qué, ve y cambia vínculos familiares, consentimientos y órdenes de un juez, lee la auditoría con nombres y exporta la lista de quién miró a quién.
trust-effect-letter = Hay una carta para esta persona que nadie ha usado. Su código dejará de servir.
trust-effect-letters = Cualquier carta hecha para esta persona y no usada hasta entonces dejará de servir.
trust-effect-no-account = Todavía no tiene cuenta. Cuando tenga el cargo, una carta para esta persona también necesita a dos que administran.
trust-effect-let-in = Abrió su cuenta el { $on } con una carta que hizo { $by }. Pregúntele en persona si la cuenta es suya.
trust-effect-audit = La auditoría guarda quién lo pidió y quién estuvo de acuerdo.
trust-effect-end = { $name } deja de tener este cargo el día en que otra persona que administra esté de acuerdo: { $office }. Sus páginas se le cierran al momento.
trust-effect-end-say = { $name } no puede impedirlo aquí. Hable con esta persona.
trust-effect-end-others = Su cuenta y sus demás cargos quedan como están.
trust-effect-end-letters = Durante 30 días más, una carta para esta persona necesita a dos que administran.

trust-ask-give = Pedirlo a otra persona que administra
trust-ask-end = Pedir a otra persona que administra que termine
trust-agree-give = De acuerdo: dar este cargo
trust-agree-end = De acuerdo: terminar este cargo
trust-decline = No estoy de acuerdo
trust-take-back = Retirar lo que pedí

trust-said-asked = Usted lo pidió. Todavía no cambió nada: otra persona que administra puede decir que sí en los 7 días siguientes. Lo ve arriba en su página Personas.
trust-said-recalled = Ya no espera. No cambió nada.
trust-refused-last-officer = Ya nadie más cuidaría los registros. Primero dé a otra persona el cargo de privacidad y asegúrese de que puede entrar.
trust-refused-takes-two = Este cargo necesita a dos personas que administran. Elíjalo en “Pedir un cargo de confianza”. No se dio nada.
trust-refused-no-second = Nadie más podría estar de acuerdo, así que no se pidió nada. Primero dé el cargo a una segunda persona que administre: quien maneja el servidor lo hace ahí con el comando headway office. Cuando esa persona pueda iniciar sesión, pídalo aquí.
trust-refused-not-staff = Un cargo de confianza es para alguien que trabaja en el distrito y tiene una cuenta. No se pidió nada. Primero dele el cargo en el que trabaja y una carta para iniciar sesión.
trust-refused-whole = Este cargo es de todo el distrito y no de una parte. Elija el distrito. No se pidió nada.
trust-refused-held = Ya tiene este cargo en algunos de esos días. No cambió nada.
trust-refused-days = El último día pasa antes de que el cargo pueda empezar. No cambió nada.
trust-refused-waits = Alguien que administra ya pidió algo sobre este cargo de esta persona. Abra lo que espera arriba en la página Personas y diga si está de acuerdo antes de pedirlo otra vez.
trust-refused-over = Esto ya no espera: pasó una semana, o se hizo, se retiró o cambió desde entonces. Ahora no cambió nada. Mire los cargos de esta persona y pídalo otra vez si todavía hace falta.
trust-refused-own-asking = Usted pidió esto. Otra persona que administra dice si está de acuerdo. No cambió nada.
trust-refused-about-you = Se trata de su propio cargo. Lo deciden otras personas que administran.
trust-refused-one-hand = Usted o quien lo pidió dejó entrar a la otra persona con una carta, así que las dos cuentas podrían ser de una sola persona. Otra persona que administra dice si está de acuerdo. Si no hay otra, quien maneja el servidor pone ahí una contraseña nueva para una de las dos.

trust-did-ask-give = Pedir que se dé un cargo
trust-did-ask-end = Pedir que termine un cargo
trust-did-recall = Retirar o rechazar un cargo
trust-noted-from = { $office }, { $days }
trust-duty-why = Lo pidió otra persona que administra. Puede decir que sí hasta el { $until }.

# Lo que otras personas anotaron sobre quien cuida los registros, y lo que por eso no se le muestra.
trust-order-effect = { $name } cuida los registros. Una orden, o ser familia, le quita también en su cargo los registros de { $student }. Si hay una tercera persona que lleva la privacidad y cuida estos registros, se le avisa.
trust-order-effect-administrator = { $name } administra el sistema. Si hay otra persona que lleva la privacidad y cuida estos registros, se le avisa de la orden.
trust-duty-keeper = { $by } anotó una orden de un juez o un vínculo familiar sobre { $who }
trust-duty-keepers = { $by } anotó una orden de un juez o un vínculo familiar sobre { $who }, lo más reciente de { $count }
trust-duty-keeper-why = { $who } cuida los registros. Desde el { $on }, y mientras valga, no le toca cuidar los de ese estudiante. Revise si es correcto.
trust-duty-administrator-why = { $who } administra el sistema. El primer día es el { $on }. Revise si es correcto.
trust-audit-kept-away = { $count ->
    [one] 1 hecho de la auditoría es sobre un estudiante cuyos registros a usted no le toca cuidar: por su propia familia o por una orden. Está aquí sin nombre, y ninguna búsqueda por nombre lo encuentra. Otra persona que lleva la privacidad puede leerlo.
   *[other] { $count } hechos de la auditoría son sobre estudiantes cuyos registros a usted no le toca cuidar: por su propia familia o por una orden. Están aquí sin nombre, y ninguna búsqueda por nombre los encuentra. Otra persona que lleva la privacidad puede leerlos.
}
trust-export-left-out = { $count ->
    [one] Falta 1 fila de estos días: a usted no le toca cuidar esos registros, por su propia familia o por una orden. Otra persona que lleva la privacidad puede exportarla.
   *[other] Faltan { $count } filas de estos días: a usted no le toca cuidar esos registros, por su propia familia o por una orden. Otra persona que lleva la privacidad puede exportarlas.
}
trust-export-hidden = { $count ->
    [one] En todo el registro hay 1 fila que a usted no le toca cuidar, por su propia familia o por una orden. No está en ningún archivo. Otra persona que lleva la privacidad puede exportarla.
   *[other] En todo el registro hay { $count } filas que a usted no le toca cuidar, por su propia familia o por una orden. No están en ningún archivo. Otra persona que lleva la privacidad puede exportarlas.
}
trust-export-told = { $count ->
    [one] Faltó 1 fila.
   *[other] Faltaron { $count } filas.
}

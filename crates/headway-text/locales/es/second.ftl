# Una carta para quien administra el sistema o cuida los registros necesita a dos personas que administran.
second-needed = Esta persona administra el sistema o cuida los registros, o lo hizo en los últimos 30 días. Quien tenga su carta puede hacer lo mismo que ella. Por eso hacen falta dos: usted pide la carta y otra persona que administra la hace en los 7 días siguientes.
second-ask = Pedir una carta
second-waits = Usted pidió una carta. Otra persona que administra puede hacerla hasta el { $until }. Si no hay otra, quien maneja el servidor puede poner ahí una contraseña.
second-agree = { $by } pide una carta para esta persona. Hable antes con quien la pide. Si está de acuerdo, hágala hasta el { $until }. Después la entrega usted.
second-make = De acuerdo: hacer la carta
second-take-back = No hacer esta carta
second-own = Alguien pidió una carta para usted. La hace otra persona que administra.
second-asked-by-you = Usted pidió esta carta. La hace otra persona que administra. No se hizo nada.
second-said-asked = Usted pidió la carta. Otra persona que administra puede hacerla en los 7 días siguientes; la encuentra en su página Personas.
second-waiting = Una carta espera a otra persona que administra. Abra a la persona para decir si está de acuerdo:
second-did = Pedir una invitación
second-duty = Decidir si se hace una carta para { $name }
second-duty-why = La pidió otra persona que administra. Se puede hacer hasta el { $until }.
second-one-hand = Usted o quien la pidió dejó entrar a la otra persona con una carta, así que las dos cuentas podrían ser de una sola persona. La carta la hace otra persona que administra. Si no hay otra, quien maneja el servidor pone ahí una contraseña nueva para una de las dos.

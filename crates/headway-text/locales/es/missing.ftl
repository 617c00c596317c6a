# Quién falta entre las personas y cómo llega.
missing-title = Falta alguien, o necesita a otra persona que administre
missing-roster = Un estudiante, un docente u otra persona del personal
missing-roster-how = Llegan con la lista de la escuela. Anote a la persona en el sistema de donde viene la lista y después cargue una lista nueva en el servidor. La página Sistema dice cómo, y cuándo llegó la última.
missing-family = Un familiar que la lista de la escuela no tiene
missing-family-how = La persona encargada de la privacidad lo anota en la página Derechos: allí abre al estudiante y anota un vínculo familiar con alguien nuevo. Después aparece aquí.
missing-account = Alguien que está aquí y no puede entrar
missing-account-how = Abra su página y haga una carta con un código. Si olvidó la contraseña, haga una carta nueva.
missing-administrator = Otra persona que administre
missing-administrator-how = Primero tiene que estar aquí, como personal de la lista de la escuela, y poder entrar. Quien hace su carta no toma parte en lo que sigue. Una persona que administra lo pide en la página, en la parte Cargos, y otra está de acuerdo a más tardar en 7 días. ¿Son menos de tres? Entonces quien maneja el servidor da el cargo con el comando headway office.
missing-nobody = Aquí ya nadie puede entrar
missing-nobody-how = Quien maneja el servidor pone allí una contraseña, para alguien por su número en la lista de la escuela. El comando lee la contraseña del teclado:

home-title = Hoy
home-greeting = Hola, { $name }
home-empty-title = Aquí estará tu próximo paso
home-empty = En cuanto haya algo que hacer o responder, lo encontrarás en esta página.
home-empty-step = Lee cómo funciona Headway
home-own = Mi plan
home-child = El plan de { $name }
home-students = Mis estudiantes

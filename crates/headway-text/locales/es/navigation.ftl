# Los caminos que hay en cada página, según quién la lee.
navigation-label = Páginas
navigation-today = Hoy
navigation-plan = Mi plan
navigation-talk = Mensajes
navigation-looked = Quién lo ha visto
navigation-child = Plan de { $name }
navigation-students = Estudiantes
navigation-people = Personas
navigation-reviews = Revisiones
navigation-audit = Auditoría
navigation-system = Sistema

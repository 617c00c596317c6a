system-title = Sistema
system-lead = Cómo funciona Headway en su distrito. Nada de esta página viene del plan de un estudiante.
system-now = Ahora
system-version = Versión
system-up = En marcha desde hace
system-engine = Base de datos
system-place = Dónde se guarda
system-size = Tamaño de la base de datos
system-people = Personas
system-people-count = { $count ->
    [one] 1 persona
   *[other] { $count } personas
}
system-sessions = Sesiones abiertas ahora
system-sessions-count = { $count ->
    [0] ningún navegador
    [one] 1 navegador
   *[other] { $count } navegadores
}
system-days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
system-hours = { $count ->
    [one] 1 hora
   *[other] { $count } horas
}
system-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
}
system-number = { $count }
system-backup = Copia de seguridad
system-backup-none = Headway todavía no sabe de ninguna copia de seguridad.
system-backup-last = Última copia: { $when }, { $size }, en { $file }.
system-backup-when = Última copia: { $when }
system-backup-how = Ejecute esto cada noche en el servidor. Headway sigue trabajando, la copia se prueba antes de recibir su nombre y después esta página muestra cuándo se hizo. Guarde copias también en otra máquina.
system-backup-server = PostgreSQL se copia con sus propias herramientas, así que Headway no puede saber de esas copias. Ejecute esto cada noche en el servidor y pruebe de vez en cuando a recuperar una copia con pg_restore.
system-check-how = Para ver si todo lo guardado está completo, y si cada plan es la suma de sus cambios, ejecute esto en el servidor:
system-loads = Listas de la escuela
system-loads-none = Todavía no se ha cargado ninguna lista. Las personas que hay aquí llegaron sin ella.
system-roster-load = Una lista trae a las personas, las escuelas y las clases, y las mantiene al día. Cargue una en el servidor:
system-roster-came = La última lista llegó el { $on }.
system-roster-new = { $count ->
    [0] No trajo a nadie nuevo.
    [one] Trajo a 1 persona nueva.
   *[other] Trajo a { $count } personas nuevas.
}
system-roster-changed = { $count ->
    [0] De nadie cambió nada.
    [one] De 1 persona cambió algo.
   *[other] De { $count } personas cambió algo.
}
system-roster-known = { $count ->
    [one] Headway conoce a 1 persona.
   *[other] Headway conoce en total a { $count } personas.
}
system-roster-old = Tiene { $days } días: aquí no se sabe quién llegó, se fue o cambió de clase desde entonces. Cargue una nueva en el servidor:
system-support = Para soporte técnico
system-support-lead = Nombres y números que ayudan a quien busca una falla.
system-earlier = Qué cambió cada una de las últimas listas
system-load-same = Se cargó la lista de { $system } y no cambió nada.
system-load-changed = Se cargó la lista de { $system }.
system-load-table = Qué cambió: { $when }
system-table = Tabla
system-added = Añadidas
system-changed = Cambiadas
system-rows = Filas
system-rows-more = más de { $count }
system-jobs = Trabajos aparte
system-jobs-none = No hay nada en espera y no se hizo nada últimamente.
system-job-queued = espera
system-job-running = se está haciendo
system-job-done = está hecho
system-job-failed = se dejó sin hacer: { $why }
system-tables = Lo que se guarda
system-tables-lead = Filas de su distrito por tabla. Las tablas vacías no se muestran.
system-migrations = Cambios de las tablas
system-backup-cron = Ponga esta línea en el archivo /etc/cron.d/headway del servidor. Antes, cree el usuario headway y la carpeta de las copias, como dice el README.

"""Spanish, as in Spain."""

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

SPAIN = Locale(
    language="es-ES",
    country="ES",
    country_name="España",
    calling_code="34",
    trades=trades("""
        panaderia | Panadería | pan de masa madre; tartas de boda; desayunos para empresas; repostería sin gluten
        dental | Clínica dental | limpiezas; implantes; ortodoncia invisible; odontopediatría
        abogados | Abogados | derecho laboral; herencias; divorcios; contratos mercantiles
        fontaneria | Fontanería | urgencias 24 horas; reformas de baños; calderas; detección de fugas
        hostal | Hostal | habitaciones con balcón; desayuno casero; salas de reuniones; rutas guiadas
        restaurante | Restaurante | arroces a la leña; menú del día; celebraciones; vinos de la tierra
        carpinteria | Carpintería | armarios a medida; puertas macizas; escaleras; muebles de cocina
        taller | Taller mecánico | revisiones; neumáticos; chapa y pintura; aire acondicionado
        floristeria | Floristería | ramos de novia; coronas; plantas de interior; talleres florales
        arquitectura | Estudio de arquitectura | viviendas unifamiliares; rehabilitación; licencias; dirección de obra
        asesoria | Asesoría fiscal | contabilidad; nóminas; autónomos; declaración de la renta
        informatica | Informática | tiendas en línea; copias de seguridad; redes de oficina; soporte remoto
    """),
    cities=cities("""
        Madrid | 280## | | 910 12 ## ##
        Barcelona | 080## | | 931 23 ## ##
        Sevilla | 410## | | 954 23 ## ##
        Valencia | 460## | | 963 45 ## ##
    """),
    streets=listed("""
        Calle Mayor, {}
        Avenida de la Constitución, {}
        Plaza de España, {}
        Calle del Príncipe, {}
        Paseo de la Alameda, {}
    """),
    town_line="{postcode} {city}",
    first_names=("Lucía", "Íñigo", "María", "Álvaro", "Carmen", "José", "Begoña", "Andrés", "Nuria"),
    last_names=("García", "Núñez", "Serrano", "Vázquez", "Ibáñez", "Molina", "Ortega", "Peña", "Castillo", "Prieto"),
    name_forms=("{noun} {last}", "{noun} {last} S.L.", "{noun} Hermanos {last}", "{last} {noun}"),
    national=("{local}", "{dots}", "{solid}", "0034 {solid}"),
    international=("+34 {local}", "(+34) {local}"),
    labels=mapped(
        LABELS,
        """
        Inicio
        Sobre nosotros
        Servicios
        Equipo
        Noticias
        Contacto
        Aviso legal
        Política de privacidad
        Teléfono
        Fax
        Correo electrónico
        Dirección
        Horario
        Síguenos
        Compartir
        Leer más
        Todos los derechos reservados
        Gerente
        NIF-IVA
        Registro Mercantil
        Lun–Vie 9:00–18:00
        Escríbenos
        Envía un correo a
        Llámanos
        Buscar
        Tu nombre
        Tu mensaje
        Enviar
        Este sitio utiliza cookies para funcionar correctamente.
        Aceptar
        Página no encontrada
    """,
    ),
    paths=mapped(
        PAGES,
        """
        sobre-nosotros
        servicios
        equipo
        noticias
        contacto
        aviso-legal
        privacidad
    """,
    ),
    mailboxes=("info", "empleo", "administracion", "pedidos"),
    sentences=listed("""
        Desde {year}, {company} trabaja en {city} con una idea sencilla: hacer bien lo que se promete.
        Lo que más nos piden es {service}, y por eso hemos ampliado también {other}.
        {person} atiende cada encargo en persona y resuelve cualquier duda sobre {service}.
        Preferimos decir que no a tiempo antes que dejar a nadie esperando una respuesta.
        Estamos a cinco minutos a pie de la estación de {city} y disponemos de aparcamiento propio.
        En {year} nos mudamos a un local más amplio para dar a {service} el espacio que merece.
        Compramos siempre que podemos a proveedores cercanos, a los que conocemos por su nombre.
        El presupuesto es gratuito, se entrega por escrito y tiene validez de treinta días.
        Para {service} hacen falta paciencia, buenas herramientas y ganas; aquí sobran las tres.
        Colegios, asociaciones y empresas de {city} confían en nosotros para {other} desde hace años.
        Si es urgente, llama: casi siempre encontramos un hueco en la misma semana.
        Cada curso formamos a dos aprendices, y la mayoría se queda con nosotros.
        Lo que nos distingue se dice pronto: precios claros y una sola persona que conoce tu caso.
        «Escucharon, explicaron y cumplieron la fecha», nos escribió una clienta sobre {service}.
        La lista de precios de {other} está en el escaparate y también la enviamos por correo.
        La familia fundó {company} en {year} y hasta hoy sigue siendo independiente.
    """),
    charsets=(("utf-8", 84), ("windows-1252", 16)),
)

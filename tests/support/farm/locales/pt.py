"""Portuguese, as in Portugal and in Brazil."""

from dataclasses import replace

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

PORTUGAL = Locale(
    language="pt-PT",
    country="PT",
    country_name="Portugal",
    calling_code="351",
    trades=trades("""
        padaria | Padaria | pão de fermentação lenta; bolos de casamento; pastéis de nata; pão sem glúten
        dentaria | Clínica dentária | higiene oral; implantes; aparelhos invisíveis; dentisteria infantil
        advogados | Advogados | direito do trabalho; heranças; direito da família; contratos
        canalizador | Canalizações | urgências; casas de banho; esquentadores; bombas de calor
        pensao | Pensão | quartos com varanda; pequeno-almoço; salas de reunião; passeios guiados
        restaurante | Restaurante | peixe grelhado; menu do dia; festas; vinhos da região
        carpintaria | Carpintaria | roupeiros por medida; escadas; janelas; cozinhas
        oficina | Oficina | revisões; pneus; chapa e pintura; ar condicionado
        florista | Florista | ramos de noiva; coroas; plantas de interior; decoração de salas
        arquitetura | Ateliê de arquitetura | moradias; reabilitação; licenciamentos; interiores
        contabilidade | Contabilidade | contas anuais; salários; declarações fiscais; criação de empresas
        quinta | Quinta | provas de vinho; azeite biológico; turismo rural; cabazes
    """),
    cities=cities("""
        Lisboa | 11##-0## | | 211 234 ###
        Porto | 40##-0## | | 221 234 ###
        Coimbra | 30##-0## | | 239 234 ###
    """),
    streets=listed("""
        Rua da Liberdade {}
        Avenida da República {}
        Largo da Igreja {}
        Rua das Flores {}
        Travessa do Sol {}
    """),
    town_line="{postcode} {city}",
    first_names=("Inês", "João", "Catarina", "Tomás", "Luísa", "Gonçalo", "Mónica", "Rui"),
    last_names=("Silva", "Ferreira", "Gonçalves", "Conceição", "Araújo", "Simões", "Magalhães", "Batista", "Leitão"),
    name_forms=("{noun} {last}", "{noun} {last}, Lda.", "{noun} Irmãos {last}", "{last} {noun}"),
    national=("{local}", "{solid}", "{dots}", "00351 {local}"),
    international=("+351 {local}", "(+351) {local}"),
    labels=mapped(
        LABELS,
        """
        Início
        Sobre nós
        Serviços
        Equipa
        Notícias
        Contactos
        Informação legal
        Política de privacidade
        Telefone
        Fax
        E-mail
        Morada
        Horário
        Siga-nos
        Partilhar
        Ler mais
        Todos os direitos reservados
        Gerente
        NIF
        Registo comercial
        Seg–Sex 9h–18h
        Escreva-nos
        Envie um e-mail para
        Ligue-nos
        Procurar
        O seu nome
        A sua mensagem
        Enviar
        Este sítio utiliza cookies para funcionar bem.
        Aceitar
        Página não encontrada
    """,
    ),
    paths=mapped(
        PAGES,
        """
        sobre-nos
        servicos
        equipa
        noticias
        contactos
        informacao-legal
        privacidade
    """,
    ),
    mailboxes=("geral", "recrutamento", "financeiro", "encomendas"),
    sentences=listed("""
        Desde {year} que {company} trabalha em {city} com gosto pelas coisas bem feitas.
        O que mais nos pedem é {service}; por isso aumentámos também {other}.
        {person} acompanha cada cliente e responde a todas as perguntas sobre {service}.
        Preferimos aceitar menos trabalho a deixar alguém sem resposta.
        Estamos a cinco minutos a pé da estação de {city} e temos estacionamento no pátio.
        Em {year} mudámos para instalações maiores, e {service} ganhou finalmente espaço.
        Sempre que possível compramos a produtores vizinhos, que conhecemos pelo nome.
        O orçamento é gratuito, por escrito e válido por trinta dias.
        Para {service} é preciso paciência, boas ferramentas e amor ao ofício.
        Escolas, associações e empresas de {city} contam connosco para {other} há muitos anos.
        Se for urgente, telefone: quase sempre encontramos lugar na mesma semana.
        Todos os anos recebemos dois aprendizes, e a maioria fica.
        O que nos distingue diz-se depressa: preços claros e uma só pessoa que conhece o seu caso.
        «Ouviram, explicaram e cumpriram o prazo», escreveu-nos uma cliente sobre {service}.
        A lista de preços de {other} está na montra e também a enviamos.
        A família fundou {company} em {year} e a casa mantém-se independente até hoje.
    """),
    charsets=(("utf-8", 86), ("windows-1252", 14)),
)

BRAZIL = replace(
    PORTUGAL,
    language="pt-BR",
    country="BR",
    country_name="Brasil",
    calling_code="55",
    cities=cities("""
        São Paulo | 01###-### | 11 | 3456-####
        Rio de Janeiro | 20###-### | 21 | 3456-####
        Curitiba | 80###-### | 41 | 3456-####
    """),
    streets=listed("""
        Rua XV de Novembro, {}
        Avenida Brasil, {}
        Rua das Palmeiras, {}
        Alameda Santos, {}
    """),
    last_names=("Souza", "Oliveira", "Pereira", "Nascimento", "Araújo", "Barbosa", "Cardoso", "Assunção"),
    name_forms=("{noun} {last}", "{noun} {last} Ltda.", "{noun} Irmãos {last}", "{last} {noun}"),
    national=("({area}) {local}", "{area} {local}"),
    international=("+55 {area} {local}", "+55 ({area}) {local}"),
)

"""Countries by the names that addresses give them: in English, in their own languages and in those of neighbours."""

from __future__ import annotations

# An ISO 3166 code and its names; an underscore stands for a space within one.
_NAMES = """
    AE united_arab_emirates uae الإمارات دبي الإمارات_العربية_المتحدة u.a.e. | AL albania shqipëri shqipëria |
    AM armenia հայաստան | AO angola | AR argentina | AT austria österreich autriche oostenrijk rakousko ausztria |
    AU australia | AZ azerbaijan azərbaycan | BA bosnia_and_herzegovina bosna_i_hercegovina |
    BD bangladesh বাংলাদেশ | BE belgium belgië belgique belgien bélgica belgio | BF burkina_faso |
    BG bulgaria българия | BH bahrain البحرين | BI burundi | BJ benin bénin | BO bolivia |
    BR brazil brasil brasilien brésil brasile | BW botswana | BY belarus беларусь | CA canada kanada canadá |
    CD democratic_republic_of_the_congo république_démocratique_du_congo rdc | CG republic_of_the_congo |
    CH switzerland schweiz suisse svizzera suiza suíça | CI ivory_coast côte_d'ivoire côte_d’ivoire |
    CL chile chili | CM cameroon cameroun | CN china 中国 p.r._china pr_china p._r._china chine 中华人民共和国 |
    CO colombia |
    CR costa_rica república_de_costa_rica | CU cuba | CV cabo_verde | CY cyprus κύπρος kıbrıs |
    CZ czech_republic czechia česká_republika česko tschechien |
    DE germany deutschland allemagne alemania alemanha germania duitsland německo niemcy tyskland saksa
    németország германия |
    DK denmark danmark dänemark | DO república_dominicana dominican_republic | DZ algeria algérie الجزائر |
    EC ecuador | EE estonia eesti | EG مصر القاهرة egypt égypte جمهورية_مصر_العربية |
    ES spain españa spanien espagne spagna espanha | ET ethiopia | FI finland suomi finnland |
    FR france frankreich francia frança frankrijk francja | GA gabon |
    GB united_kingdom uk great_britain england scotland wales northern_ireland großbritannien royaume-uni u.k. |
    GE საქართველო | GH ghana république_du_ghana | GN guinée | GR greece ελλάδα griechenland hellas | GT guatemala |
    HK hong_kong | HN honduras | HR croatia hrvatska kroatien | HU hungary magyarország ungarn |
    ID indonesia republik_indonesia | IE ireland éire irland irlande | IL israel ישראל | IN india bharat भारत |
    IQ iraq العراق | IR iran ایران | IS iceland ísland | IT italy italia italien italie itália | JM jamaica |
    JO jordan الأردن | JP japan 日本 | KE kenya république_du_kenya | KH cambodia កម្ពុជា |
    KR south_korea korea 대한민국 한국 republic_of_korea | KW kuwait الكويت | KZ kazakhstan қазақстан казахстан |
    LB lebanon liban لبنان | LI liechtenstein | LK sri_lanka | LT lithuania lietuva |
    LU luxembourg luxemburg lëtzebuerg | LV latvia latvija | LY libya ليبيا | MA morocco maroc المغرب marruecos |
    MC monaco | MD moldova republica_moldova | ME montenegro crna_gora | MG madagascar |
    MK north_macedonia северна_македонија | ML mali | MM myanmar | MN mongolia монгол | MR mauritanie mauritania |
    MT malta | MU mauritius île_maurice | MX mexico méxico mexiko mexique | MY malaysia | MZ mozambique moçambique |
    NA namibia | NE niger | NG nigeria | NI nicaragua |
    NL netherlands the_netherlands nederland niederlande pays-bas países_bajos paesi_bassi holland |
    NO norway norge norwegen | NP nepal नेपाल | NZ new_zealand | OM oman عمان | PA panamá | PE peru perú |
    PH philippines pilipinas | PK pakistan پاکستان | PL poland polska polen pologne | PS palestine فلسطين |
    PT portugal | PY paraguay | QA qatar قطر | RO romania românia rumänien | RS serbia srbija србија |
    RU russia россия russian_federation российская_федерация рф | RW rwanda |
    SA saudi_arabia السعودية الرياض جدة kingdom_of_saudi_arabia ksa المملكة_العربية_السعودية |
    SE sweden sverige schweden | SG singapore | SI slovenia slovenija slowenien | SK slovakia slovensko slowakei |
    SN senegal sénégal | SV el_salvador | SY syria سوريا | TD tchad | TG togo | TH thailand ประเทศไทย |
    TN tunisia tunisie تونس | TR turkey türkiye türkei turquie | TT trinidad_and_tobago | TW taiwan 台灣 台湾 臺灣 |
    TZ tanzania | UA ukraine україна | UG uganda | US usa united_states united_states_of_america u.s.a. u.s. |
    UY uruguay | UZ uzbekistan | VE venezuela | VN vietnam việt_nam | YE yemen اليمن | ZA south_africa | ZM zambia |
    ZW zimbabwe
"""


def _read(text: str) -> dict[str, str]:
    named = (entry.split() for entry in text.replace("\n", " ").split("|"))
    return {name.replace("_", " "): code for code, *names in filter(None, named) for name in names}


COUNTRY_NAMES = _read(_NAMES)  # in lower case

"""The words of postal addresses: streets, states, counties, and what stands near an address.

STREET, LABEL, CONTACT and NEAR are for text in lower case, which takes a third of the time.
"""

from __future__ import annotations

import re

from scraper_sky.scraping.extract.word_patterns import either
from scraper_sky.scraping.extract.wordlists import words

# A street is told by the end of a word (`Hauptstraße`, `Storgatan`) or by a word of its own (`Rue`, `Road`, `ул.`).
_ENDS_OF_STREETS = r"""
    stra(?:ß|ss)e|str\.?|weg|gasse|platz|allee|ring|damm|ufer|steig|chaussee|graben|winkel|pfad|wall
    |straat|laan|plein|gracht|kade|dijk|singel|steenweg|dreef|baan|lei
    |gatan|gata|vägen|väg|gränd|torget|boulevarden|gaten|gate|veien|vei|vegen|plass|vej|gade|stræde|allé
    |vegur|gata|stígur|braut|stræti
    |-ro|-gil|-daero|-dong
    |katu|tie|kuja|polku|utca|körút|sokağı|gata
"""
_WORDS_FOR_STREETS = r"""
    stra(?:ß|ss)e|str\.|weg|platz|allee|am|an\sder|im|in\sder|auf\sder|auf\sdem|zum|zur|unter\sden|vor\sdem
    |street|st\.?|road|rd\.?|avenue|ave\.?|av\.?|avda\.?|boulevard|blvd\.?|bd\.?|boul\.|drive|dr\.?|lane|ln\.?|court
    |ct\.?|square|sq\.?|way|terrace|crescent|cres\.?|close|highway|hwy\.?|parkway|pkwy\.?|place|pl\.?|plaza|circle
    |cir\.?|trail|route|rte\.?|boulevarden|quay|row|walk|gardens|grove|hill|mews|broadway|parade|esplanade
    |turnpike|pike|loop|jalan|jln\.?|jl\.|lorong|persiaran|lebuh|soi|thanon
    |alley|wharf|park|green|rise|view|mall|p\.?\s?o\.?\sbox|estate|gate|bypass
    |rue|quai|cours|chemin|impasse|all[ée]e|faubourg|square|sentier|ruelle|passage|za|zi|zac|lieu-dit|rond-point
    |via|viale|v\.le|piazza|p\.zza|corso|c\.so|vicolo|largo|strada|contrada|localit[àa]|loc\.|salita|piazzale|lungo\w+
    |calle|c/|avenida|paseo|pza\.?|ronda|carrer|camino|carretera|ctra\.?|pol[íi]gono|pol\.|rambla|traves[íi]a|glorieta
    |carrera|cra\.?|calz(?:ada|\.)|diagonal|passeig|avinguda
    |bv\.?|bvar\.?|pje\.?|pasaje|jir[óo]n|av(?:da|gda)\.|cam[íi]|travessera|raval|rúa|urb\.|urbanizaci[óo]n?|urbanització
    |rua|r\.|travessa|estrada|p(?:ra|la)[çc]a|alameda|rodovia|largo|beco|quinta
    |straat|laan|plein|markt|postbus|kerkstraat|chauss[ée]e|dreef
    |ul\.?|ulica|al\.|aleja|aleje|pl\.|plac|os\.|osiedle|rynek|ulice|n[áa]m(?:\.|[ěe]st[íi]|estie)|t[řr][íi]da
    |trieda|n[áa]b[řr]e[žz][íi]|trg|cesta|put|bulevar|obala|avenija|naselje
    |utca|u\.|[úu]t|[úu]tja|t[ée]r|krt\.?|k[öo]r[úu]t|fasor|sor|k[öo]z
    |strada|[șş]os\.|[șş]oseaua|calea|bd\.?|bulevardul|splaiul|aleea|pia[țt]a|intrarea
    |g\.|gatv[ėe]|pr\.|iela|prospekts|tn\.?|t[äa]nav|mnt|pst|tee
    |yolu|cad(?:\.|desi|de)|sok(?:\.|ak|a[ğg][ıi])|mah(?:\.|allesi)|bulvar[ıi]|blv\.?|sk\.|cd\.
    |ул(?:\.|ица)|пр(?:\.|-т|оспект|осп\.)|пер(?:\.|еулок)|пл(?:\.|ощадь)|ш(?:\.|оссе)|наб(?:\.|ережная)
    |бул(?:\.|ьвар)
    |б-р|вул(?:\.|иця)|просп\.|улица|площа|булевар|трг|шосе|проезд|тупик|линия|ж\.?\s?к\.
    |רחוב|רח'|שד'|שדרות|דרך|סמטת|כיכר|شارع
    |οδός|οδ\.|λεωφ(?:\.|όρος)|λ\.|πλ(?:\.|ατεία)
    |এলাকা|রোড|সড়ক|লেন|বাজার
    |मार्ग|रोड|गली|चौक|सड़क|बा(?:ज़|\u095b|ज)ार|नगर|भवन
"""
STREET = re.compile(
    rf"\w(?:{either(_ENDS_OF_STREETS)})(?=[\s\d,.]|\Z)|(?<!\w)(?:{either(_WORDS_FOR_STREETS)})(?=[\s\d,]|\Z)"
)
# What may follow or precede a street as a part of the address, and is no street itself.
EXTRA = re.compile(
    r"""
    \A(?:case\spostale|postfach|apartado|p\.?\s?o\.?\sbox|bo[îi]te\spostale|\d{1,2}\.\s?(?:th|tv|mf|sal)|kld\.
    |suite|ste\.?|unit|apt\.?|apartment|floor|fl\.?|level|room|rm\.?|shop|office|bldg\.?|building|block|tower|\#
      |\d{1,2}(?:st|nd|rd|th)\sfloor|ground\sfloor|first\sfloor|second\sfloor|third\sfloor
      |geb[äa]ude|haus|etage|og|eg|stock|top|t[üu]r|stiege|hinterhaus|\d{1,2}\.\s?(?:og|stock|etage|obergeschoss)
      |b[âa]timent|b[âa]t\.?|[ée]tage|bp|cs|esc(?:alier|\.)|appt?\.?
      |local|planta|piso|puerta|oficina|of\.|bajo|bajos|entresuelo|nave|km|int\.?|interno|scala|piano|edificio|ed\.
      |conj(?:unto|\.)|sala|andar|bloco|loja|lj\.?|lote|cj\.?|fra[çc][ãa]o|dto\.?|esq\.?|apto\.?|casa
      |lok\.?|lokal|m\.|bud\.|ap\.|bl\.|et\.|sc\.|sector|jud|emelet|em\.|fszt\.?|оф(?:\.|ис)|д(?:\.|ом)|кв\.
      |корп\.|стр\.|лит
      |(?:\d{1,2}ος?\s)?όροφος|ισόγειο|(?:קומה|כניסה|דירה)
      |col(?:\.|onia)|kat|daire|d:|no:?|n[º°r]\.?)(?![^\W\d_])
    """,
    re.VERBOSE | re.IGNORECASE,
)
BOX = re.compile(
    r"(?:p\.?\s?o\.?\s?box|postfach|postbus|postboks|casilla|apartado|case\spostale|bo[îi]te\spostale|private\sbag|locked\sbag)\s[\d\s]+\w?\Z",
    re.IGNORECASE,
)
WITHOUT_NUMBER = re.compile(r"(?<!\w)(?:s\s?/\s?n[º°]?|s\.n\.c?\.?|snc|km\s?\d+)", re.IGNORECASE)
_LABELS = r"""
    contacts?|contact\sus|kontakt\w{0,3}|contatti|contactos?|contato|yhteystiedot|kapcsolat
    |контакты?|контакти|контакт
    |επικοινωνία|i̇letişim|iletişim|お問い合わせ|address|adresse|anschrift|hausanschrift|postanschrift|sitz
    |standort|firmensitz|adres|adresa|adress|adressi
    |osoite|indirizzo|sede(?:\slegale|\soperativa)?|direcci[óo]n|direccion|domicilio|endere[çc]o|morada|si[èe]ge
    (?:\ssocial)?|sídlo|siedziba|székhely|cím|sediu|visit\sus|find\sus|location|head\soffice|registered\soffice
    |bes[öo]ksadress|bes[øo]gsadresse|adress|адрес|адреса|διεύθυνση|έδρα|所在地|住所|本社|bezoekadres|merkez|주소|소재지|본사
    |地址|العنوان|عنوان|المقر|آدرس|نشانی|כתובת|पता|ที่อยู่|địa\schỉ|trụ\ssở|showroom
"""
LABEL = re.compile(rf"(?<!\w)(?:{either(_LABELS)})(?!\w)")
_NEIGHBOURS = r"""
    e-?mail|mail\b|fax|fon\b|tel\b|tel[.:éeè]|phone|mob|t[ée]l|телефон|тел\.|τηλ|電話|电话|電话|전화|هاتف|تلفن|تليفون|جوال
    |t[.:]?\s?[+(\d]|الرقم\sالموحد|ت:|טלפון|טל['׳]|โทร|दूरभाष|फ़ोन|đt:|điện\sthoại|hotline|whatsapp|handy|gsm
"""
_FORMS_AND_REGISTERS = r"""
    gmbh|ltd|limited|llc|inc|s\.?r\.?l|s\.?a\.?r\.?l|sas|b\.?v\.?|n\.?v\.?|a/s|aps|oy|ab|as|sp\.\s?z|s\.r\.o|d\.o\.o|kft
    |lda|ltda|e\.\s?k\.|kg|ag|e\.\s?v\.|inh\.|mbh|partmbb|llp|plc|pty|srl|spa|s\.p\.a|ооо|i[čc]o?|di[čc]|nip|regon|krs|cui
    |cif|nif|siret|siren|oib|abn|acn|cvr|kvk|org\.?nr|vat|ust-?id\w*|uid|инн|огрн
"""
_CONTACT = rf"@|\(at\)|\[at\]|\+\d\d|(?<!\w)(?:{either(_NEIGHBOURS)})"
CONTACT = re.compile(_CONTACT)
NEAR = re.compile(rf"{_CONTACT}|(?<!\w)(?:{either(_FORMS_AND_REGISTERS)})(?!\w)")
# Behind these the name of a city ends.
AFTER_CITY = re.compile(
    r"""
    \s+(?:tel|t[ée]l|t[ée]l[ée]phone|telefon\w*|telephone|fon|phone|fax|faks|mob\w*|handy|gsm|e-?mail|mail|www|http
    |p\.?\s?iva|ust|vat|siret
      |rcs|nif|cif|nip|tlf|tfno|cvr|org|kvk|btw|t|f|m|e)\b[.:\s/+(-].*
    |\s+(?:tel|fon|fax|phone|telefon|e-?mail)\Z
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
SMALL_IN_CITY = words(
    """
    de des du la le les l d sur sous en et aux am an der den dem im in bei ob vor ve y e a i o und und. del
    della di da do dos das
    van aan bij het ter ten op upon on the of under over by nad pod u v na pri cedex k c s m n ø sv och og
    und/oder el los las sul sulla sui nel nella al alla ai allo lès lez près aux à ao aos dels zu zum zur auf im unter
    by the with le per på før při za mezi od st nm a.d. i.d. v.d. am y yr de'n
    """
)

US_STATES = words(
    """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
    PA RI SC SD TN TX UT VT VA WA WV WI WY PR
    """
)
US_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|"
    "Mississippi|Missouri|Montana|"
    "Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|"
    "Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming"
)
CA_PROVINCES = (
    "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|Ontario|Québec|Quebec|Alberta|Manitoba|Saskatchewan|British Columbia|"
    "Nova Scotia|New Brunswick"
)
AU_STATES = (
    "NSW|VIC|QLD|SA|WA|TAS|ACT|NT|New South Wales|Victoria|Queensland|South Australia|Western Australia|Tasmania"
)
BR_STATES = "AC|AL|AP|AM|BA|CE|DF|ES|GO|MA|MT|MS|MG|PA|PB|PR|PE|PI|RJ|RN|RS|RO|RR|SC|SP|SE|TO"
UK_AREAS = words(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
    FK FY G GL GU GY HA
    HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL
    OX PA PE PH PL PO
    PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """
)
# Counties, and what is written in their place: no city, though it stands right before the postal code.
COUNTY = re.compile(
    r"""
    \A(?:co(?:\.|unty)\s\w[\w\s]{2,14}|bedfordshire|berkshire|buckinghamshire|bucks|cambridgeshire|cambs
    |cheshire|cornwall|cumbria
      |derbyshire|devon|dorset|essex|gloucestershire|glos|hampshire|hants|herefordshire|hertfordshire|herts|kent
      |lancashire|lancs|leicestershire|lincolnshire|lincs|merseyside|middlesex|norfolk|northamptonshire|northants
      |northumberland|nottinghamshire|notts|oxfordshire|oxon|rutland|shropshire|somerset|staffordshire|staffs|suffolk
      |surrey|warwickshire|wiltshire|wilts|worcestershire|worcs|(?:(?:north|south|east|west)\s(?:yorkshire|sussex
      |midlands|lothian|ayrshire|lanarkshire))|yorkshire|sussex|tyne\s(?:and|&)\swear|greater\s(?:london
      |manchester)|fife
      |aberdeenshire|perthshire|stirlingshire|powys|gwynedd|clwyd|dyfed|gwent|pembrokeshire|carmarthenshire
      |vale\sof\sglamorgan|monmouthshire|flintshire|denbighshire|conwy|ceredigion|rhondda\scynon\staff?|caerphilly
      |angus|moray|argyll(?:\sand\sbute)?|midlothian|lanarkshire|ayrshire|berwickshire|dumfriesshire|renfrewshire
      |isle\sof\s(?:wight|man|skye|anglesey)|huntingdonshire|cleveland|avon|humberside
      |england|scotland|wales|northern\sireland|uk)\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What follows the city and is a part of the country.
DISTRICT = re.compile(r"(?:\sdistrict|\sdist\.?|-gu|-ku|-si)\Z", re.IGNORECASE)  # between the street and the city
REGION = re.compile(
    r"""
    (?:regi[óo]n|provincia|prov\.|estado|edo\.|depto\.|departamento|jud\.|jude[țt]ul|county|co\.|state|κρήτη|νομός|ν\.
      |обл(?:\.|асть)|край|республика|[^\W\d_]{4,20}\s(?:обл(?:\.|асть)|край|област|р-н|район)|megye)(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Provinces that Spanish addresses name behind the city, but those whose capital has quarters that stand there instead.
PROVINCES = words(
    """
    catamarca chaco chubut córdoba cordoba corrientes entre_ríos entre_rios formosa jujuy la_pampa la_rioja mendoza
    misiones neuquén neuquen río_negro rio_negro salta san_juan san_luis santa_cruz santa_fe santiago_del_estero
    tierra_del_fuego tucumán tucuman aguascalientes baja_california campeche chiapas chihuahua coahuila colima
    durango guanajuato guerrero hidalgo jalisco michoacán morelos nayarit nuevo_león nuevo_leon oaxaca puebla
    querétaro quintana_roo san_luis_potosí sinaloa sonora tabasco tamaulipas tlaxcala veracruz yucatán zacatecas
    antioquia atlántico bolívar boyacá caldas cauca cundinamarca huila magdalena meta nariño risaralda santander
    tolima valle_del_cauca málaga murcia alicante cádiz granada toledo girona tarragona lleida asturias cantabria
    navarra zaragoza huesca teruel burgos león salamanca valladolid badajoz cáceres almería jaén huelva castellón
    albacete cuenca guadalajara ciudad_real pontevedra ourense lugo a_coruña bizkaia gipuzkoa álava
    """
)
IN_STATES = (
    "Andhra Pradesh|Arunachal Pradesh|Assam|Bihar|Chhattisgarh|Goa|Gujarat|Haryana|Himachal Pradesh|Jharkhand|"
    "Karnataka|Kerala|Madhya Pradesh|Maharashtra|Manipur|Meghalaya|Mizoram|Nagaland|Odisha|Orissa|Punjab|Rajasthan|"
    "Sikkim|"
    "Tamil Nadu|Telangana|Tripura|Uttar Pradesh|Uttarakhand|West Bengal|Delhi NCR|राजस्थान|उत्तर प्रदेश|मध्य प्रदेश|"
    "महाराष्ट्र|गुजरात|हरियाणा|पंजाब|बिहार|कर्नाटक|उत्तराखंड|हिमाचल प्रदेश|छत्तीसगढ़|झारखंड"
)
# What Indian addresses begin with, before the street.
IN_PREMISES = re.compile(
    r"(?<!\w)(?:\d[\d/-]*[A-Z]?\Z|(?:plot|shop|flat|house|office|survey|gala|unit|door|h|d|s)\.?\s?(?:no|nos)?\b|\w+\s(?:floor|centre"
    r"|center|complex|tower|towers|chambers|building|bldg|house|plaza|arcade|mansion|apartments?|estate|park|nagar|colony"
    r"|phase|sector|block|market|bazar|bazaar)\b|near\s|opp|behind\s|above\s|(?:gidc|midc|sidco|riico|sector|phase)\b)",
    re.IGNORECASE,
)
# Where the code stands behind the city, also on pages in English for the whole world.
CITY_FIRST_COUNTRIES = (
    r"china|p\.?\s?r\.?\s?china|(?:south\s|republic\sof\s)?korea|india|thailand|singapore|taiwan|indonesia|pakistan|bangladesh"
    r"|sri\slanka|vietnam|viet\snam|saudi\sarabia|ksa|israel|new\szealand|south\safrica|kenya|nigeria|egypt|ukraine|japan|nepal|hong\skong"
    r"|philippines|mongolia|kazakhstan|jordan|lebanon|iran"
)
# How codes are written (`9` for a digit) where the sites under an ending are at home.
SHAPES = {
    "de": "99999", "at": "9999", "ch": "9999", "li": "9999", "fr": "99999", "be": "9999", "lu": "9999", "nl": "9999 AA",
    "it": "99999", "es": "99999", "pt": "9999-999", "dk": "9999", "no": "9999", "se": "999 99", "fi": "99999",
    "pl": "99-999", "cz": "999 99", "sk": "999 99", "hu": "9999", "ro": "999999", "bg": "9999", "gr": "999 99",
    "hr": "99999", "si": "9999", "rs": "99999", "ee": "99999", "lt": "99999", "tr": "99999", "ru": "999999",
    "ua": "99999", "mx": "99999", "is": "999", "il": "9999999", "lv": "AA-9999", "th": "99999", "in": "999999",
    "sg": "999999", "nz": "9999", "za": "9999", "br": "99999-999", "jp": "999-9999", "kr": "99999", "cn": "999999",
    "bd": "9999", "pk": "99999",
}  # fmt: skip

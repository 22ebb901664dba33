"""How the days of the week and their abbreviations are written, Monday first."""

from __future__ import annotations

from scraper_sky.scraping.extract.wordlists import words

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

# A slash parts the forms of one day. Full names are understood on every page, the short ones in their language only.
FULL = {
    "en": "monday/mondays tuesday/tuesdays wednesday/wednesdays thursday/thursdays friday/fridays "
    "saturday/saturdays sunday/sundays",
    "de": "montag/montags dienstag/dienstags mittwoch/mittwochs donnerstag/donnerstags freitag/freitags "
    "samstag/samstags/sonnabend sonntag/sonntags",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles/miercoles jueves viernes sábado/sabado/sábados/sabados domingo/domingos",
    "it": "lunedì/lunedi martedì/martedi mercoledì/mercoledi giovedì/giovedi venerdì/venerdi sabato domenica",
    "pt": "segunda-feira/segunda terça-feira/terça quarta-feira/quarta quinta-feira/quinta "
    "sexta-feira/sexta sábado/sábados domingo/domingos",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "poniedziałek/poniedziałku wtorek/wtorku środa/środy czwartek/czwartku piątek/piątku "
    "sobota/soboty/sobotę niedziela/niedzieli/niedzielę",
    "cs": "pondělí úterý středa čtvrtek pátek sobota neděle",
    "sk": "pondelok utorok streda štvrtok piatok sobota nedeľa",
    "hu": "hétfő/hétfőtől kedd szerda csütörtök péntek/péntekig szombat/szombaton vasárnap",
    "ro": "luni marți/marti miercuri joi vineri sâmbătă/sambata duminică/duminica",
    "hr": "ponedjeljak/ponedeljak utorak srijeda/sreda četvrtak petak/petka subota/subote/subotom "
    "nedjelja/nedelja/nedjeljom",
    "sl": "ponedeljek torek sreda četrtek petek sobota nedelja",
    "sv": "måndag/måndagar tisdag onsdag torsdag fredag/fredagar lördag/lördagar söndag/söndagar",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "fi": "maanantai/maanantaisin tiistai keskiviikko torstai perjantai lauantai/lauantaisin sunnuntai",
    "et": "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    "lv": "pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena",
    "lt": "pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ru": "понедельник вторник среда четверг пятница/пятницу суббота/субботу воскресенье",
    "uk": "понеділок вівторок середа четвер п’ятниця/п'ятниця субота неділя",
    "bg": "понеделник вторник сряда четвъртък петък събота неделя",
    "el": "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    "ja": "月曜日/月曜 火曜日/火曜 水曜日/水曜 木曜日/木曜 金曜日/金曜 土曜日/土曜 日曜日/日曜",
    "zh": "周一/星期一 周二/星期二 周三/星期三 周四/星期四 周五/星期五 周六/星期六 周日/星期日",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
}
SHORT = {
    "en": "mon/mo tue/tues/tu wed/weds/we thu/thur/thurs/th fri/fr sat/sa sun/su",
    "de": "mo di mi do fr sa so",
    "fr": "lun/lu mar/ma mer/me jeu/je ven/ve sam/sa dim/di",
    "es": "lun/l mar/m mié/mie/x jue/j vie/v sáb/sab/s dom/d",
    "ca": "dl/dilluns dt/dimarts dc/dimecres dj/dijous dv/divendres ds/dissabte dg/diumenge",
    "it": "lun mar mer gio ven sab dom",
    "pt": "seg/2ª ter/3ª qua/4ª qui/5ª sex/6ª sáb/sab dom",
    "nl": "ma di wo do vr za zo",
    "pl": "pon/pn wt śr/sr czw/cz pt sob/sb niedz/nd",
    "cs": "po út/ut st čt/ct pá/pa so ne",
    "sk": "po ut st št/st pi so ne",
    "hu": "h k sze cs p szo/sz v",
    "ro": "lu/l ma mi/mie jo/j vi/v sâ/sa/s du/d",
    "hr": "pon uto/ut sri/sre čet/cet pet sub ned",
    "sr": "пон/pon уто/uto сре/sre чет/čet пет/pet суб/sub нед/ned",
    "sl": "pon tor sre čet pet sob ned",
    "sv": "mån/må tis/ti ons/on tor/to fre/fr lör/lö sön/sö",
    "da": "man/ma tir/tirs/ti ons/on tor/tors/to fre/fr lør/lø søn/sø",
    "nb": "man/ma tir/tirs/ti ons/on tor/tors/to fre/fr lør/lø søn/sø",
    "fi": "ma ti ke to pe la su",
    "et": "e t k n r l p",
    "lv": "p o t c pk s sv",
    "lt": "i ii iii iv v vi vii",
    "tr": "pzt sal çar per cum cmt paz",
    "ru": "пн вт ср чт пт сб вс",
    "uk": "пн вт ср чт пт сб нд",
    "bg": "пн/пон вт ср чт пт/пет сб/съб нд/нед",
    "vi": "t2 t3 t4 t5 t6 t7 cn",
    "el": "δευ τρι/τρί τετ πεμ/πέμ παρ σαβ/σάβ κυρ",
    "ja": "月 火 水 木 金 土 日",
    "ko": "월 화 수 목 금 토 일",
}
SEVERAL = {
    "Mo-Su": words(
        """daily täglich quotidien diario giornaliero diariamente dagelijks codziennie denně denne
        naponta zilnic svakodnevno
        dagligen daglig dagligt päivittäin ежедневно щодня всекидневно καθημερινά 每日 每天 毎日 매일 يومياً
        يوميا ทุกวัน"""
    ),
    "Mo-Fr": words("weekdays werktags weekdagen vardagar hverdager hverdage arkisin будни hafta-içi"),
}
# What announces opening hours; a timetable of courses has none of it.
OPENING = (
    r"[öo]ffnungszeit|ge[öo]ffnet|sprechzeit|sprechstunde|ordination|b[üu]rozeit"
    r"|gesch[äa]ftszeit|opening|open\b|hours|horaire|ouvert"
    r"|heures|horari|abierto|orari|apert|funcionamento|atendimento|aberto|openingst|geopend"
    r"|godziny|czynne|otwart|otev[íi]rac|otv[áa]rac"
    r"|otevřeno|nyitva|program|orar|deschis|radno\s+vr|odpiralni|delovni\s+čas|öppet|öppettid"
    r"|åb(?:ent|ning)|åpning|åpent|auki|avoinna"
    r"|avatud|lahtioleku|darba\s+laik|darbo\s+laik|çalışma|açık|режим|часы|время\s+работ"
    r"|работаем|графік|години|работно|радно|ωράριο|ώρες"
    r"|営業時間|診療時間|营业时间|營業時間|영업시간|진료시간"
)
CLOSED_OR_OTHER = (
    r"happy\s+hour|breakfast|frühstück|hotline|telefonzeit|telefonisch|support|notdienst"
    r"|emergency|training|kurs|course|class|yoga\b"
    r"|check-?in|check-?out|livestream|gottesdienst|delivery|messe\b"
)

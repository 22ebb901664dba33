"""How the days of the week and their abbreviations are written, Monday first."""

from __future__ import annotations

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
    "sexta-feira/sexta sábado/sábados/sabado domingo/domingos",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "poniedziałek/poniedziałku wtorek/wtorku środa/środy czwartek/czwartku piątek/piątku "
    "sobota/soboty/sobotę niedziela/niedzieli/niedzielę",
    "cs": "pondělí úterý středa/středy čtvrtek/čtvrtka pátek/pátku sobota/soboty/sobotu neděle/neděli",
    "sk": "pondelok/pondelka utorok/utorka streda/stredy štvrtok/štvrtka piatok/piatka sobota/soboty/sobotu "
    "nedeľa/nedele/nedeľu",
    "hu": "hétfő/hétfőtől kedd szerda csütörtök péntek/péntekig szombat/szombaton vasárnap",
    "ro": "luni marți/marti miercuri joi vineri sâmbătă/sambata duminică/duminica",
    "hr": "ponedjeljak/ponedeljak utorak srijeda/sreda četvrtak petak/petka subota/subote/subotom "
    "nedjelja/nedelja/nedjeljom",
    "sl": "ponedeljek torek sreda četrtek petek sobota nedelja",
    "sv": "måndag/måndagar tisdag/tisdagar onsdag/onsdagar torsdag/torsdagar fredag/fredagar lördag/lördagar "
    "söndag/söndagar",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "fi": "maanantai/maanantaisin/maanantaista tiistai/tiistaisin/tiistaista keskiviikko torstai/torstaihin "
    "perjantai/perjantaihin/perjantaisin lauantai/lauantaisin/lauantaihin sunnuntai/sunnuntaisin/sunnuntaihin",
    "et": "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    "lv": "pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena",
    "lt": "pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ru": "понедельник/понедельника вторник/вторника среда/среды/среду четверг/четверга пятница/пятницу/пятницы "
    "суббота/субботу/субботы/субботам воскресенье/воскресенья/воскресеньям",
    "uk": "понеділок/понеділка вівторок/вівторка середа/середи четвер/четверга "
    "п’ятниця/п'ятниця/п’ятницю/п'ятницю/п’ятниці субота/суботу/суботи неділя/неділю/неділі",
    "bg": "понеделник вторник сряда четвъртък петък събота неделя",
    "el": "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    "sr": "понедељак уторак среда/среду четвртак петак/петка субота/суботу/суботом недеља/недељу/недељом",
    "mk": "понеделник вторник среда четврток петок сабота недела",
    "sq": "hënë martë mërkurë enjte premte shtunë diel",
    "is": "mánudaga/mánudagur þriðjudaga/þriðjudagur miðvikudaga/miðvikudagur fimmtudaga/fimmtudagur "
    "föstudaga/föstudagur laugardaga/laugardagur sunnudaga/sunnudagur",
    "ca": "dilluns dimarts dimecres dijous divendres dissabte/dissabtes diumenge/diumenges",
    "gl": "luns martes mércores/mercores xoves venres sábado/sábados domingo/domingos",
    "eu": "astelehena/astelehenetik asteartea asteazkena osteguna ostirala/ostiralera larunbata/larunbatetan igandea",
    "sw": "jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili",
    "ar": "الاثنين/الإثنين/الأثنين الثلاثاء الأربعاء/الاربعاء الخميس الجمعة السبت الأحد/الاحد",
    "fa": "دوشنبه/دو‌شنبه سه‌شنبه/سه_شنبه چهارشنبه/چهار‌شنبه پنجشنبه/پنج‌شنبه/پنج_شنبه جمعه شنبه یکشنبه/یک‌شنبه",
    "he": "יום_שני/שני יום_שלישי/שלישי יום_רביעי/רביעי יום_חמישי/חמישי יום_שישי/שישי שבת יום_ראשון/ראשון",
    "hi": "सोमवार मंगलवार बुधवार गुरुवार/बृहस्पतिवार शुक्रवार शनिवार रविवार",
    "th": "วันจันทร์/จันทร์ วันอังคาร/อังคาร วันพุธ/พุธ วันพฤหัสบดี/พฤหัสบดี/พฤหัส วันศุกร์/ศุกร์ วันเสาร์/เสาร์ วันอาทิตย์/อาทิตย์",
    "vi": "thứ_hai/thứ_2 thứ_ba/thứ_3 thứ_tư/thứ_4 thứ_năm/thứ_5 thứ_sáu/thứ_6 thứ_bảy/thứ_7 chủ_nhật",
    "id": "senin selasa rabu kamis jumat/jum'at sabtu minggu",
    "ms": "isnin selasa rabu khamis jumaat sabtu ahad",
    "ka": "ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა",
    "ja": "月曜日/月曜 火曜日/火曜 水曜日/水曜 木曜日/木曜 金曜日/金曜 土曜日/土曜 日曜日/日曜",
    "zh": "周一/週一/星期一/礼拜一 周二/週二/星期二/礼拜二 周三/週三/星期三/礼拜三 周四/週四/星期四/礼拜四 "
    "周五/週五/星期五/礼拜五 周六/週六/星期六/礼拜六 周日/周天/週日/星期日/星期天/礼拜日",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
}
SHORT = {
    "en": "mon/mo tue/tues/tu wed/weds/we thu/thur/thurs/th fri/fr sat/sa sun/su",
    "de": "mo di mi do fr sa so",
    "fr": "lun/lu mar/ma mer/me jeu/je ven/ve sam/sa dim/di",
    "es": "lun/l mar/m mié/mie/x jue/j vie/v sáb/sab/s dom/d",
    "ca": "dl/dilluns dt/dimarts dc/dimecres dj/dijous dv/divendres ds/dissabte dg/diumenge",
    "it": "lun mar mer gio ven sab dom",
    "pt": "seg/2ª/2.ª/2a ter/3ª/3.ª/3a qua/4ª/4.ª/4a qui/5ª/5.ª/5a sex/6ª/6.ª/6a sáb/sab dom",
    "nl": "ma di wo do vr za zo",
    "pl": "pon/pn wt śr/sr czw/cz pt sob/sb niedz/nd",
    "cs": "po/pon út/ut st/stř čt/ct/čtv pá/pa so/sob ne/ned",
    "sk": "po/pon ut/uto st/str št/štv pi/pia so/sob ne/ned",
    "hu": "h k sze cs p szo/sz v",
    "ro": "lu/l ma mi/mie jo/j vi/v sâ/sa/s du/d",
    "hr": "pon uto/ut sri/sre čet/cet pet sub ned",
    "sr": "пон/pon уто/uto сре/sre чет/čet пет/pet суб/sub нед/ned",
    "sl": "pon tor sre čet pet sob ned",
    "sv": "mån/må/månd tis/ti/tisd ons/on/onsd tors/tor/to fre/fr/fred lör/lö sön/sö",
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
    "el": "δευ/δευτ τρι/τρί τετ πεμ/πέμ παρ σαβ/σάβ κυρ",
    "he": "ב'/ב׳/ב ג'/ג׳/ג ד'/ד׳/ד ה'/ה׳/ה ו'/ו׳/ו ש'/ש׳ א'/א׳/א",
    "id": "sen sel rab kam jum sab min",
    "is": "mán þri mið fim fös lau sun",
    "hi": "सोम मंगल बुध गुरु शुक्र शनि रवि",
    "th": "จ อ พ พฤ ศ ส อา",
    "ja": "月 火 水 木 金 土 日",
    "ko": "월 화 수 목 금 토 일",
}
SAME_AS = {"no": "nb", "nn": "nb", "bs": "hr", "me": "hr", "sh": "hr", "iw": "he", "gl": "es", "in": "id"}


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.replace("\n", " ").split("|"))


SEVERAL = {
    "Mo-Su": _phrases(
        """
        daily|every day|each day|7 days a week|seven days a week|7 days|täglich|jeden tag|quotidien
        |tous les jours|7j/7|7 jours sur 7|diario|diariamente|todos los días|todos los dias|cada día
        |giornaliero|tutti i giorni|ogni giorno|todos os dias|dagelijks|alle dagen|elke dag|codziennie|denně
        |denne|každý den|každý deň|naponta|minden nap|zilnic|svakodnevno|svaki dan|vsak dan|dagligen|daglig
        |dagligt|alla dagar|alle dager|alle dage|hver dag|päivittäin|joka päivä|iga päev|katru dienu|kasdien
        |her gün|ежедневно|каждый день|без выходных|щодня|щоденно|без вихідних|всекидневно|всеки ден
        |свакодневно|секој ден|καθημερινά|κάθε μέρα|每日|每天|毎日|年中無休|全年无休|全年無休|매일|연중무휴|يومياً|يوميا
        |طوال أيام الأسبوع|كل يوم|همه روزه|هر روز|כל יום|प्रतिदिन|ทุกวัน|hàng ngày|mỗi ngày|tất cả các ngày
        |setiap hari|alla daga
        """
    ),
    "Mo-Fr": _phrases(
        """
        weekdays|m-f|m - f|m–f|m – f|werktags|wochentags|weekdagen|werkdagen|vardagar|hverdager|hverdage
        |arkisin|arkipäivisin|будни|по будням|будни дни|будні|hafta içi|hafta i̇çi|en semaine|entre semana
        |giorni feriali|dias úteis|días hábiles|dni robocze|pracovní dny|pracovné dni|munkanapokon|hétköznap
        |radnim danom|tööpäeviti|darba dienās|darbo dienomis|平日|평일|工作日|working days|business days
        |jours ouvrables|dni powszednie
        """
    ),
    "Sa-Su": _phrases(
        """
        weekend|weekends|weekenden|week-end|week-ends|wochenende|am wochenende|fin de semana|fines de semana
        |fine settimana|fim de semana|víkend|víkendy|vikend|vikendom|hétvégén|viikonloppuisin|helger|helg
        |hafta sonu|выходные|по выходным|вихідні|土日|土日祝|周末|주말|nädalavahetus
        """
    ),
}
EXCEPT = (
    r"außer|ausser|except|excluding|excl\.?|sauf|tranne|escluso|eccetto|behalve|excepto|menos|exceto|kromě|okrem|oprócz|poza|кроме"
    r"|крім|освен|undtagen|unntatt|utom|paitsi|εκτός|ما\sعدا|عدا|به\sجز"
)
# Where closed days are named, what is said of them.
CLOSED = (
    r"定休日?|公休日?|店休日?|休業日?|休診日?|休み|休館日?|휴무일?|휴진|休息|closed|ruhetag|geschlossen|chiuso|chiusura|fermé|cerrado|fechado|encerrado"
    r"|gesloten|zavřeno|zatvorené|nieczynne|stängt|lukket|stengt|suljettu|zárva|închis|выходной|вихідний|κλειστά|kapalı|หยุด|ปิด"
)
# What may be said of days beside their names.
HOLIDAYS = (
    r"・?祝日?|・?祝祭日|/?공휴일|(?:bank\s|public\s)?holidays?|feiertagen?|feiertags|jours\sfériés|festivos|festivi|feriados|feestdagen|święta"
    r"|svátky|sviatky|праздничные(?:\sдни)?|helligdager?|helligdage|helgdagar"
)
# What may stand between the days and the times.
BESIDE = (
    r"from|von|vom|també|también|anche|auch|aussi|também|ook|also|även|også|myös|również|także|také|тоже|также|de\slas|desde\slas|das|de|dalle(?:\sore)?|ore|od|klo|kello|kl\.?|van|с|з|от|between|at|um|h|hours?|open|geöffnet"
    r"|ouvert|abierto|aperto|orario|(?:w\s)?godz\.?|(?:w\s)?godzinach|g\.|uur|και|ώρες|feira|из|من|الساعة|از|ساعت|เวลา|เปิด|ab|ch|às"
    r"|brunch|lunch|dinner|mittags|abends|vormittags|nachmittags|morgens|matin|midi|soir|après-midi|mañanas?|tardes?|mattina"
    r"|pomeriggio|manhã|noche|sera|almuerzo|cena|pranzo|almoço|jantar|d[eé]jeuner|dîner"
)
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
    r"|営業時間|診療時間|開館時間|受付時間|营业时间|營業時間|办公时间|工作时间|영업\s?시간|진료\s?시간|운영\s?시간|이용\s?시간"
    r"|ساعات|مواعيد|أوقات|دوام|ساعت\sکار|ساعات\sکار|שעות|פתוח|เวลาทำการ|เปิด|giờ\s(?:mở|làm)|mở\scửa|jam\s(?:buka|kerja|operasional)"
    r"|खुलने|समय|opnunart|opið|orario|radno|отворено|работим|ordin[aá]c|cellar\sdoor|tasting\sroom|showroom|visit\sus"
    r"|(?<=\n)(?:days?|tag|jour|día|giorno|dag|dzień|den|день)(?=\n)"
)
# What is said behind hours that are kept on some of the days only.
ON_REQUEST = (
    r"by\s(?:announcement|appointment|arrangement)|nach\s(?:vereinbarung|absprache|anmeldung)|sur\s(?:rendez-vous|rdv)"
    r"|su\sappuntamento|op\safspraak|(?:con|bajo)\scita|efter\saftale|etter\savtale|enligt\söverenskommelse|po\sdohod[ěe]"
    r"|sopimuksen\smukaan"
)
# Hours of something else than the place: of a telephone, a kitchen, a course.
OTHER = (
    r"happy\s+hour|breakfast|frühstück|hotline|helpline|telefonzeit|telefonisch|téléphonique|support|notdienst|emergency|training"
    r"|kurs|course|class|yoga\b|clases|(?<!\w)cours(?!\w)|lezion|(?<!\w)corsi(?!\w)|aulas|zajęcia|занятия|timetable|schedule|(?<!\w)(?:bus|train|ferry|flights?|shuttle|linie|abfahrt)(?!\w)|check-?in|check-?out|livestream|gottesdienst|worship|liturg|delivery|liefer|livraison|entrega"
    r"|domicilio|consegn[ae]|bezorg|dostaw|доставк|宅配|배달|外卖|配送|messe\b|gebührenfrei|toll-?free|freephone|call\s?cent|customer\s(?:service|care)"
    r"|conseillers|répondent|kundenberat|kundenservice|kundendienst|service\sclient|klantenservice|çağrı\smerkezi|客服|热线|コールセンター|予約センター|電話受付|erreichbar"
    r"|(?<!\w)(?:küche|kitchen|cuisine)(?!\w)|점심|お昼|昼休み|break\b|pause\b|mittagspause|webinar|meeting|sitzung"
)

"""Every locale with its weight among the farm's sites."""

from tests.support.farm.locales import Locale, cs, de, el, en, es, fr, it, ja, nl, pl, pt, ru, sv, tr

LOCALES: tuple[tuple[Locale, int], ...] = (
    (de.GERMANY, 16),
    (de.AUSTRIA, 4),
    (en.BRITAIN, 8),
    (en.UNITED_STATES, 12),
    (fr.FRANCE, 9),
    (es.SPAIN, 7),
    (it.ITALY, 7),
    (nl.NETHERLANDS, 6),
    (pl.POLAND, 6),
    (cs.CZECHIA, 5),
    (sv.SWEDEN, 4),
    (pt.PORTUGAL, 3),
    (pt.BRAZIL, 3),
    (tr.TURKEY, 4),
    (ru.RUSSIA, 5),
    (el.GREECE, 4),
    (ja.JAPAN, 6),
)

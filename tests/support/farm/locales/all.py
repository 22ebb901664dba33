"""Every locale with its weight among the farm's sites."""

from tests.support.farm.locales import Locale, de, en

LOCALES: tuple[tuple[Locale, int], ...] = (
    (de.GERMANY, 22),
    (de.AUSTRIA, 4),
    (en.BRITAIN, 10),
    (en.UNITED_STATES, 14),
)

"""Response rates published elsewhere: a reference beside the cohort, from different populations."""

from __future__ import annotations

from dataclasses import dataclass

from hlhdash import stats
from hlhdash.language import Message, message


@dataclass(frozen=True)
class Published:
    """One published response rate.

    Attributes
    ----------
    study : author and year
    short : who, in a word or two, for a figure
    population : who was treated with what
    rule : what counted as response, and when
    x, n : responders and patients
    source : where it was published
    """

    study: str
    short: Message
    population: Message
    rule: Message
    x: int
    n: int
    source: str

    @property
    def share(self) -> stats.Proportion:
        """The rate with its exact interval."""
        return stats.proportion(self.x, self.n)


_WEI = "Int J Hematol 2020, doi 10.1007/s12185-020-02936-4"
_LOCATELLI = "N Engl J Med 2020;382:1811-1822"
_WEI_RULE = message("partial remission or better at week 1")
_OVERALL = message("overall response: CR, PR or HLH improvement, at the end of treatment")

_RUXOLITINIB = message("ruxolitinib, relapsed or refractory")
_EMAPALUMAB = message("emapalumab, primary HLH")

PUBLISHED: tuple[Published, ...] = (
    Published("Wei 2020", message("all"), _RUXOLITINIB, _WEI_RULE, 3, 9, _WEI),
    Published("Wei 2020", message("EBV"), _RUXOLITINIB, _WEI_RULE, 0, 5, _WEI),
    Published("Wei 2020", message("other causes"), _RUXOLITINIB, _WEI_RULE, 3, 4, _WEI),
    Published("Locatelli 2020", message("emapalumab, treated before"), _EMAPALUMAB, _OVERALL, 17, 27, _LOCATELLI),
    Published("Locatelli 2020", message("emapalumab, all"), _EMAPALUMAB, _OVERALL, 22, 34, _LOCATELLI),
)

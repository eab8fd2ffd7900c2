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
    population : who was treated with what
    rule : what counted as response, and when
    x, n : responders and patients
    source : where it was published
    """

    study: str
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

PUBLISHED: tuple[Published, ...] = (
    Published("Wei 2020", message("ruxolitinib, relapsed or refractory, all"), _WEI_RULE, 3, 9, _WEI),
    Published("Wei 2020", message("ruxolitinib, relapsed or refractory, EBV"), _WEI_RULE, 0, 5, _WEI),
    Published("Wei 2020", message("ruxolitinib, relapsed or refractory, other causes"), _WEI_RULE, 3, 4, _WEI),
    Published("Locatelli 2020", message("emapalumab, primary HLH, treated before"), _OVERALL, 17, 27, _LOCATELLI),
    Published("Locatelli 2020", message("emapalumab, primary HLH, all"), _OVERALL, 22, 34, _LOCATELLI),
)

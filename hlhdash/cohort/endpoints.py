"""Endpoints: what starts the clock, what counts, what competes and what censors, in data and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from hlhdash.cohort.fields import MILESTONES, title
from hlhdash.cohort.findings import CohortError
from hlhdash.language import Message, listed, message

DAY_ZERO = "day zero"
DEATH = "death"
RESPONSE = "response"
NO_RESPONSE = "no response"
ADDED_THERAPY = "added therapy"
RESPONDERS = ("CR", "PR")
FAILURE_DAY = 28
RECORDED = "recorded "  # begins the name of an endpoint that the file itself gives, such as "recorded PFS"
FILE_START = "start in the file"
OTHER = "other event "  # begins the part that is an event of the status column beside death, such as "other event ltx"
BY_CAUSE = "death before another event"
Intercurrent = Literal["ignore", "censor", "compete", "event"]
NOT_WAITED_FOR = ("rux_start", "diagnosis", "first_line_start", "death", "last_follow_up")


@dataclass(frozen=True)
class Endpoint:
    """A question about time.

    Attributes
    ----------
    name : str
        Such as "overall survival"; for one of your own, what the screen shall call it.
    parts : tuple of str
        What counts, whichever comes first: "death", "response", "no response", "added therapy", or a milestone
        such as "relapse" or "hsct".
    start : str
        "day zero", or a milestone such as "remission"; who never reached it is left out.
    competing : tuple of str
        What makes the event impossible; each is a state of its own in a cumulative incidence.
    censoring : tuple of str
        What ends observation besides the last follow-up.
    failure_day : float
        The day by which "no response" means failure.
    responders : tuple of str
        The classes that are a response.
    """

    name: str
    parts: tuple[str, ...]
    start: str = DAY_ZERO
    competing: tuple[str, ...] = ()
    censoring: tuple[str, ...] = ()
    failure_day: float = FAILURE_DAY
    responders: tuple[str, ...] = RESPONDERS

    @property
    def is_survival(self) -> bool:
        """Whether it counts something unwanted, death among it, so that a curve shows who is spared."""
        return DEATH in self.parts or (self.recorded is not None and not self.recorded.upper().startswith("TT"))

    @property
    def recorded(self) -> str | None:
        """The code of an endpoint that the file itself gives, such as "PFS"; None for one that is reckoned."""
        return self.name.removeprefix(RECORDED) if self.name.startswith(RECORDED) else None

    @property
    def title(self) -> Message:
        """What it is called."""
        if self.recorded is not None:
            return message("{endpoint}, as recorded", endpoint=recorded_title(self.recorded))
        return _TITLES.get(self.name) or self._time_to() or message("{name}", name=self.name)

    def _time_to(self) -> Message | None:
        if not self.name.startswith("time to "):
            return None
        return message("Time to {event}", event=self.words(self.parts[0]))

    def words(self, part: str) -> Message:
        """Say what one of its parts is."""
        if part == RESPONSE:
            return response_words(self.responders)
        return part_words(part, self.failure_day)

    @property
    def definition(self) -> Message:
        """What starts the clock, what counts, what competes and what censors."""
        if self.recorded is not None:
            return message(
                "Times and events of {endpoint} are those of the file: it says when the clock starts and what counts.",
                endpoint=self.recorded,
            )
        start = message("day zero") if self.start == DAY_ZERO else title(self.start)
        counts = listed([self.words(part) for part in self.parts])
        censors = listed([*(self.words(part) for part in self.censoring), _LAST])
        if self.competing:
            return message(
                "Clock starts: {start}. Event: {counts}. Competing: {competing}. Censored at: {censors}.",
                start=start,
                counts=counts,
                competing=listed([self.words(part) for part in self.competing]),
                censors=censors,
            )
        return message(
            "Clock starts: {start}. Event: {counts}. Censored at: {censors}.",
            start=start,
            counts=counts,
            censors=censors,
        )

    def with_intercurrent(self, handled: Mapping[str, Intercurrent]) -> Endpoint:
        """Return the endpoint with intercurrent events ignored, censoring, competing or counting as the event.

        Parameters
        ----------
        handled : {"hsct": "censor", "added therapy": "compete", ...}
            An event that the endpoint counts already stays as it is, and so does an endpoint the file itself gives.
        """
        changed = self
        if self.recorded is not None:
            return self
        for event, way in handled.items():
            if event in self.parts:
                continue
            changed = replace(
                changed,
                competing=tuple(one for one in changed.competing if one != event),
                censoring=tuple(one for one in changed.censoring if one != event),
            )
            if way == "ignore":
                continue
            place = {"censor": "censoring", "compete": "competing", "event": "parts"}.get(way)
            if place is None:
                raise CohortError(
                    message(
                        "An intercurrent event can be ignored (ignore), censored (censor), competing (compete) or "
                        "counted as the event (event); it is {way}.",
                        way=way,
                    )
                )
            changed = replace(changed, **{place: (*getattr(changed, place), event)})
        return changed


_LAST = message("last follow-up")
_PARTS: dict[str, Message] = {
    DEATH: message("death from any cause"),
    RESPONSE: message("response (PR or better)"),
    ADDED_THERAPY: message("start of another HLH treatment"),
    "hsct": message("HSCT"),
    "relapse": message("relapse"),
    "afebrile": message("end of fever"),
    "remission": message("remission"),
    FILE_START: message("the start of the clock in the file"),
}
_TITLES: dict[str, Message] = {
    "overall survival": message("Overall survival"),
    "event-free survival": message("Event-free survival"),
    "relapse-free survival": message("Relapse-free survival from remission"),
    BY_CAUSE: message("Death, other events competing"),
}


def response_endpoint(
    responders: tuple[str, ...] = RESPONDERS, *, added_therapy: Literal["not counted", "counted"] = "not counted"
) -> Endpoint:
    """Return the time to a first response, the same on every screen.

    Death before a response competes. Unless responses after added therapy count, so does the start of another HLH
    treatment or HSCT: to censor there would suppose that those who needed it had responded like all others.
    """
    added = () if added_therapy == "counted" else (ADDED_THERAPY, "hsct")
    return Endpoint("time to response", (RESPONSE,), competing=(DEATH, *added), responders=responders)


STANDARD: dict[str, Endpoint] = {
    one.name: one
    for one in (
        Endpoint("overall survival", (DEATH,)),
        Endpoint("event-free survival", (DEATH, "relapse", NO_RESPONSE)),
        Endpoint("relapse-free survival", ("relapse", DEATH), start="remission"),
        response_endpoint(),
        Endpoint("time to HSCT", ("hsct",), competing=(DEATH,)),
        Endpoint("time to defervescence", ("afebrile",), competing=(DEATH,)),
    )
}


def of_causes(words: tuple[str, ...]) -> dict[str, Endpoint]:
    """Return the endpoints that a file with other events than death has: death and each of these, all competing.

    Parameters
    ----------
    words : the other events, as the file writes them; the names of the endpoints hold their numbers only
    """
    parts = tuple(f"{OTHER}{word}" for word in words)
    found = {BY_CAUSE: Endpoint(BY_CAUSE, (DEATH,), competing=parts)} if parts else {}
    for i, part in enumerate(parts, start=1):
        others = tuple(one for one in parts if one != part)
        name = f"time to other event {i}"
        found[name] = Endpoint(name, (part,), competing=(DEATH, *others))
    return found


def response_words(responders: tuple[str, ...]) -> Message:
    """Say which classes are a response."""
    known = {
        frozenset({"CR"}): message("response (CR)"),
        frozenset(RESPONDERS): message("response (PR or better)"),
        frozenset({*RESPONDERS, "improved"}): message("response (improved or better)"),
    }
    return known.get(frozenset(responders)) or message(
        "response ({classes})", classes=listed([message(one) for one in responders])
    )


# The codes that sheets and CDISC's ADTTE use most, beside overall survival.
RECORDED_TITLES: dict[str, Message] = {
    "PFS": message("Progression-free survival"),
    "EFS": message("Event-free survival"),
    "RFS": message("Relapse-free survival"),
    "DFS": message("Disease-free survival"),
    "FFS": message("Failure-free survival"),
    "TTR": message("Time to response"),
    "TTCR": message("Time to complete response"),
    "TTP": message("Time to progression"),
    "TTF": message("Time to treatment failure"),
    "TTNT": message("Time to next treatment"),
    "DOR": message("Duration of response"),
}


def recorded_title(code: str) -> Message:
    """Say what an endpoint that the file itself gives is called; a code nobody knows stays as it is written."""
    return RECORDED_TITLES.get(code.upper()) or message("{name}", name=code)


def is_known_code(name: str) -> bool:
    """Say whether an endpoint that the file gives is one of those with a title: no other name goes to an address."""
    return name.removeprefix(RECORDED).upper() in RECORDED_TITLES


def part_words(part: str, failure_day: float = FAILURE_DAY) -> Message:
    """Say what a part of an endpoint is."""
    if part.startswith(RECORDED):
        return message("the event of {endpoint}, as recorded", endpoint=recorded_title(part.removeprefix(RECORDED)))
    if part.startswith(OTHER):
        return message("“{event}”", event=part.removeprefix(OTHER))
    if part == NO_RESPONSE:
        return message("no response (PR or better) by day {day} (not assessed: censored then)", day=f"{failure_day:g}")
    return _PARTS.get(part) or title(part)


def endpoint(asked: str | Endpoint) -> Endpoint:
    """Return an endpoint by its name: a standard one, "time to" and a milestone, or "recorded" and a code.

    "time to relapse" waits for a milestone, "recorded PFS" is what the file itself says.

    Raises
    ------
    CohortError
        Where nothing is called that.
    """
    if isinstance(asked, Endpoint):
        _check(asked)
        return asked
    if asked in STANDARD:
        return STANDARD[asked]
    if str(asked).startswith(RECORDED) and str(asked) != RECORDED:
        return Endpoint(str(asked), (str(asked),), start=FILE_START)
    milestone = str(asked).removeprefix("time to ")
    if milestone != asked and milestone in MILESTONES and milestone not in NOT_WAITED_FOR:
        return Endpoint(str(asked), (milestone,), competing=(DEATH,))
    raise CohortError(
        message(
            "The endpoint {endpoint} is not known. Choose one of: {choices}; or “time to” and a milestone.",
            endpoint=asked,
            choices=listed(tuple(STANDARD)),
        )
    )


def _check(asked: Endpoint) -> None:
    if asked.recorded is not None:
        return
    known = {DEATH, RESPONSE, NO_RESPONSE, ADDED_THERAPY, *MILESTONES}
    for part in (*asked.parts, *asked.competing, *asked.censoring):
        if part not in known and not part.startswith(OTHER):
            raise CohortError(message("An endpoint cannot count {part}: no milestone is called that.", part=part))
    if not asked.parts:
        raise CohortError(message("Choose at least one event that counts: death, relapse, or another."))
    if asked.start != DAY_ZERO and asked.start not in MILESTONES:
        raise CohortError(message("The clock cannot start at {start}: no milestone is called that.", start=asked.start))

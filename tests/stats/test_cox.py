"""Hazard ratios, plain and with Firth's penalty."""

import numpy as np
import pytest
from scipy.optimize import minimize

from hlhdash.stats import StatsError, cox

STUDIES = ["lung_by_sex", "larynx_by_stage", "waltons_by_group", "leukemia_by_rx"]
PARTS = ("hr", "lower", "upper", "p")


@pytest.mark.parametrize("study", STUDIES)
def test_agrees_with_coxph(survival_json, published, study):
    found = cox(*published[study][:3])
    expected = survival_json[study]["cox_efron"]
    assert [str(term) for term in found.table["term"]] == [row["term"] for row in expected]
    for part in PARTS:
        assert found.table[part].to_numpy() == pytest.approx([row[part] for row in expected], rel=1e-6)
    assert found.penalty == "none"
    assert found.method == "Cox model (Efron ties), 95 % Wald interval and P"


@pytest.mark.parametrize("study", STUDIES)
def test_the_check_of_proportional_hazards_agrees_with_cox_zph(survival_json, published, study):
    found = cox(*published[study][:3]).proportional_hazards
    assert found.p == pytest.approx(survival_json[study]["cox_zph_global_p"], rel=1e-6)


@pytest.mark.parametrize("name", ["cox", "cox delayed"])
def test_invented_data_agree_with_coxph(made_up, from_r, name):
    entry = made_up["entry"] if name == "cox delayed" else None
    found = cox(made_up["time"], made_up["event"], made_up["group"], entry=entry)
    for part in PARTS:
        assert found.table[part].to_numpy() == pytest.approx(list(from_r(f"{name} {part}").values()), rel=1e-7)
    chi2 = from_r(f"{name} tests")["likelihood ratio"]
    assert found.p_global == pytest.approx(np.exp(-chi2 / 2), rel=1e-7)  # two degrees of freedom
    zph = from_r(f"{name} zph")
    assert found.proportional_hazards.statistic == pytest.approx(zph["chi2"], rel=1e-6)
    assert (found.proportional_hazards.p, found.proportional_hazards.df) == (pytest.approx(zph["p"], rel=1e-6), 2)


def zero_event_group(small_sample):
    rows = small_sample["firth"]["zero_event_group"]["data"]
    return tuple([row[key] for row in rows] for key in ("time", "status", "x"))


def test_a_group_without_an_event_gets_firths_penalty(small_sample):
    found = cox(*zero_event_group(small_sample))
    expected = small_sample["firth"]["zero_event_group"]
    assert found.penalty == "firth"
    for part in PARTS:
        assert getattr(found, part) == pytest.approx(expected[part], rel=1e-5)
    assert found.method == (
        "Cox model with Firth's penalty (Breslow ties), 95 % profile-likelihood interval, "
        "P by penalised likelihood ratio"
    )


def test_firths_penalty_where_it_is_not_needed_agrees_with_coxphf(small_sample, published):
    found = cox(*published["leukemia_by_rx"][:3], penalty="firth")
    expected = small_sample["firth"]["leukemia_placebo_vs_6mp"]
    for part in PARTS:
        assert getattr(found, part) == pytest.approx(expected[part], rel=1e-6)


def test_without_penalty_a_group_without_an_event_is_not_estimable(small_sample):
    found = cox(*zero_event_group(small_sample), penalty="none")
    assert found.table[list(PARTS)].isna().all(axis=None)
    assert found.table["events"].tolist() == [3]


def test_without_penalty_the_other_groups_stay_estimable(published):
    time, event, group, _ = published["leukemia_by_rx"]
    padded = [np.append(column, extra) for column, extra in ((time, [30] * 4), (event, [0] * 4), (group, [2] * 4))]
    found, alone = cox(*padded, penalty="none"), cox(time, event, group)
    assert found.table.loc[0, list(PARTS)].tolist() == pytest.approx(alone.table.loc[0, list(PARTS)].tolist())
    assert found.table.loc[1, list(PARTS)].isna().all()


def by_individuals(time, event, group, beta):
    """Firth's penalised log likelihood with Breslow's ties, written patient by patient."""
    x = np.column_stack([group == label for label in sorted(set(group))[1:]]).astype(float)
    total, information = 0.0, np.zeros((x.shape[1],) * 2)
    for i in np.flatnonzero(event):
        risk = time >= time[i]
        weight = np.exp(x[risk] @ beta)
        mean = weight @ x[risk] / weight.sum()
        total += x[i] @ beta - np.log(weight.sum())
        information += (x[risk] * weight[:, None]).T @ x[risk] / weight.sum() - np.outer(mean, mean)
    return total + np.log(np.linalg.det(information)) / 2


def test_three_groups_one_without_an_event_maximise_the_penalised_likelihood():
    time = np.array([3, 5, 7, 9, 12, 15, 4, 8, 10, 16, 2, 6, 11])
    event = np.array([1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1])
    group = np.array(list("aaaaaabbbbccc"))
    found = cox(time, event, group)
    best = minimize(lambda beta: -by_individuals(time, event, group, beta), np.zeros(2), tol=1e-12)
    assert found.table["hr"].to_numpy() == pytest.approx(np.exp(best.x), rel=1e-4)
    for term, limit in ((0, "lower"), (0, "upper"), (1, "lower"), (1, "upper")):
        held = np.log(found.table.loc[term, limit])
        rest = minimize(
            lambda other, term=term, held=held: (
                -by_individuals(time, event, group, np.array([held, other[0]] if term == 0 else [other[0], held]))
            ),
            np.zeros(1),
            tol=1e-12,
        )
        assert 2 * (rest.fun - best.fun) == pytest.approx(3.841459, abs=1e-4)


def test_a_likelihood_without_maximum_though_every_group_has_events_gets_firths_penalty():
    """b always dies before a: the hazard ratio has no finite estimate."""
    found = cox([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 1, 1, 1, 1, 1], list("bbbbaaaa"))
    assert found.penalty == "firth"
    assert 1 < found.lower < found.hr < found.upper < np.inf


def test_another_reference_inverts_the_ratio(published):
    time, event, group, _ = published["leukemia_by_rx"]
    found, inverse = cox(time, event, group), cox(time, event, group, reference=1)
    assert (inverse.reference, inverse.table["term"].tolist()) == (1, [0])
    assert inverse.hr == pytest.approx(1 / found.hr)
    assert (inverse.lower, inverse.upper) == pytest.approx((1 / found.upper, 1 / found.lower))


def test_the_table_counts_patients_and_events(published):
    found = cox(*published["larynx_by_stage"][:3])
    assert (found.n, found.events, found.reference) == (90, 50, 1)
    assert found.table["n"].tolist() == [17, 27, 13]
    assert found.table["events"].tolist() == [7, 17, 11]


def test_several_ratios_are_read_from_the_table(published):
    with pytest.raises(StatsError, match=r"There are 3 hazard ratios; read each from the table\."):
        _ = cox(*published["larynx_by_stage"][:3]).hr


def test_without_any_event_nothing_is_estimable():
    for penalty in ("auto", "none", "firth"):
        found = cox([1, 2, 3], [0, 0, 0], list("aab"), penalty=penalty)
        assert np.isnan([found.hr, found.lower, found.upper, found.p]).all()
        assert found.p_global == 1


def test_a_group_gone_before_the_first_event_is_not_estimable():
    found = cox([1, 1, 5, 6, 7, 8], [0, 0, 1, 1, 0, 1], list("ccabab"))
    alone = cox([5, 6, 7, 8], [1, 1, 0, 1], list("abab"))
    assert found.table.loc[0, "hr"] == pytest.approx(alone.hr)
    assert np.isnan(found.table.loc[1, "hr"])


@pytest.mark.parametrize(
    ("group", "choices", "sentence"),
    [
        (list("aaa"), {}, r"All patients are in one group \(a\); a comparison needs two."),
        (list("aab"), {"reference": "EBV"}, "No patient is in the reference group EBV."),
        (list("aab"), {"penalty": "ridge"}, "Penalty is auto, none or firth; ridge is none of them."),
    ],
)
def test_what_makes_no_sense_is_refused(group, choices, sentence):
    with pytest.raises(StatsError, match=sentence):
        cox([1, 2, 3], [1, 1, 1], group, **choices)

"""The green loonheffing below the AOW age as plain OpenFisca formulas, to measure beside ours."""

from __future__ import annotations

from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from ontzorg.rules.wet.loonheffing_tabel import SCALE, GeboortejaarGroep, Tijdvak, load_tarief

PERSON = Entity("person", "persons", "A worker", "")
JAAR = 2026
PERIOD = f"{JAAR}-01"


class Loon(Variable):  # type: ignore[misc]
    value_type = int
    entity = PERSON
    definition_period = MONTH
    label = "Wage of a month in cents"


class Jaarloon(Variable):  # type: ignore[misc]
    value_type = int
    entity = PERSON
    definition_period = MONTH
    label = "Wage of a year in euros, a multiple of the step of the table"

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805 - their form
        """Return the year wage."""
        table = parameters(period).tax
        cents = person("Loon", period).astype(np.int64) * table.periods
        return np.minimum(cents // (100 * table.step) * table.step, table.highest)


class Belasting(Variable):  # type: ignore[misc]
    value_type = int
    entity = PERSON
    definition_period = MONTH
    label = "Tax on the year wage before credits"

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805 - their form
        """Return the tax by bracket."""
        table = parameters(period).tax
        wage = person("Jaarloon", period).astype(np.int64)
        return np.select(
            [wage > table.above_3, wage > table.above_2],
            [
                (wage - table.above_3) * table.rate_3 // SCALE + table.fixed_3,
                (wage - table.above_2) * table.rate_2 // SCALE + table.fixed_2,
            ],
            wage * table.rate_1 // SCALE,
        )


class Heffingskorting(Variable):  # type: ignore[misc]
    value_type = int
    entity = PERSON
    definition_period = MONTH
    label = "Algemene heffingskorting of a year"

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805 - their form
        """Return the credit."""
        table = parameters(period).tax
        wage = person("Jaarloon", period).astype(np.int64)
        over = np.maximum(wage - table.taper_from, 0)
        left = np.maximum(table.maximum - over * table.taper_rate // SCALE, 0)
        return np.where(wage > table.nil_above, 0, left)


class Inhouding(Variable):  # type: ignore[misc]
    value_type = int
    entity = PERSON
    definition_period = MONTH
    label = "Loonheffing of a month in cents"

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805 - their form
        """Return the tax of one month."""
        table = parameters(period).tax
        credit = person("Heffingskorting", period).astype(np.int64)
        euros = np.maximum(person("Belasting", period).astype(np.int64) - credit, 0)
        cents = person("Loon", period).astype(np.int64) * table.periods
        excess = np.maximum(cents - table.highest * 100, 0)
        tax = (200 * euros + table.periods) // (2 * table.periods)
        return tax + excess * table.above_rate // (SCALE * table.periods)


def make_system() -> TaxBenefitSystem:
    """Return a system with the tax of one year, from the same tables as ours."""
    system = TaxBenefitSystem([PERSON])
    for variable in (Loon, Jaarloon, Belasting, Heffingskorting, Inhouding):
        system.add_variable(variable)
    values = {f"{JAAR}-01-01": 0}
    tax = {name: {"values": dict.fromkeys(values, number)} for name, number in _figures().items()}
    system.parameters = ParameterNode("", data={"tax": tax})
    return system


def compute_tax(system: TaxBenefitSystem, lonen: Any) -> Any:
    """Return the tax in cents of wages in cents."""
    simulation = SimulationBuilder().build_default_simulation(system, count=len(lonen))
    simulation.set_input("Loon", PERIOD, lonen)
    return simulation.calculate("Inhouding", PERIOD)


def _figures() -> dict[str, int]:
    tarief = load_tarief(JAAR, GeboortejaarGroep.JONGER_DAN_AOW)
    voorschrift, korting = tarief.rekenvoorschrift, tarief.algemene_heffingskorting
    figures = {
        "periods": voorschrift.periods[Tijdvak.MAAND],
        "step": voorschrift.step,
        "above_rate": voorschrift.above_rate,
        "highest": tarief.highest,
        "maximum": korting.maximum,
        "taper_from": korting.taper_from,
        "taper_rate": korting.rate,
        "nil_above": korting.nil_above,
    }
    for number, schijf in enumerate(tarief.schijven, 1):
        figures[f"above_{number}"] = schijf.above
        figures[f"rate_{number}"] = schijf.rate
        figures[f"fixed_{number}"] = schijf.fixed
    return figures

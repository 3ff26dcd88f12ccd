"""The message `Verzuimmeldingen`, in full words. Tags, order and formats are in `data/`.

What the house may not hold (cause of illness, kind of nursing, conflict at work, leave code,
no-risk, free text) has no field here: it is checked on the way in and then forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Berichtkop:
    """Who sent which message to whom, and when (`BrAlg`)."""

    berichtcode: str
    versienummer: str
    aanmaakdatum: date
    aanmaaktijd: time
    inzender: str
    softwarepakket: str
    ontvanger: str
    berichtreferentienummer: str
    test: bool
    ontvangstbevestiging: bool
    referentienummer_ingezonden_bericht: str | None = None
    soort_retourmelding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Administratiekantoor:
    """The office that sends on behalf of the werkgever (`AdmKantoor`)."""

    handelsnaam: str
    kvk_nummer: str | None = None
    vestigingsnummer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Communicatie:
    """One telephone number or mail address, with its kind (`Com`)."""

    soort: str
    waarde: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contactpersoon:
    """Someone at the werkgever to turn to (`Cntprsn`)."""

    identificatie_werknemer: str | None = None
    personeelsnummer: str | None = None
    achternaam: str
    voorletters: str
    roepnaam: str | None = None
    geslacht: str
    rol: str
    identificatie: str | None = None
    communicatie: tuple[Communicatie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """The name of the partner, for people who use it (`Prtnr`)."""

    achternaam: str
    voorvoegsels: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdresNederland:
    """A home or nursing address in the Netherlands (`StrAdrNl`); never the kind of nursing."""

    soort: str
    postcode: str
    woonplaats: str
    straat: str | None = None
    huisnummer: str
    huisnummertoevoeging: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdresBuitenland:
    """A home or nursing address abroad (`StrAdrBl`); never the kind of nursing."""

    soort: str
    locatieomschrijving: str | None = None
    postcode: str | None = None
    woonplaats: str
    regio: str | None = None
    landcode: str
    land: str | None = None
    straat: str | None = None
    huisnummer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arbeidsrelatie:
    """Part of a Dienstverband with hours of its own."""

    identificatie: str
    personeelsnummer: str | None = None
    ingangsdatum: date
    einddatum: date | None = None
    contracturen_per_week: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostenplaats:
    """The cost centre that carries the Dienstverband."""

    naam: str
    code: str
    code_bovenliggende_kostenplaats: str | None = None
    naam_bovenliggende_kostenplaats: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GewensteActie:
    """What the werkgever asks the arbodienst to do (`Actie`)."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzuim:
    """One melding in a case of absence (`Vrzm`). A cause, a reason and free text are not kept."""

    verwerking: str
    ingangsdatum_mutatie: date
    ingangsdatum_mutatie_oud: date | None = None
    verzuimgeval: str
    verzuimgeval_oud: str | None = None
    volgnummer: int
    einde_verzuim: bool
    gemeld_bij_werkgever_op: date | None = None
    eerste_verzuimdag: date
    eerste_verzuimdag_oud: date | None = None
    hersteldatum: date | None = None
    herstel_gemeld_bij_werkgever_op: date | None = None
    verwachte_hersteldatum: date | None = None
    percentage_verzuim: Decimal
    vangnetgeval: str
    reden_einde_verzuim: str | None = None
    percentage_arbeidstherapie: Decimal | None = None
    contactpersonen: tuple[Contactpersoon, ...]
    gewenste_acties: tuple[GewensteActie, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dienstverband:
    """An employment, with its meldingen (`Dnstvbnd`)."""

    identificatie: str
    ingangsdatum: date
    einddatum: date | None = None
    reden_einde: str | None = None
    personeelsnummer: str | None = None
    contractnummer_arbodienst: str | None = None
    soort: str | None = None
    functiecode: str | None = None
    functie: str | None = None
    fase_indeling: str | None = None
    naam_organisatie_eenheid: str | None = None
    code_organisatie_eenheid: str
    code_bovenliggende_eenheid: str | None = None
    naam_bovenliggende_eenheid: str | None = None
    postcode_standplaats: str | None = None
    standplaats: str | None = None
    verdeling: str | None = None
    contractduur: str | None = None
    contracturen_per_week: Decimal | None = None
    uren_normwerkweek: Decimal | None = None
    soort_variabele_werktijden: str | None = None
    loonwachtdagen: int | None = None
    percentage_loondoorbetaling: Decimal | None = None
    arbeidsrelatie: Arbeidsrelatie | None = None
    kostenplaatsen: tuple[Kostenplaats, ...] = ()
    verzuim: tuple[Verzuim, ...]
    contactpersonen: tuple[Contactpersoon, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Werknemer:
    """A person, with the employments that are absent (`Wrknmr`)."""

    burgerservicenummer: str | None = field(default=None, repr=False)
    geboortedatum: date
    overlijdensdatum: date | None = None
    achternaam: str
    voorletters: str
    voorvoegsels: str | None = None
    roepnaam: str | None = None
    titel_voor_naam: str | None = None
    titel_achter_naam: str | None = None
    naamvoorkeur: str
    geslacht: str
    opleidingsniveau: str | None = None
    identificatie: str
    partner: Partner | None = None
    adressen_nederland: tuple[AdresNederland, ...] = ()
    adressen_buitenland: tuple[AdresBuitenland, ...] = ()
    communicatie: tuple[Communicatie, ...] = ()
    dienstverbanden: tuple[Dienstverband, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkgever:
    """An employer as known to the arbodienst (`Wrkgvr`)."""

    handelsnaam: str
    kvk_nummer: str | None = None
    vestigingsnummer: str | None = None
    identificatie_bij_arbodienst: str
    aansluitnummer: str
    identificatie_bij_uwv: str | None = None
    loonheffingennummer: str | None = None
    eigenrisicodrager_wga: bool | None = None
    eigenrisicodrager_zw: bool | None = None
    communicatie: tuple[Communicatie, ...] = ()
    contactpersonen: tuple[Contactpersoon, ...] = ()
    werknemers: tuple[Werknemer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzuimmeldingen:
    """The whole message from werkgever to arbodienst."""

    kop: Berichtkop
    administratiekantoor: Administratiekantoor | None = None
    werkgevers: tuple[Werkgever, ...]

"""Made-up names. Nobody is called so; the same seed gives the same people."""

from __future__ import annotations

from random import Random

from ontzorg.parties.models import Geslacht

FEMALE = (
    "Aafke", "Amira", "Anouk", "Aylin", "Bente", "Carmen", "Dewi", "Eefje", "Elif", "Esra",
    "Femke", "Floor", "Hanna", "Ilse", "Imane", "Jildou", "Karin", "Lieke", "Lotte", "Naima",
    "Noor", "Roos", "Samira", "Sietske", "Vera", "Yara",
)  # fmt: skip
MALE = (
    "Abel", "Arjen", "Bas", "Bram", "Daan", "Emre", "Gijs", "Hidde", "Ivo", "Jelle", "Joost",
    "Kadir", "Koen", "Maarten", "Mees", "Niels", "Omar", "Pim", "Rachid", "Rens", "Sem",
    "Tarik", "Teun", "Wessel",
)  # fmt: skip
ROEPNAMEN = tuple(sorted(FEMALE + MALE))
FIRST_PARTS = (
    "Appel", "Berken", "Biezen", "Brons", "Dauw", "Duif", "Egel", "Fluister", "Gras", "Haver",
    "Heide", "Hoef", "Kiezel", "Kruid", "Lente", "Linde", "Maan", "Mist", "Molen", "Nevel",
    "Olie", "Peper", "Riet", "Ruit", "Schelp", "Sneeuw", "Tarwe", "Veer", "Vlinder", "Wilgen",
)  # fmt: skip
LAST_PARTS = (
    "bosch", "daal", "dijksma", "gaarde", "hoeven", "horst", "kampen", "laan", "meerman",
    "oever", "poort", "straten", "stroom", "veld", "waard", "zoom",
)  # fmt: skip
TUSSENVOEGSELS = ("", "", "", "", "van", "van de", "de", "ter")
WERKGEVERS = (
    ("Bakkerij De Vroege Vogel", ("Bakkerij", "Winkel")),
    ("Metaalbewerking Halverwege", ("Werkplaats", "Kantoor")),
    ("Kinderopvang De Zandloper", ("Baby's", "Buitenschoolse opvang")),
    ("Transport Langs de Lijn", ("Chauffeurs", "Planning")),
    ("Thuiszorg Onder Eén Dak", ("Wijk Noord", "Wijk Zuid")),
    ("Hovenier Drie Linden", ("Aanleg", "Onderhoud")),
    ("Installatiebedrijf Warmtebron", ("Monteurs", "Binnendienst")),
    ("Restaurant De Lange Tafel", ("Keuken", "Bediening")),
    ("Drukkerij Het Rode Vel", ("Productie", "Verkoop")),
    ("Bouwbedrijf Vier Muren", ("Bouwplaats", "Kantoor")),
    ("Administratiekantoor Klare Cijfers", ("Samenstellers", "Salaris")),
    ("Schoonmaak Glanzend Begin", ("Ploeg A", "Ploeg B")),
    ("Garage De Gouden Bougie", ("Werkplaats", "Receptie")),
    ("Tandartspraktijk Zilverhof", ("Praktijk", "Balie")),
    ("Groothandel Verse Kist", ("Magazijn", "Verkoop")),
    ("Kapsalon Knip en Klaar", ("Salon", "Balie")),
    ("Softwarehuis De Komma", ("Ontwikkeling", "Ondersteuning")),
    ("Fysiotherapie Het Gewricht", ("Behandelaars", "Balie")),
    ("Winkel De Blauwe Emmer", ("Vloer", "Magazijn")),
    ("Melkveehouderij Op de Terp", ("Stal", "Land")),
)
FUNCTIES = (
    "Medewerker", "Senior medewerker", "Teamleider", "Assistent", "Specialist", "Leerling",
    "Coördinator", "Administratief medewerker",
)  # fmt: skip


def roepnaam(random: Random) -> str:
    """Return a first name."""
    return random.choice(ROEPNAMEN)


def roepnaam_of(geslacht: Geslacht, random: Random) -> str:
    """Return a first name that goes with this sex."""
    return random.choice(FEMALE if geslacht is Geslacht.VROUW else MALE)


def achternaam(random: Random) -> tuple[str, str]:
    """Return a tussenvoegsel and a family name that does not exist."""
    return random.choice(TUSSENVOEGSELS), random.choice(FIRST_PARTS) + random.choice(LAST_PARTS)


def werkgever(index: int) -> tuple[str, tuple[str, str]]:
    """Return the name and the two departments of the employer with this number."""
    name, afdelingen = WERKGEVERS[index % len(WERKGEVERS)]
    round_ = index // len(WERKGEVERS)
    return (f"{name} {round_ + 1} B.V." if round_ else f"{name} B.V."), afdelingen


def firm(kind: str, number: int) -> str:
    """Return the name of the firm of this kind with this number; each number gives another one."""
    first, round_ = number % len(FIRST_PARTS), number // len(FIRST_PARTS)
    last = LAST_PARTS[(round_ + number) % len(LAST_PARTS)]
    again = f" {round_ // len(LAST_PARTS) + 1}" if round_ >= len(LAST_PARTS) else ""
    return f"{kind} {FIRST_PARTS[first]}{last}{again} B.V."


def full_name(random: Random) -> str:
    """Return the name of someone who signs in."""
    tussenvoegsel, family_name = achternaam(random)
    return " ".join(part for part in (roepnaam(random), tussenvoegsel, family_name) if part)


def bsn(random: Random) -> str:
    """Return a number that passes the eleven-test; it belongs to nobody we know of."""
    while True:
        digits = [9, 9, *(random.randrange(10) for _ in range(6))]
        check = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True))
        if check % 11 < 10:
            return "".join(map(str, [*digits, check % 11]))

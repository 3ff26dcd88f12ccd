"""Writes staff files of any size, with made-up people and numbers that pass the elfproef."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

HEADER = (
    "Personeelsnummer;BSN;Voorletters;Roepnaam;Tussenvoegsel;Achternaam;Geslacht;Geboortedatum;"
    "E-mailadres;Telefoon;Straat;Huisnummer;Postcode;Woonplaats;In dienst;Afdeling;Functie;"
    "Uren per week"
)
NAMES = ("Waterlander", "Dijkgraaf", "Boterbloem", "Zonneveld", "Klinkhamer", "Wolkenveld")
FIRST_BSN = 100_000_000
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)


def write_staff_file(path: Path, rows: int, *, seed: int = 1) -> None:
    """Write a CSV file with so many people, each with a number that passes the elfproef."""
    random = Random(seed)  # noqa: S311 - made-up people
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for number, bsn in zip(range(1, rows + 1), valid_numbers(), strict=False):
            file.write(_line(random, number, bsn) + "\n")


def valid_numbers() -> Iterator[str]:
    """Yield made-up numbers that pass the elfproef, without end."""
    base = FIRST_BSN // 10
    while True:
        digits = f"{base:08d}"
        check = sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            yield f"{digits}{check}"
        base += 1


def _line(random: Random, number: int, bsn: str) -> str:
    born = date(random.randint(1960, 2004), random.randint(1, 12), random.randint(1, 28))
    start = date(random.randint(2005, 2025), random.randint(1, 12), 1)
    return (
        f"{number};{bsn};P.J.;Pia;van der;{random.choice(NAMES)};V;{born:%d-%m-%Y};"
        f"p{number}@voorbeeld.example;06 {random.randint(10_000_000, 99_999_999)};Dijkweg;"
        f"{number % 300 + 1};1234 AB;Waterdam;{start:%d-%m-%Y};Afdeling {number % 50};"
        f"Functie {number % 100};{random.choice((24, 32, 36, 40))}"
    )

"""`make sbom`: the list of everything the product is made of, as CycloneDX JSON.

The same lock files give the same list, byte for byte: it carries no time and no chance.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tests.architecture.project import ROOT
from tests.supply.locked import Part, parts

PLACE = Path("dist/ontzorg.cdx.json")


def bill_of_materials(root: Path = ROOT) -> dict[str, Any]:
    """Return the list: the product itself, and each part with its version and hashes."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    found = parts(root)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, repr((project['version'], found)))}",
        "version": 1,
        "metadata": {"component": _product(project)},
        "components": [_component(part) for part in found],
        "dependencies": [{"ref": project["name"], "dependsOn": [part.purl for part in found]}],
    }


def _product(project: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
        "purl": f"pkg:pypi/{project['name']}@{project['version']}",
    }


def _component(part: Part) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "scope": "optional" if part.marker else "required",
        "hashes": [{"alg": part.algorithm, "content": digest} for digest in part.hashes],
        "purl": part.purl,
    }
    if part.licence:
        component["licenses"] = [{"license": {"id": part.licence}}]
    if part.marker:
        component["properties"] = [{"name": "marker", "value": part.marker}]
    return component


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(bill_of_materials(), indent=2) + "\n", "utf-8")

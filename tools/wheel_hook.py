"""Puts the query files and the built page into the wheel, beside the packages that look for them."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("cypher", "viz/web/dist")


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Leaves editable installations alone: their packages stay in the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Refuses to build a wheel without the page, which would only be missed when it runs."""
        if version == "editable":
            return
        for folder in FOLDERS:
            if not Path(self.root, folder).is_dir():
                raise FileNotFoundError(f"{folder} is missing; run `make setup` first")
            build_data["force_include"][folder] = folder

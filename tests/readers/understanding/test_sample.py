"""The whole sample, file by file, against the oracle that knows it by position."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from sample_data.generator.regions import CITIES, CITY, CITY_NAME, COUNTIES
from tests.readers.understanding.making import indicators
from tests.sample_data.oracle import Oracle, load_oracle
from zhaoshang_cli import resources
from zhaoshang_cli.domain.region import Region, RegionTree
from zhaoshang_cli.domain.returns import Kind, Reading, Source
from zhaoshang_cli.readers.files.books import Rejected, read_books
from zhaoshang_cli.readers.sheet import Book
from zhaoshang_cli.readers.understand import Context, understand

SAMPLE = resources.folder("sample_data")
FOLDERS = {"returns": Kind.RETURNS, "province": Kind.PROVINCE, "targets": Kind.TARGETS}
ALIASES = {
    "410471": ("高新区", "市高新区"),
    "410472": ("示范区", "新城区", "市城乡一体化示范区"),
}


@cache
def context() -> Context:
    """Return the sample's city with its counties and peers."""
    children = tuple(
        Region(one.code, one.name, "县", CITY, aliases=ALIASES.get(one.code, ()))
        for one in COUNTIES
    )
    peers = tuple(Region(city.code, city.name, "市", "410000") for city in CITIES)
    own = Region(CITY, CITY_NAME, "市", "410000")
    province = Region("410000", "河南省", "省", None)
    return Context(RegionTree(own, children, peers, province), indicators())


@cache
def readings() -> tuple[tuple[Path, Reading], ...]:
    """Read every file of the sample, in the order in which they came."""
    paths = (path for folder in FOLDERS for path in sorted((SAMPLE / folder).rglob("*.*")))
    return tuple((path, understand(book, context())) for path in paths for book in _books(path))


def _books(path: Path) -> Iterator[Book]:
    for book in read_books(path):
        assert not isinstance(book, Rejected)
        yield book


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    return load_oracle(SAMPLE)


def test_no_file_has_anything_amiss() -> None:
    assert [(path.name, one) for path, reading in readings() for one in reading.findings] == []


def test_every_file_is_of_its_folders_kind() -> None:
    for path, reading in readings():
        assert reading.kind is FOLDERS[path.relative_to(SAMPLE).parts[0]], path


def test_every_value_of_the_counties_is_right(oracle: Oracle) -> None:
    assert _values(Source.COUNTY) == oracle.values


def test_every_value_of_the_province_is_right(oracle: Oracle) -> None:
    found = {key[:3]: value for key, value in _values(Source.PROVINCE).items()}

    assert found == oracle.peers


def test_every_target_is_right(oracle: Oracle) -> None:
    found = {
        (one.region, one.year, one.indicator, one.level): one.value
        for _, reading in readings()
        for one in reading.targets
    }

    assert found == oracle.targets


def _values(source: Source) -> dict[tuple[str, str, str, str], Decimal]:
    return {
        (
            one.region,
            f"{one.period // 100}-{one.period % 100:02}",
            one.indicator,
            one.basis.value,
        ): one.value
        for _, reading in readings()
        for one in reading.observations
        if one.source is source
    }


def test_the_vocabulary_knows_no_place() -> None:
    text = resources.text("data", "vocabulary.toml")

    tomllib.loads(text)
    assert not any(county.name in text for county in COUNTIES)

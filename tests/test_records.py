"""Our dataclasses mean what the standard ones mean."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar, cast

import pytest

import hefei_report
from hefei_report import records
from hefei_report.evidence.intervals import Interval
from tests.support.tools import CHECKOUT

T = TypeVar("T")
Decorator = Callable[..., Callable[[type], type]]
BOTH = pytest.mark.parametrize("make", [records.dataclass, dataclasses.dataclass], ids=["ours", "standard"])


def family(make: Decorator) -> tuple[Any, Any, Any]:
    """A base, a class below it with every sort of field, and one that is changeable."""

    @make(frozen=True, slots=True)
    class Base:
        """A base."""

        name: str
        size: float = 2.0

    @make(frozen=True, slots=True, kw_only=True)
    class Below(Base):
        items: tuple[int, ...] = ()
        kept: dict[str, int] = dataclasses.field(default_factory=dict, compare=False)
        hidden: int = dataclasses.field(default=3, repr=False)

        def __post_init__(self) -> None:
            self.kept["made"] = 1

    @make(slots=True)
    class Changeable:
        count: int = 0
        log: list[str] = dataclasses.field(default_factory=list, init=False)

    return Base, Below, Changeable


@BOTH
def test_records_are_made_compared_and_shown_alike(make: Decorator) -> None:
    base, below, _ = family(make)
    one, other = below("a", items=(1,), hidden=4), below("a", 2.0, items=(1,), hidden=4)
    assert one == other and hash(one) == hash(other) and one is not other
    assert one != below("a", items=(2,), hidden=4) and one != base("a")
    assert repr(one) == f"{below.__qualname__}(name='a', size=2.0, items=(1,), kept={{'made': 1}})"
    assert one.kept == {"made": 1} and one.kept is not other.kept
    assert base("a").__eq__(1) is NotImplemented
    assert [field.name for field in dataclasses.fields(below)] == ["name", "size", "items", "kept", "hidden"]
    assert dataclasses.replace(one, name="b").items == (1,)
    with pytest.raises(TypeError):
        below("a", 2.0, (1,))
    assert below.__match_args__ == ("name", "size")


def test_fields_are_noted_as_the_standard_module_notes_them() -> None:
    def noted(make: Decorator) -> list[object]:
        told = (
            "name",
            "type",
            "default",
            "default_factory",
            "init",
            "repr",
            "hash",
            "compare",
            "kw_only",
            "_field_type",
        )
        kinds = [kind for kind in family(make) if kind is not None]
        fields = [[getattr(field, name) for name in told] for kind in kinds for field in dataclasses.fields(kind)]
        return [*fields, *[kind.__match_args__ for kind in kinds], *[set(kind.__slots__) for kind in kinds]]

    assert noted(records.dataclass) == noted(dataclasses.dataclass)


@BOTH
def test_variables_of_a_class_and_marks_for_names_are_no_fields(make: Decorator) -> None:
    @make(slots=True)
    class Marked:
        SHARED: ClassVar[int] = 3
        first: int
        _: dataclasses.KW_ONLY
        second: int = 2

    assert [field.name for field in dataclasses.fields(cast("Any", Marked))] == ["first", "second"]
    with pytest.raises(TypeError):
        cast("Any", Marked)(1, 2)


@BOTH
def test_a_default_that_could_be_changed_is_refused(make: Decorator) -> None:
    class Careless:
        items: list[int] = []  # noqa: RUF012  # that is the mistake

    with pytest.raises(ValueError, match="mutable default"):
        make(slots=True)(Careless)


@BOTH
def test_wrong_arguments_are_refused_for_the_first_record_and_for_the_hundredth(make: Decorator) -> None:
    base = family(make)[0]
    for count in range(100):
        for arguments, named in (((), {}), (("a", 1.0, 2), {}), (("a",), {"name": "b"}), (("a",), {"colour": 1})):
            with pytest.raises(TypeError, match="__init__"):
                base(*arguments, **named)
        assert base(str(count), size=count).size == count


@BOTH
def test_frozen_records_refuse_changes(make: Decorator) -> None:
    base, below, _ = family(make)
    for record in (base("a"), below("a")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            record.name = "b"
        with pytest.raises(dataclasses.FrozenInstanceError):
            del record.name
        assert not hasattr(record, "__dict__")


@BOTH
def test_changeable_records_change_and_have_no_hash(make: Decorator) -> None:
    changeable = family(make)[2]
    record = changeable(1)
    record.count = 5
    record.log.append("x")
    assert changeable().log == [] and (record.count, record.log) == (5, ["x"])
    with pytest.raises(TypeError):
        hash(record)
    with pytest.raises(AttributeError):
        record.unknown = 1


@BOTH
def test_records_know_generic_and_special_cases(make: Decorator) -> None:
    class _Single(Generic[T]):
        value: T

    class _Empty:
        pass

    single, empty = (cast("Any", make(frozen=True, slots=True)(kind)) for kind in (_Single, _Empty))
    nothing = float("nan")
    assert single(nothing) == single(nothing) and empty() == empty() and hash(empty()) == hash(())
    cycle: list[object] = []
    cycle.append(single(cycle))
    assert "..." in repr(cycle[0])


def test_records_are_copied_and_sent_to_other_processes() -> None:
    record = Interval.exactly(Decimal("1.50"))
    for again in (pickle.loads(pickle.dumps(record)), copy.deepcopy(record), copy.copy(record)):  # our own
        assert again == record and str(again) == str(record)


def test_records_of_any_shape_are_copied() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Simple:
        first: str

    @records.dataclass(frozen=True, slots=True, kw_only=True)
    class Named(Simple):
        second: int = 0

    @records.dataclass(frozen=True, slots=True)
    class Counted(Simple):
        count: int = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "count", len(self.first))

    @records.dataclass(frozen=True, slots=True)
    class Longer(Counted):
        third: tuple[Simple, ...] = ()

    for record in (Simple("a"), Named(first="a", second=2), Counted("abc"), Longer("ab", (Simple("c"),))):
        assert copy.copy(record) == copy.deepcopy(record) == record


def modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(hefei_report.__path__, "hefei_report."):
        if not module.name.endswith("__main__"):
            yield module.name


def test_every_record_of_ours_takes_what_a_standard_one_would() -> None:
    """The parameters of each ``__init__``: names, kinds, and which may be left out."""
    seen = 0
    for name in modules():
        importlib.import_module(name)
    for kind in {
        value
        for name, module in list(sys.modules.items())
        if name.startswith("hefei_report.")
        for value in vars(module).values()
        if isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == name
    }:
        expected = [field for field in dataclasses.fields(kind) if field.init]
        ordered = [field for field in expected if not field.kw_only] + [field for field in expected if field.kw_only]
        parameters = list(inspect.signature(kind.__init__).parameters.values())[1:]
        assert [parameter.name for parameter in parameters] == [field.name for field in ordered], kind
        for parameter, field in zip(parameters, ordered, strict=True):
            assert (parameter.kind is parameter.KEYWORD_ONLY) == field.kw_only, kind
            given = field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
            assert (parameter.default is not parameter.empty) == given, kind
        seen += 1
    assert seen > 500


def test_the_whole_house_takes_its_dataclasses_from_one_place() -> None:
    for path in (CHECKOUT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name != "records.py":
            assert "@dataclasses.dataclass" not in text and "import dataclass\n" not in text.replace(
                "from hefei_report.records import dataclass\n", ""
            ), path

"""Dataclasses that are soon made: a run loads hundreds, and for each the standard module compiles six functions.

:func:`dataclass` is :func:`dataclasses.dataclass` for classes with slots, and means the same: what all classes can
share is shared, and the one function that they can't, ``__init__``, is compiled for classes of which a run makes more
than a few records, and fills the slots directly. That took a quarter from a check. Type checkers see the standard one,
and so do :func:`dataclasses.fields` and its like.
"""

from __future__ import annotations

import dataclasses
import reprlib
from collections.abc import Callable
from operator import attrgetter
from types import MemberDescriptorType, MethodType
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_FEW = 24  # records: to compile a function takes as long as to make so many without

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, slots=False, order=False, frozen=False, eq=True, kw_only=False):
        """As :func:`dataclasses.dataclass`, which makes what has no slots or an order."""
        if order or not slots:
            return dataclasses.dataclass(cls, slots=slots, order=order, frozen=frozen, eq=eq, kw_only=kw_only)
        if cls is None:
            return lambda cls: _made(cls, frozen, eq, kw_only)
        return _made(cls, frozen, eq, kw_only)


def _made(cls: type, frozen: bool, eq: bool, kw_only: bool) -> type:
    cls.__doc__ = cls.__doc__ or cls.__name__  # else the signature would be worked out for it
    _describe(cls, kw_only)
    made = _slotted(cls)
    fields = dataclasses.fields(made)
    methods: dict[str, Any] = {"__init__": _LateInit(made, fields), "__repr__": _repr(fields)}
    if eq:
        compared = _values(tuple(field.name for field in fields if field.compare))
        methods["__eq__"] = _eq(compared)
        methods["__hash__"] = _hash(compared) if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}
        methods["__reduce__"] = _reduce(made, fields)
    for name, method in methods.items():
        if name not in cls.__dict__ or cls.__dict__[name] is None:
            setattr(made, name, method)
    return made


def _noted_by_the_standard_module() -> tuple[Any, Any]:
    """What it notes of a class whose methods it leaves alone, and of a plain field."""

    @dataclasses.dataclass(init=False, repr=False, eq=False)
    class Standard:
        """Any class; without this line its signature would be worked out, which loads a tokenizer."""

        plain: int

    known: Any = Standard
    return known.__dataclass_params__, known.__dataclass_fields__["plain"]._field_type


_PARAMETERS, _PLAIN = _noted_by_the_standard_module()


def _describe(cls: type, kw_only: bool) -> None:
    """Note the fields of ``cls`` as the standard module does, which is asked where they aren't plain ones."""
    annotated = cls.__annotations__
    if not all(type(kind) is str and "Var" not in kind and "KW_ONLY" not in kind for kind in annotated.values()):
        dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        return
    fields: dict[str, Any] = {}
    for base in cls.__mro__[:0:-1]:
        fields.update(getattr(base, "__dataclass_fields__", {}))
    for name, kind in annotated.items():
        fields[name] = _field(getattr(cls, name, dataclasses.MISSING), name, kind, kw_only)
    known: dict[str, Any] = {"__dataclass_fields__": fields, "__dataclass_params__": _PARAMETERS}
    if "__match_args__" not in cls.__dict__:
        known["__match_args__"] = tuple(name for name, each in fields.items() if each.init and not each.kw_only)
    for name, value in known.items():
        setattr(cls, name, value)


def _field(default: Any, name: str, kind: str, kw_only: bool) -> Any:
    """The field ``name`` of type ``kind`` with what the class has under that name."""
    if isinstance(default, MemberDescriptorType):  # the slot of a class above
        default = dataclasses.MISSING
    field: Any = default if isinstance(default, dataclasses.Field) else dataclasses.field(default=default)
    field.name, field.type, field._field_type = name, kind, _PLAIN
    if field.kw_only is dataclasses.MISSING:
        field.kw_only = kw_only
    if field.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(field.default)} for field {name} is not allowed: use default_factory")
    return field


def _slotted(cls: type) -> type:
    """``cls`` again, with a slot for each field that no class above has; methods that call ``super()`` must name it."""
    above = {name for base in cls.__mro__[1:-1] for name in getattr(base, "__slots__", ())}
    names = tuple(field.name for field in dataclasses.fields(cls))
    content = {name: value for name, value in cls.__dict__.items() if name not in {*names, "__dict__", "__weakref__"}}
    content["__slots__"] = tuple(name for name in names if name not in above)
    made = type(cls)(cls.__name__, cls.__bases__, content)
    made.__qualname__ = cls.__qualname__
    return made


class _LateInit:
    """``__init__`` of a class for its first records: it fills slots one by one, and lets itself be compiled then."""

    def __init__(self, made: type, fields: tuple[dataclasses.Field[Any], ...]) -> None:
        self._made, self._fields, self._records = made, fields, 0

    def __get__(self, record: object, owner: type | None = None) -> Any:
        return self if record is None else MethodType(self, record)

    def __call__(self, record: Any, *values: Any, **named: Any) -> None:
        self._records += 1
        if self._records > _FEW or not self._fill(record, values, named):
            self.compiled()(record, *values, **named)

    @property
    def __signature__(self) -> Any:
        import inspect

        return inspect.signature(self.compiled())

    def compiled(self) -> Callable[..., None]:
        """The function that takes its place from now on."""
        init = _init(self._made, self._fields)
        if self._made.__dict__.get("__init__") is self:
            type.__setattr__(self._made, "__init__", init)
        return init

    def _fill(self, record: Any, values: tuple[Any, ...], named: dict[str, Any]) -> bool:
        """Whether the arguments are as they should be; if not, the compiled function will say what is wrong."""
        places = [field.name for field in self._fields if field.init and not field.kw_only]
        given = dict(zip(places, values, strict=False))
        if len(values) > len(places) or not given.keys().isdisjoint(named):
            return False
        given.update(named)
        for field in self._fields:
            if field.init and field.name in given:
                value = given.pop(field.name)
            elif field.default is not dataclasses.MISSING:
                value = field.default
            elif field.default_factory is not dataclasses.MISSING:
                value = field.default_factory()
            elif field.init:
                return False
            else:
                continue  # it has no value until somebody gives it one
            object.__setattr__(record, field.name, value)
        if given:
            return False
        if hasattr(record, "__post_init__"):
            record.__post_init__()
        return True


def _init(made: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """``__init__``, compiled: fills each slot by its descriptor, which a frozen class allows."""
    known: dict[str, Any] = {"_missing": _MISSING}
    positional: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for number, field in enumerate(fields):
        known[f"_set{number}"] = getattr(made, field.name).__set__
        value, parameter = field.name, field.name
        if field.default is not dataclasses.MISSING:
            known[f"_default{number}"] = field.default
            parameter += f"=_default{number}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_make{number}"] = field.default_factory
            parameter += "=_missing"
            value = f"_make{number}() if {field.name} is _missing else {field.name}"
        if field.init:
            (named if field.kw_only else positional).append(parameter)
        elif parameter == field.name:
            continue  # it has no value until somebody gives it one
        else:
            value = f"_make{number}()" if "_missing" in parameter else f"_default{number}"
        body.append(f"  _set{number}(self, {value})")
    if hasattr(made, "__post_init__"):
        body.append("  self.__post_init__()")
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    exec(f"def __init__({parameters}):\n" + ("\n".join(body) or "  pass"), known)  # noqa: S102  # names of fields only
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Gives the values of attributes as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    if names:
        get = attrgetter(names[0])
        return lambda record: (get(record),)
    return lambda _: ()


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, Any], Any]:
    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807  # is one
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    return __eq__


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    return lambda record: hash(values(record))


def _repr(fields: tuple[dataclasses.Field[Any], ...]) -> Callable[[Any], str]:
    names = tuple(field.name for field in fields if field.repr)

    @reprlib.recursive_repr()
    def __repr__(self: Any) -> str:  # noqa: N807  # is one
        shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{self.__class__.__qualname__}({shown})"

    return __repr__


def _refuse(record: object, name: str, *_: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"'{name}' of a {type(record).__name__} can't be changed")


def _reduce(made: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[[Any], Any]:
    """Pickles a record as a call of its class, where that gives it again: several times sooner than by its state."""
    if hasattr(made, "__post_init__") or any(field.kw_only or not field.init for field in fields):
        return object.__reduce__
    values = _values(tuple(field.name for field in fields))
    return lambda record: (record.__class__, values(record))


def _state(record: Any) -> list[Any]:
    return [getattr(record, field.name) for field in dataclasses.fields(record)]


def _restore(record: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(record), state, strict=True):
        object.__setattr__(record, field.name, value)


class _Missing:
    """Stands for an argument that isn't given."""


_MISSING = _Missing()

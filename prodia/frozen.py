"""Frozen records: :func:`dataclasses.dataclass` as it is, made in a twentieth of its time.

``@dataclass(frozen=True)`` compiles six methods for every class when its module is imported, and a
command that is run anew for every event imports some two hundred. Here one is, when the first instance is
made. What a class can do is the same, and so are its fields.
"""

# The fields, the slots and what `replace` and `match` need are made by the standard library, without its
# methods. It must not know that the class is frozen, or it makes them: a class that inherits from one of
# these is made here too (the standard library refuses it otherwise, when it is imported).

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # to a type checker it is the one it stands for
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True, repr=True, order=False, init=True, **more):
        """As :func:`dataclasses.dataclass`."""

        def made(cls):
            if frozen and init and not order:
                return _made(cls, eq, repr, more)
            kept = {"frozen": frozen, "eq": eq, "repr": repr, "order": order, "init": init}
            return dataclasses.dataclass(cls, **kept, **more)

        return made if cls is None else made(cls)


def _made(cls: type, eq: bool, repr: bool, more: dict[str, Any]) -> type:
    own = {*cls.__dict__}
    if "__eq__" in own and cls.__dict__.get("__hash__", MISSING) is None:
        own.discard("__hash__")
    if not cls.__doc__:
        cls.__doc__ = cls.__name__  # else the standard library reads the signature for it, which is slow
    made: Any = dataclasses.dataclass(cls, init=False, eq=False, repr=False, **more)
    fields = dataclasses.fields(made)
    names = frozenset(one.name for one in fields)
    compared = _values([one.name for one in fields if one.compare])
    hashed = _values([one.name for one in fields if (one.compare if one.hash is None else one.hash)])
    shown = [one.name for one in fields if one.repr]

    def __eq__(self: Any, other: object) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(hashed(self))

    def __repr__(self: Any) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({said})"

    def __setattr__(self: Any, name: str, value: object) -> None:
        if type(self) is made or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(made, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:
        if type(self) is made or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(made, self).__delattr__(name)

    def __getstate__(self: Any) -> list[Any]:
        return [getattr(self, one.name) for one in fields]

    def __setstate__(self: Any, state: list[Any]) -> None:
        for one, value in zip(fields, state, strict=True):
            object.__setattr__(self, one.name, value)

    methods: list[Callable[..., Any]] = [__setattr__, __delattr__]
    methods += [__eq__, __hash__] if eq else []
    methods += [__repr__] if repr else []
    methods += [__getstate__, __setstate__] if more.get("slots") else []
    for method in methods:
        if method.__name__ not in own:
            method.__qualname__ = f"{made.__qualname__}.{method.__name__}"
            setattr(made, method.__name__, method)
    if "__init__" not in own:
        made.__init__ = _Init(made)
    return made  # type: ignore[no-any-return]


C = TypeVar("C", bound=type)


def of_one_process(made: C) -> C:
    """What is read from files, and what comes of it: a copy is the thing itself, as it never changes, and no
    other process is sent one: it would be as large as all that it was read from."""

    def __copy__(self: Any, memo: object = None) -> Any:
        return self

    def __reduce__(self: Any) -> Any:
        raise TypeError(
            f"{made.__qualname__} can not be pickled: another process loads its own (prodia.load, then "
            f"Catalogue.plan or prodia.read_case), by a name or a path that it is sent"
        )

    for name, method in (("__copy__", __copy__), ("__deepcopy__", __copy__), ("__reduce__", __reduce__)):
        setattr(made, name, method)
    return made


K = TypeVar("K")
V = TypeVar("V")


class Fixed(dict[K, V]):
    """A mapping in a frozen record: what it was made of as it was then, which nobody changes afterwards.

    >>> Fixed({"a": 1}) == {"a": 1}, {Fixed({"a": 1}): "as a key"}[Fixed({"a": 1})]
    (True, 'as a key')
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]  # of a dict there is none
        return hash(frozenset(self.items()))

    def __reduce__(self) -> Any:
        return Fixed, (dict(self),)


def _never(self: object, *args: object, **more: object) -> None:
    raise TypeError("this mapping never changes; dict(...) makes one that does")


def _filled(cls: type[Fixed[Any, Any]], given: Any = (), /, **named: Any) -> Fixed[Any, Any]:
    made = dict.__new__(cls)
    dict.update(made, given, **named)
    return made


def _is_filled(self: object, given: Any = (), /, **named: Any) -> None:
    """It was filled when it was made, and is not again."""


_CHANGES = "__setitem__ __delitem__ __ior__ clear pop popitem setdefault update".split()
for _name, _method in {"__new__": _filled, "__init__": _is_filled, **dict.fromkeys(_CHANGES, _never)}.items():
    setattr(Fixed, _name, _method)


def _values(names: list[str]) -> Callable[[Any], Any]:
    """What tells one from another: the values of these names, of several as a tuple."""
    if not names:
        return lambda _: ()
    return attrgetter(*names)


class _Init:
    """How an instance is made: compiled when the first is."""

    def __init__(self, made: type) -> None:
        self._made = made

    def __get__(self, instance: Any, owner: type) -> Any:
        made: Any = self._made
        if made.__dict__["__init__"] is self:
            made.__init__ = _init(made)
        return made.__dict__["__init__"].__get__(instance, owner)


class _Factory:
    def __repr__(self) -> str:
        return "<factory>"


_MISSING = _Factory()


def _init(made: Any) -> Callable[..., None]:
    fields = dataclasses.fields(made)
    known: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": _MISSING}
    given, named, body = list[str](), list[str](), list[str]()
    for number, one in enumerate(fields):
        value, default = one.name, ""
        if one.default is not MISSING:
            known[f"_{number}"], default = one.default, f"=_{number}"
        elif one.default_factory is not MISSING:
            known[f"_{number}"], default = one.default_factory, "=_MISSING"
            value = f"_{number}() if {one.name} is _MISSING else {one.name}" if one.init else f"_{number}()"
        if one.init:
            (named if one.kw_only else given).append(one.name + default)
        if one.init or one.default_factory is not MISSING:
            body.append(f"_set(self, {one.name!r}, {value})")
    after = ["self.__post_init__()"] if hasattr(made, "__post_init__") else []
    takes = ", ".join(("self", *given, *(("*", *named) if named else ())))
    # of names of fields alone, which are no text of anybody; as the standard library does
    exec(f"def __init__({takes}):\n " + "\n ".join((*body, *after, "pass")), known)  # noqa: S102
    init: Callable[..., None] = known["__init__"]
    init.__qualname__, init.__module__ = f"{made.__qualname__}.__init__", made.__module__
    init.__annotations__ = {one.name: one.type for one in fields if one.init} | {"return": None}
    return init

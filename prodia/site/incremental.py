"""Pages that stay as they are: made of a shelf that answers the same to all that was asked of it for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from prodia.model.plan import Plan
from prodia.problems import Place
from prodia.telling.shelf import Head, Shelf

__all__ = ["Kept", "Made"]

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")
Question = tuple[str, Hashable]
_EVERY = object()  # in the place of a key: which keys there are


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What was made, and each question that was asked for it with its answer."""

    what: tuple[T, ...]
    asked: Mapping[Question, object]


class Kept(Generic[T]):
    """What is made of a shelf, by name; of what was made ``before``, by name, what would come out the same.

    ``before`` is of a shelf in the same language, with the same ``rests``, ``guide``, ``held`` and makers of
    norms.
    """

    def __init__(self, shelf: Shelf, before: Mapping[Hashable, Made[T]] = MappingProxyType({})) -> None:
        self.made: dict[Hashable, Made[T]] = {}
        self._shelf, self._before = shelf, before
        self._same: dict[tuple[Question, int], bool] = {}

    def of(self, name: Hashable, make: Callable[[Shelf], Iterable[T]]) -> tuple[T, ...]:
        """What ``make`` makes of the shelf. It asks nothing but the shelf that it is given."""
        known = self._before.get(name)
        if known is None or not all(map(self._stands, known.asked.items())):
            asked: dict[Question, object] = {}
            known = Made(tuple(make(_Watched(self._shelf, asked))), asked)
        self.made[name] = known
        return known.what

    def _stands(self, one: tuple[Question, object]) -> bool:
        question, answer = one
        key = (question, id(answer))  # it is not let go of: what was made before holds it
        if key not in self._same:
            now = _answer(self._shelf, *question)
            self._same[key] = now is answer or (not isinstance(now, Plan) and now == answer)
        return self._same[key]


def _answer(shelf: Shelf, name: str, key: Any) -> object:
    """What a shelf answers to a question that was written down."""
    found = getattr(shelf, name)
    if not isinstance(found, Mapping):
        return found(*key)
    if key is _EVERY:
        return tuple(found)
    return key in found if name == "norms" else found.get(key)


class _Noted(Mapping[K, V]):
    """A mapping that writes down what is looked up in it."""

    def __init__(self, of: Mapping[K, V], name: str, asked: dict[Question, object]) -> None:
        self._of, self._name, self._asked = of, name, asked

    def __getitem__(self, key: K) -> V:
        found = self._of.get(key)
        self._asked[self._name, key] = key in self._of if self._name == "norms" else found
        return self._of[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._every())

    def __len__(self) -> int:
        return len(self._every())

    def _every(self) -> tuple[K, ...]:
        every = tuple(self._of)
        self._asked[self._name, _EVERY] = every
        return every


_LOOKED_UP = ("plans", "cases", "norms", "logs", "tiers")


class _Watched(Shelf):
    """A shelf that writes down what is asked of it, and what it answers."""

    __slots__ = ("_asked", "_whole")
    _asked: dict[Question, object]
    _whole: Shelf

    def __init__(self, whole: Shelf, asked: dict[Question, object]) -> None:
        for one in fields(Shelf):
            value = getattr(whole, one.name)
            noted = _Noted(value, one.name, asked) if one.name in _LOOKED_UP else value
            object.__setattr__(self, one.name, noted)
        object.__setattr__(self, "place", self._placed)
        object.__setattr__(self, "_whole", whole)
        object.__setattr__(self, "_asked", asked)

    def _answered(self, name: str, *key: Hashable) -> Any:
        found = self._asked[name, key] = getattr(self._whole, name)(*key)
        return found

    def _placed(self, reference: str, path: tuple[str | int, ...]) -> Place | None:
        return self._answered("place", reference, path)  # type: ignore[no-any-return]

    def answer(self, question: Callable[..., T], *about: Hashable) -> T:
        return self._answered("answer", question, *about)  # type: ignore[no-any-return]

    def ids(self) -> tuple[str, ...]:
        return self._answered("ids")  # type: ignore[no-any-return]

    def heads(self, id: str) -> tuple[Head, ...]:
        return self._answered("heads", id)  # type: ignore[no-any-return]

    def below(self, reference: str) -> tuple[str, ...]:
        return self._answered("below", reference)  # type: ignore[no-any-return]

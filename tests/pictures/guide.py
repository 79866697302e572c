"""The pictures of the guide on measuring, drawn by the library itself from made-up scores.

``python -m tests.pictures.guide`` draws them anew.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from prodia.pictures.profile import CutOff, Interval, PercentileScale, Profile, Row, profile_picture
from prodia.psychometrics.progress import Series, standing
from prodia.psychometrics.series import Point
from prodia.telling import progress
from prodia.words import LANGS, Lang, Words
from tests.aims import aim

DOCS = Path(__file__).parents[2] / "docs"
START = dt.date(2027, 9, 6)
BEFORE = (18.0, 20.0, 17.0, 19.0)
DURING = (19.0, 22.0, 20.0, None, 21.0, 19.0, 22.0, 20.0, 21.0, 20.0, 22.0)
AIM = aim(goal_rate=1.0, standstill=0.0, see=3.0)
NAME = Words("een verzonnen leerling", "a made-up pupil")
WHAT = Words("woorden per minuut", "words a minute")
TESTS = (
    (Words("ver onder de grens", "far below the cut-off"), 2.0, 0.7, 6.0),
    (Words("het interval ligt aan beide kanten", "the interval lies on both sides"), 8.0, 3.4, 20.0),
    (Words("ver boven de grens", "far above the cut-off"), 35.0, 19.0, 57.0),
)


def series(lang: Lang) -> str:
    """Four weeks before the help and eleven during it: no progress yet."""
    values = (*BEFORE, *DURING)
    points = tuple(Point(START + dt.timedelta(7 * week), value) for week, value in enumerate(values))
    phases = ("before",) * len(BEFORE) + ("during",) * len(DURING)
    weeks = range(len(BEFORE), len(values))
    held = tuple((START + dt.timedelta(7 * week + 2), 20.0 * (1 + week % 2)) for week in weeks)
    counted = points[len(BEFORE) :]
    told = Series(points, phases, held), AIM, standing(counted, AIM)
    drawn = progress.chart(NAME[lang], *told, lang, WHAT[lang])
    assert drawn is not None
    return progress.picture(drawn, lang).svg


def scores(lang: Lang) -> str:
    """Three scores with their intervals beside one cut-off."""
    kind, level = Words("ware score", "true score")[lang], "90 %" if lang == "nl" else "90%"
    rows = tuple(
        Row(str(number), words[lang], value, interval=Interval(low, high, kind, level))
        for number, (words, value, low, high) in enumerate(TESTS)
    )
    cut = CutOff(10.0, Words("onder percentiel 10", "below percentile 10")[lang], "low", inclusive=False)
    title = Words("Drie scores en een grens", "Three scores and a cut-off")[lang]
    scale = PercentileScale(Words("percentiel", "percentile")[lang])
    return profile_picture(Profile(title, scale, rows, (cut,)), name="scores", lang=lang).svg


def pictures() -> dict[Path, str]:
    """Every picture of the guide by its file."""
    folders = {lang: DOCS / ("beeld" if lang == "nl" else "en/beeld") for lang in LANGS}
    made = (("reeks.svg", series), ("scores.svg", scores))
    return {folders[lang] / name: f"{draw(lang)}\n" for lang in LANGS for name, draw in made}


if __name__ == "__main__":
    for path, svg in pictures().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(svg, "utf-8")

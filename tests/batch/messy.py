"""Thirty files as people bring them, all invented: what was said of each, how it is read, and what comes out.

A case is the content, what was said besides (as :class:`prodia.content.reading.Asked` has it), some words of
the four lines in Dutch, the codes of everything that is asked or told, and for each person the sum and the T,
both of :func:`tests.batch.given.small`: three items of 0 to 3, normed by sex for 72 to 95 months.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from prodia.content.tables import Told

Score = tuple[float | None, float | None]
A, B = (6.0, 60.0), (3.0, 45.0)  # what ann and bob have everywhere


@dataclass(frozen=True)
class Messy:
    content: bytes
    lines: tuple[str, ...]
    scores: Mapping[str, Score] | None  # None: nobody is scored
    codes: tuple[str, ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)
    name: str = "klas.csv"


def text(content: str, encoding: str = "utf-8") -> bytes:
    return content.encode(encoding)


def sheet(rows: list[list[Any]], change: Callable[[Any], None] | None = None) -> bytes:
    """The rows as the first sheet of a workbook, and what was done to it after."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def hidden(book: Any) -> None:
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions[get_column_letter(6)].hidden = True


def parquet(frame: pd.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.to_parquet(stream)
    return stream.getvalue()


HEAD = "id;q1;q2;q3;sex;age_months\n"
ANN, BOB = "ann;1;2;3;f;80\n", "bob;1;1;1;m;90\n"
GOOD = HEAD + ANN + BOB
BOTH = {"ann": A, "bob": B}
SHEET: list[list[Any]] = [
    ["id", "q1", "q2", "q3", "sex", "age_months"],
    ["ann", 1, 2, 3, "f", 80],
    ["bob", 1, 1, 1, "m", 90],
]
DAY = dt.date(2025, 3, 1)
BORN = "id;q1;q2;q3;sex;born;tested\n"

FILES: dict[str, Messy] = {
    "headings in capitals, with blanks, a BOM and a hard blank": Messy(
        text("\ufeffID; Q1;Q2 ;Q3\u00a0;Sex;AGE_MONTHS\n" + ANN + BOB),
        ("puntkomma's, UTF-8; kop in rij 1", "id «ID»", "q1..q3 «Q1»..«Q3»", "Niet gebruikt: niets"),
        BOTH,
    ),
    "a second heading further down, its columns in another order": Messy(
        text(GOOD + "Q3;id;Q2;Q1;sex;age_months\n" + ANN.replace("ann", "cis")), (), None, ("F56",)
    ),
    "a second heading further down, with a column less and other words": Messy(
        text(GOOD + "naam;q3;q1;opmerking;m/v;mnd\n" + ANN.replace("ann", "cis")), (), None, ("F56",)
    ),
    "two columns that say the same day, and differ": Messy(
        text("id;q1;q2;q3;sex;born;Geboortedatum;tested\nann;1;2;3;f;2018-05-01;2015-05-01;2025-03-01\n"),
        (),
        None,
        ("F63",),
    ),
    "two columns of a day, and it was said which counts": Messy(
        text("id;q1;q2;q3;sex;born;Geboortedatum;tested\nann;1;2;3;f;2018-05-01;2015-05-01;2025-03-01\n"),
        ("Niet gebruikt: kolom «Geboortedatum»",),
        {"ann": A},
        said={"columns": {"born": "born"}},
    ),
    "ages of which neither the unit nor the decimals are clear": Messy(
        text("id;q1;q2;q3;sex;leeftijd\nann;1;2;3;f;6,11\nbob;1;1;1;m;7,5\n"), (), None, ("F11", "F59")
    ),
    "totals of which the last says how many": Messy(
        text(GOOD + "Gemiddelde;1;1;2;;\nMin;1;1;1;;\nMax;1;2;3;;\nN=2;;;;;\n"),
        ("rijen 4, 5, 6, 7 (totalen, geen persoon)",),
        BOTH,
    ),
    "a column without a heading that holds something": Messy(
        text(GOOD.replace("\n", ";\n").replace("90;", "90;x")),
        ("Niet gebruikt: kolom G (zonder kop).",),
        BOTH,
    ),
    "days of the one column the day first, of the other the month; a sex under m/v": Messy(
        text("id;q1;q2;q3;m/v;born;tested\nann;1;2;3;f;31/01/2018;3/13/2025\n"),
        ("sex «m/v»",),
        {"ann": A},
        ("F57",),
    ),
    "an id that a spreadsheet shortened": Messy(
        text(HEAD + ANN.replace("ann", "1.7E+10") + BOB), (), {"1.7E+10": A, "bob": B}, ("F58",)
    ),
    "ages in years with a comma, that may be months": Messy(
        text("id;q1;q2;q3;sex;leeftijd (jaren)\nann;1;2;3;f;6,11\nbob;1;1;1;m;7,5\n"), (), None, ("F59",)
    ),
    "ages in years with decimals that can be no months": Messy(
        text("id;q1;q2;q3;sex;leeftijd (jaren)\nann;1;2;3;f;6,67\nbob;1;1;1;m;7,5\n"), (), BOTH
    ),
    "totals under a column of ids that is not the first": Messy(
        text("klas;" + HEAD + "".join(f"3A;{row}" for row in (ANN, BOB, "Totaal;2;3;4;;\n"))),
        ("rij 4 (totalen, geen persoon)",),
        BOTH,
    ),
    "a column to pass over that is not there": Messy(
        text(GOOD), (), None, ("G20",), {"ignore": {"opmerkng"}}
    ),
    "serial numbers of days that count from 1904": Messy(
        sheet(
            [
                ["id", "q1", "q2", "q3", "sex", "born", "tested"],
                ["ann", 1, 2, 3, "f", 41653, dt.date(2025, 3, 1)],
            ],
            lambda book: setattr(book, "epoch", CALENDAR_MAC_1904),
        ),
        ("volgnummer van Excel («born»)",),
        {"ann": A},
        said={"dates": "excel"},
        name="klas.xlsx",
    ),
    "headings in Dutch": Messy(
        text("Leerlingnummer;q1;q2;q3;Geslacht;Leeftijd (maanden);opmerking\n" + ANN[:-1] + ";x\n"),
        ("sex «Geslacht»", "age_months «Leeftijd (maanden)»", "Niet gebruikt: kolom «opmerking»"),
        {"ann": A},
    ),
    "a heading near an item": Messy(
        text(GOOD.replace("q2", "q_2")), ("Niet gebruikt",), None, ("F02", "F03")
    ),
    "an item that is not there": Messy(text("id;q1;q3\nann;1;3\n"), (), None, ("F03",)),
    "an item that is not there, and that is known": Messy(
        text("id;q1;q3\nann;1;3\n"),
        ("q1, q3",),
        {"ann": (None, None)},
        ("M59",),
        {"allow_missing": True},
    ),
    "items of a longer form": Messy(
        text(HEAD[:-1] + ";q4;q5\n" + ANN[:-1] + ";0;0\n"),
        ("Niet gebruikt: kolommen «q4», «q5»",),
        {"ann": A},
        ("F04",),
    ),
    "a title, a blank row and the heading in row 4": Messy(
        text("Klas 3B;;;;;\nafname september;;;;;\n;;;;;\n" + GOOD),
        ("kop in rij 4; personen: 2", "rijen 1 tot 3 (boven de kop)"),
        BOTH,
    ),
    "a second heading in words, and the heading once more": Messy(
        text(HEAD + ";Ik lees graag;Ik lees vlot;Ik lees stil;;\n" + ANN + HEAD + BOB),
        ("rijen 2, 4 (nog een kop)", "personen: 2"),
        BOTH,
    ),
    "a title above the heading once more": Messy(
        text(HEAD + ANN + "\n3B;;;;;\n" + HEAD + BOB),
        ("rij 5 (nog een kop)", "rij 4 (opschrift boven een kop)", "personen: 2"),
        BOTH,
    ),
    "a title in one cell above it": Messy(
        text(HEAD + ANN + "3B\n" + HEAD + BOB), ("rij 3 (opschrift boven een kop)", "personen: 2"), BOTH
    ),
    "a title twice": Messy(
        text(HEAD + ANN + ";3B;;;;\n" + HEAD + BOB + "\n3B;;;;;\n" + HEAD),
        ("rijen 3, 7 (opschrift boven een kop)", "personen: 2"),
        BOTH,
    ),
    "a pupil without answers or a title": Messy(
        text(HEAD + ANN + "zoe;;;;;\n" + HEAD + BOB),
        ("personen: 3",),
        {**BOTH, "zoe": (None, None)},
        ("F66",),
    ),
    "names and no id": Messy(
        text("Naam;" + GOOD.removeprefix("id;")), ("Niet gebruikt: kolom «Naam»",), {"": B}, ("F70",)
    ),
    "a bound and ranges": Messy(
        text(HEAD + "ann;<1;2;3;;80\nbob;1;PR 5-10;3;;80\ncas;1;2;3 tot 5;;80\ndoe;≥ 1,5;1;1;;80\n"),
        ("personen: 4",),
        dict.fromkeys(("ann", "bob", "cas", "doe"), (None, None)),
        ("F69",) * 4,
    ),
    "totals under the table": Messy(
        text(GOOD + ";;;;;\nGemiddelde;1;1,5;2;;85\nMin;1;1;1;;80\nMax;1;2;3;;90\n"),
        ("rijen 5, 6, 7 (totalen, geen persoon)", "personen: 2"),
        BOTH,
        said={"decimal": "."},
    ),
    "a pupil who is called Max": Messy(
        text(HEAD + "Max" + ANN[3:] + BOB), ("Niet gebruikt: niets",), {"Max": A, "bob": B}
    ),
    "a line that says the separator": Messy(
        text("sep=;\r\n" + GOOD.replace("\n", "\r\n")), ("puntkomma's", "kop in rij 1"), BOTH
    ),
    "a comma in a heading": Messy(
        text(HEAD[:-1] + ";naam, voornaam\n" + ANN[:-1] + ";x, y\n"), ("puntkomma's",), {"ann": A}
    ),
    "tabs in UTF-16, as Excel saves Unicode text": Messy(
        GOOD.replace(";", "\t").encode("utf-16"), ("tabs, utf-16",), BOTH
    ),
    "Windows-1252 that was said": Messy(
        text(GOOD.replace("bob", "zoë"), "windows-1252"),
        ("windows-1252",),
        {"ann": A, "zoë": B},
        said={"told": Told(encoding="windows-1252")},
    ),
    "decimal commas": Messy(
        text(GOOD.replace(";80", ";80,5").replace(";90", ";90,25")),
        ("decimale komma",),
        BOTH,
    ),
    "a comma and a point in one column": Messy(
        text(GOOD.replace(";80", ";80,5").replace(";90", ";90.5")), (), None, ("F05",)
    ),
    "three digits after a point": Messy(text(GOOD.replace(";80", ";80.125")), (), None, ("F06",)),
    "days with the day first": Messy(
        text(BORN + "ann;1;2;3;f;28/02/2017;1/09/2023\nbob;1;1;1;m;3/04/2016;30/9/2023\n"),
        ("dag-maand-jaar («born»), dag-maand-jaar («tested»)",),
        BOTH,
    ),
    "days of which nothing shows the order": Messy(
        text(BORN + "ann;1;2;3;f;2017-02-28;01/09/2023\n"), (), None, ("F07",)
    ),
    "days in letters, with a time, and as a number": Messy(
        text(BORN + "ann;1;2;3;f;28 feb 2017;2023-09-01 10:30\nbob;1;1;1;m;3 april 2016;45199\n"),
        (),
        {"ann": A, "bob": (3.0, None)},
        ("F28",),
    ),
    "sex in words, in Dutch": Messy(
        text(GOOD.replace(";f;", ";Meisje;").replace(";m;", ";jongen;")), (), BOTH
    ),
    "sex in digits": Messy(text(GOOD.replace(";f;", ";2;").replace(";m;", ";1;")), (), None, ("F09",)),
    "sex in digits that were said": Messy(
        text(GOOD.replace(";f;", ";2;").replace(";m;", ";1;")), (), BOTH, said={"sex": {"1": "m", "2": "f"}}
    ),
    "ages in years and months": Messy(
        text(GOOD.replace(";80", ";6;8").replace(";90", ";7j6m").replace(";6;8", ';"6;8"')), (), BOTH
    ),
    "ages in years where months belong": Messy(
        text(GOOD.replace(";80", ";6").replace(";90", ";7")), (), None, ("F12",)
    ),
    "codes for missing answers": Messy(
        text(HEAD + ANN + "bob;-99;1;1;m;90\ncas;n.v.t.; ;999;m;90\n"),
        (),
        {"ann": A, "bob": (None, None), "cas": (None, None)},
        ("F20",) * 4,
    ),
    "codes for missing answers that were said": Messy(
        text(HEAD + ANN + "bob;-99;1;1;m;90\ncas;N.V.T.; ;999,0;m;90\n"),
        ("leeg: «-99», «n.v.t.», « », «999»",),
        {"ann": A, "bob": (None, None), "cas": (None, None)},
        said={"empty": ("-99", "n.v.t.", " ", "999")},
    ),
    "an age that the dates deny, and an id that is nearly another": Messy(
        text(
            "id;q1;q2;q3;sex;age_months;born;tested\n"
            "1;1;2;3;f;60;2017-02-28;2023-09-01\n01;1;1;1;m;89;2016-04-03;2023-09-30\n;1;1;1;m;;;\n"
        ),
        (),
        {"1": (6.0, None), "01": B, "": (None, None)},
        ("F41", "F31", "F40"),
    ),
    "one person at two moments, and twice at one of them": Messy(
        text(
            HEAD.replace("id", "id;wanneer")
            + "ann;T1;1;2;3;f;80\nann;T2;1;2;3;f;80\nbob;T1;1;1;1;m;90\nbob;t1;1;1;1;m;90\n"
        ),
        ("moment «wanneer»",),
        {"ann T1": A, "ann T2": A, "bob T1": (None, None), "bob t1": (None, None)},
        ("M57", "M57"),
        {"moment": "wanneer"},
    ),
    "a workbook with a hidden row and column, and an empty sheet": Messy(
        sheet(SHEET, lambda book: (hidden(book), book.create_sheet("Blad2"))),
        ("Excel, blad «Sheet»; kop in rij 1; personen: 2",),
        BOTH,
        ("F42", "F42"),
        name="klas.xlsx",
    ),
    "a workbook with a title over merged cells and a hidden row above the heading": Messy(
        sheet(
            [["Klas 3B"], ["verborgen"], *SHEET],
            lambda book: (
                book.active.merge_cells("A1:F1"),
                setattr(book.active.row_dimensions[2], "hidden", True),
            ),
        ),
        ("Excel, blad «Sheet»; kop in rij 3; personen: 2",),
        BOTH,
        (),
        name="klas.xlsx",
    ),
    "a workbook with merged cells, a failed formula, a yes, a percentage and a date": Messy(
        sheet(
            [
                *SHEET,
                ["cas", "#N/A", 1, 1, "m", 90],
                ["dré", True, 1, 1, "m", 90],
                ["els", dt.date(2026, 4, 3), 1, 1, "f", 90],
                ["fem", 1, 1, 1, "f", "7;6"],
            ],
            lambda book: (
                book.active.merge_cells("A7:A8"),
                setattr(book.active["B7"], "number_format", "0%"),
            ),
        ),
        ("Excel",),
        {
            "ann": A,
            "bob": B,
            "cas": (None, None),
            "dré": (None, None),
            "els": (None, None),
            "fem": (None, None),
        },
        ("F43", "F22", "F23", "F26", "F21"),
        name="klas.xlsx",
    ),
    "typed columns": Messy(
        parquet(
            pd.DataFrame(
                {
                    "ID": [1, 2],
                    "q1": [1.0, 1.0],
                    "q2": [2, 1],
                    "q3": [3, 1],
                    "sex": ["V", "M"],
                    "born": pd.to_datetime(["2017-02-28", "2016-04-03"]),
                    "tested": [dt.date(2023, 9, 1), dt.date(2023, 9, 30)],
                }
            )
        ),
        ("Parquet", "jaar-maand-dag"),
        {"1": A, "2": B},
        name="klas.parquet",
    ),
    "j and m in the column of sex": Messy(
        text(GOOD.replace(";f;", ";m;").replace(";m;90", ";j;90")), (), None, ("F10",)
    ),
    "an age of which the heading does not say the unit": Messy(
        text(GOOD.replace("age_months", "Leeftijd")), ("age_months «Leeftijd»",), None, ("F11",)
    ),
    "ages in years that were said": Messy(
        text(GOOD.replace(";80", ";6,7").replace(";90", ";7")),
        ("decimale komma",),
        {"ann": A, "bob": (3.0, None)},
        ("F30",),
        {"age": "years"},
    ),
    "days with the day first and with the month first": Messy(
        text(BORN + "ann;1;2;3;f;28/02/2017;2023-09-01\nbob;1;1;1;m;02/28/2017;2023-09-01\n"),
        (),
        None,
        ("F08",),
    ),
    "years of two digits, and a day of an empty cell": Messy(
        text(BORN + "ann;1;2;3;f;28/02/17;2023-09-01\nbob;1;1;1;m;30/12/1899;2023-09-01\n"),
        (),
        {"ann": (6.0, None), "bob": (3.0, None)},
        ("F27", "F29"),
    ),
    "numbers that are something else besides": Messy(
        text(HEAD + "ann;+1;1.000,0;'3;f;80\nbob;1;1.5;1;m;1500\n"),
        (),
        {"ann": (None, None), "bob": (None, None)},
        ("M53", "F25", "M53", "F24", "F32"),
        {"decimal": ","},
    ),
    "UTF-8 of which Windows-1252 was said": Messy(
        text(GOOD.replace("bob", "zoë")), (), None, ("F14",), {"told": Told(encoding="windows-1252")}
    ),
    "a row of the heading that is not there": Messy(
        text(GOOD), (), None, ("F13",), {"told": Told(heading=30)}
    ),
    "a page of the web that is called a spreadsheet": Messy(
        text("<html><table><tr><td>id</td></tr></table></html>"), (), None, ("P64",), name="klas.xls"
    ),
    "moments before and after": Messy(
        text(HEAD.replace("id", "id;moment") + "ann;voor;1;2;3;f;80\nann;na;1;1;1;f;86\n"),
        ("moment",),
        {"ann voor": A, "ann na": (3.0, 45.0)},
    ),
    "items under another name, one after the other": Messy(
        text(GOOD.replace("q1;q2;q3", "Q1;Q2;Q3")), ("q1..q3 «Q1»..«Q3»",), BOTH
    ),
    "a failed formula for an id": Messy(
        text(GOOD.replace("bob", "#N/B")), (), {"ann": A, "": (None, None)}, ("F40",)
    ),
    "numbers of the sheet beside texts with a comma": Messy(
        sheet([SHEET[0], ["ann", 1, "2,0", 3.0, "f", 80.5], ["bob", 1.0, 1, "1,0", "m", "90,5"]]),
        ("decimale komma",),
        BOTH,
        name="klas.xlsx",
    ),
    "a decimal comma said of numbers of the sheet": Messy(
        sheet([SHEET[0], ["ann", 1.0, 2, 3, "f", 80.5], ["bob", 1, 1, 1.5, "m", 90]]),
        (),
        {"ann": A, "bob": (None, None)},
        ("M68",),
        {"decimal": ","},
        name="klas.xlsx",
    ),
    "a decimal comma said of numbers of Parquet": Messy(
        parquet(pd.DataFrame([["ann", 1.0, 2, 3, "f", 80.5]], columns=SHEET[0])),
        (),
        {"ann": A},
        (),
        {"decimal": ","},
        name="klas.parquet",
    ),
    "three decimals in a text of a sheet": Messy(
        sheet([SHEET[0], ["ann", "1.000", 2, 3, "f", 80]]), (), None, ("F06",), name="klas.xlsx"
    ),
    "days that a spreadsheet of another country half understood": Messy(
        sheet(
            [
                ["id", "q1", "q2", "q3", "sex", "born", "tested"],
                ["ann", 1, 2, 3, "f", "28/02/2017", dt.date(2023, 9, 30)],
                ["bob", 1, 1, 1, "m", dt.date(2017, 4, 3), dt.date(2023, 9, 30)],
            ]
        ),
        (),
        None,
        ("F50",),
        name="klas.xlsx",
    ),
    "the same, compared with the source": Messy(
        sheet(
            [
                ["id", "q1", "q2", "q3", "sex", "born", "tested"],
                ["ann", 1, 2, 3, "f", "28/02/2017", dt.date(2023, 9, 30)],
                ["bob", 1, 1, 1, "m", dt.date(2017, 4, 3), dt.date(2023, 9, 30)],
            ]
        ),
        ("dag-maand-jaar («born»)",),
        BOTH,
        (),
        {"dates": "dmy"},
        name="klas.xlsx",
    ),
    "vertical bars": Messy(text(GOOD.replace(";", "|")), ("CSV met rechte strepen",), BOTH),
    "rows in quotes as a whole": Messy(
        text("".join(f'"{line}"\n' for line in GOOD.replace(";", ",").split())), (), None, ("F51",)
    ),
    "a text that stands in column A of a sheet": Messy(
        sheet([[line] for line in GOOD.split()]), (), None, ("F51",), name="klas.xlsx"
    ),
    "a word behind each number of the first pupil": Messy(
        text(HEAD + "ann;1 p;2 p;3 p;f;80\n" + BOB),
        ("personen: 2",),
        {"ann": (None, None), "bob": B},
        ("F52", "F52", "F52"),
    ),
    "letters among the figures of the first pupil": Messy(
        text(HEAD + "ann;1O;l2;3;f;80\n" + BOB),
        ("personen: 2",),
        {"ann": (None, None), "bob": B},
        ("F65", "F65"),
    ),
    "totals with other labels": Messy(
        text(GOOD + "Totaal 3B;2;3;4;;\naantal leerlingen;2;2;2;;\nSD;0;0;1;;\nTot.;2;3;4;;\n"),
        ("rijen 4, 5, 6, 7 (totalen, geen persoon)",),
        BOTH,
    ),
    "a pupil who is called as a total is, at two moments": Messy(
        text(HEAD.replace("id", "id;moment") + "Max;voor;1;2;3;f;80\nMax;na;1;1;1;m;90\n"),
        ("personen: 2",),
        {"Max voor": A, "Max na": B},
        ("F66", "F66"),
        {"moment": "moment"},
    ),
    "a pupil who is called as a total is, above totals": Messy(
        text(GOOD.replace("bob", "Max") + "Gemiddelde;1;2;2;;\nMax. score;3;3;3;;\nN;2;2;2;;\n"),
        ("personen: 2", "rijen 4, 5, 6 (totalen, geen persoon)"),
        {"ann": A, "Max": B},
        ("F66",),
    ),
    "totals that no sure one stands beside": Messy(
        text(GOOD + "Max;1;2;3;;\nMin;1;1;1;;\n"), ("rijen 4, 5 (totalen, geen persoon)",), BOTH
    ),
    "codes with a format of zeros, and one that became a day": Messy(
        sheet(
            [["id", *SHEET[0][1:]], [7, *SHEET[1][1:]], [dt.date(2025, 4, 3), *SHEET[2][1:]], ["c", 1]],
            lambda book: [setattr(book.active[cell], "number_format", "000") for cell in ("A2", "B2")],
        ),
        ("personen: 3",),
        {"007": A, "2025-04-03": B, "c": (None, None)},
        ("F67",),
        name="klas.xlsx",
    ),
}

"""A tree as JavaScript, and the runtime it needs, written from the operator table.

``to_javascript(tree)`` is an expression over ``P`` (the runtime) and ``v`` (an object of values):
numbers, booleans, strings, null, ``{k: "date", v: days since 1970-01-01}`` and
``{k: "months" | "days", v: whole number}``.
"""

# PRELUDE twins values.nine, operators/calendar.py and Row.on_person: change them together.

from __future__ import annotations

import datetime as dt
import json

from prodia.language.columns import DATE_MAX, DATE_MIN, EPOCH
from prodia.language.operators import ROWS
from prodia.language.operators.numbers import HIGHEST, LOWEST, TEN
from prodia.language.syntax.tree import Literal, Name, Tree
from prodia.language.values import AMOUNT_LIMIT, NINE, NINE_LIMIT, SHIFT, Duration, Plain

PRELUDE = f"""
const nine=x=>x>={-NINE_LIMIT!r}&&x<={NINE_LIMIT!r}?((x*{NINE!r}+{SHIFT!r})-{SHIFT!r})/{NINE!r}:x;
const kind=x=>x===null?"null":typeof x==="number"?"number":typeof x==="boolean"?"truth":
 typeof x==="string"?"text":x.k;
const alike=(a,b)=>{{const k=kind(a);return k===kind(b)&&(k==="number"?nine(a)===nine(b):
 k==="date"||k==="months"||k==="days"?a.v===b.v:a===b)}};
const and={ROWS["and"].cases[0].javascript};
const or={ROWS["or"].cases[0].javascript};
const mkDate=d=>d<{DATE_MIN}||d>{DATE_MAX}?null:{{k:"date",v:d}};
const mkSpan=(n,k)=>Math.abs(n)>{AMOUNT_LIMIT}?null:{{k,v:n+0}};
const fromCivil=(y,m)=>{{y-=m<2?1:0;const e=Math.floor(y/400),o=y-e*400,
 p=(m+10)%12,d=Math.floor((153*p+2)/5);
 return e*146097+o*365+Math.floor(o/4)-Math.floor(o/100)+d-719468}};
const toCivil=z=>{{z+=719468;const e=Math.floor(z/146097),d=z-e*146097,
 o=Math.floor((d-Math.floor(d/1460)+Math.floor(d/36524)-Math.floor(d/146096))/365),
 t=d-(365*o+Math.floor(o/4)-Math.floor(o/100)),p=Math.floor((5*t+2)/153),
 m=p<10?p+2:p-10;return{{month:(o+e*400+(m<2?1:0))*12+m,day:t-Math.floor((153*p+2)/5)+1}}}};
const firstOf=i=>fromCivil(Math.floor(i/12),i-Math.floor(i/12)*12);
const addMonths=(z,n)=>{{const c=toCivil(z),i=c.month+n,f=firstOf(i);
 return mkDate(f+Math.min(c.day,firstOf(i+1)-f)-1)}};
const monthsBetween=(a,b)=>{{if(b<a)return -monthsBetween(b,a);const x=toCivil(a),y=toCivil(b);
 return y.month-x.month-(y.day<x.day?1:0)}};
const TEN={json.dumps(TEN)};
const halfEven=y=>{{const r=Math.round(y);return Math.abs(y%1)===0.5&&r%2!==0?r-1:r}};
const rounded=(w,x,n)=>{{n=Math.trunc(n);if(n<{LOWEST}||n>{HIGHEST})return null;if(n>9)return nine(x);
 return n>=0?w(nine(x*TEN[n]))/TEN[n]:w(nine(x/TEN[-n]))*TEN[-n]}};
const fit=(w,i)=>w[Math.min(i,w.length-1)];
const apply=(row,a)=>{{const[least,most,lenient,cases]=row;
 if(a.length<least||(most!==null&&a.length>most))return null;
 if(lenient){{const c=cases.length===1?cases[0]:cases.find(c=>c[0][0]===kind(a[0]));if(!c)return null;
  return c[1](...a.map((x,i)=>{{const w=fit(c[0],i);return w==="any"||kind(x)===w?x:null}}))}}
 const fits=c=>a.every((x,i)=>kind(x)===fit(c[0],i));
 const c=cases.find(c=>c[0].length===a.length&&fits(c))||cases.find(fits);if(!c)return null;
 const r=c[1](...a);return typeof r==="number"&&!(Math.abs(r)<=Number.MAX_SAFE_INTEGER)?null:r}};
const on=(key,...a)=>apply(table[key],a);
const named=x=>typeof x==="number"?(x=nine(x),Number.isFinite(x)?x:null):x===undefined?null:x;
const get=(v,n)=>Object.prototype.hasOwnProperty.call(v,n)?named(v[n]):null;
"""


def runtime() -> str:
    """JavaScript text that defines ``P``: one function for each operator, from its row."""
    rows = []
    for row in ROWS.values():
        cases = ",".join(f"[{json.dumps(c.args)},{c.javascript}]" for c in row.cases)
        most = "null" if row.most is None else str(row.most)
        rows.append(f"{json.dumps(row.key)}:[{row.least},{most},{str(row.lenient).lower()},[{cases}]]")
    table = ",\n".join(rows)
    return f'const P=(()=>{{"use strict";{PRELUDE}const table={{{table}}};\nreturn{{named,get,f:on}}}})();\n'


def to_javascript(tree: Tree) -> str:
    """The expression as JavaScript over ``P`` and ``v``; its value is a named value."""
    return f"P.named({_text(tree)})"


def _text(tree: Tree) -> str:
    if isinstance(tree, Literal):
        return javascript_value(tree.value)
    if isinstance(tree, Name):
        return f"P.get(v,{_quoted(tree.id)})"
    return f"P.f({','.join((_quoted(tree.op), *(_text(a) for a in tree.args)))})"


def javascript_value(value: Plain) -> str:
    """A value as a JavaScript literal."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"({float(value)!r})"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dt.date):
        return f'{{k:"date",v:{value.toordinal() - EPOCH}}}'
    assert isinstance(value, Duration)
    return f'{{k:"{value.kind}",v:{value.amount}}}'


def _quoted(text: str) -> str:
    return json.dumps(text).replace("<", "\\u003c")

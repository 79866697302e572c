// A case in the browser: the same events, the same state, the same refusals as prodia.case, on a closed plan.
//
// `engine(P, plan)` gives { open, record, state, settled, evaluate }; P is the runtime of the language, plan what
// prodia.browser.compiled writes. Values are as in the runtime: number, boolean, string, null,
// {k: "date" | "months" | "days", v}. A day is the number of days since 1970-01-01. What is refused or asked
// comes with its reason as [code, slots]. Nothing is stored and nothing changes: a case is a frozen list of
// events with what follows from it. A series is asked for and never measured here: Python alone works it out.
//
// Python is the reference and tests/browser holds the two equal. Twins, to be changed together:
// answers.py (settled), history.py (advance), outcomes.py and state.py (state), relevance.py and
// language/analysis.py (scope), gates.py (refusal).
// Long because it is one machine: every part reads the ones above, and a browser gets it as one script.
"use strict";
const engine = (P, plan) => {
// By the first day of each stretch of days on which the rules are the same: the engine on the rules of that stretch.
const changed = (of, [keys, value], at = 0) => at === keys.length ? value
  : { ...of, [keys[at]]: changed(of[keys[at]], [keys, value], at + 1) };
const stages = plan.stages.map(([from, parts]) => [from, engine(P, parts.reduce((of, part) => changed(of, part),
  { ...plan, stages: [] }))]);
const ofDay = day => stages.reduce((found, [from, one]) => from <= day ? one : found, stages.length ? stages[0][1] : self);
const S = plan.structure, GATE = "step:";
const kind = x => x === null ? "null" : typeof x === "number" ? "number" : typeof x === "boolean" ? "truth"
  : typeof x === "string" ? "text" : x.k;
const keyOf = x => kind(x) + ":" + (x !== null && typeof x === "object" ? x.v : String(x));
const own = (of, key) => of !== null && Object.prototype.hasOwnProperty.call(of, key) ? of[key] : undefined;
const why = (code, slots = {}) => ["PRD-" + code, slots];
const list = names => names.join(", ");
const unique = names => [...new Set(names)];

// ---- days

const DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const days = text => {
  const m = DAY.exec(text);
  if (!m || m[1] === "0000") return null;
  const at = new Date(0);
  at.setUTCFullYear(+m[1], +m[2] - 1, +m[3]);
  return at.getUTCMonth() === m[2] - 1 && at.getUTCDate() === +m[3] ? Math.round(at.getTime() / 864e5) : null;
};
const iso = day => {
  const at = new Date(day * 864e5);
  const two = n => String(n).padStart(2, "0");
  return String(at.getUTCFullYear()).padStart(4, "0") + "-" + two(at.getUTCMonth() + 1) + "-" + two(at.getUTCDate());
};
const date = day => ({ k: "date", v: day });

// ---- expressions: ["c", value], ["n", name], ["f", operator, ...arguments]

const run = (tree, get) => tree[0] === "f" ? P.f(tree[1], ...tree.slice(2).map(a => run(a, get)))
  : tree[0] === "c" ? tree[1] : P.named(get(tree[1]));
const evaluate = (tree, get) => P.named(run(tree, get));

const within = (type, x) => Number.isFinite(x)
  && (type.low === null || (type.low_open ? x > type.low : x >= type.low))
  && (type.high === null || (type.high_open ? x < type.high : x <= type.high));
const admits = (type, raw) => {
  const value = P.named(raw);
  if (value === null) return true;
  if (type.kind === "number") return typeof value === "number" && within(type, value)
    && (!type.whole || Number.isInteger(value));
  if (type.kind === "duration") return kind(value) === type.unit && within(type, value.v);
  if (type.kind === "truth") return typeof value === "boolean";
  if (type.kind === "date") return kind(value) === "date";
  return typeof value === "string" && (!type.options.length || type.options.includes(value));
};

// ---- answers: a raw answer as a value of the declared type, or [code, slots]

const TRUTHS = Object.fromEntries([
  ..."ja j yes y true waar oui vrai".split(" ").map(word => [word, true]),
  ..."nee neen n no false onwaar non faux".split(" ").map(word => [word, false]),
]);
const DURATION = /^(-?)P(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,6})D)?$/;
const strip = text => text.replace(/^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/g, "");
const number = (type, raw, field) => {
  let value = null;
  if (typeof raw === "string") {
    const text = strip(raw);
    if (/^-?[0-9.]*,[0-9]+$/.test(text)) return { no: why("C31", { field }) };
    if (/^-?[0-9]{1,15}(\.[0-9]{1,9})?$/.test(text) && exact(text)) value = Number(text);
  } else if (typeof raw === "number" && Math.abs(raw) < 1e15) value = raw;
  return value === null ? { no: why("C30", { field, type: type.shown }) } : { value: P.named(value) };
};
// Whether the double is the number that the text writes: as it is printed, or digit for digit.
const exact = text => {
  if (text.replace(/[^0-9]/g, "").length <= 15) return true;
  const [, whole, part = ""] = /^-?([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  const nano = (w, p) => BigInt(w) * 1000000000n + BigInt((p || "").padEnd(9, "0").slice(0, 9));
  const written = nano(whole, part), x = Math.abs(Number(text)), printed = /^([0-9]+)(?:\.([0-9]{1,9}))?$/.exec(String(x));
  if (printed && nano(printed[1], printed[2]) === written) return true;
  let k = 0;
  while (!Number.isInteger(x * 2 ** k)) k++;
  return written << BigInt(k) === BigInt(x * 2 ** k) * 1000000000n;
};

const settled = (field, raw, name) => {
  const type = field.type, slot = { field: name };
  let value = null;
  if (type.kind === "number") {
    const found = number(type, raw, name);
    if (found.no) return found;
    value = found.value;
  } else if (type.kind === "truth") {
    value = typeof raw === "boolean" ? raw
      : typeof raw === "string" ? own(TRUTHS, strip(raw).toLowerCase()) ?? null : null;
    if (value === null) return { no: why("C35", slot) };
  } else if (type.kind === "date") {
    const day = typeof raw === "string" ? days(raw) : null;
    if (day === null) return { no: why("C36", slot) };
    value = date(day);
  } else if (type.kind === "duration") {
    const m = typeof raw === "string" && !raw.endsWith("P") ? DURATION.exec(raw) : null;
    const months = m && (+(m[2] || 0)) * 12 + +(m[3] || 0), some = m && +(m[4] || 0);
    if (!m || (months && some) || (type.unit === "months") !== (m[4] === undefined))
      return { no: why("C37", { field: name, type: type.shown }) };
    value = { k: type.unit, v: (m[1] ? -1 : 1) * (type.unit === "days" ? some : months) + 0 };
  } else if (type.kind === "choice") {
    return typeof raw === "string" && type.options.includes(raw) ? { value: raw }
      : { no: why("C34", { field: name, options: list(type.options) }) };
  } else {
    if (typeof raw !== "string" || !strip(raw)) return { no: why("C38", slot) };
    value = raw;
  }
  return admits(type, value) ? { value } : { no: why("C32", { field: name, type: type.ranged }) };
};

// ---- the error of measurement: a bound of the true score is a line on z (Python: scoring/error.py, true_bound)

const density = z => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
const phi = z => { // Marsaglia (2004): every term has the sign of z, so nothing is lost
  let sum = z, term = z, before = 0;
  for (let n = 3; sum !== before; n += 2) { before = sum; sum += term *= z * z / n; }
  return 0.5 + sum * density(z);
};
const quantile = p => { // Newton from the middle never passes the answer; more digits than a value keeps
  let z = 0;
  for (let n = 0, step = 1; n < 99 && Math.abs(step) > 1e-14; n++) z -= step = (phi(z) - p) / density(z);
  return z;
};
const boundOf = ({ scale, line: [slope, shift] }, score) => {
  if (scale !== "percentile") return scale[0] + scale[1] * (slope * (score - scale[0]) / scale[1] + shift);
  const p = score / 100;
  return p > 0 && p < 1 ? 100 * phi(slope * quantile(p) + shift) : null;
};

// ---- decision tables: an axis of parts an input, a set of rules a part

const keyOn = (line, value) => {
  if (line === "number" || line === "whole") return typeof value === "number" ? P.named(value) : null;
  return value !== null && kind(value) === line ? value.v : null;
};
const partOf = (axis, raw) => {
  const value = P.named(raw);
  if (axis.line !== null) {
    const where = keyOn(axis.line, value);
    if (where === null) return 0;
    let low = 0, high = axis.edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (axis.edges[middle] < where) low = middle + 1; else high = middle;
    }
    return low + 1;
  }
  const key = keyOf(value), at = axis.parts.findIndex(p => p.values.some(v => keyOf(v) === key));
  if (at >= 0) return at;
  const last = axis.parts[axis.parts.length - 1];
  return typeof value === "string" && !last.values.length && !last.null ? axis.parts.length - 1 : 0;
};
const typed = row => JSON.stringify(row.map(v => keyOf(P.named(v))));
const COLLECT = {
  count: values => values.length,
  sum: values => P.named(values.reduce((a, b) => a + b, 0)),
  min: values => Math.min(...values),
  max: values => Math.max(...values),
};
const aggregate = (how, values) =>
  how !== "count" && values.some(v => typeof v !== "number") ? null : COLLECT[how](values);
const compareRanks = (a, b) => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
};
const outcome = (table, rules) => {
  let holding = [];
  for (let r = 0; r < table.then.length; r++) if (rules >> BigInt(r) & 1n) holding.push(r);
  if (!holding.length) return table.otherwise === null ? { rules: [], rows: [], otherwise: false, status: "none" }
    : { rules: [], rows: [table.otherwise.map(P.named)], otherwise: true, status: "ok" };
  const differ = new Set(holding.map(r => typed(table.then[r]))).size > 1;
  if ((table.hit === "unique" && holding.length > 1) || (table.hit === "any" && differ))
    return { rules: holding, rows: [], otherwise: false, status: "several" };
  if (table.hit === "priority" || table.hit === "output order")
    holding = holding.map(r => [r, table.rank[r]]).sort((a, b) => compareRanks(a[1], b[1])).map(p => p[0]);
  if (table.hit === "first" || table.hit === "priority") holding = holding.slice(0, 1);
  let rows = holding.map(r => table.then[r].map(P.named));
  if (table.hit === "collect" && table.aggregate !== "none")
    rows = [rows[0].map((_, i) => aggregate(table.aggregate, rows.map(row => row[i])))];
  return { rules: holding, rows: table.hit === "any" ? rows.slice(0, 1) : rows, otherwise: false, status: "ok" };
};
const answerOf = hit => hit.status + JSON.stringify(hit.rows.map(typed));
for (const one of Object.values(plan.decisions))
  for (const axis of one.table.axes) for (const part of axis.parts) part.bits = BigInt("0x" + part.rules);
const everyRule = table => (1n << BigInt(table.then.length)) - 1n;

class Spent extends Error {}

const turning = new Map(); // which inputs can change an outcome, by table and open parts; the same for every case
const turns = (table, open, i) => {
  const key = JSON.stringify([open, i]), kept = turning.get(table) ?? turning.set(table, new Map()).get(table);
  if (!kept.has(key)) kept.set(key, turnsNow(table, open, i));
  return kept.get(key);
};
const turnsNow = (table, open, i) => {
  const parts = unique(open[i].map(n => table.axes[i].parts[n].bits));
  const others = table.axes.map((axis, n) => [n, axis]).filter(([n]) => n !== i)
    .map(([n, axis]) => unique(open[n].map(part => axis.parts[part].bits))).sort((a, b) => a.length - b.length);
  const useful = [parts.reduce((a, b) => a | b, 0n)];
  for (const found of [...others].reverse()) useful.unshift(found.reduce((a, b) => a | b, 0n) & useful[0]);
  const roads = [[0, useful.shift()]], seen = others.map(() => new Set());
  let left = plan.limits.steps;
  while (roads.length) {
    const [at, rules] = roads.pop(), after = unique(parts.map(p => rules & p));
    if (after.length < 2) continue;
    if ((left -= at === others.length ? after.length : others[at].length) < 0) return true;
    if (at === others.length) {
      if (new Set(after.map(r => answerOf(outcome(table, r)))).size > 1) return true;
    } else for (const mask of others[at]) {
      const further = rules & mask & useful[at], key = further.toString(36);
      if (!seen[at].has(key)) { seen[at].add(key); roads.push([at + 1, further]); }
    }
  }
  return false;
};

// ---- what an expression can come to while names are open: a decision diagram with more than two ends

const SETTLES = { and: false, all: false, or: true, any: true };
const IN_ANY_ORDER = { "count true": 0, "at least": 1 };
const reached = (trees, choices, together) => {
  const place = new Map(choices.map(([name], i) => [name, i])), END = choices.length;
  const asks = [], kids = [], values = [], known = new Map(), done = new Map(), seen = new Map();
  let left = plan.limits.nodes;
  const made = (key, at, below, value) => {
    let found = known.get(key);
    if (found === undefined) {
      known.set(key, found = asks.length);
      asks.push(at); kids.push(below); values.push(value);
    }
    return found;
  };
  const end = value => made("=" + keyOf(value), END, [], value);
  const node = (at, below) => below.every(b => b === below[0]) ? below[0] : made(at + "?" + below, at, below, null);
  const less = (args, settles) => {
    const certain = end(settles);
    if (args.includes(certain)) return [certain, certain];
    const once = unique(args);
    return once.length > 1 ? once : [...once, end(!settles)];
  };
  const applied = (op, of, args) => {
    if (own(SETTLES, op) !== undefined) args = less(args, SETTLES[op]);
    else if (op === "if" && typeof values[args[0]] === "boolean") return values[args[0]] ? args[1] : args[2];
    else if (own(IN_ANY_ORDER, op) !== undefined) {
      const fixed = IN_ANY_ORDER[op];
      args = [...args.slice(0, fixed), ...args.slice(fixed).sort((a, b) => a - b)];
    }
    const key = op + "|" + args;
    let found = done.get(key);
    if (found !== undefined) return found;
    if (--left < 0) throw new Spent();
    const at = Math.min(...args.map(a => asks[a]));
    if (at === END) found = end(of(args.map(a => values[a])));
    else found = node(at, choices[at][1].map((_, b) =>
      applied(op, of, args.map(a => asks[a] === at ? kids[a][b] : a))));
    done.set(key, found);
    return found;
  };
  const ofTree = tree => {
    if (tree[0] === "c") return end(tree[1]);
    let found = seen.get(tree);
    if (found === undefined) {
      if (tree[0] === "n") {
        const at = place.get(tree[1]);
        found = at === undefined ? end(null) : node(at, choices[at][1].map(v => end(P.named(v))));
      } else found = applied(tree[1], args => P.f(tree[1], ...args), tree.slice(2).map(ofTree));
      seen.set(tree, found);
    }
    return found;
  };
  const top = applied("", ends => together(...ends.map(P.named)), trees.map(ofTree));
  const found = { values: new Map(), turning: new Set() }, met = new Set(), todo = [top];
  while (todo.length) {
    const one = todo.pop();
    if (met.has(one)) continue;
    met.add(one);
    if (asks[one] === END) found.values.set(keyOf(values[one]), values[one]);
    else { found.turning.add(choices[asks[one]][0]); todo.push(...kids[one]); }
  }
  return found;
};

// ---- criteria

const word = (met, judge) => met === true ? "met"
  : met === false && judge !== null ? (judge === true ? "judgement" : "not met") : "not assessable";
const branch = (part, by) => part === null || Array.isArray(part) ? part
  : typeof by === "string" ? own(part, by) ?? null : null;
const wordOf = (criterion, get) => {
  const by = criterion.by ? P.named(get(criterion.by)) : null;
  const first = branch(criterion.met, by), met = first ? evaluate(first, get) : null;
  if (met !== false) return word(met, null);
  const second = branch(criterion.judge, by);
  return word(met, second ? evaluate(second, get) : false);
};
const closure = (start, below) => {
  const found = new Set(), todo = [...start];
  while (todo.length) {
    const name = todo.pop();
    if (!found.has(name)) { found.add(name); todo.push(...below(name)); }
  }
  return found;
};
const rules = new Map();
const toldOf = name => { // of `maat.day`, `maat.age_months` and `maat.low`: the answer
  const field = name.slice(0, Math.max(0, name.indexOf(".")));
  return own(plan.fields, field) ? field : null;
};
const ruleOf = name => {
  if (!rules.has(name)) rules.set(name, own(plan.criteria, name) ? { trees: plan.criteria[name].whole, together: word }
    : own(plan.derived, name) ? { trees: [plan.derived[name].is], together: x => x, type: plan.derived[name].type }
      : { trees: [plan.steps[name.slice(GATE.length)].when || ["c", true]], together: x => x });
  return rules.get(name);
};
const workedOut = new Map(); // what a rule comes to for what its names can become; the same for every case
const workOut = (name, read) => {
  const key = name + read.map(([, v]) => v ? [...v.keys()].sort().join() : "?").join("|");
  if (!workedOut.has(key)) workedOut.set(key, workOutNow(name, read));
  return workedOut.get(key);
};
const workOutNow = (name, read) => {
  const rule = ruleOf(name), choices = [];
  const anything = { values: null, matter: new Set(read.filter(([, v]) => !v || v.size > 1).map(([n]) => n)) };
  for (const [n, values] of read) {
    const among = values ? [...values.values()] : plan.samples[name][n];
    if (!among) return anything;
    choices.push([n, among]);
  }
  try {
    const found = reached(rule.trees, choices, rule.together);
    if (!rule.type) return { values: found.values, matter: found.turning };
    const kept = [...found.values.values()].map(v => admits(rule.type, v) ? v : null);
    return { values: new Map(kept.map(v => [keyOf(v), v])), matter: found.turning };
  } catch (error) {
    if (error instanceof Spent) return anything;
    throw error;
  }
};

// ---- the state of a case on a day

const off = (group, id) => own(own(plan.off, group) ?? null, id);
const notInForce = (group, id) => off(group, id) ? why("V24", off(group, id)) : null;
const stateHere = (h, day, naive = false) => {
  const known = Object.create(null), memory = {};
  const once = (group, key, start, work) => {
    const kept = memory[group] ??= new Map();
    if (!kept.has(key)) { kept.set(key, start); kept.set(key, work(key)); }
    return kept.get(key);
  };
  const months = h.born === null || h.born > day ? null : P.f("months between", date(h.born), date(day));
  Object.assign(known, {
    "case.mode": h.mode, "case.age_months": months,
    "case.age_years": months === null ? null : Math.trunc(months / 12),
    "case.day": date(day),
    "case.competence": h.competence === null ? null : h.competence.competent ? "competent" : "not_competent",
  });
  const given = name => { // undefined: not answered; null: why there is no answer
    const reply = own(h.replies, name), field = own(plan.fields, name);
    if (!reply || !field) return undefined;
    if (reply.value === undefined) return null;
    const found = settled(field, reply.value, "");
    return found.no ? undefined : found.value;
  };
  const asked = name => once("given", name, undefined, given);
  const value = name => {
    if (!(name in known)) { known[name] = null; known[name] = valueOf(name); }
    return known[name];
  };
  const valueOf = name => {
    if (own(plan.fields, name)) {
      const one = asked(name);
      return one === undefined || !(S.asked_in[name] || []).some(s => onPath(s) === true) || contradicted(name)
        ? null : one;
    }
    const derived = own(plan.derived, name);
    if (derived) {
      const found = evaluate(derived.is, value);
      return admits(derived.type, found) ? found : null;
    }
    if (own(plan.criteria, name)) return verdict(name).word;
    const field = toldOf(name);
    if (field !== null) {
      const reply = own(h.replies, field), on = reply && days(reply.measured ?? reply.on);
      const bound = own(plan.fields[field].bounds, name);
      if (bound !== undefined) return bound === null || value(field) === null ? null : P.named(boundOf(bound, value(field)));
      if (value(field) === null || (name.endsWith(".age_months") && (h.born === null || h.born > on))) return null;
      return name.endsWith(".day") ? date(on) : P.f("months between", date(h.born), date(on));
    }
    const law = own(plan.law, name);
    if (law) return (law.find(v => v.from <= day && (v.to === null || day <= v.to)) || { value: null }).value;
    return own(plan.figures, name) ?? null;
  };
  const contradictions = () => once("contradictions", "", [], () => {
    const broken = Object.entries(plan.ensure).filter(([, r]) => r.answers.some(a => own(h.replies, a)));
    if (naive || !broken.length) return [];
    const as = stateHere(h, day, true);
    return broken.filter(([, r]) => evaluate(r.that, as.value) === false).map(([rule, r]) =>
      ({ rule, message: r.message, answers: r.answers.filter(a => as.value(a) !== null) }));
  });
  const warnings = () => [
    ...(day < plan.from ? [why("V23", { version: plan.protocol, end: iso(plan.from), day: iso(day) })]
      : plan.to !== null && plan.to < day ? [why("V22", { version: plan.protocol, end: iso(plan.to), day: iso(day) })] : []),
    ...Object.entries(plan.off).flatMap(([group, gone]) => Object.keys(gone).map(id => notInForce(group, id))),
  ];
  const contradicted = name => contradictions().some(c => c.answers.includes(name));
  const verdict = name => once("verdict", name, null, () => {
    const machine = wordOf(plan.criteria[name], value);
    const judged = machine === "judgement" ? own(h.judged, name) || null : null;
    return { word: judged ? judged.verdict : machine, machine, judged };
  });
  const proposal = id => once("proposal", id, null, () => {
    const one = plan.decisions[id], table = one.table;
    if (off("decisions", id)) return { outcome: null, outputs: [], rules: [], otherwise: false, missing: [] };
    let mask = everyRule(table);
    table.axes.forEach((axis, i) => { mask &= axis.parts[partOf(axis, evaluate(table.inputs[i], value))].bits; });
    const hit = outcome(table, mask), row = hit.rows[0] || [];
    const missing = S.table_reads[id].filter(n => value(n) === null || value(n) === "not assessable");
    return {
      outcome: typeof row[0] === "string" && !one.aggregate ? row[0] : null,
      outputs: row.map((v, i) => [table.outputs[i], v]).slice(0, table.outputs.length),
      rules: hit.rules.map(r => r + 1), otherwise: hit.otherwise, missing,
    };
  });
  const consentNow = () => once("consent", "", null, () => {
    const consent = plan.consent;
    if (!consent) return { status: "not needed", role: null, outcome: null };
    const { outcome } = proposal(consent.decision), role = own(consent.who, outcome || "");
    if (role === undefined) return { status: "undetermined", role: null, outcome };
    if (role === "nobody") return { status: "not needed", role: null, outcome };
    if (role === "judge") return { status: "judge first", role: null, outcome };
    const record = own(h.consents, role);
    const status = !record ? "missing" : record.withdrawn !== undefined ? "withdrawn"
      : record.given ? "given" : "refused";
    return { status, role, outcome };
  });
  const isOpen = () => ["given", "not needed"].includes(consentNow().status);
  const inMode = step => step.modes.includes(h.mode) && !(nameless(h.mode) && step.pupil);
  const onPath = id => once("path", id, null, () => {
    const step = plan.steps[id];
    if (!inMode(step)) return false;
    if (!step.when) return true;
    const found = evaluate(step.when, value);
    return typeof found === "boolean" ? found : null;
  });
  const overtaken = (d, one) => {
    const flags = own(S.urgent, d);
    if (!flags) return false;
    const now = proposal(d).outcome, later = Object.keys(h.replies).filter(f => h.replies[f].seq > one.seq);
    const fresh = now !== one.proposed || later.some(f => (S.used_by[f] || []).includes(d));
    return fresh && now !== one.outcome && flags.includes(now);
  };
  const decided = Object.fromEntries(Object.entries(h.decided)
    .filter(([d, one]) => own(plan.decisions, d) && !overtaken(d, one)));

  // what can still change

  const ONE = value => ({ values: new Map([[keyOf(value), value]]), matter: new Set() });
  const JUDGED = ["judgement", "met", "not met"].map(v => [keyOf(v), v]);
  const fixed = found => found.values !== null && found.values.size === 1;
  const opens = (name, reads) => workOut(name, reads.map(n => [n, reach(n).values]));
  const reach = name => once("reach", name, { values: null, matter: new Set() }, () => {
    if (name.startsWith(GATE)) {
      const id = name.slice(GATE.length), step = plan.steps[id];
      return !inMode(step) || !step.when ? ONE(inMode(step)) : opens(name, S.gate_reads[id]);
    }
    if (own(plan.fields, name)) return reachField(name);
    if (own(plan.derived, name)) return opens(name, S.reads[name]);
    const field = toldOf(name);
    if (field !== null && !fixed(reach(field))) return { values: null, matter: new Set([field]) };
    if (!own(plan.criteria, name)) return ONE(value(name));
    const found = opens(name, S.reads[name]);
    if (fixed(found)) {
      const now = verdict(name);
      return now.machine === "judgement" && !now.judged ? { values: new Map(JUDGED), matter: new Set() } : ONE(now.word);
    }
    return found.values && found.values.has(keyOf("judgement"))
      ? { values: new Map([...found.values, ...JUDGED]), matter: found.matter } : found;
  });
  const reachField = name => {
    const gates = (S.asked_in[name] || []).map(s => GATE + s), paths = gates.map(g => reach(g).values);
    const yes = keyOf(true);
    if (!paths.some(p => p === null || p.has(yes))) return ONE(null);
    const certain = paths.some(p => p !== null && p.size === 1 && p.has(yes));
    const unsure = new Set(gates.filter((_, i) => paths[i] === null || paths[i].size > 1));
    const one = asked(name);
    if (one === undefined || contradicted(name)) return { values: null, matter: certain ? new Set() : unsure };
    if (certain) return ONE(one);
    return { values: new Map([[keyOf(one), one], [keyOf(null), null]]), matter: unsure };
  };
  const inputsOf = table => {
    const parts = [], open = [];
    table.inputs.forEach((tree, i) => {
      const axis = table.axes[i], names = table.reads[i].filter(n => !fixed(reach(n)));
      const found = tree[0] === "n" ? reach(tree[1]) : null;
      if (!names.length) parts.push([partOf(axis, evaluate(tree, value))]);
      else if (found && found.values) parts.push(unique([...found.values.values()].map(v => partOf(axis, v))));
      else parts.push(axis.parts.map((_, n) => n).filter(n => axis.parts[n].inside || axis.parts[n].null));
      open.push(names);
    });
    return new Set(open.flatMap((names, i) => parts[i].length > 1 && turns(table, parts, i) ? names : []));
  };
  const behind = start => closure(start, name => reach(name).matter);
  const deciding = id => once("deciding", id, new Set(), () => behind(inputsOf(plan.decisions[id].table)));
  const canOpen = step => { const found = reach(GATE + step).values; return found === null || found.has(keyOf(true)); };
  const decidable = id => {
    if (off("decisions", id)) return false;
    if (plan.consent && plan.consent.decision === id) return true;
    const steps = S.decided_in[id] || [];
    return !own(decided, id) && (!steps.length || steps.some(canOpen));
  };
  const beside = () => once("beside", "", new Set(), () => {
    const found = new Set();
    for (const id of Object.keys(h.raised)) {
      const criteria = own(plan.hypotheses, id) ? plan.hypotheses[id].criteria : [];
      const ends = criteria.map(c => [c, reach(c)]);
      if (ends.every(([, r]) => !(r.values && r.values.size === 1 && r.values.has(keyOf("not met")))))
        for (const [c, r] of ends) if (!fixed(r)) found.add(c);
    }
    for (const id of S.alone) if (!fixed(reach(GATE + id))) found.add(GATE + id);
    return behind(found);
  });
  const matters = name => (S.used_by[name] || []).some(d => decidable(d) && deciding(d).has(name)) || beside().has(name);
  const asksFor = id => [...behind([GATE + id])].some(n => own(plan.fields, n) && (contradicted(n) || matters(n)));

  // steps, and what is needed

  const unconsented = (what = "-") => {
    const now = consentNow();
    if (now.role !== null) return why(now.status === "missing" ? "C09" : "C10", { step: what, role: now.role });
    return now.status === "judge first" ? why("C11", { roles: list(plan.consent.judges) })
      : why("C14", { table: plan.consent.decision });
  };
  const whenOf = (code, id) => why(code, { step: id, when: plan.steps[id].says_when });
  const serving = (id, step, fields) => {
    const all = step.serves.length ? step.serves : Object.keys(plan.hypotheses).filter(x =>
      plan.hypotheses[x].criteria.some(c => S.rests_on[c].some(f => fields.includes(f))));
    return all.some(x => own(h.raised, x)) ? null : why("C25", { step: id, names: list(all) || "-" });
  };
  const firstLeft = phase => {
    const at = S.below[phase].flatMap(p => S.steps_in[p] || []).map(s => [s, (stepOf(s) || {}).status]);
    const [first] = at.find(([, now]) => now === "open" || now === "blocked")
      || at.find(([, now]) => now && now !== "off path") || ["-"];
    return first;
  };
  const shut = id => {
    const step = plan.steps[id];
    if (off("steps", id)) return { status: "off path", why: notInForce("steps", id) };
    if (!inMode(step)) return { status: "off path", why: step.modes.includes(h.mode) ? why("C16")
      : why("C21", { step: id, mode: h.mode }) };
    const path = onPath(id);
    if (path === false || (path === null && !canOpen(id))) return { status: "off path", why: whenOf("C22", id) };
    let no = null;
    if (step.pupil && step.does !== "consent" && !isOpen()) no = unconsented(id);
    else {
      const waits = [...S.waits[step.phase], ...(step.pupil ? S.required_before[step.phase] : [])];
      const phase = waits.find(p => !phaseDone(p));
      if (phase !== undefined) no = why("C24", { step: id, phase, first: firstLeft(phase) });
      if (path === null) {
        if (!no && !asksFor(id)) return { status: "not needed", why: whenOf("C23", id) };
        no = whenOf("C23", id);
      }
    }
    if (no) return { status: "blocked", why: no };
    no = step.does === "administer" ? serving(id, step, step.fields) : null;
    if (!no) return null;
    const planned = S.hypothesise.every(x => stepOf(x).status === "done");
    return { status: planned ? "not needed" : "blocked", why: no };
  };
  const fieldGate = (id, field) => {
    const step = plan.steps[id];
    return step.does === "administer" || !plan.fields[field].instrument ? null : serving(id, step, [field]);
  };
  const isAsked = (id, field) => contradicted(field) || (asked(field) === undefined && !fieldGate(id, field)
    && (!S.feeds.includes(field) || matters(field)));
  const told = () => new Set(h.shares.map(s => s.audience));
  const stepDone = id => {
    const step = plan.steps[id];
    if (step.does === "hypothesise" && !Object.keys(h.raised).length) return false;
    if (step.does === "consent" && !isOpen()) return false;
    if (step.decisions.some(d => !own(decided, d))) return false;
    if (step.audiences.some(a => !told().has(a))) return false;
    return !step.fields.some(f => isAsked(id, f));
  };
  const stepOf = id => once("step", id, null, () => shut(id) || { status: stepDone(id) ? "done" : "open", why: null });
  const phaseDone = phase => once("phase", phase, false, () => {
    const inside = S.below[phase];
    if (inside.includes(h.reopened)) return false;
    const found = inside.flatMap(p => (S.steps_in[p] || []).map(s => stepOf(s).status));
    const taken = found.filter(s => s !== "off path");
    return taken.length ? taken.every(s => s === "done" || s === "not needed") : !plan.phases[phase].required;
  });
  const phase = () => {
    let last = null;
    for (const id of Object.keys(plan.phases)) {
      if (id === h.reopened) return id;
      const found = (S.steps_in[id] || []).map(s => stepOf(s).status);
      if (found.some(s => !["off path", "done", "not needed"].includes(s))) return id;
      if (found.some(s => s !== "off path")) last = id;
    }
    return last;
  };
  const needs = () => {
    if (h.closed) return [];
    if (h.waiting !== null) return [{ kind: "resume", id: "resumed", of: [], step: null, why: why("C96") }];
    const open = Object.keys(plan.steps).filter(id => stepOf(id).status === "open"), found = [];
    const asks = id => why("C95", { step: id });
    const consent = consentNow();
    if (plan.consent && !isOpen() && !["refused", "withdrawn"].includes(consent.status)
      && Object.values(plan.steps).some(s => inMode(s) && s.pupil)) {
      const step = open.find(id => plan.steps[id].does === "consent") ?? null;
      if (consent.status === "judge first")
        found.push({ kind: "competence", id: "competence", of: plan.consent.judges, step, why: unconsented() });
      else if (consent.role !== null)
        found.push({ kind: "consent", id: consent.role, of: [consent.role], step, why: unconsented(step || "-") });
    }
    for (const id of open) {
      const step = plan.steps[id];
      if (step.does === "hypothesise" && !Object.keys(h.raised).length)
        found.push({ kind: "hypothesis", id, of: [step.by], step: id, why: asks(id) });
      for (const field of step.fields) if (isAsked(id, field)) {
        const used = (S.used_by[field] || []).filter(d => deciding(d).has(field));
        found.push({ kind: "answer", id: field, of: [plan.fields[field].from], step: id,
          why: contradicted(field) ? why("P80", { name: field, message: contradictions()
            .filter(c => c.answers.includes(field)).map(c => c.message).join(" ") })
            : used.length ? why("C94", { names: list(used) }) : asks(id) });
      }
    }
    for (const [name, criterion] of Object.entries(plan.criteria)) {
      if (!isOpen() && !S.about_nobody.includes(name)) continue;
      const now = verdict(name);
      if (now.machine === "judgement" && !now.judged && matters(name))
        found.push({ kind: "judge", id: name, of: criterion.judges, step: null, why: why("C97", { name }) });
    }
    const pending = found.filter(n => n.kind === "answer" || n.kind === "judge").map(n => n.id);
    for (const id of open) {
      const step = plan.steps[id];
      for (const d of step.decisions) if (!own(decided, d) && !pending.some(p => deciding(d).has(p)))
        found.push({ kind: "decide", id: d, of: plan.decisions[d].by, step: id, why: asks(id) });
      if (step.decisions.every(d => own(decided, d))) for (const a of step.audiences) if (!told().has(a))
        found.push({ kind: "share", id: a, of: [step.by], step: id, why: asks(id) });
    }
    const soon = n => n.step !== null ? S.before_consent.includes(n.step) : n.kind === "judge" && (asked =>
      asked.length > 0 && asked.every(s => S.before_consent.includes(s)))(S.rests_on[n.id].flatMap(f => S.asked_in[f] || []));
    return [...found.filter(soon), ...found.filter(n => !soon(n))];
  };
  const reasonNot = field => {
    const used = S.used_by[field] || [];
    if (used.length && used.every(d => own(decided, d))) return why("C92", { names: list(used) });
    if (used.length && !used.some(decidable))
      return why("C88", { names: list(used.filter(d => !own(decided, d))) });
    for (const name of Object.keys(plan.criteria))
      if (S.rests_on[name].includes(field) && fixed(reach(name)))
        return why("C90", { name, word: verdict(name).word });
    const still = used.filter(d => !own(decided, d)), names = still.length ? still : used;
    return names.length ? why("C91", { names: list(names) }) : why("C87");
  };
  const notNeeded = () => {
    const found = new Map();
    for (const [id, step] of Object.entries(plan.steps)) {
      if (onPath(id) !== true) continue;
      const unserved = stepOf(id).status === "not needed";
      for (const name of step.fields) {
        if (found.has(name) || asked(name) !== undefined) continue;
        if (unserved || fieldGate(id, name)) found.set(name, why("C93"));
        else if (S.feeds.includes(name) && !matters(name)) found.set(name, reasonNot(name));
      }
    }
    return [...found].map(([field, reason]) => ({ field, why: reason }));
  };
  const hypotheses = () => Object.fromEntries(Object.keys(h.raised).filter(x => h.raised[x].title || own(plan.hypotheses, x)).map(x => {
    const words = new Set(own(plan.hypotheses, x) ? plan.hypotheses[x].criteria.map(c => verdict(c).word) : []);
    return [x, words.has("not met") ? "rejected" : words.size === 1 && words.has("met") ? "kept" : "undecided"];
  }));
  return {
    history: h, day, value, given: asked, verdict, proposal, decided, onPath, shut, fieldGate, unconsented,
    step: stepOf, consent: consentNow, open: isOpen, phase, needs, notNeeded, hypotheses, contradictions, warnings,
  };
};

// ---- what an event changes

const without = (of, gone) => Object.fromEntries(Object.entries(of).filter(([k]) => !gone.includes(k)));
const last = steps => Math.max(0, ...steps.map(s => S.place[plan.steps[s].phase]));
const touched = event => {
  const steps = event.kind === "answered" ? S.asked_in[event.field]
    : event.kind === "withdrawn" ? S.asked_in[event.what]
      : event.kind === "decided" ? S.decided_in[event.decision]
        : event.kind === "raised" || event.kind === "dropped" ? S.hypothesise
          : event.kind === "shared" ? S.shared_in[event.audience] : [];
  return (steps || []).map(s => plan.steps[s].phase);
};
const CHANGES = {
  switched: (h, e) => ({ mode: e.mode, born: days(e.born) }),
  consented: (h, e) => ({ consents: { ...h.consents, [e.from]: { given: e.given } } }),
  answered: (h, e) => ({
    replies: { ...h.replies, [e.field]: { ...e, seq: h.seq + 1 } }, judged: without(h.judged, S.judged_on[e.field] || []),
  }),
  withdrawn: (h, e) => e.what === "consent"
    ? { consents: Object.fromEntries(Object.entries(h.consents).map(([r, c]) =>
      [r, c.given ? { ...c, withdrawn: days(e.on) } : c])) }
    : { replies: without(h.replies, [e.what]), judged: without(h.judged, S.judged_on[e.what] || []) },
  raised: (h, e) => ({ raised: { ...h.raised, [e.hypothesis]: e } }),
  dropped: (h, e) => ({ raised: without(h.raised, [e.hypothesis]) }),
  judged: (h, e) => ({ judged: { ...h.judged, [e.criterion]: e } }),
  assessed: (h, e) => ({ competence: e }),
  decided: (h, e, proposed) => ({
    decided: { ...h.decided, [e.decision]: { ...e, seq: h.seq + 1, proposed, departs: e.outcome !== proposed } },
  }),
  paused: (h, e) => ({ waiting: e.waiting_for }),
  resumed: () => ({ waiting: null }),
  reopened: (h, e) => {
    const at = S.place[e.phase] ?? 0, decisionAt = d => last(S.decided_in[d] || []);
    const criterionAt = c => last([...(S.rests_on[c] || []).flatMap(f => S.asked_in[f] || []),
      ...(S.used_by[c] || []).flatMap(d => S.decided_in[d] || [])]);
    return {
      decided: without(h.decided, Object.keys(h.decided).filter(d => decisionAt(d) >= at)),
      judged: without(h.judged, Object.keys(h.judged).filter(c => criterionAt(c) >= at)),
      shares: h.shares.filter(s => last(S.shared_in[s.audience] || []) < at),
      closed: false, waiting: null, round: h.round + 1, reopened: S.recording.includes(e.phase) ? e.phase : null,
    };
  },
  shared: (h, e) => ({ shares: [...h.shares, e] }),
  closed: () => ({ closed: true }),
};
const advance = (h, event, proposed) => {
  const changes = CHANGES[event.kind](h, event, proposed);
  if (h.reopened !== null && touched(event).includes(h.reopened) && changes.reopened === undefined)
    changes.reopened = null;
  return { ...h, last: days(event.on), seq: h.seq + 1, ...changes };
};

// ---- may an event happen now? [code, slots] that keeps it out, or null

const WHILE_PAUSED = ["resumed", "closed", "withdrawn", "consented", "assessed", "answered"];
const nameless = mode => mode === "consultative" || mode === "anonymous";
// What in an event would make an anonymous contact known: a trajectory, a name, words of one's own.
const tellsWho = e => {
  if (["switched", "consented", "assessed"].includes(e.kind)) return why("C64");
  if (e.person && plan.roles[e.by].side !== "clb") return why("C65", { role: e.by });
  return e.kind === "answered" && own(plan.fields, e.field) && plan.fields[e.field].type.kind === "text"
    && e.value !== null && e.value !== undefined ? why("C66", { name: e.field }) : null;
};
const guides = () => {
  const found = Object.keys(plan.roles).filter(r => plan.roles[r].side === "clb");
  return found.length ? found : Object.keys(plan.roles);
};
const notToGuide = e => guides().includes(e.by) ? null
  : why("C62", { role: e.by, name: e.mode, roles: list(guides()) });
const modes = ["consultative", "anonymous", "trajectory", "compulsory"]
  .filter(m => m !== "anonymous" || Object.values(plan.steps).some(s => s.modes.includes(m)));
const modeProblem = e => !modes.includes(e.mode)
  ? why("C67", { name: plan.protocol, mode: e.mode, modes: list(modes) })
  : e.mode === "compulsory" || e.kind === "switched" ? notToGuide(e) : e.mode === "anonymous" ? tellsWho(e) : null;
const teller = (field, by) => by === plan.fields[field].from || plan.roles[by].side === "clb" ? null
  : why("C26", { field, role: plan.fields[field].from, name: by });
const anyOpen = (now, steps, closed) => {
  const found = steps.map(now.shut);
  return found.includes(null) ? null : (found.find(s => s.why) || { why: closed }).why;
};
const GATES = {
  switched: (now, e) => modeProblem(e) || (e.mode === now.history.mode ? why("C78", { mode: e.mode })
    : days(e.born) > days(e.on) ? why("C79", { on: e.on }) : null),
  consented: (now, e) => {
    if (nameless(now.history.mode)) return why("C16");
    if (!own(plan.roles, e.from)) return why("C06", { name: e.from });
    const { status, role } = now.consent();
    if (status === "not needed") return why("C12");
    if (status === "judge first" || status === "undetermined") return now.unconsented();
    return e.from === role ? null : why("C13", { name: e.from, role });
  },
  assessed: (now, e) => {
    if (nameless(now.history.mode)) return why("C16");
    if (!plan.consent || !["judge", ...Object.values(plan.consent.who)].some(r => r !== "nobody" && r !== "judge"))
      return why("C12");
    return plan.consent.judges.includes(e.by) ? null
      : why("C15", { name: e.by, roles: list(plan.consent.judges) });
  },
  answered: (now, e) => {
    const field = own(plan.fields, e.field);
    if (!field) return why("C20", { name: e.field });
    if (off("fields", e.field)) return notInForce("fields", e.field);
    let first = null, open = false;
    for (const id of S.asked_in[e.field] || []) {
      const one = now.shut(id), no = one ? one.why : now.fieldGate(id, e.field);
      if (!no) { open = true; break; }
      first = first || no;
    }
    if (!open && first) return first;
    const other = teller(e.field, e.by);
    if (other) return other;
    const day = e.measured === undefined ? null : days(e.measured);
    if (day !== null && (day > days(e.on) || (now.history.born !== null && day < now.history.born)))
      return why("C27", { field: e.field, on: e.on });
    return e.value === undefined ? null : field.series ? why("X51", { field: e.field })
      : settled(field, e.value, e.field).no || null;
  },
  withdrawn: (now, e) => {
    if (e.what === "consent") return Object.values(now.history.consents).some(c => c.given && c.withdrawn === undefined)
      ? null : why("C76", { name: e.what });
    if (!own(now.history.replies, e.what) || !own(plan.fields, e.what)) return why("C76", { name: e.what });
    return teller(e.what, e.by);
  },
  raised: (now, e) => !own(plan.hypotheses, e.hypothesis) && !e.title ? why("C40", { name: e.hypothesis })
    : own(plan.hypotheses, e.hypothesis) && e.title ? why("C45", { name: e.hypothesis })
    : own(now.history.raised, e.hypothesis) ? why("C42", { name: e.hypothesis })
      : anyOpen(now, S.hypothesise, why("C41")),
  dropped: (now, e) => !own(plan.hypotheses, e.hypothesis) && !own(now.history.raised, e.hypothesis) ? why("C40", { name: e.hypothesis })
    : own(now.history.raised, e.hypothesis) ? null : why("C43", { name: e.hypothesis }),
  judged: (now, e) => {
    const criterion = own(plan.criteria, e.criterion);
    if (!criterion) return why("C50", { name: e.criterion });
    if (off("criteria", e.criterion)) return notInForce("criteria", e.criterion);
    if (!criterion.judges.includes(e.by))
      return why("C52", { role: e.by, name: e.criterion, roles: list(criterion.judges) || "-" });
    if (!now.open() && !S.about_nobody.includes(e.criterion)) return now.unconsented(e.criterion);
    return now.verdict(e.criterion).machine === "judgement" ? null : why("C51", { name: e.criterion });
  },
  decided: (now, e) => {
    const one = own(plan.decisions, e.decision);
    if (!one) return why("C60", { name: e.decision });
    if (off("decisions", e.decision)) return notInForce("decisions", e.decision);
    if (!own(one.outcomes, e.outcome)) return why("C61", { name: e.outcome, decision: e.decision });
    if (!one.by.includes(e.by)) return why("C62", { role: e.by, name: e.decision, roles: list(one.by) });
    return anyOpen(now, S.decided_in[e.decision] || [], why("C63", { name: e.decision }));
  },
  paused: () => null,
  resumed: now => now.history.waiting !== null ? null : why("C70"),
  reopened: (now, e) => {
    if (S.place[e.phase] === undefined) return why("C72", { name: e.phase });
    const phase = now.phase();
    return phase !== null && S.place[e.phase] > S.place[phase] ? why("C73", { name: e.phase, phase }) : null;
  },
  shared: (now, e) => anyOpen(now, S.shared_in[e.audience] || [], why("C77", { name: e.audience })),
  closed: () => null,
};
const refusal = (now, e) => {
  if (e.kind === "opened") return why("C02");
  if (!own(GATES, e.kind)) return why("C83");
  if (days(e.on) < now.history.last) return why("C05", { on: e.on, last: iso(now.history.last) });
  if (!own(plan.roles, e.by)) return why("C06", { name: e.by });
  if (now.history.closed && e.kind !== "reopened") return why("C03", { kind: e.kind });
  if (now.history.waiting !== null && !WHILE_PAUSED.includes(e.kind)) return why("C04", { kind: e.kind });
  return (now.history.mode === "anonymous" ? tellsWho(e) : null) || GATES[e.kind](now, e);
};

// ---- a case: the events, and the state on the day of the last

const state = (h, day) => ofDay(day).stateHere(h, day);
const made = (events, h) => ({ events, history: h, state: state(h, h.last) });
const open = event => {
  if (event.kind !== "opened") return { refused: why("C01", { kind: event.kind }) };
  if (event.protocol !== plan.protocol) return { refused: why("C07", { name: event.protocol }) };
  if (event.digest && event.digest !== plan.digest) return { refused: why("C08", { name: plan.protocol }) };
  if (!event.anyway && days(event.on) < plan.from)
    return { refused: why("V21", { version: plan.protocol, end: iso(plan.from), day: event.on }) };
  if (!own(plan.roles, event.by)) return { refused: why("C06", { name: event.by }) };
  const no = modeProblem(event);
  if (no) return { refused: no };
  if (event.born && days(event.born) > days(event.on)) return { refused: why("C79", { on: event.on }) };
  const pinned = plan.digest ? { ...event, digest: plan.digest } : event;
  return made([pinned], {
    mode: event.mode, born: event.born ? days(event.born) : null, last: days(event.on), seq: 1, replies: {},
    consents: {}, competence: null, raised: {}, judged: {}, decided: {}, shares: [], waiting: null,
    closed: false, round: 1, reopened: null,
  });
};
const record = (of, event) => {
  const day = Math.max(days(event.on), of.history.last);
  const now = day === of.history.last ? of.state : state(of.history, day);
  const no = ofDay(day).refusal(now, event);
  if (no) return { refused: no };
  const proposed = event.kind === "decided" ? now.proposal(event.decision).outcome : null;
  return made([...of.events, event], advance(of.history, event, proposed));
};
const self = { modes, nameless, open, record, state, stateHere, settled, evaluate, refusal, days, iso, date };
return self;
};

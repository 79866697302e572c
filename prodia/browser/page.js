// The screens of the walkthrough: one need a screen, from the engine's own list. Everything stays in this tab.
"use strict";
(() => {
const $ = id => document.getElementById(id);
const DATA = $("plan").textContent;
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g; // marks in what somebody typed that turn round what stands beside it
const made = JSON.parse(DATA), plan = made.plan, T = made.texts, U = T.ui;
const sealed = document.documentElement.dataset.seal;

// ---- text and elements

const fill = (text, slots) => text.replace(/\{([a-z_]+)\}/g, (whole, key) => slots[key] ?? whole);
const el = (name, attributes = {}, ...inside) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value); else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside.flat(9).filter(x => x !== null && x !== undefined && x !== false && x !== "")
    .map(x => typeof x === "string" ? x.replace(TURNS, "") : x));
  return made;
};
const labelOf = id => T.fields[id]?.ask ?? T.criteria[id]?.says ?? T.decisions[id]?.title ?? T.hypotheses[id]?.title
  ?? T.steps[id]?.title ?? T.phases[id]?.title ?? T.roles[id] ?? T.words.mode[id] ?? T.derived[id] ?? id;
const quoted = id => labelOf(id).endsWith("?") ? `«${labelOf(id)}»` : labelOf(id);
const upper = text => text.charAt(0).toUpperCase() + text.slice(1);
const SAID = { // how a slot of a message is said: by the part of the plan it names
  word: v => T.words.verdict[v] ?? v, step: v => T.steps[v]?.title ?? v,
  phase: v => T.phases[v]?.title ?? v, role: v => T.roles[v] ?? v, mode: v => T.words.mode[v] ?? v,
  modes: v => v.split(", ").map(m => T.words.mode[m] ?? m).join(", "),
  roles: v => v.split(", ").map(r => T.roles[r] ?? r).join(", "),
  names: v => v.split(", ").slice(0, T.most).map(quoted).join(", ") + (v.split(", ").length > T.most ? " ..." : ""),
  name: labelOf, field: labelOf,
};
const said = ([code, slots], part = "says") => {
  const message = T.messages[code] ?? { says: code, hint: "" };
  const told = Object.entries(slots).map(([k, v]) => [k, (SAID[k] ?? (x => x[T.lang] ?? x))(v)]);
  return fill(message[part], { nearest: "", ...Object.fromEntries(told) }); // no guess at what was meant
};
const decimal = n => { // in no power of ten, and no -0
  const text = (n || 0).toLocaleString("en", { useGrouping: false, maximumFractionDigits: 9 });
  return T.lang === "nl" ? text.replace(".", ",") : text;
};
// A number as a person writes it (Python: telling/values.py, shorter): on the same side of every figure in the rules.
const shorter = (x, least) => {
  const round = n => Math.floor(x * 10 ** n + 0.5) / 10 ** n;
  for (let n = round(3) === x ? 9 : least; n < 9; n++)
    if (round(n) && T.figures.every(at => x < at === round(n) < at && x > at === round(n) > at)) return round(n);
  return x;
};
const counted = ([one, many], n) => fill(["1", "-1"].includes(n) ? one : many, { n });
const durationSaid = ({ k, v }) => {
  if (k === "days") return counted(T.durations.days, String(v));
  const years = Math.trunc(Math.abs(v) / 12), months = Math.abs(v) % 12;
  return (v < 0 ? "-" : "") + [years && counted(T.durations.years, String(years)),
    (months || !years) && counted(T.durations.months, String(months))].filter(Boolean).join(` ${T.and} `);
};
const valueSaid = (id, v) => {
  if (v === null || v === undefined) return U.unknown;
  if (typeof v === "boolean") return T.words.truth[v];
  if (typeof v === "number") return T.amounts[id] ? counted(T.amounts[id].said, decimal(shorter(v, T.amounts[id].least))) : decimal(v);
  if (typeof v === "object") return v.k === "date" ? daySaid(core.iso(v.v)) : durationSaid(v);
  return T.fields[id]?.options[v] ?? T.words.verdict[v] ?? v;
};
const dayShown = iso => iso.split("-").reverse().join("-"); // as it is typed
const daySaid = iso => `${+iso.slice(8)} ${T.months[iso.slice(5, 7) - 1]} ${+iso.slice(0, 4)}`;
const dayTyped = text => {
  const m = /^\s*(\d{1,2})[-\/. ](\d{1,2})[-\/. ](\d{4})\s*$/.exec(text);
  const iso = m ? [m[3], m[2].padStart(2, "0"), m[1].padStart(2, "0")].join("-") : text.trim();
  return core.days(iso) === null ? null : iso;
};
const today = () => {
  const now = new Date(), two = n => String(n).padStart(2, "0");
  return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
};

// ---- SHA-256, for the seal of this file and the chain of a case file

const sha256 = text => {
  const bytes = new TextEncoder().encode(text), length = bytes.length, size = ((length + 8 >> 6) + 1) << 6;
  const padded = new Uint8Array(size), view = new DataView(padded.buffer);
  padded.set(bytes); padded[length] = 128;
  view.setUint32(size - 8, Math.floor(length / 536870912)); view.setUint32(size - 4, length << 3);
  const fraction = x => (x - Math.floor(x)) * 4294967296 | 0, primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every(p => n % p)) primes.push(n);
  const K = primes.map(p => fraction(Math.cbrt(p))), H = primes.slice(0, 8).map(p => fraction(Math.sqrt(p)));
  const W = new Int32Array(64), turn = (x, n) => x >>> n | x << 32 - n;
  for (let at = 0; at < size; at += 64) {
    for (let i = 0; i < 16; i++) W[i] = view.getInt32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const a = W[i - 15], b = W[i - 2];
      W[i] = W[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >>> 3) + W[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >>> 10) | 0;
    }
    let [a, b, c, d, e, f, g, h] = H;
    for (let i = 0; i < 64; i++) {
      const x = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + K[i] + W[i] | 0;
      const y = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, d + x | 0, c, b, a, x + y | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => { H[i] = H[i] + x | 0; });
  }
  return H.map(x => (x >>> 0).toString(16).padStart(8, "0")).join("");
};
const canonical = value => Array.isArray(value) ? "[" + value.map(canonical) + "]"
  : value && typeof value === "object" ? "{" + Object.keys(value).sort().map(k =>
    JSON.stringify(k) + ":" + canonical(value[k])) + "}" : JSON.stringify(value);
const caseFile = () => {
  const header = canonical({ case: "doorloop", format: 1 });
  let prev = sha256(header);
  const lines = [header];
  current.events.forEach((event, i) => {
    const before = `{"event":${canonical({ v: 1, ...event })},`, after = `"prev":"${prev}","seq":${i + 1}}`;
    const hash = sha256(before + after);
    lines.push(`${before}"hash":"${hash}",${after}`);
    prev = hash;
  });
  return lines.join("\n") + "\n";
};
const workedCase = () => {
  const state = current.state, q = JSON.stringify;
  const expect = Object.entries(plan.criteria).map(([c]) => `    ${c}: ${q(state.verdict(c).word)}`);
  return ["format: 1", "case: doorloop", `title: ${q(U.worked_title)}`, `why: ${q(U.worked_why)}`, "events:",
    ...current.events.map(e => "  - " + q(Object.fromEntries(Object.entries(e).filter(([k]) =>
      k !== "digest" && k !== "protocol")))), "expect:", "  verdicts:", ...expect, ""].join("\n");
};

// ---- the case, and going back

const core = engine(P, plan);
let current = null, later = new Set(), error = null, lastBy = null, screen = "start";
let saved = null; // the case as it was saved last: who leaves with more is asked whether they are sure
addEventListener("beforeunload", event => { if (current && current !== saved) event.preventDefault(); });
let again = null; // what was taken back by going back: that screen comes first, with what was answered
const put = event => {
  const next = current ? core.record(current, event) : core.open(event);
  if (next.refused) { error = { text: said(next.refused), hint: said(next.refused, "hint"), at: "answer" }; return false; }
  current = next; error = null; again = null; typed = null;
  return true;
};
const replayed = events => {
  let of = core.open(events[0]);
  for (const event of events.slice(1)) if (!of.refused) of = core.record(of, event);
  return of;
};
const ANSWERED = { // by kind of event: the need it met, and what stood on its screen
  opened: e => [null, { mode: e.mode, question: e.question, born: e.born && dayShown(e.born), anyway: e.anyway }],
  answered: e => ["answer:" + e.field, { answer: e.value === undefined ? null : valueTyped(e), missing: e.missing,
    measured: e.measured && dayShown(e.measured) }],
  consented: e => ["consent:" + e.from, { given: e.given ? "yes" : "no", basis: e.basis }],
  assessed: e => ["competence:", { competent: e.competent ? "yes" : "no", person: e.person, reason: e.reason }],
  judged: e => ["judge:" + e.criterion, { verdict: e.verdict, person: e.person, reason: e.reason }],
  decided: e => ["decide:" + e.decision, { outcome: e.outcome, person: e.person, reason: e.reason }],
  raised: e => ["hypothesis:", e.title ? { own: e.title, own_so: e.if_so, own_not: e.if_not } : { hypothesis: e.hypothesis }],
  shared: e => ["share:" + e.audience, { with: e.with }],
};
const valueTyped = event => {
  const { value } = core.settled(plan.fields[event.field], event.value, event.field);
  return value === undefined ? null : typeof value === "number" ? decimal(value)
    : typeof value !== "object" ? String(value) : value.k === "date" ? dayShown(core.iso(value.v)) : String(value.v);
};
const back = () => {
  error = null;
  later = new Set();
  const events = [...current.events], gone = [];
  do gone.push(events.pop()); while (gone[0].kind === "raised" && events.at(-1).kind === "raised");
  again = gone.map(e => (ANSWERED[e.kind] ?? (() => [null, {}]))(e));
  typed = again.flatMap(([, said], i) => Object.entries({ ...said, by: gone[i].by, on: dayShown(gone[i].on) }))
    .filter(([, value]) => value !== undefined && value !== null);
  current = events.length ? replayed(events) : null;
  if (!current) screen = "start";
  show();
};
const wipe = () => { current = null; later = new Set(); error = null; again = null; lastBy = null; screen = "start"; show(); };
const needs = () => {
  const open = current.state.needs().filter(n => !later.has(n.kind + ":" + n.id));
  const first = again?.[0]?.[0], is = n => first?.endsWith(":") ? n.kind + ":" === first : n.kind + ":" + n.id === first;
  return [...open.filter(is), ...open.filter(n => !is(n))];
};

// ---- the parts of a screen

const fieldset = (legend, ...inside) => el("fieldset", {}, el("legend", {}, legend), ...inside);
const option = (name, value, text, more = {}) => el("label", { class: "opt" },
  el("input", { type: "radio", name, value, ...more }), el("span", {}, text));
const input = (id, label, more = {}, hint = "") => el("p", { class: error?.at === id ? "bad" : "" },
  el("label", { for: id, class: "lab" }, label), hint && el("span", { class: "hint", id: id + "-hint" }, hint),
  error?.at === id && el("strong", { class: "em" }, upper(error.text)),
  el(more.rows ? "textarea" : "input", { id, name: id, class: "inp", autocomplete: "off", spellcheck: "false",
    "aria-describedby": hint ? id + "-hint" : undefined, "aria-invalid": error?.at === id ? "true" : undefined, ...more }));
const select = (id, label, options, chosen) => el("p", {}, el("label", { for: id, class: "lab" }, label),
  el("select", { id, name: id, class: "inp" }, options.map(([v, text]) =>
    el("option", { value: v, selected: v === chosen }, text))));
const button = (text, more = {}) => el("button", { class: "btn", ...more }, text);
const link = (text, go) => el("button", { type: "button", class: "btn alt", onclick: go }, text);
const bar = part => { const made = el("i"); made.style.width = 100 * part + "%"; return made; };
const mark = verdict => el("span", { class: "v " + verdict.replaceAll(" ", "-") }, T.words.verdict[verdict]);
const wrong = () => error && el("div", { class: "eb", role: "alert", tabindex: "-1", id: "wrong" },
  el("h2", {}, U.wrong), el("p", {}, error.at ? el("a", { href: "#" + error.at, onclick: event => {
    event.preventDefault(); focusOn(error.at);
  } }, upper(error.text)) : upper(error.text)), error.hint && el("p", {}, upper(error.hint)));
const focusOn = id => ($(id) ?? document.querySelector(`[name="${id}"]`))?.focus();
let typed = null; // what stood on a screen that was refused or is come back to: it stands there again
const refill = () => {
  for (const [name, value] of typed) for (const one of document.getElementsByName(name))
    if (one.type !== "radio" && one.type !== "checkbox") one.value = value;
    else if (one.value === value) one.checked = true;
};
const refuse = (at, text, hint = "") => { error = { at, text, hint }; show(); };
const ours = () => Object.keys(plan.roles).filter(r => plan.roles[r].side === "clb");
const rolesFor = (of, alone) => [...new Set([...of.filter(r => plan.roles[r]), ...(alone ? [] : ours())])].map(r => [r, T.roles[r]]);
const form = (title, submit, ...inside) => el("form", { novalidate: true, onsubmit: event => {
  event.preventDefault();
  typed = new FormData(event.target);
  submit(typed);
} }, wrong(), el("h1", { id: "title", tabindex: "-1" }, upper(title)), ...inside);
const ways = (text, more = []) => el("p", { class: "acts" }, button(text), link(U.back, back), ...more);
const dated = () => current ? core.iso(current.history.last) : today();
const when = () => input("on", U.on, { value: dayShown(lastDay ?? dated()), inputmode: "numeric" }, U.day_form);
let lastDay = null;
const base = (data, by) => {
  const on = dayTyped(data.get("on") ?? dated());
  if (on === null) { refuse("on", U.no_day); return null; }
  lastDay = on;
  lastBy = by ?? data.get("by");
  return { on, by: lastBy };
};

// ---- one screen a kind of need

const WRITE = {
  answer: need => {
    const field = plan.fields[need.id], text = T.fields[need.id], type = field.type, given = [];
    if (field.series) given.push(el("div", { class: "out", id: "answer", tabindex: "-1" }, el("p", {}, U.series),
      el("p", {}, el("code", {}, `prodia walk ${plan.protocol} --save traject.jsonl`))));
    else if (type.kind === "truth" || type.kind === "choice") given.push(el("div", { id: "answer", tabindex: "-1", role: "radiogroup",
      "aria-labelledby": "title" }, (type.kind === "truth" ? ["true", "false"].map(v => [v, T.words.truth[v]])
      : Object.entries(text.options)).map(([v, label]) => option("answer", v, label, { onchange: unsay }))));
    else if (type.kind === "date") given.push(input("answer", U.date, { inputmode: "numeric", oninput: unsay }, U.day_form));
    else if (type.kind === "duration") given.push(input("answer", U.how_many + " " + U[type.unit], { inputmode: "numeric", oninput: unsay }));
    else if (type.kind === "number") given.push(input("answer", text.unit || U.number, { inputmode: "decimal", oninput: unsay }, text.range));
    else given.push(input("answer", U.words, { rows: 4, oninput: unsay }));
    if (plan.fields[need.id].administered) given.push(el("p", { class: "soft" }, U.printed));
    if (field.instrument && !field.series) given.push(input("measured", U.measured, { inputmode: "numeric" }, U.day_form));
    const question = text.help?.endsWith("?") ? text.help : text.ask;
    return form(question, data => {
      const raw = data.get("answer"), missing = data.get("missing"), event = { kind: "answered", field: need.id };
      if (missing && !(raw && type.kind !== "truth" && type.kind !== "choice")) event.missing = missing;
      else if (field.series) return refuse("answer", said(["PRD-X51", { field: need.id }]), U.series);
      else if (raw === null || !raw.trim()) return refuse("answer", U.no_answer);
      else if (type.kind === "truth") event.value = raw === "true";
      else if (type.kind === "number") {
        const typed = raw.trim().replace(/^(-?\d*),(\d+)$/, "$1.$2"), found = core.settled(field, typed, need.id);
        if (found.no) return refuse("answer", said(found.no), said(found.no, "hint"));
        event.value = found.value;
      } else if (type.kind === "date") {
        event.value = dayTyped(raw);
        if (event.value === null) return refuse("answer", U.no_day);
      } else if (type.kind === "duration") {
        if (!/^\d{1,5}$/.test(raw.trim())) return refuse("answer", U.whole);
        event.value = "P" + raw.trim() + (type.unit === "days" ? "D" : "M");
      } else event.value = raw;
      const measured = data.get("measured");
      if (measured && measured.trim()) {
        event.measured = dayTyped(measured);
        if (event.measured === null) return refuse("measured", U.no_day);
      }
      finish(data, event);
    }, el("p", { class: "hint" }, question === text.ask ? text.help ?? "" : text.ask), given,
    fieldset(U.or_why_not, ["unknown", "refused", "not applicable"].map(m => option("missing", m, T.words.missing[m], { onchange: unsay }))),
    who(need), ways(U.next, [laterOn(need)]));
  },
  consent: need => form(fill(U.consent, { role: T.roles[need.id] }), data => {
    if (!data.get("given")) return refuse("given", U.choose);
    if (!(data.get("basis") ?? "").trim()) return refuse("basis", U.say_basis);
    finish(data, { kind: "consented", from: need.id, given: data.get("given") === "yes", basis: data.get("basis") });
  }, fieldset(U.consent_ask, option("given", "yes", U.yes, { id: "given" }), option("given", "no", U.no)),
  input("basis", U.basis, { rows: 2 }, U.basis_hint), who(need), ways(U.note, [laterOn(need)])),
  competence: need => personal(need, U.competence, "competent", [["yes", U.yes], ["no", U.no]], (picked, more) =>
    ({ kind: "assessed", competent: picked === "yes", ...more }), el("p", { class: "hint" }, U.competence_hint)),
  judge: need => personal(need, T.criteria[need.id].says, "verdict",
    [["met", U.yes + ", " + T.words.verdict.met], ["not met", U.no + ", " + T.words.verdict["not met"]]],
    (picked, more) => ({ kind: "judged", criterion: need.id, verdict: picked, ...more }),
    el("div", { class: "out" }, el("h2", {}, U.first_a_person), el("p", {}, said(need.why))), readsOf(need.id)),
  decide: need => {
    const proposal = current.state.proposal(need.id), one = T.decisions[need.id];
    const proposed = proposal.outcome === null ? null : one.outcomes[proposal.outcome];
    return personal(need, one.title, "outcome", Object.entries(one.outcomes).map(([id, o]) => [id, o.title]),
      (picked, more) => ({ kind: "decided", decision: need.id, outcome: picked, ...more }),
      el("div", { class: "key" }, el("h2", {}, U.proposal), el("p", {}, proposed ? proposed.title : U.no_proposal),
        proposed?.texts[T.audience] && el("p", {}, proposed.texts[T.audience]),
        sees() && because(proposal) && el("p", {}, U.because + " " + because(proposal)),
        proposal.rules.length > 0 && el("p", { class: "soft" }, fill(U.rule, { rules: proposal.rules.join(", ") })),
        proposal.missing.length > 0 && el("p", { class: "soft" }, U.without + " " + proposal.missing.map(labelOf).join("; "))),
      verdictList());
  },
  hypothesis: need => form(T.steps[need.id].title, data => {
    const picked = data.getAll("hypothesis"), [own, so, not] = ["own", "own_so", "own_not"].map(n => (data.get(n) ?? "").trim());
    if (!picked.length && !own) return refuse(Object.keys(T.hypotheses).length ? "hypothesis" : "own", U.choose);
    if (own && !(so && not)) return refuse(so ? "own_not" : "own_so", U.say_then);
    const from = base(data);
    if (!from) return;
    if (own && !put({ kind: "raised", ...from, hypothesis: "eigen-1", title: own, if_so: so, if_not: not })) return show();
    for (const id of picked)
      if (!put({ kind: "raised", ...from, hypothesis: id, if_so: T.hypotheses[id].if_so, if_not: T.hypotheses[id].if_not }))
        return show();
    show();
  }, el("p", { class: "hint" }, T.steps[need.id].says), fieldset(U.hypotheses, Object.entries(T.hypotheses).map(([id, one], i) =>
    el("label", { class: "opt" }, el("input", { type: "checkbox", name: "hypothesis", value: id, id: i ? undefined : "hypothesis" }),
      el("span", {}, el("b", {}, one.title), " ", one.question)))),
  input("own", U.own), input("own_so", U.own_so), input("own_not", U.own_not), who(need), ways(U.next, [laterOn(need)])),
  share: need => form(fill(U.share, { audience: T.words.audience[need.id] }), data => {
    if (!(data.get("with") ?? "").trim()) return refuse("with", U.say_whom);
    finish(data, { kind: "shared", audience: need.id, with: data.get("with") });
  }, el("div", { class: "key" }, toldTo(need.id)), input("with", U.whom, {}, U.whom_hint), who(need), ways(U.note, [laterOn(need)])),
  resume: need => form(U.resume, data => finish(data, { kind: "resumed" }),
    el("p", {}, fill(U.waits, { what: current.history.waiting })), who(need), ways(U.go_on)),
};
const who = need => {
  const roles = rolesFor(need.of, ["decide", "judge", "competence"].includes(need.kind)); // where not just anybody may
  return el("details", { open: error?.at === "on" }, el("summary", {}, U.who_and_when),
    select("by", U.by, roles, roles.some(([r]) => r === lastBy) ? lastBy : roles[0][0]), when());
};
// An answer and a reason for none do not stand together: who chooses the one takes back the other.
const unsay = event => {
  for (const one of document.getElementsByName(event.target.name === "missing" ? "answer" : "missing"))
    if (one.type === "radio") one.checked = false; else one.value = "";
};
const laterOn = need => link(U.later, () => { later.add(need.kind + ":" + need.id); error = null; show(); });
const finish = (data, event) => {
  const from = base(data);
  if (from) { put({ ...from, ...event }); show(); }
};
const personal = (need, title, name, options, event, ...inside) => form(title, data => {
  if (!data.get(name)) return refuse(name, U.choose);
  for (const key of ["person", "reason"]) if (!(data.get(key) ?? "").trim()) return refuse(key, U["say_" + key]);
  finish(data, event(data.get(name), { person: data.get("person"), reason: data.get("reason") }));
}, inside, fieldset(U.your_choice, options.map(([v, text], i) => option(name, v, text, i ? {} : { id: name }))),
input("person", U.person, {}, U.person_hint), input("reason", U.reason, { rows: 3 }, U.reason_hint),
who(need), ways(U.note, [laterOn(need)]));
const readsOf = id => {
  const reads = plan.structure.reads[id] ?? [];
  return el("ul", { class: "plain" }, reads.filter(n => labelOf(n) !== n).map(n =>
    el("li", {}, labelOf(n), ": ", el("b", {}, valueSaid(n, current.state.value(n))))));
};
const because = proposal => proposal.outputs.slice(1).filter(([, v]) => v !== null).map(([, v]) => v).join("; ");
const verdictList = () => el("ul", { class: "why" }, Object.keys(plan.criteria)
  .filter(c => current.state.verdict(c).word !== "not assessable").map(c =>
    el("li", {}, el("span", {}, T.criteria[c].says, el("small", {}, T.criteria[c].source)), mark(current.state.verdict(c).word))));
const toldTo = audience => {
  const found = Object.entries(current.state.decided).map(([d, one]) => T.decisions[d].outcomes[one.outcome]?.texts[audience]);
  const texts = found.filter(Boolean);
  return texts.length ? texts.map(t => el("p", {}, t)) : el("p", {}, fill(U.no_text, { audience: T.words.audience[audience] }));
};

// ---- the whole screen

// The kinds of guidance in which this protocol does something.
const stepsIn = m => Object.values(plan.steps).some(one => one.modes.includes(m));
const modes = core.modes.some(stepsIn) ? core.modes.filter(stepsIn) : core.modes;
const notYet = () => fill(U.not_yet, { day: daySaid(core.iso(plan.from)) });
const start = () => form(T.title, data => {
  const on = dayTyped(data.get("on")), mode = data.get("mode");
  if (on === null) return refuse("on", U.no_day);
  if (!(data.get("question") ?? "").trim()) return refuse("question", U.say_question);
  const event = { kind: "opened", on, by: data.get("by"), protocol: plan.protocol, mode, question: data.get("question") };
  if (!core.nameless(mode)) {
    event.born = dayTyped(data.get("born") ?? "");
    if (event.born === null) return refuse("born", U.no_day);
  }
  lastDay = on; lastBy = event.by;
  const anyway = (data.get("anyway") ?? "").trim();
  if (anyway) event.anyway = anyway;
  else if (core.days(on) < plan.from) return refuse("anyway", notYet());
  if (put(event)) screen = "needs"; else error.at = "on";
  show();
}, el("p", { class: "lead" }, T.summary), el("p", { class: "key" }, U.stays),
fieldset(U.mode, modes.map(m => option("mode", m, T.words.mode[m], { checked: m === (modes.includes("trajectory") ? "trajectory" : modes[0]) }))),
input("question", U.question, { rows: 2 }, U.question_hint), input("born", U.born, { inputmode: "numeric" }, U.born_hint),
(error?.at === "anyway" || again?.[0][1].anyway || core.days(today()) < plan.from) && input("anyway", U.anyway, {}, notYet()),
select("by", U.opens, rolesFor([]), lastBy), input("on", U.on, { value: dayShown(today()), inputmode: "numeric" }, U.day_form),
el("p", { class: "acts" }, button(U.begin)),
el("p", {}, el("label", { for: "file", class: "lab" }, U.go_on_with), el("input", { type: "file", id: "file", onchange: readFile })));

const readFile = async event => {
  const file = event.target.files[0];
  if (!file) return;
  const lines = (await file.text()).split("\n").filter(Boolean);
  let prev = "", events = [];
  try {
    const header = JSON.parse(lines[0]);
    if (header.format !== 1 || typeof header.case !== "string" || lines.length < 2) throw new Error("header");
    prev = sha256(lines[0]);
    for (const line of lines.slice(1)) {
      const one = JSON.parse(line);
      const before = `{"event":${canonical(one.event)},`, after = `"prev":"${prev}","seq":${events.length + 1}}`;
      prev = sha256(before + after);
      if (line !== `${before}"hash":"${prev}",${after}`) throw new Error("chain");
      const { v, ...rest } = one.event;
      events.push(rest);
    }
  } catch { return refuse("file", U.no_file); }
  const other = events[0].protocol !== plan.protocol || events.some(e => e.kind === "moved");
  if (other) return refuse("file", fill(U.other_version, { other: String(events[0].protocol), this: plan.protocol }));
  if (events.some(e => ["measured", "administered"].includes(e.kind))) return refuse("file", U.with_series, `prodia walk ${plan.protocol} --save`);
  const found = replayed(events);
  if (found.refused) return refuse("file", said(found.refused), said(found.refused, "hint"));
  current = found; lastDay = core.iso(found.history.last); error = null; screen = "needs";
  show();
};
const save = (name, text, type) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  saved = current;
};
const saveCase = () => save("traject.jsonl", caseFile(), "application/jsonl");
const aside = need => {
  const open = current.state.notNeeded(), groups = new Map();
  for (const one of open) { const text = said(one.why); groups.set(text, [...(groups.get(text) ?? []), one.field]); }
  const field = need && need.kind === "answer" ? T.fields[need.id] : null;
  return el("aside", { class: "aside", "aria-label": U.beside },
    need && el("section", {}, el("h2", {}, U.why_asked), el("p", {}, said(need.why)), field && el("p", {}, field.purpose),
      need.of.length > 0 && el("p", { class: "soft" }, fill(U.answers, { roles: need.of.map(r => T.roles[r] ?? r).join(", ") }), " ",
        field && fill(U.readers, { readers: field.audience.map(a => T.words.audience[a]).join(", ") }))),
    groups.size > 0 && el("section", {}, el("h2", {}, U.not_needed), [...groups].map(([text, fields]) =>
      [el("ul", {}, fields.slice(0, 6).map(f => el("li", {}, T.fields[f].ask)),
        fields.length > 6 && el("li", {}, fill(U.more, { n: fields.length - 6 }))), el("p", { class: "soft" }, text)])));
};
const standing = (state, ids = Object.keys(plan.decisions)) => ids.map(d =>
  T.decisions[d].outcomes[state.decided[d]?.outcome ?? state.proposal(d).outcome]).filter(Boolean);
// To the team as soon as it is proposed, to others once people decided it.
const urgent = state => standing(state, T.audience === "team" ? undefined : Object.keys(state.decided)).filter(o => o.urgent).map(o => el("div", { class: "eb first", role: "alert" },
  el("h2", {}, U.urgent, ": ", o.title), el("p", {}, o.texts[T.audience] ?? "")));
// What the table proposes since a decision, where that is another than it was and than was decided.
const movedOn = (d, one) => {
  const now = current.state.proposal(d).outcome, titled = o => o === null ? U.none_proposed : T.decisions[d].outcomes[o].title;
  return now !== one.proposed && now !== one.outcome && el("p", { class: "soft" },
    fill(U.moved_on, { title: T.decisions[d].title, now: titled(now), was: titled(one.outcome) }));
};
const inForce = state => {
  const why = current.events[0].anyway, found = state.warnings().map(one => said(one));
  if (why) found.push(fill(U.this_anyway, { why }));
  return found.length > 0 && [el("h2", {}, U.in_force), el("ul", {}, found.map(text => el("li", {}, text)))];
};
const led = state => standing(state).flatMap(o => Object.entries(o.leads ?? {}));
// What a team wrote down is not for others, whose case a walkthrough may open; what they answered alone is.
const sees = () => T.audience === "team" || core.nameless(current.history.mode);
const outcome = () => {
  const state = current.state, undecided = Object.keys(plan.decisions).filter(d => d !== plan.consent?.decision
    && !state.decided[d] && state.proposal(d).outcome && !state.proposal(d).otherwise);
  const waiting = current.state.needs().length, { status, role } = state.consent();
  return el("div", {}, wrong(), el("h1", { id: "title", tabindex: "-1" }, U.where_we_are),
    current.history.closed && el("p", { class: "key" }, upper(`${U.closed}, ${daySaid(dated())}`)),
    sees() && inForce(state),
    ["refused", "withdrawn"].includes(status) && !current.history.closed && el("p", { class: "key" }, fill(U.stopped, { role: T.roles[role] })),
    waiting > 0 && el("p", { class: "acts" }, link(fill(U.still, { n: waiting }), () => { later = new Set(); show(); })),
    Object.entries(state.decided).filter(([d, one]) => sees() || T.decisions[d].outcomes[one.outcome].texts[T.audience])
      .map(([d, one]) => el("div", { class: "key" }, el("h2", {}, T.decisions[d].title),
      el("p", {}, el("b", {}, T.decisions[d].outcomes[one.outcome].title)),
      sees() && el("p", { class: "soft" }, fill(U.decided_by, { person: one.person, role: T.roles[one.by], reason: one.reason })),
      one.departs && el("p", { class: "soft" }, U.departs), sees() && movedOn(d, one), el("p", {}, T.decisions[d].outcomes[one.outcome].texts[T.audience] ?? ""))),
    sees() && undecided.length > 0 && [el("h2", {}, U.proposals), el("ul", {}, undecided.map(d =>
      el("li", {}, T.decisions[d].title, ": ", T.decisions[d].outcomes[state.proposal(d).outcome].title)))],
    led(state).length > 0 && [el("h2", {}, U.leads), el("ul", {}, led(state).map(([to, why]) => el("li", {}, el("b", {}, to), ": ", why)))],
    sees() && verdictList().children.length > 0 && [el("h2", {}, U.verdicts), verdictList()],
    el("h2", {}, U.answers_given), el("dl", { class: "facts" }, Object.keys(current.history.replies).filter(f =>
      sees() || T.fields[f]?.audience.includes(T.audience)).map(f => [
      el("dt", {}, labelOf(f)), el("dd", {}, current.history.replies[f].missing
        ? T.words.missing[current.history.replies[f].missing] : valueSaid(f, state.given(f)))])),
    el("h2", {}, U.hand_over), el("p", {}, U.hand_over_says), el("p", { class: "acts" },
      link(U.print, () => print()), link(U.save_case, saveCase),
      link(U.save_worked, () => save("geval.yaml", workedCase(), "text/yaml")), link(U.back, back)));
};
const show = () => {
  const main = $("main"), broken = sealed !== sha256(DATA);
  main.replaceChildren();
  if (broken) { main.append(el("div", { class: "eb", role: "alert" }, el("h1", { id: "title" }, U.broken), el("p", {}, U.broken_says))); return; }
  let need = null, inside;
  if (!current || screen === "start") inside = start();
  else { need = needs()[0] ?? null; inside = need ? WRITE[need.kind](need) : outcome(); }
  const done = current ? Object.keys(current.history.replies).length : 0;
  const left = current ? current.state.needs().filter(n => n.kind === "answer").length : 0;
  const progress = fill(left ? U.progress : need ? U.more_to_come : U.nothing_open, { done, left });
  if (current) main.append(
    el("div", { class: "wbar" }, el("span", {}, el("b", {}, T.title, " ", T.version), need?.step ? " · " + T.phases[plan.steps[need.step].phase].title
      + " · " + T.steps[need.step].title : ""), el("span", {}, progress)),
    el("div", { class: "prog", role: "img", "aria-label": progress },
      bar(done / Math.max(1, done + left))));
  if (current) main.append(...urgent(current.state));
  main.append(current ? el("div", { class: "w" }, inside, aside(need)) : inside,
    el("div", { class: "wipe" }, el("span", {}, U.nothing_kept), need && link(U.save_case, saveCase), current && link(U.wipe, wipe)));
  if (typed) refill();
  typed = null;
  document.title = (main.querySelector("h1")?.textContent ?? T.title) + " · " + T.title + " " + T.version;
  const target = error ? (error.at && ($(error.at) || document.querySelector(`[name="${error.at}"]`))) || $("wrong") : $("title");
  (error ? $("wrong") ?? target : target)?.focus();
};
document.documentElement.classList.add("js");
globalThis.prodia = { said: valueSaid, state: () => current && current.state, events: () => current && current.events, need: () => current && (needs()[0] ?? null) };
show();
})();

// Leading a session from a facilitators' page: clock times and amounts for tonight, and session mode, with a quiet timer, what
// comes next and what can be cut. All of it is copied from the page and kept on the device. Fetches nothing.
"use strict";

(() => {
  const stage = globalThis.dafStage;
  const timeline = document.querySelector(".timeline");
  if (!stage || !timeline) return;
  const { stored, store, make, named, button, announcer, dialog, copy, inLanguageOf, open, close, fill, project, items } = stage;
  const say = (id, put) => stage.say(`session-${id}`, put);
  const MINUTE = 60000, KEPT = 16 * 60 * MINUTE, NEAR = 2 * 60 * MINUTE;
  const place = location.pathname.replace(/index\.html$/, "");
  const kept = (name) => { try { return JSON.parse(stored(`daf:${name}:${place}`)); } catch { return null; } };
  const keep = (name, value) => store(`daf:${name}:${place}`, value && JSON.stringify(value));

  const lines = [...timeline.querySelectorAll("li:not(.ends)")];
  const segments = [...document.querySelectorAll(".segment[data-minutes]")].slice(0, lines.length).map((node, index) => ({
    node,
    index,
    minutes: Number(node.dataset.minutes),
    heading: node.querySelector("h2"),
    title: node.querySelector("h2").textContent.trim(),
    how: lines[index].querySelector(".how").textContent,
    colour: lines[index].className,
    cut: node.dataset.cut === undefined ? 0 : Number(node.dataset.cut) || Infinity,
  }));
  const total = segments.reduce((sum, { minutes }) => sum + minutes, 0);
  const cuttable = segments.filter(({ cut }) => cut > 0).sort((a, b) => a.cut - b.cut || a.index - b.index);

  // Tonight: when it starts, and how many come.
  const plan = { start: "", people: "", ...kept("plan") };
  const two = (number) => String(number).padStart(2, "0");
  const starts = () => { const time = /^(\d\d):(\d\d)$/.exec(plan.start); return time && Number(time[1]) * 60 + Number(time[2]); };
  // The hours go to twelve where the device's do; what is counted from the start has its own.
  const twelve = new Intl.DateTimeFormat([], { hour: "numeric" }).resolvedOptions().hour12;
  const lapse = (minutes) => `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
  const clock = (minutes) => lapse(twelve ? (minutes + 660) % 720 + 60 : minutes % 1440);
  const timeOf = (when) => { const date = new Date(when); return clock(date.getHours() * 60 + date.getMinutes()); };
  const field = (label, type, name, more) => {
    const input = Object.assign(make("input"), { type, value: plan[name], ...more });
    input.addEventListener("input", () => {
      plan[name] = input.validity.valid ? input.value : "";
      keep("plan", plan.start || plan.people ? plan : null);
      tell();
    });
    return make("label", "", say(label), " ", input);
  };
  const ends = make("output");
  const toSession = document.querySelector(".stage .to-session");
  const here = button(toSession.textContent, null, "to-session");
  const tell = () => {
    const start = starts();
    for (const at of document.querySelectorAll("[data-at]")) at.textContent = start === null ? lapse(Number(at.dataset.at)) : clock(start + Number(at.dataset.at));
    ends.textContent = start === null ? "" : say("ends", clock(start + total));
    const people = Number(plan.people);
    for (const amount of document.querySelectorAll(".quantity")) {
      const { count, per } = amount.dataset;
      amount.querySelector(".tonights")?.remove();
      if (people > 0) amount.prepend(make("span", "tonights", make("b", "", String(Math.ceil(people / per) * count)), " · "));
    }
  };
  const tonight = timeline.querySelector(".tonight");
  tonight.append(field("starts", "time", "start"), ends,
    field("people", "number", "people", { min: 1, max: 999, step: 1, inputMode: "numeric" }), here);
  tell();

  // A session that runs: when it began and should have begun, which part is on and since when, what was spent on the others
  // and what is cut. Moments are kept, not counts, so that a page that slept or was loaded again knows where it is.
  let state = kept("session");
  if (!state || state.of !== segments.length || Date.now() - state.began > KEPT) state = null;
  const save = () => {
    keep("session", state);
    for (const way of [toSession, here]) way.textContent = say(state ? "back" : "mode");
  };
  const elapsed = (now) => Math.max(0, (state.paused || now) - state.since);
  const isCut = (index) => state.cut.includes(index);
  const length = (index) => segments[index].minutes * MINUTE;
  const beside = (index, by) => {
    let at = index + by;
    while (segments[at] && isCut(at)) at += by;
    return segments[at] ? at : -1;
  };
  // When each part to come begins, and when all ends, as things stand.
  const outlook = (now) => {
    let at = now + Math.max(0, length(state.at) - elapsed(now));
    const begins = new Map();
    for (let index = state.at + 1; index < segments.length; index += 1) {
      if (isCut(index)) continue;
      begins.set(index, at);
      at += Math.max(0, length(index) - (state.spent[index] ?? 0));
    }
    return { begins, ends: at };
  };
  // The moment nearest to now at which the clock shows the chosen start; now itself where none is near.
  const planned = (now) => {
    const start = starts();
    if (start === null) return now;
    const date = new Date(now);
    const near = [-1, 0, 1].map((day) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + day, 0, start).getTime());
    const [best] = near.sort((a, b) => Math.abs(a - now) - Math.abs(b - now));
    return Math.abs(best - now) < NEAR ? best : now;
  };
  const against = (end) => {
    const late = Math.round((end - state.base - total * MINUTE) / MINUTE);
    return late > 0 ? say("late", late) : late < 0 ? say("early", -late) : say("even");
  };

  const lead = (opener) => {
    const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };
    const part = (name, className) => make(name, className);
    const [now, left, until, balance, eyebrow, next] = ["now", "left", "until", "balance", "eyebrow", "next"].map((name) => part("p", name));
    const [line, done] = [part("div", "line"), part("div")];
    line.append(done);
    line.setAttribute("aria-hidden", "true");
    const title = part("h2");
    title.tabIndex = -1;
    const words = part("div", "prose said");
    const coming = part("ol");
    const comingPart = make("section", "coming", make("h2", "", say("coming")), coming);
    const short = part("ul");
    const shortPart = make("section", "cuts", make("h2", "", say("short")), short);
    const live = announcer();
    const heading = document.querySelector("main h1");
    const nameOf = heading.textContent;
    const main = named(make("main", "desk-of-session", make("article", "", eyebrow, title, words), make("aside", "", comingPart, shortPart)), nameOf);
    main.tabIndex = 0;

    const previous = button(say("previous"), () => step(-1));
    const pause = button("", () => rest());
    const projected = button(stage.say("present-project"), () => project(first(), projected));
    const full = button(say("full"), () => fill(true));
    const finish = button(say("stop"), () => end());
    const leave = button(say("leave"), () => close());
    const forward = button("", () => step(1), "forward");
    const controls = named(make("nav", "session-keys", previous, pause, projected, finish, full, leave, forward), say("controls"));
    const head = named(make("header", "", make("h1", "off", nameOf), now, left, until, balance), say("timer"));
    const node = dialog("session", say("mode"), head, line, main, controls, live);

    const first = () => items.findIndex((item) => segments[state.at].node.contains(item));
    // A title as it stands on the page, each phrase of it in its direction.
    const titled = (node, from) => {
      node.replaceChildren(...copy(from).childNodes);
      return inLanguageOf(node, from);
    };
    const row = (index, begins) => {
      const { heading: from, minutes, colour } = segments[index];
      const named = titled(make("span", "what"), from);
      if (state && isCut(index)) return make("li", `${colour} gone`, make("b", "", "–"), " ", make("s", "", named), " ", make("span", "long", say("cut-done")));
      return make("li", colour, make("b", "", timeOf(begins)), " ", named, " ", make("span", "long", say("minutes", minutes)));
    };

    // What changes with the clock.
    const tick = () => {
      const at = Date.now();
      full.hidden = !document.fullscreenEnabled || Boolean(document.fullscreenElement);
      put(now, timeOf(state?.ended || at));
      if (!state) {
        const start = planned(at);
        put(left, starts() === null ? "" : say("begins", timeOf(start)));
        put(until, say("ends", timeOf(start + total * MINUTE)));
        list(start);
        return;
      }
      const { begins, ends: end } = outlook(at);
      if (state.ended) return;
      const rest = Math.ceil((length(state.at) - elapsed(at)) / MINUTE);
      const told = rest > 0 ? say("left", rest) : rest > -1 ? say("up") : say("over", -rest);
      put(left, state.paused ? `${say("paused")} · ${told}` : told);
      left.classList.toggle("over", rest <= 0);
      put(until, `${say("minutes", `${Math.floor((at - state.began) / MINUTE)}/${total}`)} · ${say("ends", timeOf(end))}`);
      put(balance, `${against(end)} · ${say("planned", timeOf(state.base + total * MINUTE))}`);
      node.classList.toggle("late", Math.round((end - state.base) / MINUTE) > total);
      done.style.inlineSize = `${Math.min(100, 100 * elapsed(at) / Math.max(1, length(state.at)))}%`;
      coming.querySelectorAll("li").forEach((item, index) => {
        const begin = begins.get(state.at + 1 + index);
        if (begin) put(item.querySelector("b"), timeOf(begin));
      });
    };
    const list = (start) => {
      let at = start;
      if (coming.dataset.from === String(Math.floor(start / MINUTE))) return;
      coming.dataset.from = Math.floor(start / MINUTE);
      coming.replaceChildren(...segments.map(({ index }) => { const item = row(index, at); at += length(index); return item; }));
    };

    // What changes with the part that is on.
    const draw = (said) => {
      const running = state && !state.ended;
      for (const control of [pause, finish]) control.hidden = !running;
      for (const shown of [line, comingPart, shortPart]) shown.hidden = Boolean(state?.ended);
      previous.hidden = !state;
      projected.hidden = !running || first() < 0;
      balance.hidden = !state;
      done.className = running ? segments[state.at].colour : "";
      main.scrollTop = 0;
      node.scrollTop = 0;
      if (running) drawPart();
      else if (state) drawEnd();
      else drawBefore();
      tick();
      live.textContent = said ?? "";
    };
    const drawBefore = () => {
      put(eyebrow, say("mode"));
      titled(title, heading);
      inLanguageOf(words, heading);
      words.replaceChildren(...[...document.querySelectorAll(".head .standfirst, main .before")].map((part) => copy(part)));
      shortPart.hidden = true;
      delete coming.dataset.from;
      put(forward, say("begin"));
    };
    const drawPart = () => {
      const here = segments[state.at];
      put(eyebrow, `${here.how} · ${say("minutes", here.minutes)}`);
      titled(title, here.heading);
      inLanguageOf(words, here.node);
      words.replaceChildren(...[...here.node.children].filter((part) => !part.matches(".clock, h2, .short")).map((part) => copy(part)));
      const { begins } = outlook(Date.now());
      const later = segments.slice(state.at + 1);
      delete coming.dataset.from;
      coming.replaceChildren(...later.map(({ index }) => row(index, begins.get(index))));
      comingPart.hidden = !later.length;
      const possible = cuttable.filter(({ index }) => index > state.at);
      shortPart.hidden = !possible.length;
      short.replaceChildren(...possible.map(({ index, title: name, heading: from, minutes }) => {
        const toggle = button(say(isCut(index) ? "restore" : "cut"), () => cut(index));
        toggle.dataset.cut = index;
        named(toggle, `${toggle.textContent}: ${name}`);
        return make("li", "", titled(make("span", "what"), from), " ", make("span", "long", say("saves", minutes)), " ", toggle);
      }));
      put(pause, say(state.paused ? "go-on" : "pause"));
      previous.disabled = beside(state.at, -1) < 0;
      put(previous, say("previous"));
      const after = beside(state.at, 1);
      forward.replaceChildren(...(after < 0 ? [say("finish")] : [make("small", "", say("next")), " ", titled(make("span", ""), segments[after].heading)]));
    };
    const drawEnd = () => {
      put(eyebrow, nameOf);
      put(title, say("over-now"));
      inLanguageOf(title, document.body);
      inLanguageOf(words, document.body);
      put(left, "");
      put(until, `${timeOf(state.began)} – ${timeOf(state.ended)} · ${say("planned", timeOf(state.base + total * MINUTE))}`);
      put(balance, against(state.ended));
      const took = segments.filter(({ index }) => state.spent[index] >= 1000 || isCut(index));
      words.replaceChildren(make("ol", "took", ...took.map(({ index, heading: from, minutes, colour }) => make("li", colour, titled(make("span", "what"), from), " ",
        make("span", "long", isCut(index) ? say("cut-done") : `${say("took", Math.round(state.spent[index] / MINUTE))} · ${say("planned", say("minutes", minutes))}`)))));
      previous.disabled = false;
      put(previous, say("return"));
      put(forward, say("done"));
    };

    const told = () => [segments[state.at].title, say("minutes", segments[state.at].minutes)].join(", ");
    const go = (to) => {
      const at = Date.now();
      state.spent[state.at] = elapsed(at);
      state.at = to;
      state.since = at - (state.spent[to] ?? 0);
      if (state.paused) state.paused = at;
      save();
      draw(told());
    };
    const step = (by) => {
      if (!state) { if (by > 0) begin(); return; }
      if (state.ended) { if (by > 0) over(); else again(); return; }
      const to = beside(state.at, by);
      if (to >= 0) go(to); else if (by > 0) end();
    };
    const begin = () => {
      const at = Date.now();
      state = { began: at, base: planned(at), at: 0, since: at, paused: 0, ended: 0, cut: [], spent: [], of: segments.length, open: true };
      save();
      draw(told());
    };
    const rest = () => {
      const at = Date.now();
      if (state.paused) state.since += at - state.paused;
      state.paused = state.paused ? 0 : at;
      save();
      put(pause, say(state.paused ? "go-on" : "pause"));
      tick();
    };
    const cut = (index) => {
      state.cut = isCut(index) ? state.cut.filter((other) => other !== index) : [...state.cut, index];
      save();
      const top = main.scrollTop;
      draw(`${segments[index].title}: ${say(isCut(index) ? "cut-done" : "restore")}. ${say("ends", timeOf(outlook(Date.now()).ends))}`);
      main.scrollTop = top;
      short.querySelector(`[data-cut="${index}"]`)?.focus();
    };
    const end = () => {
      const at = Date.now();
      state.spent[state.at] = elapsed(at);
      state.ended = at;
      save();
      draw(say("over-now"));
      forward.focus();
    };
    const again = () => {
      state.since = Date.now() - state.spent[state.at];
      [state.paused, state.ended] = [0, 0];
      save();
      draw(told());
    };
    const over = () => {
      state = null;
      close();
    };

    const timer = setInterval(tick, 1000);
    document.addEventListener("fullscreenchange", tick);
    document.addEventListener("visibilitychange", tick);
    if (state) state.open = true;
    save();
    draw();
    open({
      node,
      step,
      key: (key) => {
        if (key !== "p" || !state || state.ended) return false;
        rest();
        return true;
      },
      left: () => {
        clearInterval(timer);
        document.removeEventListener("fullscreenchange", tick);
        document.removeEventListener("visibilitychange", tick);
        if (state) state.open = false;
        if (state?.ended) state = null;
        save();
      },
    }, opener);
    title.focus();
  };

  for (const way of [toSession, here]) way.addEventListener("click", () => lead(way));
  save();
  if (state?.open) lead(toSession);
})();

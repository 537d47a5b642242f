// Liveness on top of pages that work without it. The words come from the page, not from here.
"use strict";
(() => {
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const words = document.body.dataset;
  const OUTBOX = "tideover.outbox";
  const OUTBOX_MAX = 200; // acts; localStorage holds about 5 MB
  const RETRY_MS = 5000;
  const FLUSH_MS = 30000;
  const NEAR_BOTTOM_PX = 120;

  // --- Scroll: a reader at the end of the talk stays there, one who reads above is left alone.
  const height = () => document.scrollingElement.scrollHeight;
  const atBottom = () => height() - innerHeight - scrollY < NEAR_BOTTOM_PX;
  const toBottom = () => scrollTo(0, height());

  // --- Live fragments
  const streams = new Map(); // address without query → EventSource

  function markMine(root) {
    if (!words.me) return;
    for (const item of all("[data-by]", root)) item.classList.toggle("me", item.dataset.by === words.me);
  }

  // Puts each element of a message where the element with its id stands, or into the list it names.
  function place(markup) {
    const box = document.createElement("template");
    box.innerHTML = markup;
    markMine(box.content);
    for (const fresh of [...box.content.children]) {
      const old = fresh.id && document.getElementById(fresh.id);
      const list = fresh.dataset.into && document.getElementById(fresh.dataset.into);
      if (old) old.replaceWith(fresh);
      else if (list && fresh.dataset.place === "start") list.prepend(fresh);
      else if (list) list.append(fresh);
      else continue;
      wake(fresh.parentNode);
    }
  }

  function listen(element) {
    const [path] = element.dataset.live.split("?");
    if (!streams.has(path)) connect(path, element.dataset.live, "");
  }

  function connect(path, address, last) {
    const url = new URL(address, location.href);
    if (last) url.searchParams.set("last", last);
    const source = new EventSource(url);
    streams.set(path, source);
    source.onmessage = (event) => {
      last = event.lastEventId || last;
      const follow = atBottom();
      place(event.data);
      if (follow && document.querySelector(".talk")) toBottom();
    };
    source.addEventListener("resync", () => location.reload());
    source.onerror = () => {
      // The browser reconnects by itself, with Last-Event-ID, unless the answer was an error.
      if (source.readyState !== EventSource.CLOSED || streams.get(path) !== source) return;
      setTimeout(() => streams.get(path) === source && connect(path, address, last),
        RETRY_MS + Math.random() * RETRY_MS);
    };
  }

  function hangUp() {
    const wanted = new Set(all("[data-live]").map((e) => e.dataset.live.split("?")[0]));
    for (const [path, source] of streams) {
      if (!wanted.has(path)) { source.close(); streams.delete(path); }
    }
  }

  // --- Forms by fetch: the page's own answer takes the place of the page's own parts
  const isFile = (form) => form.enctype === "multipart/form-data";
  const target = (form) => new URL(form.getAttribute("action") || location.href, location.href);
  const parse = (markup) => new DOMParser().parseFromString(markup, "text/html");

  function bodyOf(form, button) {
    const data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    return isFile(form) ? data : new URLSearchParams(data);
  }

  function say(form, text) {
    const line = form.querySelector("[data-said]") || form.appendChild(document.createElement("p"));
    line.dataset.said = "";
    line.className = "sm lack";
    line.setAttribute("role", "alert");
    line.textContent = text;
  }

  // Shows an answer. What the reader typed elsewhere on the page is not ours to throw away.
  function show(markup, url, sent) {
    const fresh = parse(markup);
    const main = fresh.querySelector("main");
    if (!main) return location.assign(url);
    const talking = atBottom() && document.querySelector(".talk");
    const sameFrame = new URL(url).pathname === location.pathname;
    if (!sameFrame) {
      for (const { name, value } of fresh.body.attributes) document.body.setAttribute(name, value);
      document.body.replaceChildren(...fresh.body.childNodes);
    } else {
      document.querySelector("main").replaceWith(main);
      for (const old of all("[id][data-swap]")) {
        const twin = fresh.getElementById(old.id);
        if (twin && (old.contains(sent) || !dirty(old))) old.replaceWith(twin);
      }
    }
    if (url !== location.href) history.pushState(null, "", url);
    document.title = fresh.title;
    wake(document);
    hangUp();
    const errors = document.getElementById("errors");
    if (errors) errors.focus();
    else if (talking && sameFrame) toBottom();
    else if (!sameFrame) { scrollTo(0, 0); document.querySelector("main").focus(); }
  }

  const dirty = (root) => all("textarea,input:not([type=hidden])", root)
    .some((input) => input.value !== input.defaultValue);

  // A form with an outbox is kept when there is no network, or when others of its kind wait before it.
  async function send(form, button) {
    const key = form.dataset.outbox;
    const before = (item) => item.key === key && !item.refused;
    if (key && (!navigator.onLine || waiting().some(before))) return enqueue(form, button), flush();
    form.setAttribute("aria-busy", "true");
    const [post, url, body] = [form.method === "post", target(form), bodyOf(form, button)];
    if (!post) url.search = body;
    try {
      const answer = await fetch(url, { method: form.method, body: post ? body : undefined });
      const kind = answer.headers.get("content-type") || "";
      if (key && later(answer)) throw new Error(answer.status);
      if (!kind.startsWith("text/html")) return location.assign(answer.url);
      const [markup, refused] = [await answer.text(), post && !answer.ok];
      // A refusal without a form to mend: what was typed stays where it is.
      if (refused && !parse(markup).querySelector("main form")) return say(form, reason(parse(markup)));
      // An answer without a redirect (a field that does not fit) belongs to the page that asked.
      show(markup, post && !answer.redirected ? location.href : answer.url, form);
    } catch {
      if (key) enqueue(form, button);
      else say(form, words.failed);
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  const later = (answer) => answer.status === 429 || answer.status >= 500;

  // --- Outbox: hand-overs and receipts made without a network, in order for each consignment

  const waiting = () => {
    try { return JSON.parse(localStorage.getItem(OUTBOX)) || []; } catch { return []; }
  };

  function keep(items) {
    localStorage.setItem(OUTBOX, JSON.stringify(items));
    showWaiting(items);
  }

  // What waits, what was not taken and why, and where the last act led that went out unseen.
  function showWaiting(items, led) {
    const box = document.getElementById("outbox");
    if (!box) return;
    const [span, link, drop] = ["span", "a", "button"].map((name) => box.querySelector(name));
    const refused = items.filter((item) => item.refused);
    const counts = [[words.waiting, items.length - refused.length], [words.refused, refused.length]];
    const texts = counts.filter(([, n]) => n).map(([text, n]) => text.replace("#", n));
    span.textContent = [...texts, ...refused.map((item) => item.refused)].join(" · ");
    drop.hidden = !refused.length;
    if (led) link.href = led;
    link.hidden = !link.hasAttribute("href");
    box.hidden = !items.length && link.hidden;
  }

  function enqueue(form, button) {
    const items = waiting();
    // A photograph does not fit into the outbox; the form stays as it is.
    if (items.length >= OUTBOX_MAX || isFile(form)) return say(form, words.failed);
    const body = String(bodyOf(form, button));
    items.push({ key: form.dataset.outbox, url: target(form).href, body, at: Date.now(), from: location.pathname });
    try { keep(items); } catch { return say(form, words.failed); }
    // The link that the act leads to, for the next driver to scan now: the form has said its part.
    const kept = form.querySelector("template");
    if (kept) return form.replaceChildren(kept.content), wake(form);
    form.reset();
    // What is sent next from the same page is another act.
    const token = form.querySelector("[name=token]");
    if (token) token.value = [...crypto.getRandomValues(new Uint32Array(4))].join("-");
  }

  // Why an act was not taken, in the words of the answer.
  const reason = (page) => ["#errors li", "main .note p", "h1", "body"]
    .map((part) => page.querySelector(part)).find(Boolean).textContent.trim();

  // Sent: its answer is for the page it came from, if that stands open; otherwise it is one tap away.
  function sent(item, answer, markup) {
    if (answer.ok && item.from === location.pathname && !dirty(document)) show(markup, answer.url);
    else if (answer.ok) showWaiting(waiting(), answer.url);
  }

  // One after the other; a consignment whose first act cannot go yet waits as a whole. The token
  // in each body makes it harmless that an answer may have been lost.
  async function flushQueue() {
    const stuck = new Set();
    for (const item of waiting()) {
      if (item.refused || stuck.has(item.key)) continue;
      try {
        const body = new URLSearchParams(item.body);
        // How long it waited, so that a wrong clock of the device does no harm.
        body.set("waited", Math.max(0, Math.round((Date.now() - item.at) / 1000)));
        const answer = await fetch(item.url, { method: "POST", body });
        if (later(answer)) throw new Error(answer.status);
        const markup = await answer.text();
        const rest = waiting();
        const at = rest.findIndex((other) => other.body === item.body && other.url === item.url);
        if (at < 0) continue;
        if (answer.ok) rest.splice(at, 1);
        else rest[at].refused = reason(parse(markup)) || String(answer.status);
        keep(rest);
        sent(item, answer, markup);
      } catch {
        stuck.add(item.key);
      }
    }
  }

  // Two tabs share one outbox: only one of them sends.
  let busy = false;
  async function flush() {
    if (busy || !waiting().length) return;
    busy = true;
    try {
      await (navigator.locks ? navigator.locks.request(OUTBOX, flushQueue) : flushQueue());
    } finally { busy = false; }
  }

  // --- Small helps
  // Crockford's alphabet has no I, L, O and U: what looks like a digit is one.
  const plainCode = (text) => text.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/\s/g, "");

  function done(button) {
    const label = button.querySelector("span") || button;
    const before = label.textContent;
    label.textContent = words.copied;
    setTimeout(() => { label.textContent = before; }, 2000);
  }

  async function press(button) {
    const { copy, share, step } = button.dataset;
    if (step !== undefined) {
      const input = button.parentNode.querySelector("input");
      const value = Number(input.value || 0) + Number(step);
      input.value = Math.min(Number(input.max || value), Math.max(Number(input.min || 0), value));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (copy !== undefined || (share !== undefined && !navigator.share)) {
      try { await navigator.clipboard.writeText(copy || new URL(share, location.href).href); done(button); } catch { /* the text stands on the page */ }
    } else if (share !== undefined) {
      try { await navigator.share({ title: document.title, url: new URL(share, location.href).href }); } catch { /* closed by the reader */ }
    } else if (button.dataset.print !== undefined) {
      print();
    }
  }

  // Shows what only script serves and starts what a new part of the page asks for.
  function wake(root) {
    for (const button of all("[data-copy],[data-share],[data-print],[data-step]", root)) button.hidden = false;
    for (const element of all("[data-live]", root)) listen(element);
    markMine(root);
    if (root === document) showWaiting(waiting());
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-enhance],[data-outbox]")) return;
    event.preventDefault();
    if (!form.matches("[aria-busy=true]")) send(form, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy],[data-share],[data-print],[data-step]");
    if (button) press(button);
    else if (event.target.closest("#outbox button")) keep(waiting().filter((item) => !item.refused));
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-code]")) event.target.value = plainCode(event.target.value);
  });
  document.addEventListener("keydown", (event) => {
    // In the message field Enter sends and Shift+Enter breaks the line, as messengers do.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (event.target.matches(".composer textarea")) { event.preventDefault(); event.target.form.requestSubmit(); }
  });
  addEventListener("popstate", () => location.reload());
  addEventListener("online", flush);
  setInterval(flush, FLUSH_MS);

  wake(document);
  if (document.querySelector(".talk") && !location.hash) toBottom();
  flush();
})();

// The daily report is checked while it is typed: what the page's own answer finds takes the place of what it found before.
"use strict";
(() => {
  const form = document.querySelector("form[data-check]");
  if (!form) return;
  let latest = 0;

  async function check() {
    const mine = ++latest;
    const body = new URLSearchParams(new FormData(form));
    body.set("check", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== latest) return;
      for (const old of form.querySelectorAll("[data-checked]")) {
        const fresh = page.getElementById(old.id);
        if (fresh && !old.contains(document.activeElement)) old.replaceWith(fresh);
      }
    } catch { /* filing says what is wrong */ }
  }

  form.addEventListener("change", (event) => {
    const { before } = event.target.dataset;
    if (before !== undefined) event.target.classList.toggle("ed2", event.target.value !== before);
    check();
  });
})();

"use strict";
// Claims on one side, quotes on the other; what is chosen on one lights up on both.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const at = (id) => document.getElementById(id);
  const claims = all("a.claim");
  const quotes = all("a.quote");
  const ticks = all(".tick");
  const note = document.querySelector(".note");
  const status = note.querySelector("[role=status]");
  const list = note.querySelector("ul");
  const source = document.querySelector("article");
  const view = document.querySelector(".view");
  const wide = window.matchMedia("(min-width: 60rem)");
  const numbers = (element) => element.dataset.quotes.split(" ");
  const meet = (element, wanted) => numbers(element).some((number) => wanted.includes(number));
  const short = (text) => (text.length > 90 ? text.slice(0, 88).trimEnd() + "…" : text);
  const words = (element) => element.querySelector(".words").textContent.trim();
  // Where quotes overlap, each is several links, and a link may belong to several.
  const parts = (number) => quotes.filter((quote) => meet(quote, [number]));
  const place = (number) => parts(number).find((quote) => quote.id);
  const sentence = (number) => ({
    target: place(number),
    text: parts(number).map(words).join(" "),
  });
  const entry = (claim) => ({
    target: claim,
    text: [claim.dataset.question, words(claim)].filter(Boolean).join(" "),
  });
  let left = null;

  const light = (chosen, wanted, mine) => {
    claims.forEach((claim) => claim.classList.toggle("lit", mine.includes(claim)));
    quotes.forEach((quote) => quote.classList.toggle("lit", meet(quote, wanted)));
    ticks.forEach((tick) => tick.classList.toggle("lit", wanted.includes(tick.dataset.quote)));
    all("[aria-current]").forEach((element) => element.removeAttribute("aria-current"));
    if (chosen) chosen.setAttribute("aria-current", "true");
  };

  const tell = (told, places) => {
    status.textContent = told;
    list.replaceChildren(...places.map(({ target, text }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = "#" + target.id;
      link.textContent = short(text);
      item.append(link);
      return item;
    }));
    note.hidden = false;
  };

  // The second time is for what was laid out only when the first had brought it into view.
  const show = (element, block) => {
    element.scrollIntoView({ block });
    requestAnimationFrame(() => element.scrollIntoView({ block }));
  };

  const chooseClaim = (claim, far) => {
    left = claim;
    const wanted = numbers(claim);
    light(claim, wanted, [claim]);
    const places = wanted.map(sentence);
    tell(claim.dataset.said, wide.matches ? places : [...places, entry(claim)]);
    if (wide.matches || far) show(places[0].target, "center");
  };

  const chooseQuote = (quote) => {
    const wanted = numbers(quote);
    const resting = claims.filter((claim) => meet(claim, wanted));
    light(quote, wanted, resting);
    const count = resting.length === 1 ? "1 claim rests" : resting.length + " claims rest";
    tell(count + " on this sentence", resting.map(entry));
    if (wide.matches && resting.length) resting[0].scrollIntoView({ block: "nearest" });
  };

  const choose = (element, far) => {
    if (element.matches("a.claim")) chooseClaim(element, far);
    else if (element.matches("a.quote")) chooseQuote(element);
  };

  const clear = () => {
    note.hidden = true;
    light(null, [], []);
  };

  const follow = (link, event) => {
    event.preventDefault();
    const pressed = event.detail === 0;
    if (link.matches("a.claim")) {
      choose(link, true);
      if (pressed) place(numbers(link)[0]).focus({ preventScroll: true });
    } else if (link.matches("a.quote")) {
      choose(link, true);
      if (pressed) list.querySelector("a")?.focus();
    } else {
      const target = at(link.hash.slice(1));
      target.focus({ preventScroll: true });
      choose(target, false);
      show(target, "center");
    }
    history.replaceState(null, "", link.matches(".claim") ? "#" + link.id : link.hash);
  };

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("a.claim, a.quote")) choose(event.target, false);
  });

  document.addEventListener("click", (event) => {
    const tick = event.target.closest(".tick");
    const link = tick ? place(tick.dataset.quote) : event.target.closest("a[href^='#']");
    if (tick && link) {
      choose(link, true);
      show(link, "center");
    } else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) follow(link, event);
    else if (event.target.closest(".note button")) {
      clear();
      left?.focus({ preventScroll: true });
    }
  });

  document.addEventListener("keydown", (event) => {
    const here = document.activeElement;
    if (event.key === "Escape") {
      clear();
      left?.focus({ preventScroll: true });
      if (!wide.matches) left?.scrollIntoView({ block: "center" });
      clear();
    }
    const row = here.matches("a.claim") ? claims : here.matches("a.quote") ? quotes : null;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!row || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    row[(row.indexOf(here) + step + row.length) % row.length].focus();
  });

  let waiting = false;
  const look = () => {
    waiting = false;
    const box = source.getBoundingClientRect();
    const share = (y) => 1000 * Math.min(1, Math.max(0, (y - box.top) / box.height));
    view.setAttribute("x", share(0));
    view.setAttribute("width", Math.max(4, share(window.innerHeight) - share(0)));
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  };
  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon, { passive: true });
  soon();

  const opened = location.hash && at(location.hash.slice(1))?.closest("a");
  if (opened) choose(opened, true);
})();

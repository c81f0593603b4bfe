"use strict";
// What the pages do beyond links and forms. Nothing here is needed to read them.
(() => {
  // Filters: results change in place, and the address says what is shown.
  const wire = (root) => {
    for (const form of root.querySelectorAll("form[data-filters]")) {
      if (form.dataset.wired) continue;
      form.dataset.wired = "yes";
      const go = () => show(addressOf(form));
      form.addEventListener("submit", (event) => { event.preventDefault(); go(); });
      form.addEventListener("change", (event) => { if (event.target.type !== "range") go(); });
    }
    for (const range of root.querySelectorAll("[data-range]")) slide(range);
    for (const text of root.querySelectorAll("[data-article]")) article(text);
  };

  const addressOf = (form) => {
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (String(value).trim()) given.append(name, value);
    const plain = { auxiliary: "actual", order: form.querySelector("[name=order]")?.options[0]?.value };
    const fixed = form.action.includes("/dyad/") ? "oldest" : "newest";
    if (given.get("auxiliary") === plain.auxiliary) given.delete("auxiliary");
    if (given.get("order") === fixed) given.delete("order");
    const query = given.toString();
    return new URL(form.action).pathname + (query ? `?${query}` : "");
  };

  // The rows and the charts under the filters are drawn anew; the filters themselves stay as they are.
  const show = (address) => {
    history.pushState(null, "", address);
    shown = here();
    htmx.ajax("GET", address, { target: "#results", select: "#results", swap: "outerHTML" });
  };
  window.room = { show, addressOf };
  // Back and forward between filters draw the page anew; between anchors of one page they do not.
  const here = () => location.pathname + location.search;
  let shown = here();
  addEventListener("popstate", () => { if (here() !== shown) location.reload(); });

  // The slider of the world's page: two months.
  const slide = (range) => {
    if (range.dataset.wired) return;
    range.dataset.wired = "yes";
    range.hidden = false;
    const form = range.closest("form");
    const month = (n) => `${String(Math.floor(n / 12)).padStart(4, "0")}-${String(n % 12 + 1).padStart(2, "0")}`;
    const said = (n) => new Date(Date.UTC(Math.floor(n / 12), n % 12, 1)).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
    const ends = [...range.querySelectorAll("input")];
    const write = () => {
      for (const end of ends) range.querySelector(`output[data-of=${end.dataset.end}]`).value = said(Number(end.value));
    };
    for (const end of ends) {
      end.addEventListener("input", () => {
        const [start, stop] = ends.map((e) => Number(e.value));
        if (start > stop) ends[end.dataset.end === "start" ? 1 : 0].value = end.value;
        write();
      });
      end.addEventListener("change", () => {
        const [start, stop] = ends.map((e) => Number(e.value));
        form.querySelector("[name=since]").value = start > Number(range.dataset.low) ? month(start) : "";
        form.querySelector("[name=until]").value = stop < Number(range.dataset.high) ? month(stop) : "";
        show(addressOf(form));
      });
    }
    write();
  };

  // An article: what is coded of the words under the pointer, shown beside them; a click goes to it.
  const article = (text) => {
    if (text.dataset.wired) return;
    text.dataset.wired = "yes";
    const pop = document.createElement("div");
    pop.className = "pop";
    pop.hidden = true;
    pop.setAttribute("role", "status");
    document.body.append(pop);
    const pieces = [...text.querySelectorAll("[data-codings]")];
    const cards = new Map([...document.querySelectorAll("[data-coding]")].map((card) => [card.dataset.coding, card]));
    const light = (codings) => {
      const on = new Set(codings);
      for (const piece of pieces) piece.classList.toggle("on", piece.dataset.codings.split(" ").some((n) => n && on.has(n)));
      for (const [n, card] of cards) card.classList.toggle("on", on.has(n));
    };
    const tell = (piece) => {
      const codings = piece.dataset.codings.split(" ").filter(Boolean);
      light(codings);
      if (!codings.length) { pop.hidden = true; return; }
      pop.replaceChildren(...codings.flatMap((n) => {
        const card = cards.get(n);
        return card ? [...card.querySelectorAll(":scope > .coded, :scope > .small")].map((node) => node.cloneNode(true)) : [];
      }));
      const box = piece.getBoundingClientRect();
      pop.hidden = !pop.childElementCount;
      const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - pop.offsetWidth - 8));
      pop.style.left = `${left + scrollX}px`;
      pop.style.top = `${box.bottom + scrollY + 6}px`;
    };
    const hush = () => { pop.hidden = true; light([]); };
    for (const piece of pieces) {
      piece.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") tell(piece); });
      piece.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hush(); });
      piece.addEventListener("click", (event) => {
        if (event.target.closest("a")) return;
        if (pop.hidden) { tell(piece); return; }
        const first = piece.dataset.codings.split(" ")[0];
        if (first) location.hash = `c-${first}`;
      });
    }
    for (const [n, card] of cards) {
      card.addEventListener("pointerenter", () => light([n]));
      card.addEventListener("pointerleave", () => light([]));
    }
    addEventListener("keydown", (event) => { if (event.key === "Escape") hush(); });
  };

  document.addEventListener("DOMContentLoaded", () => wire(document));
  document.addEventListener("htmx:afterSwap", () => wire(document));
})();

"use strict";
// Draws the Vega-Lite charts of a page, in the colours of its style sheet, without eval (the expressions are interpreted).
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const filled = (value, box) => {
    if (Array.isArray(value)) return value.map((item) => filled(item, box));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === "values" ? item : filled(item, box)]));
    }
    switch (value) {
      case "QUADS": return ["--q1", "--q2", "--q3", "--q4"].map(colour);
      case "SCORES": return [colour("--minus"), colour("--soft"), colour("--plus")];
      case "INK": return colour("--ink");
      case "RULE": return colour("--rule");
      case "SHADE": return colour("--shade");
      case "LAND": return colour("--land");
      case "PAPER": return colour("--paper");
      case "WIDTH": return Math.max(240, box.clientWidth - 44);
      case "MAP": return Math.max(220, Math.round((box.clientWidth - 10) * 0.5));
      default: return value;
    }
  };

  const config = () => ({
    background: "transparent",
    font: "Libre Franklin, Helvetica, Arial, sans-serif",
    view: { stroke: null },
    axis: { labelColor: colour("--soft"), gridColor: colour("--hair"), domainColor: colour("--rule"), tickColor: colour("--rule"), labelFontSize: 11 },
  });

  const draw = async (box) => {
    const source = document.querySelector(`script[data-spec="${box.id}"]`);
    if (!source) return;
    const spec = filled(JSON.parse(source.textContent), box);
    if (box.id === "map") spec.width = Math.max(240, box.clientWidth - 10);
    const shown = await vegaEmbed(box, spec, {
      actions: false, ast: true, renderer: "svg", defaultStyle: false, config: config(), mode: "vega-lite",
      tooltip: { disableDefaultStyle: true, theme: "room" },
      loader: { http: { credentials: "same-origin" } },
    });
    box.querySelector("svg").setAttribute("aria-hidden", "true"); // the box has the label, the table the figures
    box.dataset.drawn = "yes";
    listen(box, shown.view);
  };

  // A brush keeps some months, a click one; on the map a click opens the place.
  const listen = (box, view) => {
    view.addEventListener("click", (event, item) => {
      const datum = item && item.datum;
      if (datum && datum.href) location.assign(datum.href);
      else if (datum && datum.month && datum.quad) keep(String(month(datum)), String(month(datum)));
    });
    try {
      let timer = 0;
      view.addSignalListener("brush", (name, value) => {
        const days = value && (value.month || value.utcyearmonth_month);
        clearTimeout(timer);
        if (days && days.length >= 2) timer = setTimeout(() => keep(iso(days[0]), iso(days[days.length - 1])), 500);
      });
    } catch { /* no brush on this chart */ }
  };
  const iso = (time) => new Date(Number(time)).toISOString().slice(0, 7);
  const month = (datum) => iso(datum.utcyearmonth_month ?? Date.parse(datum.month));

  const keep = (since, until) => {
    const form = document.querySelector("form[data-filters] [name=since]")?.form;
    if (!form) return;
    form.querySelector("[name=since]").value = since;
    form.querySelector("[name=until]").value = until;
    room.show(room.addressOf(form));
  };

  const drawAll = () => {
    for (const box of document.querySelectorAll("[data-chart]")) if (!box.dataset.drawn) draw(box).catch((error) => console.error(error));
  };
  const again = () => {
    for (const box of document.querySelectorAll("[data-chart]")) delete box.dataset.drawn;
    drawAll();
  };
  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:afterSwap", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  let resized = 0, width = innerWidth;
  addEventListener("resize", () => { clearTimeout(resized); if (innerWidth !== width) { width = innerWidth; resized = setTimeout(again, 200); } });
})();

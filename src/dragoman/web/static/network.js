"use strict";
// The network of dyads. The same ties stand in the table below it.
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const mix = (score) => score > 0.75 ? colour("--plus") : score < -0.75 ? colour("--minus") : colour("--soft");

  const draw = () => {
    const box = document.querySelector("[data-network]");
    if (!box || box.dataset.drawn) return;
    box.dataset.drawn = "yes";
    const data = JSON.parse(document.getElementById(box.dataset.network).textContent);
    if (!data.nodes.length) { box.textContent = "No dyads in these days."; return; }
    const most = Math.max(...data.nodes.map((n) => n.events)), thickest = Math.max(...data.edges.map((e) => e.events));
    const graph = cytoscape({
      container: box,
      elements: [
        ...data.nodes.map((n) => ({ data: { ...n, size: 12 + 34 * Math.sqrt(n.events / most) } })),
        ...data.edges.map((e) => ({ data: { ...e, width: 1 + 9 * Math.sqrt(e.events / thickest), colour: mix(e.score) } })),
      ],
      style: [
        { selector: "node", style: { "background-color": colour("--ink"), width: "data(size)", height: "data(size)", label: "data(label)", color: colour("--ink"), "font-family": "Libre Franklin, Helvetica, Arial, sans-serif", "font-size": 12, "text-valign": "bottom", "text-margin-y": 4, "text-outline-color": colour("--paper"), "text-outline-width": 3 } },
        { selector: "edge", style: { width: "data(width)", "line-color": "data(colour)", "curve-style": "haystack", opacity: 0.75 } },
      ],
      layout: { name: "cose", animate: false, randomize: false, nodeRepulsion: () => 900000, nodeOverlap: 40, idealEdgeLength: () => 90, edgeElasticity: () => 60, gravity: 0.6, componentSpacing: 60, numIter: 2500, nodeDimensionsIncludeLabels: true, padding: 24 },
      userZoomingEnabled: false, autoungrabify: false, boxSelectionEnabled: false,
    });
    graph.on("tap", "node, edge", (event) => location.assign(event.target.data("href")));
    box.graph = graph;
  };
  document.addEventListener("DOMContentLoaded", draw);
  document.addEventListener("htmx:afterSwap", draw);
})();

// A map that can be dragged and zoomed, in place of the drawing, where the gemeente has
// a source of tiles. It is drawn without any text that becomes HTML, since our policy
// allows none: markers and buttons are made of elements.
import * as L from "leaflet";

const knop = (tekst, naam, doe) => {
  const b = document.createElement("button");
  b.type = "button";
  b.className = "nl-button nl-button--secondary";
  b.textContent = tekst;
  b.setAttribute("aria-label", naam);
  b.addEventListener("click", doe);
  return b;
};

const MEESTE = 4; // numbers in one pin, as on the drawing
const HOOG = 2.75; // rem: what a finger needs, from the middle of a pin to that of the next
const TUSSEN = 1; // rem: between pins beside each other

// cijfers is what stands in a pin; the last one stands for all that don't fit.
const cijfers = ({ nummers }, meer) =>
  nummers.slice(0, MEESTE).map((n, i) => {
    const rest = nummers.length - i;
    if (i < MEESTE - 1 || rest === 1) return { url: n.url, tekst: String(n.nummer), naam: `${n.nummer}: ${n.naam}` };
    return { url: n.url, tekst: `+${rest}`, naam: meer.replace("%s", `+${rest}`).replace("%s", () => `${n.nummer}: ${n.naam}`) };
  });

// breed is at most how many rem a pin is wide (kaart.css).
const breed = (speld) => cijfers(speld, "").reduce((som, c) => som + Math.max(1.75, 0.75 + 0.6 * c.tekst.length), 0);

const raakt = (a, b) => Math.abs(a.y - b.y) < HOOG && Math.abs(a.x - b.x) < (breed(a) + breed(b)) / 2 + TUSSEN;

const samen = (a, b) => {
  const n = a.nummers.length, m = b.nummers.length;
  const erbij = b.nummers.filter((x) => !a.nummers.some((y) => y.nummer === x.nummer)); // one offer at two places
  return { x: (a.x * n + b.x * m) / (n + m), y: (a.y * n + b.y * m) / (n + m), nummers: [...a.nummers, ...erbij].sort((p, q) => p.nummer - q.nummer) };
};

// bundel makes one pin of those that a finger could not tell apart, until none are left.
const bundel = (spelden) => {
  for (let i = 0; i < spelden.length; i++) {
    const j = spelden.findIndex((s, n) => n > i && raakt(spelden[i], s));
    if (j < 0) continue;
    spelden[i] = samen(spelden[i], spelden.splice(j, 1)[0]);
    i = -1; // the new one may touch one before it
  }
  return spelden.sort((a, b) => a.nummers[0].nummer - b.nummers[0].nummer); // the order of Tab
};

document.querySelectorAll("[data-tegels]").forEach((vak) => {
  const { tegels, bron, punten, meer, dichterbij, verderaf } = vak.dataset;
  const plekken = JSON.parse(punten);
  if (!plekken.length) return;
  const map = document.createElement("div");
  map.className = "mz-kaart__leaflet";
  map.setAttribute("role", "group");
  map.setAttribute("aria-label", vak.querySelector("svg").getAttribute("aria-label"));
  vak.replaceChildren(map);
  // without movement, which makes some people dizzy: what was asked for is there at once
  const kaart = L.map(map, { zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomAnimation: false });
  L.tileLayer(tegels, { crossOrigin: "", maxZoom: 19 }).addTo(kaart);
  const merken = L.layerGroup().addTo(kaart);
  const merk = (speld, plek) => {
    const vorm = document.createElement("span");
    for (const c of cijfers(speld, meer)) {
      const a = document.createElement("a");
      a.href = c.url;
      a.textContent = c.tekst;
      a.setAttribute("aria-label", c.naam);
      a.addEventListener("focus", () => kaart.panInside(plek, { padding: [64, 48], animate: false }));
      vorm.append(a);
    }
    L.DomEvent.disableClickPropagation(vorm);
    return L.marker(plek, { icon: L.divIcon({ html: vorm, className: "mz-kaart__merk", iconSize: [0, 0] }), interactive: false, keyboard: false });
  };
  kaart.on("zoomend", () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    merken.clearLayers();
    const spelden = plekken.map(({ breedte, lengte, nummers }) => ({ ...kaart.project([breedte, lengte]).divideBy(rem), nummers }));
    for (const s of bundel(spelden)) merken.addLayer(merk(s, kaart.unproject(L.point(s.x, s.y).multiplyBy(rem))));
  });
  const grenzen = L.latLngBounds(plekken.map((p) => [p.breedte, p.lengte]));
  const pas = () => {
    if (!map.clientWidth) return; // folded
    kaart.invalidateSize().fitBounds(grenzen, { padding: [64, 48], maxZoom: 15 });
  };
  pas();
  vak.closest("details")?.addEventListener("toggle", pas);
  const rij = document.createElement("div");
  rij.className = "mz-cluster mz-cluster--tight";
  const herkomst = document.createElement("small");
  herkomst.textContent = bron;
  rij.append(knop("+", dichterbij, () => kaart.zoomIn()), knop("−", verderaf, () => kaart.zoomOut()), herkomst);
  vak.append(rij);
});

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

document.querySelectorAll("[data-tegels]").forEach((vak) => {
  const { tegels, bron, punten, dichterbij, verderaf } = vak.dataset;
  const plekken = JSON.parse(punten);
  if (!plekken.length) return;
  const map = document.createElement("div");
  map.className = "mz-kaart__leaflet";
  map.setAttribute("role", "group");
  map.setAttribute("aria-label", vak.querySelector("svg").getAttribute("aria-label"));
  vak.replaceChildren(map);
  const kaart = L.map(map, { zoomControl: false, attributionControl: false, scrollWheelZoom: false });
  L.tileLayer(tegels, { crossOrigin: "", maxZoom: 19 }).addTo(kaart);
  for (const p of plekken) {
    const speld = document.createElement("span");
    for (const n of p.nummers) {
      const a = document.createElement("a");
      a.href = n.url;
      a.textContent = n.nummer;
      a.setAttribute("aria-label", `${n.nummer}: ${n.naam}`);
      a.addEventListener("focus", () => kaart.panInside([p.breedte, p.lengte], { padding: [48, 48] }));
      speld.append(a);
    }
    L.DomEvent.disableClickPropagation(speld);
    L.marker([p.breedte, p.lengte], { icon: L.divIcon({ html: speld, className: "mz-kaart__merk", iconSize: [0, 0] }), interactive: false, keyboard: false }).addTo(kaart);
  }
  const grenzen = L.latLngBounds(plekken.map((p) => [p.breedte, p.lengte]));
  const pas = () => { kaart.invalidateSize(); kaart.fitBounds(grenzen.pad(0.2), { maxZoom: 15 }); };
  pas();
  vak.closest("details")?.addEventListener("toggle", pas);
  const rij = document.createElement("div");
  rij.className = "mz-cluster mz-cluster--tight";
  const herkomst = document.createElement("small");
  herkomst.textContent = bron;
  rij.append(knop("+", dichterbij, () => kaart.zoomIn()), knop("−", verderaf, () => kaart.zoomOut()), herkomst);
  vak.append(rij);
});

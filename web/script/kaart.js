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
  vak.replaceChildren(map);
  const kaart = L.map(map, { zoomControl: false, attributionControl: false, scrollWheelZoom: false });
  L.tileLayer(tegels, { crossOrigin: "", maxZoom: 19 }).addTo(kaart);
  for (const p of plekken) {
    const nummer = document.createElement("span");
    nummer.textContent = p.nummers.map((n) => n.nummer).join(", ");
    const teken = L.marker([p.breedte, p.lengte], {
      icon: L.divIcon({ html: nummer, className: "mz-kaart__merk", iconSize: null }),
      keyboard: true,
      title: p.nummers.map((n) => `${n.nummer}: ${n.naam}`).join("; "),
    });
    const ga = () => { location.hash = p.nummers[0].url.replace(/^.*#/, "#"); };
    teken.on("click", ga).on("keypress", (e) => { if (e.originalEvent.key === "Enter") ga(); });
    teken.addTo(kaart);
    const el = teken.getElement();
    el.setAttribute("role", "link");
    el.setAttribute("aria-label", teken.options.title);
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

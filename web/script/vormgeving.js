// The sample beside the form with colours, kept up with what is chosen. A form with
// data-voorbeeld names the style sheet of the sample, data-contrast what judges its
// colours. Without this script there is a button that does the same.

const form = document.querySelector("form[data-voorbeeld]");
const velden = ["merk", "accent", "vorm", "letter"];

const vraag = (adres) => {
  const v = new FormData(form);
  return adres + "?" + new URLSearchParams(velden.map((n) => [n, v.get(n) ?? ""]));
};

// The new style sheet stands beside the old one until it is there, so that the sample
// never flashes.
let blad = document.querySelector("link[data-voorbeeldstijl]");
function stijl() {
  const nieuw = blad.cloneNode();
  nieuw.href = vraag(form.dataset.voorbeeld);
  const oud = blad;
  nieuw.addEventListener("load", () => oud.remove());
  nieuw.addEventListener("error", () => {
    if (blad === nieuw) blad = oud;
    nieuw.remove();
  });
  oud.after(nieuw);
  blad = nieuw;
}

let nummer = 0;
async function oordeel() {
  const dit = ++nummer;
  const res = await fetch(vraag(form.dataset.contrast));
  if (!res.ok || dit !== nummer) return false;
  const o = await res.json();
  if (dit !== nummer) return false;
  for (const k of o.kleuren) {
    document.getElementById(k.veld + "-oordeel").textContent = k.zin;
    const knop = document.getElementById(k.veld + "-voorstel");
    knop.hidden = !k.voorstel;
    knop.value = "neem " + k.veld + " " + k.voorstel;
    knop.querySelector(".nl-button__label").textContent = k.knop;
  }
  o.paren.forEach((p, i) => {
    const rij = document.querySelector(`[data-paar="${i}"]`);
    if (rij) rij.textContent = p;
  });
  return true;
}

function merkteken() {
  const gekozen = new FormData(form).get("beeldmerk");
  for (const m of document.querySelectorAll("[data-merkteken]")) m.hidden = m.dataset.merkteken !== gekozen;
}

// A colour can also be picked; the text field stays what counts.
for (const kiezer of form.querySelectorAll("input[data-kies]")) {
  const veld = document.getElementById(kiezer.dataset.kies);
  kiezer.hidden = false;
  const toon = () => { if (/^#[0-9a-f]{6}$/i.test(veld.value.trim())) kiezer.value = veld.value.trim(); };
  toon();
  veld.addEventListener("input", toon);
  kiezer.addEventListener("input", () => { veld.value = kiezer.value; });
}

let wacht;
form.addEventListener("input", () => {
  merkteken();
  clearTimeout(wacht);
  wacht = setTimeout(async () => { if (await oordeel().catch(() => false)) stijl(); }, 250);
});

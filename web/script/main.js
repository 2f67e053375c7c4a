// Everything on the site works without this script; it only adds comfort. Each part
// looks for its own data attribute, so a page without it costs nothing.

import "./suggesties.js";

const alle = (selector, doe) => document.querySelectorAll(selector).forEach(doe);

// Menu and filters: an <a href="#id" data-toggle> that jumps to its panel becomes a
// button that opens and closes it. Escape closes it and gives the focus back.
alle("a[data-toggle]", (link) => {
  const paneel = document.getElementById(link.hash.slice(1));
  if (!paneel) return;
  const knop = document.createElement("button");
  knop.type = "button";
  knop.className = link.className;
  knop.append(...link.childNodes);
  knop.setAttribute("aria-controls", paneel.id);
  const zet = (open) => {
    knop.setAttribute("aria-expanded", String(open));
    paneel.toggleAttribute("data-open", open);
  };
  paneel.setAttribute("data-js", ""); // from here on :target no longer opens it
  zet(location.hash === link.hash);
  knop.addEventListener("click", () => zet(!paneel.hasAttribute("data-open")));
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !paneel.hasAttribute("data-open")) return;
    zet(false);
    knop.focus();
  });
  paneel.querySelectorAll("[data-sluiten], .mz-nav__close, .mz-filters__close").forEach((e) => e.remove());
  link.replaceWith(knop);
});

// Errors in a form: start at the summary. Its links need no script: a link to a field
// puts the focus there.
document.querySelector("[data-error-summary]")?.focus();

// Characters left, said when the typing pauses, not at every key. The words stand in
// data-text of the counter, and in data-teveel those for a text that is too long.
alle("textarea[data-counter]", (veld) => {
  const teller = document.getElementById(veld.dataset.counter);
  const max = Number(veld.dataset.max ?? veld.maxLength);
  if (!teller?.dataset.text || !(max > 0)) return;
  let wacht;
  const toon = () => {
    const over = max - veld.value.length;
    const tekst = over < 0 && teller.dataset.teveel ? teller.dataset.teveel : teller.dataset.text;
    teller.textContent = tekst.replace("%d", over < 0 && teller.dataset.teveel ? -over : over);
  };
  veld.addEventListener("input", () => {
    clearTimeout(wacht);
    wacht = setTimeout(toon, 600);
  });
  toon();
});

// Printing needs the script, so the button is hidden until it runs.
alle("[data-print]", (knop) => {
  knop.hidden = false;
  knop.addEventListener("click", () => print());
});

// Sharing by what the telephone has for it: data-deel is the address.
alle("[data-deel]", (knop) => {
  if (!navigator.share) return;
  knop.hidden = false;
  knop.addEventListener("click", () => navigator.share({ title: document.title, url: knop.dataset.deel }).catch(() => {}));
});

// Copying: data-kopieer="id" copies the text of that element and says so in the
// button itself, with the words of data-gekopieerd.
alle("[data-kopieer]", (knop) => {
  const bron = document.getElementById(knop.dataset.kopieer);
  if (!bron || !navigator.clipboard) return;
  const tekst = knop.querySelector(".nl-button__label") ?? knop;
  const eerst = tekst.textContent;
  tekst.setAttribute("aria-live", "polite");
  knop.hidden = false;
  let wacht;
  knop.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText((bron.value ?? bron.textContent).trim());
    } catch {
      return; // refused by the browser: the number is on the page to copy by hand
    }
    tekst.textContent = knop.dataset.gekopieerd ?? "Gekopieerd";
    clearTimeout(wacht);
    wacht = setTimeout(() => { tekst.textContent = eerst; }, 4000);
  });
});

// A form with data-eenmalig is sent once: a second click while the answer is on its
// way does nothing. The button is not disabled, so that its value goes along and the
// focus stays. Coming back with the back button makes the form usable again.
alle("form[data-eenmalig]", (form) => {
  form.addEventListener("submit", (e) => {
    if (form.hasAttribute("data-verstuurd")) e.preventDefault();
    else if (!e.defaultPrevented) zetVerstuurd(form, true);
  });
});
addEventListener("pageshow", () => alle("form[data-verstuurd]", (form) => zetVerstuurd(form, false)));

function zetVerstuurd(form, aan) {
  form.toggleAttribute("data-verstuurd", aan);
  for (const veld of form.elements) {
    if (veld.type !== "submit") continue;
    if (aan) veld.setAttribute("aria-disabled", "true");
    else veld.removeAttribute("aria-disabled");
  }
}

// The map is folded where the screen is small.
if (matchMedia("(min-width: 60em)").matches) alle("details.mz-kaart", (kaart) => { kaart.open = true; });

// Suggestions while typing, as the combobox with a listbox of the ARIA Authoring
// Practices. The field stays a plain search field: Enter without a choice sends the form as always.

const maak = (veld) => {
  const { suggesties: bron, naam, aantal, geen } = veld.dataset;
  const lijst = document.createElement("ul");
  lijst.id = `${veld.id}-suggesties`;
  lijst.className = "mz-suggesties";
  lijst.hidden = true;
  lijst.setAttribute("role", "listbox");
  lijst.setAttribute("aria-label", naam);
  const stand = document.createElement("p");
  stand.className = "mz-sr";
  stand.setAttribute("role", "status");
  veld.parentElement.classList.add("mz-suggestieveld");
  veld.after(lijst, stand);
  for (const [k, v] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": lijst.id })) veld.setAttribute(k, v);

  let gekozen = -1;
  let wacht;
  let afbreken;
  const open = () => !lijst.hidden;
  const sluit = () => {
    clearTimeout(wacht);
    afbreken?.abort();
    lijst.hidden = true;
    veld.setAttribute("aria-expanded", "false");
    stand.textContent = "";
    kies(-1);
  };
  const kies = (n) => {
    gekozen = n;
    [...lijst.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === n)));
    const li = lijst.children[n];
    if (li) {
      veld.setAttribute("aria-activedescendant", li.id);
      li.scrollIntoView({ block: "nearest" });
    } else veld.removeAttribute("aria-activedescendant");
  };
  const toon = (regels) => {
    lijst.replaceChildren(...regels.map((r, i) => {
      const li = document.createElement("li");
      li.id = `${lijst.id}-${i}`;
      li.dataset.url = r.url;
      li.setAttribute("role", "option");
      const tekst = document.createElement("span");
      tekst.textContent = r.tekst;
      const soort = document.createElement("small");
      soort.textContent = r.soort;
      li.append(tekst, " ", soort);
      return li;
    }));
    lijst.hidden = regels.length === 0;
    veld.setAttribute("aria-expanded", String(open()));
    kies(-1);
    stand.textContent = regels.length ? aantal.replace("%d", regels.length) : geen;
  };
  const haal = async () => {
    const q = veld.value.trim();
    if (q.length < 2) return sluit();
    afbreken?.abort();
    afbreken = new AbortController();
    try {
      const r = await fetch(`${bron}?q=${encodeURIComponent(q)}`, { signal: afbreken.signal });
      if (r.ok) toon(await r.json());
    } catch {
      // typed on, or no network: the form works without
    }
  };
  veld.addEventListener("input", () => {
    clearTimeout(wacht);
    wacht = setTimeout(haal, 150);
  });
  veld.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    const n = lijst.children.length;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (!open()) return void haal();
      kies(e.key === "ArrowDown" ? (gekozen + 1) % n : (gekozen <= 0 ? n : gekozen) - 1);
    } else if (e.key === "Enter" && open() && gekozen >= 0) {
      e.preventDefault();
      location.assign(lijst.children[gekozen].dataset.url);
    } else if (e.key === "Escape" && open()) {
      e.preventDefault();
      sluit();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(e.key)) kies(-1);
  });
  lijst.addEventListener("mousedown", (e) => e.preventDefault()); // the field keeps the focus
  lijst.addEventListener("click", (e) => {
    const li = e.target.closest("li");
    if (li) location.assign(li.dataset.url);
  });
  veld.addEventListener("blur", sluit);
};

document.querySelectorAll("input[data-suggesties]").forEach(maak);

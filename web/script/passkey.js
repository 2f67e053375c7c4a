// Passkeys, on the few pages that have them. A form with data-passkey="maken" or
// "bewijzen" asks its own data-opties what to ask the device, puts the answer of the
// device in its field "antwoord" and goes on as every form does. What cannot be done
// is said in the element of data-melding, with the words that stand on the form.

const b64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const bytes = (tekst) => Uint8Array.from(atob(tekst.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

// The bytes in the question come as base64url.
function vraag(o) {
  o.challenge = bytes(o.challenge);
  if (o.user) o.user.id = bytes(o.user.id);
  for (const lijst of [o.excludeCredentials, o.allowCredentials]) {
    for (const c of lijst ?? []) c.id = bytes(c.id);
  }
  return o;
}

function antwoord(c) {
  const r = c.response;
  const uit = { clientDataJSON: b64(r.clientDataJSON) };
  for (const naam of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (r[naam]) uit[naam] = b64(r[naam]);
  }
  if (r.getTransports) uit.transports = r.getTransports();
  return JSON.stringify({ id: c.id, rawId: b64(c.rawId), type: c.type, response: uit, clientExtensionResults: {} });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const melding = document.getElementById(form.dataset.melding);
  const zeg = (tekst) => {
    melding.textContent = tekst;
    melding.hidden = !tekst;
  };
  if (!window.PublicKeyCredential) {
    zeg(form.dataset.geen);
    continue;
  }
  form.hidden = false;
  let bezig = false;
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    if (bezig) return;
    bezig = true;
    zeg("");
    try {
      const res = await fetch(form.dataset.opties, { method: "POST", redirect: "error" });
      if (!res.ok) throw new Error(res.status);
      const publicKey = vraag(await res.json());
      const c = form.dataset.passkey === "maken"
        ? await navigator.credentials.create({ publicKey })
        : await navigator.credentials.get({ publicKey });
      form.elements.antwoord.value = antwoord(c);
      form.submit();
    } catch (fout) {
      zeg(fout.name === "InvalidStateError" ? form.dataset.dubbel : form.dataset.mislukt);
    } finally {
      bezig = false;
    }
  });
}

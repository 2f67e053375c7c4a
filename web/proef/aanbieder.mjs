// An OpenID Connect provider for the tests: npm oidc-provider, which nobody here
// wrote, with a page to log in and a door (/proef) through which a test says who is
// registered, who exists and what o'clock it is. It ends when its stdin does.
import { createServer } from "node:http";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { Provider } from "oidc-provider";

const stand = { clients: [], mensen: {}, klok: 0, weg: false, inUserinfo: false };
const echteNu = Date.now.bind(Date);
Date.now = () => echteNu() + stand.klok * 1000;

const sleutel = (soort, opties, alg) => ({
  ...generateKeyPairSync(soort, opties).privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg,
});
const sleutels = () => [
  sleutel("rsa", { modulusLength: 2048 }, "RS256"), sleutel("rsa", { modulusLength: 2048 }, "PS256"), sleutel("ec", { namedCurve: "P-256" }, "ES256"),
];

let keys = sleutels();
let provider;
let uitgever;

// What people have open. A provider cannot change its keys or its clients: then
// there is a new one, and this stays.
const kast = new Map();
class Geheugen {
  constructor(soort) { this.soort = soort; }
  async upsert(id, waarde) { kast.set(`${this.soort}:${id}`, waarde); }
  async find(id) { return kast.get(`${this.soort}:${id}`); }
  async findByUid(uid) { return [...kast.entries()].find(([k, v]) => k.startsWith(`${this.soort}:`) && v.uid === uid)?.[1]; }
  async destroy(id) { kast.delete(`${this.soort}:${id}`); }
  async consume(id) { (await this.find(id)).consumed = Math.floor(Date.now() / 1000); }
  async revokeByGrantId(grant) { for (const [k, v] of kast) if (v.grantId === grant) kast.delete(k); }
}

function maak() {
  provider = new Provider(uitgever, {
    adapter: Geheugen,
    clients: stand.clients,
    jwks: { keys },
    scopes: ["openid", "profile", "email"],
    claims: { openid: ["sub", "sid", "auth_time", "acr", "amr", "bsn", "groups"], profile: ["name"], email: ["email", "email_verified"] },
    conformIdTokenClaims: stand.inUserinfo,
    acrValues: ["laag", "midden", "hoog"],
    cookies: { keys: ["proef"], long: { sameSite: "none" } },
    // it would not tell this machine that somebody logged out; nothing here comes from elsewhere
    fetch: (url, { dispatcher, ...opties }) => fetch(url, opties),
    enableHttpPostMethods: true, // of the end of a session: RP-Initiated Logout, 2
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 300, Interaction: 3600, Session: 36000, Grant: 36000 },
    interactions: { url: (_, i) => `/wie/${i.uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => {
        ctx.body = `<!doctype html><html lang="nl"><title>Proefaanbieder</title><h1>Uitloggen?</h1>${form}<button form="op.logoutForm" name="logout" value="yes">Ja</button></html>`;
      } },
      claimsParameter: { enabled: !stand.inUserinfo },
    },
    findAccount: (_, id) => stand.mensen[id] && { accountId: id, claims: () => ({ sub: id, ...stand.mensen[id].claims }) },
    // nobody here is asked whether they agree
    loadExistingGrant: async (ctx) => {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid profile email");
      grant.addOIDCClaims(["bsn", "groups"]);
      await grant.save();
      return grant;
    },
  });
  for (const wat of ["server_error", "authorization.error", "grant.error", "end_session.error", "backchannel.error"]) {
    provider.on(wat, (_, err) => console.error(wat, err.message, err.error_detail ?? err.error_description ?? ""));
  }
}

async function lees(req) {
  let s = "";
  for await (const deel of req) s += deel;
  return s;
}

// The page on which a person says who they are.
async function wie(req, res) {
  if (req.method === "GET") {
    await provider.interactionDetails(req, res);
    res.setHeader("content-type", "text/html; charset=utf-8");
    const knoppen = Object.entries(stand.mensen).map(([id, m]) => `<button name="wie" value="${id}">${m.claims.name ?? id}</button>`);
    res.end(`<!doctype html><html lang="nl"><title>Proefaanbieder</title><h1>Wie bent u?</h1><form method="post">${knoppen.join(" ")} <button name="afbreken" value="ja">Afbreken</button></form>`);
    return;
  }
  const form = new URLSearchParams(await lees(req));
  const mens = stand.mensen[form.get("wie")];
  await provider.interactionFinished(req, res, form.has("afbreken") || !mens
    ? { error: "access_denied", error_description: "afgebroken" }
    : { login: { accountId: form.get("wie"), acr: mens.acr, amr: mens.amr, ts: Math.floor(Date.now() / 1000) - (mens.geleden ?? 0) } });
}

// A browser keeps a cookie for a form from another site only when it is secure, and
// takes http on this machine for that. Go does not.
function veilig(req, res) {
  if (!req.headers["user-agent"]?.includes("Chrome")) return;
  const zet = res.setHeader.bind(res);
  res.setHeader = (naam, waarde) => zet(naam, naam.toLowerCase() === "set-cookie" ? [waarde].flat().map((c) => `${c}; secure`) : waarde);
}

const server = createServer(async (req, res) => {
  veilig(req, res);
  try {
    if (req.url === "/proef") {
      const { nieuweSleutels, ...rest } = JSON.parse(await lees(req));
      Object.assign(stand, rest);
      if (nieuweSleutels) keys = sleutels();
      maak();
      res.end("{}");
    } else if (stand.weg) {
      req.socket.destroy();
    } else if (req.url.startsWith("/wie/")) {
      await wie(req, res);
    } else {
      await provider.callback()(req, res);
    }
  } catch (err) {
    console.error(err);
    if (!res.headersSent) res.statusCode = 500;
    res.end();
  }
});
server.listen(0, "127.0.0.1", () => {
  uitgever = `http://127.0.0.1:${server.address().port}`;
  maak();
  process.stdout.write(JSON.stringify({ uitgever }) + "\n");
});
process.stdin.on("end", () => process.exit(0)).resume();

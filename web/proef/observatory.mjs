// Judges addresses of the portal with the HTTP Observatory of Mozilla, as its website
// does: node observatory.mjs localhost:8443 localhost:8443/inloggen. Writes JSON.
import fs from "node:fs";

// Its list of hosts that browsers have built in comes from the network when the
// package runs its install script, which we don't let packages do. No host of ours is
// on it, so an empty one gives the same judgement.
const lees = fs.readFileSync;
fs.readFileSync = (pad, ...rest) => (String(pad).endsWith("hsts-preload.json") ? "{}" : lees(pad, ...rest));

const { scan } = await import("@mdn/mdn-http-observatory/src/scanner/index.js");

const uit = [];
for (const adres of process.argv.slice(2)) {
  const { scan: oordeel, tests } = await scan(adres);
  uit.push({
    adres,
    cijfer: oordeel.grade,
    score: oordeel.score,
    proeven: Object.entries(tests).map(([naam, t]) => ({ naam, uitkomst: t.result, punten: t.scoreModifier, goed: t.pass })),
  });
}
console.log(JSON.stringify(uit));

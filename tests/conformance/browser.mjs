// What the page 验签 says: the client's own verifier, on WebCrypto. `browser.mjs ROOTS FILE…` prints a line of JSON
// for each file.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../web/", import.meta.url));
const { createServer } = await import(createRequire(`${web}package.json`).resolve("vite"));
const vite = await createServer({
  root: web,
  logLevel: "error",
  appType: "custom",
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { verify } = await vite.ssrLoadModule("/src/check/verifier/verify.ts");
const { certificatesIn } = await vite.ssrLoadModule("/src/check/pem.ts");

const [roots, ...files] = process.argv.slice(2);
const trusted = certificatesIn(await readFile(roots, "utf8"));
for (const file of files) {
  const report = await verify(new Uint8Array(await readFile(file)), trusted);
  console.log(JSON.stringify(report));
}
await vite.close();

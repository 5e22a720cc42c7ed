import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Chinese PDFs need the character maps and standard fonts of pdf.js; they are served from our own origin. */
function pdfResources(): Plugin {
  const root = join(import.meta.dirname, "node_modules/pdfjs-dist");
  const folders = ["cmaps", "standard_fonts"];
  return {
    name: "pdf-resources",
    configureServer(server) {
      server.middlewares.use("/pdf", (request, response, next) => {
        const path = normalize(decodeURIComponent((request.url ?? "").split("?")[0] ?? ""));
        const file = join(root, path);
        if (folders.some((folder) => path.startsWith(`/${folder}/`)) && existsSync(file)) {
          createReadStream(file).pipe(response);
        } else next();
      });
    },
    generateBundle() {
      for (const folder of folders) {
        for (const name of readdirSync(join(root, folder))) {
          this.emitFile({
            type: "asset",
            fileName: `pdf/${folder}/${name}`,
            source: readFileSync(join(root, folder, name)),
          });
        }
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), pdfResources()],
  server: {
    proxy: { "/api": process.env.YOUJU_API ?? "http://127.0.0.1:8080" },
  },
  build: { target: "es2022", chunkSizeWarningLimit: 1300 },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], restoreMocks: true },
});

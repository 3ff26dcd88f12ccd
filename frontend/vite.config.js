import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { iconSprite } from "./plugins/icon-sprite.js";
import { purgedTabler } from "./plugins/purged-tabler.js";

const here = dirname(fileURLToPath(import.meta.url));
const product = resolve(here, "../src/ontzorg");

if (!existsSync(product)) {
  throw new Error(`The pages are not found at ${product}; run the build inside the repository.`);
}

/** Names stay fixed: Django adds the hash when it collects the static files. */
function assetName({ names }) {
  const name = names[0] ?? "asset";
  const font = name.match(/hyperlegible-next-(latin|latin-ext)-wght-(normal|italic)\.woff2$/);
  if (font) return `fonts/atkinson-${font[1]}${font[2] === "italic" ? "-italic" : ""}.woff2`;
  return name.endsWith(".css") ? "ontzorg.css" : "[name][extname]";
}

export default defineConfig({
  root: here,
  base: "./",
  publicDir: false,
  plugins: [purgedTabler({ product }), iconSprite({ list: resolve(here, "icons.json") })],
  css: { transformer: "lightningcss", lightningcss: { targets: { chrome: 100 << 16, firefox: 100 << 16, safari: (15 << 16) | (4 << 8) } } },
  build: {
    outDir: resolve(product, "portals/shared/static/build"),
    emptyOutDir: true,
    target: ["chrome100", "firefox100", "safari15.4"],
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { ontzorg: resolve(here, "src/main.js"), theme: resolve(here, "src/theme.js") },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: assetName },
    },
  },
});

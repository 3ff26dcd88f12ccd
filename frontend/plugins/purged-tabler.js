import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PurgeCSS } from "purgecss";

const require = createRequire(import.meta.url);
const NAME = "virtual:tabler.css";
const RESOLVED = "\0tabler.css";

/** Give Tabler as one layer with only the rules that our pages use. */
export function purgedTabler({ product }) {
  return {
    name: "purged-tabler",
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined;
      return `@layer tabler{${await usedRules(product)}}`;
    },
  };
}

async function usedRules(product) {
  const raw = readFileSync(require.resolve("@tabler/core/dist/css/tabler.css"), "utf8");
  const [result] = await new PurgeCSS().purge({
    content: [`${product}/**/*.html`, `${product}/**/portals/**/*.py`],
    css: [{ raw: raw.replace(/^@charset[^;]*;/, "").replace(/\/\*# sourceMappingURL.*\*\//, "") }],
    defaultExtractor: (text) => text.match(/[\w-/:]+(?<!:)/g) ?? [],
    keyframes: true,
    fontFace: true,
    variables: true,
  });
  return result.css;
}

// What the search finds: node find.mjs QUERIES INDEX ... prints, by index and query, where the results are.
import { readFileSync } from "node:fs";
import { createFind } from "../../../site_src/assets/site/search-index.js";

const [queries, ...indices] = process.argv.slice(2);
const found = [];
for (const index of indices) {
  const find = await createFind(JSON.parse(readFileSync(index, "utf-8")).docs);
  found.push(JSON.parse(queries).map((query) => find(query).map(({ location }) => location)));
}
console.log(JSON.stringify(found));

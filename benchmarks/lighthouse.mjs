// What Lighthouse says of the site's pages and of the same survey made with SurveyJS, as a phone sees them.
//
//     npm ci --prefix benchmarks --ignore-scripts
//     node benchmarks/lighthouse.mjs [SITE] [ROUNDS]
//
// SITE is a built site (default: dist), ROUNDS how often each page is loaded (default: 3). Lighthouse's own mobile
// profile: a slow phone with slow 4G, simulated. All pages come from one server on this machine that compresses with
// brotli, one after the other and again. Exits with 1 where a page of the site has a score under 95.
import { existsSync, readFileSync } from "node:fs";
import { cpus, platform, release } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { execFileSync } from "node:child_process";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";
import { serve } from "./serve.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const SITE = resolve(process.argv[2] ?? join(HERE, "..", "dist"));
const PEERS = join(HERE, "..", ".build", "peers");
const ROUNDS = Number(process.argv[3] ?? 3);
const LEAST = 95; // of 100, in each category
const PAGES = {
  home: "en/",
  "survey, Japanese": "ja/cspi/",
  "survey, English": "en/cspi/",
  figures: "en/benchmarks/",
  "one figure": "ja/benchmarks/metrics/team_headcount/",
  "embedded survey": "embed/cspi/ja/",
  "SurveyJS (peer)": "peers/surveyjs/",
};
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const TIMES = {
  "first paint": "first-contentful-paint",
  "largest paint": "largest-contentful-paint",
  blocked: "total-blocking-time",
};
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const { url, close } = await serve({ "": SITE, peers: PEERS });
const found = Object.fromEntries(pages().map(([name]) => [name, []]));
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, path] of turned(pages(), round)) {
      found[name].push(await look(url + path));
      console.error(`  ${round + 1}/${ROUNDS} ${name}`);
    }
  }
} finally {
  await close();
}
print();
process.exitCode = weak().length ? 1 : 0;

/** Those pages that are there: a site may have no embedded survey, and the peer has to be built. */
function pages() {
  return Object.entries(PAGES).filter(([, path]) => {
    const file = path.startsWith("peers/") ? join(dirname(PEERS), path) : join(SITE, path);
    return existsSync(join(file, "index.html"));
  });
}

function turned(list, by) {
  return [...list.slice(by % list.length), ...list.slice(0, by % list.length)];
}

async function look(address) {
  const root = process.getuid?.() === 0; // Chromium refuses to run as root with its sandbox
  const chrome = await chromeLauncher.launch({
    chromePath: browser(),
    chromeFlags: ["--headless=new", "--disable-dev-shm-usage", ...(root ? ["--no-sandbox"] : [])],
  });
  try {
    const run = await lighthouse(address, {
      port: chrome.port,
      onlyCategories: CATEGORIES,
      logLevel: "silent",
    });
    if (run.lhr.runtimeError) throw new Error(`${address}: ${run.lhr.runtimeError.message}`);
    return run.lhr;
  } finally {
    chrome.kill();
  }
}

function browser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  for (const name of BROWSERS) {
    for (const folder of (process.env.PATH ?? "").split(":")) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
  }
  throw new Error("This needs Chromium: `apt install chromium` brings one, or name it in CHROME_PATH.");
}

function print() {
  const version = JSON.parse(
    readFileSync(join(HERE, "node_modules/lighthouse/package.json"), "utf-8"),
  ).version;
  const chromium = execFileSync(browser(), ["--version", "--no-sandbox"], { encoding: "utf-8" }).trim();
  console.log(
    `${cpus().length} x ${cpus()[0]?.model}, ${platform()} ${release()}, Node.js ${process.version}, ${chromium},`,
  );
  console.log(`Lighthouse ${version}, mobile; medians of ${ROUNDS}\n`);
  const heads = [...CATEGORIES, ...Object.keys(TIMES), "layout shift", "bytes"];
  console.log(`| page | ${heads.join(" | ")} |\n|---|${"---:|".repeat(heads.length)}`);
  for (const [name, runs] of Object.entries(found)) console.log(`| ${name} | ${row(runs).join(" | ")} |`);
  for (const [name, category, score] of weak())
    console.log(`\n${name}: ${category} ${score}, ${why(name, category)}`);
}

function row(runs) {
  const of = (audit) => median(runs.map((lhr) => lhr.audits[audit].numericValue));
  return [
    ...CATEGORIES.map((category) => score(runs, category)),
    ...Object.values(TIMES).map((audit) => `${(of(audit) / 1000).toFixed(2)} s`),
    of("cumulative-layout-shift").toFixed(3),
    of("total-byte-weight").toLocaleString("en"),
  ];
}

function score(runs, category) {
  return Math.round(100 * median(runs.map((lhr) => lhr.categories[category].score)));
}

function weak() {
  return Object.entries(found)
    .filter(([name]) => !name.endsWith("(peer)"))
    .flatMap(([name, runs]) => CATEGORIES.map((category) => [name, category, score(runs, category)]))
    .filter(([, , reached]) => reached < LEAST);
}

/** What took the most points, in words of Lighthouse. */
function why(name, category) {
  const { audits, categories } = found[name].at(-1);
  const lost = categories[category].auditRefs
    .filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 0.9)
    .map(({ id }) => `${audits[id].title} (${audits[id].displayValue ?? audits[id].score})`);
  return lost.join("; ") || "by little in all";
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

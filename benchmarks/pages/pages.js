import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const { values } = parseArgs({
  options: {
    server: { type: "string" },
    rounds: { type: "string", default: "3" },
    pages: { type: "string", default: "/,/builds,/builds/new,/squads,/squads/compose,/rooms,/draft,/operations,/sign-in,/register" },
    forms: { type: "string", default: "mobile,desktop" },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) {
  console.log(`node pages.js [--rounds 3] [--pages /,/builds] [--forms mobile,desktop] [--server http://localhost:5173]

Lighthouse on each page: its scores, and what the first of them is made of, each the median of the rounds.
Without --server a server of its own is built, started on an empty folder and stopped again.`);
  process.exit();
}

const port = 8471;
const readyWithinMs = 300_000;
const figures = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];

async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  const server = spawn("dotnet", ["run", "-c", "Release", "--project", "../../src/Gw2Optimizer.Server"], {
    detached: true,
    stdio: "ignore",
    env: { ...process.env, PORT: `${port}`, WEB_PORT: `${port + 1}`, DATA_DIR: folder },
  });
  const stop = () => {
    process.kill(-server.pid);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const start = Date.now(); Date.now() - start < readyWithinMs; await new Promise((done) => setTimeout(done, 500))) {
    if (server.exitCode !== null) break;
    const ready = await fetch(`http://localhost:${port}/health/ready`).catch(() => null);
    if (ready?.ok) return { address: `http://localhost:${port}`, stop };
  }
  stop();
  throw new Error("the server did not start");
}

async function measure(address, form) {
  const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox"] });
  try {
    const { lhr } = await lighthouse(
      address,
      { port: chrome.port, onlyCategories: ["performance", "accessibility"], logLevel: "silent" },
      form === "desktop" ? desktopConfig : undefined,
    );
    return [
      100 * lhr.categories.performance.score,
      100 * lhr.categories.accessibility.score,
      ...figures.map((figure) => lhr.audits[figure].numericValue),
      lhr.environment.benchmarkIndex,
    ];
  } finally {
    await chrome.kill();
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const server = values.server ? { address: values.server, stop: () => undefined } : await startServer();
try {
  console.log("| page | form | performance | accessibility | first paint, ms | largest paint, ms | blocked, ms | shift | speed of the machine |");
  console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const form of values.forms.split(",")) {
    for (const page of values.pages.split(",")) {
      const rounds = [];
      while (rounds.length < Number(values.rounds)) rounds.push(await measure(server.address + page, form));
      const [performance, accessibility, first, largest, blocked, shift, speed] = rounds[0].map((_, i) => median(rounds.map((round) => round[i])));
      const cells = [page, form, ...[performance, accessibility, first, largest, blocked].map(Math.round), shift.toFixed(3), Math.round(speed)];
      console.log(`| ${cells.join(" | ")} |`);
    }
  }
} finally {
  server.stop();
}

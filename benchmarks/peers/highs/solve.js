// Solves a file in LP format with HiGHS: node solve.js FILE SECONDS. The solver's log goes to stdout, then one line of JSON.
import { readFileSync } from "node:fs";
import highsLoader from "highs";

const [file, seconds] = process.argv.slice(2);
const highs = await highsLoader({ print: line => console.log(line), printErr: line => console.log(line) });
const start = performance.now();
const solution = highs.solve(readFileSync(file, "utf8"), { time_limit: Number(seconds), mip_rel_gap: 0, mip_abs_gap: 0.5, output_flag: true, log_to_console: true, threads: 1 });
console.log(JSON.stringify({ status: solution.Status, objective: solution.ObjectiveValue, milliseconds: performance.now() - start }));

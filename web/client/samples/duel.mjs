// Two guests draft against each other; kill the server in the middle and start it again, and nothing is missed.
// npm run build && node samples/duel.mjs http://localhost:8000
import { setTimeout as sleep } from "node:timers/promises";
import WebSocket from "ws";
import { GameClient, webSocketTransport } from "../dist/index.js";

const server = process.argv[2] ?? "http://localhost:8000";
const pauseMs = Number(process.argv[3] ?? 1_000);
const order = "blue red blue red blue red red blue blue red red blue blue red".split(" ");
const bans = 4;

async function post(path, accessToken, body) {
  const answer = await fetch(`${server}/api/v1${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(accessToken && { Authorization: `Bearer ${accessToken}` }) },
    body: JSON.stringify(body ?? {}),
  });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }

  return answer.json();
}

function play(seat, gameId, accessToken) {
  const player = { seat, events: [] };
  player.client = new GameClient(
    {
      transport: webSocketTransport(server, (url, protocols) => new WebSocket(url, protocols)),
      gameId,
      accessToken: async () => accessToken,
    },
    (news) => {
      if (news.kind === "event") {
        player.events.push(news.event.sequence);
      } else if (news.kind === "outcome") {
        console.log(seat, JSON.stringify(news.outcome).slice(0, 120));
      }
    },
  );
  player.client.start();
  return player;
}

const [blue, red] = await Promise.all([post("/auth/guest"), post("/auth/guest")]);
const game = await post("/games", blue.access_token, { kind: "draft", seat: "blue", options: { format: "duel-5" } });
await post(`/games/${game.id}/join`, red.access_token);
const players = { blue: play("blue", game.id, blue.access_token), red: play("red", game.id, red.access_token) };
const pool = game.state.available;
for (const [step, seat] of order.entries()) {
  await sleep(pauseMs);
  const specialization = pool[step];
  const [name, data] = step < bans ? ["ban", { specialization }] : ["pick", { specialization, role: "dps" }];
  const began = Date.now();
  const result = await players[seat].client.send(name, data);
  console.log(seat, name, specialization, JSON.stringify(result), `${Date.now() - began} ms`);
}

await sleep(500);
for (const { seat, client, events } of Object.values(players)) {
  const { sequence } = client.position;
  console.log(
    seat,
    "stands at",
    sequence,
    events.every((event, index) => event === index + 1) ? "and missed nothing" : `but heard ${events}`,
  );
  client.close();
}

import { createServer } from "node:http";
import { Server } from "socket.io";
import { answerMemory, backlog } from "./memory.js";

const http = createServer((request, response) => answerMemory(request, response) || response.writeHead(404).end());
const io = new Server(http, {
  transports: ["websocket"],
  // Longer than any run.
  connectionStateRecovery: { maxDisconnectionDuration: 10 * 60 * 1000, skipMiddlewares: true },
});

io.on("connection", (socket) => {
  socket.on("join", (room, done) => {
    socket.data.room = room;
    socket.join(room);
    done();
  });
  socket.on("say", ({ n, t }) => io.to(socket.data.room).emit("m", { n, t, s: Number(process.hrtime.bigint()) }));
});

http.listen({ port: Number(process.argv[2]), host: "127.0.0.1", backlog });

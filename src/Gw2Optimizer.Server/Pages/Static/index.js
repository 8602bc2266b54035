// Tells on the front page how the server is.
const state = document.getElementById("state");
try {
  const answer = await fetch("/health", { cache: "no-store" });
  state.textContent = `It is ${(await answer.json()).status}.`;
} catch {
  state.textContent = "It does not answer.";
}

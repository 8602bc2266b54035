/** The build link in what somebody pasted, which may be a whole line of chat. */
export function findChatCode(text: string): string | undefined {
  return /\[&D[A-Za-z0-9+/]+={0,2}\]/.exec(text)?.[0];
}

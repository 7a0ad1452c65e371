/** Where the person was going. Only addresses of this console: `//elsewhere` and `https:` are somebody else's. */
export function nextAddress(search: string): string {
  const wanted = new URLSearchParams(search).get("next");
  if (wanted === null || !wanted.startsWith("/") || /^\/[/\\]/.test(wanted)) return "/";
  return wanted;
}

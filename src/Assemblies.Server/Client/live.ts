// Live parts. The page works without this file: it then shows what was so when it was made, and a link to reload.
//
// An element with data-live-source names a stream of events; each says which parts changed (their data-live names, blanks between). The page
// then fetches itself again, with the reader's own rights, and puts the new parts in place of the old ones. Never one that has the focus or
// holds an unsent choice: it gets a sentence above it instead. A new connection begins with an event of its own, so that nothing is missed.

const source = document.querySelector<HTMLElement>("[data-live-source]");
const says = document.createElement("p");
says.className = "visually-hidden";
says.setAttribute("role", "status");

let wanted: Set<string> | undefined;

function isInUse(part: Element): boolean {
  const unsent = [...part.querySelectorAll<HTMLInputElement>("input,select,textarea")].some((field) =>
    field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue,
  );
  return part.contains(document.activeElement) || (unsent && part.querySelector("input:not([type=hidden]),textarea") !== null);
}

function put(now: Element, fresh: Element): void {
  if (now.outerHTML === fresh.outerHTML) return;
  if (isInUse(now)) {
    let line = now.querySelector(":scope > [data-live-later]");
    if (!line) {
      line = document.createElement("p");
      line.setAttribute("data-live-later", "");
      line.className = "note info";
      now.prepend(line);
    }
    line.textContent = fresh.getAttribute("data-live-later") ?? "This has changed meanwhile. Reload when you are done.";
    says.textContent = line.textContent;
    return;
  }
  now.replaceWith(document.importNode(fresh, true));
  says.textContent = fresh.getAttribute("data-live-says") ?? says.textContent;
}

async function refetch(names: string[]): Promise<void> {
  if (wanted) {
    for (const name of names) wanted.add(name);
    return;
  }
  wanted = new Set(names);
  await new Promise((done) => setTimeout(done, 50 + Math.random() * 200)); // many changes at once: one fetch; many readers: not all at once
  const parts = wanted;
  wanted = undefined;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const now of document.querySelectorAll("[data-live]")) {
    const name = now.getAttribute("data-live") ?? "";
    const fresh = page.querySelector(`[data-live="${CSS.escape(name)}"]`);
    if (fresh && (parts.has(name) || parts.has("*"))) put(now, fresh);
  }
}

if (source) {
  document.body.append(says);
  const stream = new EventSource(source.dataset["liveSource"] ?? "");
  const away = source.querySelector<HTMLElement>("[data-live-away]");
  stream.onmessage = (event) => void refetch(String(event.data || "*").split(" ")).catch(() => undefined);
  stream.onopen = () => away?.setAttribute("hidden", "");
  stream.onerror = () => {
    if (!away?.hasAttribute("hidden")) return;
    away.removeAttribute("hidden");
    const since = away.querySelector("time");
    if (since) since.textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  };
}

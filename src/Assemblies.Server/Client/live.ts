// Live parts. The page works without this file: it then shows what was so when it was made, and a link to reload.
//
// A stream of events says which parts have changed (their data-live names). They are fetched anew, with the reader's own rights, and put in the
// place of the old ones; never one that has the focus or holds an unsent choice: that gets a sentence above it, and is renewed once it is left.
// The first event of each connection comes with the version that holds: a page made at another fetches all its parts, so that nothing is missed.

import { isInUse, keepsOpen, partsOf } from "./parts";

const source = document.querySelector<HTMLElement>("[data-live-stream]");
if (source) follow(source);

function follow(source: HTMLElement): void {
  const { liveStream: stream = "", liveParts: address = "" } = source.dataset;
  const away = source.querySelector<HTMLElement>("[data-live-away]");
  const says = source.querySelector<HTMLElement>("[data-live-says]");
  const silence = 40_000; // the service says something every 15 s

  let known = source.dataset["liveVersion"] ?? "";
  let events: EventSource | undefined;
  let heard = Date.now();
  let watch = 0;
  let wanted = new Set<string>();
  let isFetching = false;

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  document.addEventListener("focusout", (event) => {
    const part = (event.target as Element).closest<HTMLElement>("[data-live]");
    if (part?.querySelector(":scope > [data-live-later]")) setTimeout(() => void (isInUse(part) || want([part])), 300);
  });
  window.addEventListener("online", () => open());
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", () => void (document.hidden || open()));
  setInterval(sayHere, 60_000);
  if (!document.hidden) open();

  function open(): void {
    if (events && events.readyState !== EventSource.CLOSED) return;
    events = new EventSource(stream);
    events.addEventListener("changed", (event) => {
      alive();
      const [version = "", ...names] = String(event.data).split(" ");
      if (!names.includes("*")) wantWhatFollows(names);
      else if (version !== known) want(parts());
      known = version;
    });
    events.addEventListener("beat", alive);
    events.onerror = lost;
    clearInterval(watch);
    watch = window.setInterval(() => {
      if (Date.now() - heard < silence && events?.readyState !== EventSource.CLOSED) return;
      lost();
      events?.close();
      open();
    }, 5_000);
  }

  // Who takes part by this page is there as long as it is open, also while they look at the video; a closed laptop says nothing.
  function sayHere(): void {
    if (document.querySelector("[data-live-here]")) void fetch(`${address}?parts=`, { redirect: "manual" }).catch(() => {});
  }

  // Nobody looks: the page catches up when it is looked at again.
  function close(): void {
    clearInterval(watch);
    events?.close();
    events = undefined;
  }

  function alive(): void {
    heard = Date.now();
    if (wanted.size === 0) away?.setAttribute("hidden", "");
  }

  function lost(): void {
    if (!away?.hasAttribute("hidden") || document.hidden) return;
    const since = away.querySelector("time");
    if (since) {
      since.dateTime = new Date(heard).toISOString();
      since.textContent = new Date(heard).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    }
    away.removeAttribute("hidden");
    say(`Not up to date since ${since?.textContent ?? ""}.`);
  }

  function parts(): Element[] {
    return [...document.querySelectorAll("[data-live]")];
  }

  // A part follows changes of its own name, or of those that data-live-on lists.
  function wantWhatFollows(changes: string[]): void {
    const follows = (part: Element) => (part.getAttribute("data-live-on") ?? nameOf(part)).split(" ");
    want(parts().filter((part) => follows(part).some((name) => changes.includes(name))));
  }

  function want(changed: Iterable<Element>): void {
    for (const part of changed) wanted.add(nameOf(part));
    if (wanted.size > 0 && !isFetching) void fetchAll();
  }

  async function fetchAll(): Promise<void> {
    isFetching = true;
    // Many changes at once make one fetch; many readers do not all come at once.
    await pause(30 + Math.random() * 150);
    while (wanted.size > 0) {
      const names = wanted;
      wanted = new Set();
      if (await fetchParts([...names])) continue;
      for (const name of names) wanted.add(name);
      lost();
      await pause(2_000);
      if (document.hidden) break;
    }
    isFetching = false;
    if (events?.readyState === EventSource.OPEN) alive();
  }

  async function fetchParts(names: string[]): Promise<boolean> {
    try {
      const asked = new URL(address, location.href);
      asked.searchParams.set("parts", names.join(" "));
      const answer = await fetch(asked, { headers: { accept: "text/html" }, redirect: "manual" });
      if (answer.ok) put(partsOf(await answer.text()));
      else if (answer.status < 500 && answer.status !== 429) ended();
      else return false;
      return true;
    } catch {
      return false;
    }
  }

  // The reader may see it no longer: signed out, or the mandate has ended.
  function ended(): void {
    close();
    if (away) away.firstChild!.textContent = "This page is not yours to see any longer, since ";
    lost();
  }

  function put(fresh: Map<string, Element>): void {
    const sentences: string[] = [];
    for (const [name, part] of fresh) {
      const now = document.querySelector<HTMLElement>(`[data-live="${CSS.escape(name)}"]`);
      if (!now) continue;
      const later = now.querySelector<HTMLElement>(":scope > [data-live-later]");
      later?.remove();
      if (isSame(now, part)) continue;
      if (isInUse(now)) {
        const line = part.getAttribute("data-live-meanwhile") ?? "This has changed meanwhile. It is shown once you are done here.";
        now.prepend(note(line));
        if (line !== later?.textContent) sentences.push(line);
        continue;
      }
      const sentence = part.getAttribute("data-live-sentence");
      if (sentence && sentence !== now.getAttribute("data-live-sentence")) sentences.push(sentence);
      keepsOpen(now, part);
      now.replaceWith(part);
      part.dispatchEvent(new CustomEvent("live", { bubbles: true }));
    }
    if (sentences[0]) say(sentences[0]);
  }

  function say(sentence: string): void {
    if (says) says.textContent = sentence;
  }
}

function nameOf(part: Element): string {
  return part.getAttribute("data-live") ?? "";
}

// Each page's forms have keys of their own, and say where the page sends them; that does not make a difference.
function isSame(one: Element, other: Element): boolean {
  const plain = (part: Element) =>
    part.outerHTML
      .replace(/(name="_key"[^>]*) value="[^"]*"/g, "$1")
      .replace(/(<form[^>]*) action="[^"]*"/g, "$1")
      .replace(/ open(="")?(?=[ >])/g, "");
  return plain(one) === plain(other);
}

function note(line: string): HTMLElement {
  const said = document.createElement("p");
  said.className = "note info";
  said.setAttribute("data-live-later", "");
  said.textContent = line;
  return said;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

// The wall's clock: the service's time, by the zone of the venue.
const clock = document.querySelector<HTMLTimeElement>("[data-clock]");
if (clock) {
  const ahead = Date.parse(clock.dateTime) - Date.now();
  const words = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset["clock"] });
  setInterval(() => (clock.textContent = words.format(Date.now() + ahead)), 1_000);
}

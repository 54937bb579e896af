// The desk at the door. Without this file it is plain forms; with it a press is kept until the service has answered it, also while the line is
// down, and sent again under its key, so that it is never lost and never counts twice. The search box filters the list that is on the page.

import { keepsOpen, partsOf } from "./parts";

/** A press that was not answered yet. */
interface Press {
  key: string;
  address: string;
  body: string;
  who: string;
}

const desk = document.querySelector<HTMLElement>("[data-desk]");
if (desk) run(desk);

function run(desk: HTMLElement): void {
  const store = `desk ${desk.dataset["desk"] ?? ""}`;
  const waiting = desk.querySelector<HTMLElement>("[data-desk-waiting]");
  const refused = desk.querySelector<HTMLElement>("[data-desk-refused]");
  const search = document.querySelector<HTMLInputElement>("[data-desk-search]");
  let isSending = false;

  desk.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset["press"] === undefined) return;
    event.preventDefault();
    press(form);
  });
  search?.addEventListener("input", filter);
  search?.form?.addEventListener("submit", (event) => {
    const first = shown().map(buttonOf).find((button) => button);
    if (!first) return; // perhaps the service knows more
    event.preventDefault();
    first.focus();
  });
  // The list was made anew by a change somewhere else.
  document.addEventListener("live", () => (filter(), mark()));
  window.addEventListener("online", () => void send());
  filter();
  mark();
  void send();

  function press(form: HTMLFormElement): void {
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const key = body.get("_key") ?? "";
    const presses = read();
    if (!presses.some((it) => it.key === key)) {
      keep([...presses, { key, address: form.action || location.href, body: body.toString(), who: form.dataset["press"] ?? "" }]);
    }
    mark();
    if (search) {
      search.value = "";
      search.focus();
      filter();
    }
    void send();
  }

  async function send(): Promise<void> {
    if (isSending) return;
    isSending = true;
    for (let next = read()[0]; next; next = read()[0]) {
      if (!(await answered(next))) {
        say();
        await new Promise((done) => setTimeout(done, navigator.onLine ? 2_000 : 5_000));
        continue;
      }
      const key = next.key;
      keep(read().filter((it) => it.key !== key));
      mark();
      say();
    }
    isSending = false;
  }

  async function answered(press: Press): Promise<boolean> {
    try {
      const answer = await fetch(press.address, {
        method: "POST",
        headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
        body: press.body,
        signal: AbortSignal.timeout(15_000),
      });
      if (answer.status >= 500 || answer.status === 429) return false;
      if (new URL(answer.url).pathname.startsWith("/sign-in")) {
        say("Sign in again in another window; then they are sent.");
        return false;
      }
      const html = await answer.text();
      if (!answer.ok) refuse(press, html);
      for (const kind of ["data-live", "data-desk-part"]) {
        for (const [name, part] of partsOf(html, kind)) {
          const now = document.querySelector(`[${kind}="${CSS.escape(name)}"]`);
          if (!now) continue;
          keepsOpen(now, part);
          now.replaceWith(part);
        }
      }
      filter();
      return true;
    } catch {
      return false;
    }
  }

  // What the page says when it refuses, with whose press it was: perhaps it was made minutes ago.
  function refuse(press: Press, html: string): void {
    const page = new DOMParser().parseFromString(html, "text/html");
    const why = page.querySelector("[data-refusal], main .note.bad p, main .lede")?.textContent?.trim() ?? "";
    const line = document.createElement("p");
    line.className = "note bad";
    line.textContent = `${press.who}: ${why}`;
    refused?.append(line);
  }

  /** Those that wait are said, and their rows say it too. */
  function mark(): void {
    const keys = new Set(read().map((it) => it.key));
    for (const form of desk.querySelectorAll<HTMLFormElement>("form[data-press]")) {
      const key = form.querySelector<HTMLInputElement>("input[name=_key]")?.value ?? "";
      form.classList.toggle("sent", keys.has(key));
    }
  }

  function say(more = ""): void {
    if (!waiting) return;
    const count = read().length;
    waiting.hidden = count === 0;
    waiting.textContent = count === 0 ? "" : `${count} ${count === 1 ? "press waits" : "presses wait"} for the line. ${more}`.trim();
  }

  function filter(): void {
    const words = plain(search?.value ?? "").split(" ").filter((word) => word);
    for (const row of rows()) {
      const text = plain(row.dataset["find"] ?? "");
      row.hidden = !words.every((word) => text.includes(word));
    }
    const none = desk.querySelector<HTMLElement>("[data-desk-none]");
    if (none) none.hidden = shown().length > 0;
  }

  function rows(): HTMLElement[] {
    return [...desk.querySelectorAll<HTMLElement>("[data-find]")];
  }

  function shown(): HTMLElement[] {
    return rows().filter((row) => !row.hidden);
  }

  function buttonOf(row: HTMLElement): HTMLButtonElement | null {
    return row.querySelector<HTMLButtonElement>("form[data-press] button");
  }

  function read(): Press[] {
    try {
      return JSON.parse(localStorage.getItem(store) ?? "[]") as Press[];
    } catch {
      return [];
    }
  }

  function keep(presses: Press[]): void {
    if (presses.length === 0) localStorage.removeItem(store);
    else localStorage.setItem(store, JSON.stringify(presses));
  }
}

/** Without case and marks, so that "Sorensen" finds "Sørensen" and "novak" "Novák". */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d").replace(/ß/g, "ss").replace(/æ/g, "ae");
}

// Where minutes are written. Without this file it is a plain form; with it a text is saved by itself while it is typed, and kept in this browser until
// the service has it: through a lost line, a lost sign-in and a closed tab. What somebody else saved meanwhile is never written over.

/** What is typed and not saved yet. */
interface Kept {
  text: string;
  version: string;
}

const form = document.querySelector<HTMLFormElement>("form:has([data-minutes])");
const field = form?.querySelector<HTMLTextAreaElement>("textarea[name=text]");
const place = form?.querySelector<HTMLElement>("[data-minutes]");
if (form && field && place) run(form, field, place);

function run(form: HTMLFormElement, field: HTMLTextAreaElement, place: HTMLElement): void {
  const address = place.dataset["minutes"] ?? "";
  const store = `minutes ${address}`;
  const version = form.querySelector<HTMLInputElement>("input[name=version]")!;
  const said = place.querySelector<HTMLElement>("[role=status]");
  const back = place.querySelector<HTMLElement>("[data-minutes-back]");
  let timer = 0;
  let isSending = false;
  let isStopped = place.dataset["minutesStopped"] !== undefined;
  let saved = field.defaultValue;

  restore();
  field.addEventListener("input", () => {
    keep();
    later(1_500);
  });
  form.addEventListener("submit", () => (isStopped = true));
  window.addEventListener("online", () => later(0));
  window.addEventListener("pagehide", () => keep());
  back?.querySelector("button")?.addEventListener("click", () => {
    forget();
    location.reload();
  });

  /** What was typed here before and never reached the service comes back, on the version that it was written on. */
  function restore(): void {
    const kept = read();
    if (!kept || isStopped) return;
    if (kept.text.trim() === saved.trim()) return forget();
    field.value = kept.text;
    version.value = kept.version;
    if (back) back.hidden = false;
    say("What you wrote in this browser and was not saved is back.");
    later(0);
  }

  function later(wait: number): void {
    if (isStopped) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void send(), wait);
  }

  async function send(): Promise<void> {
    const text = field.value;
    if (isSending || isStopped || text.trim() === saved.trim()) return;
    isSending = true;
    try {
      const answer = await fetch(address, {
        method: "PUT",
        headers: { "content-type": "application/json", "if-match": `"${version.value}"` },
        body: JSON.stringify({ text }),
        signal: AbortSignal.timeout(15_000),
      });
      if (answer.ok) took(text, answer);
      else await refused(answer);
    } catch {
      say("The line is down. Your text is kept in this browser and saved as soon as it is back.");
      later(5_000);
    } finally {
      isSending = false;
    }
    if (field.value !== text) later(1_500);
  }

  function took(text: string, answer: Response): void {
    version.value = (answer.headers.get("etag") ?? "").replace(/\D/g, "");
    saved = text;
    if (field.value === text) forget();
    else keep();
    if (back) back.hidden = true;
    say(`Saved at ${new Date().toLocaleTimeString("en-GB")}.`);
  }

  async function refused(answer: Response): Promise<void> {
    if (answer.status === 401) {
      say("You were signed out. Sign in in another tab; your text is kept in this browser and saved then.");
      later(10_000);
    } else if (answer.status >= 500 || answer.status === 429) {
      say("The service does not answer. Your text is kept in this browser and saved as soon as it does.");
      later(5_000);
    } else if (answer.status === 412) {
      isStopped = true;
      say("Somebody else saved this text while you wrote. Press “Save the text” to see both side by side.");
    } else {
      const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
      say(`Not saved: ${problem.detail ?? "press “Save the text” to see why."} Your text is kept in this browser.`);
    }
  }

  function say(sentence: string): void {
    if (said && said.textContent !== sentence) said.textContent = sentence;
  }

  function keep(): void {
    if (field.value.trim() === saved.trim()) return forget();
    try {
      localStorage.setItem(store, JSON.stringify({ text: field.value, version: version.value } satisfies Kept));
    } catch {
      // No room, or none allowed: the form still has it.
    }
  }

  function read(): Kept | undefined {
    try {
      return JSON.parse(localStorage.getItem(store) ?? "null") as Kept | undefined;
    } catch {
      return undefined;
    }
  }

  function forget(): void {
    localStorage.removeItem(store);
  }
}

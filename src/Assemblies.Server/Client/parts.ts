// What live parts and the desk have in common.

/** The parts of a fetched page or fragment, by their names. Their forms send to the page that they are put into, not to where the parts come from. */
export function partsOf(html: string, kind = "data-live"): Map<string, Element> {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const form of page.querySelectorAll("form[method=post]")) form.removeAttribute("action");
  return new Map([...page.querySelectorAll(`[${kind}]`)].map((part) => [part.getAttribute(kind)!, document.importNode(part, true)]));
}

/** Whether somebody is at it: it has the focus, or something was chosen or typed and not sent. */
export function isInUse(part: Element): boolean {
  return part.contains(document.activeElement) || [...part.querySelectorAll("input,select,textarea")].some(isUnsent);
}

/** What was opened to be read stays open. */
export function keepsOpen(now: Element, fresh: Element): void {
  const opened = [...now.querySelectorAll("details")].map((it) => it.open);
  [...fresh.querySelectorAll("details")].forEach((it, n) => (it.open = opened[n] ?? it.open));
}

function isUnsent(field: Element): boolean {
  if (field instanceof HTMLSelectElement) return [...field.options].some((it) => it.selected !== it.defaultSelected && field.selectedIndex > 0);
  if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox")) return field.checked !== field.defaultChecked;
  if (field instanceof HTMLInputElement && field.type === "hidden") return false;
  return (field as HTMLInputElement | HTMLTextAreaElement).value !== (field as HTMLInputElement | HTMLTextAreaElement).defaultValue;
}

import type { PublishedLever } from "../publish/system.ts";
import { leverText } from "../view/lever.ts";

/** The numbers that a reader has changed, as its controls and the link to the page show them. */
export interface Levers {
  /** Those that are not as declared. */
  numbers(): ReadonlyMap<string, number>;
  reset(): void;
}

/** Binds the controls of the page; `changed` is called when one is moved, `settled` when it is let go. */
export function bindLevers(
  form: HTMLFormElement,
  levers: readonly PublishedLever[],
  { changed, settled }: { readonly changed: () => void; readonly settled: () => void },
): Levers {
  const controls = levers.flatMap((lever, i) => {
    const control = form.querySelector<HTMLInputElement>(`[data-lever="${i}"]`);
    return control ? [{ lever, control, output: form.querySelector(`output[for="${control.id}"]`) }] : [];
  });
  const settingOf = (control: HTMLInputElement): number =>
    control.type === "checkbox" ? Number(control.checked) : control.valueAsNumber;
  const show = ({ lever, control, output }: (typeof controls)[number]): void => {
    const value = settingOf(control);
    const isChanged = value !== lever.value;
    control.closest(".lever")?.classList.toggle("changed", isChanged);
    if (output) output.textContent = control.type === "checkbox" ? (value ? "on" : "off") : leverText(value);
  };
  const set = (one: (typeof controls)[number], value: number): void => {
    if (one.control.type === "checkbox") one.control.checked = value !== 0;
    else one.control.value = String(value);
    show(one);
  };
  for (const one of controls) {
    one.control.addEventListener("input", () => {
      show(one);
      changed();
    });
    one.control.addEventListener("change", settled);
  }
  for (const [key, value] of readLink()) {
    const one = controls.find(({ lever }) => lever.key === key);
    if (one && value >= one.lever.low && value <= one.lever.high) set(one, value);
  }
  return {
    numbers: () =>
      new Map(
        controls
          .map(({ lever, control }) => [lever, settingOf(control)] as const)
          .filter(([lever, value]) => value !== lever.value)
          .map(([{ key }, value]) => [key, value]),
      ),
    reset() {
      for (const one of controls) set(one, one.lever.value);
      changed();
      settled();
    },
  };
}

/** Changed numbers as they stand behind the `#` of a link: `set:lev_growth=0.5,lev_wages=1`. */
export function linkOf(numbers: ReadonlyMap<string, number>): string {
  const settings = [...numbers].map(([key, value]) => `${encodeURIComponent(key)}=${value}`);
  return settings.length === 0 ? "" : `#set:${settings.join(",")}`;
}

function readLink(): readonly (readonly [string, number])[] {
  const found = /^#set:(.*)$/.exec(location.hash);
  return (found?.[1] ?? "").split(",").flatMap((setting) => {
    const [key = "", value = ""] = setting.split("=");
    const number = Number(value);
    return value !== "" && Number.isFinite(number) ? [[decodeURIComponent(key), number] as const] : [];
  });
}

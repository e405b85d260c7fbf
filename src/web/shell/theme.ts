import { effect, signal } from "@preact/signals";
import { darkPalette, declarePalette, lightPalette } from "../../view/html/palette.ts";

export type Theme = "system" | "light" | "dark";

/** The theme that was chosen, and whether it comes out dark. */
export interface Themes {
  readonly chosen: { readonly value: Theme };
  readonly isDark: { readonly value: boolean };
  /** Light, dark, as the system has it, and so on. */
  next(): void;
}

/** Writes the colours into the page, and keeps which theme was chosen. */
export function createThemes(): Themes {
  const style = document.createElement("style");
  const [light, dark] = [declarePalette(lightPalette), declarePalette(darkPalette)];
  style.textContent = `:root{color-scheme:light;${light}}:root[data-theme="dark"]{color-scheme:dark;${dark}}`;
  document.head.append(style);
  const wish = matchMedia("(prefers-color-scheme: dark)");
  const chosen = signal<Theme>(readTheme());
  const isSystemDark = signal(wish.matches);
  const isDark = signal(false);
  wish.addEventListener("change", () => {
    isSystemDark.value = wish.matches;
  });
  effect(() => {
    const is = chosen.value === "dark" || (chosen.value === "system" && isSystemDark.value);
    document.documentElement.dataset.theme = is ? "dark" : "light";
    isDark.value = is;
    try {
      localStorage.setItem("theme", chosen.value);
    } catch {
      // A browser that keeps nothing: the system's theme next time.
    }
  });
  return {
    chosen,
    isDark,
    next: () => {
      chosen.value = themes[(themes.indexOf(chosen.value) + 1) % themes.length]!;
    },
  };
}

const themes: readonly Theme[] = ["system", "light", "dark"];

function readTheme(): Theme {
  try {
    const kept = localStorage.getItem("theme");
    return themes.find((theme) => theme === kept) ?? "system";
  } catch {
    return "system";
  }
}

/**
 * A browser that was started without a language says that it is `en-US@posix`, which its own formats refuse; the chart
 * library asks for one as soon as it is read. So this is imported first.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en" });
}

export {};

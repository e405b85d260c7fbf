import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { type Pane, panels } from "./panels/panels.tsx";
import { Banners } from "./shell/banners.tsx";
import { commandFor, commandsOf, type ShellHands } from "./shell/commands.ts";
import { Header } from "./shell/header.tsx";
import { Help } from "./shell/help.tsx";
import { Palette } from "./shell/palette.tsx";
import { Panes } from "./shell/panes.tsx";
import { Publish } from "./shell/publish.tsx";
import type { Themes } from "./shell/theme.ts";
import type { Connection } from "./state/connection.ts";
import type { Workbench } from "./state/workbench.ts";

export interface AppProps {
  readonly workbench: Workbench;
  readonly connection: Connection;
  readonly themes: Themes;
}

/** The whole workbench. */
export function App({ workbench, connection, themes }: AppProps) {
  const open = useSignal<"palette" | "help" | "publish" | undefined>(undefined);
  const shown = useSignal<Readonly<Partial<Record<Pane, string>>>>({});
  const front = useSignal<Pane>("behaviour");
  const hands: ShellHands = {
    themes,
    openPalette: () => {
      open.value = "palette";
    },
    openHelp: () => {
      open.value = "help";
    },
    openPublish: () => {
      open.value = "publish";
    },
    showPanel: (id) => {
      const panel = panels.find((one) => one.id === id);
      if (!panel) return;
      shown.value = { ...shown.value, [panel.pane]: id };
      front.value = panel.pane;
    },
  };
  const commands = useMemo(() => commandsOf(workbench, hands), [workbench]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = open.value === undefined ? commandFor(event, commands) : undefined;
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [commands, open]);
  const close = () => {
    open.value = undefined;
  };
  return (
    <>
      <Header workbench={workbench} hands={hands} />
      <Banners workbench={workbench} connection={connection} />
      <Panes workbench={workbench} shown={shown} front={front} />
      {open.value === "palette" && <Palette workbench={workbench} commands={commands} onClose={close} />}
      {open.value === "help" && <Help commands={commands} onClose={close} />}
      {open.value === "publish" && <Publish workbench={workbench} onClose={close} />}
    </>
  );
}

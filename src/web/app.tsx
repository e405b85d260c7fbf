import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Pane, panels } from "./panels/panels.tsx";
import { Arrival } from "./shell/arrival.tsx";
import { Banners } from "./shell/banners.tsx";
import { BringDialog } from "./shell/bringdialog.tsx";
import { commandFor, commandsOf, type ShellHands } from "./shell/commands.ts";
import { chosenFiles } from "./shell/dropped.ts";
import { Dropzone } from "./shell/dropzone.tsx";
import { Header } from "./shell/header.tsx";
import { Help } from "./shell/help.tsx";
import { Palette } from "./shell/palette.tsx";
import { Panes } from "./shell/panes.tsx";
import { Publish } from "./shell/publish.tsx";
import type { Themes } from "./shell/theme.ts";
import type { BringingState } from "./state/bringing.ts";
import type { Desk, Sitting as SittingState } from "./state/desk.ts";

export interface AppProps {
  readonly desk: Desk;
  readonly bringing: BringingState;
  readonly themes: Themes;
  /** Turns to another system, undefined being the one that the workbench was opened on. */
  readonly onGo: (system: string | undefined) => void;
}

/** The whole workbench, on the system that is looked at. */
export function App({ desk, ...others }: AppProps) {
  const sitting = desk.now.value;
  return <Sitting key={sitting.workbench.document.entry} sitting={sitting} {...others} />;
}

function Sitting({
  sitting,
  bringing,
  themes,
  onGo,
}: Omit<AppProps, "desk"> & { readonly sitting: SittingState }) {
  const { workbench, connection, home } = sitting;
  const fileInput = useRef<HTMLInputElement>(null);
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
    openModel: () => fileInput.current?.click(),
    go: onGo,
    showPanel: (id) => {
      const panel = panels.find((one) => one.id === id);
      if (!panel) return;
      shown.value = { ...shown.value, [panel.pane]: id };
      front.value = panel.pane;
    },
  };
  const paths = workbench.document.paths.value;
  const commands = useMemo(() => commandsOf(workbench, hands, home), [workbench, paths]);
  const title = workbench.analysis.latest.value?.title ?? workbench.folder;
  useEffect(() => {
    document.title = `${title} – Hence`;
  }, [title]);
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
  useEffect(() => {
    const follow = () => workbench.follow(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [workbench]);
  const close = () => {
    open.value = undefined;
  };
  return (
    <>
      <Header workbench={workbench} hands={hands} home={home} />
      <div class="notices">
        <Arrival sitting={sitting} bringing={bringing} />
        <Banners workbench={workbench} connection={connection} />
      </div>
      <Panes workbench={workbench} shown={shown} front={front} />
      {open.value === "palette" && <Palette workbench={workbench} commands={commands} onClose={close} />}
      {open.value === "help" && <Help commands={commands} onClose={close} />}
      {open.value === "publish" && <Publish workbench={workbench} onClose={close} />}
      <BringDialog bringing={bringing} />
      <Dropzone bringing={bringing} />
      <input
        ref={fileInput}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => void bringing.bring(chosenFiles(currentTarget))}
      />
    </>
  );
}

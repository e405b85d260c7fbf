import { useEffect, useRef } from "preact/hooks";
import type { Command } from "./commands.ts";

/** The keys and their meaning. */
export function Help({
  commands,
  onClose,
}: {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keys</h2>
      <table>
        <tbody>
          {commands
            .filter(({ keys }) => keys !== undefined)
            .map(({ title, keys }) => (
              <tr key={keys}>
                <th scope="row">
                  <kbd>{keys}</kbd>
                </th>
                <td>{title}</td>
              </tr>
            ))}
          <tr>
            <th scope="row">
              <kbd>← →</kbd>
            </th>
            <td>Move a slider, or the border between two panes</td>
          </tr>
          <tr>
            <th scope="row">
              <kbd>Esc</kbd>
            </th>
            <td>Close what is open; it never deletes</td>
          </tr>
        </tbody>
      </table>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

import { formatCount } from "../../view/number.ts";
import type { Remarks } from "../../wire/models.ts";

const signs = { error: "✕", warning: "!", note: "i" } as const;

/** What reading a model found to say, with the places, as in the terminal. */
export function RemarkList({ remarks }: { readonly remarks: Remarks }) {
  return (
    <>
      <ul class="remarks">
        {remarks.shown.map(({ severity, message, code, where, line, notes }, i) => (
          <li key={`${i} ${code}`} class={severity}>
            <span class="sign" aria-hidden="true">
              {signs[severity]}
            </span>
            <div>
              <p>
                {where !== undefined && <span class="where">{where}</span>}{" "}
                <span class="severity">{severity}:</span> {message}
              </p>
              {line !== undefined && <code>{line}</code>}
              {notes.map((note) => (
                <p class="note" key={note}>
                  {note}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {remarks.more > 0 && <p>… and {remarks.more} more.</p>}
    </>
  );
}

/** `2 errors, 1 warning`; empty where there is nothing. */
export function countRemarks({ shown, more }: Remarks): string {
  const counts = (["error", "warning", "note"] as const).flatMap((severity) => {
    const count = shown.filter((one) => one.severity === severity).length;
    return count > 0 ? [formatCount(count, severity)] : [];
  });
  return [...counts, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

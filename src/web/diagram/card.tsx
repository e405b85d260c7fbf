import type { Chosen } from "./lit.ts";
import type { Told } from "./props.ts";

export interface CardProps {
  readonly told: Told;
  /** Where it stands in the window, and on which sides of that place there is room. */
  readonly at: {
    readonly left: number;
    readonly top: number;
    readonly isLeft: boolean;
    readonly isAbove: boolean;
  };
  readonly onChoose: (chosen: Chosen) => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

/** At most so many claims are listed. */
const mostClaims = 3;

/** What is known of a variable, beside it. */
export function Card({ told, at, onChoose, onEnter, onLeave }: CardProps) {
  const { title, name, kind, meaning, value, equation, claims } = told;
  return (
    <section
      class={`diagram-card${at.isLeft ? " to-left" : ""}${at.isAbove ? " above" : ""}`}
      style={{ left: `${at.left}px`, top: `${at.top}px` }}
      aria-label={`About ${title}`}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
    >
      <strong>{title}</strong>
      <p class="card-kind">
        {kind} <code>{name}</code>
      </p>
      {value !== undefined && <p class="card-value">{value}</p>}
      {meaning !== undefined && <p>{meaning}</p>}
      {equation !== undefined && equation !== "" && <pre>{equation}</pre>}
      {claims.length > 0 && (
        <ul>
          {claims.slice(0, mostClaims).map(({ id, text }) => (
            <li key={id}>
              <button type="button" onClick={() => onChoose({ kind: "claim", id })}>
                {id}
              </button>
              <span>{text}</span>
            </li>
          ))}
          {claims.length > mostClaims && <li>and {claims.length - mostClaims} more</li>}
        </ul>
      )}
    </section>
  );
}

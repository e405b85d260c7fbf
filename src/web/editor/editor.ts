import { closeCompletion } from "@codemirror/autocomplete";
import {
  Annotation,
  type ChangeSpec,
  EditorSelection,
  EditorState,
  type StateEffect,
} from "@codemirror/state";
import { closeHoverTooltips, EditorView, type ViewUpdate } from "@codemirror/view";
import { editsOf, type TextEdit } from "../../edit/textedit.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import { namesChanged } from "./colouring.ts";
import { following } from "./following.ts";
import type { EditorHost } from "./host.ts";
import { hovering } from "./hovering.ts";
import { mark, marking } from "./marking.ts";
import { type Offsets, offsetsOf } from "./offsets.ts";
import { renaming } from "./renaming.ts";
import { setup } from "./setup.ts";
import { tell } from "./telling.ts";
import { theme } from "./theme.ts";

/** An editor of the texts of a project, one of which it shows. */
export interface Editor {
  readonly view: EditorView;
  /** The file that is shown. */
  readonly path: () => string | undefined;
  readonly show: (path: string) => void;
  /** Puts the cursor at the beginning of a span, in whatever file, and scrolls there. */
  readonly goTo: (span: Span) => void;
  /**
   * Marks the lines of a span, and scrolls to them if they cannot be seen; the cursor stays. Undefined marks none. What
   * `stays` is marked only where it is in the text that is shown, without scrolling.
   */
  readonly mark: (span: Span | undefined, how?: { readonly stays: boolean }) => void;
  /**
   * Texts have been edited elsewhere: by another panel, another editor, or the log. `text` has each as it was before.
   * The cursor and what is seen stay where they are, unless `isStep` says that the user went back or forth.
   */
  readonly take: (edits: readonly TextEdit[], isStep: boolean) => void;
  /** Other diagnostics, of the texts as they are now. */
  readonly tell: (diagnostics: readonly Diagnostic[]) => void;
  /** The lexicon of the host is another one. */
  readonly refresh: () => void;
  /** Where the user is in each text that has been shown. */
  readonly places: () => ReadonlyMap<string, TextPlace>;
  readonly destroy: () => void;
}

/** Changes that come from the host need not be told to it. */
const fromHost = Annotation.define<true>();

/** Where somebody was in a text: what was selected, and the beginning of the first line in sight. */
export interface TextPlace {
  readonly anchor: number;
  readonly head: number;
  readonly top: number;
}

/** A file that has been shown: what it is in the editor, the text that this was made from, and where it was scrolled to. */
interface Held {
  state: EditorState;
  text: string;
  scroll: StateEffect<unknown>;
  /** The beginning of the first line in sight when it was left. */
  top: number;
}

/** Makes an editor inside of an element of the page; `places` says where the user was before in each text. */
export function createEditor(
  parent: HTMLElement,
  host: EditorHost,
  places: ReadonlyMap<string, TextPlace> = new Map(),
): Editor {
  const held = new Map<string, Held>();
  let shown: string | undefined;
  let diagnostics: readonly Diagnostic[] = [];
  const view = new EditorView({ parent, state: EditorState.create({ extensions: [theme] }) });

  const offsetsIn = (path: string, state: EditorState): Offsets =>
    offsetsOf(held.get(path)?.text ?? "", state.doc);

  const hear = (path: string) => (update: ViewUpdate) => {
    const own = held.get(path);
    if (!own || shown !== path) return;
    own.state = update.state;
    const isOwn = update.transactions.some(
      (transaction) => transaction.docChanged && transaction.annotation(fromHost) === undefined,
    );
    if (isOwn) {
      const edits = editsIn(path, update, own);
      const event = keys.find((key) =>
        update.transactions.some((transaction) => transaction.isUserEvent(key)),
      );
      own.text = host.textOf(path) ?? own.text;
      host.onEdit(edits, event && `${event} ${path}`);
      own.text = host.textOf(path) ?? own.text;
    }
    const isMoved = update.transactions.some((transaction) => transaction.isUserEvent("select"));
    if (update.selectionSet && isMoved)
      host.onSelect(path, offsetsIn(path, update.state).toText(update.state.selection.main.head));
  };

  const topLine = () => view.lineBlockAtHeight(view.scrollDOM.scrollTop).from;

  const open = (path: string): Held | undefined => {
    const before = held.get(path);
    if (before) return before;
    const text = host.textOf(path);
    if (text === undefined) return undefined;
    const extensions = [
      setup(host, path),
      hovering(host, path),
      following(host, path, goTo),
      renaming(host, path),
      marking,
      theme,
      EditorView.updateListener.of(hear(path)),
    ];
    const bare = EditorState.create({ doc: text, extensions });
    const place = places.get(path);
    const within = (at: number) => Math.min(at, bare.doc.length);
    const made: Held = place
      ? {
          state: bare.update({ selection: { anchor: within(place.anchor), head: within(place.head) } }).state,
          text,
          scroll: EditorView.scrollIntoView(within(place.top), { y: "start", yMargin: 0 }),
          top: within(place.top),
        }
      : // Where the text before it was scrolled to is no place in this one.
        { state: bare, text, scroll: EditorView.scrollIntoView(0, { y: "start", yMargin: 0 }), top: 0 };
    held.set(path, made);
    return made;
  };

  function show(path: string): void {
    if (path === shown) return;
    const next = open(path);
    if (!next) return;
    const before = shown === undefined ? undefined : held.get(shown);
    if (before) {
      before.scroll = view.scrollSnapshot();
      before.top = topLine();
    }
    // Cards and lists at places of the one text have none in the other.
    closeCompletion(view);
    view.dispatch({ effects: closeHoverTooltips });
    shown = path;
    view.setState(next.state);
    view.dispatch({ effects: next.scroll });
    view.dispatch(tell(view.state, path, next.text, diagnostics, host.edit), {
      effects: namesChanged.of(null),
    });
    host.onShow(path);
  }

  function goTo({ source, from }: Span): void {
    show(source);
    if (shown !== source) return;
    const pos = offsetsIn(source, view.state).fromText(from);
    view.dispatch({ selection: { anchor: pos }, effects: EditorView.scrollIntoView(pos, { y: "center" }) });
    view.focus();
  }

  function take(edits: readonly TextEdit[], isStep: boolean): void {
    for (const path of new Set(edits.map((edit) => edit.path))) {
      const own = held.get(path);
      if (!own) continue;
      const { fromText } = offsetsIn(path, own.state);
      const changes = editsOf(edits, path).map(
        ({ from, to, insert }): ChangeSpec => ({ from: fromText(from), to: fromText(to), insert }),
      );
      own.text = host.textOf(path) ?? own.text;
      const spec = { changes, annotations: fromHost.of(true) };
      if (path === shown) view.dispatch(spec);
      own.state = path === shown ? view.state : own.state.update(spec).state;
    }
    const first = edits.find(({ path }) => path === shown) ?? edits[0];
    if (isStep && first) stepTo(first);
  }

  /** Goes to where the log has changed something. */
  function stepTo({ path, from, insert }: TextEdit): void {
    show(path);
    if (shown !== path) return;
    const pos = offsetsIn(path, view.state).fromText(from + insert.length);
    const isSeen = view.visibleRanges.some((range) => range.from <= pos && pos <= range.to);
    view.dispatch({
      selection: EditorSelection.cursor(pos),
      effects: isSeen ? EditorView.scrollIntoView(pos) : EditorView.scrollIntoView(pos, { y: "center" }),
    });
  }

  return {
    view,
    path: () => shown,
    show,
    goTo,
    take,
    mark: (span, how) => {
      if (span && !how?.stays) show(span.source);
      if (shown === undefined) return;
      if (!span || span.source !== shown) {
        view.dispatch({ effects: mark.of(undefined) });
        return;
      }
      const { fromText } = offsetsIn(shown, view.state);
      const [from, to] = [fromText(span.from), fromText(span.to)];
      view.dispatch({
        effects: [
          mark.of({ from, to }),
          ...(how?.stays
            ? []
            : [EditorView.scrollIntoView(EditorSelection.range(from, to), { y: "nearest", yMargin: 40 })]),
        ],
      });
    },
    tell: (now) => {
      diagnostics = now;
      if (shown === undefined) return;
      view.dispatch(tell(view.state, shown, host.textOf(shown) ?? "", diagnostics, host.edit));
    },
    refresh: () => view.dispatch({ effects: namesChanged.of(null) }),
    places: () =>
      new Map(
        [...held].map(([path, { state, top }]) => {
          const { anchor, head } = state.selection.main;
          return [path, { anchor, head, top: path === shown ? topLine() : top }];
        }),
      ),
    destroy: () => view.destroy(),
  };
}

/** Of these, edits that follow each other are undone together. */
const keys = ["input.type", "delete.backward", "delete.forward"] as const;

/** The changes of an update as edits of the text before them. */
function editsIn(path: string, update: ViewUpdate, { text }: Held): readonly TextEdit[] {
  const { toText, withBreaks } = offsetsOf(text, update.startState.doc);
  const edits: TextEdit[] = [];
  update.changes.iterChanges((from, to, _, __, inserted) => {
    edits.push({ path, from: toText(from), to: toText(to), insert: withBreaks(inserted.toString()) });
  });
  return edits;
}

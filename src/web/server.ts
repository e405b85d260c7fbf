import type { FileEvent, Project, Save, Saved } from "../wire/files.ts";
import type { Brought, GivenModel } from "../wire/models.ts";
import type { Publish, Published, PublishNews } from "../wire/publishing.ts";

const silent = "The server of this workbench does not answer. Start it again in the terminal: hence open.";

/** The files of a system of the project as they are now, undefined being the one that the server was started with. */
export async function fetchProject(system?: string): Promise<Project> {
  const which = system === undefined ? "" : `?system=${encodeURIComponent(system)}`;
  const answer = await fetch(`api/project${which}`).catch(() => undefined);
  if (!answer) throw new Error(silent);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Project;
}

/** Writes a text over the version that it was made from. Rejects, in words, where the server does not answer. */
export async function putFile(path: string, text: string, over: string | null): Promise<Saved> {
  const save: Save = { text, over };
  const answer = await fetch(`api/files/${inLink(path)}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(save),
  }).catch(() => undefined);
  if (!answer) throw new Error(silent);
  const isJson = answer.headers.get("content-type")?.includes("json");
  if (!isJson) return { kind: "refused", problem: await answer.text() };
  return (await answer.json()) as Saved;
}

/** Publishes the system; tells how far it is, and resolves to how it ended. Aborting the signal ends it. */
export async function publishSystem(
  asked: Publish,
  tell: (news: PublishNews) => void,
  signal: AbortSignal,
): Promise<Published> {
  let last: PublishNews | undefined;
  try {
    const answer = await fetch("api/publish", { method: "POST", body: JSON.stringify(asked), signal });
    if (!answer.ok || !answer.body) return { kind: "refused", problem: await answer.text() };
    for await (const line of linesOf(answer.body)) {
      last = JSON.parse(line) as PublishNews;
      tell(last);
    }
  } catch {
    return { kind: "refused", problem: signal.aborted ? "Stopped: nothing was written." : silent };
  }
  return last === undefined || last.kind === "working" ? { kind: "refused", problem: silent } : last;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

/** Hands over a model from elsewhere. Rejects, in words, where the server does not answer. */
export async function postModel(given: GivenModel, files: readonly Blob[]): Promise<Brought> {
  const form = new FormData();
  form.set("about", JSON.stringify(given));
  for (const [i, file] of files.entries()) form.set(`file${i}`, file);
  return broughtBy(fetch("api/models", { method: "POST", body: form }));
}

/** Asks for text of Hence in place of a model of another tool in the project. */
export async function postModelPath(path: string): Promise<Brought> {
  return broughtBy(fetch(`api/models/${inLink(path)}`, { method: "POST" }));
}

async function broughtBy(asked: Promise<Response>): Promise<Brought> {
  const answer = await asked.catch(() => undefined);
  if (!answer) throw new Error(silent);
  if (!answer.headers.get("content-type")?.includes("json")) throw new Error(await answer.text());
  return (await answer.json()) as Brought;
}

function inLink(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** Hears of what happens to files, and whether the server answers. Returns what ends it. */
export function listenToFiles(
  heard: (event: FileEvent) => void,
  told: (isThere: boolean) => void,
): () => void {
  let events: EventSource | undefined;
  let last = Date.now();
  const connect = () => {
    events?.close();
    events = new EventSource("api/events");
    events.onopen = () => {
      last = Date.now();
      told(true);
    };
    events.onerror = () => told(false);
    events.onmessage = ({ data }: { readonly data: string }) => {
      last = Date.now();
      told(true);
      heard(JSON.parse(data) as FileEvent);
    };
  };
  connect();
  // A connection that was cut without a word is noticed by its silence; one that was refused is not tried again by itself.
  const clock = setInterval(() => {
    if (Date.now() - last > 3 * often) told(false);
    if (events?.readyState === EventSource.CLOSED) connect();
  }, often);
  return () => {
    clearInterval(clock);
    events?.close();
  };
}

/** The server says that it lives this often, in milliseconds. */
const often = 5000;

import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Brought, type GivenModel, mostBroughtBytes, noRemarks } from "../../wire/models.ts";
import { bringModel } from "./bring.ts";
import { makeEditable } from "./editable.ts";
import type { ProjectFolder } from "./project.ts";

/** Answers what is asked about models from elsewhere; see `wire/models.ts`. */
export function serveModels(app: Hono, project: ProjectFolder): void {
  app.post(
    "/api/models",
    bodyLimit({
      maxSize: mostBroughtBytes,
      onError: (context) =>
        context.json(
          refuse(`That is more than ${mostBroughtBytes / 1024 / 1024} MB, and was not read.`),
          413,
        ),
    }),
    async (context) => {
      const form = await context.req.formData().catch(() => undefined);
      const given = form && readGivenModel(form.get("about"));
      const files = given?.files.map((_, i) => form!.get(`file${i}`)) ?? [];
      const blobs = files.filter((file) => file instanceof Blob);
      if (!given || blobs.length !== files.length || files.length === 0)
        return context.json(refuse("This is no model that was brought."), 400);
      const bytes = await Promise.all(blobs.map(async (blob) => new Uint8Array(await blob.arrayBuffer())));
      return context.json(await bringModel(project, given, bytes));
    },
  );

  app.post("/api/models/:path{.+}", async (context) =>
    context.json(await makeEditable(project, context.req.param("path"))),
  );
}

function refuse(problem: string): Brought {
  return { kind: "refused", problem, remarks: noRemarks };
}

function readGivenModel(written: unknown): GivenModel | undefined {
  if (typeof written !== "string") return undefined;
  try {
    const { model, files, meant, isIncomplete } = JSON.parse(written) as Partial<
      Record<keyof GivenModel, unknown>
    >;
    const isText = (value: unknown) => typeof value === "string";
    const areTexts = Array.isArray(files) && files.every(isText);
    if (!(model === undefined || isText(model)) || !areTexts || typeof isIncomplete !== "boolean")
      return undefined;
    if (typeof meant !== "object" || meant === null || !Object.values(meant).every(isText)) return undefined;
    const named = model === undefined ? {} : { model };
    return { ...named, files, meant: meant as Readonly<Record<string, string>>, isIncomplete };
  } catch {
    return undefined; // It is no JSON.
  }
}

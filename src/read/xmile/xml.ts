import { SaxesParser } from "saxes";
import type { Report } from "../../model/diagnostic.ts";
import { SourceText } from "./text.ts";

/** An element of an XML file with its place in it. */
export interface XmlElement {
  /** The name without the prefix. */
  readonly name: string;
  /** What stands before the colon; empty for XMILE's own elements, whatever prefix the file gives them. */
  readonly prefix: string;
  /** By name, a prefix of other makers included: `isee:label`. */
  readonly attributes: ReadonlyMap<string, XmlAttribute>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, comments left out. */
  readonly text: SourceText;
  readonly source: string;
  /** From the `<` that opens it to behind the `>` that closes it. */
  readonly from: number;
  readonly to: number;
  /** Behind its opening tag. */
  readonly head: number;
}

export interface XmlAttribute {
  readonly value: string;
  readonly text: SourceText;
}

/** Elements may stand so deep in each other; models need a dozen. */
const deepest = 200;
/** So many elements at most, all together. */
const mostElements = 2_000_000;

/**
 * Reads XML into a tree. Entities are never expanded but for the five of XML itself and numbers of characters; a
 * document type is refused. What is no XML gives nothing, and is reported.
 */
export function readXml(text: string, source: string, report: Report): XmlElement | undefined {
  try {
    return new TreeBuilder(text, source, report).build();
  } catch (problem) {
    if (!(problem instanceof XmlFault)) throw problem;
    const span = { source, from: problem.from, to: Math.min(text.length, problem.from + 1) };
    const { message, note } = problem;
    report({
      code: problem.code,
      severity: "error",
      message,
      span,
      ...(note && { notes: [{ message: note }] }),
    });
    return undefined;
  }
}

class XmlFault extends Error {
  readonly code: string;
  readonly from: number;
  readonly note: string | undefined;
  constructor(code: string, message: string, from: number, note?: string) {
    super(message);
    this.code = code;
    this.from = from;
    this.note = note;
  }
}

interface OpenElement {
  readonly name: string;
  readonly prefix: string;
  readonly attributes: ReadonlyMap<string, XmlAttribute>;
  readonly children: XmlElement[];
  readonly pieces: [from: number, to: number][];
  readonly from: number;
  readonly head: number;
}

/** What stands in lists of variables, never inside one another. */
const variables: ReadonlySet<string> = new Set(["stock", "flow", "aux", "module", "group"]);

function isVariable({ name, prefix }: XmlElement): boolean {
  return prefix === "" && variables.has(name);
}

/** The same text of the same length without `--` inside comments, which people write and XML forbids. */
function maskComments(text: string): string {
  return text.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--([\s\S]*?)-->/g, (whole, inner: string | undefined) =>
    inner === undefined ? whole : `<!--${inner.replace(/-(?=-|$)/g, " ")}-->`,
  );
}

/** What turns the events of the parser into a tree. It lives for one text. */
class TreeBuilder {
  readonly #text: string;
  readonly #source: string;
  readonly #report: Report;
  readonly #parser = new SaxesParser();
  readonly #open: OpenElement[] = [];
  #attributes = new Map<string, XmlAttribute>();
  /** Prefixes that the file gives to XMILE itself. */
  readonly #ownPrefixes = new Set<string>();
  #root: XmlElement | undefined;
  /** The element that was closed last. */
  #closed: XmlElement | undefined;
  /** Where the last mark-up ended. */
  #end = 0;
  #count = 0;

  constructor(text: string, source: string, report: Report) {
    this.#text = text;
    this.#source = source;
    this.#report = report;
  }

  build(): XmlElement {
    const parser = this.#parser;
    parser.on("error", (problem) => {
      if (this.#forgiveUnclosed(problem)) return;
      // The parser begins its messages with line and column; ours have a span.
      const words = problem.message.replace(/^[^:]*(:\d+)+:\s*/, "").replace(/\.$/, "");
      throw (
        this.#strayAmpersand() ??
        new XmlFault("xml-broken", `This is no well-formed XML: ${words}.`, this.#place())
      );
    });
    parser.on("doctype", () => {
      const note = "Delete the line <!DOCTYPE …>: no model needs it, and it can be used to do harm.";
      throw new XmlFault(
        "xml-document-type",
        "An XML file with a document type is not read.",
        this.#end,
        note,
      );
    });
    parser.on("xmldecl", () => this.#passMarkup("?>"));
    parser.on("comment", () => this.#passMarkup("-->"));
    parser.on("processinginstruction", () => this.#passMarkup("?>"));
    parser.on("cdata", () => this.#passCdata());
    parser.on("attribute", ({ name, value }) => this.#addAttribute(name, value));
    parser.on("opentagstart", ({ name }) => this.#checkBounds(name));
    parser.on("opentag", ({ name }) => this.#openElement(name));
    parser.on("closetag", ({ isSelfClosing }) => this.#closeElement(isSelfClosing));
    parser.write(maskComments(this.#text)).close();
    if (!this.#root) throw new XmlFault("xml-broken", "This file has no element in it.", 0);
    return this.#root;
  }

  /**
   * A variable that is not closed ends where the next one begins, or with the list of them; the parser closes what is
   * open by itself.
   */
  #forgiveUnclosed(problem: Error): boolean {
    const { name, prefix, from, head } = this.#closed ?? { name: "", prefix: "", from: 0, head: 0 };
    if (!/unexpected close tag/.test(problem.message) || prefix !== "" || !variables.has(name)) return false;
    const message = `<${name}> is not closed; it is taken to end where the next variable begins.`;
    this.#report({
      code: "xml-unclosed",
      severity: "warning",
      message,
      span: { source: this.#source, from, to: head },
    });
    return true;
  }

  /** The parser takes an `&` for the beginning of an entity, and complains only where the file ends. */
  #strayAmpersand(): XmlFault | undefined {
    const at = this.#text.slice(this.#end).search(/&(?!#x[0-9a-f]+;|#\d+;|[\w.:-]+;)/i);
    if (at < 0 || this.#end + at > this.#parser.position) return undefined;
    const message = "This is no well-formed XML: an ‘&’ by itself.";
    return new XmlFault("xml-broken", message, this.#end + at, "In XML the sign is written &amp;");
  }

  #place(): number {
    return Math.max(0, Math.min(this.#parser.position, this.#text.length) - 1);
  }

  /** Where the mark-up that has just ended began; the text before it belongs to the element that is open. */
  #passMarkup(closing?: string): number {
    const start = Math.max(this.#text.indexOf("<", this.#end), this.#end);
    if (start > this.#end) this.#open.at(-1)?.pieces.push([this.#end, start]);
    // The parser tells of comments and the like somewhere in their last signs.
    const least = closing === "-->" ? start + "<!--".length : start;
    this.#end =
      closing === undefined ? this.#parser.position : this.#text.indexOf(closing, least) + closing.length;
    return start;
  }

  #passCdata(): void {
    const start = this.#passMarkup("]]>");
    this.#open.at(-1)?.pieces.push([start + "<![CDATA[".length, -(this.#end - "]]>".length)]);
  }

  #addAttribute(name: string, value: string): void {
    const end = this.#parser.position - 1;
    const quote = this.#text[end] ?? '"';
    const start = this.#text.lastIndexOf(quote, end - 1) + 1;
    if (name === "xmlns" || name.startsWith("xmlns:")) {
      if (/xmile/i.test(value) && /oasis|systemdynamics/i.test(value)) this.#ownPrefixes.add(name.slice(6));
      return;
    }
    this.#attributes.set(name, { value, text: SourceText.of(this.#source, this.#text, [[start, end]]) });
  }

  #checkBounds(name: string): void {
    this.#count++;
    if (this.#open.length >= deepest)
      throw new XmlFault(
        "xml-too-deep",
        `Elements stand in each other more than ${deepest} deep.`,
        this.#place(),
      );
    if (this.#count > mostElements)
      throw new XmlFault(
        "xml-too-deep",
        `There are more than ${mostElements / 1e6} million elements.`,
        this.#place(),
      );
    if (name.length > 1000)
      throw new XmlFault(
        "xml-too-deep",
        "The name of this element has more than 1000 letters.",
        this.#place(),
      );
  }

  #openElement(fullName: string): void {
    const from = this.#passMarkup();
    const colon = fullName.indexOf(":");
    const written = colon < 0 ? "" : fullName.slice(0, colon);
    const prefix = this.#ownPrefixes.has(written) ? "" : written;
    const name = fullName.slice(colon + 1);
    const attributes = this.#attributes;
    this.#attributes = new Map();
    this.#open.push({ name, prefix, attributes, children: [], pieces: [], from, head: this.#end });
  }

  #closeElement(isSelfClosing: boolean): void {
    if (!isSelfClosing) this.#passMarkup();
    const opened = this.#open.pop();
    if (!opened) return;
    const { pieces, ...rest } = opened;
    const element: XmlElement = {
      ...rest,
      text: SourceText.of(this.#source, this.#text, pieces),
      source: this.#source,
      to: this.#end,
    };
    this.#closed = element;
    const parent = this.#open.at(-1);
    if (!parent) {
      this.#root = element;
    } else if (isVariable(element) && element.children.some(isVariable)) {
      // Variables do not stand in each other: the outer one was not closed.
      const own = element.children.filter((child) => !isVariable(child));
      parent.children.push({ ...element, children: own }, ...element.children.filter(isVariable));
    } else {
      parent.children.push(element);
    }
  }
}

import PDFDocument from 'pdfkit';
import { FONT_FILES, runsOf } from './fonts.js';
import { breakLines, decomposeSaraAm } from './line-breaks.js';
import { inVisualOrder } from './visual-order.js';

const MARGIN = 56;
/** Thai marks stand above and below their letters: lines need more room than Latin ones. */
const LEADING = 1.7;
/** Where letters of every font stand, from the top of the line. */
const ASCENT = 1.15;
const FOOTER_SIZE = 8;

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly indent?: number;
  readonly language?: string;
  /** Room before it, in points. */
  readonly before?: number;
}

export interface PageOptions {
  /** The document's own title, seen in a reader's tab: neutral where a stranger may see it. */
  readonly title: string;
  readonly language: string;
  /** Stands at the foot of every page, before the page number. */
  readonly footer: string;
  readonly createdAt: Date;
}

/** Writes A4 pages from top to bottom; what belongs together is kept on one page. */
export class PageWriter {
  private readonly document: InstanceType<typeof PDFDocument>;
  private readonly chunks: Buffer[] = [];
  private readonly finished: Promise<Buffer>;
  private readonly widths = new Map<string, number>();
  private y = MARGIN;

  constructor(private readonly options: PageOptions) {
    const { title, language, createdAt } = options;
    this.document = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: true,
      bufferPages: true,
      lang: language,
      displayTitle: true,
      info: { Title: title, CreationDate: createdAt, ModDate: createdAt, Producer: '', Creator: '' },
    });
    for (const [name, file] of Object.entries(FONT_FILES)) this.document.registerFont(name, file);
    this.finished = new Promise((resolve, reject) => {
      this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
      this.document.on('end', () => resolve(Buffer.concat(this.chunks)));
      this.document.on('error', reject);
    });
  }

  private get bottom(): number {
    return this.document.page.height - MARGIN - FOOTER_SIZE * 2;
  }

  text(text: string, style: TextStyle = {}): void {
    this.together([[text, style]]);
  }

  /** Texts that are not to be torn apart by the end of a page, such as a question and its answer. */
  together(parts: readonly (readonly [text: string, style: TextStyle])[]): void {
    const laid = parts.map(([text, style]) => this.lay(text, style));
    const height = laid.reduce((sum, { before, lines, lineHeight }) => sum + before + lines.length * lineHeight, 0);
    if (this.y + height > this.bottom && height <= this.bottom - MARGIN) this.newPage();
    for (const { style, before, lines, lineHeight } of laid) {
      this.y += this.y === MARGIN ? 0 : before;
      for (const line of lines) {
        if (this.y + lineHeight > this.bottom) this.newPage();
        this.line(line, style, this.y);
        this.y += lineHeight;
      }
    }
  }

  rule(): void {
    this.y += 6;
    this.document
      .moveTo(MARGIN, this.y)
      .lineTo(this.document.page.width - MARGIN, this.y)
      .lineWidth(0.5)
      .stroke('#999999');
    this.y += 6;
  }

  private newPage(): void {
    this.document.addPage();
    this.y = MARGIN;
  }

  private lay(text: string, style: TextStyle) {
    const { size = 11, indent = 0, language = this.options.language, before = 0 } = style;
    const width = this.document.page.width - MARGIN * 2 - indent;
    const lines = breakLines(text.normalize('NFC'), language, width, (candidate) => this.widthOf(candidate, style));
    return { style, before, lines, lineHeight: size * LEADING };
  }

  /** Shaping is dear, and words come back. */
  private widthOf(text: string, { size = 11, bold = false }: TextStyle): number {
    const key = `${size}/${bold}/${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const width = runsOf(inVisualOrder(decomposeSaraAm(text)), bold).reduce(
      (sum, run) => sum + this.document.font(run.font).fontSize(size).widthOfString(run.text),
      0,
    );
    this.widths.set(key, width);
    return width;
  }

  private line(text: string, { size = 11, bold = false, colour = '#111111', indent = 0 }: TextStyle, y: number): void {
    let x = MARGIN + indent;
    for (const run of runsOf(inVisualOrder(decomposeSaraAm(text)), bold)) {
      this.document.font(run.font).fontSize(size).fillColor(colour);
      this.document.text(run.text, x, y + size * ASCENT, { lineBreak: false, baseline: 'alphabetic' });
      x += this.document.widthOfString(run.text);
    }
  }

  /** The finished document; nothing can be written after it. */
  async finish(): Promise<Buffer> {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.document.switchToPage(page);
      const foot = `${this.options.footer}   ${page + 1}/${count}`;
      this.line(foot, { size: FOOTER_SIZE, colour: '#666666' }, this.document.page.height - MARGIN);
    }
    this.document.end();
    return this.finished;
  }
}

/** How the parts of a document are set, in the language of Typst. Its measures come with the data, from layouts.ts. */
export const typesetting = `
#let d = json("/data.json")
#let l = d.layout
#let m = if d.wide { l.wideMargins } else { l.margins }
#let lines(text) = text.split("\\n").join(linebreak())

#let one(r) = {
  let body = lines(r.text)
  if r.at("underline", default: false) { body = underline(offset: 3.5pt, stroke: 0.8pt, body) }
  if r.at("bold", default: false) { body = strong(body) }
  if r.at("italic", default: false) { body = emph(body) }
  text(lang: r.at("language", default: d.language), body)
}
#let runs(all) = all.map(one).join()

#set document(title: d.title, author: d.issuer)
#set page(
  paper: "a4",
  flipped: d.wide,
  margin: (top: m.top * 1mm, bottom: m.bottom * 1mm, left: m.left * 1mm, right: m.right * 1mm),
  header-ascent: (m.top - l.edge) * 1mm - l.sizes.note * 1pt,
  header: context if counter(page).get().first() > 1 {
    align(center, text(size: l.sizes.note * 1pt, counter(page).display("1")))
  },
  footer-descent: (m.bottom - l.edge) * 1mm - l.sizes.foot * 1pt,
  footer: text(size: l.sizes.foot * 1pt, d.foot),
)
#set text(font: "Tinos", size: l.sizes.text * 1pt, lang: d.language, hyphenate: false)
#let leading = (l.spacing.line - 1) * 1em + 0.42em
#set par(justify: true, leading: leading, spacing: leading + (l.spacing.before + l.spacing.after) * 1pt)
#let indent = l.firstLineIndent * 1mm
#show heading.where(level: 1): set text(size: l.sizes.title * 1pt)
#show heading.where(level: 2): set text(size: l.sizes.text * 1pt)
#show heading: it => block(above: 0pt, below: 0pt, sticky: true, it.body)

// Whoever signs does not stand on a page of their own.
#let paragraph(b, stays: false) = {
  if b.role == "title" {
    v(14pt)
    align(center, heading(level: 1, runs(b.runs)))
    v(2pt)
  } else if b.role == "subject" {
    block(above: 9pt, below: 14pt, width: 100%, align(center, strong(runs(b.runs))))
  } else if b.role == "heading" {
    block(above: 20pt, below: 14pt, sticky: true, pad(left: indent, heading(level: 2, runs(b.runs))))
  } else if b.role == "caption" {
    block(above: 18pt, below: 9pt, sticky: true, width: 100%, align(center, text(size: l.sizes.table * 1pt, strong(runs(b.runs)))))
  } else if b.role == "note" {
    block(above: 9pt, below: 15pt, text(size: l.sizes.note * 1pt, emph(runs(b.runs))))
  } else {
    let body = par(first-line-indent: (amount: indent, all: true), runs(b.runs))
    if stays { block(sticky: true, body) } else { body }
  }
}

#let columns-of(b) = {
  set par(justify: false, leading: 0.45em, spacing: 0.45em)
  block(above: 14pt, below: 14pt, breakable: false, grid(
    columns: b.widths.map(w => w * 1fr),
    ..b.cells.map(c => align(if c.align == "center" { center } else { left },
      text(size: l.sizes.at(c.size) * 1pt, c.lines.map(runs).join(linebreak())))),
  ))
}

// A short row stays on one page.
#let splits(row) = row.any(c => c.text.len() > 900)
#let cell(c, breakable: false) = table.cell(
  breakable: breakable,
  colspan: c.at("across", default: 1),
  rowspan: c.at("down", default: 1),
  align: (if c.at("align", default: "left") == "center" { center } else if c.at("align", default: "left") == "right" { right } else { left })
    + (if c.at("bold", default: false) and c.at("align", default: "left") == "center" { horizon } else { top }),
  one(c),
)

#let table-of(b) = {
  set par(justify: false, leading: 0.5em)
  set text(size: l.sizes.table * 1pt)
  block(above: 9pt, below: 15pt, table(
    columns: b.widths.map(w => w * 1fr),
    stroke: 0.5pt,
    inset: (x: 1.2mm, y: 1.1mm),
    table.header(..b.head.map(row => row.map(cell)).flatten()),
    ..b.rows.map(row => row.map(c => cell(c, breakable: splits(row)))).flatten(),
  ))
}

#for (at, b) in d.blocks.enumerate() {
  if b.kind == "paragraph" { paragraph(b, stays: d.blocks.at(at + 1, default: (kind: "")).kind == "columns") }
  else if b.kind == "columns" { columns-of(b) }
  else if b.kind == "table" { table-of(b) }
  else { block(above: 9pt, below: 15pt, image("/chart.png", width: 100%, alt: b.alt)) }
}
`;

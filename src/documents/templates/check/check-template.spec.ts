import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { fieldsOf } from '../fields/fields.js';
import { faultsOfTemplate } from './check-template.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const p = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const cell = (text: string) => `<w:tc>${p(text)}</w:tc>`;
const table = (...rows: string[][]) =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
const relation = (type: string, target: string, more = '') =>
  `<Relationship Id="rId9" Type="${OFFICE}/${type}" Target="${target}"${more}/>`;

interface Made {
  body?: string;
  relations?: string;
  types?: string;
  more?: Record<string, string>;
}

function docx({ body = '', relations = '', types = MAIN, more = {} }: Made): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="${types}"/></Types>`,
    '_rels/.rels': `<Relationships>${relation('officeDocument', 'word/document.xml')}</Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships>${relations}</Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

const foot = p('{chan_trang}');
const faultsOf = (made: Made | string) =>
  faultsOfTemplate(docx(typeof made === 'string' ? { body: made + foot } : made), fieldsOf('report'));
const vi = (made: Made | string) => faultsOf(made).map((fault) => fault.vi);

describe('a template', () => {
  it('is sound where its fields are known, its lists closed, and its foot there', () => {
    const sound = [
      p('{trich_yeu} { mo_dau } và chữ thường'),
      table(['{#linh_vuc}{lv_so}', '{lv_ten} {nam}{/linh_vuc}'], ['', '{tong_tong}']),
      table(['{#nhom}{nhom_ten}', ''], ['{#bao_cao}{bc_ten}', '{bc_ket_qua}{/bao_cao}{/nhom}']),
      p('{#cam_ket_qua_han}') + p('{qh_cau}') + p('{/cam_ket_qua_han}'),
      // As Word writes it: one field in several runs.
      '<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>kho</w:t></w:r><w:proofErr/><w:r><w:t>_khan}</w:t></w:r></w:p>',
      '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{bieu_do}"/><pic:pic/></wp:inline></w:drawing></w:r></w:p>',
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PA</w:instrText><w:instrText>GE </w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ].join('');
    expect(vi(sound)).toEqual([]);
    expect(vi({ body: p('{trich_yeu}') })).toEqual([expect.stringContaining('{chan_trang}')]);
  });

  it('is told every fault in its fields, each with the number of its paragraph and how that begins', () => {
    const faults = faultsOf(
      [
        p('Căn cứ {trich_yu} của năm'),
        p('{khong_co_truong_nay}'),
        p('Giá trị {process.exit()} và {constructor}'),
        p('{= 1+1} {trich_yeu'),
        p('{lv_ten}'),
        p('{linh_vuc} {#trich_yeu} {bieu_do}'),
      ].join(''),
    );
    expect(faults.map((fault) => fault.vi)).toEqual([
      'Đoạn 1 (“Căn cứ {trich_yu} của năm”): không có trường {trich_yu}. Có phải {trich_yeu}?',
      expect.stringMatching(/^Đoạn 2 .*không có trường \{khong_co_truong_nay\} trong loại văn bản này/),
      expect.stringMatching(/^Đoạn 3 .*\{process\.exit\(\)\} viết không đúng/),
      expect.stringMatching(/^Đoạn 3 .*không có trường \{constructor\}/),
      expect.stringMatching(/^Đoạn 4 .*\{= 1\+1\} viết không đúng/),
      expect.stringMatching(/^Đoạn 4 .*dấu \{ lẻ/),
      expect.stringMatching(/^Đoạn 5 .*\{lv_ten\} chỉ dùng giữa \{#linh_vuc\}/),
      expect.stringMatching(/^Đoạn 6 .*\{linh_vuc\} là danh sách/),
      expect.stringMatching(/^Đoạn 6 .*\{trich_yeu\} không phải danh sách/),
      expect.stringMatching(/^Đoạn 6 .*\{bieu_do\} là hình/),
    ]);
    expect(faults[0]!.en).toBe(
      'Paragraph 1 (“Căn cứ {trich_yu} của năm”): there is no field {trich_yu}. Did you mean {trich_yeu}?',
    );
  });

  it('is told where a list does not begin, does not end, crosses another or leaves its table', () => {
    expect(vi(p('{/nhiem_vu}'))).toEqual([expect.stringContaining('có {/nhiem_vu} mà phía trên không có')]);
    expect(vi(p('chữ') + p('{#nhiem_vu}'))).toEqual([
      expect.stringMatching(/^Đoạn 2 .*có \{#nhiem_vu\} mà không có/),
    ]);
    expect(vi(p('{#nhom}{#bao_cao}{/nhom}{/bao_cao}'))).toEqual([
      expect.stringContaining('{/nhom} đứng trước khi {#bao_cao} kết thúc'),
      expect.stringContaining('{/bao_cao} mà phía trên không có'),
    ]);
    expect(vi(table(['{#nhiem_vu}{nv_so}', '']) + p('{/nhiem_vu}'))).toEqual([
      expect.stringContaining('không cùng chỗ'),
    ]);
    expect(vi(`<w:sdt><w:sdtContent>${p('{#nhiem_vu}{nv_so}{/nhiem_vu}')}</w:sdtContent></w:sdt>`)).toEqual([
      expect.stringContaining('Content Control'),
    ]);
    expect(vi('<w:p><w:r><wp:docPr descr="{trich_yeu}"/></w:r></w:p>')).toEqual([
      expect.stringContaining('văn bản thay thế'),
    ]);
    const headers = { 'word/header1.xml': `<w:hdr xmlns:w="w">${p('{sai}')}</w:hdr>` };
    expect(vi({ body: foot, more: headers })).toEqual([expect.stringContaining('Đầu trang, đoạn 1')]);
    const notes = {
      'word/footnotes.xml': `<w:footnotes><w:footnote>${p('{nam}')}</w:footnote></w:footnotes>`,
    };
    expect(vi({ body: foot, more: notes })).toEqual([expect.stringContaining('Cước chú, đoạn 1')]);
  });

  it('holds nothing that runs, leads out or would come along unseen', () => {
    const external = ' TargetMode="External"';
    const cases: [Made, string][] = [
      [
        { body: foot, relations: relation('attachedTemplate', 'file:///c:/m.dotm', external) },
        'liên kết ra ngoài',
      ],
      [{ body: foot, relations: relation('image', 'https://x.example/a.png', external) }, 'x.example'],
      [{ body: foot, relations: relation('image', '\\\\may-chu\\a.png') }, 'liên kết ra ngoài'],
      [{ body: foot, relations: relation('oleObject', 'embeddings/a.bin') }, 'nội dung nhúng'],
      [{ body: foot, relations: relation('aFChunk', 'a.html') }, 'nội dung nhúng'],
      [{ body: foot, relations: relation('comments', 'comments.xml') }, 'chú thích (Comment)'],
      [{ body: foot, more: { 'word/embeddings/a.exe': 'MZ' } }, 'nội dung nhúng'],
      [{ body: foot, more: { 'word/media/a.svg': '<svg/>' } }, 'nội dung nhúng'],
      [{ body: foot, types: MAIN.replace('main', 'macroEnabled.main') }, 'không phải văn bản Word'],
      [{ body: `${foot}<w:altChunk/>` }, 'altChunk'],
      [{ body: `${foot}<x:object/>` }, 'object'],
      [{ body: `${foot}<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p>` }, 'Track Changes'],
      [
        { body: `${foot}<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://x/&quot; "/></w:p>` },
        'INCLUDEPICTURE',
      ],
      [{ body: `${foot}<w:p><w:r><w:instrText>DDEAUTO c:\\cmd</w:instrText></w:r></w:p>` }, 'DDEAUTO'],
      [{ body: foot, more: { 'word/settings.xml': '<w:settings><w:mailMerge/></w:settings>' } }, 'mailMerge'],
      [{ body: foot, more: { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' } }, 'Tệp bị hỏng'],
    ];
    for (const [made, words] of cases)
      expect([words, vi(made)]).toEqual([words, expect.arrayContaining([expect.stringContaining(words)])]);
  });

  it('that is no DOCX, or not well formed, is refused whatever reads it', () => {
    const refused = [
      '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document/>',
      '<w:document><w:body>&a;</w:body></w:document>',
      '<w:document><w:body></w:document></w:body>',
      '<w:document><![CDATA[{x}]]></w:document>',
      '<w:document>',
      `<w:document>${'<w:p>'.repeat(200)}`,
      '<?xml version="1.0" encoding="UTF-16"?><w:document/>',
    ];
    for (const xml of refused)
      expect([xml.slice(0, 40), vi({ more: { 'word/document.xml': xml } })]).toEqual([
        xml.slice(0, 40),
        [expect.stringContaining('Tệp bị hỏng')],
      ]);
    expect(faultsOfTemplate(strToU8('no zip at all'), fieldsOf('annex'))[0]!.vi).toContain('cắt hoặc hỏng');
  });

  it('is begun from fields with names of their own, each with a meaning in both languages', () => {
    const names = (fields: ReturnType<typeof fieldsOf>): string[] =>
      fields.flatMap((field) => [field.name, ...(field.kind === 'list' ? names(field.fields) : [])]);
    for (const kind of ['report', 'reminder_letter', 'annex'] as const) {
      const all = names(fieldsOf(kind));
      expect(new Set(all).size).toBe(all.length);
      expect(all.every((name) => /^[a-z][a-z0-9_]*$/.test(name))).toBe(true);
    }
  });
});

/** What nodemailer alone reaches, in a process of its own: as many mails of the same text, over as many connections. */
import { createTransport } from 'nodemailer';

const [url, count, connections] = process.argv.slice(2);
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { text, html } = JSON.parse(Buffer.concat(chunks).toString());
const transport = createTransport({
  url,
  pool: true,
  maxConnections: Number(connections),
  maxMessages: Infinity,
});
const began = performance.now();
let next = 0;
const lane = async () => {
  while (next < Number(count)) {
    const n = next++;
    await transport.sendMail({
      from: 'Theo dõi hợp tác <khong-tra-loi@tracker.example>',
      to: { name: 'Sở', address: `alone-${n}@many.example` },
      subject: `Nhắc hạn: 1 cam kết, số ${n}`,
      messageId: `<alone-${n}@many.example>`,
      text,
      html,
    });
  }
};
// As many under way as the program's worker has.
await Promise.all(Array.from({ length: Number(connections) }, lane));
process.stdout.write(`${(performance.now() - began) / 1000}`);
transport.close();

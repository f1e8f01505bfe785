import fs from 'node:fs';
import { sessionOf } from './session.ts';
import { say, speakers, gapAfter } from './mouth.ts';
process.env['BESIDE_PACKS_DIR'] ??= '/work/main/.cache/packs';
const t0=performance.now();
for (let i=0;i<24;i++){ const t=performance.now();
 const {compiled:{scene,sound},kind,behaviour}=await sessionOf(1,i);
 console.log(scene.id,kind,behaviour,scene.durationMs,scene.speakers.join(), (performance.now()-t).toFixed(0)+'ms', scene.marks.map(m=>'fromMs' in m?`${m.kind}:${m.fromMs.toFixed(0)}-${m.toMs.toFixed(0)}${'text' in m?` "${m.text}"`:''}`:m.kind).join(' | '));
 const h=Buffer.alloc(44);h.write('RIFF',0);h.writeUInt32LE(36+sound.length*2,4);h.write('WAVEfmt ',8);h.writeUInt32LE(16,16);h.writeUInt16LE(1,20);h.writeUInt16LE(1,22);h.writeUInt32LE(16000,24);h.writeUInt32LE(32000,28);h.writeUInt16LE(2,32);h.writeUInt16LE(16,34);h.write('data',36);h.writeUInt32LE(sound.length*2,40);
 const d=Buffer.alloc(sound.length*2); sound.forEach((x,j)=>d.writeInt16LE(Math.max(-32768,Math.min(32767,Math.round(x*32767))),2*j));
 fs.writeFileSync(`/tmp/sim/${scene.id}.wav`,Buffer.concat([h,d]));
}
console.log('total',performance.now()-t0);
